"""A spreadsheet as blocks: each sheet a heading, its titles and notes, and a table between them."""

from collections.abc import Iterator, Mapping, Sequence

from generator.diagnostics import FormPlace, Place
from generator.published import units
from generator.published.blocks import (
    Gap,
    ReadBlock,
    ReadCell,
    ReadDocument,
    ReadParagraph,
    ReadTable,
)
from generator.spreadsheets.cells import Area, Holds, SheetCell, Spot, Spreadsheet, Worksheet

_SAID = {Holds.TEXT, Holds.DATE}
_TOLD = {Holds.ERROR: "错误值", Holds.UNCOMPUTED: "公式没有结果"}

_NOTHING = SheetCell(Holds.TEXT, "")  # in cells that are merged and empty

Row = tuple[tuple[Spot, SheetCell], ...]


def read(book: Spreadsheet, kind: str) -> ReadDocument:
    """The blocks of a spreadsheet's sheets; what is hidden is a gap."""
    blocks: list[ReadBlock] = []
    gaps: list[Gap] = []
    for sheet in book.sheets:
        if sheet.hidden:
            gaps.append(Gap(f"隐藏的工作表“{sheet.name}”", sheet.place((1, 1))))
            continue
        number = sum(isinstance(block, ReadTable) for block in blocks) + 1
        blocks += _blocks_of(sheet, number)
        gaps += _gaps_of(sheet)
    return ReadDocument(book.file, kind, tuple(blocks), tuple(gaps))


def names_sheet(block: ReadBlock) -> bool:
    """Whether a block is the name of a sheet, which nobody prints."""
    return (
        isinstance(block, ReadParagraph)
        and not isinstance(block.place, FormPlace)
        and block.level > 0
    )


def _blocks_of(sheet: Worksheet, number: int) -> Iterator[ReadBlock]:
    rows = _shown(sheet)
    if sheet.name and rows:
        yield ReadParagraph(sheet.name, sheet.place((1, 1)), 1)
    alone = [_is_alone(row) for row in rows]
    first = alone.index(False) if False in alone else len(rows)
    last = len(rows) - alone[::-1].index(False) if False in alone else len(rows)
    yield from (_paragraph(sheet, row) for row in rows[:first])
    if first < last:
        yield _table(sheet, rows[first:last], number)
    yield from (_paragraph(sheet, row) for row in rows[last:])


def _shown(sheet: Worksheet) -> list[Row]:
    """The cells that are shown, row by row; rows without any are left out."""
    rows: dict[int, list[tuple[Spot, SheetCell]]] = {}
    for spot, cell in sorted(sheet.cells.items()):
        if spot[0] not in sheet.hidden_rows and spot[1] not in sheet.hidden_columns:
            rows.setdefault(spot[0], []).append((spot, cell))
    return [tuple(row) for row in rows.values()]


def _is_alone(row: Row) -> bool:
    """Whether a row is a title, a unit or a note: words in one cell, or beside a unit of money."""
    told = all(cell.holds in _SAID for _, cell in row)
    return told and (len(row) == 1 or any(units.is_line(cell.text) for _, cell in row))


def _paragraph(sheet: Worksheet, row: Row) -> ReadParagraph:
    text = " ".join(cell.text for _, cell in row)
    return ReadParagraph(text, sheet.place(row[0][0]))


def _table(sheet: Worksheet, rows: Sequence[Row], number: int) -> ReadTable:
    lines = {row[0][0][0]: at for at, row in enumerate(rows)}
    shown = {spot for row in rows for spot, _ in row}
    left = min(column for _, column in shown)
    areas = {(area.top, area.left): area for area in sheet.merged}
    there = [dict(row) for row in rows]
    for spot in areas:
        if spot[0] in lines and spot[1] >= left and spot not in shown:
            there[lines[spot[0]]][spot] = _NOTHING
    read_rows = []
    for at, spots in enumerate(there):
        cells = (
            _cell(sheet, spot, cell, at, left)._replace(rows=down, columns=across)
            for spot, cell in sorted(spots.items())
            for down, across in [_span(areas.get(spot), lines)]
        )
        read_rows.append(tuple(cells))
    width = max(cell.end for row in read_rows for cell in row)
    return ReadTable(tuple(read_rows), width, number, sheet.place(rows[0][0][0]))


def _cell(sheet: Worksheet, spot: Spot, cell: SheetCell, row: int, left: int) -> ReadCell:
    place: Place = sheet.place(spot)
    return ReadCell(row, spot[1] - left, cell.text.strip(), place)


def _span(area: Area | None, lines: Mapping[int, int]) -> tuple[int, int]:
    """How many rows and columns a merged cell takes of those that are shown."""
    if area is None:
        return 1, 1
    down = sum(area.top <= line <= area.bottom for line in lines)
    return max(down, 1), area.right - area.left + 1


def _gaps_of(sheet: Worksheet) -> Iterator[Gap]:
    for spot, cell in sorted(sheet.cells.items()):
        hidden = spot[0] in sheet.hidden_rows or spot[1] in sheet.hidden_columns
        if hidden:
            yield Gap(f"隐藏的格“{cell.text}”", sheet.place(spot))
        elif cell.holds in _TOLD:
            yield Gap(f"{_TOLD[cell.holds]}{cell.text}", sheet.place(spot))
