"""Sheets whose cells can be read, and which are still not what they seem."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from support.examples import EXAMPLE
from support.exports import MadeExport, MadeSheet, Value, final_accounts, stated_by
from support.public_exports import public_tables

from generator.exports import drawing, labels, sheet_years
from generator.exports.finding import UnitSheets
from generator.exports.recognising import read_marks
from generator.kept import library
from generator.packs import finding

BELOW = 60


def told(export: MadeExport, code: str) -> list[tuple[str, str, str]]:
    """The faults of a code: the sheet's cell, how grave, the message."""
    pack = finding.choose(library.current(), "部门决算", "2024", "福建")
    sheets = tuple((it, read_marks(it)) for it in export.as_read().sheets)
    faults = drawing.read_sheets(UnitSheets(sheets), pack).faults
    return [
        (str(it.place).split("!")[-1], it.severity.name, it.message.split("：", 1)[-1])
        for it in faults
        if it.code == code
    ]


def made() -> MadeExport:
    return final_accounts(stated_by(EXAMPLE))


def sheet_of(export: MadeExport, number: str) -> MadeSheet:
    return next(it for it in export.sheets.values() if number in it.cells.values())


def test_what_lacks_of_a_set_is_told() -> None:
    export = made()
    export.sheets = {
        name: it for name, it in export.sheets.items() if "财决03表" not in it.cells.values()
    }
    [(_, grave, message)] = told(export, "L440")
    assert ("WARNING", "导出文件里没有财决03，这些表里的数没有取") == (grave, message)


def put_below(sheet: MadeSheet, other: MadeSheet) -> None:
    sheet.cells |= {(row + BELOW, column): it for (row, column), it in other.cells.items()}


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2023年度支出决算表", [2023]),
        ("榕川市图书馆2023年支出决算表（单位）", [2023]),
        ("2023年度", [2023]),
        ("2023-2024年支出对比表", [2023, 2024]),
        ("填报日期：2025年3月10日", []),
        ("编制时间：2025年3月", []),
        ("支出决算表", []),
        ("2023年度的数见上年", []),
    ],
)
def test_a_title_says_whose_year_it_is(text: str, years: list[int]) -> None:
    assert years == sheet_years.read(text)


@pytest.mark.parametrize("text", ["2023年度支出决算表", "2023年度"])
def test_a_sheet_of_another_year_is_refused(text: str) -> None:
    export = made()
    sheet_of(export, "财决04表").cells[1, 1] = text
    assert [("A1", "ERROR", "表上是 2023 年度，填报是 2024 年度")] == told(export, "L434")


ANOTHER_YEAR = ("ERROR", "表上是 2023 年度，填报是 2024 年度")


@pytest.mark.parametrize(
    "above",
    [
        ["2023年度支出明细"],
        ["榕川市图书馆2023年支出情况"],
        ["2023支出"],
        ["支出明细（2023年度）"],
        ["（2023年）"],
        ["2023年12月支出明细"],
        ["二〇二三年度支出明细"],
        ["年度：2023"],
        ["会计年度", 2023],
        ["年度", "2023年"],
        ["2023年1月—12月"],
        ["期间：2023-01-01至2023-12-31"],
        ["会计期间：202312"],
        ["支出明细", "", "2023.01-2023.12"],
    ],
)
def test_a_table_of_ones_own_says_in_many_ways_of_which_year_it_is(above: list[Value]) -> None:
    assert [ANOTHER_YEAR] == [it[1:] for it in told(own_table(*above), "L434")]


@pytest.mark.parametrize(
    "above",
    [
        ["支出明细", "填报日期：2025年3月10日"],
        ["2025年3月"],
        ["2025-03-10"],
        ["制表 2025年3月"],
        ["按2023年的科目"],
        ["支出（2023年版）"],
        ["不含2023年结转支出"],
        ["2023年度的数见上年"],
        ["2024年度支出明细", "", "2023年支出"],
        ["2024年1月—12月", "", "年度：2024"],
        ["编制时间：2025年3月", "", "财决04表"],
    ],
)
def test_what_is_no_year_of_a_table_is_not_taken_for_one(above: list[Value]) -> None:
    assert [] == told(own_table(*above), "L434")


def own_table(*above: Value) -> MadeExport:
    """A table with words of a filing in its head, and what stands above it."""
    sheet = MadeSheet("Sheet1")
    sheet.put(1, 1, *above)
    sheet.put(2, 1, "单位：元")
    sheet.put(3, 1, "科目", "资金", "基本支出", "项目支出")
    sheet.put(4, 1, "2010350 项目2023年结转", "非财政拨款", 5086823.81)
    return MadeExport({"Sheet1": sheet})


def test_of_two_tables_of_ones_own_that_of_the_year_is_taken() -> None:
    export = own_table("2023年度支出明细")
    export.sheets["另一张"] = own_table("2024年度支出明细").sheets["Sheet1"]
    message = "表上是 2023 年度，没有取数；2024 年度的另有一张"
    assert [("A1", "WARNING", message)] == told(export, "L434")


def test_a_period_above_a_sheet_of_the_ministry_says_its_year() -> None:
    export = made()
    sheet_of(export, "财决04表").cells[4, 1] = "2023年1月—12月"
    assert [("A4", *ANOTHER_YEAR)] == told(export, "L434")


def test_a_sheet_of_the_year_of_the_filing_is_taken() -> None:
    export = made()
    sheet_of(export, "财决04表").cells |= {(1, 1): "2024年度支出决算表", (2, 1): "2025年3月"}
    assert [] == told(export, "L434")


def rename(sheet: MadeSheet) -> None:
    sheet.cells[BELOW + 3, 1] = "编制单位：某某中心"


def keep(_: MadeSheet) -> None: ...


@pytest.mark.parametrize(
    ("other", "edit", "message"),
    [
        ("财决04表", rename, "下面还有“某某中心”的表"),
        ("财决03表", keep, "下面还有一个表头，与上面的不同"),
    ],
)
def test_a_second_table_on_a_sheet_is_refused(
    other: str, edit: Callable[[MadeSheet], None], message: str
) -> None:
    export = made()
    sheet = sheet_of(export, "财决04表")
    put_below(sheet, sheet_of(made(), other))
    edit(sheet)
    assert [message] == [it for _, grave, it in told(export, "L434") if grave == "ERROR"]


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ([], "2010350", [("B19", "下面还有一张表，2010350 在第 4 行已经有了")]),
        (["支出明细"], "2010350", [("B19", "下面还有一张表，2010350 在第 4 行已经有了")]),
        (["金额单位：万元"], "2010399", [("A17", "下面还有金额单位是万元的表")]),
        (["2023年度支出明细"], "2010399", [("A17", "下面还有 2023 年度的表")]),
        (["年度：2023"], "2010399", [("A17", "下面还有 2023 年度的表")]),
        (["项目支出表"], "2010399", [("A17", "下面还有“项目支出表”这样的表")]),
        (["2024年度支出表", "单位：元"], "2010399", []),
        (["支出表（续）"], "2010399", []),
        (["第2页 共3页"], "2010399", []),
    ],
)
def test_a_second_table_with_the_same_head_is_refused(
    above: list[Value], below: str, expected: list[tuple[str, str]]
) -> None:
    export = own_table("2024年度支出表")
    sheet = export.sheets["Sheet1"]
    sheet.put(17, 1, *above)
    sheet.put(18, 1, "科目", "资金", "基本支出", "项目支出")
    sheet.put(19, 1, below, "非财政拨款", 5.5)
    found = [(place, text) for place, grave, text in told(export, "L434") if grave == "ERROR"]
    assert expected == found


def test_a_figure_that_a_sheet_gives_twice_is_refused_where_it_differs() -> None:
    export = made()
    sheet = sheet_of(export, "财决01表")
    row = sheet.find("结余分配")[0]
    sheet.cells |= {(row, 15): 7.5, (BELOW, 11): "结余分配", (BELOW, 15): 5.5}
    assert ["ERROR"] == [grave for _, grave, text in told(export, "L434") if "不同的数" in text]


def test_a_head_that_is_repeated_as_on_every_page_is_none() -> None:
    export = made()
    sheet = sheet_of(export, "财决04表")
    put_below(sheet, MadeSheet("", {at: it for at, it in sheet.cells.items() if at[0] < 10}))
    assert [] == told(export, "L434")


def test_an_account_that_stands_twice_is_told() -> None:
    export = made()
    sheet = sheet_of(export, "财决04表")
    row = sheet.find("2010399")[0]
    again = [(column, it) for (at, column), it in sheet.cells.items() if at == row]
    for column, it in again:
        sheet.cells[BELOW, column] = it
    message = f"2010399 有两行，相加了；另一行是第 {row} 行"
    assert [(f"E{BELOW}", "WARNING", message)] == told(export, "L436")


def test_amounts_of_two_decimals_in_wan_are_told_to_be_rounded() -> None:
    export = public_tables(stated_by(EXAMPLE), "万元")
    assert [] == told(export, "L434")
    sheet = export.sheets["公开05"]
    sheet.cells |= {at: round(it, 2) for at, it in sheet.cells.items() if isinstance(it, float)}
    rounded = [it for it in told(export, "L434") if "百元" in it[2]]
    assert ["金额单位是万元，只有两位小数，取的数只到百元"] == [it for *_, it in rounded]


@pytest.mark.parametrize(
    ("amounts", "messages"),
    [
        (["639.31万元"], ["这一格写的是万元，只有两位小数，取的数只到百元"]),
        (["639.31万元", "5万"], ["有 2 格写的是万元，只有两位小数，取的数只到百元"]),
        (["639.310441万元", "6393100", 6393100.0], []),
    ],
)
def test_cells_that_alone_are_in_wan_are_told_to_be_rounded(
    amounts: list[str | float], messages: list[str]
) -> None:
    sheet = MadeSheet("支出")
    sheet.put(1, 1, "单位：元")
    sheet.put(2, 1, "科目", "资金", "项目支出")
    for row, amount in enumerate([86.81, *amounts], 3):
        sheet.put(row, 1, 2010301 + row, "非财政拨款", amount)
    assert messages == [it for *_, it in told(MadeExport({"支出": sheet}), "L434")]


def test_a_column_in_wan_is_told_to_be_rounded_though_its_sheet_is_not() -> None:
    sheet = MadeSheet("支出")
    sheet.put(1, 1, "单位：元")
    sheet.put(2, 1, "科目", "资金", "基本支出", "项目支出（万元）")
    sheet.put(3, 1, 2010350, "非财政拨款", 86.81, 639.31)
    message = "金额单位是万元，只有两位小数，取的数只到百元"
    assert [("D3", "WARNING", message)] == told(MadeExport({"支出": sheet}), "L434")


@pytest.mark.parametrize("text", ["单位负责人：张三", "填报单位负责人：张三", "部门经办人：李四"])
def test_who_signs_for_a_unit_is_no_unit(text: str) -> None:
    assert None is labels.read_unit(text)


@pytest.mark.parametrize(
    ("name", "years"),
    [
        ("126_2023年度决算.xls", [2023]),
        ("2023年部门决算报表.xls", [2023]),
        ("2023决算.xls", [2023]),
        ("126决算_20250315.xls", []),
        ("2025年决算公开用.xls", []),
        ("2025年3月导出.xls", []),
        ("126.xls", []),
    ],
)
def test_the_name_of_a_file_says_a_year_of_accounts_or_none(name: str, years: list[int]) -> None:
    assert years == sheet_years.read_file_name(name)


@pytest.mark.parametrize(
    ("name", "years"),
    [("2023年", [2023]), ("支出表2023", [2023]), ("Z01_1", []), ("20230315", []), ("2.15", [])],
)
def test_the_name_of_a_sheet_may_say_a_year(name: str, years: list[int]) -> None:
    assert years == sheet_years.read_sheet_name(name)


def test_a_name_of_another_year_is_told_where_the_sheet_says_none() -> None:
    table = "单位：元\n科目,资金,基本支出\n2010350 事业运行,一般公共预算财政拨款,5086823.81\n"
    for name, expected in (("2023", 1), ("2024", 0), ("支出", 0)):
        sheet = MadeSheet(name)
        for row, line in enumerate(table.splitlines(), start=1):
            sheet.put(row, 1, *line.split(","))
        told_ = [it for it in told(MadeExport({"": sheet}), "L434") if "年度" in it[2]]
        assert expected == len(told_)


def test_cells_that_are_struck_through_are_told_once_a_sheet() -> None:
    pack = finding.choose(library.current(), "部门决算", "2024", "福建")
    [sheet] = [it for it in made().as_read().sheets if it.name.startswith("Z03 ")][:1]
    crossed = replace(sheet, struck={(10, 5): "划去的字", (11, 5): "划去的字"})
    faults = drawing.read_sheets(UnitSheets(((crossed, read_marks(crossed)),)), pack).faults
    [message] = [it.message for it in faults if "划去" in it.message]
    assert "等 2 格里有划去的字，当作普通的字读了" == message
