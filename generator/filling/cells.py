"""What a Word form may name of figures: a figure, a row of a table, a table.

These objects, and those of `records`, offer a form nothing but the names that the pack defines (by
`[...]`), so that a form can reach neither Python's attributes nor methods. Figures print only
through a filter.
"""

from collections.abc import Mapping
from typing import Any, NoReturn

from generator import vocabulary as term
from generator.addresses import Steps
from generator.books.books import Books
from generator.figures.book import Figure
from generator.figures.columns import ColumnSums
from generator.filling.remainders import (
    figure_has_remainder,
)
from generator.packs.addressing import AddressError

NOTHING: Mapping[Any, Any] = {}


class Named:
    """Base of all form objects: names only through `[...]`, no truth value of its own.

    Each knows what the pack defines at its address, and under which of its names texts stand that
    print as they are.
    """

    __slots__ = ("_books", "_node", "_stated", "_steps")

    def __init__(
        self, books: Books, steps: Steps, node: Any = None, stated: Mapping[Any, Any] = NOTHING
    ) -> None:
        self._books, self._steps, self._node, self._stated = books, steps, node, stated

    def __bool__(self) -> NoReturn:
        raise AddressError(f"“{'.'.join(self._steps)}”不能直接用作条件", f"用 .{term.HAS_MONEY}")

    def __getitem__(self, name: object) -> Any:
        raise KeyError(name)


class FigureView(Named):
    """One figure in a form; filters take it from here."""

    __slots__ = ()

    def __getitem__(self, name: object) -> bool:
        if name == term.HAS_MONEY:
            return is_something(figure_of(self), unknown=True)
        if name == term.HAS_REMAINDER:
            return figure_has_remainder(self._books, figure_of(self).steps)
        raise KeyError(name)


_NOWHERE = ("",)


def steps_of(owner: object) -> Steps:
    """The address that the figures under a form's name begin with; others have none."""
    return owner._steps if isinstance(owner, Named) else _NOWHERE


def at_hand(owner: object) -> tuple[Mapping[Any, Any], Steps]:
    """What is stated under the names of an owner, and the address its figures begin with.

    What is a text there prints as it is.
    """
    if isinstance(owner, Named):
        return owner._stated, owner._steps
    return owner if isinstance(owner, dict) else NOTHING, _NOWHERE


def figure_of(cell: FigureView) -> Figure:
    """The figure behind a form's name."""
    return cell._books.now.figure(cell._steps)


def beside(cell: FigureView, steps: Steps) -> FigureView:
    """Another figure of the same books."""
    return FigureView(cell._books, cell._books.now.canonical(steps))


def base_of(cell: FigureView, base: str) -> Figure | None:
    """The same figure on a base, or None where the filing says there is nothing to compare."""
    book = cell._books.bases[base]
    return None if book is None else book.figure(cell._steps)


def year_of(cell: FigureView, name: str) -> str:
    """The year of the filing that a figure is of, or the one before it, by what it is called."""
    return years(cell._books)[name]


def years(books: Books) -> dict[str, str]:
    """The year of a filing and the one before it, by what they are called."""
    year = str(books.texts[term.FISCAL_YEAR])
    return {term.FISCAL_YEAR: year, term.YEAR_BEFORE: str(int(year) - 1)}


def is_something(figure: Figure, unknown: bool) -> bool:
    """Whether a figure is not nil; a share of nothing is, and of a missing one `unknown` says."""
    if figure.value.is_nan():
        return unknown and not figure.void
    return not figure.value.is_zero()


def note_of(cell: FigureView, section: str) -> str:
    """What a section of the filing (the reasons, say) states in words for a figure, or nothing."""
    if section not in cell._books.notes:
        raise AddressError(f"填报文件没有“{section}”一节", near=(section, cell._books.notes))
    return cell._books.notes[section].get(figure_of(cell).steps, "")


def reason_of(cell: FigureView, base: str) -> str:
    """What the filing states as the reason of a figure's movement from a base, or nothing."""
    return note_of(cell, cell._books.reasons.get(base, term.REASONS))


class RowView(Named):
    """One row of a table: its code, its name, its columns, and the rows of the accounts above it.

    Those are asked for by their levels; of a level below its own a row has none.
    """

    __slots__ = ()

    def __getitem__(self, name: object) -> Any:
        if name in self._node.columns:
            return FigureView(self._books, (*self._steps, str(name)))
        if name == term.CODE:
            return self._steps[-1]
        if name == term.NAME:
            return self._name()
        if name == term.HAS_MONEY:
            return self._has_money()
        levels = self._books.levels.get(self._node.classification or "", {})
        if name in levels:
            return self._owner(str(name), levels)
        return FigureView(self._books, self._books.now.canonical((*self._steps, str(name))))

    def _owner(self, level: str, levels: Mapping[str, int]) -> "RowView | Mapping[str, str]":
        """The row of the account on a level, which knows where its own digits begin."""
        code, size = self._steps[-1], levels[level]
        above = max((it for it in levels.values() if it < size), default=0)
        # A level that is not disclosed has the length of the one that it prints as.
        is_first = next(it for it, length in levels.items() if length == size) == level
        if code in self._node.rows or len(code) < size or not is_first:
            return NO_ROW
        return OwnerView(self._books, (*self._steps[:-1], code[:size]), self._node, above)

    def _has_money(self) -> bool:
        cells = ((*self._steps, column) for column in self._node.columns)
        return any(is_something(self._books.now.figure(cell), unknown=True) for cell in cells)

    def _name(self) -> str:
        if self._steps[-1] in self._node.rows:
            return self._steps[-1]
        found = self._books.name_of(self._node.classification or "", self._steps[-1])
        return found or term.MISSING_TEXT


# What prints of the account on a level that a row has none of: its cells stay empty.
NO_ROW: Mapping[str, str] = dict.fromkeys((term.CODE, term.NAME, term.OWN_CODE), "")


class RowOfList(RowView):
    """The row of an account in a list; what that prints of it is at hand: code, name, sums.

    No column may be called like the code or the name, as it would go first.
    """

    __slots__ = ("sums",)

    def __init__(self, books: Books, steps: Steps, node: Any, sums: ColumnSums) -> None:
        code = steps[-1]
        name = books.name_of(node.classification or "", code) or term.MISSING_TEXT
        self._books, self._steps, self._node = books, steps, node
        self._stated, self.sums = {term.CODE: code, term.NAME: name}, sums


class OwnerView(RowView):
    """A row by its level: besides all else, the digits of its code that are that level's own."""

    __slots__ = ("_above",)

    def __init__(self, books: Books, steps: Steps, node: Any, above: int) -> None:
        super().__init__(books, steps, node)
        self._above = above  # how many digits the level above has

    def __getitem__(self, name: object) -> Any:
        if name == term.OWN_CODE:
            return self._steps[-1][self._above :]
        return super().__getitem__(name)
