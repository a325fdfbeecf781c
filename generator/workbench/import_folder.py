"""Files that were dropped: kept under safe names, and never in the place of another one."""

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.kept import fingerprints, reading, writing
from generator.word import archive
from generator.workbench.desk import Desk
from generator.workbench.uploads import Upload

FOLDER, OLD = "导入", "_旧"
MAX_FILE = archive.MAX_TOTAL


def keep(uploads: Sequence[Upload], folder: Path) -> list[str]:
    """Put what was sent into a folder of its own; which files are too large for that."""
    refused = []
    for upload in uploads:
        content = upload.read(MAX_FILE)
        if content is None:
            refused.append(f"{upload.name} 超过 {MAX_FILE // 1024 // 1024} MB，没有收")
        else:
            put(folder, upload.name, content)
    return refused


def list_kept(folder: Path) -> list[Path]:
    """The files of such a folder."""
    return sorted(it for it in folder.iterdir() if it.is_file())


def is_inside(desk: Desk, folder: Path) -> bool:
    """Whether what is put into a folder stays in the officer's, and no link leads it elsewhere."""
    return desk.holds(Path(os.path.normpath(folder)) / "x")


def say_astray(folder: Path) -> str:
    """Why nothing is put into a folder that is not inside."""
    return f"“{folder.name}”是指到别处的链接，没有写；把它改名或移走再试"


def put(folder: Path, name: str, content: bytes) -> tuple[Path, bool]:
    """Where a content stands in a folder now, and whether it is new there.

    It goes under the first name that is free, unless it stands under one before.
    """
    for tried in _list_names(name):
        path = folder / tried
        if os.path.lexists(path):
            if fingerprints.of_file(str(path)) == fingerprints.of_bytes(content):
                return path, False
            continue
        writing.write(path, content, new=True)
        return path, True
    raise AssertionError("names never end")


def replace(path: Path, content: bytes, known: str) -> bool:
    """Put a new content in the place of a file; what that held stands in a folder beside.

    False, and nothing is done, where it is not what is `known` of it any more.
    """
    try:
        old = reading.read(path, fingerprints.MAX_BYTES)
    except OSError:
        return False
    if fingerprints.of_bytes(old) != known:
        return False
    put(path.parent / OLD, path.name, old)
    writing.write(path, content)
    return True


def copy_all(folder: Path, to: Path, without: str = "") -> None:
    """Put the files of a folder into another, but for one."""
    for path in list_kept(folder):
        if path.name != without:
            shutil.copy(path, to / path.name)


def _list_names(name: str) -> Iterator[str]:
    yield name
    stem, suffix = os.path.splitext(name)
    number = 2
    while True:
        yield f"{stem} ({number}){suffix}"
        number += 1
