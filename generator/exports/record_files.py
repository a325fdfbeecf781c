"""The files in which tables of single records may stand: which there are, what each holds."""

import os
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.diagnostics import Fault
from generator.exports import finding, record_sheets, word_sheets
from generator.exports.finding import ExportOwner
from generator.exports.record_sheets import RecordTable
from generator.filing import marked
from generator.packs.record_forms import RecordForm

FEW, MOST_OPENED = 24, 100  # of a folder's files that are not called the unit's
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


class FolderFiles(NamedTuple):
    """A folder's files: those that are called the unit's, others, and those not to be opened."""

    own: tuple[str, ...]
    others: tuple[str, ...]
    left: tuple[str, ...]


def is_word(path: str) -> bool:
    """Whether a file is a document by its name."""
    return path.lower().endswith(word_sheets.SUFFIX)


def look_into(path: str, forms: tuple[RecordForm, ...]) -> LookedInto:
    """What a file holds; read once as long as it stays the same."""
    return _look_into(path, finding.stamp(path), forms)


@lru_cache(maxsize=4096)  # of a folder with many units' files each is looked at for every unit
def _look_into(path: str, stamp: tuple[int, int], forms: tuple[RecordForm, ...]) -> LookedInto:
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
    own, others = list[str](), list[str]()
    for path in _list_folder(folder):
        if os.path.isdir(path):
            if owner.is_in(os.path.basename(path)):
                own += [it for it in _list_folder(path) if not os.path.isdir(it)]
        else:
            (own if owner.is_in(os.path.basename(path)) else others).append(path)
    opened = others
    if len(others) > (FEW if is_shared else MOST_OPENED):
        opened = [it for it in others if not has_other_code(it, owner)]
    if len(opened) > MOST_OPENED:
        opened = [*filter(is_word, opened)]
    taken = set(opened)
    left = [it for it in others if it not in taken]
    return FolderFiles(tuple(own), tuple(opened), tuple(left))


def _list_folder(folder: str) -> list[str]:
    """What may hold tables in a folder, and the folders in it: 2 goes before 10."""
    paths = [
        it
        for it in finding.list_folder(folder)
        if is_word(it) or finding.is_export(it) or os.path.isdir(it)
    ]
    return sorted(paths, key=order_of)


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


def name_some(paths: Sequence[str], most: int = 6) -> str:
    """The first names of some files."""
    names = list(dict.fromkeys(map(os.path.basename, paths)))
    return "、".join(names[:most]) + ("等" if len(names) > most else "")
