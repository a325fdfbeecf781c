"""A document's table read as one of the form's: rows by their labels, cells by the heads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from generator.compare import likeness
from generator.packs.pack import Pack
from generator.published import aligning, arranging, grids, pattern, rows
from generator.published.aligning import Cycle, FormState, Rounds
from generator.published.blocks import Gap, ReadCell, ReadTable
from generator.published.pattern import FormCell, FormRow, FormTable
from generator.published.rows import Fit, ReadHole
from generator.published.signs import normalize

# A row of a document that is none of the form's costs so much.
_DROPPED = 600
# Tables that have less in common, in thousandths, are different ones.
LEAST_ALIKE = 600


class RowRead(NamedTuple):
    """A row of a document that is one of the form's: what it says, the repetitions around it."""

    holes: tuple[ReadHole, ...]
    cycles: tuple[Cycle, ...]
    rounds: Rounds


class TableRead(NamedTuple):
    """What a table says, row by row; what of it is not read; labels in other words.

    `whole`: every row of it was read that holds a figure, so that what is not there is nothing.
    """

    rows: tuple[RowRead, ...]
    gaps: tuple[Gap, ...]
    reworded: tuple[ReadCell, ...]
    whole: bool


@dataclass(frozen=True)
class TableForm:
    """A table of the form, made ready to read documents' tables by."""

    table: FormTable
    pack: Pack

    @cached_property
    def states(self) -> list[FormState]:
        """Its rows."""
        return aligning.flatten(self.table.rows)

    @cached_property
    def heads(self) -> list[FormRow]:
        """The rows at its head; a card has none, whose first row says what it is of."""
        heads: list[FormRow] = []
        first = next(iter(self.table.rows), None)
        if isinstance(first, FormRow) and not _is_bare(first):
            return heads
        for row in self.table.rows:
            if not isinstance(row, FormRow) or not (row.head or _is_bare(row)):
                break
            heads.append(row)
        return heads

    def liken(self, table: ReadTable) -> int:
        """How much a document's table has in common with this one, in thousandths."""
        found = [[normalize(it.text) for it in row] for row in table.rows]
        heads = grids.list_heads(table, len(self.heads))
        words = "".join(normalize(cell.text) for row in heads for cell in row)
        by_heads = likeness.liken(self._words(self.heads), words)
        due = likeness.signs(self._labels)
        there = likeness.signs(
            "".join(it for row in found for it in row if not grids.is_number(it))
        )
        by_labels = 1000 * len(due & there) // max(len(due), 1)
        return (by_heads + by_labels) // 2 if self.heads else by_labels

    @cached_property
    def _labels(self) -> str:
        """All that stands in the table of every document."""
        return self._words([it.node for it in self.states if not it.optional])

    def _words(self, form: Sequence[FormRow]) -> str:
        cells = (cell for row in form for cell in row.cells if not cell.above)
        return "".join(normalize(pattern.write(cell.pieces)) for cell in cells)


def _is_bare(row: FormRow) -> bool:
    return not any(True for cell in row.cells for _ in pattern.list_holes(cell.pieces))


def read(form: TableForm, table: ReadTable) -> TableRead:
    """What a document's table says as one of the form's."""
    arranged = arranging.arrange(form.table.width, form.heads, table)
    if arranged is not None:
        table, columns = arranged.table, grids.count_columns(form.table.width)
    else:
        columns = grids.anchor(form.table.width, form.heads, table)
    states, short = form.states, arranged.short if arranged else frozenset[int]()
    fits: dict[tuple[int, int], Fit] = {}

    def cost(at: int, number: int) -> int:
        if (at, number) not in fits:
            row = states[at].node
            fits[at, number] = rows.fit(row, table.rows[number], columns, form.pack)
        return fits[at, number].cost

    due = (it.node.cells for it in states if not it.optional)
    empty = any(not any(map(_is_label, it)) for it in due)
    numbers = [at for at, cells in enumerate(table.rows) if cells and (empty or _says(cells))]
    found = aligning.align(states, numbers, cost, lambda _: _DROPPED)
    rounds = aligning.count_rounds(states, found)
    read_rows, gaps, reworded = list[RowRead](), list[Gap](), list[ReadCell]()
    latest = dict[int, Sequence[ReadCell]]()  # by the form's row, which was read as it last
    for number, at, count in zip(numbers, found, rounds, strict=True):
        cells = table.rows[number]
        if at is None:
            gaps += _tell_row(cells)
            continue
        got = fits[at, number]
        astray = got.missing or any(map(_says_number, got.astray))
        latest[at] = cells
        headed = columns.exact or (not astray and _is_headed(at, latest, form))
        refused = number in short or not headed
        gaps += _tell_row(cells) if refused else map(_tell_cell, filter(_says_number, got.astray))
        reworded += got.reworded
        if not refused:
            read_rows.append(RowRead(got.read, states[at].cycles, count))
    left = arranged.gaps if arranged else ()
    return TableRead(tuple(read_rows), (*gaps, *left), tuple(reworded), not gaps)


def _is_headed(at: int, before: Mapping[int, Sequence[ReadCell]], form: TableForm) -> bool:
    """Whether a row of a list within a table has as many cells above it as the form has there.

    Tables without heads of their own have such lists, and their cells nothing else to be known by.
    """
    states = form.states
    if form.heads or not states[at].cycles or any(map(_is_label, states[at].node.cells)):
        return True
    heads = (it for it in range(at - 1, -1, -1) if _is_bare(states[it].node))
    head = next(heads, None)
    if head is None or head not in before:
        return head is None
    due = [cell for cell in states[head].node.cells if not cell.above]
    return len(before[head]) == len(due)


def _is_label(cell: FormCell) -> bool:
    return bool(pattern.write(cell.pieces).strip())


def _says(cells: Sequence[ReadCell]) -> bool:
    return any(cell.text.strip() for cell in cells)


def _says_number(cell: ReadCell) -> bool:
    return any(sign.isdecimal() for sign in cell.text)


def _tell_row(cells: Sequence[ReadCell]) -> Iterator[Gap]:
    """What is said of a row that is not read; nothing of one that says no number."""
    if any(map(_says_number, cells)) and not grids.is_counted(cells):
        shown = " ".join(" ".join(cell.text.split()) for cell in cells if cell.text.strip())
        yield Gap(f"表里的一行没有对上：{shown}", cells[0].place)


def _tell_cell(cell: ReadCell) -> Gap:
    return Gap(f"表里的一格没有对上：{cell.text.strip()}", cell.place)
