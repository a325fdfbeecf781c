"""What became of a figure against its base: a closed set of trends, judged by what prints."""

from decimal import Decimal
from typing import NamedTuple

from generator import vocabulary as term
from generator.money import MISSING, ZERO, Style, ratio

_new = tuple.__new__  # a named tuple's own is a call of Python


class Change(NamedTuple):
    """A movement: its case, the unsigned difference in 元, the rate as a fraction."""

    case: str
    difference: Decimal
    rate: Decimal = MISSING
    direction: str = ""

    @property
    def moved(self) -> bool:
        """Whether the printed figures differ, so that a reason is due."""
        return self.case not in (term.FLAT, term.BOTH_ZERO, term.EQUAL)


def change(now: Decimal, base: Decimal, style: Style) -> Change:
    """The movement from a base (domain rule: the printed change decides, the rate is from 元)."""
    difference = abs(now - base)
    direction = term.UP if now >= base else term.DOWN
    if style.prints_zero(difference):
        both = style.prints_zero(now) and style.prints_zero(base)
        return Change(term.BOTH_ZERO if both else term.FLAT, difference, direction=direction)
    if style.prints_zero(base):
        return Change(term.BASE_ZERO, difference, direction=direction)
    if base < ZERO or now < ZERO:  # a rate says nothing where the sign changes, or of a red figure
        case = term.BASE_NEGATIVE if base < ZERO else term.NOW_NEGATIVE
        return Change(case, difference, direction=direction)
    case = term.NOW_ZERO if now.is_zero() else direction
    return _new(Change, (case, difference, ratio(difference, base), direction))


def explained(judged: Change) -> Change:
    """A movement as a reason is given for it: up, down, none, or nothing to compare with."""
    case = judged.direction if judged.moved else term.FLAT
    if judged.case in (term.NO_BASE, case):
        return judged
    return _new(Change, (case, judged.difference, judged.rate, judged.direction))


def pair(one: Change, other: Change) -> str:
    """The case of two movements that are told together: up, down or flat, or unlike.

    They are alike only where each has a rate of its own to be told.
    """
    flat = (term.FLAT, term.BOTH_ZERO)
    if one.case in flat and other.case in flat:
        return term.FLAT
    alike = one.case == other.case and one.case in (term.UP, term.DOWN)
    return one.case if alike else term.UNLIKE


def completion(now: Decimal, budget: Decimal, style: Style) -> Change:
    """How far a budget was carried out; there is no rate on a budget that is zero."""
    difference = abs(now - budget)
    if style.prints_zero(now) and style.prints_zero(budget):
        return Change(term.BOTH_ZERO, difference)
    if budget <= 0:
        return Change(term.BUDGET_ZERO, difference)
    if style.prints_zero(difference):
        return Change(term.EQUAL, difference, ratio(now, budget))
    return Change(term.BELOW if now < budget else term.ABOVE, difference, ratio(now, budget))


def proportion(part: Decimal, whole: Decimal) -> Change:
    """What share of a whole a part is; there is none of nothing.

    A whole that only prints as zero is something: whoever says so elsewhere must not deny it here.
    """
    if whole.is_zero():
        return Change(term.WHOLE_ZERO, part)
    return _new(Change, (term.DEFINED, part, ratio(part, whole), ""))
