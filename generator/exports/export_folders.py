"""What lies in a folder of exports, and which of it is called a unit's; looked at once for all."""

import os
import re
from functools import lru_cache
from typing import NamedTuple

from generator.exports import labels
from generator.filing.legible import fold
from generator.kept import listings, noted
from generator.kept.listings import FolderNames

SUFFIXES = (".xls", ".xlsx", ".et", ".csv", ".ods", ".xlsm")
ASIDE = ("_", ".", "~")
_BEGUN = re.compile(r"(?<![0-9A-Za-z])[0-9]+")  # a number that a code may begin with
_FIRST = re.compile(r"[0-9]+")


class ExportOwner(NamedTuple):
    """The unit whose figures are looked for."""

    name: str
    code: str

    def is_in(self, file_name: str) -> bool:
        """Whether a file's name says that it is the unit's."""
        stem, words = _read_name(file_name)
        code = fold(self.code)
        if self.name and labels.unit_name(self.name) in words:
            return True
        around = rf"(?<![0-9A-Za-z]){re.escape(code)}(?![0-9])"
        return bool(code) and bool(re.search(around, stem))


def _read_name(file_name: str) -> tuple[str, frozenset[str]]:
    """A file's name without its ending, as it is compared, and that and all words in it."""
    stem = fold(os.path.splitext(file_name)[0])
    name = labels.unit_name(stem)
    return stem, frozenset((name, *re.split(r"[-_.,+—()（）\[\]【】]", name)))


class ExportFolder:
    """What lies in a folder, but for what stands aside, in the order of the names."""

    def __init__(self, folder: str, names: tuple[str, ...]) -> None:
        self.folder = folder
        self.paths = tuple(os.path.join(folder, it) for it in names if not it.startswith(ASIDE))
        self.exports = tuple(filter(is_export, self.paths))
        self._by_word: dict[str, list[str]] = {}
        self._by_number: dict[str, list[str]] = {}
        for path in self.paths:
            stem, words = _read_name(os.path.basename(path))
            for word in words:
                self._by_word.setdefault(word, []).append(path)
            for number in set(_BEGUN.findall(stem)):
                self._by_number.setdefault(number, []).append(path)

    def list_called(self, owner: ExportOwner) -> list[str]:
        """What is called a unit's; of many only what may be is asked."""
        code = fold(owner.code)
        number = _FIRST.match(code)
        near = self._by_number.get(number[0], ()) if number else self.paths if code else ()
        found = {*self._by_word.get(labels.unit_name(owner.name), ()), *near}
        return sorted(it for it in found if owner.is_in(os.path.basename(it)))


def look(folder: str) -> ExportFolder:
    """What lies in a folder; nothing of one that cannot be opened."""
    try:
        return _look(folder, listings.read(folder))
    except OSError:
        noted.note(folder, None)
        return ExportFolder(folder, ())


@lru_cache(maxsize=8)
def _look(folder: str, listing: FolderNames) -> ExportFolder:
    return ExportFolder(folder, listing.names)


def is_export(path: str) -> bool:
    """Whether a file may be an export by its name."""
    return path.lower().endswith(SUFFIXES)
