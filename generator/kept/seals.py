"""A seal that only this user's own programs can set: for what lies where others can write.

The secret lies in the user's own cache folder; without one nothing is sealed, and nothing believed.
"""

import contextlib
import hashlib
import os
from functools import cache
from pathlib import Path

from generator.kept import own_folder, reading, writing

_GROUP, _NAME = "seals", "own"
_BYTES = 32


def seal(text: str) -> str:
    """What only this user can make of a text; "" where no secret can be kept."""
    return seal_bytes(text.encode())


def seal_bytes(content: bytes) -> str:
    """The same of bytes."""
    secret = _secret(str(own_folder.folder()))
    if not secret:
        return ""
    return hashlib.blake2b(content, key=secret, digest_size=_BYTES).hexdigest()


@cache
def _secret(folder: str) -> bytes:
    """The secret of a cache folder, made with its first seal; nothing where none can be kept."""
    path = Path(folder, _GROUP, _NAME)
    with contextlib.suppress(OSError):
        if not _read(path) and own_folder.make(path.parent):
            writing.write(path, os.urandom(_BYTES).hex().encode(), new=not os.path.lexists(path))
    return _read(path)  # another process may have been first


def _read(path: Path) -> bytes:
    try:
        kept = reading.read(path, 2 * _BYTES).decode() if own_folder.is_safe(path) else ""
    except (OSError, ValueError):
        return b""
    is_secret = len(kept) == 2 * _BYTES and not kept.strip("0123456789abcdef")
    return bytes.fromhex(kept) if is_secret else b""
