"""How wide the columns of a table are, by what they hold; and whether it needs a wide page."""

from collections.abc import Sequence
from enum import Enum

from generator.layouts.pieces import Size

_CODE, _CODE_OF_MANY, _DIGITS, _NUMBER = 1200, 568, 400, 900
_FIGURES = (1300, 1150, 1050, 980, 880, 810)  # tried from the widest on
_FITTING = (3200, 1900)  # what a column of words should have, or at least
_MOST_ON_TALL, _MANY_ON_WIDE = 6, 11
_MOST_PLAIN = 9


class Column(Enum):
    """What a column holds."""

    CODE = "code"
    DIGITS = "digits"  # a part of a code
    WORDS = "words"
    FIGURE = "figure"
    NUMBER = "number"


def needs_wide(columns: Sequence[Column]) -> bool:
    """Whether so many columns want a page on its side; parts of a code are one."""
    told = [it for it in columns if it is not Column.DIGITS]
    return len(told) > _MOST_ON_TALL


def size_of(columns: Sequence[Column], wide: bool) -> Size:
    """How large a table with these columns is written."""
    if len([it for it in columns if it is not Column.DIGITS]) >= _MANY_ON_WIDE:
        return Size.SMALL
    return Size.DENSE if not wide and len(columns) >= _MOST_PLAIN else Size.PLAIN


def share_out(columns: Sequence[Column], whole: int) -> tuple[int, ...]:
    """The width of each column; those of words share what the others leave."""
    words = columns.count(Column.WORDS)
    tried = [(least, figure) for least in _FITTING for figure in _FIGURES]
    fitting = (
        figure
        for least, figure in tried
        if whole - sum(_fix(it, columns, figure) for it in columns) >= least * words
    )
    figure = next(fitting, _FIGURES[-1]) if words else whole // len(columns)
    left = whole - sum(_fix(it, columns, figure) for it in columns)
    shared = max(left, 0) // max(words, 1)
    widths = [shared if it is Column.WORDS else _fix(it, columns, figure) for it in columns]
    widths[-1] += whole - sum(widths)  # what division leaves over
    return tuple(widths)


def _fix(column: Column, columns: Sequence[Column], figure: int) -> int:
    """The width of a column that does not share; nothing of one that does."""
    code = _CODE if columns.count(Column.CODE) == 1 else _CODE_OF_MANY
    fixed = {Column.CODE: code, Column.DIGITS: _DIGITS, Column.NUMBER: _NUMBER}
    return 0 if column is Column.WORDS else fixed.get(column, figure)
