"""The files in which tables of single records may stand: which there are, what each holds."""

import os
import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from generator.diagnostics import Fault
from generator.exports import export_folders, finding, record_sheets, word_sheets
from generator.exports.export_folders import ExportFolder, ExportOwner
from generator.exports.record_sheets import RecordTable
from generator.filing import marked
from generator.kept import by_content
from generator.packs.record_forms import RecordForm

FEW, MOST_OPENED = 24, 100  # of a folder's files that are not called the unit's
MOST_NAMED = 6
_NUMBER = re.compile(r"(\d+)")


class LookedInto(NamedTuple):
    """What was found in a file; `fault` is why it could not be read.

    `is_only`: it holds nothing else; `is_made`: we have printed it; `is_filing`: it is a filing
    itself; `says_whose`: its sheets say of which unit they are, as exports do.
    """

    path: str
    tables: tuple[RecordTable, ...]
    is_only: bool
    fault: Fault | None = None
    is_made: bool = False
    is_filing: bool = False
    says_whose: bool = False


class LeftFiles(NamedTuple):
    """How many files were not to be opened, and the first of them."""

    number: int = 0
    first: tuple[str, ...] = ()


class FolderFiles(NamedTuple):
    """A folder's files: those that are called the unit's, others, and those not to be opened."""

    own: tuple[str, ...]
    others: tuple[str, ...]
    left: LeftFiles


class _FilesByNumber:
    """A folder's files that may hold tables, 2 before 10; by the numbers in their names."""

    def __init__(self, folder: ExportFolder) -> None:
        paths = (it for it in folder.paths if _is_file(it) and not os.path.isdir(it))
        self.files = tuple(sorted(paths, key=order_of))
        self._by_number: dict[str, list[str]] = {}
        self._bare: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        for path in self.files:
            for number in set(_list_numbers(path)):
                self._by_number.setdefault(number, []).append(path)

    def list_nobodys(self, owner: ExportOwner, mine: Collection[str]) -> list[str]:
        """The files that are not `mine` and not called another unit's (`has_other_code`): of many
        the documents alone.
        """
        coded = self._by_number.get(owner.code, [])
        bare, documents = self._list_bare(len(owner.code))
        own = sum(not has_other_code(it, owner) for it in mine)
        if len(coded) + len(bare) - own > MOST_OPENED:
            coded, bare = [*filter(is_word, coded)], documents
        return sorted(sorted({*coded, *bare}.difference(mine)), key=order_of)

    def _list_bare(self, length: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The files with no number that long in their names, and the documents among them."""
        if length not in self._bare:
            bare = [it for it in self.files if length not in map(len, _list_numbers(it))]
            self._bare[length] = tuple(bare), tuple(filter(is_word, bare))
        return self._bare[length]


def is_word(path: str) -> bool:
    """Whether a file is a document by its name."""
    return path.lower().endswith(word_sheets.SUFFIX)


@by_content.keep(4096)  # of a folder with many units' files each is looked at for every unit
def look_into(path: str, forms: tuple[RecordForm, ...]) -> LookedInto:
    """What a file holds; read once as long as it stays the same."""
    if is_word(path):
        sheets, faults, is_made = word_sheets.read(path)
    else:
        book, faults = finding.read_book(path)
        sheets, is_made = book.sheets if book else (), False
    found = [record_sheets.find(it, forms) for it in sheets]
    is_only = any(found) and all(of or not it.cells for of, it in zip(found, sheets, strict=True))
    tables, fault = tuple(it for of in found for it in of), next(iter(faults), None)
    of_unit = not (is_word(path) or is_only)
    is_filing = of_unit and marked.is_marked(path)
    says_whose = of_unit and finding.says_whose(path)  # now, while the file is at hand
    return LookedInto(path, tables, is_only, fault, is_made, is_filing, says_whose)


def list_files(folder: str, owner: ExportOwner, is_shared: bool) -> FolderFiles:
    """A folder's files; what lies in a folder that is called the unit's is its own.

    Of many others, those that are called another unit's are left where units share the folder.
    """
    there = export_folders.look(folder)
    files, called = _sort_files(there).files, sorted(there.list_called(owner), key=order_of)
    own = [it for path in called for it in _list_own(path)]
    mine = set(own).intersection(called)
    if len(files) - len(mine) > (FEW if is_shared else MOST_OPENED):
        others = _sort_files(there).list_nobodys(owner, mine)
    else:
        others = [it for it in files if it not in mine]
    count = len(files) - len(mine) - len(others)
    taken = {*mine, *others}
    first = islice((it for it in files if it not in taken), min(count, MOST_NAMED + 1))
    return FolderFiles(tuple(own), tuple(others), LeftFiles(count, tuple(first)))


@lru_cache(maxsize=8)  # of a folder with many units' files each asks
def _sort_files(folder: ExportFolder) -> _FilesByNumber:
    return _FilesByNumber(folder)


def _list_own(path: str) -> Sequence[str]:
    """What is called a unit's: a file, or all files in a folder."""
    if os.path.isdir(path):
        return _FilesByNumber(export_folders.look(path)).files
    return [path] if _is_file(path) else []


def _is_file(path: str) -> bool:
    """Whether tables may stand in what is called so."""
    return is_word(path) or export_folders.is_export(path)


@lru_cache(maxsize=1 << 15)  # as of the names (`finding`)
def order_of(path: str) -> tuple[tuple[int, str], ...]:
    """What files are put in order by: numbers by what they are."""
    parts = _NUMBER.split(os.path.basename(path))
    return tuple((int(it), "") if it.isdecimal() else (0, it) for it in parts)


def has_other_code(path: str, owner: ExportOwner) -> bool:
    """Whether a number as long as the unit's code, and not it, stands in a file's name."""
    codes = [it for it in _list_numbers(path) if len(it) == len(owner.code)]
    return bool(codes) and owner.code not in codes


@lru_cache(maxsize=1 << 15)
def _list_numbers(path: str) -> tuple[str, ...]:
    return tuple(_NUMBER.findall(os.path.splitext(os.path.basename(path))[0]))


def name_some(paths: Sequence[str], most: int = MOST_NAMED) -> str:
    """The first names of some files."""
    names = list(dict.fromkeys(map(os.path.basename, paths)))
    return "、".join(names[:most]) + ("等" if len(names) > most else "")
