"""A folder of open data: the file of figures as it grows, then what describes it.

The file stands under its name only once it is whole; its description, which says its digest, comes
right after it.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from generator.diagnostics import Fault, Place
from generator.kept import reading, writing
from generator.outputs import data_package, data_text
from generator.outputs.data_package import DATA_FILE, PACKAGE_FILE, PRODUCER, DataFile, OpenTerms

_MOST = 1 << 20  # bytes of a description
_FOREIGN = "换一个文件夹，或者把它移走；只有本系统写的数据，才会换成新的"


class UnfinishedError(Exception):
    """Not all of the rows came: nothing is to be written."""


class GrowingData:
    """A file of data as its rows are written, unit after unit."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.digest = stream, hashlib.sha256()
        self.size = self.rows = self.units = self.left_out = 0
        self._write(data_text.head())

    def add(self, rows: bytes) -> None:
        """Write a unit's rows, which are text already."""
        self._write(rows)
        self.rows += rows.count(b"\r\n")
        self.units += 1

    def _write(self, text: bytes) -> None:
        self.stream.write(text)
        self.digest.update(text)
        self.size += len(text)

    def tell(self) -> DataFile:
        """What was written so far."""
        digest = self.digest.hexdigest()
        return DataFile(self.size, digest, self.rows, self.units, self.left_out)


@contextmanager
def open_data(folder: Path) -> Iterator[GrowingData]:
    """A file of data in a folder, to be written row by row; an error leaves all as it was."""
    with writing.stage(folder / DATA_FILE) as stream:
        yield GrowingData(stream)


def describe(folder: Path, file: DataFile, title: str, terms: list[OpenTerms]) -> None:
    """Write what describes the file of data; an `OSError` where that cannot be."""
    said = data_package.describe(file, title, terms)
    writing.write(folder / PACKAGE_FILE, said.encode())


def find_foreign(folder: Path) -> Fault | None:
    """The fault that somebody else's files stand where data is to be written."""
    place = Place(str(folder), 1, 1)
    if os.path.lexists(folder) and not os.path.isdir(folder):
        return Fault("W702", f"这里要一个文件夹，不是文件：{folder}", place, help="换一个名称")
    for name, mark in ((DATA_FILE, data_text.head()), (PACKAGE_FILE, f'"{PRODUCER}"'.encode())):
        file = folder / name
        if os.path.lexists(file) and not _bears(file, mark, anywhere=name == PACKAGE_FILE):
            message = f"这个文件不是本系统写的，没有覆盖：{file}"
            return Fault("W702", message, Place(str(file), 1, 1), help=_FOREIGN)
    return None


def _bears(file: Path, mark: bytes, *, anywhere: bool) -> bool:
    """Whether a plain file begins with a mark, or has it anywhere."""
    with suppress(OSError):
        if os.path.isfile(file):
            if anywhere:
                return mark in reading.read(file, _MOST)
            with file.open("rb") as stream:
                return stream.read(len(mark)) == mark
    return False
