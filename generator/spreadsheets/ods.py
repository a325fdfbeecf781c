"""A spreadsheet of OpenDocument (.ods), as LibreOffice and WPS write it.

It says of equal cells and rows how often they repeat, up to a million times: empty ones are passed
by, others counted before they are laid out.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diagnostics import Fault
from generator.spreadsheets import allowance as bounds
from generator.spreadsheets import ods_cells, refusals
from generator.spreadsheets.allowance import Allowance
from generator.spreadsheets.cells import Area, SheetCell, Spot, Worksheet
from generator.spreadsheets.limits import MAX_COLUMNS, MAX_ROWS
from generator.spreadsheets.ods_cells import TABLE
from generator.spreadsheets.refusals import TornError
from generator.word import ooxml

CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTED_WHOLE = "encrypted-package"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_ROW, _COLUMN = f"{TABLE}table-row", f"{TABLE}table-column"
# What rows and columns may be gathered in, to be printed on every page or folded.
_GATHERED = tuple(
    f"{TABLE}table-{what}"
    for what in ("rows", "header-rows", "row-group", "columns", "header-columns", "column-group")
)
_SHOWN = (None, "visible")


def read(
    parts: Mapping[str, bytes], file: str, allowance: Allowance, faults: list[Fault]
) -> tuple[Worksheet, ...]:
    """The sheets of a package in their order; what is wrong with single cells is added to `faults`,
    a file that is not whole is an `UnusableError` or an `XmlError`.
    """
    if _ENCRYPTED_WHOLE in parts or b"encryption-data" in parts.get(_MANIFEST, b""):
        raise refusals.locked()
    root = ooxml.parse(allowance.weigh(parts[CONTENT]))
    tables = root.findall(f"{_OFFICE}body/{_OFFICE}spreadsheet/{TABLE}table")
    names = [it.get(f"{TABLE}name", "") for it in tables]
    bounds.check_names(names)
    hidden = set(_find_hidden_styles(root))
    return tuple(
        _read_sheet(
            table,
            Worksheet(file, name, hidden=table.get(f"{TABLE}style-name") in hidden),
            allowance,
            faults,
        )
        for table, name in zip(tables, names, strict=True)
    )


def _find_hidden_styles(root: Any) -> Iterator[str]:
    for style in root.iterfind(f"{_OFFICE}automatic-styles/{_STYLE}style"):
        properties = style.find(f"{_STYLE}table-properties")
        if properties is not None and properties.get(f"{TABLE}display") == "false":
            yield style.get(f"{_STYLE}name", "")


def _read_sheet(
    table: Any, empty: Worksheet, allowance: Allowance, faults: list[Fault]
) -> Worksheet:
    cells: dict[Spot, SheetCell] = {}
    areas: list[Area] = []
    arrays: list[Area] = []
    hidden: list[range] = []
    for rows, element in _number(table, _ROW):
        if element.get(f"{TABLE}visibility") not in _SHOWN:
            hidden.append(rows)
        for columns, cell in _number(element, _CELLS):
            spot = rows.start, columns.start
            areas += ods_cells.find_area(cell, spot, "number-{}-spanned")
            arrays += ods_cells.find_area(cell, spot, "number-matrix-{}-spanned")
            try:
                found = ods_cells.read(cell)
            except TornError as error:
                refusals.tell(faults, str(error), empty.place(spot))
                continue
            if found is not None:
                _check_inside(rows, columns)
                allowance.count(len(rows) * len(columns))
                cells |= {(row, column): found for row in rows for column in columns}
    last = max((row for row, _ in cells), default=0)
    return Worksheet(
        empty.file,
        empty.name,
        dict(sorted(allowance.fill_arrays(cells, arrays).items())),
        allowance.keep_merges(areas),
        empty.hidden,
        frozenset(row for rows in hidden for row in range(rows.start, min(rows.stop, last + 1))),
        frozenset(
            column
            for columns, element in _number(table, _COLUMN)
            if element.get(f"{TABLE}visibility") not in _SHOWN
            for column in allowance.list_columns(columns.start, columns.stop - 1)
        ),
    )


def _check_inside(rows: range, columns: range) -> None:
    if rows.stop > MAX_ROWS + 1 or columns.stop > MAX_COLUMNS + 1:
        raise refusals.damaged("有内容的单元格在表格之外")


def _number(parent: Any, tags: str | tuple[str, ...]) -> Iterator[tuple[range, Any]]:
    """The rows, columns or cells in an element, each with the numbers it stands for."""
    number = 1
    for element in _list_gathered(parent, tags):
        what = "rows" if element.tag == _ROW else "columns"
        count = ooxml.whole_number(element.get(f"{TABLE}number-{what}-repeated", "1"))
        if count is None or count < 1:
            raise refusals.damaged("行、列重复的次数不对")
        yield range(number, number + count), element
        number += count


def _list_gathered(parent: Any, tags: str | tuple[str, ...]) -> Iterator[Any]:
    for child in parent.iterchildren(tags, *_GATHERED):
        if child.tag in _GATHERED:
            yield from _list_gathered(child, tags)
        else:
            yield child
