"""What a pack says a document's figures are: lists, tables, records and how they are derived.

Everything is one tree: a record has fields, and a field is a text, a figure, a table, a record
or a list of records. An address is the path through that tree.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cached_property
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from generator.frozen import Frozen, field
from generator.vocabulary import CODE_DIMENSION, RUN_START

Where = Mapping[str, tuple[str, ...]]


class Text(NamedTuple):
    """A field that holds words: one line, or paragraphs."""

    paragraphs: bool = False


class Typed(NamedTuple):
    """A figure that the filing states in its own section."""

    kind: str


class Selection(NamedTuple):
    """A figure that is the sum of a list's entries that meet the conditions."""

    list: str | None
    where: Where = MappingProxyType({})


class Sum(NamedTuple):
    """A figure that is other figures added and subtracted; `items` adds a field over a list."""

    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    items: str | None = None


class Share(NamedTuple):
    """A figure that says how much of `whole` is `part`."""

    part: str
    whole: str


class Count(NamedTuple):
    """A figure that is the number of records in a list."""

    list: str


class Band(NamedTuple):
    """A word that grades a figure: the first label whose threshold the figure reaches."""

    figure: str
    grades: tuple[tuple[str, Decimal], ...]


Rule = Typed | Selection | Sum | Share | Count
FIGURES = (Typed, Selection, Sum, Share, Count)


class Table(Frozen):
    """Rows times columns; with `classification`, one row per account that has money.

    `sizes` are then the lengths that a code can have, one for each level.
    """

    classification: str | None
    rows: Mapping[str, Rule]
    columns: Mapping[str, Rule]
    total: str
    source: Selection
    sizes: tuple[int, ...] = ()
    _picked: dict[tuple[str, str], Selection] = field(default_factory=dict, compare=False)

    def pick(self, row: str, column: str) -> Selection:
        """The entries that a row and a column take together, under whatever code the row is.

        Always the same object for the same question, in every document.
        """
        key = (row if row in self.rows else "", column)
        selection = self._picked.get(key)
        if selection is None:
            across, down = self.rows.get(row, Selection(None)), self.columns[column]
            assert isinstance(across, Selection)
            assert isinstance(down, Selection)
            selection = self._picked[key] = narrow(narrow(self.source, across), down)
        return selection


class Record(Frozen):
    """Named fields of one thing."""

    fields: Mapping[str, "Field"]

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The fields that hold words, in order."""
        return tuple(name for name, field in self.fields.items() if isinstance(field, Text))

    @cached_property
    def runs(self) -> Mapping[str, Callable[[Mapping[str, str]], object]]:
        """By what asks whether a run of equal texts begins: these texts, and all before them."""
        texts = self.texts
        asked = {f"{it}{RUN_START}": itemgetter(*texts[: at + 1]) for at, it in enumerate(texts)}
        return {name: of for name, of in asked.items() if name not in self.fields}


class Records(NamedTuple):
    """A list of records of one shape."""

    item: Record


Field = Text | Band | Typed | Selection | Sum | Share | Count | Table | Record | Records


class EntryList(NamedTuple):
    """A list of entries: the dimension of its codes, its key dimensions, and its spread."""

    name: str
    classification: str
    keys: tuple[str, ...]
    spread: str
    values: tuple[str, ...]

    @property
    def dimensions(self) -> tuple[str, ...]:
        """All that an entry is told apart by."""
        return (CODE_DIMENSION, *self.keys, self.spread)


class Definitions(Frozen):
    """All that a pack defines: the lists of entries and the tree of fields."""

    lists: Mapping[str, EntryList]
    root: Record


def narrow(outer: Selection, inner: Selection) -> Selection:
    """The entries that meet both selections' conditions; the inner one names the list if it can."""
    where = dict(outer.where)
    for name, values in inner.where.items():
        allowed = where.get(name)
        where[name] = values if allowed is None else tuple(v for v in values if v in allowed)
    return Selection(inner.list or outer.list, where)
