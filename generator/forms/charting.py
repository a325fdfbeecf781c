"""Where a form places its charts, and the programs of those that it places."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.charts import drawing, looks, plots, sheet
from generator.filling import charts as chart_views
from generator.filling.program import Program
from generator.forms import dialect
from generator.forms.template import CHART_TEXTS, measure
from generator.packs.charts import Chart
from generator.packs.pack import Pack
from generator.vocabulary import CHARTS
from generator.word import ooxml, opc
from generator.word.ooxml import W

_ALONE = re.compile(rf"\{{\{{\s*{CHARTS}\.(\w+)\s*\}}\}}")
_KEPT = (f"{W}pStyle", f"{W}keepNext")


class Placing:
    """Puts charts where a form names them; `found` are those that were."""

    def __init__(self, pack: Pack, parts: Mapping[str, bytes]) -> None:
        self.charts = list(pack.charts.values())
        self.width = looks.read_width(parts) if self.charts else 0
        self.fonts = looks.read_fonts(parts) if self.charts else looks.ChartFonts()
        self.main = opc.main_part(parts)
        self.found: list[Chart] = []

    def place(self, paragraph: Any) -> Any:
        """The paragraph with a chart that stands before one which names it alone, and that one says
        what stands there where nothing is drawn; None for any other paragraph."""
        named = _ALONE.fullmatch(ooxml.shown_text(paragraph).strip()) if self.charts else None
        chart = next((it for it in self.charts if named and it.name == named[1]), None)
        if chart is None:
            return None
        self.found.append(chart)
        own = _draw(paragraph, drawing.write_inline(chart, self._number(chart), self.width))
        paragraph.addprevious(own)
        _say(paragraph, chart.nothing)
        _enclose(own, paragraph, drawing.path(chart, drawing.SOMETHING))
        return own

    def _number(self, chart: Chart) -> int:
        return self.charts.index(chart) + 1

    def compile(self, pack: Pack) -> Iterator[tuple[int, str, Program, Program]]:
        """The number and name of each chart that was placed, its program and its sheet's."""
        for chart in self.found:
            style = pack.wording.styles[chart.style]
            env = dialect.environment(chart_views.filters(chart, pack.wording))
            texts = plots.write_chart(chart, style, self.fonts), sheet.write_sheet(chart)
            one, other = (measure(dialect.compile_text(env, it), of=CHART_TEXTS) for it in texts)
            yield self._number(chart), chart.name, one, other


def _draw(paragraph: Any, run: str) -> Any:
    """A paragraph for a chart: in the style of the one that names it, as high as the chart is."""
    own = ooxml.parse(f'<w:p xmlns:w="{W[1:-1]}">{run}</w:p>'.encode())
    style = ooxml.word("pPr")
    before = paragraph.find(f"{W}pPr")
    for kept in () if before is None else before.iterchildren(*_KEPT):
        style.append(ooxml.copy_of(kept))
    style.append(ooxml.word("spacing", line="240", lineRule="auto"))
    style.append(ooxml.word("ind", firstLine="0", firstLineChars="0"))
    style.append(ooxml.word("jc", val="center"))
    own.insert(0, style)
    return own


def _say(paragraph: Any, text: str) -> None:
    """Let a paragraph say a text in the look of what it says first."""
    first, *others = paragraph.iter(f"{W}t")
    first.text = text
    for node in others:
        node.getparent().remove(node)


def _enclose(one: Any, other: Any, condition: str) -> None:
    """Let one stand where a condition holds, and the other, which follows it, where it does not."""
    before, parent = one.getprevious(), one.getparent()
    begin = f"{{% if {condition} %}}"
    if before is None:
        parent.text = (parent.text or "") + begin
    else:
        before.tail = (before.tail or "") + begin
    one.tail, other.tail = "{% else %}", "{% endif %}" + (other.tail or "")
