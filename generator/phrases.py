"""From figures to words: the number styles, the phrase families, and the Jinja environment.

Only a filter turns a figure into text. Whatever else a form tries to print is a fault.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator import changes, dialect, marks
from generator.book import Figure
from generator.changes import Change
from generator.dialect import Environment, FormError, Markup, PhraseError, Template
from generator.marks import Aspect, Mark
from generator.money import Style
from generator.views import Cell, base_of, figure_of, note_of
from generator.vocabulary import (
    CHANGE,
    COMPLETION,
    DIFFERENCE,
    DIRECTION,
    FAMILIES,
    FILTER_NOTE,
    FILTER_ORDINAL,
    FILTER_REASON,
    KIND_YUAN,
    MISSING_TEXT,
    NO_BASE,
    PHRASE_BASE,
    PHRASE_FAMILY,
    PRIOR_YEAR,
    RATE,
    RATIO,
    REASON_END,
    REASONS,
)

Marker = Callable[[Mark, str], Markup]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One comparison: its family, its base, and its wording for every case of the family."""

    name: str
    family: str
    base: str
    cases: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """All that a pack says about words: number styles, phrases, and the phrases' own styles."""

    styles: Mapping[str, Style]
    phrases: Mapping[str, Phrase]
    phrase_styles: Mapping[str, str]

    def style_of(self, part: str) -> Style:
        """The number style of a phrase's 差额, 幅度 or 比率."""
        return self.styles[self.phrase_styles[part]]


def read_phrases(raw: Mapping[str, Any]) -> dict[str, Phrase]:
    """The phrases of a pack; each must word every case of its family and no other."""
    phrases = {}
    for name, entry in raw.items():
        cases = {k: str(v) for k, v in entry.items() if k not in (PHRASE_BASE, PHRASE_FAMILY)}
        family = str(entry.get(PHRASE_FAMILY, ""))
        if family not in FAMILIES:
            raise PhraseError(f"短语“{name}”的类只能是 {'、'.join(FAMILIES)}")
        wrong = set(FAMILIES[family]) ^ set(cases)
        if wrong:
            raise PhraseError(f"短语“{name}”的情形不全或多余：{'、'.join(sorted(wrong))}")
        for case, text in cases.items():
            _check_wording(name, case, text)
        phrases[name] = Phrase(name, family, str(entry.get(PHRASE_BASE, "")), cases)
    return phrases


_PARTS = frozenset((DIFFERENCE, RATE, RATIO, DIRECTION))


def _check_wording(name: str, case: str, text: str) -> None:
    try:
        dialect.compile_text(dialect.environment({}), text, _PARTS)
    except FormError as error:
        raise PhraseError(f"短语“{name}”的“{case}”：{error.message}") from error


def environment(wording: Wording, marker: Marker = marks.wrap) -> Environment:
    """The sandboxed environment that a form is compiled in, with the pack's filters only."""
    words = dialect.environment({})
    filters: dict[str, Callable[..., Markup | str]] = {
        FILTER_ORDINAL: chinese_ordinal,
        FILTER_REASON: _reason_filter(wording, marker),
        FILTER_NOTE: _note_filter(marker),
    }
    filters |= {name: _number_filter(style, marker) for name, style in wording.styles.items()}
    filters |= {
        name: _phrase_filter(phrase, wording, marker, words)
        for name, phrase in wording.phrases.items()
    }
    return dialect.environment(filters)


def _cell(value: object, name: str) -> Cell:
    if isinstance(value, Cell):
        return value
    dialect.demand(value)
    raise PhraseError(f"“{name}”前面应是一个数")


# -- number styles -----------------------------------------------------------------------------


def _number_filter(style: Style, marker: Marker) -> Callable[[object], Markup]:
    def show(value: object) -> Markup:
        figure = figure_of(_cell(value, style.name))
        mark = Mark(Aspect.VALUE, figure.address)
        if figure.void:
            if style.void is None:
                raise PhraseError(f"“{figure.address}”分母为零，“{style.name}”不能印")
            return marker(mark, style.void)
        if figure.value.is_nan():
            return marker(Mark(Aspect.NO_VALUE, figure.address), MISSING_TEXT)
        return marker(mark, style.show(figure.value))

    return show


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


def _phrase_filter(
    phrase: Phrase, wording: Wording, marker: Marker, env: Environment
) -> Callable[[object], Markup]:
    cases = {case: dialect.compile_text(env, text) for case, text in phrase.cases.items()}

    def compare(value: object) -> Markup:
        cell = _cell(value, phrase.name)
        figure = figure_of(cell)
        judged = _judge(phrase, cell, figure, wording)
        if isinstance(judged, Aspect):
            return marker(Mark(judged, figure.address, phrase.base), MISSING_TEXT)
        return _worded(cases[judged.case], judged, figure, phrase, wording, marker)

    return compare


def _judge(phrase: Phrase, cell: Cell, figure: Figure, wording: Wording) -> Change | Aspect:
    """The movement that a phrase words, or what is missing to tell it."""
    style = wording.style_of(DIFFERENCE)
    if phrase.family not in (CHANGE, COMPLETION):
        if figure.share is None:
            raise PhraseError(f"“{phrase.name}”前面应是一个占比")
        if any(part.is_nan() for part in figure.share):
            return Aspect.NO_VALUE
        return changes.proportion(*figure.share, style)
    return _movement(cell, figure, phrase.base, phrase.family, style)


def _movement(cell: Cell, figure: Figure, base: str, family: str, style: Style) -> Change | Aspect:
    if figure.kind != KIND_YUAN:
        raise PhraseError(f"“{figure.address}”不是金额，不能比较")
    before = base_of(cell, base)
    if figure.value.is_nan():
        return Aspect.NO_VALUE
    if before is None:
        if family != CHANGE:
            return Aspect.NO_BASE
        return Change(NO_BASE, Decimal(0))
    if before.value.is_nan():
        return Aspect.NO_BASE
    judge = changes.change if family == CHANGE else changes.completion
    return judge(figure.value, before.value, style)


def _worded(
    template: Template,
    judged: Change,
    figure: Figure,
    phrase: Phrase,
    wording: Wording,
    marker: Marker,
) -> Markup:
    def number(part: str, aspect: Aspect, value: Decimal) -> Markup:
        text = "" if value.is_nan() else wording.style_of(part).show(value)
        return marker(Mark(aspect, figure.address, phrase.base), text)

    return Markup(
        dialect.render(
            template,
            {
                DIFFERENCE: number(DIFFERENCE, Aspect.DIFFERENCE, judged.difference),
                RATE: number(RATE, Aspect.RATE, judged.rate),
                RATIO: number(RATIO, Aspect.RATE, judged.rate),
                DIRECTION: judged.direction,
            },
        )
    )


# -- words -----------------------------------------------------------------------------------


def _reason_filter(wording: Wording, marker: Marker) -> Callable[[object, str, str], Markup]:
    def reason(value: object, lead: str, end: str = REASON_END) -> Markup:
        cell = _cell(value, FILTER_REASON)
        figure = figure_of(cell)
        given = note_of(cell, REASONS).rstrip(CLOSING)
        if given:
            text = marker(Mark(Aspect.REASON, figure.address, PRIOR_YEAR), given)
        elif _unexplained(cell, figure, wording):
            text = marker(Mark(Aspect.NO_REASON, figure.address, PRIOR_YEAR), MISSING_TEXT)
        else:
            return Markup("")
        return Markup("{}{}{}").format(lead, text, end)

    return reason


def _note_filter(marker: Marker) -> Callable[..., Markup]:
    def note(value: object, section: str, lead: str = "", end: str = REASON_END) -> Markup:
        cell = _cell(value, FILTER_NOTE)
        address = figure_of(cell).address
        given = note_of(cell, section).rstrip(CLOSING)
        aspect = Aspect.NOTE if given else Aspect.NO_NOTE
        text = marker(Mark(aspect, address, section), given or MISSING_TEXT)
        return Markup("{}{}{}").format(lead, text, end)

    return note


def _unexplained(cell: Cell, figure: Figure, wording: Wording) -> bool:
    """Whether a movement is due a reason (none is when it prints as 持平)."""
    style = wording.style_of(DIFFERENCE)
    judged = _movement(cell, figure, PRIOR_YEAR, CHANGE, style)
    return isinstance(judged, Change) and judged.moved and judged.case != NO_BASE
