"""Which rows and cells of a table are there for a reader, and which cannot be counted on."""

from typing import Any

from generator.word import ooxml, places
from generator.word.cell_merges import GridCell
from generator.word.ooxml import W
from generator.word.run_text import is_bound

_ROW_GONE = [f"{W}trPr/{W}{name}" for name in ("del", "hidden")]
_REVISED = {f"{W}cellDel", f"{W}cellMerge"}


def is_gone_row(row: Any) -> bool:
    """Whether a row is hidden, or not there when every revision is accepted."""
    return any(states(row, path) for path in _ROW_GONE)


def is_gone(cell: GridCell) -> bool:
    """Whether a cell is not there when every revision is accepted."""
    if _REVISED.isdisjoint(cell.stated):
        return False
    if states(cell.element, f"{W}tcPr/{W}cellDel"):
        return True
    joined = cell.element.find(f"{W}tcPr/{W}cellMerge")
    return joined is not None and joined.get(f"{W}vMerge") == "cont"


def states(element: Any, path: str) -> bool:
    """Whether an element states a property that is on."""
    return ooxml.is_on(element.find(path))


def is_dim_row(row: Any) -> bool:
    """Whether nothing of a row can be counted on: it is flat, shifted under other heads, or shows
    data of the file.
    """
    shifted = ooxml.number(row.find(f"{W}trPr/{W}gridBefore"), "val")
    return bool(shifted) or places.is_flat_row(row) or _is_in_bound(row)


def is_dim_cell(cell: Any) -> bool:
    """Whether nothing of a cell can be counted on: it is narrow, or shows data of the file."""
    return places.is_narrow(cell) or (cell.getparent().tag != f"{W}tr" and _is_in_bound(cell))


def _is_in_bound(element: Any) -> bool:
    return any(map(is_bound, element.iterancestors(f"{W}sdt")))
