"""How much of a file has been read so far, held against its bounds."""

from collections.abc import Iterable
from itertools import islice

from generator.spreadsheets import refusals
from generator.spreadsheets.book_context import UNCOMPUTED
from generator.spreadsheets.cells import Area, SheetCell, Spot
from generator.spreadsheets.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_HIDDEN,
    MAX_MARKS,
    MAX_MERGES,
    MAX_SHEETS,
)


class Allowance:
    """The cells and merged areas of a file, counted over all its sheets."""

    def __init__(self) -> None:
        self._cells, self._merges, self._columns = MAX_CELLS, MAX_MERGES, MAX_HIDDEN
        self._marks = MAX_MARKS

    def weigh(self, xml: bytes) -> bytes:
        """A part that is to be parsed; one that would fill memory then is an `UnusableError`."""
        self._marks -= xml.count(b"<") + xml.count(b"=")
        if self._marks < 0:
            raise refusals.oversize("内容太多")
        return xml

    def list_columns(self, first: int, last: int) -> range:
        """The columns from one to another that there are in Excel."""
        found = range(max(first, 1), min(last, MAX_COLUMNS) + 1)
        self._columns -= len(found)
        if self._columns < 0:
            raise refusals.oversize("隐藏的列太多")
        return found

    def count(self, cells: int) -> None:
        """So many cells more; too many are a `UnusableError`."""
        self._cells -= cells
        if self._cells < 0:
            raise refusals.oversize(f"有内容的单元格超过 {MAX_CELLS // 10_000} 万个")

    def fill_arrays(
        self, cells: dict[Spot, SheetCell], arrays: Iterable[Area]
    ) -> dict[Spot, SheetCell]:
        """The cells, with those marked that the formulas of others fill, or should have filled."""
        for area in arrays:
            self.count((area.bottom - area.top + 1) * (area.right - area.left + 1))
            for spot in area.spots():
                cells[spot] = cells.get(spot, UNCOMPUTED)._replace(computed=True)
        return cells

    def keep_merges(self, areas: Iterable[Area]) -> tuple[Area, ...]:
        """The areas of more than one cell, each once; too many are a `UnusableError`."""
        found = list(islice(areas, self._merges + 1))
        self._merges -= len(found)
        if self._merges < 0:
            raise refusals.oversize(f"合并的单元格超过 {MAX_MERGES // 10_000} 万处")
        return tuple(dict.fromkeys(it for it in found if it[:2] != it[2:]))


def check_names(names: list[str]) -> None:
    """Sheets are told apart by their names; where there are none, or two of one name, an
    `UnusableError`.
    """
    if len(names) > MAX_SHEETS:
        raise refusals.oversize(f"工作表超过 {MAX_SHEETS} 张")
    if not names or "" in names or len({name.lower() for name in names}) != len(names):
        raise refusals.damaged("工作表的目录不完整")
