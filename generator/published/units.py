"""The unit of money that a table is in: as the document says it above the table, or at its head.

What a document says may be wrong: the figures that it gives elsewhere tell which unit holds.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from generator import vocabulary as term
from generator.addresses import Steps
from generator.money import read_unit
from generator.packs import figure_rules
from generator.packs.pack import Pack
from generator.published import stated
from generator.published.blocks import Gap, ReadPlace
from generator.published.readings import ReadFigure
from generator.published.signs import normalize

_SAID = re.compile(r"单位:?(?:人民币)?:?([百千万亿]*元)(?!\w)")
# How long a line that says a unit is at most; it may name who made the table, too.
_LONGEST = 100


class UnitLine(NamedTuple):
    """A unit of money: as it is written, and how many 元 it is."""

    word: str
    scale: Decimal


class OtherUnit(NamedTuple):
    """Figures of a table whose document says another unit than its form does."""

    figures: tuple[ReadFigure, ...]
    said: UnitLine
    usual: UnitLine
    place: ReadPlace


def find(texts: Iterable[str]) -> UnitLine | None:
    """The unit that stands last in some texts; None where none of them says one."""
    said = (_SAID.search(normalize(it)) for it in texts if len(it) <= _LONGEST)
    units = [unit for it in said if it for unit in [read_unit(it[1])] if unit]
    return UnitLine(*units[-1]) if units else None


def is_line(text: str) -> bool:
    """Whether a text says a unit of money and nothing else."""
    return _SAID.fullmatch(normalize(text).removeprefix("金额")) is not None


def settle(
    others: Sequence[OtherUnit], besides: Sequence[ReadFigure], pack: Pack
) -> tuple[dict[ReadFigure, ReadFigure], tuple[Gap, ...]]:
    """Each figure in the unit that it is in; and where a document says one that does not hold.

    `besides` are the figures that are in their usual unit.
    """
    if not others:
        return {}, ()
    figures = [it for other in others for it in other.figures]
    same = stated.gather([*besides, *figures], pack, frozenset()).same
    known: dict[Steps, list[ReadFigure]] = defaultdict(list)
    for it in besides:
        known[same.get(it.steps, it.steps)].append(it)
    rounded = {_round(it) for it in besides} - {None}
    changed, wrong = dict[ReadFigure, ReadFigure](), list[Gap]()
    for other in (it for it in others if _has_figures(it)):
        scaled = {it: _scale(it, other, pack) for it in other.figures}
        # Where no quantity stands elsewhere, that many equal amounts do is no accident.
        as_said, as_usual = (
            (_count_agreeing(some, same, known), sum(_round(it) in rounded for it in some))
            for some in (list(scaled.values()), list(scaled))
        )
        if as_said >= as_usual:
            changed |= scaled
        else:
            said, usual = other.said.word, other.usual.word
            wrong.append(Gap(f"单位写的是{said}，数是按{usual}写的", other.place))
    if not changed and besides:
        # In a document that keeps to its form's units one above no figures is as wrong.
        empty = (it for it in others if not _has_figures(it))
        wrong += (
            Gap(f"单位写的是{it.said.word}，这张表的单位是{it.usual.word}", it.place)
            for it in empty
        )
    return changed, tuple(wrong)


def _has_figures(other: OtherUnit) -> bool:
    return any(it.number.value for it in other.figures)


def _scale(it: ReadFigure, other: OtherUnit, pack: Pack) -> ReadFigure:
    """A figure in the unit that the document says, if it is money."""
    if figure_rules.kind_of(pack.definitions.root, it.steps) != term.KIND_YUAN:
        return it
    factor = other.said.scale / other.usual.scale
    value, step, scale = (of * factor for of in (it.number.value, it.number.step, it.number.scale))
    number = it.number._replace(value=value, step=step, scale=scale)
    return it._replace(number=number)


def _count_agreeing(
    figures: Iterable[ReadFigure],
    same: Mapping[Steps, Steps],
    known: Mapping[Steps, Sequence[ReadFigure]],
) -> int:
    """How many figures, of those that are not nil, stand elsewhere with the same value."""
    return sum(
        any(_agree(it, other) for other in known.get(same.get(it.steps, it.steps), ()))
        for it in figures
        if it.number.value
    )


def _round(it: ReadFigure) -> int | None:
    """An amount in 百元, as all of them are printed at least; None for next to nothing."""
    return round(it.number.value / 100) or None


def _agree(one: ReadFigure, other: ReadFigure) -> bool:
    apart = abs(one.number.value - other.number.value)
    return bool(other.number.value) and apart <= max(one.number.step, other.number.step)
