"""A text of a form as an expression that a document's text is read by, and what its groups hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from generator.money import Style
from generator.packs.wording import Phrase
from generator.published.pattern import Each, Hole

VALUE, TEXT, NUMBERED = "value", "text", "numbered"
CASE, TURN, PART = "case", "turn", "part"
REASON, ROUNDS = "reason", "rounds"

# A text with fewer signs of its own than this could be anything.
_LEAST_SIGNS = 3
# Where several holes have no end of their own, the ways to fill them multiply.
_MOST_SIGNS = 6000


class GroupMark(NamedTuple):
    """What a group of an expression holds: of a hole, by its kind.

    VALUE an amount, TEXT words, NUMBERED an ordinal, REASON what explains a movement; of a phrase
    CASE (empty: the cases that it may be), TURN (a word that says up or down), PART (a number;
    which, says `part`); ROUNDS all that a list prints, to be read by `inner` round by round.
    """

    kind: str
    hole: Hole
    part: str = ""
    cases: frozenset[str] = frozenset()
    turn: tuple[str, str] = ("", "")
    style: Style | None = None
    phrase: Phrase | None = None
    inner: "Expression | None" = None
    each: Each | None = None


class Said(NamedTuple):
    """What a document says in the place of a hole."""

    mark: GroupMark
    text: str


@dataclass(frozen=True)
class Expression:
    """An expression and what its groups hold.

    `signs` are those that stand literally; `blank`: nothing at all may stand there; `open`: how
    many holes end only where something else begins.
    """

    source: str
    marks: tuple[GroupMark, ...]
    signs: str = ""
    open: int = 0

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.source, re.DOTALL)

    @cached_property
    def blank(self) -> bool:
        """Whether nothing at all may stand in its place."""
        return self._compiled.fullmatch("") is not None

    @property
    def free(self) -> bool:
        """Whether nearly any text would do: one that fits says nothing of what it is."""
        return self.open > 0 and len(self.signs) < _LEAST_SIGNS

    @property
    def valued(self) -> bool:
        """Whether it holds an amount."""
        return any(mark.kind in (VALUE, PART) for mark in self.marks)

    def read(self, text: str) -> tuple[Said, ...] | None:
        """What a text (normalized) says in the place of each hole; None if it is another text."""
        match = self.match(self._compiled, text)
        if match is None:
            return None
        groups = zip(self.marks, match.groups(), strict=True)
        return tuple(Said(mark, found) for mark, found in groups if found is not None)

    def match(self, pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
        """A whole text by a pattern made of its source, unless that would take for ever."""
        if self.open > 1 and len(text) > _MOST_SIGNS:
            return None
        return pattern.fullmatch(text)

    def rounds(self, text: str) -> Iterator[tuple[Said, ...]]:
        """What each of several texts one after the other says."""
        for match in self._compiled.finditer(text):
            groups = zip(self.marks, match.groups(), strict=True)
            yield tuple(Said(mark, found) for mark, found in groups if found is not None)
