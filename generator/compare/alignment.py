"""Two sequences side by side: which item of the old one became which of the new one."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from generator.compare import pieces
from generator.compare.opcodes import count_common, opcodes
from generator.compare.pieces import Words
from generator.compare.thresholds import MOST_ITEMS

T = TypeVar("T")
Pairing = tuple[int | None, int | None]
Match = tuple[int, int]
# What an item is known by; None is no key and equals nothing.
Key = Callable[[T], Hashable | None]
Keys = Sequence[Key[T]]
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
    old: Sequence[T], new: Sequence[T], keys: Keys[T], rest: Rest[T]
) -> list[tuple[T | None, T | None]]:
    """The items of both sequences in order, paired; what has no counterpart stands alone."""
    return [
        (None if i is None else old[i], None if j is None else new[j])
        for i, j in places(old, new, keys, rest)
    ]


def places(old: Sequence[T], new: Sequence[T], keys: Keys[T], rest: Rest[T]) -> list[Pairing]:
    """The places of the items as `align` pairs them; of those that stand alone, the old first."""
    pairs: list[Pairing] = []
    i = j = 0
    for a, b in (*matches(old, new, keys, rest), (len(old), len(new))):
        pairs += ((lone, None) for lone in range(i, a))
        pairs += ((None, lone) for lone in range(j, b))
        pairs.append((a, b))
        i, j = a + 1, b + 1
    return pairs[:-1]


def matches(old: Sequence[T], new: Sequence[T], keys: Keys[T], rest: Rest[T]) -> list[Match]:
    """The places of what is paired: by the items' keys, the strictest first, then as `rest` says.

    Nothing is ever paired across a pair.
    """
    levels = [(_keys_of(old, key), _keys_of(new, key)) for key in keys]
    return list(_Aligner(old, new, levels, rest).match((0, len(old), 0, len(new)), 0))


def _keys_of(items: Sequence[T], key: Key[T]) -> list[Hashable]:
    """The items' keys; in the place of none, something that equals nothing."""
    return [object() if one is None else one for one in map(key, items)]


def pair_numbers(left: Words, right: Words) -> dict[int, int]:
    """Which number of one text stands where a number of the other stands, by their words."""
    equal: dict[int, int] = {}
    for name, i, k, j, m in opcodes(left, right):
        inner = opcodes(*map(pieces.skeleton, (left[i:k], right[j:m])))
        for same, a, b, c, d in inner if name == "replace" else [(name, 0, k - i, 0, m - j)]:
            if same == "equal":
                equal.update(zip(range(i + a, i + b), range(j + c, j + d), strict=True))
    return {i: j for i, j in equal.items() if pieces.is_number(left[i])}


@dataclass(frozen=True)
class _Aligner(Generic[T]):
    old: Sequence[T]
    new: Sequence[T]
    # For each kind of key, those of the old items and those of the new.
    levels: Sequence[tuple[list[Hashable], list[Hashable]]]
    rest: Rest[T]

    def match(self, span: Span, level: int) -> Iterator[Match]:
        """The pairs of a stretch of both sides, by the keys of a level and of all after it."""
        i, k, j, m = span
        if i == k or j == m:
            return
        if level == len(self.levels):
            yield from self._match_unkeyed(span)
            return
        for a, b in (*_anchor(span, *self.levels[level]), (k, m)):
            yield from self.match((i, a, j, b), level + 1)
            if a < k:
                yield a, b
            i, j = a + 1, b + 1

    def _match_unkeyed(self, span: Span) -> Iterator[Match]:
        i, k, j, m = span
        if (k - i, m - j) == (1, 1) and self.rest.rewritten(self.old[i], self.new[j]):
            yield i, j
        elif (k - i) * (m - j) <= MOST_ITEMS:
            yield from ((i + a, j + b) for a, b in _choose(self._weigh(span)))
        else:
            yield from self._match_repeated(span)

    def _match_repeated(self, span: Span) -> Iterator[Match]:
        """The pairs of what is too much to be compared: where keys that occur often are equal."""
        i, k, j, m = span
        left, right = self.levels[-1][0][i:k], self.levels[-1][1][j:m]
        for name, a, b, c, d in opcodes(left, right):
            if self.rest.in_order or name == "equal":
                yield from zip(range(i + a, i + b), range(j + c, j + d), strict=False)

    def _weigh(self, span: Span) -> list[list[int]]:
        """How alike every two items are; 0 for those that are not to be paired."""
        i, k, j, m = span
        left, right = (list(map(self.rest.features, s)) for s in (self.old[i:k], self.new[j:m]))
        alike = ([self.rest.likeness(one, other) for other in right] for one in left)
        return [[much if much >= self.rest.least else 0 for much in row] for row in alike]


def _choose(gain: Sequence[Sequence[int]]) -> Iterator[Match]:
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


def _anchor(span: Span, old: list[Hashable], new: list[Hashable]) -> Iterator[Match]:
    """The pairs of equal keys: those that occur once on each side, and what is next to them."""
    i, k, j, m = span
    for a, b in (*_pair_unique(span, old, new), (k, m)):
        # The end first: then a repeated item counts as added or taken out together with what
        # follows it, as a heading does with its table.
        tail = count_common(old[i:a][::-1], new[j:b][::-1])
        head = count_common(old[i : a - tail], new[j : b - tail])
        yield from ((i + step, j + step) for step in range(head))
        yield from ((a - step, b - step) for step in range(tail, 0, -1))
        if a < k:
            yield a, b
        i, j = a + 1, b + 1


def _pair_unique(span: Span, old: list[Hashable], new: list[Hashable]) -> list[Match]:
    """The longest row of pairs whose keys occur once on each side, in the order of both sides."""
    i, k, j, m = span
    left, right = _find_unique(old, i, k), _find_unique(new, j, m)
    return _keep_rising((at, right[key]) for key, at in left.items() if key in right)


def _find_unique(keys: list[Hashable], start: int, end: int) -> dict[Hashable, int]:
    counts = Counter(keys[start:end])
    return {keys[at]: at for at in range(start, end) if counts[keys[at]] == 1}


def _keep_rising(pairs: Iterable[Match]) -> list[Match]:
    """The longest part of the pairs in which the new places rise too (patience sorting)."""
    tops: list[int] = []
    # For each length, the last pair of a row of that length, and the row before that pair.
    rows: list[Any] = [None]
    for pair in pairs:
        pile = bisect_left(tops, pair[1])
        tops[pile : pile + 1] = [pair[1]]
        rows[pile + 1 : pile + 2] = [(pair, rows[pile])]
    rising: list[Match] = []
    row = rows[-1]
    while row:
        last, row = row
        rising.append(last)
    return rising[::-1]
