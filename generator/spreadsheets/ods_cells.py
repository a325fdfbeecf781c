"""One cell of an .ods: what it holds, and how far it reaches."""

import re
from collections.abc import Iterator
from typing import Any

from generator.spreadsheets import doubles
from generator.spreadsheets.book_context import UNCOMPUTED
from generator.spreadsheets.cells import AS_IT_COMES, Area, Holds, NumberLook, SheetCell, Spot
from generator.spreadsheets.limits import MAX_COLUMNS, MAX_ROWS
from generator.spreadsheets.refusals import TornError
from generator.word import ooxml

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_KIND = f"{_OFFICE}value-type"
# What LibreOffice says besides: a formula whose result is an error.
_OWN_KIND = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_NUMBERS = ("float", "percentage", "currency")
_TRUTH = {"true": "TRUE", "false": "FALSE"}
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}:[0-9]{2}:[0-9]{2})(?:[.,]\d+)?)?")
_CLOCK = re.compile(r"PT([0-9]+)H([0-9]+)M([0-9]+)(?:[.,][0-9]+)?S")
_MIDNIGHT = "00:00:00"
_BLANKS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_MAX_BLANKS = 1000  # that a text may say it holds, in one mark


def read(cell: Any) -> SheetCell | None:
    """What a cell holds; None for an empty one, whatever its format; else a `TornError`."""
    kind, computed = cell.get(_KIND), cell.get(f"{TABLE}formula") is not None
    if kind is None or kind == "void":
        return UNCOMPUTED if computed else None
    if cell.get(_OWN_KIND) == "error":
        return SheetCell(Holds.ERROR, _typed_text(cell), computed)
    holds, text = _interpret(kind, cell)
    if text is None:
        raise TornError("这一格的内容读不出来")
    look = AS_IT_COMES if holds is Holds.TEXT else NumberLook(text=_typed_text(cell))
    return SheetCell(holds, text, computed, look) if text or computed else None


def _interpret(kind: str, cell: Any) -> tuple[Holds, str | None]:
    if kind in _NUMBERS:
        return Holds.NUMBER, doubles.read(cell.get(f"{_OFFICE}value", ""))
    if kind == "date":
        return Holds.DATE, _spell_moment(cell.get(f"{_OFFICE}date-value", ""))
    if kind == "time":
        return Holds.DATE, _spell_clock(cell.get(f"{_OFFICE}time-value", ""))
    if kind == "boolean":
        return Holds.TRUTH, _TRUTH.get(cell.get(f"{_OFFICE}boolean-value", ""))
    if kind == "string":
        stated = cell.get(f"{_OFFICE}string-value")
        return Holds.TEXT, _typed_text(cell) if stated is None else stated
    return Holds.TEXT, None


def _spell_moment(text: str) -> str | None:
    moment = _MOMENT.fullmatch(text)
    return moment and f"{moment[1]} {moment[2] or _MIDNIGHT}".removesuffix(f" {_MIDNIGHT}")


def _spell_clock(text: str) -> str | None:
    clock = _CLOCK.fullmatch(text)
    return clock and ":".join(it.zfill(2) for it in clock.groups())


def _typed_text(cell: Any) -> str:
    """The text of a cell: a line for each paragraph, without notes that are pinned to it."""
    return "\n".join("".join(_pieces(it)) for it in cell.iterchildren(f"{_TEXT}p"))


def _pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element.iterchildren("*"):
        if child.tag == f"{_TEXT}s":
            count = ooxml.whole_number(child.get(f"{_TEXT}c", "1")) or 0
            yield " " * min(count, _MAX_BLANKS)
        elif child.tag in _BLANKS:
            yield _BLANKS[child.tag]
        elif child.tag.startswith(_TEXT) and child.tag not in (f"{_TEXT}ruby-text", f"{_TEXT}note"):
            yield from _pieces(child)
        yield child.tail or ""


def find_area(cell: Any, spot: Spot, attribute: str) -> Iterator[Area]:
    """The area that a cell takes, by the attributes of this name for its rows and columns."""
    sizes = [cell.get(f"{TABLE}{attribute.format(it)}") for it in ("rows", "columns")]
    if sizes != [None, None]:
        high, wide = (max(ooxml.whole_number(it or "1") or 1, 1) for it in sizes)
        bottom, right = spot[0] + high - 1, spot[1] + wide - 1
        yield Area(*spot, min(bottom, MAX_ROWS), min(right, MAX_COLUMNS))
