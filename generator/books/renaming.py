"""Lists under the names of others, so that they can be a base: this filing's own, or another's.

`tables.yaml` says under `bases` which list stands for which, and what its values are called there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.addresses import Steps
from generator.figures.book import Book
from generator.figures.entries import UNKNOWN, Entry, Leaf
from generator.figures.ledger import Leaves, Ledger
from generator.filing.kinds import Amount
from generator.frozen import Frozen
from generator.packs.definitions import EntryList, Selection
from generator.packs.pack import OwnBase, Pack

Names = Mapping[str, Mapping[str, Any] | str]  # of a list: where it is from, its values by name


class RenamedLedger(Frozen, Leaves):
    """Entries under the names of other lists, and the dimensions that each list then has."""

    entries: Ledger
    dimensions: Mapping[str, frozenset[str]]

    def selected(self, steps: Steps, selection: Selection, code: str | None) -> Leaf:
        """The sum of the entries; unknown where nothing stands for the list, or tells them apart.

        What a list does not say of its entries (their fund, say) may be this or that.
        """
        return self.entries.selected(steps, selection, code) if self._has(selection) else UNKNOWN

    def codes(self, table: Steps, selections: Sequence[Selection]) -> set[str]:
        """The codes of the entries with money."""
        return self.entries.codes(table, [it for it in selections if self._has(it)])

    def _has(self, selection: Selection) -> bool:
        dimensions = self.dimensions.get(selection.list or "")
        return dimensions is not None and dimensions.issuperset(selection.where)


class OwnLedger(RenamedLedger):
    """Lists of the filing itself, and sections of it by the names of those they stand for.

    One of which nothing is filled in is not known: whoever has no budget states so.
    """

    sections: Mapping[str, str]

    def typed(self, steps: Steps) -> Leaf:
        """The figure typed in the section that stands for this one."""
        section = self.sections.get(steps[0])
        if section is None or not _is_filled(self.entries.filing.data[section]):
            return UNKNOWN
        return self.entries.typed((section, *steps[1:]))

    def _has(self, selection: Selection) -> bool:
        return super()._has(selection) and bool(self.entries.entries[selection.list or ""])


def has_hole(base: Leaves) -> bool:
    """Whether something in the filing's own lists or sections that make a base is to be filled."""
    assert isinstance(base, OwnLedger)
    data, lists = base.entries.filing.data, base.entries.entries.values()
    return any(it.amount.missing or it.doubtful for listed in lists for it in listed) or any(
        _lacks(data[section]) for section in base.sections.values()
    )


def _lacks(node: Any) -> bool:
    """Whether one of the figures of a section is to be filled."""
    if isinstance(node, Mapping):
        return any(map(_lacks, node.values()))
    return isinstance(node, Amount) and node.missing


def _is_filled(node: Any) -> bool:
    """Whether anybody has typed one of the figures of a section."""
    if isinstance(node, Mapping):
        return any(map(_is_filled, node.values()))
    return isinstance(node, Amount) and (bool(node.paths) or node.missing)


def name_own(pack: Pack) -> dict[str, str]:
    """For each base that stands in the filing itself, which lists and sections that is."""
    return {
        name: "、".join(f"“{it}”" for it in (*_sources(base), *base.sections.values()))
        for name, base in pack.own_bases.items()
    }


def _sources(base: OwnBase) -> list[str]:
    return [str(said["from"]) for said in base.lists.values()]


def take_own(now: Book, pack: Pack) -> dict[str, tuple[str, OwnLedger]]:
    """The bases that a filing's own lists and sections make, with what these are called."""
    if not pack.own_bases:
        return {}
    assert isinstance(now.leaves, Ledger)
    names, entries, lists = name_own(pack), now.leaves, pack.definitions.lists
    return {name: (names[name], _take(it, entries, lists)) for name, it in pack.own_bases.items()}


def _take(base: OwnBase, entries: Ledger, lists: Mapping[str, EntryList]) -> OwnLedger:
    # What the ledger remembers of its own lists is no answer about these.
    renamed = Ledger(entries.filing, dict(rename(entries, base.lists, {})), entries.adjusted)
    return OwnLedger(renamed, dimensions_of(base.lists, lists), base.sections)


def dimensions_of(
    lists: Mapping[str, Names], theirs: Mapping[str, EntryList]
) -> dict[str, frozenset[str]]:
    """The dimensions that each renamed list has: its own, and those that one value is given for."""
    return {
        name: frozenset((*theirs[str(said["from"])].dimensions, *_fixed(said)))
        for name, said in lists.items()
    }


def rename(
    entries: Ledger, lists: Mapping[str, Names], codes: Mapping[str, str]
) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Each list with the entries that stand for its own."""
    for name, said in lists.items():
        items = entries.entries[str(said["from"])]
        yield name, tuple(_rename(items, name, said, codes))


def _fixed(said: Names) -> dict[str, str]:
    """The dimensions of which every entry has one value."""
    return {name: it for name, it in said.items() if isinstance(it, str) and name != "from"}


def _rename(
    items: Iterable[Entry], name: str, said: Names, codes: Mapping[str, str]
) -> Iterator[Entry]:
    fixed = _fixed(said)
    values = {dimension: it for dimension, it in said.items() if not isinstance(it, str)}
    for item in items:
        coordinates = {
            dimension: values.get(dimension, {}).get(value, value)
            for dimension, value in item.coordinates.items()
        } | fixed
        if None in coordinates.values():  # what the pack maps to nothing has no counterpart here
            continue
        code = codes.get(item.code, item.code) if item.code else item.code
        yield Entry(name, code, coordinates, item.amount)
