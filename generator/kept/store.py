"""What is kept across runs in the user's own cache folder: data that nothing executes.

An entry is named after everything that made it, and bound to that name. One that is damaged, or
not there, is no entry: then the work is done again and kept anew, as it is done every time where
there is no folder that is this user's alone to write in. Who can write there as this user could
change the program itself as well; against that nothing here protects.
"""

import contextlib
import json
import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generator.kept import fingerprints, reading, writing

FOLDER = "GONGKAI_CACHE"
MAX_BYTES = 64 * 1024 * 1024
MAX_ENTRIES = 200  # of a group


def folder() -> Path:
    """Where it is kept: the user's own cache folder, unless one is named."""
    named = os.environ.get(FOLDER)
    if named:
        return Path(named)
    if sys.platform == "linux":  # what platformdirs says, without the time that importing it takes
        caches = os.environ.get("XDG_CACHE_HOME", "")
        return Path(caches if os.path.isabs(caches) else os.path.expanduser("~/.cache"), "gongkai")
    import platformdirs

    return Path(platformdirs.user_cache_dir("gongkai", appauthor=False))


def load(group: str, key: str) -> Any:
    """What was kept under a key; nothing if there is none or it is not as it was written."""
    entry = _path(group, key)
    if not all(map(_is_ours, (folder(), entry.parent))) or entry.is_symlink():
        return None
    try:
        checksum, _, content = reading.read(entry, MAX_BYTES).partition(b"\n")
        return json.loads(content) if checksum == _checksum(entry, content) else None
    except (OSError, ValueError, RecursionError):
        return None


def keep(group: str, key: str, data: object) -> None:
    """Keep data under a key, whole or not at all; what JSON cannot give back is not kept."""
    try:
        content = json.dumps(data, ensure_ascii=False).encode()
    except (TypeError, ValueError):
        return
    entry = _path(group, key)
    with contextlib.suppress(OSError):
        if json.loads(content) == data and all(map(_make, (folder(), entry.parent))):
            writing.write(entry, _checksum(entry, content) + b"\n" + content)
            _forget(entry.parent.glob("*.json"))


def _path(group: str, key: str) -> Path:
    return folder() / group / f"{key}.json"


def _checksum(entry: Path, content: bytes) -> bytes:
    """Of a content under its name: what stands under another is another entry's."""
    name = f"{entry.parent.name}/{entry.name}\n"
    return fingerprints.of_bytes(name.encode() + content).encode()


def _make(place: Path) -> bool:
    """Make a folder for this user alone where there is none; whether it is one."""
    os.makedirs(place, 0o700, exist_ok=True)
    return _is_ours(place)


def _is_ours(place: Path) -> bool:
    """Whether this is a folder, and no link to one, that nobody but this user can write in.

    On Windows, where a mode does not say that, a user's folders are that user's own.
    """
    try:
        found = os.lstat(place)
    except OSError:
        return False
    alone = not hasattr(os, "geteuid") or (
        found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    )
    return stat.S_ISDIR(found.st_mode) and alone


def _forget(entries: Iterable[Path]) -> None:
    """Remove the oldest entries of a folder that has too many."""
    dated = sorted(entries, key=lambda path: path.stat().st_mtime, reverse=True)
    for path in dated[MAX_ENTRIES:]:
        path.unlink(missing_ok=True)
