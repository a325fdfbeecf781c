"""Workbooks of Excel and WPS: each cell as it was typed, found where it stands."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from support import sheets
from support.sheets import cells_of, fault_of, sheet_of, written

from generator.spreadsheets.cells import Area

ROW = '<row r="1">{}</row>'


def cell(content: str, attributes: str = "", name: str = "A1") -> str:
    return f'<c r="{name}" {attributes}>{content}</c>'


def read(folder: Path, *cells: str, **others: str) -> dict[str, str]:
    rows = ROW.format("".join(cells))
    return cells_of(sheets.saved(folder / "a.xlsx", sheets.parts(rows, **others)))


def told(folder: Path, rows: str, **others: str) -> tuple[str, str, str]:
    fault = fault_of(sheets.saved(folder / "a.xlsx", sheets.parts(rows, **others)))
    return fault.code, fault.message, str(fault.place).rpartition("/")[2]


def test_every_kind_of_cell_is_read_as_it_was_typed(tmp_path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, [" 合计", 205, 0.1, 189767551.46, True])
        sheet.write_string(1, 0, "02")
        sheet.write_blank(1, 25, None, book.add_format({"bold": True}))
        sheet.write_rich_string(2, 0, "一般", book.add_format({"bold": True}), "公共\n预算")

    expected = {
        "A1": "文字  合计",
        "B1": "数 205",
        "C1": "数 0.1",
        "D1": "数 189767551.46",
        "E1": "真假 TRUE",
        "A2": "文字 02",
        "A3": "文字 一般公共\n预算",
    }
    assert expected == cells_of(written(tmp_path / "a.xlsx", fill))


def test_a_formula_is_its_stored_result_and_one_without_is_said_to_have_none(
    tmp_path: Path,
) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_formula(0, 0, "=SUM(B1:C1)")  # the writer says that all is to be computed
        sheet.write_formula(0, 1, "=1+1", None, 2)
        sheet.write_formula(0, 2, "=NA()", None, "#N/A")
        sheet.write_formula(0, 3, '=""', None, "甲")
        sheet.write_formula(0, 4, "=TRUE()", None, True)
        sheet.write_formula(0, 5, "=cmd|'/c calc'!A0", None, 7)

    expected = {"A1": "= 没有结果的公式", "B1": "= 数 2", "C1": "= 错误值 #N/A", "D1": "= 文字 甲"}
    expected |= {"E1": "= 真假 TRUE", "F1": "= 数 7"}
    assert expected == cells_of(written(tmp_path / "a.xlsx", fill))
    stored = (cell("<f>A2</f>"), cell("<f>A2</f><v></v>", name="B1"))
    text = (cell("<f>A2</f><v/>", 't="str"', "C1"), cell("<f>A2</f>", 't="str"', "D1"))
    none = "= 没有结果的公式"
    expected = {"A1": none, "B1": none, "C1": "= 文字", "D1": none}
    assert expected == read(tmp_path, *stored, *text)


def test_cells_that_the_formula_of_another_fills_are_computed_too(tmp_path: Path) -> None:
    array = cell('<f t="array" ref="A1:C1">B2:D2</f><v>1</v>')
    found = read(tmp_path, array, cell("<v>2</v>", name="B1"), cell("<v>3</v>", name="D1"))
    assert {"A1": "= 数 1", "B1": "= 数 2", "C1": "= 没有结果的公式", "D1": "数 3"} == found


def test_shared_formulas_are_formulas(tmp_path: Path) -> None:
    shared = cell('<f t="shared" ref="A1:B1" si="0">C1</f><v>1</v>')
    assert (
        "= 没有结果的公式" == read(tmp_path, shared, cell('<f t="shared" si="0"/>', "", "B1"))["B1"]
    )


@pytest.mark.parametrize("from_1904", [False, True])
def test_dates_are_told_by_their_format(tmp_path: Path, from_1904: bool) -> None:
    formats = ["yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "[$-804]aaaa", "yyyy/m/d h:mm", "h:mm:ss"]
    day, clock = date(2024, 12, 31), time(8, 30)
    values = (day, day, day, datetime.combine(day, clock), clock)

    def fill(book: Any, sheet: Any) -> None:
        for column, (value, code) in enumerate(zip(values, formats, strict=True)):
            sheet.write_datetime(0, column, value, book.add_format({"num_format": code}))
        for column, plain in enumerate(("#,##0.00_);[Red](#,##0.00)", '0"days"', "[DBNum1]0", 14)):
            sheet.write_number(1, column, 45657, book.add_format({"num_format": plain}))

    found = cells_of(written(tmp_path / "a.xlsx", fill, date_1904=from_1904))
    dates = ["日期 2024-12-31"] * 3 + ["日期 2024-12-31 08:30:00", "日期 08:30:00"]
    assert dates == [found[f"{it}1"] for it in "ABCDE"]
    shown = "2029-01-01" if from_1904 else "2024-12-31"
    assert ["数 45657"] * 3 + [f"日期 {shown}"] == [found[f"{it}2"] for it in "ABCD"]


def test_texts_are_without_readings_and_escapes(tmp_path: Path) -> None:
    texts = "<si><r><t>合</t></r><r><t>计_x000D_\n元</t></r><rPh><t>ヘ</t></rPh></si>"
    shared = cell("<v>0</v>", 't="s"')
    inline = cell("<is><t>甲</t><rPh><t>コウ</t></rPh></is>", 't="inlineStr"', "B1")
    assert {"A1": "文字 合计\n元", "B1": "文字 甲"} == read(tmp_path, shared, inline, texts=texts)


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("1.2345678900000001E9", "1234567890"),
        ("2010399.0", "2010399"),
        ("0.10000000000000001", "0.1"),
        ("12345.679999999998", "12345.679999999998"),
        ("1E-7", "0.0000001"),
        ("-0", "0"),
        ("12345678901234567890123", "12345678901234567890123"),
        (" 7 ", "7"),
    ],
)
def test_a_number_is_its_shortest_digits(tmp_path: Path, typed: str, read_as: str) -> None:
    assert {"A1": f"数 {read_as}"} == read(tmp_path, cell(f"<v>{typed}</v>"))


def test_places_that_are_not_stated_follow_the_ones_before(tmp_path: Path) -> None:
    rows = '<row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row><row r="9"/>'
    rows += '<row><c><v>4</v></c></row><row r="2"><c r="B2"><v>5</v></c></row>'
    found = cells_of(sheets.saved(tmp_path / "a.xlsx", sheets.parts(rows)))
    expected = {"A1": "数 1", "D1": "数 2", "E1": "数 3", "B2": "数 5", "A10": "数 4"}
    assert list(expected.items()) == list(found.items())


def test_what_is_hidden_and_merged_is_said(tmp_path: Path) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.merge_range("A1:C2", "项目")
        sheet.write(4, 4, 1)
        sheet.set_row(4, 0)
        sheet.set_row(6, None, None, {"hidden": True})
        sheet.set_column("E:F", None, None, {"hidden": True})
        sheet.set_column("H:H", 0)

    sheet = sheet_of(written(tmp_path / "a.xlsx", fill))
    assert (Area(1, 1, 2, 3),) == sheet.merged
    assert [[5, 7], [5, 6, 8]] == [sorted(it) for it in (sheet.hidden_rows, sheet.hidden_columns)]


@pytest.mark.parametrize("hide", ["hide", "very_hidden"])
def test_hidden_sheets_are_read_and_charts_are_not(tmp_path: Path, hide: str) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, 1)
        other = book.add_worksheet("Z01 收入支出决算总表 ")
        getattr(other, hide)()
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=表!$A$1:$A$2"})
        book.add_chartsheet("图").set_chart(chart)

    book = sheets.book_of(written(tmp_path / "a.xlsx", fill))
    expected = [("表", False), ("Z01 收入支出决算总表 ", True)]
    assert expected == [(it.name, it.hidden) for it in book.sheets]


def test_strict_workbooks_and_absolute_targets_read_the_same(tmp_path: Path) -> None:
    made = sheets.parts(ROW.format(cell("<v>1</v>")))
    links = made["xl/_rels/workbook.xml.rels"]
    made["xl/_rels/workbook.xml.rels"] = links.replace(b"worksheets/", b"/xl/worksheets/")
    home = b"http://schemas.openxmlformats.org/"
    for name in made.keys() - {"[Content_Types].xml"}:
        for kind in (b"spreadsheetml", b"officeDocument"):
            strict = b"http://purl.oclc.org/ooxml/" + kind
            made[name] = made[name].replace(home + kind + b"/2006", strict)
    assert {"A1": "数 1"} == cells_of(sheets.saved(tmp_path / "a.xlsx", made))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('<c r="A1" t="s"><v>7</v></c>', "这一格的文字在文件里找不到"),
        ('<c r="A1" t="s"><v>-1</v></c>', "这一格的文字在文件里找不到"),
        ('<c r="A1"><v>1,234</v></c>', "这一格的数读不出来"),
        ('<c r="A1"><v>1E999</v></c>', "这一格的数读不出来"),
        ('<c r="A1" t="x"><v>1</v></c>', "这一格的内容读不出来"),
        ('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>', "这一格在文件里写了两次"),
    ],
)
def test_a_cell_that_cannot_be_read_is_a_fault_at_it(
    tmp_path: Path, content: str, why: str
) -> None:
    assert ("F127", why, "a.xlsx!表!A1") == told(tmp_path, ROW.format(content), texts="<si/>")


@pytest.mark.parametrize(
    ("rows", "around"),
    [
        ('<row r="0"/>', ""),
        ('<row r="1048577"/>', ""),
        ('<row r="1"><c r="XFE1"><v>1</v></c></row>', ""),
        ('<row r="1"><c r="B2"><v>1</v></c></row>', ""),
        ('<row r="1"><c r="甲"><v>1</v></c></row>', ""),
        ("", '<mergeCells><mergeCell ref="A:B"/></mergeCells>'),
    ],
)
def test_what_stands_nowhere_is_a_damaged_file(tmp_path: Path, rows: str, around: str) -> None:
    assert ("F126", "a.xlsx:1:1") == told(tmp_path, rows, around=around)[::2]


def test_what_is_struck_through_or_raised_is_known_by_its_cell(tmp_path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        struck, raised = (
            book.add_format(it) for it in ({"font_strikeout": True}, {"font_script": 1})
        )
        sheet.write_number(0, 0, 5, struck)
        sheet.write_rich_string(0, 1, "改", struck, "旧", "新")
        sheet.write_rich_string(0, 2, "10", raised, "3")
        sheet.write_rich_string(0, 3, "平方", raised, "米")
        sheet.write_rich_string(0, 4, "一般", book.add_format({"bold": True}), "预算")
        sheet.write_string(0, 5, "新")

    raised = "上标、下标的数字"
    expected = {(1, 1): "划去的字", (1, 2): "划去的字", (1, 3): raised}
    assert expected == sheet_of(written(tmp_path / "a.xlsx", fill)).struck
