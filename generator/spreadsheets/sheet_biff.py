"""One sheet of an .xls: its cells, formulas told from what is typed, what is merged or hidden.

A formula that no program has computed is stored with an empty text for its result, or with 0 and
the mark that it is still to be computed: neither is taken for a result.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from generator.diagnostics import Fault
from generator.spreadsheets import biff, doubles, refusals
from generator.spreadsheets.allowance import Allowance
from generator.spreadsheets.biff import BiffRecord
from generator.spreadsheets.book_context import UNCOMPUTED, BookContext
from generator.spreadsheets.cells import Area, Holds, SheetCell, Spot, Worksheet
from generator.spreadsheets.limits import MAX_COLUMNS

_FORMULA, _STRING, _NUMBER, _RK, _MULRK = 0x0006, 0x0207, 0x0203, 0x027E, 0x00BD
_LABEL, _LABELSST, _RSTRING, _BOOLERR = 0x0204, 0x00FD, 0x00D6, 0x0205
_ROW, _COLINFO, _MERGED = 0x0208, 0x007D, 0x00E5
_CELL = struct.Struct("<HHH")  # row, column, style
_WORD, _INDEX = struct.Struct("<H"), struct.Struct("<I")
_ROW_SIZE = struct.Struct("<H4xH4xH")  # row, height, flags
_COLUMNS = struct.Struct("<HHH2xH")  # first, last, width, flags
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_NO_NUMBER = b"\xff\xff"
_RESULT_TEXT, _RESULT_TRUTH, _RESULT_ERROR = 0, 1, 2
_TO_COMPUTE = 3  # computed at every change, or when the file is opened
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 1
_UNREADABLE = "这一格的内容读不出来"


@dataclass
class _SheetMaking:
    """A sheet being read."""

    context: BookContext
    sheet: Worksheet
    allowance: Allowance
    faults: list[Fault]
    cells: dict[Spot, SheetCell] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    awaiting: Spot | None = None  # the formula whose text comes in a record of its own

    def put(self, row: int, column: int, cell: SheetCell | None) -> None:
        """Keep a cell; None is one that cannot be read."""
        spot = row + 1, column + 1
        if column >= MAX_COLUMNS:
            raise refusals.damaged(f"第 {row + 1} 行里有一格的位置不对")
        if cell is None or spot in self.cells:
            why = _UNREADABLE if cell is None else "这一格在文件里写了两次"
            refusals.tell(self.faults, why, self.sheet.place(spot))
            return
        if not cell.text and not cell.computed:
            return
        self.allowance.count(1)
        self.cells[spot] = cell

    def put_number(self, row: int, column: int, style: int, digits: str | None) -> None:
        """Keep a number as its style shows it; None is one that cannot be read."""
        cell = None if digits is None else self.context.show_number(digits, style)
        self.put(row, column, cell)


def read(
    stream: bytes,
    extent: tuple[int, int],
    sheet: Worksheet,
    context: BookContext,
    allowance: Allowance,
    faults: list[Fault],
) -> Worksheet:
    """The sheet that lies in a part of the stream, with everything that is read of it."""
    made = _SheetMaking(context, sheet, allowance, faults)
    for record in biff.records(stream, *extent, _TAKERS):
        _TAKERS[record.kind](made, record)
    return replace(
        sheet,
        cells=dict(sorted(made.cells.items())),
        merged=tuple(made.merged),
        hidden_rows=frozenset(made.hidden_rows),
        hidden_columns=frozenset(made.hidden_columns),
    )


def _take_number(made: _SheetMaking, record: BiffRecord) -> None:
    row, column, style = _CELL.unpack_from(record.data)
    made.put_number(row, column, style, doubles.unpack(record.data[6:14]))


def _take_rk(made: _SheetMaking, record: BiffRecord) -> None:
    row, column, style = _CELL.unpack_from(record.data)
    made.put_number(row, column, style, doubles.unpack_rk(record.data[6:10]))


def _take_rks(made: _SheetMaking, record: BiffRecord) -> None:
    row, first = struct.unpack_from("<HH", record.data)
    for number, start in enumerate(range(4, len(record.data) - 7, 6)):
        style = _WORD.unpack_from(record.data, start)[0]
        digits = doubles.unpack_rk(record.data[start + 2 : start + 6])
        made.put_number(row, first + number, style, digits)


def _take_shared(made: _SheetMaking, record: BiffRecord) -> None:
    row, column, _ = _CELL.unpack_from(record.data)
    number = _INDEX.unpack_from(record.data, 6)[0]
    texts = made.context.texts
    found = SheetCell(Holds.TEXT, texts[number]) if number < len(texts) else None
    made.put(row, column, found)


def _take_label(made: _SheetMaking, record: BiffRecord) -> None:
    row, column, _ = _CELL.unpack_from(record.data)
    made.put(row, column, SheetCell(Holds.TEXT, biff.text(record.data, 6, record.more)))


def _take_truth_or_error(made: _SheetMaking, record: BiffRecord) -> None:
    row, column, _ = _CELL.unpack_from(record.data)
    made.put(row, column, _truth_or_error(record.data[6], bool(record.data[7]), False))


def _truth_or_error(value: int, is_error: bool, computed: bool) -> SheetCell | None:
    if is_error:
        name = _ERRORS.get(value)
        return None if name is None else SheetCell(Holds.ERROR, name, computed)
    return SheetCell(Holds.TRUTH, "TRUE" if value else "FALSE", computed)


def _take_formula(made: _SheetMaking, record: BiffRecord) -> None:
    row, column, style = _CELL.unpack_from(record.data)
    result = record.data[6:14]
    made.awaiting = None
    if result[6:] != _NO_NUMBER:
        context = made.context._replace(to_compute=bool(record.data[14] & _TO_COMPUTE))
        digits = doubles.unpack(result)
        cell = None if digits is None else context.show_number(digits, style, True)
    elif result[0] in (_RESULT_TRUTH, _RESULT_ERROR):
        cell = _truth_or_error(result[2], result[0] == _RESULT_ERROR, True)
    else:
        cell = UNCOMPUTED
        made.awaiting = (row + 1, column + 1) if result[0] == _RESULT_TEXT else None
    made.put(row, column, cell)


def _take_result(made: _SheetMaking, record: BiffRecord) -> None:
    if made.awaiting is not None and made.awaiting in made.cells:
        text = biff.text(record.data, 0, record.more)
        made.cells[made.awaiting] = SheetCell(Holds.TEXT, text, True)
    made.awaiting = None


def _take_row(made: _SheetMaking, record: BiffRecord) -> None:
    row, height, flags = _ROW_SIZE.unpack_from(record.data)
    if flags & _ROW_HIDDEN or not height:
        made.hidden_rows.add(row + 1)


def _take_columns(made: _SheetMaking, record: BiffRecord) -> None:
    first, last, width, flags = _COLUMNS.unpack_from(record.data)
    if flags & _COLUMN_HIDDEN or not width:
        made.hidden_columns.update(made.allowance.list_columns(first + 1, last + 1))


def _take_merges(made: _SheetMaking, record: BiffRecord) -> None:
    made.merged += made.allowance.keep_merges(_list_areas(record.data))


def _list_areas(data: bytes) -> Iterator[Area]:
    for start in range(2, len(data) - 7, 8):
        top, bottom, left, right = struct.unpack_from("<HHHH", data, start)
        yield Area(top + 1, left + 1, bottom + 1, right + 1)


_TAKERS: dict[int, Callable[[_SheetMaking, BiffRecord], None]] = {
    _NUMBER: _take_number,
    _RK: _take_rk,
    _MULRK: _take_rks,
    _LABELSST: _take_shared,
    _LABEL: _take_label,
    _RSTRING: _take_label,
    _BOOLERR: _take_truth_or_error,
    _FORMULA: _take_formula,
    _STRING: _take_result,
    _ROW: _take_row,
    _COLINFO: _take_columns,
    _MERGED: _take_merges,
}
