"""The rows of views over accounts, in one book or in several."""

from collections.abc import Iterable, Sequence
from itertools import chain

from generator.addresses import Steps
from generator.figures.book import Book


def list_rows(books: Iterable[Book], table: Steps, sizes: Iterable[int]) -> Sequence[str]:
    """The rows of a view on some levels, in any of some books, in order."""
    listed = [book.rows(table, size) for book in books for size in {*sizes}]
    return listed[0] if len(listed) == 1 else sorted({*chain(*listed)})
