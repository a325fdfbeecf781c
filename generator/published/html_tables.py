"""Tables of web pages: cells that say how many rows and columns they take, laid out in columns."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.diagnostics import FormPlace
from generator.published.blocks import ReadCell

# More columns no table of a document has; more rows browsers themselves do not heed.
_MOST_COLUMNS, _MOST_ROWS = 200, 65_534
_NOWHERE = FormPlace("", "", 0, "")


@dataclass
class _HtmlCell:
    """A cell as it is written: its text, how many rows and columns it says that it takes."""

    text: str
    rows: int
    columns: int


@dataclass
class HtmlTable:
    """A table that is being read: its rows, and how many of them stand in its head."""

    element: Any
    rows: list[list[_HtmlCell]] = field(default_factory=list)
    heads: int = 0

    def add(self, cell: Any, text: str) -> None:
        """A cell of the last row ends."""
        self.rows[-1].append(_HtmlCell(text, _span(cell, "rowspan"), _span(cell, "colspan")))

    def lay_out(self) -> Iterator[list[ReadCell]]:
        """The cells of the rows in their columns; those that reach down push others on."""
        reaching: dict[int, int] = {}  # by column, the first row that is free
        for number, row in enumerate(self.rows):
            laid: list[ReadCell] = []
            column = 0
            for cell in row:
                while reaching.get(column, 0) > number:
                    column += 1
                down = min(cell.rows or len(self.rows), len(self.rows) - number)
                across = min(cell.columns or 1, max(_MOST_COLUMNS - column, 1))
                laid.append(ReadCell(number, column, cell.text, _NOWHERE, down, across))
                if down > 1:
                    reaching |= dict.fromkeys(range(column, column + across), number + down)
                column += across
            yield laid


def _span(cell: Any, name: str) -> int:
    """How many rows or columns a cell takes; of rows 0 is all that are left."""
    stated = cell.get(name, "").strip()
    if not (stated.isascii() and stated.isdecimal() and len(stated) <= len(str(_MOST_ROWS))):
        return 1
    return min(int(stated), _MOST_ROWS)
