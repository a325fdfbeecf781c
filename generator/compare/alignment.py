"""Two sequences side by side: which item of the old one became which of the new one."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from generator.compare import pieces
from generator.compare.likeness import Bag, share
from generator.compare.opcodes import opcodes
from generator.compare.pieces import Words
from generator.compare.thresholds import CORRECTED, MOST_ITEMS

T = TypeVar("T")
Pair = tuple[int | None, int | None]
Match = tuple[int, int]
# The items' keys on both sides; None is no key and equals nothing.
Keys = tuple[Sequence[Hashable | None], Sequence[Hashable | None]]
Span = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Rest:
    """How what has no common key is paired: so that the likeness of all pairs adds up to most.

    `likeness` is in thousandths; what is less alike than `least` is never paired. `rewritten` tells
    whether two that alone stand between the same neighbours are one nevertheless; `in_order`,
    whether what is too much to be compared is paired one by one.
    """

    likeness: Callable[[int, int], int]
    least: int = 1
    rewritten: Callable[[int, int], bool] = lambda old, new: False
    in_order: bool = False


def align(levels: Sequence[Keys], rest: Rest) -> list[Pair]:
    """Both sequences in order, paired; what has no counterpart stands alone, old before new."""
    old, new = levels[0]
    made: list[Pair] = []
    i = j = 0
    for a, b in (*matches(levels, rest), (len(old), len(new))):
        made += ((lone, None) for lone in range(i, a))
        made += ((None, lone) for lone in range(j, b))
        made.append((a, b))
        i, j = a + 1, b + 1
    return made[:-1]


def align_items(
    old: Sequence[T],
    new: Sequence[T],
    key: Callable[[T], Hashable],
    features: Callable[[T], Bag],
) -> list[tuple[T | None, T | None]]:
    """The items of both, paired by their keys, then by the features that they share, else in order.

    For a reader who is shown both sides of each change (`thresholds.CORRECTED`).
    """
    sides = old, new

    @cache
    def bag_of(side: int, at: int) -> Bag:
        return features(sides[side][at])

    keys = [key(item) for item in old], [key(item) for item in new]
    rest = Rest(lambda i, j: share(bag_of(0, i), bag_of(1, j)), CORRECTED, in_order=True)
    return [
        (None if i is None else old[i], None if j is None else new[j])
        for i, j in align([keys], rest)
    ]


def matches(levels: Sequence[Keys], rest: Rest) -> list[Match]:
    """The pairs, in order: by the items' keys, the strictest level first, then as `rest` says.

    Nothing is ever paired across a pair.
    """
    old, new = levels[0]
    return list(_matched((0, len(old), 0, len(new)), levels, levels[-1], rest))


def _matched(span: Span, levels: Sequence[Keys], last: Keys, rest: Rest) -> Iterator[Match]:
    i, k, j, m = span
    if i == k or j == m:
        return
    if not levels:
        yield from _unkeyed(span, last, rest)
        return
    for a, b in (*_anchors(span, *levels[0]), (k, m)):
        yield from _matched((i, a, j, b), levels[1:], last, rest)
        if a < k:
            yield a, b
        i, j = a + 1, b + 1


def pair_numbers(left: Words, right: Words) -> dict[int, int]:
    """Which number of one text stands where a number of the other stands, by their words."""
    found: dict[int, int] = {}
    for name, i, k, j, m in opcodes(left, right):
        inner = opcodes(*map(pieces.skeleton, (left[i:k], right[j:m])))
        for same, a, b, c, d in inner if name == "replace" else [(name, 0, k - i, 0, m - j)]:
            if same == "equal":
                found.update(zip(range(i + a, i + b), range(j + c, j + d), strict=True))
    return {i: j for i, j in found.items() if pieces.is_number(left[i])}


# -- by their keys ---------------------------------------------------------------------------------


def _anchors(
    span: Span, old: Sequence[Hashable | None], new: Sequence[Hashable | None]
) -> Iterator[Match]:
    """The pairs of equal keys: those that occur once on each side, and what is next to them."""
    i, k, j, m = span
    for a, b in (*_unique(span, old, new), (k, m)):
        # The end first: then a repeated item counts as added or taken out together with what
        # follows it, as a heading does with its table.
        tail = _run(old[i:a][::-1], new[j:b][::-1])
        head = _run(old[i : a - tail], new[j : b - tail])
        yield from ((i + step, j + step) for step in range(head))
        yield from ((a - step, b - step) for step in range(tail, 0, -1))
        if a < k:
            yield a, b
        i, j = a + 1, b + 1


def _run(old: Sequence[Hashable | None], new: Sequence[Hashable | None]) -> int:
    """How many keys are equal from the beginning."""
    count = 0
    for left, right in zip(old, new, strict=False):
        if left is None or left != right:
            break
        count += 1
    return count


def _unique(
    span: Span, old: Sequence[Hashable | None], new: Sequence[Hashable | None]
) -> list[Match]:
    """The longest row of pairs whose keys occur once on each side, in the order of both sides."""
    i, k, j, m = span
    left, right = _once(old, i, k), _once(new, j, m)
    return _rising([(at, right[key]) for key, at in left.items() if key in right])


def _once(keys: Sequence[Hashable | None], start: int, end: int) -> dict[Hashable, int]:
    counts = Counter(keys[start:end])
    found = ((keys[at], at) for at in range(start, end))
    return {key: at for key, at in found if key is not None and counts[key] == 1}


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


# -- without a common key --------------------------------------------------------------------------


def _unkeyed(span: Span, keys: Keys, rest: Rest) -> Iterator[Match]:
    i, k, j, m = span
    if (k - i, m - j) == (1, 1) and rest.rewritten(i, j):
        yield i, j
    elif (k - i) * (m - j) <= MOST_ITEMS:
        yield from _likeliest(span, rest)
    else:
        yield from _repeated(span, keys, rest)


def _repeated(span: Span, keys: Keys, rest: Rest) -> Iterator[Match]:
    """The pairs of what is too much to be compared: where keys are equal that occur repeatedly."""
    i, k, j, m = span
    for name, a, b, c, d in opcodes(keys[0][i:k], keys[1][j:m]):
        if rest.in_order or (name == "equal" and None not in keys[0][i + a : i + b]):
            yield from zip(range(i + a, i + b), range(j + c, j + d), strict=False)


def _likeliest(span: Span, rest: Rest) -> Iterator[Match]:
    """The pairs in order whose likeness adds up to most."""
    i, k, j, m = span
    alike = [[rest.likeness(a, b) for b in range(j, m)] for a in range(i, k)]
    gain = [[found if found >= rest.least else 0 for found in row] for row in alike]
    best = [[0] * (m - j + 1) for _ in range(k - i + 1)]
    for a in reversed(range(k - i)):
        for b in reversed(range(m - j)):
            together = best[a + 1][b + 1] + gain[a][b]
            best[a][b] = max(best[a + 1][b], best[a][b + 1], together)
    a = b = 0
    while a < k - i and b < m - j:
        if gain[a][b] and best[a][b] == best[a + 1][b + 1] + gain[a][b]:
            yield i + a, j + b
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
