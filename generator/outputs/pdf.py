"""Finished documents as PDF, the 目录 filled in: PDF/A-2b and PDF/UA-1, as far as that is so.

Same document, same engine, same fonts: same bytes.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event

from generator.diagnostics import Fault, Place, Severity
from generator.outputs import contents_pages, font_choice, made_pdf, office, page_look
from generator.outputs.contents_pages import Paged
from generator.outputs.font_choice import StandIn
from generator.outputs.office import AT_ONCE, Unmade
from generator.outputs.pdf_lacks import Lack
from generator.word import pictures, word_file
from generator.word.word_file import WordFile

SUFFIX = ".pdf"
UNMADE, STRICT, UNFILLED = "T901", "T902", "T903"
PROCESSES = 2


@dataclass(frozen=True, slots=True)
class PrintedPdf:
    """A document as PDF, and what that rests on.

    `document` is the .docx with its 目录 filled in; `fonts` are those in the file by their own
    names, `stand_ins` what stood in for those that were not at hand, `lacks` what the file lacks
    for one standard or another; `faults` are warnings: what its pages look like, with places.
    """

    name: str
    pdf: bytes
    document: bytes
    engine: str
    fonts: tuple[str, ...]
    stand_ins: tuple[StandIn, ...]
    lacks: tuple[Lack, ...]
    faults: tuple[Fault, ...]


def print_all(
    documents: Sequence[tuple[str, bytes]],
    *,
    strict: bool = False,
    processes: int = PROCESSES,
    stop: Event | None = None,
) -> Iterator[PrintedPdf | Fault]:
    """Every document (a name to call it by, a .docx) as PDF, in order, or why there is none.

    With `strict`, none is made of a document whose fonts are not all at hand. Where LibreOffice is
    not installed it is a `RefusedError`. Once `stop` is set none is made any more.
    """
    made_pdf.load()  # where a library is not at hand it is said before anything is done
    engine = office.version()
    many = processes * AT_ONCE
    for at in range(0, len(documents), many):
        some = documents[at : at + many]
        read = [word_file.read(raw, name) for name, raw in some]
        opened = [it for it in read if isinstance(it, WordFile)]
        paged = contents_pages.fill(opened, processes, stop)
        with ThreadPoolExecutor(max_workers=processes) as pool:
            finished = iter(list(pool.map(partial(_finish, engine, strict), opened, paged)))
        yield from (it if isinstance(it, Fault) else next(finished) for it in read)


def _finish(
    engine: str, strict: bool, opened: WordFile, paged: Paged | Unmade
) -> PrintedPdf | Fault:
    place = Place(opened.file, 1, 1)
    if isinstance(paged, Unmade):
        help_ = "在 Word 或 WPS 里打开看看，另存为 .docx 再试；或由 Word、WPS 导出 PDF"
        return Fault(UNMADE, paged.why, place, help=help_)
    if strict and paged.stand_ins:
        names = "、".join(it.asked for it in paged.stand_ins)
        help_ = "装上这些字体再试；不加 --严格字体，就用别的字体代"
        return Fault(STRICT, f"这台机器没有文档要的字体：{names}", place, help=help_)
    title = word_file.title(opened.parts) or Path(opened.file).stem
    pictured = pictures.list_descriptions(opened.root)
    finished = made_pdf.finish(paged.pdf, title, pictured, paged.contents)
    seen = paged.seen
    faults = page_look.find(opened.file, seen.read, seen.ink.pages) if seen.read else []
    if paged.unfilled:
        message = f"目录的页码没有填：{paged.unfilled}"
        faults.append(Fault(UNFILLED, message, place, Severity.WARNING))
    return PrintedPdf(
        opened.file, finished.raw, paged.document, engine, finished.fonts,
        (*paged.stand_ins, *font_choice.find_signs(finished.fonts)),
        finished.lacks, tuple(faults),
    )  # fmt: skip
