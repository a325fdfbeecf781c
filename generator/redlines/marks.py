"""Which paragraph mark goes and which comes, so that no program is left with an empty paragraph.

A mark that is deleted (or whose insertion is rejected) joins its paragraph with the next one. That
cannot be done before a table, nor at the end of a cell or of the document: the mark there must
stay. So where the last paragraph before a table goes, it keeps its mark, as the mark of the
paragraph that the new version has there, and that paragraph's own mark goes instead.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, Protocol, TypeVar


class Block(Protocol):
    """A paragraph or a table."""

    @property
    def table(self) -> bool:
        """Whether it is a table."""

    @property
    def section(self) -> bool:
        """Whether it is a paragraph that ends a section, which ties its mark to its place."""


B = TypeVar("B", bound=Block)


@dataclass(frozen=True, slots=True)
class Pair(Generic[B]):
    """A block of the old version and what became of it in the new one; either may be missing."""

    old: B | None
    new: B | None

    @property
    def table(self) -> bool:
        """Whether it is a table."""
        block = self.old or self.new
        return block is not None and block.table

    @property
    def section(self) -> bool:
        """Whether its mark cannot be moved."""
        return any(block is not None and block.section for block in (self.old, self.new))

    @property
    def stays(self) -> bool:
        """Whether both versions have it."""
        return self.old is not None and self.new is not None


@dataclass(frozen=True, slots=True)
class Slot(Generic[B]):
    """A place of the redline: what stands there, and whose mark ends it in each version."""

    content: Pair[B]
    mark: Pair[B]


Same = Callable[[B, B], bool]


def settle(pairs: Sequence[Pair[B]], same: Same[B]) -> list[Slot[B]]:
    """The places of the redline in order; `same` tells whether two paragraphs say the same."""
    runs = [list(run) for _, run in groupby(pairs, lambda pair: pair.table)]
    for at in range(len(runs)):
        _lend(runs, at, same, lambda pair: pair)
        _lend(runs, at, same, _swapped)
    made: list[Slot[B]] = []
    for run in runs:
        made += [Slot(pair, pair) for pair in run] if run[0].table else _settled(_closed(run))
    return made


def _swapped(pair: Pair[B]) -> Pair[B]:
    return Pair(pair.new, pair.old)


_View = Callable[[Pair[B]], Pair[B]]


def _lend(runs: list[list[Pair[B]]], at: int, same: Same[B], view: _View[B]) -> None:
    """Give a run that goes as a whole, with the table after (or before) it, one new paragraph.

    The new version has none there; but it has those on the other side of the table that goes, and
    once that is gone, one of them may as well stand on this side. (In the other view: comes.)
    """
    own = [view(pair) for pair in runs[at]]
    if own[0].table or any(pair.new for pair in own):
        return
    for step in (1, -1):
        beyond = at + 2 * step
        if not 0 <= beyond < len(runs) or not _goes(runs[at + step], view):
            continue
        others = [view(pair) for pair in runs[beyond]]
        present = [number for number, pair in enumerate(others) if pair.new]
        if len(present) > 1 and not others[present[min(step, 0)]].section:
            _move(runs, at, (beyond, present[min(step, 0)]), same, view)
            return


def _goes(run: Sequence[Pair[B]], view: _View[B]) -> bool:
    return all(view(pair).new is None for pair in run)


def _move(
    runs: list[list[Pair[B]]],
    at: int,
    lender: tuple[int, int],
    same: Same[B],
    view: _View[B],
) -> None:
    beyond, number = lender
    lent = view(runs[beyond][number])
    assert lent.new is not None
    own = [view(pair) for pair in runs[at]]
    alike = [place for place, p in enumerate(own) if p.old and same(p.old, lent.new)]
    free = [place for place, pair in enumerate(own) if not pair.section]
    if not (alike or free):
        return
    partner = (alike or free)[-1]
    own[partner] = Pair(own[partner].old, lent.new)
    runs[at] = [view(pair) for pair in own]
    runs[beyond][number : number + 1] = [view(Pair(lent.old, None))] if lent.old else []


def _closed(run: Sequence[Pair[B]]) -> list[Pair[B]]:
    """A run whose end, where something goes and something comes, is one changed paragraph."""
    end = _tail(run)
    gone = [pair for pair in run[end:] if pair.old]
    come = [pair for pair in run[end:] if pair.new]
    if not gone or not come:
        return list(run)
    last = Pair(gone[-1].old, come[-1].new)
    return [*run[:end], *gone[:-1], *come[:-1], last]


def _tail(run: Sequence[Pair[B]]) -> int:
    """From where on nothing stays."""
    return next((at for at in range(len(run), 0, -1) if run[at - 1].stays), 0)


def _settled(run: Sequence[Pair[B]]) -> list[Slot[B]]:
    """A run's places; the marks moved where its last paragraph goes or comes."""
    end = _tail(run)
    if end in (0, len(run)) or run[end - 1].section:
        return [Slot(pair, pair) for pair in run]
    kept, tail = run[end - 1], run[end:]
    if tail[-1].old:
        moved = [Pair(kept.old, None), *tail[:-1], Pair(tail[-1].old, kept.new)]
    else:
        moved = [Pair(None, kept.new), *tail[:-1], Pair(kept.old, tail[-1].new)]
    slots = [Slot(pair, pair) for pair in run[: end - 1]]
    return slots + [Slot(c, m) for c, m in zip((kept, *tail), moved, strict=True)]
