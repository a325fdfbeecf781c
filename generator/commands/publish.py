"""`gongkai publish`: a copy of a document without what it carries for a later refresh."""

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
    output: str = take("-o", **TARGET)


def publish(options: PublishOptions) -> int:
    """Write a copy of a document without what it carries for a later refresh."""
    from generator.edited import refreshing

    done = refreshing.publish(Path(options.document))
    fault = done.fault or write(options.output, done.document, options.document)
    if fault is not None:
        complain_of((fault,))
        return FAULTY
    console.say(f"已生成 {options.output}（{'已去掉底稿' if done.carried else '文档没有带底稿'}）")
    if done.comments:
        console.complain(f"提示：文中还有 {done.comments} 条批注，公开前请处理")
    return FINE
