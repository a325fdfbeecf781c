"""From figures to words: the phrase families and, with the number styles, all of a form's filters.

Only a filter turns a figure into text. Whatever else a form tries to print is a fault.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator import vocabulary as term
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
from generator.filling.numbers import Number, chinese_ordinal, figure_view
from generator.filling.program import Filter, Piece
from generator.money import Style
from generator.packs.wording import Phrase, PhraseError, Wording, cut


def filters(wording: Wording) -> dict[str, Filter]:
    """All that may stand behind a bar in a form: each turns a figure into pieces of text."""
    return {
        term.FILTER_ORDINAL: lambda number: [(None, chinese_ordinal(number))],
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
    cases = {case: cut(text) for case, text in phrase.cases.items()}

    def compare(value: object) -> Sequence[Piece]:
        cell = figure_view(value, phrase.name)
        figure = figure_of(cell)
        judged = _judge(phrase, cell, figure, wording)
        if isinstance(judged, Aspect):
            return [((judged, figure.steps, phrase.base), term.MISSING_TEXT)]
        return list(_word(cases[judged.case], judged, cell, phrase, wording))

    return compare


def _judge(phrase: Phrase, cell: FigureView, figure: Figure, wording: Wording) -> Change | Aspect:
    """The movement that a phrase words, or what is missing to tell it."""
    style = wording.style_of(term.DIFFERENCE)
    if phrase.family == term.PROPORTION:
        if figure.share is None:
            raise PhraseError(f"“{phrase.name}”前面应是一个占比")
        if any(part.is_nan() for part in figure.share):
            return Aspect.NO_VALUE
        return changes.proportion(*figure.share)
    judged = _movement(cell, figure, phrase.base, phrase.family, style)
    if phrase.family == term.REASONED and isinstance(judged, Change):
        return changes.explained(judged)
    return judged


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


def _word(
    pieces: Sequence[str], judged: Change, cell: FigureView, phrase: Phrase, wording: Wording
) -> Iterator[Piece]:
    for number, piece in enumerate(pieces):
        if number % 2 == 0:
            yield None, piece
        elif piece == term.DIRECTION:
            yield None, judged.direction
        elif piece in term.YEARS:
            yield None, year_of(cell, piece)
        elif piece == term.FILTER_REASON:
            yield _reason(cell, phrase.base)
        else:
            yield _compared(piece, judged, cell, phrase.base, wording)


def _compared(field: str, judged: Change, cell: FigureView, base: str, wording: Wording) -> Piece:
    """What a field of a wording says of a movement: by how much, at what rate, from what."""
    aspect = Aspect.DIFFERENCE if field == term.DIFFERENCE else Aspect.RATE
    value = judged.difference if aspect is Aspect.DIFFERENCE else judged.rate
    if field == term.BASE_VALUE and (before := base_of(cell, base)) is not None:
        aspect, value = Aspect.VALUE, before.value
    text = "" if value.is_nan() else wording.style_of(field).show(value)
    return (aspect, figure_of(cell).steps, base), text


# -- two figures in one phrase -------------------------------------------------------------------

_OF_OTHER = {term.OTHER_DIFFERENCE: term.DIFFERENCE, term.OTHER_RATE: term.RATE}


def _pair_filter(phrase: Phrase, wording: Wording) -> Filter:
    """Two figures told together where they move alike, else each by a phrase of its own."""
    cases = {case: cut(text) for case, text in phrase.cases.items()}
    alone = _phrase_filter(wording.phrases[phrase.each], wording)
    style = wording.style_of(term.DIFFERENCE)

    def compare(value: object) -> Sequence[Piece]:
        one = figure_view(value, phrase.name)
        views = (one, beside(one, phrase.other))
        found = [_movement(it, figure_of(it), phrase.base, term.CHANGE, style) for it in views]
        judged = [it for it in found if isinstance(it, Change)]
        if len(judged) < len(found):
            return list(_miss(found, views, phrase.base))
        pieces = cases[changes.pair(*judged)]
        return list(_word_both(pieces, judged, views, alone, phrase, wording))

    return compare


def _miss(
    found: Sequence[Change | Aspect], views: Sequence[FigureView], base: str
) -> Iterator[Piece]:
    """What is missing of each of two figures."""
    for it, cell in zip(found, views, strict=True):
        if isinstance(it, Aspect):
            yield (it, figure_of(cell).steps, base), term.MISSING_TEXT


def _word_both(
    pieces: Sequence[str],
    judged: Sequence[Change],
    views: Sequence[FigureView],
    alone: Filter,
    phrase: Phrase,
    wording: Wording,
) -> Iterator[Piece]:
    for number, piece in enumerate(pieces):
        if number % 2 and piece in (term.THIS_PHRASE, term.OTHER_PHRASE):
            yield from alone(views[piece == term.OTHER_PHRASE])
        elif number % 2 and piece in _OF_OTHER:
            yield _compared(_OF_OTHER[piece], judged[1], views[1], phrase.base, wording)
        else:
            said = ["", piece] if number % 2 else [piece]
            yield from _word(said, judged[0], views[0], phrase, wording)


# -- words -----------------------------------------------------------------------------------


def _reason_filter(wording: Wording) -> Filter:
    def reason(value: object, lead: str, end: str = term.REASON_END) -> Sequence[Piece]:
        cell = figure_view(value, term.FILTER_REASON)
        figure = figure_of(cell)
        stated = reason_of(cell, term.PRIOR_YEAR).rstrip(CLOSING)
        if not stated and not _is_unexplained(cell, figure, wording):
            return []
        return [(None, lead), _reason(cell, term.PRIOR_YEAR), (None, end)]

    return reason


def _reason(cell: FigureView, base: str) -> Piece:
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


def _is_unexplained(cell: FigureView, figure: Figure, wording: Wording) -> bool:
    """Whether a movement is due a reason (none is when it prints as 持平)."""
    style = wording.style_of(term.DIFFERENCE)
    judged = _movement(cell, figure, term.PRIOR_YEAR, term.CHANGE, style)
    return isinstance(judged, Change) and judged.moved and judged.case != term.NO_BASE
