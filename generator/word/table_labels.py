"""What names a cell of a table: the words at the head of its row and of its column."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple

from generator.compare import pieces
from generator.kept import fingerprints
from generator.word import blocks, ooxml
from generator.word.blocks import Cell, Paragraph, Row, WordTable
from generator.word.cell_merges import CONTINUED, on_grid

MAX_LABEL = 40
# More columns than any program shows (Word: 63); a cell beyond has no names at its heads.
MOST_COLUMNS = 200
# Counts of rows and columns (栏次) stand beside the words and name nothing.
_BARE_NUMBER = re.compile(r"[0-9.,%]{1,20}")

IsFigure = Callable[[Paragraph], bool]


def is_amount(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a figure, as far as one can see: numbers alone, one with decimals.

    Whole numbers may be codes, which name a row.
    """
    alone = all(map(pieces.is_number, paragraph.words))
    return alone and any(mark in paragraph.text for mark in ".%％")


@dataclass(frozen=True, slots=True)
class TablePlace:
    """A place in a table, all counted from 0; `title` and labels are words to look for.

    `label` is what stands at the head of the row before the cell, `column` above it; `name` is what
    the row is called where nothing stands before the cell.
    """

    table: int
    row: int
    cell: int
    title: str
    label: str
    column: str
    name: str


class CellWords(NamedTuple):
    """What names a cell: see `TablePlace`."""

    label: str
    column: str
    name: str


# Two versions of a document have most tables in common, and so have a draft and the one before it.
_KEPT: dict[str, Sequence[CellWords]] = {}
_MOST_KEPT, _MOST_CELLS = 256, 4096  # tables, and cells of one


def places(
    table: WordTable, number: int, title: str, is_figure: IsFigure
) -> Iterator[tuple[Cell, TablePlace]]:
    """Each cell of a table, which is the part's `number`-th from 0, with its place."""
    words = iter(_name_cells(table, is_figure))
    for at, row in enumerate(table.children):
        for place, (cell, named) in enumerate(zip(row.children, words, strict=False)):
            yield cell, TablePlace(number, at, place, title, *named)


def _name_cells(table: WordTable, is_figure: IsFigure) -> Sequence[CellWords]:
    """What names each cell, row by row; of a table that was seen before it is known."""
    figures = [at for at, it in enumerate(blocks.paragraphs([table])) if is_figure(it)]
    key = fingerprints.of_bytes(repr(figures).encode() + ooxml.serialize(table.element))
    known = _KEPT.get(key)
    if known is None:
        known = tuple(_find_words(table, is_figure))
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        if len(known) <= _MOST_CELLS:
            _KEPT[key] = known
    return known


def _find_words(table: WordTable, is_figure: IsFigure) -> Iterator[CellWords]:
    heads = _Heads()
    for at, row in enumerate(table.children):
        boxes = _list_boxes(row, is_figure)
        name = f"第{at + 1}行 {_read_name(boxes)}".strip()
        for place, box in enumerate(boxes):
            column = heads.over(box)
            before = boxes[max(place - MOST_COLUMNS, 0) : place]
            alike = [other for other in before if column and heads.over(other) == column]
            yield CellWords(_read_label(before, alike), column, name)
        heads.pass_(boxes)


@dataclass(frozen=True, slots=True)
class _Box:
    """A cell as it lies on its table's grid."""

    first: int
    end: int
    text: str
    figure: bool

    @property
    def names(self) -> bool:
        """Whether the cell's words can name a row or a column."""
        return bool(self.text) and not self.figure and not _BARE_NUMBER.fullmatch(self.text)


def _list_boxes(row: Row, is_figure: IsFigure) -> list[_Box]:
    places = on_grid(row.element)
    boxes = []
    for cell, place, after in zip_longest(row.children, places, places[1:]):
        end = after.end if after and after.across == CONTINUED else place.end
        paragraphs = list(blocks.paragraphs([cell]))
        text = " ".join(ooxml.spaced_text(p.element) for p in paragraphs if p.text)
        boxes.append(_Box(place.first, end, text, any(map(is_figure, paragraphs))))
    return boxes


def _read_label(before: Sequence[_Box], alike: Sequence[_Box] = ()) -> str:
    """The words at the head of a row: those nearest before a cell, back to the last figure.

    What stands in a column of the same head (`alike`) is such a figure, whatever it looks like: in
    tables with several groups of columns side by side each group has its own label.
    """
    words: list[str] = []
    for box in reversed(before):
        if (box.figure or box in alike) and any(not _BARE_NUMBER.fullmatch(word) for word in words):
            break
        if not box.figure and box.text:
            words.insert(0, box.text)
    while len(words) > 1 and _BARE_NUMBER.fullmatch(words[-1]):
        words.pop()
    return _shorten(" ".join(words))


def _read_name(row: Sequence[_Box]) -> str:
    """What a row says first: its cells up to the first that has words."""
    end = next((number for number, box in enumerate(row, start=1) if box.names), len(row))
    return _shorten(" ".join(box.text for box in row[:end] if box.text))


@dataclass(frozen=True)
class _Heads:
    """The nearest words above each column of the grid, in rows of words and in any row.

    Words in a row with figures or numbers are what that row says, and head a column only where no
    row of words does.
    """

    of_words: dict[int, str] = field(default_factory=dict)
    of_any: dict[int, str] = field(default_factory=dict)

    def over(self, box: _Box) -> str:
        """The words at the head of a cell's column."""
        return _shorten(self.of_words.get(box.first) or self.of_any.get(box.first, ""))

    def pass_(self, row: Sequence[_Box]) -> None:
        """Go on below a row."""
        words = {
            at: box.text
            for box in row
            if box.names
            for at in range(box.first, min(box.end, MOST_COLUMNS))
        }
        self.of_any.update(words)
        if not any(box.figure or _BARE_NUMBER.fullmatch(box.text) for box in row):
            self.of_words.update(words)


def _shorten(text: str) -> str:
    return text if len(text) <= MAX_LABEL else f"{text[:MAX_LABEL]}…"
