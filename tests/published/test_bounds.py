"""What a printed number stands for: as exact as it was printed."""

from decimal import Decimal

import pytest

from generator.money import Style
from generator.published import bounds
from generator.published.bounds import UNKNOWN, Bounds
from generator.published.readings import PrintedNumber, parse

WAN = Style("万元", Decimal(10000), 2)
SHARE = Style("百分比", Decimal("0.01"), 2, suffix="%")
YUAN = Style("元", Decimal(1), 2, zero="", grouped=True)


def number(text: str, style: Style) -> PrintedNumber:
    parsed = parse(text, style)
    assert parsed is not None
    return parsed


@pytest.mark.parametrize(
    ("text", "style", "low", "high"),
    [
        ("12.30", WAN, "122950", "123050"),
        ("12.3", WAN, "122500", "123500"),
        ("-1,234.50", WAN, "-12345050", "-12344950"),
        ("1,234.56", YUAN, "1234.56", "1234.56"),
        ("", YUAN, "0", "0"),
        ("7.36", SHARE, "0.07355", "0.07365"),
    ],
)
def test_a_number_lies_within_what_rounding_hides(
    text: str, style: Style, low: str, high: str
) -> None:
    share = style is SHARE
    assert Bounds(Decimal(low), Decimal(high)) == bounds.of(number(text, style), share)


def test_what_stands_where_there_is_no_value_is_no_number() -> None:
    assert parse("—", Style("率", Decimal("0.01"), 2, void="—")) is None


def test_a_sum_lies_within_the_sums_of_the_ends() -> None:
    one = bounds.of(number("1.00", WAN))
    assert Bounds(Decimal(19900), Decimal(20100)) == bounds.add((one, one))
    assert not bounds.add((one, UNKNOWN)).known


def test_a_share_of_what_may_be_nothing_is_unknown() -> None:
    one, nothing = bounds.of(number("1.00", WAN)), bounds.of(number("0.00", WAN))
    assert not bounds.divide(one, nothing).known
    assert Decimal(1) in bounds.divide(one, one)


def test_a_part_lies_within_its_share_of_what_its_whole_can_be() -> None:
    share, whole = Bounds(Decimal("0.4"), Decimal("0.5")), Bounds(Decimal(-10), Decimal(100))
    assert Bounds(Decimal(-5), Decimal(50)) == bounds.multiply(share, whole)
    assert UNKNOWN == bounds.multiply(UNKNOWN, whole)
    assert UNKNOWN == bounds.multiply(share, UNKNOWN)
