"""Labels as they are compared: what exports write before, behind and around them left out."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from generator.filing.legible import fold
from generator.spreadsheets.amounts import money_of
from generator.spreadsheets.cells import Holds, SheetCell
from generator.vocabulary import DEPARTMENT, GRAND_TOTAL, SUBTOTAL, TOTAL_ROW, UNIT, WAN_YUAN, YUAN

_QUOTES = str.maketrans("", "", "“”‘’\"'〝〞`「」『』")
# 一、 · 1. · (1) · （一）, and what a row is with its total
_ORDINAL = re.compile(
    r"^(?:(?:其中|[加减])[::]|[一二三四五六七八九十]+[、.]"
    r"|\([一二三四五六七八九十\d]+\)|\d{1,2}[.、])+"
)
_UNIT_BEHIND = re.compile(r"\((?:单位[::])?(万?元)\)$")
_YEAR = re.compile(r"^(?:20\d\d)?(?:年度?)?(?=.)")
_TOTALS = {TOTAL_ROW, GRAND_TOTAL, f"本年{TOTAL_ROW}"}
SUBTOTALS = (SUBTOTAL, TOTAL_ROW)
_NUMBERING = {"栏次", "行次", "序号"}
_CODE_HEAD = re.compile("科目(?:编码|代码|编号)$|^科目$")
_DIGITS = {"类", "款", "项"}
# What stands before a colon, or in the cell to the left, of a unit's name, code, unit of money.
_OWN = f"(?:{UNIT}|{DEPARTMENT})"
_UNIT_NAME = re.compile(
    rf"^(?:编制|填报|预算|公开)?{_OWN}(?:名称|\(公章\)|\(盖章\))?(?:[::](.*))?$"
)
_UNIT_CODE = re.compile(rf"^(?:{_OWN}|预算)(?:代码|编码)[::]?(.*)$")
_MONEY = re.compile(r"^\(?(?:金额)?单位[::](?:人民币)?(.+?)\)?$")

_remembered = lru_cache(maxsize=8192)  # the same heads and names come again and again


@_remembered
def plain(text: str) -> str:
    """A label without blanks, quotes, ordinals and the unit of money behind it."""
    bare = fold(text).translate(_QUOTES)
    return _UNIT_BEHIND.sub("", _ORDINAL.sub("", bare)) or bare


@_remembered
def unit_name(text: str) -> str:
    """A unit's name as it is compared: whichever quotes stand in it, if any."""
    return fold(text).translate(_QUOTES)


@_remembered
def unit_behind(text: str) -> str:
    """The unit of money that stands in brackets behind a label; nothing where there is none."""
    found = _UNIT_BEHIND.search(fold(text))
    return found[1] if found else ""


@_remembered
def title(text: str) -> str:
    """A title without the year before it and whatever stands in brackets behind it."""
    return re.sub(r"\(.*$", "", _YEAR.sub("", plain(text)))


@_remembered
def public_title(text: str) -> str:
    """A title without whose it is, as the law has it."""
    return re.sub(f"^(?:预算)?{_OWN}(?=.)", "", title(text))


@_remembered
def is_total(text: str) -> bool:
    """Whether a row's label says that it is the sum of the others."""
    return plain(text) in _TOTALS


@_remembered
def sums_some(text: str) -> bool:
    """Whether a row's label says that it is the sum of some of the others."""
    return plain(text).endswith((*SUBTOTALS, GRAND_TOTAL))


@_remembered
def is_numbering(text: str) -> bool:
    """Whether a row's label says that it numbers the columns."""
    return plain(text) in _NUMBERING


def is_subtotal(text: str) -> bool:
    """Whether a column's head says that it is the sum of those beside it."""
    return text in SUBTOTALS


def are_ordinals(texts: Sequence[str]) -> bool:
    """Whether texts but number rows or columns, one after the other."""
    if not texts or not all(it.isdecimal() and len(it) < 4 for it in texts):
        return False
    return all(int(it) == int(texts[0]) + index for index, it in enumerate(texts))


def is_figure(cell: SheetCell) -> bool:
    """Whether a cell holds some number but zero, in whatever unit."""
    if cell.holds is Holds.NUMBER:
        return Decimal(cell.text) != 0
    return bool(money_of(cell, in_wan=True).amount)


@_remembered
def heads_codes(text: str) -> bool:
    """Whether a column with this head holds codes of accounts."""
    return bool(_CODE_HEAD.search(plain(text)))


@_remembered
def heads_part(text: str) -> bool:
    """Whether a column with this head holds a part of a code."""
    return plain(text) in _DIGITS


@_remembered
def read_unit(text: str) -> str | None:
    """The unit's name (or nothing yet) that a cell above the table says; None for other cells."""
    bare = fold(text)
    found = _UNIT_NAME.match(bare)
    return found[1] or "" if found and found[1] not in _MONEYS else None


@_remembered
def read_code(text: str) -> str | None:
    """The unit's code (or nothing yet) that a cell above the table says; None for other cells."""
    found = _UNIT_CODE.match(fold(text))
    return found[1] if found else None


_MONEYS = (YUAN, WAN_YUAN, "千元", "百万元", "亿元", "人民币元")


@_remembered
def read_money(text: str) -> str:
    """The unit of money that a cell above the table says; nothing for other cells."""
    found = _MONEY.match(fold(text))
    return found[1] if found and found[1].removeprefix("人民币") in _MONEYS else ""
