"""The records of which an .xls is a line ([MS-XLS]), and the texts in them."""

import struct
from collections.abc import Collection, Iterator
from typing import NamedTuple

from generator.kept import reading
from generator.spreadsheets import refusals
from generator.spreadsheets.limits import MAX_TEXTS

_DEEPER = {0x0809: 1, 0x000A: -1}  # where parts begin and end
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


def records(
    stream: bytes, position: int, end: int, wanted: Collection[int]
) -> Iterator[BiffRecord]:
    """The records of some kinds of the part that begins at a position and ends before another,
    without the parts within it (charts); one that ends too late is an `UnusableError`.
    """
    depth = 0
    while True:
        start = position + _HEAD.size
        kind, size = _HEAD.unpack_from(stream, position) if start <= end else (0, end)
        position = start + size
        if position > end:
            raise _torn()
        if kind in _DEEPER:
            depth += _DEEPER[kind]
            if not depth:
                return
        elif kind in wanted and depth == 1:
            data = stream[start:position]
            more, position = _continue(stream, position, end)
            yield BiffRecord(kind, data, more)


def _continue(stream: bytes, position: int, end: int) -> tuple[list[bytes], int]:
    """The bytes of the records that continue one, and where the next begins."""
    more: list[bytes] = []
    while stream.startswith(_CONTINUES, position):
        start = position + _HEAD.size
        if start > end:
            raise _torn()
        position = start + _LENGTH.unpack_from(stream, start - _LENGTH.size)[0]
        if position > end:
            raise _torn()
        more.append(stream[start:position])
    return more, position


def _torn() -> refusals.UnusableError:
    return refusals.damaged("内容到中途就没有了")


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
