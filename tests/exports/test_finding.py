"""Which file, which sheet is a unit's: by code or full name, and never by chance."""

import os
from pathlib import Path

import pytest
from support.examples import EXAMPLE
from support.exports import MadeExport, MadeSheet, drawing, final_accounts, stated_by

from generator.diagnostics import Fault
from generator.exports import finding
from generator.exports.finding import UnitSheets
from generator.filing import source

UNIT = "福州市“智慧福州”管理服务中心"


@pytest.fixture(scope="module")
def export() -> MadeExport:
    whole = final_accounts(stated_by(EXAMPLE))
    return MadeExport({name: whole.sheets[name] for name in ("Z03", "Z04")})


def found(folder: Path, said: str) -> tuple[UnitSheets, list[Fault]]:
    read, _ = source.load(drawing(EXAMPLE, folder / "126.yaml", said))
    assert read is not None
    return finding.find(read)


def of_unit(export: MadeExport, name: str) -> MadeExport:
    """The same export of another unit; of nobody, if it says no name."""
    made = export.copy()
    for sheet in made.sheets.values():
        sheet.cells[3, 1] = f"编制单位：{name}" if name else "本表"
    return made


@pytest.mark.parametrize("name", ["126.xls", "126 导出.xls", f"{UNIT}.xls", f"2024年_{UNIT}.xls"])
def test_a_file_is_found_by_its_name(tmp_path: Path, export: MadeExport, name: str) -> None:
    of_unit(export, "").write(tmp_path / "导出" / name)
    of_unit(export, "").write(tmp_path / "导出" / "1260.xls")
    of_unit(export, "").write(tmp_path / "导出" / "福州市教育局.xls")
    sheets, faults = found(tmp_path, "导出")
    assert ([], 2) == (faults, len(sheets.sheets))
    assert sheets.sheets[0][0].file.endswith(name)


def test_a_file_is_found_by_what_its_sheets_say(tmp_path: Path, export: MadeExport) -> None:
    of_unit(export, "福州市教育局").write(tmp_path / "导出" / "甲.xls")
    of_unit(export, UNIT).write(tmp_path / "导出" / "乙.xls")
    of_unit(export, "").write(tmp_path / "导出" / "丙.xls")
    sheets, faults = found(tmp_path, "导出")
    assert ([], {"乙.xls"}) == (faults, {Path(it.file).name for it, _ in sheets.sheets})


def test_two_files_are_nobodys_choice(tmp_path: Path, export: MadeExport) -> None:
    for name in ("126.xls", "126 副本.xls"):
        export.write(tmp_path / "导出" / name)
    sheets, [fault] = found(tmp_path, "导出")
    assert ((), "L431") == (sheets.sheets, fault.code)
    assert fault.message == "导出 里有 2 个文件是这个单位的：126 副本.xls、126.xls"


def test_none_lists_what_is_there(tmp_path: Path, export: MadeExport) -> None:
    of_unit(export, "福州市教育局").write(tmp_path / "导出" / "甲.xls")
    sheets, [fault] = found(tmp_path, "导出")
    assert ((), "L431", ("里面有：甲.xls",)) == (sheets.sheets, fault.code, fault.notes)


def test_a_named_file_of_another_unit_is_refused(tmp_path: Path, export: MadeExport) -> None:
    of_unit(export, "福州市教育局").write(tmp_path / "导出.xls")
    sheets, [fault] = found(tmp_path, "导出.xls")
    assert ((), "L432", ("里面是：福州市教育局",)) == (sheets.sheets, fault.code, fault.notes)


def test_of_a_file_of_many_units_only_ours_are_taken(tmp_path: Path, export: MadeExport) -> None:
    made, other = export.copy(), of_unit(export, "福州市教育局")
    other.sheets["Z04"].name = "另一个单位"
    made.sheets["另"] = other.sheets["Z04"]
    made.write(tmp_path / "导出.xls")
    sheets, faults = found(tmp_path, "导出.xls")
    assert ([], ["Z03", "Z04"]) == (faults, [it.name[:3] for it, _ in sheets.sheets])


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    sheets, [fault] = found(tmp_path, "没有.xls")
    assert ((), "L431") == (sheets.sheets, fault.code)
    assert "126.yaml" == Path(fault.place.file).name


def test_several_files_are_named_in_a_list(tmp_path: Path, export: MadeExport) -> None:
    for name in ("Z03", "Z04"):
        MadeExport({name: export.sheets[name]}).write(tmp_path / f"{name}.xls")
    sheets, faults = found(tmp_path, "[Z03.xls, Z04.xls]")
    assert ([], 2) == (faults, len(sheets.sheets))


def test_a_filing_in_cells_is_no_export(tmp_path: Path, export: MadeExport) -> None:
    export.write(tmp_path / "导出" / "126.xls")
    filing = export.copy()
    filing.sheets["标记"] = MadeSheet("_填报簿", {(1, 1): "填报簿"})
    filing.write(tmp_path / "导出" / "126 填报.xlsx")
    sheets, faults = found(tmp_path, "导出")
    assert ([], {"126.xls"}) == (faults, {Path(it.file).name for it, _ in sheets.sheets})


def test_an_export_that_changed_is_read_anew_whatever_its_times_say(tmp_path: Path) -> None:
    path, read = tmp_path / "导出.csv", []
    for text in ("科目,1\n", "科目,2\n"):
        path.write_text(text, "utf-8")
        os.utime(path, (1_700_000_000, 1_700_000_000))
        book, _ = finding.read_book(str(path))
        assert book is not None
        read.append(str(book.sheets[0].cells[1, 2].text))
    assert ["1", "2"] == read
