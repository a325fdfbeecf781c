"""What stands in a row where the head has no column."""

import re
from pathlib import Path

import pytest
from support.examples import EXAMPLE
from support.exports import GENERAL, MadeSheet, Value, drawing

from generator.diagnostics import Fault, Severity
from generator.exports import drawing as exports
from generator.exports import recognising
from generator.exports.finding import UnitSheets
from generator.filing import source
from generator.kept import library
from generator.packs import finding

PACK = finding.choose(library.current(), "部门决算", "2024", "福建")
ROW = f"2010399,{GENERAL},"


def torn(faults: list[Fault]) -> list[tuple[str, str, str]]:
    """Of each amount that is torn the code, the place within the file, what is meant."""
    return [
        (it.code, str(it.place).partition(".csv:")[2], found[1])
        for it in faults
        if it.severity is Severity.ERROR and (found := re.search("像是 (.*) 被逗号", it.message))
    ]


def read(tmp_path: Path, *rows: str, unit: str = "元") -> list[Fault]:
    """The faults of a table of text."""
    head = f"单位：{unit}", "科目,资金,基本支出,项目支出"
    (tmp_path / "支出.csv").write_text("\n".join((*head, *rows, "")), "utf-8")
    loaded, _ = source.load(drawing(EXAMPLE, tmp_path / "126.yaml", "支出.csv", "支出"))
    assert loaded is not None
    return exports.draw(loaded, PACK)[1]


@pytest.mark.parametrize(
    ("amounts", "place", "meant"),
    [
        (",3,236,007.94", "3:4", "3,236,007.94"),
        ("3,236,007.94,", "3:3", "3,236,007.94"),
        ("5,086.81,", "3:3", "5,086.81"),  # an empty cell more than the head has
        ("-3,236,007,", "3:3", "-3,236,007"),
        (",3,000,000", "3:4", "3,000,000"),
        ("¥3,236.94元,", "3:3", "¥3,236.94元"),
    ],
)
def test_an_amount_that_its_commas_tear_is_not_guessed(
    tmp_path: Path, amounts: str, place: str, meant: str
) -> None:
    assert [("L434", place, meant)] == torn(read(tmp_path, ROW + amounts))


@pytest.mark.parametrize(
    "amounts",
    ["5.00,236.94", "5,236", '"3,236,007.94",', "3236007.94,,", "1,86.81", "868.23,345.00,,"],
)
def test_amounts_side_by_side_are_none(tmp_path: Path, amounts: str) -> None:
    assert [] == torn(read(tmp_path, ROW + amounts))


@pytest.mark.parametrize(
    ("unit", "amounts", "expected"),
    [
        ("元", "564,591.12", ["支出：“564”“591.12”像是 564,591.12 被逗号分成了几格"]),
        ("元", "564.00,591.12", []),
        ("万元", "564,591.12", []),
    ],
)
def test_where_the_row_is_no_longer_than_the_head_it_is_only_told(
    tmp_path: Path, unit: str, amounts: str, expected: list[str]
) -> None:
    faults = read(tmp_path, ROW + amounts, unit=unit)
    assert expected == [it.message for it in faults if "逗号" in it.message]
    assert [] == torn(faults)


def test_the_number_of_a_row_begins_no_amount(tmp_path: Path) -> None:
    (tmp_path / "决算.csv").write_text(
        "财决01表\n单位：元\n项目,行次,决算数\n结余分配,1,236.94,\n", "utf-8"
    )
    loaded, _ = source.load(drawing(EXAMPLE, tmp_path / "126.yaml", "决算.csv"))
    assert loaded is not None
    assert [] == [it for it in exports.draw(loaded, PACK)[1] if "逗号" in it.message]


def test_a_torn_amount_of_a_labelled_row_is_told(tmp_path: Path) -> None:
    (tmp_path / "决算.csv").write_text(
        "财决01表\n单位：元\n项目,行次,决算数\n结余分配,1,3,236.94\n", "utf-8"
    )
    loaded, _ = source.load(drawing(EXAMPLE, tmp_path / "126.yaml", "决算.csv"))
    assert loaded is not None
    assert [("L434", "4:3", "3,236.94")] == torn(exports.draw(loaded, PACK)[1])


def in_sheet(*rows: tuple[Value, ...], head: tuple[str, ...] = ()) -> list[str]:
    """What is told of a sheet of a workbook."""
    sheet = MadeSheet("支出")
    sheet.put(1, 1, "单位：元")
    sheet.put(2, 1, "科目", "资金", "项目支出", *head)
    for number, row in enumerate(rows, 3):
        sheet.put(number, 1, *row)
    made = sheet.as_read()
    sheets = UnitSheets(((made, recognising.read_marks(made)),))
    return [f"{it.severity.name} {it.message}" for it in exports.read_sheets(sheets, PACK).faults]


def test_a_number_without_a_head_is_told() -> None:
    message = "WARNING 支出：D 列没有栏名，没有取里面的数"
    assert [message] == in_sheet(("2010399", GENERAL, 6393104.41, 777))
    assert [message] == in_sheet(("2010399", GENERAL, 6393104.41), ("合计", "", 6393104.41, 5))


def test_what_stands_beside_notes_is_none() -> None:
    assert [] == in_sheet(("2010399", GENERAL, 6393104.41), ("制表人", "", "", 20250301))


def test_a_small_number_in_a_column_that_is_not_known_is_told() -> None:
    row = ("2010399", GENERAL, 6393104.41)
    [message] = in_sheet((*row, 777), head=("代管资金",))
    assert "WARNING 支出：不认识“代管资金”这一栏，没有取里面的数" == message
    assert [] == in_sheet((*row, 1), head=("序号",))
    assert [] == in_sheet((*row, 1), ("2010350", GENERAL, 5.5, 2), head=("次序",))
