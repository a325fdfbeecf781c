"""How the figure at an address is made: the definitions alone say it, so it is worked out once.

Rows of any account and records of any number are made in one way, so that all filings of a pack
share a few derivations; each is made when it is first asked for.
"""

from collections.abc import Iterator
from typing import NamedTuple

from generator.addresses import Steps, is_code, parse
from generator.packs.addressing import AddressError, complete, locate
from generator.packs.definitions import (
    FIGURES,
    Count,
    Field,
    Record,
    Records,
    Rule,
    Selection,
    Share,
    Sum,
    Table,
    Typed,
)
from generator.vocabulary import KIND_YUAN, TOTAL_ROW

_MOST_MEANT, _MOST_PACKS = 1 << 13, 100


class Relative(NamedTuple):
    """An address seen from another: so many steps of that one, then its own."""

    kept: int
    steps: Steps

    def seen_from(self, steps: Steps) -> Steps:
        """The address itself."""
        return steps[: self.kept] + self.steps if self.kept else self.steps


class OfEntries(NamedTuple):
    """The sum of the entries that a selection takes, under the code of the row or under all."""

    selection: Selection
    of_row: bool


class OfTyped(NamedTuple):
    """What is typed in a section."""

    kind: str


class OfParts(NamedTuple):
    """Figures added and subtracted; before them a field of every record of a list, if named."""

    plus: tuple[Relative, ...]
    minus: tuple[Relative, ...]
    kind: str
    list: Relative | None = None
    field: str = ""


class OfShare(NamedTuple):
    """How much of a whole a part is."""

    part: Relative
    whole: Relative


class OfCount(NamedTuple):
    """How many records a list has."""

    list: Relative


class NoFigure(NamedTuple):
    """What stands at the address is no figure: how that is told behind the address."""

    message: str
    help: str = ""


Way = OfEntries | OfTyped | OfParts | OfShare | OfCount | NoFigure


class Derivation(NamedTuple):
    """How a figure is made; which column its address implies; where in it are numbers of records.

    Its address is complete where it implies none.
    """

    way: Way
    implied: str = ""
    records: tuple[int, ...] = ()

    def complete(self, steps: Steps) -> Steps:
        """The full address."""
        return (*steps, self.implied) if self.implied else steps


_Key = tuple[str | int, ...]
_CELL_STEPS = len(("table", "row", "column"))


class Derivations:
    """The derivations of the addresses under one root."""

    def __init__(self, root: Record) -> None:
        self.root = root
        self._made: dict[_Key, Derivation] = {}
        self._meant: dict[tuple[Steps, str], Steps] = {}
        self._literal = frozenset(_list_codes(root))

    def find(self, steps: Steps) -> Derivation:
        """The derivation of an address; an address that names nothing is an error."""
        key = self._key(steps)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._make(steps)
        return made

    def _key(self, steps: Steps) -> _Key:
        """What addresses have in common that are made alike: of codes and numbers the length."""
        if len(steps) == _CELL_STEPS and not steps[2].isdecimal():  # as most are; this is quicker
            table, row, column = steps
            return (table, len(row), column) if self.is_any(row) else steps
        return tuple([len(it) if self.is_any(it) else it for it in steps])

    def is_any(self, step: str) -> bool:
        """Whether a step is a code or a number, and no name that the definitions give."""
        return step.isdecimal() and step.isascii() and step not in self._literal

    def find_meant(self, home: Steps, name: str) -> Steps:
        """The full address that a name in a check means: in its home, or from the top."""
        key = home, name
        meant = self._meant.get(key)
        if meant is None:
            if len(self._meant) >= _MOST_MEANT:
                self._meant.clear()
            steps = self._find(home, name).seen_from(home)
            meant = self._meant[key] = self.find(steps).complete(steps)
        return meant

    def _find(self, home: Steps, name: str) -> Relative:
        steps = parse(name)
        try:
            locate(self.root, (*home, *steps))
        except AddressError:
            return Relative(0, steps)
        return Relative(len(home), steps)

    def _make(self, steps: Steps) -> Derivation:
        found, owner = locate(self.root, steps)
        if isinstance(found, Table) and owner == steps:
            return Derivation(NoFigure("是一张表，要写到它的行", "如：表名.合计"))
        full = complete(found, owner, steps)
        implied = full[-1] if full != steps else ""
        if isinstance(found, Table):
            way = self._cell(found, owner, full)
            return Derivation(way, implied, self._list_records(owner))
        home = full[:-1]
        none = NoFigure("不是一个数")
        way = self._by_rule(found, home) if isinstance(found, FIGURES) else none
        return Derivation(way, implied, self._list_records(home))

    def _list_records(self, home: Steps) -> tuple[int, ...]:
        """Where in an address a number says which record of a list it leads through."""
        return tuple(
            at
            for at in range(1, len(home))
            if is_code(home[at]) and isinstance(locate(self.root, home[:at])[0], Records)
        )

    def _cell(self, table: Table, owner: Steps, steps: Steps) -> Way:
        row_name, column_name = steps[len(owner) :]
        column = table.columns[column_name]
        row = table.rows.get(row_name)
        if isinstance(column, Selection) and not isinstance(row, Sum):
            of_row = bool(table.classification) and row_name != TOTAL_ROW
            return OfEntries(table.pick(row_name, column_name), of_row)
        if isinstance(column, Sum | Share):
            return self._by_rule(column, (*owner, row_name))
        if isinstance(row, Sum):
            plus, minus = (
                tuple(Relative(len(owner), (name, column_name)) for name in names)
                for names in (row.plus, row.minus)
            )
            return OfParts(plus, minus, KIND_YUAN)
        assert isinstance(column, Typed)
        return OfTyped(column.kind)

    def _by_rule(self, rule: Rule, home: Steps) -> Way:
        """What a rule says; names in it are looked up in `home`, then at the top."""
        if isinstance(rule, Typed):
            return OfTyped(rule.kind)
        if isinstance(rule, Selection):
            return OfEntries(rule, of_row=False)
        if isinstance(rule, Count):
            return OfCount(self._find(home, rule.list))
        if isinstance(rule, Share):
            return OfShare(self._find(home, rule.part), self._find(home, rule.whole))
        plus, minus = (
            tuple(self._find(home, name) for name in names) for names in (rule.plus, rule.minus)
        )
        kind = self._kind(rule, home)
        if not rule.items:
            return OfParts(plus, minus, kind)
        name, _, field = rule.items.partition(".")
        return OfParts(plus, minus, kind, self._find(home, name), field)

    def _kind(self, field: Field, home: Steps) -> str:
        """The kind of a figure that a rule makes, also where there is nothing to add yet."""
        if isinstance(field, Typed):
            return field.kind
        if not isinstance(field, Sum):
            return KIND_YUAN
        if field.items:
            table, _, column = field.items.partition(".")
            first = (*self._find(home, table).seen_from(home), "1", column)
        else:
            first = self._find(home, (*field.plus, *field.minus)[0]).seen_from(home)
        return self._kind(locate(self.root, first)[0], first[:-1])


def _list_codes(field: Field) -> Iterator[str]:
    """What looks like a code or a number and is the name of a field, a row or a column."""
    names: tuple[str, ...] = ()
    if isinstance(field, Record):
        names = (*field.fields,)
        for inner in field.fields.values():
            yield from _list_codes(inner)
    elif isinstance(field, Records):
        yield from _list_codes(field.item)
    elif isinstance(field, Table):
        names = (*field.rows, *field.columns)
    yield from filter(is_code, names)


_kept: dict[int, Derivations] = {}


def under(root: Record) -> Derivations:
    """The derivations under a pack's root: the same for as long as it is in use."""
    found = _kept.get(id(root))  # it is kept in them, so its id stays its own
    if found is None:
        if len(_kept) >= _MOST_PACKS:
            _kept.clear()
        found = _kept[id(root)] = Derivations(root)
    return found
