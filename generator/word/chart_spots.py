"""Where the texts of charts stand, as a reader would look for them: in a chart, at a category."""

from collections.abc import Iterator, Mapping, Sequence

from generator.word import drawn_charts, ooxml, opc
from generator.word.drawn_charts import CATEGORY, LABEL, SERIES, VALUE, ChartText, DrawnChart
from generator.word.outline import Spot
from generator.word.table_labels import TablePlace

# Behind the values of any number of series.
_LABELS = 1000


def read(parts: Mapping[str, bytes], spots: Sequence[Spot]) -> Iterator[Spot]:
    """The texts of a document's charts, each as a cell of a table whose rows are categories.

    `spots` are the paragraphs of the document, where the charts hang.
    """
    main = opc.main_part(parts)
    root = ooxml.parse(parts[main])
    numbers = {it: n for n, it in enumerate(root.iter(f"{ooxml.W}p"), start=1)}
    homes = {it.paragraph: it for it in spots if it.part == main}
    for chart in drawn_charts.read(parts, main, root):
        home = homes.get(numbers.get(chart.paragraph, 0))
        yield from _read_chart(chart, home.headings if home else ())


def _read_chart(chart: DrawnChart, headings: tuple[str, ...]) -> Iterator[Spot]:
    said, title = chart.said(), name(chart)
    several = sum(it.role == SERIES for it in chart.texts) > 1
    shown = (it for it in chart.texts if it.role != CATEGORY or not it.series)
    for text in sorted(shown, key=_row_and_cell):
        row, cell = _row_and_cell(text)
        category, series = (
            said.get((CATEGORY, 0, text.category)),
            said.get((SERIES, text.series, 0)),
        )
        label = name_category(category.text) if category and row else ""
        column = series.text if series and several and text.role in (VALUE, LABEL) else ""
        place = TablePlace(0, row, cell, title, label, column, "")
        yield Spot(chart.part, text.number, text.text, headings, 0, place)


def name(chart: DrawnChart) -> str:
    """What a chart is called."""
    return f"图“{chart.title}”"


def name_category(text: str) -> str:
    """What a category is called, without the figure that a legend says behind it."""
    before, _, last = text.rpartition(" ")
    return before if before and any(map(str.isdigit, last)) else text


def _row_and_cell(text: ChartText) -> tuple[int, int]:
    """Below the title and the names of the series a row for each category."""
    row = text.category + 1 if text.role in (CATEGORY, VALUE, LABEL) else 0
    column = {SERIES: text.series + 1, VALUE: text.series + 1, LABEL: _LABELS + text.series}
    return row, column.get(text.role, 0)
