"""What a Word form may name of records: a section, a list, one record of it, a grade."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from generator.addresses import Steps, show
from generator.books.books import Books
from generator.filling.cells import NOTHING, FigureView, Named
from generator.filling.remainders import has_remainder
from generator.filling.tables import TableView
from generator.packs.addressing import AddressError, locate
from generator.packs.definitions import Band, Field, Record, Records, Table, Text
from generator.vocabulary import (
    HAS_MONEY,
    HAS_REMAINDER,
    MISSING_TEXT,
    MORE_THAN_ONE,
    RUN_START,
)

_blank = object.__new__


class RecordView(Named):
    """A record's fields."""

    __slots__ = ()

    def __getitem__(self, name: object) -> Any:
        field = self._node.fields.get(name)
        if type(field) is Text:
            return self._stated[name]
        if field is None:
            return self._other(str(name))
        return view_of(self._books, field, (*self._steps, str(name)), self._stated)

    def _other(self, name: str) -> Any:
        if name == HAS_REMAINDER:
            return has_remainder(self._books, self._steps, self._node)
        locate(self._books.now.root, (*self._steps, name))  # says what is wrong with the name
        raise KeyError(name)


class ItemView(RecordView):
    """One record of a list; `<field>首` is true where a run of equal texts begins."""

    __slots__ = ("_before",)

    _before: Any  # the record before it, if there is one

    def __getitem__(self, name: object) -> Any:
        texts_of = self._node.runs.get(name)
        if texts_of is not None:
            return self._before is None or texts_of(self._before) != texts_of(self._stated)
        return super().__getitem__(name)

    def _other(self, name: str) -> Any:
        if name.endswith(RUN_START):
            raise AddressError(f"没有“{name}”")
        return super()._other(name)


class RecordsView(Named):
    """A list of records, in the order they were stated."""

    __slots__ = ("_items",)

    def __init__(self, books: Books, steps: Steps, node: Any, items: Sequence[Any]) -> None:
        super().__init__(books, steps, node)
        self._items = items

    def __iter__(self) -> Iterator[ItemView]:
        books, steps, node = self._books, self._steps, self._node.item
        before = None
        for number, stated in enumerate(self._items, start=1):
            it = _blank(ItemView)  # to call the class would take twice as long
            it._books, it._steps, it._node = books, (*steps, str(number)), node
            it._stated, it._before = stated, before
            yield it
            before = stated

    def __getitem__(self, name: object) -> Any:
        if name == HAS_MONEY:
            return bool(self._books.now.leaves.records(self._steps))
        if name == MORE_THAN_ONE:
            return (self._books.now.leaves.records(self._steps) or 0) > 1
        if name == HAS_REMAINDER:
            return has_remainder(self._books, self._steps, self._node)
        number = str(name)
        count = len(self._items)
        if not number.isdecimal() or not 0 < int(number) <= count:
            raise AddressError(f"“{show(self._steps)}”只有 {count} 条")
        return next(islice(self, int(number) - 1, None))


def view_of(books: Books, field: Field | None, steps: Steps, owner: Mapping[Any, Any]) -> Any:
    """What a form gets for a field: a text, a figure, or an object that has names itself."""
    data: Any = owner.get(steps[-1])
    if isinstance(field, Record):
        return RecordView(books, steps, field, data if isinstance(data, dict) else NOTHING)
    if isinstance(field, Records):
        return RecordsView(books, steps, field, data)
    if isinstance(field, Text):
        return data
    if isinstance(field, Band):
        return _grade(books, field, steps)
    return (TableView if isinstance(field, Table) else FigureView)(books, steps, field)


def _grade(books: Books, band: Band, steps: Steps) -> str:
    value = books.now.figure((*steps[:-1], *band.figure.split("."))).value
    if value.is_nan():
        return MISSING_TEXT
    return next((label for label, low in band.grades if value >= low), band.grades[-1][0])
