"""What a Word form may name: the figures, rows, lists and texts of one filing.

These objects offer a form nothing but the names that the pack defines (by `[...]`), so that a
form can reach neither Python's attributes nor methods. Figures print only through a filter.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from generator.addresses import Steps, show
from generator.books.books import Books
from generator.figures.book import Book, Figure
from generator.packs.addressing import AddressError, locate
from generator.packs.definitions import FIGURES, Band, Field, Record, Records, Table, Text
from generator.packs.pack import Pack
from generator.vocabulary import (
    ALL_ROWS,
    AND_PRIOR_YEAR,
    CODE,
    FISCAL_YEAR,
    GLOSSARY,
    HAS_MONEY,
    LEVEL_SUFFIX,
    MISSING_TEXT,
    NAME,
    PRIOR_YEAR,
    RUN_START,
    TOTAL_ROW,
    UNIT,
    UNIT_WORD,
    WORDING,
    YEAR_BEFORE,
)


class Named:
    """Base of all form objects: names only through `[...]`, no truth value of its own.

    Each knows what the pack defines at its address, and what the filing states there.
    """

    __slots__ = ("_books", "_data", "_node", "_steps")

    def __init__(self, books: Books, steps: Steps, node: Any = None, data: Any = None) -> None:
        self._books, self._steps, self._node, self._data = books, steps, node, data

    def __bool__(self) -> NoReturn:
        raise AddressError(f"“{'.'.join(self._steps)}”不能直接用作条件", f"用 .{HAS_MONEY}")

    def __getitem__(self, name: object) -> Any:
        raise KeyError(name)


class Cell(Named):
    """One figure in a form; filters take it from here."""

    __slots__ = ()

    def __getitem__(self, name: object) -> bool:
        if name == HAS_MONEY:
            return not figure_of(self).value.is_zero()
        raise KeyError(name)


def steps_of(cell: Cell) -> Steps:
    """The full address of the figure behind a form's name."""
    return cell._steps


def figure_of(cell: Cell) -> Figure:
    """The figure behind a form's name."""
    return cell._books.now.figure(cell._steps)


def cell_figure(cell: object) -> Figure:
    """The figure behind a form's name; a `TypeError` if it is something else."""
    if isinstance(cell, Cell):
        return figure_of(cell)
    raise TypeError


_NOWHERE = ("",)


def prefix(owner: object) -> Steps:
    """What the addresses of a row's or a record's figures begin with; others have none known."""
    return owner._steps if isinstance(owner, RowView | RecordView) else _NOWHERE


_NO_WORDS: Mapping[str, Any] = {}


def words(owner: object) -> Mapping[str, Any]:
    """What is stated under the names of a row or a record; what is a text there prints as it is."""
    if isinstance(owner, RecordView):
        return owner._data if isinstance(owner._data, dict) else _NO_WORDS
    if isinstance(owner, RowView):
        return {CODE: owner._steps[-1], NAME: owner._name()}
    return _NO_WORDS


def base_of(cell: Cell, base: str) -> Figure | None:
    """The same figure on a base, or None where the filing says there is nothing to compare."""
    book = cell._books.bases[base]
    return None if book is None else book.figure(cell._steps)


def note_of(cell: Cell, section: str) -> str:
    """What a section of the filing (the reasons, say) states in words for a figure, or nothing."""
    if section not in cell._books.notes:
        raise AddressError(f"填报文件没有“{section}”一节", near=(section, cell._books.notes))
    return cell._books.notes[section].get(figure_of(cell).steps, "")


class RecordView(Named):
    """A record's fields."""

    __slots__ = ()

    def __getitem__(self, name: object) -> Any:
        field = self._node.fields.get(name)
        if type(field) is Text:
            return self._data[name]
        if field is None:
            return self._other(str(name))
        steps = (*self._steps, str(name))
        if isinstance(field, FIGURES):
            return Cell(self._books, steps)
        return _view(self._books, field, steps, self._data)

    def _other(self, name: str) -> Any:
        locate(self._books.now.root, (*self._steps, name))  # says what is wrong with the name
        raise KeyError(name)


class ItemView(RecordView):
    """One record of a list; `<field>首` is true where a run of equal texts begins."""

    __slots__ = ("_before",)

    def __init__(self, books: Books, steps: Steps, node: Any, data: Any, before: Any) -> None:
        super().__init__(books, steps, node, data)
        self._before = before  # the record before it, if there is one

    def _other(self, name: str) -> Any:
        if name.endswith(RUN_START):
            return self._starts(name.removesuffix(RUN_START))
        return super()._other(name)

    def _starts(self, name: str) -> bool:
        texts, before = self._node.texts, self._before
        if name not in texts:
            raise AddressError(f"没有“{name}{RUN_START}”")
        if before is None:
            return True
        # A run of a text ends with the runs of the texts before it.
        for leading in texts:
            if before[leading] != self._data[leading]:
                return True
            if leading == name:
                break
        return False


class RecordsView(Named):
    """A list of records, in the order they were stated."""

    __slots__ = ()

    def __iter__(self) -> Iterator[ItemView]:
        return map(self._item, range(1, len(self._data) + 1))

    def __getitem__(self, name: object) -> Any:
        if name == HAS_MONEY:
            return bool(self._books.now.leaves.records(self._steps))
        number = str(name)
        count = len(self._data)
        if not number.isdecimal() or not 0 < int(number) <= count:
            raise AddressError(f"“{show(self._steps)}”只有 {count} 条")
        return self._item(int(number))

    def _item(self, number: int) -> ItemView:
        steps = (*self._steps, str(number))
        before = self._data[number - 2] if number > 1 else None
        return ItemView(self._books, steps, self._node.item, self._data[number - 1], before)


class RowView(Named):
    """One row of a table: its code, its name, and its columns."""

    __slots__ = ()

    def __getitem__(self, name: object) -> Any:
        if name in self._node.columns:
            return Cell(self._books, (*self._steps, str(name)))
        if name == CODE:
            return self._steps[-1]
        if name == NAME:
            return self._name()
        return Cell(self._books, self._books.now.canonical((*self._steps, str(name))))

    def _name(self) -> str:
        if self._steps[-1] in self._node.rows:
            return self._steps[-1]
        found = self._books.name_of(self._node.classification or "", self._steps[-1])
        return found or MISSING_TEXT


class TableView(Named):
    """A table: rows by name or code, and for views the lists of rows that have money."""

    __slots__ = ()

    def __getitem__(self, name: object) -> Any:
        label, table = str(name), self._node
        if label in table.rows:
            return RowView(self._books, (*self._steps, label), table)
        if label == HAS_MONEY:
            return self._has_money(self._books.now, table)
        if label == HAS_MONEY + AND_PRIOR_YEAR:
            prior = self._books.bases.get(PRIOR_YEAR)
            books = [self._books.now, *([prior] if prior else [])]
            return any(self._has_money(book, table) for book in books)
        if table.classification:
            rows = self._listed(label, table.classification)
            if rows is not None:
                return [RowView(self._books, (*self._steps, code), table) for code in rows]
        self._books.now.canonical((*self._steps, label))
        self._known(table, label)
        return RowView(self._books, (*self._steps, label), table)

    def _known(self, table: Table, label: str) -> None:
        """A fixed row's code must be an account that the dictionary or the filing names."""
        if not self._books.name_of(table.classification or "", label):
            raise AddressError(f"科目表里没有 {label}")

    def _has_money(self, book: Book, table: Table) -> bool:
        if table.classification:
            cells = ((*self._steps, TOTAL_ROW, column) for column in table.columns)
        else:
            cells = ((*self._steps, row, column) for row in table.rows for column in table.columns)
        # What a base does not state is no money; what this year does not state yet may be.
        unknown = book is self._books.now
        values = (book.figure(cell).value for cell in cells)
        return any(unknown if value.is_nan() else not value.is_zero() for value in values)

    def _listed(self, label: str, classification: str) -> list[str] | None:
        codes = self._books.now.codes(self._steps)
        if label.endswith(AND_PRIOR_YEAR):
            label = label.removesuffix(AND_PRIOR_YEAR)
            prior = self._books.bases.get(PRIOR_YEAR)
            codes = codes | prior.codes(self._steps) if prior else codes
        levels = self._books.levels[classification]
        if label == ALL_ROWS:
            return sorted({code[:size] for code in codes for size in levels.values()})
        size = levels.get(label.removesuffix(LEVEL_SUFFIX))
        if size is None or not label.endswith(LEVEL_SUFFIX):
            return None
        return sorted({code[:size] for code in codes})


def _view(books: Books, field: Field | None, steps: Steps, owner: Any) -> Any:
    """What a form gets for a field: a text, a figure, or an object that has names itself."""
    data = owner.get(steps[-1]) if isinstance(owner, dict) else None
    if isinstance(field, Text):
        return data
    if isinstance(field, Band):
        return _grade(books, field, steps)
    if isinstance(field, Table):
        return TableView(books, steps, field, data)
    if isinstance(field, Record):
        return RecordView(books, steps, field, data)
    if isinstance(field, Records):
        return RecordsView(books, steps, field, data)
    return Cell(books, steps)


def _grade(books: Books, band: Band, steps: Steps) -> str:
    value = books.now.figure((*steps[:-1], *band.figure.split("."))).value
    if value.is_nan():
        return MISSING_TEXT
    return next((label for label, low in band.grades if value >= low), band.grades[-1][0])


def names(books: Books) -> dict[str, Any]:
    """Every top-level name that a form may use, with what it stands for."""
    fields = books.now.root.fields.items()
    made = {name: _view(books, field, (name,), books.texts) for name, field in fields}
    return {YEAR_BEFORE: str(int(books.texts[FISCAL_YEAR]) - 1), **made}


def form_names(pack: Pack, books: Books) -> dict[str, Any]:
    """Every top-level name that a form of a pack may use, with what it stands for."""
    words = pack.wordings.get(books.texts[UNIT][UNIT_WORD], {})
    return {**names(books), GLOSSARY: pack.glossary, WORDING: words}
