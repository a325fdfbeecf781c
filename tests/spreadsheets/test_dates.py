"""Dates: the days that Excel counts, the formats that show them."""

import pytest

from generator.spreadsheets import dates


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("1", "1900-01-01"),
        ("59", "1900-02-28"),
        ("60", "1900-02-29"),
        ("61", "1900-03-01"),
        ("2958464", "9999-12-30"),
        ("0", None),
        ("-1", None),
        ("2958466", None),
    ],
)
def test_days_are_counted_as_excel_counts_them(number: str, shown: str | None) -> None:
    assert shown == dates.spell(number, "date", from_1904=False)


def test_only_the_first_part_of_a_format_tells() -> None:
    codes = ("0.00;yyyy", "yyyy;0", '0"日"', "General", "[Red]0", "[h]:mm", "0.00E+00")
    assert [False, True, False, False, False, True, False] == [dates.shows_date(it) for it in codes]
