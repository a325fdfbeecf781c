"""Movements against a base: exactly one case for any pair, judged by what prints."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.properties import examples

from generator.figures.changes import Change, change, completion, proportion
from generator.money import Style
from generator.vocabulary import FAMILIES

WAN = Style("万元", scale=Decimal(10000), decimals=2)
YUAN = Style("元")


def text(made: Change) -> tuple[str, str, str]:
    """A movement's case, difference and rate to six places."""
    rate = "" if made.rate.is_nan() else f"{made.rate:.6f}"
    return made.case, f"{made.difference:f}", rate


@pytest.mark.parametrize(
    ("now", "base", "case", "difference", "rate", "direction"),
    [
        pytest.param("120000", "100000", "增加", "20000", "0.200000", "增加", id="up"),
        pytest.param("80000", "100000", "减少", "20000", "0.200000", "减少", id="down"),
        pytest.param("350000", "100000", "增加", "250000", "2.500000", "增加", id="beyond 100 %"),
        pytest.param("-50000", "100000", "本年为负", "150000", "", "减少", id="below zero"),
        pytest.param("100050", "100000", "增加", "50", "0.000500", "增加", id="just prints 0.01"),
        pytest.param("100049.99", "100000", "持平", "49.99", "", "增加", id="just prints 0.00"),
        pytest.param("99950.01", "100000", "持平", "49.99", "", "减少", id="prints 0.00, less"),
        pytest.param("100000", "100000", "持平", "0", "", "增加", id="equal"),
        pytest.param("-70000", "-70000", "持平", "0", "", "增加", id="equal below zero"),
        pytest.param("0", "0", "均为零", "0", "", "增加", id="both zero"),
        pytest.param("49.99", "0", "均为零", "49.99", "", "增加", id="both print as zero"),
        pytest.param(
            "30", "-15", "均为零", "45", "", "增加", id="both print as zero, one negative"
        ),
        pytest.param("60", "40", "持平", "20", "", "增加", id="one prints 0.01, the change 0.00"),
        pytest.param("40", "60", "持平", "20", "", "减少", id="one prints 0.00, the change too"),
        pytest.param("50", "0", "上年为零", "50", "", "增加", id="base zero"),
        pytest.param("90000", "49.99", "上年为零", "89950.01", "", "增加", id="base prints zero"),
        pytest.param("-90000", "0", "上年为零", "90000", "", "减少", id="base zero, less"),
        pytest.param("10000", "-20000", "上年为负", "30000", "", "增加", id="base negative"),
        pytest.param("-30000", "-20000", "上年为负", "10000", "", "减少", id="base negative, less"),
        pytest.param("0", "-20000", "上年为负", "20000", "", "增加", id="base negative, now zero"),
        pytest.param("-10000", "20000", "本年为负", "30000", "", "减少", id="now negative"),
        pytest.param("0", "20000", "本年为零", "20000", "1.000000", "减少", id="vanished"),
        pytest.param("20", "20000", "减少", "19980", "0.999000", "减少", id="now prints zero"),
    ],
)
def test_every_case_of_a_change(
    now: str, base: str, case: str, difference: str, rate: str, direction: str
) -> None:
    made = change(Decimal(now), Decimal(base), WAN)
    assert (case, difference, rate) == text(made)
    assert direction == made.direction


@pytest.mark.parametrize(
    ("now", "budget", "case", "difference", "rate"),
    [
        pytest.param("0", "0", "均为零", "0", "", id="both zero"),
        pytest.param("49.99", "20", "均为零", "29.99", "", id="both print as zero"),
        pytest.param("100000", "100000", "等于", "0", "1.000000", id="equal"),
        pytest.param("100020", "100000", "等于", "20", "1.000200", id="prints as equal"),
        pytest.param("80000", "100000", "低于", "20000", "0.800000", id="below"),
        pytest.param("0", "100000", "低于", "100000", "0.000000", id="nothing spent"),
        pytest.param("125000", "100000", "高于", "25000", "1.250000", id="above"),
        pytest.param("80000", "0", "预算为零", "80000", "", id="no budget"),
        pytest.param("80000", "40", "高于", "79960", "2000.000000", id="a budget that prints zero"),
        pytest.param("80000", "-60000", "预算为零", "140000", "", id="a negative budget"),
    ],
)
def test_every_case_of_a_completion(
    now: str, budget: str, case: str, difference: str, rate: str
) -> None:
    made = completion(Decimal(now), Decimal(budget), WAN)
    assert (case, difference, rate) == text(made)
    assert made.direction == ""


@pytest.mark.parametrize(
    ("base", "changed", "completed"),
    [
        pytest.param("0.50", "增加", "高于", id="less than 1 元"),
        pytest.param("-0.50", "上年为负", "预算为零", id="less than 1 元 below zero"),
    ],
)
def test_a_base_is_negative_from_the_first_cent_that_prints(
    base: str, changed: str, completed: str
) -> None:
    now = Decimal(2)
    made = (change(now, Decimal(base), YUAN).case, completion(now, Decimal(base), YUAN).case)
    assert (changed, completed) == made


@pytest.mark.parametrize(
    ("part", "whole", "case", "rate"),
    [
        pytest.param("25000", "100000", "有", "0.250000", id="a quarter"),
        pytest.param("0", "100000", "有", "0.000000", id="nothing of something"),
        pytest.param("0", "0", "分母为零", "", id="nothing of nothing"),
        pytest.param("10", "40", "有", "0.250000", id="of a whole that prints as zero"),
    ],
)
def test_every_case_of_a_proportion(part: str, whole: str, case: str, rate: str) -> None:
    made = proportion(Decimal(part), Decimal(whole))
    assert (case, rate) == (made.case, text(made)[2])


@pytest.mark.parametrize(
    ("now", "base", "moved"),
    [
        ("120000", "100000", True),
        ("80000", "100000", True),
        ("0", "100000", True),
        ("100000", "0", True),
        ("100000", "-100000", True),
        ("100020", "100000", False),
        ("0", "0", False),
    ],
)
def test_a_reason_is_due_where_the_printed_figures_differ(now: str, base: str, moved: bool) -> None:
    assert moved == change(Decimal(now), Decimal(base), WAN).moved


def test_a_rate_is_taken_from_the_exact_amounts() -> None:
    # 56.46 - 35.39 = 21.07 and 21.07 ÷ 35.39 = 59.54 %, but from 元 it is 59.52 %.
    made = change(Decimal("564591.12"), Decimal("353924.43"), WAN)
    assert "0.595231" == text(made)[2]


# -- invariants --------------------------------------------------------------------------------

SMALL = st.integers(-20000, 20000)
AMOUNTS = st.one_of(SMALL, st.integers(-(10**15), 10**15)).map(lambda n: Decimal(n).scaleb(-2))
PAIRS = st.tuples(AMOUNTS, AMOUNTS) | AMOUNTS.flatmap(
    lambda base: SMALL.map(lambda n: (base + Decimal(n).scaleb(-2), base))
)


@given(pair=PAIRS)
@examples(200)
def test_any_pair_has_one_case_of_each_family(pair: tuple[Decimal, Decimal]) -> None:
    assert change(*pair, WAN).case in set(FAMILIES["变动"]) - {"无上年数"}
    assert completion(*pair, WAN).case in FAMILIES["完成"]
    assert proportion(*pair).case in FAMILIES["占比"]


@given(pair=PAIRS)
@examples(200)
def test_a_change_is_flat_exactly_where_it_prints_as_zero(pair: tuple[Decimal, Decimal]) -> None:
    now, base = pair
    made = change(now, base, WAN)
    assert (WAN.show(abs(now - base)) == "0.00") == (made.case in ("持平", "均为零"))
    assert made.moved == (made.case not in ("持平", "均为零"))


@given(pair=PAIRS)
@examples(200)
def test_there_is_no_rate_on_a_base_that_prints_as_zero_or_a_negative_figure(
    pair: tuple[Decimal, Decimal],
) -> None:
    now, base = pair
    flat = WAN.show(base) == "0.00" or WAN.show(abs(now - base)) == "0.00"
    assert (flat or base < 0 or now < 0) == change(now, base, WAN).rate.is_nan()
    nothing = WAN.show(base) == WAN.show(now) == "0.00" or base <= 0
    assert nothing == completion(now, base, WAN).rate.is_nan()
    assert base.is_zero() == proportion(now, base).rate.is_nan()


@given(pair=PAIRS)
@examples(200)
def test_every_case_that_words_a_rate_has_one(pair: tuple[Decimal, Decimal]) -> None:
    rated = {"增加", "减少", "本年为零", "低于", "高于", "有"}
    made = (change(*pair, WAN), completion(*pair, WAN), proportion(*pair))
    assert [] == [one for one in made if one.case in rated and one.rate.is_nan()]


@given(pair=PAIRS)
@examples(200)
def test_the_case_and_the_direction_follow_the_sign(pair: tuple[Decimal, Decimal]) -> None:
    now, base = pair
    made = change(now, base, WAN)
    assert made.direction == ("增加" if now >= base else "减少")
    assert made.case not in ("增加", "减少") or made.case == made.direction
    assert made.difference == abs(now - base)
