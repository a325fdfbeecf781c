"""What a filing states under addresses (bases, control totals, words), under full addresses."""

from collections.abc import Iterable, Iterator

from generator.addresses import Steps, show
from generator.diagnostics import Fault
from generator.figures.book import Book
from generator.filing.filing import Filing
from generator.filing.kinds import Stated
from generator.packs.addressing import AddressError


def resolve(
    items: Iterable[Stated] | str, filing: Filing, book: Book
) -> tuple[list[tuple[Steps, Stated]], list[Fault]]:
    """Each item under its canonical address, and the faults of those that have none."""
    found = list(_resolve_each(() if isinstance(items, str) else items, filing, book))
    faults = [item for item in found if isinstance(item, Fault)]
    return [item for item in found if not isinstance(item, Fault)], faults


def _resolve_each(
    items: Iterable[Stated], filing: Filing, book: Book
) -> Iterator[tuple[Steps, Stated] | Fault]:
    """Each stated item with its canonical address, or the fault that it has none."""
    first: dict[Steps, Stated] = {}
    for item in items:
        try:
            steps = book.canonical(item.steps)
            book.figure(steps)
        except AddressError as error:
            yield Fault("L408", error.message, filing.key_place_of(item), help=error.help)
            continue
        before = first.setdefault(steps, item)
        if before is not item:
            place = filing.key_place_of(item)
            if filing.key_place_of(before).file != place.file:
                continue  # what the filing states itself goes before what it shares
            message = f"“{show(steps)}”写了两次"
            notes, help_ = (f"{filing.key_place_of(before).spot}已经写过",), "保留一处，删去另一处"
            yield Fault("L401", message, place, notes=notes, help=help_)
            continue
        yield steps, item
