"""From figures to numbers as they print: the number styles, and numbers in words."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from generator import vocabulary as term
from generator.figures.book import Figure
from generator.filling.cells import FigureView, figure_of
from generator.filling.marks import Aspect
from generator.filling.program import Piece
from generator.money import Style
from generator.packs.wording import PhraseError


def figure_view(value: object, name: str) -> FigureView:
    """The figure that stands before a filter; a `PhraseError` for anything else."""
    if isinstance(value, FigureView):
        return value
    raise PhraseError(f"“{name}”前面应是一个数")


# The same amount stands in many tables; so many different ones no document has.
_MOST_KEPT = 4096


class Number:
    """A number style as a filter; `kept` has the texts of values."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.kept: dict[Decimal, str] = {}

    def __call__(self, value: object) -> Sequence[Piece]:
        figure = figure_of(figure_view(value, self.style.name))
        is_gap = figure.value.is_nan() and not figure.void
        aspect = Aspect.NO_VALUE if is_gap else Aspect.VALUE
        return (((aspect, figure.steps, ""), self.show(figure)),)

    def show(self, figure: Figure) -> str:
        """What prints for a figure."""
        value, style = figure.value, self.style
        if self._is_plain(value):
            return self._keep(value)
        if value.is_zero():
            return style.show(value) if figure.paths else str(style.unstated)
        if not figure.void:
            return term.MISSING_TEXT
        if style.void is None:
            raise PhraseError(f"“{figure.address}”分母为零，“{style.name}”不能印")
        return style.void

    def show_value(self, value: Decimal) -> str | None:
        """What prints for a value, whatever figure it is of; None where it takes that to know."""
        text = self.kept.get(value)
        return self._keep(value) if text is None and self._is_plain(value) else text

    def _is_plain(self, value: Decimal) -> bool:
        """Whether a value alone says what prints: of a zero it may matter whether it was stated."""
        return not (value.is_nan() or (self.style.unstated is not None and value.is_zero()))

    def _keep(self, value: Decimal) -> str:
        if len(self.kept) >= _MOST_KEPT:
            self.kept.clear()
        text = self.kept[value] = self.style.show(value)
        return text


_DIGITS = "零一二三四五六七八九"


def chinese_ordinal(number: object) -> str:
    """1 → 一, 10 → 十, 23 → 二十三, 105 → 一百零五; for headings and items, so 1 to 999."""
    if not isinstance(number, int) or not 0 < number < 1000:
        raise PhraseError("中文数字只能用于 1 到 999 的序号")
    return _spell(number)


def ordinal(number: object) -> Sequence[Piece]:
    """The filter of these."""
    return [(None, chinese_ordinal(number))]


@lru_cache(maxsize=1000)
def _spell(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    head = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        head += "十" if number < 20 else f"{_DIGITS[tens]}十"
    elif hundreds and units:
        head += "零"
    return head + (_DIGITS[units] if units else "")
