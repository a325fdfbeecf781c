"""A chart as a picture for pages: SVG that needs no script and says itself what it shows.

The colours and the axis from nothing are those of the chart in the document; all that a unit wrote
is escaped here.
"""

from collections.abc import Iterator
from decimal import Decimal
from html import escape
from typing import NamedTuple

from generator.charts.looks import BLACK, EDGE, LEAST_LABELLED, colour_of
from generator.charts.shown import ShownChart
from generator.money import ZERO, ratio
from generator.packs.chart_words import BARS, LINE, RING, ROUND

_WIDTH, _ROW, _TEXT = 640, 22, 13
_TALL, _FOOT = 260, 30  # of columns and lines: the plot, and the names below it
_NAMES, _ROOM = 220, 90  # of bars: the names before them, and the figures behind
_RADIUS, _HOLE, _LABELS = 120, 60, 90  # of slices; where their labels stand
_PI, ONE = Decimal("3.14159265"), Decimal(1)
_MIDDLE = _TALL // 2
_CENTRE = f'cx="{_MIDDLE}" cy="{_MIDDLE}"'
Number = Decimal | int


class _Scale(NamedTuple):
    """Where figures lie on the way from the least of them, or nothing, to the greatest."""

    least: Decimal
    span: Decimal
    length: int

    def at(self, value: Decimal) -> Decimal:
        return self.length * ratio(value - self.least, self.span)


def write(chart: ShownChart) -> str:
    """The picture of a chart of at least one point."""
    rows = len(chart.points) if chart.kind in ROUND else len(chart.heads)
    legend = rows * _ROW if rows > 1 or chart.kind in ROUND else 0
    if chart.kind in ROUND:
        height, drawn = max(_TALL, legend + _ROW), "".join(_draw_slices(chart))
    elif chart.kind == BARS:
        plot = len(chart.points) * _step(chart)
        height, drawn = plot + legend, "".join(_draw_bars(chart)) + _write_legend(chart, plot)
    else:
        plot = _TALL + _FOOT
        height, drawn = plot + legend, "".join(_draw_columns(chart)) + _write_legend(chart, plot)
    return (
        f'<svg role="img" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" font-size="{_TEXT}"><title>{escape(chart.title)}'
        f"</title><desc>{escape(chart.alt)}</desc>{drawn}</svg>"
    )


def _values(chart: ShownChart) -> Iterator[tuple[int, int, Decimal, str]]:
    """Every figure with its category and its series, and how it is printed."""
    for at, point in enumerate(chart.points):
        for n, (value, text) in enumerate(zip(point.values, point.texts, strict=True)):
            if value:
                yield at, n, Decimal(value), text


def _scale(chart: ShownChart, length: int) -> _Scale:
    values = [ZERO, *(value for _, _, value, _ in _values(chart))]
    return _Scale(min(values), (max(values) - min(values)) or ONE, length)


def _fill(number: int) -> str:
    """How the n-th series or slice is filled; pale where no colour is left."""
    colour, _, hatched = colour_of(number)
    pale = ' fill-opacity="0.5"' if hatched else ""
    return f'fill="#{colour}"{pale} stroke="#{EDGE}"'


def _text(x: Number, y: Number, text: str, anchor: str = "middle", colour: str = BLACK) -> str:
    where = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="#{colour}"'
    return f"<text {where}>{escape(text)}</text>"


def _rectangle(x: Number, y: Number, width: Number, height: Number, number: int) -> str:
    size = f'width="{width:.1f}" height="{height:.1f}"'
    return f'<rect x="{x:.1f}" y="{y:.1f}" {size} {_fill(number)}/>'


def _line(x: Number, y: Number, to_x: Number, to_y: Number) -> str:
    where = f'x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}"'
    return f'<line {where} stroke="#{BLACK}"/>'


def _write_legend(chart: ShownChart, top: Number) -> str:
    """What the series are called, where there are several."""
    if len(chart.heads) == 1:
        return ""
    return "".join(_write_key(0, top, n, head) for n, head in enumerate(chart.heads))


def _write_key(left: Number, top: Number, number: int, text: str) -> str:
    y = top + number * _ROW
    box = _rectangle(left + 4, y + 5, 12, 12, number)
    return box + _text(left + 24, y + 16, text, "start")


# -- bars, columns, lines --------------------------------------------------------------------------


def _step(chart: ShownChart) -> int:
    """How much room a category of bars takes."""
    return len(chart.heads) * _ROW + _ROW // 2


def _draw_bars(chart: ShownChart) -> Iterator[str]:
    scale, step = _scale(chart, _WIDTH - _NAMES - _ROOM), _step(chart)
    nothing = _NAMES + scale.at(ZERO)
    for at, point in enumerate(chart.points):
        yield _text(_NAMES - 8, at * step + step // 2, point.name, "end")
    for at, n, value, text in _values(chart):
        y, end = at * step + n * _ROW + 2, _NAMES + scale.at(value)
        yield _rectangle(min(nothing, end), y, abs(end - nothing), _ROW - 4, n)
        yield _text(max(nothing, end) + 4, y + _TEXT, text, "start")
    yield _line(nothing, 0, nothing, len(chart.points) * step)


def _draw_columns(chart: ShownChart) -> Iterator[str]:
    """Columns, or lines with a mark at each figure."""
    scale, step = _scale(chart, _TALL - 2 * _ROW), _share_out(_WIDTH, len(chart.points))
    wide, before = _share_out(step, len(chart.heads) + 1), dict[int, tuple[Decimal, Decimal]]()
    bottom = Decimal(_TALL - _ROW)
    nothing = bottom - scale.at(ZERO)
    for at, point in enumerate(chart.points):
        yield _text(at * step + _share_out(step, 2), Decimal(_TALL + _FOOT // 2), point.name)
    for at, n, value, text in _values(chart):
        end = bottom - scale.at(value)
        if chart.kind == LINE:
            x = at * step + _share_out(step, 2)
            yield _line(*before.get(n, (x, end)), x, end)
            yield _rectangle(x - 5, end - 5, 10, 10, n)
            before[n] = x, end
        else:
            x = at * step + (n + 1) * wide
            yield _rectangle(x - wide / 2, min(nothing, end), wide, abs(end - nothing), n)
        yield _text(x, min(nothing, end) - 8, text)
    yield _line(0, nothing, _WIDTH, nothing)


def _share_out(room: Number, count: int) -> Decimal:
    """What each of so many has of a room."""
    return ratio(Decimal(room), Decimal(count))


# -- slices ----------------------------------------------------------------------------------------


def _draw_slices(chart: ShownChart) -> Iterator[str]:
    """Slices with their labels where these have room, and a legend that says all."""
    whole, done = sum((value for *_, value, _ in _values(chart)), ZERO) or ONE, ZERO
    labels = list[str]()
    for at, _, value, _ in _values(chart):
        share = ratio(value, whole)
        yield _draw_slice(chart.kind, done, share, at)
        if share >= Decimal(LEAST_LABELLED):
            labels.append(_write_label(done + share / 2, chart.points[at].label, at))
        done += share
    yield f'<circle {_CENTRE} r="{_RADIUS}" fill="none" stroke="#{EDGE}"/>'
    yield from labels
    for at, point in enumerate(chart.points):
        yield _write_key(_TALL + 20, _ROW // 2, at, f"{point.name} {point.label}")


def _draw_slice(kind: str, done: Decimal, share: Decimal, number: int) -> str:
    """A piece of a circle's line, as wide as the slice is: no point of an arc is computed."""
    inner = _HOLE if kind == RING else 0
    radius, (colour, _, hatched) = (_RADIUS + inner) // 2, colour_of(number)
    around = 2 * _PI * radius
    pale = ' stroke-opacity="0.5"' if hatched else ""  # lines have no hatching
    return (
        f'<circle {_CENTRE} r="{radius}" fill="none" stroke="#{colour}"{pale} '
        f'stroke-width="{_RADIUS - inner}" stroke-dasharray="{share * around:.2f} {around:.2f}" '
        f'transform="rotate({done * 360 - 90:.2f} {_MIDDLE} {_MIDDLE})"/>'
    )


def _write_label(turn: Decimal, text: str, number: int) -> str:
    """What stands on a slice of which this is the middle, upright."""
    _, ink, hatched = colour_of(number)
    turned = f"rotate({turn * 360:.2f}) translate(0 -{_LABELS}) rotate({turn * -360:.2f})"
    label = _text(0, _TEXT // 3, text, colour=BLACK if hatched else ink)
    return f'<g transform="translate({_MIDDLE} {_MIDDLE}) {turned}">{label}</g>'
