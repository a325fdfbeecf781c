"""What is drawn where people look rather than read: a unit's money, and how units moved.

Which figures of a unit, the pack says (`总览` in pack.yaml); no picture comes without its table.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from generator.addresses import Steps
from generator.books.books import Books
from generator.charts import pictures
from generator.charts.shown import ShownChart, ShownPoint
from generator.figures.book import Book
from generator.packs.chart_words import BARS
from generator.packs.pack import Pack
from generator.reporting.overview_rows import UnitRow
from generator.units.overview import WAN

NOW, MOST_UNITS = "本年", 20
_UNIT, _NOTHING = "万元", "—"
_RATE = re.compile(r"([+-][0-9.]+)%")


class DrawnTable(NamedTuple):
    """A picture as SVG, and what it shows as a chart, for the table beside it."""

    chart: ShownChart
    svg: str


def draw_unit(pack: Pack, books: Books) -> Iterator[DrawnTable]:
    """A unit's money as its pack groups it, beside that of the base where anybody states it."""
    base = books.bases.get(pack.overview.base)
    for title, group in pack.overview.parts.items():
        points = [*_list_points(group, books.now, base)]
        heads: tuple[str, ...] = (pack.overview.base, NOW)
        if all(not it.values[0] for it in points):  # nobody says what it was
            points = [it._replace(values=it.values[1:], texts=it.texts[1:]) for it in points]
            heads = heads[1:]
        if points:
            yield _draw(f"{title}（{_UNIT}）", heads, points)


def _list_points(group: Mapping[str, Steps], now: Book, base: Book | None) -> Iterator[ShownPoint]:
    """The figures that are not nothing, each with its base's; "" where there is none."""
    for name, steps in group.items():
        pair = [book.figure(steps).value if book else Decimal("NaN") for book in (base, now)]
        if any(it for it in pair if not it.is_nan()):
            values = tuple("" if it.is_nan() else str(it) for it in pair)
            texts = tuple(_NOTHING if it.is_nan() else WAN.show(it) for it in pair)
            yield ShownPoint(name, values, texts)


def _draw(title: str, heads: tuple[str, ...], points: Sequence[ShownPoint]) -> DrawnTable:
    said = (f"{it.name} {'、'.join(map(_say, heads, it.texts))}" for it in points)
    chart = ShownChart(title, BARS, f"{title}：{'；'.join(said)}。", heads, tuple(points))
    return DrawnTable(chart, pictures.write(chart))


def _say(head: str, text: str) -> str:
    return f"{head} {text}"


def draw_movements(rows: Sequence[UnitRow]) -> DrawnTable | None:
    """How a folder's units moved, by the figure that most of them name first: those that moved
    most, the greatest growth on top; None where fewer than two say how they did.
    """
    firsts = Counter(it.figures[0].label for it in rows if it.figures)
    label = next((name for name, _ in firsts.most_common(1)), "")
    moved = [(it, rate) for it in rows if (rate := _find_rate(it, label)) is not None]
    if len(moved) < 2:
        return None
    shown = sorted(moved, key=lambda it: -abs(it[1]))[:MOST_UNITS]
    points = [
        ShownPoint(row.unit, (str(rate),), (f"{rate:+}%",))
        for row, rate in sorted(shown, key=lambda it: -it[1])
    ]
    return _draw(f"{label}的增减（%）", ("增减",), points)


def _find_rate(row: UnitRow, label: str) -> Decimal | None:
    figure = next((it for it in row.figures if it.label == label), None)
    found = _RATE.fullmatch(figure.movement) if figure else None
    return Decimal(found[1]) if found else None
