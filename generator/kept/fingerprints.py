"""What a file or a folder is, in 64 characters: SHA-256 of the content.

Everything here is needed before any filing is read, so nothing heavy is imported.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import chain
from pathlib import Path

from generator.kept import library, listings, reading
from generator.kept.noted import Noted

MAX_BYTES = 256 * 1024 * 1024
_Files = tuple[tuple[str, str], ...]  # each with its fingerprint


def of_bytes(content: bytes) -> str:
    """The fingerprint of a content."""
    return hashlib.sha256(content).hexdigest()


def of_file(path: str) -> str | None:
    """The fingerprint of a file; None for what is not there, no plain file, or beyond bounds."""
    try:
        return of_bytes(reading.read(path, MAX_BYTES))
    except OSError:
        return None


def of_export(path: str) -> str | None:
    """The fingerprint of an export: a file's, or of the names of all that is in a folder."""
    if not os.path.isdir(path):
        return of_file(path)
    try:
        return listings.read(path).fingerprint
    except OSError:
        return None


def of_read(path: str, read: Noted) -> str | None:
    """The fingerprint of what was `read` under a name; of what nobody opened, as it is now."""
    name = str(Path(path))
    return read[name] if name in read else of_export(path)


@cache
def of_packs(root: Path, tops: tuple[str, ...]) -> str:
    """One fingerprint of all of the packs that lies under some paths from their root on.

    As each folder was when it was asked first: what a process has read of packs it keeps as well,
    and what it makes of them is none of later ones.
    """
    return of_files({name: of for top in tops for name, of in list_pack(str(root), top)}.items())


@cache
def list_pack(root: str, top: str) -> _Files:
    """Every file under a path from the root on, and its fingerprint, as `of_packs` knows them."""
    return _list_files(root, top, list_pack)


def read_pack_files(root: Path) -> Mapping[str, str]:
    """The fingerprint of every file of the packs as it is now, by its path from the root on."""
    return {name: of for top in library.FOLDERS for name, of in _read_pack(str(root), top)}


def _read_pack(root: str, top: str) -> _Files:
    return _list_files(root, top, _read_pack)


def _list_files(root: str, top: str, list_inner: Callable[[str, str], _Files]) -> _Files:
    """The files under a path, those in a folder by `list_inner`; where links lead nobody goes."""
    path = os.path.join(root, top)
    try:
        with os.scandir(path) as entries:
            inner = (list_inner(root, f"{top}/{it.name}") for it in entries if not _leads_away(it))
            return tuple(chain.from_iterable(inner))
    except NotADirectoryError:
        return ((top, of_file(path) or ""),)
    except OSError:
        return ((top, ""),) if os.path.islink(path) else ()


def _leads_away(entry: os.DirEntry[str]) -> bool:
    return entry.is_symlink() and entry.is_dir()


def of_files(files: Iterable[tuple[str, str]]) -> str:
    """One fingerprint of files: their names and their fingerprints."""
    lines = "\n".join(f"{name}\0{of}" for name, of in sorted(files))
    return of_bytes(lines.encode(errors="surrogatepass"))  # some names are no UTF-8
