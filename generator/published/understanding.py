"""A document read by the form it was made on: what it says, and what of it could not be matched."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from generator.addresses import Steps, is_code
from generator.filling.program import NamePath
from generator.published import aligning, lost_stops, readings, sheet_blocks, tables, units
from generator.published.aligning import FormState, Rounds
from generator.published.blocks import Gap, ReadBlock, ReadDocument, ReadParagraph, ReadTable
from generator.published.expressions import Said
from generator.published.form_reader import FormReader
from generator.published.lost_stops import LostStop
from generator.published.matching import BlockMatching
from generator.published.naming import Namer
from generator.published.readings import ReadFigure, Readings
from generator.published.sentences import FormSentence, holds_figure
from generator.published.tables import TableForm
from generator.published.units import OtherUnit
from generator.vocabulary import ALL_ROWS, AND_BASE, AND_PRIOR_YEAR, PRIOR_YEAR, TOTAL_ROW

_HEADS = 3  # rows at the head of a table that may say its unit of money


@dataclass(frozen=True)
class Reworded:
    """A paragraph that says a sentence of the form in other words."""

    paragraph: ReadParagraph
    sentence: FormSentence


class Unstopped(NamedTuple):
    """A paragraph that lacks a stop of the form's."""

    paragraph: ReadParagraph
    lost: LostStop


@dataclass(frozen=True)
class Understanding:
    """What a document says by a form.

    `whole` are the views of which every row was read, `full` those that print the accounts of
    every level; `matched` says which block stands for which state of the form; `other_units` are
    the tables whose unit of money is said wrongly; `listed` are the views, each with a base, of
    which sentences tell every row that the base has; `unstopped` the sentences that lack a stop.
    """

    readings: Readings
    reworded: tuple[Reworded, ...] = ()
    whole: frozenset[Steps] = frozenset()
    full: frozenset[Steps] = frozenset()
    matched: Mapping[int, int] = field(default_factory=dict)
    other_units: tuple[Gap, ...] = ()
    listed: frozenset[tuple[Steps, str]] = frozenset()
    unstopped: tuple[Unstopped, ...] = ()


def understand(document: ReadDocument, reader: FormReader, year: int) -> Understanding:
    """What a document says, read by a form."""
    return _Telling(reader, document.items, Namer(reader.pack, year)).read()


@dataclass
class _Telling:
    """A document in the reading."""

    reader: FormReader
    items: Sequence[ReadBlock]
    namer: Namer
    unstopped: list[Unstopped] = field(default_factory=list)

    @cached_property
    def matching(self) -> BlockMatching:
        """Which block stands for what."""
        return BlockMatching(self.reader, self.items)

    @property
    def texts(self) -> list[str]:
        """The paragraphs' texts, normalized; nothing for a table."""
        return self.matching.texts

    def read(self) -> Understanding:
        found = self.matching.match()
        states = self.reader.states
        rounds = aligning.count_rounds(states, found)
        read: dict[int, Readings] = {}
        reworded, partial, whole = list[Reworded](), set[Steps](), set[Steps]()
        others: dict[int, OtherUnit] = {}
        # Tables first: they tell the names of accounts that sentences call by these alone.
        for number in sorted(range(len(found)), key=lambda it: self.texts[it] != ""):
            at, item = found[number], self.items[number]
            if isinstance(item, ReadTable):
                read[number], is_whole = self._tell_table(item, at, rounds[number])
                views = set(map(_view_of, read[number].figures)) - {()}
                views |= self._list_views(at) if is_whole else set()
                (whole if is_whole else partial).update(views)
                if at is not None and (said := self._find_unit(number, at, read[number])):
                    others[number] = said
            else:
                read[number], other = self._tell_text(number, item, at, rounds[number])
                reworded += other
        matched = {number: at for number, at in enumerate(found) if at is not None}
        usual = [it for number in read if number not in others for it in read[number].figures]
        changed, wrong = units.settle(list(others.values()), usual, self.reader.pack)
        all_read = readings.join([read[number] for number in sorted(read)])
        figures = tuple([changed.get(it, it) for it in all_read.figures])
        return Understanding(
            replace(all_read, figures=figures),
            tuple(reworded),
            frozenset(whole - partial),
            self._full,
            matched,
            wrong,
            self._list_told(found, {it.paragraph for it in reworded}),
            tuple(self.unstopped),
        )

    def _find_unit(self, number: int, at: int, read: Readings) -> OtherUnit | None:
        """The figures of a table that the document says is in another unit than the form."""
        item = self.items[number]
        assert isinstance(item, ReadTable)
        above = list(takewhile(bool, (self.texts[it] for it in range(number - 1, -1, -1))))
        heads = [cell.text for row in item.rows[:_HEADS] for cell in row]
        said, usual = units.find([*above[::-1], *heads]), self.reader.unit_of(at)
        if said is None or usual is None or said == usual:
            return None
        return OtherUnit(read.figures, said, usual, item.place)

    @cached_property
    def _full(self) -> frozenset[Steps]:
        """The views of which the form prints all rows in one list."""
        tables = (self._list_views(at) for at in self.reader.tables)
        return frozenset(it for views in tables for it in views)

    def _list_views(self, at: int | None) -> set[Steps]:
        """The views of which a table of the form prints all rows, though there be none."""
        made = None if at is None else self.reader.made[at]
        rows = made.states if isinstance(made, TableForm) else []
        paths = {cycle.each.path for row in rows for cycle in row.cycles}
        return {tuple(map(str, it[:-1])) for it in paths if it[-1] == ALL_ROWS}

    def _list_told(
        self, found: Sequence[int | None], reworded: Collection[ReadParagraph]
    ) -> frozenset[tuple[Steps, str]]:
        """The lists of rows, with those that only a base has, of which no sentence was lost."""
        told, lost = set[tuple[Steps, str]](), set[tuple[Steps, str]]()
        before: set[tuple[Steps, str]] = set()
        for number, at in enumerate(found):
            if at is not None:
                cycles = self.reader.states[at].cycles
                before = {it for cycle in cycles for it in _split_based(cycle.each.path)}
                told |= before
            item = self.items[number]
            strange = at is None and holds_figure(self.texts[number])
            lost |= before if strange or item in reworded else set()
        return frozenset(told - lost)

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
            lost = holds_figure(text) and not sheet_blocks.names_sheet(item)
            return Readings(gaps=(gap,) if lost else ()), []
        made, state = self.reader.made[at], self.reader.states[at]
        assert isinstance(made, FormSentence)
        restored = lost_stops.restore(made.expression, item)
        if restored is not None:
            if restored.lacking:
                self.unstopped.append(Unstopped(item, restored.lacking))
            said = made.expression.read(restored.text) or ()
            return self._tell_said(said, state, rounds, item), []
        clauses, left = made.read_clauses(text)
        told = [self._tell_said(it, state, rounds, item) for it in clauses]
        gaps = tuple(Gap(f"正文里的一句没有对上：{it}", item.place) for it in left)
        return readings.join([*told, Readings(gaps=gaps)]), [Reworded(item, made)]

    def _tell_said(
        self,
        said: Sequence[Said],
        state: FormState,
        rounds: Rounds,
        item: ReadParagraph,
    ) -> Readings:
        said = self.namer.part(said)
        around = self.namer.enter(state.cycles, rounds, said, {})
        return readings.collect(said, around, self.namer, item.place, told=True)


def _split_based(path: NamePath) -> Iterator[tuple[Steps, str]]:
    """The view that a list is of and the base whose rows it has besides, if it has."""
    _, joined, of = str(path[-1]).rpartition(AND_BASE)
    if joined:
        base = PRIOR_YEAR if joined + of == AND_PRIOR_YEAR else of
        yield tuple(map(str, path[:-1])), base


def _view_of(figure: ReadFigure) -> Steps:
    """The view that a figure stands in a row of; nothing for any other."""
    row = figure.steps[-2:-1]
    return figure.steps[:-2] if row and (row[0] == TOTAL_ROW or is_code(row[0])) else ()


def _tell_unread(table: ReadTable) -> Iterator[Gap]:
    if any(sign.isdecimal() for cell in table.cells for sign in cell.text):
        yield Gap("没有认出这是哪一张表", table.place)
