"""A finished document as a portal shows it: the one source of page, tables and data.

The texts are those of `published.word_blocks`; here they are put together as a reader takes them:
a table with the lines that belong to it, charts, pictures and text boxes where they stand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator.charts.shown import ShownChart
from generator.published.blocks import Gap, ReadParagraph, ReadPlace, ReadTable


class PublicParagraph(NamedTuple):
    """A paragraph outside of tables; `level` is that of a heading from 1, else 0.

    `align` is where its lines stand: `left`, `center` or `right`. A line's end in the text is one
    that somebody made. `mark` is the number that programs write before it (一、), which no text
    holds: it is shown before the text. `place` tells the way to it and its number, from 1, as in
    `FormPlace`.
    """

    text: str
    place: ReadPlace
    level: int = 0
    align: str = "left"
    mark: str = ""

    @property
    def shown(self) -> str:
        """The text with its automatic number."""
        return f"{self.mark}{self.text}"


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table with the lines around it that belong to it, which stand nowhere else in the blocks.

    above       what stands right above it: its title, its number, 部门：… 单位：…; may be empty
    below       its notes: 注：… and the lines that go on with it; may be empty
    caption     what it is called: its title above, else the heading that it stands under; never
                empty, not always the only one of this name
    grid        its cells as read; `grid.number` counts the document's tables from 1
    heads       how many rows at its head are headers: as the document marks them, else as seen;
                0 where there are none (a form to be filled in, whose labels stand within)
    names       the columns (from 0) whose cells name their row
    aligns      for each row of the grid, beside its cells, `left`, `center` or `right`
    landscape   whether it stands on a page that lies
    """

    above: tuple[PublicParagraph, ...]
    below: tuple[PublicParagraph, ...]
    caption: str
    grid: ReadTable
    heads: int
    names: tuple[int, ...]
    aligns: tuple[tuple[str, ...], ...]
    landscape: bool


@dataclass(frozen=True, slots=True)
class PublicChart:
    """A chart; `alt` says in words what it shows; its figures are texts as they are printed.

    `shown.kind` is one of `packs.chart_words`; empty where it is drawn in a way that we cannot
    draw: then its figures alone are shown.
    """

    shown: ShownChart
    place: ReadPlace

    @property
    def alt(self) -> str:
        """What it shows, in words; its title where nobody wrote any."""
        return self.shown.alt or self.shown.title


@dataclass(frozen=True, slots=True)
class PublicPicture:
    """A picture as the document holds it; `kind` is `image/png` or `image/jpeg`, `alt` its
    alternative text, empty where nobody wrote one.
    """

    alt: str
    kind: str
    data: bytes
    place: ReadPlace


class PublicBox(NamedTuple):
    """What stands beside the text at a place: a text box, what is written above characters."""

    kind: str
    paragraphs: tuple[PublicParagraph, ...]
    place: ReadPlace


class PublicNote(NamedTuple):
    """A footnote or an endnote, numbered from 1 in the order of the text.

    `anchor` is the number of the paragraph, or of the first paragraph of the cell, that refers
    to it (0: nobody knows).
    """

    number: int
    kind: str
    paragraphs: tuple[PublicParagraph, ...]
    anchor: int


PublicBlock = PublicParagraph | ShownTable | PublicChart | PublicPicture | PublicBox


@dataclass(frozen=True, slots=True)
class PublicDocument:
    """A finished document, in its order.

    title     what it is called, as its properties say it (or its cover)
    cover     the lines of the cover that say the title; they stand nowhere else; may be empty
    contents  the lines of its 目录, the heading above it among them; without page numbers
    blocks    everything else, in order
    notes     its foot- and endnotes
    running   its page heads and feet, each text once; without page numbers
    gaps      what a reader of the document sees and nothing above tells
    """

    file: str
    title: str
    cover: tuple[PublicParagraph, ...]
    contents: tuple[ReadParagraph, ...]
    blocks: tuple[PublicBlock, ...]
    notes: tuple[PublicNote, ...] = ()
    running: tuple[ReadParagraph, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def headings(self) -> Iterator[PublicParagraph]:
        """Its headings, in order."""
        return (it for it in self.blocks if isinstance(it, PublicParagraph) and it.level)

    @property
    def tables(self) -> Iterator[ShownTable]:
        """Its tables, in order."""
        return (it for it in self.blocks if isinstance(it, ShownTable))
