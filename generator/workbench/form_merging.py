"""Two trees of one filing put together: what each side has, and which one a person chooses.

Where it is known what both began from, a value that only one side changed is that side's unless
somebody says otherwise; what both changed is nobody's until it is chosen.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, NamedTuple

from generator.filing.yaml_tree import Node, Path_
from generator.vocabulary import AMOUNT_UNIT, YUAN
from generator.workbooks import pairing, tree_paths

OWN, THEIRS = "own", "theirs"
ALL = "all"  # what a pick for everything is called


class NotHeld(Enum):
    """Why a side has no value: it has no such item; it is not known what was there."""

    ABSENT = "没有这一项"
    UNKNOWN = ""


SideValue = Node | NotHeld


class TreeSpot(NamedTuple):
    """Where a value stands: its path (in one's own tree if it is there), that in words, and in
    which unit amounts are typed there.
    """

    path: Path_ = ()
    words: tuple[str, ...] = ()
    unit: str = YUAN

    def into(self, step: str | int, word: str) -> "TreeSpot":
        """One step further."""
        return self._replace(path=(*self.path, step), words=(*self.words, word))


class SidesDiffer(NamedTuple):
    """A value that the sides have otherwise; `side` is whose it is to be, "" where nobody has
    chosen.
    """

    name: str
    at: TreeSpot
    own: SideValue
    theirs: SideValue
    common: SideValue
    side: str

    @property
    def is_crossed(self) -> bool:
        """Whether it is not known that only one side changed it."""
        return _settle(self.own, self.theirs, self.common) == ""


class MergedTree(NamedTuple):
    """The tree as it is chosen, and all that the sides have otherwise."""

    tree: Node
    differences: Sequence[SidesDiffer]


def merge(own: Node, theirs: Node, common: Node | None, picks: Mapping[str, str]) -> MergedTree:
    """Both trees as one; `common` is what they began from, where that is known, `picks` which side
    is chosen by the names of differences.
    """
    merging = _Merging(picks)
    began = NotHeld.UNKNOWN if common is None else common
    return MergedTree(merging.merge(own, theirs, began, TreeSpot()), merging.found)


class _Merging:
    def __init__(self, picks: Mapping[str, str]) -> None:
        self.picks = picks
        self.found: list[SidesDiffer] = []

    def merge(
        self, own: SideValue, theirs: SideValue, common: SideValue, at: TreeSpot
    ) -> SideValue:
        if own == theirs:
            return own
        if isinstance(own, dict) and isinstance(theirs, dict) and _in_one_unit(own, theirs):
            return self._merge_items(own, theirs, common, at)
        if _is_table(own) and _is_table(theirs):
            return self._merge_rows(own, theirs, common, at)
        return self._choose(own, theirs, common, at)

    def _choose(
        self, own: SideValue, theirs: SideValue, common: SideValue, at: TreeSpot
    ) -> SideValue:
        name = f"c{len(self.found)}"
        picked = self.picks.get(ALL) or self.picks.get(name, "")
        side = picked if picked in (OWN, THEIRS) else _settle(own, theirs, common)
        self.found.append(SidesDiffer(name, at, own, theirs, common, side))
        return theirs if side == THEIRS else own

    def _merge_items(self, own: Any, theirs: Any, common: SideValue, at: TreeSpot) -> Node:
        at = at._replace(unit=str(own.get(AMOUNT_UNIT) or at.unit))
        made = {
            key: self.merge(
                _look_in(own, key),
                _look_in(theirs, key),
                _look_in(common, key),
                at.into(key, key),
            )
            for key in _mix(list(theirs), list(own))
        }
        return _leave_out(made)

    def _merge_rows(self, own: Any, theirs: Any, common: SideValue, at: TreeSpot) -> Node:
        """Rows are told apart by what both began from, else by what they are called; the order is
        one's own.
        """
        before = common if isinstance(common, list) else []
        own_was, theirs_was = pairing.pair(before, own), pairing.pair(before, theirs)
        made = []
        for mine, other in _list_pairs(own, theirs, own_was, theirs_was):
            row, befores = (theirs, theirs_was) if mine is None else (own, own_was)
            number = other if mine is None else mine
            assert number is not None
            was = befores[number]
            called = pairing.call(row[number]) or f"第 {number + 1} 条"
            node = self.merge(
                _look_in(own, mine),
                _look_in(theirs, other),
                _look_in(common, was),
                at.into(number, called),
            )
            made += [] if isinstance(node, NotHeld) else [node]
        return made


def _settle(own: SideValue, theirs: SideValue, common: SideValue) -> str:
    """Whose a value is when only one side changed it."""
    if common is NotHeld.UNKNOWN or common not in (own, theirs):
        return ""
    return THEIRS if own == common else OWN


def _in_one_unit(own: Mapping[str, Node], theirs: Mapping[str, Node]) -> bool:
    """Whether amounts of both sides mean the same; else they cannot stand in one section."""
    return own.get(AMOUNT_UNIT) == theirs.get(AMOUNT_UNIT)


def _is_table(node: SideValue) -> bool:
    return isinstance(node, list) and all(isinstance(it, dict) for it in node)


def _look_in(held: SideValue, step: str | int | None) -> SideValue:
    if held is NotHeld.UNKNOWN:
        return held
    if step is None or not tree_paths.holds(held, step):
        return NotHeld.ABSENT
    return tree_paths.find(held, (step,))


def _mix(keys: list[str], others: Sequence[str]) -> list[str]:
    """All keys of both, each of the others behind the one that it follows there."""
    for number, key in enumerate(others):
        if key not in keys:
            keys.insert(keys.index(others[number - 1]) + 1 if number else 0, key)
    return keys


def _leave_out(items: Mapping[str, SideValue]) -> Node:
    return {key: it for key, it in items.items() if not isinstance(it, NotHeld)}


def _list_pairs(
    own: Sequence[Node], theirs: Sequence[Node], own_was: pairing.Pairs, theirs_was: pairing.Pairs
) -> list[tuple[int | None, int | None]]:
    """The numbers of rows that are the same on both sides, those of one side alone among them."""
    by_was = {was: number for number, was in enumerate(theirs_was) if was is not None}
    same = {n: by_was[was] for n, was in enumerate(own_was) if was in by_was}
    new = [n for n, was in enumerate(own_was) if was is None]
    left = [n for n, was in enumerate(theirs_was) if was is None]
    same |= _pair_by_name(own, theirs, new, left)
    pairs: list[tuple[int | None, int | None]] = [
        (number, same.get(number)) for number in range(len(own))
    ]
    for other in _list_alone(theirs, same.values()):
        at = next((n for n, pair in enumerate(pairs, 1) if other and pair[1] == other - 1), 0)
        pairs.insert(at, (None, other))
    return pairs


def _pair_by_name(
    own: Sequence[Node], theirs: Sequence[Node], new: Sequence[int], left: Sequence[int]
) -> Iterable[tuple[int, int]]:
    found = pairing.pair([theirs[n] for n in left], [own[n] for n in new])
    pairs = [(n, left[at]) for n, at in zip(new, found, strict=True) if at is not None]
    return [(n, it) for n, it in pairs if pairing.call(own[n]) == pairing.call(theirs[it])]


def _list_alone(theirs: Sequence[Node], taken: Iterable[int]) -> Iterator[int]:
    others = set(taken)
    return (number for number in range(len(theirs)) if number not in others)
