"""The workbook behind a chart: whether it holds what the chart shows, and nothing else."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from generator.charts import sheet
from generator.diagnostics import Fault
from generator.spreadsheets import packages
from generator.spreadsheets.refusals import UnusableError
from generator.word import archive, drawn_charts
from generator.word.drawn_charts import CATEGORY, SERIES, VALUE, DrawnChart
from generator.word.word_file import WordFile

# What a workbook of ours is made of: nothing that could tell more than its cells.
_OURS = frozenset(sheet.list_parts())
_Cells = Mapping[tuple[int, int], str]


def list_open(document: WordFile) -> list[str]:
    """The workbooks behind a document's charts that hold what a reader sees, and nothing else."""
    parts = document.parts
    charts = drawn_charts.read(parts, document.main, document.root)
    return [it.workbook for it in charts if it.workbook and _is_open(it, parts)]


def _is_open(chart: DrawnChart, parts: Mapping[str, bytes]) -> bool:
    return agrees(chart, parts) and frozenset(archive.read(parts[chart.workbook])) == _OURS


def agrees(chart: DrawnChart, parts: Mapping[str, bytes]) -> bool:
    """Whether a chart has no workbook, or one with its own names and figures, cell by cell."""
    if not chart.workbook:
        return True
    faults: list[Fault] = []
    try:
        sheets = packages.read(parts[chart.workbook], "", faults)
    except UnusableError:
        return False
    held = {spot: it.text for sheet in sheets for spot, it in sheet.cells.items() if it.text}
    shown = _shown(chart)
    return (
        len(sheets) == 1
        and not faults
        and held.keys() == shown.keys()
        and all(is_same_value(held[spot], shown[spot]) for spot in shown)
    )


def _shown(chart: DrawnChart) -> _Cells:
    """The cells that a chart's texts would be in its sheet: names above and before the figures."""
    cells: dict[tuple[int, int], str] = {}
    for it in chart.texts:
        if it.role == SERIES:
            cells[1, it.series + 2] = it.text
        elif it.role == CATEGORY:
            cells[it.category + 2, 1] = it.text
        elif it.role == VALUE:
            cells[it.category + 2, it.series + 2] = it.text
    return {spot: text for spot, text in cells.items() if text}


def is_same_value(one: str, other: str) -> bool:
    """Whether two texts are the same number, however it is written, or the same words."""
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return "".join(one.split()) == "".join(other.split())
