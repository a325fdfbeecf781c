"""What a checked workbook says of its faults: at their cells, and one after another."""

from collections.abc import Mapping
from typing import NamedTuple

from generator.diagnostics import Severity
from generator.spreadsheets.cells import Spot


class CellNote(NamedTuple):
    """What is said at a cell, and how much it weighs."""

    severity: Severity
    text: str


class ListedFault(NamedTuple):
    """A fault as it is listed: its weight, where it is, what and how to mend it."""

    severity: Severity
    code: str
    place: str
    message: str
    help: str


class Annotations(NamedTuple):
    """Notes by the title of their sheet and their cell, and all faults one after another."""

    notes: Mapping[tuple[str, Spot], CellNote]
    faults: tuple[ListedFault, ...]


NONE = Annotations({}, ())
