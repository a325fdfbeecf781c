"""总览 for Excel: numbers are numbers, texts are texts whatever they look like."""

import io
import re
import zipfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from test_overview_page import ERROR, FOLDER, NOW, keep, result

from generator.reporting import overview_sheet, placing
from generator.spreadsheets import reading
from generator.spreadsheets.cells import Holds, SheetCell, Worksheet
from generator.units.result import KeyFigure, Result


def parts(*results: Result, page: Path | None = None) -> dict[str, str]:
    made = overview_sheet.as_workbook([keep(it, page) for it in results], FOLDER, NOW)
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        return {name: book.read(name).decode("utf-8") for name in book.namelist()}


def sheet(tmp_path: Path, *results: Result, number: int = 0) -> Worksheet:
    path = tmp_path / "总览.xlsx"
    path.write_bytes(overview_sheet.as_workbook([keep(it) for it in results], FOLDER, NOW))
    book, faults = reading.read(path)
    assert book is not None
    assert [] == faults
    return book.sheets[number]


def row(sheet: Worksheet, line: int) -> dict[str, SheetCell]:
    """The cells of a line by the heads of their columns."""
    heads = {column: cell.text for (at, column), cell in sheet.cells.items() if at == 1}
    return {heads[column]: cell for (at, column), cell in sheet.cells.items() if at == line}


def test_amounts_and_counts_are_numbers_and_rates_are_shares(tmp_path: Path) -> None:
    figures = (KeyFigure("收入", "4052.48", "-15.89%"), KeyFigure("支出", "3.00", "持平"))
    cells = row(sheet(tmp_path, result("甲", ERROR, figures=figures)), 2)
    numbers = {head: cell.text for head, cell in cells.items() if cell.holds is Holds.NUMBER}
    rate = Decimal(numbers.pop("收入增减"))
    assert {"错误": "1", "收入": "4052.48", "支出": "3"} == numbers
    assert Decimal("-0.1589") == rate
    assert ("357", Holds.TEXT) == (cells["代码"].text, cells["代码"].holds)
    assert "持平" == cells["支出增减"].text


@pytest.mark.parametrize("text", ["=1+1", "+1", "@SUM(A1)", "http://a.b", "{=A1}", "mailto:a@b.c"])
def test_a_text_is_never_a_formula_or_a_link(text: str, tmp_path: Path) -> None:
    made = parts(result(text))
    main = made["xl/worksheets/sheet1.xml"]
    assert ("<f>" not in main, "<hyperlink" not in main) == (True, True)
    assert text == row(sheet(tmp_path, result(text)), 2)["单位"].text


def test_links_lead_to_documents_and_pages_and_are_escaped() -> None:
    made = parts(
        result("甲", ERROR, written=FOLDER / "2024" / '甲 #1"&.docx'),
        page=FOLDER / "页" / "甲.html",
    )
    links = re.findall('Target="(.*?)"', made["xl/worksheets/_rels/sheet1.xml.rels"])
    assert ["2024\\甲%20%231%22%26.docx", "页\\甲.html"] == links


def test_the_head_stays_and_can_be_filtered(tmp_path: Path) -> None:
    main = parts(result("甲"), result("乙"))["xl/worksheets/sheet1.xml"]
    assert 'ySplit="1"' in main
    assert '<autoFilter ref="A1:' in main


def test_the_states_are_counted_on_a_sheet_of_their_own(tmp_path: Path) -> None:
    counts = sheet(tmp_path, result("甲", ERROR), result("乙"), number=1)
    told = {counts.cells[line, 1].text: counts.cells[line, 2].text for line in range(1, 9)}
    assert ("2025-09-01 08:30", "2") == (told["时间"], told["单位"])
    assert ("1", "1", "0") == (told["有错误"], told["无错误"], told["未报"])


def test_only_an_overview_is_replaced_by_one(tmp_path: Path) -> None:
    import xlsxwriter

    own, made = tmp_path / "自己的.xlsx", overview_sheet.as_workbook([], FOLDER, NOW)
    with xlsxwriter.Workbook(own, {"in_memory": True}) as book:
        book.add_worksheet("总览").write_string(0, 0, "填报")
        book.add_worksheet("合计").write_string(0, 0, "填报")
    before = own.read_bytes()
    (fault,) = [placing.put(own, made)]
    assert (fault is not None and fault.code, before) == ("W702", own.read_bytes())
    again = tmp_path / "总览.xlsx"
    later = overview_sheet.as_workbook([], FOLDER, next_day())
    assert [None, None] == [placing.put(again, it) for it in (made, later)]
    assert later == again.read_bytes()


def next_day() -> datetime:
    return NOW.replace(day=2)
