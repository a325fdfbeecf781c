"""What is wrong in a document by itself: its figures against each other, its words against both."""

from collections.abc import Collection, Iterator, Sequence

from generator.addresses import Steps, show
from generator.money import ZERO
from generator.packs.pack import Pack
from generator.published import adding, bounds, moving, readings, stated
from generator.published.bounds import NIL, Bounds
from generator.published.findings import (
    COUNT,
    LIMIT,
    SHARE,
    UNEQUAL,
    VALUES,
    Discrepancy,
    Judgement,
)
from generator.published.readings import ReadFigure, ReadWords
from generator.published.stated import StatedFigures
from generator.published.understanding import Understanding


def judge(understanding: Understanding, pack: Pack) -> Judgement:
    """What is wrong in all that a document says."""
    said = understanding.readings.figures
    figures = stated.gather(said, pack, understanding.whole, understanding.full)
    return judge_stated(understanding, figures)


def judge_stated(understanding: Understanding, figures: StatedFigures) -> Judgement:
    """The same, of figures that are gathered already; of each it is then settled which holds."""
    said = understanding.readings
    relations = adding.list_relations(figures)
    added = adding.judge(figures, relations)
    shared, unshared = _count_shares(figures)
    moved = moving.judge(said.changes, figures, relations, understanding.listed)
    findings = (*_list_conflicts(figures), *added.findings, *shared, *moved.findings)
    findings += tuple(_list_miscounts(figures))
    disputed = {steps for it in findings for steps in (it.steps, *it.others)}
    findings += tuple(_list_exceeding(figures, disputed))
    disputed |= {steps for it in findings for steps in (it.steps, *it.others)}
    findings += tuple(_list_unequal(figures, disputed, said.words))
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
    here, there = readings.show((one.number, other.number))
    if one.steps != other.steps:
        return f"{show(one.steps)} {here}，{show(other.steps)} {there}"
    first, second = ("文中是", "表里是") if one.told and not other.told else ("一处是", "另一处是")
    return f"{show(one.steps)}：{first} {here}，{second} {there}"


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
        for instance in figures.instances((*it.parts, it.whole)):
            said = _list_undisputed(figures, instance, disputed)
            if not said:
                continue
            *parts, whole = (bounds.of(one.number) for one in said)
            if bounds.add(parts).low > whole.high:
                yield _tell_pair(LIMIT, said, "，大于 ", it.usual)


def _list_unequal(
    figures: StatedFigures, disputed: Collection[Steps], words: Sequence[ReadWords]
) -> Iterator[Discrepancy]:
    """Figures that are neither nothing nor what they are another name of; none told already."""
    for it in figures.identities.twins:
        if all(_holds(figures, words, name, values) for name, values in it.when):
            said = _list_undisputed(figures, (it.figure, it.other), disputed)
            one, other = [bounds.of(one.number) for one in said] or (NIL, NIL)
            if ZERO not in one and one.meet(other).empty:
                yield _tell_pair(UNEQUAL, said, "，不是 0，也不等于 ", slight=True)


def _holds(
    figures: StatedFigures, words: Sequence[ReadWords], name: Steps, values: Sequence[str]
) -> bool:
    """Whether a document says of something one of some values; of a list, how many there are."""
    said = {it.text for it in words if it.path == name}
    count = figures.count(name)
    return said <= {*values} if said else bool(count) and str(count) in values


def _list_undisputed(
    figures: StatedFigures, some: Sequence[Steps], disputed: Collection[Steps]
) -> list[ReadFigure]:
    """Figures as they are printed; nothing if one is not, or is told to be wrong already."""
    of_some = [figures.same.get(it, it) for it in some]
    known = [figures.quantities.get(it) for it in of_some]
    told = any(it in disputed for it in (*some, *of_some))
    return [] if told or not all(known) else [it[0] for it in known if it]


def _tell_pair(kind: str, said: Sequence[ReadFigure], between: str, slight: bool) -> Discrepancy:
    """Figures and the last of them, that they do not fit."""
    texts = readings.show([it.number for it in said])
    *first, last = (f"{show(it.steps)} {text}" for it, text in zip(said, texts, strict=True))
    message = between.join(("、".join(first), last))
    places, (one, *others) = tuple(it.place for it in said), (it.steps for it in said)
    return Discrepancy(kind, one, message, places, tuple(others), slight)
