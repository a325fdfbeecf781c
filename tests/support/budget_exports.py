"""Exports of Shanghai's budget system, made from what a filing states."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from support.exports import MadeExport, MadeSheet, accounts, amount, code_of, money

GENERAL, OTHER = "一般公共预算拨款", "其他资金"
FUNDS = {"2.20": GENERAL, "2.21": "政府性基金预算拨款", "2.22 ": "国有资本经营预算拨款"}
BASIC = ("基本支出", "人员经费", "公用经费")
Amounts = Callable[[Sequence[str]], Sequence[Decimal]]


def budget(filing: Path) -> MadeExport:
    """The sheets of one unit, as exported."""
    data = yaml.load(filing.read_text("utf-8"), yaml.BaseLoader)
    name = data["单位"]["名称"]
    sheets = [
        by_function(
            "2.16 收入总表",
            "收入预算总表",
            name,
            ["合计", "财政拨款收入", "事业收入", "事业单位⏎经营收入", "其他收入"],
            data["收入"],
            partial(_income, data["收入"]),
        ),
        by_function(
            "2.17 支出总表",
            "支出预算总表",
            name,
            ["合计", "基本支出", "项目支出"],
            data["支出"],
            partial(_spent, data["支出"], None),
        ),
        *(
            by_function(
                f"{number}{fund[:4]}",
                f"{fund.removesuffix('拨款')}支出功能分类预算表",
                name,
                ["合计", "基本支出", "项目支出"],
                [it for it in data["支出"] if it["资金"] == fund],
                partial(_spent, data["支出"], fund),
            )
            for number, fund in FUNDS.items()
        ),
        economic(name, data["一般公共预算基本支出经济分类"]),
        three(name, data),
    ]
    return MadeExport({it.name: it for it in sheets})


def _sum(items: Sequence[Mapping[str, str]], *names: str) -> Decimal:
    return sum((amount(it[name]) for it in items for name in names if name in it), Decimal(0))


def _income(items: Sequence[Mapping[str, str]], code: str) -> list[Decimal]:
    own = [it for it in items if code_of(it).startswith(code)]
    fiscal = _sum(own, *FUNDS.values())
    rest = [_sum(own, name) for name in ("事业收入", "事业单位经营收入", "其他收入")]
    return [fiscal + sum(rest), fiscal, *rest]


def _spent(items: Sequence[Mapping[str, str]], fund: str | None, code: str) -> list[Decimal]:
    own = [it for it in items if code_of(it).startswith(code) and fund in (None, it["资金"])]
    basic, project = _sum(own, *BASIC), _sum(own, "项目支出")
    return [basic + project, basic, project]


def _begin(sheet: MadeSheet, title: str, unit: str, width: int) -> None:
    sheet.merge(2, 1, 2, width, f"2025年单位{title}")
    sheet.put(3, 1, f"编制部门：{unit}")
    sheet.put(3, width, "单位：元")


def by_function(
    name: str,
    title: str,
    unit: str,
    heads: Sequence[str],
    items: Sequence[Mapping[str, str]],
    amounts: Callable[[str], Sequence[Decimal]],
) -> MadeSheet:
    """A row for each account on every level: 类 a number, 款 and 项 texts; the sum below."""
    sheet, width = MadeSheet(name), 4 + len(heads)
    _begin(sheet, title, unit, width)
    sheet.merge(6, 1, 6, 4, "项目")
    sheet.merge(6, 5, 6, width, "预算")
    sheet.merge(7, 1, 7, 3, "功能分类科目编码")
    sheet.merge(7, 4, 8, 4, "功能分类科目名称")
    for column, head in enumerate(heads, start=5):
        sheet.merge(7, column, 8, column, head.replace("⏎", "\n"))
    sheet.put(8, 1, "类", "款", "项")
    row = 9
    for code in sorted({code_of(it)[:size] for it in items for size in (3, 5, 7)}):
        parts: Any = (int(code[:3]), code[3:5], code[5:])
        sheet.put(row, 1, *parts)
        sheet.put(row, 4, f"  {accounts('function')[code]}", *map(money, amounts(code)))
        row += 1
    sheet.put(row, 1, *["…"] * width)
    sheet.put(row + 1, 1, " 合计")
    sheet.put(row + 1, 5, *map(money, amounts("")))
    sheet.put(row + 2, 1, "注：本表按项级科目列示。")
    return sheet


def economic(unit: str, items: Sequence[Mapping[str, str]]) -> MadeSheet:
    """Basic spending by economic account."""
    sheet = MadeSheet("2.23 基本支出")
    _begin(sheet, "一般公共预算基本支出部门预算经济分类预算表", unit, 6)
    sheet.merge(6, 1, 6, 3, "项目")
    sheet.merge(6, 4, 6, 6, "一般公共预算基本支出")
    sheet.merge(7, 1, 7, 2, "经济分类科目编码")
    sheet.merge(7, 3, 8, 3, "经济分类科目名称")
    for column, head in enumerate(("合计", "人员经费", "公用经费"), start=4):
        sheet.merge(7, column, 8, column, head)
    sheet.put(8, 1, "类", "款")
    row = 9
    for code in sorted({code_of(it)[:size] for it in items for size in (3, 5)}):
        own = [it for it in items if code_of(it).startswith(code)]
        sums = [_sum(own, *BASIC), _sum(own, "人员经费"), _sum(own, "公用经费")]
        last: Any = int(code[3:]) if code[3:] else ""
        sheet.put(row, 1, int(code[:3]), last, accounts("economic")[code], *map(money, sums))
        row += 1
    return sheet


def three(unit: str, data: Mapping[str, Any]) -> MadeSheet:
    """One row of figures, in 万元."""
    sheet = MadeSheet("2.25 三公")
    _begin(sheet, "“三公”经费和机关运行经费预算表", unit, 7)
    sheet.cells[3, 7] = "单位:万元"
    sheet.merge(6, 1, 6, 6, "“三公”经费预算数")
    sheet.merge(6, 7, 8, 7, "机关运行经费预算数")
    sheet.merge(7, 4, 7, 6, "公务用车购置及运行费")
    for column, head in enumerate(("合计", "因公出国(境)费", "公务接待费"), start=1):
        sheet.merge(7, column, 8, column, head)
    sheet.put(8, 4, "小计", "购置费", "运行费")
    own = {name: amount(it) / 10000 for name, it in data["三公经费"].items() if "费" in name}
    figures = [own.get(it, 0) for it in ("因公出国境费", "公务接待费")]
    cars = [own.get(it, 0) for it in ("公务用车购置费", "公务用车运行费")]
    running = amount(data["机关运行经费"]["支出"]) / 10000
    row = [sum(own.values()), *figures, sum(cars), *cars, running]
    sheet.put(9, 1, *map(money, row))
    return sheet
