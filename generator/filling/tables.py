"""What a Word form may name of a table: its rows by name or code, and the lists of its rows."""

from collections.abc import Sequence
from typing import Any

from generator import vocabulary as term
from generator.figures.book import Book
from generator.figures.rows import list_rows
from generator.filling.cells import NO_ROW, Named, RowOfList, RowView, is_something
from generator.filling.remainders import has_remainder, level_has_remainder
from generator.packs.addressing import AddressError
from generator.packs.definitions import Table

# A code that no account begins with.
_NO_CODE = "000"
_OF_ROW = (term.CODE, term.NAME)


class AbsentRow(RowView):
    """A row beyond the last one of a list: it is called nothing and has no money."""

    __slots__ = ()

    def __getitem__(self, name: object) -> Any:
        if name in NO_ROW:
            return NO_ROW[str(name)]
        return name != term.HAS_MONEY and super().__getitem__(name)


class TableView(Named):
    """A table: rows by name or code, and for views the lists of rows that have money."""

    __slots__ = ()

    def __getitem__(self, name: object) -> Any:
        label, table = str(name), self._node
        if label in table.rows:
            return RowView(self._books, (*self._steps, label), table)
        if label.endswith(term.NUMBERED[1]) and table.classification:
            return self._find_numbered(label)
        books: Sequence[Book] = (self._books.now,)
        if term.AND_BASE in label:
            label, books = self._with_base(label)
        if label == term.HAS_MONEY:
            return any(self._has_money(book, table) for book in books)
        if label.endswith(term.HAS_REMAINDER):
            return self._has_remainder(label.removesuffix(term.HAS_REMAINDER), table)
        if table.classification:
            rows = self._list_rows(label, table.classification, books)
            if rows is not None:
                return self.view_rows(rows)
        self._books.now.canonical((*self._steps, label))
        self._require_account(table, label)
        return RowView(self._books, (*self._steps, label), table)

    def view_rows(self, codes: Sequence[str]) -> list[RowView]:
        """The rows of accounts; what a list prints of them is at hand."""
        books, table, node = self._books, self._steps, self._node
        is_plain = node.rows.keys().isdisjoint(codes) and node.columns.keys().isdisjoint(_OF_ROW)
        if not is_plain:
            return [RowView(books, (*table, code), node) for code in codes]
        levels = {len(code): code for code in codes}
        sums = {size: books.now.sums((*table, code)) for size, code in levels.items()}
        return [RowOfList(books, (*table, code), node, sums[len(code)]) for code in codes]

    def _find_numbered(self, label: str) -> RowView:
        """The row of a list that has a number (类级第3行), whether there are so many or not."""
        before, after = term.NUMBERED
        listed, _, number = label.removesuffix(after).rpartition(before)
        rows = self[listed] if number.isdecimal() and listed else None
        if not isinstance(rows, list) or not int(number):
            raise KeyError(label)
        if int(number) <= len(rows):
            found: RowView = rows[int(number) - 1]
            return found
        return AbsentRow(self._books, (*self._steps, _NO_CODE), self._node)

    def _require_account(self, table: Table, label: str) -> None:
        """A fixed row's code must be an account that the dictionary or the filing names."""
        if not self._books.name_of(table.classification or "", label):
            raise AddressError(f"科目表里没有 {label}")

    def _has_money(self, book: Book, table: Table) -> bool:
        if table.classification:
            cells = ((*self._steps, term.TOTAL_ROW, column) for column in table.columns)
        else:
            cells = ((*self._steps, row, column) for row in table.rows for column in table.columns)
        # What a base does not state is no money; what this year does not state yet may be.
        unknown = book is self._books.now
        return any(is_something(book.figure(cell), unknown) for cell in cells)

    def _has_remainder(self, level: str, table: Table) -> bool:
        """Of the table as it is printed, or of the rows of one level and the total alone."""
        if not level:
            return has_remainder(self._books, self._steps, table)
        levels = self._books.levels.get(table.classification or "", {})
        size = levels.get(level.removesuffix(term.LEVEL_SUFFIX))
        if size is None or not level.endswith(term.LEVEL_SUFFIX):
            raise KeyError(f"{level}{term.HAS_REMAINDER}")
        return level_has_remainder(self._books, self._steps, table, size)

    def _with_base(self, label: str) -> tuple[str, Sequence[Book]]:
        """A label without the base whose rows it asks for besides, and the books of all of them."""
        asked, joined, of = label.rpartition(term.AND_BASE)
        base = term.PRIOR_YEAR if joined + of == term.AND_PRIOR_YEAR else of
        if not joined or base not in (term.PRIOR_YEAR, *self._books.bases):
            return label, (self._books.now,)
        book = self._books.bases.get(base)
        return asked, (self._books.now, book) if book else (self._books.now,)

    def _list_rows(
        self, label: str, classification: str, books: Sequence[Book]
    ) -> Sequence[str] | None:
        levels = self._books.levels[classification]
        sizes = {*levels.values()}
        if label != term.ALL_ROWS:
            size = levels.get(label.removesuffix(term.LEVEL_SUFFIX))
            if size is None or not label.endswith(term.LEVEL_SUFFIX):
                return None
            sizes = {size}
        return list_rows(books, self._steps, sizes)
