"""A published document as plain values: paragraphs and tables in order, each with its place.

Texts are as a reader sees them. What could not be read is a `Gap`, never left out in silence.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import NamedTuple

from generator.diagnostics import FormPlace, Place

ReadPlace = Place | FormPlace


def squeeze(text: str) -> str:
    """A text without blanks, so that breaks and indents tell nothing apart."""
    return "".join(text.split())


def number_of(place: ReadPlace | None) -> int:
    """The number of the paragraph at a place; 0 where it is unknown."""
    return place.paragraph if isinstance(place, FormPlace) else 0


class ReadParagraph(NamedTuple):
    """A paragraph; `level` is that of a heading from 1, else 0; `page` counts from 1, 0 unknown.

    An `entry` is a line of the 目录. `line_ends` are the places in the text at which a printed line
    is full: a stop that hung there may be lost in the print, so nobody knows that it was missing.
    """

    text: str
    place: ReadPlace
    level: int = 0
    page: int = 0
    entry: bool = False
    line_ends: tuple[int, ...] = ()


class ReadCell(NamedTuple):
    """A cell of a table: its first row and column, from 0, and how many it takes.

    In `text` a line's end is where somebody ended it (a paragraph, a second figure below the
    first); where a text only found no more room in its cell it goes on without a sign.
    """

    row: int
    column: int
    text: str
    place: ReadPlace
    rows: int = 1
    columns: int = 1
    page: int = 0

    @property
    def end(self) -> int:
        """The first column after the cell."""
        return self.column + self.columns


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table: for each of its rows the cells that begin there, from left to right.

    The first `heads` rows are headers as far as the document says so (marked, or repeated on a
    next page, where they are left out); 0 where it does not. Tables are numbered from 1; `pages`
    is empty where they are unknown. Not every column of a row need have a cell.
    """

    rows: tuple[tuple[ReadCell, ...], ...]
    width: int
    number: int
    place: ReadPlace
    heads: int = 0
    pages: tuple[int, ...] = ()

    @property
    def cells(self) -> Iterator[ReadCell]:
        """Every cell, row by row."""
        return (cell for row in self.rows for cell in row)

    def with_texts(self, texts: Mapping[int, str]) -> "ReadTable":
        """The same with other texts in some cells, by the identity of each."""
        rows = (
            tuple(it._replace(text=texts[id(it)]) if id(it) in texts else it for it in row)
            for row in self.rows
        )
        return replace(self, rows=tuple(rows))


ReadBlock = ReadParagraph | ReadTable


def _is_said(it: ReadParagraph) -> bool:
    return not it.entry and bool(it.text.strip())


class Gap(NamedTuple):
    """What could not be read, in the words to show, and where it stands."""

    what: str
    place: ReadPlace


SHEETS = (".xlsx", ".xls", ".ods")  # the formats that hold nothing but tables


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What was read of a file; `kind` is its format by content: `.docx`, `.pdf`, `.xlsx` ….

    `beside` is what stands outside of the text's order: running heads and feet, notes, text boxes.
    `numbers` are the page numbers as they are printed, by page; `pages` is 0 where unknown.
    """

    file: str
    kind: str
    blocks: tuple[ReadBlock, ...]
    gaps: tuple[Gap, ...] = ()
    beside: tuple[ReadParagraph, ...] = ()
    pages: int = 0
    numbers: Mapping[int, str] = field(default_factory=dict)

    def with_texts(self, texts: Mapping[int, str]) -> "ReadDocument":
        """The same with other texts in some cells, by the identity of each."""
        if not texts:
            return self
        blocks = tuple(
            it.with_texts(texts) if isinstance(it, ReadTable) else it for it in self.blocks
        )
        return replace(self, blocks=blocks)

    def cut_to(self, longest: int) -> "ReadDocument":
        """The same with no text of more signs than so many; what is longer is a gap."""
        cells = (cell for table in self.tables for cell in table.cells)
        every: Iterator[ReadParagraph | ReadCell] = chain(self.paragraphs, cells)
        long = [it for it in every if len(it.text) > longest]
        if not long:
            return self
        cut = {id(it): it.text[:longest] for it in long}
        blocks = tuple(
            it._replace(text=cut[id(it)]) if isinstance(it, ReadParagraph) and id(it) in cut else it
            for it in self.blocks
        )
        gaps = tuple(Gap("太长，只看了开头", it.place) for it in long)
        return replace(self, blocks=blocks, gaps=(*self.gaps, *gaps)).with_texts(cut)

    @property
    def items(self) -> list[ReadBlock]:
        """The blocks as they are numbered where they are matched with a form.

        A line with nothing on it is none: a title stands right above its table all the same.
        """
        return [it for it in self.blocks if isinstance(it, ReadTable) or _is_said(it)]

    @property
    def only_tables(self) -> bool:
        """Whether there can be nothing but tables in it, with what stands around them."""
        return self.kind in SHEETS

    @property
    def paragraphs(self) -> Iterator[ReadParagraph]:
        """The paragraphs outside of tables, in order."""
        return (block for block in self.blocks if isinstance(block, ReadParagraph))

    @property
    def tables(self) -> Iterator[ReadTable]:
        """The tables, in order."""
        return (block for block in self.blocks if isinstance(block, ReadTable))
