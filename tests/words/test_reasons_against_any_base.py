"""Reasons of movements from any base, in a sentence that says itself which way it went."""

from pathlib import Path

import pytest
from support.small_packs import SmallPack, write_pack

from generator.corrections import revision

RULES = """年初预算数: {按地址: 金额}
增减原因: {按地址: 文字}
预算差异原因: {按地址: 文字, 对: 年初预算数}
"""
CHECKS = """- {种类: 写明原因, 依据: 有增减的说明原因}
- {种类: 写明原因, 对: 年初预算数, 依据: 决算数与预算数不同的说明原因}
- {种类: 原因方向, 对: 年初预算数, 增加: [增加, 超支], 减少: [减少, 节约], 依据: 方向一致}
"""
DIFFERS = """
预算差异:
  {对: 年初预算数, 类: 原因, 增加: "决算数大于预算数的主要原因：{{ 原因 }}。",
   减少: "决算数小于预算数的主要原因：{{ 原因 }}。", 持平: 决算数与预算数持平。, 无上年数: ""}
增减的原因:
  {对: 上年数, 类: 原因, 增加: "支出{{ 增减 }}的主要原因是{{ 原因 }}。",
   减少: "支出{{ 增减 }}的主要原因是{{ 原因 }}。", 持平: "", 无上年数: ""}
"""
FORM = (
    "{%p for 行 in 支出表.项级 %}",
    "{{ 行.名称 }}{{ 行.合计 | 万元 }}万元。{{ 行.合计 | 预算差异 }}",
    "{%p endfor %}",
    "{{ 支出表.合计.合计 | 比上年 }}。{{ 支出表.合计.合计 | 增减的原因 }}",
)
FILING = """支出:
  - {科目: 2010601, 基本支出: 15118900}
  - {科目: 2050203, 项目支出: 50000}
年初预算数:
  支出表[2010601]: 15600500
  支出表[2050203]: 50000
上年数: {支出表.合计: 15000000}
"""
SAID = """预算差异原因:
  支出表[2010601]: 人员进出及退休变化，减少人员经费开支。
增减原因:
  支出表.合计: 新增项目
"""


@pytest.fixture
def small(tmp_path: Path) -> SmallPack:
    return write_pack(tmp_path, *FORM, rules=RULES, checks=CHECKS, phrases=DIFFERS)


def test_a_reason_follows_the_way_that_a_figure_differs_from_its_budget(small: SmallPack) -> None:
    assert ([], []) == (small.judge(), small.judge_form())
    expected = [
        "行政运行1511.89万元。决算数小于预算数的主要原因：人员进出及退休变化，减少人员经费开支。",
        "初中教育5.00万元。决算数与预算数持平。",
        "比上年增加16.89万元，增长1.13%。支出增加的主要原因是新增项目。",
    ]
    assert expected == small.say(FILING + SAID)


def test_a_reason_that_is_due_and_missing_is_asked_for_in_its_own_section(
    small: SmallPack,
) -> None:
    outcome = small.build(FILING)
    told = [(fault.code, fault.message, *fault.notes) for fault in outcome.faults]
    prior = ("C306", "缺增减原因：支出表.合计")
    budget = ("C306", "缺预算差异原因：支出表[2010601]")
    figures = "本年 15118900.00元，年初预算数 15600500.00元，减少 481600.00元"
    assert [prior, budget] == [it[:2] for it in told]
    assert figures == told[1][2]


def test_a_reason_that_speaks_of_the_other_way_is_told(small: SmallPack) -> None:
    said = SAID.replace("人员进出及退休变化，减少人员经费开支", "人员经费增加")
    told = "C312 支出表[2010601] 是减少，原因写的是“人员经费增加”"
    assert [told] == small.tell(FILING + said)


def test_a_reason_for_what_does_not_differ_is_not_printed_and_told(small: SmallPack) -> None:
    said = SAID.replace("增减原因:", "  支出表[2050203]: 项目推进\n增减原因:")
    told = "C308 “预算差异原因”里的“支出表[2050203]”没有用上：表样这里不印"
    assert [told] == small.tell(FILING + said)


def test_a_base_that_there_is_none_of_asks_for_no_reason(small: SmallPack) -> None:
    start, end = FILING.index("年初预算数"), FILING.index("上年数")
    none = FILING[:start] + "年初预算数: 无\n" + FILING[end:]
    said = "增减原因: {支出表.合计: 新增项目}\n"
    assert "行政运行1511.89万元。" == small.say(none + said)[0]


def test_a_correction_that_turns_a_difference_round_names_the_reason_that_is_stale(
    small: SmallPack,
) -> None:
    old = small.open(FILING + SAID)
    new = small.open((FILING + SAID).replace("15600500", "15000000"), "新.yaml")
    [flip] = revision.compare(old, new).flips
    assert ("支出表[2010601].合计", "年初预算数", "减少", "增加") == (
        flip.address,
        flip.base,
        flip.old,
        flip.new,
    )
    assert flip.stale


REASON = "{{ 原因 }}"
WRONG = [
    pytest.param(
        "rules",
        "对: 年初预算数",
        "对: 年初预算",
        ["P604 没有“年初预算”这样的基数"],
        id="no such base",
    ),
    pytest.param(
        "rules",
        "年初预算数: {按地址: 金额}",
        "年初预算数: {按地址: 金额, 对: 上年数}",
        ["P604 只有按地址填文字的一节才写“对”"],
        id="amounts give no reasons",
    ),
    pytest.param(
        "phrases",
        "主要原因：{{ 原因 }}。",
        "主要原因。",
        [
            "P602 短语“预算差异”的“增加”：应写一次 {{ 原因 }}",
            "P602 短语“预算差异”的“减少”：应写一次 {{ 原因 }}",
        ],
        id="a phrase without a reason",
    ),
    pytest.param(
        "phrases",
        "持平: 决算数与预算数持平。",
        '持平: "{{ 原因 }}"',
        ["P602 短语“预算差异”的“持平”：这里不写 {{ 原因 }}"],
        id="a reason where nothing moved",
    ),
    pytest.param(
        "rules",
        "预算差异原因: {按地址: 文字, 对: 年初预算数}",
        "预算差异原因: {按地址: 文字}",
        [
            "P604 input.yaml 里没有写对“年初预算数”的原因的一节",
            "P604 input.yaml 里没有写对“年初预算数”的原因的一节",
            "P602 input.yaml 里没有写对“年初预算数”的原因的一节",
        ],
        id="no section",
    ),
]


@pytest.mark.parametrize(("which", "old", "new", "told"), WRONG)
def test_what_cannot_be_is_told_to_the_form_keeper(
    tmp_path: Path, which: str, old: str, new: str, told: list[str]
) -> None:
    laws = {"rules": RULES, "checks": CHECKS, "phrases": DIFFERS}
    assert old in laws[which]
    laws[which] = laws[which].replace(old, new)
    assert told == write_pack(tmp_path, *FORM, **laws).judge()
