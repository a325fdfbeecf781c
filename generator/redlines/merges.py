"""Vertical merges in a redline: every cell that continues another does so in both versions.

A row can only stay as it is where the cells that its own continue (vMerge) begin in a row that
stays too; otherwise the old row goes and the new row comes. So whatever order a program takes the
changes in, no cell ever continues one that is gone.
"""

from collections.abc import Sequence

from generator.compare.alignment import Pairing
from generator.word.cell_merges import CONTINUED, GridCell

GridRow = Sequence[GridCell]
GridRows = Sequence[GridRow]


def keep_merges(pairs: list[Pairing], old: GridRows, new: GridRows) -> list[Pairing]:
    """The pairs, so ordered (and where it must be, parted) that every merge has its own beginning.

    A stretch of rows that go and come is tried in both orders; where neither will do, the row
    before it or after it goes and comes too.
    """
    if not any(cell.down for row in (*old, *new) for cell in row):
        return pairs
    while (at := _find_astray(pairs, old, new)) is not None:
        start, end = _stretch(pairs, at)
        come_first = sorted(pairs[start:end], key=lambda pair: pair[1] is None)
        turned = [*pairs[:start], *come_first, *pairs[end:]]
        still = _find_astray(turned, old, new)
        further = still is None or still > at
        pairs = turned if further else _part(pairs, start, end, at)
    return pairs


def _stretch(pairs: Sequence[Pairing], at: int) -> tuple[int, int]:
    """The stretch of single rows that a row stands in, or that ends before it."""
    start = next((i for i in range(at, 0, -1) if None not in pairs[i - 1]), 0)
    end = next((i for i in range(at, len(pairs)) if None not in pairs[i]), len(pairs))
    return start, end


def _part(pairs: list[Pairing], start: int, end: int, at: int) -> list[Pairing]:
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


def _find_astray(pairs: Sequence[Pairing], old: GridRows, new: GridRows) -> int | None:
    """The first place where a cell continues another row's cell than it does in its version."""
    before = [None if i is None else old[i] for i, _ in pairs]
    after = [None if j is None else new[j] for _, j in pairs]
    together = _beginnings([b if a is None else a for b, a in zip(before, after, strict=True)])
    wrong = (
        at
        for rows in (before, after)
        for at, beginnings in enumerate(_beginnings(rows))
        if rows[at] is not None and beginnings != together[at]
    )
    return min(wrong, default=None)


def _beginnings(rows: Sequence[GridRow | None]) -> list[dict[int, int | None]]:
    """For each place and column with a continued cell, the place where that cell begins."""
    begun: dict[int, int | None] = {}
    beginnings: list[dict[int, int | None]] = []
    for at, row in enumerate(rows):
        beginnings.append({})
        for cell in row or ():
            if cell.down == CONTINUED:
                beginnings[-1][cell.first] = begun.get(cell.first)
            else:
                begun[cell.first] = at
    return beginnings
