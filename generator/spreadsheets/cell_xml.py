"""One cell of an .xlsx: what it holds, told by its kind, its style and what it refers to."""

import re
from typing import Any

from generator.spreadsheets import doubles, references, shared_texts
from generator.spreadsheets.book_context import UNCOMPUTED, BookContext
from generator.spreadsheets.cells import Area, Holds, SheetCell
from generator.spreadsheets.refusals import TornError
from generator.word import ooxml

_S = shared_texts.S
_VALUE, _FORMULA, _INLINE = f"{_S}v", f"{_S}f", f"{_S}is"
_TRUTH = {"1": "TRUE", "0": "FALSE", "true": "TRUE", "false": "FALSE"}
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.0+)?Z?)?")
_MIDNIGHT = "00:00:00"
_KINDS = {
    "s": Holds.TEXT,
    "str": Holds.TEXT,
    "b": Holds.TRUTH,
    "e": Holds.ERROR,
    "d": Holds.DATE,
}


def read(cell: Any, context: BookContext) -> SheetCell | None:
    """What a cell holds; None for an empty one, whatever its format; else a `TornError`."""
    value, inline, computed = None, None, False
    for child in cell:
        tag = child.tag
        if tag == _VALUE:
            value = child.text or ""
        elif tag == _FORMULA:
            computed = True
        elif tag == _INLINE:
            inline = shared_texts.text_of(child)
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        value, kind = inline if value is None else value, "str"
    if computed and (value is None or (not value and kind != "str")):
        return UNCOMPUTED
    if not value and not computed:
        return None
    found = _interpret(kind, value or "", cell.get("s", "0"), computed, context)
    return found if found.text or computed else None


def say_struck(cell: Any, context: BookContext) -> str:
    """What of a cell is not read as it looks, if anything is."""
    if context.struck_styles and (ooxml.whole_number(cell.get("s", "0")) in context.struck_styles):
        return shared_texts.STRUCK
    if cell.get("t") == "inlineStr":
        inline = cell.find(_INLINE)
        return shared_texts.say_struck(inline) if inline is not None else ""
    if not context.struck_texts or cell.get("t") != "s":
        return ""
    number = ooxml.whole_number((cell.findtext(_VALUE) or "").strip())
    return context.struck_texts.get(-1 if number is None else number, "")


def find_array(cell: Any) -> Area | None:
    """The cells that the formula of a cell fills beside its own: those hold no formula."""
    formula = cell.find(_FORMULA)
    if formula is None or formula.get("t") not in ("array", "dataTable"):
        return None
    return references.read_area(formula.get("ref", ""))


def _interpret(
    kind: str, value: str, style: str, computed: bool, context: BookContext
) -> SheetCell:
    if kind == "n":
        digits = doubles.read(value.strip())
        if digits is None:
            raise TornError("这一格的数读不出来")
        return context.show_number(digits, ooxml.whole_number(style) or 0, computed)
    holds = _KINDS.get(kind)
    text = _text_of(kind, value, context.texts)
    if holds is None or text is None:
        raise TornError("这一格的内容读不出来")
    return SheetCell(holds, text, computed)


def _text_of(kind: str, value: str, texts: list[str]) -> str | None:
    if kind == "s":
        number = ooxml.whole_number(value.strip())
        if number is None or not 0 <= number < len(texts):
            raise TornError("这一格的文字在文件里找不到")
        return texts[number]
    if kind == "b":
        return _TRUTH.get(value)
    if kind == "d":
        moment = _MOMENT.fullmatch(value)
        return moment and f"{moment[1]} {moment[2] or _MIDNIGHT}".removesuffix(f" {_MIDNIGHT}")
    return shared_texts.unescape(value)
