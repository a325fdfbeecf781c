"""The language of packs: what form keepers write in Chinese, and what the engine makes of it."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from support.packs import HOME, PACK_FILES, named

from generator.checks import checks
from generator.packs import demands, grammar, language, law, pack_words, reading

LAW_FILES = [path for name in law.LAW_FILES for path in sorted(HOME.glob(f"schemas/**/{name}"))]


def read(text: str) -> Any:
    return yaml.safe_load(text)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ({"kind": "元"}, "金额"),
        ({"kind": "数"}, "个数"),
        ({"kind": "分"}, "分数"),
        ({"kind": "文"}, "文字"),
        ({"kind": "段"}, "段落"),
        ({"kind": "年度"}, "{数据: 年度}"),
        ({"files": True}, "文件清单"),
        ({"names": True}, "{数据: 名称表}"),
        ({"kind": "数", "required": True}, "{数据: 个数, 必填: 是}"),
        ({"allowed": ["甲", "乙"]}, "{可选值: [甲, 乙]}"),
        ({"code": "功能分类"}, "{科目表: 功能分类}"),
        ({"addresses": "元", "meaning": "上年的数"}, "{按地址: 金额, 说明: 上年的数}"),
        ({"addresses": "文"}, "{按地址: 文字}"),
    ],
)
def test_a_field_says_what_is_typed_into_it(expected: object, text: str) -> None:
    assert {"某项": expected} == language.read_input({"某项": read(text)})


def test_what_has_parts_becomes_a_mapping_and_what_has_items_a_list_of_mappings() -> None:
    text = "{必填: 是, 各项: {甲: 金额, 乙: {每条: {说明: 文字}}}}"
    item = {"type": "dict", "schema": {"说明": {"kind": "文"}}}
    parts = {"甲": {"kind": "元"}, "乙": {"type": "list", "schema": item}}
    expected = {"required": True, "type": "dict", "schema": parts}
    assert {"一节": expected} == language.read_input({"一节": read(text)})


def test_a_table_s_words_are_translated_and_its_names_are_left_alone() -> None:
    text = """
清单: {支出: {展开: 性质}}
表:
  栏:
    取自: 支出
    条件: {资金: 财政}
    行: {加: {取自: 收入, 资金: 甲}, 差: {加: [甲], 减: [乙]}}
    栏: 性质
    主栏: 合计
  评分:
    表: {资金: {栏: {率: {占比: [甲, 乙]}}}}
    数: {数: {条数: 清单}, 总分: {各条之和: 指标.分}, 等级: {分档: 总分, 起点: {优: 90}}}
"""
    rows = {"加": {"from": "收入", "资金": "甲"}, "差": {"plus": ["甲"], "minus": ["乙"]}}
    figures = {
        "数": {"count": "清单"},
        "总分": {"sum": "指标.分"},
        "等级": {"band": "总分", "grades": {"优": 90}},
    }
    expected = {
        "lists": {"支出": {"spread": "性质"}},
        "tables": {
            "栏": {
                "from": "支出",
                "where": {"资金": "财政"},
                "rows": rows,
                "columns": "性质",
                "total": "合计",
            },
            "评分": {
                "tables": {"资金": {"columns": {"率": {"share": ["甲", "乙"]}}}},
                "figures": figures,
            },
        },
    }
    assert expected == language.read_tables(read(text))


def test_bases_and_members_are_translated_and_names_of_the_other_filing_are_left_alone() -> None:
    text = """
基数:
  上年数: {文件: 上年文件, 文种: 部门决算, 相差年数: -1, 科目沿革: {"201": "202"}}
  预算数: {清单: {收入: {取自: 支出, 资金: {取自: 加}}}}
汇总:
  相加: [结余]
  接续: [自评]
  抵销: [{付款: {取自: 支出, 性质: 补助}, 收款: {取自: 收入}, 依据: 规定}]
"""
    paid = {"from": "支出", "性质": "补助"}
    expected = {
        "bases": {
            "上年数": {
                "file": "上年文件",
                "kind": "部门决算",
                "years": -1,
                "codes": {"201": "202"},
            },
            "预算数": {"lists": {"收入": {"from": "支出", "资金": {"取自": "加"}}}},
        },
        "members": {
            "add": ["结余"],
            "join": ["自评"],
            "transfers": [{"paid": paid, "received": {"from": "收入"}, "依据": "规定"}],
        },
    }
    assert expected == language.read_tables(read(text))


def test_a_check_s_kind_and_words_are_translated() -> None:
    text = "某条: {种类: 不大于, 汇总不查: 是, 逐条: 自评, 限于: {类型: [甲]}, 左: 得分, 上限: 10}"
    expected = {
        "kind": "within",
        "alone": True,
        "each": "自评",
        "when": {"类型": ["甲"]},
        "left": "得分",
        "limit": 10,
    }
    assert (expected,) == language.read_checks(read(text))


def test_every_kind_of_check_has_a_word_and_every_word_a_kind() -> None:
    named = list(demands.KINDS.values())
    assert sorted({*checks.BEFORE, *checks.AFTER}) == sorted(named)


@pytest.mark.parametrize("path", PACK_FILES, ids=named)
def test_every_demand_of_every_pack_is_of_a_known_kind(path: Path) -> None:
    demands = reading.read(path, HOME).checks
    known = {*checks.BEFORE, *checks.AFTER}
    assert [] == [demand for demand in demands if demand["kind"] not in known]


@pytest.mark.parametrize("path", LAW_FILES, ids=lambda path: "-".join(path.parts[-4:]))
def test_every_word_of_the_law_is_chinese(path: Path) -> None:
    assert [] == [key for key in _keys(read(path.read_text("utf-8"))) if key.isascii()]


def _keys(node: Any) -> list[str]:
    if isinstance(node, dict):
        return [*map(str, node), *(key for value in node.values() for key in _keys(value))]
    if isinstance(node, list):
        return [key for value in node for key in _keys(value)]
    return []


LINK = "称为: CC BY 4.0, 网址: https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (f"许可: {{{LINK}}}", []),
        (f"{{许可: {{{LINK}}}, 来源: {{称为: 某市财政局}}}}", []),
        ("来源: {称为: 某市财政局, 网址: 'http://a.example/公开'}", ["“网址”应是网址"]),
        ("许可: {称为: CC BY 4.0}", ["“许可”缺少“网址”"]),
        ("许可: {称为: CC BY 4.0, 网址: javascript:alert(1)}", ["“网址”应是网址"]),
        ("来源: {网址: 'http://a.example/'}", ["“来源”缺少“称为”"]),
        ("许可证: {称为: 甲}", ["没有“许可证”这个词"]),
        ("许可: 自由使用", ["“许可”下面应分项写"]),
    ],
)
def test_the_terms_of_open_data_are_links(text: str, wrong: list[str]) -> None:
    flaws = list(grammar.find_flaws(read(text), "open data", pack_words.PACK))
    assert [it.message[: len(due)] for it, due in zip(flaws, wrong, strict=True)] == wrong
