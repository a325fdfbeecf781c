"""A correction's passages put in order for readers: sentences, and cells table by table."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from generator.corrections.passages import Passage
from generator.word.outline import Spot

CHANGED, ADDED, REMOVED = "改", "增加一行", "删去一行"
CAME, WENT = "增加一段", "删去一段"


class TableChange(NamedTuple):
    """One line of a table of changes: a cell that changed, or what came or went.

    A row that came or went has no labels; a paragraph in a row that stays has its cell's.
    """

    kind: str
    label: str
    column: str
    old: str
    new: str

    @property
    def row(self) -> bool:
        """Whether a whole row came or went."""
        return self.kind in (ADDED, REMOVED)

    @property
    def labels(self) -> str:
        """The words to look for the cell by."""
        return "，".join(filter(None, (self.label, self.column)))


class Section(NamedTuple):
    """The changes of one table."""

    title: str
    entries: tuple[TableChange, ...]


def sentences(passages: Iterable[Passage]) -> list[Passage]:
    """The passages outside of tables that a reader can see."""
    return [item for item in passages if item.spot.cell is None and not item.blank]


def tables(passages: Iterable[Passage]) -> list[Section]:
    """The changed cells of every table, under the table's place in the document."""
    cells = [item for item in passages if item.spot.cell is not None]
    grouped = groupby(cells, key=lambda item: _table_name(item.spot))
    sections = [Section(title, tuple(_entries(items))) for title, items in grouped]
    return [section for section in sections if section.entries]


def _table_name(spot: Spot) -> str:
    """A table's place: its last heading, and its title where that says more."""
    title = spot.cell.title if spot.cell else ""
    heading = spot.headings[-1] if spot.headings else ""
    return heading if title in heading else f"{heading} › {title}".removeprefix(" › ")


def _entries(items: Iterable[Passage]) -> Iterator[TableChange]:
    for (kind, _), group in groupby(items, key=_row):
        visible = [item for item in group if not item.blank]
        if kind not in (ADDED, REMOVED):
            yield from (_cell(kind, item) for item in visible)
        elif visible:
            words = " ".join(item.spot.text.strip() for item in visible)
            yield TableChange(kind, "", "", *((words, "") if kind == REMOVED else ("", words)))


def _row(item: Passage) -> tuple[str, object]:
    """Whether a cell changed, in whole or in part, or else which row came or went with it."""
    if item.old is not None and item.new is not None:
        return CHANGED, None
    if item.inner:
        return (CAME if item.old is None else WENT), None
    cell = item.spot.cell
    return (ADDED if item.old is None else REMOVED), (cell.table, cell.row) if cell else None


def _cell(kind: str, item: Passage) -> TableChange:
    cell = item.spot.cell
    assert cell is not None
    old, new = ("" if spot is None else spot.text for spot in (item.old, item.new))
    return TableChange(kind, cell.label, cell.column, old, new)
