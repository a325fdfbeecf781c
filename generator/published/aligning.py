"""What a document holds, in order, held against what its form holds, which repeats and chooses.

The form's things are states that are passed in order; within what repeats one may go back. Costs
are whole numbers, thousandths of a thing that does not fit at all.
"""

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import NamedTuple, TypeVar

from generator.published.pattern import Each, Either, Node, Nodes

T = TypeVar("T")
Cost = Callable[[int, T], int | None]  # of a state's number and an item; None: it never fits

# What it costs to pass a state that nothing stands for, and one that need not stand there.
_SKIPPED, _NOT_DUE = 12, 4
_AGAIN = 20  # to go back to where a repetition begins
_NEVER = 1 << 40


class Cycle(NamedTuple):
    """A repetition around a state; its number tells it from others of the same words."""

    number: int
    each: Each


class ChoiceWay(NamedTuple):
    """One way of a choice, of which a round goes but one; within so many repetitions."""

    choice: int
    first: bool
    depth: int


class FormState(NamedTuple):
    """One thing of a form, with the repetitions and choices that it stands in, outermost first.

    `optional`: it need not stand there.
    """

    node: Node
    cycles: tuple[Cycle, ...] = ()
    ways: tuple[ChoiceWay, ...] = ()
    optional: bool = False


def flatten(nodes: Nodes) -> list[FormState]:
    """The things of a form in order, both ways of every choice one after the other."""
    states: list[FormState] = []
    _flatten(nodes, FormState(None), states, [0])
    return states


def _flatten(nodes: Nodes, around: FormState, into: list[FormState], count: list[int]) -> None:
    for it in nodes:
        if not isinstance(it, Each | Either):
            into.append(around._replace(node=it))
            continue
        count[0] += 1
        number, depth = count[0], len(around.cycles)
        one, other = ((*around.ways, ChoiceWay(number, first, depth)) for first in (True, False))
        inner = around._replace(optional=True)
        if isinstance(it, Each):
            _flatten(
                it.body, inner._replace(cycles=(*inner.cycles, Cycle(number, it))), into, count
            )
        else:
            _flatten(it.body, inner._replace(ways=one), into, count)
        _flatten(it.otherwise, inner._replace(ways=other), into, count)


def align(
    states: Sequence[FormState], items: Sequence[T], cost: Cost[T], drop: Callable[[T], int]
) -> list[int | None]:
    """For each item the number of the state that it stands for; None where it stands for none.

    The sum of all costs is least: of what is matched, dropped, passed over.
    """
    passed = [0, *accumulate(_NOT_DUE if it.optional else _SKIPPED for it in states)]
    owed = [0, *accumulate(_NOT_DUE if it.ways else _SKIPPED for it in states)]
    spans = _span_cycles(states)
    best, ways = [0] + [_NEVER] * len(states), list[list[tuple[bool, int]]]()
    for item in items:
        reached = _reach(best, passed, owed, spans)
        dropped = drop(item)
        step, way = [it + dropped for it in best], [(False, at) for at in range(len(best))]
        for at, (before, origin) in enumerate(reached, start=1):
            fit = cost(at - 1, item) if before < _NEVER else None
            if fit is not None and before + fit < step[at]:
                step[at], way[at] = before + fit, (True, origin)
        best = step
        ways.append(way)
    ends = [it + (passed[-1] - passed[at]) // 4 for at, it in enumerate(best)]
    return _trace(ways, ends.index(min(ends)))


def _reach(
    best: Sequence[int],
    passed: Sequence[int],
    owed: Sequence[int],
    spans: Sequence[tuple[int, int]],
) -> list[tuple[int, int]]:
    """For each state what it costs to come to it, and from where (0: the beginning)."""
    reached: list[tuple[int, int]] = []
    cheapest, origin = _NEVER, 0
    for at in range(len(best) - 1):
        if best[at] - passed[at] < cheapest:
            cheapest, origin = best[at] - passed[at], at
        reached.append((cheapest + passed[at], origin))
    for first, last in spans:
        # From a state that one has come to over the rest of the round, back to one not after it.
        again = (_NEVER, 0)
        for at in range(last - 1, first - 1, -1):
            again = min(again, (best[at + 1] + owed[last] - owed[at + 1], at + 1))
            price = again[0] + _AGAIN + owed[at] - owed[first]
            if price < reached[at][0]:
                reached[at] = (price, again[1])
    return reached


def _span_cycles(states: Sequence[FormState]) -> list[tuple[int, int]]:
    """Where each repetition begins and ends, the innermost first."""
    spans: dict[int, tuple[int, int]] = {}
    for at, state in enumerate(states):
        for cycle in state.cycles:
            first, _ = spans.get(cycle.number, (at, at))
            spans[cycle.number] = (first, at + 1)
    return sorted(spans.values(), key=lambda span: span[1] - span[0])


def _trace(ways: Sequence[Sequence[tuple[bool, int]]], at: int) -> list[int | None]:
    found: list[int | None] = []
    for way in reversed(ways):
        matched, before = way[at]
        found.append(at - 1 if matched else None)
        at = before
    return found[::-1]


Rounds = dict[int, int]  # of each repetition by its number, from 1


def count_rounds(states: Sequence[FormState], found: Sequence[int | None]) -> list[Rounds]:
    """Of each item that stands for a state, in which round of the repetitions around it it does."""
    rounds: Rounds = {}
    all_rounds: list[Rounds] = []
    before: int | None = None
    for at in found:
        if at is not None:
            rounds = _go_on(states, rounds, before, at)
            before = at
        all_rounds.append(rounds)
    return all_rounds


def _go_on(states: Sequence[FormState], rounds: Rounds, before: int | None, at: int) -> Rounds:
    """The rounds at a state that comes after another.

    Going back begins the innermost repetition anew, and so does the other way of a choice in it.
    """
    old = states[before] if before is not None else FormState(None)
    pairs = zip(old.cycles, states[at].cycles, strict=False)
    common = [a.number for a, b in pairs if a.number == b.number]
    now = {number: rounds[number] for number in common}
    turned = _find_turn(old.ways, states[at].ways)
    if turned is None and before is not None and before >= at:
        turned = len(common)
    if turned and len(common) >= turned:
        now[common[turned - 1]] += 1
        now = {number: now[number] for number in common[:turned]}
    return {cycle.number: now.get(cycle.number, 1) for cycle in states[at].cycles}


def _find_turn(old: Sequence[ChoiceWay], new: Sequence[ChoiceWay]) -> int | None:
    """Within how many repetitions two states are different ways of a choice; None: are not."""
    ways = {way.choice: way.first for way in old}
    return next((it.depth for it in new if ways.get(it.choice, it.first) != it.first), None)
