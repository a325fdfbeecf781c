"""Whether a sheet holds a second table below the first; a head that is repeated begins none, as on
every page of a print, unless what stands above it is another's.
"""

from collections.abc import Iterator, Sequence

from generator.exports import labels, sheet_years
from generator.exports.heads import HeadGrid, SheetHead, TableStart
from generator.exports.recognising import SheetMarks
from generator.exports.telling import NOT_READ, Teller
from generator.filing.legible import fold
from generator.spreadsheets.cells import Holds, Spot
from generator.vocabulary import UNIT

ONE_TABLE = "一张工作表只留一张表，重新导出"
_LEAST_ABOVE = 2  # rows above a head that are looked at
HeadTexts = dict[tuple[int, int], str]


def tell(
    grid: HeadGrid, head: SheetHead, marks: SheetMarks, start: TableStart, year: int, teller: Teller
) -> list[int]:
    """Tell a second table below the first, another unit's, year's or with other heads or another
    title; the rows of the heads that are but repeated.
    """
    owners = {labels.unit_name(name) for _, name in marks.names}
    is_headed = start.coded or start.labelled
    repeated: list[int] = []
    for spot, cell in sorted(grid.sheet.cells.items()):
        if spot[0] < head.first or cell.holds is not Holds.TEXT:
            continue
        name = "" if fold(cell.text).startswith(UNIT) else labels.read_unit(cell.text)
        if owners and name and labels.unit_name(name) not in owners:
            help_ = "一张工作表只留一个单位的表，重新导出"
            teller.refuse(NOT_READ, f"下面还有“{name}”的表", spot, help_)
            return repeated
        if spot[0] in repeated[-1:] or not (is_headed and start.begins(cell.text)):
            continue
        if not _repeats(grid, head, start, spot):
            teller.refuse(NOT_READ, "下面还有一个表头，与上面的不同", spot, ONE_TABLE)
            return repeated
        repeated.append(spot[0])
        for at, what in _find_another(grid, head, marks, start, spot[0], year):
            teller.refuse(NOT_READ, f"下面还有{what}的表", at, ONE_TABLE)
            return repeated
    return repeated


def _find_another(
    grid: HeadGrid, head: SheetHead, marks: SheetMarks, start: TableStart, row: int, year: int
) -> Iterator[tuple[Spot, str]]:
    """What stands above a repeated head and says that it is not the same table's."""
    top = row - _find_first(grid, head, start) + head.top
    rows = range(max(top - max(head.top - 1, _LEAST_ABOVE), head.first), top)
    known = {fold(text) for spot, text in marks.texts if spot[0] < head.top}
    titles = {labels.title(it) for it in known}
    moneys = {it for _, it in marks.moneys}
    for spot, cell in sorted(grid.sheet.cells.items()):
        if spot[0] not in rows or cell.holds is not Holds.TEXT or fold(cell.text) in known:
            continue
        money, years = labels.read_money(cell.text), sheet_years.read_above(spot, grid.sheet)
        title = labels.title(cell.text)
        if money and money not in moneys:
            yield spot, f"金额单位是{money}"
        elif years and year not in years:
            yield spot, f" {years[0]} 年度"
        elif title.endswith("表") and ":" not in title and title not in {*titles, "续表"}:
            yield spot, f"“{title}”这样"


def _find_first(grid: HeadGrid, head: SheetHead, start: TableStart) -> int:
    """The row that begins the first table's head."""
    return next(
        row
        for row in range(1, head.first)
        if any(start.begins(grid.text(row, column)) for column in range(1, grid.width + 1))
    )


def _repeats(grid: HeadGrid, head: SheetHead, start: TableStart, spot: Spot) -> bool:
    """Whether the head around a cell says what the first does, as on every page of a print."""
    cells = grid.sheet.cells
    first = _find_first(grid, head, start)
    own = range(head.top, head.first)
    return _texts_of(grid, own) == {
        (row - spot[0] + first, column): cells[row, column].text.strip()
        for row, column in cells
        if row - spot[0] + first in own and cells[row, column].text.strip()
    }


def _texts_of(grid: HeadGrid, rows: Sequence[int]) -> HeadTexts:
    cells = grid.sheet.cells
    return {at: cells[at].text.strip() for at in cells if at[0] in rows and cells[at].text.strip()}
