"""The directory of a .docx container, read without `zipfile` where it is written plainly.

To load `zipfile` takes as long as to fill a form. What is not plain (a remark, more than the names
beside an entry, names in other letters, a container of 4 GB) has other readings, and is left to it.
"""

import struct
from typing import NamedTuple

_END = struct.Struct("<4s4HLLH")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_END_MARK, _ENTRY_MARK, _LARGE_MARK = b"PK\x05\x06", b"PK\x01\x02", b"PK\x06\x07"
_LARGE = 20  # bytes before the end, where a container of 4 GB says where more is said
_NEWEST = 63  # the highest version that `zipfile` takes


class ListedPart(NamedTuple):
    """What a directory says of a part."""

    name: str
    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    offset: int


def read(raw: bytes) -> list[ListedPart] | None:
    """The parts in their order; None where the directory is not plain."""
    end = len(raw) - _END.size
    if end < _LARGE:
        return None
    mark, *disks, here, count, size, at, remark = _END.unpack_from(raw, end)
    is_large = raw.startswith(_LARGE_MARK, end - _LARGE)
    if mark != _END_MARK or any(disks) or here != count or remark or is_large or at + size != end:
        return None
    parts = list[ListedPart]()
    for _ in range(count):
        found = _read_entry(raw, at)
        if found is None:
            return None
        at += _ENTRY.size + len(found.name)
        parts.append(found)
    return parts if at == end else None


def _read_entry(raw: bytes, at: int) -> ListedPart | None:
    if len(raw) < at + _ENTRY.size:
        return None
    mark, _, needed, flags, method, _, _, *sizes = _ENTRY.unpack_from(raw, at)
    checksum, packed, size, length, extra, remark, disk, _, _, offset = sizes
    begin = at + _ENTRY.size
    name = raw[begin : begin + length]
    plain = length == len(name) and name.isascii() and not set(name) & set(b"\0\\")
    if mark != _ENTRY_MARK or needed > _NEWEST or extra or remark or disk or not (plain and name):
        return None
    return ListedPart(name.decode(), flags, method, checksum, packed, size, offset)
