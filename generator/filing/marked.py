"""Whether a spreadsheet file is a filing: what it says itself, found without reading its cells."""

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from generator.kept import reading
from generator.vocabulary import WORKBOOK_SUFFIXES

if TYPE_CHECKING:
    import zipfile

MARKER_SHEET = "_填报簿"  # hidden; what it says: `sheet_map`
MAX_BYTES = 32 * 1024 * 1024
_NAMES = ("xl/workbook.xml", "content.xml")  # where a package lists its sheets
_COMPOUND = b"\xd0\xcf\x11\xe0"
# How the records of an .xls begin, and the one of them that says how the rest is hidden.
_BOOK, _HIDDEN, _MAX_RECORDS = b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x2f\x00", 40
_MAX_LISTED = 32 * 1024 * 1024


def is_workbook(name: str | Path) -> bool:
    """Whether a file's name is one that a workbook has."""
    return os.fspath(name).lower().endswith(WORKBOOK_SUFFIXES)


def is_marked(path: str | Path) -> bool:
    """Whether a file of cells is a filing; one that cannot be read is none."""
    try:
        raw = reading.read(path, MAX_BYTES)
    except OSError:
        return False
    if raw.startswith(b"PK"):
        return any(MARKER_SHEET.encode() in part for part in _list_parts(raw))
    return any(MARKER_SHEET.encode(code) in raw for code in ("utf-16-le", "utf-8"))


def is_locked(path: str | Path) -> bool:
    """Whether a file of cells opens with a password only, so that nobody knows what it is."""
    try:
        raw = reading.read(path, MAX_BYTES)
    except OSError:
        return False
    if not raw.startswith(_COMPOUND):
        return False
    records = [*_list_records(raw)]  # a package that is hidden as a whole has none
    return _HIDDEN in records if records else "EncryptedPackage".encode("utf-16-le") in raw


def _list_records(raw: bytes) -> Iterator[bytes]:
    """The kinds of the first records of an .xls; they are not hidden, whatever they say."""
    at = raw.find(_BOOK)
    for _ in range(_MAX_RECORDS if at >= 0 else 0):
        yield raw[at : at + 2]
        at += 4 + int.from_bytes(raw[at + 2 : at + 4], "little")


def _list_parts(raw: bytes) -> list[bytes]:
    import zipfile  # most filings are text

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            names = [name for name in _NAMES if name in package.namelist()]
            return [_open(package, name) for name in names]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return []


def _open(package: "zipfile.ZipFile", name: str) -> bytes:
    with package.open(name) as part:
        return part.read(_MAX_LISTED)
