"""Bases that sentences tell or imply, against the sections of the document that are these bases."""

from collections.abc import Iterator, Sequence

from generator import vocabulary as term
from generator.addresses import Steps, show
from generator.published import bounds
from generator.published.base_lists import Implied
from generator.published.findings import VALUES, Discrepancy
from generator.published.stated import StatedFigures


def judge(implied: Sequence[Implied], figures: StatedFigures) -> Iterator[Discrepancy]:
    """Bases that are another number than the section prints that stands for them."""
    for (base, steps), within, change in implied:
        own = _find_own(base, steps, figures)
        key = figures.same.get(own, own)
        if key in figures.quantities and figures.bounds(own).meet(within).empty:
            usual = figures.usual(key)
            due = bounds.widen(bounds.of(usual.number))
            number = change.parts.get(term.BASE_VALUE)
            said = f"文中是 {number.text}" if number else f"照句子推出的{base}不是这个数"
            message = f"{show(own)}：{said}，表里是 {usual.number.text or '空的'}"
            places = (change.place, usual.place)
            slight = not due.meet(within).empty
            yield Discrepancy(VALUES, own, message, places, (change.steps,), slight)


def _find_own(base: str, steps: Steps, figures: StatedFigures) -> Steps:
    """The figure of the document that is the base of another; nothing where there is none."""
    bases = figures.pack.own_bases
    section = bases[base].sections.get(steps[0]) if base in bases else None
    return (section, *steps[1:]) if section else ()
