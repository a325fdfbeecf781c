"""Cells on the grid of their table: how far each reaches, and which it is merged with."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from generator.word import ooxml
from generator.word.blocks import Row
from generator.word.ooxml import W

RESTART, CONTINUED = "restart", "continue"


class GridCell(NamedTuple):
    """A cell, its first column (from 0), how many it takes, and how it takes part in merges.

    Down and across it is what `merge_of` tells; a cell that continues another across has columns
    of its own, as one that continues another down has a row. `stated` are the tags of its
    properties.
    """

    element: Any
    first: int
    width: int
    down: str
    across: str
    stated: Collection[str] = ()

    @property
    def end(self) -> int:
        """The first column after the cell."""
        return self.first + self.width


def on_grid(row: Any) -> list[GridCell]:
    """The cells of a row's element, as they lie on the table's grid."""
    cells, column = [], count_left_out(row)[0]
    for cell in ooxml.children(row, "tc"):
        values = _values_of(cell, "tcPr")
        width = max(_number(values, "gridSpan", 1), 1)
        down, across = (_merge(values, name) for name in ("vMerge", "hMerge"))
        cells.append(GridCell(cell, column, width, down, across, values.keys()))
        column += width
    return cells


def count_left_out(row: Any) -> tuple[int, int]:
    """How many columns a row's element leaves out before its first cell and after its last."""
    values = _values_of(row, "trPr")
    return _number(values, "gridBefore", 0), _number(values, "gridAfter", 0)


def _values_of(holder: Any, properties: str) -> dict[str, str]:
    """The properties of a row or cell by their tags; "" where one has no value."""
    nodes = holder.iterfind(f"{W}{properties}/*")
    return {node.tag: node.get(f"{W}val", "") for node in nodes}


def _number(values: Mapping[str, str], name: str, default: int) -> int:
    """A whole number among properties; what is none counts as if it were not there."""
    stated = ooxml.whole_number(values.get(f"{W}{name}", ""))
    return default if stated is None else max(stated, 0)


def _merge(values: Mapping[str, str], name: str) -> str:
    value = values.get(f"{W}{name}")
    return "" if value is None else value or CONTINUED


def widths(row: Row) -> list[int]:
    """How many columns each cell of a row takes."""
    return [cell.width for cell in on_grid(row.element)]


def merge_of(cell: Any) -> str:
    """How a cell takes part in a merge downward: restart, continue, or "" for not at all."""
    return _merge(_values_of(cell, "tcPr"), "vMerge")


def set_merge(cell: Any, state: str) -> None:
    """Make a cell take part in a merge downward in a way that `merge_of` names."""
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = ooxml.word("tcPr")
        cell.insert(0, properties)
    for merge in properties.findall(f"{W}vMerge"):
        properties.remove(merge)
    if state:
        place = sum(node.tag in _BEFORE_MERGE for node in properties)
        properties.insert(place, ooxml.word("vMerge", val=state))


# vMerge comes after these in a cell's properties, before all others.
_BEFORE_MERGE = {f"{W}{name}" for name in ("cnfStyle", "tcW", "gridSpan", "hMerge")}


def due_merges(rows: Iterable[tuple[Row, Row]]) -> Iterator[tuple[Any, str]]:
    """For each cell of the rows, how the cell that it is now of the other rows takes part."""
    for row, now in rows:
        if widths(row) == widths(now):
            for cell, due in zip(row.children, now.children, strict=True):
                yield cell.element, merge_of(due.element)


def mend(table: Any, due: Mapping[Any, str]) -> None:
    """Merge cells as they are due, leave all others; and nothing continues nothing."""
    above: dict[tuple[int, int], Any] = {}
    for row in ooxml.children(table, "tr"):
        here = {(cell.first, cell.width): cell.element for cell in on_grid(row)}
        for place, cell in here.items():
            _settle(cell, above.get(place), due)
        above = here


def _settle(cell: Any, above: Any, due: Mapping[Any, str]) -> None:
    state = due.get(cell, merge_of(cell))
    if state == CONTINUED and (above is None or not merge_of(above)):
        if above is not None and cell in due:
            set_merge(above, RESTART)
        else:
            state = RESTART
    if state != merge_of(cell):
        set_merge(cell, state)
