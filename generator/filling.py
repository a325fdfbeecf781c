"""Carry out a form's program: its text, and every printed figure with the place it stands at."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from generator.diagnostics import did_you_mean
from generator.marks import Mark, mark
from generator.program import (
    AND,
    NOT,
    OR,
    Choice,
    Condition,
    FormError,
    Linked,
    Loop,
    Path,
    PhraseError,
    Print,
    PrintNumber,
    Said,
    Text,
)
from generator.views import Books, Cell, Named, RecordsView, figure_of, steps_of

Names = Mapping[str, Any]

# What must not stand in XML as it is, or in one line of a paragraph.
SPECIAL = re.compile("[&<>\"'\r\n]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"})


def escape(text: str) -> str:
    """A text as XML holds it, in an element or an attribute."""
    return text.translate(_ENTITIES)


class Printed(NamedTuple):
    """One figure as printed: its mark, its text, and where the text stands in the document.

    `paragraph` counts the part's paragraphs from 1, table cells included, in document order;
    `offset` counts the characters of the paragraph's text before it.
    """

    mark: Mark
    text: str
    part: str
    paragraph: int
    offset: int


@dataclass(slots=True)
class Run:
    """What a program has written so far, and where in the part it has come to."""

    books: Books | None
    written: list[str] = field(default_factory=list)
    said: list[tuple[Said, str, int, int]] = field(default_factory=list)
    paragraph: int = 0
    offset: int = 0

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self.written)

    def printed(self, part: str) -> Iterator[Printed]:
        """Every printed figure with its place in the part that was filled."""
        for said, text, paragraph, offset in self.said:
            yield Printed(mark(*said), text, part, paragraph, offset)


def run(program: Linked, names: Names, books: Books | None = None) -> Run:
    """The text that a program makes of names, with every printed figure and its place.

    What cannot be printed is a `FormError` with the paragraph of the form.
    """
    state = Run(books)
    _run(program, names, state)
    return state


def _run(program: Linked, names: Names, state: Run) -> None:
    step: Any = None
    try:
        for step in program:
            if type(step) is Text:  # every second step, so it has no function of its own
                state.written.append(step.xml)
                if step.paragraphs:
                    state.paragraph += step.paragraphs
                    state.offset = step.tail
                else:
                    state.offset += step.tail
            else:
                _ACTIONS[type(step)](step, names, state)
    except (LookupError, ValueError, TypeError) as error:
        raise _form_error(error, step.paragraph) from error
    except FormError as error:
        error.line = error.line or step.paragraph
        raise


def _print_number(step: PrintNumber, names: Names, state: Run) -> None:
    if step.steps is not None and state.books is not None:
        figure = state.books.now.figure(step.steps)
    else:
        value = look_up(step.path, names)
        if not isinstance(value, Cell):
            step.filter(value)  # says what it takes instead
        if step.lasting:
            step.steps = steps_of(value)
        figure = figure_of(value)
    aspect, text = step.filter.of(figure)
    state.written.append(escape(text) if SPECIAL.search(text) else text)
    if step.shown:
        said = (aspect, figure.steps, "")
        state.said.append((said, text, state.paragraph, state.offset))
        state.offset += len(text)


def _print(step: Print, names: Names, state: Run) -> None:
    value = look_up(step.path, names)
    if step.filter is None:
        _write(_text(value), step.shown, state)
        return
    for said, text in step.filter(value, *step.arguments):
        if said is not None and step.shown:
            state.said.append((said, text, state.paragraph, state.offset))
        _write(text, step.shown, state)


def _write(text: str, shown: bool, state: Run) -> None:
    if SPECIAL.search(text):
        if "\n" in text or "\r" in text:
            raise PhraseError("一段文字里不能有换行")
        state.written.append(escape(text))
    else:
        state.written.append(text)
    if shown:
        state.offset += len(text)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # the number of a round of a loop; figures are never plain integers
    raise PhraseError("数要经过数式或短语才能印出，如 {{ 数 | 万元 }}")


def _loop(step: Loop, names: Names, state: Run) -> None:
    rounds = _rounds(step, names)
    for index, item in enumerate(rounds):
        numbers = _numbers(index, len(rounds))
        _run(step.body, {**names, step.variable: item, "loop": numbers}, state)
    if not rounds:
        _run(step.otherwise, names, state)


def _choose(step: Choice, names: Names, state: Run) -> None:
    _run(step.body if _holds(step.condition, names) else step.otherwise, names, state)


_ACTIONS: Mapping[type, Callable[[Any, Names, Run], None]] = {
    Print: _print,
    PrintNumber: _print_number,
    Loop: _loop,
    Choice: _choose,
}


def _rounds(step: Loop, names: Names) -> list[Any]:
    over = look_up(step.path, names)
    if not isinstance(over, list | tuple | RecordsView):
        raise PhraseError("这里的名称不是清单，不能逐条循环")
    if step.condition is None:
        return list(over)
    return [item for item in over if _holds(step.condition, {**names, step.variable: item})]


def _numbers(index: int, length: int) -> dict[str, int | bool]:
    """What `loop` answers to in a round of a loop."""
    return {
        "index": index + 1,
        "index0": index,
        "revindex": length - index,
        "revindex0": length - index - 1,
        "length": length,
        "first": index == 0,
        "last": index == length - 1,
    }


def _holds(condition: Condition, names: Names) -> bool:
    assert condition
    if condition[0] == NOT:
        return not _holds(condition[1], names)
    if condition[0] == AND:
        return _holds(condition[1], names) and _holds(condition[2], names)
    if condition[0] == OR:
        return _holds(condition[1], names) or _holds(condition[2], names)
    return bool(look_up(condition, names))


_WITH_NAMES = (Named, dict)


def look_up(path: Path, names: Names) -> Any:
    """What a path of names stands for."""
    value: Any = names
    for step in path:
        name = step if type(step) is str else str(look_up(step, names))
        # A text, a number or a list has no names, whatever Python would answer.
        if not isinstance(value, _WITH_NAMES):
            raise _unknown(name, ())
        try:
            value = value[name]
        except KeyError as error:
            raise _unknown(name, names if value is names else ()) from error
    return value


def _unknown(name: str, known: Iterable[str]) -> FormError:
    return FormError("D503", f"没有“{name}”这个名称", 0, did_you_mean(name, known))


def _form_error(error: Exception, paragraph: int) -> FormError:
    if isinstance(error, PhraseError):
        return FormError("D504", str(error), paragraph)
    if hasattr(error, "help"):
        return FormError("D503", str(error), paragraph, str(error.help))
    return FormError("D504", "这里的名称或写法用得不对", paragraph)
