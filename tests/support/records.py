"""Tables of single records (绩效自评表、绩效目标表) in the province's layout, from a filing."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

import docx
import yaml

from support.exports import MadeExport, MadeSheet, Value

PROJECTS, WHOLE, GOALS = "项目支出绩效自评", "部门整体支出绩效自评", "项目绩效目标"
HEADS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "指标分值",
    "自评得分",
    "偏差原因分析及改进措施",
)
FIELDS = ("一级", "二级", "三级", "指标值", "完成值", "分值", "得分", "偏差原因")
WIDTH = 9
Record = Mapping[str, Any]


def stated(filing: Path) -> Mapping[str, Any]:
    """A filing as it was typed."""
    data: Mapping[str, Any] = yaml.load(filing.read_text("utf-8"), yaml.BaseLoader)
    return data


def tables_of(filing: Path) -> MadeExport:
    """Every table of a filing on a sheet of its own."""
    data = stated(filing)
    sheets = {
        f"表{number}": project(f"表{number}", record, data["年度"])
        for number, record in enumerate(data.get(PROJECTS, ()), start=1)
    }
    if WHOLE in data:
        sheets["整体"] = whole(data[WHOLE], data)
    for number, record in enumerate(data.get(GOALS, ()), start=1):
        sheets[f"目标{number}"] = goal(f"目标{number}", record)
    return MadeExport(sheets)


def wan(record: Record, *path: str) -> Value:
    """An amount of a record in 万元, or nothing."""
    node: Any = record
    for step in path:
        node = node.get(step, {}) if isinstance(node, dict) else {}
    if not isinstance(node, str):
        return ""
    value = Decimal(node.replace(",", ""))
    return float(value if record.get("金额单位") == "万元" else value / 10000)


def total(values: Sequence[Value]) -> Value:
    """What amounts make together, or nothing."""
    there = [Decimal(repr(it)) for it in values if it != ""]
    return float(sum(there)) if there else ""


def project(name: str, record: Record, year: str) -> MadeSheet:
    """The table of a project: 绩效自评公开表."""
    sheet = MadeSheet(name)
    sheet.merge(1, 1, 1, WIDTH, "绩效自评公开表")
    sheet.merge(2, 1, 2, WIDTH, f"（{year}年度）")
    sheet.merge(3, 1, 3, 2, "项目名称")
    sheet.merge(3, 3, 3, WIDTH, record["名称"])
    sheet.merge(4, 1, 4, 2, "主管部门")
    sheet.merge(4, 3, 4, 4, record["主管部门"])
    sheet.merge(4, 5, 4, 6, "实施单位")
    sheet.merge(4, 7, 4, WIDTH, record["实施单位"])
    sheet.merge(5, 1, 9, 1, "项目\n资金\n(万元)")
    sheet.merge(5, 2, 5, 3, "")
    sheet.put(5, 4, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率(%)", "得分")
    funds = ("当年财政拨款", "其他资金", "上年结转资金")
    columns = ("年初预算数", "全年预算数", "全年执行数")
    rows = {fund: [wan(record, "资金", fund, it) for it in columns] for fund in funds}
    sums = [total([rows[fund][i] for fund in funds]) for i in range(3)]
    _fund(sheet, 6, "年度资金总额", sums, 10, float(record["执行率得分"]))
    for row, (label, fund) in enumerate(
        zip(("其中：当年财政拨款", "　　　其他资金", "　　　上年结转资金"), funds, strict=True), 7
    ):
        _fund(sheet, row, label, rows[fund], "—", "")
    _goals(sheet, 10, 5, record, "实际完成情况")
    last = _indicators(sheet, 12, record["指标"], FIELDS, HEADS)
    sheet.merge(12, 1, last, 1, "绩效\n指标")
    score = Decimal(record["执行率得分"]) + sum(Decimal(it["得分"]) for it in record["指标"])
    sheet.merge(last + 1, 1, last + 1, 6, "总分")
    sheet.merge(last + 1, 7, last + 1, 8, float(score))
    return sheet


def _fund(
    sheet: MadeSheet, row: int, label: str, money: Sequence[Value], of: Value, score: Value
) -> None:
    sheet.merge(row, 2, row, 3, label)
    rate: Value = ""
    if money[1] and money[2] != "":
        rate = f"{Decimal(repr(money[2])) / Decimal(repr(money[1])) * 100:.2f}"
    sheet.put(row, 4, *money, of, rate, score)


def _goals(sheet: MadeSheet, row: int, middle: int, record: Record, done: str) -> None:
    sheet.merge(row, 1, row + 1, 1, "年度\n总体\n目标")
    sheet.merge(row, 2, row, middle, "预期目标")
    sheet.merge(row, middle + 1, row, WIDTH, done)
    sheet.merge(row + 1, 2, row + 1, middle, "\n".join(record["预期目标"]))
    sheet.merge(row + 1, middle + 1, row + 1, WIDTH, "\n".join(record["实际完成情况"]))


def _indicators(
    sheet: MadeSheet,
    row: int,
    records: Sequence[Record],
    fields: Sequence[str],
    heads: Sequence[str],
) -> int:
    """The rows of the indicators; the last of them."""
    sheet.put(row, 2, *heads)
    for number, record in enumerate(records, start=row + 1):
        values = [record.get(field, "") for field in fields[2:]]
        sheet.put(
            number,
            4,
            *(
                _number(it) if f in ("分值", "得分") else it
                for f, it in zip(fields[2:], values, strict=True)
            ),
        )
    _group(sheet, row + 1, 2, records, lambda it: it["一级"])
    _group(sheet, row + 1, 3, records, lambda it: (it["一级"], it["二级"]), -1)
    return row + len(records)


def _number(text: str) -> Value:
    return float(text)


def _group(
    sheet: MadeSheet,
    row: int,
    column: int,
    records: Sequence[Record],
    key: Callable[[Record], Any],
    part: int = 0,
) -> None:
    for told, group in groupby(records, key):
        text, size = told if isinstance(told, str) else told[part], len(list(group))
        if size > 1:
            sheet.merge(row, column, row + size - 1, column, text)
        else:
            sheet.put(row, column, text)
        row += size


def whole(record: Record, data: Mapping[str, Any]) -> MadeSheet:
    """The table of the unit as a whole: 部门整体绩效自评表."""
    sheet = MadeSheet("整体")
    sheet.merge(1, 1, 1, WIDTH, "部门整体绩效自评表")
    sheet.merge(2, 1, 2, WIDTH, f"（{data['年度']}年度）")
    sheet.merge(3, 1, 3, 2, "专项名称")
    sheet.merge(3, 3, 3, WIDTH, record["专项名称"])
    sheet.merge(4, 1, 4, 2, "部门(单位)名称")
    sheet.merge(4, 3, 4, 5, data["单位"]["名称"])
    sheet.put(4, 6, "部门预算编码", data["单位"]["代码"])
    sheet.merge(5, 1, 12, 1, "财政资金安排和使用情况")
    sheet.merge(5, 3, 5, 5, "预算安排")
    sheet.put(5, 6, "拨付情况")
    sheet.put(5, 7, "结余情况")
    sheet.merge(5, 8, 6, 8, "分值")
    sheet.merge(5, 9, 6, 9, "得分")
    heads = (
        "年初部门预算安排金额(含历年结余结转)\n①",
        "年中调整金额\n②",
        "小计\n③=①+②",
        "年度拨付金额\n④",
        "本年度结余金额\n⑥=③-④",
    )
    sheet.put(6, 3, *heads)
    funds = ("中央财政资金", "省级财政资金", "地方财政资金", "其他资金")
    columns = ("年初预算安排", "年中调整", "年度拨付")
    rows = {fund: [wan(record, "资金", fund, it) for it in columns] for fund in funds}
    every = [total([rows[it][i] for it in funds]) for i in range(3)]
    fiscal = [total([rows[it][i] for it in funds[:3]]) for i in range(3)]
    scores = (float(record["资金分值"]), float(record["资金得分"]))
    _spread(sheet, 7, "合计", every, *scores)
    _spread(sheet, 8, "财政资金小计", fiscal)
    labels = ("①中央财政资金", "②省级财政资金", "③地方财政资金", "其他资金小计")
    for row, (label, fund) in enumerate(zip(labels, funds, strict=True), 9):
        _spread(sheet, row, label, rows[fund])
    _goals(sheet, 13, 5, record, "目标实际完成情况")
    last = _indicators(sheet, 15, record["指标"], FIELDS, HEADS)
    sheet.merge(15, 1, last, 1, "绩效\n指标")
    score = Decimal(record["资金得分"]) + sum(Decimal(it["得分"]) for it in record["指标"])
    sheet.merge(last + 1, 1, last + 1, 6, "总分值、评价总分(S)")
    sheet.merge(last + 1, 7, last + 1, 8, float(score))
    sheet.merge(last + 2, 1, last + 2, 2, "评价等级")
    sheet.merge(last + 2, 3, last + 2, WIDTH, "优(S≥90)")
    return sheet


def _spread(sheet: MadeSheet, row: int, label: str, money: Sequence[Value], *rest: Value) -> None:
    begun, moved, paid = money
    planned = total([begun, moved])
    left = total([planned, -paid]) if isinstance(paid, float) else planned
    sheet.put(row, 2, label, begun, moved, planned, paid, left, *rest)


def goal(name: str, record: Record) -> MadeSheet:
    """The table of a project's goals: 项目绩效目标表, called after the project."""
    sheet = MadeSheet(name)
    sheet.merge(1, 1, 1, 6, f"{record['名称']}项目绩效目标表")
    sheet.merge(2, 1, 3, 1, "项目立项情况")
    for row, label, field in ((2, "项目立项的依据", "立项依据"), (3, "项目申报的可行性", "可行性")):
        sheet.merge(row, 2, row, 3, label)
        sheet.merge(row, 4, row, 6, "\n".join(record[field]))
    sheet.merge(4, 1, 6, 1, "专项资金情况\n（万元）")
    money = [wan(record, "财政拨款"), wan(record, "其他资金")]
    labels = ("资金总额", "财政拨款", "其他资金")
    for row, (label, value) in enumerate(zip(labels, (total(money), *money), strict=True), 4):
        sheet.merge(row, 2, row, 3, label)
        sheet.merge(row, 4, row, 6, value)
    sheet.put(7, 1, "项目实施期\n目标")
    sheet.merge(7, 2, 7, 6, "\n".join(record["实施期目标"]))
    heads = ("一级指标", "二级指标", "三级指标", "全年目标值")
    last = _indicators(sheet, 8, record["指标"], ("一级", "二级", "三级", "目标值"), heads)
    sheet.merge(8, 1, last, 1, "绩效目标指标")
    sheet.put(last + 1, 1, "备注")
    sheet.merge(last + 1, 2, last + 1, 6, record.get("备注", ""))
    return sheet


# -- as files --------------------------------------------------------------------------------------


def as_word(made: MadeExport) -> bytes:
    """The tables in a document, with what stands above each as paragraphs."""
    document = docx.Document()
    for sheet in made.sheets.values():
        above = 2 if any(area.top == 2 and area.left == 1 for area in sheet.merged) else 1
        above = 1 if "目标" in sheet.name else above
        for row in range(1, above + 1):
            document.add_paragraph(str(sheet.cells.get((row, 1), "")))
        _put_table(document, sheet, above)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _put_table(document: Any, sheet: MadeSheet, above: int) -> None:
    rows = max(row for row, _ in sheet.cells) - above
    table = document.add_table(rows, WIDTH)
    for top, left, bottom, right in sheet.merged:
        if top > above:
            first = table.cell(top - above - 1, left - 1)
            first.merge(table.cell(bottom - above - 1, right - 1))
    for (row, column), value in sheet.cells.items():
        if row > above:
            text = value if isinstance(value, str) else f"{value:.10g}"
            table.cell(row - above - 1, column - 1).text = text


def write_each(made: MadeExport, folder: Path, suffix: str = ".xlsx") -> None:
    """Each table in a file of its own, numbered."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, (name, sheet) in enumerate(made.sheets.items(), start=1):
        one = MadeExport({name: sheet})
        if suffix == ".docx":
            (folder / f"{number}.docx").write_bytes(as_word(one))
        else:
            one.write(folder / f"{number}{suffix}")


def plain_word(rows: Sequence[Sequence[str]], above: int) -> bytes:
    """A document with some rows as paragraphs, and the others as a table."""
    document = docx.Document()
    for row in rows[:above]:
        document.add_paragraph(row[0])
    table = document.add_table(len(rows) - above, max(map(len, rows)))
    for number, row in enumerate(rows[above:]):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    content = BytesIO()
    document.save(content)
    return content.getvalue()
