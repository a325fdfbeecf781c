"""Two sequences side by side: which item of the old one became which of the new one."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence

Pair = tuple[int | None, int | None]
Match = tuple[int, int]
# The items' keys on both sides; None is no key and equals nothing.
Keys = tuple[Sequence[Hashable | None], Sequence[Hashable | None]]
# How alike two items are, in thousandths; 0 for what can never be one and the same.
Likeness = Callable[[int, int], int]
Span = tuple[int, int, int, int]

# Beyond so many comparisons, what has no common key is not compared any more.
_MOST_COMPARED = 40_000


def align(levels: Sequence[Keys], likeness: Likeness) -> list[Pair]:
    """Both sequences in order, paired: by their keys, the strictest level first, then by likeness.

    Nothing is ever paired across a pair. What has no counterpart stands alone, old before new.
    """
    old, new = levels[0]
    matches = _matched((0, len(old), 0, len(new)), levels, likeness)
    return list(_with_singles(list(matches), len(old), len(new)))


def _with_singles(matches: Sequence[Match], olds: int, news: int) -> Iterator[Pair]:
    i = j = 0
    for a, b in (*matches, (olds, news)):
        yield from ((lone, None) for lone in range(i, a))
        yield from ((None, lone) for lone in range(j, b))
        if a < olds:
            yield a, b
        i, j = a + 1, b + 1


def _matched(span: Span, levels: Sequence[Keys], likeness: Likeness) -> Iterator[Match]:
    i, k, j, m = span
    if i == k or j == m:
        return
    if not levels:
        yield from _likeliest(span, likeness)
        return
    for a, b in (*_anchors(span, *levels[0]), (k, m)):
        yield from _matched((i, a, j, b), levels[1:], likeness)
        if a < k:
            yield a, b
        i, j = a + 1, b + 1


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


def _rising(matches: Sequence[Match]) -> list[Match]:
    """The longest part of the matches in which the new places rise too (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int | None] = []
    for number, (_, b) in enumerate(matches):
        pile = bisect_left(tops, b)
        before.append(piles[pile - 1] if pile else None)
        tops[pile : pile + 1] = [b]
        piles[pile : pile + 1] = [number]
    made: list[Match] = []
    last = piles[-1] if piles else None
    while last is not None:
        made.append(matches[last])
        last = before[last]
    return made[::-1]


def _likeliest(span: Span, likeness: Likeness) -> Iterator[Match]:
    """The pairs in order whose likeness adds up to most."""
    i, k, j, m = span
    if (k - i) * (m - j) > _MOST_COMPARED:
        return
    alike = [[likeness(a, b) for b in range(j, m)] for a in range(i, k)]
    best = [[0] * (m - j + 1) for _ in range(k - i + 1)]
    for a in reversed(range(k - i)):
        for b in reversed(range(m - j)):
            together = best[a + 1][b + 1] + alike[a][b] if alike[a][b] else 0
            best[a][b] = max(best[a + 1][b], best[a][b + 1], together)
    a = b = 0
    while a < k - i and b < m - j:
        if alike[a][b] and best[a][b] == best[a + 1][b + 1] + alike[a][b]:
            yield i + a, j + b
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
