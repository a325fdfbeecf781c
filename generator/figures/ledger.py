"""One unit's entries and typed figures: what a selection of them amounts to, and from where.

A ledger gives a book its leaves; `book` derives everything else from them. Other ledgers, of
bases, are in `sparse` and `borrowing`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

from generator.addresses import Steps
from generator.diagnostics import Fault
from generator.figures import codes
from generator.filing.filing import Filing
from generator.filing.kinds import Amount, Code
from generator.filing.values import at
from generator.filing.yaml_tree import Path_
from generator.frozen import Frozen, field
from generator.money import MISSING, ZERO
from generator.packs.classification import Classification
from generator.packs.definitions import Definitions, EntryList, Selection
from generator.vocabulary import ACCOUNT_NAMES, CODE_DIMENSION, MISSING_TEXT


class Leaf(NamedTuple):
    """An amount and the places in the filing that make it; `wan`: some were typed in 万元."""

    value: Decimal
    paths: tuple[Path_, ...] = ()
    wan: bool = False


def leaf_of(amount: Amount) -> Leaf:
    """A typed amount as a leaf."""
    return Leaf(amount.value, amount.paths, amount.wan)


NOTHING = Leaf(ZERO)
UNKNOWN = Leaf(MISSING)


class Entry(NamedTuple):
    """One amount with its coordinates: the account code and the value of each dimension.

    A code that is empty, and a coordinate that is still to be filled, may be any.
    """

    list: str
    code: str | None
    coordinates: Mapping[str, str]
    amount: Amount

    @property
    def doubtful(self) -> bool:
        """Whether it is not known where the amount belongs."""
        return self.code == "" or MISSING_TEXT in self.coordinates.values()


class _Taken(Frozen):
    """The entries that a selection takes, and their amounts under codes of each length.

    `open`: it may take others besides; `open_rows`: some of them may be under any code.
    """

    selection: Selection
    entries: tuple[Entry, ...]
    open: bool = False
    open_rows: bool = False
    under: dict[int, dict[str, list[Amount]]] = field(default_factory=dict)


class Leaves(Protocol):
    """Where a book takes the figures that it cannot derive."""

    def stated(self, steps: Steps) -> Leaf | None:
        """The figure stated for an address itself; a filing's own are entries and typed figures."""
        return None

    def typed(self, steps: Steps) -> Leaf:
        """The figure typed in its own section."""

    def selected(self, steps: Steps, selection: Selection, code: str | None) -> Leaf:
        """The sum of the entries that a selection takes, under a code or under all."""

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
    _taken: dict[int, _Taken] = field(default_factory=dict, compare=False)

    def typed(self, steps: Steps) -> Leaf:
        """The figure typed in its own section."""
        return leaf_of(at(self.filing.data, steps))

    def selected(self, steps: Steps, selection: Selection, code: str | None) -> Leaf:
        """The exact sum of the entries that the selection takes."""
        taken = self._entries(selection)
        if taken.open or (code and taken.open_rows):
            return UNKNOWN
        amounts = self._amounts(taken, len(code or "")).get(code or "")
        if not amounts:
            return NOTHING
        total = sum((amount.value for amount in amounts), ZERO)
        paths = tuple(amount.path for amount in amounts)
        return Leaf(self.adjusted.get(paths, total), paths, any(amount.wan for amount in amounts))

    def codes(self, table: Steps, selections: Sequence[Selection]) -> set[str]:
        """The codes of the entries with money that any of the selections takes."""
        return {
            entry.code
            for selection in selections
            for entry in self._entries(selection).entries
            if entry.code and not entry.amount.value.is_zero()
        }

    def records(self, steps: Steps) -> int | None:
        """How many records a list holds."""
        return len(at(self.filing.data, steps))

    @property
    def spent(self) -> tuple[str, ...]:
        """The code of every entry that has one."""
        return tuple({it.code for listed in self.entries.values() for it in listed if it.code})

    def _amounts(self, taken: _Taken, size: int) -> Mapping[str, list[Amount]]:
        """The amounts that a selection takes, by the first digits of their codes.

        Gone through once for each length of code, so that a table of n rows takes n steps, not n².
        """
        if size not in taken.under:
            amounts = taken.under[size] = {}
            for entry in taken.entries:
                code = entry.code or ""
                if len(code) >= size:
                    amounts.setdefault(code[:size], []).append(entry.amount)
        return taken.under[size]

    def _entries(self, selection: Selection) -> _Taken:
        # A selection is the same object in every question; it is kept, so its id stays its own.
        taken = self._taken.get(id(selection))
        if taken is None:
            taken = self._taken[id(selection)] = _take(selection, self.entries)
        return taken


def _take(selection: Selection, entries: Mapping[str, tuple[Entry, ...]]) -> _Taken:
    wanted = dict(selection.where)
    prefixes = wanted.pop(CODE_DIMENSION, ("",))

    def takes(entry: Entry) -> bool:
        return (entry.code or "").startswith(prefixes) and all(
            entry.coordinates[name] in values for name, values in wanted.items()
        )

    def may_take(entry: Entry) -> bool:
        return (entry.code == "" or (entry.code or "").startswith(prefixes)) and all(
            entry.coordinates[name] in (*values, MISSING_TEXT) for name, values in wanted.items()
        )

    listed = entries[selection.list or ""]
    taken = tuple(entry for entry in listed if takes(entry))
    doubtful = [entry for entry in listed if entry.doubtful and may_take(entry)]
    return _Taken(
        selection,
        taken,
        open=any(not takes(entry) for entry in doubtful),
        open_rows=any(not entry.code for entry in doubtful),
    )


def build(
    filing: Filing, definitions: Definitions, tables: Mapping[str, Classification]
) -> tuple[Ledger, list[Fault]]:
    """The ledger of a filing's lists, with the faults of its coordinates and codes.

    Two members of a department may have money at the same coordinates; one filing may not.
    """
    faults: list[Fault] = []
    entries: dict[str, tuple[Entry, ...]] = {}
    own, told = account_names(filing, definitions), set[str]()
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
