"""Bases of a list's items against the base of its total: parts are never more than the whole.

Where the form lists every item that the base has, they are not less, either.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from generator import vocabulary as term
from generator.addresses import Steps, is_code, show
from generator.compare import likeness
from generator.published import bounds, readings
from generator.published.bounds import Bounds
from generator.published.findings import BASE, Discrepancy
from generator.published.readings import PrintedNumber, ReadChange
from generator.published.stated import StatedFigures
from generator.vocabulary import TOTAL_ROW

_MOST_SUSPECTS = 5
_IMPOSSIBLE, _ROUNDED = 99, 3
Implied = tuple[tuple[str, Steps], Bounds, ReadChange]


class _ToldBase(NamedTuple):
    """The base of a row, and the phrase that tells it or that it follows from."""

    within: Bounds
    change: ReadChange


def judge(
    implied: Sequence[Implied],
    doubted: Collection[Steps],
    listed: Collection[tuple[Steps, str]],
    figures: StatedFigures,
) -> Iterator[Discrepancy]:
    """Lists of which the bases do not add up to that of the total.

    Nothing is said where a figure or a phrase is `doubted` already; `listed` are the views, each
    with a base, of which the document's sentences were read for every row that the base has.
    """
    columns: dict[tuple[str, Steps, str], dict[str, _ToldBase]] = defaultdict(dict)
    totals: dict[tuple[str, Steps], _ToldBase] = {}
    for (base, steps), within, change in implied:
        totals.setdefault((base, figures.same.get(steps, steps)), _ToldBase(within, change))
        if len(steps) > 2 and is_code(steps[-2]):
            rows = columns[base, steps[:-2], steps[-1]]
            rows.setdefault(steps[-2], _ToldBase(within, change))
    unsure = {(steps[:-2], steps[-1]) for steps in doubted if len(steps) > 2}
    for (base, view, column), rows in columns.items():
        top = (*view, TOTAL_ROW, column)
        total = totals.get((base, figures.same.get(top, top)))
        if total is None or not all(map(_is_exact, (total, *rows.values()))):
            continue
        if (view, column) in unsure or _is_disputed(rows, total, figures):
            continue
        lowest = _take_lowest(rows)
        whole = (view, base) in listed and _has_all(lowest, figures.list_codes(top))
        yield from _compare(base, lowest, total, whole)


def _is_exact(it: _ToldBase) -> bool:
    """Whether a base is told as an amount, not by how much of it something is alone."""
    return term.RATIO not in it.change.parts or term.BASE_VALUE in it.change.parts


def _is_disputed(rows: Mapping[str, _ToldBase], total: _ToldBase, figures: StatedFigures) -> bool:
    """Whether one of the figures themselves is said in several ways."""
    keys = (figures.same.get(it.change.steps, it.change.steps) for it in (total, *rows.values()))
    said = (figures.quantities.get(key, ()) for key in keys)
    return any(len({one.number.value for one in some}) > 1 for some in said)


def _take_lowest(rows: Mapping[str, _ToldBase]) -> dict[str, _ToldBase]:
    """The rows that no other row is a part of."""
    codes = sorted(rows)
    above = {one for one, other in pairwise(codes) if other.startswith(one)}
    return {code: rows[code] for code in codes if code not in above}


def _has_all(rows: Collection[str], codes: Sequence[str]) -> bool:
    sizes = {len(it) for it in rows}
    return len(sizes) == 1 and {it for it in codes if len(it) in sizes} <= {*rows}


def _compare(
    base: str, rows: Mapping[str, _ToldBase], total: _ToldBase, whole: bool
) -> Iterator[Discrepancy]:
    parts = bounds.add(it.within for it in rows.values())
    over = parts.low > total.within.high
    if not parts.known or not (over or (whole and parts.high < total.within.low)):
        return
    gap = (parts.low + parts.high - total.within.low - total.within.high) / 2
    suspects = sorted([*rows.values(), total], key=lambda it: _doubt(it, gap, total))
    numbers = (_what_is_due(it.change, gap)[0] for it in suspects)
    said = readings.spell_gap(abs(gap), [it for it in numbers if it])
    apart = f"加起来{'多于' if over else '少于'}合计，差 {said}"
    likely = f"最像写错的是 {show(suspects[0].change.steps)} 的一句"
    message = f"{show(total.change.steps)}：各项的{base}{apart}；{likely}"
    steps, *others = (it.change.steps for it in suspects[:_MOST_SUSPECTS])
    places = tuple(it.change.place for it in suspects[:_MOST_SUSPECTS])
    yield Discrepancy(BASE, steps, message, places, tuple(others), slight=not over)


def _doubt(it: _ToldBase, gap: Decimal, total: _ToldBase | None = None) -> int:
    """How far what is printed is from what would add up, in signs; more, where that cannot be."""
    number, due = _what_is_due(it.change, -gap if it is total else gap)
    if number is None or due < 0:
        return _IMPOSSIBLE
    said = number.text.replace(",", "")
    places = len(said.partition(".")[2])
    # What all the others are rounded by may be some of the least steps.
    near = (due + number.step * off for off in range(-_ROUNDED, _ROUNDED + 1))
    return min(_count_apart(said, f"{Decimal(number.spell(it)):.{places}f}") for it in near)


def _count_apart(one: str, other: str) -> int:
    """How many signs of the longer text are not those of the other, at its ends."""
    begin = likeness.count_alike(one, other)
    end = likeness.count_alike(one[begin:][::-1], other[begin:][::-1])
    return max(len(one), len(other)) - begin - end


def _what_is_due(change: ReadChange, gap: Decimal) -> tuple[PrintedNumber | None, Decimal]:
    """The number that a phrase tells a base by, and what it is where the base is less by a gap."""
    if stated := change.parts.get(term.BASE_VALUE):
        return stated, stated.value - gap
    moved = change.parts.get(term.DIFFERENCE)
    if moved is None or not change.turns:
        return None, gap
    return moved, moved.value + (gap if change.turns[0] else -gap)
