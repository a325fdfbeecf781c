"""A published document as a base: figures exact as far as they were printed, each with its place.

Documents are read above this room; what was read of one is handed over as a `PrintedBase`.
"""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from generator.addresses import Steps
from generator.diagnostics import FormPlace, Place
from generator.figures.book import Book
from generator.figures.entries import Leaf
from generator.figures.ledger import Leaves
from generator.figures.sparse import LayeredLedger, StatedLedger, below_stated
from generator.frozen import Frozen, replace
from generator.money import ZERO
from generator.packs.definitions import Selection


class PrintedLedger(Frozen, Leaves):
    """What a document prints: an address that it does not print, or derive, is unknown.

    `halves` is what rounding may hide of each figure, in its unit (元). Paths are addresses of the
    document, and none in a filing: they are given only `placed`.
    """

    figures: StatedLedger
    places: Mapping[Steps, Place | FormPlace]
    halves: Mapping[Steps, Decimal]
    placed: bool = False

    def stated(self, steps: Steps) -> Leaf | None:
        """The figure that is printed at an address; unknown, if the document contradicts it."""
        leaf = self.figures.stated(steps)
        return None if leaf is None else self._place(leaf)

    def settle(self, stated: Collection[Steps]) -> "PrintedLedger":
        """The same without the unknown figures that a filing states itself."""
        amounts = self.figures.amounts
        left = {it: one for it, one in amounts.items() if not (it in stated and one.missing)}
        return replace(self, figures=replace(self.figures, amounts=left))

    def typed(self, steps: Steps) -> Leaf:
        """A figure that is printed nowhere."""
        return self._place(self.figures.typed(steps))

    def selected(self, steps: Steps, selection: Selection, code: str | None) -> Leaf:
        """The sum of the rows of a view that was read whole."""
        return self._place(self.figures.selected(steps, selection, code))

    def codes(self, table: Steps, selections: Sequence[Selection]) -> set[str]:
        """The lowest codes that a view prints with money."""
        return self.figures.codes(table, selections)

    def _place(self, leaf: Leaf) -> Leaf:
        return leaf if self.placed else leaf._replace(paths=())


class PrintedBase(NamedTuple):
    """What a document lends: its name in the filing, its figures, names of accounts, its files."""

    file: str
    ledger: PrintedLedger
    names: Mapping[str, str]
    drawn: tuple[str, ...]


def ledger_behind(book: Book) -> PrintedLedger | None:
    """What was read of a document, if a base is taken from one."""
    leaves = below_stated(book.leaves)
    return leaves if isinstance(leaves, PrintedLedger) else None


def places_of(book: Book, steps: Steps) -> list[tuple[Place | FormPlace, Decimal]]:
    """Where a base's figure is printed, with what rounding may hide of it there.

    Nothing for a base that no document supplies, and for a figure that the filing states itself.
    """
    ledger = ledger_behind(book)
    if ledger is None:
        return []
    placed: Leaves = replace(ledger, placed=True)
    if isinstance(book.leaves, LayeredLedger):
        placed = replace(book.leaves, below=placed)
    paths = (tuple(map(str, path)) for path in Book(book.root, placed).figure(steps).paths)
    return [(ledger.places[it], ledger.halves[it]) for it in paths if it in ledger.places]


def hidden_in(book: Book, steps: Steps) -> Decimal:
    """What rounding may hide of a base's figure, in 元; nothing where no document supplies it."""
    return sum((half for _, half in places_of(book, steps)), ZERO)
