"""The charts of a document against those that its filing draws: figure by figure, as values.

How a chart looks, how programs write a number (120, 120.00) and what they call a part is theirs.
What shows another figure, hides one, or stands in another order is told.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.charts import workbook_behind
from generator.edited.expected import Expected
from generator.edited.findings import Finding, State
from generator.edited.signs import squeeze
from generator.filling.prints import Printed
from generator.word import chart_spots, drawn_charts
from generator.word.drawn_charts import (
    CATEGORY,
    LABEL,
    SERIES,
    TITLE,
    VALUE,
    ChartText,
    DrawnChart,
)
from generator.word.word_file import WordFile, excerpt

GONE, MOVED, OTHER_KIND = "没有这幅图", "图的次序变了", "图的类型变了"
UNSEEN = "图里的数只在 Word 文档里看得到，没有核对"
OTHER = "多出的图，里面没有看"
AUTOMATIC, FORMAT = "图上显示的是软件算的数", "图上的数换了写法，显示的可能不是这个数"
BEHIND = "图后面的数据表与图不一致"
ALT = "图的替代文字说的数不一致"
# How programs write numbers that they were told nothing of.
_PLAIN_FORMATS = ("General", "")
_MOST_TOLD = 6
_ROLES = {TITLE: "标题", SERIES: "图例", CATEGORY: "项目", LABEL: "标签", VALUE: ""}


class Pair(NamedTuple):
    """A chart that is due, and the one that stands for it (None: it is gone)."""

    due: DrawnChart
    stands: DrawnChart | None


def pair(due: Sequence[DrawnChart], stands: Sequence[DrawnChart]) -> list[Pair]:
    """The charts of two documents that belong together: by their titles, else in order."""
    rest, pairs = list(stands), list[Pair]()
    for one in due:
        same = next((it for it in rest if squeeze(it.title) == squeeze(one.title)), None)
        if same is not None:
            rest.remove(same)
        pairs.append(Pair(one, same))
    for at, (gone, none) in enumerate(pairs):
        like = next((it for it in rest if none is None and _is_alike(gone, it)), None)
        if like is not None:
            rest.remove(like)
            pairs[at] = Pair(gone, like)
    return pairs


def list_unpaired(pairs: Iterable[Pair], stands: Iterable[DrawnChart]) -> list[DrawnChart]:
    """The charts of a document that stand for none that is due."""
    taken = {it.stands.drawing for it in pairs if it.stands}
    return [it for it in stands if it.drawing not in taken]


def _is_alike(due: DrawnChart, stands: DrawnChart) -> bool:
    """Whether a chart with another title may be one: most of its categories are called the same."""
    one, other = (
        {chart_spots.name_category(t.text) for t in it.texts if t.role == CATEGORY}
        for it in (due, stands)
    )
    return 2 * len(one & other) > len(one)


class Charted(NamedTuple):
    """What was found of charts; how many more charts were not read than a reading knows of."""

    findings: tuple[Finding, ...] = ()
    unread: int = 0


def hold(opened: WordFile | None, expected: Expected) -> Charted:
    """Hold a document's charts against those that its filing draws.

    Where it is no Word file (None), none of them is read, and that is told of each.
    """
    due = expected.charts
    if not due:
        return Charted()
    if opened is None:
        wheres = [expected.wheres.get(chart.paragraph, "") for chart in due]
        told = [f"{where} › {chart_spots.name(it)}" for it, where in zip(due, wheres, strict=True)]
        unknown = (Finding(State.UNKNOWN, it.lstrip(" ›"), "", "", why=UNSEEN) for it in told)
        return Charted(tuple(unknown), len(due))
    stands = drawn_charts.read(opened.parts, opened.main, opened.root)
    pairs = pair(due, stands)
    judge = _Judge(opened, expected)
    found = [finding for it in pairs for finding in judge.judge(it)]
    found += judge.judge_order(pairs, stands)
    taken = sum(it.stands is not None for it in pairs)
    more = list_unpaired(pairs, stands)
    # Where there are more charts than are due, it is told of each that was not looked at.
    found += [judge.tell(it, OTHER) for it in more[: len(due) - taken]]
    return Charted(tuple(found), -taken)


class _Judge:
    def __init__(self, opened: WordFile, expected: Expected) -> None:
        self.opened, self.expected = opened, expected
        self.printed: dict[tuple[str, int], Printed] = {
            (it.part, it.paragraph): it for it in expected.outcome.printed
        }

    def judge(self, pair: Pair) -> Iterator[Finding]:
        """Everything that one chart shows otherwise than it should."""
        due, stands = pair
        if stands is None:
            where = self._where_due(due)
            yield Finding(State.LOST, where, "", "", chart_spots.name(due), why=GONE)
            return
        yield from self._judge_texts(due, stands)
        if stands.kind != due.kind:
            yield self.tell(stands, OTHER_KIND)
        if any(it not in due.automatic for it in stands.automatic):
            yield self.tell(stands, AUTOMATIC)
        if any(it not in (*due.formats, *_PLAIN_FORMATS) for it in stands.formats):
            yield self.tell(stands, FORMAT)
        if not workbook_behind.agrees(stands, self.opened.parts):
            yield self.tell(stands, BEHIND)
        if stands.alt and squeeze(stands.alt) != squeeze(due.alt):
            yield self._tell_alt(due, stands)

    def judge_order(self, pairs: Sequence[Pair], stands: Sequence[DrawnChart]) -> Iterator[Finding]:
        """Charts that stand in another order, and so under the captions of others."""
        order = {it.drawing: n for n, it in enumerate(stands)}
        placed = [(order[it.stands.drawing], it.stands) for it in pairs if it.stands]
        for (before, _), (after, chart) in pairwise(placed):
            if after < before:
                yield self.tell(chart, MOVED)

    # -- texts -------------------------------------------------------------------------------------

    def _judge_texts(self, due: DrawnChart, stands: DrawnChart) -> Iterator[Finding]:
        one, other = due.said(), stands.said()
        for key in dict.fromkeys((*one, *other)):
            text, against = one.get(key), other.get(key)
            if text is None:
                if against and squeeze(against.text):
                    yield self._report(State.ADDED, stands, due, None, against)
            elif against is None:
                yield self._report(State.LOST, stands, due, text, None)
            elif not _is_same_text(text, against):
                yield self._report(State.DIFFERS, stands, due, text, against)

    def _report(
        self,
        state: State,
        stands: DrawnChart,
        due: DrawnChart,
        text: ChartText | None,
        against: ChartText | None,
    ) -> Finding:
        told = text or against
        assert told is not None
        item = self.printed.get((due.part, text.number)) if text else None
        address = item.mark.address if item else ""
        where = self._where(stands, self._name_place(due, told))
        printed, wanted = against.text if against else "", text.text if text else ""
        return Finding(
            state, where, "", printed, excerpt(wanted), address, self.expected.lines_of(item)
        )

    def _name_place(self, due: DrawnChart, text: ChartText) -> str:
        """Where in a chart a text stands: its category, and its series where there are several."""
        said = due.said()
        several = sum(it.role == SERIES for it in due.texts) > 1
        category = said.get((CATEGORY, 0, text.category))
        in_row = text.role in (VALUE, LABEL)
        names = [chart_spots.name_category(category.text)] if category and in_row else []
        if in_row and several:
            names += [it.text for it in due.texts if (it.role, it.series) == (SERIES, text.series)]
        return "，".join(filter(None, (*names, _ROLES[text.role])))

    # -- what is told of a chart as a whole --------------------------------------------------------

    def tell(self, chart: DrawnChart, why: str) -> Finding:
        """Why a chart as a whole is not known to be right."""
        return Finding(State.UNKNOWN, self._where(chart), "", "", why=why)

    def _tell_alt(self, due: DrawnChart, stands: DrawnChart) -> Finding:
        where = self._where(stands)
        return Finding(State.DIFFERS, where, "", excerpt(stands.alt), excerpt(due.alt), why=ALT)

    def _where(self, chart: DrawnChart, place: str = "") -> str:
        way = self.opened.wheres.get(chart.paragraph, "")
        named = f"{chart_spots.name(chart)}：{place}" if place else chart_spots.name(chart)
        return " › ".join(filter(None, (way, named)))

    def _where_due(self, chart: DrawnChart) -> str:
        return self.expected.wheres.get(chart.paragraph, "")


def _is_same_text(due: ChartText, stands: ChartText) -> bool:
    """Whether two texts are the same: figures as values, words without their blanks."""
    if due.role == VALUE:
        return workbook_behind.is_same_value(due.text, stands.text)
    return squeeze(due.text) == squeeze(stands.text)


def says_same(due: DrawnChart, stands: DrawnChart) -> bool:
    """Whether two charts show the same texts and figures, drawn in the same way."""
    one, other = due.said(), {key: it for key, it in stands.said().items() if squeeze(it.text)}
    alike = due.kind == stands.kind and one.keys() == other.keys()
    return alike and all(_is_same_text(it, other[key]) for key, it in one.items())


def list_changes(due: DrawnChart, stands: DrawnChart) -> list[str]:
    """The first figures of a chart that become others, in words."""
    one, other = due.said(), stands.said()
    shared = [key for key in one if key[0] == VALUE and key in other]
    values = [(other[key].text, one[key].text) for key in shared]
    figures = (f"{a}→{b}" for a, b in values if not workbook_behind.is_same_value(a, b))
    return list(dict.fromkeys(figures))[:_MOST_TOLD]
