"""The law in layers: a later folder adds, replaces, drops; what it does not say stays."""

from typing import Any

import pytest
import yaml

from generator.packs import language, layering
from generator.packs.layering import Layered


def lay(holds: str, *texts: str) -> Layered:
    """What the texts of several folders make together; scalars are texts, as in packs."""
    nodes = [yaml.load(text, yaml.BaseLoader) or None for text in texts]
    return layering.lay([_emptied(node) for node in nodes], holds, language.LAW)


def _emptied(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _emptied(value) for key, value in node.items()}
    return None if node == "" else node


def root(holds: str, *texts: str) -> Any:
    laid = lay(holds, *texts)
    assert () == laid.flaws
    return laid.root


def flaws(holds: str, *texts: str) -> list[tuple[int, tuple[str | int, ...], str]]:
    return [(number, path, message) for number, (path, message, *_) in lay(holds, *texts).flaws]


# -- input.yaml ------------------------------------------------------------------------------------

MONEY = "三公经费: {必填: 是, 说明: 决算数, 各项: {接待费: 金额, 出国费: 金额}}"


@pytest.mark.parametrize(
    ("expected", "later"),
    [
        pytest.param({"甲": "金额", "乙": "文字", "丙": "个数"}, "丙: 个数", id="added"),
        pytest.param({"甲": "个数", "乙": "文字"}, "甲: 个数", id="replaced"),
        pytest.param({"乙": "文字"}, "甲: 无", id="dropped"),
        pytest.param({"甲": "金额", "乙": "文字"}, "甲:", id="only named"),
        pytest.param({"甲": "金额", "乙": "文字"}, "", id="an empty file"),
    ],
)
def test_a_later_folder_adds_replaces_and_drops_by_name(
    expected: dict[str, str], later: str
) -> None:
    assert expected == root("fields", "{甲: 金额, 乙: 文字}", later)


def test_a_section_of_the_same_name_replaces_the_whole() -> None:
    later = "三公经费: {各项: {批次: 个数}}"
    assert {"三公经费": {"各项": {"批次": "个数"}}} == root("fields", MONEY, later)


def test_a_section_that_supplements_changes_only_what_it_says() -> None:
    later = "三公经费: {补充: 是, 说明: 数和个数, 各项: {批次: 个数, 出国费: 无, 接待费: 文字}}"
    inner = {"接待费": "文字", "批次": "个数"}
    expected = {"必填": "是", "说明": "数和个数", "各项": inner}
    assert {"三公经费": expected} == root("fields", MONEY, later)


def test_to_supplement_is_one_step_deep_at_a_time() -> None:
    whole = "自评: {各项: {资金: {必填: 是, 各项: {甲: 金额}}}}"
    later = "自评: {补充: 是, 各项: {资金: {补充: 是, 各项: {乙: 金额}}}}"
    inner = {"必填": "是", "各项": {"甲": "金额", "乙": "金额"}}
    assert {"自评": {"各项": {"资金": inner}}} == root("fields", whole, later)
    anew = "自评: {补充: 是, 各项: {资金: {各项: {乙: 金额}}}}"
    assert {"自评": {"各项": {"资金": {"各项": {"乙": "金额"}}}}} == root("fields", whole, anew)


def test_not_to_supplement_is_to_replace() -> None:
    later = "三公经费: {补充: 否, 各项: {批次: 个数}}"
    assert {"三公经费": {"各项": {"批次": "个数"}}} == root("fields", MONEY, later)


def test_a_field_may_be_called_as_the_word_is() -> None:
    later = "三公经费: {补充: 是, 各项: {补充: 文字}}"
    parts = root("fields", MONEY, later)["三公经费"]["各项"]
    assert {"接待费": "金额", "出国费": "金额", "补充": "文字"} == parts


def test_any_number_of_folders_is_laid_one_on_the_other() -> None:
    texts = ("{甲: 金额, 乙: 文字}", "{甲: 无, 丙: 个数}", "{甲: 年度, 丙: 无}", "{丁: 分数}")
    assert {"乙": "文字", "甲": "年度", "丁": "分数"} == root("fields", *texts)


# -- tables.yaml and checks.yaml -------------------------------------------------------------------


def test_tables_and_their_rows_columns_and_figures_go_by_name() -> None:
    nation = """
清单: {收入: {展开: 资金}}
表:
  采购: {数: {总额: {加: [货物, 工程]}}}
  决算: {取自: 收入, 行: 科目, 栏: {合计: {}, 基本: {性质: 基本}}, 主栏: 合计}
汇总: {相加: [采购]}
"""
    later = """
表:
  采购: {补充: 是, 数: {占比: {占比: [甲, 总额]}}}
  决算: {补充: 是, 主栏: 小计, 栏: {合计: 无, 小计: {}}}
  基金: {数: {合计: {加: [甲]}}}
基数: {上年数: {文件: 上年}}
汇总: {补充: 是, 接续: [自评]}
"""
    assert {
        "清单": {"收入": {"展开": "资金"}},
        "表": {
            "采购": {"数": {"总额": {"加": ["货物", "工程"]}, "占比": {"占比": ["甲", "总额"]}}},
            "决算": {
                "取自": "收入",
                "行": "科目",
                "栏": {"基本": {"性质": "基本"}, "小计": {}},
                "主栏": "小计",
            },
            "基金": {"数": {"合计": {"加": ["甲"]}}},
        },
        "汇总": {"相加": ["采购"], "接续": ["自评"]},
        "基数": {"上年数": {"文件": "上年"}},
    } == root("law", nation, later)


def test_a_rule_is_replaced_whole() -> None:
    nation = "表: {甲: {数: {乙: {取自: 收入, 资金: 丙}}}}"
    later = "表: {甲: {补充: 是, 数: {乙: {加: [丁]}}}}"
    assert {"表": {"甲": {"数": {"乙": {"加": ["丁"]}}}}} == root("law", nation, later)


def test_checks_are_added_replaced_supplemented_and_dropped_by_name() -> None:
    nation = """
收支: {种类: 相等, 左: 甲, 右: 乙, 依据: 丙}
用词: {种类: 用词, 成对: 是, 表样已印: {原因: [主要]}}
超支: {种类: 不大于, 左: 甲, 右: 乙, 依据: 丙}
"""
    later = """
收支: {种类: 不小于零, 左: 甲, 依据: 丁}
用词: {补充: 是, 表样已印: {用途: [用于]}}
超支: 无
印全: {种类: 印全, 表: 甲, 级次: 项, 依据: 丙}
"""
    words = {"种类": "用词", "成对": "是", "表样已印": {"原因": ["主要"], "用途": ["用于"]}}
    assert {
        "收支": {"种类": "不小于零", "左": "甲", "依据": "丁"},
        "用词": words,
        "印全": {"种类": "印全", "表": "甲", "级次": "项", "依据": "丙"},
    } == root("checks", nation, later)


# -- the order of names ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "later"),
    [
        ("甲乙丙丁", "丁:"),
        ("甲乙丙丁戊", "戊: 个数"),
        ("甲戊乙丙丁", "{甲: , 戊: 个数}"),
        ("甲乙戊丙丁", "{戊: 个数, 丙: }"),
        ("甲戊己丙丁乙", "{戊: 个数, 己: 个数, 丙: , 丁: , 乙: }"),
        ("甲丙丁乙", "{丙: , 丁: , 乙: }"),
        ("甲丙戊丁", "{乙: 无, 丙: , 戊: 个数}"),
    ],
)
def test_names_come_in_the_order_of_the_last_who_says_them(expected: str, later: str) -> None:
    nation = "{甲: 金额, 乙: 金额, 丙: 金额, 丁: 金额}"
    assert [*expected] == [*root("fields", nation, later)]


def test_a_title_that_is_only_named_keeps_its_tables() -> None:
    nation, later = "公开内容: {收入: [甲], 支出: [乙]}", "公开内容: {概况: , 支出: , 收入: }"
    expected = {"概况": None, "支出": ["乙"], "收入": ["甲"]}
    laid = root("law", nation, later)["公开内容"]
    assert (expected, [*expected]) == (laid, [*laid])


# -- what leads nowhere ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "message", "later"),
    [
        (("丁",), "前面的规则里没有“丁”，去不掉", "丁: 无"),
        (("丁",), "前面的规则里没有“丁”，没有什么可以补充", "丁: {补充: 是, 各项: {乙: 金额}}"),
        (("甲",), "前面的规则里“甲”没有分项，不能补充", "甲: {补充: 是, 各项: {乙: 金额}}"),
        (("三公经费", "补充"), "“补充”应是 是 或 否", "三公经费: {补充: 对}"),
        (
            ("三公经费", "各项", "批次"),
            "前面的规则里没有“批次”，去不掉",
            "三公经费: {补充: 是, 各项: {批次: 无}}",
        ),
    ],
)
def test_what_is_not_there_can_be_neither_dropped_nor_supplemented(
    path: tuple[str, ...], message: str, later: str
) -> None:
    assert [(1, path, message)] == flaws("fields", f"{MONEY}\n甲: 金额", later)


@pytest.mark.parametrize("said", ["无", "{补充: 是, 各项: {乙: 金额}}"])
def test_the_first_folder_has_nothing_before_it(said: str) -> None:
    assert [(0, ("甲",))] == [it[:2] for it in flaws("fields", f"甲: {said}")]


def test_what_was_dropped_before_is_not_there() -> None:
    texts = ("甲: 金额", "甲: 无", "甲: 无")
    assert [(2, ("甲",), "前面的规则里没有“甲”，去不掉")] == flaws("fields", *texts)


# -- who wrote what --------------------------------------------------------------------------------


def test_each_piece_is_known_to_be_of_the_folder_that_wrote_it() -> None:
    laid = lay(
        "fields",
        f"{MONEY}\n甲: 金额\n乙: 金额",
        "三公经费: {补充: 是, 各项: {批次: 个数}}\n甲: {各项: {丁: 金额}}\n乙: 无",
        "甲: {补充: 是, 各项: {戊: 金额}}",
    )
    writers = {
        ("三公经费",): 0,
        ("三公经费", "说明"): 0,
        ("三公经费", "各项", "接待费"): 0,
        ("三公经费", "各项", "批次"): 1,
        ("甲",): 1,
        ("甲", "各项", "丁"): 1,
        ("甲", "各项", "戊"): 2,
        ("乙",): 1,
    }
    assert writers == {path: laid.writer_of(path) for path in writers}
