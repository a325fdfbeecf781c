"""Every address that a filing's figures have: rows of accounts and records of lists included."""

from collections.abc import Iterable, Iterator

from generator.addresses import Steps
from generator.figures.book import Book
from generator.packs.definitions import Band, Field, Record, Records, Rule, Sum, Table, Text


def every(book: Book, also: Iterable[Book] = ()) -> Iterator[Steps]:
    """Each address once, in the order of the definitions; `also` may know further accounts."""
    return _below(book.root, (), (book, *also))


def _below(field: Field, steps: Steps, books: tuple[Book, ...]) -> Iterator[Steps]:
    if isinstance(field, Record):
        for name, inner in field.fields.items():
            yield from _below(inner, (*steps, name), books)
    elif isinstance(field, Records):
        for number in range(1, (books[0].leaves.records(steps) or 0) + 1):
            yield from _below(field.item, (*steps, str(number)), books)
    elif isinstance(field, Table):
        for row in (*field.rows, *_codes(field, steps, books)):
            yield from ((*steps, row, column) for column in field.columns)
    elif not isinstance(field, Text | Band):
        yield steps


def _codes(table: Table, steps: Steps, books: tuple[Book, ...]) -> list[str]:
    lowest = set().union(*(book.codes(steps) for book in books))
    return sorted({code[:size] for code in lowest for size in table.sizes})


def taken(rule: Rule | Field) -> int:
    """How many of a figure's last parts are subtracted from the others."""
    return len(rule.minus) if isinstance(rule, Sum) else 0
