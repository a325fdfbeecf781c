"""A document's table with its columns in the order of the form's, whatever order they stand in.

Columns are known by their heads alone. Columns that the form does not have are left out and named.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.published import grids
from generator.published.blocks import Gap, ReadCell, ReadTable
from generator.published.pattern import FormRow


class Arranged(NamedTuple):
    """A table as its form has it, and what is said of the columns that were left out.

    `short` are the rows that lack a cell: the others may have moved into its place.
    """

    table: ReadTable
    gaps: tuple[Gap, ...]
    short: frozenset[int]


def arrange(width: int, rows: Sequence[FormRow], table: ReadTable) -> Arranged | None:
    """A table with the columns of a form's, whose head these rows are.

    None where they stand so already, or where a column has no one counterpart.
    """
    form, found = grids.name_form_columns(rows, width), grids.name_columns(table, len(rows))
    if not all(form) or form == found:
        return None
    pairs = _pair(form, found)
    order = [pairs.get(at, -1) for at in range(width)]
    if -1 in order or order == list(range(table.width)):
        return None
    places = {it: at for at, it in enumerate(order)}
    heads = grids.list_heads(table, len(rows))
    body = table.rows[table.rows.index(heads[-1]) + 1 :]
    moved = [tuple(_move(row, places)) for row in table.rows]
    if any(_is_torn(row, places) for row in body):
        return None
    gaps = (_tell(found[it], body, it) for it in range(table.width))
    told = tuple(gap for it, gap in enumerate(gaps) if gap and it not in places)
    return Arranged(replace(table, rows=tuple(moved), width=width), told, _list_short(table))


def _pair(form: Sequence[str], found: Sequence[str]) -> dict[int, int]:
    """Which column of a document is each of the form's: of one name, else the only one like it."""
    mine, theirs = Counter(form), Counter(found)
    seen = Counter[str]()
    pairs: dict[int, int] = {}
    for at, name in enumerate(form):
        if mine[name] == theirs[name]:
            pairs[at] = [it for it, other in enumerate(found) if other == name][seen[name]]
            seen[name] += 1
    left = [at for at in range(len(form)) if at not in pairs]
    free = [it for it in range(len(found)) if it not in pairs.values()]
    alike = {at: [it for it in free if grids.is_alike(form[at], found[it])] for at in left}
    taken = Counter(it for some in alike.values() for it in some)
    return pairs | {at: its[0] for at, its in alike.items() if [taken[it] for it in its] == [1]}


def _move(row: Sequence[ReadCell], places: Mapping[int, int]) -> Iterator[ReadCell]:
    moved = []
    for cell in row:
        there = sorted(places[it] for it in range(cell.column, cell.end) if it in places)
        if there:
            moved.append(cell._replace(column=there[0], columns=len(there)))
    return iter(sorted(moved, key=lambda cell: cell.column))


def _is_torn(row: Sequence[ReadCell], places: Mapping[int, int]) -> bool:
    """Whether a cell takes columns that do not stand beside each other any more."""
    there = [[places[it] for it in range(cell.column, cell.end) if it in places] for cell in row]
    return any(its and max(its) - min(its) >= len(its) for its in there)


def _list_short(table: ReadTable) -> frozenset[int]:
    covered = [{*range(table.width)} for _ in table.rows]
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.rows, len(covered))):
            covered[row] -= {*range(cell.column, cell.end)}
    return frozenset(at for at, left in enumerate(covered) if left)


def _tell(name: str, rows: Sequence[Sequence[ReadCell]], column: int) -> Gap | None:
    """What is said of a column that the form does not have; nothing where it says no number."""
    cells = (cell for row in rows for cell in row if (cell.column, cell.columns) == (column, 1))
    said = next((it for it in cells if grids.is_number(it.text)), None)
    return Gap(f"表里的一栏没有对上：{name}", said.place) if said else None
