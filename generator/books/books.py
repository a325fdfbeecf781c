"""The books of one filing: this year's, its bases, and what is said of which figure."""

from collections.abc import Callable, Mapping, Set
from functools import cached_property
from typing import Any

from generator.addresses import Steps
from generator.figures.book import Book
from generator.frozen import Frozen, field
from generator.packs.sums import Sums
from generator.vocabulary import CODE, MISSING_TEXT, NAME, PRIOR_YEAR, REASONS

NameOf = Callable[[str, str], str | None]


def _is_of_none(_table: str, _code: str) -> None:
    """No account is surely of any budget."""


class _RowWords(dict[str, Mapping[str, str]]):
    """By account, what the rows of tables say of it in words: its code and its name."""

    def __init__(self, name_of: NameOf, classification: str) -> None:
        self._name_of, self._classification = name_of, classification

    def __missing__(self, code: str) -> Mapping[str, str]:
        name = self._name_of(self._classification, code) or MISSING_TEXT
        found = self[code] = {CODE: code, NAME: name}
        return found


class Books(Frozen):
    """This year's book, its bases (None: nothing to compare), what is said of which figure."""

    now: Book
    bases: Mapping[str, Book | None]
    notes: Mapping[str, Mapping[Steps, str]]
    texts: Mapping[str, Any]
    levels: Mapping[str, Mapping[str, int]]
    name_of: NameOf
    # Files and folders that were read besides the filing and its own pack.
    drawn: tuple[str, ...] = ()
    # What adds up where a reader sees it; None where no form is filled.
    sums: Sums | None = None
    # For each base the section that gives the reasons of movements from it.
    reasons: Mapping[str, str] = field(default_factory=lambda: {PRIOR_YEAR: REASONS})
    # For each base that stands in the filing itself, which of its lists and sections that is.
    own: Mapping[str, str] = field(default_factory=dict)
    # The bases of which something is not known that is told where it is to be filled or put right.
    open_bases: Set[str] = frozenset()
    # To which budget an account surely belongs; None where nobody is sure.
    budget_of: NameOf = _is_of_none

    def words(self, classification: str) -> Mapping[str, Mapping[str, str]]:
        """What rows of a table of accounts print of each account in words: code and name."""
        found = self._words.get(classification)
        if found is None:
            found = self._words[classification] = _RowWords(self.name_of, classification)
        return found

    @cached_property
    def _words(self) -> dict[str, _RowWords]:
        return {}

    @cached_property
    def answers(self) -> dict[tuple[str, Steps, int], bool]:
        """What a form asked of money and remainders, and the answers: it asks in many places."""
        return {}
