"""Workbooks of Excel 97 to 2003: the same cells, read from records."""

import re
import struct
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlwt
from support import sheets
from support.sheets import cells_of, fault_of, written_old

from generator.spreadsheets import reading
from generator.spreadsheets.cells import Area

# The result of a formula that the writer of these files has not computed.
UNCOMPUTED = struct.pack("<Q", 0xFFFF000000000003)
END = 512 + 4096  # of the stream, which is filled up with zeros


def with_result(path: Path, result: bytes, flags: int = 0, more: bytes = b"") -> Path:
    """A workbook whose one formula has another result, followed by another record."""
    written_old(path, lambda _, sheet: sheet.write(0, 0, xlwt.Formula("1+1")))
    raw = path.read_bytes()
    at = raw.index(UNCOMPUTED)
    end = at + 14 + 2 + struct.unpack_from("<H", raw, at + 14)[0]
    new = result + struct.pack("<H", flags) + raw[at + 10 : end] + more
    raw = raw[:at] + new + raw[end : END - len(more)] + raw[END:]
    path.write_bytes(raw)
    return path


def test_every_kind_of_cell_is_read_as_it_was_typed(tmp_path: Path) -> None:
    def fill(_: Any, sheet: Any) -> None:
        values = (" 合计", 205, "02", 189767551.46, 0.1, -1234.5, 1e300, True, 12345.679999999998)
        for column, value in enumerate(values):
            sheet.write(0, column, value)
        sheet.write(1, 255, "", xlwt.easyxf("font: bold on"))
        sheet.write_rich_text(2, 0, ["一般", ("公共", xlwt.easyfont("bold on")), "\r\n预算"])
        sheet.write(3, 0, date(2024, 12, 31), xlwt.easyxf(num_format_str='yyyy"年"m"月"'))
        sheet.write(3, 1, 1, xlwt.easyxf(num_format_str="#,##0.00"))
        for column, name in enumerate(("#REF!", "#N/A!")):
            sheet.row(4).set_cell_error(column, name)

    expected = ["文字  合计", "数 205", "文字 02", "数 189767551.46", "数 0.1", "数 -1234.5"]
    expected += [f"数 1{'0' * 300}", "真假 TRUE", "数 12345.679999999998", "文字 一般公共\n预算"]
    expected += ["日期 2024-12-31", "数 1", "错误值 #REF!", "错误值 #N/A"]
    assert expected == list(cells_of(written_old(tmp_path / "a.xls", fill)).values())


@pytest.mark.parametrize("count", [1, 300, 3000])
def test_shared_texts_go_on_from_record_to_record(tmp_path: Path, count: int) -> None:
    texts = [("长" if number % 2 else "x") * (number % 97) + str(number) for number in range(count)]

    def fill(_: Any, sheet: Any) -> None:
        for row, text in enumerate(texts):
            sheet.write(row, 0, text)

    found = cells_of(written_old(tmp_path / "a.xls", fill)).values()
    assert [f"文字 {text}" for text in texts] == list(found)


def test_a_date_counts_from_where_the_workbook_says(tmp_path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        book.dates_1904 = True
        sheet.write(0, 0, 1, xlwt.easyxf(num_format_str="yyyy-mm-dd"))

    assert {"A1": "日期 1904-01-02"} == cells_of(written_old(tmp_path / "a.xls", fill))


@pytest.mark.parametrize(
    ("result", "flags", "read_as"),
    [
        (struct.pack("<d", 7), 0, "= 数 7"),
        (struct.pack("<d", 0), 0, "= 数 0"),
        (struct.pack("<d", 0), 1, "= 没有结果的公式"),
        (struct.pack("<d", 0), 2, "= 没有结果的公式"),
        (struct.pack("<d", 7), 2, "= 数 7"),
        (b"\x01\0\x01\0\0\0\xff\xff", 0, "= 真假 TRUE"),
        (b"\x02\0\x17\0\0\0\xff\xff", 0, "= 错误值 #REF!"),
        (b"\x03\0\0\0\0\0\xff\xff", 0, "= 没有结果的公式"),
        (b"\x00\0\0\0\0\0\xff\xff", 0, "= 没有结果的公式"),
    ],
)
def test_a_formula_is_its_stored_result_and_one_without_is_said_to_have_none(
    tmp_path: Path, result: bytes, flags: int, read_as: str
) -> None:
    assert {"A1": read_as} == cells_of(with_result(tmp_path / "a.xls", result, flags))


def test_the_text_of_a_formula_comes_in_a_record_after_it(tmp_path: Path) -> None:
    text = "合计".encode("utf-16-le")
    more = struct.pack("<HHHB", 0x0207, 3 + len(text), 2, 1) + text
    path = with_result(tmp_path / "a.xls", b"\0\0\0\0\0\0\xff\xff", more=more)
    assert {"A1": "= 文字 合计"} == cells_of(path)


def test_what_is_hidden_and_merged_is_said(tmp_path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_merge(0, 1, 0, 2, "项目")
        sheet.row(6).hidden, sheet.col(4).hidden = True, True
        sheet.col(7).width = 0
        for state in (1, 2):
            book.add_sheet(f"藏{state} ").visibility = state

    book = sheets.book_of(written_old(tmp_path / "a.xls", fill))
    expected = [("表", False), ("藏1 ", True), ("藏2 ", True)]
    assert expected == [(it.name, it.hidden) for it in book.sheets]
    sheet = book.sheets[0]
    assert (Area(1, 1, 2, 3),) == sheet.merged
    assert [[7], [5, 8]] == [sorted(it) for it in (sheet.hidden_rows, sheet.hidden_columns)]


def test_the_name_of_a_file_says_nothing_of_its_kind(tmp_path: Path) -> None:
    old = written_old(tmp_path / "a.xlsx", lambda _, sheet: sheet.write(0, 0, 1))
    new = sheets.written(tmp_path / "a.et", lambda _, sheet: sheet.write(0, 0, 1))
    assert [{"A1": "数 1"}] * 2 == [cells_of(it) for it in (old, new)]


def changed(path: Path, old: bytes, new: bytes) -> Path:
    raw = written_old(path).read_bytes()
    assert old in raw
    path.write_bytes(raw.replace(old, new, 1))
    return path


def test_a_password_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(sheets.locked_workbook())
    assert "F124" == fault_of(tmp_path / "a.xls").code


def test_an_encrypted_workbook_of_any_kind_is_said(tmp_path: Path) -> None:
    name = "Workbook".encode("utf-16-le") + b"\0\0"
    path = changed(tmp_path / "a.xls", name.ljust(64, b"\0"), b"".ljust(64, b"\0"))
    raw, size = path.read_bytes(), struct.pack("<H", 34)
    at = raw.index(b"".ljust(64, b"\0") + struct.pack("<H", 18))
    long = "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0")
    path.write_bytes(raw[:at] + long + size + raw[at + 66 :])
    assert "F124" == fault_of(path).code


def test_the_format_before_is_said(tmp_path: Path) -> None:
    path = changed(tmp_path / "a.xls", b"\x09\x08\x10\0\0\x06", b"\x09\x08\x10\0\0\x05")
    assert "F125" == fault_of(path).code


def test_a_stream_of_another_program_is_no_workbook(tmp_path: Path) -> None:
    path = changed(tmp_path / "a.xls", *(it.encode("utf-16-le") for it in ("Workbook", "WordDocu")))
    assert "F123" == fault_of(path).code


def test_sectors_that_lead_in_a_circle_are_a_damaged_file(tmp_path: Path) -> None:
    path = changed(tmp_path / "a.xls", struct.pack("<III", 1, 2, 3), struct.pack("<III", 1, 2, 0))
    assert "F126" == fault_of(path).code


def test_a_file_that_is_cut_off_is_never_read_in_part(tmp_path: Path) -> None:
    path = written_old(tmp_path / "a.xls")
    raw, whole = path.read_bytes(), reading.read(path)[0]
    for kept in range(7, len(raw), 61):
        path.write_bytes(raw[:kept])
        assert reading.read(path)[0] in (None, whole)


def test_two_results_for_one_cell_are_a_fault_at_it(tmp_path: Path) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write(0, 0, 1.23456789)
        sheet.write(0, 1, 2.3456789)

    path = written_old(tmp_path / "a.xls", fill)
    head = struct.pack("<HHHH", 0x0203, 14, 0, 1)
    path.write_bytes(path.read_bytes().replace(head, struct.pack("<HHHH", 0x0203, 14, 0, 0)))
    fault = fault_of(path)
    assert ("F127", "这一格在文件里写了两次") == (fault.code, fault.message)
    assert f"{path}!表!A1" == str(fault.place)


LAST, NONE = 0xFFFFFFFE, 0xFFFFFFFF


def in_small_sectors(stream: bytes) -> bytes:
    """A compound file of one short stream, which lies in the sectors of 64 bytes."""
    small = -(-len(stream) // 64)
    home = -(-small * 64 // 512)
    table = [0xFFFFFFFD, LAST, LAST, *range(4, home + 3), LAST]
    sectors = (
        numbers(table),
        (entry("Root Entry", 5, 1, 3, small * 64) + entry("Workbook", 2, NONE, 0, len(stream))),
        numbers([*range(1, small), LAST]),
        stream,
    )
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH10xII4xIIIII", 62, 3, 0xFFFE, 9, 6, 1, 1, 4096, 2, 1, LAST, 0)
    filled = (it.ljust(-(-len(it) // 512) * 512, b"\0") for it in sectors)
    return head + numbers([0], 109) + b"".join(filled)


def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    known = name.encode("utf-16-le").ljust(64, b"\0")
    about = struct.pack("<HBBIII36xIQ", 2 * len(name) + 2, kind, 1, NONE, NONE, child, start, size)
    return known + about


def numbers(values: list[int], count: int = 128) -> bytes:
    return struct.pack(f"<{count}I", *(values + [0xFFFFFFFF] * count)[:count])


def test_a_short_workbook_lies_in_short_sectors(tmp_path: Path) -> None:
    raw = written_old(tmp_path / "a.xls", lambda _, sheet: sheet.write(0, 0, 7)).read_bytes()
    stream = raw[512:END].rstrip(b"\0") + bytes(3)
    (tmp_path / "b.xls").write_bytes(in_small_sectors(stream))
    assert {"A1": "数 7"} == cells_of(tmp_path / "b.xls")


def test_two_sheets_in_one_place_are_a_damaged_file(tmp_path: Path) -> None:
    path = written_old(tmp_path / "a.xls")
    raw = path.read_bytes()
    first, second = (m.start() for m in re.finditer(rb"\x85\0..", raw, re.DOTALL))
    path.write_bytes(raw[: second + 4] + raw[first + 4 : first + 8] + raw[second + 8 :])
    assert "F126" == fault_of(path).code
