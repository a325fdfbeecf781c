"""What first stands below a title: sentences by the phrases at hand, and all else plainly."""

from dataclasses import replace

import pytest
from support.packs import example_pack, pack_named

from generator.addresses import parse
from generator.layouts import contents, fields
from generator.layouts.pieces import Grid, LaidLine, Piece, TitleLine
from generator.layouts.tags import Tags
from generator.packs.layout import LaidItem
from generator.packs.pack import Pack

SPENDING = "一般公共预算财政拨款支出决算表"


def lines(item: LaidItem, pack: Pack | None = None) -> list[str]:
    pieces = contents.lay_item(Tags(pack or example_pack()), item)
    return [it.text for it in pieces if isinstance(it, LaidLine)]


def laid(*addresses: str, pack: Pack | None = None) -> list[Piece]:
    item = LaidItem(shows=addresses)
    return list(contents.lay_item(Tags(pack or example_pack()), item))


def cells(pieces: list[Piece]) -> list[list[str]]:
    grids = [it for it in pieces if isinstance(it, Grid)]
    return [[cell.text for cell in row.cells] for grid in grids for row in grid.rows]


def test_a_sentence_compares_by_the_first_phrase_that_is_against_the_base() -> None:
    item = LaidItem(compares={"收入": "三公经费.合计"}, bases=("全年预算数", "上年数"))
    said = "{{ 年度 }}年度收入{{ 三公经费.合计 | 万元 }}万元"
    compared = "，{{ 三公经费.合计 | 完成全年预算 }}，{{ 三公经费.合计 | 比上年决算数 }}"
    assert [f"{said}{compared}。"] == lines(item)
    reason = '{{ 三公经费.合计 | 原因("，主要原因是", "") }}'
    assert [f"{said}{compared}{reason}。"] == lines(item._replace(reasoned=True))


def test_a_base_that_no_phrase_is_against_is_not_compared_with() -> None:
    item = LaidItem(compares={"收入": "三公经费.合计"}, bases=("年初预算数",))
    assert ["{{ 年度 }}年度收入{{ 三公经费.合计 | 万元 }}万元。"] == lines(item)


def test_account_by_account_the_lowest_are_told_and_last_year_s_where_they_are_compared() -> None:
    begin, said, end = lines(LaidItem(by_account=SPENDING, bases=("上年数",), reasoned=True))
    assert (f"{{%p for 行 in {SPENDING}.项级及上年 %}}", "{%p endfor %}") == (begin, end)
    assert said == (
        "（{{ loop.index | 中文数字 }}）{{ 行.编码 }}-{{ 行.名称 }} {{ 行.小计 | 万元 }}万元，"
        '{{ 行.小计 | 比上年决算数 }}。{{ 行.小计 | 原因("主要原因是") }}'
    )
    assert f"{{%p for 行 in {SPENDING}.项级 %}}" == lines(LaidItem(by_account=SPENDING))[0]


def test_a_note_of_the_filing_stands_behind_its_account() -> None:
    item = LaidItem(by_account="一般公共预算拨款支出预算表", note="主要用途")
    said = lines(item, pack_named("部门预算", "2025"))[1]
    assert said.endswith('。{{ 行.合计 | 附言("主要用途", "主要用途：") }}')


def test_lines_and_figures_that_follow_each_other_make_one_table() -> None:
    assert cells(laid("部门概况.内设机构", "政府采购.货物", "政府采购.中小企业占比")) == [
        ["内容", "填报数"],
        ["内设机构", "{{ 部门概况.内设机构 | 整数 }}"],
        ["货物（万元）", "{{ 政府采购.货物 | 万元 }}"],
        ["中小企业占比（%）", "{{ 政府采购.中小企业占比 | 百分数 }}"],
    ]


def test_what_a_unit_may_withhold_is_printed_under_the_condition_that_it_does_not() -> None:
    texts = [it.text for it in laid("政府采购.货物") if isinstance(it, LaidLine)]
    assert texts == [
        "{%p if 不公开.政府采购 %}",
        "按规定不公开（{{ 不公开.政府采购 }}）。",
        "{%p else %}",
        "{%p endif %}",
    ]
    assert [] == [it for it in laid("绩效自评") if isinstance(it, LaidLine)]


def test_what_the_pack_does_not_print_and_how_the_filing_is_to_be_read_are_left_out() -> None:
    shown = [row[0] for row in cells(laid("政府采购"))]
    assert "货物（万元）" in shown
    assert not {"货物授予中小企业（万元）", "金额单位"} & set(shown)
    pack = replace(example_pack(), dropped={parse("政府采购.货物"): "不印"})
    assert "货物（万元）" not in [row[0] for row in cells(laid("政府采购", pack=pack))]


def test_a_section_that_a_filing_may_leave_out_is_asked_for() -> None:
    texts = [it.text for it in laid("部门整体支出绩效自评") if isinstance(it, LaidLine)]
    assert "{%p if 部门整体支出绩效自评.专项名称 %}" == texts[0]
    assert ["本{{ 单位.称谓 }}不涉及部门整体支出绩效自评。", "{%p endif %}"] == texts[-2:]


def test_a_list_of_small_records_is_a_table_with_a_row_for_each() -> None:
    assert cells(laid("部门概况.决算单位")) == [
        ["名称", "性质", "在职人数"],
        ["{%tr for 项 in 部门概况.决算单位 %}"],
        ["{{ 项.名称 }}", "{{ 项.性质 }}", "{{ 项.在职人数 | 整数 }}"],
        ["{%tr endfor %}"],
    ]


def test_larger_records_stand_one_after_another_under_their_first_line() -> None:
    pieces = laid("项目支出绩效自评")
    titles = [it for it in pieces if isinstance(it, TitleLine)]
    assert [TitleLine(3, "", "（{{ loop.index | 中文数字 }}）{{ 项.名称 }}")] == titles
    texts = [it.text for it in pieces if isinstance(it, LaidLine)]
    assert "{%p for 项 in 项目支出绩效自评 %}" in texts
    assert ["预期目标：", "{%p for 段 in 项.预期目标 %}"] == texts[4:6]
    shown = cells(pieces)
    assert ["{%tr for 行 in 项.指标 %}"] in shown
    assert ["资金", "年初预算数", "全年预算数", "全年执行数", "执行率"] in shown
    assert "{{ 项.资金.年度资金总额.执行率 | 百分数 }}" in [it for row in shown for it in row]


@pytest.mark.parametrize(
    ("numbered", "before"), [(True, "（{{ loop.index | 中文数字 }}）"), (False, "")]
)
def test_prose_stands_paragraph_by_paragraph(numbered: bool, before: str) -> None:
    pieces = list(fields.lay(Tags(example_pack()), [parse("部门概况.主要职责")], numbered))
    assert [f"{before}{{{{ 段 }}}}"] == [it.text for it in pieces[1:-1] if isinstance(it, LaidLine)]
