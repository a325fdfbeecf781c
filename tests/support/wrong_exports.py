"""Exports with something wrong in them, each a function of a number, and what is drawn of them.

PYTHONPATH=tests .venv/bin/python -m support.wrong_exports 2000 50000    # a table; from a number on
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
from generator.exports.export_folders import ExportOwner
from generator.exports.finding import UnitSheets
from generator.filing import schema, source
from generator.filing.source import Source
from generator.kept import library
from generator.packs import finding
from generator.packs.pack import Pack
from generator.spreadsheets.cells import Holds, SheetCell, Spot
from support.examples import EXAMPLE
from support.exports import (
    DRAWN,
    MadeExport,
    MadeSheet,
    accounts,
    final_accounts,
    stated_by,
    without,
)

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


# -- what is read: only the cells that a figure comes from, with their rows and heads --------------


@cache
def read_spots() -> dict[str, list[Spot]]:
    """By the sheets of the export, the cells that figures come from."""
    marked = tuple((it, recognising.read_marks(it)) for it in whole().as_read().sheets)
    got = drawing.read_sheets(UnitSheets(marked), pack())
    names = {it.name: key for key, it in whole().sheets.items()}
    found: dict[str, list[Spot]] = {}
    for of in (*got.entries.values(), *got.figures.values()):
        for place, _ in of.cells:
            found.setdefault(names[place.sheet], []).append((place.line, place.column))
    return found


def of_read(change: Callable[[random.Random, MadeSheet, Spot], object]) -> Change:
    """A change to a cell from which a figure comes, on whichever sheet."""

    def changed(rng: random.Random, made: MadeExport, _: MadeSheet) -> None:
        name = rng.choice(sorted(read_spots()))
        change(rng, made.sheets[name], rng.choice(read_spots()[name]))

    return changed


def spoil(rng: random.Random, sheet: MadeSheet, spot: Spot) -> None:
    """A figure that is read is none any more, or not that of this cell."""
    values = (
        ERROR,
        NOTHING,
        "见附件",
        SheetCell(Holds.DATE, "2024-12-31"),
        "12.345",
        "1.2.3",
        "约500",
    )
    sheet.cells[spot] = rng.choice(values)


def alter(rng: random.Random, sheet: MadeSheet, spot: Spot) -> None:
    """A figure that is read is another one."""
    value = sheet.cells[spot]
    assert isinstance(value, float)
    if rng.random() < 0.15:
        del sheet.cells[spot]
    else:
        others = [value + 1, -value, value / 10000, value * 10, value + 0.01, 0.0]
        sheet.cells[spot] = rng.choice(others)


def exchange(rng: random.Random, sheet: MadeSheet, spot: Spot) -> None:
    """A figure that is read stands one cell beside its own, or has changed places with another."""
    row, column = spot
    other = rng.choice([(row, column + 1), (row, column - 1), (row + 1, column), (row - 1, column)])
    if other[1] < 5 or other[0] < 10:
        return
    one, two = sheet.cells.pop(spot), sheet.cells.pop(other, None)
    sheet.cells[other] = one
    if two is not None:
        sheet.cells[spot] = two


def recode(rng: random.Random, sheet: MadeSheet, spot: Spot) -> None:
    """The account of a row that is read is another, with its own name or the other's."""
    row = spot[0]
    if not isinstance(sheet.cells.get((row, 1)), str):
        return
    code = rng.choice(
        ["2010301", "2080505", "2010350", "2019999", "2210201", "0", "２０１０３５０"]
    )
    sheet.cells[row, 1] = code
    if rng.random() < 0.5:
        sheet.cells[row, 4] = accounts("function").get(code, "别的")


def retype(rng: random.Random, sheet: MadeSheet, spot: Spot) -> None:
    """A figure that is read stands there as a text, in one of the ways that people write them."""
    value = sheet.cells[spot]
    assert isinstance(value, float)
    ways = (
        f"{value:,.2f}", f"'{value:.2f}", f"{value:.2f} 元", f"¥{value:,.2f}", f"({value:,.2f})",
        f"{value / 10000:.6f}万元", f"{value:,.2f}".replace(",", " "), f"{value:,.2f}-",
        f"{value:.2f}".replace(".", "。"), f"{value:,.2f}".replace(",", "，"), f"{value:.4f}",
        f"{value:.2f}\n", f"+{value:.2f}", f"{value:.2E}",
    )  # fmt: skip
    sheet.cells[spot] = rng.choice(ways)


def rehead(rng: random.Random, sheet: MadeSheet, spot: Spot) -> None:
    """The head above a figure that is read says something else, or stands over another column."""
    heads = [at for at in heads_of(sheet) if at[1] == spot[1]]
    others = [at for at in heads_of(sheet) if at[1] > 4 and at[1] != spot[1]]
    if heads and others:
        one, other = rng.choice(heads), rng.choice(others)
        text = sheet.cells[other]
        if rng.random() < 0.5:
            sheet.cells[other] = sheet.cells[one]
        sheet.cells[one] = text


def move_row(rng: random.Random, sheet: MadeSheet, spot: Spot) -> None:
    """A row that is read is gone, stands somewhere else, or is there again."""
    own = {at: it for at, it in sheet.cells.items() if at[0] == spot[0]}
    last = max(row for row, _ in sheet.cells)
    if rng.random() < 0.7:
        sheet.cells = {at: it for at, it in sheet.cells.items() if at not in own}
        sheet.merged = [it for it in sheet.merged if it.top != spot[0]]
    if rng.random() < 0.7:
        sheet.cells |= {
            (last + rng.choice([1, 2, 30]), column): it for (_, column), it in own.items()
        }


def conceal(rng: random.Random, sheet: MadeSheet, spot: Spot) -> None:
    """A figure that is read is hidden, merged with its neighbour, or both."""
    if rng.random() < 0.5:
        hidden, number = rng.choice([(sheet.hidden_rows, spot[0]), (sheet.hidden_columns, spot[1])])
        hidden.add(number)
    else:
        sheet.cells.pop((spot[0], spot[1] + 1), None)
        sheet.merge(spot[0], spot[1], spot[0], spot[1] + 1, sheet.cells[spot])


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
    "取的数：错误值、文字": (of_read(spoil),),
    "取的数：错了、没有了": (of_read(alter),),
    "取的数：错了一格": (of_read(exchange),),
    "取的数：科目换了": (of_read(recode),),
    "取的数：文字写的": (of_read(retype),),
    "取的数：表头换了": (of_read(rehead),),
    "取的数：少了、多了一行": (of_read(move_row),),
    "取的数：藏着、合并": (of_read(conceal),),
}


WRONG = "没有说的错数"


class Tried(NamedTuple):
    """What became of a wrong export: which kind it is, whether its figures are all drawn right,
    and whether something is told that is not told of the right one: an error, or a note.
    """

    kind: str
    seed: int
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
    return Tried(kind, seed, got.figures == truth.figures, has_errors(new), bool(new))


@cache
def whole() -> MadeExport:
    return final_accounts(stated_by(EXAMPLE))


@cache
def drawn_whole() -> DrawnFigures:
    return drawn(whole())


def tabulate(count: int, first: int = 0) -> str:
    """What became of so many wrong exports from a number on, by kind."""
    found: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for tried in map(try_out, range(first, first + count)):
        if _say(tried) == WRONG:
            print(tried, file=sys.stderr, flush=True)
        found[tried.kind][_say(tried)] += 1
    heads = ("错误，不生成", "提示，数对", "提示，数不对", "没有影响", WRONG)
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
    return "没有影响" if tried.right else WRONG


if __name__ == "__main__":
    print(tabulate(*map(int, sys.argv[1:])))
