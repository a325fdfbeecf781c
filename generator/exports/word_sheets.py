"""The tables of a Word document as sheets: what a reader sees of each, and what stands above it."""

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile
from pathlib import Path
from typing import NamedTuple

from generator.diagnostics import Fault
from generator.spreadsheets.cells import Area, Holds, SheetCell, Spot, Worksheet
from generator.word.seen import Line
from generator.word.seen_text import ABOVE, BEFORE, SeenCell

SUFFIX = ".docx"
AUTOMATIC = "自动编号，编号不在文字里"
MOST_ABOVE = 6  # lines above a table among which its title is looked for


class WordSheets(NamedTuple):
    """The tables of a document in their order; none where it cannot be read (`faults`).

    `is_made`: we have printed it, so that what it says stands in some filing.
    """

    sheets: tuple[Worksheet, ...] = ()
    faults: tuple[Fault, ...] = ()
    is_made: bool = False


def read(path: str) -> WordSheets:
    """The tables of a document."""
    from generator.word import carried, seen, word_file  # lxml, which few filings need

    document = word_file.load(Path(path))
    if isinstance(document, Fault):
        return WordSheets(faults=(document,))
    is_made = carried.take_out(dict(document.parts), document.main)
    return WordSheets(tuple(_read_tables(path, seen.read(document).lines)), (), is_made)


def _read_tables(path: str, lines: Sequence[Line]) -> Iterator[Worksheet]:
    above: list[str] = []
    for number, of_table in groupby(lines, key=lambda line: line.table):
        if number is None:
            above = [text.text.strip() for line in of_table for text in line.texts]
            continue
        yield _read_table(path, number + 1, [*filter(None, above)][-MOST_ABOVE:], list(of_table))
        above = []


def _read_table(path: str, number: int, above: Sequence[str], lines: Sequence[Line]) -> Worksheet:
    cells: dict[Spot, SheetCell] = {
        (row, 1): SheetCell(Holds.TEXT, text) for row, text in enumerate(above, 1 - len(above))
    }
    merged: list[Area] = []
    counted: dict[Spot, int] = {}
    for row, line in enumerate(lines, start=1):
        for ordinal, cell in enumerate(line.cells, start=1):
            spot = row, cell.column + 1
            counted[spot] = ordinal
            if cell.covered in (ABOVE, BEFORE):
                continue
            found = _read_cell(cell)
            if found:
                cells[spot] = found
            area = _area_of(cell, row, lines)
            if area[2:] != spot:
                merged.append(area)
    return Worksheet(path, f"第{number}张表", cells, tuple(merged), counted=counted)


def _area_of(cell: SeenCell, row: int, lines: Sequence[Line]) -> Area:
    """The cells that one takes: those of its width, and those below that go on with it."""
    below = takewhile(lambda line: _goes_on(cell, line), lines[row:])
    right = cell.column + cell.width + _joined(cell, lines[row - 1])
    return Area(row, cell.column + 1, row + sum(1 for _ in below), right)


def _goes_on(cell: SeenCell, line: Line) -> bool:
    return any(it.column == cell.column and it.covered == ABOVE for it in line.cells)


def _joined(cell: SeenCell, line: Line) -> int:
    """How many columns the cells take that are merged into one from the right."""
    behind = [it for it in line.cells if it.column > cell.column]
    return sum(it.width for it in takewhile(lambda it: it.covered == BEFORE, behind))


def _read_cell(cell: SeenCell) -> SheetCell | None:
    """What a cell says; one with something that cannot be read as text is an error."""
    why = next((flag.why for text in cell.texts for flag in text.flags), "")
    why = why or (AUTOMATIC if any(text.automatic for text in cell.texts) else "")
    if why:
        return SheetCell(Holds.ERROR, why)
    text = "\n".join(it.text.strip() for it in cell.texts).strip()
    return SheetCell(Holds.TEXT, text) if text else None
