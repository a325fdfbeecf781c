"""Exports of a filing exchanged for those that were dropped, and never over what is newer."""

import os
from pathlib import Path
from typing import NamedTuple

from generator.corrections import drawn_start
from generator.corrections.rolling import StartError
from generator.diagnostics import Fault
from generator.kept import fingerprints, reading
from generator.workbench import import_folder, texts
from generator.workbench.desk import Desk
from generator.workbench.import_folder import FOLDER, OLD, is_inside
from generator.workbench.keeping import Draft
from generator.workbench.unit_import_work import ExaminedForUnit, Exchange

NEWER = "填报或者导出的表在别处改过了，没有换；再拖进来一次，照现在的比"


class Exchanged(NamedTuple):
    """In words why nothing was exchanged; empty where it was."""

    refused: str = ""


def find_obstacle(desk: Desk, found: ExaminedForUnit) -> str:
    """Why the files cannot be exchanged; nothing where they can."""
    for it in found.exchanges:
        if it.old is not None and not desk.holds(it.old):
            return f"{it.old.name} 不在这个文件夹里，请在它那里换"
        if it.old is not None and it.old.suffix.lower() != it.new.suffix.lower():
            return (
                f"现在取的是 {it.old.name}，拖进来的是 {it.new.name}："
                f"另存为 {it.old.suffix} 再拖进来，或者改填报里的“取数文件”"
            )
    homes = [*(it.old.parent / OLD for it in found.exchanges if it.old), _find_home(desk, found)]
    for home in homes:
        if not is_inside(desk, home):
            return import_folder.say_astray(home)
    if found.added and not _find_folder(desk, found) and _find_text(found) is None:
        return "填报簿里的“取数文件”要在 Excel 里写；把文件放在填报簿旁边，在“单位”表里写上文件名"
    return ""


def exchange(desk: Desk, found: ExaminedForUnit) -> Exchanged:
    """Put every file where it belongs, and name those that are added."""
    obstacle = find_obstacle(desk, found)
    if obstacle:
        return Exchanged(obstacle)
    if not _is_as_known(found):
        return Exchanged(NEWER)
    refused = _add(desk, found) if found.added else ""
    if refused:
        return Exchanged(refused)
    for it in found.exchanges:
        if it.old is not None and not import_folder.replace(it.old, _read(it), it.known):
            return Exchanged(NEWER)
    return Exchanged()


def _is_as_known(found: ExaminedForUnit) -> bool:
    olds = [it for it in found.exchanges if it.old is not None]
    return fingerprints.of_file(str(found.filing)) == found.base and all(
        fingerprints.of_file(str(it.old)) == it.known for it in olds
    )


def _read(it: Exchange) -> bytes:
    return reading.read(it.new, import_folder.MAX_FILE)


def _find_folder(desk: Desk, found: ExaminedForUnit) -> Path | None:
    """The folder that the filing draws on, if it does."""
    return next((it for it in found.named if os.path.isdir(it) and is_inside(desk, it)), None)


def _find_home(desk: Desk, found: ExaminedForUnit) -> Path:
    """Where files go that are added."""
    return _find_folder(desk, found) or desk.folder / FOLDER


def _find_text(found: ExaminedForUnit) -> texts.FileText | None:
    loaded = texts.load(found.filing)
    return None if isinstance(loaded, Fault) else loaded


def _add(desk: Desk, found: ExaminedForUnit) -> str:
    """Keep the files that are added, and have the filing name them; why that cannot be."""
    folder, home = _find_folder(desk, found), _find_home(desk, found)
    placed = [import_folder.put(home, it.new.name, _read(it)) for it in found.added]
    refused = "" if folder else _name(found, [path for path, _ in placed])
    if refused:
        for path, is_new in placed:
            if is_new:
                path.unlink(missing_ok=True)
    return refused


def _name(found: ExaminedForUnit, added: list[Path]) -> str:
    now = _find_text(found)
    if now is None:
        return NEWER
    try:
        text = drawn_start.name_exports(now.text, [*found.named, *added], found.filing)
    except StartError as error:
        return str(error)
    saved = texts.save(found.filing, Draft(text, found.base))
    if saved is None:
        return NEWER
    return saved.message if isinstance(saved, Fault) else ""
