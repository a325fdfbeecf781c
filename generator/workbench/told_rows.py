"""What the overview says of each filing: all of it once a round has ended, what is known before."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator.reporting import overview_rows
from generator.reporting.overview_rows import UnitRow
from generator.units import batch, manifest
from generator.units.batch import Plan
from generator.units.manifest import Built
from generator.units.result import Result
from generator.units.rolls import Rolls
from generator.workbench.desk import Shelf
from generator.workbench.memory import Memory

PENDING = "待检查"


@dataclass
class Glance:
    """What a round found when it began: the filings, their documents that are still theirs, what
    the record of builds says of them, and which are due to be checked.
    """

    shelf: Shelf
    written: Mapping[str, Path] = field(default_factory=dict)
    recorded: Mapping[str, Built] = field(default_factory=dict)
    pending: set[str] = field(default_factory=set)

    @property
    def filings(self) -> list[Path]:
        """The filings in their order."""
        return list(self.shelf.filings.values())

    @property
    def files(self) -> list[str]:
        """The same by their names."""
        return [str(path) for path in self.filings]


class Surveyed(NamedTuple):
    """The folder as far as it is known: its filings, what came of each, who has not filed."""

    shelf: Shelf
    rows: Sequence[UnitRow]
    rolls: Rolls
    # The state of the folder, and the day, for which all is known; None while something is not.
    seen: tuple[str, date] | None = None


def sum_up(look: Glance, memory: Memory, called: Rolls, today: date) -> Surveyed:
    """A row for each filing, and for each unit of the lists that has none."""
    known: dict[tuple[str, ...], str] = {}
    rows = list[UnitRow]()
    for file in look.files:
        result = memory.results[file].result
        result = called.take(result.with_faults(*batch.find_namesakes(result, known)))
        result = replace(result, written=look.written.get(file))
        rows.append(overview_rows.keep(result, called.find(result), today))
    for call in called.each():
        for due, unit in call.list_missing():
            rows.append(overview_rows.keep_missing(due, unit, today))
    return Surveyed(look.shelf, rows, called)


def tell_known(look: Glance, memory: Memory, called: Rolls, today: date) -> Surveyed:
    """A row for each filing; what is not known of one is not said."""
    rows = [_tell(file, look, memory, called, today) for file in look.files]
    return Surveyed(look.shelf, rows, called)


def _tell(file: str, look: Glance, memory: Memory, called: Rolls, today: date) -> UnitRow:
    checked, built = memory.results.get(file), look.recorded.get(file)
    if checked is not None:
        result = replace(checked.result, written=look.written.get(file))
    elif built is not None:
        result = Result(file, unit=built.unit, figures=built.figures, identity=built.identity)
    else:
        result = Result(file)
    row = overview_rows.keep(result, called.find(result), today)
    if checked is not None and file not in look.pending:
        return row
    return replace(row, unit=row.unit or Path(file).stem, stage=PENDING)


def hold_against_others(
    result: Result, files: Sequence[str], memory: Memory, called: Rolls
) -> Result:
    """A result with what its list and the other filings, as last seen, add to it."""
    listed = called.find(result)
    known: dict[tuple[str, ...], str] = {}
    for file in dict.fromkeys((*files, result.file)):
        if file == result.file:
            break
        checked = memory.results.get(file)
        if checked is None or not os.path.exists(file):
            continue
        other = checked.result.with_faults(*batch.find_namesakes(checked.result, known))
        if listed is not None and called.find(other) == listed:
            called.take(other)
    return called.take(result.with_faults(*batch.find_namesakes(result, known)))


def find_recorded(plan: Plan) -> dict[str, Built]:
    """What the record of builds knows of filings that may not have been checked yet."""
    assert plan.now is not None
    by_way = {
        entry.filing: entry
        for name, entry in plan.record.entries.items()
        if not entry.draft and manifest.is_sealed(name, entry)
    }
    ways = ((file, plan.now.way(file)) for file in plan.filings)
    return {file: by_way[way] for file, way in ways if way in by_way}
