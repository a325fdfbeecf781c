"""From figures to numbers as they print: the number styles, and numbers in words."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from generator import vocabulary as term
from generator.figures.book import Figure
from generator.filling.cells import FigureView, figure_of
from generator.filling.prints import aspect_of
from generator.filling.program import Piece
from generator.frozen import Frozen, field
from generator.money import Style
from generator.packs.wording import PhraseError


def figure_view(value: object, name: str) -> FigureView:
    """The figure that stands before a filter; a `PhraseError` for anything else."""
    if isinstance(value, FigureView):
        return value
    raise PhraseError(f"“{name}”前面应是一个数")


# The same amount stands in many tables; so many different ones no document has.
_MOST_KEPT = 4096


class Number(Frozen):
    """A number style as a filter."""

    style: Style
    kept: dict[Decimal, str] = field(default_factory=dict, compare=False)

    def __call__(self, value: object) -> Sequence[Piece]:
        figure = figure_of(figure_view(value, self.style.name))
        return (((aspect_of(figure), figure.steps, ""), self.show(figure)),)

    def show(self, figure: Figure) -> str:
        """What prints for a figure; its text is kept for all of the same value.

        A zero is not kept where it matters whether somebody stated it.
        """
        value, style, kept = figure.value, self.style, self.kept
        if value.is_zero() and style.unstated is not None:
            return style.show(value) if figure.paths else style.unstated
        if not value.is_nan():
            if len(kept) >= _MOST_KEPT:
                kept.clear()
            text = kept[value] = style.show(value)
            return text
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
