"""`gongkai audit`: what is wrong in anybody's published documents, without a filing."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.commands.options import formats, take
from generator.exits import FAULTY, FINE, RefusedError
from generator.reporting import console

if TYPE_CHECKING:
    from generator.audits.audit import Audit


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


def audit(options: AuditOptions) -> int:
    """Say what is wrong in each document, and what was and was not looked at."""
    from generator.audits import gathering
    from generator.audits.audit import CLEAR
    from generator.kept import library

    if options.format in ("html", "xlsx") and options.output is None:
        raise RefusedError(f"--format {options.format} 要用 -o 写明结果放在哪个文件夹")
    if options.output is not None and Path(options.output).is_file():
        raise RefusedError(f"-o 后面要写文件夹，{options.output} 是文件")
    paths = gathering.find(options.documents)
    if not paths:
        raise RefusedError("没有找到文档（.docx、.pdf、.xlsx；名称以“_”开头的不算）")
    done: list[Audit] = []
    for it in gathering.audit_all(paths, library.current(), options.region):
        done.append(it)
        _tell(it, f"[{len(done)}/{len(paths)}] " if len(paths) > 1 else "", options)
    written = _finish(done, options)
    return FINE if written and all(it.verdict == CLEAR for it in done) else FAULTY


def _tell(it: "Audit", counter: str, options: AuditOptions) -> None:
    """Each document as it is done: all of it where words are wanted, else a line."""
    from generator.reporting import audit_text

    if options.format == "text" and options.output is None:
        console.say(f"{counter}{audit_text.as_text(it)}")
    elif counter or options.output is not None:
        console.complain(f"{counter}{audit_text.summary(it)}")


def _finish(done: "Sequence[Audit]", options: AuditOptions) -> bool:
    """Say or write what is told of all together; whether everything could be written."""
    from generator.reporting import audit_files, audit_json, audit_text

    if options.output is not None:
        return audit_files.write(done, Path(options.output), options.format)
    if options.format == "json":
        console.say(audit_json.as_json(done), utf8=True)
    elif len(done) > 1:
        console.say(audit_text.overview(done))
    return True
