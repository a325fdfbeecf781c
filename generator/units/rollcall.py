"""Who has filed: the filings of a run held against the bureau's list of units."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator.diagnostics import Fault, Place, Severity, did_you_mean
from generator.filing.legible import is_same_name
from generator.filing.roster import BASIS, ListedUnit, Roster
from generator.filing.roster_table import APPROVED, CODE, NAME, TYPE
from generator.units import stages
from generator.units.result import Identity, Result
from generator.vocabulary import UNIT, UNIT_CODE, UNIT_NAME, UNIT_TYPE

FILED, OUTSIDE, TWICE = "已报", "名录外", "重复"

ADD_IT = "名录漏了的，补上一行；名称或代码写错的，改正填报文件"
SETTLE_IT = "核对哪一个是对的：填报错了改填报文件，名录旧了改名录"
KEEP_ONE = "留下一个，旧的移走，或在文件名前加“_”"

# What is filed: a kind of document of a year. Of a filing that cannot be read, nothing is known.
Due = tuple[str, str]
UNKNOWN: Due = ("", "")


class RollCount(NamedTuple):
    """How a kind of document stands: who has filed it, who has not."""

    due: Due
    filed: tuple[ListedUnit, ...]
    # Of those that filed, how many have still something to fill in.
    filling: int
    missing: tuple[ListedUnit, ...]


@dataclass
class RollCall:
    """The filings of a run, taken one by one, and what a list of units says of them."""

    roster: Roster
    today: date
    outside: list[Result] = field(default_factory=list)
    twice: list[Result] = field(default_factory=list)
    differing: list[Result] = field(default_factory=list)
    _filed: dict[Due, dict[Place, ListedUnit]] = field(default_factory=dict)
    _filling: set[tuple[Due, Place]] = field(default_factory=set)
    _first: dict[tuple[Place, Identity], str] = field(default_factory=dict)

    def find(self, result: Result) -> ListedUnit | None:
        """The unit whose filing it is, by its code, else its name, else the file's name."""
        stated = self.roster.find(result.code, result.unit)
        if stated is not None or (result.code or result.unit):
            return stated
        return self.roster.find(Path(result.file).stem)

    def take(self, result: Result) -> Result:
        """A filing with what its being held against the list adds to its faults."""
        listed = self.find(result)
        if listed is None:
            self.outside.append(result)
            return self._tell(result, self._say_outside(result))
        of = result.identity
        due = (of.kind, of.year)
        self._filed.setdefault(due, {})[listed.place] = listed
        if stages.stage_of(result, listed, self.today) == stages.FILLING:
            self._filling.add((due, listed.place))
        faults = [*self._compare(result, listed), *self._find_twice(result, listed)]
        return self._tell(result, *faults)

    def _tell(self, result: Result, *faults: Fault) -> Result:
        """A result with further faults, and with the lines of the list that they point to."""
        if not faults:
            return result
        lines = {place.line for fault in faults for place, _ in fault.related}
        shown = enumerate(self.roster.text.split("\n"), start=1)
        text = "\n".join(line if number in lines else "" for number, line in shown)
        texts = {**result.texts, **_lines_of(result, faults), self.roster.file: text}
        return replace(result, faults=(*result.faults, *faults), texts=texts)

    # -- what is told of a filing ---------------------------------------------------------------

    def _say_outside(self, result: Result) -> Fault:
        names = [unit.name for unit in self.roster.units]
        said = result.unit or result.code or Path(result.file).stem
        help_ = did_you_mean(result.unit, names) + ADD_IT if result.unit else ADD_IT
        message = f"{self.roster.file} 里没有这个单位：{said}"
        return _warn("W716", message, _locate(result, UNIT_NAME), (), help_)

    def _compare(self, result: Result, listed: ListedUnit) -> Iterator[Fault]:
        pairs = (
            (NAME, UNIT_NAME, result.unit, listed.name),
            (CODE, UNIT_CODE, result.code, listed.code),
            (TYPE, UNIT_TYPE, result.identity.type, listed.type),
        )
        wrong = [p for p in pairs if p[2] and p[3] and not is_same_name(p[2], p[3])]
        if wrong:
            self.differing.append(result)
        for column, key, stated, known in wrong:
            message = f"{column}与名录的不同：填报“{stated}”，名录“{known}”"
            yield _warn("W717", message, _locate(result, key), _of(listed, column), SETTLE_IT)

    def _find_twice(self, result: Result, listed: ListedUnit) -> Iterator[Fault]:
        """A second filing of one document; a department and its own unit (称谓) are two."""
        document = result.identity._replace(code="", type="")
        first = self._first.setdefault((listed.place, document), result.file)
        if first == result.file or document.kind == "":
            return
        self.twice.append(result)
        if not any(fault.code == "W704" for fault in result.faults):
            message = f"{listed.name}报了两份，另一份是 {first}"
            place = _locate(result, UNIT_NAME)
            yield _warn("W718", message, place, _of(listed, NAME), KEEP_ONE)

    # -- what is told at the end ----------------------------------------------------------------

    def count(self) -> list[RollCount]:
        """Of every kind of document that anybody filed, who did and who did not.

        Whose filing cannot be read is taken to have filed whatever the others file.
        """
        unread = self._filed.get(UNKNOWN, {})
        dues = sorted(due for due in self._filed if due != UNKNOWN) or [UNKNOWN]
        return [self._count(due, {**unread, **self._filed.get(due, {})}) for due in dues]

    def _count(self, due: Due, filed: Mapping[Place, ListedUnit]) -> RollCount:
        units = self.roster.units
        missing = tuple(unit for unit in units if unit.place not in filed)
        filling = sum((due, place) in self._filling for place in filed)
        known = tuple(unit for unit in units if unit.place in filed)
        return RollCount(due, known, filling, missing)

    def list_missing(self) -> list[tuple[Due, ListedUnit]]:
        """Who has not filed what the others do; what but one of many filed is hardly asked for."""
        counts = self.count()
        most = max(len(count.filed) for count in counts)
        asked = [count for count in counts if len(count.filed) > 1 or most <= 1]
        return [(count.due, unit) for count in asked for unit in count.missing]

    def find_late(self) -> list[Fault]:
        """The units that have not published in time, or did so too late, at their lines."""
        late = ((unit, unit.count_days_late(self.today)) for unit in self.roster.units)
        return [_say_late(unit, days) for unit, days in late if days]


def _say_late(unit: ListedUnit, days: int) -> Fault:
    late = f"晚了 {days} 天公开" if unit.published else f"还没有公开，过了 {days} 天"
    message = f"{unit.name}：{unit.approved} 批复，应在 {unit.due} 以前公开，{late}"
    help_ = "" if unit.published else "尽快公开；已经公开的，在名录里写公开日期"
    return _warn("W719", message, unit.row.at(APPROVED), (), help_, (BASIS,))


def _warn(
    code: str,
    message: str,
    place: Place,
    related: tuple[tuple[Place, str], ...],
    help_: str,
    notes: tuple[str, ...] = (),
) -> Fault:
    return Fault(code, message, place, Severity.WARNING, notes, related, help_)


def _of(listed: ListedUnit, column: str) -> tuple[tuple[Place, str], ...]:
    return ((listed.row.at(column), "名录"),)


def _locate(result: Result, key: str) -> Place:
    """Where a filing says what its unit is; looked up only where that is to be told."""
    from generator.filing import shared

    source, _ = shared.load(Path(result.file))
    return source.place((UNIT, key)) if source is not None else result.place


def _lines_of(result: Result, faults: tuple[Fault, ...]) -> Mapping[str, str]:
    """The text of a filing whose lines the result does not hold yet."""
    if not any(fault.place.file == result.file for fault in faults):
        return {}
    from generator.filing import shared

    source, _ = shared.load(Path(result.file))
    return {result.file: source.text} if source is not None else {}
