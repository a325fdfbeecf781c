"""The charts of a filing's document as plain values, for pages that draw them too."""

from collections.abc import Mapping
from typing import Any

from generator.books.books import Books
from generator.charts import drawing
from generator.charts.shown import ShownChart, ShownPoint
from generator.filling.charts import ChartView, say, views
from generator.money import Style
from generator.packs.chart_words import BARS, SHARE, VALUE
from generator.packs.pack import Pack
from generator.vocabulary import RATIO


def list_shown(pack: Pack | None, books: Books | None) -> tuple[ShownChart, ...]:
    """The charts of a pack that have something to show."""
    if pack is None or books is None:
        return ()
    drawn = views(pack.charts, books, pack.wording).values()
    return tuple(_show(view, pack) for view in drawn if view.points())


def _show(view: ChartView, pack: Pack) -> ShownChart:
    chart = view.chart
    several = len(chart.series) > 1
    heads = [view.write(it.shown) for it in chart.series] if several else [chart.style]
    kind = BARS if chart.round and view[drawing.NEGATIVE] else chart.kind
    style, share = pack.wording.styles[chart.style], pack.wording.style_of(RATIO)
    points = (_show_point(point, len(heads), style, share) for point in view.points())
    return ShownChart(view.write(chart.title), kind, view[drawing.ALT], (*heads,), (*points,))


def _show_point(point: Mapping[str, Any], count: int, style: Style, share: Style) -> ShownPoint:
    digits = Style(style.name, style.scale, style.decimals)
    found = [point[f"{VALUE}{n}"].find() for n in range(count)]
    known = [point[f"{drawing.KNOWN}{n}"] for n in range(count)]
    values = [say(it, digits) if ok else "" for it, ok in zip(found, known, strict=True)]
    said = say(point[SHARE].find(), share) if SHARE in point else ""
    return ShownPoint(
        str(point[drawing.NAME]), (*values,), tuple(say(it, style) for it in found), said
    )
