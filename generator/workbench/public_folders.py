"""What stands in the folders that a unit's documents were published into."""

import io
import mimetypes
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.kept import fingerprints, reading
from generator.outputs import folder, inventory
from generator.workbench import documents
from generator.workbench.desk import Desk

NAME = "公开"  # below the folder of the filings
_ID_LENGTH, _MAX_FILE, _LONG_AGO = 24, 256 * 1024 * 1024, (1980, 1, 1, 0, 0, 0)
_ANYTHING = "application/octet-stream"


class PublicFile(NamedTuple):
    """A file that was published: its name in addresses, its own below the folder, its path."""

    id: str
    name: str
    path: Path
    size: int
    kind: str


class PublicFolder(NamedTuple):
    """A document's folder: the id of the document, its path, and what it lists that is there.

    `changed` are the names of files that are not any more as they were written.
    """

    id: str
    path: Path
    files: tuple[PublicFile, ...]
    changed: tuple[str, ...]


def list_folders(desk: Desk, filing: Path) -> Iterator[PublicFolder]:
    """The folders of a filing's documents, as far as they were published."""
    for document in documents.list_documents(desk, filing):
        path = desk.folder / NAME / document.path.stem
        if not document.draft and desk.holds(path) and folder.is_published(path):
            yield _look(desk, document.id, path)


def _look(desk: Desk, of: str, path: Path) -> PublicFolder:
    standing = folder.look(path)
    names = [*standing.listed.files, inventory.NAME, inventory.SUMS]
    found = [_file(path, name) for name in names if desk.holds(path / name)]
    changed = tuple(it for it in standing.listed.files if not standing.is_own(it))
    return PublicFolder(of, path, tuple(it for it in found if it.path.is_file()), changed)


def _file(folder_: Path, name: str) -> PublicFile:
    path = folder_ / name
    size = path.stat().st_size if path.is_file() else 0
    of = fingerprints.of_bytes(name.encode("utf-8", "surrogateescape"))[:_ID_LENGTH]
    return PublicFile(of, name, path, size, mimetypes.guess_type(name)[0] or _ANYTHING)


def read(file: PublicFile) -> bytes | None:
    """What a file holds; None where it is not there any more."""
    try:
        return reading.read(file.path, _MAX_FILE)
    except OSError:
        return None


def pack(found: PublicFolder) -> bytes:
    """All of a folder as a .zip, the same bytes for the same files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for it in found.files:
            content = read(it)
            if content is not None:
                named = zipfile.ZipInfo(f"{found.path.name}/{it.name}", _LONG_AGO)
                named.compress_type = zipfile.ZIP_DEFLATED
                package.writestr(named, content)
    return made.getvalue()
