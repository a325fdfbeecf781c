"""A document read by the form it was made on: what it says, and what of it could not be matched.

Headings and tables that stand once are anchors; all else is matched in order between two of them.
What is left over is then looked for in the whole form, and taken only where it fits one place.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise

from generator.addresses import Steps, is_code
from generator.packs.pack import Pack
from generator.published import aligning, patterns, readings, tables
from generator.published.aligning import Rounds, State
from generator.published.blocks import Gap, ReadBlock, ReadDocument, ReadParagraph, ReadTable
from generator.published.expressions import Said
from generator.published.naming import Namer
from generator.published.pattern import FormTable
from generator.published.readings import Readings
from generator.published.sentences import FormSentence, holds_figure
from generator.published.signs import normalize
from generator.published.tables import TableForm
from generator.vocabulary import ALL_ROWS

# What it costs to match a paragraph or a table with nothing.
_PARAGRAPH, _FIGURED, _TABLE = 500, 800, 2000
_NO_HEADING = 60  # a form's heading that the document does not mark as one
_TIED = 30  # tables of the form so nearly alike are told apart by their titles alone


@dataclass(frozen=True)
class FormReader:
    """A pack's form, made ready to read documents by."""

    pack: Pack
    states: Sequence[State]

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

    def _is_anchor(self, at: int, state: State) -> bool:
        made = self.made[at]
        if state.cycles or isinstance(made, TableForm):
            return not state.cycles
        return bool(made.sentence.level or made.sentence.caption) and not made.expression.free

    @cached_property
    def tables(self) -> list[int]:
        """The states that are tables."""
        return [at for at, it in enumerate(self.made) if isinstance(it, TableForm)]


@cache
def reader_of(pack: Pack) -> FormReader | None:
    """What reads documents by a pack's form; None for a form that has errors."""
    nodes = patterns.read(pack)
    return None if nodes is None else FormReader(pack, aligning.flatten(nodes))


@dataclass(frozen=True)
class Reworded:
    """A paragraph that says a sentence of the form in other words."""

    paragraph: ReadParagraph
    sentence: FormSentence


@dataclass(frozen=True)
class Understanding:
    """What a document says by a form.

    `whole` are the views of which every row was read, `full` those that print the accounts of
    every level; `matched` says which block stands for which
    state of the form.
    """

    readings: Readings
    reworded: tuple[Reworded, ...] = ()
    whole: frozenset[Steps] = frozenset()
    full: frozenset[Steps] = frozenset()
    matched: Mapping[int, int] = field(default_factory=dict)


def understand(document: ReadDocument, reader: FormReader, year: int) -> Understanding:
    """What a document says, read by a form."""
    items = [it for it in document.blocks if not (isinstance(it, ReadParagraph) and it.entry)]
    return _Reading(reader, items, Namer(reader.pack, year)).read()


@dataclass
class _Reading:
    """A document in the reading."""

    reader: FormReader
    items: Sequence[ReadBlock]
    namer: Namer
    costs: dict[tuple[int, int], int | None] = field(default_factory=dict)
    likes: dict[tuple[int, int], int] = field(default_factory=dict)

    @cached_property
    def texts(self) -> list[str]:
        """The paragraphs' texts, normalized; nothing for a table."""
        return [normalize(it.text) if isinstance(it, ReadParagraph) else "" for it in self.items]

    # -- which is which ------------------------------------------------------------------------

    def read(self) -> Understanding:
        found = self._match()
        states = self.reader.states
        rounds = aligning.count_rounds(states, found)
        read: dict[int, Readings] = {}
        reworded, partial, whole = list[Reworded](), set[Steps](), set[Steps]()
        # Tables first: they tell the names of accounts that sentences call by these alone.
        for number in sorted(range(len(found)), key=lambda it: self.texts[it] != ""):
            at, item = found[number], self.items[number]
            if isinstance(item, ReadTable):
                read[number], is_whole = self._tell_table(item, at, rounds[number])
                views = {it.steps[:-2] for it in read[number].figures if is_code(it.steps[-2])}
                (whole if is_whole else partial).update(views)
            else:
                read[number], other = self._tell_text(number, item, at, rounds[number])
                reworded += other
        matched = {number: at for number, at in enumerate(found) if at is not None}
        all_read = readings.join([read[number] for number in sorted(read)])
        return Understanding(
            all_read, tuple(reworded), frozenset(whole - partial), self._full, matched
        )

    def _match(self) -> list[int | None]:
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

    @cached_property
    def _full(self) -> frozenset[Steps]:
        """The views of which the form prints all rows in one list."""
        forms = (it for it in self.reader.made if isinstance(it, TableForm))
        cycles = (cycle for form in forms for row in form.states for cycle in row.cycles)
        paths = {cycle.each.path for cycle in cycles if cycle.each.path[-1] == ALL_ROWS}
        return frozenset(tuple(map(str, it[:-1])) for it in paths)

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

    # -- what it says ----------------------------------------------------------------------------

    def _tell_table(
        self, table: ReadTable, at: int | None, rounds: Rounds
    ) -> tuple[Readings, bool]:
        if at is None:
            return Readings(gaps=tuple(_tell_unread(table))), False
        made, state = self.reader.made[at], self.reader.states[at]
        assert isinstance(made, TableForm)
        read = tables.read(made, table)
        around = self.namer.enter(state.cycles, rounds, (), {})
        told = [self._tell_row(row, around) for row in read.rows]
        whole = readings.join([*told, Readings(gaps=read.gaps)])
        return whole, read.whole

    def _tell_row(self, row: tables.RowRead, around: Mapping[str, tuple[str, ...]]) -> Readings:
        said = [it.said for it in row.holes]
        inner = self.namer.enter(row.cycles, row.rounds, said, around)
        self.namer.note(said, inner)
        by_cell = [
            readings.collect([it.said], inner, self.namer, it.cell.place, told=False, beside=said)
            for it in row.holes
        ]
        return readings.join(by_cell)

    def _tell_text(
        self, number: int, item: ReadParagraph, at: int | None, rounds: Rounds
    ) -> tuple[Readings, list[Reworded]]:
        text = self.texts[number]
        if at is None:
            gap = Gap(f"正文里的一段没有对上：{item.text.strip()}", item.place)
            return Readings(gaps=(gap,) if holds_figure(text) else ()), []
        made, state = self.reader.made[at], self.reader.states[at]
        assert isinstance(made, FormSentence)
        said = made.expression.read(text)
        if said is not None:
            return self._tell_said(said, state, rounds, item), []
        clauses, left = made.read_clauses(text)
        told = [self._tell_said(it, state, rounds, item) for it in clauses]
        gaps = tuple(Gap(f"正文里的一句没有对上：{it}", item.place) for it in left)
        return readings.join([*told, Readings(gaps=gaps)]), [Reworded(item, made)]

    def _tell_said(
        self,
        said: Sequence[Said],
        state: State,
        rounds: Rounds,
        item: ReadParagraph,
    ) -> Readings:
        around = self.namer.enter(state.cycles, rounds, said, {})
        return readings.collect(said, around, self.namer, item.place, told=True)


def _tell_unread(table: ReadTable) -> Iterator[Gap]:
    if any(sign.isdecimal() for cell in table.cells for sign in cell.text):
        yield Gap("没有认出这是哪一张表", table.place)
