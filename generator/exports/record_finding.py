"""Which tables of single records are a unit's: those of the files that its filing names, and of a
folder's, which may hold those of other units too.
"""

import os
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.diagnostics import Fault, Place, Severity
from generator.exports import finding, labels, record_grid, record_sheets, word_sheets
from generator.exports.finding import ExportOwner
from generator.exports.record_grid import RecordGrid
from generator.exports.record_sheets import RecordTable
from generator.filing.source import Source
from generator.packs.record_forms import RecordForm
from generator.vocabulary import EXPORTS, SHARED_FILE

NO_TABLE = "L461"
FEW, MOST_OPENED = 24, 100  # of a folder's files that are not called the unit's
MOST_LISTED = 6
_UNREAD = (".doc", ".wps")
_NUMBER = re.compile(r"(\d+)")


class RecordTables(NamedTuple):
    """The tables that are a unit's, the files that were looked at, those that hold nothing else."""

    tables: tuple[RecordTable, ...] = ()
    files: tuple[str, ...] = ()
    only: frozenset[str] = frozenset()

    @property
    def sheets(self) -> set[tuple[str, str]]:
        """File and name of the sheets that they stand on."""
        return {(it.sheet.file, it.sheet.name) for it in self.tables}


class _LookedInto(NamedTuple):
    """What was found in a file; `fault` is why it could not be read."""

    path: str
    tables: tuple[RecordTable, ...]
    is_only: bool
    fault: Fault | None = None
    is_made: bool = False  # whether we have printed it


def find(source: Source, forms: Sequence[RecordForm]) -> tuple[RecordTables, list[Fault]]:
    """The tables of a filing's unit in the files and folders that it names."""
    said, owner = source.data[EXPORTS], finding.owner_of(source)
    made, faults = list[RecordTables](), list[Fault]()
    for index, name in enumerate([said] if isinstance(said, str) else said):
        place = source.place((EXPORTS,) if isinstance(said, str) else (EXPORTS, index))
        if not isinstance(name, str) or not forms:
            continue
        path = os.path.join(os.path.dirname(place.file), name)
        if os.path.isdir(path):
            is_shared = os.path.basename(place.file) == SHARED_FILE
            found, wrong = _find_in_folder(path, name, owner, tuple(forms), place, is_shared)
        else:
            found, wrong = _find_in_file(path, name, tuple(forms), place)
        made.append(found)
        faults += wrong
    return _join(made), faults


def _join(made: Sequence[RecordTables]) -> RecordTables:
    return RecordTables(
        tuple(it for of in made for it in of.tables),
        tuple(dict.fromkeys(it for of in made for it in of.files)),
        frozenset(it for of in made for it in of.only),
    )


def _find_in_file(
    path: str, name: str, forms: tuple[RecordForm, ...], place: Place
) -> tuple[RecordTables, list[Fault]]:
    opened, is_word = _open(path, finding.stamp(path), forms), _is_word(path)
    files, only = (path,), frozenset((path,) if is_word or opened.is_only else ())
    if is_word and opened.fault:
        message, help_ = f"{name}：{opened.fault.message}", opened.fault.help
        return RecordTables(files=files, only=only), [Fault(NO_TABLE, message, place, help=help_)]
    if is_word and not opened.tables:
        titles = "、".join(dict.fromkeys(it for form in forms for it in form.titles))
        message, help_ = f"{name} 里没有能取的表", f"认得的表：{titles}"
        return RecordTables(files=files, only=only), [Fault(NO_TABLE, message, place, help=help_)]
    return RecordTables(opened.tables, files, only), []


def _is_word(path: str) -> bool:
    return path.lower().endswith(word_sheets.SUFFIX)


@lru_cache(maxsize=4096)  # of a folder with many units' files each is looked at for every unit
def _open(path: str, stamp: tuple[int, int], forms: tuple[RecordForm, ...]) -> _LookedInto:
    if _is_word(path):
        sheets, faults, is_made = word_sheets.read(path)
    else:
        book, faults = finding.read_book(path)
        sheets, is_made = book.sheets if book else (), False
    found = [record_sheets.find(it, forms) for it in sheets]
    is_only = any(found) and all(of or not it.cells for of, it in zip(found, sheets, strict=True))
    tables, fault = tuple(it for of in found for it in of), next(iter(faults), None)
    return _LookedInto(path, tables, is_only, fault, is_made)


# -- folders ---------------------------------------------------------------------------------------


def _find_in_folder(
    folder: str,
    name: str,
    owner: ExportOwner,
    forms: tuple[RecordForm, ...],
    place: Place,
    is_shared: bool,
) -> tuple[RecordTables, list[Fault]]:
    """The unit's tables; of a folder with several units' exports only what says that it is."""
    own, others = _list_files(folder, owner)
    paths = sorted((*own, *others), key=order_of)
    opened = {path: _open(path, finding.stamp(path), forms) for path in paths}
    only = frozenset(path for path, it in opened.items() if _is_word(path) or it.is_only)
    exports = [it for it in finding.list_exports(folder) if it not in only]
    is_shared = is_shared or len(exports) > 1
    tables, left, faults = list[RecordTable](), list[RecordTable](), list[Fault]()
    for path, it in opened.items():
        if it.is_made:  # a document that lies beside the exports it was made from
            continue
        if _is_word(path) and not it.tables and (path in own or not is_shared):
            faults.append(_tell_useless(it, place))
        for table in it.tables:
            rank = 0 if path in own or not is_shared else _rank(table, owner)
            (tables if rank == 0 else left if rank > 0 else []).append(table)
    faults += _tell_left(left, place)
    faults += [] if is_shared else _tell_unreadable(folder, place)
    below = {os.path.dirname(it) for it in own}
    looked = [it for it in paths if not is_shared or it in own or it in only]
    return RecordTables(tuple(tables), (folder, *sorted(below), *looked), only), faults


def _tell_unreadable(folder: str, place: Place) -> Iterator[Fault]:
    """The files of a unit's own folder that are tables, maybe, but of a kind that is not read."""
    names = sorted(it for it in os.listdir(folder) if it.lower().endswith(_UNREAD))
    if names:
        shown = "、".join(names[:MOST_LISTED]) + ("等" if len(names) > MOST_LISTED else "")
        message, help_ = f"{shown} 没有取，只认表格文件和 .docx", "里面有表的，另存为 .docx"
        yield Fault(NO_TABLE, message, place, Severity.WARNING, help=help_)


def _tell_useless(of: _LookedInto, place: Place) -> Fault:
    """A document of the unit's that holds no table, or cannot be read."""
    name = os.path.basename(of.path)
    if of.fault:
        return Fault(NO_TABLE, f"{name}：{of.fault.message}", place, help=of.fault.help)
    message, help_ = f"{name} 里没有能取的表", "用不着的，移出这个文件夹"
    return Fault(NO_TABLE, message, place, Severity.WARNING, help=help_)


def _list_files(folder: str, owner: ExportOwner) -> tuple[list[str], list[str]]:
    """The files that are called the unit's, or lie in a folder that is, and those that are not."""
    own, others = list[str](), list[str]()
    for path in _list_folder(folder):
        if os.path.isdir(path):
            if owner.is_in(os.path.basename(path)):
                own += [it for it in _list_folder(path) if not os.path.isdir(it)]
        else:
            (own if owner.is_in(os.path.basename(path)) else others).append(path)
    if len(others) > FEW:
        others = [it for it in others if not _has_other_code(it, owner)]
    return own, others if len(others) <= MOST_OPENED else [*filter(_is_word, others)]


def _list_folder(folder: str) -> list[str]:
    """What may hold tables in a folder, and the folders in it: 2 goes before 10."""
    try:
        names = [it.name for it in os.scandir(folder) if it.is_dir()]
    except OSError:
        names = []
    try:
        words = [it for it in os.listdir(folder) if _is_word(it)]
    except OSError:
        words = []
    kept = [it for it in (*names, *words) if not it.startswith(finding.ASIDE)]
    paths = [*(os.path.join(folder, it) for it in kept), *finding.list_exports(folder)]
    return sorted(paths, key=order_of)


def order_of(path: str) -> list[tuple[int, str]]:
    """What files are put in order by: numbers by what they are."""
    parts = _NUMBER.split(os.path.basename(path))
    return [(int(it), "") if it.isdigit() else (0, it) for it in parts]


def _has_other_code(path: str, owner: ExportOwner) -> bool:
    stem = os.path.splitext(os.path.basename(path))[0]
    return any(len(it) == len(owner.code) for it in _NUMBER.findall(stem))


def _rank(table: RecordTable, owner: ExportOwner) -> int:
    """Which of the labels that say whose a table is names the unit; less than 0 where none does."""
    grid, own = RecordGrid(table.sheet, *table.rows), labels.plain(owner.name)
    for rank, said in enumerate(table.form.whose):
        wanted = record_grid.label(said)
        heads = [it for it in grid.boxes if it.label == wanted][:1]
        beside = [it for head in heads for it in grid.own(head.area.top) if it.spot > head.spot]
        if beside and own and labels.plain(beside[0].cell.text) == own:
            return rank
    return -1


def _tell_left(left: Sequence[RecordTable], place: Place) -> Iterator[Fault]:
    if left:
        files = dict.fromkeys(os.path.basename(it.sheet.file) for it in left)
        shown = "、".join([*files][:MOST_LISTED]) + ("等" if len(files) > MOST_LISTED else "")
        whose = left[0].form.whose
        message = f"{shown} 里有 {len(left)} 张表的{whose[0]}不是这个单位（{whose[1]}是），没有取"
        help_ = "是这个单位的，文件名里写上单位代码，或者放进以单位代码命名的文件夹"
        yield Fault(NO_TABLE, message, place, Severity.WARNING, help=help_)
