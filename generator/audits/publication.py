"""Whether documents were published in time, and of which units there is none: by a list of units.

A list has one date of approval for a unit. Where that cannot be the date of a document of its kind
and year, or anything else is open, nothing is judged: in time is only what the list says is so.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from generator.audits.audit import Audit
from generator.audits.found import AuditFinding, StatedFigure
from generator.audits.inspection import IN_ORDER, PROBLEM, UNJUDGED, InspectedItem
from generator.audits.named import plain
from generator.diagnostics import Fault, FormPlace, Place
from generator.filing.roster import BASIS, ListedUnit, Roster
from generator.filing.roster_table import APPROVED, PUBLISHED
from generator.packs.inspection_words import MONTHS
from generator.units import rolls

# A kind of document of a year; of a document that was not recognised, nothing is known.
PublishedDue = tuple[str, int]
_UNKNOWN: PublishedDue = ("", 0)
_LIST = "单位名录"


class AbsentUnit(NamedTuple):
    """A unit of which there is no document of a kind and year, and what its list says of that."""

    kind: str
    year: int
    unit: ListedUnit
    said: str

    @property
    def document(self) -> str:
        """What of it is not there; nothing where that is not known."""
        return f"{self.year} 年度{self.kind}" if self.kind else ""


@dataclass
class PublicationCall:
    """Documents held against a list of units, one by one, and those that are none of its units'."""

    roster: Roster
    today: date
    outside: list[str] = field(default_factory=list)
    _seen: dict[PublishedDue, dict[Place, ListedUnit]] = field(default_factory=dict)
    _approved: dict[PublishedDue, str] = field(default_factory=dict)

    @cached_property
    def _names(self) -> Mapping[str, ListedUnit]:
        return {plain(it.name): it for it in reversed(self.roster.units) if it.name}

    def find(self, audit: Audit) -> ListedUnit | None:
        """The unit whose document it is, by its name as read, else by that of the file."""
        if audit.unit:
            return self._names.get(plain(audit.unit))
        stem = Path(audit.file).stem
        said = plain(stem)
        inside = [name for name in self._names if name in said]
        return self._names[max(inside, key=len)] if inside else self.roster.find(stem)

    def take(self, audit: Audit) -> Audit:
        """A document with what the list says of its being published in time."""
        unit = self.find(audit)
        due = (audit.key[0], audit.year) if audit.key is not None else _UNKNOWN
        if unit is not None:
            self._seen.setdefault(due, {})[unit.place] = unit
        elif audit.key is not None:
            self.outside.append(audit.file)
        for number, item in enumerate(audit.items):
            if item.approved:
                self._approved[due] = item.approved
                audit = self._judge(audit, number, unit)
        return audit

    def _judge(self, audit: Audit, number: int, unit: ListedUnit | None) -> Audit:
        item = audit.items[number]
        why = self._why_open(audit, item, unit)
        findings = audit.findings
        if unit is None or why:
            item = item._replace(verdict=UNJUDGED, why=why)
        elif unit.count_days_late(self.today):
            item = item._replace(verdict=PROBLEM, findings=(len(findings),), why="")
            findings = (*findings, _tell(audit, unit, self.today))
        else:
            dates = f"{_LIST}，{_say_dates(unit)}"
            item = item._replace(verdict=IN_ORDER, looked=dates, why="")
        items = (*audit.items[:number], item, *audit.items[number + 1 :])
        return replace(audit, items=items, findings=findings)

    def _why_open(self, audit: Audit, item: InspectedItem, unit: ListedUnit | None) -> str:
        """Why a list does not tell whether a document was published in time; nothing if it does."""
        if unit is None:
            said = f"里没有“{audit.unit}”" if audit.unit else "里没有这个单位：没有读出单位名称"
            return f"{_LIST}{said}"
        dates = {APPROVED: unit.approved, PUBLISHED: unit.published}
        lacking = "、".join(name for name, day in dates.items() if day is None)
        if unit.approved is None or unit.published is None:
            return f"{_LIST}没有这个单位的{lacking}"
        if unit.published < unit.approved:
            return f"{_LIST}的{PUBLISHED} {unit.published} 早于{APPROVED} {unit.approved}"
        if unit.published > self.today:
            return f"{_LIST}的{PUBLISHED} {unit.published} 还没有到"
        if _is_of(unit.approved, item.approved, audit.year):
            return ""
        kind = audit.key[0] if audit.key else ""
        (first, began), (last, ended) = MONTHS[item.approved]
        months = f"{audit.year + first} 年 {began} 月至 {audit.year + last} 年 {ended} 月"
        return (
            f"{_LIST}的{APPROVED} {unit.approved} 不像是这一份的："
            f"{audit.year} 年度{kind}在 {months}批复"
        )

    def list_absent(self) -> list[AbsentUnit]:
        """The units of which nothing is there of what the others have.

        Of what is there but once among many, nobody asks for more. Whose document could not be
        recognised may have any.
        """
        unread = self._seen.get(_UNKNOWN, {})
        known = {due: of for due, of in sorted(self._seen.items()) if due != _UNKNOWN}
        most = max(map(len, known.values()), default=0)
        asked = {due: of for due, of in known.items() if len(of) > 1 or most <= 1}
        return [
            AbsentUnit(*due, unit, self._say(due, unit))
            for due, of in (asked or {_UNKNOWN: {}}).items()
            for unit in self.roster.units
            if unit.place not in of and unit.place not in unread
        ]

    def _say(self, due: PublishedDue, unit: ListedUnit) -> str:
        """What the list says of a document that is not there."""
        when = self._approved.get(due, "")
        if unit.approved is None or not when or not _is_of(unit.approved, when, due[1]):
            return ""
        late = unit.count_days_late(self.today)
        if unit.published is not None:
            return _say_dates(unit)
        passed = f"，已过 {late} 天" if late else ""
        return f"{unit.approved} 批复，应在 {unit.due} 以前公开{passed}"


def _say_dates(unit: ListedUnit) -> str:
    return f"{unit.approved} 批复，{unit.published} 公开"


def _is_of(day: date, approved: str, year: int) -> bool:
    """Whether something of a year may have been approved on a day."""
    (first, began), (last, ended) = MONTHS[approved]
    return (year + first, began) <= (day.year, day.month) <= (year + last, ended)


def _tell(audit: Audit, unit: ListedUnit, today: date) -> AuditFinding:
    late = unit.count_days_late(today)
    message = (
        f"{unit.approved} 批复，应在 {unit.due} 以前公开，{unit.published} 公开，晚了 {late} 天"
    )
    figures = tuple(_list_dates(audit, unit))
    why = BASIS.removeprefix("依据：")
    return AuditFinding("A851", "没有按期公开", message, figures[-1].place, figures, why)


def _list_dates(audit: Audit, unit: ListedUnit) -> Iterator[StatedFigure]:
    """The dates of a unit, each with the line of the list."""
    for column, day in ((APPROVED, unit.approved), (PUBLISHED, unit.published)):
        at = unit.row.at(column)
        where = f"{os.path.basename(at.file)} {at.spot}"
        yield StatedFigure(column, str(day), FormPlace(audit.file, "", 0, "", where))


class HeldAgainst(NamedTuple):
    """What lists of units say of documents: of whom there is none, whose are none of the units'."""

    lists: tuple[str, ...]
    units: int
    absent: tuple[AbsentUnit, ...]
    outside: tuple[str, ...]


@dataclass(frozen=True)
class PublicationRolls:
    """The lists that documents are held against, by the folder of the documents; often none."""

    calls: Mapping[str, PublicationCall]
    faults: tuple[Fault, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    def take(self, audit: Audit) -> Audit:
        """A document with what its list says of it."""
        call = self.calls.get(os.path.dirname(audit.file))
        return call.take(audit) if call is not None else audit

    def tell(self, whole: bool) -> HeldAgainst | None:
        """What is said of all together, None without a list; of `whole` folders who is absent."""
        each = {call.roster.file: call for call in self.calls.values()}
        if not each:
            return None
        absent = (it for call in each.values() for it in call.list_absent() if whole)
        outside = (it for call in each.values() for it in call.outside)
        units = sum(len(call.roster.units) for call in each.values())
        return HeldAgainst(tuple(each), units, tuple(absent), tuple(outside))


def open_rolls(
    names: Sequence[str], paths: Sequence[Path], named: str, today: date
) -> PublicationRolls:
    """The lists for the documents that some names mean; `named` is the one for all, if any."""
    opened = rolls.open_rolls(names, paths, named, lambda: today)
    own = {it.roster.file: PublicationCall(it.roster, today) for it in opened.each()}
    calls = {folder: own[it.roster.file] for folder, it in opened.calls.items()}
    return PublicationRolls(calls, opened.faults, opened.texts)
