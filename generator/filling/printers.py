"""What carries out the prints of a block: small functions, made once for each form.

Of a row or a record the address and the texts are known before its names are asked one by one:
what is stated prints at once, and a figure that was computed before is found by its address.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Any

from generator.addresses import Steps
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

    Each block's own XML, what its prints say, and their texts: an empty one ends the block.
    """

    book: Book
    blocks: list[Block] = field(default_factory=list)
    fixed: list[bytes] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    said: list[Says] = field(default_factory=list)


Step = Callable[[Names, Page], None]  # carries out instructions, or prints


def link_prints(group: Sequence[Print], filters: Mapping[str, Filter]) -> Iterator[Step]:
    """The prints of a block in order; texts, or numbers, of one owner that meet are one step."""

    def kind(it: Print) -> tuple[bool, bool, str]:
        number = it.filter and not it.arguments and isinstance(filters[it.filter], Number)
        return not it.filter, bool(number), str(it.path[0])

    for (text, number, owner), alike in groupby(group, kind):
        if text:
            yield _link_texts(owner, alike)
        elif number:
            yield _link_numbers(owner, alike, filters)
        else:
            yield from (_link_phrase(it, filters[it.filter]) for it in alike)


def _link_texts(owner: str, group: Iterable[Print]) -> Step:
    finders = [(it.path[-1] if len(it.path) == 2 else None, link_path(it.path)) for it in group]
    nothing = [None] * len(finders)

    def carry(names: Names, page: Page) -> None:
        stated, texts = stated_by(names.get(owner)), page.texts
        for name, find in finders:
            text = stated.get(name)
            texts.append(text if type(text) is str else _text_of(find(names)))
        page.said += nothing

    return carry


def _text_of(value: object) -> str:
    """A text that a form names; a figure needs a filter."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # the number of a round of a loop; figures are never plain integers
    raise PhraseError("数要经过数式或短语才能印出，如 {{ 数 | 万元 }}")


def _link_phrase(it: Print, used: Filter) -> Step:
    find, arguments = link_path(it.path), it.arguments

    def carry(names: Names, page: Page) -> None:
        pieces = used(find(names), *arguments)
        page.texts.append(prints.joined(pieces))
        page.said.append(pieces)

    return carry


def _link_numbers(owner: str, group: Iterable[Print], filters: Mapping[str, Filter]) -> Step:
    """Figures under one name: their addresses begin with its own."""
    numbers = [_link_number(it.path, filters[it.filter]) for it in group]

    def carry(names: Names, page: Page) -> None:
        known, steps = page.book.known, steps_of(names.get(owner))
        texts, said = page.texts, page.said
        for rest, find, kept, show in numbers:
            figure = known.get(steps + rest) or find(names)
            texts.append(kept.get(figure.value) or show(figure))
            said.append(figure)

    return carry


_Number = tuple[Steps, Callable[[Names], Figure], Mapping[Decimal, str], Callable[[Figure], str]]


def _link_number(path: NamePath, used: Filter) -> _Number:
    """What follows the owner's address, how to find the figure, and what prints for it."""
    assert isinstance(used, Number)
    find = link_path(path)

    def figure(names: Names) -> Figure:
        value: Any = find(names)
        if not isinstance(value, FigureView):
            used(value)  # says what it takes instead
        return figure_of(value)

    # A path in brackets is never a step of an address; then the figure has to be found.
    return tuple(map(str, path[1:])), figure, used.kept, used.show
