"""Two sequences side by side: which item of the old one became which of the new one."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from generator.compare import pieces
from generator.compare.opcodes import common, opcodes
from generator.compare.pieces import Words
from generator.compare.thresholds import MOST_ITEMS

T = TypeVar("T")
Pair = tuple[int | None, int | None]
Match = tuple[int, int]
# What an item is known by; None is no key and equals nothing.
Key = Callable[[T], Hashable | None]
# The keys of both sides.
Keys = tuple[list[Hashable], list[Hashable]]
Span = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Rest(Generic[T]):
    """How what has no common key is paired: so that the likeness of all pairs adds up to most.

    `likeness`, in thousandths, is that of the items' `features`, which are taken once; what is less
    alike than `least` is never paired. `rewritten` tells whether two that alone stand between the
    same neighbours are one nevertheless; `in_order`, whether what is too much to be compared is
    paired one by one.
    """

    likeness: Callable[[Any, Any], int]
    least: int = 1
    features: Callable[[T], Any] = lambda item: item
    rewritten: Callable[[T, T], bool] = lambda old, new: False
    in_order: bool = False


def align(
    old: Sequence[T], new: Sequence[T], keys: Sequence[Key[T]], rest: Rest[T]
) -> list[tuple[T | None, T | None]]:
    """The items of both sequences in order, paired; what has no counterpart stands alone."""
    return [
        (None if i is None else old[i], None if j is None else new[j])
        for i, j in places(old, new, keys, rest)
    ]


def places(old: Sequence[T], new: Sequence[T], keys: Sequence[Key[T]], rest: Rest[T]) -> list[Pair]:
    """The places of the items as `align` pairs them; of those that stand alone, the old first."""
    made: list[Pair] = []
    i = j = 0
    for a, b in (*matches(old, new, keys, rest), (len(old), len(new))):
        made += ((lone, None) for lone in range(i, a))
        made += ((None, lone) for lone in range(j, b))
        made.append((a, b))
        i, j = a + 1, b + 1
    return made[:-1]


def matches(
    old: Sequence[T], new: Sequence[T], keys: Sequence[Key[T]], rest: Rest[T]
) -> list[Match]:
    """The places of what is paired: by the items' keys, the strictest first, then as `rest` says.

    Nothing is ever paired across a pair.
    """
    levels = [(_known(old, key), _known(new, key)) for key in keys]
    return list(_Aligner(old, new, levels, rest).matched((0, len(old), 0, len(new)), 0))


def _known(items: Sequence[T], key: Key[T]) -> list[Hashable]:
    """The items' keys; in the place of none, something that equals nothing."""
    found = map(key, items)
    return [object() if own is None else own for own in found]


def pair_numbers(left: Words, right: Words) -> dict[int, int]:
    """Which number of one text stands where a number of the other stands, by their words."""
    found: dict[int, int] = {}
    for name, i, k, j, m in opcodes(left, right):
        inner = opcodes(*map(pieces.skeleton, (left[i:k], right[j:m])))
        for same, a, b, c, d in inner if name == "replace" else [(name, 0, k - i, 0, m - j)]:
            if same == "equal":
                found.update(zip(range(i + a, i + b), range(j + c, j + d), strict=True))
    return {i: j for i, j in found.items() if pieces.is_number(left[i])}


@dataclass(frozen=True)
class _Aligner(Generic[T]):
    old: Sequence[T]
    new: Sequence[T]
    levels: Sequence[Keys]
    rest: Rest[T]

    def matched(self, span: Span, level: int) -> Iterator[Match]:
        """The pairs of a stretch of both sides, by the keys of a level and of all after it."""
        i, k, j, m = span
        if i == k or j == m:
            return
        if level == len(self.levels):
            yield from self._unkeyed(span)
            return
        for a, b in (*_anchors(span, *self.levels[level]), (k, m)):
            yield from self.matched((i, a, j, b), level + 1)
            if a < k:
                yield a, b
            i, j = a + 1, b + 1

    def _unkeyed(self, span: Span) -> Iterator[Match]:
        i, k, j, m = span
        if (k - i, m - j) == (1, 1) and self.rest.rewritten(self.old[i], self.new[j]):
            yield i, j
        elif (k - i) * (m - j) <= MOST_ITEMS:
            yield from ((i + a, j + b) for a, b in _likeliest(self._gain(span)))
        else:
            yield from self._repeated(span)

    def _repeated(self, span: Span) -> Iterator[Match]:
        """The pairs of what is too much to be compared: where keys that occur often are equal."""
        i, k, j, m = span
        left, right = self.levels[-1][0][i:k], self.levels[-1][1][j:m]
        for name, a, b, c, d in opcodes(left, right):
            if self.rest.in_order or name == "equal":
                yield from zip(range(i + a, i + b), range(j + c, j + d), strict=False)

    def _gain(self, span: Span) -> list[list[int]]:
        """How alike every two items are; 0 for those that are not to be paired."""
        i, k, j, m = span
        left, right = (list(map(self.rest.features, s)) for s in (self.old[i:k], self.new[j:m]))
        alike = ([self.rest.likeness(one, other) for other in right] for one in left)
        return [[found if found >= self.rest.least else 0 for found in row] for row in alike]


def _likeliest(gain: Sequence[Sequence[int]]) -> Iterator[Match]:
    """The pairs in order whose gain adds up to most."""
    rows, columns = len(gain), len(gain[0])
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for a in reversed(range(rows)):
        for b in reversed(range(columns)):
            together = best[a + 1][b + 1] + gain[a][b]
            best[a][b] = max(best[a + 1][b], best[a][b + 1], together)
    a = b = 0
    while a < rows and b < columns:
        if gain[a][b] and best[a][b] == best[a + 1][b + 1] + gain[a][b]:
            yield a, b
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1


# -- by their keys ---------------------------------------------------------------------------------


def _anchors(span: Span, old: list[Hashable], new: list[Hashable]) -> Iterator[Match]:
    """The pairs of equal keys: those that occur once on each side, and what is next to them."""
    i, k, j, m = span
    for a, b in (*_unique(span, old, new), (k, m)):
        # The end first: then a repeated item counts as added or taken out together with what
        # follows it, as a heading does with its table.
        tail = common(old[i:a][::-1], new[j:b][::-1])
        head = common(old[i : a - tail], new[j : b - tail])
        yield from ((i + step, j + step) for step in range(head))
        yield from ((a - step, b - step) for step in range(tail, 0, -1))
        if a < k:
            yield a, b
        i, j = a + 1, b + 1


def _unique(span: Span, old: list[Hashable], new: list[Hashable]) -> list[Match]:
    """The longest row of pairs whose keys occur once on each side, in the order of both sides."""
    i, k, j, m = span
    left, right = _once(old, i, k), _once(new, j, m)
    return _rising([(at, right[key]) for key, at in left.items() if key in right])


def _once(keys: list[Hashable], start: int, end: int) -> dict[Hashable, int]:
    counts = Counter(keys[start:end])
    return {keys[at]: at for at in range(start, end) if counts[keys[at]] == 1}


def _rising(pairs: Sequence[Match]) -> list[Match]:
    """The longest part of the pairs in which the new places rise too (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int | None] = []
    for number, (_, b) in enumerate(pairs):
        pile = bisect_left(tops, b)
        before.append(piles[pile - 1] if pile else None)
        tops[pile : pile + 1] = [b]
        piles[pile : pile + 1] = [number]
    made: list[Match] = []
    last = piles[-1] if piles else None
    while last is not None:
        made.append(pairs[last])
        last = before[last]
    return made[::-1]
