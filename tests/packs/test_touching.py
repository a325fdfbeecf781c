"""What stands beside the figures of a phrase, and the units that their styles print."""

from decimal import Decimal
from pathlib import Path

import pytest
from support.small_packs import write_pack

from generator.money import Style
from generator.packs.unit_words import say_no_part, say_other_part, say_other_suffix, say_wordy

OTHERS = """
  减少: 少, 持平: 平, 均为零: 零, 上年为零: 多, 上年为负: 负,
   本年为零: 少, 本年为负: 少, 无上年数: —}
"""
PERCENT = Style("百分比", Decimal("0.01"), suffix="%")
BARE, WHOLE = Style("百分数", Decimal("0.01")), Style("比率", Decimal(1))


def judged(folder: Path, up: str, down: str = "少", styles: str = "") -> list[str]:
    """What is wrong with a pack that words an increase and a decrease so."""
    others = OTHERS.replace("减少: 少", f'减少: "{down}"')
    phrase = f'变了: {{对: 上年数, 类: 变动, 增加: "{up}",{others}'
    unprinted = ("支出表",)
    small = write_pack(folder, "支出", phrases=phrase, styles=styles, unprinted=unprinted)
    return small.judge()


@pytest.mark.parametrize(
    ("up", "told"),
    [
        ("增加1{{ 差额 }}万元", "“{{ 差额 }}”前面紧接着数字，会读成一个数"),
        ("增加{{ 差额 }}0万元", "“{{ 差额 }}”后面紧接着数字，会读成一个数"),
        ("增加-{{ 差额 }}万元", "“{{ 差额 }}”前面紧接着“-”，会读成数的正负号"),
        ("{{ 差额 }}{{ 幅度 }}", "“{{ 差额 }}”和“{{ 幅度 }}”紧接着，会印成一个数"),
        ("{{ 年度 }}{{ 差额 }}万元", "“{{ 差额 }}”前面紧接着数字，会读成一个数"),
        ("增长{{ 幅度 }}%", "“{{ 幅度 }}”后面会印成“%%”"),
        ("增加{{ 差额 }}元", "“差额”印的是万元，后面却是“元”"),
    ],
)
def test_what_a_phrase_would_print_wrongly_is_told(tmp_path: Path, up: str, told: str) -> None:
    assert [f"P602 {told}"] == judged(tmp_path, up)


@pytest.mark.parametrize(
    ("up", "down"),
    [
        ("增加{{ 差额 }}万元，增长{{ 幅度 }}", "-{{ 差额 }}"),
        ("+{{ 幅度 }}", "-{{ 幅度 }}"),
        ("比{{ 上年度 }}年增加{{ 差额 }}万元（{{ 幅度 }}）", "少"),
    ],
)
def test_what_a_phrase_prints_rightly_is_not(tmp_path: Path, up: str, down: str) -> None:
    assert [] == judged(tmp_path, up, down)


STYLES = """  率: %s
短语数式: {差额: 万元, 幅度: 率, 比率: 率}
"""


@pytest.mark.parametrize(
    ("style", "told"),
    [
        ('{除以: "0.01", 小数: 2, 后缀: "%"}', set()),
        ('{除以: 1, 小数: 2, 后缀: "%"}', {"P604 数式“率”除以 1，后缀却是“%”（应除以 0.01）"}),
        ('{除以: "0.01", 小数: 2}', {"P602 “幅度”印的是比率除以 0.01，后面没有“%”"}),
        ("{除以: 1, 小数: 2}", {"P602 “幅度”印的是比率除以 1，后面没有“%”"}),
    ],
)
def test_the_per_cent_of_a_phrase_is_its_style_s(
    tmp_path: Path, style: str, told: set[str]
) -> None:
    assert told == set(judged(tmp_path, "增长{{ 幅度 }}", styles=STYLES % style))


def test_what_stands_around_a_rate_is_what_its_style_divides_by() -> None:
    right = [(PERCENT, "", "。"), (BARE, "", "％"), (BARE, "百分之", "，"), (BARE, "", "个百分点")]
    assert [""] * 4 == [say_other_part(*it) + say_no_part(*it) for it in right]
    assert ("", "") == (say_no_part(WHOLE, "", "倍"), say_other_part(WHOLE, "", "倍"))
    other = "印的是比率除以 0.01，后面却是“‰”（应除以 0.001）"
    assert other == say_other_part(BARE, "", "‰")
    before = "印的是比率除以 1，前面却是“百分之”（应除以 0.01）"
    assert before == say_other_part(WHOLE, "百分之", "。")
    assert "印的是比率除以 0.01，后面没有“%”" == say_no_part(BARE, "", "。")


def test_a_word_instead_of_a_number_has_no_unit_behind_it() -> None:
    style = Style("万元", Decimal(10000), zero="无")
    assert "零印成“无”，后面却有“万元”" == say_wordy(style, " 万元")
    assert "零什么也不印，后面却有“万元”" == say_wordy(Style("万元", zero=""), "万元")
    assert "分母为零的印成“—”，后面却有“%”" == say_wordy(Style("百分数", void="—"), "%")
    assert ["", ""] == [say_wordy(style, "，"), say_wordy(Style("万元", zero="0.00"), "万元")]


def test_a_suffix_goes_with_what_its_style_divides_by() -> None:
    assert ["", ""] == [say_other_suffix(it) for it in (PERCENT, BARE)]
    wrong = Style("万元", Decimal(1000), suffix="万元")
    assert "除以 1000，后缀却是“万元”（应除以 10000）" == say_other_suffix(wrong)
