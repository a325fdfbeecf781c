"""`gongkai paginate`: the page numbers of a document's 目录."""

from pathlib import Path
from typing import NamedTuple

from generator.commands.options import take
from generator.exits import FAULTY, FINE
from generator.reporting import console, fonts_text


class PaginateOptions(NamedTuple):
    """What may be typed after `paginate`."""

    documents: list[str] = take(nargs="+", metavar="文档", help="build 生成的 .docx")


def paginate(options: PaginateOptions) -> int:
    """Fill in the page numbers of every document's 目录; of several, a bad one stops no other."""
    from generator.units import intake
    from generator.word.pagination import PaginationError

    documents = [path for name in options.documents for path in intake.expand(name)]
    total, left = len(documents), list[str]()
    for number, name in enumerate(documents, start=1):
        console.say(f"[{number}/{total}] 正在排版 {name} …")
        try:
            _fill(Path(name))
        except PaginationError as error:
            if total == 1:
                raise
            console.complain(f"错误：{error}")
            left.append(name)
    if left:
        console.complain(f"{len(left)} 份没有填：{console.name_some(left)}")
    return FAULTY if left else FINE


def _fill(document: Path) -> None:
    from generator.outputs import contents_pages
    from generator.units import manifest

    known = manifest.find_document(document)
    done = contents_pages.paginate(document)
    if known is not None:
        manifest.record_layout(*known, done.engine)
    console.say(f"目录页码已填：{done.path}（{done.entries} 条，{done.engine}）")
    if missing := fonts_text.name_stand_ins(dict(done.stand_ins)):
        console.complain(f"提示：{missing}；分页可能与 Word 里的不同，公开前请在 Word 里核对页码")
