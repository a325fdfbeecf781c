"""Numbers as people type them: in digits of either width, or in words (三千二百点五)."""

import re
from decimal import Decimal

DIGITS = dict(
    zip("〇○零一二两三四五六七八九", (0, 0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)
)
DIGITS |= dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True))
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
# A number in words: it begins with a digit or with ten, which 百万元 alone and 数十 do not.
SIGNS = "".join((*DIGITS, *_TENS, *_MYRIADS))
WORDS = rf"(?<![第数几{SIGNS}])[{''.join(DIGITS)}十拾][{SIGNS}]*?(?:点[{''.join(DIGITS)}]+)?"
_NARROW = {code: code - 0xFEE0 for code in range(ord("０"), ord("９") + 1)} | {ord("．"): ord(".")}

_WIDE = re.compile("[０-９．]")


def narrow(text: str) -> str:
    """A text with its digits and points in half width; its length stays."""
    return text.translate(_NARROW) if _WIDE.search(text) else text


def read(number: str) -> Decimal:
    """A number in digits, with or without separators, or in words."""
    if number[0].isascii():
        return Decimal(number.replace(",", ""))
    whole, _, part = number.partition("点")
    fraction = "".join(str(DIGITS[sign]) for sign in part)
    return Decimal(f"{_read_whole(whole)}.{fraction or 0}")


def count_decimals(number: str) -> int:
    """How many places behind the point a number states."""
    return len(number.replace("点", ".").partition(".")[2])


def _read_whole(words: str) -> int:
    total = section = digit = 0
    for sign in words:
        if sign in DIGITS:
            digit = digit * 10 + DIGITS[sign]
        elif sign in _TENS:
            section, digit = section + (digit or 1) * _TENS[sign], 0
        else:
            total, section, digit = (total + section + digit) * _MYRIADS[sign], 0, 0
    return total + section + digit
