"""What a form prints, told from its programs alone: addresses, through which filter, and where."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator import vocabulary as term
from generator.addresses import Steps, is_code
from generator.filling.program import Block, Loop, NamePath, Program
from generator.packs.definitions import Field, Record, Records, Table, Text

# Any record of a list, any row of a view, any paragraph of a text.
ANY = "*"


class FormPrint(NamedTuple):
    """An address that a form prints: any record or row is `ANY`, with its level if it has one.

    `filter` is empty for a text; `paragraph` counts those of the form's main part.
    """

    steps: Steps
    level: str
    filter: str
    paragraph: int


_Scope = Mapping[str, tuple[str, ...]]


def list_prints(program: Program, root: Record) -> list[FormPrint]:
    """Every print that a reader of the document would see, in order."""
    return [
        FormPrint(*_settle(steps, root), filter_, paragraph)
        for steps, filter_, paragraph in _walk(program, {})
    ]


def _walk(program: Program, scope: _Scope) -> Iterator[tuple[Steps, str, int]]:
    for it in program:
        if isinstance(it, Block):
            for seen in (one for one in it.prints if one.shown):
                yield _resolve(seen.path, scope), seen.filter, seen.paragraph
            continue
        inner = scope
        if isinstance(it, Loop):
            inner = {**scope, it.variable: (*_resolve(it.path, scope), ANY)}
        yield from _walk(it.body, inner)
        yield from _walk(it.otherwise, scope)


def _resolve(path: NamePath, scope: _Scope) -> Steps:
    first, *rest = (step if isinstance(step, str) else ANY for step in path)
    return (*scope.get(first, (first,)), *rest)


def _settle(steps: Steps, root: Record) -> tuple[Steps, str]:
    """The steps as the definitions have them, and the level of a row that stands for many."""
    node: Field | None = root
    for at, step in enumerate(steps):
        if isinstance(node, Text):
            return steps[:at], ""
        if isinstance(node, Table):
            return _settle_cell(node, steps[:at], steps[at:])
        if isinstance(node, Records):
            node, steps = node.item, (*steps[:at], ANY, *steps[at + 1 :])
        else:
            node = node.fields.get(step) if isinstance(node, Record) else None
    return steps, ""


def _settle_cell(table: Table, owner: Steps, rest: Steps) -> tuple[Steps, str]:
    """A cell of a table; a list of rows goes before the row that was taken of it."""
    row, column = rest[0], rest[1:]
    if row in table.rows or is_code(row) or row == ANY:
        return (*owner, row, *(column or (table.total,))), ""
    return (*owner, ANY, *column[1:]), row.removesuffix(term.AND_PRIOR_YEAR)
