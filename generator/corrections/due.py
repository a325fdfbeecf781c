"""What a filing's figures show before it is done: the reasons it owes, what its exports hold."""

from collections.abc import Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from generator import pipeline
from generator.addresses import Steps, show
from generator.figures.book import Figure
from generator.filing.source import Source
from generator.filing.yaml_tree import Node
from generator.filling.marks import Aspect
from generator.money import as_text
from generator.pipeline import Outcome
from generator.vocabulary import REASONS

NOTHING_SAID: Mapping[Steps, str] = MappingProxyType({})
_REASONED = (Aspect.REASON, Aspect.NO_REASON)


class Due(NamedTuple):
    """What is printed of a figure, a reason or another figure that it is compared with: in which
    section it stands, or is missing.

    `now` and `before` are this year's figure and the one that it is compared with, in words;
    `base` is where that comes from, `said` the reason that was given last year.
    """

    section: str
    address: str
    now: str
    before: str
    missing: bool
    base: str = ""
    said: str = ""


class Ahead(NamedTuple):
    """The reasons that a filing owes, and what its exports hold, as a tree like a filing's.

    `uncompared` are figures without the one that they are compared with.
    """

    owed: tuple[Due, ...]
    drawn: Mapping[str, Node]
    uncompared: tuple[Due, ...]

    @property
    def rows(self) -> tuple[Due, ...]:
        """What a workbook has a row for: the reasons, and the figures that are not there."""
        return self.owed + self.uncompared


def look_ahead(path: Path, old: Mapping[Steps, str] = NOTHING_SAID) -> Ahead:
    """What the figures of a filing on disk show; nothing where they are not known.

    `old` are last year's reasons by their addresses.
    """
    return look_from(pipeline.produce(path, draft=True, on_disk=False), old)


def look_from(outcome: Outcome, old: Mapping[Steps, str] = NOTHING_SAID) -> Ahead:
    """The same of a filing of which a draft has been made."""
    owed = tuple(dict.fromkeys(_list_due(outcome, old)))
    drawn = gather_drawn(outcome.filing.source) if outcome.filing else {}
    return Ahead(owed, drawn, tuple(dict.fromkeys(_list_uncompared(outcome))))


def gather_drawn(source: Source) -> dict[str, Node]:
    """What a source has from its exports: whole entries of lists, figures of sections."""
    tree: dict[str, Any] = {}
    entries = dict.fromkeys(path[:2] for path in source.drawn if isinstance(path[1], int))
    for name, number in entries:
        tree.setdefault(str(name), []).append(source.at((name, number)))
    for path in source.drawn:
        if path[:2] not in entries:
            path = tuple(takewhile(lambda step: not isinstance(step, int), path))  # a list, whole
            node: dict[Any, Any] = tree
            for step in path[:-1]:
                node = node.setdefault(step, {})
            node[path[-1]] = source.at(path)
    return tree


def _list_due(outcome: Outcome, old: Mapping[Steps, str]) -> Iterator[Due]:
    if outcome.books is None:
        return
    books = outcome.books
    for mark in (item.mark for item in outcome.printed if item.mark.aspect in _REASONED):
        prior = books.bases.get(mark.base)
        if prior is not None:
            now, before = books.now.figure(mark.steps), prior.figure(mark.steps)
            section = books.reasons.get(mark.base, REASONS)
            short = books.now.short(mark.steps)
            said = old.get(mark.steps) or old.get(short, "")
            missing = mark.aspect is Aspect.NO_REASON
            yield Due(section, show(short), _say(now), _say(before), missing, mark.base, said)


def _list_uncompared(outcome: Outcome) -> Iterator[Due]:
    """What the form compares with and the filing has not; nothing of figures not known."""
    if outcome.books is None:
        return
    books = outcome.books
    for mark in (it.mark for it in outcome.printed if it.mark.aspect is Aspect.NO_BASE):
        now, address = _say(books.now.figure(mark.steps)), show(books.now.short(mark.steps))
        if now and mark.base not in books.own:
            yield Due(mark.base, address, now, "", True, mark.base)


def _say(figure: Figure) -> str:
    return "" if figure.value.is_nan() else as_text(figure.value, figure.kind)
