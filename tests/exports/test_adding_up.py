"""Sums of a sheet that no table of the law is there for: held against the sheet's own rows."""

import pytest
from support.examples import EXAMPLE
from support.exports import MadeExport, MadeSheet, final_accounts, stated_by
from test_drawing import drawn, told

TOTAL, FIRST = 10, 11  # the row of the total, and the first of accounts


@pytest.fixture
def made() -> MadeExport:
    return final_accounts(stated_by(EXAMPLE))


def column_of(sheet: MadeSheet, row: int) -> int:
    """The last column with a figure in a row."""
    return max(column for (at, column), it in sheet.cells.items() if at == row and it != "")


def lie(sheet: MadeSheet, row: int, column: int) -> str:
    """Make a sum say a 分 more; the cell."""
    value = sheet.cells[row, column]
    assert isinstance(value, float)
    sheet.cells[row, column] = value + 0.01
    return sheet.as_read().place((row, column)).spot.split("!")[-1]


def cells_told(made: MadeExport) -> list[tuple[str, str]]:
    return [(code, place.split("!")[-1]) for code, place, _ in told(made)]


@pytest.mark.parametrize("row", [TOTAL, FIRST, FIRST + 1])
def test_a_sum_of_a_sheet_with_an_account_a_column_is_held(made: MadeExport, row: int) -> None:
    sheet = made.sheets["Z05_1"]
    cell = lie(sheet, row, column_of(sheet, row))
    assert ("L406", cell) in cells_told(made)


def test_what_a_row_says_of_all_its_accounts_is_held(made: MadeExport) -> None:
    sheet = made.sheets["Z05_1"]
    cell = lie(sheet, FIRST + 2, 5)
    assert ("L406", cell) in cells_told(made)


def test_the_sum_of_what_is_brought_forward_is_held(made: MadeExport) -> None:
    cell = lie(made.sheets["Z02"], TOTAL, 5)
    assert ("L406", cell) in cells_told(made)


def test_what_a_sheet_says_of_income_and_spending_is_a_control(made: MadeExport) -> None:
    del made.sheets["Z03"], made.sheets["Z04"]
    alone = drawn(made).totals
    assert ("收入决算表", "合计", "本年收入合计") in alone
    assert ("支出决算表", "2010399", "本年支出合计") in alone


def test_rows_that_go_no_further_than_a_class_are_not_lost_silently(made: MadeExport) -> None:
    sheet = made.sheets["Z05_1"]
    leaves = {at for (at, column), it in sheet.cells.items() if column == 1 and len(str(it)) == 7}
    sheet.cells = {at: it for at, it in sheet.cells.items() if at[0] not in leaves}
    sheet.merged = [it for it in sheet.merged if it.top not in leaves]
    assert any("明细的各行相加是 0.00元" in message for _, _, message in told(made))


def test_a_sum_that_nobody_computed_is_none(made: MadeExport) -> None:
    sheet = made.sheets["Z05_1"]
    for column in range(5, column_of(sheet, TOTAL) + 1):
        if (TOTAL, column) in sheet.cells:
            sheet.cells[TOTAL, column] = 0.0
    assert [] == told(made)
