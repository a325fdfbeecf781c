"""Which content each file had that something was made of, noted as it is read.

Nobody can tell afterwards: a file may change while something is made of it, and no time says so
for certain (a system counts them in steps, a file server by a clock of its own).
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from generator.kept import library, own_folder

# Nothing's fingerprint: what is recorded with it is done again the next time.
UNSETTLED = ""
# Fingerprints by name; None: there was nothing that could be read.
Noted = Mapping[str, str | None]


class _Notes(NamedTuple):
    """What was noted, and where the program's own files lie, which `of_packs` and seals tell."""

    found: dict[str, str | None]
    own: tuple[str, ...]


_notes: ContextVar[_Notes | None] = ContextVar("_notes", default=None)


@contextmanager
def noting() -> Iterator[Noted]:
    """As long as this lasts, all that is read here is noted under its name."""
    root = library.current()
    folders = *(root / it for it in library.FOLDERS), own_folder.folder()
    notes = _Notes({}, tuple(os.path.join(it, "") for it in folders))
    before = _notes.set(notes)
    try:
        yield notes.found
    finally:
        _notes.reset(before)


def note_content(path: str | os.PathLike[str], content: bytes) -> None:
    """Note what a file held."""
    notes = _notes.get()
    if notes is not None and not os.fspath(path).startswith(notes.own):
        note(path, sha256(content).hexdigest())


def note(path: str | os.PathLike[str], fingerprint: str | None) -> None:
    """Note what stood somewhere; where two answers differ, nobody can say."""
    notes = _notes.get()
    if notes is not None:
        name = str(Path(path))
        if notes.found.setdefault(name, fingerprint) != fingerprint:
            notes.found[name] = UNSETTLED


def is_there(path: str | os.PathLike[str]) -> bool:
    """Whether anything bears a name; that nothing does is noted."""
    found = os.path.exists(path)  # false, too, for a name that cannot be
    if not found:
        note(path, None)
    return found


def find(path: str | os.PathLike[str]) -> str | None:
    """The fingerprint that was noted of a file so far, if there is one."""
    notes = _notes.get()
    return None if notes is None else notes.found.get(str(Path(path)))
