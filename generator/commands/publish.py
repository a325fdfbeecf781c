"""`gongkai publish`: a copy of a finished document that may leave, or why it may not."""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from generator.commands.documents import write
from generator.commands.faults import complain_of
from generator.commands.options import TARGET, take
from generator.exits import FAULTY, FINE
from generator.reporting import console


class PublishOptions(NamedTuple):
    """What may be typed after `publish`."""

    document: str = take(metavar="文档", help="成文（.docx）")
    filing: str | None = take(
        metavar="填报文件", nargs="?", help="这份文档的填报文件（.yaml）：先核对，再公开"
    )
    output: str = take("-o", **TARGET)
    anyway: bool = take(
        "--仍要公开",
        action="store_true",
        help="有批注、隐藏的文字、多出的数之类，或者没有填报文件可核对，也公开",
    )


def publish(options: PublishOptions) -> int:
    """Write a clean copy of a document that is fit to leave."""
    from generator.edited import publishing
    from generator.reporting import documents

    filing = Path(options.filing) if options.filing else None
    done = publishing.publish(Path(options.document), filing, anyway=options.anyway)
    fault = write(options.output, done.document, options.document) if done.document else None
    if fault is not None:
        done = replace(done, document=b"", faults=(*done.faults, fault))
    if done.verified is not None and not done.verified.faults:
        console.say(documents.verified_text(done.verified))
    complain_of(done.faults, done.source)
    if not done.document:
        return FAULTY
    removed = f"（已去掉：{'、'.join(done.removed)}）" if done.removed else ""
    console.say(f"已生成 {options.output}{removed}")
    return FINE
