"""A compiled form as plain data: what is to be printed, in order.

A program is a list of instructions made of texts, numbers, truth values and lists only, so that it
can be kept on disk and read back without anything being run:

    [TEXT, xml, paragraphs that begin in it, characters shown after the last of these (or in all)]
    [PRINT, paragraph of the form, path, filter or "", arguments, whether it stands in a text run]
    [LOOP, paragraph, variable, path, condition, instructions, instructions when there is no round]
    [CHOICE, paragraph, condition, instructions, instructions otherwise]

A path is a list of names; a step in brackets may itself be a path. A condition is a path, or
[NOT, condition], [AND, condition, condition], [OR, condition, condition] with the word in a list
of its own; none is null. `link` binds a program to its pack's filters; `filling` carries it out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from generator.book import Figure
from generator.ledger import Steps
from generator.marks import Aspect

Instruction = list[Any]
Path = list[Any]
Condition = list[Any] | None
Said = tuple[Aspect, Steps, str]  # what a piece of text says: an aspect of a figure, on a base
Piece = tuple[Said | None, str]
Filter = Callable[..., Sequence[Piece]]


@runtime_checkable
class NumberFilter(Protocol):
    """A filter that needs nothing but the figure itself."""

    def __call__(self, value: object) -> Sequence[Piece]:
        """What prints for a form's name, as any filter has it."""

    def of(self, figure: Figure) -> tuple[Aspect, str]:
        """What prints for a figure, and whether it is its value or a gap."""


TEXT, PRINT, LOOP, CHOICE = range(4)
NOT, AND, OR = ["not"], ["and"], ["or"]


class PhraseError(ValueError):
    """Something that cannot be printed as a form asks: what is wrong (`args[0]`)."""


class FormError(Exception):
    """A form that cannot be compiled or filled: the fault's code, words, help and place.

    `line` is a line of the prepared text while a form is compiled, its paragraph when it is filled.
    """

    def __init__(self, code: str, message: str, line: int, help_: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.line, self.help = code, message, line, help_


# -- linking -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """What stands in the form as it is: its XML, and how far it moves the place."""

    xml: str
    paragraphs: int
    tail: int


@dataclass(frozen=True, slots=True)
class Print:
    """A name to be printed, or a figure through a filter."""

    paragraph: int
    path: Path
    filter: Filter | None
    arguments: tuple[str, ...]
    shown: bool


@dataclass(slots=True)
class PrintNumber:
    """A figure to be printed through a number style: nine of ten prints of a form."""

    paragraph: int
    path: Path
    filter: NumberFilter
    shown: bool
    lasting: bool  # the path means the same figure in every document
    steps: Steps | None = None  # which, once it is known


@dataclass(frozen=True, slots=True)
class Loop:
    """Instructions to be carried out for every item of a list."""

    paragraph: int
    variable: str
    path: Path
    condition: Condition
    body: "Linked"
    otherwise: "Linked"


@dataclass(frozen=True, slots=True)
class Choice:
    """Instructions to be carried out when a condition holds, and others when it does not."""

    paragraph: int
    condition: Condition
    body: "Linked"
    otherwise: "Linked"


Step = Text | Print | PrintNumber | Loop | Choice
Linked = tuple[Step, ...]


def link(
    program: Iterable[Instruction],
    filters: Mapping[str, Filter],
    bound: frozenset[str] = frozenset(),
) -> Linked:
    """A program with its filters in place; `bound` are the variables of the loops around it."""
    return tuple(_linked(instruction, filters, bound) for instruction in program)


def _linked(instruction: Instruction, filters: Mapping[str, Filter], bound: frozenset[str]) -> Step:
    kind, *rest = instruction
    if kind == TEXT:
        return Text(*rest)
    if kind == PRINT:
        paragraph, path, name, arguments, shown = rest
        used = filters[name] if name else None
        lasting = path[0] not in bound and all(isinstance(step, str) for step in path)
        if isinstance(used, NumberFilter) and not arguments:
            return PrintNumber(paragraph, path, used, shown, lasting)
        return Print(paragraph, path, used, tuple(arguments), shown)
    paragraph, *how, body, otherwise = rest
    last = link(otherwise, filters, bound)
    if kind == CHOICE:
        return Choice(paragraph, how[0], link(body, filters, bound), last)
    variable, path, condition = how
    inner = link(body, filters, bound | {variable, "loop"})
    return Loop(paragraph, variable, path, condition, inner, last)
