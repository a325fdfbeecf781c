"""What must be for a form to print each of its things: figures under an address, or none there."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from generator.addresses import Steps
from generator.filling.program import And, Condition, Name, NamePath, Not, Or
from generator.packs.pack import Pack
from generator.published import patterns
from generator.published.pattern import Each, Either, Nodes
from generator.published.readings import ReadFigure
from generator.vocabulary import HAS_MONEY


class MoneyGround(NamedTuple):
    """That there are figures under an address, or (`nil`) that there are none."""

    steps: Steps
    nil: bool


_OTHERWISE = MoneyGround((), False)  # something else than figures


@cache
def list_grounds(pack: Pack) -> Sequence[tuple[MoneyGround, ...]]:
    """Of each state of a pack's form, in its order, what must be for it to be printed."""
    known = set(pack.definitions.root.fields)
    return [
        tuple(it for it in grounds if it.steps and it.steps[0] in known)
        for grounds in _list(patterns.read(pack) or (), ())
    ]


@cache
def list_whole_grounds(pack: Pack) -> Sequence[tuple[MoneyGround, ...]]:
    """The same where that is all that must be; nothing where other things must be, too."""
    whole = _list(patterns.read(pack) or (), ())
    return [
        grounds if grounds == known else ()
        for grounds, known in zip(whole, list_grounds(pack), strict=True)
    ]


def _list(nodes: Nodes, around: tuple[MoneyGround, ...]) -> Iterator[tuple[MoneyGround, ...]]:
    for it in nodes:
        if isinstance(it, Either):
            yield from _list(it.body, (*around, *_read(it.condition, True)))
            yield from _list(it.otherwise, (*around, *_read(it.condition, False)))
        elif isinstance(it, Each):
            listed = _steps(it.path[:-1])
            yield from _list(it.body, around)
            yield from _list(it.otherwise, (*around, MoneyGround(listed, True)))
        else:
            yield around


def _read(condition: Condition, holds: bool) -> Iterator[MoneyGround]:
    """What a condition says of figures where it holds, or where it does not."""
    if isinstance(condition, Not):
        yield from _read(condition.condition, not holds)
    elif isinstance(condition, And | Or):
        if isinstance(condition, And) == holds:
            yield from _read(condition.first, holds)
            yield from _read(condition.second, holds)
        else:
            yield _OTHERWISE
    elif isinstance(condition, Name) and condition.path[-1] == HAS_MONEY:
        yield MoneyGround(_steps(condition.path[:-1]), not holds)
    else:
        yield _OTHERWISE


def _steps(path: NamePath) -> Steps:
    """A path as steps; nothing where a step is a path itself."""
    return tuple(it for it in path if isinstance(it, str)) if _is_plain(path) else ()


def _is_plain(path: NamePath) -> bool:
    return all(isinstance(it, str) for it in path)


class Money(NamedTuple):
    """Which figures a document states, by every address that they stand under."""

    under: Mapping[Steps, ReadFigure | None]

    def has(self, steps: Steps) -> bool | None:
        """Whether there is a figure under an address; None where nothing is read of it."""
        return self.under[steps] is not None if steps in self.under else None


def gather(figures: Sequence[ReadFigure]) -> Money:
    """What is stated under each address: the first figure in a table that is not nil."""
    under: dict[Steps, ReadFigure | None] = {}
    for it in figures:
        for length in range(1, len(it.steps) + 1) if not it.told else ():
            steps = it.steps[:length]
            if under.get(steps) is None:
                under[steps] = it if it.number.value != Decimal(0) else None
    return Money(under)
