"""What is kept across runs in the user's own cache folder: data that nothing executes.

An entry is named after everything that made it, and sealed under that name. One that is damaged,
of another hand, or not there, is no entry: then the work is done again and kept anew, as it is
done every time where there is no folder that is this user's alone to write in. Who runs programs
as this user could change this one as well; against that nothing here protects.
"""

import contextlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generator.kept import own_folder, reading, seals, writing

MAX_BYTES = 64 * 1024 * 1024
MAX_ENTRIES = 200  # of a group


def load(group: str, key: str) -> Any:
    """What was kept under a key; nothing if there is none or it is not as it was written."""
    entry = _path(group, key)
    if not own_folder.is_safe(entry):
        return None
    try:
        sealed, _, content = reading.read(entry, MAX_BYTES).partition(b"\n")
        return json.loads(content) if sealed and sealed == _seal(entry, content) else None
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
        if json.loads(content) == data and own_folder.make(entry.parent):
            writing.write(entry, _seal(entry, content) + b"\n" + content)
            _forget(entry.parent.glob("*.json"))


def _path(group: str, key: str) -> Path:
    return own_folder.folder() / group / f"{key}.json"


def _seal(entry: Path, content: bytes) -> bytes:
    """Of a content under its name: what stands under another is another entry's."""
    name = f"{entry.parent.name}/{entry.name}\n"
    return seals.seal_bytes(name.encode() + content).encode()


def _forget(entries: Iterable[Path]) -> None:
    """Remove the oldest entries of a folder that has too many."""
    dated = sorted(entries, key=lambda path: path.stat().st_mtime, reverse=True)
    for path in dated[MAX_ENTRIES:]:
        path.unlink(missing_ok=True)
