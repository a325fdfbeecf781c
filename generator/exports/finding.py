"""Which files and sheets are a unit's: by code or full name, in a file's name or on its sheets."""

import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.diagnostics import Fault, Place, Severity
from generator.exports import export_folders, recognising
from generator.exports.export_folders import ExportFolder, ExportOwner, is_export
from generator.exports.recognising import SheetMarks
from generator.filing import advice, marked
from generator.filing.source import Source
from generator.kept import by_content, noted
from generator.spreadsheets import reading
from generator.spreadsheets.cells import Spreadsheet, Worksheet
from generator.vocabulary import EXPORTS, UNIT, UNIT_CODE, UNIT_NAME

NO_FILE, NOT_OURS = "L431", "L432"
MAX_LISTED = 12
Marked = tuple[tuple[Worksheet, SheetMarks], ...]


class UnitSheets(NamedTuple):
    """The sheets that are a unit's, and every file that was looked at for it."""

    sheets: Marked = ()
    others: Marked = ()  # that stand among them and are other units'
    files: tuple[str, ...] = ()


def owner_of(source: Source) -> ExportOwner:
    """The unit of a filing, as far as it says."""
    stated = source.data.get(UNIT)
    unit = stated if isinstance(stated, dict) else {}
    return ExportOwner(str(unit.get(UNIT_NAME) or ""), str(unit.get(UNIT_CODE) or ""))


def find(source: Source, aside: Collection[str] = frozenset()) -> tuple[UnitSheets, list[Fault]]:
    """The sheets of a filing's unit in the files and folders that it names, but for some files."""
    said, owner = source.data[EXPORTS], owner_of(source)
    sheets, files, faults = list[UnitSheets](), list[str](), list[Fault]()
    for index, name in enumerate([said] if isinstance(said, str) else said):
        place = source.place((EXPORTS,) if isinstance(said, str) else (EXPORTS, index))
        if not isinstance(name, str):  # told where the filing's shape is checked
            continue
        path = os.path.join(os.path.dirname(place.file), name)
        if path in aside:
            continue
        found, wrong = _find_in(path, name, owner, place, aside)
        sheets.append(found)
        files += found.files
        faults += wrong
    ours = tuple(it for found in sheets for it in found.sheets)
    others = tuple(it for found in sheets for it in found.others)
    return UnitSheets(ours, others, tuple(dict.fromkeys(files))), faults


def _find_in(
    path: str, name: str, owner: ExportOwner, place: Place, aside: Collection[str]
) -> tuple[UnitSheets, list[Fault]]:
    if not noted.is_there(path):
        message, help_ = f"没有“{name}”这个文件或文件夹", advice.at(place, advice.NAME_EACH)
        return UnitSheets(files=(path,)), [Fault(NO_FILE, message, place, help=help_)]
    if not os.path.isdir(path):
        (found, others), faults = _open(path, owner)
        if not found and not faults:
            faults = [_not_ours(path, owner, place)]
        return UnitSheets(found, others, (path,)), faults
    folder = export_folders.look(path)
    looked, ours = _choose(folder, owner, aside)
    if not looked and any(it.startswith(os.path.join(path, "")) for it in aside):
        return UnitSheets(files=(path,)), []
    if len(ours) == 1:
        (found, others), faults = _open(ours[0], owner)
        return UnitSheets(found, others, (path, *looked)), faults
    files = [it for it in folder.exports if it not in aside]
    return UnitSheets(files=(path, *looked)), [_tell_ambiguous(name, files, ours, owner, place)]


def list_candidates(path: str, owner: ExportOwner) -> list[str]:
    """The files that are a unit's: in a folder, or the file itself if it is."""
    if os.path.isdir(path):
        return _choose(export_folders.look(path), owner)[1]
    return [path] if _is_ours(path, owner, named=True) else []


def _choose(
    folder: ExportFolder, owner: ExportOwner, aside: Collection[str] = ()
) -> tuple[Sequence[str], list[str]]:
    """Which of a folder's files are looked at for a unit, and which of these are its own."""
    named = [it for it in folder.list_called(owner) if is_export(it) and it not in aside]
    looked = named or [it for it in folder.exports if it not in aside]
    return looked, [it for it in looked if _is_ours(it, owner, named=bool(named))]


def _is_ours(path: str, owner: ExportOwner, *, named: bool) -> bool:
    """Whether a file's sheets are a unit's: where its name says so, those that name none as well.

    One that is called so and cannot be read is its own, so that this is told.
    """
    marked_ = _read_marks(path)
    if marked_ is None:
        return named
    said = [recognising.is_of(it, *owner) for it in marked_]
    return any(said) or (named and bool(said) and False not in said)


@by_content.keep(4096)  # of a folder with many units' files each is looked at for every unit
def _read_marks(path: str) -> tuple[SheetMarks, ...] | None:
    """What stands above the tables of a file (of a filing: nothing); None: it cannot be read."""
    if marked.is_marked(path):
        return ()
    book, _ = read_book(path)
    return None if book is None else tuple(marks for _, marks in _mark(path))


def says_whose(path: str) -> bool:
    """Whether a sheet of a file says of which unit it is."""
    return any(it.names or it.codes for it in _read_marks(path) or ())


def _open(path: str, owner: ExportOwner) -> tuple[tuple[Marked, Marked], list[Fault]]:
    """The sheets of a file that are a unit's, or say nobody's, and those of others.

    None are the unit's where some are others' and none says that it is.
    """
    book, faults = read_book(path)
    if book is None:
        return ((), ()), list(faults)
    read = _mark(path)
    said = [(sheet, marks, recognising.is_of(marks, *owner)) for sheet, marks in read]
    if any(ours is False for _, _, ours in said) and not any(ours for _, _, ours in said):
        return ((), ()), []
    ours_, others = (
        tuple((sheet, marks) for sheet, marks, ours in said if (ours is False) is strange)
        for strange in (False, True)
    )
    return (ours_, others), list(faults)


@by_content.keep(8)  # many units may stand in one file
def read_book(path: str) -> tuple[Spreadsheet | None, tuple[Fault, ...]]:
    """What a file holds; read once as long as it stays the same."""
    book, faults = reading.read(Path(path))
    return book, tuple(faults)


@by_content.keep(8)
def _mark(path: str) -> Marked:
    """The sheets of a file that can be read, with what stands above their tables."""
    book, _ = read_book(path)
    sheets = book.sheets if book is not None else ()
    return tuple((sheet, recognising.read_marks(sheet)) for sheet in sheets)


def _not_ours(path: str, owner: ExportOwner, place: Place) -> Fault:
    units = list_units(path)
    message = f"{os.path.basename(path)} 里没有这个单位的表"
    notes = (f"里面是：{'、'.join(units[:MAX_LISTED])}",)
    help_ = f"检查文件；表上的编制单位要与“{owner.name}”一致"
    return Fault(NOT_OURS, message, place, notes=notes, help=help_)


def list_units(path: str) -> list[str]:
    """The names of the units that a file's sheets say they are of, each once."""
    sheets = _mark(path)
    return list(dict.fromkeys(text for _, marks in sheets for _, text in marks.names))


def _tell_ambiguous(
    name: str, files: Sequence[str], ours: Sequence[str], owner: ExportOwner, place: Place
) -> Fault:
    listed = [os.path.basename(it) for it in (ours or files)]
    there = "、".join(listed[:MAX_LISTED]) + ("等" if len(listed) > MAX_LISTED else "")
    if ours:
        message = f"{name} 里有 {len(ours)} 个文件是这个单位的：{there}"
        help_ = f"留下一个；或在“{EXPORTS}”里写明文件名"
    else:
        message = f"{name} 里没有这个单位的导出文件"
        help_ = f"文件名里写上单位的代码（{owner.code}）或全称，或在“{EXPORTS}”里写明文件名"
    notes = (f"里面有：{there}",) if files and not ours else ()
    return Fault(NO_FILE, message, place, Severity.ERROR, notes, help=help_)
