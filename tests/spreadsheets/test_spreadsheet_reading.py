"""A spreadsheet file of any kind, or none: told by its content, read within bounds."""

import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from support import sheets
from support.sheets import MAIN, SHEET, cells_of, fault_of, parts, saved

from generator.spreadsheets import allowance, limits, reading

ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("raw", "code", "said"),
    [
        (b"", "F123", "这个文件是空的"),
        (b"\xef\xbb\xbf\r\n", "F123", "这个文件是空的"),
        (b"%PDF-1.7\n", "F123", "这是 PDF、Word 之类的文件，不是表格文件"),
        (b"{\\rtf1\\ansi}", "F123", "这是 PDF、Word 之类的文件，不是表格文件"),
        (b"<html><table><tr><td>1", "F125", "这是网页或 XML，只是改了扩展名，不能直接读"),
        (
            '\ufeff\r\n<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'.encode(
                "utf-16"
            ),
            "F125",
            "这是网页或 XML，只是改了扩展名，不能直接读",
        ),
        (b"MIME-Version: 1.0\r\n", "F125", "这是网页或 XML，只是改了扩展名，不能直接读"),
        (b"\x09\x08\x08\x00\x00\x05", "F125", "这是 Excel 95 或更早的格式，不能直接读"),
        (b"PK\x03\x04", "F126", "表格文件损坏：打不开，可能没有下载完"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "F126", "表格文件损坏：打不开，可能没有下载完"),
    ],
)
@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "a.csv"])
def test_what_is_no_table_is_said(
    tmp_path: Path, name: str, raw: bytes, code: str, said: str
) -> None:
    (tmp_path / name).write_bytes(raw)
    fault = fault_of(tmp_path / name)
    assert (code, said, f"{tmp_path / name}:1:1") == (fault.code, fault.message, str(fault.place))
    assert fault.help


def test_documents_and_binary_workbooks_are_no_workbooks(tmp_path: Path) -> None:
    made = parts(ROW)
    made["xl/workbook.xml"] = b'<document xmlns="x"/>'
    assert "F123" == fault_of(saved(tmp_path / "a.xlsx", made)).code
    links = made["_rels/.rels"]
    made["_rels/.rels"] = links.replace(b"workbook.xml", b"workbook.bin")
    made["xl/workbook.bin"] = b"\x83\x01\x00"
    assert "F125" == fault_of(saved(tmp_path / "a.xlsx", made)).code


def test_files_that_are_not_there_are_said_under_the_name_that_is_shown(tmp_path: Path) -> None:
    found, (fault,) = reading.read(tmp_path / "没有.xls", "导出/没有.xls")
    assert (None, "F121", "导出/没有.xls:1:1") == (found, fault.code, str(fault.place))
    assert "F121" == fault_of(tmp_path).code
    os.mkfifo(tmp_path / "管道.xls")
    assert "F121" == fault_of(tmp_path / "管道.xls").code


def test_the_name_that_is_shown_is_that_of_every_cell(tmp_path: Path) -> None:
    found, _ = reading.read(saved(tmp_path / "a.xlsx", parts(ROW)), "导出.xlsx")
    assert found is not None
    assert "导出.xlsx!表!A1" == str(found.sheets[0].place((1, 1)))


def test_a_file_of_too_many_bytes_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    with path.open("wb") as file:
        file.truncate(limits.MAX_BYTES + 1)
    assert ("F122", "表格文件太大：文件超过 16 MB") == (fault_of(path).code, fault_of(path).message)


COLUMNS = '<col min="1" max="16384" hidden="1"/>'
MERGES = '<mergeCell ref="A1:B2"/>'


def fill(_: Any, sheet: Any) -> None:
    for row in range(100):
        sheet.write(row, 0, row)


def test_more_cells_than_any_export_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allowance, "MAX_CELLS", 99)
    row = "<row><c><v>1</v></c></row>"
    rows = row * 99
    assert 99 == len(cells_of(saved(tmp_path / "a.xlsx", parts(rows))))
    array = '<row><c><f t="array" ref="A1:XFD1048576">1</f><v>1</v></c></row>'
    for more in (rows + row, array):
        assert "F122" == fault_of(saved(tmp_path / "a.xlsx", parts(more))).code
    old = sheets.written_old(tmp_path / "a.xls", fill)
    assert "F122" == fault_of(old).code


def test_a_million_empty_rows_are_nothing_and_as_many_elements_more_are_refused(
    tmp_path: Path,
) -> None:
    assert {} == cells_of(saved(tmp_path / "a.xlsx", parts("<row/>" * 1_000_000)))
    rows = "<row><x/><x/></row>" * 1_000_000
    assert "F122" == fault_of(saved(tmp_path / "a.xlsx", parts(rows))).code
    attributes = '<row r="1" a="" b=""/>' * 1_000_000
    assert "F122" == fault_of(saved(tmp_path / "a.xlsx", parts(attributes))).code


def test_merges_without_end_are_refused(tmp_path: Path) -> None:
    merges = f"<mergeCells>{MERGES * 60_000}</mergeCells>"
    assert "F122" == fault_of(saved(tmp_path / "a.xlsx", parts(ROW, around=merges))).code
    columns = f"<cols>{COLUMNS * 20}</cols>"
    assert "F122" == fault_of(saved(tmp_path / "a.xlsx", parts(ROW, before=columns))).code


def test_a_package_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts(ROW).items():
            package.writestr(name, data)
        package.writestr("xl/media/image1.png", bytes(65 * 1024 * 1024))
    assert ("F122", "表格文件太大：解开后超过能读的大小") == (
        fault_of(path).code,
        fault_of(path).message,
    )


def test_formats_out_to_the_last_column_are_no_cells(tmp_path: Path) -> None:
    stray = '<row r="1" spans="1:16384"><c r="A1"><v>1</v></c><c r="XFD1" s="3"/></row>'
    stray += '<row r="1048576" s="1" customFormat="1"><c r="XFD1048576" s="1"/></row>'
    assert {"A1": "数 1"} == cells_of(saved(tmp_path / "a.xlsx", parts(stray)))


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "/etc/passwd">]><worksheet xmlns="{}"/>',
        '<!DOCTYPE a [<!ENTITY x "a"><!ENTITY y "&x;&x;">]><worksheet xmlns="{}">&y;</worksheet>',
        "<worksheet>" + "<a>" * 100_000,
        '<worksheet xmlns="{}"><sheetData>',
        "",
    ],
)
def test_xml_that_means_harm_or_is_none_is_a_damaged_file(tmp_path: Path, xml: str) -> None:
    made = {**parts(ROW), SHEET: xml.format(MAIN).encode()}
    assert "F126" == fault_of(saved(tmp_path / "a.xlsx", made)).code


def test_links_to_other_files_and_macros_are_not_followed(tmp_path: Path) -> None:
    made = parts('<row r="1"><c r="A1"><f>[1]表!A1</f><v>5</v></c></row>')
    links = made["xl/_rels/workbook.xml.rels"].decode().replace("</Relationships>", "")
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    for number, (kind, target) in enumerate(
        (("externalLink", "http://127.0.0.1:9/x.xlsx"), ("vbaProject", "vbaProject.bin")), 90
    ):
        links += f'<Relationship Id="r{number}" Type="{office}/{kind}" Target="{target}" '
        links += 'TargetMode="External"/>' if "http" in target else "/>"
    made["xl/_rels/workbook.xml.rels"] = f"{links}</Relationships>".encode()
    made["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0"
    assert {"A1": "= 数 5"} == cells_of(saved(tmp_path / "a.xlsm", made))


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.xml", b'name="\xe8\xa1\xa8"', b'name=""'),
        ("xl/workbook.xml", b'r:id="rId1"', b'r:id="rId9"'),
        ("xl/workbook.xml", b"</sheets>", b'<sheet name="b" r:id="rId1"/></sheets>'),
        ("xl/workbook.xml", b"<sheets>", b'<sheets><sheet name="\xe8\xa1\xa8" r:id="rId9"/>'),
        ("xl/_rels/workbook.xml.rels", b"sheet1.xml", b"sheet9.xml"),
        ("xl/_rels/workbook.xml.rels", b'sheet1.xml"', b'sheet1.xml" TargetMode="External"'),
    ],
)
def test_sheets_that_cannot_be_found_are_a_damaged_file(
    tmp_path: Path, part: str, old: bytes, new: bytes
) -> None:
    made = parts(ROW)
    assert old in made[part]
    made[part] = made[part].replace(old, new, 1)
    assert "F126" == fault_of(saved(tmp_path / "a.xlsx", made)).code


def test_no_more_faults_are_told_than_can_be_read(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", parts("<row>" + "<c><v>x</v></c>" * 99 + "</row>"))
    assert limits.MAX_TOLD == len(reading.read(path)[1])
