"""Which paragraph mark goes and which comes, so that no program is left with an empty paragraph.

A mark that is deleted (or whose insertion is rejected) joins its paragraph with the next one. That
cannot be done before a table, nor at the end of a cell or of the document: the mark there must
stay. So where the last paragraph before a table goes, it keeps its mark, as the mark of the
paragraph that the new version has there, and that paragraph's own mark goes instead.

Nor may what comes at the end of a paragraph be followed by a mark that stays and a paragraph that
comes: LibreOffice takes the two insertions for one, and rejects that mark with them. There marks
are moved too, as Word itself has them when somebody types on into new paragraphs.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Generic, NamedTuple, Protocol, TypeVar


class Markable(Protocol):
    """A paragraph or a table."""

    @property
    def table(self) -> bool:
        """Whether it is a table."""

    @property
    def section(self) -> bool:
        """Whether it is a paragraph that ends a section, which ties its mark to its place."""


B = TypeVar("B", bound=Markable)


class Sides(NamedTuple, Generic[B]):
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


class Slot(NamedTuple, Generic[B]):
    """A place of the redline: what stands there, and whose mark ends it in each version."""

    content: Sides[B]
    mark: Sides[B]


_Runs = list[list[Sides[B]]]
_Same = Callable[[B, B], bool]
_Grown = Callable[[Sides[B]], bool]
_View = Callable[[Sides[B]], Sides[B]]


def settle(blocks: Sequence[Sides[B]], same: _Same[B], grown: _Grown[B]) -> list[Slot[B]]:
    """The places of the redline in order.

    `same` tells whether two paragraphs say the same, `grown` whether one that stays ends with
    something that comes.
    """
    runs = [list(run) for _, run in groupby(blocks, lambda block: block.table)]
    for at in range(len(runs)):
        _lend(runs, at, same, lambda block: block)
        _lend(runs, at, same, _swap)
    return [slot for run in runs for slot in _place_marks(run, grown)]


def _swap(sides: Sides[B]) -> Sides[B]:
    return Sides(sides.new, sides.old)


def _lend(runs: _Runs[B], at: int, same: _Same[B], view: _View[B]) -> None:
    """Give a run that goes as a whole, with the table after (or before) it, one new paragraph.

    The new version has none there; but it has those on the other side of the table that goes, and
    once that is gone, one of them may as well stand on this side. (In the other view: comes.)
    """
    if runs[at][0].table or not _goes(runs[at], view):
        return
    for step in (1, -1):
        beyond = at + 2 * step
        if 0 <= beyond < len(runs) and _goes(runs[at + step], view):
            present = [number for number, block in enumerate(runs[beyond]) if view(block).new]
            number = present[min(step, 0)] if len(present) > 1 else None
            if number is not None and not runs[beyond][number].section:
                _move(runs, at, (beyond, number), same, view)
                return


def _goes(run: Sequence[Sides[B]], view: _View[B]) -> bool:
    return all(view(block).new is None for block in run)


def _move(runs: _Runs[B], at: int, lender: tuple[int, int], same: _Same[B], view: _View[B]) -> None:
    beyond, number = lender
    lent = view(runs[beyond][number])
    assert lent.new is not None
    goers = [view(block).old for block in runs[at]]
    alike = [place for place, old in enumerate(goers) if old and same(old, lent.new)]
    free = [place for place, block in enumerate(runs[at]) if not block.section]
    if alike or free:
        partner = (alike or free)[-1]
        runs[at][partner] = view(Sides(goers[partner], lent.new))
        runs[beyond][number : number + 1] = [view(Sides(lent.old, None))] if lent.old else []


def _close(run: list[Sides[B]]) -> list[Sides[B]]:
    """A run whose end, where something goes and something comes, is one changed paragraph."""
    end = _tail(run)
    gone = [block for block in run[end:] if block.old]
    come = [block for block in run[end:] if block.new]
    if not gone or not come:
        return run
    return [*run[:end], *gone[:-1], *come[:-1], Sides(gone[-1].old, come[-1].new)]


def _tail(run: Sequence[Sides[B]]) -> int:
    """From where on nothing stays."""
    return next((at for at in range(len(run), 0, -1) if run[at - 1].stays), 0)


def _place_marks(run: list[Sides[B]], grown: _Grown[B]) -> list[Slot[B]]:
    """A run's places; the marks moved at its end and where a paragraph that grows is followed."""
    blocks = run if run[0].table else _close(run)
    marks = list(blocks)
    for at, end in _list_moves(blocks, grown):
        stays, last = blocks[at], blocks[end]
        if last.old:
            marks[at], marks[end] = Sides(stays.old, None), Sides(last.old, stays.new)
        else:
            marks[at], marks[end] = Sides(None, stays.new), Sides(stays.old, last.new)
    return [Slot(block, mark) for block, mark in zip(blocks, marks, strict=True)]


def _list_moves(blocks: Sequence[Sides[B]], grown: _Grown[B]) -> Iterator[tuple[int, int]]:
    """The paragraphs that stay, and the last of those behind it, whose marks change places."""
    fates = groupby(range(len(blocks)), lambda at: [side is None for side in blocks[at]])
    for (*_, at), (*_, end) in pairwise(list(places) for _, places in fates):
        stays, last = blocks[at], blocks[end]
        if stays.table or not stays.stays or stays.section:
            continue
        comes = last.old is None and not last.section
        if end == len(blocks) - 1 or (comes and grown(stays)):
            yield at, end
