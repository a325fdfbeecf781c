"""Transfers between the parties of a department's sum: in neither side of it.

An entry that names another party says that its money moves inside the department. Which
amounts of payer and payee are one transfer stands in tables.yaml. Both sides must state the same.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from generator.consolidation.additions import NOTHING, Party
from generator.diagnostics import Fault, Severity, did_you_mean
from generator.filing.kinds import Amount
from generator.filing.legible import fold
from generator.filing.source import Source
from generator.filing.values import Data
from generator.money import HALF_STEP, ZERO, yuan_text
from generator.packs.adding import Transfer
from generator.packs.definitions import EntryList
from generator.packs.pack import Pack
from generator.vocabulary import BASIS, CONSOLIDATES, COUNTERPARTY

Faults = Iterator[Fault]
Lists = Mapping[str, EntryList]
Transfers = Sequence[Transfer]
MAX_LINES = 20


class Cancelled(NamedTuple):
    """What is left of every party, what is taken out of each list, and what is wrong with it."""

    left: Sequence[Data]
    eliminated: dict[str, tuple[Data, ...]]
    faults: list[Fault]


class Side(NamedTuple):
    """An amount that a party typed, as one side of a transfer.

    `partner` is None where its entry names nobody of the sum; `transfer`, a number in the pack's
    list, is None where such an amount is of none.
    """

    party: Party
    partner: Party | None
    entry: Data
    column: str
    transfer: int | None
    paid: bool

    @property
    def amount(self) -> Amount:
        """The amount itself."""
        amount: Amount = self.entry[self.column]
        return amount

    @property
    def named(self) -> str:
        """The other unit that the entry names, if it does."""
        return str(self.entry.get(COUNTERPARTY) or "")

    @property
    def inside(self) -> bool:
        """Whether its money moves from one party to another."""
        return self.transfer is not None and bool(self.partner) and self.partner is not self.party


def cancel(parties: Sequence[Party], pack: Pack, source: Source) -> Cancelled:
    """Take every transfer between the parties out of both sides; `source` knows the places."""
    lists, transfers = pack.definitions.lists, pack.consolidation.transfers
    sides = list(_sides(parties, lists, transfers))
    inside = [side for side in sides if side.inside]
    gone: dict[int, set[str]] = {}  # the columns that are taken out, by the entry's identity
    for side in inside:
        gone.setdefault(id(side.entry), set()).add(side.column)
    faults = [
        *_find_meant(sides, parties, source),
        *_no_transfers(sides, source),
        *_disagreements(inside, transfers, source),
        *_find_unnamed(sides, transfers, source),
    ]
    left = [
        {
            **party.data,
            **{n: tuple(_blank(it, gone.get(id(it), ())) for it in party.data[n]) for n in lists},
        }
        for party in parties
    ]
    eliminated = {
        name: tuple(
            _blank(entry, set(spec.values) - gone[id(entry)])
            for party in parties
            for entry in party.data[name]
            if id(entry) in gone
        )
        for name, spec in lists.items()
    }
    return Cancelled(left, eliminated, faults)


def _blank(entry: Data, columns: Collection[str]) -> Data:
    return {**entry, **dict.fromkeys(columns, NOTHING)} if columns else entry


# -- what a transfer is -------------------------------------------------------------------------


def _sides(parties: Sequence[Party], lists: Lists, transfers: Transfers) -> Iterator[Side]:
    """Every amount that the parties typed, with what it is of a transfer."""
    by_name = {
        fold(name): party
        for party in reversed(parties)
        for name in (party.code, party.name)
        if name
    }
    for party in parties:
        for name, spec in lists.items():
            for entry in party.data[name]:
                partner = by_name.get(fold(entry.get(COUNTERPARTY) or ""))
                for column in spec.values:
                    if entry[column].path:
                        role = _role(spec, entry, column, transfers)
                        yield Side(party, partner, entry, column, *role)


def _role(
    spec: EntryList, entry: Data, column: str, transfers: Transfers
) -> tuple[int | None, bool]:
    """Which transfer an amount belongs to, and whether it is the payer's side of it."""
    cell = {name: str(entry[name]) for name in spec.keys if name in entry} | {spec.spread: column}
    for number, transfer in enumerate(transfers):
        for paid, side in ((True, transfer.paid), (False, transfer.received)):
            where = side.where.items()
            if side.list == spec.name and all(cell.get(key) in values for key, values in where):
                return number, paid
    return None, False


# -- what is wrong with it ----------------------------------------------------------------------


def _find_meant(sides: Sequence[Side], parties: Sequence[Party], source: Source) -> Faults:
    """Told where a unit outside is named almost like one inside: its money would count twice."""
    names = [name for party in parties for name in (party.name, party.code) if name]
    outside = {id(side.entry): side for side in reversed(sides) if side.named and not side.partner}
    for side in reversed(outside.values()):
        meant = did_you_mean(side.named, names)
        if meant:
            message = f"“{side.named}”不在“{CONSOLIDATES}”的单位里，这笔钱照常计入，不抵销"
            place = source.place(side.amount.path)
            yield Fault("L421", message, place, Severity.WARNING, help=meant)


def _no_transfers(sides: Sequence[Side], source: Source) -> Faults:
    """Amounts whose entry names a party, but that are no transfer to or from another one."""
    for side in sides:
        if side.inside or side.partner is None:
            continue
        name = side.partner.name
        if side.partner is side.party:
            message = f"“{COUNTERPARTY}”写的是本单位自己：{name}"
            help_ = "写对方单位的代码或全称"
        else:
            message = f"“{side.column}”这笔钱不能作为与 {name} 的往来抵销"
            help_ = f"不是拨给或上缴成员单位的款，删去“{COUNTERPARTY}”，或检查金额填在哪一栏"
        yield Fault("L418", message, source.place(side.amount.path), help=help_)


def _disagreements(inside: Sequence[Side], transfers: Transfers, source: Source) -> Faults:
    """Payer and payee must state the same money; each pair that does not is one fault."""
    pairs: dict[tuple[int, str, str], list[Side]] = {}
    for side in inside:
        assert side.partner is not None
        assert side.transfer is not None
        ends = (side.party.name, side.partner.name)
        pairs.setdefault((side.transfer, *(ends if side.paid else ends[::-1])), []).append(side)
    for (number, payer, payee), found in pairs.items():
        paid, received = _split(found)
        difference = abs(_total(paid) - _total(received))
        slack = HALF_STEP * sum(side.amount.wan for side in found)
        if difference.is_nan() or difference <= slack:
            continue
        message = (
            f"{payer} 付给 {payee} {yuan_text(_total(paid))}，"
            f"{payee} 收自 {payer} {yuan_text(_total(received))}，差 {yuan_text(difference)}"
        )
        (place, _), *related = [
            (source.place(side.amount.path), f"{payer} 付出" if side.paid else f"{payee} 收到")
            for side in (*paid, *received)
        ][: MAX_LINES + 1]
        notes = (f"{BASIS}：{transfers[number].basis}",)
        help_ = f"两个单位对账后改正；一方没有写“{COUNTERPARTY}”的，补上"
        yield Fault("L416", message, place, notes=notes, related=tuple(related), help=help_)


def _find_unnamed(sides: Sequence[Side], transfers: Transfers, source: Source) -> Faults:
    """Told where one party pays, another receives, and neither says whom: it may count twice."""
    open_ = [s for s in sides if not s.named and not s.amount.missing and s.amount.value]
    for number, transfer in enumerate(transfers):
        paid, received = _split([side for side in open_ if side.transfer == number])
        if not any(payer.party is not payee.party for payer in paid for payee in received):
            continue
        totals = [yuan_text(_total(side)) for side in (paid, received)]
        message = f"付出 {totals[0]}、收到 {totals[1]}，都没有写“{COUNTERPARTY}”，照常计入，不抵销"
        lines = [(source.place(s.amount.path), s.party.name) for s in (*paid, *received)]
        (place, _), *related = lines[: MAX_LINES + 1]
        notes = (f"{BASIS}：{transfer.basis}",)
        help_ = f"是这几个单位之间的款，双方都写上“{COUNTERPARTY}”；与外单位的不用改"
        yield Fault("L421", message, place, Severity.WARNING, notes, tuple(related), help_)


def _split(sides: Sequence[Side]) -> tuple[list[Side], list[Side]]:
    """The payers' sides, and the payees'."""
    return [side for side in sides if side.paid], [side for side in sides if not side.paid]


def _total(sides: Sequence[Side]) -> Decimal:
    return sum((side.amount.value for side in sides), ZERO)
