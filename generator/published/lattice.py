"""The cells of a grid: its smallest fields, those with no line between them as one."""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from generator.published import rulings
from generator.published.ink import InkBox
from generator.published.rulings import Lattice

Unit = tuple[int, int]


class Field(NamedTuple):
    """A cell of a grid: first row and column from 0, how many it takes, its box on the page."""

    row: int
    column: int
    rows: int
    columns: int
    box: InkBox


class Fields(NamedTuple):
    """The cells of a grid in reading order, and which of them each smallest field belongs to."""

    cells: tuple[Field, ...]
    owner: dict[Unit, int]


def divide(grid: Lattice) -> Fields:
    """The cells of a grid; what is open to the outside is none of its own."""
    cells: list[Field] = []
    owner: dict[Unit, int] = {}
    for units in _join(grid).groups():
        for top, left, bottom, right in _rectangles(units):
            box = InkBox(grid.xs[left], grid.ys[top], grid.xs[right + 1], grid.ys[bottom + 1])
            for row in range(top, bottom + 1):
                owner |= {(row, column): len(cells) for column in range(left, right + 1)}
            cells.append(Field(top, left, bottom - top + 1, right - left + 1, box))
    return _in_order(cells, owner)


def _join(grid: Lattice) -> "_Joined":
    """The smallest fields of a grid, joined where no line is drawn between them."""
    rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
    joined = _Joined(rows, columns)
    for row, column in product(range(rows + 1), range(columns)):
        if not rulings.is_drawn(grid.across[row], grid.xs[column], grid.xs[column + 1]):
            joined.join((row - 1, column), (row, column))
    for row, column in product(range(rows), range(columns + 1)):
        if not rulings.is_drawn(grid.down[column], grid.ys[row], grid.ys[row + 1]):
            joined.join((row, column - 1), (row, column))
    return joined


def _in_order(cells: list[Field], owner: dict[Unit, int]) -> Fields:
    order = sorted(range(len(cells)), key=lambda number: cells[number][:2])
    place = {number: at for at, number in enumerate(order)}
    ordered = tuple(cells[number] for number in order)
    return Fields(ordered, {unit: place[number] for unit, number in owner.items()})


class _Joined:
    """The smallest fields of a grid, some of them one; the outside is one more."""

    def __init__(self, rows: int, columns: int) -> None:
        self.rows, self.columns = rows, columns
        self.owner: dict[Unit, Unit] = {}

    def find(self, unit: Unit) -> Unit:
        owner = self.owner
        while (above := owner.get(unit, unit)) != unit:
            owner[unit] = owner.get(above, above)
            unit = owner[unit]
        return unit

    def join(self, one: Unit, other: Unit) -> None:
        one, other = self.find(self._inside(one)), self.find(self._inside(other))
        self.owner[max(one, other)] = min(one, other)

    def _inside(self, unit: Unit) -> Unit:
        row, column = unit
        return unit if 0 <= row < self.rows and 0 <= column < self.columns else (-1, -1)

    def groups(self) -> Iterator[list[Unit]]:
        """The fields of each cell, in reading order."""
        found: dict[Unit, list[Unit]] = {}
        for row in range(self.rows):
            for column in range(self.columns):
                found.setdefault(self.find((row, column)), []).append((row, column))
        found.pop((-1, -1), None)
        yield from found.values()


def _rectangles(units: list[Unit]) -> Iterator[tuple[int, int, int, int]]:
    """Fields as rectangles (top, left, bottom, right): one, unless lines are missing."""
    left_over = set(units)
    while left_over:
        top, left = min(left_over)
        right = left
        while (top, right + 1) in left_over:
            right += 1
        bottom = top
        while all((bottom + 1, column) in left_over for column in range(left, right + 1)):
            bottom += 1
        yield top, left, bottom, right
        left_over -= {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
