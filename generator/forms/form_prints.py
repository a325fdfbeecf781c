"""What a form prints, told from its programs alone: addresses, through which filter, and where."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator import vocabulary as term
from generator.addresses import Steps, is_code, show
from generator.filling.program import And, Block, Condition, Loop, Name, NamePath, Not, Program
from generator.packs import sums
from generator.packs.definitions import Field, Record, Records, Table, Text
from generator.packs.pack import Pack
from generator.word import opc, outline
from generator.word.outline import Spot

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


_TAG = re.compile(r"\{[{%].*?[}%]\}")
_ORDINAL = re.compile(
    r"^(第[一二三四五六七八九十]+部分|[（(]?[一二三四五六七八九十0-9]+[)）、.．])"
)


class Printing(NamedTuple):
    """What a form prints of its figures and texts, and where each of its paragraphs stands."""

    pack: Pack
    file: str
    main: str
    prints: Sequence[FormPrint]
    spots: Mapping[int, Spot]


def read(
    pack: Pack, programs: Mapping[str, Program], parts: Mapping[str, bytes], file: str
) -> Printing:
    """What the main part of a form prints."""
    main = opc.main_part(parts)
    prints = list_prints(programs.get(main, ()), pack.definitions.root)
    holding = {(main, it.paragraph) for it in prints}
    spots = {it.paragraph: it for it in outline.read_parts(parts, holding) if it.part == main}
    return Printing(pack, file, main, prints, spots)


def read_title(heading: str) -> str:
    """What a heading says without its number, its tags and its blanks."""
    return _ORDINAL.sub("", re.sub(r"\s+", "", _TAG.sub("", heading)))


_Scope = Mapping[str, tuple[str, ...]]


def list_prints(program: Program, root: Record) -> list[FormPrint]:
    """Every print that a reader of the document would see, in order."""
    return [
        FormPrint(*_settle(steps, root), filter_, paragraph)
        for steps, filter_, paragraph in _walk(program, {})
    ]


def list_reached(program: Program, root: Record, stated: Steps) -> list[FormPrint]:
    """Every print that may be carried out where a text is stated, seen by a reader or not."""
    reached = _walk(program, {}, stated)
    return [FormPrint(*_settle(steps, root), filter_, number) for steps, filter_, number in reached]


def belongs(steps: Steps, to: Steps) -> bool:
    """Whether an address is another or stands below it, whatever record it is of."""
    return sums.belongs(tuple(step for step in steps if step != ANY), to)


def write_address(steps: Steps) -> str:
    """An address as a pack's files have it: of any record or row, without its number."""
    return show(tuple(step for step in steps if step != ANY))


def _walk(
    program: Program, scope: _Scope, stated: Steps | None = None
) -> Iterator[tuple[Steps, str, int]]:
    """The prints that may be carried out, all that are seen; or, where a text is stated, all."""
    for it in program:
        if isinstance(it, Block):
            for one in it.prints:
                if one.shown or stated is not None:
                    yield _resolve(one.path, scope), one.filter, one.paragraph
            continue
        inner = scope
        if isinstance(it, Loop):
            inner = {**scope, it.variable: (*_resolve(it.path, scope), ANY)}
        holds = None if stated is None else _holds(it.condition, inner, stated)
        if holds is not False:
            yield from _walk(it.body, inner, stated)
        if holds is not True or isinstance(it, Loop):
            yield from _walk(it.otherwise, scope, stated)


def _holds(condition: Condition | None, scope: _Scope, stated: Steps) -> bool | None:
    """Whether a condition holds where a text is stated; None if that alone does not tell."""
    if condition is None:
        return None
    if isinstance(condition, Name):
        return True if _resolve(condition.path, scope) == stated else None
    if isinstance(condition, Not):
        holds = _holds(condition.condition, scope, stated)
        return None if holds is None else not holds
    both = {_holds(it, scope, stated) for it in condition}
    # One that holds settles an Or, one that does not an And.
    settling = not isinstance(condition, And)
    if settling in both:
        return settling
    return None if None in both else not settling


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
    if term.NUMBERED[0] not in row:  # a list, of which a row is taken
        column = column[1:]
    return (*owner, ANY, *(column or (table.total,))), _level_of(row)


def _level_of(listed: str) -> str:
    """The level of a list of rows, whatever base it asks for besides, or the number of one row."""
    return listed.partition(term.NUMBERED[0])[0].partition(term.AND_BASE)[0]
