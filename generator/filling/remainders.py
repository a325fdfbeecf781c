"""Where printed amounts do not add up (尾差): each is rounded on its own, so is their sum.

What adds up is what the law says: sums that it defines, accounts under their owners, and the
identities of checks.yaml. Only what a form prints counts, and only what is equal before rounding.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from generator.addresses import Steps, is_code
from generator.books.books import Books
from generator.figures.book import rounding
from generator.money import ZERO
from generator.packs.addressing import locate
from generator.packs.definitions import Field, Record, Records, Selection, Share, Sum, Table
from generator.packs.sums import Sums
from generator.vocabulary import KIND_YUAN, TOTAL_ROW


class _Equation(NamedTuple):
    """A total that is the sum of some figures without others."""

    total: Steps
    plus: Sequence[Steps]
    minus: Sequence[Steps] = ()


def has_remainder(books: Books, steps: Steps, field: Field) -> bool:
    """Whether printed amounts of a table, a section or a list do not add up by rounding alone."""
    sums = books.sums
    if sums is None:
        return False
    equations = chain(_defined(books, steps, field), _stated(books, sums, steps))
    return any(_leaves_remainder(it, books, sums) for it in equations)


def figure_has_remainder(books: Books, steps: Steps) -> bool:
    """Whether a figure, as printed, is not what it is made of beside it: its section, its row."""
    found, owner = locate(books.now.root, steps)
    home, field = (owner, found) if owner != steps else (steps[:-1], _field_at(books, steps[:-1]))
    sums, row = books.sums, steps[:-1]
    if sums is None:
        return False
    equations = chain(_defined(books, home, field), _stated(books, sums, home))
    beside = (it for it in equations if it.total == steps)
    return any(
        _leaves_remainder(it, books, sums)
        for it in beside
        if all(part[:-1] == row for part in (*it.plus, *it.minus))
    )


def _field_at(books: Books, steps: Steps) -> Field:
    return locate(books.now.root, steps)[0] if steps else books.now.root


def level_has_remainder(books: Books, steps: Steps, table: Table, size: int) -> bool:
    """Whether the rows of one level, as printed, are not the table's total as printed."""
    codes = sorted({code[:size] for code in books.now.codes(steps)})
    rows = [(*steps, code, table.total) for code in codes]
    equation = _Equation((*steps, TOTAL_ROW, table.total), rows)
    return books.sums is not None and _leaves_remainder(equation, books, books.sums)


def _leaves_remainder(it: _Equation, books: Books, sums: Sums) -> bool:
    find = books.now.figure
    total, plus, minus = find(it.total), [*map(find, it.plus)], [*map(find, it.minus)]
    if total.kind != KIND_YUAN or len(plus) + len(minus) < 2:
        return False
    values = [it.value for it in plus if it.value]
    values += [it.value.copy_negate() for it in minus if it.value]
    if values == [total.value] or not (values or total.value):
        return False  # most are of one figure alone, and print like it
    printed = sum(map(sums.style.rounded, values), ZERO) - sums.style.rounded(total.value)
    if printed.is_nan() or not printed:
        return False
    exact = sum(values, ZERO) - total.value
    if abs(exact) > rounding(total, *plus, *minus):
        return False
    parts = (*it.plus, *it.minus)
    dropped = _is_dropped(it.total, books, sums) and not _stands_elsewhere(it.total, books, sums)
    return not dropped and not any(_is_dropped(part, books, sums) for part in parts)


def _stands_elsewhere(steps: Steps, books: Books, sums: Sums) -> bool:
    """Whether the law calls a figure that is not printed itself the same as one that is."""
    for sides in sums.pairs:
        pair = set(map(books.now.canonical, sides))
        if steps in pair:
            return not any(sums.drops(other) for other in pair - {steps})
    return False


def _is_dropped(steps: Steps, books: Books, sums: Sums) -> bool:
    """Whether the form does not print this; a pack says so of any record of a list."""
    if steps[0] not in sums.dropped_of:
        return False
    root = books.now.root
    numbers = {
        at
        for at in range(1, len(steps))
        if is_code(steps[at]) and isinstance(locate(root, steps[:at])[0], Records)
    }
    return sums.drops(tuple(step for at, step in enumerate(steps) if at not in numbers))


# -- sums that the law defines -------------------------------------------------------------------


def _defined(books: Books, steps: Steps, field: Field) -> Iterator[_Equation]:
    if isinstance(field, Table):
        yield from _in_table(books, steps, field)
    elif isinstance(field, Records):
        for number in range(1, (books.now.leaves.records(steps) or 0) + 1):
            yield from _in_record(books, (*steps, str(number)), field.item)
    elif isinstance(field, Record):
        yield from _in_record(books, steps, field)


def _in_record(books: Books, steps: Steps, record: Record) -> Iterator[_Equation]:
    for name, rule in record.fields.items():
        if isinstance(rule, Sum):
            yield _by_rule(books, (*steps, name), rule)


def _by_rule(books: Books, steps: Steps, rule: Sum) -> _Equation:
    parts = books.now.figure(steps).parts
    added = len(parts) - len(rule.minus)
    return _Equation(steps, parts[:added], parts[added:])


def _in_table(books: Books, steps: Steps, table: Table) -> Iterator[_Equation]:
    rows = [TOTAL_ROW, *_list_codes(books, steps, table)] if table.classification else table.rows
    for column, rule in table.columns.items():
        if isinstance(rule, Sum):
            yield from (_by_rule(books, (*steps, row, column), rule) for row in rows)
    if books.sums is not None and len(steps) == 1:
        for total, parts in books.sums.columns_of(steps[0]):
            for row in rows:
                yield _Equation((*steps, row, total), [(*steps, row, part) for part in parts])
    yield from _down_accounts(books, steps, table)
    yield from _down_rows(steps, table)


def _down_rows(steps: Steps, table: Table) -> Iterator[_Equation]:
    columns = [name for name, rule in table.columns.items() if not isinstance(rule, Share)]
    for row, rule in table.rows.items():
        if isinstance(rule, Sum):
            for column in columns:
                plus, minus = (
                    [(*steps, name, column) for name in names] for names in (rule.plus, rule.minus)
                )
                yield _Equation((*steps, row, column), plus, minus)


# -- accounts under their owners -----------------------------------------------------------------


def _sizes(books: Books, steps: Steps, table: Table) -> list[int]:
    """How long the codes are that the form prints, the highest level first."""
    levels = books.levels[table.classification or ""]
    lowest = books.sums.level_of(steps[0]) if books.sums else ""
    most = levels.get(lowest, max(levels.values()))
    return sorted({size for size in levels.values() if size <= most})


def _list_codes(books: Books, steps: Steps, table: Table) -> list[str]:
    sizes = _sizes(books, steps, table)
    return sorted({code[:size] for code in books.now.codes(steps) for size in sizes})


def _down_accounts(books: Books, steps: Steps, table: Table) -> Iterator[_Equation]:
    if not table.classification or books.sums is None:
        return
    for owner, codes in _group(books, steps, table).items():
        for column, rule in table.columns.items():
            if isinstance(rule, Selection | Sum):
                rows = [(*steps, code, column) for code in codes]
                yield _Equation((*steps, owner, column), rows)


def _group(books: Books, steps: Steps, table: Table) -> dict[str, list[str]]:
    """The accounts of each level under their owners; the highest under the total."""
    sizes = _sizes(books, steps, table)
    owned: dict[str, list[str]] = {}
    for above, size in zip((0, *sizes), sizes, strict=False):
        for code in sorted({code[:size] for code in books.now.codes(steps)}):
            owned.setdefault(code[:above] or TOTAL_ROW, []).append(code)
    return owned


# -- identities of checks.yaml -------------------------------------------------------------------


def _stated(books: Books, sums: Sums, steps: Steps) -> Iterator[_Equation]:
    """Identities whose parts all stand in this table or section, wherever their total stands."""
    for total, parts in sums.equalities(steps):
        listed = list(map(books.now.canonical, parts))
        if all(part[: len(steps)] == steps for part in listed):
            yield _Equation(books.now.canonical(total), listed)
