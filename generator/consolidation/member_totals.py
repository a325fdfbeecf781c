"""A department's control totals against those of its members.

Where every member states the same address, their totals together, less the transfers that are in
neither side of the sum, are the department's. (A department that holds entries of its own has a
part that no member states; there the department's own entries answer for its totals.)
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from generator.addresses import Steps, is_code, show
from generator.diagnostics import Fault
from generator.figures import ledger, statements
from generator.figures.book import Book
from generator.filing.filing import Filing
from generator.filing.kinds import Stated
from generator.money import HALF_STEP, ZERO, as_text
from generator.packs.addressing import locate
from generator.packs.definitions import Records
from generator.packs.pack import Pack
from generator.vocabulary import CONTROL_TOTALS, KIND_RATIO


def compare(now: Book, filing: Filing, pack: Pack) -> list[Fault]:
    """The totals of a department that are not what its members' totals make."""
    if not filing.members or filing.own_entries:
        return []
    own = _totals(filing, now)
    theirs = [_totals(member, now) for member in filing.members]
    shared = [steps for steps in own if all(steps in totals for totals in theirs)]
    transfers = shared and any(filing.eliminated.values())
    books = [*_transfer_books(filing, pack)] if transfers else []
    faults: list[Fault] = []
    for steps in shared:
        if now.figure(steps).kind != KIND_RATIO and not _in_records(now, steps):
            whole = now.canonical(own[steps].steps)
            moved = books[0].figure(whole).value - books[1].figure(whole).value if books else ZERO
            stated = [totals[steps] for totals in theirs]
            faults += _compare(filing, own[steps], stated, now.figure(whole).kind, moved)
    return faults


def _totals(filing: Filing, book: Book) -> dict[Steps, Stated]:
    """The control totals that a filing states, by full address; wrong ones are told elsewhere."""
    stated, _ = statements.resolve(filing.data.get(CONTROL_TOTALS, ()), filing, book)
    return dict(stated)


def _in_records(book: Book, steps: Steps) -> bool:
    """Whether an address is of one record of a list: a member's third is not the department's."""
    return any(
        isinstance(locate(book.root, steps[:size])[0], Records) and is_code(steps[size])
        for size in range(1, len(steps))
    )


def _transfer_books(filing: Filing, pack: Pack) -> Iterator[Book]:
    """Books of the transfers between members, and of nothing; what is typed is the same in both."""
    for items in (filing.eliminated, dict.fromkeys(pack.definitions.lists, ())):
        moved = replace(filing, data={**filing.data, **items})
        entries, _ = ledger.build(moved, pack.definitions, pack.classifications)
        yield Book(pack.definitions.root, entries)


def _compare(
    filing: Filing, own: Stated, theirs: Sequence[Stated], kind: str, moved: Decimal
) -> Iterator[Fault]:
    """The fault of one control total; `moved` is how much of it are transfers between members."""
    together = sum((item.amount.value for item in theirs), ZERO)
    difference = abs(together - moved - own.amount.value)
    rounded = any(item.amount.wan for item in (own, *theirs))
    slack = HALF_STEP * (len(theirs) + 1) if rounded else ZERO
    if difference.is_nan() or difference <= slack:
        return
    less = "" if moved.is_zero() else f"，减去单位之间的往来 {as_text(moved, kind)}"
    message = (
        f"{show(own.steps)}：本文件的核对数 {as_text(own.amount.value, kind)}，"
        f"各单位的核对数相加 {as_text(together, kind)}{less}，差 {as_text(difference, kind)}"
    )
    related = tuple(
        (member.place_of(item), member.unit_name)
        for member, item in zip(filing.members, theirs, strict=True)
    )
    help_ = "核对本文件和各单位的核对数；看有没有漏列的单位"
    yield Fault("L417", message, filing.place_of(own), related=related, help=help_)
