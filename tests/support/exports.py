"""Exports of an accounting system, made from what a filing states, in the layouts of its sheets."""

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, partial
from pathlib import Path

import xlsxwriter
import xlwt
import yaml

from generator.spreadsheets.cells import Area, Holds, SheetCell, Spot, Spreadsheet, Worksheet
from support.examples import ROOT

GENERAL, FUNDS = "一般公共预算财政拨款", "政府性基金预算财政拨款"
STATE, OTHER = "国有资本经营预算财政拨款", "非财政拨款"
SOURCES = ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
NATURES = ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
Value = str | float | int | SheetCell


@dataclass
class MadeSheet:
    """A sheet to be written: its cells and what is merged or hidden."""

    name: str
    cells: dict[Spot, Value] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def put(self, row: int, column: int, *values: Value) -> None:
        """Values side by side."""
        self.cells |= {(row, column + i): value for i, value in enumerate(values) if value != ""}

    def merge(self, top: int, left: int, bottom: int, right: int, value: Value) -> None:
        self.put(top, left, value)
        self.merged.append(Area(top, left, bottom, right))

    def find(self, text: str) -> Spot:
        """The first cell that holds a text."""
        return min(spot for spot, value in self.cells.items() if value == text)

    def as_read(self, file: str = "导出.xlsx") -> Worksheet:
        """The sheet as the reader of files gives it."""
        return Worksheet(
            file,
            self.name,
            {spot: as_cell(value) for spot, value in self.cells.items()},
            tuple(self.merged),
            self.hidden,
            frozenset(self.hidden_rows),
            frozenset(self.hidden_columns),
        )


def as_cell(value: Value) -> SheetCell:
    if isinstance(value, SheetCell):
        return value
    if isinstance(value, str):
        return SheetCell(Holds.TEXT, value)
    return SheetCell(Holds.NUMBER, repr(value))


@dataclass
class MadeExport:
    """The sheets of one unit's export."""

    sheets: dict[str, MadeSheet]

    def copy(self) -> "MadeExport":
        return deepcopy(self)

    def as_read(self, file: str = "导出.xlsx") -> Spreadsheet:
        return Spreadsheet(file, tuple(it.as_read(file) for it in self.sheets.values()))

    def write(self, path: Path) -> Path:
        """Written as the name says, .xls or .xlsx."""
        path.parent.mkdir(parents=True, exist_ok=True)
        (_write_old if path.suffix == ".xls" else _write)(self, path)
        return path


def _write(export: MadeExport, path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        for made in export.sheets.values():
            sheet = book.add_worksheet(made.name)
            for top, left, bottom, right in made.merged:
                sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")
            for (row, column), value in made.cells.items():
                if isinstance(value, str):
                    sheet.write_string(row - 1, column - 1, value)
                else:
                    sheet.write_number(row - 1, column - 1, value)


def _write_old(export: MadeExport, path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    for made in export.sheets.values():
        sheet = book.add_sheet(made.name, cell_overwrite_ok=True)
        for top, left, bottom, right in made.merged:
            sheet.merge(top - 1, bottom - 1, left - 1, right - 1)
        for (row, column), value in made.cells.items():
            sheet.write(row - 1, column - 1, value)
    book.save(str(path))


# -- what a filing states --------------------------------------------------------------------------


@dataclass(frozen=True)
class Stated:
    """The money of a filing: by account, and by what tells it apart."""

    unit: str
    income: Mapping[tuple[str, str], Decimal]
    spent: Mapping[tuple[str, str, str], Decimal]
    economic: Mapping[tuple[str, str], Decimal]
    begun: Mapping[tuple[str, str], Decimal]
    three: Mapping[str, Decimal]

    @property
    def codes(self) -> list[str]:
        return sorted({key[0] for of in (self.income, self.spent, self.begun) for key in of})


@cache
def stated_by(filing: Path) -> Stated:
    """What a filing states; money brought forward of no account is given to one of them."""
    data = yaml.load(filing.read_text("utf-8"), yaml.BaseLoader)
    spent = {
        (code_of(item), item["资金"], what): amount(item[what])
        for item in data["支出"]
        for what in NATURES
        if what in item
    }
    three = {what: amount(it) for what, it in data["三公经费"].items() if "费" in what}
    income, economic, begun = (
        by_source(data.get(name, ())) for name in ("收入", "基本支出经济分类", "年初结转和结余")
    )
    return Stated(data["单位"]["名称"], income, spent, economic, begun, three)


def by_source(items: Sequence[Mapping[str, str]]) -> dict[tuple[str, str], Decimal]:
    """The money of a list's items by account and column."""
    return {
        (code_of(item), what): amount(it)
        for item in items
        for what, it in item.items()
        if what not in ("科目", "往来单位")
    }


def code_of(item: Mapping[str, str]) -> str:
    return item.get("科目", "2010399").split(" ")[0]


def amount(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


@cache
def accounts(name: str) -> Mapping[str, str]:
    """The names of a table's accounts."""
    path = ROOT / "schemas" / "classification" / f"{name}.yaml"
    data = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    every = {**data.get("未经核对", {}), **data["科目"]}
    return {code: it if isinstance(it, str) else it[-1]["名称"] for code, it in every.items()}


# -- the sheets of the accounts' software ----------------------------------------------------------

Column = tuple[tuple[str, ...], Callable[[str], Decimal]]


def by_account(
    name: str, title: str, number: str, of: Stated, columns: Sequence[Column]
) -> MadeSheet:
    """A sheet with a row for each account on every level, and one for the sum."""
    sheet, last = MadeSheet(name[:31]), 4 + len(columns)
    sheet.merge(1, 1, 1, last, title)
    sheet.put(2, last, number)
    sheet.put(3, 1, f"编制单位：{of.unit}")
    sheet.put(3, last, "金额单位：元")
    sheet.merge(5, 1, 5, 4, "项目")
    sheet.merge(6, 1, 8, 3, "支出功能分类科目编码")
    sheet.merge(6, 4, 8, 4, "科目名称")
    _put_heads(sheet, [labels for labels, _ in columns])
    sheet.put(9, 1, "栏次")
    sheet.put(9, 5, *map(str, range(1, len(columns) + 1)))
    sheet.merge(10, 1, 10, 4, "合计")
    sheet.put(10, 5, *(money(sum(map(value, of.codes))) for _, value in columns))
    row = 11
    for code in sorted({it[:size] for it in of.codes for size in (3, 5, 7)}):
        below = [it for it in of.codes if it.startswith(code)]
        sums = [sum(map(value, below)) for _, value in columns]
        if any(sums):
            sheet.merge(row, 1, row, 3, code)
            sheet.put(row, 4, accounts("function")[code], *map(money, sums))
            row += 1
    return sheet


def _put_heads(sheet: MadeSheet, heads: Sequence[tuple[str, ...]]) -> None:
    for column, labels in enumerate(heads, start=5):
        if len(labels) == 1:
            sheet.merge(5, column, 8, column, labels[0])
        else:
            first = column == 5 or heads[column - 6][0] != labels[0]
            sheet.put(5, column, labels[0] if first else "")
            sheet.merge(6, column, 8, column, labels[1])


def money(value: Decimal | int) -> Value:
    return float(value) if value else ""


def left(of: Stated, *funds: str) -> list[Column]:
    """What remains at the end of the year: a sheet always has it, and nothing is drawn from it."""
    sources = (*funds, *(SOURCES if OTHER in funds else ()))

    def remains(code: str) -> Decimal:
        begun = sum(it for (at, fund), it in of.begun.items() if at == code and fund in funds)
        came = sum(it for (at, source), it in of.income.items() if at == code and source in sources)
        went = sum(it for (at, fund, _), it in of.spent.items() if at == code and fund in funds)
        return Decimal(begun + came - went)

    return [(("年末结转和结余", it), remains) for it in ("合计", "项目支出结转和结余")]


def final_accounts(of: Stated) -> MadeExport:
    """The export of the ministry's software for final accounts."""
    none, fiscal = Decimal(0), (GENERAL, FUNDS, STATE)
    every = (*fiscal, OTHER)

    def income(*sources_and_code: str) -> Decimal:
        *sources, code = sources_and_code
        return sum((of.income.get((code, it), none) for it in sources), none)

    def spent(code: str, funds: Sequence[str], *natures: str) -> Decimal:
        return sum((of.spent.get((code, f, it), none) for f in funds for it in natures), none)

    def of_nature(nature: str, code: str) -> Decimal:
        return spent(code, every, nature)

    def begun(code: str, *funds: str) -> Decimal:
        return sum((of.begun.get((code, it), none) for it in funds), none)

    def fund(name: str, number: str, it: str) -> MadeSheet:
        heads: list[Column] = [
            (("年初结转和结余", "合计"), lambda code: begun(code, it)),
            (("年初结转和结余", "基本支出结转"), lambda _: none),
            (("本年收入", "合计"), lambda code: income(it, code)),
            (("本年收入", "基本支出"), lambda _: none),
            (("本年支出", "合计"), lambda code: spent(code, [it], *NATURES)),
            (("本年支出", "基本支出"), lambda code: spent(code, [it], "基本支出")),
            (("本年支出", "项目支出"), lambda code: spent(code, [it], "项目支出")),
            *left(of, it),
        ]
        return by_account(f"{name}({number}表)", name.partition(" ")[2], f"{number}表", of, heads)

    def wide(name: str, number: str, *funds: str) -> MadeSheet:
        return by_account(
            f"{name}({number}表)", name.partition(" ")[2], f"{number}表", of, across(of, funds)
        )

    sources: list[Column] = [
        (("本年收入合计",), lambda code: income(*fiscal, *SOURCES, code)),
        (("财政拨款收入",), lambda code: income(*fiscal, code)),
        *(((it,), partial(income, it)) for it in SOURCES),
    ]
    natures: list[Column] = [
        (("本年支出合计",), lambda code: spent(code, every, *NATURES)),
        *(((it,), partial(of_nature, it)) for it in NATURES),
    ]
    brought: list[Column] = [
        (("年初结转和结余", "合计"), lambda code: begun(code, *every)),
        (("本年收入",), lambda code: income(*fiscal, *SOURCES, code)),
        (("本年支出",), lambda code: spent(code, every, *NATURES)),
        *left(of, *every),
    ]
    sheets = [
        overall(of),
        by_account("Z02 收入支出决算表(财决02表)", "收入支出决算表", "财决02表", of, brought),
        by_account("Z03 收入决算表(财决03表)", "收入决算表", "财决03表", of, sources),
        by_account("Z04 支出决算表(财决04表)", "支出决算表", "财决04表", of, natures),
        wide("Z05_1 基本支出决算明细表", "财决05-1", *every),
        fund("Z07 一般公共预算财政拨款收入支出决算表", "财决07", GENERAL),
        wide("Z08_1 一般公共预算财政拨款基本支出决算明细表", "财决08-1", GENERAL),
        fund("Z09 政府性基金预算财政拨款收入支出决算表", "财决09", FUNDS),
        wide("Z10_1 政府性基金预算财政拨款基本支出决算明细表", "财决10-1", FUNDS),
        fund("Z11 国有资本经营预算财政拨款收入支出决算表", "财决11", STATE),
        institution(of),
    ]
    return MadeExport({it.name.split(" ")[0]: it for it in sheets})


def across(of: Stated, funds: Sequence[str]) -> list[Column]:
    """A column for each economic account under its owner's name; all in the first account's row."""
    names, none = accounts("economic"), Decimal(0)

    def spent(codes: Sequence[str], row: str) -> Decimal:
        if row != of.codes[0]:
            return none
        return sum((of.economic.get((it, fund), none) for it in codes for fund in funds), none)

    items = [code for code in sorted(names) if len(code) == 5 and code[:3] not in ("309", "311")]
    columns: list[Column] = [(("合计",), partial(spent, items))]
    for owner in dict.fromkeys(code[:3] for code in items):
        own = [code for code in items if code[:3] == owner]
        columns.append(((names[owner], "小计"), partial(spent, own)))
        columns += [((names[owner], names[it]), partial(spent, [it])) for it in own]
    return columns


def overall(of: Stated) -> MadeSheet:
    """The sheet of three blocks side by side; what cannot have a figure holds a dash."""
    sheet = MadeSheet("Z01 收入支出决算总表(财决01表)")
    sheet.merge(1, 1, 1, 15, "收入支出决算总表")
    sheet.put(2, 15, "财决01表")
    sheet.put(3, 1, f"编制单位：{of.unit}")
    sheet.put(3, 15, "金额单位：元")
    for left in (1, 6, 11):
        sheet.merge(5, left, 5, left + 4, "收入" if left == 1 else "支出")
        sheet.put(6, left, "项    目", "行次", "年初预算数", "全年预算数", "决算数")
    income, spent = (float(sum(it.values())) for it in (of.income, of.spent))
    begun = float(sum(of.begun.values()))
    rows = ["一、一般公共预算财政拨款收入", "本年收入合计", "使用非财政拨款结余", "年初结转和结余"]
    for row, label in enumerate(rows, start=7):
        sheet.put(row, 1, label, row - 6, "—", "—")
    sheet.put(8, 5, income)
    sheet.put(9, 5, "—")
    sheet.put(10, 5, begun)
    for row, label in enumerate(["本年支出合计", "结余分配", "年末结转和结余"], start=8):
        sheet.put(row, 11, label, row - 6, "—", "—")
    sheet.put(8, 15, spent)
    sheet.put(9, 15, "—")
    sheet.put(10, 15, income + begun - spent)
    return sheet


# Rows of the sheet with the names that the filing has for some.
INSTITUTION = {
    "因公出国（境）费": "因公出国境费",
    "公务用车购置费": "公务用车购置费",
    "公务用车运行维护费": "公务用车运行维护费",
    "公务接待费": "公务接待费",
    **dict.fromkeys(
        ("机关运行经费", "政府采购货物支出", "政府采购工程支出", "政府采购服务支出"), ""
    ),
    **dict.fromkeys(("副部（省）级及以上领导用车", "主要负责人用车", "机要通信用车"), ""),
    **dict.fromkeys(("应急保障用车", "执法执勤用车", "特种专业技术用车"), ""),
    **dict.fromkeys(("离退休干部服务用车", "其他用车"), ""),
}


def institution(of: Stated) -> MadeSheet:
    """The sheet of what an institution costs to run, as its labels are known."""
    sheet = MadeSheet("F03 机构运行信息表(财决附03表)")
    sheet.merge(1, 1, 1, 4, "机构运行信息表")
    sheet.put(2, 4, "财决附03表")
    sheet.put(3, 1, f"编制单位：{of.unit}")
    sheet.put(3, 4, "金额单位：元")
    sheet.put(5, 1, "项  目", "行次", "统计数")
    for row, (label, name) in enumerate(INSTITUTION.items(), start=6):
        sheet.put(row, 1, f"（{row - 5}）{label}", str(row - 5), money(of.three.get(name, 0)))
    return sheet


# -- a filing that draws on an export --------------------------------------------------------------

DRAWN = ("收入", "支出", "基本支出经济分类", "年初结转和结余")
_SECTION = re.compile(r"^(?=\S)", re.MULTILINE)


def without(text: str, *sections: str) -> str:
    """A filing's text without some of its sections."""
    parts = _SECTION.split(text)
    return "".join(it for it in parts if not it.startswith(tuple(f"{name}:" for name in sections)))


def drawing(filing: Path, to: Path, export: str, *sections: str) -> Path:
    """A copy of a filing that draws on an export instead of stating some sections."""
    text = without(filing.read_text("utf-8"), *sections)
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(text.replace("\n单位:", f"\n取数文件: {export}\n单位:", 1), "utf-8")
    return to
