"""All figures of one base under their addresses: leaves from a ledger, everything else derived."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from generator.addresses import Steps, is_code, show
from generator.figures.ledger import Leaf, Leaves
from generator.filing.kinds import Amount
from generator.filing.yaml_tree import Path_
from generator.money import HALF_STEP, MISSING, ZERO, ratio
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
from generator.vocabulary import KIND_COUNT, KIND_RATIO, KIND_YUAN, TOTAL_ROW


class Figure(NamedTuple):
    """One figure: its address, its exact value (元 for money), and the places that make it."""

    steps: Steps
    kind: str
    value: Decimal
    paths: tuple[Path_, ...] = ()
    wan: bool = False
    share: tuple[Decimal, Decimal] | None = None
    parts: tuple[Steps, ...] = ()

    @property
    def address(self) -> str:
        """The address as people read it: 表[科目].栏."""
        return show(self.steps)

    @property
    def void(self) -> bool:
        """Whether this is a share of nothing, which has no value."""
        return self.share is not None and self.share[1].is_zero()


def rounding(*figures: "Figure | Amount") -> Decimal:
    """What rounding alone may move figures typed in 万元 (0.005·(k+1)); nothing for 元."""
    if not any(figure.wan for figure in figures):
        return ZERO
    leaves = sum(len(figure.paths) for figure in figures if isinstance(figure, Figure))
    return HALF_STEP * (leaves + 1)


class Book:
    """The figures of one base, computed when first asked for."""

    def __init__(self, root: Record, leaves: Leaves) -> None:
        self.root, self.leaves = root, leaves
        self.known: dict[Steps, Figure] = {}  # what was asked for, by full address
        self._short: dict[Steps, Figure] = {}  # the same, as it was asked for
        self._codes: dict[Steps, frozenset[str]] = {}
        self._checked: set[Steps] = set()

    def figure(self, steps: Steps) -> Figure:
        """The figure at an address; an address that names none is an error."""
        known = self.known.get(steps) or self._short.get(steps)
        if known is None:
            found, owner = locate(self.root, steps)
            full = complete(found, owner, steps)
            known = self.known.get(full) or self._figure(found, owner, full)
            self.known[full] = known
            if full != steps:
                self._short[steps] = known
        return known

    def canonical(self, steps: Steps) -> Steps:
        """The full address: a row alone means its table's total column."""
        return complete(*locate(self.root, steps), steps)

    def short(self, steps: Steps) -> Steps:
        """The address as one would write it: without the total column that a row implies."""
        found, owner = locate(self.root, steps)
        implied = isinstance(found, Table) and steps[len(owner) + 1 :] == (found.total,)
        return steps[:-1] if implied else steps

    def codes(self, table: Steps) -> frozenset[str]:
        """The codes under which a view has money, as they are typed."""
        known = self._codes.get(table)
        if known is None:
            known = self._codes[table] = frozenset(self._codes_of(table))
        return known

    def _codes_of(self, table: Steps) -> Iterator[str]:
        found, _ = locate(self.root, table)
        if isinstance(found, Table) and found.classification:
            picked = [
                found.pick("", column)
                for column, rule in found.columns.items()
                if isinstance(rule, Selection)
            ]
            # A code of another length has no row; the ledger has told so.
            codes = self.leaves.codes(table, picked)
            yield from (code for code in codes if len(code) in found.sizes)

    def derive(self, steps: Steps) -> Figure:
        """The figure at an address as it would be if the base did not state that one itself."""
        found, owner = locate(self.root, steps)
        return self._work_out(found, owner, complete(found, owner, steps))

    def _figure(self, found: Field, owner: Steps, steps: Steps) -> Figure:
        made, stated = self._work_out(found, owner, steps), self.leaves.stated(steps)
        if stated is None:
            return made
        return Figure(steps, made.kind, stated.value, stated.paths, stated.wan, parts=made.parts)

    def _work_out(self, found: Field, owner: Steps, steps: Steps) -> Figure:
        if isinstance(found, Table) and owner == steps:
            raise AddressError(f"“{show(steps)}”是一张表，要写到它的行", "如：表名.合计")
        self._check_records(owner if isinstance(found, Table) else steps[:-1])
        if isinstance(found, Table):
            return self._cell(found, owner, steps)
        if isinstance(found, Text | Band | Record | Records):
            raise AddressError(f"“{show(steps)}”不是一个数")
        return self._by_rule(found, steps, steps[:-1], steps)

    def _check_records(self, home: Steps) -> None:
        """A number in a list of records must be that of one of them."""
        if len(home) == 1 or home in self._checked:
            return
        for size in range(1, len(home)):
            if is_code(home[size]) and isinstance(locate(self.root, home[:size])[0], Records):
                count = self.leaves.records(home[:size])
                if count is not None and not 0 < int(home[size]) <= count:
                    raise AddressError(f"“{show(home[:size])}”只有 {count} 条")
        self._checked.add(home)

    def _cell(self, table: Table, owner: Steps, steps: Steps) -> Figure:
        row_name, column_name = steps[len(owner) :]
        column = table.columns[column_name]
        row = table.rows.get(row_name)
        if isinstance(column, Selection) and not isinstance(row, Sum):
            picked = table.pick(row_name, column_name)
            code = row_name if table.classification and row_name != TOTAL_ROW else None
            return self._leaf(steps, KIND_YUAN, self.leaves.selected(steps, picked, code))
        if isinstance(column, Sum | Share):
            return self._by_rule(column, steps, (*owner, row_name), steps)
        if isinstance(row, Sum):
            parts = [(*owner, name, column_name) for name in (*row.plus, *row.minus)]
            return self._add(steps, parts[: len(row.plus)], parts[len(row.plus) :], KIND_YUAN)
        assert isinstance(column, Typed)
        return self._leaf(steps, column.kind, self.leaves.typed(steps))

    def _by_rule(self, rule: Rule, steps: Steps, home: Steps, at: Steps) -> Figure:
        """The figure that a rule makes; names in it are looked up in `home`, then at the top."""
        if isinstance(rule, Typed):
            return self._leaf(steps, rule.kind, self.leaves.typed(at))
        if isinstance(rule, Selection):
            return self._leaf(steps, KIND_YUAN, self.leaves.selected(at, rule, None))
        if isinstance(rule, Count):
            number = self.leaves.records(self._find(home, rule.list))
            return Figure(steps, KIND_COUNT, MISSING if number is None else Decimal(number))
        if isinstance(rule, Share):
            return self._share(steps, self._find(home, rule.part), self._find(home, rule.whole))
        plus = [self._find(home, name) for name in rule.plus]
        minus = [self._find(home, name) for name in rule.minus]
        kind = self._kind(rule, home)
        if rule.items:
            items = self._items(home, rule.items)
            if items is None:
                return Figure(steps, kind, MISSING)
            plus = [*items, *plus]
        return self._add(steps, plus, minus, kind)

    def _kind(self, field: Field, home: Steps) -> str:
        """The kind of a figure that a rule makes, also where there is nothing to add yet."""
        if isinstance(field, Typed):
            return field.kind
        if not isinstance(field, Sum):
            return KIND_YUAN
        if field.items:
            table, _, column = field.items.partition(".")
            first = (*self._find(home, table), "1", column)
        else:
            first = self._find(home, (*field.plus, *field.minus)[0])
        return self._kind(locate(self.root, first)[0], first[:-1])

    def _find(self, home: Steps, name: str) -> Steps:
        """The address that a name in a rule means: a sibling, or a full address from the top."""
        steps = tuple(name.split("."))
        try:
            locate(self.root, (*home, *steps))
        except AddressError:
            return steps
        return (*home, *steps)

    def _items(self, home: Steps, name: str) -> list[Steps] | None:
        """A field of every record of a list; None in a base, which has no lists to add up."""
        table, _, column = name.partition(".")
        items = self._find(home, table)
        count = self.leaves.records(items)
        return (
            None
            if count is None
            else [(*items, str(index), column) for index in range(1, count + 1)]
        )

    def _add(self, steps: Steps, plus: list[Steps], minus: list[Steps], kind: str) -> Figure:
        added = [self.figure(part) for part in plus]
        taken = [self.figure(part) for part in minus]
        value = sum((part.value for part in added), ZERO) - sum((p.value for p in taken), ZERO)
        parts = [*added, *taken]
        kind = parts[0].kind if parts else kind
        paths = tuple(dict.fromkeys(path for part in parts for path in part.paths))
        wan = any(part.wan for part in parts)
        return Figure(steps, kind, value, paths, wan, parts=tuple(p.steps for p in parts))

    def _share(self, steps: Steps, part: Steps, whole: Steps) -> Figure:
        top, bottom = self.figure(part), self.figure(whole)
        known = not (top.value.is_nan() or bottom.value.is_nan() or bottom.value.is_zero())
        value = ratio(top.value, bottom.value) if known else MISSING
        paths, parts = (*top.paths, *bottom.paths), (top.steps, bottom.steps)
        amounts = (top.value, bottom.value)
        return Figure(steps, KIND_RATIO, value, paths, share=amounts, parts=parts)

    def _leaf(self, steps: Steps, kind: str, leaf: Leaf) -> Figure:
        return Figure(steps, kind, leaf.value, leaf.paths, leaf.wan)
