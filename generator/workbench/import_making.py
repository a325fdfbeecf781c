"""A filing made of files that were dropped: these are kept in the folder, then it is begun.

Where it cannot be made, the folder is as it was; what stands is never written over.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from generator.corrections.rolling import StartError
from generator.diagnostics import Place
from generator.exits import RefusedError
from generator.kept import reading
from generator.word import output
from generator.workbench import import_folder, import_work, uploads
from generator.workbench.desk import Desk
from generator.workbench.import_folder import FOLDER, is_inside
from generator.workbench.import_work import Examined, Ingredients


class MadeFiling(NamedTuple):
    """A filing that was made, or in words why none was."""

    path: Path | None
    refused: str = ""


def propose_name(desk: Desk, found: Examined) -> str:
    """A file name for a filing that is free: the unit's code, else its name."""
    key = found.choice.key or ("", "", "")
    safe = uploads.make_safe(found.code or found.unit or found.choice.unit or "新填报")
    home = _home(desk, found)
    names = [safe, f"{safe}-{key[1]}", f"{safe}-{key[0]}{key[1]}"]
    names += [f"{names[-1]} ({number})" for number in range(2, 100)]
    taken = (it for it in names if not _is_taken(home, it))
    return next(taken, names[-1]) + found.choice.suffix


def _is_taken(home: Path, stem: str) -> bool:
    return any(os.path.lexists(home / f"{stem}{it}") for it in import_work.SUFFIXES)


def make(desk: Desk, found: Examined, name: str, *, keep_strange: bool) -> MadeFiling:
    """Keep the files, and make the filing under a name."""
    stem, suffix = os.path.splitext(uploads.make_safe(name))
    suffix = suffix.lower() if suffix.lower() in import_work.SUFFIXES else found.choice.suffix
    target = _home(desk, found) / f"{stem}{suffix}"
    obstacle = _find_obstacle(desk, target)
    if obstacle:
        return MadeFiling(None, obstacle)
    kept = list[Path]()
    try:
        if found.own is not None:
            _keep_own(found.own.path, target, kept)
        else:
            _make(desk, found, target, kept)
        if keep_strange:
            _keep([it.path for it in found.files if it.path.exists()], desk, [])
    except (StartError, RefusedError, OSError) as error:
        if not os.path.lexists(target):  # or somebody else's names them by now
            for path in kept:
                path.unlink(missing_ok=True)
        why = reading.reason(error) if isinstance(error, OSError) else str(error)
        return MadeFiling(None, desk.show(why))
    return MadeFiling(target)


def _find_obstacle(desk: Desk, target: Path) -> str:
    """Why a filing cannot stand there; nothing where it can."""
    unfit = output.name_fault(target.name, Place(target.name, 1, 1))
    if unfit is not None:
        return unfit.message
    if os.path.lexists(target):
        return f"{desk.show(target)} 已经有了，没有覆盖；换一个文件名"
    astray = [it for it in (target.parent, desk.folder / FOLDER) if not is_inside(desk, it)]
    return import_folder.say_astray(astray[0]) if astray else ""


def _keep_own(path: Path, target: Path, kept: list[Path]) -> None:
    content = reading.read(path, import_folder.MAX_FILE)
    made, _ = import_folder.put(target.parent, target.name, content)
    kept.append(made)


def _make(desk: Desk, found: Examined, target: Path, kept: list[Path]) -> None:
    of = import_work.find_ingredients(found)
    own = {it: at for it, at in zip(of.files, _keep(of.files, desk, kept), strict=True)}
    moved = Ingredients(
        own.get(of.last, of.last) if of.last else None, tuple(own[it] for it in of.exports)
    )
    import_work.begin(target, moved, found.choice)


def _keep(paths: Sequence[Path], desk: Desk, kept: list[Path]) -> list[Path]:
    """Where files stand in the folder now; those that did not before are noted."""
    places = []
    for path in paths:
        if desk.holds(path):
            places.append(path)
            continue
        content = reading.read(path, import_folder.MAX_FILE)
        place, is_new = import_folder.put(desk.folder / FOLDER, path.name, content)
        places.append(place)
        kept += [place] if is_new else []
    return places


def _home(desk: Desk, found: Examined) -> Path:
    """The folder of the new filing: beside last year's where that lies in a folder of its year."""
    last, key = found.last, found.choice.key
    if last is not None and key is not None and last.parent.name == str(int(key[1]) - 1):
        return last.parent.with_name(key[1])
    return desk.folder
