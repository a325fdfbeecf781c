"""Which sheets of a file, and which rows of each, are tables of single records; by title, else by
their labels.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from generator.exports import labels, record_grid
from generator.exports.record_desk import LEAST_HEADS
from generator.exports.record_grid import RecordGrid
from generator.filing.legible import fold
from generator.packs.record_forms import RecordForm
from generator.spreadsheets.cells import Holds, SheetCell, Spot, Worksheet

LEAST_LABELS = 3
MOST_SIGNS = 60  # of a title, or a label
_BRACKETS = re.compile(r"\([^()]*\)$")
_YEARS = re.compile(r"(?<!\d)(20\d\d)(?=年度?(?!\d*月)|$|\))")


class RecordTable(NamedTuple):
    """Rows of a sheet that are a table of a form, and what its title is."""

    sheet: Worksheet
    rows: tuple[int, int]
    form: RecordForm
    title: str
    years: tuple[tuple[Spot, int], ...]  # that stand above its labels


def find(sheet: Worksheet, forms: Sequence[RecordForm]) -> list[RecordTable]:
    """The tables of a sheet, from the top down."""
    wanted = {record_grid.label(it) for form in forms for it in (*form.beside, *form.below)}
    if not any(_may_be(cell, wanted) for cell in sheet.cells.values()):
        return []  # as most sheets are: seen without looking at how they are built
    first, last = min(sheet.cells)[0], max(row for row, _ in sheet.cells)
    titles = _find_titles(sheet, forms)
    starts = [first, *[*titles][1:]]
    ends = [*(start - 1 for start in starts[1:]), last]
    made = (_recognise(sheet, (a, b), titles, forms) for a, b in zip(starts, ends, strict=True))
    return [it for it in made if it]


def _may_be(cell: SheetCell, wanted: Collection[str]) -> bool:
    is_short = cell.holds is Holds.TEXT and len(cell.text) <= MOST_SIGNS
    return is_short and record_grid.label(cell.text) in wanted


def _find_titles(sheet: Worksheet, forms: Sequence[RecordForm]) -> dict[int, str]:
    """The rows that hold nothing but a title of one of the forms."""
    endings = tuple(fold(title) for form in forms for title in form.titles)
    rows: dict[int, list[str]] = {}
    for (row, _), cell in sorted(sheet.cells.items()):
        if cell.text.strip():
            rows.setdefault(row, []).append(cell.text if cell.holds is Holds.TEXT else "")
    return {
        row: made
        for row, texts in rows.items()
        if len(texts) == 1 and (made := clean_title(texts[0])).endswith(endings)
    }


def clean_title(text: str) -> str:
    """A title without the year before it and brackets behind it; nothing for a longer text."""
    bare = _BRACKETS.sub("", fold(text))
    return labels.title(bare) if len(bare) <= MOST_SIGNS and "。" not in bare else ""


def _recognise(
    sheet: Worksheet, rows: tuple[int, int], titles: dict[int, str], forms: Sequence[RecordForm]
) -> RecordTable | None:
    grid = RecordGrid(sheet, *rows)
    said = {box.label for box in grid.boxes}
    title = next((it for row, it in titles.items() if rows[0] <= row <= rows[1]), "")
    named = [it for it in forms if title.endswith(tuple(map(fold, it.titles)))] if title else []
    counts = {it.name: _count_labels(it, said, grid) for it in named or forms}
    best = max(counts.values(), default=0)
    fitting = [it for it in named or forms if counts[it.name] == best >= LEAST_LABELS]
    if len(fitting) != 1:
        return None
    return RecordTable(sheet, rows, fitting[0], title, tuple(_find_years(grid, fitting[0])))


def _count_labels(form: RecordForm, said: set[str], grid: RecordGrid) -> int:
    """How many of a form's labels stand in a table; none where its lines or its own labels lack."""
    own = {record_grid.label(it) for of in (form.beside, form.below) for it in of} & said
    heads = set(map(record_grid.label, form.lines.columns))
    if not own or (heads and not grid.find_head(heads, range(1, grid.last + 1), LEAST_HEADS)):
        return 0
    rows = {record_grid.label(it) for it in (*form.grid.rows, *form.grid.columns)}
    return len(own) + len((heads | rows) & said)


def _find_years(grid: RecordGrid, form: RecordForm) -> Iterator[tuple[Spot, int]]:
    """The years that are said above the first label."""
    known = {record_grid.label(it) for of in (form.beside, form.below, form.owner) for it in of}
    for box in grid.boxes:
        if box.label in known:
            return
        for year in _YEARS.findall(fold(box.cell.text)):
            yield box.spot, int(year)
