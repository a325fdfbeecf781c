"""What a cell of a filing states, as the text that would have been typed.

Nothing is guessed: an error, a formula without a result or a date is a fault at its cell.
"""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from generator.diagnostics import Fault, Place
from generator.filing import legible
from generator.filing.sheet_map import EMPTY, HOLLOW
from generator.kept import reading
from generator.money import AmountError, parse_decimal
from generator.spreadsheets.cells import Holds, SheetCell
from generator.vocabulary import FIGURE_KINDS, KIND_YUAN

_HELP = {
    Holds.ERROR: "在表格里改好这个公式，或者直接写上内容",
    Holds.UNCOMPUTED: "用 Excel 或 WPS 打开，保存一次再用；或者直接写上内容",
    Holds.DATE: "把这一格的格式设为“文本”，再重新写上内容",
    Holds.TRUTH: "写上内容，或者清除这一格",
}
_QUOTED = re.compile("'+(?:" + "|".join(map(re.escape, HOLLOW)) + ")")
# What calculating with doubles leaves behind a number: less than this part of it.
_NOISE = Decimal(1).scaleb(-14)
_PLACES = (Decimal(1), Decimal("0.01"), Decimal("0.000001"))  # 元 and 角分; 万元
_TOO_LONG = 15  # digits: a double holds no more of every number


class Stating(NamedTuple):
    """What a cell states: nothing, that it is to be filled (`text` None), or a text."""

    stated: bool
    text: str | None = None


NOTHING = Stating(False)


def read(cell: SheetCell | None, kind: str, place: Place) -> Stating | Fault:
    """What a cell of a column or row of a kind states."""
    if cell is None:
        return NOTHING
    if cell.holds in _HELP:
        what = f"“{cell.text}”" if cell.text else "空的"
        message = f"这一格是{cell.holds.value}（{what}），不是内容"
        return Fault("F135", message, place, help=_HELP[cell.holds])
    if cell.holds is Holds.NUMBER:
        return _read_number(cell.text, kind, place)
    return _read_text(cell.text, kind, place)


def _read_text(typed: str, kind: str, place: Place) -> Stating | Fault:
    text = reading.with_plain_line_ends(typed).strip()
    hidden = legible.INVISIBLE.search(text)
    if hidden:
        return legible.hidden_fault(hidden.group(), place)
    if not text:
        return NOTHING
    if text == EMPTY:
        return Stating(True)
    if _QUOTED.fullmatch(text):
        return Stating(True, text[1:])
    return Stating(True, _narrow(text) if kind in FIGURE_KINDS else text)


def _narrow(text: str) -> str:
    """A number in characters of the usual width and without blanks; any other text as it is."""
    narrow = "".join(unicodedata.normalize("NFKC", text).split())
    return narrow if is_same_number(narrow, narrow) else text


def _read_number(text: str, kind: str, place: Place) -> Stating | Fault:
    if kind != KIND_YUAN:
        return Stating(True, text)
    value = Decimal(text)
    for unit in _PLACES:
        near = value.quantize(unit)
        if abs(value - near) <= abs(value) * _NOISE:
            return _hold(near, place)
    message = f"{text} 的小数太长，看不出是几分"
    return Fault("F137", message, place, help="改写成最多两位小数（元）或六位小数（万元）的数")


def _hold(value: Decimal, place: Place) -> Stating | Fault:
    if len(value.normalize().as_tuple().digits) > _TOO_LONG:
        message = f"{value:f} 超过 {_TOO_LONG} 位数字，表格里的数存不准"
        return Fault("F137", message, place, help="把这一格的格式设为“文本”，再重新写上这个数")
    return Stating(True, spell(value))


def spell(value: Decimal) -> str:
    """An amount as a number in a cell is read: at least two decimals, unless it is nothing."""
    if not value:
        return "0"
    return f"{value:.2f}" if value == value.quantize(_PLACES[1]) else f"{value.normalize():f}"


def is_same_number(one: str, other: str) -> bool:
    """Whether two texts state the same number."""
    try:
        return parse_decimal(one, 6) == parse_decimal(other, 6)
    except AmountError:
        return False
