"""The public tables of final accounts as an export has them, made from what a filing states."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from support.exports import (
    FUNDS,
    GENERAL,
    NATURES,
    OTHER,
    SOURCES,
    STATE,
    MadeExport,
    MadeSheet,
    Stated,
    accounts,
    money,
)

FISCAL = (GENERAL, FUNDS, STATE)
Rows = Mapping[str, Sequence[Decimal]]
NONE = Decimal(0)


def public_tables(of: Stated, unit: str = "元") -> MadeExport:
    """All tables that figures can be drawn from; money in some unit."""
    income = {
        code: [_income(of, code, *FISCAL), *(_income(of, code, it) for it in SOURCES)]
        for code in of.codes
    }
    spent = {code: [_spent(of, code, it) for it in NATURES] for code in of.codes}
    heads = ["本年收入合计", "财政拨款收入", *SOURCES]
    made = {
        "公开01": overall(of),
        "公开02": coded("公开02表", "收入决算表", heads, _with_sum(income)),
        "公开03": coded("公开03表", "支出决算表", ["本年支出合计", *NATURES], _with_sum(spent)),
        "公开04": fiscal(of),
        "公开05": coded(
            "公开05表",
            "一般公共预算财政拨款支出决算表",
            ["小计", *NATURES[:2]],
            _with_sum(_by_nature(of, GENERAL)),
        ),
        "公开06": economic(of),
        "公开07": three(of),
        "公开08": coded(
            "公开08表",
            "政府性基金预算财政拨款收入支出决算表",
            ["年初结转和结余", "本年收入", "小计", *NATURES[:2], "年末结转和结余"],
            {},
        ),
        "公开09": coded(
            "公开09表", "国有资本经营预算财政拨款支出决算表", ["合计", *NATURES[:2]], {}
        ),
    }
    for sheet in made.values():
        sheet.put(3, 1, f"部门：{of.unit}")
        sheet.put(3, 9, f"单位：{unit}")
        if unit == "万元":
            sheet.cells = {
                at: it / 10000 if isinstance(it, float) else it for at, it in sheet.cells.items()
            }
    return MadeExport(made)


def _income(of: Stated, code: str, *sources: str) -> Decimal:
    return sum((of.income.get((code, it), NONE) for it in sources), NONE)


def _spent(of: Stated, code: str, nature: str, *funds: str) -> Decimal:
    every = funds or (*FISCAL, OTHER)
    return sum((of.spent.get((code, it, nature), NONE) for it in every), NONE)


def _by_nature(of: Stated, fund: str) -> Rows:
    rows = {code: [_spent(of, code, it, fund) for it in NATURES[:2]] for code in of.codes}
    return {code: row for code, row in rows.items() if any(row)}


def _with_sum(rows: Rows) -> Rows:
    return {code: [sum(row, NONE), *row] for code, row in rows.items() if any(row)}


def coded(number: str, title: str, heads: Sequence[str], rows: Rows) -> MadeSheet:
    """A row for each account on every level, below the one of the sum."""
    sheet = MadeSheet(title[:31])
    sheet.put(1, 1, title)
    sheet.put(2, 1, number)
    sheet.put(5, 1, "功能分类科目编码", "科目名称", *heads)
    sums = [sum(column, NONE) for column in zip(*rows.values(), strict=True)]
    sheet.put(6, 1, "合计", "", *map(money, sums))
    row = 7
    for code in sorted({it[:size] for it in rows for size in (3, 5, 7)}):
        below = [of for it, of in rows.items() if it.startswith(code)]
        sums = [sum(column, NONE) for column in zip(*below, strict=True)]
        sheet.put(row, 1, code, accounts("function")[code], *map(money, sums))
        row += 1
    return sheet


def _labelled(title: str, number: str, *blocks: Sequence[tuple[str, Decimal]]) -> MadeSheet:
    sheet = MadeSheet(title[:31])
    sheet.put(1, 1, title)
    sheet.put(2, 1, number)
    for left, rows in zip((1, 4), blocks, strict=False):
        sheet.put(5, left, "项目", "决算数")
        for row, (label, value) in enumerate(rows, start=6):
            sheet.put(row, left, label, money(value))
    return sheet


def overall(of: Stated) -> MadeSheet:
    income, spent, begun = (sum(it.values(), NONE) for it in (of.income, of.spent, of.begun))
    left = [("一、一般公共预算财政拨款收入", income), ("本年收入合计", income)]
    left += [("使用非财政拨款结余(含专用结余)", NONE), ("年初结转和结余", begun)]
    right = [("本年支出合计", spent), ("结余分配", NONE)]
    right += [("年末结转和结余", income + begun - spent)]
    return _labelled("收入支出决算总表", "公开01表", left, right)


def fiscal(of: Stated) -> MadeSheet:
    income = {it: sum((v for (_, f), v in of.income.items() if f == it), NONE) for it in FISCAL}
    begun = {it: sum((v for (_, f), v in of.begun.items() if f == it), NONE) for it in FISCAL}
    rows = [
        (f"{number}、{name}", income[name]) for number, name in zip("一二三", FISCAL, strict=True)
    ]
    rows += [("本年收入合计", sum(income.values(), NONE))]
    rows += [("年初财政拨款结转和结余", sum(begun.values(), NONE)), *begun.items()]
    return _labelled("财政拨款收入支出决算总表", "公开04表", rows)


def economic(of: Stated) -> MadeSheet:
    """Three blocks of accounts side by side, each with a sum below."""
    title = "一般公共预算财政拨款基本支出决算表"
    sheet = MadeSheet(title)
    sheet.put(1, 1, title)
    sheet.put(2, 1, "公开06表")
    for left, owners in ((1, ("301", "303")), (4, ("302",)), (7, ("307", "310", "312", "399"))):
        sheet.put(5, left, "经济分类科目编码", "科目名称", "金额")
        row = 6
        own = {c: v for (c, f), v in of.economic.items() if f == GENERAL and c[:3] in owners}
        for code in sorted({it[:size] for it in own for size in (3, 5)}):
            value = sum((v for it, v in own.items() if it.startswith(code)), NONE)
            sheet.put(row, left, code, accounts("economic")[code], money(value))
            row += 1
        label = "人员经费合计" if left == 1 else "公用经费合计"
        sheet.put(40, left, label, "", money(sum(own.values(), NONE)))
    return sheet


def three(of: Stated) -> MadeSheet:
    cars = [of.three.get(it, NONE) for it in ("公务用车购置费", "公务用车运行维护费")]
    rows = [
        ("合计", sum(of.three.values(), NONE)),
        ("1. 因公出国（境）费", of.three.get("因公出国境费", NONE)),
        ("2. 公务用车购置及运行维护费", sum(cars, NONE)),
        ("其中：（1）公务用车购置费", cars[0]),
        ("（2）公务用车运行维护费", cars[1]),
        ("3. 公务接待费", of.three.get("公务接待费", NONE)),
    ]
    return _labelled("一般公共预算财政拨款“三公”经费支出决算表", "公开07表", rows)
