"""`gongkai check`: what is wrong with filings, and nothing written but what was found."""

from pathlib import Path
from typing import NamedTuple

from generator.commands import filings
from generator.commands.filings import FilingsOptions
from generator.commands.options import refuse_unless_json, take
from generator.exits import RefusedError
from generator.filing import marked


class CheckOptions(NamedTuple):
    """What may be typed after `check`."""

    each: FilingsOptions = FilingsOptions()
    output: str | None = take(
        "-o",
        metavar="文件",
        help="结果写到哪里：--format html 是文件夹（每个单位一页，可发还），或一个 .html 文件；"
        "--format json 是 .json 文件；.xlsx 是这个单位的填报簿，有问题的格着色、加批注",
    )


def check(options: CheckOptions) -> int:
    """Check every filing and write nothing, unless it is asked where to put what was found."""
    job = options.each.job()
    if options.output is None:
        return filings.carry_out(options.each, job)
    if marked.is_workbook(options.output):
        _refuse_annotated(options, options.output)
        return filings.carry_out(options.each, job, options.output)
    if options.each.format == "text":
        raise RefusedError("-o 与 --format html 或 --format json 同用")
    if options.each.format == "json":
        refuse_unless_json(options.output)
    return filings.carry_out(options.each, job, options.output)


def _refuse_annotated(options: CheckOptions, output: str) -> None:
    """Refuse a call that would annotate more than one filing, or write over a workbook."""
    from generator.corrections import starting

    if options.each.format != "text":
        raise RefusedError("-o 写填报簿（.xlsx）时不写 --format")
    if len(filings.find(options.each)) > 1:
        raise RefusedError("-o 写填报簿（.xlsx）时一次只检查一个填报文件")
    starting.refuse_existing(Path(output))
