"""The charts of a finished document as plain values, read back from what is drawn in it."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from generator import money
from generator.charts.shown import ShownChart, ShownPoint
from generator.packs.chart_words import BARS, COLUMNS, LINE, PIE, RING
from generator.word import chart_spots
from generator.word.drawn_charts import CATEGORY, LABEL, SERIES, VALUE, DrawnChart

_KINDS = {
    "barChart-col": COLUMNS,
    "barChart-bar": BARS,
    "pieChart": PIE,
    "doughnutChart": RING,
    "lineChart": LINE,
}
_DECIMALS = re.compile(r"0\.(0+)")


def read(chart: DrawnChart) -> ShownChart:
    """A chart as a page shows it; `kind` is empty where it is drawn in a way that we cannot draw.

    A figure is written with the decimals that the chart writes it with; what a legend or a label
    says behind a category's name is its share.
    """
    series = max((it.series for it in chart.texts if it.role == VALUE), default=-1) + 1
    said = chart.said()
    heads = (said.get((SERIES, n, 0)) for n in range(series))
    names = tuple(it.text if it else "" for it in heads)
    points = tuple(_read_points(chart, series))
    drawn = all(_is_plain(value) for point in points for value in point.values if value)
    kind = _KINDS.get(chart.kind, "") if points and drawn else ""
    if kind in (PIE, RING) and (series > 1 or any(it.values[0][:1] == "-" for it in points)):
        kind = ""
    return ShownChart(chart.title, kind, chart.alt, names, points)


def _read_points(chart: DrawnChart, series: int) -> Iterator[ShownPoint]:
    said, decimals = chart.said(), _count_decimals(chart)
    for at in sorted({it.category for it in chart.texts if it.role in (CATEGORY, VALUE)}):
        found = (said.get((VALUE, n, at)) for n in range(series))
        values = tuple(it.text.strip() if it else "" for it in found)
        stated = [said[key].text for n in range(series) if (key := (CATEGORY, n, at)) in said]
        whole = stated[0] if stated else ""
        name = chart_spots.name_category(whole)
        label = said.get((LABEL, 0, at))
        share = whole[len(name) :].strip() or (label.text.strip() if label else "")
        yield ShownPoint(name, values, tuple(_write(it, decimals) for it in values), share)


def _count_decimals(chart: DrawnChart) -> int | None:
    """How many decimals a chart writes its figures with; None where it does not say."""
    found = [_DECIMALS.search(it) for it in chart.formats]
    return next((len(it[1]) for it in found if it), None)


def _write(value: str, decimals: int | None) -> str:
    """A figure as the chart shows it; what is no number, as it stands."""
    if decimals is None or not _is_plain(value):
        return value
    return f"{money.half_up(Decimal(value), decimals):f}"


def _is_plain(value: str) -> bool:
    """Whether a text is a number that a page can draw."""
    try:
        return Decimal(value).is_finite() and abs(Decimal(value)) < Decimal(10) ** 20
    except InvalidOperation:
        return False
