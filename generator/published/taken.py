"""What a base takes of a document that was read, as plain values: so it can be kept, and found.

A `TakenBase` as data says the same when it is read back; of data in any other shape it is None.
"""

from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from generator.addresses import Steps
from generator.books.printed import PrintedLedger
from generator.diagnostics import FormPlace, Place
from generator.figures.sparse import StatedLedger
from generator.filing.kinds import Amount
from generator.packs.addressing import leaf_sizes
from generator.packs.pack import Pack

_TEXTS = ("made_of", "unread", "apart", "told")


class TakenFigure(NamedTuple):
    """A figure under this year's address: its value in 元, what rounding may hide, its place.

    Of one that the document contradicts the value is not known.
    """

    steps: Steps
    value: Decimal
    half: Decimal
    place: Place | FormPlace


class TakenBase(NamedTuple):
    """A document as a base: which it is, whose, its figures, what of it is no figure.

    `listed` are the views that were read whole, `names` what accounts are called there, `made_of`
    the files of the form that it was read by, `note` what is to be said of that form. `unread`,
    `apart` (by which figures are doubted: they are unknown) and `told` are told as they are.
    """

    kind: str
    year: int
    unit: str
    note: str
    figures: tuple[TakenFigure, ...]
    listed: frozenset[Steps]
    names: Mapping[str, str]
    made_of: tuple[str, ...]
    unread: tuple[str, ...]
    apart: tuple[str, ...] = ()
    told: tuple[str, ...] = ()

    def ledger(self, pack: Pack) -> PrintedLedger:
        """Its figures as a base of a pack's filing."""
        amounts = {it.steps: Amount(it.value, it.steps, wan=it.half > 0) for it in self.figures}
        stated = StatedLedger(amounts, self.listed, list_views(pack))
        places = {it.steps: it.place for it in self.figures}
        return PrintedLedger(stated, places, {it.steps: it.half for it in self.figures})


def list_views(pack: Pack) -> Mapping[Steps, int]:
    """For each view of a pack how many digits its lowest rows have."""
    sizes = {name: it.leaf_size for name, it in pack.classifications.items()}
    return leaf_sizes(pack.definitions.root, sizes)


def as_data(taken: TakenBase) -> dict[str, Any]:
    """The same as JSON has it."""
    figures = [
        [list(it.steps), str(it.value), str(it.half), isinstance(it.place, FormPlace), [*it.place]]
        for it in taken.figures
    ]
    listed = [list(it) for it in sorted(taken.listed)]
    sequences = {name: [*getattr(taken, name)] for name in _TEXTS}
    own = {"figures": figures, "listed": listed, "names": dict(taken.names)}
    return taken._asdict() | own | sequences


def from_data(data: Any) -> TakenBase | None:
    """What was kept; None where it has not the shape."""
    with suppress(TypeError, ValueError, KeyError, InvalidOperation):
        figures = tuple(
            TakenFigure(
                tuple(steps), Decimal(value), Decimal(half), (FormPlace if form else Place)(*place)
            )
            for steps, value, half, form, place in data["figures"]
        )
        sequences = {name: tuple(data[name]) for name in _TEXTS}
        listed = frozenset(map(tuple, data["listed"]))
        return TakenBase(**{**data, **sequences, "figures": figures, "listed": listed})
    return None
