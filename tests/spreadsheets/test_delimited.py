"""Tables as text: every cell as it was typed, a row where its line stands."""

from pathlib import Path

import pytest
from support.sheets import fault_of, sheet_of


def saved(folder: Path, raw: bytes, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_whatever_windows_programs_write_is_read(tmp_path: Path, encoding: str, end: str) -> None:
    text = end.join(("科目,金额", '2010399,"1,234.50"', '02,"甲\n""乙"""', "", ",7"))
    cells = sheet_of(saved(tmp_path, text.encode(encoding))).cells
    expected = {(1, 1): "科目", (1, 2): "金额", (2, 1): "2010399", (2, 2): "1,234.50"}
    expected |= {(3, 1): "02", (3, 2): '甲\n"乙"', (6, 2): "7"}
    assert expected == {spot: cell.text for spot, cell in cells.items()}
    assert {"文字"} == {cell.holds.value for cell in cells.values()}


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_what_parts_the_cells_is_seen(tmp_path: Path, mark: str) -> None:
    lines = [mark.join(it) for it in (("科目", "金额"), ('"a,b;c\td,,;;"', "1"), ("丙", "2"))]
    sheet = sheet_of(saved(tmp_path, "\n".join(lines).encode(), "a.xls"))
    assert [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2)] == list(sheet.cells)


def test_a_cell_is_told_by_its_line(tmp_path: Path) -> None:
    path = saved(tmp_path, b'a,"b\nc"\nd,e\n')
    sheet = sheet_of(path)
    assert f"{path}:3:2" == str(sheet.place((3, 2)))
    assert "e" == sheet.cells[3, 2].text


def test_quotes_that_do_not_match_are_a_fault_at_their_line(tmp_path: Path) -> None:
    path = saved(tmp_path, b'a,b\nc,"d\ne')
    fault = fault_of(path)
    assert ("F127", f"{path}:2:1") == (fault.code, str(fault.place))


@pytest.mark.parametrize("raw", [b"\x81\x00", b"a\x00b", b"\xff\xff\xff", b"\xff\xfea"])
def test_what_is_no_text_is_no_table(tmp_path: Path, raw: bytes) -> None:
    assert "F123" == fault_of(saved(tmp_path, raw)).code


def test_more_cells_than_any_export_has_are_not_read(tmp_path: Path) -> None:
    assert "F122" == fault_of(saved(tmp_path, b"1,1,1,1\n" * 80_000)).code
    assert "F122" == fault_of(saved(tmp_path, b"," * 20_000)).code
