"""The head of a sheet: where its table begins, which columns hold codes, labels and figures."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.exports import labels
from generator.spreadsheets.cells import Area, Holds, SheetCell, Worksheet

MOST_ROWS = 40  # before which a table has begun


class HeadColumn(NamedTuple):
    """A column of figures: its labels from the top down, and the unit of money they say."""

    number: int
    labels: tuple[str, ...]
    shown: str
    unit: str = ""

    def fits(self, key: str) -> int:
        """How many parts of a label that a pack writes (`甲.乙`) lead to the column; 0: not all."""
        return _fit(self.labels, key)


@lru_cache(maxsize=8192)  # the same heads come again and again
def _fit(own: tuple[str, ...], key: str) -> int:
    parts = tuple(labels.plain(part) for part in key.split("."))
    ways = [own]
    if len(own) > 1 and labels.is_subtotal(own[-1]):
        ways.append(own[:-1])
    return len(parts) if any(_lead(parts, way) for way in ways) else 0


def _lead(parts: Sequence[str], way: Sequence[str]) -> bool:
    """Whether parts end as a way does and their owners stand in it, in order."""
    if not way or parts[-1] != way[-1]:
        return False
    before = iter(way[:-1])
    return all(part in before for part in parts[:-1])


class SheetBlock(NamedTuple):
    """A table, or one of several side by side: columns of codes, of the name, of figures."""

    codes: tuple[int, ...]
    name: int
    columns: tuple[HeadColumn, ...]


class SheetHead(NamedTuple):
    """Where the head of a sheet and its rows begin, and its blocks."""

    top: int
    first: int
    blocks: tuple[SheetBlock, ...]


class HeadGrid:
    """A sheet as its head is read: what is merged says the same in all its cells."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.rows = max((row for row, _ in sheet.cells), default=0)
        self.width = max((column for _, column in sheet.cells), default=0)
        self._merged = {
            (row, column): area
            for area in sheet.merged
            if area.top <= MOST_ROWS
            for row in range(area.top, min(area.bottom, self.rows) + 1)
            for column in range(area.left, min(area.right, self.width) + 1)
        }
        self._texts: dict[tuple[int, int], str] = {}
        self._reaching: dict[int, list[str]] = {}

    def area(self, row: int, column: int) -> Area:
        """The cells that are merged with one, or itself."""
        return self._merged.get((row, column)) or Area(row, column, row, column)

    def text(self, row: int, column: int) -> str:
        """What is written in a cell, or in the one that it is merged into."""
        known = self._texts.get((row, column))
        if known is None:
            cell = self.sheet.cells.get((row, column))
            if cell is None and (area := self._merged.get((row, column))):
                cell = self.sheet.cells.get(area[:2])
            known = self._texts[row, column] = _text_of(cell).strip()
        return known

    def reaching(self, row: int, column: int) -> str:
        """What is written in a cell, else in the nearest one to the left that says anything."""
        if row not in self._reaching:
            texts = [""]
            for number in range(1, self.width + 1):
                texts.append(self.text(row, number) or texts[-1])
            self._reaching[row] = texts
        return self._reaching[row][column]

    def texts(self, row: int) -> set[str]:
        """The different texts of a row."""
        return {self.text(row, column) for column in range(1, self.width + 1)} - {""}


def _text_of(cell: SheetCell | None) -> str:
    return cell.text if cell and cell.holds in (Holds.TEXT, Holds.NUMBER) else ""


def find(grid: HeadGrid, heads: "TableStart") -> SheetHead | None:
    """The head of a sheet, by the first row that has what a table like it begins with."""
    for row in range(1, min(grid.rows, MOST_ROWS) + 1):
        anchors = [
            column
            for column in range(1, grid.width + 1)
            if (row, column) in grid.sheet.cells and heads.begins(grid.text(row, column))
        ]
        if anchors:
            return _read_head(grid, row, anchors, heads)
    return None


class TableStart(NamedTuple):
    """What a table begins with: a column of codes, of rows' labels, or some label of a figure's."""

    coded: bool = False
    labelled: bool = False
    columns: tuple[str, ...] = ()

    def begins(self, text: str) -> bool:
        """Whether a cell heads the first column of a table."""
        if self.coded:
            return labels.heads_codes(text)
        if self.labelled:
            return labels.title(text) == "项目"
        return labels.plain(text) in self.columns


def _read_head(grid: HeadGrid, row: int, anchors: Sequence[int], heads: TableStart) -> SheetHead:
    top, bottom = _find_top(grid, row, anchors[0]), max(grid.area(row, a).bottom for a in anchors)
    if not heads.coded and not heads.labelled:
        last = _find_bottom(grid, bottom, (), 0)
        columns = _read_columns(grid, top, last, range(1, grid.width + 1))
        return SheetHead(top, last + 1, (SheetBlock((), 0, columns),))
    spans = [_span(grid, row, bottom, anchor, heads.coded) for anchor in anchors]
    last = _find_bottom(grid, bottom, spans[0][0], spans[0][1])
    ends = [*(anchor - 1 for anchor in anchors[1:]), grid.width]
    blocks = []
    for (codes, name), end in zip(spans, ends, strict=True):
        begin = max((*codes, name)) + 1
        columns = _read_columns(grid, top, last, range(begin, end + 1))
        blocks.append(SheetBlock(codes, name, columns))
    return SheetHead(top, last + 1, tuple(blocks))


def _span(
    grid: HeadGrid, row: int, bottom: int, anchor: int, coded: bool
) -> tuple[tuple[int, ...], int]:
    """The columns of the code and that of the name (0: there is none) from an anchor on."""
    if not coded:
        return (), grid.area(row, anchor).left
    right = grid.area(row, anchor).right
    below = [c for c in range(anchor, anchor + 3) if labels.heads_part(grid.text(bottom + 1, c))]
    same = [c for c in range(anchor, anchor + 3) if labels.heads_part(grid.text(bottom, c))]
    codes = tuple(below or same or range(anchor, right + 1))
    after = codes[-1] + 1
    named = any(labels.plain(grid.text(r, after)).endswith("名称") for r in range(row, bottom + 2))
    return codes, after if named else 0


def _find_top(grid: HeadGrid, row: int, anchor: int) -> int:
    """The first row of the head: groups of columns stand above what a table begins with."""
    while row > 1 and _is_group(grid, row - 1, anchor):
        row -= 1
    return row


def _is_group(grid: HeadGrid, row: int, anchor: int) -> bool:
    texts = grid.texts(row)
    says = (labels.read_money(it) or labels.read_unit(it) is not None for it in texts)
    return bool(grid.text(row, anchor)) and len(texts) > 1 and not any(says)


def _find_bottom(grid: HeadGrid, row: int, codes: Sequence[int], name: int) -> int:
    """The last row of the head, before the first with a code, a label or a number."""
    while row < grid.rows and not _is_data(grid, row + 1, codes, name):
        row += 1
    return row


def _is_data(grid: HeadGrid, row: int, codes: Sequence[int], name: int) -> bool:
    leading = [*codes, *([name] if name else [])]
    texts = [grid.text(row, column) for column in leading]
    if any(texts) and not all(labels.heads_part(it) or not it for it in texts):
        return True
    cells = (grid.sheet.cells.get((row, column)) for column in range(1, grid.width + 1))
    return any(cell and cell.holds is not Holds.TEXT for cell in cells)


def _read_columns(
    grid: HeadGrid, top: int, last: int, columns: Sequence[int]
) -> tuple[HeadColumn, ...]:
    return tuple(it for number in columns if (it := _read_column(grid, top, last, number)))


def _read_column(grid: HeadGrid, top: int, last: int, number: int) -> HeadColumn | None:
    texts = tuple(it for it in _labels_of(grid, top, last, number) if it)
    return HeadColumn(number, *_name_column(texts)) if texts else None


@lru_cache(maxsize=8192)
def _name_column(texts: Sequence[str]) -> tuple[tuple[str, ...], str, str]:
    """A column's labels from the top down, its name as it is shown, the unit of money they say."""
    unit = next((it for it in map(labels.unit_behind, reversed(texts)) if it), "")
    plain = list[str]()
    for text in map(labels.plain, texts):
        if text not in plain[-1:]:
            plain.append(text)
    return tuple(plain), "".join(texts[-1].split()), unit


def _labels_of(grid: HeadGrid, top: int, last: int, number: int) -> Iterator[str]:
    """A column's labels; a group's stands over the first of its columns, merged or not."""
    own = [grid.text(row, number) for row in range(top, last + 1)]
    for row, text in enumerate(own, start=top):
        yield text or (grid.reaching(row, number) if any(own[row - top + 1 :]) else "")
