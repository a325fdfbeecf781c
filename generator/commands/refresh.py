"""`gongkai refresh`: an edited document brought up to its corrected filing."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.commands.documents import find_unfit, write
from generator.commands.faults import complain_of
from generator.commands.options import TARGET, formats, take
from generator.diagnostics import Fault, has_errors
from generator.exits import FAULTY, FINE
from generator.reporting import console

if TYPE_CHECKING:
    from generator.edited.refreshing import Refreshed


class RefreshOptions(NamedTuple):
    """What may be typed after `refresh`."""

    document: str = take(metavar="文档", help="人工改过的成文（.docx）")
    filing: str = take(metavar="填报文件", help="更正后的填报文件（.yaml）")
    output: str = take("-o", **TARGET)
    redline: str | None = take(
        "--修订稿",
        metavar="文档",
        help="另外写一份修订稿：以修订标出新的文档与人工改过的成文的不同",
    )
    base: str | None = take(
        "--base", metavar="文件", help="当时的填报文件或没有改过的成文；文档自带底稿时不用写"
    )
    format: str = take("--format", **formats("json"))


def refresh(options: RefreshOptions) -> int:
    """Bring an edited document up to its corrected filing, keeping what was done by hand."""
    from generator.edited import refreshing
    from generator.reporting import documents

    base = Path(options.base) if options.base else None
    done = refreshing.refresh(Path(options.document), Path(options.filing), base)
    revised = None
    if done.document:
        revised, faults = _write(options, done)
        done = replace(done, faults=(*done.faults, *faults))
    failed = has_errors(done.faults)
    if options.format == "json":
        written = (None, None) if failed else (options.output, revised)
        names = (options.document, options.filing, *written)
        console.say(documents.refreshed_json(done, *names), utf8=True)
        return FAULTY if failed else FINE
    complain_of(done.faults, done.source)
    if not failed:
        console.say(documents.refreshed_text(done))
        console.say(f"已生成 {options.output}")
        _tell_redline(options, done, revised)
    return FAULTY if failed else FINE


def _write(options: RefreshOptions, done: "Refreshed") -> tuple[str | None, list[Fault]]:
    """Write the document, and its redline if one is wanted: both, or neither.

    Gives the redline's name, if one was written, and what is to be told.
    """
    revised, faults = None, list[Fault]()
    if options.redline is not None:
        from generator.redlines import redlining

        unfit = find_unfit(options.output, options.document) or find_unfit(
            options.redline, options.document, options.output
        )
        if unfit is not None:
            return None, [unfit]
        revised, faults = redlining.redline_refreshed(done, options.document)
    if has_errors(faults):
        return None, faults
    fault = write(options.output, done.document, options.document)
    if fault is None and revised is not None and options.redline is not None:
        fault = write(options.redline, revised, options.document)
    return options.redline if revised and not fault else None, [*faults, *filter(None, [fault])]


def _tell_redline(options: RefreshOptions, done: "Refreshed", revised: str | None) -> None:
    if revised is not None:
        console.say(f"修订稿：{revised}")
    elif options.redline is not None:
        same = "与原来的不同都标不出，见上面的提示" if done.faults else "与原来的没有不同"
        console.say(f"{same}，没有写修订稿：{options.document}")
