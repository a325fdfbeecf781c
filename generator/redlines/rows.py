"""The rows of a table in a redline: deleted, inserted, or changed cell by cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.compare.alignment import Pairing, Rest, places
from generator.compare.likeness import liken
from generator.compare.thresholds import REDLINED_ROW
from generator.compare.tokens import strip_figures
from generator.compare.words import Status
from generator.redlines.basis import Basis
from generator.redlines.merges import keep_merges
from generator.redlines.paragraph import MARKS, mark_paragraph
from generator.redlines.seats import Seats
from generator.word import cell_merges, ooxml
from generator.word.cell_merges import CONTINUED, RESTART, GridCell, merge_of, set_merge
from generator.word.ooxml import W

# What stands between cells or paragraphs and goes by a number in its own file.
_MARKERS = tuple(
    f"{thing}{end}" for thing in ("bookmark", "perm", "commentRange") for end in ("Start", "End")
)

Weave = Callable[[Any, Any], None]


@dataclass(frozen=True, eq=False)
class ComparedRow:
    """A row of a table and what it is compared by."""

    node: Any

    @cached_property
    def placed(self) -> list[GridCell]:
        """The row's cells as they lie on the table's grid."""
        return cell_merges.on_grid(self.node)

    @property
    def cells(self) -> list[Any]:
        """The row's cells."""
        return [cell.element for cell in self.placed]

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The text of each cell."""
        return tuple(map(ooxml.shown_text, self.cells))

    @cached_property
    def shape(self) -> tuple[object, ...]:
        """How the row lies in the table's grid: only rows of one shape can be one row changed."""
        # A merge that nothing continues is none: programs write it either way.
        cells = ((cell.width, cell.down == CONTINUED) for cell in self.placed)
        return (*cell_merges.count_left_out(self.node), *cells)

    @cached_property
    def serialized(self) -> bytes:
        """All of the row."""
        return ooxml.serialize(self.node)

    @cached_property
    def labels(self) -> tuple[str, ...] | None:
        """The words of the row's cells, without figures."""
        words = tuple(map(strip_figures, self.texts))
        return words if any(words) else None


def _rows(table: Any) -> list[ComparedRow]:
    return [ComparedRow(node) for node in ooxml.children(table, "tr")]


def redline_table(old: Any, new: Any, by: Basis, weave: Weave) -> Any:
    """The new version's table with the rows of both."""
    left, right = _rows(old), _rows(new)
    grids = ([row.placed for row in rows] for rows in (left, right))
    seats = Seats(new)
    for i, j in keep_merges(_pair(left, right), *grids):
        if i is not None and j is not None:
            _redline_row(left[i], right[j], weave)
            seats.keep(right[j].node, right[j].node)
        elif j is not None:
            seats.keep(right[j].node, _mark_row(right[j].node, Status.CAME, by))
        elif i is not None:
            seats.seat(_mark_row(left[i].node, Status.GONE, by))
    return new


def put_table_in(table: Any, by: Basis) -> Any:
    """A table of the new version that comes, row by row."""
    seats = Seats(table)
    for row in _rows(table):
        seats.keep(row.node, _mark_row(row.node, Status.CAME, by))
    return table


def take_table_out(table: Any, by: Basis) -> Any:
    """A table of the old version that goes, row by row."""
    frame = map(ooxml.copy_of, table.iterchildren(f"{W}tblPr", f"{W}tblGrid"))
    rows = (_mark_row(row.node, Status.GONE, by) for row in _rows(table))
    return ooxml.word("tbl", *frame, *rows)


def _mark_row(row: Any, step: Status, by: Basis) -> Any:
    """A row that goes or comes, with all that its cells hold."""
    copy = ooxml.copy_of(row)
    if step is Status.GONE:
        # Bookmarks and the like between cells and paragraphs are the old file's.
        for marker in list(copy.iter(*(f"{W}{name}" for name in _MARKERS))):
            marker.getparent().remove(marker)
    for inner in list(copy.iter(f"{W}tr")):
        inner.attrib.clear()  # what the program that saved it numbers rows by
        _note_row(inner, by.pen.mark(MARKS[step]))
    # Read where they stand: what cannot be marked is told with its place.
    for paragraph, twin in zip(ooxml.paragraphs(row), ooxml.paragraphs(copy), strict=True):
        twin.clear()  # lxml takes time by the square of the texts that it takes out together
        twin.getparent().replace(twin, mark_paragraph(paragraph, step, by))
    return copy


def _note_row(row: Any, mark: Any) -> None:
    """Say in a row's properties that it goes or comes."""
    properties = row.find(f"{W}trPr")
    if properties is None:
        properties = ooxml.word("trPr")
        row.insert(int(row.find(f"{W}tblPrEx") is not None), properties)
    properties.append(mark)


def _redline_row(old: ComparedRow, new: ComparedRow, weave: Weave) -> None:
    """Let a row that stays have the changes in each of its cells."""
    if old.serialized == new.serialized:
        return
    for before, after in zip(old.cells, new.cells, strict=True):
        # Where it did so in the old version, a cell begins a merge: rows that go may continue it.
        if merge_of(before) and not merge_of(after):
            set_merge(after, RESTART)
        if ooxml.serialize(before) != ooxml.serialize(after):
            weave(before, after)


# -- which row is which ---------------------------------------------------------------------------


def _pair(old: Sequence[ComparedRow], new: Sequence[ComparedRow]) -> list[Pairing]:
    keys = (
        lambda row: row.serialized,
        lambda row: (row.shape, row.texts),
        lambda row: (row.shape, row.labels) if row.labels else None,
    )
    return places(old, new, keys, Rest(_likeness, REDLINED_ROW))


def _likeness(old: ComparedRow, new: ComparedRow) -> int:
    if old.shape != new.shape:
        return 0
    filled = [(a, b) for a, b in zip(old.texts, new.texts, strict=True) if a or b]
    equal = 1000 * sum(a == b for a, b in filled) // len(filled) if filled else 1000
    if old.labels is None and new.labels is None:
        return max(equal, REDLINED_ROW)
    words = liken("\n".join(old.labels or ()), "\n".join(new.labels or ()))
    return (2 * words + equal) // 3
