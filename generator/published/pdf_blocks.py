"""A .pdf as blocks: its pages' tables and paragraphs in order, joined over the pages' ends."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from generator.diagnostics import FormPlace
from generator.published import (
    columns,
    continuing,
    headings,
    paragraphs,
    pdf_pages,
    running,
)
from generator.published.blocks import (
    Gap,
    ReadBlock,
    ReadCell,
    ReadDocument,
    ReadParagraph,
    ReadTable,
    squeeze,
)
from generator.published.continuing import InkBlock
from generator.published.lines import TextLine
from generator.published.page_tables import InkCell, InkTable
from generator.published.paragraphs import InkParagraph, Margins
from generator.published.pdf_file import PdfInk
from generator.published.running import PAGE_NUMBER, PageText, Running

_SHOWN, _LABEL = 200, 20  # how much of a text, and of the first words of a row, a place shows
_CONTENTS = "目录"
_UNRULED = "看上去是表，没有表线，栏对不上"

Size = tuple[int, int]


def read(file: str, pdf: PdfInk) -> ReadDocument:
    """The blocks of a .pdf; one without any text is a `PdfError`."""
    pages = pdf_pages.read(pdf)
    titles = {(squeeze(it.title), it.page): it.level for it in pdf.outline}
    beside = running.find(pages.texts)
    maker = _BlockMaker(file, titles)
    gaps = [Gap(it.what, maker.place(it.page)) for it in pages.missed]
    laid = _lay_out(pages.texts, beside)
    gaps += [Gap(_UNRULED, maker.place(page, "", line.text)) for page, line in laid.doubtful]
    blocks = tuple(maker.blocks(continuing.join(laid.blocks)))
    aside = [ReadParagraph(text, maker.place(0, "水印")) for text in pages.watermarks]
    aside += [
        ReadParagraph(line.text, maker.place(page, _kind_of(line, page, beside)), page=page)
        for (page, _), line in sorted(beside.lines.items(), key=lambda it: it[0])
    ]
    gaps += maker.doubts
    return ReadDocument(
        file, ".pdf", blocks, tuple(gaps), tuple(aside), len(pdf.pages), beside.numbers
    )


def _kind_of(line: TextLine, page: int, beside: Running) -> str:
    """What a line beside the text is: the number of its page, or another."""
    number = running.number_of(line.text)
    return PAGE_NUMBER if number and number == beside.numbers.get(page) else "页边"


class _PageFlow:
    """The blocks of all pages in order, and the lines that look like a table but are none."""

    def __init__(self) -> None:
        self.blocks: list[InkBlock] = []
        self.doubtful: list[tuple[int, TextLine]] = []


def _lay_out(pages: Sequence[PageText], beside: Running) -> _PageFlow:
    laid = _PageFlow()
    shown = {page.number: _without(page, beside) for page in pages}
    sizes: dict[Size, list[PageText]] = {}
    for page in pages:
        sizes.setdefault((page.width, page.height), []).append(page)
    margins = {size: _measure(of_size, shown) for size, of_size in sizes.items()}
    before, margins_before = (0, 0), Margins(0, 0)
    for page in pages:
        of_size = margins[page.width, page.height]
        own = paragraphs.narrow(of_size, shown[page.number], page.width)
        blocks = list(_blocks_of(page, shown[page.number], own, laid))
        if (page.width, page.height) == before:
            _join_ends(laid.blocks, blocks, margins_before)
        laid.blocks += blocks
        before, margins_before = (page.width, page.height), own
    return laid


def _measure(pages: Sequence[PageText], shown: Mapping[int, Sequence[TextLine]]) -> Margins:
    every = chain.from_iterable(shown[page.number] for page in pages)
    return paragraphs.measure(every, pages[0].width)


def _without(page: PageText, beside: Running) -> list[TextLine]:
    every = enumerate(page.lines)
    return [line for index, line in every if (page.number, index) not in beside.lines]


def _blocks_of(
    page: PageText, shown: Sequence[TextLine], margins: Margins, laid: _PageFlow
) -> Iterator[InkBlock]:
    """The tables and paragraphs of a page from top to bottom."""
    placed: list[tuple[int, int, InkBlock]] = []
    tables = sorted(page.tables, key=lambda it: (it.box.y0, it.box.x0))
    placed += [(it.box.y0, it.box.x0, it) for it in tables]
    for group in _between(shown, tables):
        found = columns.find(group, page.number)
        laid.doubtful += ((page.number, line) for line in found.doubtful)
        placed += [(it.box.y0, it.box.x0, it) for it in found.tables]
        for it in paragraphs.build(found.lines, page.number, margins):
            placed.append((it.lines[0].y0, it.lines[0].x0, it))
    yield from (block for _, _, block in sorted(placed, key=lambda it: it[:2]))


def _between(shown: Sequence[TextLine], tables: Sequence[InkTable]) -> Iterator[list[TextLine]]:
    """The lines that no table stands between."""
    groups: dict[int, list[TextLine]] = {}
    for line in shown:
        groups.setdefault(sum(it.box.y0 < line.y0 for it in tables), []).append(line)
    yield from groups.values()


def _join_ends(before: list[InkBlock], blocks: list[InkBlock], margins: Margins) -> None:
    """Join the last paragraph of a page with the first of the next, where it goes on there."""
    if not (before and blocks):
        return
    last, first = before[-1], blocks[0]
    if isinstance(last, InkTable) or isinstance(first, InkTable):
        return
    if paragraphs.goes_on(last.lines, first.lines[0], margins):
        before[-1] = InkParagraph((*last.lines, *first.lines), last.page, (*last.full, *first.full))
        del blocks[0]


class _BlockMaker:
    """Makes the blocks of a document, each with its place."""

    def __init__(self, file: str, titles: Mapping[tuple[str, int], int]) -> None:
        self.file, self.titles = file, titles
        self.way: dict[int, str] = {}
        self.doubts: list[Gap] = []

    def place(self, page: int, where: str = "", text: str = "") -> FormPlace:
        return FormPlace(self.file, "", 0, text[:_SHOWN], where, page)

    def blocks(self, laid: Iterable[InkBlock]) -> Iterator[ReadBlock]:
        """The blocks in order; tables are numbered."""
        number, contents = 0, _Contents()
        for block in laid:
            if isinstance(block, InkTable):
                number += 1
                contents.end()
                yield self._table(block, number)
            else:
                yield self._paragraph(block, contents.holds(block))

    def _paragraph(self, it: InkParagraph, entry: bool) -> ReadParagraph:
        text = it.text
        stated = self.titles.get((squeeze(text), it.page), 0)
        level = 0 if entry else headings.level_of(text, stated)
        if level:
            self.way = {n: title for n, title in self.way.items() if n < level} | {level: text}
        where = next(reversed(self.way.values()), "")
        place = self.place(it.page, where, text)
        return ReadParagraph(text, place, level, it.page, entry, it.line_ends)

    def _table(self, it: InkTable, number: int) -> ReadTable:
        title = f"第{number}张表"
        place = self.place(it.pages[0], title)
        self.doubts += (Gap(doubt, place) for doubt in it.doubts)
        rows = tuple(tuple(self._cells(row, title)) for row in it.rows)
        return ReadTable(rows, len(it.edges) - 1, number, place, it.heads, it.pages)

    def _cells(self, row: Sequence[InkCell], title: str) -> Iterator[ReadCell]:
        label = next((cell.text[:_LABEL] for cell in row if cell.text), "")
        for cell in row:
            where = f"{title} 第{cell.row + 1}行 {squeeze(label)}".rstrip()
            place = self.place(cell.page, where, cell.text)
            yield ReadCell(
                cell.row, cell.column, cell.text, place, cell.rows, cell.columns, cell.page
            )


class _Contents:
    """Whether the reading is in the 目录: from its title to where its first entry comes again."""

    def __init__(self) -> None:
        self.first, self.page, self.open = "", 0, False

    def end(self) -> None:
        self.open = False

    def holds(self, it: InkParagraph) -> bool:
        """Whether a paragraph is a line of the 目录; the title is one too."""
        text = squeeze(it.text)
        if text == _CONTENTS:
            self.open, self.first, self.page = True, "", it.page
            return True
        listed = squeeze(headings.entry_of(it.text))
        if self.open and not listed:
            again = bool(self.first) and self.first.startswith(text)
            self.open = not (again or (it.page > self.page and not headings.begins(text)))
        if self.open:
            self.first, self.page = self.first or listed or text, it.page
        return self.open or bool(listed)
