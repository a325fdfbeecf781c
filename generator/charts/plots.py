"""The text of a chart's part as a form would have it: DrawingML with names, loops and choices.

Everything that a reader sees, and every figure, stands in an element of its own on a line of its
own (`\\n<c:v>`, `\\n<a:t>`), so that its place can be counted as a paragraph's is.
"""

from html import escape

from generator.charts.drawing import (
    COLOUR,
    COUNT,
    CROWDED,
    DATA,
    DRAWING,
    HATCHED,
    INK,
    KNOWN,
    LABELLED,
    LAST,
    LEGEND,
    NAME,
    NAMESPACE,
    NEGATIVE,
    POINTS,
    RATE_TEXT,
    TEXT,
    VALUE,
    axis_format,
    number_format,
    path,
)
from generator.charts.looks import BLACK, EDGE, GRID, WHITE, ChartFonts, colour_of
from generator.money import Style
from generator.packs.chart_words import BARS, LINE, RING, SHARE
from generator.packs.charts import Chart
from generator.word.ooxml import R

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_SMALL, _USUAL, _TITLE = 900, 1000, 1200  # hundredths of a point
_UPRIGHT, _LYING = "-5400000", "0"


def write_chart(chart: Chart, style: Style, fonts: ChartFonts) -> str:
    """The part of a chart."""
    pen = _ChartPen(chart, style, fonts)
    return (
        f'{_HEAD}<c:chartSpace xmlns:c="{NAMESPACE}" xmlns:a="{DRAWING}" xmlns:r="{R[1:-1]}">'
        '<c:date1904 val="0"/><c:lang val="zh-CN"/><c:roundedCorners val="0"/><c:chart>'
        f'{pen.title()}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>{pen.plot()}'
        f"</c:plotArea>{pen.legend()}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr>{_fill(WHITE)}<a:ln><a:noFill/></a:ln></c:spPr>{pen.words(_USUAL)}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _hatch(colour: str) -> str:
    return (
        f'<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="{colour}"/></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{WHITE}"/></a:bgClr></a:pattFill>'
    )


def _each(chart: Chart, inner: str) -> str:
    return f"{{% for 点 in {path(chart, POINTS)} %}}{inner}{{% endfor %}}"


def _if(condition: str, then: str, otherwise: str = "") -> str:
    other = f"{{% else %}}{otherwise}" if otherwise else ""
    return f"{{% if {condition} %}}{then}{other}{{% endif %}}"


_SHOWN = (
    '<c:showLegendKey val="0"/><c:showVal val="{}"/><c:showCatName val="0"/>'
    '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
_BARE = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"


class _ChartPen:
    """Writes one chart."""

    def __init__(self, chart: Chart, style: Style, fonts: ChartFonts) -> None:
        self.chart, self.style, self.fonts = chart, style, fonts
        self.format = escape(number_format(style))

    # -- words -----------------------------------------------------------------------------------

    def _font(self, name: str, size: int, bold: int = 0, colour: str = BLACK) -> str:
        return (
            f'<a:{name} sz="{size}" b="{bold}">{_fill(colour)}'
            f'<a:latin typeface="{escape(self.fonts.latin)}"/>'
            f'<a:ea typeface="{escape(self.fonts.east)}"/></a:{name}>'
        )

    def words(self, size: int, turned: str = "") -> str:
        """How words look."""
        body = f'<a:bodyPr rot="{turned}" vert="horz"/>' if turned else "<a:bodyPr/>"
        font = self._font("defRPr", size)
        end = '<a:endParaRPr lang="zh-CN"/>'
        return f"<c:txPr>{body}<a:lstStyle/><a:p><a:pPr>{font}</a:pPr>{end}</a:p></c:txPr>"

    def _rich(self, text: str, size: int, bold: int = 0, colour: str = BLACK) -> str:
        font = self._font("rPr", size, bold, colour).replace("<a:rPr", '<a:rPr lang="zh-CN"', 1)
        return (
            "<c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p>"
            f"<a:pPr>{self._font('defRPr', size, bold, colour)}</a:pPr>"
            f"<a:r>{font}\n<a:t>{text}</a:t></a:r></a:p></c:rich></c:tx>"
        )

    def title(self) -> str:
        """What stands above the chart."""
        rich = self._rich(escape(self.chart.title), _TITLE, 1)
        return f'<c:title>{rich}<c:overlay val="0"/></c:title>'

    def legend(self) -> str:
        """The legend: of slices always, of series where there are several."""
        way = "r" if self.chart.round else "b"
        inner = f'<c:legendPos val="{way}"/><c:overlay val="0"/>{self.words(_USUAL)}'
        text = f"<c:legend>{inner}</c:legend>"
        if self.chart.round:
            return _if(f"not {path(self.chart, NEGATIVE)}", text)
        return "" if len(self.chart.series) == 1 else text

    # -- what is drawn ---------------------------------------------------------------------------

    def plot(self) -> str:
        """The plot; parts of a whole of which one is negative are drawn as bars."""
        if not self.chart.round:
            return self._bars_or_lines(self.chart.kind)
        return _if(path(self.chart, NEGATIVE), self._bars_or_lines(BARS), self._slices())

    def _slices(self) -> str:
        series = self._series(0, self._slice_looks(), self._slice_labels(), LEGEND)
        ring = self.chart.kind == RING
        name, hole = ("doughnut", '<c:holeSize val="50"/>') if ring else ("pie", "")
        inner = f'<c:varyColors val="1"/>{series}<c:firstSliceAng val="0"/>{hole}'
        return f"<c:{name}Chart>{inner}</c:{name}Chart>"

    def _bars_or_lines(self, kind: str) -> str:
        line, axes = kind == LINE, '<c:axId val="1"/><c:axId val="2"/>'
        name = LEGEND if self.chart.round else NAME
        series = "".join(
            self._series(n, self._series_look(n, line), self._values(kind, n), name)
            for n in range(len(self.chart.series))
        )
        if line:
            plot = (
                '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
                f'{series}<c:marker val="1"/>{axes}</c:lineChart>'
            )
        else:
            way = "bar" if kind == BARS else "col"
            plot = (
                f'<c:barChart><c:barDir val="{way}"/><c:grouping val="clustered"/>'
                f'<c:varyColors val="0"/>{series}<c:gapWidth val="80"/>{axes}</c:barChart>'
            )
        return plot + self._axes(kind)

    def _series(self, n: int, look: str, labels: str, name: str) -> str:
        chart, column = self.chart, chr(ord("B") + n)
        last, count = path(chart, LAST), f'<c:ptCount val="{{{{ {path(chart, COUNT)} }}}}"/>'
        index = '<c:pt idx="{{ loop.index0 }}">\n<c:v>'
        names = _each(chart, f"{index}{{{{ 点.{name} }}}}</c:v></c:pt>")
        figure = f"{index}{{{{ 点.{VALUE}{n} | {DATA} }}}}</c:v></c:pt>"
        figures = _each(chart, _if(f"点.{KNOWN}{n}", figure))
        called = escape(chart.series[n].shown)
        smooth = '<c:smooth val="0"/>' * (chart.kind == LINE)
        return (
            f'<c:ser><c:idx val="{n}"/><c:order val="{n}"/><c:tx><c:strRef>'
            f'<c:f>Sheet1!${column}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0">'
            f"\n<c:v>{called}</c:v></c:pt></c:strCache></c:strRef></c:tx>{look}{labels}"
            f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${{{{ {last} }}}}</c:f><c:strCache>{count}{names}"
            "</c:strCache></c:strRef></c:cat><c:val><c:numRef>"
            f"<c:f>Sheet1!${column}$2:${column}${{{{ {last} }}}}</c:f><c:numCache>"
            f"<c:formatCode>{self.format}</c:formatCode>{count}{figures}"
            f"</c:numCache></c:numRef></c:val>{smooth}</c:ser>"
        )

    def _series_look(self, n: int, line: bool) -> str:
        colour, _, hatched = colour_of(n)
        fill = _hatch(colour) if hatched else _fill(colour)
        edge = f'<a:ln w="6350">{_fill(BLACK)}</a:ln>'
        if not line:
            return f'<c:spPr>{fill}{edge}</c:spPr><c:invertIfNegative val="0"/>'
        symbol = ("circle", "square", "triangle", "diamond")[n % 4]
        dash = ("solid", "dash", "sysDot", "lgDashDot")[n % 4]
        return (
            f'<c:spPr><a:ln w="22225" cap="rnd">{_fill(colour)}<a:prstDash val="{dash}"/><a:round/>'
            f'</a:ln></c:spPr><c:marker><c:symbol val="{symbol}"/><c:size val="6"/>'
            f"<c:spPr>{fill}{edge}</c:spPr></c:marker>"
        )

    def _values(self, kind: str, n: int) -> str:
        """The figures at their bars or points, as programs write the data."""
        turned = "" if kind == BARS else _if(path(self.chart, CROWDED), _UPRIGHT, _LYING)
        where = ("t", "b", "r", "l")[n % 4] if kind == LINE else "outEnd"
        return (
            f'<c:dLbls><c:numFmt formatCode="{self.format}" sourceLinked="0"/>{_BARE}'
            f'{self.words(_SMALL, turned=turned)}<c:dLblPos val="{where}"/>'
            f"{_SHOWN.format(1)}</c:dLbls>"
        )

    def _slice_looks(self) -> str:
        colour = f"{{{{ 点.{COLOUR} }}}}"
        fill = _if(f"点.{HATCHED}", _hatch(colour), _fill(colour))
        return _each(
            self.chart,
            '<c:dPt><c:idx val="{{ loop.index0 }}"/><c:bubble3D val="0"/>'
            f'<c:spPr>{fill}<a:ln w="12700">{_fill(EDGE)}</a:ln></c:spPr></c:dPt>',
        )

    def _slice_labels(self) -> str:
        """Our own texts on the slices that have room for them; the legend says all."""
        said = f"{SHARE} | {RATE_TEXT}" if self.chart.shares else f"{VALUE}0 | {TEXT}"
        rich = self._rich(f"{{{{ 点.{said} }}}}", _SMALL, 0, f"{{{{ 点.{INK} }}}}")
        where = '<c:dLblPos val="ctr"/>' if self.chart.kind != RING else ""
        behind = _if(f"点.{HATCHED}", f"<c:spPr>{_fill(WHITE)}</c:spPr>", _BARE)
        label = f"<c:layout/>{rich}{behind}{where}{_SHOWN.format(1)}"
        label = _if(f"点.{LABELLED}", label, '<c:delete val="1"/>')
        label = f'<c:dLbl><c:idx val="{{{{ loop.index0 }}}}"/>{label}</c:dLbl>'
        return (
            f"<c:dLbls>{_each(self.chart, label)}{_BARE}{self.words(_SMALL)}{where}"
            f'{_SHOWN.format(1)}<c:showLeaderLines val="0"/></c:dLbls>'
        )

    def _axes(self, kind: str) -> str:
        lying = kind == BARS
        category, value = ("l", "b") if lying else ("b", "l")
        turned, crosses = ("maxMin", "max") if lying else ("minMax", "autoZero")
        # Bars say how much by how long they are: from nothing.
        least = _if(f"not {path(self.chart, NEGATIVE)}", '<c:min val="0"/>') * (kind != LINE)
        plain = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        return (
            f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{turned}"/></c:scaling>'
            f'<c:delete val="0"/><c:axPos val="{category}"/>'
            f'<c:numFmt formatCode="General" sourceLinked="0"/>{plain}<c:tickLblPos val="low"/>'
            f'{self.words(_USUAL)}<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/>'
            '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
            '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>'
            f'{least}</c:scaling><c:delete val="0"/><c:axPos val="{value}"/><c:majorGridlines>'
            f'<c:spPr><a:ln w="6350">{_fill(GRID)}</a:ln></c:spPr></c:majorGridlines>'
            f'<c:numFmt formatCode="{axis_format(self.style)}" sourceLinked="0"/>'
            f'{plain}<c:tickLblPos val="nextTo"/>{self.words(_USUAL)}<c:crossAx val="1"/>'
            f'<c:crosses val="{crosses}"/></c:valAx>'
        )
