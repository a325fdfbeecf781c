"""What the engine itself is: the fingerprint of its own modules' content.

To read them all takes a tenth of what one document takes. So it is kept under what the system says
of each: that is more than Python itself asks before it runs what it has compiled of them.
"""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from generator.kept import fingerprints, stamp, store
from generator.kept.stamp import Stamp

ENGINES = "engines"  # a group of what is kept


@cache
def fingerprint() -> str:
    """The fingerprint of the engine's own modules."""
    top, now = str(Path(__file__).resolve().parents[1]), time.time_ns()
    before = _take_stamps(top)
    key = fingerprints.of_bytes(repr(before).encode("utf-8", "surrogateescape"))
    match store.load(ENGINES, key):
        case str(known):
            return known
    found = fingerprints.of_files(
        (os.path.relpath(path, top).replace(os.sep, "/"), fingerprints.of_file(path) or "")
        for path, _ in before
    )
    if all(_is_settled(it, now) for _, it in before) and before == _take_stamps(top):
        store.keep(ENGINES, key, found)
    return found


def _take_stamps(top: str) -> list[tuple[str, tuple[int, ...]]]:
    """The path of each module with what a `Stamp` holds, which takes longer to make than to ask."""
    return sorted((it.path, _take_stamp(it)) for it in _list_modules(top))


def _take_stamp(entry: os.DirEntry[str]) -> tuple[int, ...]:
    try:
        return stamp.list_fields(entry.stat())
    except OSError:  # a link that leads nowhere
        return ()


def _is_settled(taken: tuple[int, ...], now: int) -> bool:
    return not taken or Stamp(*taken).is_settled(now)


def _list_modules(folder: str) -> Iterator[os.DirEntry[str]]:
    with suppress(OSError), os.scandir(folder) as entries:  # no folder where all is one file
        for entry in entries:
            if entry.name.endswith(".py"):
                yield entry
            elif entry.is_dir(follow_symlinks=False) and entry.name != "__pycache__":
                yield from _list_modules(entry.path)
