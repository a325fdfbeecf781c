"""A list's entries, and what a selection takes of them: its sums under codes, and from where."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from generator.filing.kinds import Amount
from generator.filing.yaml_tree import Path_
from generator.money import MISSING, ZERO
from generator.packs.definitions import Selection, Where
from generator.vocabulary import CODE_DIMENSION, MISSING_TEXT

_new = tuple.__new__  # a named tuple's own is a call of Python


class Leaf(NamedTuple):
    """An amount and the places in the filing that make it; `wan`: some were typed in 万元."""

    value: Decimal
    paths: tuple[Path_, ...] = ()
    wan: bool = False


def leaf_of(amount: Amount) -> Leaf:
    """A typed amount as a leaf."""
    return _new(Leaf, (amount.value, amount.paths, amount.wan))


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


_ANY = ("",)  # what every code begins with


class _Alike(NamedTuple):
    """The entries of a list, by their coordinates, of which there are few; which are doubtful."""

    entries: Sequence[Entry]
    numbers: Sequence[tuple[Mapping[str, str], Sequence[int]]]
    doubtful: Sequence[Entry]


class Taken(NamedTuple):
    """The entries that a selection takes, and their sums under codes of each length.

    `open`: it may take others besides; `open_rows`: some of them may be under any code.
    """

    selection: Selection
    entries: Sequence[Entry]
    sums: dict[int, Mapping[str, Leaf]]
    open: bool = False
    open_rows: bool = False


class Selecting:
    """The lists of a ledger, asked for what selections take."""

    def __init__(self, lists: Mapping[str, Sequence[Entry]]) -> None:
        self._lists = lists
        self._alike: dict[str, _Alike] = {}
        self._taken: dict[int, Taken] = {}
        # Most selections take nothing, or the same entries as others.
        self._sums: dict[tuple[str, tuple[int, ...]], dict[int, Mapping[str, Leaf]]] = {}

    def add_up(self, selection: Selection, code: str) -> Leaf:
        """The exact sum of the entries that a selection takes whose codes begin so.

        Gone through once for each length of code, so that a table of n rows takes n steps, not n².
        """
        sums = self.list_sums(selection, len(code))
        return UNKNOWN if sums is None else sums.get(code, NOTHING)

    def list_sums(self, selection: Selection, size: int) -> Mapping[str, Leaf] | None:
        """The sums under all codes of one length; None where any of them may be another."""
        taken = self._taken.get(id(selection)) or self.take(selection)
        if taken.open or (size and taken.open_rows):
            return None
        sums = taken.sums.get(size)
        if sums is None:
            sums = taken.sums[size] = _sum_up(taken.entries, size)
        return sums

    def take(self, selection: Selection) -> Taken:
        """What a selection takes."""
        # It is the same object in every question; it is kept, so its id stays its own.
        taken = self._taken.get(id(selection))
        if taken is None:
            taken = self._taken[id(selection)] = self._take(selection)
        return taken

    def _take(self, selection: Selection) -> Taken:
        name, wanted = selection.list or "", dict(selection.where)
        alike = self._alike.get(name)
        if alike is None:
            alike = self._alike[name] = _group(self._lists[name])
        prefixes = wanted.pop(CODE_DIMENSION, _ANY)
        numbers = [
            number
            for coordinates, numbers in alike.numbers
            if all([coordinates[it] in values for it, values in wanted.items()])
            for number in numbers
        ]
        if prefixes != _ANY:
            numbers = [it for it in numbers if (alike.entries[it].code or "").startswith(prefixes)]
        numbers.sort()
        entries = [alike.entries[number] for number in numbers]
        sums = self._sums.setdefault((name, tuple(numbers)), {})
        if not alike.doubtful:
            return Taken(selection, entries, sums)
        may = [it for it in alike.doubtful if _may_take(wanted, prefixes, it)]
        own = set(map(id, entries))
        is_open = any(id(it) not in own for it in may)
        return Taken(selection, entries, sums, is_open, any(not it.code for it in may))


def _group(entries: Sequence[Entry]) -> _Alike:
    numbers: dict[tuple[tuple[str, str], ...], list[int]] = {}
    for number, entry in enumerate(entries):
        numbers.setdefault(tuple(entry.coordinates.items()), []).append(number)
    doubtful = [entry for entry in entries if entry.doubtful]
    return _Alike(entries, [(dict(key), listed) for key, listed in numbers.items()], doubtful)


def _may_take(wanted: Where, prefixes: tuple[str, ...], entry: Entry) -> bool:
    return (entry.code == "" or (entry.code or "").startswith(prefixes)) and all(
        entry.coordinates[it] in (*values, MISSING_TEXT) for it, values in wanted.items()
    )


def _sum_up(entries: Sequence[Entry], size: int) -> Mapping[str, Leaf]:
    amounts: dict[str, list[Amount]] = {}
    for entry in entries:
        code = entry.code or ""
        if len(code) >= size:
            amounts.setdefault(code[:size], []).append(entry.amount)
    return {code: _add(listed) for code, listed in amounts.items()}


def _add(amounts: Sequence[Amount]) -> Leaf:
    if len(amounts) == 1:  # as most are; all its sums are one number, whose hash is known then
        (only,) = amounts
        return Leaf(only.value or ZERO + only.value, (only.path,), only.wan)
    value = sum([it.value for it in amounts], ZERO)
    return Leaf(value, tuple([it.path for it in amounts]), any([it.wan for it in amounts]))
