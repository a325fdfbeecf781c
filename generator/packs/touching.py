"""What may not touch a figure where it prints, since both would be read as one number.

Texts are gone through sign by sign, with the last two kept: a sign that no number has is `PLAIN`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from generator import vocabulary as term
from generator.money import Style
from generator.packs.wording import cut

PLAIN = " "
A_DIGIT = "0"
HELP = "删去多出来的；是另一个数的，中间写上单位、标点或空格"


class Numeral(NamedTuple):
    """A figure where it prints: its tag, its style's scale and suffix, and which place it is."""

    written: str
    scale: Decimal = Decimal(1)
    suffix: str = ""
    place: int = 0


Sign = str | Numeral

_NEGATIVE = "负負"  # behind a figure another word begins with it
_PLUS = "+＋﹢⁺"
_SIGNS = frozenset("-±∓－﹣−‐‑‒–⁻") | {*_PLUS, *_NEGATIVE}
_DASH = frozenset("—―")  # doubled it is a dash between sentences, behind a number the word for 至
_POINTS, _COMMA = frozenset(".．"), ","
_MOVED = (term.DIFFERENCE, term.OTHER_DIFFERENCE, term.RATE, term.OTHER_RATE)
# The cases in which what moved did not move that way.
_NEVER = {
    **dict.fromkeys(_SIGNS - {*_PLUS}, (term.UP, term.BASE_ZERO)),
    **dict.fromkeys(_PLUS, (term.DOWN, term.NOW_ZERO, term.NOW_NEGATIVE)),
}
_PERCENT = frozenset("%％‰")
_SIZES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_DIGITS = frozenset("〇零一二三四五六七八九十") | {*_SIZES}
_READ = _SIGNS | _POINTS | _PERCENT | _DIGITS | _DASH | {_COMMA}
# Words that begin with what looks like a digit, or a size of numbers, and is none.
_WORD = re.compile("((百|千)?(万|亿)?|百|千)元|千[克米瓦伏帕卡字]|百分|十分|一般|[统唯同之第]一")
_A_LETTER = "A"


def read(text: str) -> Iterator[Sign]:
    """The signs of a text, those that show nothing left out."""
    for sign in _WORD.sub(lambda it: PLAIN * len(it[0]), text):
        if sign in _READ:
            yield sign
        elif sign.isdecimal():
            yield A_DIGIT
        elif unicodedata.category(sign) not in ("Cf", "Mn"):
            yield _A_LETTER if sign.isascii() and sign.isalpha() else PLAIN


def spell(number: Numeral) -> Iterator[Sign]:
    """A figure with the suffix of its style, as signs."""
    yield number
    yield from read(number.suffix)


def read_wording(
    text: str, case: str, styles: Mapping[str, Style], number: Numeral
) -> Iterator[Sign]:
    """The signs of a phrase's wording of a case: its figures are the number, each in its style."""
    pieces = (*cut(text), "")
    for at, (piece, field) in enumerate(pairwise(pieces)):
        if at % 2 == 0:
            yield from read(_drop_sign(piece, field, case))
        elif piece in styles:
            style, written = styles[piece], number.written or f"{{{{ {piece} }}}}"
            its = number._replace(written=written, scale=style.scale, suffix=style.suffix)
            yield from spell(its)
        else:
            yield A_DIGIT if piece in term.YEARS else PLAIN


def _drop_sign(text: str, field: str, case: str) -> str:
    """A text before a field without the sign of a movement, which the field says without one."""
    signed = (
        field in _MOVED and text.endswith(tuple(_SIGNS)) and case not in _NEVER.get(text[-1:], ())
    )
    return f"{text[:-1]}{PLAIN}" if signed else text


def find_wrong(tail: tuple[Sign, ...], sign: Sign) -> str:
    """What is wrong where a sign stands behind others, or nothing."""
    *before, last = (PLAIN, *tail)
    if isinstance(sign, Numeral):
        return _hold_front(before[-1] if before else PLAIN, last, sign)
    if isinstance(last, Numeral):
        return _hold_back(last, sign)
    number = before[-1] if before else PLAIN
    if isinstance(number, Numeral) and _is_digit(sign) and _is_inner(last):
        return f"{_quote(number)}后面紧接着“{last}”和数字，会读成一个数"
    if isinstance(number, Numeral) and {last, sign} <= _PERCENT:
        return f"{_quote(number)}后面会印成“{last}{sign}”"
    return ""


def _hold_front(before: Sign, last: Sign, number: Numeral) -> str:
    """What is wrong with a figure behind two signs."""
    said = ""
    if isinstance(last, Numeral):
        return f"“{last.written}”和{_quote(number)}紧接着，会印成一个数"
    if _is_digit(last):
        said = "前面紧接着数字，会读成一个数"
    elif _is_inner(last) and _reaches(before, last):
        said = f"前面紧接着“{last}”，会读成一个数"
    elif last in _SIGNS or (last in _DASH and not (_is_number(before) or before in _DASH)):
        said = f"前面紧接着“{last}”，会读成数的正负号"
    return said and f"{_quote(number)}{said}"


def _reaches(before: Sign, last: Sign) -> bool:
    """Whether a point or its like belongs to the figure behind it, not to a word before it."""
    return _is_number(before) if last == _COMMA else last in _PERCENT or before != _A_LETTER


def _hold_back(number: Numeral, sign: str) -> str:
    """What is wrong with a sign behind a figure."""
    if _is_digit(sign) and number.scale != _SIZES.get(sign):
        return f"{_quote(number)}后面紧接着数字，会读成一个数"
    if sign in _SIGNS and sign not in _NEGATIVE:
        return f"{_quote(number)}后面紧接着“{sign}”，会读成数的正负号"
    return ""


def _is_digit(sign: Sign) -> bool:
    return sign == A_DIGIT or sign in _DIGITS


def _is_number(sign: Sign) -> bool:
    return isinstance(sign, Numeral) or _is_digit(sign)


def _is_inner(sign: Sign) -> bool:
    """Whether a sign may stand within a number, or a number end in it."""
    return sign in _POINTS or sign == _COMMA or sign in _PERCENT


def _quote(number: Numeral) -> str:
    return f"“{number.written}”"
