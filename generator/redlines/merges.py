"""Vertical merges in a redline: every cell that continues another does so in both versions.

A row can only stay as it is where the cells that its own continue (vMerge) begin in a row that
stays too; otherwise the old row goes and the new row comes. So whatever order a program takes the
changes in, no cell ever continues one that is gone.
"""

from collections.abc import Callable, Sequence

from generator.compare.alignment import Pairing
from generator.word.cell_merges import CONTINUED, GridCell

Row = Sequence[GridCell]
Rows = Sequence[Row]


def consistent(pairs: Sequence[Pairing], old: Rows, new: Rows) -> list[Pairing]:
    """The pairs, so ordered (and where it must be, parted) that every merge has its own beginning.

    A stretch of rows that go and come is tried in both orders; where neither will do, the row
    before it or after it goes and comes too.
    """
    made = list(pairs)
    if not any(cell.down for row in (*old, *new) for cell in row):
        return made
    while (at := _astray(made, old, new)) is not None:
        start, end = _stretch(made, at)
        come_first = sorted(made[start:end], key=lambda pair: pair[1] is None)
        turned = [*made[:start], *come_first, *made[end:]]
        still = _astray(turned, old, new)
        further = still is None or still > at
        made = turned if further else _parted(made, start, end, at)
    return made


def _stretch(pairs: Sequence[Pairing], at: int) -> tuple[int, int]:
    """The stretch of single rows that a row stands in, or that ends before it."""
    end = at
    while end < len(pairs) and None in pairs[end]:
        end += 1
    start = at
    while start > 0 and None in pairs[start - 1]:
        start -= 1
    return start, end


def _parted(pairs: list[Pairing], start: int, end: int, at: int) -> list[Pairing]:
    """The pairs with one more row that goes and comes: the one astray, or a neighbour."""
    if None not in pairs[at]:
        end = at + 1
    elif start > 0:
        start -= 1
    else:
        end += 1
    gone = [(i, None) for i, _ in pairs[start:end] if i is not None]
    come = [(None, j) for _, j in pairs[start:end] if j is not None]
    return [*pairs[:start], *gone, *come, *pairs[end:]]


def _astray(pairs: Sequence[Pairing], old: Rows, new: Rows) -> int | None:
    """The first place where a cell continues another row's cell than it does in its version."""
    together = _beginnings(pairs, lambda pair: _either(pair, old, new))
    before = _beginnings(pairs, lambda pair: None if pair[0] is None else old[pair[0]])
    after = _beginnings(pairs, lambda pair: None if pair[1] is None else new[pair[1]])
    for at, pair in enumerate(pairs):
        if pair[0] is not None and before[at] != together[at]:
            return at
        if pair[1] is not None and after[at] != together[at]:
            return at
    return None


def _either(pair: Pairing, old: Rows, new: Rows) -> Row:
    if pair[1] is not None:
        return new[pair[1]]
    assert pair[0] is not None
    return old[pair[0]]


def _beginnings(
    pairs: Sequence[Pairing], row_of: Callable[[Pairing], Row | None]
) -> list[dict[int, int | None]]:
    """For each place and column with a continued cell, the place where that cell begins."""
    begun: dict[int, int | None] = {}
    made: list[dict[int, int | None]] = []
    for at, pair in enumerate(pairs):
        row = row_of(pair)
        made.append({})
        for cell in row or ():
            if cell.down == CONTINUED:
                made[-1][cell.first] = begun.get(cell.first)
            else:
                begun[cell.first] = at
    return made
