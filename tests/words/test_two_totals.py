"""Two totals in one sentence: “各是A，B万元 … 各下降P%、Q%”, or each by itself."""

from pathlib import Path

import pytest
from support.small_packs import SmallPack, write_pack

from generator.corrections import revision, tracing

RULES = "收支: {各项: {收入: 金额, 支出: 金额, 个数: 个数}}\n"
PAIR = """
收支各比上年:
  {对: 上年数, 类: 并列, 另一数: 收支.支出, 分别: 比上年,
   增加: "与{{ 上年度 }}年相比，各增加{{ 差额 }}，{{ 另差额 }}万元，各增长{{ 幅度 }}、{{ 另幅度 }}",
   减少: "与{{ 上年度 }}年相比，各减少{{ 差额 }}，{{ 另差额 }}万元，各下降{{ 幅度 }}、{{ 另幅度 }}",
   持平: 都与上年持平, 不同: "其中：收入{{ 本句 }}；支出{{ 另句 }}"}
"""
FORM = (
    "收、支总计各是{{ 收支.收入 | 万元 }}，{{ 收支.支出 | 万元 }}万元。",
    "{{ 收支.收入 | 收支各比上年 }}。",
)
UNPRINTED = ("支出表", "收支.个数")


@pytest.fixture
def small(tmp_path: Path) -> SmallPack:
    return write_pack(tmp_path, *FORM, rules=RULES, phrases=PAIR, unprinted=UNPRINTED)


def filing(now: tuple[int, int], before: tuple[int, int] | None) -> str:
    stated = f"收支: {{收入: {now[0]}, 支出: {now[1]}, 个数: 1}}\n"
    if before is None:
        return stated + "上年数: 无\n"
    return stated + f"上年数:\n  收支: {{收入: {before[0]}, 支出: {before[1]}}}\n"


CASES = [
    pytest.param(
        (900, 800),
        (1000, 1000),
        "与2023年相比，各减少0.01，0.02万元，各下降10.00%、20.00%。",
        id="down",
    ),
    pytest.param(
        (1100, 2000),
        (1000, 1000),
        "与2023年相比，各增加0.01，0.10万元，各增长10.00%、100.00%。",
        id="up",
    ),
    pytest.param((1000, 0), (1000, 0), "都与上年持平。", id="flat"),
    pytest.param(
        (1100, 800),
        (1000, 1000),
        "其中：收入比上年增加0.01万元，增长10.00%；支出比上年减少0.02万元，下降20.00%。",
        id="one up and one down",
    ),
    pytest.param(
        (1100, 800),
        (1000, 0),
        "其中：收入比上年增加0.01万元，增长10.00%；支出比上年增加0.08万元。",
        id="up from nothing, which is no rate",
    ),
    pytest.param(
        (1100, 800),
        None,
        "其中：收入上年无可比数据；支出上年无可比数据。",
        id="nothing to compare",
    ),
]


@pytest.mark.parametrize(("now", "before", "said"), CASES)
def test_two_figures_are_told_together_where_they_move_alike(
    small: SmallPack, now: tuple[int, int], before: tuple[int, int] | None, said: str
) -> None:
    assert ([], []) == (small.judge(), small.judge_form())
    assert said == small.say(filing(now, before))[-1]


def test_the_other_figure_too_is_missed_where_its_base_is_not_stated(small: SmallPack) -> None:
    now, _, _ = filing((900, 800), (1000, 1000)).partition("上年数")
    stated = now + "上年数: {收支.收入: 1000}\n"
    assert ["C307 缺上年数：收支.支出"] == small.tell(stated)
    [fault] = small.build(now).faults
    assert "如：收支.支出、收支.收入" in fault.notes


def test_each_number_leads_to_its_own_figure(small: SmallPack) -> None:
    dossier = small.open(filing((900, 800), (1000, 1000)))
    found = [tracing.trace(dossier, asked).traces[0].addresses for asked in ("10.00%", "20.00%")]
    assert [("收支.收入",), ("收支.支出",)] == found


def test_a_correction_that_parts_them_is_told_as_a_turn(small: SmallPack) -> None:
    old = small.open(filing((900, 800), (1000, 1000)))
    new = small.open(filing((900, 1200), (1000, 1000)), "新.yaml")
    assert [("收支.支出", "减少", "增加")] == [
        (flip.address, flip.old, flip.new) for flip in revision.compare(old, new).flips
    ]


def test_each_number_of_the_sentence_is_proved(small: SmallPack) -> None:
    stated = filing((900, 800), (1000, 1000))
    assert [] == small.verify(stated)
    assert ["不一致"] == small.verify(stated, ("20.00%", "21.00%"))


WRONG = [
    pytest.param("收支.支出", "收支.支岀", "P602 “收支”里没有“支岀”", id="no such figure"),
    pytest.param("收支.支出", "收支.个数", "P602 “收支.个数”不是金额，不能比较", id="no money"),
    pytest.param("分别: 比上年", "分别: 比去年", "P602 没有“比去年”这个变动类短语", id="no phrase"),
    pytest.param(
        "；支出{{ 另句 }}",
        "",
        "P602 短语“收支各比上年”的“不同”：应写一次 {{ 另句 }}",
        id="the other left out",
    ),
    pytest.param(
        "都与上年持平",
        "都持平{{ 另差额 }}",
        "P602 短语“收支各比上年”的“持平”：这里不写 {{ 另差额 }}",
        id="a difference where there is none",
    ),
]


@pytest.mark.parametrize(("old", "new", "told"), WRONG)
def test_what_cannot_be_is_told_to_the_form_keeper(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert 1 == PAIR.count(old)
    wrong = PAIR.replace(old, f'"{new}"' if "持平{" in new else new)
    small = write_pack(tmp_path, *FORM, rules=RULES, phrases=wrong, unprinted=UNPRINTED)
    assert [told] == small.judge()
