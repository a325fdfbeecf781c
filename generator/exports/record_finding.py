"""Which tables of single records are a unit's: those of the files that its filing names, and of a
folder's, which may hold those of other units too.
"""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.diagnostics import Fault, Place, Severity
from generator.exports import export_folders, finding, labels, record_files, record_grid
from generator.exports.export_folders import ExportOwner
from generator.exports.record_files import LeftFiles, LookedInto
from generator.exports.record_grid import RecordGrid
from generator.exports.record_sheets import RecordTable
from generator.filing.source import Source
from generator.packs.record_forms import RecordForm
from generator.vocabulary import EXPORTS, SHARED_FILE

NO_TABLE = "L461"
_UNREAD = (".doc", ".wps")
_NAME_IT = "是这个单位的，文件名里写上单位代码，或者放进以单位代码命名的文件夹"


class RecordTables(NamedTuple):
    """The tables that are a unit's, the files that were looked at, those that hold nothing else."""

    tables: tuple[RecordTable, ...] = ()
    files: tuple[str, ...] = ()
    only: frozenset[str] = frozenset()

    @property
    def sheets(self) -> set[tuple[str, str]]:
        """File and name of the sheets that they stand on."""
        return {(it.sheet.file, it.sheet.name) for it in self.tables}


class _Wanted(NamedTuple):
    """Whose tables are looked for, of which forms; where the filing says so, in the file that
    units share (`is_shared`) or its own; `is_stated`: it states records itself.
    """

    owner: ExportOwner
    forms: tuple[RecordForm, ...]
    place: Place
    is_shared: bool
    is_stated: bool


def find(source: Source, forms: Sequence[RecordForm]) -> tuple[RecordTables, list[Fault]]:
    """The tables of a filing's unit in the files and folders that it names."""
    said, owner = source.data[EXPORTS], finding.owner_of(source)
    made, faults = list[RecordTables](), list[Fault]()
    is_stated = any(source.data.get(form.into) for form in forms)
    for index, name in enumerate([said] if isinstance(said, str) else said):
        place = source.place((EXPORTS,) if isinstance(said, str) else (EXPORTS, index))
        if not isinstance(name, str) or not forms:
            continue
        is_shared = os.path.basename(place.file) == SHARED_FILE
        wanted = _Wanted(owner, tuple(forms), place, is_shared, is_stated)
        path = os.path.join(os.path.dirname(place.file), name)
        if os.path.isdir(path):
            found, wrong = _find_in_folder(path, wanted)
        else:
            found, wrong = _find_in_file(path, name, wanted)
        made.append(found)
        faults += wrong
    return _join(made), faults


def _join(made: Sequence[RecordTables]) -> RecordTables:
    return RecordTables(
        tuple(it for of in made for it in of.tables),
        tuple(dict.fromkeys(it for of in made for it in of.files)),
        frozenset(it for of in made for it in of.only),
    )


def _find_in_file(path: str, name: str, wanted: _Wanted) -> tuple[RecordTables, list[Fault]]:
    opened, is_word = record_files.look_into(path, wanted.forms), record_files.is_word(path)
    files, only = (path,), frozenset((path,) if is_word or opened.is_only else ())
    if is_word and opened.fault:
        message, help_ = f"{name}：{opened.fault.message}", opened.fault.help
        fault = Fault(NO_TABLE, message, wanted.place, help=help_)
        return RecordTables(files=files, only=only), [fault]
    if is_word and not opened.tables:
        titles = "、".join(dict.fromkeys(it for form in wanted.forms for it in form.titles))
        message, help_ = f"{name} 里没有能取的表", f"认得的表：{titles}"
        fault = Fault(NO_TABLE, message, wanted.place, help=help_)
        return RecordTables(files=files, only=only), [fault]
    return RecordTables(opened.tables, files, only), []


# -- folders ---------------------------------------------------------------------------------------


def _find_in_folder(folder: str, wanted: _Wanted) -> tuple[RecordTables, list[Fault]]:
    """The unit's tables; of a folder with several units' exports only what says that it is."""
    owner, place = wanted.owner, wanted.place
    own, others, left = record_files.list_files(folder, owner, wanted.is_shared)
    paths = sorted((*own, *others), key=record_files.order_of)
    opened = {path: record_files.look_into(path, wanted.forms) for path in paths}
    only = frozenset(it for it in paths if record_files.is_word(it) or opened[it].is_only)
    is_shared = wanted.is_shared or _is_shared(opened, own, owner)
    sure = set(own) if is_shared else set(paths)  # whose tables are the unit's, whatever they say
    tables, others_ = _share_out(opened, sure, owner)
    faults = [
        _tell_useless(it, place)
        for path, it in opened.items()
        if path in sure and record_files.is_word(path) and not (it.is_made or it.tables)
    ]
    faults += [*_tell_others(others_, place), *_tell_nobodys(opened, sure, owner, place)]
    if left.number and not (wanted.is_shared and (tables or wanted.is_stated)):
        faults.append(_tell_left(left, place))
    if not is_shared:
        faults += [*_tell_unreadable(folder, place), *_tell_strange(opened, own, place)]
    below = {os.path.dirname(it) for it in own}
    looked = [it for it in paths if it in sure or it in only]
    return RecordTables(tuple(tables), (folder, *sorted(below), *looked), only), faults


def _is_shared(opened: Mapping[str, LookedInto], own: Collection[str], owner: ExportOwner) -> bool:
    """Whether several exports lie in a folder: files that say whose they are, or are called so."""
    exports = [
        path
        for path, it in opened.items()
        if not (record_files.is_word(path) or it.is_only or it.is_filing)
        and (it.says_whose or path in own or record_files.has_other_code(path, owner))
    ]
    return len(exports) > 1


def _share_out(
    opened: Mapping[str, LookedInto], sure: Collection[str], owner: ExportOwner
) -> tuple[list[RecordTable], list[RecordTable]]:
    """The unit's tables, and those that name it and are another's; none of what we have printed."""
    ours, others = list[RecordTable](), list[RecordTable]()
    for path, it in opened.items():
        for table in () if it.is_made else it.tables:
            rank = 0 if path in sure else _rank(table, owner)
            (ours if rank == 0 else others if rank > 0 else []).append(table)
    return ours, others


def _find_names(table: RecordTable) -> Iterator[tuple[int, str]]:
    """The names beside the labels that say whose a table is, with the numbers of the labels."""
    grid, form = RecordGrid(table.sheet, *table.rows), table.form
    others = set(map(record_grid.label, (*form.beside, *form.whose)))
    for rank, said in enumerate(form.whose):
        wanted = record_grid.label(said)
        heads = [it for it in grid.boxes if it.label == wanted][:1]
        beside = [it for head in heads for it in grid.own(head.area.top) if it.spot > head.spot]
        if beside and beside[0].label not in others:
            yield rank, labels.plain(beside[0].cell.text)


def _rank(table: RecordTable, owner: ExportOwner) -> int:
    """Which of the labels that say whose a table is names the unit; less than 0 where none does."""
    own = labels.plain(owner.name)
    return next((rank for rank, name in _find_names(table) if own and name == own), -1)


# -- telling what is not taken ---------------------------------------------------------------------


def _tell_unreadable(folder: str, place: Place) -> Iterator[Fault]:
    """The files of a unit's own folder that are tables, maybe, but of a kind that is not read."""
    names = [it for it in export_folders.look(folder).paths if it.lower().endswith(_UNREAD)]
    if names:
        message = f"{record_files.name_some(names)} 没有取，只认表格文件和 .docx"
        yield Fault(NO_TABLE, message, place, Severity.WARNING, help="里面有表的，另存为 .docx")


def _tell_useless(of: LookedInto, place: Place) -> Fault:
    """A document of the unit's that holds no table, or cannot be read."""
    name = os.path.basename(of.path)
    if of.fault:
        return Fault(NO_TABLE, f"{name}：{of.fault.message}", place, help=of.fault.help)
    message, help_ = f"{name} 里没有能取的表", "用不着的，移出这个文件夹"
    return Fault(NO_TABLE, message, place, Severity.WARNING, help=help_)


def _tell_others(left: Sequence[RecordTable], place: Place) -> Iterator[Fault]:
    if left:
        shown, whose = record_files.name_some([it.sheet.file for it in left]), left[0].form.whose
        message = f"{shown} 里有 {len(left)} 张表的{whose[0]}不是这个单位（{whose[1]}是），没有取"
        yield Fault(NO_TABLE, message, place, Severity.WARNING, help=_NAME_IT)


def _tell_nobodys(
    opened: Mapping[str, LookedInto], sure: Collection[str], owner: ExportOwner, place: Place
) -> Iterator[Fault]:
    """Tables of which neither they themselves nor the names of their files say whose they are."""
    found = [
        table
        for path, it in opened.items()
        if path not in sure and not it.is_made and not record_files.has_other_code(path, owner)
        for table in it.tables
        if not any(name for _, name in _find_names(table))
    ]
    if found:
        shown = record_files.name_some([it.sheet.file for it in found])
        message = f"{shown} 里有 {len(found)} 张表没有写是哪个单位的，没有取"
        yield Fault(NO_TABLE, message, place, Severity.WARNING, help=_NAME_IT)


def _tell_left(left: LeftFiles, place: Place) -> Fault:
    message = f"文件太多，有 {left.number} 个没有看：{record_files.name_some(left.first)}"
    return Fault(NO_TABLE, message, place, Severity.WARNING, help=f"{_NAME_IT}")


def _tell_strange(
    opened: Mapping[str, LookedInto], own: Collection[str], place: Place
) -> Iterator[Fault]:
    """Spreadsheets beside the unit's that hold nothing that is known, nor say whose they are."""
    found = [
        path
        for path, it in opened.items()
        if path not in own
        and not (record_files.is_word(path) or it.tables or it.says_whose or it.is_filing)
    ]
    if found and len(found) < len(opened):
        message = f"{record_files.name_some(found)} 没有取，认不出是什么表"
        help_ = "要取的，改回原来的标题和标签；用不着的，移出这个文件夹"
        yield Fault(NO_TABLE, message, place, Severity.WARNING, help=help_)
