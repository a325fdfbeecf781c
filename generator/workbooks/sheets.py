"""A filing laid out over sheets, cell by cell, before any program's file is made of it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from generator.filing import cell_texts, marked, sheet_map
from generator.filing.sheet_map import SheetMap, WorkbookMap
from generator.money import AmountError, parse_decimal
from generator.spreadsheets.cells import Holds, SheetCell, Spot, Spreadsheet, Worksheet
from generator.vocabulary import FIGURE_KINDS, KIND_YUAN
from generator.workbooks.planning import NO_RULE, FieldRule

HEAD_ROW = 3  # the title, how it is filled, then the headings
MAX_DIGITS = 15  # what a double holds of every number


class FilledCell(NamedTuple):
    """What stands in a cell: nothing (None), a text, or a number as its digits.

    `look`: to be filled, a label, or something that is only shown.
    """

    text: str | None = None
    look: str = "label"
    rule: FieldRule = NO_RULE
    number: bool = False


FILL, LABEL, SHOWN, HINT = "fill", "label", "shown", "hint"


class LaidSheet(NamedTuple):
    """One sheet: what it is a map of, its rows below the headings, and how wide columns are.

    `total`: the columns (from 0) of which the first row is the sum; `spare`: rows to be filled,
    which look like `blank`; `freeze`: how many columns stay in sight; `needed`: cells (row and
    column, from 0) that no filing leaves empty; `due`: something of it has to be filled.
    """

    map: SheetMap
    note: str
    widths: tuple[int, ...]
    rows: tuple[tuple[FilledCell, ...], ...]
    total: tuple[int, ...] = ()
    spare: int = 0
    blank: tuple[FilledCell, ...] = ()
    freeze: int = 1
    needed: tuple[Spot, ...] = ()
    due: bool = False

    @property
    def heads(self) -> tuple[str, ...]:
        """The headings of the columns."""
        return tuple(column.label for column in self.map.columns)

    @property
    def first_row(self) -> int:
        """The number of the first row that can be filled."""
        return HEAD_ROW + 1 + bool(self.total)


def as_number(text: str | None, kind: str) -> Decimal | None:
    """The number that a text of a kind states, if a cell can hold every digit of it."""
    if text is None or kind not in FIGURE_KINDS:
        return None
    try:
        value = parse_decimal(text, 6)
    except AmountError:
        return None
    size = len(value.normalize().as_tuple().digits)
    return value if size <= MAX_DIGITS and value.adjusted() < MAX_DIGITS else None


def fill(text: str | None, rule: FieldRule, kind: str) -> FilledCell:
    """A cell with a text that was typed."""
    value = as_number(text, kind)
    if value is None:
        return FilledCell(text, FILL, rule)
    return FilledCell(f"{value:f}", FILL, rule, number=True)


def read_back(text: str, kind: str) -> str:
    """The text that a number in a cell is read as."""
    value = as_number(text, kind)
    if value is None:
        return text
    return cell_texts.spell(value) if kind == KIND_YUAN else shorten(value)


def shorten(value: Decimal) -> str:
    """The shortest digits of a number, without an exponent."""
    return f"{value.normalize():f}" if value else "0"


def as_spreadsheet(sheets: Sequence[LaidSheet], book: WorkbookMap, file: str) -> Spreadsheet:
    """What would be read of the sheets once they are written."""
    made = [Worksheet(file, sheet.map.title, dict(_list_cells(sheet))) for sheet in sheets]
    rows = enumerate(sheet_map.write(book), 1)
    cells = {
        (row, column): SheetCell(Holds.TEXT, text)
        for row, texts in rows
        for column, text in enumerate(texts, 1)
        if text
    }
    marker = Worksheet(file, marked.MARKER_SHEET, cells, hidden=True)
    return Spreadsheet(file, (*made, marker))


def _list_cells(sheet: LaidSheet) -> Iterator[tuple[tuple[int, int], SheetCell]]:
    yield (1, 1), SheetCell(Holds.TEXT, sheet.map.title)
    for column, label in enumerate(sheet.heads, 1):
        yield (HEAD_ROW, column), SheetCell(Holds.TEXT, label)
    for row, cells in enumerate(sheet.rows, sheet.first_row):
        for column, cell in enumerate(cells, 1):
            if cell.text is not None:
                holds = Holds.NUMBER if cell.number else Holds.TEXT
                text = shorten(Decimal(cell.text)) if cell.number else cell.text
                yield (row, column), SheetCell(holds, text)
