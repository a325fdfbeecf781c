"""The user's own cache folder, and whether a folder is this user's alone to write in."""

import os
import stat
import sys
from pathlib import Path

FOLDER = "GONGKAI_CACHE"


def folder() -> Path:
    """Where things are kept: the user's own cache folder, unless one is named."""
    named = os.environ.get(FOLDER)
    if named:
        return Path(named)
    if sys.platform == "linux":  # what platformdirs says, without the time that importing it takes
        caches = os.environ.get("XDG_CACHE_HOME", "")
        return Path(caches if os.path.isabs(caches) else os.path.expanduser("~/.cache"), "gongkai")
    import platformdirs

    return Path(platformdirs.user_cache_dir("gongkai", appauthor=False))


def is_safe(entry: Path) -> bool:
    """Whether what lies in a group of the folder can only be this user's: no link leads there."""
    return all(map(_is_ours, (folder(), entry.parent))) and not entry.is_symlink()


def make(group: Path) -> bool:
    """Make the folder and a group in it for this user alone where there is none; whether it is so.

    An `OSError` where nothing can be made.
    """
    for place in (folder(), group):
        os.makedirs(place, 0o700, exist_ok=True)
        if not _is_ours(place):
            return False
    return True


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
