"""Between which numbers a figure lies: what was printed, give or take what rounding hides."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from generator.money import ZERO, ratio
from generator.published.readings import PrintedNumber

# What is printed in steps of one, or finer, of whole things or 元 is exact; a share never is.
ONE = Decimal(1)
_EXACT = ONE
_FAR = Decimal(10) ** 30


class Bounds(NamedTuple):
    """The least and the most that a figure can be."""

    low: Decimal = -_FAR
    high: Decimal = _FAR

    @property
    def known(self) -> bool:
        """Whether anything is known of it."""
        return self.low > -_FAR and self.high < _FAR

    @property
    def empty(self) -> bool:
        """Whether there is no such number."""
        return self.low > self.high

    def __contains__(self, value: object) -> bool:
        return isinstance(value, Decimal) and self.low <= value <= self.high

    def shift_to_zero(self) -> "Bounds":
        """Bounds as wide about nought."""
        half = (self.high - self.low) / 2
        return Bounds(-half, half)

    def meet(self, other: "Bounds") -> "Bounds":
        """What lies within both."""
        return Bounds(max(self.low, other.low), min(self.high, other.high))

    def negate(self) -> "Bounds":
        """The same with the sign turned."""
        return Bounds(-self.high, -self.low)


UNKNOWN, NIL = Bounds(), Bounds(ZERO, ZERO)


def of(number: PrintedNumber, share: bool = False) -> Bounds:
    """What a printed number stands for; a share is rounded however fine it is."""
    half = number.step / 2 if share or number.step > _EXACT else ZERO
    return Bounds(number.value - half, number.value + half)


def add(several: Iterable[Bounds]) -> Bounds:
    """What the sum of several figures lies within."""
    low = high = ZERO
    for it in several:
        low, high = low + it.low, high + it.high
    return Bounds(max(low, -_FAR), min(high, _FAR))


def divide(part: Bounds, whole: Bounds) -> Bounds:
    """What a share lies within; unknown where the whole may be nothing or below."""
    if whole.low <= 0 or not (part.known and whole.known):
        return UNKNOWN
    ends = [ratio(a, b) for a in part for b in whole]
    return Bounds(min(ends), max(ends))


def enclose(part: Bounds, share: Bounds) -> Bounds:
    """What a whole lies within of which a part, and what share of it that is, are printed.

    Of a share that may be nothing it is known only how much the whole is at least.
    """
    if share.low > 0 or share.high <= 0 or part.low <= 0 or not part.known:
        return divide(part, share)
    return Bounds(ratio(part.low, share.high), _FAR)


def multiply(share: Bounds, whole: Bounds) -> Bounds:
    """What a part lies within, of a whole that is not below nothing; unknown as one of the two."""
    if not (share.known and whole.known):
        return UNKNOWN
    ends = [a * b for a in share for b in whole]
    return Bounds(min(ends), max(ends))


def widen(within: Bounds) -> Bounds:
    """What prints as the same figure: as far again from it as rounding goes."""
    half = (within.high - within.low) / 2
    return Bounds(within.low - half, within.high + half)


def show_share(due: Bounds) -> str:
    """A share as people write it, the least and the most if they differ."""
    return "至".join(dict.fromkeys(f"{it * 100:.2f}%" for it in due))
