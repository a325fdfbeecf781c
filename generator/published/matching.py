"""Which paragraph and table of a document stands for which of the form.

Headings and tables that stand once are anchors; all else is matched in order between two of them.
What is left over is then looked for in the whole form, and taken only where it fits one place.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, pairwise, takewhile

from generator.published import aligning, lost_stops, tables
from generator.published.blocks import ReadBlock, ReadParagraph, ReadTable
from generator.published.form_reader import FormReader
from generator.published.sentences import FormSentence, holds_figure
from generator.published.signs import normalize
from generator.published.tables import TableForm

# What it costs to match a paragraph or a table with nothing.
_PARAGRAPH, _FIGURED, _TABLE = 500, 800, 2000
_NO_HEADING = 60  # a form's heading that the document does not mark as one
_MOST_PARTS = 12  # of a document in another order than the form's
_ABOVE = 4  # paragraphs above a table that may be its title
_TIED = 30  # tables of the form so nearly alike are told apart by their titles alone


@dataclass
class BlockMatching:
    """The blocks of a document in the matching with a form."""

    reader: FormReader
    items: Sequence[ReadBlock]
    costs: dict[tuple[int, int], int | None] = field(default_factory=dict)
    likes: dict[tuple[int, int], int] = field(default_factory=dict)

    @cached_property
    def texts(self) -> list[str]:
        """The paragraphs' texts, normalized; nothing for a table."""
        return [normalize(it.text) if isinstance(it, ReadParagraph) else "" for it in self.items]

    def match(self) -> list[int | None]:
        """For each item the state that it stands for.

        Parts that stand in another order than the form's are found one after the other.
        """
        found: list[int | None] = [None] * len(self.items)
        for first in (True, *[False] * _MOST_PARTS):
            anchored = self._anchor(found, first)
            if not anchored and not first:
                break
            self._match_part(anchored, found)
        self._match_left(found)
        self._match_unstopped(found)
        return self._without_lost(self._without_doubtful(self._without_contrary(found)))

    def _match_part(self, anchored: Sequence[tuple[int, int]], found: list[int | None]) -> None:
        """Match what stands between anchors that follow each other, and these themselves."""
        ends = [(-1, -1), *anchored, (len(self.items), len(self.reader.states))]
        before, taken = [*found], {*found}
        for number, at in anchored:
            found[number] = at
        for (i, a), (j, b) in pairwise(ends):
            items = list(takewhile(lambda it: before[it] is None, range(i + 1, j)))
            states = [at for at in range(a + 1, b) if at not in taken]
            self._match_between(items, states, found)

    def _anchor(self, found: Sequence[int | None], first: bool) -> list[tuple[int, int]]:
        """The items that are anchors, each with its state, in order; of those that are left."""
        taken, states = {*found}, self.reader.states
        anchors = [at for at in self.reader.anchors if at not in taken]
        numbers = [it for it, at in enumerate(found) if at is None and (first or self._begins(it))]
        due = [states[at]._replace(optional=True) for at in anchors]
        aligned = aligning.align(
            due, numbers, lambda at, number: self._anchor_cost(anchors[at], number), self._drop
        )
        pairs = zip(numbers, aligned, strict=True)
        return [(number, anchors[at]) for number, at in pairs if at is not None]

    def _begins(self, number: int) -> bool:
        """Whether an item may stand out of order: a table, or what the document calls a heading."""
        item = self.items[number]
        return isinstance(item, ReadTable) or item.level > 0

    def _anchor_cost(self, at: int, number: int) -> int | None:
        cost = self._cost(at, number)
        item = self.items[number]
        if isinstance(item, ReadParagraph) and cost is not None:
            plain = bool(self.reader.states[at].node.level) and not item.level
            return cost + _NO_HEADING * plain if cost == 0 else None
        return cost

    def _match_between(
        self, items: Sequence[int], span: Sequence[int], found: list[int | None]
    ) -> None:
        if not items or not span:
            return
        states = [self.reader.states[at] for at in span]
        some = aligning.align(
            states, items, lambda at, number: self._cost(span[at], number), self._drop
        )
        for number, at in zip(items, some, strict=True):
            found[number] = None if at is None else span[at]

    def _match_left(self, found: list[int | None]) -> None:
        """What stands out of order: where it fits one state that nothing stands for."""
        taken = {*found}
        for number, text in enumerate(self.texts):
            if found[number] is None and (not text or holds_figure(text)):
                free = (at for at in range(len(self.reader.states)) if at not in taken)
                fits = [at for at in free if self._fits(at, number)]
                if len(fits) == 1:
                    found[number] = fits[0]
                    taken.add(fits[0])

    def _match_unstopped(self, found: list[int | None]) -> None:
        """What lacks stops of a sentence between those of its neighbours, and is that otherwise.

        Of a short sentence that is mostly figures too little is left to be like it.
        """
        for number, text in enumerate(self.texts):
            if found[number] is None and holds_figure(text):
                before = next((it for it in found[:number][::-1] if it is not None), 0)
                after = next((it for it in found[number:] if it is not None), before)
                near = range(before, after + 1)
                found[number] = next((at for at in near if self._lacks_stops(at, number)), None)

    def _lacks_stops(self, at: int, number: int) -> bool:
        made, item = self.reader.made[at], self.items[number]
        if not (isinstance(made, FormSentence) and isinstance(item, ReadParagraph)):
            return False
        plain = made.expression.source and not made.expression.free
        return bool(plain) and lost_stops.restore(made.expression, item) is not None

    def _fits(self, at: int, number: int) -> bool:
        if self.reader.states[at].cycles:
            return False
        cost = self._cost(at, number)
        return cost is not None and (isinstance(self.items[number], ReadTable) or cost == 0)

    def _without_contrary(self, found: list[int | None]) -> list[int | None]:
        """The same without items of lists that the document, going the other way, does not have."""
        states = self.reader.states
        once = (states[at] for at in found if at is not None and not states[at].cycles)
        gone = {(way.choice, way.first) for state in once for way in state.ways}
        return [
            None
            if at is not None
            and states[at].cycles
            and any(
                (way.choice, not way.first) in gone and (way.choice, way.first) not in gone
                for way in states[at].ways
            )
            else at
            for at in found
        ]

    def _without_doubtful(self, found: list[int | None]) -> list[int | None]:
        """The same without tables that could be others as well and bear no title that tells."""
        return [
            None
            if isinstance(self.items[number], ReadTable)
            and at is not None
            and self._is_tied(at, number)
            and not self._is_titled(at, number, found)
            else at
            for number, at in enumerate(found)
        ]

    def _without_lost(self, found: list[int | None]) -> list[int | None]:
        """The same without sentences that stand below other headings, too, and below none here."""
        there = {*found}
        return [
            None if at is not None and self._is_lost(at, number, there) else at
            for number, at in enumerate(found)
        ]

    def _is_lost(self, at: int, number: int, there: set[int | None]) -> bool:
        above = self._find_anchor(at)
        if not self.texts[number] or at == above or above is None or above in there:
            return False
        others = (it for it in range(len(self.reader.states)) if self._find_anchor(it) != above)
        return any(self._cost(it, number) == 0 for it in others)

    def _find_anchor(self, at: int) -> int | None:
        """What a thing of the form stands below (itself, if it is one); None for its cover."""
        anchors = self.reader.anchors
        below = bisect_right(anchors, at)
        return anchors[below - 1] if below else None

    def _is_tied(self, at: int, number: int) -> bool:
        own = self._like(at, number)
        others = (self._like(it, number) for it in self.reader.tables if it != at)
        return any(it + _TIED >= own for it in others)

    def _is_titled(self, at: int, number: int, found: Sequence[int | None]) -> bool:
        """Whether a title that stands between the table and the one before it is the form's."""
        begin = max((it for it in self.reader.tables if it < at), default=-1)
        before = number - 1
        while before >= 0 and self.texts[before]:
            if (it := found[before]) is not None and begin < it < at and it in self.reader.anchors:
                return True
            before -= 1
        return False

    def _is_called_otherwise(self, at: int, number: int) -> bool:
        """Whether the title above a table is that of another table of the form."""
        if self.reader.states[at].cycles:
            return False
        above = takewhile(lambda it: self.texts[it], range(number - 1, -1, -1))
        near, titles = list(islice(above, _ABOVE)), self.reader.titles
        called = {title for title in titles if any(self._cost(title, it) == 0 for it in near)}
        return bool(called) and not any(at in titles[title] for title in called)

    # -- costs -----------------------------------------------------------------------------------

    def _drop(self, number: int) -> int:
        text = self.texts[number]
        if not text and isinstance(self.items[number], ReadTable):
            return _TABLE
        return _FIGURED if holds_figure(text) else _PARAGRAPH

    def _cost(self, at: int, number: int) -> int | None:
        key = (at, number)
        if key not in self.costs:
            self.costs[key] = self._find_cost(at, number)
        return self.costs[key]

    def _find_cost(self, at: int, number: int) -> int | None:
        made, item = self.reader.made[at], self.items[number]
        if isinstance(made, TableForm):
            fits = isinstance(item, ReadTable) and not self._is_called_otherwise(at, number)
            like = self._like(at, number) if fits else 0
            return None if like < tables.LEAST_ALIKE else 1000 - like
        return made.cost(self.texts[number]) if isinstance(item, ReadParagraph) else None

    def _like(self, at: int, number: int) -> int:
        key, made, item = (at, number), self.reader.made[at], self.items[number]
        assert isinstance(made, TableForm)
        assert isinstance(item, ReadTable)
        if key not in self.likes:
            self.likes[key] = made.liken(item)
        return self.likes[key]
