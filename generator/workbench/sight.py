"""Whether files are as they were: looked at by their stamps, read where these moved.

What was changed a moment ago is never taken to be as it was. Nothing of it outlives the server, so
that a system that keeps no time of its own (`kept/stamps`) is believed for as long.
"""

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.kept import fingerprints, stamp
from generator.kept.stamp import Stamp


@dataclass
class SeenFiles:
    """Fingerprints of files, taken once until something about the file is another."""

    _known: dict[str, tuple[Stamp, str | None]] = field(default_factory=dict)

    def of(self, file: str) -> str | None:
        """The fingerprint of a file, or of the names in a folder; None where nothing is there."""
        mark, now = _mark(file), time.time_ns()
        known = self._known.get(file)
        if mark is not None and known is not None and known[0] == mark:
            return known[1]
        found = fingerprints.of_export(file)
        if mark is not None and mark.is_settled(now):
            self._known[file] = (mark, found)
        return found


def sign(folder: str, others: Iterable[str] = ()) -> str:
    """What changes whenever anything in a folder does, or one of some other files; "" where
    something has just changed, and equals nothing.
    """
    marks = dict(_list_marks(folder))
    marks.update((file, _mark(file)) for file in others if file not in marks)
    now = time.time_ns()
    if not all(mark.is_settled(now) for mark in marks.values() if mark is not None):
        return ""
    return _sum_up(marks)


def sign_as_seen(folder: str) -> str:
    """What changes whenever anything in a folder does, but for what is done in the same moment."""
    return _sum_up(dict(_list_marks(folder)))


def _sum_up(marks: dict[str, Stamp | None]) -> str:
    told = "\n".join(f"{file}\0{mark and tuple(mark)}" for file, mark in marks.items())
    return fingerprints.of_bytes(told.encode("utf-8", "surrogateescape"))


def _list_marks(folder: str) -> Iterator[tuple[str, Stamp | None]]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            file = os.path.join(place, name)
            yield file, _mark(file)


def _mark(file: str) -> Stamp | None:
    try:
        return stamp.of(os.stat(file))
    except (OSError, ValueError):
        return None
