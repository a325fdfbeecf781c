"""The tables of a page: its grids with the signs in their cells, and the signs that are in none."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import NamedTuple

from generator.published import bands, lattice, lines, rulings
from generator.published.ink import POINT, Glyph, InkBox, PageInk
from generator.published.lattice import Field, Fields
from generator.published.lines import TAB, TextLine
from generator.published.rulings import Lattice

# Room that programs leave between a cell's sides and its text, both sides together.
_PADDING = 12 * POINT
_FIGURE_SIGNS = frozenset("0123456789.,")
_AMOUNT = re.compile(r"\d[\d,]*\.\d\d")
_AMOUNTS = re.compile(rf"(?:{_AMOUNT.pattern}){{2,}}")
_TIGHT = 10  # per cent of its height between two digits of one number


class InkCell(NamedTuple):
    """A cell of a page's table: first row and column from 0, how many it takes, its text."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    page: int


@dataclass(frozen=True, slots=True)
class InkTable:
    """A table as it stands on a page, or goes on over pages; `edges` are its columns' sides.

    `heads` counts the rows that a next page repeated; `doubts` tell of figures whose cell or row is
    not sure; `full` are the cells (row, column) whose text may go on over a page's end.
    """

    box: InkBox
    edges: tuple[int, ...]
    rows: tuple[tuple[InkCell, ...], ...]
    pages: tuple[int, ...]
    heads: int = 0
    doubts: tuple[str, ...] = ()
    full: frozenset[tuple[int, int]] = frozenset()


def find(page: PageInk) -> tuple[list[InkTable], list[Glyph]]:
    """The tables of a page and the signs outside of them; too many lines: a `RulingError`."""
    tables: list[InkTable] = []
    left_over = list(page.glyphs)
    for grid in rulings.find(page):
        fields = lattice.divide(grid)
        if len(fields.cells) < 2:  # a frame around text
            continue
        inside = [it for it in left_over if _is_in(grid, fields, it)]
        taken = set(map(id, inside))
        left_over = [it for it in left_over if id(it) not in taken]
        divided = bands.divide(grid, fields, inside)
        if divided.grid is not grid:
            grid, fields = divided.grid, lattice.divide(divided.grid)
        table = _fill(grid, fields, inside, page.number)
        told = (f"第{row + 1}行有几行数，没有横线，分不开" for row in divided.doubtful)
        tables.append(replace(table, doubts=(*table.doubts, *told)))
    return tables, left_over


def _is_in(grid: Lattice, fields: Fields, it: Glyph) -> bool:
    box, x = grid.box, (it.x0 + it.x1) // 2
    inside = box.x0 <= x <= box.x1 and box.y0 <= it.middle <= box.y1
    return inside and _unit(grid, x, it.middle) in fields.owner


def _unit(grid: Lattice, x: int, y: int) -> tuple[int, int]:
    return rulings.index_of(grid.ys, y), rulings.index_of(grid.xs, x)


def _fill(grid: Lattice, fields: Fields, glyphs: Iterable[Glyph], page: int) -> InkTable:
    held: dict[int, list[Glyph]] = {}
    doubts: list[str] = []
    for run in _runs(glyphs):
        spots = [_unit(grid, (it.x0 + it.x1) // 2, it.middle) for it in run]
        owners = [fields.owner[spot] for spot in spots]
        if len(set(owners)) > 1:  # one number in two cells: it is where its middle is
            doubts.append(f"表线压着数“{''.join(it.text for it in run)}”")
            owners = [owners[len(owners) // 2]] * len(owners)
        for owner, it in zip(owners, run, strict=True):
            held.setdefault(owner, []).append(it)
    rows: list[list[InkCell]] = [[] for _ in grid.ys[1:]]
    full: set[tuple[int, int]] = set()
    for number, field in enumerate(fields.cells):
        within = lines.arrange(held.get(number, ()))
        text = _join(within, field)
        rows[field.row].append(InkCell(*field[:4], text, page))
        if within and _is_full(within[-1], None, field):
            full.add(field[:2])
    return InkTable(
        grid.box, grid.xs, tuple(map(tuple, rows)), (page,), 0, tuple(doubts), frozenset(full)
    )


def _runs(glyphs: Iterable[Glyph]) -> Iterable[list[Glyph]]:
    """Signs that belong to one number together, every other sign by itself."""
    run: list[Glyph] = []
    glyphs = list(glyphs)
    yield from ([it] for it in glyphs if it.text.isspace())
    for line in lines.arrange(glyphs):
        for it in line.glyphs:
            if run and not _goes_on(run[-1], it):
                yield from _part(run)
                run = []
            run.append(it)
    if run:
        yield from _part(run)


def _part(run: list[Glyph]) -> Iterator[list[Glyph]]:
    """Amounts that touch, one by one: each ends with its second decimal."""
    said, start = "".join(it.text for it in run), 0
    ends = [it.end() for it in _AMOUNT.finditer(said)] if _AMOUNTS.fullmatch(said) else [len(run)]
    for end in ends:
        yield run[start:end]
        start = end


def _goes_on(one: Glyph, other: Glyph) -> bool:
    numbers = one.text in _FIGURE_SIGNS and other.text in _FIGURE_SIGNS
    gap = other.x0 - one.x1
    return (
        numbers
        and abs(gap) * 100 <= one.size * _TIGHT
        and abs(one.middle - other.middle) < one.size
    )


def _join(within: Sequence[TextLine], field: Field) -> str:
    """The text of a cell: a line that only found no more room goes on in the next."""
    text = ""
    for line, after in zip_longest(within, within[1:]):
        text += line.text.replace(TAB, " ")
        if after is not None and not _is_full(line, after, field):
            text += "\n"
    return text


def _is_full(line: TextLine, after: TextLine | None, field: Field) -> bool:
    """Whether what stands at the head of the next line would not have fitted in."""
    width = line.x1 - line.x0
    first = (after or line).glyphs[0]
    more = first.x1 - first.x0
    return width + more * (1 if first.text in _FIGURE_SIGNS else 2) > field.box.width - _PADDING
