"""Cells as amounts of money: exact, to the 分, or why not. What means no amount is told from what
cannot be read.
"""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from generator import money
from generator import vocabulary as term
from generator.money import AmountError
from generator.spreadsheets import doubles
from generator.spreadsheets.cells import Holds, SheetCell

_WAN = Decimal(10_000)
_FEN = 2
# What stands in cells for no amount, in the width that it comes in after folding.
_NO_AMOUNT = frozenset(("", "-", "--", "—", "——", "...", "......", "/", "无"))
_SIGNS = str.maketrans({"−": "-", "–": "-", "￥": "¥"})
_TYPED = re.compile(r"¥?(?P<open>\()?¥?(?P<number>[^()元万]*)(?P<close>\))?(?P<unit>万元|元|万)?")
# What a difference of equal sums leaves is no larger.
_LEAST_OFF = Decimal("0.000001")
_BEYOND = Decimal(10) ** 15
_SHORT = 24
_UNITS = {"元": term.YUAN, "万元": term.WAN_YUAN, "万": term.WAN_YUAN}
_REASONS = {
    Holds.DATE: "这一格是日期（{}），不是金额",
    Holds.TRUTH: "这一格是真假值（{}），不是金额",
    Holds.ERROR: "这一格是错误值 {}",
    Holds.UNCOMPUTED: "这一格的公式没有算出结果；在 Excel 或 WPS 里打开，保存一次",
}


class CellMoney(NamedTuple):
    """What a cell says as an amount.

    `amount` is in 元, exact to the 分; None where the cell says that there is none, or where
    `reason` says why it is not read. `unit` is the unit that the cell itself writes, or nothing.
    """

    amount: Decimal | None = None
    unit: str = ""
    reason: str = ""


def money_of(cell: SheetCell, in_wan: bool = False) -> CellMoney:
    """The amount that a cell holds, in 元 or, where it does not say itself, in 万元 (`in_wan`)."""
    if cell.holds is Holds.NUMBER:
        return _from_number(cell.text, in_wan)
    if cell.holds is Holds.TEXT:
        return _from_text(cell.text, in_wan)
    return CellMoney(reason=_REASONS[cell.holds].format(cell.text))


def _from_number(digits: str, in_wan: bool) -> CellMoney:
    value = Decimal(digits) * _WAN if in_wan else Decimal(digits)
    if abs(value) >= _BEYOND:
        return CellMoney(reason=f"{_shorten(digits)} 太大，不是金额")
    amount = doubles.settle(value, _FEN, _LEAST_OFF)
    if not doubles.holds(value if amount is None else amount):
        return CellMoney(reason=f"{_shorten(digits)} 太大，表格里存不准到分")
    if amount is None:
        return CellMoney(reason=f"{_shorten(digits)} 不是整分的金额")
    return CellMoney(amount)


def _from_text(typed: str, in_wan: bool) -> CellMoney:
    text = unicodedata.normalize("NFKC", typed).translate(_SIGNS).strip()
    if text in _NO_AMOUNT:
        return CellMoney()
    match = _TYPED.fullmatch(text)
    try:
        if match is None:
            raise AmountError("不是数字")
        unit = _UNITS.get(match["unit"], "")
        number = _read(match, unit == term.WAN_YUAN or (not unit and in_wan))
    except AmountError as error:
        return CellMoney(reason=f"“{_shorten(typed)}”不是金额：{error}")
    return CellMoney(number, unit)


def _read(match: re.Match[str], in_wan: bool) -> Decimal:
    text, brackets = match["number"].strip(), (match["open"], match["close"])
    if any(brackets) and (not all(brackets) or text.startswith("-")):
        raise AmountError("不是数字")
    value = money.parse_decimal(text, 6 if in_wan else _FEN)
    value = money.half_up(value * _WAN if in_wan else value, _FEN)
    return -value if all(brackets) and value else value


def _shorten(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= _SHORT else f"{shown[:_SHORT]}…"
