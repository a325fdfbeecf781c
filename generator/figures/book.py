"""All figures of one base under their addresses: leaves from a ledger, everything else derived."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from generator.addresses import Steps, show
from generator.figures import derivations
from generator.figures.columns import ColumnSums
from generator.figures.derivations import (
    Derivation,
    NoFigure,
    OfCount,
    OfEntries,
    OfParts,
    OfShare,
    OfTyped,
)
from generator.figures.entries import NOTHING, Leaf
from generator.figures.ledger import Leaves
from generator.filing.kinds import Amount
from generator.filing.yaml_tree import Path_
from generator.money import HALF_STEP, MISSING, ZERO, ratio
from generator.packs.addressing import AddressError, locate
from generator.packs.definitions import Record, Selection, Table
from generator.vocabulary import KIND_COUNT, KIND_RATIO, KIND_YUAN

_new = tuple.__new__  # a named tuple's own is a call of Python, and a document has a thousand


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


def _make(steps: Steps, kind: str, leaf: Leaf) -> Figure:
    return _new(Figure, (steps, kind, *leaf, None, ()))


def rounding(*figures: "Figure | Amount") -> Decimal:
    """What rounding alone may move figures typed in 万元 (0.005·(k+1)); nothing for 元."""
    if not any(figure.wan for figure in figures):
        return ZERO
    leaves = sum(len(figure.paths) for figure in figures if isinstance(figure, Figure))
    return HALF_STEP * (leaves + 1)


def add_up(figures: Sequence[Figure]) -> Decimal:
    """The sum of the values of figures."""
    return figures[0].value if len(figures) == 1 else sum([it.value for it in figures], ZERO)


class Amounts(dict[str, Mapping[str, Decimal]]):
    """By column, the values in some rows of a table, by row, without those that are nothing."""

    def __init__(self, book: "Book", table: Steps, rows: Iterable[str]) -> None:
        self._find, self._table = book.figure, table
        self._named: list[str] = []
        self._coded: dict[int, tuple[ColumnSums, list[str]]] = {}  # by the length of codes
        for row in rows:
            if not book.derivations.is_any(row):
                self._named.append(row)
            elif len(row) in self._coded:
                self._coded[len(row)][1].append(row)
            else:
                self._coded[len(row)] = book.sums((*table, row)), [row]

    def __missing__(self, column: str) -> Mapping[str, Decimal]:
        found = self[column] = self._list_figures(column, self._named)
        for sums, rows in self._coded.values():
            of = sums[column]
            if of is None:
                found |= self._list_figures(column, rows)
            elif of:
                found |= {row: of[row].value for row in rows if row in of and of[row].value}
        return found

    def _list_figures(self, column: str, rows: Sequence[str]) -> dict[str, Decimal]:
        find, table = self._find, self._table
        return {row: it for row in rows if (it := find((*table, row, column)).value)}


class Book:
    """The figures of one base, computed when first asked for."""

    def __init__(self, root: Record, leaves: Leaves) -> None:
        self.root, self.leaves = root, leaves
        self.known: dict[Steps, Figure] = {}  # what was asked for, by full address
        self.derivations = derivations.under(root)
        self._codes: dict[Steps, frozenset[str]] = {}
        self._rows: dict[tuple[Steps, int], Sequence[str]] = {}
        self._sums: dict[tuple[Steps, int], ColumnSums] = {}
        self._checked: set[Steps] = set()

    def figure(self, steps: Steps) -> Figure:
        """The figure at an address; an address that names none is an error."""
        return self.known.get(steps) or self._know(steps)

    def _know(self, steps: Steps) -> Figure:
        derived = self.derivations.find(steps)
        if derived.implied:
            return self.figure(derived.complete(steps))
        of_row = type(derived.way) is OfEntries and derived.way.of_row
        # A row that a table names may be called like an account, and takes what it says.
        is_listed = of_row and self.derivations.is_any(steps[-2])
        sums = self.sums(steps[:-1])[steps[-1]] if is_listed else None
        if sums is None:
            made = self._figure(steps, derived)
        else:  # the rest of a figure is the same for all
            made = _make(steps, KIND_YUAN, sums.get(steps[-2], NOTHING))
        self.known[steps] = made
        return made

    def sums(self, row: Steps) -> ColumnSums:
        """The sums that are the figures of the row of an account, and of all on its level."""
        level = row[:-1], len(row[-1])
        found = self._sums.get(level)
        if found is None:
            found = self._sums[level] = ColumnSums(self.leaves, self.derivations, row)
        return found

    def canonical(self, steps: Steps) -> Steps:
        """The full address: a row alone means its table's total column."""
        return self.derivations.find(steps).complete(steps)

    def meant(self, home: Steps, name: str) -> Steps:
        """The address that a name means: in the record `home`, or from the top."""
        return self.derivations.find_meant(home, name)

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

    def rows(self, table: Steps, size: int) -> Sequence[str]:
        """The rows of a view on the level whose codes are so long, in order."""
        known = self._rows.get((table, size))
        if known is None:
            known = sorted({code[:size] for code in self.codes(table)})
            self._rows[table, size] = known
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
        derived = self.derivations.find(steps)
        return self._work_out(derived.complete(steps), derived)

    def _figure(self, steps: Steps, derived: Derivation) -> Figure:
        made, stated = self._work_out(steps, derived), self.leaves.stated(steps)
        if stated is None:
            return made
        return Figure(steps, made.kind, stated.value, stated.paths, stated.wan, parts=made.parts)

    def _work_out(self, steps: Steps, derived: Derivation) -> Figure:
        """The figure that a derivation makes at a full address."""
        way = derived.way
        if derived.records:
            self._check_records(steps, derived.records)
        if type(way) is OfEntries:
            code = steps[-2] if way.of_row else None
            return _make(steps, KIND_YUAN, self.leaves.selected(steps, way.selection, code))
        if type(way) is OfTyped:
            return _make(steps, way.kind, self.leaves.typed(steps))
        if type(way) is OfParts:
            return self._add(steps, way)
        if type(way) is OfShare:
            return self._share(steps, way)
        if type(way) is OfCount:
            count = self.leaves.records(way.list.seen_from(steps))
            return Figure(steps, KIND_COUNT, MISSING if count is None else Decimal(count))
        assert isinstance(way, NoFigure)
        raise AddressError(f"“{show(steps)}”{way.message}", way.help)

    def _check_records(self, steps: Steps, numbers: Sequence[int]) -> None:
        """A number in a list of records must be that of one of them."""
        home = steps[: numbers[-1] + 1]
        if home in self._checked:
            return
        for at in numbers:
            count = self.leaves.records(steps[:at])
            if count is not None and not 0 < int(steps[at]) <= count:
                raise AddressError(f"“{show(steps[:at])}”只有 {count} 条")
        self._checked.add(home)

    def _add(self, steps: Steps, way: OfParts) -> Figure:
        plus = [part.seen_from(steps) for part in way.plus]
        if way.list is not None:
            list_ = way.list.seen_from(steps)
            count = self.leaves.records(list_)
            if count is None:  # a base has no lists to add up
                return Figure(steps, way.kind, MISSING)
            plus = [*((*list_, str(it), way.field) for it in range(1, count + 1)), *plus]
        added = [self.figure(part) for part in plus]
        taken = [self.figure(part.seen_from(steps)) for part in way.minus]
        value = add_up(added) - add_up(taken)
        parts = added + taken
        kind = parts[0].kind if parts else way.kind
        paths = tuple(dict.fromkeys([path for part in parts for path in part.paths]))
        wan = any([part.wan for part in parts])
        own = tuple([part.steps for part in parts])
        return _new(Figure, (steps, kind, value, paths, wan, None, own))

    def _share(self, steps: Steps, way: OfShare) -> Figure:
        top = self.figure(way.part.seen_from(steps))
        bottom = self.figure(way.whole.seen_from(steps))
        known = not (top.value.is_nan() or bottom.value.is_nan() or bottom.value.is_zero())
        value = ratio(top.value, bottom.value) if known else MISSING
        paths, parts = (*top.paths, *bottom.paths), (top.steps, bottom.steps)
        amounts = (top.value, bottom.value)
        return Figure(steps, KIND_RATIO, value, paths, share=amounts, parts=parts)
