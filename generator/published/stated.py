"""The figures that a document states: each quantity once, with all the places that say what it is.

Addresses that the definitions make one quantity are one here. What a view that was read whole does
not list is nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generator.addresses import Steps, is_code
from generator.packs.addressing import AddressError, locate
from generator.packs.definitions import Records, Share, Table
from generator.packs.pack import Pack
from generator.published import bounds, identities
from generator.published.atoms import FIRST, any_code
from generator.published.bounds import NIL, UNKNOWN, Bounds
from generator.published.identities import Identities
from generator.published.readings import ReadFigure


@dataclass(frozen=True)
class StatedFigures:
    """Figures as a document states them, by address; `whole` are views of which every row was read.

    Of those that are `full` accounts of every level print. What has been derived besides is
    `worked_out`, within bounds; `settled` says which is taken of a quantity said in several ways.
    """

    pack: Pack
    read: Mapping[Steps, Sequence[ReadFigure]]
    whole: frozenset[Steps] = frozenset()
    full: frozenset[Steps] = frozenset()
    worked_out: dict[Steps, Bounds] = field(default_factory=dict)
    settled: dict[Steps, ReadFigure] = field(default_factory=dict)

    @property
    def identities(self) -> Identities:
        """What must hold between them."""
        return identities.derive(self.pack)

    @cached_property
    def same(self) -> Mapping[Steps, Steps]:
        """For each address the one that stands for its quantity."""
        chosen: dict[Steps, Steps] = {}
        for group in self.identities.alike:
            for instance in self.instances(group):
                for steps in instance:
                    chosen.setdefault(steps, instance[0])
        return chosen

    @cached_property
    def quantities(self) -> Mapping[Steps, Sequence[ReadFigure]]:
        """All that the document says of each quantity, its tables first."""
        said: dict[Steps, list[ReadFigure]] = defaultdict(list)
        for steps, figures in self.read.items():
            said[self.same.get(steps, steps)] += figures
        return {steps: sorted(it, key=lambda one: one.told) for steps, it in said.items()}

    def bounds(self, steps: Steps) -> Bounds:
        """Within which a quantity lies: as most of its places say it; unknown if none does."""
        key = self.same.get(steps, steps)
        figures = self.quantities.get(key)
        if not figures:
            return NIL if self._is_nothing(steps) else self.worked_out.get(key, UNKNOWN)
        return bounds.of(self.usual(key).number, self.is_share(steps))

    def usual(self, key: Steps) -> ReadFigure:
        """Which is taken of all that is said of a quantity: what is settled, else what most say."""
        figures = self.quantities[key]
        counted = Counter(it.number.value for it in figures)
        return self.settled.get(key) or max(figures, key=lambda it: counted[it.number.value])

    def is_share(self, steps: Steps) -> bool:
        """Whether a figure is a share of something."""
        found, _ = locate(self.pack.definitions.root, steps)
        rule = found.columns.get(steps[-1]) if isinstance(found, Table) else found
        return isinstance(rule, Share)

    def _is_nothing(self, steps: Steps) -> bool:
        """Whether an account has no row in a view that was read whole and prints every account."""
        row, cell = steps[-2:-1], (steps[:-2], steps[-1])
        if not row or not is_code(row[0]):
            return False
        views = (view for view, _ in (cell, *self._alike.get(cell, ())))
        return any(view in self.whole and view in self.full for view in views)

    @cached_property
    def _alike(self) -> Mapping[tuple[Steps, str], Sequence[tuple[Steps, str]]]:
        """For each column of a view those of other views that say the same of any row."""
        rows = ([it for it in group if self._is_any(it)] for group in self.identities.alike)
        cells = [[(it[:-2], it[-1]) for it in some] for some in rows]
        return {cell: some for some in cells for cell in some}

    def list_codes(self, cell: Steps) -> list[str]:
        """The codes of the rows that state something in the column of a view."""
        table, column = cell[:-2], cell[-1]
        return self._codes.get((table, column), [])

    def list_sizes(self, cell: Steps) -> list[int]:
        """The lengths of the codes on all levels that a view prints.

        One that prints every row goes as far down as any of the document.
        """
        sizes = {len(code) for code in self.list_codes(cell)}
        found, _ = locate(self.pack.definitions.root, cell)
        if cell[:-2] in self.full and isinstance(found, Table) and sizes:
            last = max(sizes | set(map(len, self.list_known(cell))))
            sizes = {size for size in found.sizes if size <= last}
        return sorted(sizes)

    def list_known(self, cell: Steps) -> set[str]:
        """The codes of its accounts that stand anywhere in the document."""
        table, _ = locate(self.pack.definitions.root, cell)
        kind = table.classification if isinstance(table, Table) else None
        return self._known.get(kind or "", set())

    @cached_property
    def _known(self) -> Mapping[str, set[str]]:
        known: dict[str, set[str]] = defaultdict(set)
        for (table, column), codes in self._codes.items():
            found, _ = locate(self.pack.definitions.root, (*table, codes[0], column))
            known[getattr(found, "classification", None) or ""].update(codes)
        return known

    @cached_property
    def _codes(self) -> Mapping[tuple[Steps, str], list[str]]:
        codes: dict[tuple[Steps, str], list[str]] = defaultdict(list)
        for steps in sorted(self.read):
            if len(steps) > 2 and is_code(steps[-2]) and self._is_cell(steps):
                codes[steps[:-2], steps[-1]].append(steps[-2])
        return codes

    def _is_cell(self, steps: Steps) -> bool:
        try:
            return isinstance(locate(self.pack.definitions.root, steps)[0], Table)
        except AddressError:
            return False

    def count(self, listed: Steps) -> int:
        """How many records of a list the document states figures of."""
        numbers = (int(it[len(listed)]) for it in self.read if it[: len(listed)] == listed)
        return max(numbers, default=0)

    # -- what stands for many ------------------------------------------------------------------

    def instances(
        self, addresses: tuple[Steps, ...], anywhere: bool = False
    ) -> Iterator[tuple[Steps, ...]]:
        """Addresses that stand for any row or record, for each that the document states.

        Of rows that is in one of these views, or `anywhere` under another name.
        """
        homes = [home for steps in addresses if (home := self._find_home(steps))]
        rows = [steps for steps in addresses if self._is_any(steps)]
        if homes:
            home = max(homes, key=len)
            for actual in self._list_homes(home):
                yield tuple([_put_home(it, home, actual) for it in addresses])
        elif rows:
            listed = self.list_known if anywhere else self.list_codes
            for code in sorted({code for it in rows for code in listed(it)}):
                some = [(*it[:-2], code, it[-1]) if it in rows else it for it in addresses]
                put = tuple(some)
                if not anywhere or any(self.same.get(it, it) in self.quantities for it in put):
                    yield put
        else:
            yield addresses

    def _is_any(self, steps: Steps) -> bool:
        if len(steps) < len(("table", "row", "column")) or steps[-2].strip("0"):
            return False
        found, _ = locate(self.pack.definitions.root, steps)
        return isinstance(found, Table) and steps[-2] == any_code(found)

    def _find_home(self, steps: Steps) -> Steps:
        """The record of a list that an address stands in, if it does."""
        node: object = self.pack.definitions.root
        home: Steps = ()
        for at, step in enumerate(steps):
            if isinstance(node, Records):
                home, node = steps[: at + 1], node.item
            elif isinstance(node, Table):
                break
            else:
                node = getattr(node, "fields", {}).get(step)
        return home

    def _list_homes(self, home: Steps) -> list[Steps]:
        """The records that the document states, of a list in a list those of each."""
        free = {at for at, step in enumerate(home) if step == FIRST and at}
        found = {
            it[: len(home)]
            for it in self.read
            if len(it) >= len(home)
            and all(
                a == b or (at in free and is_code(a))
                for at, (a, b) in enumerate(zip(it, home, strict=False))
            )
        }
        return sorted(found)


def _put_home(steps: Steps, home: Steps, actual: Steps) -> Steps:
    """An address of the records that stand for any as one of actual records."""
    size = 0
    while size < len(home) and steps[: size + 1] == home[: size + 1]:
        size += 1
    return (*actual[:size], *steps[size:])


def gather(
    figures: Sequence[ReadFigure],
    pack: Pack,
    whole: frozenset[Steps],
    full: frozenset[Steps] = frozenset(),
) -> StatedFigures:
    """The figures that a document states, by their addresses."""
    read: dict[Steps, list[ReadFigure]] = defaultdict(list)
    for it in figures:
        read[it.steps].append(it)
    return StatedFigures(pack, read, whole, full)
