"""A compiled form as plain data: what is to be printed, in order.

A program is a tuple of instructions, all of them named tuples that whoever wants to know what a
form says may go through, forwards or backwards:

    Block    what stands in the form as it is (`Fixed`), with a `Print` between each two
    Loop     a program to be carried out for every item of a list, and one for when there is none
    Choice   a program to be carried out when a condition holds, and one for when it does not

A `NamePath` is a tuple of names; a step in brackets may itself be a path. A condition is `Name` (a
path that stands for something true), `Not`, `And` or `Or` of conditions. `dialect` makes a program
of a form's text, `template` measures it, `filling` links it to a pack's filters and carries it out;
`plain` and `read` turn it into what JSON holds and back, without anything being run.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from generator.addresses import Steps
from generator.filling.marks import Aspect

NamePath = tuple["str | NamePath", ...]
Said = tuple[Aspect, Steps, str]  # what a piece of text says: an aspect of a figure, on a base
Piece = tuple[Said | None, str]
Filter = Callable[..., Sequence[Piece]]


class FormError(Exception):
    """A form that cannot be compiled or filled: the fault's code, words, help and place.

    `line` is a line of the prepared text while a form is compiled, its paragraph when it is filled.
    """

    def __init__(self, code: str, message: str, line: int, help_: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.line, self.help = code, message, line, help_


# -- conditions --------------------------------------------------------------------------------


class Name(NamedTuple):
    """Holds when what a path stands for is true: a truth value, a text that is not empty."""

    path: NamePath


class Not(NamedTuple):
    """Holds when a condition does not."""

    condition: "Condition"


class And(NamedTuple):
    """Holds when both conditions do."""

    first: "Condition"
    second: "Condition"


class Or(NamedTuple):
    """Holds when one of two conditions does."""

    first: "Condition"
    second: "Condition"


Condition = Name | Not | And | Or


# -- instructions ------------------------------------------------------------------------------


class Fixed(NamedTuple):
    """XML that stands in the form as it is (UTF-8), and how far it moves the place.

    `paragraphs` begin in it; `tail` characters are shown after the last of these (or in all).
    """

    xml: bytes
    paragraphs: int = 0
    tail: int = 0


class Print(NamedTuple):
    """What a path stands for, printed in a paragraph of the form (from 1; 0: outside of any).

    `filter` is the name of a number style or a phrase, empty for a text that prints as it is;
    `shown` says whether it stands in a text run, where a reader sees it.
    """

    paragraph: int
    path: NamePath
    filter: str = ""
    arguments: tuple[str, ...] = ()
    shown: bool = False


class Block(NamedTuple):
    """Fixed texts, one more than there are prints, which stand between them."""

    texts: tuple[Fixed, ...]
    prints: tuple[Print, ...]


def join(block: Block, after: Block) -> Block:
    """Two blocks as one."""
    (*texts, last), (first, *others) = block.texts, after.texts
    tail = first.tail if first.paragraphs else last.tail + first.tail
    middle = Fixed(last.xml + first.xml, last.paragraphs + first.paragraphs, tail)
    return Block((*texts, middle, *others), block.prints + after.prints)


class Loop(NamedTuple):
    """Instructions for every item of a list that a condition (None: any) holds for."""

    paragraph: int
    variable: str
    path: NamePath
    condition: Condition | None
    body: "Program"
    otherwise: "Program"


class Choice(NamedTuple):
    """Instructions for when a condition holds, and others for when it does not."""

    paragraph: int
    condition: Condition
    body: "Program"
    otherwise: "Program"


Instruction = Block | Loop | Choice
Program = tuple[Instruction, ...]


# -- kept as plain data ------------------------------------------------------------------------


_REFUSED = "not a program"
_TOLD_APART = (Block, Loop, Choice, Name, Not, And, Or)


def plain(value: object) -> Any:
    """A program as lists of texts, numbers and truth values."""
    if isinstance(value, bytes):
        return value.decode()
    if not isinstance(value, tuple):
        return value
    kind = [type(value).__name__] if isinstance(value, _TOLD_APART) else []
    return [*kind, *map(plain, value)]


def read(kept: object) -> Program:
    """The program that was made plain; a `ValueError` for anything else."""
    match kept:
        case list(instructions):
            return tuple([_instruction(it) for it in instructions])
    raise ValueError(_REFUSED)


def _instruction(kept: object) -> Instruction:
    match kept:
        case ["Block", list(texts), list(prints)] if len(texts) == len(prints) + 1:
            return Block(tuple([_fixed(it) for it in texts]), tuple([_print(it) for it in prints]))
        case ["Loop", int(paragraph), str(variable), path, when, body, otherwise]:
            condition = None if when is None else _condition(when)
            return Loop(paragraph, variable, _path(path), condition, read(body), read(otherwise))
        case ["Choice", int(paragraph), when, body, otherwise]:
            return Choice(paragraph, _condition(when), read(body), read(otherwise))
    raise ValueError(_REFUSED)


# A form has thousands of these two: their types are compared, which is sooner than matching them.
def _fixed(kept: Any) -> Fixed:
    if type(kept) is list and [*map(type, kept)] == [str, int, int]:
        return Fixed(kept[0].encode(), kept[1], kept[2])
    raise ValueError(_REFUSED)


def _print(kept: Any) -> Print:
    if type(kept) is list and [*map(type, kept)] == [int, list, str, list, bool]:
        paragraph, path, name, arguments, shown = kept
        if all(type(it) is str for it in arguments):
            return Print(paragraph, _path(path), name, tuple(arguments), shown)
    raise ValueError(_REFUSED)


def _path(kept: Any) -> NamePath:
    if type(kept) is list and kept and type(kept[0]) is str:
        return tuple([it if type(it) is str else _path(it) for it in kept])
    raise ValueError(_REFUSED)


def _condition(kept: object) -> Condition:
    match kept:
        case ["Name", path]:
            return Name(_path(path))
        case ["Not", condition]:
            return Not(_condition(condition))
        case ["And" | "Or" as word, first, second]:
            kind = And if word == "And" else Or
            return kind(_condition(first), _condition(second))
    raise ValueError(_REFUSED)
