"""A cell as money in 元: exactly what it holds, or why it is none."""

import re
from decimal import Decimal
from typing import NamedTuple

from generator.filing.kinds import WAN
from generator.filing.legible import fold
from generator.money import half_up
from generator.spreadsheets.cells import Holds, SheetCell
from generator.vocabulary import WAN_YUAN, YUAN

_NOTHING = {"", "-", "--", "—", "——", "－", "–", "…", "……", "...", "......", "/", "无", "*"}
_NUMBER = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
# A double is off by half of its last place; a stored sum by that of each of its parts.
_PLACES_OFF, _MOST_OFF = Decimal(64) / 2**52, Decimal("0.001")
_WHY = {
    Holds.DATE: "是日期，不是金额",
    Holds.TRUTH: "是真假值，不是金额",
    Holds.ERROR: "是错误值",
    Holds.UNCOMPUTED: "是公式，文件里没有它的结果",
}
_OPEN = "用原来的软件打开这个文件，改正后重新保存，或重新导出"


class NoMoney(NamedTuple):
    """Why a cell is no amount of money, and what to do about it."""

    why: str
    help: str = _OPEN


def read_yuan(cell: SheetCell | None, unit: str) -> Decimal | NoMoney | None:
    """The amount in 元 that a cell in some unit of money holds; None where it says that none is."""
    if cell is None:
        return None
    if cell.holds is Holds.NUMBER:
        return _settle(Decimal(cell.text), unit, stored=True)
    if cell.holds is not Holds.TEXT:
        said = f"（{cell.text}）" if cell.holds is Holds.ERROR else ""
        return NoMoney(_WHY[cell.holds] + said)
    return _read_text(cell.text, unit)


def _read_text(text: str, unit: str) -> Decimal | NoMoney | None:
    bare = fold(text)
    if bare in _NOTHING:
        return None
    for own in (WAN_YUAN, YUAN):
        if bare.endswith(own):
            bare, unit = bare.removesuffix(own), own
            break
    negative = re.fullmatch(r"\((.+)\)|[-−](.+)", bare)
    digits = (negative[1] or negative[2]) if negative else bare
    if not _NUMBER.fullmatch(digits):
        shown = " ".join(text.split())[:20]
        return NoMoney(f"“{shown}”不是金额", "填上金额；没有的，空着")
    value = Decimal(digits.replace(",", ""))
    return _settle(-value if negative else value, unit, stored=False)


def _settle(value: Decimal, unit: str, *, stored: bool) -> Decimal | NoMoney:
    """The amount in 元 to the 分, where it is one but for what a double cannot hold."""
    scale = WAN if unit == WAN_YUAN else Decimal(1)
    rounded = half_up(value * scale, 2)
    most = min(abs(value) * scale * _PLACES_OFF, _MOST_OFF) if stored else Decimal(0)
    if abs(value * scale - rounded) > most:
        return NoMoney(f"{value:f}{unit} 不到分为止", "金额到分为止；检查这一格")
    return rounded
