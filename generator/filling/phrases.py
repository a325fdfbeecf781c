"""From figures to words: the phrase families and, with the number styles, all of a form's filters.

Only a filter turns a figure into text. Whatever else a form tries to print is a fault.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from generator import vocabulary as term
from generator.addresses import Steps
from generator.figures import changes
from generator.figures.book import Figure
from generator.figures.changes import Change
from generator.filling.cells import (
    FigureView,
    base_of,
    beside,
    figure_of,
    note_of,
    reason_of,
    year_of,
)
from generator.filling.marks import Aspect
from generator.filling.numbers import Number, figure_view, ordinal
from generator.filling.program import Filter, Piece, Said
from generator.money import Style
from generator.packs.wording import Phrase, PhraseError, Wording, cut


def filters(wording: Wording) -> dict[str, Filter]:
    """All that may stand behind a bar in a form: each turns a figure into pieces of text."""
    return {
        term.FILTER_ORDINAL: ordinal,
        term.FILTER_REASON: _reason_filter(wording),
        term.FILTER_NOTE: _note,
        **{name: Number(style) for name, style in wording.styles.items()},
        **{name: _filter_of(it, wording) for name, it in wording.phrases.items()},
    }


# What the officer may have put after a text that the form itself closes.
CLOSING = "。；，"


# -- phrases -----------------------------------------------------------------------------------


def _filter_of(phrase: Phrase, wording: Wording) -> Filter:
    return (_pair_filter if phrase.family == term.PAIRED else _phrase_filter)(phrase, wording)


def _phrase_filter(phrase: Phrase, wording: Wording) -> Filter:
    judge = _link_judge(phrase, wording.style_of(term.DIFFERENCE))
    cases = {case: _link_words(text, phrase.base, wording) for case, text in phrase.cases.items()}

    def compare(value: object) -> Sequence[Piece]:
        cell = figure_view(value, phrase.name)
        figure = figure_of(cell)
        judged = judge(cell, figure)
        if isinstance(judged, Aspect):
            return [((judged, figure.steps, phrase.base), term.MISSING_TEXT)]
        said, steps = cases[judged.case], figure.steps
        return [it if isinstance(it, tuple) else it(judged, cell, steps) for it in said]

    return compare


def _link_judge(phrase: Phrase, style: Style) -> Callable[[FigureView, Figure], Change | Aspect]:
    """Finds the movement that a phrase words, or what is missing to tell it."""
    base, family = phrase.base, phrase.family

    def judge(cell: FigureView, figure: Figure) -> Change | Aspect:
        judged = _movement(cell, figure, base, family, style)
        if family == term.REASONED and isinstance(judged, Change):
            return changes.explained(judged)
        return judged

    def judge_share(_: FigureView, figure: Figure) -> Change | Aspect:
        if figure.share is None:
            raise PhraseError(f"“{phrase.name}”前面应是一个占比")
        part, whole = figure.share
        if part.is_nan() or whole.is_nan():
            return Aspect.NO_VALUE
        return changes.proportion(part, whole)

    return judge_share if family == term.PROPORTION else judge


def _movement(
    cell: FigureView, figure: Figure, base: str, family: str, style: Style
) -> Change | Aspect:
    if figure.kind != term.KIND_YUAN:
        raise PhraseError(f"“{figure.address}”不是金额，不能比较")
    before = base_of(cell, base)
    if figure.value.is_nan():
        return Aspect.NO_VALUE
    if before is None and family != term.COMPLETION:
        return Change(term.NO_BASE, Decimal(0))
    if before is None or before.value.is_nan():
        return Aspect.NO_BASE
    judge = changes.completion if family == term.COMPLETION else changes.change
    return judge(figure.value, before.value, style)


# What a field of a wording says of a movement of a figure, which has an address.
_Say = Callable[[Change, FigureView, Steps], Piece]


def _link_words(text: str, base: str, wording: Wording) -> Sequence[Piece | _Say]:
    """A wording in pieces: those that are always the same, and what says the others."""
    return [
        _link_field(it, base, wording) if number % 2 else (None, it)
        for number, it in enumerate(cut(text))
    ]


def _link_field(field: str, base: str, wording: Wording) -> _Say:
    if field == term.DIRECTION:
        return lambda judged, _cell, _steps: (None, judged.direction)
    if field in term.YEARS:
        return lambda _judged, cell, _steps: (None, year_of(cell, field))
    if field == term.FILTER_REASON:
        return lambda _judged, cell, _steps: _reason(cell, base)
    return _link_compared(field, base, wording.style_of(field))


def _link_compared(field: str, base: str, style: Style) -> _Say:
    """What a field of a wording says of a movement: by how much, at what rate, from what."""
    aspect = Aspect.DIFFERENCE if field == term.DIFFERENCE else Aspect.RATE
    show = style.show

    def say(judged: Change, _: FigureView, steps: Steps) -> Piece:
        value = judged.difference if aspect is Aspect.DIFFERENCE else judged.rate
        return (aspect, steps, base), "" if value.is_nan() else show(value)

    def say_base(judged: Change, cell: FigureView, steps: Steps) -> Piece:
        before = base_of(cell, base)
        if before is None:
            return say(judged, cell, steps)
        text = "" if before.value.is_nan() else show(before.value)
        return (Aspect.VALUE, steps, base), text

    return say_base if field == term.BASE_VALUE else say


# -- two figures in one phrase -------------------------------------------------------------------

_OF_OTHER = {term.OTHER_DIFFERENCE: term.DIFFERENCE, term.OTHER_RATE: term.RATE}


def _pair_filter(phrase: Phrase, wording: Wording) -> Filter:
    """Two figures told together where they move alike, else each by a phrase of its own."""
    alone = _phrase_filter(wording.phrases[phrase.each], wording)
    cases = {
        case: _link_both(text, phrase.base, alone, wording) for case, text in phrase.cases.items()
    }
    style = wording.style_of(term.DIFFERENCE)

    def compare(value: object) -> Sequence[Piece]:
        one = figure_view(value, phrase.name)
        views = (one, beside(one, phrase.other))
        found = [_movement(it, figure_of(it), phrase.base, term.CHANGE, style) for it in views]
        judged = [it for it in found if isinstance(it, Change)]
        if len(judged) < len(found):
            return list(_miss(found, views, phrase.base))
        return [it for say in cases[changes.pair(*judged)] for it in say(judged, views)]

    return compare


def _miss(
    found: Sequence[Change | Aspect], views: Sequence[FigureView], base: str
) -> Iterator[Piece]:
    """What is missing of each of two figures."""
    for it, cell in zip(found, views, strict=True):
        if isinstance(it, Aspect):
            yield (it, figure_of(cell).steps, base), term.MISSING_TEXT


# What a piece of a wording of two figures says of both.
_SayBoth = Callable[[Sequence[Change], Sequence[FigureView]], Sequence[Piece]]


def _link_both(text: str, base: str, alone: Filter, wording: Wording) -> Sequence[_SayBoth]:
    return [
        _link_one(it, base, alone, wording) if number % 2 else _say_always(it)
        for number, it in enumerate(cut(text))
    ]


def _say_always(text: str) -> _SayBoth:
    return lambda _judged, _views: [(None, text)]


def _link_one(field: str, base: str, alone: Filter, wording: Wording) -> _SayBoth:
    """What says a field: a phrase of its own for one of them, or a movement of one of them."""
    if field in (term.THIS_PHRASE, term.OTHER_PHRASE):
        which = int(field == term.OTHER_PHRASE)
        return lambda _judged, views: alone(views[which])
    of = int(field in _OF_OTHER)
    say = _link_field(_OF_OTHER.get(field, field), base, wording)
    return lambda judged, views: [say(judged[of], views[of], figure_of(views[of]).steps)]


# -- words -----------------------------------------------------------------------------------


def _reason_filter(wording: Wording) -> Filter:
    def reason(value: object, lead: str, end: str = term.REASON_END) -> Sequence[Piece]:
        cell = figure_view(value, term.FILTER_REASON)
        said, text = _reason(cell, term.PRIOR_YEAR)
        if said[0] is Aspect.NO_REASON and not _is_unexplained(cell, wording):
            return []
        return [(None, lead), (said, text), (None, end)]

    return reason


def _reason(cell: FigureView, base: str) -> tuple[Said, str]:
    """What the filing states as the reason of a movement from a base, or that it states none."""
    stated = reason_of(cell, base).rstrip(CLOSING)
    aspect = Aspect.REASON if stated else Aspect.NO_REASON
    return (aspect, figure_of(cell).steps, base), stated or term.MISSING_TEXT


def _note(
    value: object, section: str, lead: str = "", end: str = term.REASON_END
) -> Sequence[Piece]:
    cell = figure_view(value, term.FILTER_NOTE)
    note = note_of(cell, section).rstrip(CLOSING)
    said = (Aspect.NOTE if note else Aspect.NO_NOTE, figure_of(cell).steps, section)
    return [(None, lead), (said, note or term.MISSING_TEXT), (None, end)]


def _is_unexplained(cell: FigureView, wording: Wording) -> bool:
    """Whether a movement is due a reason (none is when it prints as 持平)."""
    style = wording.style_of(term.DIFFERENCE)
    judged = _movement(cell, figure_of(cell), term.PRIOR_YEAR, term.CHANGE, style)
    return isinstance(judged, Change) and judged.moved and judged.case != term.NO_BASE
