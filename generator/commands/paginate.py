"""`gongkai paginate`: the page numbers of a document's 目录."""

from pathlib import Path
from typing import NamedTuple

from generator.commands.options import take
from generator.exits import FINE
from generator.reporting import console, fonts_text


class PaginateOptions(NamedTuple):
    """What may be typed after `paginate`."""

    documents: list[str] = take(nargs="+", metavar="文档", help="build 生成的 .docx")


def paginate(options: PaginateOptions) -> int:
    """Fill in the page numbers of every document's 目录."""
    from generator.outputs import contents_pages
    from generator.units import intake, manifest

    documents = [path for name in options.documents for path in intake.expand(name)]
    total = len(documents)
    for number, name in enumerate(documents, start=1):
        console.say(f"[{number}/{total}] 正在排版 {name} …")
        known = manifest.find_document(Path(name))
        done = contents_pages.paginate(Path(name))
        if known is not None:
            manifest.record_layout(*known, done.engine)
        console.say(f"目录页码已填：{done.path}（{done.entries} 条，{done.engine}）")
        if missing := fonts_text.name_stand_ins(dict(done.stand_ins)):
            console.complain(
                f"提示：{missing}；分页可能与 Word 里的不同，公开前请在 Word 里核对页码"
            )
    return FINE
