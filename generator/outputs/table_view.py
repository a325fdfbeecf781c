"""A table as HTML takes it: every cell of the grid once, with what heads it (WCAG 1.3.1, H43).

Where one row and one column head all cells, their scope says so; else each cell names its headers.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from generator.outputs.public_blocks import ShownTable
from generator.outputs.table_shapes import CellHeaders, is_figure
from generator.published.blocks import ReadCell, ReadPlace
from generator.word.alignment import LEFT, RIGHT

# A table of more columns than this does not fit on a telephone: it is moved within its own frame.
FITTING = 4
# Signs that need no room of their own.
_SHORT = 6


class CellView(NamedTuple):
    """A cell: its tag, the lines of its text; what is empty or 1 is not written.

    `look` is where its text stands, and `name` where words name its row;
    `key` tells it apart from the table's other cells, `headers` are the keys of those that head it.
    """

    tag: str
    lines: tuple[str, ...]
    key: str = ""
    headers: tuple[str, ...] = ()
    scope: str = ""
    columns: int = 1
    rows: int = 1
    look: str = ""
    place: ReadPlace | None = None


class PageTable(NamedTuple):
    """A table: the rows at its head (none where a cell reaches from them into its body), the rest.

    `name` tells it apart from all other tables of the document.
    """

    name: str
    head: tuple[tuple[CellView, ...], ...]
    body: tuple[tuple[CellView, ...], ...]
    wide: bool


def view(table: ShownTable, name: str) -> PageTable:
    """A table under a name of its own."""
    rows = tuple(tuple(row) for row in _TableWriter(table).rows())
    heads = table.heads
    crossing = any(it.row + it.rows > heads for row in table.grid.rows[:heads] for it in row)
    cut = 0 if crossing else heads
    return PageTable(name, rows[:cut], rows[cut:], table.grid.width > FITTING)


class _TableWriter:
    """Writes the cells of a table row by row, and fills what no cell takes."""

    def __init__(self, table: ShownTable) -> None:
        self.table, grid = table, table.grid
        self.headers = CellHeaders(grid, table.heads, table.names)
        self.keys = {id(it): _key(it) for it in grid.cells if self._scope(it)}
        # Whether the scope of its headers says it all.
        self.plain = table.heads <= 1 and table.names in ((), (0,))

    def rows(self) -> Iterator[list[CellView]]:
        grid = self.table.grid
        for at, (row, sides) in enumerate(zip(grid.rows, self.table.aligns, strict=True)):
            written = [self._cell(it, side) for it, side in zip(row, sides, strict=True)]
            if sum([it.columns for it in row]) < grid.width:
                written = self._fill(at, written)
            yield written

    def _fill(self, at: int, written: list[CellView]) -> list[CellView]:
        """The cells of a row, and between them what no cell takes."""
        grid = self.table.grid
        placed = [(it.column, cell) for it, cell in zip(grid.rows[at], written, strict=True)]
        holes = [(it, CellView("td", ())) for it in range(grid.width) if it not in self.taken[at]]
        return [it for _, it in sorted(placed + holes, key=lambda pair: pair[0])]

    @cached_property
    def taken(self) -> list[set[int]]:
        """The columns of each row that a cell takes, one from above among them."""
        grid = self.table.grid
        taken: list[set[int]] = [set() for _ in grid.rows]
        for cell in grid.cells:
            for used in taken[cell.row : cell.row + cell.rows]:
                used.update(range(cell.column, cell.end))
        return taken

    def _cell(self, cell: ReadCell, side: str) -> CellView:
        scope = self._scope(cell) if cell.text else ""
        heads = self.headers.of(cell) if cell.text and not self.plain else ()
        return CellView(
            "th" if scope else "td",
            tuple(cell.text.split("\n")),
            _key(cell) if scope and not self.plain else "",
            tuple([self.keys[id(it)] for it in heads]),
            scope,
            cell.columns,
            cell.rows,
            self._look(cell, side),
            cell.place,
        )

    def _scope(self, cell: ReadCell) -> str:
        """What a cell heads; nothing where it heads nothing."""
        if cell.row < self.table.heads:
            return "colgroup" if cell.columns > 1 else "col"
        if cell.column in self.table.names:
            return "rowgroup" if cell.rows > 1 else "row"
        return ""

    def _look(self, cell: ReadCell, side: str) -> str:
        """Where a text stands: as in the document, but amounts of a list always to the right."""
        below = 0 < self.table.heads <= cell.row
        figure = below and is_figure(cell.text)
        stands = RIGHT if figure and ("." in cell.text or "%" in cell.text) else side
        names = below and not figure and cell.column in self.table.names
        long = names and cell.columns == 1 and len(cell.text) > _SHORT
        words = (stands if stands != LEFT else "", "name" if long else "")
        return " ".join(filter(None, words))


def _key(cell: ReadCell) -> str:
    return f"{cell.row + 1}-{cell.column + 1}"


def name_tables(tables: Sequence[ShownTable]) -> dict[int, str]:
    """A name of its own for each table, by its number: what it is called, and which of these."""
    called = [it.caption for it in tables]
    seen = dict.fromkeys(called, 0)
    names = {}
    for table in tables:
        seen[table.caption] += 1
        alike = called.count(table.caption) > 1
        behind = f"（第{seen[table.caption]}张）" if alike else ""
        names[table.grid.number] = f"{table.caption}{behind}"
    return names
