"""What a system says of a file without its content being read, where that tells every change.

Two changes would not be told. One that follows another within a tick of the system's clock leaves
all times as they are: so a stamp counts only where it was taken clearly after the times that it
tells (git's “racy” rule). And whoever sets a file's time back hides what was written, unless the
system keeps a time of its own: so it is tried whether it does.
"""

import contextlib
import json
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from generator.kept import fingerprints, reading, seals, stamp, writing
from generator.kept.stamp import Stamp

# So far may another machine's clock, by which its files are dated, be behind: some of that is left.
MOST_BEHIND = 10**9
# Others count in steps of ten milliseconds or finer. What is tried is to set a time back to this.
_TICKS, _TRIES, _LONG_AGO = 100, 5, 1_000_000_000  # a second's, how often, seconds
_FILES, _SEAL = "文件", "文件印"


class Stamped(NamedTuple):
    """What a file held when it was read, and its stamp then."""

    fingerprint: str
    stamp: Stamp


def take(path: str) -> Stamp | None:
    """A file's stamp; None for what is no plain file, and where no stamp tells every change."""
    if os.name == "nt":  # there it is told when a file was made, not when anything of it changed
        return None
    try:
        found = reading.look(path)
    except OSError:
        return None
    return stamp.of(found)


def read(path: str) -> tuple[str | None, Stamp | None]:
    """An export's fingerprint, with a stamp if it is one of that content and no other."""
    now, before = time.time_ns(), take(path)
    found = fingerprints.of_export(path)
    if found is None or before is None or before != take(path):
        return found, None
    return found, before if before.is_settled(now) else None


def find_telling_device(folder: Path) -> int | None:
    """The file system of a folder, if a file there whose time is set back shows that it changed.

    FAT and some network folders have one time for everything; on a server whose clock is behind,
    files seem to be old that were written just now.
    """
    path = folder / writing.temporary_name()
    try:
        with path.open("xb") as stream:
            made, now = os.fstat(stream.fileno()), time.time_ns()
        if now - made.st_ctime_ns > MOST_BEHIND:
            return None
        for _ in range(_TRIES):
            time.sleep(1 / _TICKS)
            os.utime(path, (_LONG_AGO, _LONG_AGO))
            if os.stat(path).st_ctime_ns > made.st_ctime_ns:
                return made.st_dev
    except OSError:
        return None
    finally:
        with contextlib.suppress(OSError):
            path.unlink()
    return None


def as_data(stamped: Mapping[str, Stamped]) -> dict[str, Any]:
    """What JSON can keep, under one seal: who could write it could say what files hold."""
    told = {name: [of, *stamp] for name, (of, stamp) in stamped.items()}
    return {_FILES: told, _SEAL: _seal(told)}


def from_data(data: Mapping[str, Any]) -> dict[str, Stamped]:
    """The same again; nothing of what another has sealed, or an older program wrote."""
    told, seal = data.get(_FILES), data.get(_SEAL, "")
    if not isinstance(told, dict) or seal == "" or seal != _seal(told):
        return {}
    try:
        return {name: Stamped(of, Stamp(*stamp)) for name, (of, *stamp) in told.items()}
    except (TypeError, ValueError):  # another program's of this same user
        return {}


def _seal(told: dict[str, Any]) -> str:
    return seals.seal(json.dumps(told))
