"""The page numbers of a 目录 filled in: they are read off the document as it is laid out.

Documents go through the engine together. Where it can, it finds the numbers of a 目录 by itself, in
a copy (`free_contents`): what it drew is held against the pages. Else one whose 目录 shows other
numbers than its pages bear gets these and is laid out again, until what it shows is true.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from threading import Event
from typing import NamedTuple

from generator.compare.thresholds import LONGEST
from generator.diagnostics import Fault, Place
from generator.outputs import laying, made_pdf, office
from generator.outputs.font_choice import StandIn
from generator.outputs.laying import PreparedCopy
from generator.outputs.made_pdf import HeadingPages
from generator.outputs.office import Unmade
from generator.published import pdf_blocks, pdf_process
from generator.published.blocks import ReadDocument
from generator.published.pdf_file import PdfError, PdfInk
from generator.word import archive, fonts, free_contents, ooxml, output, pagination, word_file
from generator.word.ooxml import XmlError
from generator.word.pagination import LaidOut, PaginationError
from generator.word.word_file import WordFile

# Numbers change the 目录 alone, which seldom changes how long it is: the second time shows it.
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Paged:
    """A document laid out: the .docx with its 目录 filled in, its .pdf and what is on the pages.

    `contents` are the lines of its 目录 that are no 目录 among the tags of its .pdf yet; `unfilled`
    says why the numbers are as they were, empty where they are true.
    """

    document: bytes
    pdf: bytes
    seen: "SeenPages"
    entries: int = 0
    stand_ins: tuple[StandIn, ...] = ()
    contents: tuple[str, ...] = ()
    unfilled: str = ""


class SeenPages(NamedTuple):
    """What is on the pages of a .pdf, as signs and lines and as blocks, and where headings stand.

    There are no blocks where there is no text.
    """

    headings: HeadingPages
    ink: PdfInk
    read: ReadDocument | None


@dataclass(frozen=True, slots=True)
class Paginated:
    """A document whose 目录 is filled in: how many entries, and what the numbers rest on.

    Of the fonts that it asks for those that were not at hand, with what stood in for each.
    """

    path: Path
    entries: int
    engine: str
    stand_ins: tuple[StandIn, ...] = ()


def paginate(path: Path) -> Paginated:
    """Fill the page numbers of a document's 目录, in place; else a `RefusedError` says why."""
    opened = word_file.load(path)
    if isinstance(opened, Fault):
        raise PaginationError(f"{path} 不是完好的 Word 文档（{opened.message}）")
    if not any(True for _ in pagination.list_entries(opened.root)):
        raise PaginationError(f"{path} 没有目录")
    [paged] = fill([opened])
    if isinstance(paged, Unmade):
        raise PaginationError(f"{path}：{paged.why}")
    if paged.unfilled:
        raise PaginationError(f"{path}：{paged.unfilled}")
    fault = output.write(path, paged.document, Place(str(path), 1, 1))
    if fault is not None:
        raise PaginationError(fault.message)
    return Paginated(path, paged.entries, office.version(), paged.stand_ins)


def fill(
    documents: Sequence[WordFile], processes: int = 1, stop: Event | None = None
) -> list[Paged | Unmade]:
    """Each document laid out with its 目录 filled in, or why it was not laid out."""
    results = [_begin(opened) for opened in documents]
    for _ in range(_ROUNDS):
        due = [n for n, it in enumerate(results) if isinstance(it, _Attempt)]
        attempts = [it for it in results if isinstance(it, _Attempt)]
        made = laying.lay_out([it.copy for it in attempts], processes, stop) if attempts else []
        with ThreadPoolExecutor(max_workers=processes) as pool:
            for number, result in zip(due, pool.map(_settle, attempts, made), strict=True):
                results[number] = result
    return [it.give_up() if isinstance(it, _Attempt) else it for it in results]


class _Attempt(NamedTuple):
    """A document on its way: as it is to be laid out, and as it was the last time.

    `freed` tells whether the engine is to find the numbers of its 目录.
    """

    opened: WordFile
    copy: PreparedCopy
    before: Paged | None = None
    freed: bool = False

    def give_up(self) -> Paged | Unmade:
        """What becomes of a document whose pages change with every attempt."""
        why = "填上页码后页数变了"
        return replace(self.before, unfilled=why) if self.before else Unmade(why)


def _begin(opened: WordFile) -> "_Attempt | Paged | Unmade":
    longest = max(map(len, ooxml.paragraph_texts(opened.root)), default=0)
    if longest > LONGEST:  # the engine would take hours
        return Unmade(f"里有一段长 {longest} 字，排不了版；请先在 Word 里分成几段")
    try:
        freed = free_contents.free(opened)
        return _Attempt(opened, laying.prepare(opened, freed), freed=bool(freed))
    except XmlError:
        return Unmade("文档内容损坏")


def _settle(attempt: _Attempt, pdf: bytes | Unmade) -> _Attempt | Paged | Unmade:
    """A document that was laid out, done; or to be laid out again, with other numbers."""
    if isinstance(pdf, Unmade):
        return pdf
    try:
        seen = _look(pdf, attempt.before)
        stand_ins = _list_stand_ins(attempt.copy, pdf)
    except PdfError as error:  # the engine was ended in the midst of it
        return Unmade(f"LibreOffice 印出的 PDF 读不出来（{error}）；再试一次")
    opened, why = _fill_in(attempt.opened, seen)
    entries = sum(1 for _ in pagination.list_entries(opened.root))
    paged = Paged(archive.pack(opened.parts), pdf, seen, entries, stand_ins, unfilled=why)
    if attempt.freed:
        lines = tuple(free_contents.list_lines(opened.root))
        found = not why and _are_drawn(lines, seen) and made_pdf.links_lines(pdf, lines)
        return replace(paged, contents=lines) if found else _Attempt(opened, laying.prepare(opened))
    if why or opened is attempt.opened:
        return paged
    return _Attempt(opened, laying.prepare(opened), paged)


def _fill_in(opened: WordFile, seen: SeenPages) -> tuple[WordFile, str]:
    """A document whose 目录 shows the pages that were seen, or as it is and why it does not."""
    entries = list(pagination.list_entries(opened.root))
    laid = LaidOut(seen.headings.outline, seen.read.numbers if seen.read else {})
    try:
        numbers = pagination.number(laid, opened.root, [target for target, _ in entries])
    except PaginationError as error:
        return opened, str(error)
    if all(field.shown.strip() == numbers[target] for target, field in entries):
        return opened, ""
    for target, field in entries:
        field.show(numbers[target])
    parts = {**opened.parts, opened.main: ooxml.bytes_of(opened.root)}
    return replace(opened, parts=parts), ""


def _are_drawn(lines: Sequence[str], seen: SeenPages) -> bool:
    """Whether the lines of a 目录 stand on the pages, one after the other, each whole."""
    drawn = [pagination.letters(it.text) for it in seen.read.paragraphs] if seen.read else []
    wanted = list(map(pagination.letters, lines))
    at = "".join(drawn).find("".join(wanted))
    ends = {*accumulate(map(len, drawn))}
    return at >= 0 and {*accumulate(map(len, wanted), initial=at)} - {at} <= ends


def _list_stand_ins(copy: PreparedCopy, pdf: bytes) -> tuple[StandIn, ...]:
    if copy.stand_ins is not None:
        return copy.stand_ins
    missing = fonts.find_missing(copy.asked, made_pdf.list_fonts(pdf))
    return tuple(StandIn(name, "") for name in missing)


def _look(pdf: bytes, before: Paged | None) -> SeenPages:
    """What is on the pages: as before, where as many headings stand on the same ones."""
    if before is not None and before.seen.headings == made_pdf.read_headings(pdf):
        return before.seen
    try:
        ink = pdf_process.read(pdf)
        headings = HeadingPages(tuple((it.title, it.page) for it in ink.outline), len(ink.pages))
        return SeenPages(headings, ink, pdf_blocks.read("", ink))
    except PdfError:
        return SeenPages(made_pdf.read_headings(pdf), PdfInk(()), None)
