"""Tables without ruled lines: columns are where texts stand below each other, or there is none."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.published.ink import InkBox
from generator.published.lines import TAB, TextLine
from generator.published.page_tables import InkCell, InkTable

# A figure, by which a table is known: digits with decimals, or with thousands set apart.
_FIGURE = re.compile(r"-?\d{1,3}(?:[,， ]\d{3})*\.\d+%?|-?\d{1,3}(?:[,，]\d{3})+|-?\d+\.\d+%?")
_LEAD = re.compile(r"[.．…·]{3}")
_LEAST_ROWS, _LEAST_COLUMNS = 3, 2
# Further down, in per cent of a line's height, is another table or text.
_APART = 250


class Read(NamedTuple):
    """Tables found among lines, the lines that are in none, and those that look like one."""

    tables: list[InkTable]
    lines: list[TextLine]
    doubtful: list[TextLine]


def find(lines: Sequence[TextLine], page: int) -> Read:
    """The tables that lines of a page make; a run of lines that fits no columns stays lines."""
    read = Read([], [], [])
    for run in _runs(lines):
        if not _looks_like_table(run):
            read.lines.extend(run)
            continue
        table = _lay(run, page)
        if table is None:
            read.doubtful.append(run[0])
            read.lines.extend(run)
        else:
            read.tables.append(table)
    return read


def _runs(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    """Lines of several parts below each other; every other line by itself."""
    run: list[TextLine] = []
    for line in lines:
        wide = len(line.segments) > 1 and not _LEAD.search(line.text)
        near = run and (line.y0 - run[-1].y1) * 100 <= run[-1].size * _APART
        if run and not (wide and near and len(run[-1].segments) > 1):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _looks_like_table(run: Sequence[TextLine]) -> bool:
    figures = sum(any(map(_is_figure, line.segments)) for line in run)
    return len(run) >= _LEAST_ROWS and figures >= _LEAST_ROWS - 1


def _is_figure(segment: TextLine) -> bool:
    return _FIGURE.fullmatch(segment.text) is not None


def _lay(run: Sequence[TextLine], page: int) -> InkTable | None:
    """Lines as rows of a table; None where two texts of a line share a column, or one spans two."""
    bands = _bands(run)
    rows: list[tuple[InkCell, ...]] = []
    for number, line in enumerate(run):
        columns = [_column(bands, it) for it in line.segments]
        if len(set(columns)) != len(columns):
            return None
        rows.append(
            tuple(
                InkCell(number, column, 1, 1, it.text.replace(TAB, " "), page)
                for column, it in zip(columns, line.segments, strict=True)
            )
        )
    if not _has_heads(run, rows, len(bands)):
        return None
    edges = (bands[0][0], *(start for start, _ in bands[1:]), bands[-1][1])
    box = InkBox(edges[0], run[0].y0, edges[-1], run[-1].y1)
    return InkTable(box, edges, tuple(rows), (page,))


def _bands(run: Sequence[TextLine]) -> list[tuple[int, int]]:
    """Where texts stand below each other: stretches of the page's width, from left to right."""
    bands: list[list[int]] = []
    for start, end in sorted((it.x0, it.x1) for line in run for it in line.segments):
        if bands and start < bands[-1][1]:
            bands[-1][1] = max(bands[-1][1], end)
        else:
            bands.append([start, end])
    return [(start, end) for start, end in bands]


def _column(bands: Sequence[tuple[int, int]], it: TextLine) -> int:
    return next(n for n, (start, end) in enumerate(bands) if start <= it.x0 < end)


def _has_heads(run: Sequence[TextLine], rows: Sequence[Sequence[InkCell]], columns: int) -> bool:
    """Whether every column of figures has words at its head, in the rows before the figures."""
    if columns < _LEAST_COLUMNS:
        return False
    figures = [n for n, line in enumerate(run) if any(map(_is_figure, line.segments))]
    heads = {cell.column for row in rows[: figures[0]] for cell in row}
    return heads == set(range(columns))
