"""One unit's entries, and the figures of one base: what an address amounts to, and from where.

`Ledger` answers for this year's entries; `StatedLedger` answers for a base of which only some
addresses are stated. Both give leaves; `book` derives everything else from them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

from generator.classification import Classification
from generator.definitions import Definitions, EntryList, Selection
from generator.diagnostics import Fault, Severity
from generator.kinds import Amount, Code, Stated
from generator.money import MISSING, ZERO
from generator.schema import Filing
from generator.source import Path_
from generator.vocabulary import ACCOUNT_NAMES, CODE_DIMENSION

Steps = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """An amount and the places in the filing that make it; `wan`: some were typed in 万元."""

    value: Decimal
    paths: tuple[Path_, ...] = ()
    wan: bool = False


NOTHING = Leaf(ZERO)
UNKNOWN = Leaf(MISSING)


@dataclass(frozen=True, slots=True)
class Entry:
    """One amount with its coordinates: the account code and the value of each dimension."""

    list: str
    code: str | None
    coordinates: Mapping[str, str]
    amount: Amount


class Leaves(Protocol):
    """Where a book takes the figures that it cannot derive."""

    def stated(self, steps: Steps) -> Leaf | None:
        """The figure stated for an address itself, if any."""

    def typed(self, steps: Steps) -> Leaf:
        """The figure typed in its own section."""

    def selected(self, steps: Steps, selection: Selection, code: str | None) -> Leaf:
        """The sum of the entries that a selection takes, under a code or under all."""

    def codes(self, table: Steps, selections: Sequence[Selection]) -> set[str]:
        """The lowest-level codes under which a table has money."""

    def records(self, steps: Steps) -> int | None:
        """How many records a list holds; None where the base has no lists."""


@dataclass(frozen=True)
class Ledger:
    """This year's entries and typed figures."""

    filing: Filing
    entries: Mapping[str, tuple[Entry, ...]]
    adjusted: Mapping[tuple[Path_, ...], Decimal] = field(default_factory=dict)
    overrides: Mapping[Steps, Leaf] = field(default_factory=dict)

    def stated(self, steps: Steps) -> Leaf | None:
        """The figure that a control total in 万元 put at an address, if any."""
        return self.overrides.get(steps)

    def typed(self, steps: Steps) -> Leaf:
        """The figure typed in its own section."""
        node: Any = self.filing.data
        for step in steps:
            node = node[int(step) - 1] if isinstance(node, tuple) else node[step]
        return Leaf(node.value, (node.path,) if node.path else (), node.wan)

    def selected(self, steps: Steps, selection: Selection, code: str | None) -> Leaf:
        """The exact sum of the entries that the selection takes."""
        amounts = [entry.amount for entry in self._taken(selection, code)]
        total = sum((amount.value for amount in amounts), ZERO)
        paths = tuple(amount.path for amount in amounts)
        return Leaf(self.adjusted.get(paths, total), paths, any(amount.wan for amount in amounts))

    def codes(self, table: Steps, selections: Sequence[Selection]) -> set[str]:
        """The codes of the entries with money that any of the selections takes."""
        return {
            entry.code
            for selection in selections
            for entry in self._taken(selection, None)
            if entry.code and not entry.amount.value.is_zero()
        }

    def records(self, steps: Steps) -> int | None:
        """How many records a list holds."""
        node: Any = self.filing.data
        for step in steps:
            node = node[int(step) - 1] if isinstance(node, tuple) else node[step]
        return len(node)

    def _taken(self, selection: Selection, code: str | None) -> Iterator[Entry]:
        wanted = dict(selection.where)
        prefixes = wanted.pop(CODE_DIMENSION, ("",))
        for entry in self.entries[selection.list or ""]:
            if not (entry.code or "").startswith(code or "") or (code and not entry.code):
                continue
            if not any((entry.code or "").startswith(prefix) for prefix in prefixes):
                continue
            if all(entry.coordinates[name] in values for name, values in wanted.items()):
                yield entry


@dataclass(frozen=True)
class StatedLedger:
    """A base of which addresses are stated: the rows of a listed table that are absent are zero."""

    amounts: Mapping[Steps, Amount]
    listed: frozenset[Steps]
    leaf_sizes: Mapping[Steps, int]

    def stated(self, steps: Steps) -> Leaf | None:
        """The figure stated for an address."""
        amount = self.amounts.get(steps)
        return None if amount is None else Leaf(amount.value, (amount.path,), amount.wan)

    def typed(self, steps: Steps) -> Leaf:
        """Zero where the section is listed, unknown where it is not."""
        listed = any(steps[:size] in self.listed for size in range(1, len(steps)))
        return NOTHING if listed else UNKNOWN

    def selected(self, steps: Steps, selection: Selection, code: str | None) -> Leaf:
        """The sum of the stated rows under a code; zero where the table is listed without it."""
        table, column = steps[:-2], steps[-1]
        size = self.leaf_sizes.get(table)
        if size is None:
            return self.typed(steps)
        rows = [
            amount
            for row, amount in self._rows(table, column)
            if len(row) == size and row.startswith(code or "")
        ]
        if not rows and (table not in self.listed or self._has_rows(table)):
            return UNKNOWN
        paths = tuple(amount.path for amount in rows)
        return Leaf(sum((amount.value for amount in rows), ZERO), paths)

    def codes(self, table: Steps, selections: Sequence[Selection]) -> set[str]:
        """The lowest-level codes that a table states with money."""
        size = self.leaf_sizes.get(table)
        return {
            steps[-2]
            for steps, amount in self.amounts.items()
            if steps[:-2] == table and len(steps[-2]) == size and not amount.value.is_zero()
            if steps[-2].isdecimal()
        }

    def records(self, steps: Steps) -> int | None:
        """A stated base has no lists."""
        return None

    def _has_rows(self, table: Steps) -> bool:
        return any(s[:-2] == table and s[-2].isdecimal() for s in self.amounts if len(s) > 1)

    def _rows(self, table: Steps, column: str) -> Iterator[tuple[str, Amount]]:
        for steps, amount in self.amounts.items():
            if steps[:-2] == table and steps[-1] == column and steps[-2].isdecimal():
                yield steps[-2], amount


@dataclass(frozen=True)
class LayeredLedger:
    """A base of which some addresses are stated and all others come from another filing."""

    above: Leaves
    below: Leaves

    def stated(self, steps: Steps) -> Leaf | None:
        """What is stated goes first."""
        return self.above.stated(steps)

    def typed(self, steps: Steps) -> Leaf:
        """The figure typed in the other filing."""
        return self.below.typed(steps)

    def selected(self, steps: Steps, selection: Selection, code: str | None) -> Leaf:
        """The sum of the other filing's entries."""
        return self.below.selected(steps, selection, code)

    def codes(self, table: Steps, selections: Sequence[Selection]) -> set[str]:
        """The codes under which either has money."""
        return self.above.codes(table, selections) | self.below.codes(table, selections)

    def records(self, steps: Steps) -> int | None:
        """A base has no lists of records."""
        return None


def build(
    filing: Filing, definitions: Definitions, tables: Mapping[str, Classification]
) -> tuple[Ledger, list[Fault]]:
    """The ledger of a filing's lists, with the faults of its coordinates and codes."""
    faults: list[Fault] = []
    entries: dict[str, tuple[Entry, ...]] = {}
    for spec in definitions.lists.values():
        made = tuple(_entries(spec, filing.data[spec.name]))
        faults += _code_faults(filing, spec, tables[spec.classification])
        faults += _repeated(filing, spec, made)
        entries[spec.name] = made
    return Ledger(filing, entries), faults


def _entries(spec: EntryList, items: Iterable[Mapping[str, Any]]) -> Iterator[Entry]:
    for item in items:
        typed: Code | None = item[CODE_DIMENSION]
        keys = {name: str(item[name]) for name in spec.keys if name in item}
        for value in spec.values:
            amount: Amount = item[value]
            if amount.path or amount.missing:
                coordinates = {**keys, spec.spread: value}
                yield Entry(spec.name, typed.code if typed else None, coordinates, amount)


def _repeated(filing: Filing, spec: EntryList, entries: Iterable[Entry]) -> Iterator[Fault]:
    first: dict[tuple[object, ...], Entry] = {}
    for entry in entries:
        key = (entry.code, *sorted(entry.coordinates.items()))
        before = first.setdefault(key, entry)
        if before is not entry and entry.amount.path:
            place = filing.source.place(entry.amount.path)
            earlier = filing.source.place(before.amount.path)
            labels = "、".join(filter(None, (entry.code, *entry.coordinates.values())))
            yield Fault(
                "L401",
                f"“{spec.name}”里同一项写了两次：{labels}",
                place,
                notes=(f"第 {earlier.line} 行已经写过",),
                related=((earlier, "先写在这里"),),
                help="合成一条，或改正其中一条的科目",
            )


def _code_faults(filing: Filing, spec: EntryList, table: Classification) -> Iterator[Fault]:
    own = filing.data.get(ACCOUNT_NAMES, {})
    for item in filing.data[spec.name]:
        typed: Code | None = item[CODE_DIMENSION]
        if typed is not None:
            yield from _code_fault(filing, typed, table, own)


def _code_fault(
    filing: Filing, typed: Code, table: Classification, own: Mapping[str, str]
) -> Iterator[Fault]:
    place = filing.source.place(typed.path)
    if len(typed.code) != table.leaf_size:
        level = max(table.levels, key=lambda name: table.levels[name])
        message = f"“{typed.code}”不是{level}级科目"
        help_ = f"写 {table.leaf_size} 位的{level}级编码"
        yield Fault("L404", message, place, help=help_)
        return
    known = table.name_of(typed.code, filing.year)
    if known and typed.name and typed.name != known:
        message = f"科目 {typed.code} 写作“{typed.name}”，科目表是“{known}”"
        yield Fault("L403", message, place, help="改正编码，或改正名称")
    for code in table.ancestors(typed.code):
        given = typed.name if code == typed.code else None
        if not (table.name_of(code, filing.year) or own.get(code) or given):
            help_ = f"在“{ACCOUNT_NAMES}”里写：{code}: 名称"
            yield Fault("L402", f"科目表里没有 {code}", place, Severity.ERROR, help=help_)
        elif not table.name_of(code, filing.year):
            yield Fault(
                "L405", f"科目表里没有 {code}，按填报的名称印", place, severity=Severity.WARNING
            )


def account_names(filing: Filing, definitions: Definitions) -> dict[str, str]:
    """The names that the filing itself gives to codes, for those a table does not know."""
    names = {str(code): str(name) for code, name in filing.data.get(ACCOUNT_NAMES, {}).items()}
    for spec in definitions.lists.values():
        for item in filing.data[spec.name]:
            typed: Code | None = item[CODE_DIMENSION]
            if typed is not None and typed.name:
                names.setdefault(typed.code, typed.name)
    return names


def stated_ledger(
    stated: Iterable[tuple[Steps, Stated]], leaf_sizes: Mapping[Steps, int]
) -> StatedLedger:
    """The ledger of a base from its stated addresses (already in canonical form)."""
    amounts: dict[Steps, Amount] = {}
    listed: set[Steps] = set()
    for steps, item in stated:
        amounts[steps] = item.amount
        # A nested mapping lists its table; a dotted key states one figure and no more.
        if len(item.path) > len(("base", "table")):
            listed.update(steps[:size] for size in range(1, len(steps)))
    return StatedLedger(amounts, frozenset(listed), leaf_sizes)
