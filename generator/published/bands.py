"""Rows that are not ruled apart: lines of figures in one cell, and all else in line with them.

A wrapped text beside two figures is in line with neither: then nothing is divided.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from generator.published import lines
from generator.published.ink import Glyph, Rule
from generator.published.lattice import Field, Fields
from generator.published.lines import TextLine
from generator.published.rulings import Lattice

_FIGURE = re.compile(r"-?[\d,，]*\d\.\d+%?")
# In per cent of a sign's height: what stands so far up or down is in the same line.
_LEVEL = 45


class Divided(NamedTuple):
    """A grid with the lines that are missing, and the rows (from 0) that could not be divided."""

    grid: Lattice
    doubtful: tuple[int, ...]


def divide(grid: Lattice, fields: Fields, glyphs: Sequence[Glyph]) -> Divided:
    """The grid with a line between any two lines of figures that stand in one row of it."""
    cuts: list[int] = []
    doubtful: list[int] = []
    for row, within in _bands(grid, fields, glyphs):
        levels = _levels(within)
        if levels is None:
            doubtful.append(row)
        else:
            cuts += ((one + other) // 2 for one, other in pairwise(levels))
    return Divided(_cut(grid, cuts) if cuts else grid, tuple(doubtful))


def _bands(
    grid: Lattice, fields: Fields, glyphs: Sequence[Glyph]
) -> Iterator[tuple[int, list[list[TextLine]]]]:
    """The rows with several figures in a cell, none of whose cells reaches beyond them."""
    by_row: dict[int, list[Field]] = {}
    ordered = sorted(glyphs, key=lambda it: it.middle)
    middles = [it.middle for it in ordered]
    for field in fields.cells:
        by_row.setdefault(field.row, []).append(field)
    for row, cells in by_row.items():
        if any(it.rows > 1 for it in cells) or sum(it.columns for it in cells) < len(grid.xs) - 1:
            continue
        top, bottom = grid.ys[row], grid.ys[row + 1]
        inside = ordered[bisect_right(middles, top) : bisect_left(middles, bottom)]
        within = [lines.arrange(it for it in inside if _is_in(cell, it)) for cell in cells]
        if any(map(_is_figures, within)):
            yield row, within


def _is_in(cell: Field, it: Glyph) -> bool:
    return cell.box.x0 < (it.x0 + it.x1) // 2 < cell.box.x1


def _is_figures(within: Sequence[TextLine]) -> bool:
    return len(within) > 1 and all(_FIGURE.fullmatch(line.text) for line in within)


def _levels(within: Sequence[Sequence[TextLine]]) -> list[int] | None:
    """At which heights rows stand; None where some text is in line with no figure."""
    figures = [line for cell in within if _is_figures(cell) for line in cell]
    levels: list[int] = []
    for line in sorted(figures, key=_middle):
        if not levels or not _is_level(line, levels[-1]):
            levels.append(_middle(line))
    every = (line for cell in within for line in cell)
    level = all(any(_is_level(line, at) for at in levels) for line in every)
    return levels if level else None


def _middle(line: TextLine) -> int:
    return (line.y0 + line.y1) // 2


def _is_level(line: TextLine, at: int) -> bool:
    return abs(_middle(line) - at) * 100 <= line.size * _LEVEL


def _cut(grid: Lattice, cuts: Sequence[int]) -> Lattice:
    whole = [(at, (Rule(at, grid.xs[0], grid.xs[-1]),)) for at in cuts]
    lined = sorted([*zip(grid.ys, grid.across, strict=True), *whole], key=lambda it: it[0])
    return replace(grid, ys=tuple(at for at, _ in lined), across=tuple(it for _, it in lined))
