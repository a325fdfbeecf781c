"""Tables that nobody has described, with a filing's own words in their heads."""

from decimal import Decimal
from pathlib import Path

import pytest
from support.examples import EXAMPLE
from support.exports import GENERAL, MadeSheet, drawing

from generator.exports import drawing as exports
from generator.exports import recognising
from generator.exports.drawn import Drawn
from generator.exports.finding import UnitSheets
from generator.filing import source
from generator.kept import library
from generator.packs import finding

PACK = finding.choose(library.current(), "部门决算", "2024", "福建")


def drawn(sheet: MadeSheet) -> Drawn:
    read = sheet.as_read()
    return exports.read_sheets(UnitSheets(((read, recognising.read_marks(read)),)), PACK)


def test_a_list_is_known_by_its_words() -> None:
    sheet = MadeSheet("Sheet1")
    sheet.put(1, 1, "单位：元")
    sheet.put(2, 1, "科目", "资金", "基本支出", "项目支出")
    sheet.put(3, 1, "2010350 事业运行", GENERAL, 5086823.81)
    found = drawn(sheet)
    key = ("支出", "2010350", (("性质", "基本支出"), ("资金", GENERAL)))
    assert ((), {key: Decimal("5086823.81")}) == (
        found.faults,
        {key: it.value for key, it in found.entries.items()},
    )


def test_of_several_lists_the_name_tells() -> None:
    sheet = MadeSheet("基本支出经济分类")
    sheet.put(1, 1, "科目编码", "科目名称", f"{GENERAL}（元）")
    sheet.put(2, 1, 30101, "基本工资", 1187515.32)
    found = drawn(sheet)
    assert () == found.faults
    assert [("基本支出经济分类", "30101", (("资金", GENERAL),))] == list(found.entries)
    sheet.name = "Sheet1"
    [fault] = drawn(sheet).faults
    assert "L440" == fault.code


def test_a_table_of_text_is_read(tmp_path: Path) -> None:
    (tmp_path / "支出.csv").write_text(
        f"单位：万元\n科目,资金,项目支出\n2010399,{GENERAL},639.310441\n", "utf-8"
    )
    filing = drawing(EXAMPLE, tmp_path / "126.yaml", "支出.csv", "支出")
    read, _ = source.load(filing)
    assert read is not None
    settled, faults = exports.draw(read, PACK)
    assert ([], [{"科目": "2010399", "资金": GENERAL, "项目支出": "6393104.41"}]) == (
        faults,
        settled.data["支出"],
    )
    assert "支出.csv:3:3" == str(settled.place(("支出", 0, "项目支出"))).rpartition("/")[2]


@pytest.mark.parametrize("head", ["科目名称", "款项"])
def test_without_accounts_it_is_none_of_ours(head: str) -> None:
    sheet = MadeSheet("支出")
    sheet.put(1, 1, head, "资金", "基本支出")
    assert ["L440"] == [fault.code for fault in drawn(sheet).faults]
