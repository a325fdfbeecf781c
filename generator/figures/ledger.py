"""One unit's entries and typed figures: what a selection of them amounts to, and from where.

A ledger gives a book its leaves; `book` derives everything else from them. Other ledgers, of
bases, are in `sparse` and `borrowing`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any, Protocol

from generator.addresses import Steps
from generator.diagnostics import Fault
from generator.figures import codes
from generator.figures.entries import Entry, Leaf, Selecting, leaf_of
from generator.filing.filing import Filing
from generator.filing.kinds import Amount, Code
from generator.filing.values import at
from generator.filing.yaml_tree import Path_
from generator.frozen import Frozen, field
from generator.packs.classification import Classification
from generator.packs.definitions import Definitions, EntryList, Selection
from generator.vocabulary import ACCOUNT_NAMES, CODE_DIMENSION


class Leaves(Protocol):
    """Where a book takes the figures that it cannot derive."""

    def stated(self, steps: Steps) -> Leaf | None:
        """The figure stated for an address itself; a filing's own are entries and typed figures."""
        return None

    def settle(self, stated: Collection[Steps]) -> "Leaves":
        """The same without what is unknown of it and stated above it."""
        return self

    def typed(self, steps: Steps) -> Leaf:
        """The figure typed in its own section."""

    def selected(self, steps: Steps, selection: Selection, code: str | None) -> Leaf:
        """The sum of the entries that a selection takes, under a code or under all."""

    def sums(self, selection: Selection, size: int) -> Mapping[str, Leaf] | None:
        """All that `selected` gives under codes of one length, but for nothing.

        None where that depends on more than the code.
        """
        return None

    def codes(self, table: Steps, selections: Sequence[Selection]) -> set[str]:
        """The lowest-level codes under which a table has money."""

    def records(self, steps: Steps) -> int | None:
        """How many records a list holds; None in a base, which has no lists."""
        return None


class Ledger(Frozen, Leaves):
    """This year's entries and typed figures."""

    filing: Filing
    entries: Mapping[str, tuple[Entry, ...]]
    adjusted: Mapping[tuple[Path_, ...], Decimal] = field(default_factory=dict)

    @cached_property
    def _selecting(self) -> Selecting:
        return Selecting(self.entries)

    @cached_property
    def _sections(self) -> dict[Steps, Mapping[str, Any]]:
        return {}  # those that were asked for: each has several figures

    def typed(self, steps: Steps) -> Leaf:
        """The figure typed in its own section."""
        section = self._sections.get(steps[:-1])
        if section is None:
            section = self._sections[steps[:-1]] = at(self.filing.data, steps[:-1])
        return leaf_of(section[steps[-1]])

    def selected(self, steps: Steps, selection: Selection, code: str | None) -> Leaf:
        """The exact sum of the entries that the selection takes."""
        leaf = self._selecting.add_up(selection, code or "")
        if self.adjusted and leaf.paths in self.adjusted:
            return leaf._replace(value=self.adjusted[leaf.paths])
        return leaf

    def sums(self, selection: Selection, size: int) -> Mapping[str, Leaf] | None:
        """The exact sums of the entries that the selection takes."""
        return None if self.adjusted else self._selecting.list_sums(selection, size)

    def codes(self, table: Steps, selections: Sequence[Selection]) -> set[str]:
        """The codes of the entries with money that any of the selections takes."""
        return {
            entry.code
            for selection in selections
            for entry in self._selecting.take(selection).entries
            if entry.code and not entry.amount.value.is_zero()
        }

    def records(self, steps: Steps) -> int | None:
        """How many records a list holds."""
        return len(at(self.filing.data, steps))

    @property
    def spent(self) -> tuple[str, ...]:
        """The code of every entry that has one."""
        return tuple({it.code for listed in self.entries.values() for it in listed if it.code})


def build(
    filing: Filing, definitions: Definitions, tables: Mapping[str, Classification]
) -> tuple[Ledger, list[Fault]]:
    """The ledger of a filing's lists, with the faults of its coordinates and codes.

    Two members of a department may have money at the same coordinates; one filing may not.
    """
    faults: list[Fault] = []
    entries: dict[str, tuple[Entry, ...]] = {}
    own, told = account_names(filing, definitions), codes.AlreadyTold(set(), set())
    faults += codes.find_misnamed(
        filing, {it.classification for it in definitions.lists.values()}, tables
    )
    for spec in definitions.lists.values():
        made = tuple(_list_entries(spec, filing.data[spec.name]))
        faults += codes.find_faults(filing, spec, tables[spec.classification], own, told)
        faults += _find_repeated(filing, spec, made)
        entries[spec.name] = made
    faults += codes.find_unsure(filing, definitions.lists.values(), tables, own)
    return Ledger(filing, entries), faults


def _list_entries(spec: EntryList, items: Iterable[Mapping[str, Any]]) -> Iterator[Entry]:
    for item in items:
        typed: Code | None = item[CODE_DIMENSION]
        keys = {name: str(item[name]) for name in spec.keys if name in item}
        for value in spec.values:
            amount: Amount = item[value]
            if amount.path or amount.missing:
                coordinates = {**keys, spec.spread: value}
                yield Entry(spec.name, typed.code if typed else None, coordinates, amount)


def _find_repeated(filing: Filing, spec: EntryList, entries: Iterable[Entry]) -> Iterator[Fault]:
    first: dict[tuple[object, ...], Entry] = {}
    for entry in entries:
        path = entry.amount.path
        member = path[0] if path and isinstance(path[0], int) else None
        key = (member, entry.code, *sorted(entry.coordinates.items()))
        before = first.setdefault(key, entry)
        if before is not entry and entry.amount.path and not entry.doubtful:
            place = filing.source.place(entry.amount.path)
            earlier = filing.source.place(before.amount.path)
            labels = "、".join(filter(None, (entry.code, *entry.coordinates.values())))
            message = f"“{spec.name}”里同一项写了两次：{labels}"
            notes, related = (f"{earlier.spot}已经写过",), ((earlier, "先写在这里"),)
            help_ = "合成一条，或改正其中一条的科目"
            yield Fault("L401", message, place, notes=notes, related=related, help=help_)


def account_names(filing: Filing, definitions: Definitions) -> dict[str, str]:
    """The names that the filing itself gives to codes, for those a table does not know."""
    names = {str(code): str(name) for code, name in filing.data.get(ACCOUNT_NAMES, {}).items()}
    for spec in definitions.lists.values():
        for item in filing.data[spec.name]:
            typed: Code | None = item[CODE_DIMENSION]
            if typed is not None and typed.name:
                names.setdefault(typed.code, typed.name)
    return names
