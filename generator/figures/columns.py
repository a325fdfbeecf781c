"""The columns of a table as sums of entries: of rows of one level together, no figure made."""

from collections.abc import Mapping, Sequence

from generator.addresses import Steps
from generator.figures.derivations import Derivations, OfEntries
from generator.figures.entries import Leaf
from generator.figures.ledger import Leaves
from generator.packs.addressing import AddressError

Column = Mapping[str, Leaf]  # by the codes of rows; the others are nothing
_NamedColumn = tuple[Column, Steps]  # with its steps behind a row


class ColumnSums(dict[str, Column | None]):
    """By column, the sums that are the figures of a table's rows with codes of one length.

    None where they depend on more than the code. `row` is one of these rows.
    """

    def __init__(self, leaves: Leaves, derivations: Derivations, row: Steps) -> None:
        self._leaves, self._derivations, self._row = leaves, derivations, row
        self.asked: dict[int, tuple[Sequence[Steps], Sequence[_NamedColumn]]] = {}  # by `list`

    def __missing__(self, name: str) -> Column | None:
        found = self[name] = self._find(name)
        return found

    def _find(self, name: str) -> Column | None:
        try:
            derived = self._derivations.find((*self._row, name))
        except AddressError:
            return None
        way = derived.way
        if type(way) is not OfEntries or not way.of_row or derived.records:
            return None
        return self._leaves.sums(way.selection, len(self._row[-1]))

    def list(self, rests: Sequence[Steps]) -> Sequence[_NamedColumn]:
        """Those of the columns that a form names behind a row; nothing where one has none.

        It asks the same of one row after another: what it asks with is kept, with the answer, by
        its id, which stays its own.
        """
        columns = ((self[rest[0]] if len(rest) == 1 else None, rest) for rest in rests)
        whole = [(column, rest) for column, rest in columns if column is not None]
        found = whole if len(whole) == len(rests) else ()
        self.asked[id(rests)] = rests, found
        return found
