"""Exports with something wrong in them: whatever is drawn wrongly is told."""

import random
from collections.abc import Callable
from decimal import Decimal
from functools import cache

import pytest
from support.examples import EXAMPLE
from support.exports import DRAWN, MadeExport, MadeSheet, final_accounts, stated_by, without

from generator.books import bases
from generator.checks import checks
from generator.checks.case import Case
from generator.exports import drawing, joining, recognising
from generator.exports.finding import ExportOwner, UnitSheets
from generator.filing import schema, source
from generator.filing.source import Source
from generator.kept import library
from generator.packs import finding
from generator.packs.pack import Pack
from generator.spreadsheets.cells import Holds, SheetCell, Spot

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


def drawn(made: MadeExport) -> tuple[Figures, set[tuple[str, str]]]:
    """What a filing has from an export, and all that is told."""
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
    every = [*got.faults, *told, *wrong, *held]
    return figures, {(it.code, it.message) for it in every}


# -- what may be wrong -----------------------------------------------------------------------------

Change = Callable[[random.Random, MadeSheet], object]


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


def put(pick: Callable[[MadeSheet], list[Spot]], *values: object) -> Change:
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
CHANGES: tuple[Change, ...] = (
    put(figures_of, ERROR, NOTHING, "见附件", SheetCell(Holds.DATE, "2024-12-31")),
    put(figures_of, lambda it: it + 1, lambda it: -it, lambda it: it / 10000, lambda it: it * 10),
    put(codes_of, lambda it: it[:-1], lambda it: f"{it}9", lambda it: "2010101", "", "2024-01-01"),
    put(heads_of, "另一栏", lambda it: f"{it}（调整）", ""),
    drop_row,
    drop_column,
    move_column,
    say_wan,
    other_unit,
    merge,
)


def try_out(seed: int) -> tuple[bool, bool]:
    """Whether what is drawn from a changed export is right, and whether anything is told."""
    rng = random.Random(seed)
    made = whole().copy()
    rng.choice(CHANGES)(rng, made.sheets[rng.choice(sorted(made.sheets))])
    figures, told = drawn(made)
    right, always = truth()
    return figures == right, bool(told - always)


@cache
def truth() -> tuple[Figures, set[tuple[str, str]]]:
    return drawn(whole())


@cache
def whole() -> MadeExport:
    return final_accounts(stated_by(EXAMPLE))


def test_nothing_is_told_of_what_is_right() -> None:
    figures, told = truth()
    assert {"C313"} == {code for code, _ in told}
    assert len(figures) > 30


@pytest.mark.parametrize("seed", range(40))
def test_what_is_drawn_wrongly_is_told(seed: int) -> None:
    right, told = try_out(seed)
    assert right or told


@pytest.mark.slow
@pytest.mark.parametrize("block", range(20))
def test_what_is_drawn_wrongly_is_told_of_many(block: int) -> None:
    seeds = range(1000 + block * 100, 1100 + block * 100)
    assert [] == [seed for seed in seeds if not any(try_out(seed))]
