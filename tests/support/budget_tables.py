"""The public tables of a budget as an export has them, made from what a filing states."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from support.exports import MadeExport, MadeSheet, accounts, amount, code_of, money
from support.public_exports import NONE, Rows, coded
from support.records import stated

FUNDS = {
    "一般公共预算拨款": "一般公共预算拨款支出预算表",
    "政府性基金预算拨款": "政府性基金预算拨款支出预算表",
    "国有资本经营预算拨款": "国有资本经营预算拨款支出预算表",
}
SOURCES = (*FUNDS, "财政专户管理资金收入", "事业收入", "事业单位经营收入", "上级补助收入",
           "附属单位上缴收入", "其他收入", "上年结转结余")  # fmt: skip
BOTH = ("基本支出", "项目支出")
NATURES = (*BOTH, "事业单位经营支出", "上缴上级支出", "对附属单位补助支出")
Item = Mapping[str, str]


def budget_tables(filing: Path) -> MadeExport:
    """All tables that figures can be drawn from, in 元."""
    data = stated(filing)
    income, spent = data["收入"], data["支出"]
    economic = data["一般公共预算支出经济分类"]
    sheets = [
        coded("公开02表", "收入预算总表", ["总计", *map(_named, SOURCES)], _rows(income, SOURCES)),
        coded("公开03表", "支出预算总表", ["合计", *NATURES], _rows(spent, NATURES)),
        *(
            coded(f"公开0{number}表", title, ["合计", *BOTH], _rows(_of(spent, fund), BOTH))
            for number, (fund, title) in enumerate(FUNDS.items(), start=5)
        ),
        _economic("公开08表", "一般公共预算支出经济分类情况表", economic, BOTH),
        _economic("公开09表", "一般公共预算基本支出经济分类情况表", economic, BOTH[:1]),
    ]
    for sheet in sheets:
        sheet.put(3, 1, f"部门：{data['单位']['名称']}")
        sheet.put(3, 9, "单位：元")
    return MadeExport({it.name: it for it in sheets})


def _named(source: str) -> str:
    """A source as the head of its column."""
    return f"{source}收入" if source in FUNDS else source


def _of(items: Sequence[Item], fund: str) -> Sequence[Item]:
    return [it for it in items if it["资金"] == fund]


def _rows(items: Sequence[Item], columns: Sequence[str]) -> Rows:
    rows = dict[str, list[Decimal]]()
    for item in items:
        own = [amount(item.get(it, "0")) for it in columns]
        rows[code_of(item)] = [
            a + b for a, b in zip(rows.get(code_of(item), [NONE] * len(own)), own, strict=True)
        ]
    return {code: [sum(row, NONE), *row] for code, row in rows.items()}


def _economic(number: str, title: str, items: Sequence[Item], columns: Sequence[str]) -> MadeSheet:
    """A row for each account of both levels below the sum."""
    sheet = MadeSheet(title[:31])
    sheet.put(1, 1, title)
    sheet.put(2, 1, number)
    sheet.put(5, 1, "经济分类科目编码", "科目名称", "预算数")
    sums = {code: row[0] for code, row in _rows(items, columns).items() if any(row)}
    sheet.put(6, 1, "合计", "", money(sum(sums.values(), NONE)))
    below = sorted({it[:size] for it in sums for size in (3, 5)})
    for row, code in enumerate(below, start=7):
        own = [of for it, of in sums.items() if it.startswith(code)]
        sheet.put(row, 1, code, accounts("economic")[code], money(sum(own, NONE)))
    return sheet
