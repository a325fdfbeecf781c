"""The records of which an .xls is a line ([MS-XLS]), and the texts in them."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from generator.kept import reading
from generator.spreadsheets import refusals
from generator.spreadsheets.limits import MAX_TEXTS

_BOF, _EOF = 0x0809, 0x000A
_CONTINUES = b"\x3c\x00"
_HEAD = struct.Struct("<HH")
_LENGTH = struct.Struct("<H")
_LONG = struct.Struct("<I")
_TEXT_HEAD = struct.Struct("<HB")
# How a text is kept: its characters in two bytes, followed by readings, by runs of looks.
_WIDE, _EXTENDED, _RICH = 1, 4, 8


class BiffRecord(NamedTuple):
    """One record: its kind, its bytes, and those of the records that continue it."""

    kind: int
    data: bytes
    more: list[bytes]


def records(stream: bytes, position: int, end: int) -> Iterator[BiffRecord]:
    """The records of the part that begins at a position and ends before another, without the parts
    within it (charts); one that ends too late is an `UnusableError`.
    """
    depth = 0
    while True:
        kind, start, position = _head(stream, position, end)
        data, more = stream[start:position], []
        while stream.startswith(_CONTINUES, position):
            _, start, position = _head(stream, position, end)
            more.append(stream[start:position])
        depth += (kind == _BOF) - (kind == _EOF)
        if not depth:
            return
        if depth == 1:
            yield BiffRecord(kind, data, more)


def _head(stream: bytes, position: int, end: int) -> tuple[int, int, int]:
    """The kind of the record at a position, where its bytes begin, and where the next one is."""
    start = position + _HEAD.size
    if start <= end:
        kind, size = _HEAD.unpack_from(stream, position)
        if start + size <= end:
            return kind, start, start + size
    raise refusals.damaged("内容到中途就没有了")


def short_text(data: bytes, start: int) -> str:
    """A text of at most 255 characters, as names of sheets are kept."""
    wide = data[start + 1] & _WIDE
    size = data[start] << wide
    return _decode(data[start + 2 : start + 2 + size], wide)


def text(data: bytes, start: int, more: list[bytes]) -> str:
    """A text that stands in a record by itself, and may go on in the records after it."""
    return Texts([data[start:], *more]).read()


def _decode(raw: bytes, wide: int) -> str:
    return raw.decode("utf-16-le", errors="replace") if wide else raw.decode("latin-1")


class Texts:
    """Texts one after the other in a record and those that continue it."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces
        self._piece, self._at, self._next = pieces[0], 0, 1

    def read(self) -> str:
        """The next text, without its looks and readings."""
        if self._at >= len(self._piece):
            self._turn()
        count, flags = _TEXT_HEAD.unpack_from(self._piece, self._at)
        self._at += _TEXT_HEAD.size
        behind = 0
        if flags & _RICH:
            behind += 4 * _LENGTH.unpack_from(self._piece, self._at)[0]
            self._at += _LENGTH.size
        if flags & _EXTENDED:
            behind += _LONG.unpack_from(self._piece, self._at)[0]
            self._at += _LONG.size
        found = self._take(count, flags & _WIDE)
        self._skip(behind)
        return reading.with_plain_line_ends(found)

    def _take(self, count: int, wide: int) -> str:
        found = ""
        while True:
            raw = self._piece[self._at : self._at + (count << wide)]
            self._at += len(raw)
            found += _decode(raw, wide)
            count -= len(raw) >> wide
            if count <= 0:
                return found
            self._turn()
            wide = self._piece[0] & _WIDE  # said again where a text goes on
            self._at = 1

    def _skip(self, count: int) -> None:
        self._at += count
        while self._at > len(self._piece):
            beyond = self._at - len(self._piece)
            self._turn()
            self._at = beyond

    def _turn(self) -> None:
        if self._next >= len(self._pieces):
            raise refusals.damaged("文字到中途就没有了")
        self._piece, self._at = self._pieces[self._next], 0
        self._next += 1


def shared_texts(data: bytes, more: list[bytes]) -> list[str]:
    """The texts that cells share, in their order."""
    count = _LONG.unpack_from(data, 4)[0]
    texts = Texts([data[8:], *more])
    if count > MAX_TEXTS:
        raise refusals.oversize(f"不同的文字超过 {MAX_TEXTS // 10_000} 万个")
    return [texts.read() for _ in range(count)]
