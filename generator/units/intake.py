"""Which files are filings: what a name, a folder or a pattern means."""

import glob
import os
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from generator.filing import marked
from generator.filing.legible import fold
from generator.vocabulary import DOCUMENT_KIND, FILING_SUFFIXES, WORKBOOK_SUFFIXES

NO_FILING = "_"
_ASIDE = (NO_FILING, ".", "~")
# What programs make that people also fill in, and what holds no text that begins like a filing.
_OF_PROGRAMS = (".docx", ".doc", ".xlsx", ".xls", ".wps", ".et", ".json")
_NO_TEXT = (
    *_OF_PROGRAMS[:-1],
    ".md",
    ".pdf",
    ".zip",
    ".rar",
    ".7z",
    ".html",
    ".htm",
    ".png",
    ".jpg",
)
# What editors and people add to the name of what they put aside.
_LEFT_BEHIND = ("~", ".bak", ".old", ".orig", ".swp")
_HEAD = 2048
_BEGINS = re.compile(rf"\s*[{{\"']*{DOCUMENT_KIND}[\"']?\s*[:：]")


def find(names: Sequence[str]) -> list[Path]:
    """The filings that names mean, each once: files, folders with all they hold, patterns.

    A file whose name begins with “_” belongs to many units and is no filing of its own.
    """
    found: dict[str, Path] = {}
    for name in names:
        for path in _list_meant(name):
            if not os.path.basename(path).startswith(NO_FILING):
                found.setdefault(os.path.abspath(path), Path(path))
    return list(found.values())


def _list_meant(name: str) -> Iterator[str]:
    for path in expand(name):
        yield from _list_under(path) if os.path.isdir(path) else [path]


def expand(name: str) -> list[str]:
    """What a name means: itself, or all that fits it as a pattern.

    Windows hands patterns on as they were typed. One that fits nothing is told as a file.
    """
    if not glob.has_magic(name) or os.path.exists(name):
        return [name]
    return sorted(glob.glob(name, recursive=True), key=_sorting_key) or [name]


def _list_under(folder: str) -> list[str]:
    """The filings in a folder; a folder that cannot be read is meant too, so that it is told."""
    closed: list[OSError] = []
    paths = [*walk(folder, onerror=closed.append)]
    return sorted([*paths, *(str(error.filename) for error in closed)], key=_sorting_key)


def _sorting_key(path: str) -> list[str]:
    """What filings are put in order by; a copy (`126 - 副本`) comes after what it is a copy of."""
    return os.path.splitext(path)[0].split(os.sep)


def walk(
    folder: str, depth: int | None = None, onerror: Callable[[OSError], object] | None = None
) -> Iterator[str]:
    """The filings in a folder and, to a depth, in its folders; links are not followed.

    What programs hide or leave behind (`.git`, `~$a.yaml`) is none, nor what lies in `_旧`.
    """
    return filter(_is_filing, _list_all(folder, depth, onerror))


def _list_all(
    folder: str, depth: int | None = None, onerror: Callable[[OSError], object] | None = None
) -> Iterator[str]:
    top = os.path.join(folder, "").count(os.sep)
    for place, folders, names in os.walk(folder, onerror=onerror):
        deep = depth is not None and os.path.join(place, "").count(os.sep) - top >= depth
        folders[:] = [] if deep else sorted(n for n in folders if not n.startswith(_ASIDE))
        yield from (os.path.join(place, n) for n in sorted(names) if not n.startswith(_ASIDE))


def are_many(names: Sequence[str]) -> bool:
    """Whether names mean whole folders or patterns: then what they lack is worth a word."""
    return any(os.path.isdir(name) or glob.has_magic(name) for name in names)


def find_passed_over(names: Sequence[str], known: Collection[str] = ()) -> list[str]:
    """What looks like a filing in the folders that are meant, and has not the name of one.

    `known` are the codes and names of units, folded: a file that is called so is meant as theirs.
    """
    folders = (path for name in names for path in expand(name) if os.path.isdir(path))
    found = (it for folder in folders for it in _list_all(folder) if _looks_like_one(it, known))
    return list(dict.fromkeys(found))


def _looks_like_one(path: str, known: Collection[str]) -> bool:
    """A suffix too many, a text that begins as filings do, or a unit's code or name for a name.

    A workbook that nobody can look into may be one, whatever its name.
    """
    if path.lower().endswith(FILING_SUFFIXES):
        return False
    if marked.is_workbook(path) and marked.is_locked(path):
        return True
    left = next((end for end in _LEFT_BEHIND if path.lower().endswith(end)), "")
    stem, suffix = (path.removesuffix(path[-len(left) :]), left) if left else os.path.splitext(path)
    if can_be_filing(stem):
        return not os.path.exists(stem)
    named = os.path.basename(stem)
    # Beside the unit's filing, or in a folder of exports beside it.
    above = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(stem))), named)
    if any(os.path.exists(stem + own) for own in FILING_SUFFIXES):
        return False
    if any(os.path.exists(above + own) for own in (*FILING_SUFFIXES, *WORKBOOK_SUFFIXES)):
        return False
    if suffix.lower() in _OF_PROGRAMS and (named.isdecimal() or fold(named) in known):
        return not (marked.is_workbook(path) and marked.is_marked(path))
    return suffix.lower() not in _NO_TEXT and _begins_like_one(path)


def _begins_like_one(path: str) -> bool:
    try:
        if not os.path.isfile(path):
            return False
        with open(path, "rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return False
    lines = head.decode("utf-8-sig", "replace").splitlines()
    return any(_BEGINS.match(line) for line in lines)


def can_be_filing(name: str) -> bool:
    """Whether a file's name is one that a filing can have."""
    return name.lower().endswith(FILING_SUFFIXES) or marked.is_workbook(name)


def _is_filing(path: str) -> bool:
    """Whether a file in a folder is a filing: of spreadsheets only what says that it is one."""
    return can_be_filing(path) and (not marked.is_workbook(path) or marked.is_marked(path))
