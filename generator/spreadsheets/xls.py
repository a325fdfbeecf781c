"""A workbook of Excel 97 to 2003 (.xls) or of WPS (.et): BIFF8 in a compound file.

Read here and not through a library: none tells a formula from what was typed, nor one that was
never computed, and what is damaged has to end in words, in bounded time.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from generator.diagnostics import Fault
from generator.spreadsheets import allowance as bounds
from generator.spreadsheets import biff, compound, dates, refusals, sheet_biff, shown
from generator.spreadsheets.allowance import Allowance
from generator.spreadsheets.biff import BiffRecord
from generator.spreadsheets.book_context import BookContext
from generator.spreadsheets.cells import Worksheet

_BOOK, _OLD_BOOK, _ENCRYPTED = "workbook", "book", "encryptedpackage"
_FILEPASS, _DATEMODE, _FORMAT, _XF, _BOUNDSHEET, _SST = 0x2F, 0x22, 0x041E, 0xE0, 0x85, 0xFC
_GLOBALS = {_FILEPASS, _DATEMODE, _FORMAT, _XF, _BOUNDSHEET, _SST}
_BIFF8 = 0x0600
OLD = "这是 Excel 95 或更早的格式，不能直接读"
_WORKSHEET = 0
_HIDDEN = 3
_WORD = struct.Struct("<H")
_FORMAT_OF_STYLE = struct.Struct("<2xH")
_SHEET_HEAD = struct.Struct("<IBB")


class _Listed(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    position: int
    hidden: bool
    kind: int


def read(raw: bytes, file: str, faults: list[Fault]) -> tuple[Worksheet, ...]:
    """The sheets of a compound file in their order, without those that hold charts only.

    What is wrong with single cells is added to `faults`; any other file is an `UnusableError`.
    """
    try:
        return _read(_find_book(raw), file, faults)
    except (struct.error, IndexError) as error:  # a record shorter than its kind
        raise refusals.damaged("内容不完整") from error


def _find_book(raw: bytes) -> bytes:
    opened = compound.read(raw)
    if _ENCRYPTED in opened.entries:
        raise refusals.locked()
    for name in (_BOOK, _OLD_BOOK):
        if name in opened.entries:
            return opened.stream(name)
    raise refusals.foreign("这个文件不是表格文件（里面没有工作表）")


def _read(stream: bytes, file: str, faults: list[Fault]) -> tuple[Worksheet, ...]:
    if _WORD.unpack_from(stream, 4)[0] != _BIFF8:
        raise refusals.outdated(OLD)
    listed: list[_Listed] = []
    context, allowance = _read_globals(stream, listed), Allowance()
    return tuple(
        sheet_biff.read(stream, extent, sheet, context, allowance, faults)
        for sheet, extent in _measure(listed, len(stream), file)
    )


def _measure(
    listed: list[_Listed], size: int, file: str
) -> Iterator[tuple[Worksheet, tuple[int, int]]]:
    """Each sheet of cells, still empty, and where it lies: no two lie in one place."""
    bounds.check_names([it.name for it in listed])
    positions = sorted({it.position for it in listed})
    if len(positions) != len(listed):
        raise refusals.damaged("工作表的目录不完整")
    ends = dict(zip(positions, (*positions[1:], size), strict=True))
    for it in listed:
        if it.kind == _WORKSHEET:
            yield Worksheet(file, it.name, hidden=it.hidden), (it.position, ends[it.position])


def _read_globals(stream: bytes, listed: list[_Listed]) -> BookContext:
    texts: list[str] = []
    formats: dict[int, str] = {}
    styles: list[int] = []
    from_1904 = False
    for record in biff.records(stream, 0, len(stream), _GLOBALS):
        data = record.data
        if record.kind == _FILEPASS:
            raise refusals.locked()
        if record.kind == _SST:
            texts = biff.shared_texts(data, record.more)
        elif record.kind == _FORMAT:
            formats[_WORD.unpack_from(data)[0]] = biff.text(data, 2, record.more)
        elif record.kind == _XF:
            styles += _FORMAT_OF_STYLE.unpack_from(data)
        elif record.kind == _BOUNDSHEET:
            listed.append(_list_sheet(record))
        elif record.kind == _DATEMODE:
            from_1904 = bool(_WORD.unpack_from(data)[0])
    kinds, looks = dates.find_kinds(formats, styles), shown.find_looks(formats, styles)
    return BookContext(texts, kinds, from_1904, looks=looks)


def _list_sheet(record: BiffRecord) -> _Listed:
    position, state, kind = _SHEET_HEAD.unpack_from(record.data)
    return _Listed(biff.short_text(record.data, 6), position, bool(state & _HIDDEN), kind)
