"""What names a cell of a table: the words at the head of its row and of its column."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from generator.compare import pieces
from generator.word import blocks, ooxml
from generator.word.blocks import Cell, Paragraph, Row, Table
from generator.word.cell_merges import CONTINUED, on_grid

MAX_LABEL = 40
# Counts of rows and columns (栏次) stand beside the words and name nothing.
_BARE_NUMBER = re.compile(r"[0-9.,%]{1,20}")

IsFigure = Callable[[Paragraph], bool]


def is_number(paragraph: Paragraph) -> bool:
    """Whether a paragraph says numbers only: a figure, as far as one can see."""
    return bool(paragraph.words) and all(map(pieces.is_number, paragraph.words))


def read(table: Table, is_figure: IsFigure) -> Iterator[tuple[int, int, Cell, str, str]]:
    """Each cell with its row and its place in it (from 0), and the labels of its row and column."""
    heads = _Heads()
    for at, row in enumerate(table.children):
        boxes = _boxes(row, is_figure)
        for place, (cell, box) in enumerate(zip(row.children, boxes, strict=True)):
            yield at, place, cell, _label(boxes[:place]), heads.over(box)
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


def _boxes(row: Row, is_figure: IsFigure) -> list[_Box]:
    places = on_grid(row.element)
    found = []
    for cell, own, after in zip_longest(row.children, places, places[1:]):
        end = after.end if after and after.across == CONTINUED else own.end
        said = list(blocks.paragraphs([cell]))
        text = " ".join(" ".join(ooxml.spaced_text(p.element) for p in said).split())
        found.append(_Box(own.first, end, text, any(map(is_figure, said))))
    return found


def _label(before: Sequence[_Box]) -> str:
    """The words at the head of a row: those nearest before a cell, back to the last figure."""
    words: list[str] = []
    for box in reversed(before):
        if box.figure and any(not _BARE_NUMBER.fullmatch(word) for word in words):
            break
        if not box.figure and box.text:
            words.insert(0, box.text)
    while len(words) > 1 and _BARE_NUMBER.fullmatch(words[-1]):
        words.pop()
    return _short(" ".join(words))


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
        return _short(self.of_words.get(box.first) or self.of_any.get(box.first, ""))

    def pass_(self, row: Sequence[_Box]) -> None:
        """Go on below a row."""
        words = {at: box.text for box in row if box.names for at in range(box.first, box.end)}
        self.of_any.update(words)
        if not any(box.figure or _BARE_NUMBER.fullmatch(box.text) for box in row):
            self.of_words.update(words)


def _short(text: str) -> str:
    return text if len(text) <= MAX_LABEL else f"{text[:MAX_LABEL]}…"
