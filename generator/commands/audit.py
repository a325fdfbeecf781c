"""`gongkai audit`: what is wrong in anybody's published documents, without a filing."""

import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.commands.options import formats, take
from generator.diagnostics import has_errors
from generator.exits import FAULTY, FINE, RefusedError
from generator.reporting import console

if TYPE_CHECKING:
    from generator.audits.audit import Audit
    from generator.audits.publication import HeldAgainst


class AuditOptions(NamedTuple):
    """What may be typed after `audit`."""

    documents: list[str] = take(
        nargs="+", metavar="文档", help="公开的文档（.docx、.pdf、.xlsx），或装着它们的文件夹"
    )
    output: str | None = take(
        "-o", metavar="文件夹", help="结果写到哪个文件夹：每份文档一个文件，几份的另有总览"
    )
    region: str | None = take("--地区", metavar="地区", help="按哪个地区的表样；不写时自动认")
    format: str = take("--format", **formats("html", "json", "xlsx"))
    style: str = take(
        "--样式",
        choices=("报告", "清单"),
        default="报告",
        metavar="样式",
        help="报告（默认），或者清单：照检查表的各项写符合、问题、未判断",
    )
    roster: str = take(
        "--单位名录",
        metavar="文件",
        default="",
        help="各单位（.csv 或 .xlsx）：照批复日期、公开日期说明公开是否及时，哪些单位没有文档；"
        "不写时，用文档旁边的 单位名录.csv 或 .xlsx",
    )


def audit(options: AuditOptions) -> int:
    """Say what is wrong in each document, and what was and was not looked at."""
    from generator.audits import gathering, publication
    from generator.audits.audit import CLEAR
    from generator.kept import library
    from generator.reporting.audit_files import LIST, AuditFiles
    from generator.reporting.besides import read_clock
    from generator.units import intake

    _refuse_unfit(options)
    paths = gathering.find(options.documents, options.roster)
    if not paths:
        raise RefusedError("没有找到文档（.docx、.pdf、.xlsx；名称以“_”开头的不算）")
    folder = options.output
    files = AuditFiles(paths, Path(folder), options.style, options.format) if folder else None
    pictured = (options.style, options.format) == (LIST, "html")
    today = read_clock().date()
    rolls = publication.open_rolls(options.documents, paths, options.roster, today)
    if rolls.faults:
        console.complain(console.faults_text(rolls.faults, rolls.texts))
    teller = _AuditTelling(options, len(paths))
    audits = gathering.audit_all(paths, library.current(), options.region, pictured)
    with closing(audits):
        for it in map(rolls.take, audits):
            if files:
                files.put(it)
            teller.tell(it)
    held = rolls.tell(whole=intake.are_many(options.documents))
    written = files.finish(teller.done, held) if files else True
    teller.finish(held)
    fine = written and not (held and held.absent) and not has_errors(rolls.faults)
    return FINE if fine and all(it.verdict == CLEAR for it in teller.done) else FAULTY


def _refuse_unfit(options: AuditOptions) -> None:
    if options.format in ("html", "xlsx") and options.output is None:
        raise RefusedError(f"--format {options.format} 要用 -o 写明结果放在哪个文件夹")
    if options.output is not None and Path(options.output).is_file():
        raise RefusedError(f"-o 后面要写文件夹，{options.output} 是文件")


class _AuditTelling:
    """Tells each document as it is done, and how far the work is."""

    def __init__(self, options: AuditOptions, total: int) -> None:
        from generator.reporting.progress import Bar

        self.options, self.total = options, total
        self.done: list[Audit] = []
        self.bar, self.clock = Bar(total > 1), time.monotonic()

    def tell(self, it: "Audit") -> None:
        """All of a document where words are wanted, else a line; of many only what is wrong."""
        from generator.audits.audit import CLEAR
        from generator.reporting import audit_text, inspection_rows
        from generator.reporting.audit_files import LIST
        from generator.reporting.progress import FEW

        self.done.append(replace(it, pictures={}))  # nobody keeps many of them
        counter = f"[{len(self.done)}/{self.total}] " if self.total > 1 else ""
        self.bar.clear()
        if self.options.format == "text" and self.options.output is None:
            say = inspection_rows if self.options.style == LIST else audit_text
            console.say(f"{counter}{say.as_text(it)}")
        elif (counter and self.total <= FEW) or it.verdict != CLEAR:
            console.complain(f"{counter}{audit_text.summary(it)}")
        self._show()

    def _show(self) -> None:
        from generator.audits.audit import WRONG
        from generator.units import summary

        seen = len(self.done)
        if seen < self.total:
            wrong = sum(it.verdict == WRONG for it in self.done)
            said = f"，{wrong} 份{WRONG}" if wrong else ""
            left = summary.say_left(seen, self.total - seen, int(time.monotonic() - self.clock))
            self.bar.show(f"{summary.draw_strip(seen, self.total)}{said}{left}")

    def finish(self, held: "HeldAgainst | None") -> None:
        """Say what is told of all together, also that lists of units say."""
        from generator.reporting import absent_units, audit_json, audit_text

        if self.options.format == "json" and self.options.output is None:
            console.say(audit_json.as_json(self.done, held), utf8=True)
            return
        if len(self.done) > 1:
            console.say(audit_text.overview(self.done))
        if held is not None:
            console.say(absent_units.as_text(held))
