"""A folder of open data: the file of figures as it grows, then what describes it.

Both stand under their names only once both are whole, else what stood there stays.
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


class UnfitDataError(Exception):
    """Rows that cannot be put to the others, as its fault says."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


class GrowingData:
    """A file of data as its rows are written, unit after unit.

    What describes it once it is whole: its `title`, its `terms`, which units were `left_out`.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.digest = stream, hashlib.sha256()
        self.size = self.rows = self.units = 0
        self.title, self.terms, self.left_out = "", list[OpenTerms](), list[str]()
        self._known: dict[tuple[str, ...], str] = {}
        self._write(data_text.head())

    def add(self, rows: bytes, file: str) -> None:
        """Write the rows of a unit, which are text already, made of a file; what came before is a
        `UnfitDataError`: nobody could add it up.
        """
        whose = data_text.name_first(rows)
        if whose and whose in self._known:
            raise UnfitDataError(_tell_twice(whose, file, self._known[whose]))
        self._known[whose] = file
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
        return DataFile(self.size, digest, self.rows, self.units, len(self.left_out))


def _tell_twice(whose: tuple[str, ...], file: str, before: str) -> Fault:
    message = f"同一份数据有两次：{' '.join(whose)}，另一次在 {before}"
    return Fault("W704", message, Place(file, 1, 1), help="留下一份，另一份移走；数据没有写")


@contextmanager
def open_data(folder: Path) -> Iterator[GrowingData]:
    """A file of data in a folder, to be written row by row, and then what describes it; an error
    leaves all as it was, an `OSError` where something cannot be written.
    """
    package, fresh = folder / PACKAGE_FILE, not os.path.lexists(folder)
    before = reading.read(package, _MOST) if os.path.lexists(package) else None
    described = False
    try:
        with writing.stage(folder / DATA_FILE) as stream:
            growing = GrowingData(stream)
            yield growing
            stream.flush()
            said = data_package.describe(growing.tell(), growing.title, growing.terms)
            writing.write(package, said.encode())
            described = True
    except BaseException:
        if described:
            _put_back(package, before)
        if fresh:
            with suppress(OSError):
                folder.rmdir()
        raise


def _put_back(package: Path, before: bytes | None) -> None:
    with suppress(OSError):
        if before is None:
            package.unlink()
        else:
            writing.write(package, before)


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
