"""What the commands share that take many filings through the house: options, results, pages."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from generator.commands.options import formats, take
from generator.diagnostics import has_errors
from generator.exits import FAULTY, FINE, RefusedError
from generator.filing import marked
from generator.reporting import console, progress
from generator.reporting.besides import Pages, read_clock
from generator.units import batch, intake, interruption, summary
from generator.units.batch import Job
from generator.units.result import Result
from generator.units.rolls import Rolls, open_rolls
from generator.units.summary import Tally


def _page(text: str) -> str:
    """The name of a page or workbook: it replaces what stands there, never a filing."""
    if not text.lower().endswith((".html", ".htm", ".xlsx")):
        raise ValueError(text)
    return text


def count(text: str) -> int:
    """How many processes are typed: one or more."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


class FilingsOptions(NamedTuple):
    """Which filings, what they are compared with, how they are shared out, what is told."""

    filings: list[str] = take(
        nargs="+",
        metavar="填报文件",
        help='文件、装着它们的文件夹，或加引号的式样（"inputs/*/126*.yaml"）；名称以“_”开头的不算',
    )
    exported: str = take(
        "--核对",
        metavar="文件",
        default="",
        help="软件导出的表（.xls、.xlsx、装着它们的文件夹）或合计数（.csv、.yaml），与填报数核对",
    )
    format: str = take("--format", **formats("json", "html", remark="（一页，可发给填报人）"))
    overview: str | None = take(
        "--总览",
        type=_page,
        metavar="文件",
        help="另写一页网页（.html）或一张 Excel 表（.xlsx）：各单位到了哪一步、错在哪里、主要的数、"
        "增减异常",
    )
    roster: str = take(
        "--单位名录",
        metavar="文件",
        default="",
        help="应报的单位（.csv 或 .xlsx：代码、名称、类型、上级），说明谁已报、谁未报；不写时，"
        "用填报文件旁边的 单位名录.csv 或 .xlsx",
    )
    jobs: int | None = take(
        "--jobs",
        type=count,
        metavar="个数",
        help="同时用几个进程；不写时，填报文件多就用上全部处理器，1 是只用一个",
    )
    scheduler: str = take(
        "--scheduler",
        metavar="地址",
        default="",
        help='交给 Dask 集群做（需要 pip install "gongkai[cluster]"），如 tcp://10.0.0.1:8786',
    )

    def job(self) -> Job:
        """What is to be done with every filing: it is checked."""
        return Job(exported=self.exported, jobs=self.jobs, scheduler=self.scheduler)

    def pages(self, rolls: Rolls, output: str | None = None) -> Pages:
        """The pages that are to be made besides."""
        html, overview = self.format == "html", self.overview
        return Pages(html=html, overview=overview, rolls=rolls, output=output)


def find(options: FilingsOptions) -> list[Path]:
    """The filings that are meant; where there are none, the call is refused."""
    filings = intake.find(options.filings)
    if not filings:
        raise RefusedError("没有找到填报文件（.yaml 或填报簿；名称以“_”开头的不算）")
    return filings


def carry_out(
    options: FilingsOptions,
    job: Job,
    output: str | None = None,
    put: Callable[[Result], None] = lambda _: None,
) -> int:
    """Take every filing through the house and say what became of it; `put` takes each result.

    What is given in a form that is none of words goes to `output`, if it names a file or folder.
    """
    filings = find(options)
    rolls = open_rolls(options.filings, filings, options.roster, lambda: read_clock().date())
    _tell_passed_over(options, rolls)
    plan = batch.plan(filings, job)
    if plan.due and control_file_is_wrong(job):
        return FAULTY
    tally, pages = Tally(len(filings)), options.pages(rolls, output)
    units: set[str] = set()
    of_packs: dict[str, None] = {}
    in_text = output is None or marked.is_workbook(output)
    told = options.format if in_text else "html"
    try:
        with (
            interruption.watch() as stopped,
            closing(batch.carry_out(plan, stopped)) as results,
            closing(progress.follow(map(rolls.take, results), tally, told)) as followed,
        ):
            for result in followed:
                put(result)
                pages.add(result)
                units.update((result.unit, result.code))
                of_packs[result.of_pack] = None
    except KeyboardInterrupt:
        console.complain(summary.say_interrupted(tally, job.folder))
        return FAULTY
    tell_of_packs(of_packs)
    _tell_unclaimed(options, units)
    _tell_rolls(options, rolls)
    fine = pages.finish() and not tally.faulty and not has_errors(rolls.faults)
    return FINE if fine else FAULTY


def _tell_passed_over(options: FilingsOptions, rolls: Rolls) -> None:
    """Told once a run of what looks like a filing in a folder and is none by its name, and of what
    is wrong with the lists of units.
    """
    found = intake.find_passed_over(options.filings, rolls.names())
    if found:
        console.complain(
            f"提示：{len(found)} 个文件没有当作填报文件：{console.name_some(found)}\n"
            f"{''.join(_say_why(found))}"
            "  = 建议：填报文件的文件名以 .yaml 结尾；文件名后面多了 .txt 的，改回来\n"
        )
    if rolls.faults:
        console.complain(console.faults_text(rolls.faults, rolls.texts))


def _say_why(passed: Sequence[str]) -> Iterator[str]:
    """Why each of the first few workbooks among files is no filing."""
    for path in filter(marked.is_workbook, passed[: console.MAX_NAMED]):
        from generator.spreadsheets import reading  # few folders hold such ones

        book, faults = reading.read(Path(path))
        why = "没有填报簿的标记：不是 gongkai new、convert 做的，或者隐藏的表删去了"
        if book is None:
            why = f"{faults[0].message}；{faults[0].help}"
        yield f"  = {os.path.basename(path)}：{why}\n"


def _tell_rolls(options: FilingsOptions, rolls: Rolls) -> None:
    """Told once a run of who has filed and who has not, and of who is late with publishing."""
    if not rolls.calls:
        return
    from generator.reporting import roll_text

    whole = bool(options.roster) or intake.are_many(options.filings)
    tell = console.say if options.format == "text" else console.complain
    for call in rolls.each():
        tell(roll_text.as_text(call, whole=whole))
        late = roll_text.late_text(call) if whole else ""
        if late:
            console.complain(late)


def tell_of_packs(told: Iterable[str]) -> None:
    """What is told once a run of each pack, and of most nothing."""
    for text in filter(None, told):
        console.complain(f"提示：{text}\n")


def _tell_unclaimed(options: FilingsOptions, units: set[str]) -> None:
    """Told once a run of the units that a file of control totals has, and no filing of a folder."""
    if not options.exported or not intake.are_many(options.filings):
        return
    from generator.filing import control_file

    exported, _ = control_file.load(Path(options.exported))
    left = [name for name in exported.totals if name and name not in units] if exported else []
    if left:
        console.complain(
            f"提示：{options.exported} 里有 {len(left)} 个单位没有填报文件："
            f"{console.name_some(left)}\n"
            "  = 建议：补上它们的填报文件；名称或代码写得不一样的，改成一样\n"
        )


def control_file_is_wrong(job: Job) -> bool:
    """Whether a job's file of control totals cannot be used; what is wrong with it is told."""
    if not job.exported:
        return False
    from generator.filing import control_file

    exported, faults = control_file.load(Path(job.exported))
    if exported is None:
        console.complain(console.faults_text(faults))
    return exported is None
