"""Where printed amounts do not add up (尾差): each is rounded on its own, so is their sum.

What adds up is what the law says: sums that it defines, accounts under their owners, and the
identities of checks.yaml. Only what a form prints counts, and only what is equal before rounding.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from generator.addresses import Steps, is_code
from generator.books.books import Books
from generator.figures.book import Amounts, rounding
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
    return _ask(books, ("whole", steps, 0), lambda sums: _all_of(books, sums, steps, field))


def figure_has_remainder(books: Books, steps: Steps) -> bool:
    """Whether a figure, as printed, is not what it is made of beside it: its section, its row."""
    return _ask(books, ("beside", steps, 0), lambda sums: _beside(books, sums, steps))


def level_has_remainder(books: Books, steps: Steps, table: Table, size: int) -> bool:
    """Whether the rows of one level, as printed, are not the table's total as printed."""
    return _ask(books, ("level", steps, size), lambda _: [_of_level(books, steps, table, size)])


def _ask(
    books: Books,
    question: tuple[str, Steps, int],
    list_equations: Callable[[Sums], Iterable[_Equation]],
) -> bool:
    """Whether any equation leaves a remainder; what was asked of the same books is known."""
    sums, known = books.sums, books.remainders.get(question)
    if sums is None:
        return False
    if known is None:
        known = any(_leaves_remainder(it, books, sums) for it in list_equations(sums))
        books.remainders[question] = known
    return known


def _all_of(
    books: Books, sums: Sums, steps: Steps, field: Field, along: str = ""
) -> Iterable[_Equation]:
    return chain(_defined(books, sums, steps, field, along), _stated(books, sums, steps))


def _beside(books: Books, sums: Sums, steps: Steps) -> Iterator[_Equation]:
    root, row = books.now.root, steps[:-1]
    field, owner = locate(root, steps)
    home = owner if owner != steps else row
    if owner == steps:
        field = locate(root, home)[0] if home else root
    along = row[-1] if row else ""  # of a table, whose other rows are not beside it
    for it in _all_of(books, sums, home, field, along):
        if it.total == steps and all(part[:-1] == row for part in (*it.plus, *it.minus)):
            yield it


def _of_level(books: Books, steps: Steps, table: Table, size: int) -> _Equation:
    rows = [(*steps, code, table.total) for code in books.now.rows(steps, size)]
    return _Equation((*steps, TOTAL_ROW, table.total), rows)


def _leaves_remainder(it: _Equation, books: Books, sums: Sums) -> bool:
    find = books.now.figure
    total, plus, minus = find(it.total), [*map(find, it.plus)], [*map(find, it.minus)]
    if total.kind != KIND_YUAN or len(plus) + len(minus) < 2:
        return False
    values = [it.value for it in plus if it.value]
    values += [it.value.copy_negate() for it in minus if it.value]
    if values == [total.value] or not (values or total.value):
        return False  # most are of one figure alone, and print like it
    printed = _print_difference(total.value, values, sums)
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


def _defined(
    books: Books, sums: Sums, steps: Steps, field: Field, along: str
) -> Iterator[_Equation]:
    if isinstance(field, Table):
        yield from _in_table(books, sums, steps, field, along)
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


def _in_table(
    books: Books, sums: Sums, steps: Steps, table: Table, along: str
) -> Iterator[_Equation]:
    """All sums of a table, or those along one of its rows."""
    owned = _group(books, sums, steps, table) if table.classification else {}
    rows = [TOTAL_ROW, *chain(*owned.values())] if table.classification else [*table.rows]
    rows = [row for row in rows if row == along] if along else rows
    for column, rule in table.columns.items():
        if isinstance(rule, Sum):
            yield from (_by_rule(books, (*steps, row, column), rule) for row in rows)
    of = Amounts(books.now, steps, rows)
    if len(steps) == 1:
        yield from _across(sums, steps, rows, of)
    if not along:
        yield from _down_accounts(sums, steps, table, owned, of)
        yield from _down_rows(steps, table)


def _across(sums: Sums, steps: Steps, rows: Sequence[str], of: Amounts) -> Iterator[_Equation]:
    """The columns that are sums of others, in the rows where that may leave something."""
    for total, parts in sums.columns_of(steps[0]):
        whole, added = of[total], [it for part in parts if (it := of[part])]
        for row in rows:
            if _is_open(whole.get(row, ZERO), [it[row] for it in added if row in it], sums):
                yield _Equation((*steps, row, total), [(*steps, row, part) for part in parts])


def _is_open(total: Decimal, amounts: Sequence[Decimal], sums: Sums) -> bool:
    """Whether a sum may print as another than its amounts: most are of one figure, or of none."""
    is_other = len(amounts) > 1 or amounts != ([total] if total else [])
    return is_other and bool(_print_difference(total, amounts, sums))


def _print_difference(total: Decimal, amounts: Sequence[Decimal], sums: Sums) -> Decimal:
    """By how much the amounts, as printed, are more than their total, as printed."""
    return sum(map(sums.style.rounded, amounts), ZERO) - sums.style.rounded(total)


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


def _sizes(books: Books, sums: Sums, steps: Steps, table: Table) -> list[int]:
    """How long the codes are that the form prints, the highest level first."""
    levels = books.levels[table.classification or ""]
    most = levels.get(sums.level_of(steps[0]), max(levels.values()))
    return sorted({size for size in levels.values() if size <= most})


def _down_accounts(
    sums: Sums, steps: Steps, table: Table, owned: Mapping[str, Sequence[str]], of: Amounts
) -> Iterator[_Equation]:
    columns = [name for name, rule in table.columns.items() if isinstance(rule, Selection | Sum)]
    found = [(it, of[it]) for it in columns if of[it]] if owned else []
    for owner, codes in owned.items():
        for column, amounts in found:
            added = [amounts[code] for code in codes if code in amounts]
            if _is_open(amounts.get(owner, ZERO), added, sums):
                yield _Equation((*steps, owner, column), [(*steps, code, column) for code in codes])


def _group(books: Books, sums: Sums, steps: Steps, table: Table) -> Mapping[str, list[str]]:
    """The accounts of each level under their owners; the highest under the total."""
    sizes = _sizes(books, sums, steps, table)
    owned: dict[str, list[str]] = {}
    for above, size in zip((0, *sizes), sizes, strict=False):
        for code in books.now.rows(steps, size):
            owned.setdefault(code[:above] or TOTAL_ROW, []).append(code)
    return owned


# -- identities of checks.yaml -------------------------------------------------------------------


def _stated(books: Books, sums: Sums, steps: Steps) -> Iterator[_Equation]:
    """Identities whose parts all stand in this table or section, wherever their total stands."""
    for total, parts in sums.equalities(steps):
        if all(part[: len(steps)] == steps for part in parts):
            full = books.now.canonical
            yield _Equation(full(total), list(map(full, parts)))
