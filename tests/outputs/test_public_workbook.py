"""The tables of a finished document as a workbook: what is printed, as numbers and as texts."""

import re
from pathlib import Path

import pytest
from support import office
from support.drawn_tables import assert_same, sheets_of
from support.examples import BUDGET, EXAMPLE, OF_EVERY_PACK, SHANGHAI
from support.public_documents import edited_by_hand, open_word, public, public_of
from support.wordml import cell, par, parts, row, run, table

from generator.outputs import document, workbook
from generator.spreadsheets import reading, shown
from generator.spreadsheets.cells import Holds
from generator.word import archive


@pytest.mark.parametrize("filing", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_every_sheet_shows_its_table_sign_by_sign(filing: Path, tmp_path: Path) -> None:
    assert_same(public(filing), sheets_of(public(filing), tmp_path))


@pytest.mark.parametrize("seed", range(5))
def test_an_edited_document_is_drawn_as_it_stands(seed: int, tmp_path: Path) -> None:
    edited = document.read(open_word(edited_by_hand(EXAMPLE, seed)))
    assert_same(edited, sheets_of(edited, tmp_path))


@pytest.mark.parametrize("filing", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_every_amount_is_a_number(filing: Path, tmp_path: Path) -> None:
    sheets = sheets_of(public(filing), tmp_path)
    texts = [it.text for sheet in sheets for it in sheet.cells.values() if it.holds is Holds.TEXT]
    assert [it for it in texts if re.fullmatch(r"[0-9,]+\.[0-9]+", it)] == []


def test_codes_ordinals_and_counts_of_columns_are_texts(tmp_path: Path) -> None:
    sheets = {sheet.name: sheet for sheet in sheets_of(public(SHANGHAI), tmp_path)}
    accounts = [it for at, it in sheets["收入决算表"].cells.items() if at[1] in (1, 2, 3)]
    assert {it.holds for it in accounts} == {Holds.TEXT}
    example = {sheet.name: sheet for sheet in sheets_of(public(EXAMPLE), tmp_path)}
    numbered = [
        it
        for at, it in example["一般公共预算财政拨款“三公”经费支出决算表"].cells.items()
        if at[1] == 2
    ]
    assert {it.holds for it in numbered} == {Holds.TEXT}


def test_a_text_that_no_cell_holds_is_told_and_cut_with_a_word(tmp_path: Path) -> None:
    long = "甲" * 32766 + "𠮷"  # two units
    rows = (row(cell(par(it)), cell(par("1.00"))) for it in ("栏", long, "甲" * 32767))
    read = public_of(parts(par("一、表") + table(*rows)))
    (gap,) = workbook.list_cut(read)
    assert ("一格有 32768 字，只放得下前 32767 字", True) == (gap.what, gap.place is not None)
    (sheet,) = sheets_of(read, tmp_path)
    texts = [it.text for it in sheet.cells.values()]
    (cut,) = [it for it in texts if it.endswith("其余见 Word 文档）")]
    assert (32767, True, "甲" * 32767 in texts) == (len(cut), long.startswith(cut[:30000]), True)


CASES = {
    "1,234.50": (Holds.NUMBER, "1234.5"),
    "1234.50": (Holds.NUMBER, "1234.5"),
    "-3.20": (Holds.NUMBER, "-3.2"),
    "12.34%": (Holds.NUMBER, "0.1234"),
    "0.00": (Holds.NUMBER, "0"),
    "29": (Holds.NUMBER, "29"),
    "2024": (Holds.TEXT, "2024"),
    "007": (Holds.TEXT, "007"),
    "-0.00": (Holds.TEXT, "-0.00"),
    "1234567890123456.78": (Holds.TEXT, "1234567890123456.78"),
    "1,23.4": (Holds.TEXT, "1,23.4"),
    "=1+1": (Holds.TEXT, "=1+1"),
    "+5": (Holds.TEXT, "+5"),
    "-": (Holds.TEXT, "-"),
    "@SUM(A1)": (Holds.TEXT, "@SUM(A1)"),
    "—": (Holds.TEXT, "—"),
    "http://a.example": (Holds.TEXT, "http://a.example"),
}


def test_what_a_cell_is_follows_from_its_text(tmp_path: Path) -> None:
    rows = "".join(row(cell(par(f"第{at}项")), cell(par(text))) for at, text in enumerate(CASES))
    heads = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell(par('项目'))}{cell(par('数量'))}</w:tr>"
    sheet = sheets_of(public_of(parts(par("某表") + table(heads + rows))), tmp_path)[0]
    found = [it for at, it in sorted(sheet.cells.items()) if at[1] == 2][-len(CASES) :]
    assert [(it.holds, it.text) for it in found] == list(CASES.values())
    assert [shown.show(it) for it in found] == list(CASES)


def test_what_is_empty_stays_empty(tmp_path: Path) -> None:
    body = table(row(cell(par("甲")), cell(par(""))) + row(cell(par("")), cell(par("1.00"))))
    sheet = sheets_of(public_of(parts(par("某表") + body)), tmp_path)[0]
    assert [it.text for _, it in sorted(sheet.cells.items())][-2:] == ["甲", "1"]


def test_nothing_hidden_or_revised_gets_into_a_workbook() -> None:
    body = parts(
        par("某表")
        + table(
            row(cell(par("甲")), cell(par("1.00", run("7777.77", "<w:vanish/>"))))
            + row(cell(par("乙")), cell(par("2.00", f"<w:del>{run('8888.88')}</w:del>")))
            + f"<w:tr><w:trPr><w:hidden/></w:trPr>{cell(par('丙'))}{cell(par('9999.99'))}</w:tr>"
        )
    )
    drawn = archive.read(workbook.draw(public_of(body)))
    whole = b"".join(drawn.values()).decode("utf-8", "replace")
    assert [it for it in ("7777", "8888", "9999", "丙") if it in whole] == []


def test_names_of_sheets_are_short_and_each_is_one(tmp_path: Path) -> None:
    name = "很长的表名" * 9
    body = "".join(
        par(name) + table(row(cell(par("甲")), cell(par("1.00")))) + par("。") for _ in range(3)
    )
    names = [sheet.name for sheet in sheets_of(public_of(parts(body)), tmp_path)]
    assert [len(it) <= 31 for it in names] == [True] * 3
    assert len(set(names)) == 3


def test_the_file_says_whose_it_is_in_which_language_and_how_it_is_printed() -> None:
    drawn = archive.read(workbook.draw(public(BUDGET), "某单位"))
    core = drawn["docProps/core.xml"].decode()
    assert f"<dc:title>{public(BUDGET).title}</dc:title>" in core
    assert "<dc:creator>某单位</dc:creator>" in core
    assert "<dc:language>zh-CN</dc:language>" in core
    tables = list(public(BUDGET).tables)
    for number, it in enumerate(tables, start=1):
        sheet = drawn[f"xl/worksheets/sheet{number}.xml"].decode()
        assert ('orientation="landscape"' in sheet) is it.landscape
        assert 'fitToHeight="0"' in sheet
    book = drawn["xl/workbook.xml"].decode()
    assert book.count("_xlnm.Print_Titles") == sum(it.heads > 0 for it in tables)


def test_the_same_document_gives_the_same_bytes() -> None:
    assert workbook.draw(public(EXAMPLE)) == workbook.draw(public(EXAMPLE))


def test_a_document_without_tables_gives_a_workbook_all_the_same(tmp_path: Path) -> None:
    assert [it.cells for it in sheets_of(public_of(parts(par("没有表"))), tmp_path)] == [{}]


def test_cells_that_overlap_in_the_document_are_all_there(tmp_path: Path) -> None:
    joined = '<w:vMerge w:val="restart"/><w:gridSpan w:val="2"/>'
    body = table(
        f"<w:tr><w:tc><w:tcPr>{joined}</w:tcPr>{par('甲')}</w:tc></w:tr>"
        f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{par('')}</w:tc>{cell(par('乙'))}</w:tr>"
    )
    texts = {
        it.text
        for it in sheets_of(public_of(parts(par("某表") + body)), tmp_path)[0].cells.values()
    }
    assert {"甲", "乙"} <= texts


def test_a_cell_over_several_rows_shows_all_its_lines() -> None:
    above = row(cell(par("年度总体目标" * 12), merge="restart"), "甲")
    body = par("某表") + table(above, row(cell(par(), merge="continue"), "乙"))
    drawn = archive.read(workbook.draw(public_of(parts(body))))
    sheet = drawn["xl/worksheets/sheet1.xml"].decode()
    assert ["17", "68"] == re.findall(r'<row r="[23]"[^>]* ht="(\d+)\.25"', sheet)


@pytest.mark.office
def test_another_program_reads_the_same(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(workbook.draw(public(SHANGHAI)))
    assert office.validate(file) == []
    saved = office.calc_as(file, "ods", "calc8", tmp_path / "另存")
    book, faults = reading.read(saved)
    assert book is not None
    assert faults == []
    assert_same(public(SHANGHAI), book.sheets)
