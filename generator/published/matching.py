"""Which paragraph and table of a document stands for which of the form.

Headings and tables that stand once are anchors; all else is matched in order between two of them.
What is left over is then looked for in the whole form, and taken only where it fits one place.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import dropwhile, pairwise, takewhile

from generator.packs.pack import Pack
from generator.published import aligning, pattern, patterns, tables, units
from generator.published.aligning import FormState
from generator.published.blocks import ReadBlock, ReadParagraph, ReadTable
from generator.published.pattern import FormTable, Node
from generator.published.sentences import FormSentence, holds_figure
from generator.published.signs import normalize
from generator.published.tables import TableForm
from generator.published.units import UnitLine

# What it costs to match a paragraph or a table with nothing.
_PARAGRAPH, _FIGURED, _TABLE = 500, 800, 2000
_NO_HEADING = 60  # a form's heading that the document does not mark as one
_TIED = 30  # tables of the form so nearly alike are told apart by their titles alone


@dataclass(frozen=True)
class FormReader:
    """A pack's form, made ready to read documents by."""

    pack: Pack
    states: Sequence[FormState]

    @cached_property
    def made(self) -> Sequence[FormSentence | TableForm]:
        """What reads each state."""
        return [
            (TableForm if isinstance(it.node, FormTable) else FormSentence)(it.node, self.pack)
            for it in self.states
        ]

    @cached_property
    def anchors(self) -> list[int]:
        """The states that stand once, and can be known anywhere: headings, titles, tables."""
        return [at for at, state in enumerate(self.states) if self._is_anchor(at, state)]

    def _is_anchor(self, at: int, state: FormState) -> bool:
        made = self.made[at]
        if state.cycles or isinstance(made, TableForm):
            return not state.cycles
        return bool(made.sentence.level or made.sentence.caption) and not made.expression.free

    @cached_property
    def tables(self) -> list[int]:
        """The states that are tables."""
        return [at for at, it in enumerate(self.made) if isinstance(it, TableForm)]

    def unit_of(self, at: int) -> UnitLine | None:
        """The unit of money that stands above a table; None where none does."""
        before = (self.states[it].node for it in range(at - 1, -1, -1))
        after = dropwhile(_is_table, before)  # the other way of a choice, under the same line
        above = takewhile(lambda node: not _is_table(node), after)
        return units.find([pattern.write(node.pieces) for node in above][::-1])


def _is_table(node: Node) -> bool:
    return isinstance(node, FormTable)


@cache
def reader_of(pack: Pack) -> FormReader | None:
    """What reads documents by a pack's form; None for a form that has errors."""
    nodes = patterns.read(pack)
    return None if nodes is None else FormReader(pack, aligning.flatten(nodes))


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
        """For each item the state that it stands for."""
        found: list[int | None] = [None] * len(self.items)
        anchored = self._anchor()
        ends = [(-1, -1), *anchored, (len(self.items), len(self.reader.states))]
        for (i, a), (j, b) in pairwise(ends):
            self._match_between(range(i + 1, j), range(a + 1, b), found)
        for number, at in anchored:
            found[number] = at
        self._match_left(found)
        return self._without_doubtful(found)

    def _anchor(self) -> list[tuple[int, int]]:
        """The items that are anchors, each with its state, in order."""
        anchors, states = self.reader.anchors, self.reader.states
        due = [states[at]._replace(optional=True) for at in anchors]
        numbers = range(len(self.items))
        found = aligning.align(
            due, numbers, lambda at, number: self._anchor_cost(anchors[at], number), self._drop
        )
        return [(n, anchors[at]) for n, at in zip(numbers, found, strict=True) if at is not None]

    def _anchor_cost(self, at: int, number: int) -> int | None:
        cost = self._cost(at, number)
        item = self.items[number]
        if isinstance(item, ReadParagraph) and cost is not None:
            plain = bool(self.reader.states[at].node.level) and not item.level
            return cost + _NO_HEADING * plain if cost == 0 else None
        return cost

    def _match_between(self, items: range, span: range, found: list[int | None]) -> None:
        if not items or not span:
            return
        states = self.reader.states[span.start : span.stop]
        first = span.start
        some = aligning.align(
            states, items, lambda at, number: self._cost(first + at, number), self._drop
        )
        for number, at in zip(items, some, strict=True):
            found[number] = None if at is None else first + at

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

    def _fits(self, at: int, number: int) -> bool:
        if self.reader.states[at].cycles:
            return False
        cost = self._cost(at, number)
        return cost is not None and (isinstance(self.items[number], ReadTable) or cost == 0)

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
            like = self._like(at, number) if isinstance(item, ReadTable) else 0
            return None if like < tables.LEAST_ALIKE else 1000 - like
        return made.cost(self.texts[number]) if isinstance(item, ReadParagraph) else None

    def _like(self, at: int, number: int) -> int:
        key, made, item = (at, number), self.reader.made[at], self.items[number]
        assert isinstance(made, TableForm)
        assert isinstance(item, ReadTable)
        if key not in self.likes:
            self.likes[key] = made.liken(item)
        return self.likes[key]
