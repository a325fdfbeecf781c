"""A seal that only this user's own programs can set: for what lies where others can write.

The secret lies in the user's own cache folder; without one nothing is sealed, and nothing believed.
"""

import hashlib
import os
from functools import cache
from string import hexdigits

from generator.kept import store

_GROUP, _KEY = "seals", "own"
_BYTES = 32


def seal(text: str) -> str:
    """What only this user can make of a text; "" where no secret can be kept."""
    secret = _secret(str(store.folder()))
    if not secret:
        return ""
    return hashlib.blake2b(text.encode(), key=secret, digest_size=_BYTES).hexdigest()


@cache
def _secret(_: str) -> bytes:
    """The secret of a cache folder, made with its first seal; nothing where none can be kept."""
    if not _is_secret(store.load(_GROUP, _KEY)):
        store.keep(_GROUP, _KEY, os.urandom(_BYTES).hex())
    kept = store.load(_GROUP, _KEY)  # another process may have been first
    return bytes.fromhex(kept) if _is_secret(kept) else b""


def _is_secret(kept: object) -> bool:
    return isinstance(kept, str) and len(kept) == 2 * _BYTES and set(kept) <= set(hexdigits)
