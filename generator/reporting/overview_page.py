"""总览: all units of a bureau on one page, those that need it first."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from generator.diagnostics import Severity
from generator.reporting import pages
from generator.units.result import FAULTY, STATES, KeyFigure, Result

# Of a figure whose movement is not explained.
NO_REASON = "C306"


@dataclass(frozen=True, slots=True)
class UnitRow:
    """What the page keeps of one filing: so little that thousands fit."""

    file: str
    unit: str
    state: str
    errors: int
    warnings: int
    reasons: int
    figures: tuple[KeyFigure, ...]
    document: Path | None

    @property
    def rank(self) -> tuple[bool, int, int]:
        """Its place on the page: errors first, then what stands out, then warnings."""
        outlying = sum(figure.outlying for figure in self.figures)
        return self.state != FAULTY, -outlying, -self.warnings


def keep(result: Result) -> UnitRow:
    """What the page keeps of a result."""
    reasons = sum(fault.code == NO_REASON for fault in result.faults)
    counts = (result.count(Severity.ERROR), result.warnings, reasons)
    unit = (result.file, result.unit, result.state)
    return UnitRow(*unit, *counts, result.figures, result.written)


def as_page(rows: Iterable[UnitRow], folder: Path) -> str:
    """The page as it lies in a folder, from where its links lead to the documents."""
    ordered = sorted(rows, key=lambda row: row.rank)
    labels = list(dict.fromkeys(figure.label for row in ordered for figure in row.figures))
    counts = [(state, sum(row.state == state for row in ordered)) for state in STATES]
    shown = [(row, _way(row, folder), _columns(row, labels)) for row in ordered]
    return pages.render("overview.html", rows=shown, labels=labels, counts=counts, faulty=FAULTY)


def _columns(row: UnitRow, labels: Iterable[str]) -> list[KeyFigure | None]:
    figures = {figure.label: figure for figure in row.figures}
    return [figures.get(label) for label in labels]


def _way(row: UnitRow, folder: Path) -> str:
    """The way to a unit's document; "" where there is none, or none that a link can go."""
    if row.document is None:
        return ""
    try:
        way = os.path.relpath(row.document, folder).replace(os.sep, "/")
    except ValueError:  # another drive
        return ""
    return quote(way, errors="surrogateescape")
