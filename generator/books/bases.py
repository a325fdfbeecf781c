"""The books of a filing: this year's, its bases, and its words about figures."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.addresses import Steps, is_code, show
from generator.books import renaming
from generator.books.books import Books, NameOf
from generator.diagnostics import Fault, Severity
from generator.figures import codes, controls, ledger, sparse, statements
from generator.figures.book import Book, rounding
from generator.figures.codes import Naming
from generator.figures.ledger import Leaves
from generator.figures.sparse import LayeredLedger
from generator.filing.filing import Filing
from generator.filing.kinds import Stated
from generator.filing.legible import is_same_name
from generator.money import yuan_text
from generator.packs.addressing import leaf_sizes, locate
from generator.packs.definitions import Record, Table
from generator.packs.pack import Pack
from generator.vocabulary import KIND_TEXT, NOTHING_TO_COMPARE

if TYPE_CHECKING:
    from generator.books.borrowing import Borrowed
    from generator.books.printed import PrintedBase

_Given = Mapping[str, "PrintedBase | None"]
_Others = Mapping[str, "Borrowed | PrintedBase"]
NONE_GIVEN: _Given = MappingProxyType({})
_Lent = tuple[str, Leaves]  # what a base is taken from, as messages call it, and its figures


def open_books(
    filing: Filing, pack: Pack, exported: Sequence[Stated] = (), given: _Given = NONE_GIVEN
) -> tuple[Books, list[Fault]]:
    """Every book that a filing and its pack make, and what is wrong with what is stated.

    `exported` are control totals from a file that nobody typed; `given` are the bases that
    published documents supply (None: one is named and could not be read).
    """
    definitions, root = pack.definitions, pack.definitions.root
    entries, faults = ledger.build(filing, definitions, pack.classifications)
    now, found = controls.apply(Book(root, entries), entries, filing, exported)
    faults += found
    if filing.members:
        from generator.consolidation import member_totals

        faults += member_totals.compare(now, filing, pack)
    borrowed, found = _borrow(filing, pack, given)
    faults += found
    lent: dict[str, _Lent] = {name: (it.file, it.ledger) for name, it in borrowed.items()}
    lent |= renaming.take_own(now, pack)
    own = ledger.account_names(filing, definitions)
    name_of = _namer(pack, filing, own, borrowed)
    named = codes.Naming(pack.classifications, name_of, own, entries.spent)
    bases: dict[str, Book | None] = {}
    for base in pack.bases:
        bases[base], found = _open_base(base, filing, pack, now, lent.get(base), named)
        faults += found
    notes, found = _read_notes(filing, pack, now)
    drawn = tuple(file for other in borrowed.values() for file in other.drawn)
    levels = pack.levels(filing.disclosed)
    stated = (now, bases, notes, filing.data, levels, name_of)
    renamed = renaming.name_own(pack)
    sure, waiting = _budgeter(pack, filing.year), frozenset(_find_open(filing, pack, lent))
    books = Books(*stated, drawn, pack.sums, pack.reasons, renamed, waiting, sure)
    return books, [*faults, *found]


def _find_open(filing: Filing, pack: Pack, lent: "Mapping[str, _Lent]") -> Iterator[str]:
    """The bases that could not be taken from where they are, or of which something is missing."""
    for base in pack.bases:
        file, source = pack.base_files.get(base), lent.get(base)
        if source is None:
            if file is not None and filing.data.get(file.key):
                yield base
        elif base in pack.own_bases and renaming.has_hole(source[1]):
            yield base


def _borrow(filing: Filing, pack: Pack, given: _Given) -> tuple[_Others, list[Fault]]:
    read = {base: it for base, it in given.items() if it is not None}
    files = {base: it for base, it in pack.base_files.items() if base not in given}
    if not any(filing.data.get(file.key) for file in files.values()):
        return read, []
    from generator.books import borrowing

    lent, faults = borrowing.borrow(filing, pack, files)
    return {**lent, **read}, faults


def _namer(
    pack: Pack,
    filing: Filing,
    own: Mapping[str, str],
    borrowed: "Mapping[str, Borrowed | PrintedBase]",
) -> NameOf:
    """How a code is called: as the table says where it is sure, else as a filing names it."""
    others = [other.names for other in borrowed.values()]

    @cache  # a document asks for the same rows in many tables
    def name_of(classification: str, code: str) -> str | None:
        table = pack.classifications[classification]
        dated = table.term_of(code, filing.year)
        if dated and dated.checked:
            return dated.name
        from_others = others[: 0 if dated else None]
        stated = next((names[code] for names in (own, *from_others) if code in names), None)
        past = dated or table.nearest_term(code, filing.year)
        if past and (stated is None or is_same_name(stated, past.name)):
            return past.name  # with brackets of full width
        return stated

    return name_of


def _budgeter(pack: Pack, year: int) -> NameOf:
    """To which budget a code belongs, where the table is sure of the code."""

    def budget_of(classification: str, code: str) -> str | None:
        table = pack.classifications[classification]
        dated = table.term_of(code, year)
        return table.budget_of(code) or None if dated and dated.checked else None

    return budget_of


# -- bases -------------------------------------------------------------------------------------


def _open_base(
    name: str, filing: Filing, pack: Pack, now: Book, lent: "_Lent | None", named: Naming
) -> tuple[Book | None, list[Fault]]:
    given = filing.data.get(name, ())
    if given == NOTHING_TO_COMPARE:
        return None, []
    stated, faults = statements.resolve(given, filing, now)
    levels = pack.levels(filing.disclosed)
    sizes = leaf_sizes(now.root, {name: max(sizes.values()) for name, sizes in levels.items()})
    own = sparse.stated_ledger(stated, sizes)
    leaves: Leaves = own
    if lent is not None:
        source, below = lent
        faults += _find_overridden(stated, filing, Book(now.root, below), source)
        leaves = LayeredLedger(own, below.settle(own.amounts))
    # On top of another filing a few rows are no sum; where they differ has been told.
    beside = Book(now.root, own.add_up_rows() if lent is None else own)
    for steps, item in stated:
        faults += _find_misnamed(steps, item, filing, now.root, named)
        faults += _find_unlike_parts(steps, item, filing, beside, sizes)
    return Book(now.root, leaves), faults


def _find_overridden(
    stated: list[tuple[Steps, Stated]], filing: Filing, below: Book, source: str
) -> Iterator[Fault]:
    """A stated figure goes before that of its `source`; where they differ, both are shown."""
    for steps, item in stated:
        other = below.figure(steps).value
        if not (item.amount.missing or other.is_nan()) and _is_other(item, other, below, steps):
            message = (
                f"{show(item.steps)}：这里写 {yuan_text(item.amount.value)}，"
                f"{source} 是 {yuan_text(other)}，按这里写的印"
            )
            place = filing.source.place(item.path)
            yield Fault("L410", message, place, Severity.WARNING, help="数没有调整过的，删去这一行")


def _is_other(item: Stated, other: Decimal, below: Book, steps: Steps) -> bool:
    """Whether a stated figure is not that of its source, however that was rounded in print."""
    if not below.figure(steps).wan:
        return other != item.amount.value
    from generator.books import printed

    return abs(other - item.amount.value) > printed.hidden_in(below, steps)


def _find_misnamed(
    steps: Steps, item: Stated, filing: Filing, root: Record, named: Naming
) -> Iterator[Fault]:
    """A stated row's account must have a name, and bear the one that stands beside it."""
    found, owner = locate(root, steps)
    if not isinstance(found, Table) or not found.classification or not is_code(steps[len(owner)]):
        return
    code, table = steps[len(owner)], named.tables[found.classification]
    yield from codes.find_in_stated(code, item.path, filing, table, named)


def _find_unlike_parts(
    steps: Steps, item: Stated, filing: Filing, beside: Book, sizes: Mapping[Steps, int]
) -> Iterator[Fault]:
    """A stated total must be the sum of the rows or parts that the filing states beside it.

    How the rows are written, under their table's name or one by one, makes no difference.
    """
    found, owner = locate(beside.root, steps)
    if isinstance(found, Table) and len(steps[len(owner)]) == sizes.get(owner):
        return
    figure = beside.derive(steps)
    derived = bool(figure.parts) or (isinstance(found, Table) and bool(found.classification))
    difference = abs(figure.value - item.amount.value)
    if not derived or difference.is_nan() or difference <= rounding(figure, item.amount):
        return
    message = (
        f"{show(item.steps)} {yuan_text(item.amount.value)}，"
        f"各项相加 {yuan_text(figure.value)}，差 {yuan_text(difference)}"
    )
    lines = sorted({filing.source.place(path) for path in figure.paths})
    related = tuple((line, "") for line in lines)
    place = filing.source.place(item.path)
    yield Fault("L409", message, place, related=related, help="改正合计，或改正各项")


# -- words -------------------------------------------------------------------------------------


def _read_notes(
    filing: Filing, pack: Pack, now: Book
) -> tuple[dict[str, dict[Steps, str]], list[Fault]]:
    """What each section of words (reasons among them) says of which figure."""
    notes: dict[str, dict[Steps, str]] = {}
    faults: list[Fault] = []
    for section, rule in pack.rules.items():
        if rule.get("addresses") == KIND_TEXT:
            stated, found = statements.resolve(filing.data[section], filing, now)
            notes[section] = {steps: item.text for steps, item in stated}
            faults += found
    return notes, faults
