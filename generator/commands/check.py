"""`gongkai check`: what is wrong with filings, and nothing written but what was found."""

from typing import NamedTuple

from generator.commands import filings
from generator.commands.filings import FilingsOptions
from generator.commands.options import refuse_unless_json, take
from generator.exits import RefusedError


class CheckOptions(NamedTuple):
    """What may be typed after `check`."""

    each: FilingsOptions = FilingsOptions()
    output: str | None = take(
        "-o",
        metavar="文件",
        help="结果写到哪里：--format html 是文件夹（每个单位一页，可发还），或一个 .html 文件；"
        "--format json 是 .json 文件",
    )


def check(options: CheckOptions) -> int:
    """Check every filing and write nothing, unless it is asked where to put what was found."""
    job = options.each.job()
    if options.output is None:
        return filings.carry_out(options.each, job)
    if options.each.format == "text":
        raise RefusedError("-o 与 --format html 或 --format json 同用")
    if options.each.format == "json":
        refuse_unless_json(options.output)
    return filings.carry_out(options.each, job, options.output)
