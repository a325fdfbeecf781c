"""What a correction turns round: trends, plans met or missed, shares, and percentages past 100."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from generator import vocabulary as term
from generator.addresses import Steps, show
from generator.compare import tokens
from generator.corrections.dossier import Dossier
from generator.figures import changes
from generator.figures.book import Figure
from generator.figures.changes import Change
from generator.filling.marks import CHANGES, Aspect
from generator.packs.addressing import AddressError

_MOVED = (*CHANGES, Aspect.REASON, Aspect.NO_REASON)
HUNDRED = Decimal(100)
WITHIN, BEYOND = "不到100%", "达到或超过100%"


class Flip(NamedTuple):
    """One comparison whose case changed, by its address and base."""

    steps: Steps
    base: str
    old: str
    new: str
    reason: str = ""
    turned: bool = False

    @property
    def address(self) -> str:
        """The address as people read it: 表[科目].栏."""
        return show(self.steps)

    @property
    def stale(self) -> bool:
        """Whether the movement is another one and the stated reason is still the old one."""
        return self.turned and bool(self.reason)


def compare(old: Dossier, new: Dossier) -> tuple[Flip, ...]:
    """Every comparison that either document words and that turned round."""
    compared = dict.fromkeys(
        (item.mark.base, item.mark.steps)
        for item in (*new.outcome.printed, *old.outcome.printed)
        if item.mark.aspect in _MOVED
    )
    turned = [flip for base, steps in compared for flip in _flips(old, new, base, steps)]
    known = {(flip.steps, flip.base) for flip in turned}
    crossed = (flip for flip in _crossings(old, new) if (flip.steps, flip.base) not in known)
    return (*turned, *crossed)


def find_figure(of: Dossier, base: str, steps: Steps) -> Figure | None:
    """A figure of this year or of a base, or None where there is none at the address."""
    book = of.book(base)
    try:
        return None if book is None else book.figure(steps)
    except (AddressError, LookupError):
        return None


def _flips(old: Dossier, new: Dossier, base: str, steps: Steps) -> Iterator[Flip]:
    for family in _families(new, base):
        before, after = (_judge(of, base, steps, family) for of in (old, new))
        if before is not None and after is not None and before.case != after.case:
            reason = _shared_reason(old, new, base, steps) if family == term.CHANGE else ""
            yield Flip(steps, base, before.case, after.case, reason, _turns(before, after))


def _turns(old: Change, new: Change) -> bool:
    """Whether what a reason explains is another movement: the other way, gone, or only begun."""
    if old.moved and new.moved:
        return old.direction != new.direction
    return old.moved != new.moved


def _families(of: Dossier, base: str) -> Iterable[str]:
    if not base:
        return (term.PROPORTION,)
    found = [p.family for p in of.pack.wording.phrases.values() if p.base == base]
    movements = (term.REASONED, term.PAIRED)
    return dict.fromkeys(term.CHANGE if it in movements else it for it in found)


def _judge(of: Dossier, base: str, steps: Steps, family: str) -> Change | None:
    """The case of a comparison, as the form's phrases would find it."""
    now, style = find_figure(of, "", steps), of.pack.wording.style_of(term.DIFFERENCE)
    if now is None or (now.value.is_nan() and family != term.PROPORTION):
        return None
    if family == term.PROPORTION:
        known = now.share and not any(part.is_nan() for part in now.share)
        return changes.proportion(*now.share) if now.share and known else None
    if of.books.bases.get(base) is None:
        return Change(term.NO_BASE, Decimal(0))
    before = find_figure(of, base, steps)
    if before is None or before.value.is_nan():
        return None
    judge = changes.completion if family == term.COMPLETION else changes.change
    return judge(now.value, before.value, style)


def _shared_reason(old: Dossier, new: Dossier, base: str, steps: Steps) -> str:
    """The reason stated for a figure, where it is the same in both filings."""
    section = new.books.reasons.get(base, "")
    before, after = (of.books.notes.get(section, {}).get(steps, "") for of in (old, new))
    return after if before == after else ""


# -- past one hundred --------------------------------------------------------------------------


def _crossings(old: Dossier, new: Dossier) -> Iterator[Flip]:
    before, after = _percentages(old), _percentages(new)
    for key, value in after.items():
        if key in before and (before[key] < HUNDRED) != (value < HUNDRED):
            sides = (WITHIN, BEYOND) if before[key] < HUNDRED else (BEYOND, WITHIN)
            yield Flip(key[1], key[0], *sides)


def _percentages(of: Dossier) -> dict[tuple[str, Steps], Decimal]:
    """Every percentage that is printed, by its base and address; as printed in a comparison."""
    percentages: dict[tuple[str, Steps], Decimal] = {}
    for (aspect, steps, base), text, *_ in of.outcome.printed:
        if aspect is Aspect.RATE and text.endswith("%"):
            percentages[base, steps] = tokens.value(text)
        elif aspect is Aspect.VALUE and not base:
            ratio = find_figure(of, "", steps)
            if ratio is not None and ratio.kind == term.KIND_RATIO and not ratio.value.is_nan():
                percentages["", steps] = ratio.value * HUNDRED
    return percentages
