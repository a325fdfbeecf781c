"""What carries out the prints of a block: small functions, made once for each form.

Of a row or a record the address and the texts are known before its names are asked one by one:
what is stated prints at once, and a figure that was computed before is found by its address.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from generator.addresses import Steps, is_code
from generator.books.books import Books
from generator.figures.book import Book, Figure
from generator.filling import prints
from generator.filling.cells import FigureView, figure_of, steps_of
from generator.filling.lookup import Names, link_path
from generator.filling.phrases import Number
from generator.filling.prints import Says
from generator.filling.program import Block, Filter, NamePath, Print
from generator.filling.records import stated_by
from generator.packs.wording import PhraseError


@dataclass(slots=True)
class Page:
    """What was carried out so far.

    Each block's own XML, the texts of its prints (an empty one ends the block), and what those of
    them say that go through a filter.
    """

    books: Books
    blocks: list[Block] = field(default_factory=list)
    fixed: list[bytes] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    said: list[Says] = field(default_factory=list)


Step = Callable[[Names, Page], None]  # carries out instructions, or prints


def link_prints(group: Sequence[Print], filters: Mapping[str, Filter]) -> Iterator[Step]:
    """The prints of a block in order; neighbours of one owner and one style are one step."""

    def kind(it: Print) -> tuple[Filter | None, str, bool]:
        used = filters[it.filter] if it.filter else None
        return used, str(it.path[0]), bool(it.arguments)

    for (used, owner, arguments), alike in groupby(group, kind):
        if used is None:
            yield _link_texts(owner, alike)
        elif isinstance(used, Number) and not arguments:
            yield _link_numbers(owner, alike, used)
        else:
            yield from (_link_phrase(it, used) for it in alike)


def _link_texts(owner: str, group: Iterable[Print]) -> Step:
    finders = [(it.path[-1] if len(it.path) == 2 else None, link_path(it.path)) for it in group]

    def carry(names: Names, page: Page) -> None:
        stated, texts = stated_by(names.get(owner)), page.texts
        for name, find in finders:
            text = stated.get(name)
            texts.append(text if type(text) is str else _text_of(find(names)))

    return carry


def _text_of(value: object) -> str:
    """A text that a form names; a figure needs a filter."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # the number of a round of a loop; figures are never plain integers
    raise PhraseError("数要经过数式或短语才能印出，如 {{ 数 | 万元 }}")


def _link_phrase(it: Print, used: Filter) -> Step:
    owner, rest, find, arguments = str(it.path[0]), _rest(it.path), link_path(it.path), it.arguments

    def carry(names: Names, page: Page) -> None:
        steps = steps_of(names.get(owner)) + rest
        known = steps in page.books.now.known
        pieces = used(FigureView(page.books, steps) if known else find(names), *arguments)
        page.texts.append(prints.join(pieces))
        page.said.append(pieces)

    return carry


def _rest(path: NamePath) -> Steps:
    """What follows the owner's address; a path in brackets is never a step of a known one."""
    return tuple(map(str, path[1:]))


def _link_numbers(owner: str, group: Iterable[Print], used: Number) -> Step:
    """Figures under one name: their addresses begin with its own."""
    kept, show = used.kept, used.show
    numbers = [(_rest(it.path), _link_figure(it.path, used)) for it in group]

    def carry(names: Names, page: Page) -> None:
        known, steps = page.books.now.known, steps_of(names.get(owner))
        texts, said = page.texts, page.said
        for rest, find in numbers:
            figure = known.get(steps + rest) or find(names, page.books.now, steps + rest)
            text = kept.get(figure.value)
            texts.append(show(figure) if text is None else text)
            said.append(figure)

    return carry


# The rows of a table have so many accounts, unit after unit; no more are remembered.
_MOST_LEARNED = 4096


def _link_figure(path: NamePath, used: Number) -> Callable[[Names, Book, Steps], Figure]:
    """Finds a figure that is not computed yet; where it was once found, its address will do."""
    find = link_path(path)
    learned: set[Steps] = set()
    # One unit names an account that no table knows, the next one does not.
    lasting = not any(map(is_code, _rest(path)))

    def figure(names: Names, book: Book, steps: Steps) -> Figure:
        if steps in learned:
            return book.figure(steps)
        value: Any = find(names)
        if not isinstance(value, FigureView):
            used(value)  # says what it takes instead
        if lasting and steps == steps_of(value) and len(learned) < _MOST_LEARNED:
            learned.add(steps)
        return figure_of(value)

    return figure
