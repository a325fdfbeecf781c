"""How wide the columns of a table's sheet are: what is printed of it has to be read, too.

A sheet is printed as wide as its page. Texts that are broken over lines make room, so that it need
not become small; an amount is never broken.
"""

from generator.outputs.public_blocks import ShownTable
from generator.published.blocks import ReadCell

_NARROWEST = 10  # characters
_WIDEST = (36, 30, 24, 18)  # for texts; the first at which the page has room
# As many characters stand across a page, upright or on its side, when it is shrunk by a fifth.
_UPRIGHT, _LYING = 115, 175


def find(table: ShownTable) -> list[int]:
    """The width of each column, in characters."""
    room = _LYING if table.landscape else _UPRIGHT
    every = [_widen(table, widest) for widest in _WIDEST]
    return next((it for it in every if sum(it) <= room), every[-1])


def _widen(table: ShownTable, widest: int) -> list[int]:
    """As what stands in them needs: cells over few columns first, the others if room is lacking."""
    widths = [1] * max(table.grid.width, 1)
    for cell in sorted(table.grid.cells, key=lambda it: it.columns):
        needed = _need(cell, widest) if cell.row >= table.heads else _NARROWEST
        lacking = needed - sum(widths[cell.column : cell.end])
        for column in range(cell.column, cell.end):
            share = -(-lacking // (cell.end - column))
            if lacking > 0:
                widths[column] += share
                lacking -= share
    return widths


def _need(cell: ReadCell, widest: int) -> int:
    longest = max(cell.text.split("\n"), key=_measure)
    needed = _measure(longest)
    return max(_NARROWEST, min(needed + 2, widest if needed > len(longest) else _WIDEST[0]))


def _measure(text: str) -> int:
    return sum(2 if ord(sign) > 0xFF else 1 for sign in text)
