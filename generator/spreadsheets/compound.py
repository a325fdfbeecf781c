"""Compound files ([MS-CFB]), in which .xls and encrypted workbooks lie: the streams at their root.

Every chain of sectors is followed through no more sectors than the file has: one that leads in a
circle, or out of the file, is a damaged file.
"""

import struct
from array import array
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.spreadsheets import refusals

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = 512
_SHIFTS = struct.Struct("<30xHH")
_FIELDS = struct.Struct("<44xIIIIIIII")
_ENTRY = struct.Struct("<64sHBB4x4xI36xI8x")  # name, its bytes, kind, child of the root only
_LINKS = struct.Struct("<68xIII")
_LAST = 0xFFFFFFFA  # from here on a sector's number is a mark
_STREAM = 2
_MAX_NAME = 64
_IN_HEADER = 109


class _StreamEntry(NamedTuple):
    name: str
    kind: int
    start: int
    size: int
    links: tuple[int, int, int]  # left, right, child


class Compound(NamedTuple):
    """A compound file, opened: what its root holds, and how its sectors hang together."""

    raw: bytes
    sector: int
    table: "array[int]"
    small: bytes
    small_table: "array[int]"
    cutoff: int
    entries: Mapping[str, _StreamEntry]

    def stream(self, name: str) -> bytes:
        """The bytes of a stream that is there."""
        entry = self.entries[name]
        if entry.size >= self.cutoff:
            data = _follow(self.raw, self.table, entry.start, self.sector, _offset(self.sector))
        else:
            data = _follow(self.small, self.small_table, entry.start, _MAX_NAME, 0)
        return data[: entry.size]


def read(raw: bytes) -> Compound:
    """A compound file; one that is not whole is an `UnusableError`."""
    if len(raw) < _HEADER:
        raise _torn()
    shift, small_shift = _SHIFTS.unpack_from(raw)
    if shift not in (9, 12) or small_shift != 6:
        raise _torn()
    sector = 1 << shift
    _, folder, _, cutoff, small_start, _, more, _ = _FIELDS.unpack_from(raw)
    table = _numbers(b"".join(_list_tables(raw, sector, more)))
    entries = list(_list_entries(_follow(raw, table, folder, sector, _offset(sector))))
    if not entries:
        raise _torn()
    root = entries[0]
    small = b""
    small_table = _numbers(b"")
    if root.size:
        small = _follow(raw, table, root.start, sector, _offset(sector))
        small_table = _numbers(_follow(raw, table, small_start, sector, _offset(sector)))
    found = {it.name.lower(): it for it in _walk(entries, root.links[2]) if it.kind == _STREAM}
    return Compound(raw, sector, table, small, small_table, cutoff, found)


def _torn() -> refusals.UnusableError:
    return refusals.damaged("打不开，可能没有下载完")


def _offset(sector: int) -> int:
    return max(sector, _HEADER)  # the header takes the place of a sector


def _numbers(raw: bytes) -> "array[int]":
    return array("I", struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4]))


def _piece(raw: bytes, number: int, size: int, offset: int) -> bytes:
    """A sector; the last of a file may be short."""
    start = offset + number * size
    if start >= len(raw):
        raise _torn()
    return raw[start : start + size]


def _list_tables(raw: bytes, sector: int, more: int) -> Iterator[bytes]:
    """The sectors of the table of sectors, which the header and further sectors list."""
    listed = list(struct.unpack_from(f"<{_IN_HEADER}I", raw, 76))
    seen: set[int] = set()
    while more < _LAST and more not in seen:
        seen.add(more)
        *numbers, more = _numbers(_piece(raw, more, sector, _offset(sector))) or [_LAST]
        listed += numbers
    numbers = [it for it in listed if it < _LAST]
    if len(set(numbers)) != len(numbers):
        raise _torn()
    for number in numbers:
        yield _piece(raw, number, sector, _offset(sector)).ljust(sector, b"\xff")


def _follow(raw: bytes, table: "array[int]", number: int, size: int, offset: int) -> bytes:
    """The bytes of a chain of sectors."""
    pieces: list[bytes] = []
    while number < _LAST:
        if number >= len(table) or len(pieces) > len(raw) // size:
            raise _torn()
        pieces.append(_piece(raw, number, size, offset))
        number = table[number]
    return b"".join(pieces)


def _list_entries(folder: bytes) -> Iterator[_StreamEntry]:
    for start in range(0, len(folder) - 127, 128):
        name, length, kind, _, _, _ = struct.unpack_from("<64sHBBII", folder, start)
        first, size = struct.unpack_from("<II", folder, start + 116)
        text = name[: max(min(length, _MAX_NAME) - 2, 0)].decode("utf-16-le", errors="replace")
        yield _StreamEntry(text, kind, first, size, _LINKS.unpack_from(folder, start))


def _walk(entries: list[_StreamEntry], first: int) -> Iterator[_StreamEntry]:
    """What lies at the root: its tree of names, without what lies in folders."""
    waiting, seen = [first], set[int]()
    while waiting:
        number = waiting.pop()
        if number < len(entries) and number not in seen:
            seen.add(number)
            yield entries[number]
            waiting += entries[number].links[:2]
