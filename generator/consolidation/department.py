"""A department's filing that is the sum of its units' filings, each read with the same pack.

`汇总` names the units' filings, one level deep: a unit that is itself such a sum is refused, so
that every figure leads to the line of the unit that typed it, and no filing can count twice.
Bases are the department's own: last year's members may have been others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.consolidation import additions
from generator.consolidation.additions import Data
from generator.diagnostics import Fault, Place, Severity
from generator.figures import ledger
from generator.filing import schema, shared
from generator.filing.filing import Filing
from generator.filing.source import Source
from generator.packs import adding
from generator.packs.pack import KEYS, Pack
from generator.vocabulary import ACCOUNT_NAMES, CONSOLIDATES, UNIT, UNIT_CODE


def read(source: Source, pack: Pack) -> tuple[Filing | None, list[Fault]]:
    """The filing that a source states, with its members added up if it names any.

    There is none where a member cannot be read: a sum without it would look whole.
    """
    source, faults = shared.settled(source, pack.rules, pack.own_files)
    if CONSOLIDATES not in pack.rules or not isinstance(source.data.get(CONSOLIDATES), list):
        filing, found = schema.validate(source, pack.rules)
        return shared.own_first(filing), [*faults, *found]
    spec, lists = pack.consolidation, pack.definitions.lists
    rules = adding.relaxed(pack.rules, spec, lists, source.data)
    filing, found = schema.validate(source, rules)
    own = shared.own_first(filing)
    members, refused = _members(own, pack)
    faults = [*faults, *found, *refused]
    if members is None:
        return None, faults
    filing, found = _sum(own, members, pack)
    return filing, [*faults, *found]


# -- the members --------------------------------------------------------------------------------


@dataclass
class _Roll:
    """The members taken so far: their filings, and who is among them."""

    filings: list[Filing]
    files: set[Path]
    units: dict[str, str]


def _members(filing: Filing, pack: Pack) -> tuple[list[Filing] | None, list[Fault]]:
    """The members' filings; none where one of them cannot be read or must not be taken."""
    roll, faults, whole = _Roll([], set(), {}), list[Fault](), True
    names = filing.source.data[CONSOLIDATES]
    if not names:
        place = filing.source.key_place((CONSOLIDATES,))
        message = f"“{CONSOLIDATES}”里没有列出单位的填报文件"
        return None, [Fault("L415", message, place, help="每个单位的文件一行，如 - 126001.yaml")]
    for index, name in enumerate(names):
        if not isinstance(name, str):  # told where the filing's shape is checked
            whole = False
            continue
        place = filing.source.place((CONSOLIDATES, index))
        member, found = _member(name, place, filing, pack, roll)
        faults += found
        whole = whole and member is not None
    return (roll.filings if whole else None), faults


def _member(
    name: str, place: Place, filing: Filing, pack: Pack, roll: _Roll
) -> tuple[Filing | None, list[Fault]]:
    path = Path(filing.source.file).parent / name
    source, faults = shared.load(path)
    if source is None:
        return None, [Fault("L415", f"{name}：{faults[0].message}", place, related=_at(faults))]
    unfit = _unfit(source, path, filing, pack, roll)
    if unfit:
        return None, [Fault("L415", f"{name}：{unfit}", place)]
    source, faults = shared.settled(source, pack.rules, pack.own_files)
    member, found = schema.validate(source, pack.rules)
    faults = [*faults, *found]
    twice = _taken(member, name, filing, pack, roll)
    if twice:
        return None, [Fault("L415", f"{name}：{twice}", place)]
    roll.filings.append(member)
    return member, to_correct(name, path, place, faults)


def to_correct(name: str, path: Path, place: Place, faults: Sequence[Fault]) -> list[Fault]:
    """That a member must be corrected first, if it must: the first of its errors, and where."""
    wrong = [fault for fault in faults if fault.severity is Severity.ERROR]
    if not wrong:
        return []
    help_ = f"先改正 {name}：gongkai check {path}"
    message = f"{name}：{wrong[0].message}"
    return [Fault("L415", message, place, related=_at(wrong), help=help_)]


def _at(faults: Sequence[Fault]) -> tuple[tuple[Place, str], ...]:
    """Where the first of some faults stands, as a line to show."""
    place = faults[0].place
    return ((place, "先改这里"),) if isinstance(place, Place) else ()


def _unfit(source: Source, path: Path, filing: Filing, pack: Pack, roll: _Roll) -> str:
    """Why a source is no member: another document, itself a sum, or taken already."""
    kind, year, region = pack.key
    if tuple(str(source.data.get(key)) for key in KEYS) != pack.key:
        return f"应是{region} {year} 年度的{kind}"
    if CONSOLIDATES in source.data:
        return "它自己也是几个单位相加的；把那些单位直接列在这里"
    file = path.resolve()
    if file in roll.files or file == Path(filing.source.file).resolve():
        return "同一个文件列了两次"
    roll.files.add(file)
    return ""


def _taken(member: Filing, name: str, filing: Filing, pack: Pack, roll: _Roll) -> str:
    """Why a unit's money would count twice."""
    keys = [member.unit_name, _code(member)]
    if filing.unit_name in keys and _own_entries(filing, pack):
        return f"单位与本文件相同：{member.unit_name}，而本文件也有自己的收支"
    for key in filter(None, keys):
        if key in roll.units:
            return f"单位与 {roll.units[key]} 相同：{key}"
    roll.units.update(dict.fromkeys(filter(None, keys), name))
    return ""


def _code(filing: Filing) -> str:
    return str(filing.data[UNIT].get(UNIT_CODE) or "")


def _own_entries(filing: Filing, pack: Pack) -> bool:
    """Whether a department's own filing holds entries besides its members'."""
    return any(filing.data[name] for name in pack.definitions.lists)


# -- the sum ------------------------------------------------------------------------------------


def _sum(own: Filing, members: list[Filing], pack: Pack) -> tuple[Filing, list[Fault]]:
    """The department's filing with its members added, less the transfers between them."""
    from generator.consolidation import transfers  # few filings are such a sum

    spec, lists = pack.consolidation, pack.definitions.lists
    typed, first = own.source.data, len(own.source.others)
    source = replace(own.source, others=(*own.source.others, *(m.source for m in members)))
    parties = [transfers.Party(own.unit_name, _code(own), own.data)]
    names = (*lists, *spec.add, *spec.join, ACCOUNT_NAMES)
    for number, member in enumerate(members, start=first):
        data = additions.moved(
            {name: member.data[name] for name in names if name in pack.rules}, number
        )
        parties.append(transfers.Party(member.unit_name, _code(member), data))
    # A member that bears the department's name is who its name means.
    parties = [*parties[1:], parties[0]]
    cancelled = transfers.cancel(parties, lists, spec.transfers, source)
    *left, own_left = cancelled.left
    faults = [*cancelled.faults, *_called_differently(own, members, pack)]
    own_entries = _own_entries(own, pack)
    if own_entries:
        faults += _left_out(own, left, pack)
    data = additions.added(own_left, left, typed, pack.rules, spec, lists)
    filing = Filing(source, data, tuple(members), own_entries, cancelled.eliminated)
    return filing, faults


def _left_out(own: Filing, members: Sequence[Data], pack: Pack) -> Iterator[Fault]:
    """Sections that a department with entries of its own would leave its own part out of."""
    place = own.source.key_place((CONSOLIDATES,))
    typed = own.source.data
    for name in additions.left_out(members, typed, pack.rules, pack.consolidation):
        message = f"本文件有自己的收支，“{name}”要在本文件里写汇总以后的数"
        help_ = f"补上“{name}”；或把本级的收支另立一个文件，列入“{CONSOLIDATES}”"
        yield Fault("L419", message, place, help=help_)


def _called_differently(own: Filing, members: Sequence[Filing], pack: Pack) -> Iterator[Fault]:
    """An account that no table knows has one name in the department's document."""
    settled = ledger.account_names(own, pack.definitions)
    first: dict[str, tuple[str, Filing]] = {}
    for member in members:
        for code, name in ledger.account_names(member, pack.definitions).items():
            before, other = first.setdefault(code, (name, member))
            if before != name and code not in settled:
                message = f"科目 {code} 在 {other.unit_name} 叫“{before}”，"
                message += f"在 {member.unit_name} 叫“{name}”"
                place = own.source.key_place((CONSOLIDATES,))
                help_ = f"在本文件的“{ACCOUNT_NAMES}”里写：{code}: 名称"
                yield Fault("L420", message, place, help=help_)
