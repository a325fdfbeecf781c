"""A department's filing that is the sum of its units' filings, each read with the same pack.

`汇总` names the units' filings, one level deep: a unit that is itself such a sum is refused, so
that every figure leads to the line of the unit that typed it, and no filing can count twice.
Bases are the department's own: last year's members may have been others.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from generator.consolidation import additions
from generator.consolidation.additions import Party
from generator.diagnostics import Fault, Place, Severity
from generator.figures import ledger
from generator.filing import schema, shared
from generator.filing.filing import Filing
from generator.filing.legible import fold, is_same_name
from generator.filing.shape import LACKING
from generator.filing.source import Source
from generator.filing.values import Data, Rules
from generator.frozen import replace
from generator.packs import adding
from generator.packs.pack import KEYS, Pack
from generator.vocabulary import ACCOUNT_NAMES, CONSOLIDATES, EXPORTS


def read(source: Source, pack: Pack) -> tuple[Filing | None, list[Fault]]:
    """The filing that a source states, with its members added up if it names any.

    There is none where a member cannot be read: a sum without it would look whole.
    """
    own, faults = read_alone(source, pack)
    if not _is_sum(own.source, pack):
        return own, faults
    members, refused = _members(own, pack)
    if members is None:
        return None, [*faults, *refused]
    filing, found = _sum(own, members, pack)
    return filing, [*faults, *refused, *found]


def draw_from(source: Source, export: str, pack: Pack) -> Source:
    """The same filing, to draw on another export in the place of those like it."""
    from generator.exports import exchange  # only where two versions are compared

    return exchange.put_in(source, export, pack)


def read_alone(source: Source, pack: Pack) -> tuple[Filing, list[Fault]]:
    """What a source states itself, without its members."""
    source, faults = _settle(source, pack)
    rules: Rules = pack.rules
    if _is_sum(source, pack):
        rules = adding.relax(rules, pack.consolidation, pack.definitions.lists, source.data)
    filing, found = schema.validate(source, rules)
    if source.undrawn:
        found = [it for it in found if it.code != LACKING]
    return shared.put_own_first(filing), [*faults, *found]


def _settle(source: Source, pack: Pack) -> tuple[Source, list[Fault]]:
    """A source without what no shared file may supply, with what its exports hold."""
    source, faults = shared.refuse(source, pack.rules, pack.own_files)
    if EXPORTS not in source.data:
        return source, faults
    from generator.exports import drawing  # most filings draw on none

    source, found = drawing.draw(source, pack)
    return source, [*faults, *found]


def _is_sum(source: Source, pack: Pack) -> bool:
    return CONSOLIDATES in pack.rules and isinstance(source.data.get(CONSOLIDATES), list)


# -- the members --------------------------------------------------------------------------------


def _members(own: Filing, pack: Pack) -> tuple[list[Filing] | None, list[Fault]]:
    """The members' filings; none where one of them cannot be read or must not be taken."""
    names = own.source.data[CONSOLIDATES]
    if not names:
        place = own.source.key_place((CONSOLIDATES,))
        message = f"“{CONSOLIDATES}”里没有列出单位的填报文件"
        return None, [Fault("L415", message, place, help="每个单位的文件一行，如 - 126001.yaml")]
    roll, faults = _Roll(own, pack), list[Fault]()
    for number, name in enumerate(names):
        if isinstance(name, str):  # others are told where the filing's shape is checked
            faults += roll.take(name, number)
    return (roll.filings if len(roll.filings) == len(names) else None), faults


_REPLACE = "换成该列的单位的填报文件，或删去这一行"


class _Roll:
    """The members taken so far: their filings, and which files and units are among them."""

    def __init__(self, own: Filing, pack: Pack) -> None:
        self.own, self.pack = own, pack
        self.filings: list[Filing] = []
        self.files = {os.path.realpath(own.source.file)}
        self.units: dict[str, str] = {}

    def take(self, name: str, number: int) -> list[Fault]:
        """Take the member that a name means, unless it is none; what is wrong with it."""
        path, place, pack = *_locate_member(self.own, number), self.pack
        source, faults = shared.load(path)
        if source is None:
            help_ = f"检查文件名；文件在的，先改正：gongkai check {path}"
            message = f"{name}：{faults[0].message}"
            return [Fault("L415", message, place, related=_at(faults), help=help_)]
        unfit = self._why_unfit(source, path)
        if unfit:
            return [Fault("L415", f"{name}：{unfit}", place, help=_REPLACE)]
        source, faults = _settle(source, pack)
        member, found = schema.validate(source, pack.rules)
        twice = self._why_twice(member, name)
        if twice:
            return [Fault("L415", f"{name}：{twice}", place, help=_REPLACE)]
        self.filings.append(member)
        return to_correct(self.own, number, [*faults, *found])

    def _why_unfit(self, source: Source, path: Path) -> str:
        """Why a source is no member: another document, itself a sum, or taken already."""
        kind, year, region = self.pack.key
        if tuple(str(source.data.get(key)) for key in KEYS) != self.pack.key:
            return f"应是{region} {year} 年度的{kind}"
        if CONSOLIDATES in source.data:
            return "它自己也是几个单位相加的；把那些单位直接列在这里"
        if os.path.realpath(path) in self.files:
            return "同一个文件列了两次"
        self.files.add(os.path.realpath(path))
        return ""

    def _why_twice(self, member: Filing, name: str) -> str:
        """Why a unit's money would count twice."""
        keys = {fold(key): key for key in (member.unit_name, member.unit_code) if key}
        if fold(self.own.unit_name) in keys and _has_entries(self.own, self.pack):
            return f"单位与本文件相同：{member.unit_name}，而本文件也有自己的收支"
        for key, typed in keys.items():
            if key in self.units:
                return f"单位与 {self.units[key]} 相同：{typed}"
        self.units.update(dict.fromkeys(keys, name))
        return ""


def _locate_member(own: Filing, number: int) -> tuple[Path, Place]:
    """The path of a member by its number in the list, and where it is named."""
    path = Path(own.source.file).parent / own.source.data[CONSOLIDATES][number]
    return path, own.source.place((CONSOLIDATES, number))


def to_correct(own: Filing, number: int, faults: Iterable[Fault]) -> list[Fault]:
    """That a member must be corrected first, if it must: the first of its errors, and where."""
    wrong = [fault for fault in faults if fault.severity is Severity.ERROR]
    if not wrong:
        return []
    name, (path, place) = own.source.data[CONSOLIDATES][number], _locate_member(own, number)
    help_ = f"先改正 {name}：gongkai check {path}"
    message = f"{name}：{wrong[0].message}"
    return [Fault("L415", message, place, related=_at(wrong), help=help_)]


def _at(faults: Sequence[Fault]) -> tuple[tuple[Place, str], ...]:
    """Where the first of some faults stands, as a line to show."""
    place = faults[0].place
    return ((place, "先改这里"),) if isinstance(place, Place) else ()


def _has_entries(filing: Filing, pack: Pack) -> bool:
    """Whether a department's own filing holds entries besides its members'."""
    return any(filing.data[name] for name in pack.definitions.lists)


# -- the sum ------------------------------------------------------------------------------------


def _sum(own: Filing, members: list[Filing], pack: Pack) -> tuple[Filing, list[Fault]]:
    """The department's filing with its members added, less the transfers between them."""
    from generator.consolidation import transfers  # few filings are such a sum

    source = replace(own.source, others=(*own.source.others, *(m.source for m in members)))
    first = len(own.source.others)
    parties = [_party(member, pack, number) for number, member in enumerate(members, start=first)]
    # The department comes last: a member that bears its name is who the name means.
    parties.append(Party(own.unit_name, own.unit_code, own.data))
    cancelled = transfers.cancel(parties, pack, source)
    *left, own_left = cancelled.left
    faults = [*cancelled.faults, *_check_names(own, members, pack)]
    own_entries = _has_entries(own, pack)
    if own_entries:
        faults += _find_unstated(own, left, pack)
    data = additions.add(own_left, left, own.source.data, pack)
    filing = Filing(source, data, tuple(members), own_entries, cancelled.eliminated)
    return filing, faults


def _party(member: Filing, pack: Pack, number: int) -> Party:
    """A member as the department sees it: what is added up, with paths that lead into its file."""
    spec = pack.consolidation
    names = (*pack.definitions.lists, *spec.add, *spec.join, ACCOUNT_NAMES)
    data = {name: member.data[name] for name in names if name in pack.rules}
    return Party(member.unit_name, member.unit_code, additions.move(data, number))


def _find_unstated(own: Filing, members: Sequence[Data], pack: Pack) -> Iterator[Fault]:
    """Sections that a department with entries of its own would leave its own part out of."""
    place = own.source.key_place((CONSOLIDATES,))
    for name in additions.find_unstated(members, own.source.data, pack):
        message = f"本文件有自己的收支，“{name}”要在本文件里写汇总以后的数"
        help_ = f"补上“{name}”；或把本级的收支另立一个文件，列入“{CONSOLIDATES}”"
        yield Fault("L419", message, place, help=help_)


def _check_names(own: Filing, members: Sequence[Filing], pack: Pack) -> Iterator[Fault]:
    """An account that no table knows has one name in the department's document."""
    settled = ledger.account_names(own, pack.definitions)
    first: dict[str, tuple[str, Filing]] = {}
    for member in members:
        for code, name in ledger.account_names(member, pack.definitions).items():
            before, other = first.setdefault(code, (name, member))
            if not is_same_name(before, name) and code not in settled:
                message = f"科目 {code} 在 {other.unit_name} 叫“{before}”，"
                message += f"在 {member.unit_name} 叫“{name}”"
                place = own.source.key_place((CONSOLIDATES,))
                help_ = f"在本文件的“{ACCOUNT_NAMES}”里写：{code}: 名称"
                yield Fault("L420", message, place, help=help_)
