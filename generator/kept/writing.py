"""Write a file so that at every moment the old or the new one stands there, whole."""

import contextlib
import errno
import os
import re
import stat
import time
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import BinaryIO

_TEMPORARY = re.compile(r"\.gongkai-[0-9a-f]{16}\.tmp")
_A_DAY = 24 * 60 * 60


class HeldError(PermissionError):
    """The folder takes new files, but what bears the name now does not give it up."""


def write(path: Path, content: bytes, *, new: bool = False) -> None:
    """Write a file and its folders; an `OSError` where that cannot be, and then all is as it was.

    A `new` one is written only where nothing bears its name yet.
    """
    try:
        os.fsencode(path)
    except UnicodeEncodeError as error:  # the system's locale has no such characters
        raise OSError(errno.EILSEQ, "no name here", str(path)) from error
    temporary = path.with_name(temporary_name())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_through(temporary, content)
        if new:
            path.open("xb").close()  # from here on the name is ours
        _rename(temporary, path, new)
        _flush_folder(path.parent)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()
    _sweep(os.path.abspath(path.parent))


def temporary_name() -> str:
    """A name for what stands in a folder for a moment; left behind, it is swept away.

    Not named after the process: on a shared folder, another machine may have its number.
    """
    return f".gongkai-{os.urandom(8).hex()}.tmp"


@contextlib.contextmanager
def stage(path: Path) -> Iterator[BinaryIO]:
    """A stream to a file that stands under its name, whole, once all is written without an error.

    An `OSError` where that cannot be, and then all is as it was.
    """
    temporary = path.with_name(temporary_name())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _rename(temporary, path, new=False)
        _flush_folder(path.parent)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()
    _sweep(os.path.abspath(path.parent))


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder with all its files, or nothing: an `OSError` where that cannot be.

    One that is there already has to be empty.
    """
    import shutil  # few folders are written whole

    whole = folder.with_name(temporary_name())
    try:
        for name, content in files.items():
            write(whole / name, content, new=True)
        if folder.is_dir():
            folder.rmdir()  # not everywhere does a folder take the place of an empty one
        os.rename(whole, folder)
        _flush_folder(folder.parent)
    finally:
        shutil.rmtree(whole, ignore_errors=True)


@cache
def _sweep(folder: str) -> None:
    """Once for a folder: remove what writers left there that were ended before they were done.

    After a day nobody is at work on it any more, on whatever machine; links are not ours.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _TEMPORARY.fullmatch(entry.name):
                _remove_orphan(entry)


def _remove_orphan(entry: os.DirEntry[str]) -> None:
    with contextlib.suppress(OSError):  # another process was first, or it is not ours to remove
        found = entry.stat(follow_symlinks=False)
        if stat.S_ISREG(found.st_mode) and found.st_mtime < time.time() - _A_DAY:
            os.unlink(entry.path)


def _rename(temporary: Path, path: Path, new: bool) -> None:
    try:
        os.replace(temporary, path)
    except OSError as error:
        if new:
            path.unlink()  # empty: it only held the name
        if isinstance(error, PermissionError):
            raise HeldError(path) from error
        raise


def _write_through(path: Path, content: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _flush_folder(folder: Path) -> None:
    """Make the new name itself durable; only POSIX systems can open a folder for that."""
    if os.name == "posix":
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
