"""What a filing need not state because an export holds it."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from support.examples import EXAMPLE, WORKED, codes
from support.exports import (
    DRAWN,
    GENERAL,
    OTHER,
    MadeExport,
    MadeSheet,
    drawing,
    final_accounts,
    stated_by,
)

from generator import pipeline
from generator.consolidation import department
from generator.diagnostics import Severity
from generator.exports import drawing as exports
from generator.exports.drawn import Drawn
from generator.exports.finding import UnitSheets
from generator.exports.recognising import read_marks
from generator.filing import shared
from generator.kept import library
from generator.packs import finding
from generator.packs.pack import Pack
from generator.pipeline import Outcome

ROWS = 10  # a sheet's row of totals; its accounts follow


@pytest.fixture(scope="module")
def export() -> MadeExport:
    return final_accounts(stated_by(EXAMPLE))


def pack() -> Pack:
    return finding.choose(library.current(), "部门决算", "2024", "福建")


def drawn(export: MadeExport) -> Drawn:
    """What an export gives, unwritten."""
    sheets = tuple((it, read_marks(it)) for it in export.as_read().sheets)
    return exports.read_sheets(UnitSheets(sheets), pack())


def told(export: MadeExport) -> list[tuple[str, str, str]]:
    """The faults of an export: code, cell, message."""
    return [(it.code, str(it.place), it.message) for it in drawn(export).faults]


def entry(found: Drawn, name: str, code: str, **told_: str) -> Decimal | None:
    quantity = found.entries.get((name, code, tuple(sorted(told_.items()))))
    return quantity.value if quantity else None


def produced(tmp_path: Path, made: MadeExport, name: str = "导出.xlsx", **edits: str) -> Outcome:
    made.write(tmp_path / name)
    filing = drawing(EXAMPLE, tmp_path / "126.yaml", name, *DRAWN)
    text = filing.read_text("utf-8")
    for old, new in edits.items():
        text = text.replace(old, new)
    filing.write_text(text, "utf-8")
    return pipeline.produce(filing)


# -- the whole way ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["导出.xlsx", "导出.xls"])
@pytest.mark.parametrize("filing", [EXAMPLE, WORKED], ids=["test", "worked"])
def test_the_document_is_that_of_the_typed_filing(tmp_path: Path, filing: Path, name: str) -> None:
    final_accounts(stated_by(filing)).write(tmp_path / name)
    made = pipeline.produce(drawing(filing, tmp_path / filing.name, name, *DRAWN))
    typed = pipeline.produce(filing)
    assert [] == codes(made)
    assert typed.document == made.document != b""


def test_a_filing_in_wan_draws_the_same_amounts(tmp_path: Path, export: MadeExport) -> None:
    made = produced(tmp_path, export, **{"金额单位: 元\n": "金额单位: 万元\n"})
    assert made.filing is not None
    spent = made.filing.data["支出"]
    assert sum(stated_by(EXAMPLE).spent.values()) == sum(
        item[it].value for item in spent for it in ("基本支出", "项目支出")
    )
    assert not any(item[it].wan for item in spent for it in ("基本支出", "项目支出"))


def test_what_the_filing_states_goes_first_and_is_told(tmp_path: Path, export: MadeExport) -> None:
    export.write(tmp_path / "导出.xlsx")
    filing = drawing(EXAMPLE, tmp_path / "126.yaml", "导出.xlsx", *DRAWN)
    own = f"支出:\n  - {{科目: 2010350, 资金: {GENERAL}, 基本支出: 5086823.82}}\n"
    filing.write_text(filing.read_text("utf-8") + own, "utf-8")
    source, _ = shared.load(filing)
    assert source is not None
    settled, faults = department.read_alone(source, pack())
    [fault] = [it for it in faults if it.code == "L439"]
    assert f"支出[2010350].基本支出.{GENERAL}：这里写 5086823.82元，" in fault.message
    assert "!Z07 " in fault.message
    assert fault.message.endswith("按这里写的印")
    assert str(filing) == fault.place.file
    first = settled.data["支出"][0]
    assert (Decimal("5086823.82"), 9) == (first["基本支出"].value, len(settled.data["支出"]))


def test_entries_told_apart_further_stand_for_the_whole(tmp_path: Path, export: MadeExport) -> None:
    export.write(tmp_path / "导出.xlsx")
    filing = drawing(EXAMPLE, tmp_path / "126.yaml", "导出.xlsx", *DRAWN)
    own = f"支出:\n  - {{科目: 2010399, 资金: {OTHER}, 往来单位: 甲, 项目支出: 3236007.94}}\n"
    filing.write_text(filing.read_text("utf-8") + own, "utf-8")
    outcome = pipeline.produce(filing)
    assert outcome.filing is not None
    amounts = [it["项目支出"].value for it in outcome.filing.data["支出"] if it["资金"] == OTHER]
    assert [Decimal("3236007.94")] == amounts


# -- every sheet -----------------------------------------------------------------------------------


def test_other_money_is_what_is_left(export: MadeExport) -> None:
    found = drawn(export)
    assert () == found.faults
    spent = entry(found, "支出", "2010399", 资金=OTHER, 性质="项目支出")
    begun = entry(found, "年初结转和结余", "2010399", 资金=OTHER)
    assert (Decimal("3236007.94"), Decimal("3585976.95")) == (spent, begun)


def test_a_figure_that_is_a_difference_knows_all_its_cells(export: MadeExport) -> None:
    key = ("支出", "2010399", (("性质", "项目支出"), ("资金", OTHER)))
    cells = [(place.spot.split(" ")[0], sign) for place, sign in drawn(export).entries[key].cells]
    assert [("Z04", ""), ("Z07", "－")] == cells


def test_totals_are_controls_and_never_figures(export: MadeExport) -> None:
    found = drawn(export)
    total = found.totals["支出决算表", "合计", "项目支出"]
    assert (Decimal("32794388.05"), f"G{ROWS}") == (total.value, total.place.spot.split("!")[1])
    assert ("支出决算表", "201", "项目支出") in found.totals
    assert {7, 5} == {len(code) for _, code, _ in found.entries}


def test_a_total_that_lies_is_an_error(tmp_path: Path, export: MadeExport) -> None:
    made = export.copy()
    made.sheets["Z04"].cells[ROWS, 7] = 32794388.06
    outcome = produced(tmp_path, made)
    [fault] = [it for it in outcome.faults if it.code == "L406"]
    assert fault.message.startswith("支出决算表.合计.项目支出：核对数 32794388.06元")
    assert str(fault.place).endswith(f"!G{ROWS}")


def test_a_total_that_nobody_computed_is_no_control(export: MadeExport) -> None:
    made = export.copy()
    made.sheets["Z04"].cells[ROWS, 7] = 0
    found = drawn(made)
    assert () == found.faults
    assert ("支出决算表", "合计", "项目支出") not in found.totals


def test_what_was_never_seen_says_so_in_every_message(export: MadeExport) -> None:
    made = export.copy()
    made.sheets["F03"].cells[made.sheets["F03"].find("（3）公务用车运行维护费")[0], 3] = "见附件"
    [fault] = drawn(made).faults
    assert ["未经真实文件核对"] == [note.split("：")[0] for note in fault.notes]
    assert fault.message == "财决附03：“见附件”不是金额：不是数字"


# -- how a sheet is known --------------------------------------------------------------------------

Change = Callable[[MadeExport], object]


def renamed(made: MadeExport) -> None:
    for sheet in made.sheets.values():
        sheet.name = f"表{sheet.name[:3]} "


def moved(made: MadeExport) -> None:
    for name, sheet in made.sheets.items():
        old = sheet.as_read()
        sheet.cells = {(row + 2, column): it for (row, column), it in sheet.cells.items()}
        sheet.merged = [it._replace(top=it.top + 2, bottom=it.bottom + 2) for it in old.merged]
        assert name


def spaced(made: MadeExport) -> None:
    """Blanks, line breaks and full width in labels."""
    for sheet in made.sheets.values():
        for spot, value in sheet.cells.items():
            if isinstance(value, str) and spot[0] < ROWS and "：" not in value:
                sheet.cells[spot] = value.replace("支出", "支 出").replace("结转", "结\n转")


def numbered(made: MadeExport) -> None:
    """Codes as numbers."""
    for sheet in made.sheets.values():
        for spot, value in sheet.cells.items():
            if isinstance(value, str) and value.isdecimal() and len(value) > 2:
                sheet.cells[spot] = float(value)


def split(made: MadeExport) -> None:
    """Codes in three cells, lost zeros among them."""
    for sheet in made.sheets.values():
        for (row, column), value in list(sheet.cells.items()):
            if column == 1 and isinstance(value, str) and value.isdecimal() and row > ROWS:
                sheet.merged = [it for it in sheet.merged if it.top != row]
                last = int(value[5:]) if value[5:] else ""
                sheet.put(row, 1, int(value[:3]), value[3:5], last)


def typed(made: MadeExport) -> None:
    """Amounts as texts."""
    for sheet in made.sheets.values():
        for spot, value in sheet.cells.items():
            if isinstance(value, float) and spot[1] > 4:
                sheet.cells[spot] = f"{value:,.2f}"


def doubled(made: MadeExport) -> None:
    """Amounts as sums of doubles come out."""
    for sheet in made.sheets.values():
        for spot, value in sheet.cells.items():
            if isinstance(value, float) and spot[1] > 4:
                sheet.cells[spot] = value * (1 + 2**-50)


def in_wan(made: MadeExport) -> None:
    for sheet in made.sheets.values():
        for spot, value in sheet.cells.items():
            if isinstance(value, float) and spot[1] > 2:
                sheet.cells[spot] = value / 10000
            if value == "金额单位：元":
                sheet.cells[spot] = "单位:万元"


def shuffled(made: MadeExport) -> None:
    made.sheets = dict(reversed(made.sheets.items()))


@pytest.mark.parametrize(
    "change", [renamed, moved, spaced, numbered, split, typed, doubled, in_wan, shuffled]
)
def test_the_same_is_drawn_however_it_is_written(export: MadeExport, change: Change) -> None:
    made, plain = export.copy(), drawn(export)
    change(made)
    found = drawn(made)
    assert () == found.faults
    assert {key: it.value for key, it in plain.entries.items()} == {
        key: it.value for key, it in found.entries.items()
    }
    assert {key: it.value for key, it in plain.figures.items()} == {
        key: it.value for key, it in found.figures.items()
    }


# -- what is never guessed -------------------------------------------------------------------------


def test_an_unknown_sheet_is_named(export: MadeExport) -> None:
    made = export.copy()
    made.sheets["Z12"] = MadeSheet("Z12 资产负债简表")
    made.sheets["Z12"].put(1, 1, "资产负债简表")
    made.sheets["Z12"].put(5, 1, "货币资金", 100.0)
    [fault] = drawn(made).faults
    assert ("L440", "没有取数的表：Z12 资产负债简表") == (fault.code, fault.message)


def test_a_column_that_is_not_known_is_told(export: MadeExport) -> None:
    made = export.copy()
    made.sheets["Z04"].cells[5, 11] = "代管资金支出"
    made.sheets["Z04"].cells[12, 11] = 5.0
    message = "财决04：不认识“代管资金支出”这一栏，没有取里面的数"
    assert [("L435", "导出.xlsx!Z04 支出决算表(财决04表)!K12", message)] == told(made)


def test_a_column_that_lacks_is_an_error(export: MadeExport) -> None:
    made = export.copy()
    made.sheets["Z04"].cells[5, 7] = "项目经费"
    assert ["L435", "L433"] == [code for code, *_ in told(made)]
    assert told(made)[1][2] == "财决04：没有“项目支出”这一栏"


def test_a_sheet_that_is_taken_off_must_be_there(export: MadeExport) -> None:
    made = export.copy()
    del made.sheets["Z11"]
    messages = [message for _, _, message in told(made)]
    assert "财决04：要减去财决11，导出文件里没有" in messages


def test_two_sheets_that_say_otherwise_are_an_error(export: MadeExport) -> None:
    made = export.copy()
    again = made.copy().sheets["Z07"]
    again.name, again.cells[13, 10] = "又一张", 1.0
    made.sheets["又一张"] = again
    assert ("L437", "又一张") in [(code, place.split("!")[1]) for code, place, _ in told(made)]


def test_two_units_of_money_on_a_sheet_are_an_error(export: MadeExport) -> None:
    made = export.copy()
    made.sheets["Z04"].put(4, 5, "单位：万元")
    [(code, place, message)] = told(made)
    assert ("L434", "Z04 支出决算表(财决04表)!E4") == (code, place.split("!", 1)[1])
    assert message == "财决04：一张表上写了几种金额单位：元、万元"


def test_money_beside_no_account_is_an_error(export: MadeExport) -> None:
    made = export.copy()
    del made.sheets["Z04"].cells[13, 1]
    made.sheets["Z04"].merged = [it for it in made.sheets["Z04"].merged if it.top != 13]
    code, place, _ = told(made)[0]
    assert ("L436", "A13") == (code, place.split("!")[2])


def test_money_in_merged_cells_is_an_error(export: MadeExport) -> None:
    made = export.copy()
    made.sheets["Z04"].merge(13, 6, 13, 7, 5086823.81)
    code, place, _ = told(made)[0]
    assert ("L434", "F13") == (code, place.split("!")[2])


def test_money_that_is_hidden_is_told(export: MadeExport) -> None:
    made = export.copy()
    made.sheets["Z04"].hidden_rows.add(13)
    [(code, place, message)] = told(made)
    assert ("L434", "F13", "财决04：隐藏的行、列、表里有 1 个数，也取了") == (
        code,
        place.split("!")[2],
        message,
    )


def test_an_entry_of_no_account_stands_for_those_of_all(tmp_path: Path, export: MadeExport) -> None:
    export.write(tmp_path / "导出.xlsx")
    kept = [it for it in DRAWN if it != "年初结转和结余"]
    outcome = pipeline.produce(drawing(EXAMPLE, tmp_path / "126.yaml", "导出.xlsx", *kept))
    assert [] == codes(outcome)
    assert pipeline.produce(EXAMPLE).document == outcome.document != b""


def test_that_no_sheet_is_known_is_all_that_is_told(tmp_path: Path) -> None:
    strange = MadeExport({"": MadeSheet("Z12 资产负债简表")})
    strange.sheets[""].put(1, 1, "资产负债简表", 100.0)
    [fault] = [it for it in produced(tmp_path, strange).faults if it.severity is Severity.ERROR]
    message = "没有一张表认得出，什么也没有取：Z12 资产负债简表"
    assert ("L440", message) == (fault.code, fault.message)


def test_an_unknown_sheet_beside_a_whole_filing_is_only_told(tmp_path: Path) -> None:
    strange = MadeExport({"": MadeSheet("Z12 资产负债简表")})
    strange.sheets[""].put(1, 1, "资产负债简表", 100.0)
    strange.write(tmp_path / "导出.xlsx")
    filing = drawing(EXAMPLE, tmp_path / "126.yaml", "导出.xlsx")
    outcome = pipeline.produce(filing)
    assert [Severity.WARNING] == [it.severity for it in outcome.faults if it.code == "L440"]
    assert outcome.document
