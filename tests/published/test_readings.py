"""Numbers as they are printed, told again: in which unit, how exact."""

from decimal import Decimal

import pytest

from generator.money import Style
from generator.published import readings
from generator.published.readings import PrintedNumber

WAN = Style("万元", Decimal(10000), zero="")
YUAN = Style("元", grouped=True)
SHARE = Style("占比", Decimal("0.01"))


def number(text: str, style: Style = WAN) -> PrintedNumber:
    found = readings.parse(text, style)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "amount", "said"),
    [
        ("12.50", "18500", "1.85"),
        ("", "18500", "1.85"),  # a blank cell has no decimals of its own
        ("", "2250300", "225.03"),
        ("11195.76", "99999046.245", "9999.9"),
        ("5", "18500", "2"),
        ("12.50", "3", "0.0003"),  # less than what prints is told as it is
    ],
)
def test_an_amount_is_spelt_as_exact_as_the_number_beside_it(
    text: str, amount: str, said: str
) -> None:
    assert said == number(text).spell(Decimal(amount))


def test_numbers_in_two_units_are_told_with_them() -> None:
    two = [number("3658.44"), number("3658.44", YUAN), number("38.64", SHARE)]
    assert ["3658.44万元", "3658.44元", "38.64"] == readings.show(two)
    assert ["3658.44", "空", "38.64"] == readings.show([two[0], number(""), two[2]])


def test_what_lies_between_them_too() -> None:
    said = [readings.spell_gap(Decimal(18500), it) for it in _SOME]
    assert ["1.85", "1.85万元", "18500元", "18500 元"] == said


_SOME: tuple[list[PrintedNumber], ...] = (
    [number("1.00"), number("")],
    [number("1.00"), number("1", YUAN)],
    [number("1", YUAN), number("1.00")],
    [],
)
