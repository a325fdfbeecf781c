"""Whether files are as they were: looked at by what the system says of them, read where it moved.

What was changed a moment ago may change again within the same tick of the system's clock, and is
never taken to be as it was.
"""

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.kept import fingerprints

_SETTLED_NS = 1_000_000_000
_Mark = tuple[int, int, int, int]


@dataclass
class SeenFiles:
    """Fingerprints of files, taken once until something about the file is another."""

    _known: dict[str, tuple[_Mark, str | None]] = field(default_factory=dict)

    def of(self, file: str) -> str | None:
        """The fingerprint of a file, or of the names in a folder; None where nothing is there."""
        mark = _mark(file)
        known = self._known.get(file)
        if mark is not None and known is not None and known[0] == mark:
            return known[1]
        found = fingerprints.of_export(file)
        if mark is not None and _is_settled(mark):
            self._known[file] = (mark, found)
        return found


def sign(folder: str, others: Iterable[str] = ()) -> str:
    """What changes whenever anything in a folder does, or one of some other files; "" where
    something has just changed, and equals nothing.
    """
    marks = dict(_list_marks(folder))
    marks.update((file, _mark(file)) for file in others if file not in marks)
    if not all(_is_settled(mark) for mark in marks.values() if mark is not None):
        return ""
    return _sum_up(marks)


def sign_as_seen(folder: str) -> str:
    """What changes whenever anything in a folder does, but for what is done in the same moment."""
    return _sum_up(dict(_list_marks(folder)))


def _sum_up(marks: dict[str, _Mark | None]) -> str:
    told = "\n".join(f"{file}\0{mark}" for file, mark in marks.items())
    return fingerprints.of_bytes(told.encode("utf-8", "surrogateescape"))


def _list_marks(folder: str) -> Iterator[tuple[str, _Mark | None]]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            file = os.path.join(place, name)
            yield file, _mark(file)


def _mark(file: str) -> _Mark | None:
    try:
        found = os.stat(file)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def _is_settled(mark: _Mark) -> bool:
    """Whether the last change is so long ago that one more would show; a time to come is not."""
    return 0 <= time.time_ns() - mark[0] and time.time_ns() - mark[1] > _SETTLED_NS
