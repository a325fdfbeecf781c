"""One sheet of an .xlsx: its rows and cells, merged areas, what is hidden."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generator.diagnostics import Fault
from generator.spreadsheets import cell_xml, references, refusals, shared_texts
from generator.spreadsheets.allowance import Allowance
from generator.spreadsheets.book_context import BookContext
from generator.spreadsheets.cells import Area, SheetCell, Spot, Worksheet
from generator.spreadsheets.limits import MAX_COLUMNS, MAX_ROWS
from generator.spreadsheets.refusals import TornError
from generator.word import ooxml

_S = shared_texts.S
_ON = ("1", "true")
_NOTHING = re.compile(r"0(\.0*)?")


def read(
    root: Any, sheet: Worksheet, context: BookContext, allowance: Allowance, faults: list[Fault]
) -> Worksheet:
    """The sheet with everything that is read of it; what is wrong with cells is a fault of each."""
    cells: dict[Spot, SheetCell] = {}
    arrays: list[Area] = []
    struck: dict[Spot, str] = {}
    hidden_rows: set[int] = set()
    for row, element in _number_rows(root):
        if _is_hidden(element, "ht"):
            hidden_rows.add(row)
        for spot, cell in _number_cells(element, row):
            try:
                found = _read_cell(cell, spot in cells, context)
            except TornError as error:
                refusals.tell(faults, str(error), sheet.place(spot))
                continue
            if found is not None:
                allowance.count(1)
                cells[spot] = found
                if said := cell_xml.say_struck(cell, context):
                    struck[spot] = said
                if found.computed and (area := cell_xml.find_array(cell)):
                    arrays.append(area)
    return replace(
        sheet,
        cells=dict(sorted(allowance.fill_arrays(cells, arrays).items())),
        merged=allowance.keep_merges(_read_merges(root)),
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=frozenset(_find_hidden_columns(root, allowance)),
        struck=struck,
    )


def _number_rows(root: Any) -> Iterator[tuple[int, Any]]:
    """The rows with their numbers; one that states none follows the one before it."""
    row = 0
    for element in root.iterfind(f"{_S}sheetData/{_S}row"):
        stated = element.get("r")
        row = row + 1 if stated is None else ooxml.whole_number(stated) or 0
        if not 1 <= row <= MAX_ROWS:
            raise refusals.damaged("有一行的行号不对")
        yield row, element


def _number_cells(row_element: Any, row: int) -> Iterator[tuple[Spot, Any]]:
    """The cells of a row with their places; one that states none follows the one before it."""
    column = 0
    for cell in row_element.iterchildren(f"{_S}c"):
        name = cell.get("r")
        spot = (row, column + 1) if name is None else references.read_spot(name)
        if spot is None or spot[0] != row or spot[1] > MAX_COLUMNS:
            raise refusals.damaged(f"第 {row} 行里有一格的位置不对")
        column = spot[1]
        yield spot, cell


def _read_cell(cell: Any, is_taken: bool, context: BookContext) -> SheetCell | None:
    found = cell_xml.read(cell, context)
    if found is not None and is_taken:
        raise TornError("这一格在文件里写了两次")
    return found


def _is_hidden(element: Any, size: str) -> bool:
    return element.get("hidden") in _ON or bool(_NOTHING.fullmatch(element.get(size, "")))


def _read_merges(root: Any) -> Iterator[Area]:
    for element in root.iterfind(f"{_S}mergeCells/{_S}mergeCell"):
        area = references.read_area(element.get("ref", ""))
        if area is None:
            raise refusals.damaged("合并的单元格写得不对")
        yield area


def _find_hidden_columns(root: Any, allowance: Allowance) -> Iterator[int]:
    for element in root.iterfind(f"{_S}cols/{_S}col"):
        if _is_hidden(element, "width"):
            first, last = (ooxml.whole_number(element.get(it, "")) or 0 for it in ("min", "max"))
            yield from allowance.list_columns(first, last)
