"""One unit's entries and typed figures: what a selection of them amounts to, and from where.

A ledger gives a book its leaves; `book` derives everything else from them. Other ledgers, of
bases, are in `sparse` and `borrowing`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

from generator.addresses import Steps
from generator.diagnostics import Fault, Severity
from generator.filing.filing import Filing
from generator.filing.kinds import Amount, Code
from generator.filing.legible import fold
from generator.filing.values import at
from generator.filing.yaml_tree import Path_
from generator.money import MISSING, ZERO
from generator.packs.classification import Classification
from generator.packs.definitions import Definitions, EntryList, Selection
from generator.vocabulary import ACCOUNT_NAMES, CODE_DIMENSION, DISCLOSED_LEVELS


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
    """One amount with its coordinates: the account code and the value of each dimension."""

    list: str
    code: str | None
    coordinates: Mapping[str, str]
    amount: Amount


@dataclass(frozen=True, slots=True)
class _Taken:
    """The entries that a selection takes, and their amounts under codes of each length."""

    selection: Selection
    entries: tuple[Entry, ...]
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


@dataclass(frozen=True)
class Ledger(Leaves):
    """This year's entries and typed figures."""

    filing: Filing
    entries: Mapping[str, tuple[Entry, ...]]
    adjusted: Mapping[tuple[Path_, ...], Decimal] = field(default_factory=dict)
    _taken: dict[int, _Taken] = field(default_factory=dict, compare=False, repr=False)

    def typed(self, steps: Steps) -> Leaf:
        """The figure typed in its own section."""
        return leaf_of(at(self.filing.data, steps))

    def selected(self, steps: Steps, selection: Selection, code: str | None) -> Leaf:
        """The exact sum of the entries that the selection takes."""
        amounts = self._amounts(selection, len(code or "")).get(code or "")
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

    def _amounts(self, selection: Selection, size: int) -> Mapping[str, list[Amount]]:
        """The amounts that a selection takes, by the first digits of their codes.

        Gone through once for each length of code, so that a table of n rows takes n steps, not n².
        """
        taken = self._entries(selection)
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
            taken = self._taken[id(selection)] = _Taken(selection, tuple(self._select(selection)))
        return taken

    def _select(self, selection: Selection) -> Iterator[Entry]:
        wanted = dict(selection.where)
        prefixes = wanted.pop(CODE_DIMENSION, ("",))
        for entry in self.entries[selection.list or ""]:
            if (entry.code or "").startswith(prefixes) and all(
                entry.coordinates[name] in values for name, values in wanted.items()
            ):
                yield entry


def build(
    filing: Filing, definitions: Definitions, tables: Mapping[str, Classification]
) -> tuple[Ledger, list[Fault]]:
    """The ledger of a filing's lists, with the faults of its coordinates and codes.

    Two members of a department may have money at the same coordinates; one filing may not.
    """
    faults: list[Fault] = []
    entries: dict[str, tuple[Entry, ...]] = {}
    own, told = account_names(filing, definitions), set[str]()
    for spec in definitions.lists.values():
        made = tuple(_list_entries(spec, filing.data[spec.name]))
        faults += _code_faults(filing, spec, tables[spec.classification], own, told)
        faults += _find_repeated(filing, spec, made)
        entries[spec.name] = made
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
        if before is not entry and entry.amount.path:
            place = filing.source.place(entry.amount.path)
            earlier = filing.source.place(before.amount.path)
            labels = "、".join(filter(None, (entry.code, *entry.coordinates.values())))
            message = f"“{spec.name}”里同一项写了两次：{labels}"
            notes, related = (f"第 {earlier.line} 行已经写过",), ((earlier, "先写在这里"),)
            help_ = "合成一条，或改正其中一条的科目"
            yield Fault("L401", message, place, notes=notes, related=related, help=help_)


def _code_faults(
    filing: Filing, spec: EntryList, table: Classification, own: Mapping[str, str], told: set[str]
) -> Iterator[Fault]:
    """Faults of a list's codes; what was told of an unknown one is not told again."""
    for item in filing.data[spec.name]:
        typed: Code | None = item[CODE_DIMENSION]
        if typed is not None:
            yield from _code_fault(filing, typed, table, own, told)


def _code_fault(
    filing: Filing, typed: Code, table: Classification, own: Mapping[str, str], told: set[str]
) -> Iterator[Fault]:
    place = filing.source.place(typed.path)
    lowest = filing.disclosed.get(table.name, "")
    if len(typed.code) not in (table.leaf_size, table.levels.get(lowest)):
        level = lowest or max(table.levels, key=lambda name: table.levels[name])
        help_ = f"写 {table.levels[level]} 位的{level}级编码{_advise_level(filing, typed, table)}"
        yield Fault("L404", f"“{typed.code}”不是{level}级科目", place, help=help_)
        return
    known = table.name_of(typed.code, filing.year)
    if known and typed.name and fold(typed.name) != fold(known):
        message = f"科目 {typed.code} 写作“{typed.name}”，科目表是“{known}”"
        yield Fault("L403", message, place, help="改正编码，或改正名称")
    unknown = [c for c in table.ancestors(typed.code) if not table.name_of(c, filing.year)]
    new = [code for code in unknown if code not in told]
    told.update(new)
    nameless = "、".join(code for code in new if code not in own)
    if nameless:
        help_ = f"检查编码；没有错的话，在“{ACCOUNT_NAMES}”里写：编码: 名称"
        yield Fault("L402", f"科目表里没有 {nameless}", place, help=help_)
    elif new:
        message = f"科目表里没有 {'、'.join(new)}，按填报的名称印"
        yield Fault("L405", message, place, severity=Severity.WARNING)


def _advise_level(filing: Filing, typed: Code, table: Classification) -> str:
    """How to say that no lower level may be published, where the pack lets a filing say so."""
    level = table.level_of(typed.code)
    if level is None or table.name not in filing.data.get(DISCLOSED_LEVELS, {}):
        return ""
    return f"；按规定只公开到{level}级的，在“{DISCLOSED_LEVELS}”里写：{table.name}: {level}"


def account_names(filing: Filing, definitions: Definitions) -> dict[str, str]:
    """The names that the filing itself gives to codes, for those a table does not know."""
    names = {str(code): str(name) for code, name in filing.data.get(ACCOUNT_NAMES, {}).items()}
    for spec in definitions.lists.values():
        for item in filing.data[spec.name]:
            typed: Code | None = item[CODE_DIMENSION]
            if typed is not None and typed.name:
                names.setdefault(typed.code, typed.name)
    return names
