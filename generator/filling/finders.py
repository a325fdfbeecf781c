"""What finds the text or the figure of a print that is not at hand: by the names of its form."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from generator.addresses import Steps, is_code
from generator.books.books import Books
from generator.figures.book import Book, Figure
from generator.filling.cells import FigureView, RowOfList, RowView, figure_of, steps_of
from generator.filling.lookup import Names, link_path, rest_of
from generator.filling.numbers import Number
from generator.filling.program import Filter, NamePath, Print
from generator.packs.addressing import locate
from generator.packs.definitions import Table
from generator.packs.wording import PhraseError


class Finders(dict[int, Callable[..., Any]]):
    """By the number of a print in its block; each is made when it is asked for."""

    def __init__(self, prints: Sequence[Print], filters: Mapping[str, Filter]) -> None:
        self._prints, self._filters = prints, filters

    def __missing__(self, at: int) -> Callable[..., Any]:
        it = self._prints[at]
        used = self._filters[it.filter] if it.filter else None
        made = _link_figure(it.path, used) if isinstance(used, Number) else _link_text(it.path)
        self[at] = made
        return made


def _link_text(path: NamePath) -> Callable[[Names], str]:
    find = link_path(path)
    return lambda names: _text_of(find(names))


def _text_of(value: object) -> str:
    """A text that a form names; a figure needs a filter."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # the number of a round of a loop; figures are never plain integers
    raise PhraseError("数要经过数式或短语才能印出，如 {{ 数 | 万元 }}")


_ROWS = (RowView, RowOfList)  # whose columns are figures, whatever else they offer
# The rows of a table have so many accounts, unit after unit; no more are remembered.
_MOST_LEARNED = 4096


def _link_figure(path: NamePath, used: Number) -> Callable[[Names, Books, Steps], Figure]:
    """Finds a figure that is not computed yet; where it was once found, its address will do."""
    find = link_path(path)
    learned: dict[Steps, tuple[str, str] | None] = {}  # with the account that the form names
    names_account = any(map(is_code, rest_of(path)))
    first, last, is_pair = str(path[0]), path[-1], len(path) == 2

    def figure(names: Names, books: Books, steps: Steps) -> Figure:
        owner: Any = names.get(first)
        if is_pair and type(owner) in _ROWS and last in owner._node.columns:
            return books.now.figure(steps)
        if steps in learned:
            account = learned[steps]
            # One unit names an account that no table knows, the next one does not.
            if account is None or books.name_of(*account):
                return books.now.figure(steps)
        value: Any = find(names)
        if not isinstance(value, FigureView):
            used(value)  # says what it takes instead
        if steps == steps_of(value) and len(learned) < _MOST_LEARNED:
            learned[steps] = _account_of(books.now, steps) if names_account else None
        return figure_of(value)

    return figure


def _account_of(book: Book, steps: Steps) -> tuple[str, str] | None:
    """The table of accounts and the code of the row that an address is in; None for other rows."""
    table, owner = locate(book.root, steps)
    if isinstance(table, Table) and table.classification and is_code(row := steps[len(owner)]):
        return table.classification, row
    return None
