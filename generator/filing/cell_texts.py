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
from generator.money import AmountError, half_up, parse_decimal
from generator.spreadsheets import doubles, shown
from generator.spreadsheets.cells import Holds, SheetCell
from generator.vocabulary import FIGURE_KINDS, KIND_PARAGRAPHS, KIND_TEXT, KIND_YUAN

_HELP = {
    Holds.ERROR: "在表格里改好这个公式，或者直接写上内容",
    Holds.UNCOMPUTED: "用 Excel 或 WPS 打开，保存一次再用；或者直接写上内容",
    Holds.DATE: "把这一格的格式设为“文本”，再重新写上内容",
    Holds.TRUTH: "写上内容，或者清除这一格",
}
_QUOTED = re.compile("'+(?:" + "|".join(map(re.escape, HOLLOW)) + ")")
_AS_TEXT = "把这一格的格式设为“文本”，再重新写上这个数"
# In 元 (角分), and in 万元, with what a difference of equal sums leaves of either.
_FEN, _OF_WAN = (2, Decimal(0)), (6, Decimal("1e-10"))


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
        return _read_number(cell, kind, place)
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


def _read_number(cell: SheetCell, kind: str, place: Place) -> Stating | Fault:
    """A number; as words what is seen of it: 0.95 is seen as 95%."""
    text, seen = cell.text, shown.show(cell)
    if kind in (KIND_TEXT, KIND_PARAGRAPHS):
        if seen is None:
            message = f"这一格存的数（{text}）显示成什么说不准"
            return Fault("F137", message, place, help=_AS_TEXT)
        return Stating(True, text if "," in seen and is_same_number(seen, text) else seen)
    if "%" in (seen or "") and Decimal(text):
        message = f"这一格存的是 {text}，显示“{seen}”，不知道是哪个数"
        return Fault("F137", message, place, help="把这一格的格式设为“常规”，再重新写上这个数")
    if kind != KIND_YUAN:
        return Stating(True, text)
    value = Decimal(text)
    near = doubles.settle(value, *_FEN)
    near = doubles.settle(value, *_OF_WAN) if near is None else near
    if near is None:
        message = f"{text} 的小数太长，看不出是几分"
        help_ = "改写成最多两位小数（元）或六位小数（万元）的数"
        return Fault("F137", message, place, help=help_)
    if not doubles.holds(near):
        message = f"{near.normalize():f} 的数字太多，表格里的数存不准"
        return Fault("F137", message, place, help=_AS_TEXT)
    return Stating(True, spell(near))


def spell(value: Decimal) -> str:
    """An amount as a number in a cell is read: at least two decimals, unless it is nothing."""
    if not value:
        return "0"
    return f"{value:.2f}" if value == half_up(value, _FEN[0]) else f"{value.normalize():f}"


def is_same_number(one: str, other: str) -> bool:
    """Whether two texts state the same number."""
    try:
        return parse_decimal(one, 6) == parse_decimal(other, 6)
    except AmountError:
        return False
