"""What is wrong in a document by itself: its figures against each other, its words against both."""

from collections.abc import Collection, Iterator, Sequence

from generator.addresses import Steps, show
from generator.money import ZERO
from generator.packs.pack import Pack
from generator.published import adding, bounds, moving, stated
from generator.published.bounds import Bounds
from generator.published.findings import (
    COUNT,
    LIMIT,
    SHARE,
    VALUES,
    Discrepancy,
    Judgement,
)
from generator.published.readings import ReadFigure
from generator.published.stated import StatedFigures
from generator.published.understanding import Understanding


def judge(understanding: Understanding, pack: Pack) -> Judgement:
    """What is wrong in all that a document says."""
    readings = understanding.readings
    figures = stated.gather(readings.figures, pack, understanding.whole, understanding.full)
    relations = adding.list_relations(figures)
    added = adding.judge(figures, relations)
    shared, unshared = _count_shares(figures)
    moved = moving.judge(readings.changes, figures, relations, understanding.listed)
    findings = (*_list_conflicts(figures), *added.findings, *shared, *moved.findings)
    findings += tuple(_list_miscounts(figures))
    disputed = {steps for it in findings for steps in (it.steps, *it.others)}
    findings += tuple(_list_exceeding(figures, disputed))
    checked = added.checked + moved.checked + len(figures.quantities)
    return Judgement(findings, checked, added.unchecked + moved.unchecked + unshared)


def _list_conflicts(figures: StatedFigures) -> Iterator[Discrepancy]:
    """Quantities that are not everywhere said to be the same."""
    for steps, said in figures.quantities.items():
        if len({it.number.value for it in said}) > 1:
            usual = figures.usual(steps)
            odd = [it for it in said if _differs(it, usual, figures.is_share(steps))]
            if odd:
                yield _tell_conflict(usual, odd)


def _differs(one: ReadFigure, other: ReadFigure, share: bool) -> bool:
    if one.number.step == other.number.step:
        return one.number.value != other.number.value
    return bounds.of(one.number, share).meet(bounds.of(other.number, share)).empty


def _tell_conflict(usual: ReadFigure, odd: Sequence[ReadFigure]) -> Discrepancy:
    first = odd[0]
    places = (*(it.place for it in odd), usual.place)
    within = bounds.widen(bounds.of(usual.number))
    slight = all(it.number.value in within for it in odd)
    message = _say_apart(first, usual)
    return Discrepancy(VALUES, first.steps, message, places, (usual.steps,), slight)


def _say_apart(one: ReadFigure, other: ReadFigure) -> str:
    """Two figures that should be the same; what both are is said once."""
    if one.steps != other.steps:
        return f"{show(one.steps)} {one.number.text}，{show(other.steps)} {other.number.text}"
    first, second = ("文中是", "表里是") if one.told and not other.told else ("一处是", "另一处是")
    return f"{show(one.steps)}：{first} {one.number.text}，{second} {other.number.text}"


def _count_shares(figures: StatedFigures) -> tuple[list[Discrepancy], int]:
    """Shares that do not follow from their two figures, and how many cannot be told."""
    found, unknown = list[Discrepancy](), 0
    for it in figures.identities.divisions:
        for share, part, whole in figures.instances((it.share, it.part, it.whole)):
            said = figures.quantities.get(share)
            if not said:
                continue
            due = bounds.divide(figures.bounds(part), figures.bounds(whole))
            unknown += not due.known
            if not due.known and said[0].told:
                due = Bounds(ZERO, bounds.ONE)  # a sentence tells of a part of something
            if due.known and bounds.of(said[0].number, share=True).meet(due).empty:
                places = tuple(one.place for one in said)
                message = f"{show(share)} {said[0].number.text}，应是 {bounds.show_share(due)}"
                found.append(Discrepancy(SHARE, share, message, places, (part, whole)))
    return found, unknown


def _list_miscounts(figures: StatedFigures) -> Iterator[Discrepancy]:
    for it in figures.identities.countings:
        for figure, listed in figures.instances((it.figure, it.list)):
            said, count = figures.quantities.get(figure), figures.count(listed)
            if said and count and said[0].number.value != count:
                message = f"{show(figure)} {said[0].number.text}，列了 {count} 个"
                yield Discrepancy(COUNT, figure, message, tuple(one.place for one in said))


def _list_exceeding(figures: StatedFigures, disputed: Collection[Steps]) -> Iterator[Discrepancy]:
    """Parts that are more than their wholes, whatever rounding hides; none that is told already."""
    for it in figures.identities.limits:
        for pair in figures.instances((it.part, it.whole)):
            of_pair = [figures.same.get(one, one) for one in pair]
            part, whole = (figures.quantities.get(one) for one in of_pair)
            if any(one in disputed for one in (*pair, *of_pair)):
                continue
            if part and whole and bounds.of(part[0].number).low > bounds.of(whole[0].number).high:
                shown = [f"{show(one.steps)} {one.number.text}" for one in (part[0], whole[0])]
                places = (part[0].place, whole[0].place)
                yield Discrepancy(LIMIT, pair[0], "，大于 ".join(shown), places, (pair[1],))
