"""What a form's programs of charts may name: a chart, its points, and the figures of a point.

Points are worked out once for each chart: the nil ones are left out, and each knows how it looks.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from generator import vocabulary as term
from generator.addresses import Steps
from generator.books.books import Books
from generator.charts import drawing, looks
from generator.figures.book import Figure
from generator.filling.cells import Named, years
from generator.filling.marks import Aspect
from generator.filling.program import Filter, Piece
from generator.filling.tables import TableView
from generator.money import ZERO, Style, ratio
from generator.packs.addressing import locate
from generator.packs.chart_words import BARS, LINE, NAME, POINTS, SHARE, TITLE, VALUE
from generator.packs.charts import Chart, Item
from generator.packs.definitions import Table
from generator.packs.pack import Pack
from generator.packs.wording import Wording, cut

# Between what is said of points; what is said of a base that there is nothing of.
_SEPARATOR, _NONE = "；", "无"
_LEAST_LABELLED = Decimal(looks.LEAST_LABELLED)


class PointFigure(Named):
    """One figure of a chart, on the base that it is drawn of (nothing: this year's)."""

    __slots__ = ("base",)

    def __init__(self, books: Books, steps: Steps, node: Any, base: str) -> None:
        super().__init__(books, steps, node)
        self.base = base

    @property
    def steps(self) -> Steps:
        """Its address."""
        return self._steps

    def find(self) -> Figure | None:
        """The figure; None where the filing says that there is nothing to compare with."""
        book = self._books.bases[self.base] if self.base else self._books.now
        return None if book is None else book.figure(self._steps)


def filters(chart: Chart, wording: Wording) -> dict[str, Filter]:
    """All that may stand behind a bar in the programs of a chart."""
    style = wording.styles[chart.style]
    data = Style(style.name, style.scale, style.decimals)
    share = wording.style_of(term.RATIO)
    return {drawing.DATA: _show(data), drawing.TEXT: _show(style), drawing.RATE_TEXT: _show(share)}


def _show(style: Style) -> Filter:
    """A style as a filter of the figures of a chart."""

    def show(value: PointFigure) -> Sequence[Piece]:
        figure = value.find()
        missing = figure is None or (figure.value.is_nan() and not figure.void)
        aspect = (Aspect.NO_BASE if value.base else Aspect.NO_VALUE) if missing else Aspect.VALUE
        return [((aspect, value.steps, value.base), say(figure, style))]

    return show


def say(figure: Figure | None, style: Style) -> str:
    """A figure of a chart as a style prints it."""
    if figure is None:
        return _NONE
    if figure.value.is_nan():
        return (style.void or "") if figure.void else term.MISSING_TEXT
    return style.show(figure.value)


class ChartView(Named):
    """A chart: its points, what stands beside it, how much room it takes."""

    __slots__ = ("_points", "_wording")

    def __init__(self, books: Books, chart: Chart, wording: Wording) -> None:
        super().__init__(books, (term.CHARTS, chart.name), chart)
        self._wording = wording
        self._points: list[Mapping[str, Any]] | None = None

    def __getitem__(self, name: object) -> Any:
        if name == drawing.ALT:
            return self._say_all()
        return self._facts()[str(name)]

    def _facts(self) -> Mapping[str, Any]:
        """All that a program may ask besides words."""
        points, chart = self.points(), self.chart
        negative, count = self._is_negative(), len(points)
        lying = chart.kind == BARS or (chart.round and negative)
        return {
            drawing.POINTS: points,
            drawing.SOMETHING: bool(points),
            drawing.COUNT: count,
            drawing.LAST: count + 1,
            drawing.CROWDED: count * len(chart.series) > looks.MOST_LEVEL,
            drawing.NEGATIVE: negative,
            drawing.HEIGHT: drawing.height_of(chart, count, lying),
        }

    def _is_negative(self) -> bool:
        """Whether a figure is below nothing: no slice can show it, no axis that begins there."""
        each = range(len(self.chart.series))
        found = [it[f"{VALUE}{n}"].find() for it in self.points() for n in each
                 if it[f"{drawing.KNOWN}{n}"]]  # fmt: skip
        return any(it is not None and it.value < 0 for it in found)

    @property
    def chart(self) -> Chart:
        """What the pack says of it."""
        found: Chart = self._node
        return found

    def instead(self) -> str:
        """The words that stand in its place: none where there is something to draw."""
        return "" if self.points() else self.write(self.chart.nothing)

    # -- points ----------------------------------------------------------------------------------

    def points(self) -> list[Mapping[str, Any]]:
        """The points that are drawn, in order."""
        if self._points is None:
            told = [self._read(item) for item in self._items()]
            shown = [it for it in told if self._node.kind == LINE or it[drawing.SOMETHING]]
            shown = shown if any(it[drawing.SOMETHING] for it in shown) else []
            whole = sum((it[_SIZE] for it in shown), ZERO)
            self._points = [self._place(it, n, whole) for n, it in enumerate(shown)]
        return self._points

    def _items(self) -> Iterator[Item]:
        """The categories: those of the chart's own, or the rows of its table."""
        chart = self.chart
        yield from chart.items
        if not chart.rows:
            return
        *owner, listed = chart.rows
        table = locate(self._books.now.root, tuple(owner))[0]
        assert isinstance(table, Table)
        bases = [f"{term.AND_BASE}{it.base}" for it in chart.series if it.base]
        asked = listed + next(iter(bases), "")
        for row in TableView(self._books, tuple(owner), table)[asked]:
            steps = (*owner, row[term.CODE])
            cells = ((*steps, it.column or table.total) for it in chart.series)
            yield Item(row[NAME], (*cells,), (*steps, chart.share) if chart.share else ())

    def _read(self, item: Item) -> dict[str, Any]:
        """A category with its figures, and whether any of them is something."""
        style = self._wording.styles[self.chart.style]
        point: dict[str, Any] = {NAME: item.name, drawing.SOMETHING: False, _SIZE: ZERO}
        for n, (steps, series) in enumerate(zip(item.figures, self.chart.series, strict=True)):
            full = self._books.now.canonical(steps)
            point[f"{VALUE}{n}"] = PointFigure(self._books, full, None, series.base)
            figure = point[f"{VALUE}{n}"].find()
            missing = figure is not None and figure.value.is_nan() and not figure.void
            known = figure is not None and not figure.value.is_nan()
            point[f"{drawing.MISSING}{n}"], point[f"{drawing.KNOWN}{n}"] = missing, known
            if known:
                assert figure is not None
                point[_SIZE] += abs(figure.value)
                known = not style.prints_zero(figure.value)
            point[drawing.SOMETHING] |= known or missing
        if item.share:
            share = self._books.now.canonical(item.share)
            point[SHARE] = PointFigure(self._books, share, None, "")
        return point

    def _place(self, point: dict[str, Any], number: int, whole: Decimal) -> Mapping[str, Any]:
        """A point with how it looks as the n-th (from 0) of those that are drawn."""
        colour, ink, hatched = looks.colour_of(number)
        roomy = bool(whole) and ratio(point[_SIZE], whole) >= _LEAST_LABELLED
        missing = any(point[f"{drawing.MISSING}{n}"] for n in range(len(self.chart.series)))
        name = point[NAME] + term.MISSING_TEXT * (missing and not point[NAME].endswith("】"))
        said = {drawing.COLOUR: colour, drawing.INK: ink, drawing.HATCHED: hatched, NAME: name}
        said |= {drawing.LABELLED: roomy, drawing.ROW: number + 2}
        if self.chart.round:
            said[drawing.LEGEND] = f"{name} {self._label_of(point)}"
        return {**point, **said}

    def _label_of(self, point: Mapping[str, Any]) -> str:
        """What a slice is labelled with: its share of the whole, else its figure."""
        if SHARE in point:
            return say(point[SHARE].find(), self._wording.style_of(term.RATIO))
        return say(point[f"{VALUE}0"].find(), self._wording.styles[self.chart.style])

    # -- words -----------------------------------------------------------------------------------

    def _say_all(self) -> str:
        """The alternative text, with every figure that is drawn."""
        chart = self.chart
        each = _SEPARATOR.join(map(self._say_point, self.points()))
        said = {TITLE: self.write(chart.title), POINTS: each}
        return self.write(chart.alt, said)

    def _say_point(self, point: Mapping[str, Any]) -> str:
        style, series = self._wording.styles[self.chart.style], self.chart.series
        figures = [say(point[f"{VALUE}{n}"].find(), style) for n in range(len(series))]
        names = [it.name for it in series] if len(series) > 1 else [VALUE]
        said = {NAME: point[NAME], **dict(zip(names, figures, strict=True))}
        if SHARE in point:
            said[SHARE] = say(point[SHARE].find(), self._wording.style_of(term.RATIO))
        return self.write(self.chart.each, said)

    def write(self, text: str, said: Mapping[str, str] = {}) -> str:
        """A wording with its fields filled in: the years, and what is `said`."""
        fields = {**years(self._books), **said}
        pieces = cut(text)
        return "".join(fields[it] if odd % 2 else it for odd, it in enumerate(pieces))


_SIZE = "大小"


def list_titles(pack: Pack | None, books: Books | None) -> list[str]:
    """The titles of every chart of a pack, as a document of these books has them."""
    if pack is None or books is None:
        return []
    drawn = views(pack.charts, books, pack.wording).values()
    return [view.write(view.chart.title) for view in drawn]


def views(charts: Mapping[str, Chart], books: Books, wording: Wording) -> dict[str, ChartView]:
    """The charts of a pack by their names, for a form that is filled."""
    return {name: ChartView(books, chart, wording) for name, chart in charts.items()}
