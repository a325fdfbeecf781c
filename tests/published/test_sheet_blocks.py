"""A spreadsheet as blocks: titles and notes as paragraphs, the rest as a table; nothing hidden."""

from pathlib import Path

import xlsxwriter

from generator.published import sheet_blocks
from generator.published.blocks import ReadDocument
from generator.published.reading import read as read_file
from generator.spreadsheets.cells import Area, Holds, SheetCell, Spreadsheet, Worksheet


def read(
    *rows: str, merged: tuple[Area, ...] = (), hidden: frozenset[int] = frozenset()
) -> ReadDocument:
    """A sheet of rows, whose cells have `|` between them; what has digits alone is a number."""
    cells = {
        (n, m): SheetCell(Holds.NUMBER if text[0].isdigit() else Holds.TEXT, text)
        for n, row in enumerate(rows, start=1)
        for m, text in enumerate(row.split("|"), start=1)
        if text
    }
    sheet = Worksheet("表.xlsx", "支出", cells, merged, hidden_rows=hidden)
    return sheet_blocks.read(Spreadsheet("表.xlsx", (sheet,)), ".xlsx")


def texts(document: ReadDocument) -> list[str]:
    return [it.text for it in document.paragraphs]


def test_titles_and_notes_are_paragraphs_around_the_table() -> None:
    document = read("支出决算表", "单位：元", "科目|金额", "工资|12.5", "注：无。")
    assert ["支出", "支出决算表", "单位：元", "注：无。"] == texts(document)
    (table,) = document.tables
    assert [["科目", "金额"], ["工资", "12.5"]] == [[c.text for c in row] for row in table.rows]
    assert ("表.xlsx!支出!B4", 2) == (str(table.rows[1][1].place), table.width)


def test_a_merged_cell_takes_the_rows_and_columns_that_are_shown() -> None:
    rows = ("项目||支出", "编码|名称|", "", "201|服务|9")
    document = read(*rows, merged=(Area(1, 1, 1, 2), Area(1, 3, 3, 3)))
    (table,) = document.tables
    assert [(1, 2), (2, 1)] == [(c.rows, c.columns) for c in table.rows[0]]
    assert [0, 1, 2] == [row[0].row for row in table.rows]


def test_merged_cells_without_anything_in_them_take_their_columns_too() -> None:
    (table,) = read("项目|||9", "服务|1||2", merged=(Area(1, 2, 1, 3),)).tables
    assert [("项目", 0, 1), ("", 1, 2), ("9", 3, 1)] == [
        (c.text, c.column, c.columns) for c in table.rows[0]
    ]


def test_what_is_hidden_is_told_not_read() -> None:
    document = read("科目|金额", "工资|1", "津贴|2", hidden=frozenset((3,)))
    assert ["隐藏的格“津贴”", "隐藏的格“2”"] == [gap.what for gap in document.gaps]
    assert 2 == len(next(document.tables).rows)


def test_a_hidden_sheet_is_told_not_read() -> None:
    sheet = Worksheet("表.xlsx", "底稿", {(1, 1): SheetCell(Holds.TEXT, "甲")}, hidden=True)
    document = sheet_blocks.read(Spreadsheet("表.xlsx", (sheet,)), ".xlsx")
    assert ((), ["隐藏的工作表“底稿”"]) == (document.blocks, [gap.what for gap in document.gaps])


def test_a_workbook_is_read_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "公开.docx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("收入")
    sheet.write_row(0, 0, ("科目", "金额"))
    sheet.write_row(1, 0, ("拨款", 1234.5))
    book.close()
    document, faults = read_file(path)
    assert document is not None
    assert ([], ".xlsx", ["收入"]) == (faults, document.kind, texts(document))
