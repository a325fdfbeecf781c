"""The tables of a document as a workbook, read back by the house's reader of any workbook."""

from collections.abc import Iterator
from pathlib import Path

from generator.outputs import workbook
from generator.outputs.public_blocks import PublicDocument, ShownTable
from generator.spreadsheets import reading, shown
from generator.spreadsheets.cells import Worksheet


def read(drawn: bytes, folder: Path) -> tuple[Worksheet, ...]:
    """The sheets of a workbook, as the house itself reads any."""
    file = folder / "a.xlsx"
    file.write_bytes(drawn)
    book, faults = reading.read(file)
    assert book is not None
    assert faults == []
    return book.sheets


def sheets_of(public_document: PublicDocument, folder: Path) -> tuple[Worksheet, ...]:
    """The sheets of a document's tables."""
    return read(workbook.draw(public_document), folder)


def printed(it: ShownTable) -> dict[tuple[int, int], str]:
    """The texts of a table's cells that have any, by the rows and columns of its sheet."""
    above = len(workbook.list_above(it))
    return {(above + one.row + 1, one.column + 1): one.text for one in it.grid.cells if one.text}


def written(sheet: Worksheet, it: ShownTable) -> dict[tuple[int, int], str | None]:
    """What the cells of a sheet show where its table lies."""
    first = len(workbook.list_above(it)) + 1
    rows = range(first, first + len(it.grid.rows))
    return {at: shown.show(one) for at, one in sheet.cells.items() if at[0] in rows}


def lines_of(it: ShownTable) -> Iterator[str]:
    """The lines that belong to a table, without blanks."""
    for line in (*workbook.list_above(it), *it.below):
        yield "".join(line.text.split())


def assert_same(public_document: PublicDocument, sheets: tuple[Worksheet, ...]) -> None:
    """Every table on its sheet, sign by sign, with its lines and what is merged."""
    tables = list(public_document.tables)
    assert len(tables) == len(sheets)
    for it, sheet in zip(tables, sheets, strict=True):
        assert printed(it) == written(sheet, it)
        said = "".join("".join(one.text.split()) for one in sheet.cells.values())
        assert [line for line in lines_of(it) if line not in said] == []
        merged = {(area.top, area.left, area.bottom, area.right) for area in sheet.merged}
        above = len(workbook.list_above(it))
        due = {
            (above + one.row + 1, one.column + 1, above + one.row + one.rows, one.end)
            for one in it.grid.cells
            if one.rows * one.columns > 1
        }
        assert due <= merged
