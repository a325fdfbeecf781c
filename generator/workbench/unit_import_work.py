"""What an export that is dropped for a filing would change in it, cell by cell; nothing is written.

It runs in a process of its own, as all that opens files of strangers.
"""

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from generator.consolidation import department
from generator.diagnostics import Fault
from generator.exits import RefusedError
from generator.filing import shared
from generator.filing.source import Source
from generator.kept import fingerprints, library
from generator.packs import finding
from generator.packs.pack import Pack
from generator.vocabulary import EXPORTS
from generator.workbench import import_folder
from generator.workbench.import_work import OF_EXPORTS
from generator.workbench.job_process import JobStep, Tell
from generator.workbooks import drawn_cells, offered
from generator.workbooks.drawn_cells import CellChange
from generator.workbooks.offered import Offered


class Exchange(NamedTuple):
    """A file that was dropped, and the one in whose place it goes (None: it is added), with the
    fingerprint of that.
    """

    new: Path
    old: Path | None
    known: str = ""


class ExaminedForUnit(NamedTuple):
    """What was dropped for a filing: what each is, what would be exchanged and change with it.

    `base` is the filing's fingerprint; `named` the files and folders that it draws on.
    """

    filing: Path
    base: str
    files: tuple[Offered, ...]
    exchanges: tuple[Exchange, ...] = ()
    named: tuple[Path, ...] = ()
    changes: tuple[CellChange, ...] = ()
    unchanged: int = 0
    faults: tuple[Fault, ...] = ()

    @property
    def added(self) -> tuple[Exchange, ...]:
        """The files that stand in no other's place."""
        return tuple(it for it in self.exchanges if it.old is None)


def examine(tell: Tell, folder: Path, filing: Path) -> ExaminedForUnit:
    """Look into every file, and read the filing as if it drew on those of use."""
    root, paths = library.current(), import_folder.list_kept(folder)
    base = fingerprints.of_file(str(filing)) or ""
    source, faults = shared.load(filing)
    pack = finding.find(source, root)[0] if source else None
    if source is None or pack is None:
        told = faults[0].message if faults else "文种、年度、地区没有写对"
        raise RefusedError(f"填报文件读不出来，先改正它：{told}")
    files = []
    for number, path in enumerate(paths):
        tell(JobStep(f"正在看 {path.name}", number, len(paths)))
        files.append(offered.look(path, root))
    tell(JobStep("与现在取的数相比", len(paths), len(paths)))
    found = ExaminedForUnit(filing, base, tuple(files), named=tuple(_list_named(source)))
    return _compare(found, source, pack)


def _compare(found: ExaminedForUnit, source: Source, pack: Pack) -> ExaminedForUnit:
    useful = [it for it in found.files if it.is_drawn_on and pack.key in it.votes]
    before, known = department.read_alone(source, pack)
    drawn_on = [Path(it) for it in before.source.exports if os.path.isfile(it)]
    exchanges = tuple(_pair(useful, drawn_on, pack.root))
    if not exchanges:
        return found
    gone = {it.old for it in exchanges}
    left = [it for it in drawn_on if it not in gone]
    new = source.drawing_from(*map(str, [*(it.new for it in exchanges), *left]))
    after, faults = department.read_alone(new, pack)
    changes = drawn_cells.compare(before.source, after.source)
    same = sum(1 for _ in drawn_cells.list_cells(after.source)) - len(changes)
    told = {(it.code, it.message) for it in known}
    ways = {f"{it.new.parent}{os.sep}" for it in exchanges}
    fresh = [_shorten(it, ways) for it in faults if it.code.startswith(OF_EXPORTS)]
    return found._replace(
        exchanges=exchanges,
        changes=tuple(changes),
        unchanged=max(same, 0),
        faults=tuple(it for it in fresh if (it.code, it.message) not in told),
    )


def _shorten(fault: Fault, ways: Collection[str]) -> Fault:
    """A fault without the ways to where files lie for the time being."""
    message = fault.message
    for way in ways:
        message = message.replace(way, "")
    return replace(fault, message=message)


def _list_named(source: Source) -> Iterator[Path]:
    said = source.data.get(EXPORTS)
    for index, name in enumerate(said if isinstance(said, list) else [said]):
        if isinstance(name, str):
            place = source.place((EXPORTS, index) if isinstance(said, list) else (EXPORTS,))
            yield Path(os.path.join(os.path.dirname(place.file), name))


def _pair(useful: Sequence[Offered], drawn_on: Sequence[Path], root: Path) -> Iterator[Exchange]:
    """In whose place each file goes: of the one that is called like it, else of the only one of
    its kind.
    """
    kinds = {path: offered.look(path, root).kind for path in drawn_on}
    left = list(drawn_on)
    for it in useful:
        alike = [path for path in left if path.name == it.path.name]
        alike = alike or [path for path in left if kinds[path] == it.kind]
        old = alike[0] if len(alike) == 1 else None
        if old is not None:
            left.remove(old)
        known = (fingerprints.of_file(str(old)) or "") if old else ""
        yield Exchange(it.path, old, known)
