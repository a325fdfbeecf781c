"""Carry out a form's program: every print of it, in order.

Linking makes a small function of each instruction, once; a form is then filled by calling them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeGuard

from generator.books.books import Books
from generator.filling import lookup, printers, prints
from generator.filling import program as form
from generator.filling.lookup import LOOP, Names
from generator.filling.page import FAULTS, Page, Step, form_error
from generator.filling.prints import Run
from generator.filling.program import FormError

# Of all loops of a part; a filing of the largest size stays below. Loops in one another multiply.
MAX_ROUNDS = 1_000_000


class Linked(NamedTuple):
    """A program ready to be carried out with a pack's filters."""

    program: form.Program
    filters: Mapping[str, form.Filter]
    steps: Sequence[Step]


def link(program: form.Program, filters: Mapping[str, form.Filter]) -> Linked:
    """A program with its filters in place."""
    return Linked(program, filters, _link_all(program, filters))


def run(linked: Linked, names: Names, books: Books) -> Run:
    """The text that a program makes of names, with every printed figure and its place.

    What cannot be printed is a `FormError` with the paragraph of the form.
    """
    page = Page(books)
    for step in linked.steps:
        step(names, page)
    return prints.write(page.blocks, page.fixed, page.texts, page.said, page.ends)


# -- instructions ------------------------------------------------------------------------------


def _link_all(program: form.Program, filters: Mapping[str, form.Filter]) -> tuple[Step, ...]:
    return tuple([_link(instruction, filters) for instruction in _join_gaps(program)])


# What stands between the tags of a form and those of its language: a line break, mostly.
_GAP = 16


def _join_gaps(program: form.Program) -> Iterable[form.Instruction]:
    """A program in which what stands before and after a choice belongs to both of its sides.

    A row of a table is then one block, where it was three.
    """
    joined: list[form.Instruction] = []
    for it in program:
        before = joined[-1] if joined else None
        if isinstance(before, form.Choice) and _is_gap(it):
            body, otherwise = _add(before.body, it), _add(before.otherwise, it)
            joined[-1] = before._replace(body=body, otherwise=otherwise)
        elif isinstance(it, form.Choice) and _is_gap(before):
            body, otherwise = _add((before,), *it.body), _add((before,), *it.otherwise)
            joined[-1] = it._replace(body=body, otherwise=otherwise)
        else:
            joined.append(it)
    return joined


def _is_gap(it: form.Instruction | None) -> TypeGuard[form.Block]:
    return isinstance(it, form.Block) and not it.prints and len(it.texts[0].xml) <= _GAP


def _add(program: form.Program, *more: form.Instruction) -> form.Program:
    """A program and more of it; where blocks meet they become one."""
    if program and more and isinstance(program[-1], form.Block) and isinstance(more[0], form.Block):
        return (*program[:-1], form.join(program[-1], more[0]), *more[1:])
    return (*program, *more)


def _link(instruction: form.Instruction, filters: Mapping[str, form.Filter]) -> Step:
    if isinstance(instruction, form.Block):
        return printers.link_block(instruction, filters)
    body = _link_all(instruction.body, filters)
    otherwise = _link_all(instruction.otherwise, filters)
    if isinstance(instruction, form.Choice):
        return _link_choice(instruction, body, otherwise)
    return _link_loop(instruction, body, otherwise)


def _link_loop(loop: form.Loop, body: Iterable[Step], otherwise: Iterable[Step]) -> Step:
    variable, list_items = loop.variable, lookup.link_items(loop)

    def carry(names: Names, page: Page) -> None:
        try:
            items = list_items(names)
        except FAULTS as error:
            raise form_error(error, loop.paragraph) from error
        page.rounds += len(items)
        if page.rounds > MAX_ROUNDS:
            raise FormError("D504", f"循环的次数太多（最多 {MAX_ROUNDS} 次）", loop.paragraph)
        inner = dict(names)
        rounds = lookup.count_rounds(len(items))
        for inner[variable], inner[LOOP] in zip(items, rounds, strict=True):
            for step in body:
                step(inner, page)
        for step in () if items else otherwise:
            step(names, page)

    return carry


def _link_choice(choice: form.Choice, body: Iterable[Step], otherwise: Iterable[Step]) -> Step:
    holds = lookup.link_condition(choice.condition)

    def carry(names: Names, page: Page) -> None:
        try:
            steps = body if holds(names) else otherwise
        except FAULTS as error:
            raise form_error(error, choice.paragraph) from error
        for step in steps:
            step(names, page)

    return carry
