"""From figures to numbers as they print: the number styles, and numbers in words."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from generator import vocabulary as term
from generator.figures.book import Figure
from generator.filling.cells import FigureView, figure_of
from generator.filling.prints import aspect_of
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


class _StyledTexts(dict[Decimal, str | None]):
    """How values print in a style; None where it takes the figure to know.

    A zero is not kept where it matters whether somebody stated it.
    """

    def __init__(self, style: Style) -> None:
        self._style = style

    def __missing__(self, value: Decimal) -> str | None:
        if value.is_nan() or (value.is_zero() and self._style.unstated is not None):
            return None
        if len(self) >= _MOST_KEPT:
            self.clear()
        text = self[value] = self._style.show(value)
        return text


class Number:
    """A number style as a filter; `texts`: what prints for values, whatever figures they are of."""

    def __init__(self, style: Style) -> None:
        self.style, self.texts = style, _StyledTexts(style)

    def __call__(self, value: object) -> Sequence[Piece]:
        figure = figure_of(figure_view(value, self.style.name))
        return (((aspect_of(figure), figure.steps, ""), self.show(figure)),)

    def show(self, figure: Figure) -> str:
        """What prints for a figure."""
        value, style = figure.value, self.style
        text = None if value.is_nan() else self.texts[value]
        if text is not None:
            return text
        if value.is_zero():
            return style.show(value) if figure.paths else str(style.unstated)
        if not figure.void:
            return term.MISSING_TEXT
        if style.void is None:
            raise PhraseError(f"“{figure.address}”分母为零，“{style.name}”不能印")
        return style.void


_DIGITS = "零一二三四五六七八九"


def chinese_ordinal(number: object) -> str:
    """1 → 一, 10 → 十, 23 → 二十三, 105 → 一百零五; for headings and items, so 1 to 999."""
    if not isinstance(number, int) or not 0 < number < 1000:
        raise PhraseError("中文数字只能用于 1 到 999 的序号")
    return _spell(number)


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
