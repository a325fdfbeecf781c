"""How cells look: what is to be filled is white, what is only shown is grey and locked."""

from collections.abc import Mapping
from typing import Any

from generator.filing.sheet_map import EMPTY
from generator.vocabulary import FIGURE_KINDS, KIND_COUNT, KIND_SCORE, KIND_YUAN
from generator.workbooks.sheets import FILL, FilledCell

_BASE = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
_BOXED = {**_BASE, "border": 1, "border_color": "#A6A6A6"}
_GREY = {**_BOXED, "bg_color": "#F2F2F2"}
_MONEY, _FINE = "#,##0.00", "#,##0.00####"
LOOKS: Mapping[str, dict[str, Any]] = {
    "title": {**_BASE, "bold": True, "font_size": 15},
    "note": {**_BASE, "font_size": 10, "font_color": "#595959"},
    "head": {**_BOXED, "bold": True, "bg_color": "#D9E2F3", "align": "center", "text_wrap": True},
    "label": {**_GREY, "text_wrap": True},
    "shown": _GREY,
    "guide": {**_BASE, "text_wrap": True},
    "way": {**_BASE, "font_color": "#1F4E99", "underline": 1, "locked": False},
    "hint": {**_BASE, "font_size": 9, "font_color": "#595959", "text_wrap": True},
    "total": {**_GREY, "bold": True, "num_format": _MONEY},
    "text": {**_BOXED, "num_format": "@", "text_wrap": True, "locked": False},
    "sign": {**_BOXED, "num_format": "@", "text_wrap": True, "locked": False, "quote_prefix": True},
    KIND_YUAN: {**_BOXED, "num_format": _MONEY, "locked": False},
    "fine": {**_BOXED, "num_format": _FINE, "locked": False},
    KIND_COUNT: {**_BOXED, "num_format": "0", "locked": False},
    KIND_SCORE: {**_BOXED, "num_format": "0.##", "locked": False},
    "await": {**_BOXED, "bg_color": "#FFF8DC", "font_color": "#9C5700", "locked": False},
    "needed": {"bg_color": "#FFF8DC"},
    "count": {**_GREY, "num_format": "0.##", "font_color": "#595959"},
    "old": {**_GREY, "num_format": _MONEY, "font_color": "#595959"},
    "wrong": {**_BOXED, "bg_color": "#FFC7CE", "text_wrap": True, "locked": False},
    "doubtful": {**_BOXED, "bg_color": "#FFEB9C", "text_wrap": True, "locked": False},
}
_SIGNS = ("=", "+", "-", "@")  # a text that begins so would be a formula once it is edited
_CENTS = 2


def choose(cell: FilledCell) -> str:
    """The name of the look that a cell has."""
    kind = str(cell.rule.get("kind", ""))
    if cell.look != FILL:
        shown = "old" if kind == KIND_YUAN else "count"
        return shown if cell.number else cell.look
    if cell.text == EMPTY:
        return "await"
    if cell.text is not None and not cell.number:
        return "sign" if cell.text.startswith(_SIGNS) else "text"
    if cell.number and kind == KIND_YUAN and _count_places(cell.text or "") > _CENTS:
        return "fine"
    return kind if kind in LOOKS and kind in FIGURE_KINDS else "text"


def _count_places(text: str) -> int:
    return len(text.partition(".")[2].rstrip("0"))
