"""What a page shows of charts as words: their texts, and the numbers along their axes.

A format that knows no charts (PDF, a web page) has them as lines of their own, in any order. A line
is of a chart only below the heading that the chart stands below, where its texts are none but the
charts' there, each as often as they show it, and its other numbers an axis's of theirs.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from generator.edited.expected import Expected
from generator.edited.held import HeldFile
from generator.edited.keyed_lines import KeyedLine
from generator.edited.signs import squeeze
from generator.word.drawn_charts import CATEGORY, VALUE, DrawnChart
from generator.word.outline import FRONT

_ROUND = ("pie", "doughnut", "ofPie")  # such charts have no axis
_WHOLE = re.compile(r"(?<![\d.])-?\d{1,15}(?![\d.%])")
_SEPARATOR = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_ORDINAL = re.compile(r"，第\d+段$|（全文第\d+段）$")
_PAGE, _ALL = re.compile(r"^第\d+页\s*"), "全文"
_MOST_TICKS = 40
# A web page has a chart's figures in a table below it (`templates/pages/document_parts.html`).
_PAGE_KIND, _HEADS = ".html", ("项目", "数值", "比例")
# Programs end an axis with the first of its steps beyond the greatest value, or the one after.
_BEYOND = 2


def leave_out(
    lines: Sequence[KeyedLine], every: Sequence[KeyedLine], held: HeldFile, expected: Expected
) -> list[KeyedLine]:
    """The lines among `every` one of another format that have come, without those that say nothing
    but what the charts of the document show; that those were not looked at is said of the charts
    as a whole.
    """
    left = list(lines)
    areas: dict[str, list[DrawnChart]] = {}
    besides: dict[str, list[str]] = {}
    for number, chart in enumerate(expected.charts if held.opened is None else (), start=1):
        way = _ORDINAL.sub("", expected.wheres.get(chart.paragraph, ""))
        heading = way.rpartition(" › ")[2]
        areas.setdefault(heading, []).append(chart)
        of_page = (f"图{number}中的数", *_HEADS) if held.kind == _PAGE_KIND else ()
        besides.setdefault(heading, []).extend(of_page)
    ways = _find_ways(every, held) if areas else {}
    for heading, charts in areas.items():
        near = [it for it in left if _is_below(heading, ways.get(it.at, ""))]
        shown = _ChartArea(charts, besides[heading]).find(near)
        left = [it for it in left if it not in shown]
    return left


def _find_ways(lines: Sequence[KeyedLine], held: HeldFile) -> dict[int, str]:
    """Where each line stands, by its number; a row of a table where the text above it does."""
    ways, way = dict[int, str](), ""
    for line in lines:
        if not line.in_table and line.text:
            way = _ORDINAL.sub("", _PAGE.sub("", held.where(line.home.element, "")))
        ways[line.at] = way
    return ways


def _is_below(heading: str, way: str) -> bool:
    """Whether a way in another format leads below a heading, or below none as well."""
    if heading in ("", FRONT):
        return way in ("", FRONT, _ALL)
    return "".join(way.split()).endswith("".join(heading.split()))


class _ChartArea:
    """The charts below one heading: how often they show each of their words.

    `besides` is what a page adds to them.
    """

    def __init__(self, charts: Sequence[DrawnChart], besides: Sequence[str] = ()) -> None:
        self.charts = charts
        self.words = Counter(word for chart in charts for word in _list_words(chart))
        self.words.update(besides)

    def find(self, lines: Sequence[KeyedLine]) -> set[KeyedLine]:
        """The lines among some that are of these charts."""
        read = {line: it for line in lines if (it := self._read(line.text)) is not None}
        left = _mark_axes(Counter(it for ticks in read.values() for it in ticks), self.charts)
        shown = set()
        for line, ticks in read.items():
            wanted = Counter(ticks)
            if wanted <= left:
                left -= wanted
                shown.add(line)
        return shown

    def _read(self, text: str) -> list[int] | None:
        """The numbers in a line besides the words of the charts; None where it says more."""
        plain, words, ticks, at = _SEPARATOR.sub("", text), self.words.copy(), list[int](), 0
        while at < len(plain):
            word = self._match(plain, at, words)
            whole = None if word else _WHOLE.match(plain, at)
            if word:
                words[word] -= 1
            elif whole:
                ticks.append(int(whole[0]))
            elif not plain[at].isspace():
                return None
            at += len(word) or (len(whole[0]) if whole else 1)
        self.words = words
        return ticks

    def _match(self, text: str, at: int, words: Counter[str]) -> str:
        """The longest word that stands at a place and was not shown as often as it is; no part of
        a figure is one.
        """
        found = (it for it, n in words.items() if n > 0 and text.startswith(it, at))
        whole = (it for it in found if not _cuts_figure(text, at, at + len(it)))
        return max(whole, key=len, default="")


def _cuts_figure(text: str, start: int, end: int) -> bool:
    before, after = text[max(start - 1, 0) : start + 1], text[end - 1 : end + 1]
    first, last = (re.fullmatch(r"[\d.]{2}", it) is not None for it in (before, after))
    return (first and start > 0) or last or (after[:1].isdigit() and after[1:] == "%")


def _list_words(chart: DrawnChart) -> Iterator[str]:
    """Every word of a chart as often as it is shown; programs break texts at blanks."""
    for it in chart.texts:
        if it.role != CATEGORY or not it.series:  # every series names the same again
            yield from (_SEPARATOR.sub("", squeeze(word)) for word in it.text.split())


def _mark_axes(numbers: Counter[int], charts: Sequence[DrawnChart]) -> Counter[int]:
    """Those of some numbers that are the steps of the charts' axes, each axis once."""
    left, marked = numbers.copy(), Counter[int]()
    for chart in charts:
        if not all(kind.startswith(_ROUND) for kind in chart.kind.split("+")):
            longest = max(((len(it), it) for it in _list_axes(left, chart)), default=(0, ()))
            axis = Counter(longest[1])
            left, marked = left - axis, marked + axis
    return marked


def _list_axes(numbers: Counter[int], chart: DrawnChart) -> Iterator[tuple[int, ...]]:
    """The equal steps among some numbers that reach from a chart's least value to its greatest."""
    values = [*_list_values(chart)]
    least, most = min(values, default=Decimal()), max(values, default=Decimal())
    lowest = min(least, Decimal())
    for first in (it for it in numbers if lowest * _BEYOND <= it <= least):
        for step in (it - first for it in numbers if 0 < it - first <= most - lowest):
            ends = range(first + step, first + _MOST_TICKS * step, step)
            last = next((it for it in ends if it >= most), first)
            for end in (last, last + step):
                axis = tuple(range(first, end + 1, step))
                if last > first and all(it in numbers for it in axis):
                    yield axis


def _list_values(chart: DrawnChart) -> Iterator[Decimal]:
    for it in chart.texts:
        if it.role == VALUE:
            try:
                yield Decimal(it.text.replace(",", ""))
            except InvalidOperation:
                continue
