"""总览 as a page: all units of a bureau, those that need it first, to be searched and sorted.

The page is whole without its script, which only hides, orders and counts rows; the policy of the
page lets this one script run and nothing else.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from generator.outputs import pages
from generator.reporting.overview_rows import (
    KIND,
    STAGE,
    UNIT,
    WORDS,
    UnitRow,
    list_columns,
    sum_up,
)
from generator.reporting.overview_rows import way_to as way
from generator.units import stages
from generator.units.result import FAULTY

SCRIPT = "overview.js"


def as_page(rows: Sequence[UnitRow], folder: Path, now: datetime) -> str:
    """The page as it lies in a folder, from where its links lead to documents and pages."""
    fields = lay_out(rows, lambda row: way(row.document, folder), lambda row: way(row.page, folder))
    when = f"{now:%Y-%m-%d %H:%M}"
    return pages.render("overview.html", when=when, script_digest=pages.digest(SCRIPT), **fields)


def lay_out(
    rows: Sequence[UnitRow], lead: Callable[[UnitRow], str], lead_on: Callable[[UnitRow], str]
) -> dict[str, Any]:
    """What the table of a page shows: where a unit's name leads, and where all its faults are."""
    ordered = sorted(rows, key=lambda row: row.rank)
    columns = list_columns(ordered)
    counts = [(stage, sum(row.stage == stage for row in ordered)) for stage in stages.STAGES]
    shown = [(row, lead(row), lead_on(row), [c.tell(row) for c in columns]) for row in ordered]
    return {
        "rows": shown,
        "columns": columns,
        "sums": [sum_up(column, ordered) if column.added else None for column in columns],
        "counts": counts,
        "roles": {UNIT: "unit", STAGE: "stage", WORDS: "words", KIND: "kind"},
        "order": {stage: number for number, stage in enumerate(stages.STAGES)},
        "faulty": FAULTY,
        "missing": stages.MISSING,
    }
