"""`gongkai refresh`: an edited document brought up to its corrected filing."""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from generator.commands.documents import write
from generator.commands.faults import complain_of
from generator.commands.options import TARGET, formats, take
from generator.exits import FAULTY, FINE
from generator.reporting import console


class RefreshOptions(NamedTuple):
    """What may be typed after `refresh`."""

    document: str = take(metavar="文档", help="人工改过的成文（.docx）")
    filing: str = take(metavar="填报文件", help="更正后的填报文件（.yaml）")
    output: str = take("-o", **TARGET)
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
    fault = write(options.output, done.document, options.document) if done.document else None
    if fault is not None:
        done = replace(done, faults=(*done.faults, fault))
    if options.format == "json":
        written = None if done.faults else options.output
        names = (options.document, options.filing, written)
        console.say(documents.refreshed_json(done, *names), utf8=True)
    elif done.faults:
        complain_of(done.faults, done.source)
    else:
        console.say(documents.refreshed_text(done))
        console.say(f"已生成 {options.output}")
    return FAULTY if done.faults else FINE
