"""What is kept of typing in the user's own cache folder: drafts, and texts that were replaced.

The folder of the filings holds filings and nothing else; whoever has only that lacks nothing.
"""

import hashlib
import json
import os
import time
from collections import deque
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from generator.filing import legible
from generator.kept import fingerprints, own_folder, reading, writing

_GROUP = "workbench"
_MAX_DRAFT = 4 * legible.MAX_BYTES
_SUFFIX = ".yaml"
MOST_VERSIONS = 30  # of a kind
SAVED, TYPED = "saved", "typed"
_closed: deque[str] = deque(maxlen=1000)  # the windows that have saved, or given up


class Draft(NamedTuple):
    """A text that was typed and not saved, the fingerprint of the file that it began from, and the
    window that it was typed in.
    """

    text: str
    base: str
    window: str = ""


class Version(NamedTuple):
    """What a file held before it was saved, or what was typed and given up, by the moment (ns)."""

    stamp: int
    kind: str = SAVED

    @property
    def name(self) -> str:
        """What it is called in addresses and in the cache folder."""
        return f"{self.stamp}-{self.kind}"

    @property
    def when(self) -> str:
        """The moment, to the second."""
        return f"{datetime.fromtimestamp(self.stamp // 10**9):%Y-%m-%d %H:%M:%S}"


def keep_draft(filing: Path, draft: Draft, *, grown: bool = False) -> bool:
    """Whether a draft is kept now; one that another window left becomes a version before, unless
    this one has `grown` out of it.

    What a window sent before it saved, and comes after that, is older than what was saved.
    """
    if draft.window in _closed:
        return False
    if not grown and not put_aside(filing, draft.window):
        return False
    content = json.dumps(draft._asdict(), ensure_ascii=False).encode("utf-8", "replace")
    return _write(_draft_of(filing), content)


def find_draft(filing: Path) -> Draft | None:
    """The draft of a filing, if there is one that can be read."""
    raw = _read(_draft_of(filing), _MAX_DRAFT)
    try:
        held = json.loads(raw) if raw is not None else None
    except ValueError:
        return None
    if not isinstance(held, dict) or not all(isinstance(it, str) for it in held.values()):
        return None
    return Draft(**held) if held.keys() == set(Draft._fields) else None


def drop_draft(filing: Path, window: str) -> None:
    """Forget the draft of a window, which has saved it; another window's is put aside."""
    if put_aside(filing, window):
        _close(filing, window)


def _close(filing: Path, window: str) -> None:
    if window:
        _closed.append(window)
    _draft_of(filing).unlink(missing_ok=True)


def give_up_draft(filing: Path, shown: Draft) -> bool:
    """Make versions of the draft, whichever window it is from, and of what a window shows; without
    that it stays.
    """
    kept = find_draft(filing)
    drafts = {it.text: it for it in (kept, shown) if it is not None and it.text}
    if not all([keep_typed(filing, it) for it in drafts.values()]):
        return False
    _close(filing, shown.window)
    return True


def put_aside(filing: Path, window: str) -> bool:
    """Make a version of a draft that is not this window's; whether none is in danger now."""
    draft = find_draft(filing)
    if draft is None or draft.window == window:
        return True
    return keep_typed(filing, draft)


def keep_typed(filing: Path, draft: Draft) -> bool:
    """Make a version of what was typed."""
    return keep_version(filing, draft.text.encode("utf-8", "replace"), TYPED)


def keep_version(filing: Path, content: bytes, kind: str = SAVED) -> bool:
    """Whether a content that is about to be replaced is kept; of many, the oldest go."""
    kept = _write(_version_of(filing, Version(time.time_ns(), kind)), content)
    for old in [it for it in list_versions(filing) if it.kind == kind][MOST_VERSIONS:]:
        _version_of(filing, old).unlink(missing_ok=True)
    return kept


def list_versions(filing: Path) -> list[Version]:
    """The contents that were replaced, the last one first."""
    return sorted(_find_versions(filing), reverse=True)


def find_version(filing: Path, name: str) -> bytes | None:
    """What a version of this name holds; None where there is none (any more)."""
    found = next((it for it in _find_versions(filing) if it.name == name), None)
    return _read(_version_of(filing, found), _MAX_DRAFT) if found else None


def find_content(filing: Path, digest: str) -> bytes | None:
    """What a file held before that had this fingerprint; None where that is not kept."""
    names = (it.name for it in list_versions(filing) if it.kind == SAVED)
    held = (find_version(filing, name) for name in names)
    return next((it for it in held if it and fingerprints.of_bytes(it) == digest), None)


def _find_versions(filing: Path) -> Iterator[Version]:
    before = f"{_key(filing)}-"
    try:
        names = os.listdir(_folder())
    except OSError:
        return
    for name in names:
        stamp, _, kind = name.removeprefix(before).removesuffix(_SUFFIX).partition("-")
        if name == f"{before}{stamp}-{kind}{_SUFFIX}" and stamp.isdecimal():
            yield Version(int(stamp), kind)


def _folder() -> Path:
    return own_folder.folder() / _GROUP


def _key(filing: Path) -> str:
    whole = os.path.realpath(filing).encode("utf-8", "surrogateescape")
    return hashlib.blake2b(whole, digest_size=16).hexdigest()


def _draft_of(filing: Path) -> Path:
    return _folder() / f"{_key(filing)}.json"


def _version_of(filing: Path, version: Version) -> Path:
    return _folder() / f"{_key(filing)}-{version.name}{_SUFFIX}"


def _write(path: Path, content: bytes) -> bool:
    try:
        if not own_folder.make(path.parent):
            return False
        writing.write(path, content)
    except OSError:
        return False
    return True


def _read(path: Path, most: int) -> bytes | None:
    try:
        return reading.read(path, most) if own_folder.is_safe(path) else None
    except OSError:
        return None
