"""A Word document as blocks: what a reader sees of it (`word/seen`), as paragraphs and tables."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, groupby, takewhile
from typing import Any

from generator.diagnostics import FormPlace
from generator.published import headings
from generator.published.blocks import (
    Gap,
    ReadBlock,
    ReadCell,
    ReadDocument,
    ReadParagraph,
    ReadTable,
)
from generator.word import seen, styles
from generator.word.ooxml import W
from generator.word.seen import Line, Seen
from generator.word.seen_text import ABOVE, BEFORE, PAGE, SeenCell, SeenText
from generator.word.word_file import WordFile, excerpt

_SHOWN = 200  # how much of its text a place shows


def read(document: WordFile, shown: Seen | None = None, *, placed: bool = True) -> ReadDocument:
    """The blocks of a document as if every revision were accepted, without what is hidden.

    `shown` is what is seen of it, where somebody has read that already; what stands `beside` is
    in the order of its asides. Where nobody is told of places, they are not `placed`: they have
    the numbers of paragraphs, but no way to them.
    """
    shown = seen.read(document) if shown is None else shown
    reader = _WordReader(document, document.wheres if placed else {})
    blocks = headings.name_levels(tuple(reader.blocks(shown)))
    beside = (reader.paragraph(aside.text, aside.kind) for aside in shown.asides)
    return ReadDocument(document.file, ".docx", blocks, tuple(reader.gaps(shown)), tuple(beside))


class _WordReader:
    """Makes blocks of what is seen of a document; it knows where each stands."""

    def __init__(self, document: WordFile, wheres: Mapping[Any, str]) -> None:
        self.file, self.part = document.file, document.main
        self.roles = styles.roles(styles.read(document.parts, document.main))
        self.wheres = wheres
        self.root = document.root

    def blocks(self, shown: Seen) -> Iterator[ReadBlock]:
        """The paragraphs and tables of the body, in order."""
        for number, lines in groupby(shown.lines, key=lambda line: line.table):
            if number is None:
                yield from (self.paragraph(text) for line in lines for text in line.texts)
            else:
                yield self._table(list(lines), number + 1)

    def paragraph(self, text: SeenText, kind: str = "") -> ReadParagraph:
        """A text as a paragraph; `kind` is what stands aside there."""
        place = self._put(text, text.text)
        place = place._replace(where=kind or place.where)
        level = styles.role_of(text.element, self.roles).level if not (kind or text.entry) else None
        return ReadParagraph(_clean(text), place, 0 if level is None else level + 1, 0, text.entry)

    def gaps(self, shown: Seen) -> Iterator[Gap]:
        """What cannot be read as text, and what is there but is not what a reader sees."""
        for unread in shown.unread:
            yield Gap(unread.kind, self._place(unread.anchor))
        for text in chain.from_iterable(line.texts for line in shown.lines):
            for flag in text.flags:
                here = self._put(text, text.text[flag.start : flag.end])
                yield Gap(f"{flag.why}“{excerpt(here.text)}”", here)

    def _table(self, lines: Sequence[Line], number: int) -> ReadTable:
        place = FormPlace(self.file, self.part, 0, "", f"第{number}张表")
        rows: list[list[ReadCell]] = []
        tops: dict[int, int] = {}  # by column, the row of the cell that reaches down to here
        for at, line in enumerate(lines):
            rows.append([])
            for cell in line.cells:
                if cell.covered == ABOVE:
                    _lengthen(rows[tops[cell.column]], cell.column)
                elif cell.covered == BEFORE and rows[at]:
                    rows[at][-1] = rows[at][-1]._replace(columns=rows[at][-1].columns + cell.width)
                elif not cell.covered:
                    rows[at].append(self._cell(cell, at, place))
                    tops[cell.column] = at
        marked = len(list(takewhile(lambda line: line.head, lines)))
        width = max((cell.end for row in rows for cell in row), default=0)
        first = next((cell.place for row in rows for cell in row), place)
        heads = marked if marked < len(lines) else 0
        return ReadTable(tuple(map(tuple, rows)), width, number, first, heads)

    def _cell(self, cell: SeenCell, row: int, table: FormPlace) -> ReadCell:
        text = "\n".join(map(_clean, cell.texts))
        if cell.texts:
            place = self._put(cell.texts[0], text)
        else:
            place = table._replace(where=f"{table.where} 第{row + 1}行")
        return ReadCell(row, cell.column, text, place, columns=cell.width)

    def _put(self, seen_: SeenText, text: str) -> FormPlace:
        """Where a text stands: its paragraph's number and the way to it."""
        where = self.wheres.get(seen_.element, "")
        return FormPlace(self.file, self.part, seen_.number, text[:_SHOWN], where)

    def _place(self, element: Any) -> FormPlace:
        """Where an element stands: the paragraph around it."""
        paragraph = element
        while paragraph is not None and paragraph not in self.numbers:
            paragraph = paragraph.getparent()
        number, where = self.numbers.get(paragraph, 0), self.wheres.get(paragraph, "")
        return FormPlace(self.file, self.part, number, "", where)

    @cached_property
    def numbers(self) -> Mapping[Any, int]:
        """The paragraphs of the part, from 1."""
        return {p: n for n, p in enumerate(self.root.iter(f"{W}p"), start=1)}


def _lengthen(row: list[ReadCell], column: int) -> None:
    """Let the cell of a row that begins in a column take one row more."""
    at = next(n for n, cell in enumerate(row) if cell.column == column)
    row[at] = row[at]._replace(rows=row[at].rows + 1)


def _clean(text: SeenText) -> str:
    """A text without what stands for a page's number."""
    return text.text.replace(PAGE, "").strip()
