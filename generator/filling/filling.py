"""Carry out a form's program: every print of it, in order.

Linking makes a small function of each instruction, once; a form is then filled by calling them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from generator.books.books import Books
from generator.filling import lookup, printers, prints
from generator.filling import program as form
from generator.filling.lookup import LOOP, Names
from generator.filling.printers import Page, Step
from generator.filling.prints import Run
from generator.packs.addressing import AddressError
from generator.packs.wording import PhraseError

_FAULTS = (LookupError, ValueError, TypeError)


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
    return prints.write(page.blocks, page.fixed, page.texts, page.said)


def _form_error(error: Exception, paragraph: int) -> form.FormError:
    if isinstance(error, PhraseError):
        return form.FormError("D504", str(error), paragraph)
    if isinstance(error, AddressError):
        return form.FormError("D503", error.message, paragraph, error.help)
    return form.FormError("D504", "这里的名称或写法用得不对", paragraph)


# -- instructions ------------------------------------------------------------------------------


def _link_all(program: form.Program, filters: Mapping[str, form.Filter]) -> tuple[Step, ...]:
    return tuple([_link(instruction, filters) for instruction in program])


def _link(instruction: form.Instruction, filters: Mapping[str, form.Filter]) -> Step:
    if isinstance(instruction, form.Block):
        return _link_block(instruction, tuple(printers.link_prints(instruction.prints, filters)))
    body = _link_all(instruction.body, filters)
    otherwise = _link_all(instruction.otherwise, filters)
    if isinstance(instruction, form.Choice):
        return _link_choice(instruction, body, otherwise)
    return _link_loop(instruction, body, otherwise)


def _link_block(block: form.Block, prints: Sequence[Step]) -> Step:
    fixed = tuple([it.xml for it in block.texts])

    def carry(names: Names, page: Page) -> None:
        texts = page.texts
        begun = len(texts)
        try:
            for step in prints:
                step(names, page)
        except _FAULTS as error:
            failed = block.prints[len(texts) - begun]
            raise _form_error(error, failed.paragraph) from error
        texts.append("")
        page.blocks.append(block)
        page.fixed += fixed

    return carry


def _link_loop(loop: form.Loop, body: Iterable[Step], otherwise: Iterable[Step]) -> Step:
    variable, list_items = loop.variable, lookup.link_items(loop)

    def carry(names: Names, page: Page) -> None:
        try:
            items = list_items(names)
        except _FAULTS as error:
            raise _form_error(error, loop.paragraph) from error
        inner = dict(names)
        for index, item in enumerate(items):
            inner[variable], inner[LOOP] = item, lookup.count_round(index, len(items))
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
        except _FAULTS as error:
            raise _form_error(error, choice.paragraph) from error
        for step in steps:
            step(names, page)

    return carry
