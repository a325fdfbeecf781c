"""The books of a filing: this year's, its bases, its control totals and its reasons.

Control totals (核对数) are never printed. Stated in 元 they must be equal; where the figures were
typed in 万元, a total within the rounding bound of its leaves becomes the figure (尾差).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from generator import ledger
from generator.book import AddressError, Book, Figure, leaf_sizes, locate, show
from generator.definitions import Record, Table
from generator.diagnostics import Fault, Severity
from generator.kinds import Stated
from generator.ledger import Leaf, Ledger, Steps
from generator.money import yuan_text
from generator.packs import Pack
from generator.schema import Filing
from generator.source import Path_
from generator.views import Books
from generator.vocabulary import (
    CONTROL_TOTALS,
    KIND_TEXT,
    NOTHING_TO_COMPARE,
    TOTAL_ROW,
)

# Half of the last printed digit, 0.01 万元: what one rounding can move (identities.md §E.1).
HALF_STEP = Decimal(50)


def open_books(filing: Filing, pack: Pack) -> tuple[Books, list[Fault]]:
    """Every book that a filing and its pack make, and what is wrong with what is stated."""
    definitions, root = pack.definitions, pack.definitions.root
    entries, faults = ledger.build(filing, definitions, pack.classifications)
    now = Book(root, entries)
    now, control_faults = _controlled(now, entries, filing)
    names = ledger.account_names(filing, definitions)
    name_of = _namer(pack, filing, names)
    sizes = leaf_sizes(root, {k: table.leaf_size for k, table in pack.classifications.items()})
    bases: dict[str, Book | None] = {}
    for base in pack.wording.bases:
        bases[base], found = _base(base, filing, now, sizes, name_of)
        faults += found
    notes, note_faults = _notes(filing, pack, now)
    levels = {name: table.levels for name, table in pack.classifications.items()}
    books = Books(now, bases, notes, filing.data, levels, name_of)
    return books, [*faults, *control_faults, *note_faults]


def _namer(pack: Pack, filing: Filing, own: Mapping[str, str]) -> Any:
    def name_of(classification: str, code: str) -> str | None:
        table = pack.classifications[classification]
        return table.name_of(code, filing.year) or own.get(code)

    return name_of


def _resolved(
    items: Iterable[Stated], filing: Filing, book: Book
) -> Iterator[tuple[Steps, Stated] | Fault]:
    """Each stated item with its canonical address, or the fault that it has none."""
    first: dict[Steps, Stated] = {}
    for item in items:
        place = filing.source.key_place(item.path)
        try:
            steps = book.canonical(item.steps)
            book.figure(steps)
        except AddressError as error:
            yield Fault("L408", error.message, place, help=error.help)
            continue
        before = first.setdefault(steps, item)
        if before is not item:
            line = filing.source.key_place(before.path).line
            message = f"“{show(steps)}”写了两次"
            yield Fault("L401", message, place, notes=(f"第 {line} 行已经写过",))
            continue
        yield steps, item


def _split(
    resolved: Iterable[tuple[Steps, Stated] | Fault],
) -> tuple[list[tuple[Steps, Stated]], list[Fault]]:
    items = list(resolved)
    faults = [item for item in items if isinstance(item, Fault)]
    return [item for item in items if not isinstance(item, Fault)], faults


# -- bases -------------------------------------------------------------------------------------


def _base(
    name: str, filing: Filing, now: Book, sizes: Mapping[Steps, int], name_of: Any
) -> tuple[Book | None, list[Fault]]:
    given = filing.data.get(name, ())
    if given == NOTHING_TO_COMPARE:
        return None, []
    stated, faults = _split(_resolved(given, filing, now))
    book = Book(now.root, ledger.stated_ledger(stated, sizes))
    for steps, item in stated:
        faults += _unnamed(steps, item, filing, now.root, name_of)
        faults += _unlike_leaves(steps, item, filing, book)
    return book, faults


def _unnamed(
    steps: Steps, item: Stated, filing: Filing, root: Record, name_of: Any
) -> Iterator[Fault]:
    """A stated row's account must have a name, for it may have to be printed."""
    found, owner = locate(root, steps)
    if isinstance(found, Table) and found.classification and steps[len(owner)].isdecimal():
        code = steps[len(owner)]
        if not name_of(found.classification, code):
            place = filing.source.key_place(item.path)
            help_ = f"检查编码；没有错的话，在“科目名称”里写：{code}: 名称"
            yield Fault("L402", f"科目表里没有 {code}", place, help=help_)


def _unlike_leaves(steps: Steps, item: Stated, filing: Filing, book: Book) -> Iterator[Fault]:
    """A stated total must be the sum of the rows that its table lists."""
    if steps[-2:-1] != (TOTAL_ROW,) or item.amount.missing:
        return
    codes = sorted(book.codes(steps[:-2]))
    if not codes:
        return
    total = sum((book.figure((*steps[:-2], code, steps[-1])).value for code in codes), Decimal(0))
    if total != item.amount.value and not total.is_nan():
        message = (
            f"{show(steps)} {yuan_text(item.amount.value)}，"
            f"各行相加 {yuan_text(total)}，差 {yuan_text(abs(total - item.amount.value))}"
        )
        yield Fault("L409", message, filing.source.place(item.path), help="改正合计，或改正各行")


# -- control totals ----------------------------------------------------------------------------


def _controlled(now: Book, entries: Ledger, filing: Filing) -> tuple[Book, list[Fault]]:
    given = filing.data.get(CONTROL_TOTALS, ())
    if isinstance(given, str):
        return now, []
    stated, faults = _split(_resolved(given, filing, now))
    adjusted: dict[tuple[Path_, ...], Decimal] = {}
    overrides: dict[Steps, Leaf] = {}
    for steps, item in stated:
        figure = now.figure(steps)
        fault = _against(figure, item, filing)
        if fault is not None:
            faults.append(fault)
        if fault is not None and fault.severity is Severity.WARNING:
            # The same entries are the same figure in every table that prints them.
            if figure.parts:
                overrides[steps] = Leaf(item.amount.value, figure.paths, True)
            else:
                adjusted[figure.paths] = item.amount.value
    if not (adjusted or overrides):
        return now, faults
    kept = replace(entries, adjusted=adjusted, overrides=overrides)
    return Book(now.root, kept), faults


def _against(figure: Figure, item: Stated, filing: Filing) -> Fault | None:
    """What a control total says of a figure: nothing, a rounding difference, or a fault."""
    difference = abs(figure.value - item.amount.value)
    if difference.is_nan() or difference.is_zero():
        return None
    place = filing.source.place(item.path)
    both = f"核对数 {yuan_text(item.amount.value)}，填报数相加 {yuan_text(figure.value)}"
    message = f"{show(item.steps)}：{both}，差 {yuan_text(difference)}"
    if figure.wan and difference <= HALF_STEP * (len(figure.paths) + 1):
        return Fault("L407", f"{message}，属尾差，按核对数印", place, Severity.WARNING)
    if item.amount.wan and not figure.wan and difference <= HALF_STEP:
        return None
    lines = sorted({filing.source.place(path).line for path in figure.paths})
    notes = (f"填报数在第 {'、'.join(map(str, lines[:12]))} 行",) if lines else ()
    return Fault("L406", message, place, notes=notes, help="核对这几行的金额和科目，或核对数")


# -- words -------------------------------------------------------------------------------------


def _notes(
    filing: Filing, pack: Pack, now: Book
) -> tuple[dict[str, dict[Steps, str]], list[Fault]]:
    """What each section of words (reasons among them) says of which figure."""
    notes: dict[str, dict[Steps, str]] = {}
    faults: list[Fault] = []
    for section, rule in pack.rules.items():
        if rule.get("addresses") == KIND_TEXT:
            given = filing.data[section]
            stated, found = _split(_resolved(() if isinstance(given, str) else given, filing, now))
            notes[section] = {steps: item.text for steps, item in stated}
            faults += found
    return notes, faults
