"""The figures of a document with their addresses: as its filing makes them, or as it is read.

What a filing withholds, and accounts below the level that it discloses, are no open data, whatever
a document shows.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from generator.addresses import Steps, is_code, parse
from generator.books.books import Books
from generator.checks.case import Case
from generator.figures.book import Figure
from generator.filing.filing import Filing
from generator.filling import prints
from generator.filling.marks import Aspect
from generator.filling.prints import Printed
from generator.money import half_up
from generator.outputs.data import PRINTED, STATED, STATED_ROUNDLY, NamedFigure, Publisher
from generator.packs import figure_rules, sums
from generator.packs.addressing import AddressError, locate
from generator.packs.definitions import Record, Table
from generator.packs.pack import Pack
from generator.pipeline import Outcome
from generator.published.blocks import number_of
from generator.published.readings import ReadFigure
from generator.vocabulary import KIND_RATIO, KIND_YUAN

ByParagraph = Mapping[int, list[NamedFigure]]
_SHARE_PLACES = 2  # a share is printed as so many hundredths


class Withheld(NamedTuple):
    """What a filing does not publish: addresses, and the lengths of codes that it discloses."""

    addresses: tuple[Steps, ...] = ()
    sizes: Mapping[str, int] = {}

    def holds(self, steps: Steps, root: Record) -> bool:
        """Whether an address is withheld, whatever record it is of, or below what is disclosed."""
        bare = tuple(step for step in steps if not is_code(step))
        if any(sums.belongs(it, of) for of in self.addresses for it in (steps, bare)):
            return True
        table, code = find_row(steps, root)
        most = self.sizes.get((table.classification if table else "") or "", len(code))
        return len(code) > most


def find_row(steps: Steps, root: Record) -> tuple[Table | None, str]:
    """The table of accounts that an address is in a row of, and its code; else None and nothing."""
    try:
        found, owner = locate(root, steps)
    except AddressError:
        return None, ""
    row = steps[len(owner) : len(owner) + 1]
    listed = isinstance(found, Table) and bool(row) and is_code(row[0])
    return (found, row[0]) if listed and isinstance(found, Table) else (None, "")


def list_withheld(filing: Filing, books: Books, pack: Pack) -> Withheld:
    """What a filing withholds, by its own words and the rules."""
    case = Case(filing, books)
    said = [it for it in pack.checks if it["kind"] == "withheld" and case.text(it["stated"])]
    addresses = tuple(parse(of) for it in said for of in it["withheld"])
    levels = pack.levels(filing.disclosed)
    return Withheld(addresses, {name: max(sizes.values()) for name, sizes in levels.items()})


# -- from a filing ---------------------------------------------------------------------------------


def tell_publisher(outcome: Outcome) -> Publisher:
    """Whose document an outcome is that has one."""
    filing, pack = outcome.filing, outcome.pack
    assert filing is not None
    assert pack is not None
    kind, _, region = pack.key
    code, name = filing.unit_code, filing.unit_name
    return Publisher(code, name, filing.year, kind, filing.own_word, region)


def of_outcome(outcome: Outcome, part: str) -> ByParagraph:
    """The figures of a part of an outcome's document, exact as the filing states them."""
    filing, pack, books = outcome.filing, outcome.pack, outcome.books
    assert filing is not None
    assert pack is not None
    assert books is not None
    withheld, root = list_withheld(filing, books, pack), pack.definitions.root
    found: dict[int, list[NamedFigure]] = {}
    for it in outcome.printed:
        shown = it.part == part and it.mark.aspect is Aspect.VALUE and it.text.strip()
        if shown and not withheld.holds(it.mark.steps, root):
            figure = _state(it, prints.figure_behind(books, it.mark), root)
            found.setdefault(it.paragraph, []).append(figure)
    return found


def _state(it: Printed, figure: Figure, root: Record) -> NamedFigure:
    value = None if figure.value.is_nan() else figure.value
    if value is not None and figure.kind == KIND_RATIO:
        value = half_up(value, _SHARE_PLACES + len(it.text.rstrip("%").partition(".")[2]))
    money = figure.kind == KIND_YUAN
    source = (STATED_ROUNDLY if figure.wan else STATED) if money else PRINTED
    row = find_row(it.mark.steps, root)[1]
    return NamedFigure(it.mark.steps, it.mark.base, figure.kind, it.text, value, source, row)


# -- from a document -------------------------------------------------------------------------------


class FilingBehind(NamedTuple):
    """What a filing says of a document's figures: exact values, and what it withholds."""

    books: Books
    withheld: Withheld


def of_readings(
    figures: Iterable[ReadFigure], pack: Pack, stated: FilingBehind | None = None
) -> tuple[ByParagraph, list[ReadFigure]]:
    """The figures that are read in a document's tables, and those that its filing withholds.

    With a filing amounts are exact where they are what is printed.
    """
    root, found = pack.definitions.root, dict[int, list[NamedFigure]]()
    kept_back = list[ReadFigure]()
    for it in figures:
        if it.told or not it.number.text.strip():
            continue
        if stated is not None and stated.withheld.holds(it.steps, root):
            kept_back.append(it)
            continue
        kind = figure_rules.kind_of(root, it.steps)
        value: Decimal | None = it.number.value
        source = PRINTED
        if stated is not None:
            value, source = _sharpen(it, kind, stated.books)
        row, text = find_row(it.steps, root)[1], it.number.text
        figure = NamedFigure(it.steps, "", kind, text, value, source, row)
        found.setdefault(number_of(it.place), []).append(figure)
    return found, kept_back


def _sharpen(it: ReadFigure, kind: str, books: Books) -> tuple[Decimal | None, str]:
    """The amount that a filing states, if it prints as what was read; else what was read.

    A share of nothing, of which it is known by the filing alone, is none.
    """
    try:
        figure = books.now.figure(it.steps)
    except AddressError:
        return it.number.value, PRINTED
    if figure.void and it.number.value.is_zero():
        return None, PRINTED
    apart = abs(figure.value - it.number.value) if not figure.value.is_nan() else None
    if kind != KIND_YUAN or apart is None or apart > it.number.step / 2:
        return it.number.value, PRINTED
    return figure.value, STATED_ROUNDLY if figure.wan else STATED
