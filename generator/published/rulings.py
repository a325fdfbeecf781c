"""The ruled lines of a page as the grids that they make, each table of its own.

Lines that touch belong together. What touches nothing (an underline, a line above a footnote) makes
no grid; neither does a frame around a whole page, in which nothing is ruled.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.published.ink import POINT, InkBox, PageInk, Rule

# Lines so near to each other are one: the two strokes of a double line, cells drawn one by one.
_NEAR = 3 * POINT
# Lines end so far from those that they are to meet.
_TOUCH = 3 * POINT
# No row is as low, no column as narrow: what is closer is one line, drawn row by row askew.
_NARROWEST = 4 * POINT
# A side whose line is missing: the others reach this far beyond what is ruled.
_OPEN = 6 * POINT
# More meetings of lines than any page of print has; and more cells.
MAX_MEETINGS = 2_000_000
MAX_UNITS = 40_000


class RulingError(ValueError):
    """More lines on a page than a table has."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """One grid: where its lines run, and which pieces of them are drawn.

    `across[i]` are the pieces of the line at `ys[i]`, `down[j]` those of the one at `xs[j]`.
    """

    xs: tuple[int, ...]
    ys: tuple[int, ...]
    across: tuple[tuple[Rule, ...], ...]
    down: tuple[tuple[Rule, ...], ...]

    @property
    def box(self) -> InkBox:
        """What the grid encloses."""
        return InkBox(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def find(page: PageInk) -> list[Lattice]:
    """The grids of a page, from top to bottom; too many lines are a `RulingError`."""
    across, down = _join(page.across), _join(page.down)
    if len(across) * len(down) > MAX_MEETINGS:
        raise RulingError
    grids = [_lay(*group) for group in _group(across, down)]
    found = [it for it in grids if it is not None and len(it.xs) > 1 and len(it.ys) > 1]
    if any(len(it.xs) * len(it.ys) > MAX_UNITS for it in found):
        raise RulingError
    return sorted(found, key=lambda it: (it.ys[0], it.xs[0]))


def _join(rules: Iterable[Rule]) -> list[Rule]:
    """The same lines, pieces that go on where others end as one."""
    joined: list[Rule] = []
    for group in _gather(sorted(rules), _NEAR // 2):
        at = group[len(group) // 2].at
        pieces = sorted((it.start, it.end) for it in group)
        start, end = pieces[0]
        for first, last in pieces[1:]:
            if first <= end + _NEAR:
                end = max(end, last)
                continue
            joined.append(Rule(at, start, end))
            start, end = first, last
        joined.append(Rule(at, start, end))
    return [it for it in joined if it.end - it.start >= _NARROWEST]


def _gather(rules: Sequence[Rule], near: int) -> Iterator[list[Rule]]:
    """Lines in groups that stand no further apart than this, from the first of each."""
    group: list[Rule] = []
    for it in rules:
        if group and it.at - group[0].at > near:
            yield group
            group = []
        group.append(it)
    if group:
        yield group


def _group(across: list[Rule], down: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The lines that hang together by touching."""
    owner = list(range(len(across) + len(down)))

    def find_owner(number: int) -> int:
        while owner[number] != number:
            owner[number] = owner[owner[number]]
            number = owner[number]
        return number

    for one, line in enumerate(across):
        for other, post in enumerate(down, start=len(across)):
            if _meet(line, post):
                owner[find_owner(one)] = find_owner(other)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate((*across, *down)):
        group = groups.setdefault(find_owner(number), ([], []))
        group[0 if number < len(across) else 1].append(rule)
    yield from (group for group in groups.values() if len(group[0]) > 1 and group[1])


def _meet(line: Rule, post: Rule) -> bool:
    return (
        line.start - _TOUCH <= post.at <= line.end + _TOUCH
        and post.start - _TOUCH <= line.at <= post.end + _TOUCH
    )


def _lay(across: list[Rule], down: list[Rule]) -> Lattice:
    """The grid of lines that hang together; where its side is open it is closed."""
    top, bottom = min(it.start for it in down), max(it.end for it in down)
    left, right = min(it.start for it in across), max(it.end for it in across)
    sides_across = [Rule(y, left, right) for y in _open((top, bottom), across)]
    sides_down = [Rule(x, top, bottom) for x in _open((left, right), down)]
    ys, lines = _line_up([*across, *sides_across])
    xs, posts = _line_up([*down, *sides_down])
    return Lattice(xs, ys, lines, posts)


def _open(ends: tuple[int, int], rules: list[Rule]) -> Iterator[int]:
    """Where a side is not drawn that others reach."""
    first, last = min(it.at for it in rules), max(it.at for it in rules)
    if ends[0] < first - _OPEN:
        yield ends[0]
    if ends[1] > last + _OPEN:
        yield ends[1]


def _line_up(rules: list[Rule]) -> tuple[tuple[int, ...], tuple[tuple[Rule, ...], ...]]:
    groups = list(_gather(sorted(rules), _NARROWEST))
    places = tuple(group[len(group) // 2].at for group in groups)
    return places, tuple(tuple(group) for group in groups)


def is_drawn(pieces: Sequence[Rule], start: int, end: int) -> bool:
    """Whether pieces of a line cover most of the way between two others."""
    covered = sum(max(min(it.end, end) - max(it.start, start), 0) for it in pieces)
    return covered * 10 >= (end - start) * 7


def index_of(places: Sequence[int], at: int) -> int:
    """Between which two lines something stands: the number of the first, from 0."""
    return min(max(bisect_left(places, at) - 1, 0), len(places) - 2)
