"""The cells of a form's row beside those of a document's row: columns are where their heads are.

Neighbouring columns that have no counterpart of their own are one: a code that one table has in one
column may stand in three of another.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import dropwhile, pairwise
from operator import attrgetter
from typing import NamedTuple, TypeVar

from generator.compare import likeness
from generator.compare.alignment import Rest, matches
from generator.published import pattern
from generator.published.blocks import ReadCell, ReadTable
from generator.published.pattern import FormCell, FormRow
from generator.published.signs import normalize

# A head that is so much like another's words is the same head, worded otherwise.
_ALIKE = 600
_YEAR = re.compile(r"20[0-9]{2}(?=年)")
_UNIT = re.compile("单位:.*元$")
_COUNTED = ("栏次", "行次栏次")
_THOUSANDS = re.compile(r"(?<=\d)\uff0c(?=\d{3}(?:\D|$))")  # in a cell a comma parts no clauses
_AMOUNT = re.compile(r"-?[0-9][0-9,]*\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+")
_NUMBER = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?%?")


_T = TypeVar("_T")
_first, _column = attrgetter("first"), attrgetter("column")


class Columns(NamedTuple):
    """Where the columns of a form's table stand in a document's: the ends of each stretch.

    `exact`: column by column, with the same heads. A table without heads has no stretches: there
    the cells of two rows of as many stand beside each other, one by one.
    """

    form: tuple[int, ...]
    read: tuple[int, ...]
    exact: bool


class Beside(NamedTuple):
    """Cells of a form's row and those of a document's row that stand in their place."""

    form: tuple[FormCell, ...]
    read: tuple[ReadCell, ...]

    @property
    def text(self) -> str:
        """What the document says there."""
        return _THOUSANDS.sub(",", normalize("".join(cell.text for cell in self.read)))


def anchor(width: int, rows: Sequence[FormRow], table: ReadTable) -> Columns:
    """Where the columns of a form's table, with these rows at its head, stand in a document's."""
    if not rows and width == table.width:
        return count_columns(width)
    if not rows:
        return Columns((), (), exact=False)
    heads = [_stack(it) for it in _cover_form(rows, width)]
    found = _leave_earlier([_stack(it) for it in _cover_read(table, len(rows))])
    if heads == found:
        return count_columns(width)
    pairs = [it for it in _match(heads, found) if not _is_doubtful(*it, heads, found)]
    if width == table.width and 2 * len(pairs) >= width and _stand_alike(heads, found, pairs):
        return count_columns(width)
    form, read = [0], [0]
    for a, b in pairs:
        if (a, b) != (form[-1], read[-1]):
            form.append(a)
            read.append(b)
        form.append(a + 1)
        read.append(b + 1)
    if (form[-1], read[-1]) != (width, table.width):
        form.append(width)
        read.append(table.width)
    return Columns(tuple(form), tuple(read), exact=False)


def _match(form: Sequence[str], found: Sequence[str]) -> list[tuple[int, int]]:
    return matches(form, found, [lambda it: it or None], Rest(likeness.liken, _ALIKE))


def _is_doubtful(a: int, b: int, form: Sequence[str], found: Sequence[str]) -> bool:
    """Whether a head that is worded otherwise could as well be that of another column."""
    return form[a] != found[b] and sum(is_alike(form[a], it) for it in found) > 1


def _stand_alike(
    form: Sequence[str], found: Sequence[str], pairs: Sequence[tuple[int, int]]
) -> bool:
    """Whether all columns stand where the form has them, as far as they have heads."""
    known = {a for a, _ in pairs}
    others = [at for at in range(len(form)) if at not in known and found[at]]
    return all(a == b for a, b in pairs) and all(_says(found[at], form[at]) for at in others)


def _says(text: str, due: str) -> bool:
    """Whether a text says all of another in order; a form's head may print something besides."""
    signs = iter(text)
    return all(sign in signs for sign in due)


def count_columns(width: int) -> Columns:
    """Columns that stand where the form has them, one beside one."""
    return Columns(tuple(range(width + 1)), tuple(range(width + 1)), exact=True)


def name_form_columns(rows: Sequence[FormRow], width: int) -> list[str]:
    """What the columns of a form's table are called, by the rows at its head."""
    return [_name(it) for it in _cover_form(rows, width)]


def name_columns(table: ReadTable, usual: int) -> list[str]:
    """What the columns of a document's table are called; `usual` rows are at its head."""
    return _leave_earlier([_name(it) for it in _cover_read(table, usual)])


def _leave_earlier(names: Sequence[str]) -> list[str]:
    """The same, but of a column of an earlier year than another the year alone."""
    years = [max(_YEAR.findall(it), default="") for it in names]
    latest = max(years, default="")
    return [year if "" < year < latest else it for it, year in zip(names, years, strict=True)]


def _name(texts: Sequence[str]) -> str:
    """A column's heads without its number."""
    return _stack([it for it in texts if not it.isdecimal() and it not in _COUNTED])


def is_alike(one: str, other: str) -> bool:
    """Whether a column's head says what another says, worded otherwise."""
    return bool(one and other) and likeness.liken(one, other) >= _ALIKE


def pair(row: FormRow, cells: Sequence[ReadCell], columns: Columns) -> list[Beside]:
    """The cells of both rows, stretch by stretch; what both have within one stands together."""
    form = [cell for cell in row.cells if not cell.above]
    if not columns.form:
        alone = [Beside((a,), (b,)) for a, b in zip(form, cells, strict=False)]
        return alone if len(form) == len(cells) else [Beside(tuple(form), tuple(cells))]
    crossed = _cross(columns.form, [(it.first, it.end) for it in form])
    crossed |= _cross(columns.read, [(it.column, it.end) for it in cells])
    ends = [at for at in range(len(columns.form)) if at not in crossed]
    besides = []
    mine, theirs = list(form)[::-1], list(cells)[::-1]
    for end in ends[1:]:
        ours = tuple(_pop_before(mine, columns.form[end], _first))
        read = tuple(_pop_before(theirs, columns.read[end], _column))
        if ours or read:
            besides.append(Beside(ours, read))
    return besides


def _pop_before(left: list[_T], end: int, start: Callable[[_T], int]) -> Iterator[_T]:
    """Take from cells, the last of which comes first, those that begin before a column."""
    while left and start(left[-1]) < end:
        yield left.pop()


def _cross(ends: Sequence[int], cells: Sequence[tuple[int, int]]) -> set[int]:
    """Which ends of stretches stand within a cell."""
    wide = [(first, last) for first, last in cells if last - first > 1]
    return {at for at, end in enumerate(ends) for first, last in wide if first < end < last}


def _cover_form(rows: Sequence[FormRow], width: int) -> list[list[str]]:
    columns: list[list[str]] = [[] for _ in range(width)]
    for row in dropwhile(lambda row: len(row.cells) == 1, rows):
        for cell in row.cells:
            for at in range(cell.first, cell.end):
                columns[at].append(normalize(pattern.write(cell.pieces)))
    return columns


def _cover_read(table: ReadTable, usual: int) -> list[list[str]]:
    columns: list[list[str]] = [[] for _ in range(table.width)]
    for row in list_heads(table, usual):
        for cell in row:
            for at in range(cell.column, min(cell.end, table.width)):
                columns[at].append(normalize(cell.text))
    return columns


def list_heads(table: ReadTable, usual: int) -> list[tuple[ReadCell, ...]]:
    """The rows at the head of a table: those that it marks, else all before the first amount.

    A table without amounts has as many as is usual, none has many more.
    """
    if table.heads:
        return list(dropwhile(_is_title, table.rows[: table.heads]))
    rows = list(dropwhile(_is_title, table.rows))
    held = (at for at, row in enumerate(rows) if any(_AMOUNT.fullmatch(it.text) for it in row))
    return rows[: min(next(held, usual), usual + 1)]


def _is_title(row: Sequence[ReadCell]) -> bool:
    """Whether a row is a table's title, or says its unit, and stands above its heads."""
    texts = [it.text for it in row if it.text.strip()]
    alone = len(texts) <= 1 and not any(_AMOUNT.fullmatch(it) for it in texts)
    return alone or any(_UNIT.search(normalize(it)) for it in texts)


def is_number(text: str) -> bool:
    """Whether a text is nothing but a number."""
    return _NUMBER.fullmatch(normalize(text)) is not None


def is_counted(cells: Sequence[ReadCell]) -> bool:
    """Whether a row numbers columns or rows: whole numbers only, each one more than before."""
    texts = [text for cell in cells if (text := normalize(cell.text))]
    numbers = [int(it) for it in texts if it.isdecimal() and len(it) <= len("99")]
    rises = all(a < b for a, b in pairwise(numbers))
    return len(numbers) > 1 and rises and len(texts) - len(numbers) <= 1


def _stack(texts: Sequence[str]) -> str:
    return "".join(dict.fromkeys(filter(None, texts)))
