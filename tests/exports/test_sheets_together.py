"""Several sheets that give the same: of two sets, of two years, copies, and what they differ by."""

from collections.abc import Callable

import pytest
from support.examples import EXAMPLE
from support.exports import MadeExport, MadeSheet, final_accounts, stated_by
from support.public_exports import public_tables
from test_recognising import drawn

Sheets = dict[str, MadeSheet]


def public() -> MadeExport:
    return public_tables(stated_by(EXAMPLE))


def entries(export: MadeExport) -> dict[object, object]:
    return {key: of.value for key, of in drawn(export).entries.items()}


def codes(export: MadeExport) -> list[tuple[str, str]]:
    return [(it.code, it.severity.name) for it in drawn(export).faults]


def copy_without(name: str, code: str) -> MadeSheet:
    """A copy of a sheet that lacks the row of an account."""
    sheet = public().sheets[name]
    row = next(at for (at, column), it in sheet.cells.items() if column == 1 and it == code)
    sheet.cells = {at: it for at, it in sheet.cells.items() if at[0] != row}
    sheet.name = f"{sheet.name[:20]}(2)"
    return sheet


def behind(sheets: Sheets, other: MadeSheet) -> Sheets:
    return {**sheets, "又": other}


def before(sheets: Sheets, other: MadeSheet) -> Sheets:
    return {"又": other, **sheets}


@pytest.mark.parametrize("put", [behind, before])
def test_a_copy_that_lacks_an_account_is_an_error(put: Callable[..., Sheets]) -> None:
    made = public()
    made.sheets = put(made.sheets, copy_without("公开05", "2010350"))
    assert ("L437", "ERROR") in codes(made)


def test_a_copy_that_says_the_same_is_nothing_to_tell() -> None:
    made, other = public(), public()
    for name, sheet in other.sheets.items():
        sheet.name = f"{sheet.name[:20]}(2)"
        made.sheets[f"又{name}"] = sheet
    assert ([], entries(public())) == (codes(made), entries(made))


@pytest.mark.parametrize("first", [True, False])
def test_both_sets_together_give_what_one_gives(first: bool) -> None:
    one, other = final_accounts(stated_by(EXAMPLE)), public()
    both = [one.sheets, other.sheets] if first else [other.sheets, one.sheets]
    made = MadeExport({**both[0], **both[1]})
    assert ([], entries(one)) == (codes(made), entries(made))


def test_sets_that_differ_in_the_sum_of_what_only_one_tells_apart_are_an_error() -> None:
    made, other = final_accounts(stated_by(EXAMPLE)), public()
    sheet = other.sheets["公开01"]
    spot = next(at for at, it in sheet.cells.items() if it == "年初结转和结余")
    begun = sheet.cells[spot[0], spot[1] + 1]
    assert isinstance(begun, float)
    sheet.cells[spot[0], spot[1] + 1] = begun + 1
    made.sheets |= other.sheets
    assert ("L437", "ERROR") in codes(made)


def test_sheets_of_another_year_beside_this_years_are_left_and_told() -> None:
    made = public()
    for name, sheet in public().sheets.items():
        sheet.name = f"2023{sheet.name[:20]}"
        sheet.cells[1, 1] = f"2023年度{sheet.cells[1, 1]}"
        made.sheets[f"旧{name}"] = sheet
    assert entries(public()) == entries(made)
    assert {("L434", "WARNING")} == set(codes(made))
    message = "公开05：表上是 2023 年度，没有取数；2024 年度的另有一张"
    assert message in [it.message for it in drawn(made).faults]
