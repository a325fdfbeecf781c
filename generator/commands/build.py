"""`gongkai build`: check filings and write their documents, redlines, or prove what stands."""

from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from generator.commands import filings
from generator.commands.filings import FilingsOptions
from generator.commands.options import take
from generator.exits import FAULTY, FINE, RefusedError
from generator.frozen import replace
from generator.reporting import console, progress
from generator.units import intake
from generator.units.batch import Job
from generator.units.rolls import Rolls
from generator.units.summary import Tally


class BuildOptions(NamedTuple):
    """What may be typed after `build`."""

    each: FilingsOptions = FilingsOptions()
    output: str = take("-o", default="output", metavar="文件夹", help="生成到哪里")
    draft: bool = take(
        "--draft", action="store_true", help="生成草稿：有缺项也生成，缺处印【待填】"
    )
    overwrite: bool = take("--overwrite", action="store_true", help="覆盖人工改过的文档")
    force: bool = take("--force", action="store_true", help="没有变的也重新生成")
    strictly: bool = take(
        "--严格",
        action="store_true",
        help="文件有没有变，一律看内容（平常先看大小和时间，不同的才看内容）",
    )
    verify: bool = take(
        "--verify",
        action="store_true",
        help="不写文档，只核对文件夹里的文档是不是这些填报文件生成的",
    )
    redline: str | None = take(
        "--redline",
        metavar="上一版",
        help="另外生成修订稿：以修订标出与上一版（填报文件或 .docx）的不同",
    )


def build(options: BuildOptions) -> int:
    """Check every filing and write its document, or prove that what lies there is theirs."""
    job = replace(
        options.each.job(),
        folder=Path(options.output),
        draft=options.draft,
        overwrite=options.overwrite,
        force=options.force,
        strictly=options.strictly,
    )
    if options.verify:
        return _verify(options, job)
    if options.redline is not None:
        return _redline(options, job, options.redline)
    return filings.carry_out(options.each, job)


def _redline(options: BuildOptions, job: Job, previous: str) -> int:
    """Write one filing's document, and its redline against the previous version."""
    from generator.redlines import redlining

    named = intake.find(options.each.filings)
    if len(named) != 1:
        raise RefusedError(f"--redline 一次写一个填报文件，这里有 {len(named)} 个")
    if filings.control_file_is_wrong(job):
        return FAULTY
    built = redlining.build(named[0], Path(previous), job, Path(options.output))
    pages = options.each.pages(Rolls())
    for result in progress.follow([built.result], Tally(1), options.each.format):
        pages.add(result)
    filings.tell_of_packs([built.result.of_pack])
    tell = console.say if options.each.format == "text" else console.complain
    if built.redline is not None:
        tell(f"修订稿：{built.redline}")
    elif built.result.written is not None and not built.differs:
        same = "与上一版的不同都标不出，见上面的提示" if built.told else "与上一版没有不同"
        tell(f"{same}，没有写修订稿：{previous}")
    written = pages.finish()
    return FAULTY if built.result.failed or not written else FINE


def _verify(options: BuildOptions, job: Job) -> int:
    """Make every document again and compare it with what lies in the folder."""
    from generator.units import verifying

    others = (options.force, options.overwrite, options.strictly, options.redline is not None)
    if options.each.format != "text" or options.each.overview or any(others):
        raise RefusedError(
            "--verify 只核对，不与 --format、--总览、--force、--overwrite、--严格、--redline 同用"
        )
    named = filings.find(options.each)
    if filings.control_file_is_wrong(job):
        return FAULTY
    with closing(verifying.verify(named, job)) as compared:
        return FINE if console.tell_verified(compared, len(named)) else FAULTY
