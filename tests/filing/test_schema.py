"""A filing's shape: every slip is one fault, at its place, with what to do about it."""

import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import cerberus
import pytest
from support.examples import Edit, codes
from support.packs import HOME, PACK_FILES, named

from generator import pipeline
from generator.diagnostics import Fault, Place
from generator.filing.filing import Filing
from generator.filing.kinds import NOT_STATED, Amount, Code, Stated
from generator.filing.schema import validate
from generator.filing.shape_faults import cerberus_rules
from generator.filing.source import parse
from generator.filing.values import ZERO
from generator.packs import reading
from generator.vocabulary import MISSING_TEXT

FILE = "126.yaml"
UNITS = ["元", "万元"]
RULES: dict[str, Any] = {
    "年度": {"kind": "年度", "required": True},
    "金额单位": {"required": True, "allowed": UNITS},
    "单位": {
        "required": True,
        "type": "dict",
        "schema": {
            "单位全称": {"kind": "文", "required": True},
            "称谓": {"allowed": ["部门", "单位"]},
        },
    },
    "收入": {
        "type": "list",
        "schema": {
            "type": "dict",
            "schema": {
                "科目编码": {"code": "功能分类", "required": True},
                "财政拨款": {"kind": "元"},
                "其他收入": {"kind": "元"},
            },
        },
    },
    "政府采购": {
        "type": "dict",
        "schema": {
            "金额单位": {"allowed": UNITS},
            "货物": {"kind": "元"},
            "服务": {"kind": "元", "required": True},
            "个数": {"kind": "数"},
        },
    },
    "职责": {"kind": "段"},
    "备注说明": {"kind": "文"},
    "得分": {"kind": "分"},
    "科目名称": {"names": True},
    "上年数": {"addresses": "元"},
    "增减原因": {"addresses": "文"},
}
HEAD = "年度: 2024\n金额单位: 元\n单位: {单位全称: 福州, 称谓: 部门}\n"


def judge(text: str) -> tuple[Filing, list[Fault]]:
    """The filing that a text states under the rules above, and what is wrong with it."""
    source, faults = parse(text.encode(), FILE)
    assert faults == []
    assert source is not None
    return validate(source, RULES)


def faults_of(text: str) -> list[tuple[str, str, str, str]]:
    """Code, place, message and suggestion of every fault of a text."""
    _, faults = judge(text)
    return [(fault.code, str(fault.place), fault.message, fault.help) for fault in faults]


def data_of(text: str) -> dict[str, Any]:
    """The data of a text without faults."""
    filing, faults = judge(text)
    assert faults == []
    return dict(filing.data)


# -- what stands for what is not written --------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        ((), "收入"),
        ((), "职责"),
        ("", "备注说明"),
        (ZERO, "得分"),
        ({}, "科目名称"),
        ((), "上年数"),
        ((), "增减原因"),
    ],
)
def test_what_is_omitted_is_nothing_or_zero(expected: object, name: str) -> None:
    assert expected == data_of(HEAD)[name]


def test_an_omitted_amount_of_a_section_is_zero() -> None:
    assert data_of(HEAD + "政府采购: {服务: 5}\n")["政府采购"]["货物"] == ZERO


def test_an_omitted_amount_of_an_entry_is_zero() -> None:
    (entry,) = data_of(HEAD + "收入:\n  - {科目编码: 2010350 事业运行, 财政拨款: 5.10}\n")["收入"]
    assert entry == {
        "科目编码": Code("2010350", "事业运行", ("收入", 0, "科目编码")),
        "财政拨款": Amount(Decimal("5.10"), ("收入", 0, "财政拨款")),
        "其他收入": ZERO,
    }


def test_the_filing_knows_its_year() -> None:
    filing, _ = judge(HEAD)
    assert filing.year == 2024


def test_a_missing_text_is_marked_for_a_draft() -> None:
    filing, _ = judge(HEAD.replace("单位全称: 福州, ", ""))
    assert filing.data["单位"]["单位全称"] == MISSING_TEXT


def test_the_texts_of_a_missing_section_are_marked_for_a_draft() -> None:
    filing, _ = judge("年度: 2024\n金额单位: 元\n")
    assert filing.data["单位"]["单位全称"] == MISSING_TEXT


def test_an_omitted_text_of_a_section_that_stands_is_empty() -> None:
    assert data_of(HEAD.replace(", 称谓: 部门", ""))["单位"]["称谓"] == ""


def test_paragraphs_to_be_filled_in_are_marked_for_a_draft() -> None:
    filing, _ = judge(HEAD + "职责:\n")
    assert filing.data["职责"] == (MISSING_TEXT,)


def test_a_missing_code_is_none_for_a_draft() -> None:
    filing, _ = judge(HEAD + "收入:\n  - {财政拨款: 1}\n")
    assert filing.data["收入"][0]["科目编码"] is None


def test_a_missing_amount_is_missing_for_a_draft() -> None:
    filing, _ = judge(HEAD + "政府采购: {服务: }\n")
    assert filing.data["政府采购"]["服务"] == NOT_STATED


def test_an_amount_that_is_none_is_missing_for_a_draft() -> None:
    filing, _ = judge(HEAD + "政府采购: {服务: 5O8.68}\n")
    assert filing.data["政府采购"]["服务"] == NOT_STATED


# -- keys ---------------------------------------------------------------------------------------


CHOICES = "删去这一项；这里可以写："


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (
            ("S201", "126.yaml:4:1", "没有“备注说眀”这一项", "是否应为“备注说明”？"),
            "备注说眀: 一\n",
        ),
        (("S201", "126.yaml:4:1", "没有“甲乙丙丁”这一项", CHOICES), "甲乙丙丁: 一\n"),
        (
            ("S201", "126.yaml:5:21", "没有“财正拨款”这一项", "是否应为“财政拨款”？"),
            "收入:\n  - {科目编码: 2010350, 财正拨款: 1}\n",
        ),
        (
            ("S201", "126.yaml:5:3", "没有“其他收人”这一项", CHOICES),
            "政府采购:\n  其他收人: 1\n  服务: 2\n",
        ),
    ],
)
def test_an_unknown_key_is_a_fault_at_the_key(
    expected: tuple[str, str, str, str], text: str
) -> None:
    [(*told, help_)] = faults_of(HEAD + text)
    assert expected == (*told, help_[: len(expected[-1])])


@pytest.mark.parametrize(
    ("expected", "old", "new"),
    [
        (
            ("S201", "126.yaml:2:1", "没有“金额单立”这一项", "是否应为“金额单位”？"),
            "金额单位: ",
            "金额单立: ",
        ),
        (
            ("S201", "126.yaml:3:6", "没有“单位金称”这一项", "是否应为“单位全称”？"),
            "单位全称",
            "单位金称",
        ),
    ],
)
def test_a_misspelt_required_key_is_one_fault(
    expected: tuple[str, str, str, str], old: str, new: str
) -> None:
    assert [expected] == faults_of(HEAD.replace(old, new))


def test_a_misspelt_required_key_of_an_entry_is_one_fault() -> None:
    text = "收入:\n  - {科目编玛: 2010350, 财政拨款: 1}\n"
    expected = ("S201", "126.yaml:5:6", "没有“科目编玛”这一项", "是否应为“科目编码”？")
    assert [expected] == faults_of(HEAD + text)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (
            ("S202", "126.yaml:1:1", "缺少“年度”", "补上“年度”"),
            HEAD.replace("年度: 2024\n", ""),
        ),
        (
            ("S202", "126.yaml:3:1", "缺少“单位全称”", "补上“单位全称”"),
            HEAD.replace("单位全称: 福州, ", ""),
        ),
        (
            ("S202", "126.yaml:4:1", "缺少“服务”", "补上“服务”"),
            HEAD + "政府采购:\n  货物: 1\n",
        ),
    ],
)
def test_a_missing_key_is_a_fault_at_its_owner(
    expected: tuple[str, str, str, str], text: str
) -> None:
    assert [expected] == faults_of(text)


@pytest.mark.parametrize(
    ("place", "name", "text"),
    [
        ("126.yaml:4:1", "备注说明", "备注说明:\n"),
        ("126.yaml:4:1", "收入", "收入:\n"),
        ("126.yaml:4:1", "职责", "职责: # 说明\n"),
        ("126.yaml:4:1", "上年数", "上年数:\n"),
        ("126.yaml:4:8", "服务", "政府采购: {服务: }\n"),
        ("126.yaml:5:21", "财政拨款", '收入:\n  - {科目编码: 2010350, 财政拨款: ""}\n'),
    ],
)
def test_a_key_with_nothing_behind_it_is_to_be_filled_in(place: str, name: str, text: str) -> None:
    [(*told, help_)] = faults_of(HEAD + text)
    assert ["S204", place, f"“{name}”待填"] == told
    # Only a figure can be 0.
    assert (name in ("服务", "财政拨款")) == ("没有的写 0" in help_)


def test_an_address_with_nothing_behind_it_is_to_be_filled_in() -> None:
    (fault,) = faults_of(HEAD + "上年数:\n  表:\n    合计:\n")
    assert ("S204", "126.yaml:6:5", "“合计”待填") == fault[:3]


# -- types and choices --------------------------------------------------------------------------

ONE_VALUE = "应是一个值，下面不能再分项"
ENTRIES = "下面应写清单，每条以“- ”开头"
ITEMS = "下面应写各项内容"


@pytest.mark.parametrize(
    ("place", "message", "text"),
    [
        ("126.yaml:4:7", f"“备注说明”{ONE_VALUE}", "备注说明: [一]\n"),
        ("126.yaml:5:3", f"“备注说明”{ONE_VALUE}", "备注说明:\n  一: 二\n"),
        ("126.yaml:4:7", f"“政府采购”{ITEMS}", "政府采购: 5\n"),
        ("126.yaml:4:7", f"“政府采购”{ITEMS}", "政府采购: [5]\n"),
        ("126.yaml:4:12", f"“服务”{ONE_VALUE}", "政府采购: {服务: [1]}\n"),
        ("126.yaml:4:12", f"“服务”{ONE_VALUE}", "政府采购: {服务: {货物: 1}}\n"),
        ("126.yaml:4:5", f"“收入”{ENTRIES}", "收入: 5\n"),
        ("126.yaml:5:3", f"“收入”{ENTRIES}", "收入:\n  科目编码: 2010350\n"),
        ("126.yaml:5:5", f"“收入”{ITEMS}", "收入:\n  - 2010350\n"),
        ("126.yaml:4:5", f"“职责”{ONE_VALUE}", "职责: {一: 二}\n"),
        ("126.yaml:4:7", f"“科目名称”{ITEMS}", "科目名称: 一\n"),
        ("126.yaml:4:10", "“表”应是一个值，不能是清单", "上年数: {表: [1]}\n"),
        ("126.yaml:4:6", "这里应写各表的数", "上年数: 没有\n"),
    ],
)
def test_a_value_of_the_wrong_shape_is_one_fault(place: str, message: str, text: str) -> None:
    [(*told, help_)] = faults_of(HEAD + text)
    assert (["S206", place, message], True) == (told, bool(help_))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (
            ("S205", "126.yaml:2:7", "“金额单位”不能是“亿美金”", "可以写：元、万元"),
            HEAD.replace("金额单位: 元", "金额单位: 亿美金"),
        ),
        (
            ("S205", "126.yaml:2:7", "“金额单位”不能是“万元整”", "是否应为“万元”？"),
            HEAD.replace("金额单位: 元", "金额单位: 万元整"),
        ),
        (
            ("S205", "126.yaml:3:20", "“称谓”不能是“中心”", "可以写：部门、单位"),
            HEAD.replace("称谓: 部门", "称谓: 中心"),
        ),
    ],
)
def test_a_value_that_is_not_allowed_is_a_fault_at_the_value(
    expected: tuple[str, str, str, str], text: str
) -> None:
    assert [expected] == faults_of(text)


@pytest.mark.parametrize(
    ("code", "place", "message", "text"),
    [
        ("S203", "126.yaml:4:12", "“5O8.68” 不是金额：不是数字", "政府采购: {服务: 5O8.68}\n"),
        ("S203", "126.yaml:4:12", "“.nan” 不是金额：不是数字", "政府采购: {服务: .nan}\n"),
        ("S203", "126.yaml:4:12", "“１２” 不是金额：不是数字", "政府采购: {服务: １２}\n"),
        ("S207", "126.yaml:4:19", "“NO” 不是个数：不是数字", "政府采购: {服务: 1, 个数: NO}\n"),
        ("S207", "126.yaml:4:5", "“100.01” 超出范围", "得分: 100.01\n"),
        ("S208", "126.yaml:5:12", "“20103a” 不是科目", "收入:\n  - {科目编码: 20103a}\n"),
        ("S210", "126.yaml:4:7", "这里只能写一行文字", "备注说明: |\n  一\n  二\n"),
        ("S210", "126.yaml:5:3", "这里应是一段或几段文字", "职责:\n  - 一\n  -\n"),
        ("S203", "126.yaml:5:9", "“一” 不是金额：不是数字", "上年数:\n  表.合计: 一\n"),
    ],
)
def test_a_value_that_its_kind_refuses_is_one_fault_at_the_value(
    code: str, place: str, message: str, text: str
) -> None:
    assert [fault[:3] for fault in faults_of(HEAD + text)] == [(code, place, message)]


def test_a_year_that_is_none_is_one_fault() -> None:
    (fault,) = faults_of(HEAD.replace("2024", "２０２４"))
    assert ("S211", "126.yaml:1:5", "“２０２４” 不是年度") == fault[:3]


def test_a_thousands_comma_in_braces_is_never_read_as_a_smaller_amount() -> None:
    (fault,) = faults_of(HEAD + "政府采购: {服务: 3,658.44}\n")
    assert ("S203", "126.yaml:4:12", "“3,658.44”里的逗号把这个数分成了几项") == fault[:3]


def test_faults_come_in_the_order_of_their_lines() -> None:
    text = HEAD + "备注说眀: 一\n政府采购: {服务: 一, 个数: 二}\n得分: 101\n"
    places = [place for _, place, _, _ in faults_of(text)]
    assert places == ["126.yaml:4:1", "126.yaml:5:12", "126.yaml:5:19", "126.yaml:6:5"]


def test_an_amount_has_its_width_for_the_caret() -> None:
    _, (fault,) = judge(HEAD + "政府采购: {服务: 5O8.68}\n")
    assert fault.place == Place(FILE, 4, 12, 6)


# -- the unit of amounts ------------------------------------------------------------------------


def test_a_section_may_state_its_own_unit() -> None:
    section = data_of(HEAD + "政府采购: {金额单位: 万元, 服务: 1.234567, 个数: 3}\n")["政府采购"]
    assert section["服务"] == Amount(Decimal("12345.67"), ("政府采购", "服务"), wan=True)
    assert section["个数"] == Amount(Decimal(3), ("政府采购", "个数"))


def test_the_unit_of_a_section_holds_for_no_other_section() -> None:
    text = "政府采购: {金额单位: 万元, 服务: 1}\n收入:\n  - {科目编码: 201, 财政拨款: 5}\n"
    assert data_of(HEAD + text)["收入"][0]["财政拨款"].value == Decimal(5)


def test_a_section_may_be_in_yuan_where_the_filing_is_in_wan_yuan() -> None:
    head = HEAD.replace("金额单位: 元", "金额单位: 万元")
    data = data_of(head + "政府采购: {金额单位: 元, 服务: 2}\n上年数: {表: {合计: 2}}\n")
    assert data["政府采购"]["服务"].value == Decimal(2)
    assert data["上年数"][0].amount.value == Decimal(20000)


def test_a_base_may_state_its_own_unit_on_every_level() -> None:
    text = "上年数:\n  金额单位: 万元\n  甲表.合计: 1\n  乙表: {金额单位: 元, 合计: 1}\n"
    amounts = [item.amount.value for item in data_of(HEAD + text)["上年数"]]
    assert amounts == [Decimal(10000), Decimal(1)]


# -- addresses and names ------------------------------------------------------------------------


def test_addresses_may_be_nested_or_written_in_one() -> None:
    text = "上年数:\n  表[2010350].拨款: 1\n  表:\n    2010399 其他: {拨款: 2}\n    合计: 3\n"
    steps = [item.steps for item in data_of(HEAD + text)["上年数"]]
    assert steps == [("表", "2010350", "拨款"), ("表", "2010399", "拨款"), ("表", "合计")]


def test_a_stated_amount_knows_where_it_was_typed() -> None:
    (item,) = data_of(HEAD + "上年数:\n  表: {2010399: 2.50}\n")["上年数"]
    path = ("上年数", "表", "2010399")
    assert Stated(("表", "2010399"), Amount(Decimal("2.50"), path), "", path) == item


def test_a_reason_is_words() -> None:
    (item,) = data_of(HEAD + "增减原因: {表: {合计: 人员增加}}\n")["增减原因"]
    path = ("增减原因", "表", "合计")
    assert Stated(("表", "合计"), NOT_STATED, "人员增加", path) == item


def test_a_new_unit_says_that_there_is_nothing_to_compare() -> None:
    assert data_of(HEAD + "上年数: 无\n")["上年数"] == "无"


def test_names_of_codes_stay_as_typed() -> None:
    assert data_of(HEAD + "科目名称: {021502: 新科目}\n")["科目名称"] == {"021502": "新科目"}


# -- the rules of 2024 --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("S201", "组织出国团组: 0", "组织出国团队: 0"),
        ("S202", "  接待人次: 9\n", ""),
        ("S203", "服务: 30887496.30", "服务: 3O887496.30"),
        ("S204", "服务: 30887496.30", "服务:"),
        ("S205", "称谓: 部门", "称谓: 中心"),
        ("S207", "接待人次: 9", "接待人次: NO"),
    ],
)
def test_the_example_with_one_slip_has_one_fault(
    code: str, old: str, new: str, edited: Edit
) -> None:
    outcome = pipeline.produce(edited((old, new)))
    assert [code] == codes(outcome)


@pytest.mark.parametrize("path", PACK_FILES, ids=named)
def test_the_rules_of_every_pack_are_rules_of_cerberus(path: Path) -> None:
    rules = cerberus_rules(reading.read(path, HOME).rules)
    assert rules == dict(cerberus.Validator(rules).schema)


# -- thousands of slips --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "slips"),
    [("  - 1", 1), ("  - {科目编玛: 2010399, 其它收人: 1}", 2), ("  - {财政拨款: }", 2)],
)
def test_thousands_of_wrong_rows_take_little_time(line: str, slips: int) -> None:
    text = "\n".join(["收入:", *[line] * 4000])
    assert 4000 * slips == len(of_list(text))


def test_thousands_of_wrong_keys_take_little_time() -> None:
    text = "\n".join(["收入: []", *(f"错{number}: 1" for number in range(4000))])
    assert 4000 == len(of_list(text))


def of_list(text: str) -> list[Fault]:
    """The faults of a filing of a list alone, found in less than two seconds."""
    source, faults = parse(text.encode(), FILE)
    assert source is not None
    begun = time.process_time()
    _, found = validate(source, {"收入": RULES["收入"]})
    assert 2 > time.process_time() - begun
    return [*faults, *found]
