"""A document's folder as it stands, and how what was made gets into it: each file whole, only
those that changed, and nothing that anybody else put there is replaced.
"""

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.diagnostics import Fault, Place
from generator.kept import fingerprints, reading, writing
from generator.outputs import inventory
from generator.outputs.data_package import DATA_FILE, PACKAGE_FILE
from generator.outputs.inventory import Inventory
from generator.outputs.published_data import FOLDER
from generator.word import output

_TAKEN = "这里有一个同名的文件；改它的名称，或换一个文件夹"
_ENDINGS = (".docx", ".pdf", ".html", ".xlsx")
_USUAL = tuple(f"{FOLDER}/{name}" for name in (DATA_FILE, PACKAGE_FILE))
_LEAVE = "把它改名或移走后重试；确定不要了，加 --overwrite"


@dataclass(frozen=True)
class Standing:
    """What stands in a folder: the list there, if it is one of ours, and the digests of files.

    `digests` has the list itself, the sums, and every file that the list names and that may be
    ours: of a list that anybody may have written, those alone whose names we give. None: not there.
    """

    listed: Inventory = field(default_factory=Inventory)
    digests: Mapping[str, str | None] = field(default_factory=dict)
    sums: bytes = b""

    def holds(self, made_from: Mapping[str, Any]) -> bool:
        """Whether all that would be made stands there, as this user's own program made it."""
        known = self.listed.made_from
        return (
            self.listed.sealed
            and all(known.get(name) == value for name, value in made_from.items())
            and all(self.digests.get(name) == it.digest for name, it in self.listed.files.items())
            and self.digests.get(inventory.SUMS) == fingerprints.of_bytes(self.sums)
        )

    def is_own(self, name: str) -> bool:
        """Whether a file stands as the list says, so that another may take its place."""
        if name == inventory.NAME:
            return bool(self.sums)
        if name == inventory.SUMS:
            return self.digests.get(name) == fingerprints.of_bytes(self.sums)
        listed, digest = self.listed.files.get(name), self.digests.get(name)
        return listed is not None and digest is not None and listed.digest == digest


@dataclass(frozen=True)
class Delivery:
    """What was written into a folder and what was removed from it, by name; or why nothing was."""

    faults: tuple[Fault, ...] = ()
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def look(folder: Path) -> Standing:
    """What stands in a folder; nothing where it is not there."""
    raw = _read(folder / inventory.NAME)
    listed = inventory.read(raw) if raw else None
    if listed is None or any(_leads_out(name) for name in listed.files):
        return Standing()
    own = (it for it in listed.files if listed.sealed or _is_usual(it, folder.name))
    names = [*own, inventory.NAME, inventory.SUMS]
    digests = {name: fingerprints.of_file(str(folder / name)) for name in names}
    return Standing(listed, digests, inventory.sum_up(listed, raw))


def _is_usual(name: str, called: str) -> bool:
    """Whether a file has a name as we give them in a folder that is called so."""
    return name in _USUAL or (Path(name).stem == called and Path(name).suffix in _ENDINGS)


def is_published(folder: Path | str) -> bool:
    """Whether a folder is one that a document was published into."""
    raw = _read(Path(folder) / inventory.NAME)
    return bool(raw) and inventory.read(raw) is not None


def _read(path: Path) -> bytes:
    try:
        return reading.read(path, inventory.MAX_BYTES)
    except OSError:
        return b""


def _leads_out(name: str) -> bool:
    drives = os.name == "nt" and ":" in name  # elsewhere it is a sign like any
    return ".." in name.replace("\\", "/").split("/") or os.path.isabs(name) or drives


def put(
    folder: Path, made: Inventory, contents: Mapping[str, bytes], *, overwrite: bool = False
) -> Delivery:
    """Put what was made into a folder; a new one appears whole, with all its files."""
    listed = inventory.write(made)
    files = {**contents, inventory.SUMS: inventory.sum_up(made, listed), inventory.NAME: listed}
    try:
        return _put(folder, files, overwrite=overwrite)
    except OSError as error:
        return Delivery((output.explain_unwritten(error, folder),))


def _put(folder: Path, files: Mapping[str, bytes], *, overwrite: bool) -> Delivery:
    place = Place(str(folder), 1, 1)
    if os.path.lexists(folder) and not os.path.isdir(folder):
        return Delivery((Fault("W702", f"这个名称已经被占用：{folder}", place, help=_TAKEN),))
    if not os.path.isdir(folder) or not os.listdir(folder):
        done = _write_new(folder, files)
        if not done.faults or not os.path.isdir(folder):
            return done  # else another was faster
    standing = look(folder)
    if not overwrite and (foreign := list(_find_foreign(folder, files, standing))):
        message = f"文件夹里有不是 publish 写的、或者后来改过的文件，没有覆盖：{'、'.join(foreign)}"
        return Delivery((Fault("W705", message, place, help=_LEAVE),))
    return _replace(folder, files, standing)


def _find_foreign(folder: Path, files: Mapping[str, bytes], standing: Standing) -> Iterator[str]:
    """The files in the way that are none of ours any more, and not what is to stand there."""
    for name, content in files.items():
        path = folder / name
        if path.parent != folder and os.path.islink(path.parent):
            yield name  # it would go elsewhere
            continue
        if not os.path.lexists(path) or standing.is_own(name):
            continue
        if fingerprints.of_file(str(path)) != fingerprints.of_bytes(content):
            yield name


def _write_new(folder: Path, files: Mapping[str, bytes]) -> Delivery:
    try:
        writing.write_folder(folder, files)
    except OSError as error:
        return Delivery((output.explain_unwritten(error, folder),))
    return Delivery(written=tuple(files))


def _replace(folder: Path, files: Mapping[str, bytes], standing: Standing) -> Delivery:
    """Write what changed, remove what is no more made; the sums and the list come last.

    What cannot be removed is told, and the list stays as it was: else nobody would ask again.
    """
    written: list[str] = []
    stale = [n for n in standing.listed.files if n not in files and standing.is_own(n)]
    removed: list[str] = []
    for name, content in files.items():
        path = folder / name
        if name == inventory.SUMS:
            removed = [it for it in stale if _remove(folder / it)]
            if left := [it for it in stale if it not in removed]:
                return Delivery((_tell_left(folder, left),), tuple(written), tuple(removed))
        if fingerprints.of_file(str(path)) == fingerprints.of_bytes(content):
            continue
        fault = output.write(path, content, Place(str(path), 1, 1))
        if fault is not None:
            return Delivery((fault,), tuple(written))
        written.append(name)
    return Delivery((), tuple(written), tuple(removed))


def _tell_left(folder: Path, names: Sequence[str]) -> Fault:
    message = f"不再要的文件移不去：{'、'.join(names)}"
    help_ = "关闭正打开着它的程序，再运行一次"
    return Fault("W701", message, Place(str(folder), 1, 1), help=help_)


def _remove(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    with contextlib.suppress(OSError):
        path.parent.rmdir()  # a folder of data that holds none any more
    return True
