"""Carry out a form's program: every print of it, in order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from generator.books.books import Books
from generator.diagnostics import did_you_mean
from generator.figures.book import Figure
from generator.filling import prints
from generator.filling.prints import Record, Run, Says
from generator.filling.program import (
    AND,
    NOT,
    OR,
    Block,
    Choice,
    Condition,
    FormError,
    Linked,
    Loop,
    Path,
    PrintNumber,
)
from generator.filling.views import Cell, Named, RecordsView, figure_of, steps_of
from generator.packs.wording import PhraseError

Names = Mapping[str, Any]


@dataclass(slots=True)
class _State:
    """The blocks carried out so far, and the step that a program is at."""

    books: Books
    records: list[Record] = field(default_factory=list)
    step: Any = None


def run(program: Linked, names: Names, books: Books) -> Run:
    """The text that a program makes of names, with every printed figure and its place.

    What cannot be printed is a `FormError` with the paragraph of the form.
    """
    state = _State(books)
    try:
        _run(program, names, state)
        return prints.carried_out(state.records)
    except (LookupError, ValueError, TypeError) as error:
        raise _form_error(error, state.step.paragraph) from error
    except FormError as error:
        error.line = error.line or state.step.paragraph
        raise


def _run(program: Linked, names: Names, state: _State) -> None:
    for step in program:
        _ACTIONS[type(step)](step, names, state)


def _block(block: Block, names: Names, state: _State) -> None:
    texts: list[str] = []
    said: list[Says] = []
    for step in block.prints:
        state.step = step
        if isinstance(step, PrintNumber):
            figure = _figure(step, names, state.books)
            texts.append(step.filter.of(figure)[1])
            said.append(figure)
        elif step.filter is None:
            texts.append(text(look_up(step.path, names)))
            said.append(None)
        else:
            pieces = step.filter(look_up(step.path, names), *step.arguments)
            texts.append(prints.joined(pieces))
            said.append(pieces)
    state.records.append((block, (*texts, ""), tuple(said)))


def _figure(step: PrintNumber, names: Names, books: Books) -> Figure:
    """The figure that a number's path names."""
    if step.steps is not None:
        return books.now.figure(step.steps)
    value = look_up(step.path, names)
    if not isinstance(value, Cell):
        step.filter(value)  # says what it takes instead
    if step.lasting:
        step.steps = steps_of(value)
    return figure_of(value)


def text(value: object) -> str:
    """A text that a form names; a figure needs a filter."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # the number of a round of a loop; figures are never plain integers
    raise PhraseError("数要经过数式或短语才能印出，如 {{ 数 | 万元 }}")


def _loop(step: Loop, names: Names, state: _State) -> None:
    state.step = step
    rounds = _rounds(step, names)
    inner = dict(names)
    for index, item in enumerate(rounds):
        inner[step.variable], inner["loop"] = item, numbers(index, len(rounds))
        _run(step.body, inner, state)
    if not rounds:
        _run(step.otherwise, names, state)


def _choose(step: Choice, names: Names, state: _State) -> None:
    state.step = step
    _run(step.body if _holds(step.condition, names) else step.otherwise, names, state)


_ACTIONS: Mapping[type, Callable[[Any, Names, _State], None]] = {
    Block: _block,
    Loop: _loop,
    Choice: _choose,
}


def _rounds(step: Loop, names: Names) -> list[Any]:
    over = listed(look_up(step.path, names))
    if step.condition is None:
        return over
    return [item for item in over if _holds(step.condition, {**names, step.variable: item})]


def listed(value: object) -> list[Any]:
    """The items of a list that a form names."""
    if not isinstance(value, list | tuple | RecordsView):
        raise PhraseError("这里的名称不是清单，不能逐条循环")
    return list(value)


@lru_cache(maxsize=4096)
def numbers(index: int, length: int) -> dict[str, int | bool]:
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
