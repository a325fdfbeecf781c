"""From figures to words: the number styles and the phrase families, as a form's filters.

Only a filter turns a figure into text. Whatever else a form tries to print is a fault.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from generator import vocabulary as term
from generator.figures import changes
from generator.figures.book import Figure
from generator.figures.changes import Change
from generator.filling.cells import FigureView, base_of, figure_of, note_of, reason_of, year_of
from generator.filling.marks import Aspect
from generator.filling.prints import aspect_of
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
        **{name: _phrase_filter(it, wording) for name, it in wording.phrases.items()},
    }


def _figure_view(value: object, name: str) -> FigureView:
    if isinstance(value, FigureView):
        return value
    raise PhraseError(f"“{name}”前面应是一个数")


# -- number styles -----------------------------------------------------------------------------


# The same amount stands in many tables; so many different ones no document has.
_MOST_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Number:
    """A number style as a filter."""

    style: Style
    kept: dict[Decimal, str] = field(default_factory=dict, compare=False)

    def __call__(self, value: object) -> Sequence[Piece]:
        figure = figure_of(_figure_view(value, self.style.name))
        return (((aspect_of(figure), figure.steps, ""), self.show(figure)),)

    def show(self, figure: Figure) -> str:
        """What prints for a figure; its text is kept for all of the same value.

        A zero is not kept where it matters whether somebody stated it.
        """
        if self.style.unstated is not None and figure.value.is_zero():
            return self.style.show(figure.value) if figure.paths else self.style.unstated
        if not figure.value.is_nan():
            if len(self.kept) >= _MOST_KEPT:
                self.kept.clear()
            text = self.kept[figure.value] = self.style.show(figure.value)
            return text
        if not figure.void:
            return term.MISSING_TEXT
        if self.style.void is None:
            raise PhraseError(f"“{figure.address}”分母为零，“{self.style.name}”不能印")
        return self.style.void


# What the officer may have put after a text that the form itself closes.
CLOSING = "。；，"
_DIGITS = "零一二三四五六七八九"


def chinese_ordinal(number: object) -> str:
    """1 → 一, 10 → 十, 23 → 二十三, 105 → 一百零五; for headings and items, so 1 to 999."""
    if not isinstance(number, int) or not 0 < number < 1000:
        raise PhraseError("中文数字只能用于 1 到 999 的序号")
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    head = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        head += "十" if number < 20 else f"{_DIGITS[tens]}十"
    elif hundreds and units:
        head += "零"
    return head + (_DIGITS[units] if units else "")


# -- phrases -----------------------------------------------------------------------------------


def _phrase_filter(phrase: Phrase, wording: Wording) -> Filter:
    cases = {case: cut(text) for case, text in phrase.cases.items()}

    def compare(value: object) -> Sequence[Piece]:
        cell = _figure_view(value, phrase.name)
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
            aspect = Aspect.DIFFERENCE if piece == term.DIFFERENCE else Aspect.RATE
            value = judged.difference if aspect is Aspect.DIFFERENCE else judged.rate
            text = "" if value.is_nan() else wording.style_of(piece).show(value)
            yield (aspect, figure_of(cell).steps, phrase.base), text


# -- words -----------------------------------------------------------------------------------


def _reason_filter(wording: Wording) -> Filter:
    def reason(value: object, lead: str, end: str = term.REASON_END) -> Sequence[Piece]:
        cell = _figure_view(value, term.FILTER_REASON)
        figure = figure_of(cell)
        stated = reason_of(cell, term.PRIOR_YEAR)
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
    cell = _figure_view(value, term.FILTER_NOTE)
    note = note_of(cell, section).rstrip(CLOSING)
    said = (Aspect.NOTE if note else Aspect.NO_NOTE, figure_of(cell).steps, section)
    return [(None, lead), (said, note or term.MISSING_TEXT), (None, end)]


def _is_unexplained(cell: FigureView, figure: Figure, wording: Wording) -> bool:
    """Whether a movement is due a reason (none is when it prints as 持平)."""
    style = wording.style_of(term.DIFFERENCE)
    judged = _movement(cell, figure, term.PRIOR_YEAR, term.CHANGE, style)
    return isinstance(judged, Change) and judged.moved and judged.case != term.NO_BASE
