"""Cells of a table that are merged, downward and across, read and set in its XML."""

from collections.abc import Mapping
from typing import Any

from generator import ooxml
from generator.edited import blocks
from generator.edited.blocks import Row
from generator.ooxml import W


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


def mend(table: Any, rows: Mapping[Any, Row]) -> None:
    """After rows came or went: merged as they would be now, and nothing continues nothing."""
    above: dict[tuple[int, int], bool] = {}
    for element in table.iterchildren(f"{W}tr"):
        row = blocks.read_row(element)
        now = rows.get(element)
        if now is not None and spans(now) == spans(row):
            for cell, due in zip(row.children, now.children, strict=True):
                if merge_of(cell.element) != merge_of(due.element):
                    set_merge(cell.element, merge_of(due.element))
        column, here = 0, {}
        for cell in row.children:
            width = _width(cell.element)
            state = merge_of(cell.element)
            if state == "continue" and (column, width) not in above:
                set_merge(cell.element, "restart")
            if state:
                here[column, width] = True
            column += width
        above = here
