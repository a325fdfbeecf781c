"""Exports with something wrong in them, each a function of a number, and what is drawn of them.

PYTHONPATH=tests .venv/bin/python -m support.wrong_exports 2000    # a table of what became of them
"""

import random
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from copy import deepcopy
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from generator.books import bases
from generator.checks import checks
from generator.checks.case import Case
from generator.diagnostics import Fault, has_errors
from generator.exports import drawing, joining, recognising
from generator.exports.finding import ExportOwner, UnitSheets
from generator.filing import schema, source
from generator.filing.source import Source
from generator.kept import library
from generator.packs import finding
from generator.packs.pack import Pack
from generator.spreadsheets.cells import Holds, SheetCell, Spot
from support.examples import EXAMPLE
from support.exports import DRAWN, MadeExport, MadeSheet, final_accounts, stated_by, without

OWNER = ExportOwner("福州市“智慧福州”管理服务中心", "126")


@cache
def pack() -> Pack:
    return finding.choose(library.current(), "部门决算", "2024", "福建")


@cache
def rest() -> Source:
    """The filing without what is drawn, and without control totals of its own."""
    text = without(EXAMPLE.read_text("utf-8"), *DRAWN, "核对数")
    for line in ("  公务用车运行维护费: 20752.84\n", "  公务接待费: 1800.00\n"):
        text = text.replace(line, "", 1)
    read, _ = source.parse(text.encode(), "126.yaml")
    assert read is not None
    return read


Figures = dict[tuple[object, ...], Decimal]


class DrawnFigures(NamedTuple):
    """What a filing has from an export, and all that is told."""

    figures: Figures
    faults: tuple[Fault, ...]


def drawn(made: MadeExport) -> DrawnFigures:
    """What the example has from an export instead of what it states."""
    marked = [(it, recognising.read_marks(it)) for it in made.as_read().sheets]
    said = [(it, recognising.is_of(it[1], *OWNER) is False) for it in marked]
    ours, others = (tuple(it for it, strange in said if strange is of) for of in (False, True))
    got = drawing.read_sheets(UnitSheets(ours, others), pack())
    joined, told = joining.join(rest(), got, pack().definitions)
    filing, wrong = schema.validate(joined, pack().rules)
    books, held = bases.open_books(filing, pack())
    held += checks.before_filling(pack().checks, Case(filing, books))
    figures: Figures = {
        (name, item["科目"] and item["科目"].code, item.get("资金"), what): amount.value
        for name in DRAWN
        for item in filing.data[name]
        for what, amount in item.items()
        if hasattr(amount, "wan") and amount.value
    }
    three = filing.data["三公经费"]
    for name, it in three.items():
        if "费" in name:
            figures["三公经费", name] = it.value
    return DrawnFigures(figures, (*got.faults, *told, *wrong, *held))


# -- what may be wrong -----------------------------------------------------------------------------

SheetChange = Callable[[random.Random, MadeSheet], object]
Change = Callable[[random.Random, MadeExport, MadeSheet], object]


def figures_of(sheet: MadeSheet) -> list[Spot]:
    return [at for at, it in sheet.cells.items() if isinstance(it, float) and at[1] > 4]


def codes_of(sheet: MadeSheet) -> list[Spot]:
    return [
        at
        for at, it in sheet.cells.items()
        if at[1] == 1 and isinstance(it, str) and it.isdecimal()
    ]


def heads_of(sheet: MadeSheet) -> list[Spot]:
    return [at for at, it in sheet.cells.items() if 5 <= at[0] < 9 and isinstance(it, str)]


def put(pick: Callable[[MadeSheet], list[Spot]], *values: object) -> SheetChange:
    """Something else in one of some cells."""

    def change(rng: random.Random, sheet: MadeSheet) -> None:
        if spots := pick(sheet):
            spot, value = rng.choice(spots), rng.choice(values)
            old = sheet.cells[spot]
            made = value(old) if callable(value) else value
            assert isinstance(made, str | float | int | SheetCell)
            sheet.cells[spot] = made

    return change


def drop_row(rng: random.Random, sheet: MadeSheet) -> None:
    """A row is gone, what is below moves up."""
    gone = rng.choice(sorted({row for row, _ in sheet.cells if row > 4}))
    kept = {at: it for at, it in sheet.cells.items() if at[0] != gone}
    sheet.cells = {(row - (row > gone), column): it for (row, column), it in kept.items()}
    sheet.merged = [
        it._replace(top=it.top - (it.top > gone), bottom=it.bottom - (it.bottom > gone))
        for it in sheet.merged
        if it.top != gone
    ]


def move_column(rng: random.Random, sheet: MadeSheet) -> None:
    """A column's figures stand under another head."""
    columns = sorted({column for _, column in figures_of(sheet)})
    if len(columns) > 1:
        one, other = rng.sample(columns, 2)
        swap = {one: other, other: one}
        sheet.cells = {
            (row, swap.get(column, column) if row > 9 else column): it
            for (row, column), it in sheet.cells.items()
        }


def drop_column(rng: random.Random, sheet: MadeSheet) -> None:
    columns = sorted({column for _, column in figures_of(sheet)})
    if columns:
        gone = rng.choice(columns)
        sheet.cells = {at: it for at, it in sheet.cells.items() if at[1] != gone}


def say_wan(rng: random.Random, sheet: MadeSheet) -> None:
    """The unit of money lies."""
    for at, it in sheet.cells.items():
        if it == "金额单位：元":
            sheet.cells[at] = "金额单位：万元"


def other_unit(rng: random.Random, sheet: MadeSheet) -> None:
    sheet.cells[3, 1] = "编制单位：福州市教育局"


def merge(rng: random.Random, sheet: MadeSheet) -> None:
    if spots := figures_of(sheet):
        row, column = rng.choice(spots)
        sheet.cells.pop((row, column + 1), None)
        sheet.merge(row, column, row, column + 1, sheet.cells[row, column])


ERROR, NOTHING = SheetCell(Holds.ERROR, "#REF!"), SheetCell(Holds.UNCOMPUTED, "")


def insert_row(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    """Everything from a row on stands some rows lower; head and title may be torn apart."""
    at, by = rng.randint(1, max(row for row, _ in sheet.cells)), rng.choice([1, 2, 5])
    sheet.cells = {(row + by * (row >= at), col): it for (row, col), it in sheet.cells.items()}
    sheet.merged = [
        it._replace(top=it.top + by * (it.top >= at), bottom=it.bottom + by * (it.bottom >= at))
        for it in sheet.merged
    ]


def shift_figures(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    """The figures of a column stand one row too low, beside other accounts."""
    if spots := figures_of(sheet):
        column = rng.choice(spots)[1]
        moved = {at: sheet.cells.pop(at) for at in spots if at[1] == column and at[0] > 10}
        sheet.cells |= {(row + 1, column): it for (row, column), it in moved.items()}


def double_row(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    """A row stands there twice."""
    last = max(row for row, _ in sheet.cells)
    if rows := sorted({row for row, _ in codes_of(sheet)}):
        row = rng.choice(rows)
        again = {(last + 1, col): it for (at, col), it in sheet.cells.items() if at == row}
        sheet.cells |= again


def lose_zeros(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    """Codes have become numbers, in one cell or in three, where a zero before is lost."""
    parts = rng.random() < 0.5
    for row, column in codes_of(sheet):
        code = str(sheet.cells.pop((row, column)))
        if not parts:
            sheet.cells[row, column] = float(code)
            continue
        sheet.merged = [it for it in sheet.merged if it.top != row]
        for number, part in enumerate(filter(None, (code[:3], code[3:5], code[5:7]))):
            sheet.cells[row, number + 1] = part if rng.random() < 0.5 else int(part)


def lie_in_total(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    """A sum says something else: of all, of some accounts, or of some columns."""
    rows = {row for row, _ in codes_of(sheet) if len(str(sheet.cells[row, 1])) < 7}
    sums = [it for it in figures_of(sheet) if it[0] == 10 or it[0] in rows]
    if sums:
        spot = rng.choice(sums)
        old = sheet.cells[spot]
        assert isinstance(old, float)
        sheet.cells[spot] = rng.choice([old + 0.01, old * 2, old / 10000, 0.0])


def add_sheet(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    """A sheet too many: a copy, changed or hidden or of another unit, or one that nobody knows."""
    copy = deepcopy(sheet)
    copy.name = f"{sheet.name[:26]} (2)"
    how = rng.randrange(4)
    if how == 0 and (spots := figures_of(copy)):
        copy.cells[rng.choice(spots)] = 1.0
    copy.hidden = how == 1
    if how == 2:
        copy.cells[3, 1] = "编制单位：福州市教育局"
    if how == 3:
        copy = MadeSheet("草稿", {(1, 1): "自己算的", (2, 1): 12.5})
    made.sheets = {"又": copy, **made.sheets} if rng.random() < 0.5 else {**made.sheets, "又": copy}


def drop_sheet(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    made.sheets = {name: it for name, it in made.sheets.items() if it is not sheet}


def hide(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    row, column = rng.choice(sorted(sheet.cells))
    rng.choice([sheet.hidden_rows.add, sheet.hidden_columns.add])(rng.choice([row, column]))


def write_as_text(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    """Figures as people type them: with commas, brackets, a unit, full-width digits."""
    ways: tuple[Callable[[float], str], ...] = (
        lambda it: f"{it:,.2f}",
        lambda it: f" {it:.2f} ",
        lambda it: f"{it:,.2f}元",
        lambda it: f"({it:,.2f})",
        lambda it: f"{it / 10000:.6f}万元",
        lambda it: f"{it:,.2f}".translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"}),
        lambda it: f"{it:,.2f}".replace(",", "，"),
        lambda it: f"{it:,.2f}".replace(".", ","),
    )
    way = rng.choice(ways)
    for spot in figures_of(sheet):
        if rng.random() < 0.3:
            value = sheet.cells[spot]
            assert isinstance(value, float)
            sheet.cells[spot] = way(value)


def make_inexact(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    """A figure as a formula leaves it, or with more digits than there are 分."""
    if spots := figures_of(sheet):
        spot = rng.choice(spots)
        value = sheet.cells[spot]
        assert isinstance(value, float)
        sheet.cells[spot] = value + rng.choice([1e-9, -1e-10, 0.004, 0.0049999])


def rename_title(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    """What a sheet is known by says something else: its number, its title, its name."""
    texts = [at for at, it in sheet.cells.items() if at[0] < 4 and isinstance(it, str)]
    sheet.cells[rng.choice(texts)] = rng.choice(["", "财决04表", "收入决算表", "未见过的表"])
    if rng.random() < 0.3:
        sheet.name = rng.choice(["Sheet1", "Z07", "支出决算表"])


def swap_heads(rng: random.Random, made: MadeExport, sheet: MadeSheet) -> None:
    """Two heads stand over each other's columns."""
    heads = [it for it in heads_of(sheet) if it[1] > 4]
    if len(heads) > 1:
        one, other = rng.sample(heads, 2)
        sheet.cells[one], sheet.cells[other] = sheet.cells[other], sheet.cells[one]


def on_sheet(change: Callable[[random.Random, MadeSheet], object]) -> Change:
    """A change to a sheet alone."""
    return lambda rng, _, sheet: change(rng, sheet)


KINDS: Mapping[str, tuple[Change, ...]] = {
    "错误值、没有结果的公式、日期、文字": (
        on_sheet(put(figures_of, ERROR, NOTHING, "见附件", SheetCell(Holds.DATE, "2024-12-31"))),
    ),
    "数错了": (
        on_sheet(
            put(
                figures_of,
                lambda it: it + 1,
                lambda it: -it,
                lambda it: it / 10000,
                lambda it: it * 10,
            )
        ),
    ),
    "文字写的数": (write_as_text,),
    "不到分、多于分的数": (make_inexact,),
    "科目编码错": (
        on_sheet(
            put(
                codes_of,
                lambda it: it[:-1],
                lambda it: f"{it}9",
                lambda it: "2010101",
                "",
                "2024-01-01",
            )
        ),
    ),
    "编码丢了零、成了数": (lose_zeros,),
    "表头改名、对调": (
        on_sheet(put(heads_of, "另一栏", lambda it: f"{it}（调整）", "")),
        swap_heads,
    ),
    "少行、多行、错行": (on_sheet(drop_row), insert_row, shift_figures, double_row),
    "少栏、错栏": (on_sheet(drop_column), on_sheet(move_column)),
    "金额单位写错": (on_sheet(say_wan),),
    "别的单位": (on_sheet(other_unit),),
    "合并的格": (on_sheet(merge),),
    "多表、少表": (add_sheet, drop_sheet),
    "表号、表名改了": (rename_title,),
    "隐藏的行、栏": (hide,),
    "合计不实": (lie_in_total,),
}


class Tried(NamedTuple):
    """What became of a wrong export: which kind it is, whether its figures are all drawn right,
    and whether something is told that is not told of the right one: an error, or a note.
    """

    kind: str
    right: bool
    refused: bool
    told: bool


def try_out(seed: int) -> Tried:
    """Change the example's export in one way, which the number says, and draw on it."""
    rng = random.Random(seed)
    made = whole().copy()
    kind = sorted(KINDS)[seed % len(KINDS)]
    rng.choice(KINDS[kind])(rng, made, made.sheets[rng.choice(sorted(made.sheets))])
    got, truth = drawn(made), drawn_whole()
    known = {(it.code, it.message) for it in truth.faults}
    new = [it for it in got.faults if (it.code, it.message) not in known]
    return Tried(kind, got.figures == truth.figures, has_errors(new), bool(new))


@cache
def whole() -> MadeExport:
    return final_accounts(stated_by(EXAMPLE))


@cache
def drawn_whole() -> DrawnFigures:
    return drawn(whole())


def tabulate(count: int) -> str:
    """What became of so many wrong exports, by kind."""
    found: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for tried in map(try_out, range(count)):
        found[tried.kind][_say(tried)] += 1
    heads = ("错误，不生成", "提示，数对", "提示，数不对", "没有影响", "没有说的错数")
    lines = [f"| 改法 | 份数 | {' | '.join(heads)} |", f"|---|{'---:|' * (len(heads) + 1)}"]
    for kind, counts in [*found.items(), ("合计", sum(found.values(), Counter[str]()))]:
        shares = (str(counts[head] or "") for head in heads)
        lines.append(f"| {kind} | {counts.total()} | {' | '.join(shares)} |")
    return "\n".join(lines)


def _say(tried: Tried) -> str:
    if tried.refused:
        return "错误，不生成"
    if tried.told:
        return "提示，数对" if tried.right else "提示，数不对"
    return "没有影响" if tried.right else "没有说的错数"


if __name__ == "__main__":
    print(tabulate(int(sys.argv[1])))
