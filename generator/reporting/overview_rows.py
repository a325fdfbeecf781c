"""What an overview says of each unit, as columns that a page and a workbook both show."""

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from generator.diagnostics import Fault, FormPlace, Severity
from generator.filing.roster import ListedUnit
from generator.units import stages
from generator.units.result import KeyFigure, Result
from generator.units.rollcall import Due

# Of a figure whose movement is not explained.
NO_REASON = "C306"
MAX_WORDS, MAX_MESSAGE = 2, 44


class OfList(NamedTuple):
    """What the bureau's list says of a unit, as text."""

    above: str = ""
    approved: str = ""
    published: str = ""
    contact: str = ""


NOT_LISTED = OfList()


@dataclass(frozen=True, slots=True)
class UnitRow:
    """What an overview keeps of one filing, or of a unit without one: so little that thousands fit.

    `words` are its first errors; `page` is where all that was found is told, `document` what was
    made of it (None: nothing).
    """

    unit: str
    stage: str
    code: str = ""
    kind: str = ""
    file: str = ""
    errors: int = 0
    warnings: int = 0
    unfilled: int = 0
    reasons: int = 0
    words: tuple[str, ...] = ()
    figures: tuple[KeyFigure, ...] = ()
    document: Path | None = None
    page: Path | None = None
    of_list: OfList = NOT_LISTED

    @property
    def rank(self) -> tuple[int, int, int]:
        """Its place: what needs somebody first, then what stands out, then warnings."""
        needs = stages.BY_NEED
        need = needs.index(self.stage) if self.stage in needs else len(needs)
        return need, -sum(figure.outlying for figure in self.figures), -self.warnings


def keep(
    result: Result, listed: ListedUnit | None, today: date, page: Path | None = None
) -> UnitRow:
    """What an overview keeps of a result, and of the unit's line in the list."""
    of, errors = result.identity, result.count(Severity.ERROR)
    return UnitRow(
        result.unit or (listed.name if listed else ""),
        stages.stage_of(result, listed, today),
        result.code or (listed.code if listed else ""),
        " ".join(filter(None, (of.year, of.kind))),
        result.file,
        errors,
        result.warnings,
        result.unfilled,
        sum(fault.code == NO_REASON for fault in result.faults),
        _say_first(result),
        result.figures,
        result.written,
        page,
        _of_list(listed, today),
    )


def keep_missing(due: Due, listed: ListedUnit, today: date) -> UnitRow:
    """What an overview says of a unit that has not filed what is due of it."""
    kind, year = due
    stage, what = stages.stage_of(None, listed, today), " ".join(filter(None, (year, kind)))
    return UnitRow(listed.name, stage, listed.code, what, of_list=_of_list(listed, today))


def _of_list(listed: ListedUnit | None, today: date) -> OfList:
    if listed is None:
        return NOT_LISTED
    approved = str(listed.approved or "")
    return OfList(listed.above, approved, _say_published(listed, today), listed.contact)


def _say_published(listed: ListedUnit, today: date) -> str:
    late = listed.count_days_late(today)
    if listed.published is not None:
        return f"{listed.published}（晚 {late} 天）" if late else str(listed.published)
    return f"未公开，过期 {late} 天" if late else ""


def _say_first(result: Result) -> tuple[str, ...]:
    errors = (fault for fault in result.faults if fault.severity is Severity.ERROR)
    return tuple(_say(fault) for fault in islice(errors, MAX_WORDS))


def _say(fault: Fault) -> str:
    where = fault.place.where if isinstance(fault.place, FormPlace) else fault.place.spot
    text = f"{where}：{fault.message}" if where else fault.message
    return text if len(text) <= MAX_MESSAGE else f"{text[: MAX_MESSAGE - 1]}…"


# -- columns --------------------------------------------------------------------------------------


class OverviewCell(NamedTuple):
    """What a cell shows: a text, and the number that it is, as digits, where it is one.

    `aside` stands behind it in brackets; an `outlying` one is to be looked at.
    """

    text: str
    number: str = ""
    aside: str = ""
    outlying: bool = False


class OverviewColumn(NamedTuple):
    """A column: its head, what it says of a row, whether it holds numbers, whether they add up."""

    head: str
    tell: Callable[[UnitRow], OverviewCell]
    numeric: bool = False
    added: bool = False


NO_CELL = OverviewCell("")
STAGE, UNIT, KIND, FILE = "状态", "单位", "文种", "填报文件"
# The column in which a row says what is wrong, and leads to all of it.
WORDS, DETAILS = "问题", "详情"


def list_columns(rows: Sequence[UnitRow]) -> list[OverviewColumn]:
    """The columns for some rows; what says nothing of any of them is left out."""
    first = [
        OverviewColumn(UNIT, lambda row: _text(row.unit or "（未读出）")),
        OverviewColumn("代码", lambda row: _text(row.code)),
        OverviewColumn(KIND, lambda row: _text(row.kind)),
        OverviewColumn(STAGE, lambda row: _text(row.stage)),
        OverviewColumn("错误", lambda row: _count(row.errors), True, True),
        OverviewColumn("提示", lambda row: _count(row.warnings), True, True),
        OverviewColumn("待填", lambda row: _count(row.unfilled), True, True),
        OverviewColumn("缺原因", lambda row: _count(row.reasons), True, True),
        OverviewColumn(WORDS, _words_of),
    ]
    shared = _find_folder({row.file for row in rows if row.file})
    labels = dict.fromkeys(figure.label for row in rows for figure in row.figures)
    figures = [OverviewColumn(label, _figure_of(label), True) for label in labels]
    last = [
        OverviewColumn("上级", lambda row: _text(row.of_list.above)),
        OverviewColumn("批复日期", lambda row: _text(row.of_list.approved)),
        OverviewColumn("公开日期", lambda row: _text(row.of_list.published)),
        OverviewColumn("联系人", lambda row: _text(row.of_list.contact)),
        OverviewColumn(FILE, lambda row: _text(row.file.removeprefix(shared))),
    ]
    kept = {UNIT, STAGE, "错误", "提示"}
    columns = [*first, *figures, *last]
    return [it for it in columns if it.head in kept or any(it.tell(row).text for row in rows)]


def _find_folder(files: Collection[str]) -> str:
    """The folder that all of several files lie in, with what parts it from them."""
    folder = os.path.dirname(min(files)) if len(files) > 1 else ""
    while folder and not all(it.startswith(os.path.join(folder, "")) for it in files):
        folder = os.path.dirname(folder) if folder != os.path.dirname(folder) else ""
    return os.path.join(folder, "")


def _text(text: str) -> OverviewCell:
    return OverviewCell(text)


def _words_of(row: UnitRow) -> OverviewCell:
    return OverviewCell("；".join(row.words) or (DETAILS if row.page is not None else ""))


def _count(count: int) -> OverviewCell:
    return OverviewCell(str(count), str(count)) if count else NO_CELL


def _figure_of(label: str) -> Callable[[UnitRow], OverviewCell]:
    def tell(row: UnitRow) -> OverviewCell:
        found = next((figure for figure in row.figures if figure.label == label), None)
        if found is None:
            return NO_CELL
        return OverviewCell(found.value, found.value, found.movement, found.outlying)

    return tell


def sum_up(column: OverviewColumn, rows: Iterable[UnitRow]) -> int:
    """The total of a column of counts. Amounts are not added up: a department holds its units'."""
    return sum(int(column.tell(row).number or 0) for row in rows)


def way_to(path: Path | None, folder: Path) -> str:
    """The way that a link from a folder goes; "" where there is nothing, or no way there."""
    if path is None:
        return ""
    try:
        way = os.path.relpath(path, folder).replace(os.sep, "/")
    except ValueError:  # another drive
        return ""
    return quote(way, errors="surrogateescape")
