"""Where a document that is to be a base contradicts itself: as an audit judges it.

A figure that another place, or a sum, tells otherwise is no figure of a base. What may be rounding,
what is said of movements, a unit that does not hold: the figures are taken, and it is told.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from generator.addresses import Steps
from generator.published import judging
from generator.published.blocks import Gap, ReadPlace
from generator.published.findings import (
    COUNT,
    LIMIT,
    SHARE,
    SUM,
    UNEQUAL,
    UNREASONED,
    VALUES,
    Discrepancy,
)
from generator.published.stated import StatedFigures
from generator.published.understanding import Understanding

_OF_FIGURES = (VALUES, SUM, SHARE, LIMIT, UNEQUAL, COUNT)
_MOST_PLACES = 4


class Contradictions(NamedTuple):
    """The quantities that are doubted, why they are, and what is told of others."""

    doubted: frozenset[Steps]
    apart: tuple[str, ...]
    told: tuple[str, ...]


def find(
    said: Understanding, figures: StatedFigures, is_lent: Callable[[Steps], bool]
) -> Contradictions:
    """What of a document contradicts itself, if it concerns a figure that can be lent.

    Of each quantity it is settled on the way which of its figures holds best.
    """
    found = [
        it
        for it in judging.judge_stated(said, figures).findings
        if it.kind != UNREASONED and any(map(is_lent, (it.steps, *it.others)))
    ]
    hard = [it for it in found if it.kind in _OF_FIGURES and not it.slight]
    doubted = {figures.same.get(steps, steps) for it in hard for steps in _list_doubted(it)}
    slight = [it for it in found if it not in hard]
    told = (*_tell(slight, figures), *_tell_units(said.other_units))
    return Contradictions(frozenset(doubted), tuple(_tell(hard, figures)), told)


def _list_doubted(it: Discrepancy) -> Sequence[Steps]:
    """The figures of which it is open which is wrong."""
    if it.kind in (SHARE, COUNT):
        return (it.steps,)
    return it.suspects or (it.steps, *it.others)


def _tell(some: Sequence[Discrepancy], figures: StatedFigures) -> Iterator[str]:
    for it in some:
        places = it.places or _find_places(it.others, figures)
        shown = "；".join(dict.fromkeys(map(str, places[:_MOST_PLACES])))
        yield f"{shown}：{it.kind}：{it.message}"


def _find_places(of: Sequence[Steps], figures: StatedFigures) -> Sequence[ReadPlace]:
    """Where the figures stand by which something is seen that stands nowhere itself."""
    said = (figures.quantities.get(figures.same.get(it, it), ()) for it in of)
    return [some[0].place for some in said if some]


def _tell_units(wrong: Sequence[Gap]) -> Iterator[str]:
    return (f"{it.place}：{it.what}" for it in wrong)
