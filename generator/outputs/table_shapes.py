"""What of a table heads it, what names its rows, where its cells' texts stand."""

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile

from generator.published import grids
from generator.published.blocks import ReadCell, ReadTable, number_of

# What stands where there is no figure.
_NOTHING = ("-", "—", "－", "–", "/", "——", "--")
_AMOUNT = re.compile(r"[-−－+]?[0-9][0-9,，]*(?:\.[0-9]+[%％]?|[%％])|[0-9]{1,3}(?:,[0-9]{3})+")
_AMOUNTS, _CODES, _WORDS = "amounts", "codes", "words"
_CODE = re.compile(r"[0-9]{1,10}")


def is_figure(text: str) -> bool:
    """Whether the text of a cell is a number alone, whatever it counts."""
    return text.strip() in _NOTHING or grids.is_number(text)


def count_heads(table: ReadTable) -> int:
    """How many rows at the head of a table are headers.

    Where the document marks none, its first row is, if it looks like a list's head: a word over
    each column, and amounts or numbers below.
    """
    if table.heads or len(table.rows) < 2 or table.width < 2:
        return table.heads
    first = table.rows[0]
    words = [it.text for it in first if it.text and not is_figure(it.text) and it.rows == 1]
    whole = len(words) == table.width == len(first)
    below = (cell for row in table.rows[1:] for cell in row)
    return int(whole and any(is_figure(cell.text) for cell in below))


def list_naming(table: ReadTable, heads: int) -> tuple[int, ...]:
    """The columns whose cells name their row: the first, and behind codes what they stand for.

    A table of several beside each other has such columns in each of them: behind amounts, where
    words stand and amounts follow. In a form to be filled in only the first column does.
    """
    if table.width == 1:
        return ()
    if not heads or _is_form(table, heads):
        return (0,)
    body = [row for row in table.rows if row and row[0].row >= heads]
    kinds = [_kind_of(body, column) for column in range(table.width)]
    naming, begun, amounts = list[int](), True, False
    for column, kind in enumerate(kinds):
        if begun or (amounts and kind in (_CODES, _WORDS) and _AMOUNTS in kinds[column:]):
            naming.append(column)
            begun = kind in (_CODES, "")
        amounts = kind == _AMOUNTS or (amounts and column not in naming)
    return tuple(naming)


def _is_form(table: ReadTable, heads: int) -> bool:
    """Whether a table is a form to be filled in, whose labels stand within: few of its columns
    have a head of their own.
    """
    lowest = {
        at: cell for row in table.rows[:heads] for cell in row
        for at in range(cell.column, cell.end)
    }  # fmt: skip
    return 2 * len({id(cell) for cell in lowest.values()}) < table.width


def _kind_of(body: list[tuple[ReadCell, ...]], column: int) -> str:
    """What stands in a column: amounts, codes, words, or nothing (a single sign is a head)."""
    texts = [
        "".join(cell.text.split())
        for row in body
        for cell in row
        if cell.column == column and len(cell.text) > 1
    ]
    amounts = sum(_AMOUNT.fullmatch(it) is not None for it in texts)
    codes = sum(_CODE.fullmatch(it) is not None for it in texts)
    if not texts:
        return ""
    if 2 * amounts >= len(texts):
        return _AMOUNTS
    return _CODES if 2 * codes > len(texts) else _WORDS


def align(table: ReadTable, sides: Mapping[int, str]) -> tuple[tuple[str, ...], ...]:
    """Where the texts of a table's cells stand, by the sides of the document's paragraphs."""
    return tuple(
        tuple(sides.get(number_of(cell.place), "left") for cell in row) for row in table.rows
    )


class CellHeaders:
    """The headers of a table's cells: those above each column, and those that name each row."""

    def __init__(self, table: ReadTable, heads: int, names: tuple[int, ...]) -> None:
        above = [cell for row in table.rows[:heads] for cell in row if cell.text]
        self.above = [[it for it in above if it.column <= at < it.end] for at in range(table.width)]
        self.bottom = max((it.row + it.rows for it in above), default=0)
        self.names = [self._name(at, names) for at in range(table.width)]
        self.beside: dict[int, list[ReadCell]] = {}
        for cell in table.cells:
            if cell.row >= heads and cell.column in names and cell.text:
                for row in range(cell.row, cell.row + cell.rows):
                    self.beside.setdefault(row, []).append(cell)
        # Cells of the same columns, and those of the same row, share theirs.
        self._over: dict[tuple[int, int, int], tuple[ReadCell, ...]] = {}
        self._naming: dict[tuple[int, frozenset[int]], tuple[ReadCell, ...]] = {}

    @staticmethod
    def _name(column: int, names: tuple[int, ...]) -> frozenset[int]:
        """The nearest columns before this one that name its row, those next to each other.

        A column that itself names begins anew, unless such columns stand right before it.
        """
        before = [it for it in reversed(names) if it < column]
        if column in names and column - 1 not in before:
            return frozenset()
        run = takewhile(lambda pair: pair[1] == before[0] - pair[0], enumerate(before))
        return frozenset(it for _, it in run)

    def of(self, cell: ReadCell) -> tuple[ReadCell, ...]:
        """The headers of a cell that have words, those above it first."""
        under = cell.column, cell.end, min(cell.row, self.bottom)
        named = cell.row, self.names[cell.column]
        if under not in self._over:
            self._over[under] = tuple(self._find_over(*under))
        if named not in self._naming:
            self._naming[named] = tuple(self._find_beside(*named))
        return self._over[under] + self._naming[named]

    def _find_over(self, column: int, end: int, row: int) -> Iterator[ReadCell]:
        found = {id(it): it for at in range(column, end) for it in self.above[at]}
        return (it for it in found.values() if it.row + it.rows <= row)

    def _find_beside(self, row: int, names: frozenset[int]) -> Iterator[ReadCell]:
        beside = self.beside.get(row, ()) if names else ()
        return (it for it in beside if not names.isdisjoint(range(it.column, it.end)))
