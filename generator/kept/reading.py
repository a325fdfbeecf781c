"""Every file that a call names or finds is opened here: plain files only, within a bound.

A pipe would be waited for, a device never ends, and a size that is stated may be untrue or grow:
what is read is counted.
"""

import os
import stat
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple

from generator.kept import noted

_CHUNK = 64 * 1024
_FLAGS = sum(getattr(os, name, 0) for name in ("O_RDONLY", "O_BINARY", "O_CLOEXEC", "O_NOCTTY"))
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)
_REASONS = {FileNotFoundError: "找不到这个文件", PermissionError: "没有读取这个文件的权限"}


class _Substitute(NamedTuple):
    """What stands in for a file's content, and whether that was read there."""

    content: bytes
    read: bool


_standing_in: ContextVar[Mapping[str, _Substitute] | None] = ContextVar(
    "_standing_in", default=None
)


class UnfitError(OSError):
    """Why something that is there is not read, in the words to show."""


class OversizeError(UnfitError):
    """A file beyond its bound."""


def read(path: str | os.PathLike[str], most: int) -> bytes:
    """All of a plain file of `most` bytes or fewer; else an `OSError`, with its `reason`."""
    standing_in = (_standing_in.get() or {}).get(os.fspath(path))
    if standing_in is not None:
        if not standing_in.read:  # never to be recorded as what is on disk
            noted.note(path, noted.UNSETTLED)
        return _within(standing_in.content, most)
    try:
        content = _read_whole(path, most)
    except UnfitError:
        raise
    except OSError:
        noted.note(path, None)
        raise
    noted.note_content(path, content)
    return content


def _read_whole(path: str | os.PathLike[str], most: int) -> bytes:
    try:
        _check(os.stat(path), most)
        descriptor = _open(path)
    except ValueError as error:  # a name that no system allows
        raise FileNotFoundError(path) from error
    try:
        # Asked again: what bears the name may be another file by now.
        return _read(descriptor, _check(os.fstat(descriptor), most), most)
    finally:
        os.close(descriptor)


def look(path: str) -> os.stat_result:
    """What the system says of a plain file; else an `OSError`.

    It is opened for that: a file server's client may answer a mere question from memory.
    """
    try:
        _check(os.stat(path), sys.maxsize)
        descriptor = _open(path)
    except ValueError as error:  # a name that no system allows
        raise FileNotFoundError(path) from error
    try:
        return os.fstat(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def instead(path: Path, content: bytes) -> Iterator[None]:
    """For as long as this lasts, and here alone, a file reads as if it held something else.

    So what is typed and not yet saved is judged by the same functions as what stands on disk.
    """
    with _put(str(path), _Substitute(content, read=False)):
        yield


@contextmanager
def held(path: str, content: bytes) -> Iterator[None]:
    """For as long as this lasts a file reads as it did when it was read: one content for all."""
    with _put(path, _Substitute(content, read=True)):
        yield


@contextmanager
def _put(path: str, it: _Substitute) -> Iterator[None]:
    before = _standing_in.set({**(_standing_in.get() or {}), path: it})
    try:
        yield
    finally:
        _standing_in.reset(before)


def reason(error: OSError) -> str:
    """Why a file could not be read, in the words to show."""
    if isinstance(error, UnfitError):
        return str(error)
    return _REASONS.get(type(error), "这个文件读不出来")


def with_plain_line_ends(text: str) -> str:
    """A text with every line ended alike, whichever system it is from."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def are_same(one: Path | str, other: Path | str) -> bool:
    """Whether two names lead to one file; not where one of them leads to none."""
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        return False


def as_one_name(name: Path | str) -> str:
    """What two names have in common that are one file on Windows (case) or a Mac (marks apart)."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", str(name)).casefold())


def follow(path: Path) -> Path:
    """Where a path leads, its links followed; what leads in a circle, which `Path.resolve` does
    not bear, stays as it is, and cannot be read.
    """
    return Path(os.path.realpath(path))


def _within(content: bytes, most: int) -> bytes:
    if len(content) > most:
        raise _oversize(most)
    return content


def _open(path: str | os.PathLike[str]) -> int:
    try:
        return os.open(path, _FLAGS | _AT_ONCE)
    except BlockingIOError:  # a file server's client has to give the file back first
        return os.open(path, _FLAGS)


def _check(found: os.stat_result, most: int) -> int:
    """The size that a plain file states."""
    if stat.S_ISDIR(found.st_mode):
        raise UnfitError("这是文件夹，不是文件")
    if not stat.S_ISREG(found.st_mode):
        raise UnfitError("这是管道、设备之类，不是文件")
    if found.st_size > most:
        raise _oversize(most)
    return found.st_size


def _read(descriptor: int, size: int, most: int) -> bytes:
    pieces: list[bytes] = []
    count = 0
    # A byte more than is stated, so that a file of its size ends with one short look for more.
    while piece := os.read(descriptor, size + 1 - count if count <= size else _CHUNK):
        pieces.append(piece)
        count += len(piece)
        if count > most:
            raise _oversize(most)
    return b"".join(pieces)


def _oversize(most: int) -> OversizeError:
    return OversizeError(f"文件超过 {most // 1024 // 1024} MB")
