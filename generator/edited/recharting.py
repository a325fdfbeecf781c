"""Bring the charts of an edited document up to the corrected filing.

A chart that shows what is due stays as somebody may have made it look. One that shows something
else is drawn anew; one of which nothing is left to draw goes, and one that is new comes.
"""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from generator.charts import parts as chart_parts
from generator.charts import workbook_behind
from generator.edited import charted
from generator.edited.charted import Pair
from generator.edited.merging import Fate, MergePlan, ReportLine
from generator.word import chart_spots, drawn_charts, ooxml, opc
from generator.word.drawn_charts import DrawnChart
from generator.word.ooxml import R, W
from generator.word.word_file import WordFile

REDRAWN, ALTERNATIVE = "图随填报更新，样子照新的", "补上替代文字"
COME, GONE, KEPT = "增加一幅图", "删去：现在没有数可画", "人工删去，没有补回"


class Recharting:
    """The charts of an edited document against those that are due, before anything is changed."""

    def __init__(self, edited: WordFile, new: WordFile, titles: Sequence[str]) -> None:
        self.edited, self.new = edited, new
        self.due = drawn_charts.read(new.parts, new.main, new.root)
        stands = drawn_charts.read(edited.parts, edited.main, edited.root)
        self.pairs = charted.pair(self.due, stands)
        unpaired = charted.list_unpaired(self.pairs, stands)
        # Of what is not due, only what the form could have drawn is ours.
        self.stale = [it for it in unpaired if it.title in titles]

    def apply(self, plan: MergePlan, copies: dict[Any, Any]) -> None:
        """Change the charts; `copies` has what was put in, by the paragraph of the new document."""
        for pair in self.pairs:
            plan.entries += self._settle(pair, copies)
        for chart in self.stale:
            where = self.edited.wheres.get(chart.paragraph, "")
            _take_out(chart)
            plan.entries.append(_tell(where, chart, GONE))

    def _settle(self, pair: Pair, copies: dict[Any, Any]) -> Iterator[ReportLine]:
        due, stands = pair
        if stands is None:
            yield self._place(due, copies)
            return
        where = self.edited.wheres.get(stands.paragraph, "")
        told = charted.list_changes(due, stands)
        if told or not self._is_as_due(due, stands):
            self._redraw(due, stands)
            yield _tell(where, due, "、".join((*told, REDRAWN)))
        elif not stands.alt:
            _describe(stands, due.alt)
            yield _tell(where, due, ALTERNATIVE)

    def _is_as_due(self, due: DrawnChart, stands: DrawnChart) -> bool:
        """Whether a chart shows what is due, in every way that a reader could take it."""
        same = charted.says_same(due, stands)
        return same and workbook_behind.agrees(stands, self.edited.parts)

    def _redraw(self, due: DrawnChart, stands: DrawnChart) -> None:
        """Put the chart that is due in the place of another, with its workbook."""
        parts, links = self.edited.parts, opc.relations_part(stands.part)
        parts[stands.part] = self.new.parts[due.part]
        workbook = stands.workbook or f"{stands.part.removesuffix('.xml')}.xlsx"
        if workbook not in parts:
            opc.declare(parts, workbook, chart_parts.WORKBOOK_TYPE)
        parts[workbook] = self.new.parts[due.workbook]
        parts.pop(links, None)
        opc.relate(parts, stands.part, chart_parts.WORKBOOK_KIND, workbook)
        _describe(stands, due.alt)
        _resize(stands, due)

    def _place(self, due: DrawnChart, copies: dict[Any, Any]) -> ReportLine:
        """Draw a chart in the paragraph that was put in for it; without one it was taken out."""
        where, home = self.new.wheres.get(due.paragraph, ""), copies.get(due.paragraph)
        if home is None:
            return ReportLine(Fate.KEPT, where, chart_spots.name(due), KEPT)
        parts, main = self.edited.parts, self.edited.main
        number = next(n for n in count(1) if chart_parts.chart_part(n) not in parts)
        parts[chart_parts.chart_part(number)] = self.new.parts[due.part]
        parts[chart_parts.workbook_part(number)] = self.new.parts[due.workbook]
        chart_parts.declare_chart(parts, number)
        drawing = ooxml.copy_of(due.drawing)
        link = opc.relate(parts, main, chart_parts.CHART_KIND, chart_parts.chart_part(number))
        next(drawing.iter(f"{drawn_charts.C}chart")).set(f"{R}id", link)
        home.append(ooxml.word("r", drawing))
        return _tell(where, due, COME)


def _tell(where: str, chart: DrawnChart, what: str) -> ReportLine:
    return ReportLine(Fate.UPDATED, where, chart_spots.name(chart), what, by_hand=False)


def _describe(chart: DrawnChart, text: str) -> None:
    for node in chart.drawing.iter(drawn_charts.DOCUMENT_PROPERTIES):
        node.set("descr", text)


def _resize(chart: DrawnChart, due: DrawnChart) -> None:
    """Make a chart as high as the one that is due: there may be more to show."""
    for mine, theirs in zip(_extents(chart), _extents(due), strict=False):
        mine.set("cy", theirs.get("cy", "0"))


def _extents(chart: DrawnChart) -> list[Any]:
    return list(chart.drawing.iter(drawn_charts.EXTENT))


def _take_out(chart: DrawnChart) -> None:
    """Take a drawing out, and its paragraph where nothing else is in it."""
    run, paragraph = chart.drawing.getparent(), chart.paragraph
    if run is None:  # two charts in one drawing: it went with the first
        return
    run.remove(chart.drawing)
    more = any(True for _ in paragraph.iter(f"{W}t", f"{W}drawing", f"{W}sectPr", f"{W}br"))
    if not more and len(paragraph.getparent()) > 1:
        paragraph.getparent().remove(paragraph)
