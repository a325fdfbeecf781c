"""Tables of records with something wrong in them, each in one way: what is read of them."""

import random
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, NamedTuple

from generator.diagnostics import Fault
from generator.exports import record_joining, record_reading, record_sheets
from generator.filing import source
from generator.filing.source import Source
from generator.kept import library
from generator.packs import finding
from generator.packs.reading import read_record_forms
from generator.packs.record_forms import RecordForm
from generator.spreadsheets.cells import Area, Holds, NumberLook, SheetCell, Spot
from support import records
from support.examples import EXAMPLE
from support.exports import MadeExport, MadeSheet, Value, without

Change = Callable[[random.Random, MadeExport, MadeSheet], None]
Leaves = Mapping[tuple[Any, ...], object]


@cache
def forms() -> tuple[RecordForm, ...]:
    return tuple(read_record_forms(finding.choose(library.current(), "部门决算", "2024", "福建")))


@cache
def rest() -> Source:
    """The example without what the tables hold."""
    text = without(EXAMPLE.read_text("utf-8"), records.PROJECTS, records.WHOLE)
    read, _ = source.parse(text.encode(), "126.yaml")
    assert read is not None
    return read


@cache
def whole() -> MadeExport:
    return records.tables_of(EXAMPLE)


def read(made: MadeExport) -> tuple[Leaves, list[Fault]]:
    """What some tables give a filing that states none of it, and what is told."""
    found = [it for sheet in made.as_read().sheets for it in record_sheets.find(sheet, forms())]
    tables, faults = record_reading.read_all(found, 2024)
    joined, told = record_joining.join(rest(), tables)
    return by_name(joined.data), [*faults, *told]


def by_name(data: Mapping[str, Any]) -> Leaves:
    """The values of all tables, those of projects by the projects' names."""
    projects = {it.get("名称"): it for it in data.get(records.PROJECTS) or ()}
    return dict(leaves({records.PROJECTS: projects, records.WHOLE: data.get(records.WHOLE)}))


def leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], object]]:
    """Every value below a node, numbers as what they are, without amounts that are nothing."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from leaves(value, (*path, index))
    elif node is not None:
        value = number(node)
        if not (value == 0 and "资金" in path):
            yield path, node if value is None else value


def number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def typed() -> Leaves:
    """What the example states."""
    return by_name(records.stated(EXAMPLE))


# -- what is wrong ---------------------------------------------------------------------------------


def texts_of(sheet: MadeSheet) -> list[Spot]:
    return [spot for spot, value in sheet.cells.items() if isinstance(value, str) and spot[0] > 2]


def indicator_rows(sheet: MadeSheet) -> range:
    head = sheet.find("一级指标")[0]
    ends = [spot[0] for spot, value in sheet.cells.items() if str(value).startswith("总分")]
    return range(head + 1, min(ends))


def labels_of(sheet: MadeSheet) -> list[Spot]:
    """The cells that head others, in the upper part and the heads of the indicators."""
    first = indicator_rows(sheet)[0]
    known = {
        "项目名称", "主管部门", "实施单位", "预期目标", "实际完成情况", "年初预算数", "全年预算数",
        "全年执行数", "其中：当年财政拨款", "　　　上年结转资金", "专项名称", "目标实际完成情况",
        "③地方财政资金", "年度拨付金额\n④", "部门(单位)名称", *records.HEADS,
    }  # fmt: skip
    return [it for it, text in sheet.cells.items() if text in known and it[0] < first]


def rename(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    spot = rng.choice(labels_of(sheet))
    sheet.cells[spot] = rng.choice(["另一项", f"{sheet.cells[spot]}情况", f"本{sheet.cells[spot]}"])


def drop_label(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    del sheet.cells[rng.choice(labels_of(sheet))]


def space_label(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    spot = rng.choice(labels_of(sheet))
    text = str(sheet.cells[spot])
    sheet.cells[spot] = rng.choice([" ".join(text), f"{text}：", f"（一）{text}", f"{text}\n"])


def rename_title(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    new = ["", "自评表", f"2024年度{sheet.cells[1, 1]}", f"附件1\n{sheet.cells[1, 1]}"]
    sheet.cells[1, 1] = rng.choice(new)


def shift(sheet: MadeSheet, row: int, by: int) -> None:
    """Everything from a row on moves down; what is merged across it grows."""
    sheet.cells = {((r + by if r >= row else r), c): value for (r, c), value in sheet.cells.items()}
    sheet.merged = [
        Area(
            it.top + by if it.top >= row else it.top,
            it.left,
            it.bottom + by if it.bottom >= row else it.bottom,
            it.right,
        )
        for it in sheet.merged
    ]


def insert_blank(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    shift(sheet, rng.randrange(2, max(indicator_rows(sheet)) + 2), rng.choice([1, 2]))


def insert_row(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    row = rng.choice(list(indicator_rows(sheet)))
    shift(sheet, row, 1)
    words = rng.choice(
        [("另一指标", "≥1个", "1", 5.0, 5.0), ("小计", "", "", 30.0, 30.0), ("说明",)]
    )
    sheet.put(row, 4, *words)


def insert_fund(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    row = 8 if sheet.cells.get((5, 4)) == "年初预算数" else 10
    shift(sheet, row, 1)
    sheet.put(row, 2, "其中：债券资金")
    sheet.put(row, 5, 12.5, 12.5)


def drop_row(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    row = rng.choice(list(indicator_rows(sheet)))
    sheet.cells = {it: value for it, value in sheet.cells.items() if it[0] != row}


def swap_rows(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    """The lower part of an indicator's row stands in another row."""
    one, other = rng.sample(list(indicator_rows(sheet)), 2)
    for column in range(7, 9):
        a, b = sheet.cells.pop((one, column), None), sheet.cells.pop((other, column), None)
        sheet.cells |= {(r, column): v for r, v in ((one, b), (other, a)) if v is not None}
    sheet.cells.pop((one, 7), None)


def swap_columns(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    """Two columns of the indicators change places, heads and all: nothing is wrong with that."""
    rows = [indicator_rows(sheet)[0] - 1, *indicator_rows(sheet)]
    one, other = rng.sample(range(4, 10), 2)
    for row in rows:
        a, b = sheet.cells.pop((row, one), None), sheet.cells.pop((row, other), None)
        sheet.cells |= {(row, c): v for c, v in ((one, b), (other, a)) if v is not None}


def lose_merges(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    sheet.merged = [it for it in sheet.merged if rng.random() < rng.choice([0, 0.5])]


def lose_down(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    """A merged cell of the first levels no longer reaches as far down."""
    tall = [it for it in sheet.merged if it.left in (2, 3) and it.bottom > it.top]
    if tall:
        it = rng.choice(tall)
        sheet.merged.remove(it)
        sheet.merged += [it._replace(bottom=it.bottom - 1)] if it.bottom - 1 > it.top else []


def merge(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    rows = indicator_rows(sheet)
    row, column = rng.choice(list(rows)[:-1] or list(rows)), rng.randrange(4, 9)
    down = rng.random() < 0.5
    area = Area(row, column, row + down, column + (not down))
    if any(_meet(area, it) for it in sheet.merged):
        return
    sheet.merged.append(area)
    for spot in list(area.spots())[1:]:
        sheet.cells.pop(spot, None)


def _meet(one: Area, other: Area) -> bool:
    return not set(one.spots()).isdisjoint(other.spots())


def blank(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    spots = [it for it in sheet.cells if it[0] > 2 and it not in labels_of(sheet)]
    del sheet.cells[rng.choice(spots)]


def put_odd(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    rows = indicator_rows(sheet)
    odd = [
        SheetCell(Holds.ERROR, "#REF!"),
        SheetCell(Holds.UNCOMPUTED, "", True),
        SheetCell(Holds.DATE, "2024-12-01", look=NumberLook("mmm-yy")),
        SheetCell(Holds.DATE, "2024-12-01"),
        SheetCell(Holds.TRUTH, "TRUE"),
        SheetCell(Holds.NUMBER, "0.3333333333333333", True),
        SheetCell(Holds.NUMBER, "9.375", look=NumberLook("0.00")),
        SheetCell(Holds.TEXT, "12\n34"),
        SheetCell(Holds.TEXT, "见附\u200b件"),
    ]
    row, column, value = rng.choice(list(rows)), rng.randrange(4, 9), rng.choice(odd)
    if value.look.code == "0.00":  # words are as they are shown, scores are not
        column = 8
    sheet.cells[row, column] = value


def say_money(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    """Amounts in another unit than the label says, or than can be."""
    spots = [it for it, value in sheet.cells.items() if isinstance(value, float) and it[0] < 12]
    spot = rng.choice(spots)
    value = sheet.cells[spot]
    assert isinstance(value, float)
    new: list[Value] = [
        value + 1,
        -value,
        "见说明",
        f"{value}亿元",
        value + 0.0000001,
        SheetCell(Holds.ERROR, "#N/A"),
    ]
    sheet.cells[spot] = rng.choice(new)


def say_yuan(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    for spot, value in sheet.cells.items():
        if isinstance(value, str) and "万元" in value and spot[1] == 1:
            sheet.cells[spot] = value.replace("万元", rng.choice(["元", "千元", ""]))
            return
    sheet.put(2, 12, rng.choice(["单位：千元", "单位：元 万元", "单位：百万元"]))


def other_year(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    sheet.cells[2, 1] = rng.choice(["（2023年度）", "2025年度", "（2023年）"])


def other_unit(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    if sheet.name == "整体":
        sheet.put(4, 3, "另一个单位")


def twice(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    copy = made.copy().sheets[sheet.name]
    copy.name = "另一张"
    made.sheets["另一张"] = copy


def stack(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    """Another table below the first, on the same sheet."""
    other = made.sheets[rng.choice(sorted(set(made.sheets) - {sheet.name}))]
    down = max(row for row, _ in sheet.cells) + rng.choice([1, 3])
    sheet.cells |= {(row + down, column): value for (row, column), value in other.cells.items()}
    sheet.merged += [it._replace(top=it.top + down, bottom=it.bottom + down) for it in other.merged]
    if rng.random() < 0.5:
        del made.sheets[other.name]


def lie(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    row = indicator_rows(sheet)[-1] + 1
    spot = next(it for it, value in sheet.cells.items() if it[0] == row and it[1] > 3)
    sheet.cells[spot] = 99.5


def add_column(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    row = indicator_rows(sheet)[0] - 1
    sheet.put(row, 10, "备注")
    sheet.put(row + 1, 10, "另见附件")


def move_right(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    """Values of one row stand one cell to the right."""
    row = rng.choice(list(indicator_rows(sheet)))
    moved = {(row, c + 1): v for (r, c), v in sheet.cells.items() if r == row and c > 3}
    sheet.cells = {it: v for it, v in sheet.cells.items() if it[0] != row or it[1] <= 3} | moved


def hide(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    sheet.hidden_rows.add(rng.choice(list(indicator_rows(sheet))))


KINDS: Mapping[str, tuple[Change, ...]] = {
    "标签改名、删去": (rename, drop_label),
    "标签的写法": (space_label,),
    "标题改了": (rename_title,),
    "空行": (insert_blank,),
    "多行、少行、错行": (insert_row, insert_fund, drop_row, swap_rows, move_right),
    "多栏、换栏": (add_column, swap_columns),
    "合并的格没了、缩了、多了": (lose_merges, lose_down, merge),
    "空着的格": (blank,),
    "读不出的格": (put_odd,),
    "金额、单位错": (say_money, say_yuan),
    "别的年度、别的单位": (other_year, other_unit),
    "两张": (twice, stack),
    "合计不实": (lie,),
    "隐藏的行": (hide,),
}


class TriedRecord(NamedTuple):
    """What became of some wrong tables: of which kind, whether all is read right, what is told."""

    kind: str
    right: bool
    told: tuple[str, ...]


def try_out(seed: int) -> TriedRecord:
    """Change one of the example's tables in one way, which the number says, and read them."""
    rng = random.Random(seed)
    made = whole().copy()
    kind = sorted(KINDS)[seed % len(KINDS)]
    rng.choice(KINDS[kind])(rng, made, made.sheets[rng.choice(sorted(made.sheets))])
    found, faults = read(made)
    told = tuple(f"{it.code} {it.place} {it.message}" for it in faults)
    return TriedRecord(kind, found == typed(), told)
