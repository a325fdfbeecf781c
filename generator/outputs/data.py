"""The figures of a finished document's tables as rows of open data, each with what names it.

The printed text, the row and the column are the document's own; the address, and how exact the
amount is, come with the figures (`data_figures`). What the document does not show gives no row.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import chain
from typing import NamedTuple

from generator import money
from generator.addresses import Steps, is_code, show
from generator.outputs.public_blocks import PublicDocument, ShownTable
from generator.outputs.table_shapes import CellHeaders, is_figure
from generator.published import grids, units
from generator.published.blocks import ReadCell, number_of
from generator.published.units import UnitLine
from generator.vocabulary import KIND_RATIO, KIND_SCORE, KIND_YUAN

# Where an amount comes from: exact as a filing states it, or as exact as it is printed.
STATED, STATED_ROUNDLY, PRINTED = "填报", "填报（万元）", "印出"
_SCALES = (Decimal(10_000), Decimal(1), Decimal(1000), Decimal(100_000_000))
_MEASURES = {KIND_RATIO: "%", KIND_SCORE: "分"}


class Publisher(NamedTuple):
    """Whose document it is: the unit, the year, the kind of document, what the unit calls itself
    in it (a department and its own unit publish one each), the region.
    """

    code: str
    name: str
    year: int
    kind: str
    own_word: str
    region: str


class NamedFigure(NamedTuple):
    """A printed figure with its address; `value` is in 元 for money, `row` an account's code.

    A value on a base has the `base`'s name. `value` is None for a share of nothing.
    """

    steps: Steps
    base: str
    kind: str
    text: str
    value: Decimal | None
    source: str = PRINTED
    row: str = ""

    @property
    def address(self) -> str:
        """The address as people read it, behind its base's name."""
        return show((self.base, *self.steps) if self.base else self.steps)


class DataRow(NamedTuple):
    """A figure of a public table: all as it is written in a file of data."""

    code: str
    unit: str
    year: str
    kind: str
    own_word: str
    region: str
    table: str
    row_code: str
    row: str
    column: str
    address: str
    amount: str
    other: str
    printed: str
    measure: str
    source: str


def list_rows(
    document: PublicDocument, publisher: Publisher, figures: Mapping[int, Sequence[NamedFigure]]
) -> Iterator[DataRow]:
    """A row for each figure in a table, in the document's order.

    `figures` are those of the document's main part, by the number of the paragraph they stand in.
    """
    starts = _list_starts(document)
    begun = [number for number, _ in starts]
    by_cell: dict[int, list[NamedFigure]] = {}
    for number in sorted(figures):
        at = bisect_right(begun, number) - 1
        begin, cell = starts[at] if at >= 0 else (0, None)
        if cell is not None and (number == begin or "\n" in cell.text):
            shown = (it for it in figures[number] if it.text and it.text in cell.text)
            by_cell.setdefault(id(cell), []).extend(shown)
    for table in document.tables:
        yield from _TableRows(table, publisher).list(by_cell)


def _list_starts(document: PublicDocument) -> list[tuple[int, ReadCell | None]]:
    """Where cells begin, by paragraph; None where anything else does."""
    lines = (it.place for it in document.blocks if not isinstance(it, ShownTable))
    around = (line.place for it in document.tables for line in (*it.above, *it.below))
    starts: dict[int, ReadCell | None] = {number_of(place): None for place in chain(lines, around)}
    starts |= {
        number_of(cell.place): cell
        for table in document.tables
        for cell in table.grid.cells
        if cell.text
    }
    return sorted((number, cell) for number, cell in starts.items() if number)


class _TableRows:
    """A table's figures as rows."""

    def __init__(self, table: ShownTable, publisher: Publisher) -> None:
        self.table, self.publisher = table, publisher
        self.headers = CellHeaders(table.grid, table.heads, table.names)
        heads = (cell.text for row in table.grid.rows[: table.heads] for cell in row)
        self.unit = units.find(chain((it.text for it in table.above), heads))

    def list(self, by_cell: Mapping[int, Iterable[NamedFigure]]) -> Iterator[DataRow]:
        """The rows, in the order of the cells."""
        for row in self.table.grid.rows:
            for at, cell in enumerate(row):
                for figure in by_cell.get(id(cell), ()):
                    yield self._make(figure, cell, row[:at])

    def _make(self, figure: NamedFigure, cell: ReadCell, before: Sequence[ReadCell]) -> DataRow:
        who, money_ = self.publisher, figure.kind == KIND_YUAN
        value = "" if figure.value is None else _spell(figure.value)
        return DataRow(
            who.code,
            who.name,
            str(who.year),
            who.kind,
            who.own_word,
            who.region,
            _flat(self.table.caption),
            figure.row,
            self._name_row(cell, before),
            self._name_column(cell) or figure.steps[-1],
            figure.address,
            value if money_ else "",
            "" if money_ else value,
            figure.text,
            self._measure(figure),
            figure.source,
        )

    def _name_row(self, cell: ReadCell, before: Sequence[ReadCell]) -> str:
        if self.table.heads:
            named = [it for it in self.headers.of(cell) if it.row >= self.table.heads]
        else:
            named = [it for it in before if it.text and not is_figure(it.text)]
        words = [_flat(it.text) for it in named]
        return "/".join([it for it in words if not is_code(it)] or words)

    def _name_column(self, cell: ReadCell) -> str:
        over = [it for it in self.headers.of(cell) if it.row < self.table.heads]
        words = [_flat(it.text) for it in over if not grids.is_number(it.text)]
        return "/".join(dict.fromkeys(words))

    def _measure(self, figure: NamedFigure) -> str:
        if figure.kind != KIND_YUAN:
            return _MEASURES.get(figure.kind, "")
        scale = _find_scale(figure, self.unit)
        return money.name_unit(scale) if scale else ""


def _find_scale(figure: NamedFigure, said: UnitLine | None) -> Decimal | None:
    """The unit that an amount is printed in, in 元: the one that is said, if it can be that."""
    try:
        printed = Decimal(figure.text.replace(",", ""))
    except InvalidOperation:
        return said.scale if said else None
    places = len(figure.text.partition(".")[2])
    scales: list[Decimal] = [*([said.scale] if said else []), *_SCALES]
    for scale in scales:
        if figure.value is not None and money.half_up(figure.value / scale, places) == printed:
            return scale
    return None


def _spell(value: Decimal) -> str:
    """The plain digits of a number, no more than it has."""
    return f"{value.normalize():f}" if value else "0"


def _flat(text: str) -> str:
    return "".join(text.split())
