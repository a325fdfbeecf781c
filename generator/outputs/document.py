"""A finished Word document as a portal shows it (`public_blocks`), read in one go.

What is seen is read once (`word.seen`), as blocks by `published.word_blocks`; here charts,
pictures, boxes and notes are put where they hang, and lines to the tables that they belong to.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from typing import Any, NamedTuple

from generator.diagnostics import FormPlace
from generator.outputs import charts_shown, covers, list_numbers, table_lines, table_shapes
from generator.outputs.public_blocks import (
    PublicBlock,
    PublicBox,
    PublicChart,
    PublicDocument,
    PublicNote,
    PublicParagraph,
    PublicPicture,
    ShownTable,
)
from generator.outputs.table_lines import LinedTable
from generator.published import word_blocks
from generator.published.blocks import (
    Gap,
    ReadBlock,
    ReadDocument,
    ReadParagraph,
    ReadPlace,
    number_of,
)
from generator.word import alignment, drawings, drawn_charts, pictures, sections, seen, styles
from generator.word.drawn_charts import DrawnChart
from generator.word.ooxml import W
from generator.word.outline import END_NOTE, FOOTER, HEADER, NOTE
from generator.word.pictures import HeldPicture
from generator.word.seen import Seen
from generator.word.seen_text import Aside
from generator.word.word_file import WordFile, excerpt

_PICTURE, _NUMBER = "图片", "自动编号"
_OWN_CHARTS = (drawings.CHART, _PICTURE)


def read(opened: WordFile, shown: Seen | None = None, *, placed: bool = True) -> PublicDocument:
    """A document as a portal shows it: to be read before its XML is changed.

    `shown` is what is seen of it, where somebody has read that already. Where nobody is shown its
    texts, they are not `placed`: nothing tells where they stand on a page, nor the ways to them.
    """
    shown = seen.read(opened) if shown is None else shown
    found = word_blocks.read(opened, shown, placed=placed)
    return _PublicReading(opened, shown, found, placed=placed).read()


class _StandingBlock(NamedTuple):
    """A block, and the numbers of the first and the last paragraph in it (0: unknown)."""

    first: int
    last: int
    block: PublicBlock


class _HungBlock(NamedTuple):
    """What hangs at a paragraph of the body."""

    paragraph: int
    block: PublicBlock


class _PublicReading:
    """Puts together what one reading of a document gave."""

    def __init__(self, opened: WordFile, shown: Seen, found: ReadDocument, *, placed: bool) -> None:
        self.opened, self.shown, self.found = opened, shown, found
        sheet = styles.read(opened.parts, opened.main)
        self.numbers = {p: n for n, p in enumerate(opened.root.iter(f"{W}p"), start=1)}
        sides, standing = alignment.by_style(sheet), self.numbers.items() if placed else ()
        self.sides = {n: alignment.of(p, sides) for p, n in standing}
        roles, lines = styles.roles(sheet), {number_of(it.place) for it in found.paragraphs}
        own = ((p, n) for p, n in self.numbers.items() if n in lines)
        self.captions = {n for p, n in own if styles.role_of(p, roles).caption}
        self.sections = sections.read(opened.root, self.numbers)
        marks = list_numbers.read(opened.parts, opened.main, sheet, self.numbers)
        self.marks = {self.numbers[it]: mark for it, mark in marks.items()}
        self.gaps = list[Gap]()

    def read(self) -> PublicDocument:
        """The document."""
        hung = sorted([*self._figures(), *self._boxes()], key=lambda it: it.paragraph)
        blocks = list(self.found.blocks)
        contents = covers.list_contents(blocks)
        title, cover = covers.read_title(self.opened, blocks)
        apart = {id(it) for it in (*contents, *cover)}
        body = [it for it in blocks if id(it) not in apart]
        named = (it for it in body if isinstance(it, ReadParagraph) and it.level)
        self.gaps += covers.list_lost(contents, map(self._paragraph, named))
        self.gaps += self._numbered()
        return PublicDocument(
            self.found.file,
            title,
            tuple(map(self._paragraph, cover)),
            tuple(contents),
            tuple(_weave(self._blocks(body), hung)),
            tuple(self._notes()),
            tuple(self._running()),
            tuple(self.gaps),
        )

    def _paragraph(self, read: ReadParagraph) -> PublicParagraph:
        number = number_of(read.place)
        side, mark = self.sides.get(number, alignment.LEFT), self.marks.get(number, "")
        return PublicParagraph(read.text, read.place, read.level, side, mark)

    # -- the body ------------------------------------------------------------------------------

    def _blocks(self, body: Sequence[ReadBlock]) -> Iterator[_StandingBlock]:
        """The paragraphs and tables, each with the numbers of the first and last in it."""
        heading = ""
        for part in table_lines.split(body, self.captions):
            if isinstance(part, ReadParagraph):
                heading = part.text if part.level else heading
                number = number_of(part.place)
                yield _StandingBlock(number, number, self._paragraph(part))
            else:
                lines = (it.place for it in (*part.above, *part.below))
                places = (*lines, *(it.place for it in part.table.cells))
                known = [number for number in map(number_of, places) if number]
                ends = (min(known), max(known)) if known else (0, 0)
                yield _StandingBlock(*ends, self._table(part, heading))

    def _table(self, part: LinedTable, heading: str) -> ShownTable:
        grid = part.table
        heads = table_shapes.count_heads(grid)
        return ShownTable(
            tuple(map(self._paragraph, part.above)),
            tuple(map(self._paragraph, part.below)),
            table_lines.name(part, heading),
            grid,
            heads,
            table_shapes.list_naming(grid, heads),
            table_shapes.align(grid, self.sides),
            sections.is_landscape(self.sections, number_of(grid.place)),
        )

    def _numbered(self) -> Iterator[Gap]:
        """The automatic numbers that are not shown: those in tables, those nobody can tell."""
        part = self.opened.main
        lines = ((it, text) for it in self.shown.lines for text in it.texts if text.automatic)
        for line, text in lines:
            if line.table is None and text.number in self.marks:
                continue
            where = self.opened.wheres.get(text.element, "")
            place = FormPlace(self.found.file, part, text.number, excerpt(text.text), where)
            yield Gap(f"{_NUMBER}“{text.automatic}”", place)

    # -- what hangs at it ----------------------------------------------------------------------

    def _figures(self) -> Iterator[_HungBlock]:
        """Charts and pictures where they hang; what cannot be shown is a gap."""
        parts, main, root = self.opened.parts, self.opened.main, self.opened.root
        held: dict[Any, list[DrawnChart | HeldPicture]] = {}
        for chart in drawn_charts.read(parts, main, root):
            held.setdefault(chart.drawing, []).append(chart)
        for picture in pictures.read(parts, main, root):
            held.setdefault(picture.drawing, []).append(picture)
        unread = len(self.shown.unread)
        for one, gap in zip(self.shown.unread, self.found.gaps, strict=False):
            figures = held.get(one.anchor) if one.kind in _OWN_CHARTS else None
            if not figures:
                self.gaps.append(gap)
                continue
            yield _HungBlock(self._holder(one.anchor), _show(figures.pop(0), gap.place))
        self.gaps += self.found.gaps[unread:]

    def _holder(self, element: Any) -> int:
        """The number of the paragraph of the body in which an element stands; 0 for none."""
        held = [self.numbers[it] for it in element.iterancestors(f"{W}p") if it in self.numbers]
        return held[0] if held else 0

    def _list_holders(self) -> list[int]:
        """For each paragraph of the body from 0: its number, or that of the first in its cell."""
        cells = (cell.place for table in self.found.tables for cell in table.cells)
        known = {number_of(it) for it in (*cells, *(it.place for it in self.found.paragraphs))}
        numbers = range(len(self.numbers) + 1)
        return list(accumulate((it * (it in known) for it in numbers), max))

    def _asides(self) -> Iterator[tuple[Aside, list[ReadParagraph]]]:
        """What stands beside the text, the paragraphs of each together."""
        pairs = zip(self.shown.asides, self.found.beside, strict=True)
        for _, group in groupby(pairs, key=lambda it: (it[0].kind, id(it[0].anchor))):
            some = list(group)
            yield some[0][0], [it for _, it in some if it.text]

    def _boxes(self) -> Iterator[_HungBlock]:
        """Text boxes of the body, where they hang."""
        for aside, read in self._asides():
            if aside.kind.partition(" › ")[0] not in (HEADER, FOOTER, NOTE, END_NOTE) and read:
                box = PublicBox(aside.kind, tuple(map(self._paragraph, read)), read[0].place)
                yield _HungBlock(self._holder(aside.anchor), box)

    def _running(self) -> Iterator[ReadParagraph]:
        """What the heads and feet of pages say, each once; lines around a page's number nothing."""
        told = set[str]()
        for aside, read in self._asides():
            for it in read if aside.kind.partition(" › ")[0] in (HEADER, FOOTER) else ():
                if it.text not in told and any(map(str.isalnum, it.text)):
                    told.add(it.text)
                    yield it

    def _notes(self) -> Iterator[PublicNote]:
        """Foot- and endnotes in the order of the text."""
        holders = self._list_holders()
        marks = self.opened.root.iter(f"{W}footnoteReference", f"{W}endnoteReference")
        order = {mark: n for n, mark in enumerate(marks)}
        notes = [it for it in self._asides() if it[0].kind.partition(" › ")[0] in (NOTE, END_NOTE)]
        notes.sort(key=lambda it: order.get(it[0].anchor, len(order)))
        for number, (aside, read) in enumerate(notes, start=1):
            texts = tuple(map(self._paragraph, read))
            yield PublicNote(number, aside.kind, texts, holders[self._holder(aside.anchor)])


def _show(figure: DrawnChart | HeldPicture, place: ReadPlace) -> PublicChart | PublicPicture:
    if isinstance(figure, HeldPicture):
        return PublicPicture(figure.alt, figure.kind, figure.data, place)
    return PublicChart(charts_shown.read(figure), place)


def _weave(blocks: Iterator[_StandingBlock], hung: Sequence[_HungBlock]) -> Iterator[PublicBlock]:
    """Blocks in order, and what hangs at paragraphs behind the block that holds them."""
    waiting = list(reversed(hung))
    for first, last, block in blocks:
        while waiting and waiting[-1].paragraph < first:
            yield waiting.pop().block
        yield block
        while waiting and waiting[-1].paragraph <= last:
            yield waiting.pop().block
    yield from (it.block for it in reversed(waiting))
