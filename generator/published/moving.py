"""What sentences say of movements, judged on bounds: directions, rates, and the base they imply.

A figure and what it moved by make its base. All that is so made of one base is figures of one
document as well: what is one quantity there must come out as one, and what adds up, add up.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from generator import vocabulary as term
from generator.addresses import Steps, show
from generator.money import ZERO
from generator.published import adding, base_lists, bounds, own_bases
from generator.published.adding import Balance
from generator.published.base_lists import Implied
from generator.published.bounds import NIL, UNKNOWN, Bounds
from generator.published.findings import (
    BASE,
    CASE,
    RATE,
    TURN,
    UNREASONED,
    Discrepancy,
    Judgement,
)
from generator.published.readings import ReadChange
from generator.published.stated import StatedFigures


def judge(
    changes: Sequence[ReadChange],
    figures: StatedFigures,
    relations: Sequence[Balance],
    listed: Collection[tuple[Steps, str]] = (),
) -> Judgement:
    """What is wrong in what a document says of movements and shares.

    `listed` are views, each with a base, of which sentences tell every row that the base has.
    """
    found, implied, checked, unchecked = list[Discrepancy](), list[Implied](), 0, 0
    for it in changes:
        one = _Told(it, figures.bounds(it.steps))
        wrong, base = one.judge()
        found += wrong
        checked += one.bounds.known
        unchecked += not one.bounds.known
        if base != UNKNOWN and not wrong:
            implied.append(((it.phrase.base, it.steps), base, it))
    doubted = [it.steps for it in found]
    broken = [*_judge_bases(implied, figures, relations), *own_bases.judge(implied, figures)]
    known = [it for it in implied if it[1].known]
    found += broken or base_lists.judge(known, doubted, listed, figures)
    found += _judge_reasons(changes, implied, figures)
    return Judgement(tuple(found), checked, unchecked)


class _Told:
    """One phrase, and the figure that it is about."""

    def __init__(self, change: ReadChange, figure: Bounds) -> None:
        self.change, self.bounds, self.cases = change, figure, change.cases

    def judge(self) -> tuple[list[Discrepancy], Bounds]:
        """What is wrong with it, and within what it puts the base."""
        family = self.change.phrase.family
        if family == term.CHANGE:
            return self._judge_change()
        if family == term.COMPLETION:
            return self._judge_completion()
        return [], UNKNOWN

    def _find(self, kind: str, message: str) -> list[Discrepancy]:
        steps = self.change.steps
        return [Discrepancy(kind, steps, f"{show(steps)}：{message}", (self.change.place,))]

    def _part(self, name: str) -> Bounds:
        number = self.change.parts.get(name)
        share = name in (term.RATE, term.RATIO)
        return bounds.of(number, share) if number else UNKNOWN

    def _text(self, name: str) -> str:
        return self.change.parts[name].text if name in self.change.parts else ""

    def _judge_change(self) -> tuple[list[Discrepancy], Bounds]:
        moved = self._part(term.DIFFERENCE)
        if not moved.known:
            return self._judge_still()
        if len({*self.change.turns}) > 1:
            return self._find(TURN, "两个表示增减的词说的不是一个方向"), UNKNOWN
        if not self.change.turns or not self.bounds.known:
            return [], UNKNOWN
        base = bounds.add((self.bounds, moved.negate() if self.change.turns[0] else moved))
        stated = self._part(term.BASE_VALUE)
        if self.cases == {term.BASE_ZERO} and base.meet(bounds.widen(moved.shift_to_zero())).empty:
            said = self._text(term.DIFFERENCE)
            return self._find(TURN, f"基数为零，与增减 {said} 的方向、金额对不上"), UNKNOWN
        if stated.known and base.meet(stated).empty:
            said = f"{self._text(term.BASE_VALUE)}，增减 {self._text(term.DIFFERENCE)}"
            return self._find(RATE, f"与基数、增减额对不上：{said}"), stated
        return self._judge_rate(moved, base), base

    def _judge_rate(self, moved: Bounds, base: Bounds) -> list[Discrepancy]:
        rate = self._part(term.RATE)
        if not rate.known:
            return []
        if base.high <= 0 or base.meet(NIL) == NIL == base:
            return self._find(CASE, f"基数不大于零，不应有幅度 {self._text(term.RATE)}")
        due = bounds.divide(moved, base)
        if due.known and rate.meet(due).empty:
            said, text = self._text(term.DIFFERENCE), self._text(term.RATE)
            return self._find(RATE, f"增减 {said}、幅度 {text}%，幅度应是 {bounds.show_share(due)}")
        return []

    def _judge_still(self) -> tuple[list[Discrepancy], Bounds]:
        """A wording without a difference: nothing moved, or there is nothing to compare with."""
        if self.cases <= {term.NO_BASE} or not self.bounds.known:
            return [], UNKNOWN
        if self.cases == {term.BOTH_ZERO}:
            return self._must_be_nothing(), NIL
        if self.cases <= {term.FLAT, term.BOTH_ZERO}:
            return [], bounds.widen(self.bounds)
        return [], UNKNOWN

    def _must_be_nothing(self) -> list[Discrepancy]:
        if bounds.widen(self.bounds).meet(NIL).empty:
            return self._find(CASE, "说都是零，这个数不是零")
        return []

    def _judge_completion(self) -> tuple[list[Discrepancy], Bounds]:
        ratio, stated = self._part(term.RATIO), self._part(term.BASE_VALUE)
        if not self.bounds.known:
            return [], UNKNOWN
        if self.cases == {term.BOTH_ZERO}:
            return self._must_be_nothing(), NIL
        if self.cases == {term.EQUAL}:
            return [], bounds.widen(self.bounds)
        if not ratio.known:
            return [], stated
        if ratio.high <= 0 or (ratio.low <= 0 and ratio.high < bounds.ONE / 1000):
            return self._must_be_nothing(), stated
        return self._judge_ratio(ratio, stated)

    def _judge_ratio(self, ratio: Bounds, stated: Bounds) -> tuple[list[Discrepancy], Bounds]:
        said = self._text(term.RATIO)
        if self._is_of_nothing():
            return self._find(CASE, f"基数是 0，没有完成率，却说完成 {said}%"), UNKNOWN
        if stated.known:
            due = bounds.divide(self.bounds, stated)
            if due.known and ratio.meet(due).empty:
                return self._find(RATE, f"完成 {said}%，应是 {bounds.show_share(due)}"), stated
        wrong = self._judge_side(ratio)
        return wrong, stated if stated.known else bounds.enclose(self.bounds, ratio)

    def _is_of_nothing(self) -> bool:
        """Whether the base is printed as nought, and the figure is more than that."""
        base = self.change.parts.get(term.BASE_VALUE)
        return base is not None and not base.value and bounds.widen(self.bounds).meet(NIL).empty

    def _judge_side(self, ratio: Bounds) -> list[Discrepancy]:
        """Whether the wording says below where it is above, or the other way round."""
        cases = self.cases - {term.BOTH_ZERO}
        if cases == {term.BELOW} and ratio.low > 1:
            return self._find(TURN, f"说低于，完成 {self._text(term.RATIO)}%")
        if cases == {term.ABOVE} and ratio.high < 1:
            return self._find(TURN, f"说高于，完成 {self._text(term.RATIO)}%")
        return []


# -- bases -------------------------------------------------------------------------------------


def _judge_bases(
    implied: Sequence[Implied], figures: StatedFigures, relations: Sequence[Balance]
) -> Iterator[Discrepancy]:
    """What the sentences imply of each base, quantity by quantity and in sums."""
    by_base: dict[str, dict[Steps, list[tuple[Bounds, ReadChange]]]] = defaultdict(dict)
    for (base, steps), within, change in implied:
        key = figures.same.get(steps, steps)
        by_base[base].setdefault(key, []).append((within, change))
    for base, quantities in by_base.items():
        met: dict[Steps, Bounds] = {}
        for steps, several in quantities.items():
            met[steps] = several[0][0]
            for within, change in several[1:]:
                both = met[steps].meet(within)
                if both.empty:
                    yield _tell_base(base, change, several[0][1])
                met[steps] = met[steps] if both.empty else both
        yield from _judge_sums(base, met, quantities, relations)


def _judge_sums(
    base: str,
    met: Mapping[Steps, Bounds],
    quantities: Mapping[Steps, Sequence[tuple[Bounds, ReadChange]]],
    relations: Sequence[Balance],
) -> Iterator[Discrepancy]:
    known = [it for it in relations if it.plus and all(term in met for term in it.terms)]
    broken = [it for it in known if ZERO not in it.gap(met.__getitem__)]
    held = [it for it in known if it not in broken]
    for cause, some in adding.find_causes(broken, held, {}).items():
        terms = [cause, *(it for it in some[0].terms if it != cause)]
        others = "、".join(map(show, terms[1:]))
        message = f"{show(cause)}：照句子推出的{base}，与 {others} 推出的加不起来"
        places = tuple(dict.fromkeys(quantities[it][0][1].place for it in terms))
        yield Discrepancy(BASE, cause, message, places, tuple(terms[1:]))


def _judge_reasons(
    changes: Sequence[ReadChange], implied: Sequence[Implied], figures: StatedFigures
) -> Iterator[Discrepancy]:
    """Reasons that are given for a movement in the other direction, or for none."""
    bases = {
        (base, figures.same.get(steps, steps)): (within, change)
        for (base, steps), within, change in implied
    }
    for it in changes:
        key = figures.same.get(it.steps, it.steps)
        base, told = bases.get((it.phrase.base, key), (UNKNOWN, it))
        if it.phrase.family != term.REASONED or not base.known:
            continue
        moved = bounds.add((figures.bounds(it.steps), base.negate()))
        if _is_silent(it) and ZERO not in moved:
            message = f"{show(it.steps)}：有增减，没有写原因"
            yield Discrepancy(UNREASONED, it.steps, message, (it.place, told.place))
            continue
        against = it.turns and (moved.high < 0 if it.turns[0] else moved.low > 0)
        still = it.cases == {term.FLAT} and ZERO not in moved
        if against or still:
            message = f"{show(it.steps)}：所说的原因与增减的方向不符"
            yield Discrepancy(TURN, it.steps, message, (it.place, told.place))


def _is_silent(it: ReadChange) -> bool:
    """Whether nothing is said where the form says why a figure moved, if it did."""
    return not (it.turns or it.parts) and not any(it.phrase.cases.get(case) for case in it.cases)


def _tell_base(base: str, one: ReadChange, other: ReadChange) -> Discrepancy:
    message = f"{show(one.steps)}：照两处的句子推出的{base}不是一个数"
    return Discrepancy(BASE, one.steps, message, (one.place, other.place), (other.steps,))
