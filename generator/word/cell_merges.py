"""Cells of a table that are merged, downward and across, read and set in its XML."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.word import blocks, ooxml
from generator.word.blocks import Row
from generator.word.ooxml import W


def spans(row: Row) -> list[str]:
    """How many columns each cell of a row takes."""
    return [_value(cell.element, "gridSpan", "1") for cell in row.children]


def _value(cell: Any, name: str, default: str) -> str:
    found = cell.find(f"{W}tcPr/{W}{name}")
    return default if found is None else str(found.get(f"{W}val", "continue"))


def _width(cell: Any) -> int:
    span = _value(cell, "gridSpan", "1")
    return int(span) if span.isascii() and span.isdigit() else 1


def merge_of(cell: Any) -> str:
    """How a cell takes part in a merge downward: restart, continue, or "" for not at all."""
    return _value(cell, "vMerge", "")


def set_merge(cell: Any, state: str) -> None:
    """Make a cell take part in a merge downward in a way that `merge_of` names."""
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = ooxml.word("tcPr")
        cell.insert(0, properties)
    merge = properties.find(f"{W}vMerge")
    if not state:
        if merge is not None:
            properties.remove(merge)
        return
    if merge is None:
        merge = ooxml.word("vMerge")
        _in_order(properties, merge)
    merge.set(f"{W}val", state)


def _in_order(properties: Any, merge: Any) -> None:
    """vMerge comes after these in a cell's properties, before all others."""
    before = [p for p in properties if p.tag in _BEFORE_MERGE]
    if before:
        before[-1].addnext(merge)
    else:
        properties.insert(0, merge)


_BEFORE_MERGE = {f"{W}{name}" for name in ("cnfStyle", "tcW", "gridSpan", "hMerge")}


def due_merges(rows: Iterable[tuple[Row, Row]]) -> Iterator[tuple[Any, str]]:
    """For each cell of the rows, how the cell that it is now of the other rows takes part."""
    for row, now in rows:
        if spans(row) == spans(now):
            for cell, due in zip(row.children, now.children, strict=True):
                yield cell.element, merge_of(due.element)


def mend(table: Any, due: Mapping[Any, str]) -> None:
    """Merge cells as they are due, leave all others; and nothing continues nothing."""
    above: dict[tuple[int, int], Any] = {}
    for row in table.iterchildren(f"{W}tr"):
        here = dict(_placed(row))
        for place, cell in here.items():
            _settle(cell, above.get(place), due)
        above = here


def _placed(row: Any) -> Iterator[tuple[tuple[int, int], Any]]:
    """The cells of a row, each with its first column and its width."""
    column = 0
    for cell in blocks.read_row(row).children:
        width = _width(cell.element)
        yield (column, width), cell.element
        column += width


def _settle(cell: Any, above: Any, due: Mapping[Any, str]) -> None:
    state = due.get(cell, merge_of(cell))
    if state == "continue" and (above is None or not merge_of(above)):
        if above is not None and cell in due:
            set_merge(above, "restart")
        else:
            state = "restart"
    if state != merge_of(cell):
        set_merge(cell, state)
