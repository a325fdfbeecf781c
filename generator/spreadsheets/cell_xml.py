"""One cell of an .xlsx: what it holds, told by its kind, its style and what it refers to."""

import re
from typing import Any, NamedTuple

from generator.spreadsheets import dates, doubles, references, shared_texts
from generator.spreadsheets.cells import Area, Holds, SheetCell
from generator.spreadsheets.refusals import TornError
from generator.word import ooxml

_S = shared_texts.S
_VALUE, _FORMULA, _INLINE = f"{_S}v", f"{_S}f", f"{_S}is"
UNCOMPUTED = SheetCell(Holds.UNCOMPUTED, "", True)
_TRUTH = {"1": "TRUE", "0": "FALSE", "true": "TRUE", "false": "FALSE"}
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.0+)?Z?)?")
_MIDNIGHT = "00:00:00"


class CellContext(NamedTuple):
    """What the cells of a workbook refer to: shared texts, which styles show dates, the epoch."""

    texts: list[str]
    date_styles: list[str]
    from_1904: bool


def read(cell: Any, context: CellContext) -> SheetCell | None:
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
    holds, text = _interpret(kind, value or "", cell, context)
    return SheetCell(holds, text, computed) if text or computed else None


def find_array(cell: Any) -> Area | None:
    """The cells that the formula of a cell fills beside its own: those hold no formula."""
    formula = cell.find(_FORMULA)
    if formula is None or formula.get("t") not in ("array", "dataTable"):
        return None
    return references.read_area(formula.get("ref", ""))


def _interpret(kind: str, value: str, cell: Any, context: CellContext) -> tuple[Holds, str]:
    if kind == "n":
        return _interpret_number(value.strip(), cell, context)
    if kind == "s":
        return Holds.TEXT, _look_up(value, context.texts)
    if kind == "str":
        return Holds.TEXT, shared_texts.unescape(value)
    if kind == "e":
        return Holds.ERROR, value
    if kind == "b" and value in _TRUTH:
        return Holds.TRUTH, _TRUTH[value]
    if kind == "d" and (moment := _MOMENT.fullmatch(value)):
        clock = moment[2] or _MIDNIGHT
        return Holds.DATE, moment[1] if clock == _MIDNIGHT else f"{moment[1]} {clock}"
    raise TornError("这一格的内容读不出来")


def _look_up(value: str, texts: list[str]) -> str:
    number = ooxml.whole_number(value.strip())
    if number is None or not 0 <= number < len(texts):
        raise TornError("这一格的文字在文件里找不到")
    return texts[number]


def _interpret_number(value: str, cell: Any, context: CellContext) -> tuple[Holds, str]:
    text = doubles.read(value)
    if text is None:
        raise TornError("这一格的数读不出来")
    style = ooxml.whole_number(cell.get("s", "0"))
    kinds = context.date_styles
    kind = kinds[style] if style is not None and 0 <= style < len(kinds) else ""
    moment = dates.spell(text, kind, context.from_1904) if kind else None
    return (Holds.NUMBER, text) if moment is None else (Holds.DATE, moment)
