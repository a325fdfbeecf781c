"""Which table a sheet is where it has no number: by its name, else by the set that it is among."""

import re

import pytest
from support.examples import EXAMPLE
from support.exports import MadeExport, MadeSheet, final_accounts, stated_by
from support.public_exports import public_tables

from generator.exports import drawing, recognising
from generator.exports.drawn import Drawn
from generator.exports.export_folders import ExportOwner
from generator.exports.finding import UnitSheets
from generator.exports.recognising import read_marks
from generator.kept import library
from generator.packs import finding


def drawn(export: MadeExport) -> Drawn:
    sheets = tuple((it, read_marks(it)) for it in export.as_read().sheets)
    return drawing.read_sheets(
        UnitSheets(sheets), finding.choose(library.current(), "部门决算", "2024", "福建")
    )


def unnumbered(export: MadeExport, names: str) -> MadeExport:
    """An export whose sheets do not say their numbers, under other names of their own."""
    for index, sheet in enumerate(export.sheets.values()):
        sheet.cells = {
            at: it
            for at, it in sheet.cells.items()
            if not (isinstance(it, str) and re.match("财决|公开", it))
        }
        bare = sheet.name.split("(")[0]
        sheet.name = {"titles": bare, "codes": bare.split(" ")[0], "none": f"Sheet{index}"}[names]
    return export


@pytest.mark.parametrize("names", ["titles", "codes", "none"])
def test_a_set_without_numbers_is_the_set_that_it_is(names: str) -> None:
    plain, other = (final_accounts(stated_by(EXAMPLE)) for _ in range(2))
    right, found = drawn(plain), drawn(unnumbered(other, names))
    assert ((), right.entries.keys()) == (found.faults, found.entries.keys())
    assert [it.value for it in right.entries.values()] == [
        it.value for it in found.entries.values()
    ]


@pytest.mark.parametrize("names", ["titles", "none"])
def test_public_tables_without_numbers_are_public_tables(names: str) -> None:
    found = drawn(unnumbered(public_tables(stated_by(EXAMPLE)), names))
    right = drawn(public_tables(stated_by(EXAMPLE)))
    assert ((), right.entries.keys()) == (found.faults, found.entries.keys())


def test_one_sheet_that_may_be_of_either_set_is_not_taken() -> None:
    made = unnumbered(final_accounts(stated_by(EXAMPLE)), "none")
    made.sheets = {"Z03": made.sheets["Z03"]}
    found = drawn(made)
    [fault] = found.faults
    assert ("L433", {}) == (fault.code, found.entries)
    assert "没有写表号，不知道是哪一张表：财决03、公开02" == fault.message
    assert fault.help.startswith("在标题下面写上表号，如“财决03表”")


def test_the_number_before_a_sheets_name_tells_it_from_another_of_its_title() -> None:
    made = unnumbered(final_accounts(stated_by(EXAMPLE)), "codes")
    made.sheets = {"Z03": made.sheets["Z03"]}
    assert "收入决算表" == made.sheets["Z03"].cells[1, 1]
    assert "财决03：要减去" not in str(drawn(made).faults)
    assert [] == [it for it in drawn(made).faults if it.code == "L433"]


QUOTED = [
    "福州市“智慧福州”管理服务中心",
    '福州市"智慧福州"管理服务中心',
    "福州市＂智慧福州＂管理服务中心",
    "福州市「智慧福州」管理服务中心",
    "福州市'智慧福州'管理服务中心",
    "福州市智慧福州管理服务中心",
]


@pytest.mark.parametrize("name", QUOTED)
@pytest.mark.parametrize("said", ["编制单位：{}", "单位名称：126 {}", "编制单位：[126]{}"])
def test_in_a_units_name_any_quotes_do(said: str, name: str) -> None:
    sheet = MadeSheet("Z04", {(3, 1): said.format(name)})
    assert recognising.is_of(read_marks(sheet.as_read()), QUOTED[0], "126")
    assert recognising.is_of(read_marks(sheet.as_read()), QUOTED[1], "126")
    assert not recognising.is_of(read_marks(sheet.as_read()), "福州市管理服务中心", "126")


@pytest.mark.parametrize("name", QUOTED)
def test_in_a_files_name_any_quotes_do(name: str) -> None:
    assert ExportOwner(QUOTED[0], "").is_in(f"2024年_{name}.xlsx")


def test_the_same_name_in_other_quotes_begins_no_other_units_table() -> None:
    export = final_accounts(stated_by(EXAMPLE))
    sheet = next(iter(export.sheets.values()))
    unit = stated_by(EXAMPLE).unit
    sheet.put(3, 1, f"编制单位：{unit}")
    sheet.put(60, 1, f"编制单位：{unit.translate(str.maketrans('“”', '「」'))}")
    assert [] == [it for it in drawn(export).faults if "下面还有" in it.message]
