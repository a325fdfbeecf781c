"""Which reasons a filing owes, as far as its figures are known, with the figures that moved."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator import pipeline
from generator.addresses import show
from generator.figures.book import Figure
from generator.filling.marks import Aspect
from generator.money import as_text
from generator.pipeline import Outcome
from generator.vocabulary import REASONS

_REASONED = (Aspect.REASON, Aspect.NO_REASON)


class Due(NamedTuple):
    """A figure of which a reason is printed: in which section it stands, or is missing.

    `now` and `before` are this year's figure and the one that it is compared with, in words.
    """

    section: str
    address: str
    now: str
    before: str
    missing: bool


def find(path: Path) -> tuple[Due, ...]:
    """The reasons that a filing on disk owes, each once; none where its figures are not known."""
    outcome = pipeline.produce(path, draft=True, on_disk=False)
    return tuple(dict.fromkeys(_list_due(outcome)))


def _list_due(outcome: Outcome) -> Iterator[Due]:
    if outcome.books is None:
        return
    books = outcome.books
    for mark in (item.mark for item in outcome.printed if item.mark.aspect in _REASONED):
        prior = books.bases.get(mark.base)
        if prior is not None:
            now, before = books.now.figure(mark.steps), prior.figure(mark.steps)
            section = books.reasons.get(mark.base, REASONS)
            address = show(books.now.short(mark.steps))
            missing = mark.aspect is Aspect.NO_REASON
            yield Due(section, address, _say(now), _say(before), missing)


def _say(figure: Figure) -> str:
    return "" if figure.value.is_nan() else as_text(figure.value, figure.kind)
