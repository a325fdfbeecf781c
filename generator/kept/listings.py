"""The names in a folder, read once as long as the system tells that nothing in it changed.

Many units may draw on one folder with the files of all: a list read again for each of them would
cost as much as all the rest.
"""

import os
import time
from functools import cached_property, lru_cache
from hashlib import sha256

from generator.kept import noted, stamp
from generator.kept.stamp import Stamp


class FolderNames:
    """The names of all that is in a folder, sorted; the same object as long as it is the same."""

    def __init__(self, names: list[str]) -> None:
        self.names = tuple(sorted(names))

    @cached_property
    def fingerprint(self) -> str:
        """The fingerprint of the names."""
        return sha256("\n".join(self.names).encode("utf-8", "surrogateescape")).hexdigest()


def read(folder: str) -> FolderNames:
    """What is in a folder; an `OSError` where nobody can tell."""
    taken = _take(folder)
    # Only what was not just now changed tells every further change by its times.
    if taken is None or not taken.is_settled(time.time_ns()):
        found = FolderNames(os.listdir(folder))
    else:
        found = _list(folder, taken)
    noted.note(folder, found.fingerprint)
    return found


@lru_cache(maxsize=32)
def _list(folder: str, _: Stamp) -> FolderNames:
    return FolderNames(os.listdir(folder))


def _take(folder: str) -> Stamp | None:
    """A folder's stamp; None where none tells every change (`stamps`).

    It is opened for that: a file server's client may answer a mere question from memory.
    """
    if os.name == "nt":
        return None
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NONBLOCK)
    try:
        return stamp.of(os.fstat(descriptor))
    finally:
        os.close(descriptor)
