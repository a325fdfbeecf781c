"""Dates in spreadsheets: numbers that a format shows as dates, counted from 1900 or 1904."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

_BUILT_IN = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_BUILT_IN_TIMES = frozenset((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56))
_GENERAL = ("general", "standard", "@", "g/通用格式")
# Literal text, blanks of a width, colours, conditions and languages: all that is no code.
_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
_CODES = re.compile(r"[ymdhs]|aaa|ggg", re.IGNORECASE)
_DAY_CODES = re.compile(r"[yd]|aaa|ggg", re.IGNORECASE)
_CLOCK_CODES = re.compile(r"[hs]", re.IGNORECASE)
_SECONDS = 86_400
_LAST = 2_958_465  # 9999-12-31
_EPOCH_1900, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LEAP_DAY = 60  # 1900-02-29, which there never was, but Excel counts it


@lru_cache(maxsize=1024)
def shows_date(code: str) -> bool:
    """Whether a number format shows a number as a date or a time."""
    return code.lower() not in _GENERAL and bool(_CODES.search(_bare(code)))


def _bare(code: str) -> str:
    return _LITERAL.sub("", code).partition(";")[0]


def _shows_time_only(code: str) -> bool:
    bare = _bare(code)
    return bool(_CLOCK_CODES.search(bare)) and not _DAY_CODES.search(bare)


def find_kinds(numbers: Mapping[int, str], used: list[int]) -> list[str]:
    """For each style, by its format's number: `date`, `time` or nothing.

    `numbers` are the formats that the file states itself.
    """
    return [_kind(number, numbers.get(number)) for number in used]


def _kind(number: int, code: str | None) -> str:
    if code is None:
        is_date, is_time = number in _BUILT_IN, number in _BUILT_IN_TIMES
    else:
        is_date, is_time = shows_date(code), _shows_time_only(code)
    return ("time" if is_time else "date") if is_date else ""


def spell(number: str, kind: str, from_1904: bool) -> str | None:
    """What a number means as a date (`2024-12-31`, with the time of day `2024-12-31 08:30:00`) or
    as a time; None where it is none, as a negative one.
    """
    value = Decimal(number)
    days = int(value)
    seconds = int((value - days) * _SECONDS + Decimal("0.5"))
    if value < 0 or days >= _LAST:
        return None
    if seconds == _SECONDS:
        days, seconds = days + 1, 0
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if kind == "time" and not days:
        return clock
    day = _spell_day(days, from_1904)
    return day if day is None or not seconds else f"{day} {clock}"


def _spell_day(days: int, from_1904: bool) -> str | None:
    if from_1904:
        return _add(_EPOCH_1904, days)
    if days == _LEAP_DAY:
        return "1900-02-29"
    if days < 1:
        return None
    return _add(_EPOCH_1900, days if days > _LEAP_DAY else days + 1)


def _add(epoch: date, days: int) -> str | None:
    try:
        return (epoch + timedelta(days=days)).isoformat()
    except OverflowError:
        return None
