"""The books of one filing: this year's, its bases, and what is said of which figure."""

from collections.abc import Callable, Mapping, Set
from functools import cached_property
from typing import Any

from generator.addresses import Steps
from generator.figures.book import Book
from generator.frozen import Frozen, field
from generator.packs.sums import Sums
from generator.vocabulary import PRIOR_YEAR, REASONS

NameOf = Callable[[str, str], str | None]


def _is_of_none(_table: str, _code: str) -> None:
    """No account is surely of any budget."""


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

    @cached_property
    def remainders(self) -> dict[tuple[str, Steps, int], bool]:
        """What was asked about remainders, and the answers: under a table, and in its text."""
        return {}
