"""What is kept across runs in the user's own cache folder: data that nothing executes.

An entry is named after everything that made it. One that is damaged, or not there, is no entry:
then the work is done again, as it is where there is no folder to write in.
"""

import contextlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import platformdirs

from generator.kept import fingerprints, reading, writing

FOLDER = "GONGKAI_CACHE"
MAX_BYTES = 64 * 1024 * 1024
MAX_ENTRIES = 200  # of a group


def folder() -> Path:
    """Where it is kept: the user's own cache folder, unless one is named."""
    named = os.environ.get(FOLDER)
    return Path(named) if named else Path(platformdirs.user_cache_dir("gongkai", appauthor=False))


def load(group: str, key: str) -> Any:
    """What was kept under a key; nothing if there is none or it is not as it was written."""
    try:
        raw = reading.read(_path(group, key), MAX_BYTES)
    except OSError:
        return None
    checksum, _, content = raw.partition(b"\n")
    if fingerprints.of_bytes(content).encode() != checksum:
        return None
    return json.loads(content)


def keep(group: str, key: str, data: object) -> None:
    """Keep data under a key, whole or not at all; what JSON cannot give back is not kept."""
    try:
        content = json.dumps(data, ensure_ascii=False).encode()
    except (TypeError, ValueError):
        return
    if json.loads(content) == data:
        entry = _path(group, key)
        with contextlib.suppress(OSError):
            writing.write(entry, fingerprints.of_bytes(content).encode() + b"\n" + content)
            _forget(entry.parent.glob("*.json"))


def _path(group: str, key: str) -> Path:
    return folder() / group / f"{key}.json"


def _forget(entries: Iterable[Path]) -> None:
    """Remove the oldest entries of a folder that has too many."""
    dated = sorted(entries, key=lambda path: path.stat().st_mtime, reverse=True)
    for path in dated[MAX_ENTRIES:]:
        path.unlink(missing_ok=True)
