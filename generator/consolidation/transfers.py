"""Transfers between the members of a department: in neither side of the department's sum.

An entry that names another member says that its money moves inside the department. Which
amounts of payer and payee are one transfer stands in tables.yaml. Both sides must state the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from generator.consolidation.additions import NOTHING, Data
from generator.diagnostics import Fault, Severity, did_you_mean
from generator.figures.book import HALF_STEP
from generator.filing.kinds import Amount
from generator.filing.source import Source
from generator.money import ZERO, yuan_text
from generator.packs.adding import Transfer
from generator.packs.definitions import EntryList, Selection
from generator.vocabulary import BASIS, CONSOLIDATES, COUNTERPARTY

MAX_LINES = 20


@dataclass(frozen=True, slots=True)
class Party:
    """One filing of the sum: the unit's name and its code, and what it states."""

    name: str
    code: str
    data: Data


@dataclass(frozen=True, slots=True)
class Side:
    """One amount of a transfer, as the payer or as the payee states it."""

    transfer: int
    paid: bool
    payer: str
    payee: str
    amount: Amount


@dataclass
class Cancelled:
    """What is left of every party, what is taken out of each list, and what is wrong with it."""

    left: list[Data] = field(default_factory=list)
    eliminated: dict[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def cancel(
    parties: Sequence[Party],
    lists: Mapping[str, EntryList],
    transfers: Sequence[Transfer],
    source: Source,
) -> Cancelled:
    """Take every transfer between the parties out of both sides; `source` knows the places."""
    made = Cancelled()
    sides: list[Side] = []
    for party in parties:
        left = dict(party.data)
        for name, spec in lists.items():
            kept, taken = [], []
            for item in party.data[name]:
                inside = _inside(item, spec, party, parties, transfers, source, made.faults)
                kept.append({**item, **dict.fromkeys(inside, NOTHING)} if inside else item)
                if inside:
                    others = dict.fromkeys(set(spec.values) - set(inside), NOTHING)
                    taken.append({**item, **others})
                    sides.extend(inside.values())
            left[name] = tuple(kept)
            made.eliminated[name] = (*made.eliminated.get(name, ()), *taken)
        made.left.append(left)
    made.faults.extend(_disagreements(sides, transfers, source))
    made.faults.extend(_unnamed(parties, lists, transfers, source))
    return made


def _inside(
    item: Mapping[str, Any],
    spec: EntryList,
    party: Party,
    parties: Sequence[Party],
    transfers: Sequence[Transfer],
    source: Source,
    faults: list[Fault],
) -> dict[str, Side]:
    """The amounts of an entry that are transfers, by column; money of other kinds is a fault."""
    named, found = item.get(COUNTERPARTY, ""), dict[str, Side]()
    if not named:
        return found
    partner = next((other for other in parties if named in (other.name, other.code)), None)
    if partner is None:  # no member: ordinary money
        faults.extend(_perhaps_meant(item, spec, named, parties, source))
        return found
    for column in spec.values:
        amount: Amount = item[column]
        if not amount.path:
            continue
        kind = _kind(spec.name, _cell(item, spec, column), transfers)
        if kind is None or partner is party:
            faults.append(_no_transfer(party, partner, column, source, amount))
            continue
        number, paid = kind
        payer, payee = (party, partner) if paid else (partner, party)
        found[column] = Side(number, paid, payer.name, payee.name, amount)
    return found


def _perhaps_meant(
    item: Mapping[str, Any], spec: EntryList, named: str, parties: Sequence[Party], source: Source
) -> Iterator[Fault]:
    """Told where a unit outside is named almost like one inside: its money would count twice."""
    meant = did_you_mean(named, [name for p in parties for name in (p.name, p.code) if name])
    typed = [item[column].path for column in spec.values if item[column].path]
    if meant and typed:
        message = f"“{named}”不在“{CONSOLIDATES}”的单位里，这笔钱照常计入，不抵销"
        yield Fault("L421", message, source.place(typed[0]), Severity.WARNING, help=meant)


def _cell(item: Mapping[str, Any], spec: EntryList, column: str) -> dict[str, str]:
    """What an amount of an entry is of, by the names that a selection may ask for."""
    return {name: str(item[name]) for name in spec.keys if name in item} | {spec.spread: column}


def _kind(
    name: str, cell: Mapping[str, str], transfers: Sequence[Transfer]
) -> tuple[int, bool] | None:
    """Which transfer an amount belongs to, and whether it is the payer's side of it."""
    for number, transfer in enumerate(transfers):
        for paid, side in ((True, transfer.paid), (False, transfer.received)):
            if _takes(side, name, cell):
                return number, paid
    return None


def _takes(side: Selection, name: str, cell: Mapping[str, str]) -> bool:
    return side.list == name and all(cell.get(key) in values for key, values in side.where.items())


def _no_transfer(
    party: Party, partner: Party, column: str, source: Source, amount: Amount
) -> Fault:
    if partner is party:
        message = f"“{COUNTERPARTY}”写的是本单位自己：{partner.name}"
        help_ = "写对方单位的代码或全称"
    else:
        message = f"“{column}”这笔钱不能作为与 {partner.name} 的往来抵销"
        help_ = f"不是拨给或上缴成员单位的款，删去“{COUNTERPARTY}”，或检查金额填在哪一栏"
    return Fault("L418", message, source.place(amount.path), help=help_)


def _disagreements(
    sides: Sequence[Side], transfers: Sequence[Transfer], source: Source
) -> Iterator[Fault]:
    """Payer and payee must state the same money; each pair that does not is one fault."""
    pairs: dict[tuple[int, str, str], list[Side]] = {}
    for side in sides:
        pairs.setdefault((side.transfer, side.payer, side.payee), []).append(side)
    for (number, payer, payee), found in pairs.items():
        paid = [side.amount for side in found if side.paid]
        received = [side.amount for side in found if not side.paid]
        difference = abs(_total(paid) - _total(received))
        slack = HALF_STEP * sum(amount.wan for amount in (*paid, *received))
        if difference.is_nan() or difference <= slack:
            continue
        message = (
            f"{payer} 付给 {payee} {yuan_text(_total(paid))}，"
            f"{payee} 收自 {payer} {yuan_text(_total(received))}，差 {yuan_text(difference)}"
        )
        first, *rest = [source.place(amount.path) for amount in (*paid, *received)]
        labels = [*[f"{payer} 付出"] * len(paid), *[f"{payee} 收到"] * len(received)][1:]
        related = tuple(zip(rest, labels, strict=True))[:MAX_LINES]
        notes = (f"{BASIS}：{transfers[number].basis}",)
        help_ = f"两个单位对账后改正；一方没有写“{COUNTERPARTY}”的，补上"
        yield Fault("L416", message, first, notes=notes, related=related, help=help_)


def _unnamed(
    parties: Sequence[Party],
    lists: Mapping[str, EntryList],
    transfers: Sequence[Transfer],
    source: Source,
) -> Iterator[Fault]:
    """Told where one party pays, another receives, and neither says whom: it may count twice."""
    for transfer in transfers:
        paid, received = (
            _open(parties, lists, side) for side in (transfer.paid, transfer.received)
        )
        if not any(payer is not payee for payer, _ in paid for payee, _ in received):
            continue
        totals = [yuan_text(_total([amount for _, amount in side])) for side in (paid, received)]
        message = f"付出 {totals[0]}、收到 {totals[1]}，都没有写“{COUNTERPARTY}”，照常计入，不抵销"
        first, *rest = [(source.place(a.path), party.name) for party, a in (*paid, *received)]
        notes = (f"{BASIS}：{transfer.basis}",)
        help_ = f"是这几个单位之间的款，双方都写上“{COUNTERPARTY}”；与外单位的不用改"
        related = tuple(rest)[:MAX_LINES]
        yield Fault("L421", message, first[0], Severity.WARNING, notes, related, help_)


def _open(
    parties: Sequence[Party], lists: Mapping[str, EntryList], side: Selection
) -> list[tuple[Party, Amount]]:
    """The amounts on one side of a kind of transfer whose entries name nobody."""
    return [
        (party, item[column])
        for spec in lists.values()
        if spec.name == side.list
        for party in parties
        for item in party.data[spec.name]
        if not item.get(COUNTERPARTY)
        for column in spec.values
        if item[column].path and not item[column].missing and item[column].value
        if _takes(side, spec.name, _cell(item, spec, column))
    ]


def _total(amounts: Sequence[Amount]) -> Decimal:
    return sum((amount.value for amount in amounts), ZERO)
