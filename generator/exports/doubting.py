"""What is doubtful of a sheet though each of its cells can be read: another year's, an account or a
figure twice, amounts that have been rounded.
"""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from generator.diagnostics import Fault, Severity
from generator.exports import labels, sheet_years
from generator.exports.account_rows import AccountRow
from generator.exports.cell_figures import CellFigure
from generator.exports.further_tables import ONE_TABLE
from generator.exports.recognising import SheetMarks
from generator.exports.telling import MISNAMED, NO_ACCOUNT, NOT_READ, Teller
from generator.filing import advice
from generator.packs.classification import Classification
from generator.packs.sheet_forms import Held, Sectioned
from generator.spreadsheets.cells import Spot, Worksheet

_HUNDRED, _WAN = 100, 10_000


def find_other_year(marks: SheetMarks, year: int) -> tuple[Spot, int] | None:
    """Where a sheet says that it is another year's, and which; one of several may be its own."""
    if not marks.years or any(year in years for _, years in marks.years):
        return None
    spot, (first, *_) = marks.years[0]
    return spot, first


def tell_year(marks: SheetMarks, teller: Teller, year: int) -> None:
    """A sheet that says that it is another year's than the filing's."""
    found = find_other_year(marks, year)
    if found is not None:
        spot, first = found
        help_ = f"导出 {year} 年度的；确是 {year} 年度的，改正表上的年度"
        teller.refuse(NOT_READ, f"表上是 {first} 年度，填报是 {year} 年度", spot, help_)


def tell_named_years(read: Sequence[tuple[Worksheet, SheetMarks]], year: int) -> Iterator[Fault]:
    """Names of files and sheets that say another year, of sheets that say none themselves."""
    silent = [sheet for sheet, marks in read if not marks.years]
    names = dict[tuple[str, str], tuple[Worksheet, list[int]]]()
    for sheet in silent:
        said = sheet_years.read_sheet_name(sheet.name)
        file = os.path.basename(sheet.file)
        if said:
            names.setdefault((sheet.file, sheet.name), (sheet, said))
        else:
            names.setdefault((sheet.file, file), (sheet, sheet_years.read_file_name(file)))
    for (_, name), (sheet, years) in names.items():
        if years and year not in years:
            message = f"名称“{name}”里是 {years[0]} 年，表上没有写年度，填报是 {year} 年度"
            help_ = f"检查是不是 {year} 年度的；不是的，重新导出"
            yield Fault(NOT_READ, message, sheet.place((1, 1)), Severity.WARNING, help=help_)


def tell_struck(read: Sequence[tuple[Worksheet, SheetMarks]]) -> Iterator[Fault]:
    """Cells of sheets that are drawn from and are not read as they look, once a sheet."""
    for sheet, _ in read:
        if sheet.struck:
            spot, what = min(sheet.struck.items())
            several = f"等 {len(sheet.struck)} 格" if len(sheet.struck) > 1 else "这一格"
            message = f"{several}里有{what}，当作普通的字读了"
            yield Fault(
                NOT_READ, message, sheet.place(spot), Severity.WARNING, help=advice.PLAIN_SIGNS
            )


def name_beside(
    found: AccountRow, table: Classification, year: int, spot: Spot, teller: Teller
) -> str:
    """The name of an account that the table does not know; another than its own is told."""
    known = table.name_of(found.code, year)
    if known and found.name and labels.plain(known) != labels.plain(found.name):
        message = f"{found.code} 在这里叫“{found.name}”，科目表是“{known}”"
        teller.remark(MISNAMED, message, spot, "检查编码是不是这个科目")
    return "" if known else found.name


def tell_twice(
    found: Sequence[tuple[object, str, Spot]], heads_: Collection[int], teller: Teller
) -> None:
    """Rows that give money of the same: what tells it apart, the account's code, its first cell.

    On both sides of one of some heads it is another table, not another page.
    """
    seen: dict[object, Spot] = {}
    for key, code, spot in found:
        other = seen.setdefault(key, spot)
        between = [row for row in heads_ if other[0] < row < spot[0]]
        if between:
            message = f"下面还有一张表，{code} 在第 {other[0]} 行已经有了"
            teller.refuse(NOT_READ, message, spot, ONE_TABLE)
            return
        if other != spot:
            message = f"{code} 有两行，相加了；另一行是第 {other[0]} 行"
            teller.remark(NO_ACCOUNT, message, spot, "检查是不是重复的；重复的删去一行")


def tell_unlike(figures: Sequence[CellFigure], teller: Teller) -> None:
    """Cells of a sheet that give the same single figure, and not the same amount."""
    seen: dict[object, CellFigure] = {}
    for it in figures:
        if not isinstance(it.target, Sectioned) or not it.value:
            continue
        other = seen.setdefault(it.target.path, it)
        if other.value != it.value:
            message = f"“{it.target.path[-1]}”有两个不同的数，另一个在第 {other.place.line} 行"
            teller.refuse(NOT_READ, message, it.place[1:3], ONE_TABLE)
            return


def tell_rounded(
    figures: Sequence[CellFigure], in_wan: Mapping[Spot, bool], teller: Teller
) -> None:
    """Amounts in 万元 none of which goes further than two decimals; of cells that are so among
    others in 元, each.
    """
    drawn = {it.place[1:3]: it.value for it in figures if it.value and not _is_held(it)}
    help_ = "有元的表，换成元的；没有的，逐个核对"
    alone = [at for at, own in in_wan.items() if own and _is_rounded(drawn.get(at))]
    if alone:
        several = f"有 {len(alone)} 格" if len(alone) > 1 else "这一格"
        message = f"{several}写的是万元，只有两位小数，取的数只到百元"
        teller.remark(NOT_READ, message, alone[0], help_)
    rest = {at: drawn[at] for at, own in in_wan.items() if not own and at in drawn}
    parts = [at for at, value in rest.items() if value % _WAN]
    if parts and all(map(_is_rounded, rest.values())):
        message = "金额单位是万元，只有两位小数，取的数只到百元"
        teller.remark(NOT_READ, message, parts[0], help_)


def _is_rounded(value: Decimal | None) -> bool:
    return value is not None and value % _HUNDRED == 0


def _is_held(it: CellFigure) -> bool:
    return isinstance(it.target, Held)
