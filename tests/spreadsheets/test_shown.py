"""What a cell shows, of each kind of number format; nothing where nobody can say."""

from pathlib import Path
from typing import Any

import pytest
import xlwt
from support import sheets

from generator.spreadsheets import shown
from generator.spreadsheets.cells import Holds, NumberLook, SheetCell


@pytest.mark.parametrize(
    ("digits", "code", "text"),
    [
        ("0.95", "0%", "95%"),
        ("0.95", "0.00%", "95.00%"),
        ("95", '"≥"0"%"', "≥95%"),
        ("5", "≥0个", "≥5个"),
        ("1234.5", "#,##0.00", "1,234.50"),
        ("1234567", "#,##0", "1,234,567"),
        ("-3", "0", "-3"),
        ("-0.3", "0", "0"),
        ("-3", "0;(0)", "(3)"),
        ("0", '0;-0;"—"', "—"),
        ("12", "#,##0_ ", "12"),
        ("7", "000", "007"),
        ("0.1", "0.0#", "0.1"),
        ("5", "[红色]0", "5"),
        ("5", "[$¥-804]0", "¥5"),
        ("191.4483", "", "191.4483"),
        ("5", "0E+00", None),
        ("5", "[DBNum1]0", None),
        ("0.5", "# ?/?", None),
        ("5000", "0,", None),
        ("5", "[>1]0", None),
        ("100000000000", "", None),
        ("33.333333333333336", "", None),
        ("0.5", f"0.{'0' * 60}", None),
        (f"1{'0' * 70}", "0.00", None),
        ("5", '"' * 100_001, None),
    ],
)
def test_a_number_is_shown_by_its_format(digits: str, code: str, text: str | None) -> None:
    assert text == shown.show(SheetCell(Holds.NUMBER, digits, look=NumberLook(code)))


@pytest.mark.parametrize(
    ("day", "code", "text"),
    [
        ("2024-12-01", 'yyyy"年"m"月"', "2024年12月"),
        ("2024-12-01", 'yyyy"年"m"月"d"日";@', "2024年12月1日"),
        ("2024-12-01", r"yyyy\-mm\-dd", "2024-12-01"),
        ("2024-12-01", "[$-804]yyyy年m月", "2024年12月"),
        ("2024-12-01", "yyyy/m/d;@", "2024/12/1"),
        ("2024-12-01", "mmm-yy", None),
        ("2024-12-01", "[$-F800]dddd", None),
        ("2024-12-01", "", None),
        ("2024-12-01 08:00:00", "yyyy-m-d", None),
    ],
)
def test_a_day_is_shown_by_its_format(day: str, code: str, text: str | None) -> None:
    assert text == shown.show(SheetCell(Holds.DATE, day, look=NumberLook(code)))


def test_a_result_is_shown_without_what_doubles_add() -> None:
    assert "98.63" == shown.show(SheetCell(Holds.NUMBER, "98.63000000000001", computed=True))
    assert None is shown.show(SheetCell(Holds.NUMBER, "33.333333333333336", computed=True))


@pytest.mark.parametrize("holds", [Holds.TRUTH, Holds.ERROR, Holds.UNCOMPUTED])
def test_what_is_no_text_shows_none(holds: Holds) -> None:
    assert None is shown.show(SheetCell(holds, "x"))


def test_formats_are_read_from_a_workbook(tmp_path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        for row, (value, code) in enumerate([(0.95, "0%"), (45627, 'yyyy"年"m"月"'), (3, "")]):
            sheet.write_number(row, 0, value, book.add_format({"num_format": code}))

    sheet = sheets.sheet_of(sheets.written(tmp_path / "表.xlsx", fill))
    assert ["95%", "2024年12月", "3"] == [shown.show(it) for it in sheet.cells.values()]


def test_formats_are_read_from_an_old_workbook(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for row, (value, code) in enumerate([(0.95, "0%"), (45627, 'yyyy"年"m"月"'), (3, "General")]):
        sheet.write(row, 0, value, xlwt.easyxf(num_format_str=code))
    book.save(str(tmp_path / "表.xls"))
    cells = sheets.sheet_of(tmp_path / "表.xls").cells
    assert ["95%", "2024年12月", "3"] == [shown.show(it) for it in cells.values()]


def test_the_day_of_the_machines_own_format_is_not_guessed(tmp_path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_number(0, 0, 45627, book.add_format({"num_format": 14}))

    (cell,) = sheets.sheet_of(sheets.written(tmp_path / "表.xlsx", fill)).cells.values()
    assert (Holds.DATE, None) == (cell.holds, shown.show(cell))
