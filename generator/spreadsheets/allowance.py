"""How much of a file has been read so far, held against its bounds."""

from collections.abc import Iterable
from itertools import islice

from generator.spreadsheets import refusals
from generator.spreadsheets.cells import Area
from generator.spreadsheets.limits import MAX_CELLS, MAX_MERGES, MAX_SHEETS


class Allowance:
    """The cells and merged areas of a file, counted over all its sheets."""

    def __init__(self) -> None:
        self._cells, self._merges = MAX_CELLS, MAX_MERGES

    def count(self, cells: int) -> None:
        """So many cells more; too many are a `UnusableError`."""
        self._cells -= cells
        if self._cells < 0:
            raise refusals.oversize(f"有内容的单元格超过 {MAX_CELLS // 10_000} 万个")

    def count_area(self, area: Area) -> None:
        """All cells of an area more."""
        self.count((area.bottom - area.top + 1) * (area.right - area.left + 1))

    def keep_merges(self, areas: Iterable[Area]) -> tuple[Area, ...]:
        """The areas of more than one cell, each once; too many are a `UnusableError`."""
        found = list(islice(areas, self._merges + 1))
        self._merges -= len(found)
        if self._merges < 0:
            raise refusals.oversize(f"合并的单元格超过 {MAX_MERGES // 10_000} 万处")
        return tuple(dict.fromkeys(it for it in found if it[:2] != it[2:]))


def check_names(names: list[str]) -> None:
    """Sheets are told apart by their names; where they cannot be, an `UnusableError`."""
    if len(names) > MAX_SHEETS:
        raise refusals.oversize(f"工作表超过 {MAX_SHEETS} 张")
    if "" in names or len({name.lower() for name in names}) != len(names):
        raise refusals.damaged("工作表的目录不完整")
