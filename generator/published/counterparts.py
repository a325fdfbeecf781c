"""Figures of a document of another kind under this pack's addresses: this year's budget, say.

Which of their cells says what one of ours is made of follows from the lists that stand for ours
and what their values are called here (`tables.yaml`, under `bases`): a cell that takes the same
entries, or several that take them piece by piece. Any other figure has no counterpart.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from generator.addresses import Steps
from generator.packs.definitions import EntryList, Record, Selection, Table
from generator.packs.pack import BaseFile, Pack
from generator.vocabulary import TOTAL_ROW

_FROM = "from"


class PackCell(NamedTuple):
    """A cell that selects entries: its address, with None in the place of any account's code."""

    steps: tuple[str | None, ...]
    classification: str
    taken: Selection

    @property
    def each(self) -> bool:
        """Whether there is one for every account."""
        return None in self.steps


Choice = frozenset[tuple[str, frozenset[str]]]
# For each address of ours those of theirs that make it together.
Counterparts = Mapping[Steps, Sequence[Steps]]


def list_cells(pack: Pack) -> Iterator[PackCell]:
    """The cells of a pack that take entries of a list, at the top level."""
    for name, found in pack.definitions.root.fields.items():
        if isinstance(found, Record):
            fields = found.fields.items()
            of = [(it, rule) for it, rule in fields if isinstance(rule, Selection)]
            yield from (PackCell((name, it), "", rule) for it, rule in of)
        elif isinstance(found, Table):
            yield from _list_in_table(name, found)


def _list_in_table(name: str, table: Table) -> Iterator[PackCell]:
    columns = [it for it, rule in table.columns.items() if isinstance(rule, Selection)]
    rows = [it for it, rule in table.rows.items() if isinstance(rule, Selection)]
    for column in columns:
        for row in rows:
            yield PackCell((name, row, column), "", table.pick(row, column))
        if table.classification:
            taken = table.pick("", column)
            yield PackCell((name, None, column), table.classification, taken)


@dataclass(frozen=True)
class CellFinder:
    """Finds for cells of one pack those of another that take the same entries."""

    ours: Pack
    theirs: Pack
    file: BaseFile

    @cached_property
    def parts(self) -> Mapping[tuple[str | None, ...], tuple[PackCell, ...]]:
        """For each cell of ours the cells of theirs that make it together."""
        found = ((it.steps, self._find(it)) for it in list_cells(self.ours))
        return {steps: parts for steps, parts in found if parts}

    @cached_property
    def _their_cells(self) -> Mapping[tuple[str, str, Choice], PackCell]:
        cells: dict[tuple[str, str, Choice], PackCell] = {}
        for it in list_cells(self.theirs):
            name = it.taken.list
            if name is not None and name in self.theirs.definitions.lists:
                where = {key: frozenset(values) for key, values in it.taken.where.items()}
                key = (name, it.classification, self._normal(name, where))
                cells.setdefault(key, it)
        return cells

    def _find(self, cell: PackCell) -> tuple[PackCell, ...]:
        said = self._said(cell.taken.list or "")
        wanted = None if said is None else self._want(cell.taken, said)
        if said is None or wanted is None:
            return ()
        name = str(said[_FROM])
        whole = self._their_cells.get((name, cell.classification, self._normal(name, wanted)))
        if whole is not None:
            return (whole,)
        for key, values in wanted.items():
            pieces = [
                self._their_cells.get(
                    (
                        name,
                        cell.classification,
                        self._normal(name, {**wanted, key: frozenset({it})}),
                    )
                )
                for it in sorted(values)
            ]
            if pieces and all(pieces):
                return tuple(filter(None, pieces))
        return ()

    def _said(self, name: str) -> Mapping[str, Any] | None:
        """What stands for a list of ours; None for one that nothing stands for."""
        lists = self.file.lists
        said = lists.get(name) if lists else {_FROM: name}
        return said if said and said[_FROM] in self.theirs.definitions.lists else None

    def _want(
        self, selection: Selection, said: Mapping[str, Any]
    ) -> dict[str, frozenset[str]] | None:
        """Which entries of theirs a selection of ours means; None where that cannot be said."""
        theirs = self.theirs.definitions.lists[str(said[_FROM])]
        fixed = {key: it for key, it in said.items() if isinstance(it, str) and key != _FROM}
        if not {*theirs.dimensions, *fixed}.issuperset(selection.where):
            return None
        if any(it not in selection.where.get(key, (it,)) for key, it in fixed.items()):
            return None
        wanted: dict[str, frozenset[str]] = {}
        for key in theirs.dimensions:
            names = said.get(key, {})
            if isinstance(names, str):
                continue
            known, ours = self._values(theirs, key), selection.where.get(key)
            if ours is None and None not in names.values():
                continue
            if known is None and (names or ours is None):
                return None
            possible = known if known is not None else tuple(ours or ())
            fits = {it for it in possible if (now := names.get(it, it)) and now in (ours or (now,))}
            wanted[key] = frozenset(fits)
        return wanted

    def _values(self, theirs: EntryList, key: str) -> tuple[str, ...] | None:
        """All values of a dimension of their lists; None where these are free."""
        if key == theirs.spread:
            return theirs.values
        rule = self.theirs.rules[theirs.name]["schema"]["schema"].get(key, {})
        return tuple(rule["allowed"]) if "allowed" in rule else None

    def _normal(self, name: str, where: Mapping[str, frozenset[str]]) -> Choice:
        """Conditions without those that every entry meets."""
        theirs = self.theirs.definitions.lists[name]
        return frozenset(
            (key, values)
            for key, values in where.items()
            if values != frozenset(self._values(theirs, key) or ())
        )


def find_counterparts(
    finder: CellFinder, read: Sequence[Steps], whole: frozenset[Steps]
) -> Counterparts:
    """Addresses of ours with those of theirs, of all that were `read`, that make them together.

    An account without a row is nothing in a view that was read `whole`; in another, unknown.
    """
    there = set(read)
    found: dict[Steps, Sequence[Steps]] = {}
    for steps, parts in finder.parts.items():
        codes: list[str] = sorted(
            {it[1] for part in parts for it in there if len(it) > 2 and _is_in(it, part)}
        )
        for code in codes if None in steps else [TOTAL_ROW]:
            theirs = [_put(part.steps, code) for part in parts]
            left = [it for it in theirs if it in there]
            lost = [it for it in theirs if it not in there and it[:-2] not in whole]
            if left and not lost:
                found[_put(steps, code)] = left
    return found


def list_whole(finder: CellFinder, whole: frozenset[Steps]) -> frozenset[Steps]:
    """The views of ours all of whose columns stand in views of theirs that were read whole."""
    views: dict[Steps, bool] = {}
    for it in list_cells(finder.ours):
        if it.each:
            parts = finder.parts.get(it.steps, ())
            sure = bool(parts) and all((part.steps[0],) in whole for part in parts)
            views[(str(it.steps[0]),)] = views.get((str(it.steps[0]),), True) and sure
    return frozenset(view for view, sure in views.items() if sure)


def _is_in(steps: Steps, part: PackCell) -> bool:
    return (steps[0], steps[-1]) == (part.steps[0], part.steps[-1]) and steps[1] != TOTAL_ROW


def _put(steps: Sequence[str | None], code: str) -> Steps:
    return tuple(code if it is None else it for it in steps)
