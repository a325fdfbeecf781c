"""What a filing lacks is asked for where it goes: a line of a text, a cell or a row of a sheet."""

from pathlib import Path

import pytest
from support.examples import EXAMPLE
from support.workbooks import BOOK, change, lay_once, read

from generator.filing import asking
from generator.filing import source as sources
from generator.filing.source import Source

MEALS, TOTAL = "三公经费.公务接待费", "收入支出决算总表.收入总计"


@pytest.fixture
def typed() -> Source:
    source, _ = sources.load(EXAMPLE)
    assert source is not None
    return source


def in_cells(*changes: str) -> Source:
    tree, _ = read(change(lay_once(EXAMPLE), *changes))
    assert tree is not None
    return sources.from_cells(BOOK, tree)


def test_a_text_is_no_workbook(typed: Source) -> None:
    assert not typed.in_cells
    assert in_cells().in_cells


def test_in_a_text_a_line_of_a_section_is_asked_for(typed: Source) -> None:
    assert typed.key_place(("增减原因",)) == asking.find_place(typed, "增减原因", "甲.乙")
    assert "在“增减原因”里写：甲.乙: 原因" == asking.ask(typed, "增减原因", "甲.乙", "原因")


def test_a_figure_that_has_a_cell_beside_its_item_is_asked_for_there() -> None:
    source = in_cells("三公经费!E8：", "三公经费!F8：")
    for base, cell in {"上年数": "E8", "增减原因": "F8"}.items():
        assert f"{BOOK}!三公经费!{cell}" == str(asking.find_place(source, base, MEALS))
        assert "在这一格填上金额" == asking.ask(source, base, MEALS, "金额")


def test_a_figure_that_has_a_row_is_asked_for_in_it() -> None:
    lines = (f"按地址!A90：{TOTAL}1", "按地址!E90：〔数〕1")
    place = asking.find_place(in_cells(*lines), "上年数", f"{TOTAL}1")
    assert (BOOK, "按地址", 90) == (place.file, place.sheet, place.line)


def test_any_other_figure_is_asked_for_at_the_head_of_its_column() -> None:
    source = in_cells()
    place = asking.find_place(source, "上年数", "甲.乙")
    assert ("按地址", 3) == (place.sheet, place.line)
    asked = asking.ask(source, "上年数", "甲.乙", "金额")
    assert "在“按地址”表里写一行：“地址” 甲.乙，“上年数” 金额" == asked


def test_a_whole_section_is_asked_for_as_it_is_written(typed: Source, tmp_path: Path) -> None:
    assert (
        "在文件末尾加上这一节，填上金额：\n上年数:\n  甲: 金额\n  乙: 金额"
        == asking.ask_for_section(typed, "上年数", ["甲", "乙"], "金额")
    )
    asked = asking.ask_for_section(in_cells(), "上年数", ["甲", "乙"], "金额")
    assert "在“按地址”表里一个数一行，“上年数”写金额，“地址”依次写：\n  甲\n  乙" == asked
    assert "上年数: 不作比较" == asking.show_whole(typed, "上年数", "不作比较")
    whole = asking.show_whole(in_cells(), "上年数", "不作比较")
    assert "“地址”写 （整节），“上年数”写 不作比较" == whole


def test_names_of_accounts_are_asked_for_where_they_go(typed: Source) -> None:
    names = {"2070198": "文化惠民"}
    assert "写上 科目名称: {2070198: 文化惠民}" == asking.name_accounts(typed, names)
    assert "在“科目名称”里写：2070198: 名称" == asking.ask_for_names(typed, names)
    told = "在“科目名称”表里写一行：编码 2070198"
    assert f"{told}、名称 文化惠民" == asking.name_accounts(in_cells(), names)
    assert f"{told}，旁边写名称" == asking.ask_for_names(in_cells(), names)
