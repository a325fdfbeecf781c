"""A department's members, each held to its own codes, control totals and identities.

A unit's document would not be made with an error in it, so its figures are in no department's
document either. What a unit says of other years is not added up, and not looked at here.
"""

from collections.abc import Iterator

from generator.books.books import Books
from generator.checks import checks
from generator.checks.case import Case
from generator.consolidation import department
from generator.diagnostics import Fault
from generator.figures import controls, ledger
from generator.figures.book import Book
from generator.filing.filing import Filing
from generator.packs.pack import Pack


def check(filing: Filing, pack: Pack) -> list[Fault]:
    """One fault for each member that has an error, at the line that names the member."""
    return [
        fault
        for number, member in enumerate(filing.members)
        for fault in department.to_correct(filing, number, _faults(member, pack))
    ]


def _faults(member: Filing, pack: Pack) -> Iterator[Fault]:
    """What is wrong with a member's entries, its control totals, and what its figures must hold."""
    entries, faults = ledger.build(member, pack.definitions, pack.classifications)
    yield from faults
    now, faults = controls.apply(Book(pack.definitions.root, entries), entries, member)
    yield from faults
    nothing_to_compare = dict.fromkeys(pack.bases)
    levels = pack.levels(member.disclosed)
    books = Books(now, nothing_to_compare, {}, member.data, levels, lambda table, code: None)
    yield from checks.before_filling(pack.checks, Case(member, books))
