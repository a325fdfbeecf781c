"""Whether stated figures add up, on bounds: what is broken, and the figure that most likely is why.

What is not printed is worked out of what is, as far as it goes, so that it can be held against
what else depends on it.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import takewhile
from types import MappingProxyType
from typing import NamedTuple

from generator.addresses import Steps, show
from generator.money import ZERO
from generator.published import bounds, readings
from generator.published.bounds import Bounds
from generator.published.findings import SUM, Discrepancy, Judgement
from generator.published.identities import Addition
from generator.published.readings import ReadFigure
from generator.published.stated import StatedFigures
from generator.vocabulary import TOTAL_ROW

_MOST_ROUNDS = 4  # what is worked out may help to work out more
Look = Callable[[Steps], Bounds]


class Balance(NamedTuple):
    """A whole is what is added less what is taken away: quantities, each by an address."""

    whole: Steps
    plus: tuple[Steps, ...]
    minus: tuple[Steps, ...] = ()

    @property
    def terms(self) -> tuple[Steps, ...]:
        """All its quantities."""
        return (self.whole, *self.plus, *self.minus)

    def gap(self, look: Look) -> Bounds:
        """What lies between the whole and its parts; no gap holds nought."""
        rest = [look(it).negate() for it in self.plus]
        return bounds.add([look(self.whole), *rest, *map(look, self.minus)])

    def work_out(self, of: Steps, look: Look) -> Bounds:
        """What the others leave for one of the quantities."""
        rest = self.gap(lambda it: bounds.NIL if it == of else look(it))
        return rest if of in self.plus else rest.negate()


def list_relations(stated: StatedFigures) -> list[Balance]:
    """All that must add up in a document, quantity by quantity."""
    found = [it for addition in stated.identities.additions for it in _put(addition, stated)]
    found += [it for cell in stated.identities.rows for it in _list_levels(cell, stated)]
    told = [_with_quantities(it, stated.same) for it in found]
    alone = {(it.whole, frozenset(it.plus), frozenset(it.minus)): it for it in told}
    return [it for it in alone.values() if (it.whole,) != it.plus or it.minus]


def _with_quantities(it: Balance, same: Mapping[Steps, Steps]) -> Balance:
    plus, minus = (tuple([same.get(term, term) for term in some]) for some in (it.plus, it.minus))
    return Balance(same.get(it.whole, it.whole), plus, minus)


def _put(addition: Addition, stated: StatedFigures) -> Iterator[Balance]:
    """An addition for every row or record that it stands for."""
    listed, field = addition.items
    fixed = (addition.whole, *addition.plus, *addition.minus, *([listed] if listed else ()))
    size = len(addition.plus) + 1
    for it in stated.instances(fixed, anywhere=True):
        minus = it[size : size + len(addition.minus)]
        numbers = range(1, stated.count(it[-1]) + 1) if listed else ()
        items = tuple((*it[-1], str(number), field) for number in numbers)
        if items or not listed:
            yield Balance(it[0], (*it[1:size], *items), minus)


def _list_levels(cell: Steps, stated: StatedFigures) -> Iterator[Balance]:
    """The rows of a view's column, level by level: each is the sum of those right below it."""
    table, column = cell[:-2], cell[-1]
    codes = stated.list_codes(cell)
    sizes = stated.list_sizes(cell)
    if table not in stated.whole or not sizes:
        return
    codes = sorted({code[:size] for code in codes for size in sizes})
    # A row that stands elsewhere and not here may be what is missing.
    known = sorted({*codes, *(stated.list_known(cell) if table in stated.full else ())})
    for parent in (TOTAL_ROW, *codes):
        own = 0 if parent == TOTAL_ROW else len(parent)
        below = next((size for size in sizes if size > own), None)
        if below is not None:
            under = "" if parent == TOTAL_ROW else parent
            kids = [it for it in known if len(it) == below and it.startswith(under)]
            yield Balance((*table, parent, column), tuple((*table, it, column) for it in kids))


def judge(stated: StatedFigures, relations: Sequence[Balance]) -> Judgement:
    """What does not add up in a document, one finding for each figure that is a cause."""
    _settle(stated, relations)
    made = _work_out(stated, relations)
    held, broken, unchecked = list[Balance](), list[Balance](), 0
    for it in relations:
        gap = it.gap(stated.bounds)
        if not gap.known:
            unchecked += 1
        elif ZERO in gap:
            held.append(it)
        else:
            broken.append(it)
    telling = [it for it in held if it not in made.values()]  # those hold by being worked out
    causes = find_causes(broken, telling, stated.quantities, made)
    told: dict[Steps, Discrepancy] = {}
    for cause, some in causes.items():
        # Of a row that is not there no more is told than once.
        key = cause if stated.quantities.get(cause) else cause[:-1]
        told.setdefault(key, _tell(cause, some, stated))
    return Judgement(tuple(told.values()), len(held) + len(broken), unchecked)


def _settle(stated: StatedFigures, relations: Sequence[Balance]) -> None:
    """Of what is said in several ways, take what breaks least."""
    for key, figures in stated.quantities.items():
        if len({it.number.value for it in figures}) > 1:
            usual = stated.usual(key)
            concerned = [it for it in relations if key in it.terms]
            broken = dict[ReadFigure, int]()
            for it in (usual, *figures):
                stated.settled[key] = it
                gaps = [one.gap(stated.bounds) for one in concerned]
                broken[it] = sum(gap.known and ZERO not in gap for gap in gaps)
            stated.settled[key] = min(broken, key=broken.__getitem__)


def _work_out(stated: StatedFigures, relations: Sequence[Balance]) -> dict[Steps, Balance]:
    """Bounds of what is not printed, from relations of which nothing else is unknown: by which."""
    made = _work_out_parts(stated)
    for _ in range(_MOST_ROUNDS):
        for it in relations:
            unknown = [term for term in it.terms if not stated.bounds(term).known]
            if len(unknown) == 1:
                stated.worked_out[unknown[0]] = it.work_out(unknown[0], stated.bounds)
                made[unknown[0]] = it
    return made


def _work_out_parts(stated: StatedFigures) -> dict[Steps, Balance]:
    """Bounds of parts that are not printed, from their shares; of nothing they are nothing."""
    made: dict[Steps, Balance] = {}
    for it in stated.identities.divisions:
        for share, part, whole in stated.instances((it.share, it.part, it.whole)):
            of_whole = stated.bounds(whole)
            due = bounds.multiply(stated.bounds(share), of_whole)
            due = of_whole if ZERO in of_whole else due
            key = stated.same.get(part, part)
            if due.known and not stated.bounds(part).known:
                stated.worked_out[key] = due
                made[key] = Balance(key, (share, whole))
    return made


def find_causes(
    broken: Sequence[Balance],
    held: Sequence[Balance],
    stated: Mapping[Steps, Sequence[ReadFigure]],
    made: Mapping[Steps, Balance] = MappingProxyType({}),
) -> Mapping[Steps, list[Balance]]:
    """For each figure that is most likely wrong, what breaks by it.

    That is the one in most of what breaks, and in least of what holds; of several one that only
    sentences tell, else one that is not stated, else the whole. What was `made` of others stands
    for these.
    """
    kept = Counter(term for it in held for term in it.terms)
    causes: dict[Steps, list[Balance]] = {}
    left = {it: _list_terms(it, made) for it in broken}
    while left:
        counted = Counter(term for terms in left.values() for term in terms)
        cause = min(counted, key=lambda it: (-counted[it], kept[it], _rank(it, stated)))
        causes[cause] = [it for it, terms in left.items() if cause in terms]
        left = {it: terms for it, terms in left.items() if cause not in terms}
    return causes


def _rank(it: Steps, stated: Mapping[Steps, Sequence[ReadFigure]]) -> int:
    figures = stated.get(it, ())
    if not figures:
        return 1
    return 0 if all(one.told for one in figures) else 2


def _list_terms(it: Balance, made: Mapping[Steps, Balance]) -> tuple[Steps, ...]:
    """The figures that a sum rests on, each once; of one that was worked out, those it is of."""
    found = dict.fromkeys(it.terms)
    for term in it.terms:
        if term in made and len(found) > 1:
            del found[term]
            found |= dict.fromkeys(one for one in made[term].terms if one != term)
    return tuple(found)


def _tell(cause: Steps, broken: Sequence[Balance], stated: StatedFigures) -> Discrepancy:
    first = broken[0]
    figures = stated.quantities.get(cause, ())
    numbers = [it.number for term in first.terms for it in stated.quantities.get(term, ())]
    own = readings.show([figures[0].number, *numbers])[:1] if figures else []
    gap = first.gap(stated.bounds)
    said = readings.spell_gap(abs((gap.low + gap.high) / 2), numbers)
    message = f"{show(cause)}（{own[0] if own else '没有这一行'}）：{_write(first)}，差 {said}"
    message += f"；共 {len(broken)} 处相加不符" if len(broken) > 1 else ""
    others = dict.fromkeys(term for it in broken for term in it.terms if term != cause)
    places = tuple(it.place for it in figures)
    suspects = tuple(it for it in first.terms if all(it in one.terms for one in broken))
    return Discrepancy(SUM, cause, message, places, tuple(others), suspects=(cause, *suspects))


def _write(it: Balance) -> str:
    """A whole and its parts; what all have in common is said once, before them."""
    before = _count_alike(it.terms)
    behind = _count_alike([term[:before:-1] for term in it.terms])
    common, own = it.whole[:before], slice(before, -behind or None)
    said = " ".join(map(show, filter(None, (common, it.whole[len(it.whole) - behind :]))))
    whole, *terms = (show(term[own]).strip("[]") for term in it.terms)
    plus, minus = "＋".join(terms[: len(it.plus)]), terms[len(it.plus) :]
    equation = f"{whole}＝{plus or '0'}{''.join(f'－{term}' for term in minus)}"
    return f"{said} {equation}" if said else equation


def _count_alike(some: Sequence[Steps]) -> int:
    """How many steps at the beginning several addresses have in common, short of a whole one."""
    alike = (len(set(steps)) == 1 for steps in zip(*some, strict=False))
    return min(sum(takewhile(bool, alike)), *(max(len(it) - 1, 0) for it in some))
