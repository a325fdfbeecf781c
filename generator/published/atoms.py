"""What a figure is made of, as the pack defines it: sets of entries that no filing has listed yet.

An atom is all entries of a list with the same coordinates, under a code or under any ("" ). Two
figures of the same atoms are one quantity, whatever is filed.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from generator.addresses import Steps
from generator.packs.addressing import AddressError, locate
from generator.packs.definitions import (
    FIGURES,
    Definitions,
    EntryList,
    Field,
    Record,
    Records,
    Selection,
    Sum,
    Table,
    Typed,
)
from generator.vocabulary import CODE_DIMENSION, TOTAL_ROW

Atom = tuple[str, ...]
Atoms = Mapping[Atom, int]
# A coordinate that no selection names.
_OTHER = "\0"
FIRST = "1"  # a record that stands for any


@dataclass(frozen=True)
class Composer:
    """Composes the figures of a pack of atoms."""

    definitions: Definitions

    def list_figures(self) -> Iterator[tuple[Steps, Steps]]:
        """Every address of a figure, with the record of a list that it stands in, if it does.

        The first record of a list stands for all; so does the code of zeros for the rows of a view.
        """
        yield from self._list_figures(self.definitions.root, (), ())

    def _list_figures(
        self, record: Record, at: Steps, home: Steps
    ) -> Iterator[tuple[Steps, Steps]]:
        for name, field in record.fields.items():
            steps = (*at, name)
            if isinstance(field, FIGURES):
                yield steps, home
            elif isinstance(field, Table):
                rows = [*field.rows]
                rows += [any_code(field), TOTAL_ROW] if field.classification else []
                cells = product(dict.fromkeys(rows), field.columns)
                yield from (((*steps, row, column), home) for row, column in cells)
            elif isinstance(field, Record):
                yield from self._list_figures(field, steps, home)
            elif isinstance(field, Records):
                inner = (*steps, FIRST)
                yield from self._list_figures(field.item, inner, inner)

    def compose(self, steps: Steps) -> Atoms:
        """The atoms of the figure at an address; none for one that is no sum of amounts."""
        found, owner = locate(self.definitions.root, steps)
        if not isinstance(found, Table):
            return self._by_rule(found, steps, steps[:-1])
        row_name, column_name = steps[len(owner) :]
        row, column = found.rows.get(row_name), found.columns[column_name]
        if isinstance(column, Selection) and not isinstance(row, Sum):
            code = row_name if found.classification and row_name != TOTAL_ROW else ""
            return self._box(found.pick(row_name, column_name), code)
        if isinstance(column, Sum) or not isinstance(row, Sum):
            return self._by_rule(column, steps, (*owner, row_name))
        parts = [(*owner, name, column_name) for name in (*row.plus, *row.minus)]
        return self._add(parts[: len(row.plus)], parts[len(row.plus) :])

    def find(self, home: Steps, name: str) -> Steps:
        """The address that a name in a rule means: a sibling, or a full address from the top."""
        steps = tuple(name.split("."))
        try:
            locate(self.definitions.root, (*home, *steps))
        except AddressError:
            return steps
        return (*home, *steps)

    def _by_rule(self, rule: Field, steps: Steps, home: Steps) -> Atoms:
        if isinstance(rule, Typed) or (isinstance(rule, Sum) and rule.items):
            return {("", *steps): 1}
        if isinstance(rule, Selection):
            return self._box(rule, "")
        if not isinstance(rule, Sum):
            return {}
        plus, minus = ([self.find(home, it) for it in names] for names in (rule.plus, rule.minus))
        return self._add(plus, minus)

    def _add(self, plus: list[Steps], minus: list[Steps]) -> Atoms:
        added: Counter[Atom] = Counter()
        for parts, sign in ((plus, 1), (minus, -1)):
            for part in parts:
                for atom, times in self.compose(part).items():
                    added[atom] += sign * times
        return {atom: times for atom, times in added.items() if times}

    def _box(self, selection: Selection, code: str) -> Atoms:
        """All entries that a selection takes, under a code."""
        if selection.list is None:
            return {}
        entries = self.definitions.lists[selection.list]
        known = self._values[selection.list]
        ranges = [selection.where.get(name, values) for name, values in known.items()]
        codes = [code] if code else selection.where.get(CODE_DIMENSION, ("",))
        return {(entries.name, *it, under): 1 for it in product(*ranges) for under in codes}

    @cached_property
    def _values(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """The values of each dimension of each list, as far as anything tells them apart."""
        named: dict[tuple[str, str], set[str]] = {}
        for selection in _list_selections(self.definitions.root):
            for name, values in selection.where.items():
                named.setdefault((selection.list or "", name), set()).update(values)
        return {it.name: _range(it, named) for it in self.definitions.lists.values()}


def any_code(table: Table) -> str:
    """The code that stands for any of a view's rows."""
    return "0" * max(table.sizes, default=1)


def _range(
    entries: EntryList, named: Mapping[tuple[str, str], set[str]]
) -> Mapping[str, tuple[str, ...]]:
    keys = {key: (*sorted(named.get((entries.name, key), ())), _OTHER) for key in entries.keys}
    return {**keys, entries.spread: entries.values}


def _list_selections(record: Record) -> Iterator[Selection]:
    for field in record.fields.values():
        if isinstance(field, Selection):
            yield field
        elif isinstance(field, Record):
            yield from _list_selections(field)
        elif isinstance(field, Table):
            for row, column in product((*field.rows, ""), field.columns):
                across = isinstance(field.columns[column], Selection)
                if across and not isinstance(field.rows.get(row), Sum):
                    yield field.pick(row, column)
