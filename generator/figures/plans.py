"""How the figure at an address is made: the definitions alone say it, so it is worked out once.

All filings of a pack ask for the same addresses; each plan is made when it is first asked for.
"""

from typing import NamedTuple

from generator.addresses import Steps, is_code, parse, show
from generator.packs.addressing import AddressError, complete, locate
from generator.packs.definitions import (
    Band,
    Count,
    Field,
    Record,
    Records,
    Rule,
    Selection,
    Share,
    Sum,
    Table,
    Text,
    Typed,
)
from generator.vocabulary import KIND_YUAN, TOTAL_ROW

_MOST_KEPT, _MOST_PACKS = 1 << 14, 100


class OfEntries(NamedTuple):
    """The sum of the entries that a selection takes, under a code or under all."""

    selection: Selection
    code: str | None


class OfTyped(NamedTuple):
    """What is typed in a section."""

    kind: str


class OfParts(NamedTuple):
    """Figures added and subtracted; before them a field of every record of a list, if named."""

    plus: tuple[Steps, ...]
    minus: tuple[Steps, ...]
    kind: str
    list: Steps | None = None
    field: str = ""


class OfShare(NamedTuple):
    """How much of a whole a part is."""

    part: Steps
    whole: Steps


class OfCount(NamedTuple):
    """How many records a list has."""

    list: Steps


class NoFigure(NamedTuple):
    """What stands at the address is no figure."""

    message: str
    help: str = ""


Way = OfEntries | OfTyped | OfParts | OfShare | OfCount | NoFigure


class Plan(NamedTuple):
    """A full address, the records of lists that it leads through, and how its figure is made."""

    steps: Steps
    records: tuple[tuple[Steps, int], ...]
    way: Way


class Plans:
    """The plans of the addresses under one root."""

    def __init__(self, root: Record) -> None:
        self.root = root
        self._made: dict[Steps, Plan] = {}
        self._meant: dict[tuple[Steps, str], Steps] = {}

    def find(self, steps: Steps) -> Plan:
        """The plan of an address; an address that names nothing is an error."""
        made = self._made.get(steps)
        if made is None:
            if len(self._made) >= _MOST_KEPT:
                self._made.clear()
            made = self._made[steps] = self._make(steps)
        return made

    def find_meant(self, home: Steps, name: str) -> Steps:
        """The address that a name in a rule or check means: in its home, or from the top."""
        key = home, name
        meant = self._meant.get(key)
        if meant is None:
            if len(self._meant) >= _MOST_KEPT:
                self._meant.clear()
            meant = self._meant[key] = self._resolve(home, parse(name))
        return meant

    def _resolve(self, home: Steps, steps: Steps) -> Steps:
        try:
            locate(self.root, (*home, *steps))
        except AddressError:
            return steps
        return (*home, *steps)

    def _make(self, steps: Steps) -> Plan:
        found, owner = locate(self.root, steps)
        if isinstance(found, Table) and owner == steps:
            help_ = "如：表名.合计"
            return Plan(steps, (), NoFigure(f"“{show(steps)}”是一张表，要写到它的行", help_))
        steps = complete(found, owner, steps)
        if isinstance(found, Table):
            return Plan(steps, self._list_records(owner), self._cell(found, owner, steps))
        return Plan(steps, self._list_records(steps[:-1]), self._field(found, steps))

    def _list_records(self, home: Steps) -> tuple[tuple[Steps, int], ...]:
        """The lists that an address leads through, each with the number of the record."""
        return tuple(
            (home[:size], int(home[size]))
            for size in range(1, len(home))
            if is_code(home[size]) and isinstance(locate(self.root, home[:size])[0], Records)
        )

    def _cell(self, table: Table, owner: Steps, steps: Steps) -> Way:
        row_name, column_name = steps[len(owner) :]
        column = table.columns[column_name]
        row = table.rows.get(row_name)
        if isinstance(column, Selection) and not isinstance(row, Sum):
            code = row_name if table.classification and row_name != TOTAL_ROW else None
            return OfEntries(table.pick(row_name, column_name), code)
        if isinstance(column, Sum | Share):
            return self._by_rule(column, (*owner, row_name))
        if isinstance(row, Sum):
            plus, minus = (
                tuple((*owner, name, column_name) for name in names)
                for names in (row.plus, row.minus)
            )
            return OfParts(plus, minus, KIND_YUAN)
        assert isinstance(column, Typed)
        return OfTyped(column.kind)

    def _field(self, found: Field, steps: Steps) -> Way:
        if isinstance(found, Text | Band | Record | Records | Table):
            return NoFigure(f"“{show(steps)}”不是一个数")
        return self._by_rule(found, steps[:-1])

    def _by_rule(self, rule: Rule, home: Steps) -> Way:
        """What a rule says; names in it are looked up in `home`, then at the top."""
        if isinstance(rule, Typed):
            return OfTyped(rule.kind)
        if isinstance(rule, Selection):
            return OfEntries(rule, None)
        if isinstance(rule, Count):
            return OfCount(self.find_meant(home, rule.list))
        if isinstance(rule, Share):
            return OfShare(self.find_meant(home, rule.part), self.find_meant(home, rule.whole))
        plus, minus = (
            tuple(self.find_meant(home, name) for name in names)
            for names in (rule.plus, rule.minus)
        )
        kind = self._kind(rule, home)
        if not rule.items:
            return OfParts(plus, minus, kind)
        name, _, field = rule.items.partition(".")
        return OfParts(plus, minus, kind, self.find_meant(home, name), field)

    def _kind(self, field: Field, home: Steps) -> str:
        """The kind of a figure that a rule makes, also where there is nothing to add yet."""
        if isinstance(field, Typed):
            return field.kind
        if not isinstance(field, Sum):
            return KIND_YUAN
        if field.items:
            table, _, column = field.items.partition(".")
            first = (*self.find_meant(home, table), "1", column)
        else:
            first = self.find_meant(home, (*field.plus, *field.minus)[0])
        return self._kind(locate(self.root, first)[0], first[:-1])


_kept: dict[int, Plans] = {}


def plans_under(root: Record) -> Plans:
    """The plans of a pack's addresses: the same ones for as long as its definitions are in use."""
    plans = _kept.get(id(root))  # it is kept in them, so its id stays its own
    if plans is None:
        if len(_kept) >= _MOST_PACKS:
            _kept.clear()
        plans = _kept[id(root)] = Plans(root)
    return plans
