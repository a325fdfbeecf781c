"""The list of a bureau's units (`单位名录.csv`): who is to file, under whom, and until when.

The list is the bureau's own: what is wrong with it is told at its line, keeps no unit's document
from being made, and leaves out nothing that can be read.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from generator.diagnostics import Fault, Place, Severity
from generator.filing import roster_table
from generator.filing.legible import fold
from generator.filing.roster_table import (
    ABOVE,
    APPROVED,
    CODE,
    CONTACT,
    NAME,
    PUBLISHED,
    REGION,
    TYPE,
)
from generator.filing.roster_table import RosterRow as Row

# 《预算法》第十四条；《财政预决算领域基层政务公开标准目录》：批复后二十日内。
DAYS_TO_PUBLISH = 20
BASIS = f"依据：《预算法》第十四条，经批复的预算、决算，批复后 {DAYS_TO_PUBLISH} 日内向社会公开"

_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))")
# What Excel would take for a formula; a dash alone, or a telephone number, it would not.
_FORMULA = re.compile(r"[=@]|[+\-].*[(!|]")


class ListedUnit(NamedTuple):
    """One unit of a list; `above` is the code or the name of the unit that it belongs to."""

    code: str
    name: str
    type: str
    above: str
    approved: date | None
    published: date | None
    contact: str
    row: Row
    region: str = ""  # whose forms it files on, where the list says

    @property
    def place(self) -> Place:
        """The line of the list that it stands in."""
        return self.row.place

    @property
    def due(self) -> date | None:
        """The last day on which it may publish; None where nobody says when it was approved."""
        return self.approved and self.approved + timedelta(days=DAYS_TO_PUBLISH)

    def count_days_late(self, today: date) -> int:
        """How many days after the last one it published, or has not yet; 0 in time or unknown."""
        due = self.due
        return max(0, ((self.published or today) - due).days) if due is not None else 0

    def is_published(self, today: date) -> bool:
        """Whether the list says that it has published by a day."""
        return self.published is not None and self.published <= today


@dataclass(frozen=True)
class Roster:
    """A list of units, with the text that it was read from."""

    file: str
    text: str
    units: tuple[ListedUnit, ...]

    @cached_property
    def _known(self) -> dict[str, ListedUnit]:
        names = [(unit.name, unit) for unit in reversed(self.units)]
        codes = [(unit.code, unit) for unit in reversed(self.units)]
        return {_same(text): unit for text, unit in (*names, *codes) if text}

    def find(self, *texts: str) -> ListedUnit | None:
        """The unit that one of the texts is the code or the name of, asked for in their order."""
        return next((self._known[key] for key in map(_same, texts) if key in self._known), None)

    @cached_property
    def _heads(self) -> set[Place]:
        above = (self.find(unit.above) for unit in self.units if unit.above)
        return {unit.place for unit in above if unit is not None}

    def heads(self, unit: ListedUnit) -> bool:
        """Whether other units belong to one."""
        return unit.place in self._heads


def _same(text: str) -> str:
    return fold(text).casefold()


def load(path: Path) -> tuple[Roster | None, list[Fault]]:
    """Read a list of units; None where it is none at all."""
    table, faults = roster_table.read(path)
    if table is None:
        return None, faults
    filled, told = table.list_filled(), list(faults)
    told += _find_empty(table.rows, filled)
    units = tuple(_listed(row, told) for row in filled)
    roster = Roster(str(path), table.text, tuple(unit for unit in units if unit.name or unit.code))
    for judge in (_find_unfit, _find_formulas):
        told += (fault for row in filled for fault in judge(row))
    told += [*_find_twice(roster.units), *_find_astray(roster)]
    if not roster.units:
        told.append(
            Fault("W711", "单位名录里没有单位", Place(str(path), 1, 1), help="每个单位一行")
        )
    return roster, sorted(told, key=lambda fault: fault.place)


def _listed(row: Row, told: list[Fault]) -> ListedUnit:
    code, name, type_, above = (row.text(column) for column in (CODE, NAME, TYPE, ABOVE))
    approved, published = (_date(row, column, told) for column in (APPROVED, PUBLISHED))
    if approved and published and published < approved:
        message = f"{PUBLISHED} {published} 早于{APPROVED} {approved}"
        told.append(
            Fault("W714", message, row.at(PUBLISHED), Severity.WARNING, help="核对这两个日期")
        )
    return ListedUnit(
        code, name, type_, above, approved, published, row.text(CONTACT), row, row.text(REGION)
    )


def _date(row: Row, column: str, told: list[Fault]) -> date | None:
    text = fold(row.text(column))
    if not text:
        return None
    match = _DATE.fullmatch(text)
    if match:
        year, *rest = (int(part) for part in match.groups() if part)
        with suppress(ValueError):
            return date(year, *rest)
    message = f"“{row.text(column)}”不是日期"
    told.append(Fault("W714", message, row.at(column), help="写作 2025-08-15，没有的空着"))
    return None


# -- what may be wrong with a line ----------------------------------------------------------------


def _find_empty(rows: Sequence[Row], filled: Sequence[Row]) -> Iterator[Fault]:
    """Empty lines among the others; those that follow the last are what programs leave."""
    last = filled[-1].place.line if filled else 0
    for row in rows:
        if not row.is_filled and row.place.line < last:
            yield Fault("W712", "这一行是空的", row.place, Severity.WARNING, help="删去这一行")


def _find_unfit(row: Row) -> Iterator[Fault]:
    if not row.text(NAME):
        yield Fault("W712", "这一行没有单位名称", row.place, help="补上名称，或删去这一行")
    if row.beyond:
        help_ = "删去多出的格；一格里面有逗号的，用半角引号括起"
        yield Fault("W712", "这一行的格数比第一行多", row.place, help=help_)


def _find_formulas(row: Row) -> Iterator[Fault]:
    for cell in row.cells.values():
        if _FORMULA.match(cell.text):
            message = f"“{cell.text}”像公式，用 Excel 打开会被当作公式"
            help_ = "核对这一格从哪里来；改成文字"
            yield Fault("W715", message, cell.place, Severity.WARNING, help=help_)


def _find_twice(units: Sequence[ListedUnit]) -> Iterator[Fault]:
    asked: tuple[tuple[str, Callable[[ListedUnit], str]], ...] = (
        (CODE, lambda unit: unit.code),
        (NAME, lambda unit: unit.name),
    )
    for what, value in asked:
        first: dict[str, ListedUnit] = {}
        for unit in units:
            other = first.setdefault(_same(value(unit)), unit)
            if other is not unit and value(unit):
                message = f"{what}写了两次：{value(unit)}"
                related = ((other.place, "先写的"),)
                help_ = "同一单位只留一行；不同的单位，改正" + what
                yield Fault("W712", message, unit.row.at(what), related=related, help=help_)


def _find_astray(roster: Roster) -> Iterator[Fault]:
    """Units whose owner is not in the list, or that belong to themselves by way of others."""
    told: set[str] = set()
    for unit in filter(lambda unit: unit.above, roster.units):
        place = unit.row.at(ABOVE)
        if roster.find(unit.above) is None:
            message = f"{ABOVE}“{unit.above}”不在名录里"
            help_ = f"{ABOVE}写名录里一个单位的代码或全称；没有{ABOVE}的空着"
            yield Fault("W713", message, place, help=help_)
        elif unit.name not in told and (circle := _follow(unit, roster)):
            told.update(circle)
            message = f"{ABOVE}绕了一圈：{' → '.join(circle)}"
            yield Fault("W713", message, place, help=f"改正其中一个单位的{ABOVE}")


def _follow(unit: ListedUnit, roster: Roster) -> list[str]:
    """The names on the way up from a unit, where that leads back to it; else none."""
    way, seen, at = [unit.name], {unit.place}, roster.find(unit.above)
    while at is not None and at.place not in seen:
        way.append(at.name)
        seen.add(at.place)
        at = roster.find(at.above) if at.above else None
    return [*way, unit.name] if at is not None and at.place == unit.place else []
