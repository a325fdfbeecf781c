"""Spreadsheets of OpenDocument: what repeats is laid out once it is counted."""

from pathlib import Path

import pytest
from support import sheets
from support.sheets import cells_of, fault_of, sheet_of

from generator.spreadsheets.cells import Area

NUMBER = 'office:value-type="float" office:value="{}"'


def cell(content: str = "", attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{content}</table:table-cell>"


def text(*lines: str, attributes: str = "") -> str:
    content = "".join(f"<text:p>{line}</text:p>" for line in lines)
    return cell(content, f'office:value-type="string" {attributes}')


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def saved(folder: Path, rows: str, styles: str = "") -> Path:
    return sheets.saved(folder / "a.ods", sheets.open_parts(rows, styles))


def test_every_kind_of_cell_is_read_as_it_was_typed(tmp_path: Path) -> None:
    formula = 'table:formula="of:=1"'
    note = "<office:annotation><text:p>批注</text:p></office:annotation>"
    cells = (
        text("一般<text:span>公共</text:span>", '<text:s text:c="2"/>预<text:tab/>算'),
        cell("<text:p>1.00</text:p>", NUMBER.format("1.2345678900000001E9")),
        cell("", 'office:value-type="percentage" office:value="0.125"'),
        cell("", 'office:value-type="date" office:date-value="2024-12-31"'),
        cell("", 'office:value-type="date" office:date-value="2024-12-31T08:30:00"'),
        cell("", 'office:value-type="time" office:time-value="PT08H30M00S"'),
        cell("", 'office:value-type="boolean" office:boolean-value="true"'),
        cell("", f"{formula} {NUMBER.format(7)}"),
        cell("", formula),
        cell("", f'{formula} office:value-type="string"'),
        text("#DIV/0!", attributes=f'{formula} calcext:value-type="error"'),
        cell(note, ""),
        text("", attributes='office:string-value="02"'),
    )
    expected = ["文字 一般公共\n  预\t算", "数 1234567890", "数 0.125", "日期 2024-12-31"]
    expected += ["日期 2024-12-31 08:30:00", "日期 08:30:00", "真假 TRUE", "= 数 7"]
    expected += ["= 没有结果的公式", "= 文字", "= 错误值 #DIV/0!", "文字 02"]
    assert expected == list(cells_of(saved(tmp_path, row(*cells))).values())


def test_what_repeats_stands_at_each_of_its_places(tmp_path: Path) -> None:
    blank = cell("", 'table:number-columns-repeated="16370" table:style-name="ce1"')
    rows = row(cell("", f'{NUMBER.format(1)} table:number-columns-repeated="2"'), blank)
    rows += row(blank, attributes='table:number-rows-repeated="3"')
    rows += f"<table:table-row-group>{row(cell('', NUMBER.format(2)))}</table:table-row-group>"
    rows += row(text("甲"), attributes='table:number-rows-repeated="2"')
    rows += row(blank, attributes='table:number-rows-repeated="1048568"')
    expected = {"A1": "数 1", "B1": "数 1", "A5": "数 2", "A6": "文字 甲", "A7": "文字 甲"}
    assert expected == cells_of(saved(tmp_path, rows))


def test_what_is_hidden_and_merged_is_said(tmp_path: Path) -> None:
    columns = '<table:table-column table:number-columns-repeated="2"/>'
    columns += '<table:table-column table:visibility="collapse"/>'
    spans = 'table:number-columns-spanned="2" table:number-rows-spanned="3"'
    rows = row(text("项目", attributes=spans), "<table:covered-table-cell/>", text("乙"))
    rows += row(text("丙"), attributes='table:visibility="filter"')
    rows += row(attributes='table:visibility="collapse" table:number-rows-repeated="1048574"')
    style = '<style:style style:name="ta1"><style:table-properties table:display="false"/>'
    sheet = sheet_of(saved(tmp_path, columns + rows, f"{style}</style:style>"))
    assert (True, (Area(1, 1, 3, 2),)) == (sheet.hidden, sheet.merged)
    assert [[2], [3]] == [sorted(it) for it in (sheet.hidden_rows, sheet.hidden_columns)]
    assert {(1, 1), (1, 3), (2, 1)} == set(sheet.cells)


def test_cells_that_the_formula_of_another_fills_are_computed_too(tmp_path: Path) -> None:
    spans = 'table:number-matrix-columns-spanned="2" table:number-matrix-rows-spanned="1"'
    array = cell("", f'{NUMBER.format(1)} {spans} table:formula="of:=A2:B2"')
    found = cells_of(saved(tmp_path, row(array, cell("", NUMBER.format(2)))))
    assert {"A1": "= 数 1", "B1": "= 数 2"} == found


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (row(cell("", 'office:value-type="float" office:value="1,2"')), "F127"),
        (row(cell("", 'office:value-type="date" office:date-value="明天"')), "F127"),
        (row(cell("", 'office:value-type="odd"')), "F127"),
        (row(cell("", 'table:number-columns-repeated="0"')), "F126"),
        (row(cell("", f'{NUMBER.format(1)} table:number-columns-repeated="16385"')), "F126"),
        (row(attributes='table:number-rows-repeated="1048576"') + row(text("甲")), "F126"),
        (
            row(
                cell("", f'{NUMBER.format(1)} table:number-columns-repeated="1000"'),
                attributes='table:number-rows-repeated="1000000"',
            ),
            "F122",
        ),
    ],
)
def test_what_cannot_be_read_is_a_fault(tmp_path: Path, rows: str, code: str) -> None:
    assert code == fault_of(saved(tmp_path, rows)).code


def test_a_password_is_said(tmp_path: Path) -> None:
    made = sheets.open_parts("")
    made["META-INF/manifest.xml"] = b"<manifest:encryption-data/>"
    made["content.xml"] = b"\x00\x01"
    assert "F124" == fault_of(sheets.saved(tmp_path / "a.ods", made)).code
