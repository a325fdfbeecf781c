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
from generator.outputs.data_text import Whose
from generator.vocabulary import UNIT_WORD

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
    """A file of data as its rows are written, document after document.

    What describes it once it is whole: its `title`, its `terms`, which files were `left_out`.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.digest = stream, hashlib.sha256()
        self.size = self.rows = self.documents = 0
        self.title, self.terms, self.left_out = "", list[OpenTerms](), list[str]()
        # What each unit called itself, and in which file, by all else that its rows say.
        self._known: dict[Whose, dict[str, tuple[tuple[str, str], ...]]] = {}
        self._write(data_text.head())

    def add(self, rows: bytes, file: str) -> None:
        """Write the rows of a document, which are text already, made of a file; what came before
        is a `UnfitDataError`: nobody could add it up.
        """
        if whose := data_text.name_first(rows):
            self._claim(whose, file)
        self._write(rows)
        self.rows += rows.count(b"\r\n")
        self.documents += 1

    def _claim(self, whose: Whose, file: str) -> None:
        """Know from now on whose rows are here; one that does not say which of a department's
        and its own unit's it is may be either.
        """
        known = self._known.setdefault(whose._replace(unit="", own_word=""), {})
        claims = known.get(whose.unit, ())
        for word, before in claims:
            if word == whose.own_word or not (word and whose.own_word):
                raise UnfitDataError(_tell_twice(whose, file, before, word))
        known[whose.unit] = (*claims, (whose.own_word, file))

    def _write(self, text: bytes) -> None:
        self.stream.write(text)
        self.digest.update(text)
        self.size += len(text)

    def tell(self) -> DataFile:
        """What was written so far."""
        digest = self.digest.hexdigest()
        return DataFile(self.size, digest, self.rows, self.documents, len(self.left_out))


def _tell_twice(whose: Whose, file: str, before: str, word: str) -> Fault:
    """What is said of a second time; it may be another document where one of two says no word."""
    sure, named = whose.own_word == word != "", " ".join(filter(None, whose))
    message = f"同一份数据有两次：{named}，另一次在 {before}"
    help_ = "留下一份，另一份移走；数据没有写"
    if not sure:
        message = f"分不出是不是同一份数据：{named}，有一份认不出{UNIT_WORD}，另一份在 {before}"
        help_ = "是同一份的，移走一份；不是的，连同填报文件公开；数据没有写"
    return Fault("W704", message, Place(file, 1, 1), help=help_)


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
    for name, is_ours in ((DATA_FILE, _begins_so), (PACKAGE_FILE, _names_producer)):
        file = folder / name
        if os.path.lexists(file) and not (os.path.isfile(file) and is_ours(file)):
            message = f"这个文件不是本系统写的，没有覆盖：{file}"
            return Fault("W702", message, Place(str(file), 1, 1), help=_FOREIGN)
    return None


def _begins_so(file: Path) -> bool:
    """Whether a file begins as those of data do, or did."""
    heads = data_text.head(), data_text.former_head()
    with suppress(OSError), file.open("rb") as stream:
        return stream.read(max(map(len, heads))).startswith(heads)
    return False


def _names_producer(file: Path) -> bool:
    with suppress(OSError):
        return f'"{PRODUCER}"'.encode() in reading.read(file, _MOST)
    return False
