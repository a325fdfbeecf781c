"""The numbers of spreadsheets, which are doubles: as their shortest digits, without an exponent.

The only module with floating point in it: what is read is a double because Excel keeps it as one,
and comes out as digits before anything is done with it.
"""

import math
import re
import struct
from decimal import Decimal

from generator.money import half_up
from generator.spreadsheets.limits import MAX_DIGITS

_INTEGER = re.compile(rf"[+-]?[0-9]{{1,{MAX_DIGITS}}}")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_LITTLE = struct.Struct("<d")
_RK = struct.Struct("<i")
# An RK number: a whole one, or the upper half of a double; either may stand for a hundredth.
_RK_HUNDREDTH, _RK_WHOLE, _RK_FLAGS = 1, 2, 3


def spell(value: float) -> str | None:
    """The shortest digits that mean this double; None where it is no number."""
    if not math.isfinite(value):
        return None
    text = repr(value)
    if "e" in text:
        text = f"{Decimal(text):f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def read(text: str) -> str | None:
    """The digits of a number as a file writes it (`1.5E-3`); None where it is none.

    A whole number keeps every digit that was written, though a double would not.
    """
    if _INTEGER.fullmatch(text):
        return str(int(text))
    if len(text) > MAX_DIGITS or not _NUMBER.fullmatch(text):
        return None
    return spell(float(text))


def unpack(raw: bytes) -> str | None:
    """The digits of a double of eight bytes; None where it is no number."""
    (value,) = _LITTLE.unpack(raw)
    return spell(value)


def unpack_rk(raw: bytes) -> str | None:
    """The digits of a number packed into four bytes, as .xls keeps most of them."""
    (packed,) = _RK.unpack(raw)
    value = packed >> 2
    if not packed & _RK_WHOLE:
        (value,) = _LITTLE.unpack(bytes(4) + _RK.pack(packed & ~_RK_FLAGS))
    return spell(value / 100 if packed & _RK_HUNDREDTH else value)


# A sum of doubles is off by some units of its last place: by so little of itself, and in no case by
# more than a tenth of the last decimal, it may differ from a number and still be it.
_OFF = Decimal("1e-14")
_MOST_OFF = Decimal("0.1")
_WHOLE = Decimal(2) ** 53  # from here on every double is whole
_DIGITS = 15  # so many a double holds of every number


def settle(value: Decimal, places: int, least: Decimal) -> Decimal | None:
    """The number of so many decimals that a double means; None where it means none.

    What a difference of equal sums leaves, `least` at most, means nothing whatever its size.
    """
    near = half_up(value, places) if abs(value) < _WHOLE else value
    most = _MOST_OFF.scaleb(-places)
    return near if abs(value - near) <= min(max(abs(value) * _OFF, least), most) else None


def holds(value: Decimal) -> bool:
    """Whether a double holds every digit of a number, and the 1 beside the last of them."""
    return value.adjusted() < _DIGITS and len(value.normalize().as_tuple().digits) <= _DIGITS
