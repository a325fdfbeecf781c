"""What a filing would print now, ready to have many documents held against it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.diagnostics import Place
from generator.edited import signs
from generator.edited.held import HeldFile
from generator.edited.keyed_lines import KeyedLine, key_lines
from generator.edited.signs import HAN, NUMBER, TextSign
from generator.filling.marks import CHANGES, Aspect
from generator.filling.prints import Printed, figure_behind
from generator.pipeline import Outcome
from generator.word import drawn_charts, seen, word_file
from generator.word.drawn_charts import DrawnChart
from generator.word.seen import Seen
from generator.word.seen_text import SeenText
from generator.word.word_file import WordFile

FIGURES = (Aspect.VALUE, *CHANGES)
# What stands before the name of a row and is none of it: its ordinal, 其中.
_BEFORE_NAME = re.compile(rf"^(?:[\s（(]*[{HAN}\d①-⑳]+[)）、.．]|其中[:：]|\s)+")
_NAME = range(2, 25)


@dataclass(frozen=True)
class Expected:
    """The fresh document of a filing, read as any document is, with what each print is of.

    What is `literal` is to stand word for word.
    """

    outcome: Outcome
    fresh: WordFile
    seen: Seen
    reader: signs.SignReader
    literal: bool = False

    @cached_property
    def lines(self) -> list[KeyedLine]:
        """The lines of the fresh document."""
        return key_lines(self.seen.lines, self.reader.cut)

    @cached_property
    def entries(self) -> frozenset[str]:
        """The lines of its 目录, without page numbers."""
        return self.lines[0].entries if self.lines else frozenset()

    @cached_property
    def names(self) -> frozenset[str]:
        """What its rows and columns are called."""
        texts = (
            _BEFORE_NAME.sub("", text)
            for line in self.lines
            if line.in_table
            for cell, text in zip(line.cells, line.texts, strict=True)
            if not any(sign.kind == NUMBER for sign in cell)
        )
        return frozenset(text for text in texts if len(text) in _NAME)

    @cached_property
    def charts(self) -> list[DrawnChart]:
        """The charts of the fresh document."""
        return drawn_charts.read(self.fresh.parts, self.fresh.main, self.fresh.root)

    @cached_property
    def figures(self) -> int:
        """How many figures it prints."""
        return sum(
            item.mark.aspect in FIGURES for items in self._printed.values() for item in items
        )

    @cached_property
    def _printed(self) -> dict[int, list[Printed]]:
        """What each paragraph prints, in order."""
        by_paragraph: defaultdict[int, list[Printed]] = defaultdict(list)
        for item in self.outcome.printed:
            if item.part == self.fresh.main:
                by_paragraph[item.paragraph].append(item)
        return by_paragraph

    @property
    def wheres(self) -> Mapping[Any, str]:
        """Where its paragraphs stand."""
        return self.fresh.wheres

    def of(self, sign: TextSign) -> Printed | None:
        """The print that a sign belongs to."""
        at = sign.start - sum(seam < sign.start for seam in sign.home.seams)
        for item in self._printed.get(sign.home.number, ()):
            if item.offset <= at < item.offset + len(item.text):
                return item
        return None

    def near(self, sign: TextSign, around: Iterable[SeenText] = ()) -> Printed | None:
        """The print that a sign belongs to, or the nearest in its paragraph or its row."""
        items = self._printed.get(sign.home.number) or [
            item for text in around for item in self._printed.get(text.number, ())
        ]
        own = self.of(sign)
        return own or min(items, key=lambda item: abs(item.offset - sign.start), default=None)

    def figures_of(self, line: KeyedLine) -> list[Printed]:
        """The figures of a line that are printed as numbers."""
        return [
            item
            for text in line.line.texts
            for item in self._printed.get(text.number, ())
            if item.mark.aspect in FIGURES and any(sign.isdigit() for sign in item.text)
        ]

    def lines_of(self, item: Printed | None) -> tuple[Place, ...]:
        """The lines of the filing that make what was printed."""
        source, books = self.outcome.source, self.outcome.books
        if item is None or source is None or books is None:
            return ()
        paths = figure_behind(books, item.mark).paths
        return tuple(sorted({source.place(path) for path in paths}))


def expect(outcome: Outcome, held: HeldFile | None = None) -> Expected:
    """What an outcome with a document would have a document say.

    One that is `held` and has the very same parts is not read a second time.
    """
    fresh = word_file.read(outcome.document, outcome.name)
    assert isinstance(fresh, WordFile)  # it was read back when it was made
    checks = outcome.pack.checks if outcome.pack else ()
    reader = signs.SignReader(signs.find_words(checks))
    if held is not None and held.opened is not None and held.opened.parts == fresh.parts:
        return Expected(outcome, held.opened, held.seen, reader)
    return Expected(outcome, fresh, seen.read(fresh), reader)


def expect_copy(document: WordFile, name: str) -> Expected:
    """What a document would have a copy of it say, in whatever format: word for word the same."""
    outcome = Outcome(document.file, (), name=name)
    return Expected(outcome, document, seen.read(document), signs.SignReader(), literal=True)
