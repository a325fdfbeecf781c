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
from generator.redlines.merges import consistent
from generator.redlines.paragraph import whole
from generator.redlines.pen import Comparison
from generator.word import cell_merges, ooxml
from generator.word.cell_merges import CONTINUED, RESTART, GridCell, merge_of, set_merge
from generator.word.ooxml import W

_MARKS = {Status.GONE: "del", Status.CAME: "ins"}
# What stands between cells or paragraphs and goes by a number in its own file.
_MARKERS = tuple(
    f"{thing}{end}" for thing in ("bookmark", "perm", "commentRange") for end in ("Start", "End")
)

Weave = Callable[[Any, Any], list[Any]]


@dataclass(frozen=True, eq=False)
class Row:
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
        found = tuple(strip_figures(text) for text in self.texts)
        return found if any(found) else None


def rows(table: Any) -> list[Row]:
    """The rows of a table."""
    return [Row(node) for node in ooxml.children(table, "tr")]


def _placed(of: Sequence[Row]) -> list[list[GridCell]]:
    return [row.placed for row in of]


def columns(table: Any) -> int:
    """How many columns a table's grid has."""
    return len(table.findall(f"{W}tblGrid/{W}gridCol"))


def redlined(old: Any, new: Any, by: Comparison, weave: Weave) -> Any:
    """A table of both versions: the new one's frame, the rows of both."""
    left, right = rows(old), rows(new)
    made = [
        node for node in new.iterchildren("*") if ooxml.local_name(node) in ("tblPr", "tblGrid")
    ]
    table = ooxml.word("tbl", *map(ooxml.copy_of, made))
    for i, j in consistent(_paired(left, right), _placed(left), _placed(right)):
        if i is None and j is not None:
            table.append(whole_row(right[j].node, Status.CAME, by))
        elif j is None and i is not None:
            table.append(whole_row(left[i].node, Status.GONE, by))
        elif i is not None and j is not None:
            table.append(_changed(left[i], right[j], weave))
    return table


def whole_table(table: Any, step: Status, by: Comparison) -> Any:
    """A table that goes or comes, row by row."""
    made = [
        node for node in table.iterchildren("*") if ooxml.local_name(node) in ("tblPr", "tblGrid")
    ]
    inner = (whole_row(row.node, step, by) for row in rows(table))
    return ooxml.word("tbl", *map(ooxml.copy_of, made), *inner)


def whole_row(row: Any, step: Status, by: Comparison) -> Any:
    """A row that goes or comes, with all that its cells hold."""
    made = ooxml.copy_of(row)
    if step is Status.GONE:
        _leave_out_markers(made)
    for inner in list(made.iter(f"{W}tr")):
        inner.attrib.clear()  # what the program that saved it numbers rows by
        _mark_row(inner, step, by)
    # Read where they stand: what cannot be marked is told with its place.
    paragraphs = zip(list(row.iter(f"{W}p")), list(made.iter(f"{W}p")), strict=True)
    for paragraph, copy in paragraphs:
        copy.getparent().replace(copy, whole(paragraph, step, by))
    return made


def _leave_out_markers(row: Any) -> None:
    """Take out bookmarks and the like between cells and paragraphs: they are the old file's."""
    for marker in list(row.iter(*(f"{W}{name}" for name in _MARKERS))):
        marker.getparent().remove(marker)


def _mark_row(row: Any, step: Status, by: Comparison) -> None:
    properties = row.find(f"{W}trPr")
    if properties is None:
        properties = ooxml.word("trPr")
        row.insert(int(row.find(f"{W}tblPrEx") is not None), properties)
    properties.append(by.pen.mark(_MARKS[step]))


def _changed(old: Row, new: Row, weave: Weave) -> Any:
    """A row that stays, each cell with the changes in it."""
    if old.serialized == new.serialized:
        return new.node
    for before, after in zip(old.cells, new.cells, strict=True):
        _keep_merge(before, after)
        if ooxml.serialize(before) != ooxml.serialize(after):
            content = weave(before, after)
            properties = after.find(f"{W}tcPr")
            after[:] = content if properties is None else [properties, *content]
    return new.node


def _keep_merge(old: Any, new: Any) -> None:
    """Let a cell begin a merge where it did so in the old version: rows that go may continue it."""
    if merge_of(old) and not merge_of(new):
        set_merge(new, RESTART)


# -- which row is which ---------------------------------------------------------------------------


def _paired(old: Sequence[Row], new: Sequence[Row]) -> list[Pairing]:
    keys = (
        lambda row: row.serialized,
        lambda row: (row.shape, row.texts),
        lambda row: (row.shape, row.labels) if row.labels else None,
    )
    return places(old, new, keys, Rest(_likeness, REDLINED_ROW))


def _likeness(old: Row, new: Row) -> int:
    if old.shape != new.shape:
        return 0
    filled = [(a, b) for a, b in zip(old.texts, new.texts, strict=True) if a or b]
    equal = 1000 * sum(a == b for a, b in filled) // len(filled) if filled else 1000
    if old.labels is None and new.labels is None:
        return max(equal, REDLINED_ROW)
    words = liken("\n".join(old.labels or ()), "\n".join(new.labels or ()))
    return (2 * words + equal) // 3
