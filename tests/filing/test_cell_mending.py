"""What else is wrong with a workbook some of whose cells cannot be read."""

from dataclasses import replace
from pathlib import Path

import pytest
from support import workbooks
from support.examples import EXAMPLE, ONLY_TOLD
from support.workbooks import change, lay_once, save, sheet_of

from generator import pipeline
from generator.diagnostics import Fault, Place
from generator.spreadsheets.cells import Area, Spreadsheet

UNKNOWN = "支出!A6：2019998"
WRONG = [
    ("三公经费!B5：接待费", {("F134", "三公经费!D5")}),
    ("支出!D5：〔错误值〕#DIV/0!", {("F135", "支出!D5")}),
    ("支出!D5：〔数〕0.3333333333333333", {("F137", "支出!D5")}),
    ("项目自评!A5：", {("F134", "项目自评!C5"), ("F134", "项目自评指标!A4")}),
    ("按地址!A4：", {("F134", "按地址!B4")}),
    ("删表：三公经费", {("F132", "")}),
]


def told(folder: Path, book: Spreadsheet) -> set[tuple[str, str]]:
    """The faults of a workbook: their codes and cells (of the whole file: nothing)."""
    faults = pipeline.produce(save(book, folder / workbooks.BOOK)).faults
    return {(it.code, _cell_of(it)) for it in faults if it.code != ONLY_TOLD}


def _cell_of(fault: Fault) -> str:
    assert isinstance(fault.place, Place)
    return fault.place.spot if fault.place.sheet else ""


@pytest.mark.parametrize(("line", "own"), WRONG)
def test_what_is_wrong_elsewhere_is_told_as_well(
    tmp_path: Path, line: str, own: set[tuple[str, str]]
) -> None:
    assert {*own, ("L402", "支出!A6")} == told(tmp_path, change(lay_once(EXAMPLE), line, UNKNOWN))


@pytest.mark.parametrize(("line", "own"), WRONG)
def test_nothing_that_only_follows_is_told(
    tmp_path: Path, line: str, own: set[tuple[str, str]]
) -> None:
    assert own == told(tmp_path, change(lay_once(EXAMPLE), line))


def test_merged_cells_do_not_hide_the_rest(tmp_path: Path) -> None:
    book = change(lay_once(EXAMPLE), UNKNOWN)
    sheet = replace(sheet_of(book, "支出"), merged=(Area(9, 4, 10, 4),))
    found = told(tmp_path, workbooks.exchange(book, sheet))
    assert {("F134", "支出!D9"), ("L402", "支出!A6")} == found


def test_a_workbook_that_is_no_filing_says_so_alone(tmp_path: Path) -> None:
    book = change(lay_once(EXAMPLE), "删表：_填报簿")
    assert {("F131", "")} == told(tmp_path, book)
