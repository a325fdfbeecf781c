"""A compiled form as plain data: what is to be printed, in order.

A program is a list of instructions made of texts, numbers, truth values and lists only, so that it
can be kept on disk and read back without anything being run:

    [BLOCK, texts, prints]: texts of the form with a print between each two
    [LOOP, paragraph, variable, path, condition, instructions, instructions when there is no round]
    [CHOICE, paragraph, condition, instructions, instructions otherwise]

    text: [xml, paragraphs that begin in it, characters shown after the last of these (or in all)]
    print: [paragraph of the form, path, filter or "", arguments, whether it stands in a text run]

A path is a list of names; a step in brackets may itself be a path. A condition is a path, or
[NOT, condition], [AND, condition, condition], [OR, condition, condition] with the word in a list
of its own; none is null. `link` binds a program to its pack's filters; `filling` carries it out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple, Protocol, runtime_checkable

from generator.addresses import Steps
from generator.figures.book import Figure
from generator.filling.marks import Aspect

Instruction = list[Any]
Path = list[Any]
Condition = list[Any] | None
Said = tuple[Aspect, Steps, str]  # what a piece of text says: an aspect of a figure, on a base
Piece = tuple[Said | None, str]
Filter = Callable[..., Sequence[Piece]]


@runtime_checkable
class NumberFilter(Protocol):
    """A filter that needs nothing but the figure itself."""

    @property
    def kept(self) -> Mapping[Decimal, str]:
        """What prints for values that were asked for before."""

    def __call__(self, value: object) -> Sequence[Piece]:
        """What prints for a form's name, as any filter has it."""

    def of(self, figure: Figure) -> tuple[Aspect, str]:
        """What prints for a figure, and whether it is its value or a gap."""


BLOCK, LOOP, CHOICE = range(3)
NOT, AND, OR = ["not"], ["and"], ["or"]


class FormError(Exception):
    """A form that cannot be compiled or filled: the fault's code, words, help and place.

    `line` is a line of the prepared text while a form is compiled, its paragraph when it is filled.
    """

    def __init__(self, code: str, message: str, line: int, help_: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.line, self.help = code, message, line, help_


# -- linking -----------------------------------------------------------------------------------


class Print(NamedTuple):
    """A name to be printed, or a figure through a filter."""

    paragraph: int
    path: Path
    filter: Filter | None
    arguments: tuple[str, ...]
    shown: bool


@dataclass(slots=True)
class PrintNumber:
    """A figure to be printed through a number style: every second print of a form."""

    paragraph: int
    path: Path
    filter: NumberFilter
    shown: bool
    lasting: bool  # the path means the same figure in every document
    steps: Steps | None = None  # which, once it is known


class Block(NamedTuple):
    """What stands in the form as it is, with the prints between.

    `moves` says of each text how far it moves the place: paragraphs, then characters.
    """

    texts: tuple[bytes, ...]
    moves: tuple[tuple[int, int], ...]
    prints: tuple[Print | PrintNumber, ...]


class Loop(NamedTuple):
    """Instructions to be carried out for every item of a list."""

    paragraph: int
    variable: str
    path: Path
    condition: Condition
    body: "Linked"
    otherwise: "Linked"


class Choice(NamedTuple):
    """Instructions to be carried out when a condition holds, and others when it does not."""

    paragraph: int
    condition: Condition
    body: "Linked"
    otherwise: "Linked"


Step = Block | Loop | Choice
Linked = tuple[Step, ...]


def link(program: Iterable[Instruction], filters: Mapping[str, Filter]) -> Linked:
    """A program with its filters in place."""
    numbers = {name: made for name, made in filters.items() if isinstance(made, NumberFilter)}
    return _Linker(filters, numbers).linked(program, frozenset())


@dataclass(frozen=True, slots=True)
class _Linker:
    """Makes steps of instructions; `bound` are the variables of the loops around them."""

    filters: Mapping[str, Filter]
    numbers: Mapping[str, NumberFilter]

    def linked(self, program: Iterable[Instruction], bound: frozenset[str]) -> Linked:
        return tuple(self.step(instruction, bound) for instruction in program)

    def step(self, instruction: Instruction, bound: frozenset[str]) -> Step:
        if instruction[0] == BLOCK:
            return self.block(instruction, bound)
        _, paragraph, *how, body, otherwise = instruction
        last = self.linked(otherwise, bound)
        if instruction[0] == CHOICE:
            return Choice(paragraph, how[0], self.linked(body, bound), last)
        variable, path, condition = how
        inner = self.linked(body, bound | {variable, "loop"})
        return Loop(paragraph, variable, path, condition, inner, last)

    def block(self, instruction: Instruction, bound: frozenset[str]) -> Block:
        _, texts, prints = instruction
        moves = tuple((paragraphs, tail) for _, paragraphs, tail in texts)
        made = tuple(self.print(bound, *given) for given in prints)
        return Block(tuple(text[0].encode() for text in texts), moves, made)

    def print(
        self,
        bound: frozenset[str],
        paragraph: int,
        path: Path,
        name: str,
        arguments: list[str],
        shown: bool,
    ) -> Print | PrintNumber:
        if arguments or name not in self.numbers:
            used = self.filters[name] if name else None
            return Print(paragraph, path, used, tuple(arguments), shown)
        lasting = path[0] not in bound and all(isinstance(step, str) for step in path)
        return PrintNumber(paragraph, path, self.numbers[name], shown, lasting)
