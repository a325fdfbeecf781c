"""Files that a page sends: how many and how large, kept in temporary files that nobody else sees.

Nothing of a name is believed: what it is kept under is made of it anew (`make_safe`).
"""

import os
import re
import unicodedata
from collections.abc import AsyncGenerator, Mapping
from pathlib import Path
from typing import NamedTuple

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from generator.filing import legible

MAX_TOTAL, MAX_FILES, MAX_FIELDS = 128 * 1024 * 1024, 60, 20
KIND = "multipart/form-data"
_LONGEST = 150  # bytes of a name; file systems take 255
_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")


class UnfitUploadError(Exception):
    """Why files are not taken."""


class Upload(NamedTuple):
    """A file that was sent: what it was called, made safe; how large it is."""

    name: str
    size: int
    content: UploadFile

    def read(self, most: int) -> bytes | None:
        """All of it; None where that is more than `most` bytes."""
        if self.size > most:
            return None
        self.content.file.seek(0)
        return bytes(self.content.file.read(most))

    def put(self, folder: Path, most: int) -> Path | None:
        """The same as a file in the folder of a work; None where it is empty or too large."""
        content = self.read(most)
        return put(folder, self.name, content) if content else None


def put(folder: Path, name: str, content: bytes) -> Path:
    """A file in the folder of a work, for the process that does it."""
    path = folder / name
    path.write_bytes(content)
    return path


class Sent(NamedTuple):
    """The fields of a change, and the files that came with them."""

    fields: Mapping[str, str]
    uploads: tuple[Upload, ...]


async def read(headers: Headers, stream: AsyncGenerator[bytes, None]) -> Sent:
    """What a page sends; an `UnfitUploadError` where that is nothing a page sends."""
    if not headers.get("content-type", "").startswith(KIND):
        raise UnfitUploadError("送来的内容读不出来")
    parser = MultiPartParser(headers, stream, max_files=MAX_FILES, max_fields=MAX_FIELDS)
    try:
        form = await parser.parse()
    except MultiPartException as error:
        many = "Too many files" in error.message
        said = f"一次最多 {MAX_FILES} 个文件" if many else "送来的内容读不出来"
        raise UnfitUploadError(said) from error
    sent = form.multi_items()
    fields = {name: value for name, value in sent if isinstance(value, str)}
    files = (it for _, it in sent if isinstance(it, UploadFile))
    uploads = (Upload(make_safe(it.filename or ""), it.size or 0, it) for it in files)
    return Sent(fields, tuple(it for it in uploads if it.size or it.content.filename))


def make_safe(name: str) -> str:
    """A name that a file can have in every system, in one folder, as near as can be to what is
    said; of a path the last part.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = _UNFIT.sub("_", legible.INVISIBLE.sub("", last)).strip().strip(".").lstrip("_~ ")
    stem, suffix = os.path.splitext(plain)
    stem = "_" if not stem or _DEVICES.match(plain) else stem.rstrip(". ")
    while len((stem + suffix).encode()) > _LONGEST and stem:
        stem = stem[:-1]
    return f"文件{stem.lstrip('_')}{suffix[:20]}" if stem in ("", "_") else stem + suffix[:20]
