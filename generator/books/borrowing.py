"""Another filing as a base: last year's accounts, or this year's budget, read with its own pack.

What that filing calls its lists and dimensions, and which codes have changed since, stands in
`tables.yaml` under `bases`. Only its entries and typed figures are taken, never its own bases.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.addresses import Steps
from generator.books import renaming
from generator.books.renaming import RenamedLedger
from generator.consolidation import department
from generator.diagnostics import Fault, Place, Severity, has_errors
from generator.figures import ledger
from generator.figures.entries import UNKNOWN, Leaf, leaf_of
from generator.filing import shared
from generator.filing.filing import Filing
from generator.filing.kinds import Amount
from generator.filing.legible import is_same_name
from generator.filing.values import at
from generator.frozen import Frozen, replace
from generator.kept import reading
from generator.packs import finding
from generator.packs.definitions import Selection
from generator.packs.pack import BaseFile, Pack

_CHECK_PATH = "检查文件名和所在的文件夹；没有这个文件的，删去这一行，把数逐项写上"


class BorrowedLedger(RenamedLedger):
    """Another filing's entries in this pack's terms; its typed figures where the kinds agree.

    Its paths lead into that filing, and so into none of this one's: they are given only `placed`.
    """

    same_kind: bool = False
    placed: bool = False

    def typed(self, steps: Steps) -> Leaf:
        """The figure typed at the same address, if the other filing has such a section."""
        try:
            amount = at(self.entries.filing.data, steps) if self.same_kind else None
        except LookupError:
            return UNKNOWN
        return self._place(leaf_of(amount)) if isinstance(amount, Amount) else UNKNOWN

    def selected(self, steps: Steps, selection: Selection, code: str | None) -> Leaf:
        """The sum of the entries; a list that the other kind does not have is unknown."""
        return self._place(super().selected(steps, selection, code))

    def _place(self, leaf: Leaf) -> Leaf:
        return leaf if self.placed else leaf._replace(paths=())


class Borrowed(Frozen):
    """What another filing lends: where it lies, its ledger, and its names of accounts."""

    file: str
    ledger: BorrowedLedger
    names: Mapping[str, str]
    # The file as it was opened, and what the pack is made of that it was read with.
    drawn: tuple[str, ...]


def borrow(
    filing: Filing, pack: Pack, files: Mapping[str, BaseFile]
) -> tuple[dict[str, Borrowed], list[Fault]]:
    """The bases that a filing takes from other filings, of those that it may, by their names."""
    files = {base: file for base, file in files.items() if filing.data.get(file.key)}
    read = {base: _read(filing.data[file.key], file, filing, pack) for base, file in files.items()}
    lent = {base: borrowed for base, (borrowed, _) in read.items() if borrowed is not None}
    return lent, [fault for _, faults in read.values() for fault in faults]


def _read(
    name: str, file: BaseFile, filing: Filing, pack: Pack
) -> tuple[Borrowed | None, list[Fault]]:
    place = filing.source.place((file.key,))
    path = Path(filing.source.file).parent / name
    if reading.are_same(path, filing.source.file):
        help_ = f"写{file.key}的文件名；没有的，删去这一行"
        return None, [Fault("L411", f"{name}：写的是这份填报文件自己", place, help=help_)]
    other, other_pack, faults = _open(path, pack.root)
    if other is None or other_pack is None:
        why = next(filter(_stops, faults)).message
        return None, [Fault("L411", f"{name}：{why}", place, help=_CHECK_PATH)]
    entries, more = ledger.build(other, other_pack.definitions, other_pack.classifications)
    unfit = list(_check_fit(other, other_pack, file, filing))  # which no correcting of it mends
    if has_errors((*unfit, *faults, *more)):
        return None, [_refuse(name, path, place, unfit, [*faults, *more])]
    lists = file.lists or {it: {"from": it} for it in entries.entries}
    own = replace(entries, entries=dict(renaming.rename(entries, lists, file.codes)))
    names = ledger.account_names(other, other_pack.definitions)
    dimensions = renaming.dimensions_of(lists, other_pack.definitions.lists)
    lent = BorrowedLedger(own, dimensions, same_kind=other_pack.key[0] == pack.key[0])
    files = (*other.source.files, *other.source.all_exports)
    return Borrowed(name, lent, names, (*files, *other_pack.made_of)), []


def _refuse(
    name: str, path: Path, place: Place, unfit: Sequence[Fault], faults: Sequence[Fault]
) -> Fault:
    """Why a filing lends nothing: it is another than the one that is meant, or it has an error."""
    why = next(filter(_stops, (*unfit, *faults)))
    help_ = why.help if unfit else f"先改正 {name}：gongkai check {path}"
    return Fault("L411", f"{name}：{why.message}", place, help=help_)


def _stops(fault: Fault) -> bool:
    return fault.severity is Severity.ERROR


def _open(path: Path, root: Path) -> tuple[Filing | None, Pack | None, list[Fault]]:
    """A filing and its pack, as far as there are any, and what is wrong with them."""
    source, faults = shared.load(path)
    pack, faults = finding.find(source, root) if source else (None, faults)
    filing, faults = department.read(source, pack) if source and pack else (None, faults)
    return filing, pack, faults


def _check_fit(other: Filing, other_pack: Pack, file: BaseFile, filing: Filing) -> Iterator[Fault]:
    """The other filing must be of the kind, the year and the unit that the base means."""
    place = other.source.place(())
    year = filing.year + file.years
    if (other_pack.key[0], other.year) != (file.kind, year):
        yield Fault("L411", f"应是 {year} 年度的{file.kind}", place, help=_CHECK_PATH)
    elif not is_same_name(other.unit_name, filing.unit_name):
        yield Fault("L411", f"是另一个单位的：{other.unit_name}", place, help=_CHECK_PATH)
