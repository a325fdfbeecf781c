"""A base of which only some addresses are stated, alone or on top of another filing."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from operator import itemgetter

from generator.addresses import Steps
from generator.figures.entries import NOTHING, UNKNOWN, Leaf
from generator.figures.ledger import Leaves
from generator.filing.kinds import Amount, Stated
from generator.frozen import Frozen, field, replace
from generator.money import ZERO
from generator.packs.definitions import Selection
from generator.vocabulary import TOTAL_ROW


class StatedLedger(Frozen, Leaves):
    """A base of which addresses are stated: the rows of a listed table that are absent are zero.

    `counts` says of lists how many records they hold, where that is known.
    """

    amounts: Mapping[Steps, Amount]
    listed: frozenset[Steps]
    leaf_sizes: Mapping[Steps, int]
    counts: Mapping[Steps, int] = field(default_factory=dict)

    def stated(self, steps: Steps) -> Leaf | None:
        """The figure stated for an address."""
        amount = self.amounts.get(steps)
        return None if amount is None else Leaf(amount.value, (amount.path,), amount.wan)

    def typed(self, steps: Steps) -> Leaf:
        """Zero where the section is listed, unknown where it is not."""
        listed = any(steps[:size] in self.listed for size in range(1, len(steps)))
        return NOTHING if listed else UNKNOWN

    def selected(self, steps: Steps, selection: Selection, code: str | None) -> Leaf:
        """The sum of the stated rows under a code; zero where the table is listed without it."""
        table, column = steps[:-2], steps[-1]
        size = self.leaf_sizes.get(table)
        if size is None or table not in self.listed:
            return UNKNOWN
        if not self.rows_under(steps, None) and not self._listed_as_nothing(table, column):
            return UNKNOWN
        rows = [amount for _, amount in self.rows_under(steps, code)]
        paths = tuple(amount.path for amount in rows)
        wan = any(amount.wan for amount in rows)
        return Leaf(sum((amount.value for amount in rows), ZERO), paths, wan)

    def codes(self, table: Steps, selections: Sequence[Selection]) -> set[str]:
        """The lowest-level codes that a table states with money."""
        size = self.leaf_sizes.get(table)
        return {
            steps[-2]
            for steps, amount in self.amounts.items()
            if steps[:-2] == table and len(steps[-2]) == size and not amount.value.is_zero()
            if steps[-2].isdecimal()
        }

    def records(self, steps: Steps) -> int | None:
        """How many records a list holds; None where that is not known."""
        return self.counts.get(steps)

    def rows_under(self, steps: Steps, code: str | None) -> Sequence[tuple[str, Amount]]:
        """The lowest rows stated in a column of a view, under a code or under all, by code."""
        rows = self._rows.get((steps[:-2], steps[-1]), [])
        if not code:
            return rows
        first = bisect_left(rows, code, key=itemgetter(0))
        return rows[first : bisect_left(rows, f"{code}:", first, key=itemgetter(0))]

    def _listed_as_nothing(self, table: Steps, column: str) -> bool:
        """Whether a table without rows says that its total is zero."""
        total = self.amounts.get((*table, TOTAL_ROW, column))
        return total is not None and total.value.is_zero()

    def add_up_rows(self) -> "StatedLedger":
        """The same base with every table listed of which it states rows, one by one or together.

        A stated total is held against such rows; the total itself they do not state.
        """
        tables = (table for table, _ in self._rows)
        return replace(self, listed=self.listed.union(tables))

    @cached_property
    def _rows(self) -> Mapping[tuple[Steps, str], list[tuple[str, Amount]]]:
        """The lowest rows of every view by its table and column, in the order of their codes."""
        found: dict[tuple[Steps, str], list[tuple[str, Amount]]] = {}
        for steps, amount in self.amounts.items():
            if len(steps) > 1 and steps[-2].isdecimal():
                table, row, column = steps[:-2], steps[-2], steps[-1]
                if len(row) == self.leaf_sizes.get(table):
                    found.setdefault((table, column), []).append((row, amount))
        for rows in found.values():
            rows.sort(key=itemgetter(0))
        return found


class LayeredLedger(Frozen, Leaves):
    """A base of which some addresses are stated and all others come from another filing."""

    above: StatedLedger
    below: Leaves

    def stated(self, steps: Steps) -> Leaf | None:
        """What is stated goes first; what it replaces a row of is no more what was printed."""
        own, row = self.above.stated(steps), steps[-2:-1]
        if own is not None or (row and self.above.rows_under(steps, _code_of(row[0]))):
            return own
        return self.below.stated(steps)

    def typed(self, steps: Steps) -> Leaf:
        """The figure typed in the other filing."""
        return self.below.typed(steps)

    def selected(self, steps: Steps, selection: Selection, code: str | None) -> Leaf:
        """The sum of the other filing's entries, with the rows that are stated in their place."""
        total = self.below.selected(steps, selection, code)
        for row, amount in self.above.rows_under(steps, code):
            replaced = self.below.selected(steps, selection, row)
            value = total.value - replaced.value + amount.value
            total = Leaf(value, (*total.paths, amount.path), total.wan)
        return total

    def codes(self, table: Steps, selections: Sequence[Selection]) -> set[str]:
        """The codes under which either has money."""
        return self.above.codes(table, selections) | self.below.codes(table, selections)


def _code_of(row: str) -> str | None:
    return row if row.isdecimal() else None


def stated_ledger(
    stated: Iterable[tuple[Steps, Stated]], leaf_sizes: Mapping[Steps, int]
) -> StatedLedger:
    """The ledger of a base from its stated addresses (already in canonical form)."""
    amounts: dict[Steps, Amount] = {}
    listed: set[Steps] = set()
    for steps, item in stated:
        amounts[steps] = item.amount
        # A nested mapping lists its table; a dotted key states one figure and no more.
        if len(item.path) > len(("base", "table")):
            listed.update(steps[:size] for size in range(1, len(steps)))
    return StatedLedger(amounts, frozenset(listed), leaf_sizes)


def below_stated(leaves: Leaves) -> Leaves:
    """What a base was taken from, without what is stated above it."""
    return leaves.below if isinstance(leaves, LayeredLedger) else leaves
