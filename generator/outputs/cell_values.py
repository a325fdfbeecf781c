"""What the text of a cell is in a spreadsheet: a number that shows as it is printed, or a text.

Codes, ordinal numbers and years are texts; so is whatever a number would not show sign by sign.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from generator.outputs.public_blocks import ShownTable
from generator.outputs.table_shapes import CellHeaders
from generator.published import grids
from generator.published.blocks import ReadCell
from generator.spreadsheets import doubles

# `1234.50`, `1,234.50`, `-3.2`, `95.12%`; no sign before nought, no noughts before a number.
_NUMBER = re.compile(
    r"(?!-[0.,]+%?$)-?(?P<whole>0|[1-9][0-9]{0,2}(?P<group>,[0-9]{3})+|[1-9][0-9]*)"
    r"(?:\.(?P<places>[0-9]+))?(?P<percent>%)?"
)
# What stands at the head of codes and counts of rows: its whole numbers are names.
_NAMING = re.compile("编码|代码|编号|号$|序|[行栏]次|年[度份]?$|时间|日期|电话|邮编")
_YEAR = re.compile("(?:19|20)[0-9]{2}")


class CellNumber(NamedTuple):
    """A number, and the format that shows it as it is printed."""

    value: Decimal
    look: str


class CellValues:
    """What the cells of a table are in a spreadsheet."""

    def __init__(self, table: ShownTable) -> None:
        self.heads, self.names = table.heads, table.names
        self.headers = CellHeaders(table.grid, table.heads, table.names)
        rows = table.grid.rows
        self.counted = {at for at, row in enumerate(rows) if grids.is_counted(row)}
        self.before = {
            (cell.row, cell.column): row[at - 1].text
            for row in rows
            for at, cell in enumerate(row)
            if at
        }

    def find(self, cell: ReadCell) -> CellNumber | None:
        """The number that a cell is; None where it is a text, or empty."""
        found = _NUMBER.fullmatch(cell.text)
        if found is None or cell.row < self.heads:
            return None
        number = _read(found)
        if "." in cell.text or found["percent"] or found["group"]:
            return number
        return None if self._is_name(cell) else number

    def _is_name(self, cell: ReadCell) -> bool:
        """Whether a whole number names something instead of counting it."""
        if cell.row in self.counted or (self.heads and cell.column in self.names):
            return True
        above = "".join(it.text for it in self.headers.above[cell.column])
        beside = "" if self.heads else self.before.get((cell.row, cell.column), "")
        said = ("".join(text.split()) for text in (above, beside))
        return _YEAR.fullmatch(cell.text) is not None or _are_names(said)


def _are_names(heads: Iterable[str]) -> bool:
    return any(_NAMING.search(it) for it in heads)


def _read(found: re.Match[str]) -> CellNumber | None:
    """The number of a text; None where a spreadsheet cannot hold every digit of it."""
    value = Decimal(found[0].replace(",", "").rstrip("%"))
    value = value / 100 if found["percent"] else value
    whole, places = "#,##0" if found["group"] else "0", len(found["places"] or "")
    look = f"{whole}.{'0' * places}" if places else whole
    return CellNumber(value, look + (found["percent"] or "")) if doubles.holds(value) else None
