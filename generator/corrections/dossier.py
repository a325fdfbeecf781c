"""A filing with all that is known of it: its document, its figures, and where each is printed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from generator import pipeline
from generator.addresses import Steps
from generator.books import printed
from generator.books.books import Books
from generator.books.borrowing import BorrowedLedger
from generator.diagnostics import Fault
from generator.figures.book import Book
from generator.figures.rows import list_rows
from generator.figures.sparse import below_stated
from generator.filing.filing import Filing
from generator.filing.kinds import Amount, Stated
from generator.filing.yaml_tree import Path_
from generator.filling.prints import Printed
from generator.packs.definitions import Band, Field, Record, Records, Table, Text
from generator.packs.pack import Pack
from generator.pipeline import Outcome
from generator.word import archive, chart_spots, outline
from generator.word.outline import Spot


@dataclass(frozen=True)
class Dossier:
    """One filing: what was typed, what follows from it, and the document that says so."""

    outcome: Outcome
    pack: Pack
    filing: Filing
    books: Books
    drafted: bool = False

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """Every paragraph of the document, with its surroundings."""
        parts = archive.read(self.outcome.document)
        spots = outline.read_parts(parts, self.printed_in)
        return (*spots, *chart_spots.read(parts, spots)) if self.pack.charts else spots

    @cached_property
    def spot_at(self) -> Mapping[tuple[str, int], Spot]:
        """The paragraphs by part and number."""
        return {(spot.part, spot.paragraph): spot for spot in self.spots}

    @cached_property
    def printed_in(self) -> Mapping[tuple[str, int], Sequence[Printed]]:
        """The printed figures of each paragraph that has any."""
        printed: dict[tuple[str, int], list[Printed]] = {}
        for item in self.outcome.printed:
            printed.setdefault((item.part, item.paragraph), []).append(item)
        return printed

    @cached_property
    def typed(self) -> Mapping[Path_, Decimal]:
        """Every number (元 for money) that was typed, by its path."""
        return _typed(self.filing)

    def book(self, base: str) -> Book | None:
        """The figures of a base, or this year's where none is named."""
        return self.books.bases.get(base) if base else self.books.now


def open_filing(
    path: Path,
    root: Path | None = None,
    *,
    draft: bool | None = None,
    drawn_from: str = "",
    made: Outcome | None = None,
) -> tuple[Dossier | None, list[Fault]]:
    """A filing's dossier; with errors in it, that of its draft, unless it cannot even be drafted.

    `draft` settles beforehand whether the document is a draft; `made` is what becomes of it where
    it is none, if somebody has that already.
    """
    produce = partial(pipeline.produce, path, root, drawn_from=drawn_from)
    outcome = made or produce(draft=bool(draft), on_disk=not draft)
    faults = list(outcome.faults)
    if draft is None and not outcome.document:
        draft, outcome = True, produce(draft=True, on_disk=False)
    pack, filing, books = outcome.pack, outcome.filing, outcome.books
    if outcome.document and pack and filing and books:
        return Dossier(outcome, pack, filing, books, bool(draft)), faults
    return None, faults


def ledger_behind(book: Book) -> BorrowedLedger | None:
    """The other filing's ledger behind a base, if the base is taken from another filing."""
    leaves = below_stated(book.leaves)
    return leaves if isinstance(leaves, BorrowedLedger) else None


def lines_of(book: Book, steps: Steps) -> list[str]:
    """The lines (file:line) that a figure of a base is read from in the other filing.

    Of a published document they are the places, with how exact the figure is there.
    """
    ledger = ledger_behind(book)
    if ledger is None:
        places = dict.fromkeys(printed.places_of(book, steps))
        return [f"{place}{_tell_rounding(half)}" for place, half in places]
    paths = Book(book.root, replace(ledger, placed=True)).figure(steps).paths
    source = ledger.entries.filing.source
    return [source.place(path).line_name for path in paths]


def _tell_rounding(half: Decimal) -> str:
    """How exact a printed amount is, for one that is not so to the 分."""
    return f"（公开的万元数，与原数相差在 {half.normalize():f} 元以内）" if half else ""


def _amounts(node: Any) -> Iterator[Amount]:
    """Every number that a filing's data hold."""
    if isinstance(node, Amount):
        yield node
    elif isinstance(node, Stated):
        yield node.amount
    elif isinstance(node, Mapping | tuple):
        for inner in node.values() if isinstance(node, Mapping) else node:
            yield from _amounts(inner)


def _typed(filing: Filing) -> dict[Path_, Decimal]:
    """The numbers typed in a filing and in its members' filings, by the paths they have in it."""
    typed = {item.path: item.value for item in _amounts(filing.data) if not item.more}
    first = len(filing.source.others) - len(filing.members)
    for number, member in enumerate(filing.members, start=first):
        typed |= {(number, *path): value for path, value in _typed(member).items()}
    return typed


# -- addresses -------------------------------------------------------------------------------------


def list_addresses(book: Book, also: Iterable[Book] = ()) -> Iterator[Steps]:
    """Each address once, in the order of the definitions; `also` may know further accounts."""
    return _below(book.root, (), (book, *also))


def _below(field: Field, steps: Steps, books: tuple[Book, ...]) -> Iterator[Steps]:
    if isinstance(field, Record):
        for name, inner in field.fields.items():
            yield from _below(inner, (*steps, name), books)
    elif isinstance(field, Records):
        for number in range(1, (books[0].leaves.records(steps) or 0) + 1):
            yield from _below(field.item, (*steps, str(number)), books)
    elif isinstance(field, Table):
        for row in (*field.rows, *list_rows(books, steps, field.sizes)):
            yield from ((*steps, row, column) for column in field.columns)
    elif not isinstance(field, Text | Band):
        yield steps
