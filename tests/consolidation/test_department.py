"""Departments that are the sum of their units: what adds up, what cancels out, what is refused."""

import random
import shutil
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support.department import (
    DEPARTMENT,
    HEAD,
    LIBRARY,
    WHOLE,
    Change,
    copied,
    line,
    produced,
    where,
)
from support.examples import EXAMPLE, ROOT, SHANGHAI
from support.packs import HOME, PACK_FILES, named, pack_of
from support.properties import examples

from generator import pipeline
from generator.addresses import parse
from generator.books import bases
from generator.books.books import Books
from generator.checks import members
from generator.consolidation import department
from generator.diagnostics import Severity
from generator.figures.book import Book
from generator.filing import shared
from generator.filing.filing import Filing
from generator.kept import library
from generator.packs import finding, reading
from generator.packs.pack import Pack
from generator.pipeline import Outcome
from generator.reporting import console, results_html
from generator.units import work

INVENTED = ROOT / "tests" / "filings" / "invented_unit.yaml"
BUDGET = ROOT / "tests" / "filings" / "budget_invented.yaml"
RECEIVED = '  - {科目: 2070104, 往来单位: "357001", 上级补助收入: 60000.00}\n'

Node = dict[str, Any]


def books(path: Path, home: Path | None = None) -> tuple[Filing, Books]:
    """A filing, its members added, and all its books."""
    source, _ = shared.load(path)
    assert source is not None
    pack, _ = finding.find(source, home or library.installed())
    assert pack is not None
    filing, _ = department.read(source, pack)
    assert filing is not None
    return filing, bases.open_books(filing, pack)[0]


def opened(path: Path) -> tuple[Filing, Book]:
    """A filing, its members added, and this year's book."""
    filing, made = books(path)
    return filing, made.now


def value(book: Book, address: str) -> str:
    return f"{book.figure(book.canonical(parse(address))).value}"


def errors(outcome: Outcome) -> list[tuple[str, str]]:
    return [(f.code, f.message) for f in outcome.faults if f.severity is Severity.ERROR]


# -- where a figure comes from -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("支出决算表[2070101].基本支出", [(HEAD, "基本支出: 1150000.00")]),
        (
            "一般公共预算财政拨款基本支出决算表[30101]",
            [(HEAD, "财政拨款: 900000.00"), (LIBRARY, "财政拨款: 400000.25")],
        ),
        ("三公经费.接待人次", [(HEAD, "接待人次: 10"), (LIBRARY, "接待人次: 0")]),
        ("项目支出绩效自评[2].执行率得分", [(LIBRARY, "执行率得分: 9.5")]),
        ("部门评价.涉及资金", [(WHOLE, "涉及资金: 290000.00")]),
    ],
)
def test_every_figure_leads_to_the_lines_of_the_units_that_typed_it(
    address: str, expected: list[tuple[str, str]]
) -> None:
    filing, book = opened(DEPARTMENT / WHOLE)
    figure = book.figure(book.canonical(parse(address)))
    places = [filing.source.place(path) for path in figure.paths]
    assert [line(DEPARTMENT, *typed) for typed in expected] == [
        (Path(place.file).name, place.line) for place in places
    ]


def test_a_fault_in_the_sum_shows_the_units_lines(tmp_path: Path) -> None:
    change = (WHOLE, "  三公经费.合计: 31000.50", "  三公经费.合计: 31000.51")
    outcome = produced(tmp_path, change)
    [fault] = [fault for fault in outcome.faults if fault.code == "L406"]
    expected = {line(tmp_path, HEAD, "公务接待费: 3000.00"), line(tmp_path, LIBRARY, "费: 8000.50")}
    assert expected <= {(Path(place.file).name, place.line) for place, _ in fault.related}


def test_reports_name_the_file_of_a_units_line(tmp_path: Path) -> None:
    outcome = produced(tmp_path, (HEAD, "一般公共预算财政拨款: 900000.00", "其他收入: 1"))
    text = console.faults_text(outcome.faults, work.texts_of(outcome))
    assert f"有关的行：{tmp_path / HEAD} 第 24 行" in text
    page = results_html.as_html([work.as_result(outcome)])
    assert "- {科目: 30101 基本工资, <mark>其他收入</mark>: 1}" in page


# -- what adds up --------------------------------------------------------------------------------


def test_one_units_own_repetition_is_still_a_fault(tmp_path: Path) -> None:
    twice = "  - {科目: 30201 办公费, 一般公共预算财政拨款: 100000.00}\n"
    outcome = produced(tmp_path, (LIBRARY, twice, twice + twice))
    expected = f"{LIBRARY}：“基本支出经济分类”里同一项写了两次：30201、一般公共预算财政拨款"
    assert [("L415", expected)] == errors(outcome)


def test_figures_that_the_department_states_go_before_the_sum(tmp_path: Path) -> None:
    stated = "三公经费: {公务接待费: 5000.00, 组织出国团组: 0, 参加出国团组: 0, 出国人次: 0, "
    stated += "购置车辆: 0, 车辆保有量: 2, 接待批次: 2, 接待人次: 10}\n"
    path = copied(tmp_path, (WHOLE, "机关运行经费:", f"{stated}机关运行经费:"))
    assert "5000.00" == value(opened(path)[1], "三公经费.合计")


def test_a_section_of_figures_that_the_department_states_must_be_whole(tmp_path: Path) -> None:
    change = (WHOLE, "机关运行经费:", "三公经费: {公务接待费: 5000.00}\n机关运行经费:")
    outcome = produced(tmp_path, change)
    assert ("S202", "缺少“组织出国团组”") in errors(outcome)
    told = {where(fault) for fault in outcome.faults if fault.code == "S202"}
    assert {line(tmp_path, WHOLE, "三公经费: {")} == told


def test_a_list_that_the_department_states_goes_before_the_units_lists(tmp_path: Path) -> None:
    change = (WHOLE, "机关运行经费:", "项目支出绩效自评: []\n机关运行经费:")
    assert "0" == value(opened(copied(tmp_path, change))[1], "绩效自评.项目数")


def test_texts_are_the_departments_own(tmp_path: Path) -> None:
    outcome = produced(
        tmp_path, (WHOLE, "国有资产: {其他用车说明: 其他用车是图书馆的流动图书车}\n", "")
    )
    assert ((), "没有其他用车") == (
        outcome.faults,
        opened(tmp_path / WHOLE)[0].data["国有资产"]["其他用车说明"],
    )


def test_a_text_that_nobody_states_for_the_department_is_missing(tmp_path: Path) -> None:
    outcome = produced(tmp_path, (WHOLE, "机关运行经费: {说明: 办公费节约}\n", ""))
    assert [("S202", "缺少“机关运行经费”")] == errors(outcome)


def test_names_of_accounts_come_from_the_units(tmp_path: Path) -> None:
    new = "  - {科目: 2070198 文化惠民, 一般公共预算财政拨款: 0.00}\n"
    outcome = produced(tmp_path, (LIBRARY, "支出:\n", f"{new}支出:\n"))
    assert [("L405", (LIBRARY, 20))] == [(f.code, where(f)) for f in outcome.faults]


def test_the_departments_own_name_of_an_account_goes_first(tmp_path: Path) -> None:
    new = "  - {科目: 2070198, 其他收入: 1.00}\n"
    names = '科目名称: {{"2070198": {}}}\n'
    path = copied(
        tmp_path,
        (LIBRARY, "支出:\n", f"{new}{names.format('文化惠民')}支出:\n"),
        (WHOLE, "机关运行经费:", f"{names.format('惠民文化')}机关运行经费:"),
    )
    assert "惠民文化" == books(path)[1].name_of("功能分类", "2070198")


def test_brackets_of_either_width_make_no_second_name(tmp_path: Path) -> None:
    outcome = produced(
        tmp_path,
        (HEAD, "支出:\n", "  - {科目: 2070198 文化（惠民）, 其他收入: 1}\n支出:\n"),
        (LIBRARY, "支出:\n", "  - {科目: 2070198 文化(惠民), 其他收入: 1}\n支出:\n"),
    )
    assert [] == [fault for fault in outcome.faults if fault.code == "L420"]


def test_two_names_of_one_account_are_told_at_the_sum(tmp_path: Path) -> None:
    outcome = produced(
        tmp_path,
        (HEAD, "支出:\n", "  - {科目: 2070198 文化惠民, 其他收入: 1}\n支出:\n"),
        (LIBRARY, "支出:\n", "  - {科目: 2070198 惠民文化, 其他收入: 1}\n支出:\n"),
    )
    [fault] = [fault for fault in outcome.faults if fault.code == "L420"]
    message = (
        "科目 2070198 在 榕川市文化和旅游局（本级） 叫“文化惠民”，在 榕川市图书馆 叫“惠民文化”"
    )
    assert (message, line(tmp_path, WHOLE, "汇总")) == (fault.message, where(fault))


def test_money_of_the_department_itself_is_added(tmp_path: Path) -> None:
    own = "收入: [{科目: 2070101, 其他收入: 100.00}]\n"
    path = copied(tmp_path, (WHOLE, "机关运行经费:", f"{own}机关运行经费:"))
    assert "2085100.50" == value(opened(path)[1], "收入支出决算总表.本年收入合计")


def test_a_department_with_money_of_its_own_states_the_rest_itself(tmp_path: Path) -> None:
    own = "收入: [{科目: 2070101, 其他收入: 100.00}]\n"
    outcome = produced(tmp_path, (WHOLE, "机关运行经费:", f"{own}机关运行经费:"))
    told = [fault.message.split("“")[1].split("”")[0] for fault in outcome.faults]
    assert ["三公经费", "机关运行经费", "政府采购", "国有资产", "项目支出绩效自评"] == told[:5]
    assert {"L419"} == {fault.code for fault in outcome.faults[:5]}


def test_figures_in_wan_yuan_and_in_yuan_are_added_exactly(tmp_path: Path) -> None:
    text = (DEPARTMENT / LIBRARY).read_text("utf-8")
    section = text.split("政府采购: {")[1].split("}")[0]
    wan = "金额单位: 万元, 货物: 2.5, 货物授予中小企业: 2, 授予小微企业: 0.5"
    path = copied(tmp_path, (LIBRARY, section, wan))
    assert Decimal("35000") == Decimal(value(opened(path)[1], "政府采购.总额"))


# -- transfers ------------------------------------------------------------------------------------


def test_a_transfer_is_in_neither_side(tmp_path: Path) -> None:
    filing, book = opened(copied(tmp_path))
    taken = {name: len(items) for name, items in filing.eliminated.items() if items}
    assert {"收入": 1, "支出": 1} == taken
    assert ("0", "0") == (
        value(book, "收入支出决算总表.上级补助收入"),
        value(book, "支出决算表.合计.对附属单位补助支出"),
    )


def test_in_the_units_own_documents_the_transfer_is_ordinary_money() -> None:
    assert "60000.00" == value(opened(DEPARTMENT / LIBRARY)[1], "收入支出决算总表.上级补助收入")


@pytest.mark.parametrize(
    ("changes", "message", "lines"),
    [
        (
            [(LIBRARY, "上级补助收入: 60000.00", "上级补助收入: 50000.00")],
            "榕川市文化和旅游局（本级） 付给 榕川市图书馆 60000.00元，"
            "榕川市图书馆 收自 榕川市文化和旅游局（本级） 50000.00元，差 10000.00元",
            [(HEAD, "对附属单位补助支出"), (LIBRARY, "上级补助收入")],
        ),
        (
            [(LIBRARY, '往来单位: "357001", ', "")],
            "榕川市文化和旅游局（本级） 付给 榕川市图书馆 60000.00元，"
            "榕川市图书馆 收自 榕川市文化和旅游局（本级） 0.00元，差 60000.00元",
            [(HEAD, "对附属单位补助支出")],
        ),
        (
            [(HEAD, "往来单位: 榕川市图书馆, ", "")],
            "榕川市文化和旅游局（本级） 付给 榕川市图书馆 0.00元，"
            "榕川市图书馆 收自 榕川市文化和旅游局（本级） 60000.00元，差 60000.00元",
            [(LIBRARY, "上级补助收入")],
        ),
    ],
    ids=["other amounts", "only the payer names it", "only the payee names it"],
)
def test_a_transfer_that_the_two_sides_do_not_state_alike_is_a_fault_at_both_lines(
    tmp_path: Path, changes: list[Change], message: str, lines: list[tuple[str, str]]
) -> None:
    outcome = produced(tmp_path, *changes)
    [fault] = [fault for fault in outcome.faults if fault.code == "L416"]
    found = [where(fault), *((Path(p.file).name, p.line) for p, _ in fault.related)]
    assert (message, [line(tmp_path, *typed) for typed in lines]) == (fault.message, found)
    assert ("依据：对附属单位补助支出＝对方的上级补助收入",) == fault.notes


def test_money_for_a_unit_outside_is_ordinary_money(tmp_path: Path) -> None:
    path = copied(
        tmp_path,
        (HEAD, "往来单位: 榕川市图书馆", "往来单位: 榕川市文化馆"),
        (LIBRARY, '往来单位: "357001"', "往来单位: 省图书馆"),
    )
    filing, book = opened(path)
    assert not any(filing.eliminated.values())
    assert "60000.00" == value(book, "支出决算表.合计.对附属单位补助支出")


def test_a_name_that_is_almost_a_units_is_told(tmp_path: Path) -> None:
    change = (HEAD, "往来单位: 榕川市图书馆", "往来单位: 市图书馆")
    [fault] = [fault for fault in produced(tmp_path, change).faults if fault.code == "L421"]
    expected = (line(tmp_path, HEAD, "市图书馆"), "是否应为“榕川市图书馆”？", Severity.WARNING)
    assert expected == (where(fault), fault.help, fault.severity)


def test_what_is_only_told_stops_no_document(tmp_path: Path) -> None:
    outcome = produced(
        tmp_path,
        (HEAD, "往来单位: 榕川市图书馆", "往来单位: 市图书馆"),
        (LIBRARY, '往来单位: "357001"', "往来单位: 省图书馆"),
        (WHOLE, "收入总计: 2118000.50", "收入总计: 2178000.50"),
        (WHOLE, "本年支出合计: 2020000.25", "本年支出合计: 2080000.25"),
    )
    assert (["L421", "L421"], False) == ([f.code for f in outcome.faults], not outcome.document)


UNNAMED = (
    (HEAD, "往来单位: 榕川市图书馆, ", ""),
    (LIBRARY, '往来单位: "357001", ', ""),
    (WHOLE, "收入总计: 2118000.50", "收入总计: 2178000.50"),
    (WHOLE, "本年支出合计: 2020000.25", "本年支出合计: 2080000.25"),
)


def test_money_that_both_sides_leave_unnamed_is_told(tmp_path: Path) -> None:
    outcome = produced(tmp_path, *UNNAMED)
    [fault] = outcome.faults
    message = "付出 60000.00元、收到 60000.00元，都没有写“往来单位”，照常计入，不抵销"
    assert ("L421", message, Severity.WARNING) == (fault.code, fault.message, fault.severity)
    [(place, unit)] = fault.related
    assert (line(tmp_path, HEAD, "对附属单位补助支出: 60000.00"), "榕川市图书馆") == (
        where(fault),
        unit,
    )
    assert line(tmp_path, LIBRARY, "上级补助收入: 60000.00") == (Path(place.file).name, place.line)
    assert outcome.document


def test_money_from_and_to_others_alone_is_not_told(tmp_path: Path) -> None:
    received = UNNAMED[1]
    outcome = produced(
        tmp_path, received, (HEAD, "对附属单位补助支出: 60000.00", "经营支出: 60000.00")
    )
    assert "L421" not in [fault.code for fault in outcome.faults]


def test_the_departments_own_money_may_be_one_side_of_a_transfer(tmp_path: Path) -> None:
    own = "支出:\n  - {科目: 2070199, 资金: 非财政拨款, 往来单位: 357002, 对附属单位补助支出: 7}\n"
    path = copied(
        tmp_path,
        (WHOLE, "机关运行经费:", f"{own}机关运行经费:"),
        (LIBRARY, RECEIVED, RECEIVED + RECEIVED.replace("357001", "357").replace("60000.00", "7")),
    )
    filing, book = opened(path)
    taken = {name: len(items) for name, items in filing.eliminated.items() if items}
    assert ({"收入": 2, "支出": 2}, "0") == (taken, value(book, "收入支出决算总表.上级补助收入"))
    assert "L416" not in [fault.code for fault in pipeline.produce(path).faults]


def test_services_between_units_are_no_transfer(tmp_path: Path) -> None:
    change = (HEAD, "资金: 非财政拨款, 项目支出", "资金: 非财政拨款, 往来单位: 357002, 项目支出")
    [(code, message)] = errors(produced(tmp_path, change))
    assert ("L418", "“项目支出”这笔钱不能作为与 榕川市图书馆 的往来抵销") == (code, message)


def test_a_unit_does_not_pay_itself(tmp_path: Path) -> None:
    change = (HEAD, "往来单位: 榕川市图书馆", '往来单位: "357001"')
    assert ("L418", "“往来单位”写的是本单位自己：榕川市文化和旅游局（本级）") in errors(
        produced(tmp_path, change)
    )


# -- control totals -------------------------------------------------------------------------------


def test_a_units_wrong_control_total_is_told_at_the_line_that_names_the_unit(
    tmp_path: Path,
) -> None:
    outcome = produced(tmp_path, (LIBRARY, "收入总计: 868000.50", "收入总计: 868000.51"))
    fault = next(fault for fault in outcome.faults if fault.code == "L415")
    assert line(tmp_path, WHOLE, LIBRARY) == where(fault)
    assert fault.message.startswith(f"{LIBRARY}：收入支出决算总表.收入总计：核对数 868000.51元")
    assert [LIBRARY] == [Path(place.file).name for place, _ in fault.related]


def test_a_unit_whose_figures_contradict_each_other_is_told_so_too(tmp_path: Path) -> None:
    wrong = (LIBRARY, "一般公共预算财政拨款: 400000.25", "一般公共预算财政拨款: 400000.26")
    right = (HEAD, "财政拨款: 900000.00", "财政拨款: 899999.99")  # the sum of both would agree
    outcome = produced(tmp_path, wrong, right)
    lines = [line(tmp_path, WHOLE, name) for name in (HEAD, LIBRARY)]
    assert [("L415", at) for at in lines] == [(f.code, where(f)) for f in outcome.faults]


def test_what_a_unit_says_of_last_year_is_not_looked_at(tmp_path: Path) -> None:
    outcome = produced(tmp_path, (LIBRARY, "上年数: 无\n", "上年数: {没有这张表.合计: 1}\n"))
    assert () == outcome.faults


def test_the_units_totals_less_the_transfer_are_the_departments(tmp_path: Path) -> None:
    totals = "  支出决算表.合计: {}\n  收入决算表.合计: {}\n"
    outcome = produced(
        tmp_path,
        (HEAD, "核对数:\n", "核对数:\n" + totals.format("1230000.00", "1280000.00")),
        (LIBRARY, "核对数:\n", "核对数:\n" + totals.format("850000.25", "865000.50")),
        (WHOLE, "核对数:\n", "核对数:\n" + totals.format("2020000.25", "2085000.50")),
    )
    assert () == outcome.faults


def test_a_department_whose_total_is_not_its_units_is_a_fault_with_all_lines(
    tmp_path: Path,
) -> None:
    stated = "三公经费: {公务接待费: 5000.00, 组织出国团组: 0, 参加出国团组: 0, 出国人次: 0, "
    stated += "购置车辆: 0, 车辆保有量: 2, 接待批次: 2, 接待人次: 10}\n"
    outcome = produced(
        tmp_path,
        (WHOLE, "机关运行经费:", f"{stated}机关运行经费:"),
        (WHOLE, "  三公经费.合计: 31000.50", "  三公经费.合计: 5000.00"),
    )
    [fault] = [fault for fault in outcome.faults if fault.code == "L417"]
    expected = (
        "三公经费.合计：本文件的核对数 5000.00元，各单位的核对数相加 31000.50元，差 26000.50元"
    )
    assert (expected, line(tmp_path, WHOLE, "  三公经费.合计: 5000")) == (
        fault.message,
        where(fault),
    )
    assert [
        line(tmp_path, HEAD, "  三公经费.合计: 23000"),
        line(tmp_path, LIBRARY, "  三公经费.合计: 8000"),
    ] == [(Path(place.file).name, place.line) for place, _ in fault.related]


def test_the_transfer_is_named_where_totals_differ(tmp_path: Path) -> None:
    outcome = produced(tmp_path, (WHOLE, "收入总计: 2118000.50", "收入总计: 2178000.50"))
    [message] = [fault.message for fault in outcome.faults if fault.code == "L417"]
    assert "相加 2178000.50元，减去单位之间的往来 60000.00元，差 60000.00元" in message


def test_the_totals_of_a_department_with_money_of_its_own_are_not_its_units(
    tmp_path: Path,
) -> None:
    own = "收入: [{科目: 2070101, 其他收入: 100.00}]\n"
    outcome = produced(
        tmp_path,
        (WHOLE, "机关运行经费:", f"{own}机关运行经费:"),
        (WHOLE, "收入总计: 2118000.50", "收入总计: 2118100.50"),
        draft=True,
    )
    assert set() == {"L406", "L417"} & {fault.code for fault in outcome.faults}


def test_a_units_first_project_is_not_the_departments_first(tmp_path: Path) -> None:
    total = "核对数:\n  项目支出绩效自评[1].执行率得分: {}\n"
    outcome = produced(
        tmp_path,
        (HEAD, "核对数:\n", total.format("10")),
        (LIBRARY, "核对数:\n", total.format("9.5")),
        (WHOLE, "核对数:\n", total.format("10")),
    )
    assert () == outcome.faults


def test_a_total_that_one_unit_does_not_state_is_not_compared(tmp_path: Path) -> None:
    outcome = produced(
        tmp_path,
        (LIBRARY, "  收入支出决算总表.收入总计: 868000.50\n", ""),
        (WHOLE, "收入总计: 2118000.50", "收入总计: 2178000.50"),
    )
    assert ["L406"] == [code for code, _ in errors(outcome)]


# -- which units ----------------------------------------------------------------------------------


def _second(text: str) -> Change:
    return (WHOLE, f"  - {LIBRARY}\n", text)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_second("  - 没有.yaml\n"), "没有.yaml：找不到这个文件"),
        (_second(f"  - {'长' * 300}/1.yaml\n"), f"{'长' * 300}/1.yaml：这个文件读不出来"),
        (_second(f"  - {HEAD}\n"), f"{HEAD}：同一个文件列了两次"),
        (_second(f"  - {WHOLE}\n"), f"{WHOLE}：它自己也是几个单位相加的；把那些单位直接列在这里"),
        ((LIBRARY, '代码: "357002"', '代码: "357001"'), f"{LIBRARY}：单位与 {HEAD} 相同：357001"),
        (
            (LIBRARY, "名称: 榕川市图书馆, 类型", "名称: 榕川市文化和旅游局（本级）, 类型"),
            f"{LIBRARY}：单位与 {HEAD} 相同：榕川市文化和旅游局（本级）",
        ),
        ((LIBRARY, "单位: {", "地区: 广东\n单位: {"), f"{LIBRARY}：应是福建 2024 年度的部门决算"),
        ((LIBRARY, "单位: {", "年度: 2023\n单位: {"), f"{LIBRARY}：应是福建 2024 年度的部门决算"),
        ((WHOLE, f"\n  - {HEAD}\n  - {LIBRARY}\n", " []\n"), "“汇总”里没有列出单位的填报文件"),
    ],
)
def test_a_file_that_cannot_be_a_member_stops_the_department(
    tmp_path: Path, change: Change, message: str
) -> None:
    outcome = produced(tmp_path, change, draft=True)
    assert ([("L415", message)], b"") == (errors(outcome), outcome.document)


def test_a_unit_of_the_departments_name_is_not_added_to_the_departments_own_money(
    tmp_path: Path,
) -> None:
    outcome = produced(
        tmp_path,
        (HEAD, "名称: 榕川市文化和旅游局（本级）, 类型", "名称: 榕川市文化和旅游局, 类型"),
        (WHOLE, "机关运行经费:", "收入: [{科目: 2070101, 其他收入: 1}]\n机关运行经费:"),
    )
    assert "L415" in [code for code, _ in errors(outcome)]


def test_a_sum_written_without_a_list_is_told_once(tmp_path: Path) -> None:
    whole = f"\n  - {HEAD}\n  - {LIBRARY}\n"
    found = errors(produced(tmp_path, (WHOLE, whole, f" {HEAD}\n")))
    assert ("S206", "“汇总”下面应写清单，每条以“- ”开头") in found


def test_a_unit_left_blank_is_told_and_nothing_is_added_up(tmp_path: Path) -> None:
    outcome = produced(tmp_path, _second("  -\n"), draft=True)
    assert (["S204"], b"") == ([fault.code for fault in outcome.faults], outcome.document)


def test_a_draft_of_the_department_goes_on_with_a_units_gaps(tmp_path: Path) -> None:
    gap = (LIBRARY, "其他收入: 5000.00", "其他收入: ")
    assert b"" == produced(tmp_path, gap).document
    shutil.rmtree(tmp_path)
    draft = produced(tmp_path, gap, draft=True)
    texts = {item.mark.address: item.text for item in draft.printed if not item.mark.base}
    assert ("榕川市文化和旅游局2024年度部门决算（草稿）", "【待填】", "202.00") == (
        draft.name,
        texts["收入支出决算总表.其他收入"],
        texts["收入支出决算总表.本年支出合计"],
    )
    assert "L415" in [code for code, _ in errors(draft)]


def test_a_rule_for_a_unit_alone_is_not_made_of_a_sum() -> None:
    filing, book = opened(DEPARTMENT / WHOLE)
    assert "行政单位" == filing.data["单位"]["类型"]
    running = ("机关运行经费.支出", "一般公共预算基本支出构成.公用经费")
    assert ["250000.00", "350000.00"] == [value(book, address) for address in running]


@pytest.mark.parametrize("path", PACK_FILES, ids=named)
def test_a_pack_adds_flat_sections_and_joins_lists(path: Path) -> None:
    pack: Pack = reading.read(path, HOME)
    spec, rules = pack.consolidation, pack.rules
    assert spec.add
    kinds = {it for listed in pack.definitions.lists.values() for it in listed.values}
    assert bool({"上级补助收入", "附属单位上缴收入"} & kinds) == bool(spec.transfers)
    assert {"list"} == {rules[name]["type"] for name in (*spec.join, *pack.definitions.lists)}
    inner = [rule for name in spec.add for rule in rules[name]["schema"].values()]
    assert set() == {rule.get("type") for rule in inner} & {"dict", "list"}


# -- last year's sum ------------------------------------------------------------------------------


def test_last_years_department_is_a_base_as_the_sum_that_it_was(tmp_path: Path) -> None:
    home = tmp_path / "home"
    for name in ("schemas", "templates"):
        shutil.copytree(ROOT / name, home / name)
    accounts = home / "templates" / "final-accounts"
    shutil.copytree(accounts / "2024", accounts / "2023")
    pack = accounts / "2023" / "fujian" / "pack.yaml"
    pack.write_text(pack.read_text("utf-8").replace('年度: "2024"', '年度: "2023"'), "utf-8")
    copied(tmp_path / "2023", ("_共用.yaml", "年度: 2024", "年度: 2023"))
    path = copied(tmp_path / "2024")
    text = path.read_text("utf-8")
    head, rest = text.split("上年数:\n")
    path.write_text(
        f"{head}上年文件: ../2023/357.yaml\n全年预算数:{rest.split('全年预算数:')[1]}", "utf-8"
    )
    before = books(path, home)[1].bases["上年数"]
    assert before is not None
    assert "2118000.50" == value(before, "收入支出决算总表.收入总计")


# -- a filing split at random ---------------------------------------------------------------------


@cache
def whole(path: Path) -> Outcome:
    return pipeline.produce(path)


@cache
def read(path: Path) -> Node:
    """A filing with every value as the text that was typed."""
    node = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(node, dict)
    return node


def parted(amount: str, chance: random.Random, smallest: int) -> tuple[str, str]:
    """A number in two, at random; now and then all of it on one side.

    It is parted to the smallest unit at least, and as far as it is written.
    """
    smallest = max(smallest, 10 ** len(amount.partition(".")[2]))
    units = int(Decimal(amount) * smallest)
    first = chance.choice([0, units, chance.randint(0, units)])
    left, right = (Decimal(part) / smallest for part in (first, units - first))
    return str(left), str(right)


def split_section(section: Node, rules: Node, chance: random.Random) -> tuple[Node, Node, Node]:
    """A section in two, with the department's own texts."""
    one, two, own = dict(section), dict(section), {}
    for name, text in section.items():
        if rules[name].get("kind") in ("元", "数"):
            one[name], two[name] = parted(text, chance, 100 if rules[name]["kind"] == "元" else 1)
        else:
            own[name] = text
    return one, two, own


def split(node: Node, pack: Pack, chance: random.Random) -> tuple[Node, Node, Node]:
    """Two units' filings and the department's, which together say what one filing says."""
    one, two, department = ({**node, "核对数": {}} for _ in range(3))
    for name in pack.definitions.lists:
        pairs = [split_entry(item, pack.rules[name], chance) for item in node.get(name, [])]
        one[name], two[name] = ([pair[n] for pair in pairs] for n in (0, 1))
        department.pop(name, None)
    for name in pack.consolidation.add:
        if name in node:
            inner = pack.rules[name]["schema"]
            one[name], two[name], department[name] = split_section(node[name], inner, chance)
    for name in pack.consolidation.join:
        listed = department.pop(name, [])
        at = chance.randint(0, len(listed))
        one[name], two[name] = listed[:at], listed[at:]
    for number, unit in enumerate((one, two), start=1):
        unit["单位"] = {**node["单位"], "名称": f"单位{number}", "代码": f"00{number}"}
    return one, two, {**department, "汇总": ["1.yaml", "2.yaml"]}


def split_entry(item: Node, rule: Node, chance: random.Random) -> tuple[Node, Node]:
    rules = rule["schema"]["schema"]
    one, two, _ = split_section({k: v for k, v in item.items()}, rules, chance)
    return one, two


def transfer(one: Node, two: Node, chance: random.Random) -> None:
    """Some money that the first unit gives the second."""
    amount = f"{chance.randint(1, 10**9) / 100:.2f}"
    fund = {"部门决算": "非财政拨款", "部门预算": "其他资金"}[one["文种"]]
    paid = {"资金": fund, "对附属单位补助支出": amount}
    one["支出"] = [*one["支出"], {"科目": "2010399", "往来单位": "单位2", **paid}]
    two["收入"] = [
        {"科目": "2010350", "往来单位": "001", "上级补助收入": amount},
        *two["收入"],
    ]


@given(st.integers(0, 10**9), st.sampled_from([EXAMPLE, INVENTED, BUDGET, SHANGHAI]))
@examples(9)
def test_a_filing_split_into_two_units_makes_the_same_document(seed: int, path: Path) -> None:
    chance, node = random.Random(seed), read(path)
    pack = pack_of(path)
    one, two, department = split(node, pack, chance)
    transfer(one, two, chance)
    with TemporaryDirectory() as folder:
        for name, filing in (("1", one), ("2", two), ("部门", department)):
            text = yaml.safe_dump(filing, allow_unicode=True, sort_keys=False)
            (Path(folder) / f"{name}.yaml").write_text(text, "utf-8")
        # What each half's figures must hold by themselves, a random half need not.
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(members, "check", lambda filing, pack: [])
            outcome = pipeline.produce(Path(folder) / "部门.yaml")
    expected = whole(path)
    assert [] == errors(outcome)
    assert (expected.name, expected.printed) == (outcome.name, outcome.printed)
    assert expected.document == outcome.document


def test_two_units_may_have_projects_of_one_name(tmp_path: Path) -> None:
    renamed = (HEAD, "  - 名称: 文化活动经费\n", "  - 名称: 购书经费\n")
    assert [] == [it for it in produced(tmp_path, renamed).faults if it.code == "C321"]


def test_what_the_department_lists_itself_is_told_at_its_own_line(tmp_path: Path) -> None:
    listed = "项目支出绩效自评: [{名称: 甲}, {名称: 甲}]\n机关运行经费:"
    outcome = produced(tmp_path, (WHOLE, "机关运行经费:", listed), draft=True)
    [fault] = [it for it in outcome.faults if it.code == "C321"]
    assert line(tmp_path, WHOLE, "项目支出绩效自评: [") == where(fault)
