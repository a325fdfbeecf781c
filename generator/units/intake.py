"""Which files are filings: what a name, a folder or a pattern means."""

import glob
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from generator.vocabulary import FILING_SUFFIXES

NO_FILING = "_"
_ASIDE = (NO_FILING, ".", "~")


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
    top = os.path.join(folder, "").count(os.sep)
    for place, folders, names in os.walk(folder, onerror=onerror):
        deep = depth is not None and os.path.join(place, "").count(os.sep) - top >= depth
        folders[:] = [] if deep else sorted(n for n in folders if not n.startswith(_ASIDE))
        filings = sorted(n for n in names if can_be_filing(n) and not n.startswith(_ASIDE))
        yield from (os.path.join(place, name) for name in filings)


def can_be_filing(name: str) -> bool:
    """Whether a file's name is one that a filing can have."""
    return name.lower().endswith(FILING_SUFFIXES)
