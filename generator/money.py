"""Exact amounts in, text out: the only module that rounds.

Amounts are `Decimal` in 元, made from the characters that were typed. `MISSING` stands for a
figure that nobody has stated yet; it passes through sums unchanged and prints only in a draft.
"""

import decimal
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, cached_property, reduce
from operator import mul

from generator.frozen import Frozen
from generator.vocabulary import KIND_YUAN

MISSING = Decimal("NaN")
ZERO = Decimal(0)

# Sums stay exact far beyond any public budget; quotients are correct to more digits than any
# rounding boundary can need (amounts have at most 17 digits).
# What rounding to 0.01 万元 can move a figure by, in 元: half of the last printed digit.
HALF_STEP = Decimal(50)
_EXACT = decimal.Context(prec=60, rounding=ROUND_HALF_UP)

_PLAIN_PLACES = 6
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]+)?")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4}(?:\.[0-9]+)?")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－", "0123456789.,-")
_NONE = ("-", "—", "——", "－", "/", "无")
_COUNTED = rf"({_PLAIN.pattern}|{_GROUPED.pattern}) *[个名人辆台套批次项件家户张份]"
_LETTERS = str.maketrans("OoQlIＯ", "000110")


class AmountError(ValueError):
    """A text that is not an amount: what is wrong (`args[0]`) and what to type (`help`)."""

    def __init__(self, message: str, help_: str = "") -> None:
        super().__init__(message)
        self.help = help_


def parse_decimal(text: str, decimals: int) -> Decimal:
    """The number that a text states, with at most `decimals` places.

    Only ASCII digits count; thousands may be grouped by commas. Anything else is answered with
    what to type instead.
    """
    if not (_PLAIN.fullmatch(text) or _GROUPED.fullmatch(text)):
        raise AmountError("不是数字", _suggest(text))
    value = Decimal(text.replace(",", ""))
    places = len(text.partition(".")[2])
    if places > decimals and value != value.quantize(Decimal(1).scaleb(-decimals)):
        raise AmountError(f"小数超过 {decimals} 位", f"最多写 {decimals} 位小数")
    return value


def find_meant(text: str) -> str:
    """The number that was most likely meant by a text that is none; else the text as it is."""
    bare = text.strip().strip("　\xa0“”‘’\"'＂＇「」").removesuffix("元").strip()
    if bare in _NONE:
        return "0"
    number = bare.translate(_FULL_WIDTH).translate(_LETTERS)
    return number if _PLAIN.fullmatch(number) or _GROUPED.fullmatch(number) else text


def _suggest(text: str) -> str:
    """What to type instead of a text that is not a number."""
    stripped = text.strip().strip("　\xa0")
    if (bare := stripped.strip("“”‘’\"'＂＇「」")) != stripped and _PLAIN.fullmatch(bare):
        return f"删去引号，写作 {bare}"
    if stripped in _NONE:
        return "没有金额时写 0，或者删去这一项"
    ascii_text = stripped.translate(_FULL_WIDTH)
    if _PLAIN.fullmatch(ascii_text) or _GROUPED.fullmatch(ascii_text):
        return f"请用半角数字，写作 {ascii_text}"
    if _PLAIN.fullmatch(ascii_text.translate(_LETTERS)):
        return "检查是否把数字 0 写成了字母 O，或把 1 写成了字母 l"
    if counted := re.fullmatch(_COUNTED, ascii_text):
        return f"只写数字，写作 {counted[1]}"
    if stripped.endswith(("万", "万元", "元", "亿", "亿元", "%")):
        return "只写数字；金额单位写在“金额单位”一项"
    return "只写半角数字，如 3658.44"


def ratio(part: Decimal, whole: Decimal) -> Decimal:
    """part ÷ whole, exact enough for every later rounding; the whole must not be zero."""
    return _EXACT.divide(part, whole)


@cache
def _last_place(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def half_up(value: Decimal, decimals: int) -> Decimal:
    """The value rounded half-up (away from zero) to so many places; never a negative zero."""
    rounded = value.quantize(_last_place(decimals), ROUND_HALF_UP, _EXACT)
    return rounded or rounded.copy_abs()


class Style(Frozen):
    """How a number prints: its scale, decimals, thousands; what stands for zero, for 0/0, and for
    a zero that nobody stated.

    What does not depend on the number is worked out once: a document prints a thousand of them.
    """

    name: str
    scale: Decimal = Decimal(1)
    decimals: int = 2
    zero: str | None = None
    suffix: str = ""
    trim: bool = False
    void: str | None = None
    grouped: bool = False
    unstated: str | None = None

    @cached_property
    def rounded(self) -> Callable[[Decimal], Decimal]:
        """The number that this style prints for a value, in the style's own unit."""
        return _make_rounding(self.scale, self.decimals)

    @cached_property
    def prints_zero(self) -> Callable[[Decimal], bool]:
        """Whether a value prints as zero in this style: it is less than half of the last place."""
        half = _EXACT.multiply(self.scale, _last_place(self.decimals)) / 2
        return lambda value: -half < value < half

    @cached_property
    def show(self) -> Callable[[Decimal], str]:
        """The text of a value; a missing value has none and must not come here."""
        rounded, write, suffix = self.rounded, self._write, self.suffix
        nothing = write(rounded(ZERO)) + suffix if self.zero is None else self.zero

        def show(value: Decimal) -> str:
            number = rounded(value)
            return write(number) + suffix if number else nothing

        return show

    @property
    def _write(self) -> Callable[[Decimal], str]:
        """The digits of a number that is rounded."""
        # Decimal's own text is the plain one for so few places, and quicker to have.
        plain = str if self.decimals <= _PLAIN_PLACES else "{:f}".format
        write = "{:,f}".format if self.grouped else plain
        return (lambda number: _trim(write(number))) if self.trim else write


def _make_rounding(scale: Decimal, decimals: int) -> Callable[[Decimal], Decimal]:
    """What divides by a scale and rounds half-up; to move a point is half the work."""
    size = scale.adjusted()
    if scale != Decimal(1).scaleb(size):
        return lambda value: half_up(_EXACT.divide(value, scale), decimals)
    quantize, move = _EXACT.quantize, _EXACT.scaleb
    place, shift = Decimal(1).scaleb(size - decimals), Decimal(-size)

    def rounded(value: Decimal) -> Decimal:
        number = move(quantize(value, place), shift)
        return number or number.copy_abs()

    return rounded


def _trim(text: str) -> str:
    """A number without the zeros that say nothing."""
    return text.rstrip("0").rstrip(".") if "." in text else text


_UNIT = "((?:百|千)?(?:万|亿)?|百|千)元"
_SCALES = {"": 1, "百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}


def read_unit(text: str) -> tuple[str, Decimal] | None:
    """The unit of money that a text begins with, and how many 元 it is; None where it has none."""
    found = re.match(_UNIT, text)
    if found is None:
        return None
    scales = (_SCALES[it] for it in found[1] or ("",))
    return found[0], Decimal(reduce(mul, scales))


def name_unit(scale: Decimal) -> str:
    """The unit of money that is so many 元; of one that has no name, what 元 are divided by."""
    named = {Decimal(size): f"{word}元" for word, size in _SCALES.items()}
    return named.get(scale, f"元除以 {scale:f}")


def yuan_text(value: Decimal) -> str:
    """An amount in 元 as a message shows it, to the 分."""
    return f"{half_up(value, 2):f}元"


def as_text(value: Decimal, kind: str) -> str:
    """A figure of any kind as a message shows it (a missing one is in no message)."""
    return yuan_text(value) if kind == KIND_YUAN else f"{value.normalize():f}"
