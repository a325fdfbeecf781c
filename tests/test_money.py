"""Exact amounts in, text out: half-up everywhere, never a negative zero, nothing guessed."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.properties import examples

from generator.money import (
    AmountError,
    Style,
    as_text,
    half_up,
    parse_decimal,
    ratio,
    yuan_text,
)

YUAN = Style("元")
WAN = Style("万元", scale=Decimal(10000))
PERCENT = Style("百分比", scale=Decimal("0.01"), suffix="%")

# In 分: up to the largest amount that a filing can state.
CENTS = st.integers(-(10**17) + 1, 10**17 - 1)
quick = examples(200)


# -- reading ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("0", "0"),
        ("0.01", "0.01"),
        ("-12.5", "-12.5"),
        ("5086823.81", "5086823.81"),
        ("3658.44", "3,658.44"),
        ("-1234567.8", "-1,234,567.8"),
        ("999999999999999.99", "999999999999999.99"),
        ("1.5", "1.500"),
    ],
)
def test_an_amount_is_read_exactly(expected: str, text: str) -> None:
    assert Decimal(expected) == parse_decimal(text, 2)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ".",
        "1.",
        ".5",
        "+5",
        "--5",
        "007",
        "1e3",
        "1E+3",
        "1_000",
        "0x1F",
        "12:30",
        ".nan",
        ".inf",
        "NaN",
        "Infinity",
        "NO",
        "1 000",
        "12,34",
        "0,123",
        "1,2345",
        "1,234,56",
        "5４.20",
        "٣",
        "5\n",
        " 5",
        "5　",
        "1234567890123456",
    ],
)
def test_what_is_not_plainly_an_amount_is_refused(text: str) -> None:
    with pytest.raises(AmountError, match=r"^不是数字$"):
        parse_decimal(text, 2)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("请用半角数字，写作 123.45", "１２３．４５"),
        ("请用半角数字，写作 3,658.44", "３，６５８．４４"),
        ("请用半角数字，写作 54.20", "5４.20"),
        ("请用半角数字，写作 -5", "－５"),
        ("请用半角数字，写作 5", "5　"),
        ("请用半角数字，写作 5", "\xa05"),
        ("没有金额时写 0，或者删去这一项", "-"),
        ("没有金额时写 0，或者删去这一项", "—"),
        ("没有金额时写 0，或者删去这一项", "——"),
        ("没有金额时写 0，或者删去这一项", "－"),
        ("没有金额时写 0，或者删去这一项", "/"),
        ("没有金额时写 0，或者删去这一项", "无"),
        ("检查是否把数字 0 写成了字母 O，或把 1 写成了字母 l", "5O8.68"),
        ("检查是否把数字 0 写成了字母 O，或把 1 写成了字母 l", "l2.5"),
        ("只写数字；金额单位写在“金额单位”一项", "5万"),
        ("只写数字；金额单位写在“金额单位”一项", "3658.44元"),
        ("只写数字；金额单位写在“金额单位”一项", "1亿"),
        ("只写数字；金额单位写在“金额单位”一项", "12%"),
        ("只写半角数字，如 3658.44", "约五百"),
        ("只写半角数字，如 3658.44", "X5"),
    ],
)
def test_the_answer_to_a_text_that_is_no_amount_says_what_to_type(expected: str, text: str) -> None:
    with pytest.raises(AmountError) as refused:
        parse_decimal(text, 2)
    assert expected == refused.value.help


def test_an_amount_finer_than_its_unit_is_refused() -> None:
    with pytest.raises(AmountError, match=r"^小数超过 2 位$") as refused:
        parse_decimal("1.234", 2)
    assert refused.value.help == "最多写 2 位小数"


# -- rounding -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "yuan"),
    [
        ("0.13", "1250"),
        ("0.12", "1249.99"),
        ("-0.13", "-1250"),
        ("-0.12", "-1249.99"),
        ("0.01", "50"),
        ("0.00", "49.99"),
        ("0.00", "-49.99"),
        ("-0.01", "-50"),
        ("0.00", "-0"),
        ("1.00", "9950"),
        ("3658.44", "36584434.39"),
        ("99999999999.99", "999999999999949.99"),
    ],
)
def test_a_half_of_the_last_printed_place_is_rounded_away_from_zero(
    expected: str, yuan: str
) -> None:
    assert expected == WAN.show(Decimal(yuan))


@given(CENTS)
@quick
def test_rounding_to_wan_yuan_is_half_up(cents: int) -> None:
    # The last printed place of 万元 is 100 元, that is 10,000 分.
    steps = (abs(cents) + 5000) // 10000 * (1 if cents > 0 else -1)
    assert Decimal(steps).scaleb(-2) == WAN.rounded(Decimal(cents).scaleb(-2))


@given(CENTS, st.sampled_from(["1", "10000", "1E4", "10000.00", "0.01", "3"]), st.integers(0, 6))
@quick
def test_to_move_the_point_is_to_divide(cents: int, scale: str, decimals: int) -> None:
    style, value = Style("数", Decimal(scale), decimals), Decimal(cents).scaleb(-2)
    exact = half_up(ratio(value, Decimal(scale)), decimals)
    assert exact.as_tuple() == style.rounded(value).as_tuple()


def test_an_amount_of_forty_digits_is_rounded_exactly_too() -> None:
    assert "1" * 36 + ".11" == WAN.show(Decimal("1" * 40))


@given(st.integers(-100, 100).map(lambda cents: Decimal(cents).scaleb(-2)), st.integers(0, 2))
@quick
def test_a_negative_zero_never_prints(value: Decimal, decimals: int) -> None:
    as_text = Style("", scale=Decimal(100), decimals=decimals).show(value)
    assert not re.fullmatch(r"-0(\.0+)?", as_text)


def test_a_rounded_zero_has_no_sign() -> None:
    assert not half_up(Decimal("-0.004"), 2).is_signed()


def test_a_sum_far_beyond_any_budget_is_rounded_exactly_too() -> None:
    huge = Decimal("123456789012345678901234567890.125")
    assert Decimal("123456789012345678901234567890.13") == half_up(huge, 2)
    assert "12345678901234567890123456.79" == WAN.show(huge)


@given(CENTS)
@quick
def test_what_is_shown_reads_as_the_same_amount(cents: int) -> None:
    value = Decimal(cents).scaleb(-2)
    assert value == parse_decimal(YUAN.show(value), 2)


@given(CENTS)
@quick
def test_what_is_shown_in_wan_yuan_to_the_cent_reads_as_the_same_amount(cents: int) -> None:
    value, exact = Decimal(cents).scaleb(-2), Style("", scale=Decimal(10000), decimals=6)
    assert value == parse_decimal(exact.show(value), 6) * 10000


@pytest.mark.parametrize(
    ("expected", "part", "whole"),
    [
        ("33.33%", "1", "3"),
        ("66.67%", "2", "3"),
        ("0.01%", "0.01", "200"),
        ("0.00%", "0.0099", "200"),
        ("-14.83%", "-6371.64", "42956"),
        ("100.00%", "426500", "426500"),
    ],
)
def test_a_percentage_follows_from_the_exact_amounts(expected: str, part: str, whole: str) -> None:
    assert expected == PERCENT.show(ratio(Decimal(part), Decimal(whole)))


@given(CENTS, st.integers(1, 10**17 - 1))
@quick
def test_a_percentage_is_half_up_too(part: int, whole: int) -> None:
    # 0.01 % of the whole is the last printed place; integers decide which side of a half it is.
    steps = (abs(part) * 20000 + whole) // (2 * whole) * (1 if part > 0 else -1)
    assert Decimal(steps).scaleb(-2) == PERCENT.rounded(ratio(Decimal(part), Decimal(whole)))


# -- styles -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "zero", "yuan"),
    [
        ("0.00", None, "0"),
        ("0", "0", "0"),
        ("", "", "0"),
        ("0", "0", "49.99"),
        ("0.01", "0", "50"),
        ("0", "0", "-49.99"),
    ],
)
def test_a_style_says_what_stands_for_what_prints_as_zero(
    expected: str, zero: str | None, yuan: str
) -> None:
    assert expected == Style("", scale=Decimal(10000), zero=zero).show(Decimal(yuan))


@pytest.mark.parametrize(
    ("expected", "value"),
    [("100", "100"), ("7.5", "7.50"), ("9.38", "9.375"), ("0", "0"), ("10", "10.00"), ("-5", "-5")],
)
def test_a_trimmed_number_has_no_zeros_behind_its_point(expected: str, value: str) -> None:
    assert expected == Style("分值", trim=True).show(Decimal(value))


def test_trimming_leaves_the_zeros_of_a_whole_number() -> None:
    assert Style("整数", decimals=0, trim=True).show(Decimal(1200)) == "1200"


def test_a_suffix_follows_the_trimmed_number() -> None:
    style = Style("", scale=Decimal("0.01"), suffix="%", trim=True)
    assert style.show(Decimal("0.125")) == "12.5%"


def test_what_stands_for_zero_has_no_suffix() -> None:
    assert Style("", zero="—", suffix="%").show(Decimal(0)) == "—"


def test_a_ratio_without_a_base_prints_nothing_unless_the_style_says_what() -> None:
    assert Style("").void is None


@pytest.mark.parametrize(("expected", "yuan"), [(True, "49.99"), (False, "50"), (True, "-49.99")])
def test_a_value_is_zero_when_it_prints_as_zero(expected: bool, yuan: str) -> None:
    assert expected == WAN.prints_zero(Decimal(yuan))


@given(
    st.integers(-(10**7), 10**7),
    st.sampled_from(["1", "10000", "1E4", "0.01", "3"]),
    st.integers(0, 6),
)
@quick
def test_what_prints_as_zero_rounds_to_nothing(cents: int, scale: str, decimals: int) -> None:
    style, value = Style("数", Decimal(scale), decimals), Decimal(cents).scaleb(-2)
    assert (not style.rounded(value)) == style.prints_zero(value)


def test_a_large_number_prints_without_an_exponent() -> None:
    assert Style("", decimals=0).show(Decimal("1E+3")) == "1000"


def test_a_message_shows_an_amount_to_the_cent() -> None:
    assert yuan_text(Decimal("40524757.145")) == "40524757.15元"


@pytest.mark.parametrize(
    ("expected", "value", "kind"),
    [
        ("7.50元", "7.5", "元"),
        ("0.00元", "0", "元"),
        ("0", "0", "数"),
        ("7.5", "7.50", "分"),
        ("1200", "1200", "数"),
        ("0.25", "0.25", "率"),
    ],
)
def test_a_message_shows_a_figure_as_its_kind_is_written(
    expected: str, value: str, kind: str
) -> None:
    assert expected == as_text(Decimal(value), kind)


@pytest.mark.parametrize("decimals", [0, 5, 6, 7, 8])
def test_a_number_of_any_decimals_prints_without_an_exponent(decimals: int) -> None:
    point = f".{'0' * decimals}" if decimals else ""
    style = Style("多位", decimals=decimals)
    assert (f"0{point}", f"12{point}") == (style.show(Decimal(0)), style.show(Decimal(12)))


@pytest.mark.parametrize(("text", "asked"), [("4个", "4"), ("1 辆", "1"), ("3,400人", "3,400")])
def test_the_word_for_what_is_counted_is_to_be_left_out(text: str, asked: str) -> None:
    with pytest.raises(AmountError) as error:
        parse_decimal(text, 0)
    assert f"只写数字，写作 {asked}" == error.value.help
