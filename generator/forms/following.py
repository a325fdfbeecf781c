"""A pack's folders as those of the next year, copied whole: years never refer to each other.

All goes along but what every year shares (accounts, glossary). It is planned before anything is
written; pack.yaml comes last, so that there is no pack before all that it stands on is there.
"""

from pathlib import Path
from typing import NamedTuple

from generator.exits import RefusedError
from generator.forms import moving_on
from generator.forms.moving_on import YAML_SUFFIXES, Move
from generator.kept import reading, writing
from generator.kept.library import NOTICE_FILE, PACK_FILE
from generator.packs import finding
from generator.packs.pack import Key, Pack
from generator.packs.reading import find_files, show_file
from generator.word import archive

# What systems and editors leave in a folder begins so.
_NOT_OURS = (".", "~")


class Copied(NamedTuple):
    """A file of the new pack: where it goes, what it was the year before, and what it says now."""

    target: Path
    before: bytes
    content: bytes


class Following(NamedTuple):
    """The next year's pack: its key, its own folder, its files in the order of their writing.

    `kept` are folders of its law that are there already, and stay as they are.
    """

    key: Key
    folder: Path
    copies: tuple[Copied, ...]
    kept: tuple[Path, ...]


def plan(pack: Pack, year: str) -> Following:
    """What of a pack goes on to another year, and as what; nothing is written yet.

    A `RefusedError` where the year has the pack, or where nobody can tell what goes where.
    """
    key = (pack.key[0], year, pack.key[2])
    if key in finding.list_available(pack.root):
        raise RefusedError(f"{' '.join(key)} 的表样已经有了，没有覆盖")
    own = pack.form.parent
    laws = find_files(own / PACK_FILE, pack.root).laws
    targets = {folder: _settle(folder, pack, year) for folder in (*laws, own)}
    if _list_files(targets[own]):
        raise RefusedError(f"{show_file(targets[own], pack.root)} 里已经有文件，没有覆盖")
    kept = [targets[folder] for folder in laws if _stands(folder, targets[folder], pack.root)]
    moved = {old: new for old, new in targets.items() if new not in kept}
    ways = {
        _name_way(old, pack.key[1], pack.root): _name_way(new, year, pack.root)
        for old, new in targets.items()
    }
    move = Move(pack.key, year, ways)
    copies = [_copy(file, new, move) for old, new in moved.items() for file in _list_files(old)]
    nearest = [targets[folder] / NOTICE_FILE for folder in (*laws[-1:], own)]
    if not any(it.target in nearest for it in copies):
        copies.append(Copied(targets[own] / NOTICE_FILE, b"", moving_on.begin_notice(move)))
    copies.sort(key=lambda it: it.target == targets[own] / PACK_FILE)
    return Following(key, targets[own], tuple(copies), tuple(kept))


def write(following: Following) -> None:
    """Put the new pack's files on disk, never over one that is there."""
    written: list[Path] = []
    for target, _, content in following.copies:
        try:
            writing.write(target, content, new=True)
        except OSError as error:
            for file in written:
                file.unlink(missing_ok=True)
            raise RefusedError(f"写不进去：{target}") from error
        written.append(target)


def _settle(folder: Path, pack: Pack, year: str) -> Path:
    """Where a folder's files go: into the same folder of the other year."""
    parts = [*folder.relative_to(pack.root).parts]
    if pack.key[1] not in parts:
        shown = show_file(folder, pack.root)
        raise RefusedError(f"{shown} 不在叫做 {pack.key[1]} 的文件夹里，不知道抄到哪里")
    parts[parts.index(pack.key[1])] = year
    return pack.root.joinpath(*parts)


def _name_way(folder: Path, year: str, root: Path) -> str:
    """How the folder of a folder's year is called by those who write of it."""
    parts = folder.relative_to(root).parts[1:]
    return "/".join(parts[: parts.index(year) + 1])


def _stands(old: Path, new: Path, root: Path) -> bool:
    """Whether a folder of the law is there already, made when another region's pack was."""
    there = {file.name for file in _list_files(new)}
    rules = [file.name for file in _list_files(old) if file.suffix in YAML_SUFFIXES]
    lacks = [name for name in rules if name not in there]
    if there and lacks:
        message = f"{show_file(new, root)} 里已经有文件，却没有 {'、'.join(lacks)}"
        raise RefusedError(f"{message}：补齐，或者移走以后再做")
    return bool(there)


def _list_files(folder: Path) -> list[Path]:
    """The files of a folder that belong to a pack, whatever they are; none where it is not."""
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [it for it in found if it.is_file() and not it.name.startswith(_NOT_OURS)]


def _copy(file: Path, folder: Path, move: Move) -> Copied:
    try:
        raw = reading.read(file, archive.MAX_TOTAL)
    except OSError as error:
        raise RefusedError(f"{file}：{reading.reason(error)}") from error
    return Copied(folder / file.name, raw, moving_on.move_on(file, raw, move))
