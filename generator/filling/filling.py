"""Carry out a form's program: every print of it, in order.

Linking makes a small function of each instruction, once; a form is then filled by calling them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto
from itertools import groupby
from typing import Any, NamedTuple

from generator.addresses import Steps
from generator.books.books import Books
from generator.figures.book import Book, Figure
from generator.filling import lookup, prints
from generator.filling.cells import FigureView, figure_of, steps_of
from generator.filling.lookup import LOOP, Names
from generator.filling.prints import Run, Says
from generator.filling.program import (
    Block,
    Choice,
    Filter,
    FormError,
    Instruction,
    Loop,
    NamePath,
    NumberFilter,
    Print,
    Program,
)
from generator.filling.records import stated_by
from generator.packs.addressing import AddressError
from generator.packs.wording import PhraseError

_FAULTS = (LookupError, ValueError, TypeError)


@dataclass(slots=True)
class _Page:
    """What was carried out so far.

    Each block's own XML, what its prints say, and their texts: an empty one ends the block.
    """

    book: Book
    blocks: list[Block] = field(default_factory=list)
    fixed: list[bytes] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    said: list[Says] = field(default_factory=list)


Step = Callable[[Names, _Page], None]  # carries out instructions, or prints


class _Kind(Enum):
    TEXT, NUMBER, PHRASE = auto(), auto(), auto()


class Linked(NamedTuple):
    """A program ready to be carried out with a pack's filters."""

    program: Program
    filters: Mapping[str, Filter]
    steps: Sequence[Step]


def link(program: Program, filters: Mapping[str, Filter]) -> Linked:
    """A program with its filters in place."""
    return Linked(program, filters, _Linker(filters).steps(program))


def run(linked: Linked, names: Names, books: Books) -> Run:
    """The text that a program makes of names, with every printed figure and its place.

    What cannot be printed is a `FormError` with the paragraph of the form.
    """
    page = _Page(books.now)
    for step in linked.steps:
        step(names, page)
    return prints.write(page.blocks, page.fixed, page.texts, page.said)


def _form_error(error: Exception, paragraph: int) -> FormError:
    if isinstance(error, PhraseError):
        return FormError("D504", str(error), paragraph)
    if isinstance(error, AddressError):
        return FormError("D503", error.message, paragraph, error.help)
    return FormError("D504", "这里的名称或写法用得不对", paragraph)


# -- instructions ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Linker:
    """Makes steps of instructions."""

    filters: Mapping[str, Filter]

    def steps(self, program: Program) -> tuple[Step, ...]:
        return tuple([self.step(instruction) for instruction in program])

    def step(self, instruction: Instruction) -> Step:
        if isinstance(instruction, Block):
            return _block(instruction, self.printers(instruction.prints))
        body, otherwise = self.steps(instruction.body), self.steps(instruction.otherwise)
        if isinstance(instruction, Choice):
            return _choice(instruction, body, otherwise)
        return _loop(instruction, body, otherwise)

    def printers(self, prints: Sequence[Print]) -> Iterator[Step]:
        """Texts, and numbers, of the same owner that follow one another are printed together."""
        for (kind, owner), group in groupby(prints, lambda it: (self.kind(it), str(it.path[0]))):
            if kind is _Kind.TEXT:
                yield _texts(owner, group)
            elif kind is _Kind.NUMBER:
                yield _numbers(owner, group, self.filters)
            else:
                yield from (_phrase(it, self.filters[it.filter]) for it in group)

    def kind(self, it: Print) -> _Kind:
        if not it.filter:
            return _Kind.TEXT
        number = not it.arguments and isinstance(self.filters[it.filter], NumberFilter)
        return _Kind.NUMBER if number else _Kind.PHRASE


def _block(block: Block, printers: Iterable[Step]) -> Step:
    printers, fixed = tuple(printers), tuple([it.xml for it in block.texts])

    def carry(names: Names, page: _Page) -> None:
        texts = page.texts
        begun = len(texts)
        try:
            for printer in printers:
                printer(names, page)
        except _FAULTS as error:
            failed = block.prints[len(texts) - begun]
            raise _form_error(error, failed.paragraph) from error
        texts.append("")
        page.said.append(None)
        page.blocks.append(block)
        page.fixed += fixed

    return carry


def _loop(loop: Loop, body: Iterable[Step], otherwise: Iterable[Step]) -> Step:
    variable, list_items = loop.variable, lookup.lister(loop)

    def carry(names: Names, page: _Page) -> None:
        try:
            items = list_items(names)
        except _FAULTS as error:
            raise _form_error(error, loop.paragraph) from error
        inner = dict(names)
        for index, item in enumerate(items):
            inner[variable], inner[LOOP] = item, lookup.numbers(index, len(items))
            for step in body:
                step(inner, page)
        for step in () if items else otherwise:
            step(names, page)

    return carry


def _choice(choice: Choice, body: Iterable[Step], otherwise: Iterable[Step]) -> Step:
    holds = lookup.judge(choice.condition)

    def carry(names: Names, page: _Page) -> None:
        try:
            steps = body if holds(names) else otherwise
        except _FAULTS as error:
            raise _form_error(error, choice.paragraph) from error
        for step in steps:
            step(names, page)

    return carry


# -- prints ------------------------------------------------------------------------------------


def _texts(owner: str, group: Iterable[Print]) -> Step:
    finders = [(it.path[-1] if len(it.path) == 2 else None, lookup.finder(it.path)) for it in group]
    nothing = [None] * len(finders)

    def printer(names: Names, page: _Page) -> None:
        stated, texts = stated_by(names.get(owner)), page.texts
        for name, find in finders:
            text = stated.get(name)
            texts.append(text if type(text) is str else _text_of(find(names)))
        page.said += nothing

    return printer


def _text_of(value: object) -> str:
    """A text that a form names; a figure needs a filter."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # the number of a round of a loop; figures are never plain integers
    raise PhraseError("数要经过数式或短语才能印出，如 {{ 数 | 万元 }}")


def _phrase(it: Print, used: Filter) -> Step:
    find, arguments = lookup.finder(it.path), it.arguments

    def printer(names: Names, page: _Page) -> None:
        pieces = used(find(names), *arguments)
        page.texts.append(prints.joined(pieces))
        page.said.append(pieces)

    return printer


def _numbers(owner: str, group: Iterable[Print], filters: Mapping[str, Filter]) -> Step:
    """Figures under one name: their addresses begin with its own."""
    numbers = [_number(it.path, filters[it.filter]) for it in group]

    def printer(names: Names, page: _Page) -> None:
        known, steps = page.book.known, steps_of(names.get(owner))
        texts, said = page.texts, page.said
        for rest, find, kept, show in numbers:
            figure = known.get(steps + rest) or find(names)
            texts.append(kept.get(figure.value) or show(figure))
            said.append(figure)

    return printer


_Number = tuple[Steps, Callable[[Names], Figure], Mapping[Decimal, str], Callable[[Figure], str]]


def _number(path: NamePath, used: Filter) -> _Number:
    """What follows the owner's address, how to find the figure, and what prints for it."""
    assert isinstance(used, NumberFilter)
    find = lookup.finder(path)

    def figure(names: Names) -> Figure:
        value: Any = find(names)
        if not isinstance(value, FigureView):
            used(value)  # says what it takes instead
        return figure_of(value)

    # A path in brackets is never a step of an address; then the figure has to be found.
    return tuple(map(str, path[1:])), figure, used.kept, used.show
