"""A workbook of Office Open XML (.xlsx, .xlsm): its sheets, found by their relationships.

Macros, links to other files and what the data came from are parts beside the sheets: none is
opened. Nothing is computed: of a formula only its stored result is read.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.diagnostics import Fault
from generator.spreadsheets import allowance as bounds
from generator.spreadsheets import dates, refusals, shared_texts, sheet_xml, shown
from generator.spreadsheets.allowance import Allowance
from generator.spreadsheets.book_context import BookContext
from generator.spreadsheets.cells import NumberLook, Worksheet
from generator.word import ooxml, opc
from generator.word.opc import Relation

S = shared_texts.S
_ON = ("1", "true")
_HAS_LOOKS = re.compile(b"strike|vertAlign")  # mostly there is none, and that is quickly seen
_HIDDEN = ("hidden", "veryHidden")


def read(
    parts: Mapping[str, bytes], file: str, allowance: Allowance, faults: list[Fault]
) -> tuple[Worksheet, ...]:
    """The sheets of a package in their order, without those that hold charts only.

    What is wrong with single cells is added to `faults`; a file that is not whole is a
    `UnusableError` or an `XmlError`.
    """
    return tuple(_read_sheets(parts, file, allowance, faults))


def _read_sheets(
    parts: Mapping[str, bytes], file: str, allowance: Allowance, faults: list[Fault]
) -> Iterator[Worksheet]:
    main = opc.main_part(parts)
    root = ooxml.parse(parts[main])
    links = {link.id: link for link in opc.relations(parts, main)}
    context = _read_context(parts, main, root, allowance)
    for name, state, link in _list_sheets(root, links):
        sheet = Worksheet(file, name, hidden=state in _HIDDEN)
        yield sheet_xml.read(
            ooxml.parse(allowance.weigh(_part(parts, link))), sheet, context, allowance, faults
        )


def _list_sheets(root: Any, links: Mapping[str, Relation]) -> Iterator[tuple[str, str, Relation]]:
    """Name, state and part of each sheet with cells."""
    elements = root.findall(f"{S}sheets/{S}sheet")
    bounds.check_names([it.get("name", "") for it in elements])
    found = [links.get(it.get(f"{ooxml.R}id", "")) for it in elements]
    if len({link and link.target for link in found}) != len(elements):
        raise refusals.damaged("工作表的目录不完整")
    for element, link in zip(elements, found, strict=True):
        if link is None:
            raise refusals.damaged("工作表的目录不完整")
        if link.kind == f"{opc.OFFICE}/worksheet":
            yield element.get("name", ""), element.get("state", ""), link


def _part(parts: Mapping[str, bytes], link: Relation) -> bytes:
    if link.external or link.target not in parts:
        raise refusals.damaged("缺少工作表")
    return parts[link.target]


def _read_context(
    parts: Mapping[str, bytes], main: str, root: Any, allowance: Allowance
) -> BookContext:
    """What cells refer to: the texts that sheets share, and which styles show dates."""
    texts = opc.find_target(parts, main, f"{opc.OFFICE}/sharedStrings")
    styles = opc.find_target(parts, main, opc.STYLES)
    look = ooxml.parse(allowance.weigh(parts[styles])) if styles else None
    date_styles, looks = _read_styles(look) if look is not None else ([], [])
    shared = ooxml.parse(allowance.weigh(parts[texts])) if texts else None
    return BookContext(
        shared_texts.read(shared) if shared is not None else [],
        date_styles,
        _is_on(root.find(f"{S}workbookPr"), "date1904"),
        _is_on(root.find(f"{S}calcPr"), "fullCalcOnLoad"),
        looks,
        _find_struck_styles(look) if look is not None else (),
        shared_texts.find_struck(shared) if texts and _HAS_LOOKS.search(parts[texts]) else {},
    )


def _find_struck_styles(root: Any) -> frozenset[int]:
    """The styles whose font strikes through."""
    fonts = [shared_texts.is_struck(it) for it in root.iterfind(f"{S}fonts/{S}font")]
    if not any(fonts):
        return frozenset()
    used = (
        ooxml.whole_number(it.get("fontId", "0")) or 0 for it in root.iterfind(f"{S}cellXfs/{S}xf")
    )
    return frozenset(at for at, font in enumerate(used) if font < len(fonts) and fonts[font])


def _is_on(element: Any, switch: str) -> bool:
    return element is not None and element.get(switch) in _ON


def _read_styles(root: Any) -> tuple[list[str], list[NumberLook]]:
    """For each style whether it shows a `date` or a `time`, and how it shows a number."""
    stated = {
        number: it.get("formatCode", "")
        for it in root.iterfind(f"{S}numFmts/{S}numFmt")
        if (number := ooxml.whole_number(it.get("numFmtId", ""))) is not None
    }
    said = (it.get("numFmtId", "0") for it in root.iterfind(f"{S}cellXfs/{S}xf"))
    used = [ooxml.whole_number(it) or 0 for it in said]
    return dates.find_kinds(stated, used), shown.find_looks(stated, used)
