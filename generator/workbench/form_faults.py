"""The faults of a filing at the fields of its form, and how many each of its sheets has."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator import addresses
from generator.corrections import reviewing
from generator.diagnostics import Fault, Place, Severity
from generator.filing import sheet_map
from generator.filing.source import Source
from generator.filing.yaml_tree import Path_
from generator.reporting.results_json import WEIGHTS
from generator.units import stages
from generator.workbooks import tree_paths
from generator.workbooks.annotating import TypedPlaces
from generator.workbooks.planning import SheetPlan

_LACKING = "待填"


class FieldFault(NamedTuple):
    """A fault, the path that it is about, and the number of its sheet; None where it has none."""

    fault: Fault
    path: Path_ | None
    sheet: int | None

    @property
    def weight(self) -> str:
        """What it is, in a word."""
        return WEIGHTS[self.fault.severity]

    @property
    def wrong(self) -> bool:
        """Whether it stops the document."""
        return self.fault.severity is Severity.ERROR

    @property
    def lacking(self) -> bool:
        """Whether it only says that something is still to be filled in."""
        return self.fault.code in stages.LACKING

    @property
    def said(self) -> str:
        """What it is, in a word; of what is not yet filled in, that."""
        return _LACKING if self.lacking else self.weight

    @property
    def spot(self) -> str:
        """Where it stands, as the part of an address that leads to its field."""
        return name_spot(self.fault)

    def name_at(self, placed: Mapping[Path_, str]) -> str:
        """What the field is called beside which it is told; nothing where the page has none."""
        if self.path is None:
            return ""
        for size in range(len(self.path), 0, -1):
            if self.path[:size] in placed:
                return placed[self.path[:size]]
        size = len(self.path)
        return next((name for path, name in placed.items() if path[:size] == self.path), "")


class SheetCount(NamedTuple):
    """A sheet in the list of sheets: its number, its title, how many faults stand in it."""

    number: int
    title: str
    lacking: int
    wrong: int
    doubtful: int
    marked: int


def name_spot(fault: Fault) -> str:
    """Where a fault stands in the text: one fault is told apart from others of its line."""
    place = fault.place
    return f"at-{place.line}-{place.column}" if isinstance(place, Place) else ""


def find(faults: Sequence[Fault], source: Source, sheets: Sequence[SheetPlan]) -> list[FieldFault]:
    """The faults with what they are about."""
    typed = TypedPlaces(source)
    found = []
    for fault in faults:
        path = typed.find(fault.place)
        found.append(FieldFault(fault, path, find_sheet(path, sheets) if path else None))
    return found


def find_marked(source: Source, sheets: Sequence[SheetPlan]) -> dict[int, int]:
    """For each line that is marked to be looked at the number of its sheet."""
    marked = reviewing.list_marked(source)
    found = ((line, find_sheet(path, sheets)) for line, path in marked)
    return {line: number for line, number in found if number}


def count(
    found: Sequence[FieldFault], sheets: Sequence[SheetPlan], marked: Mapping[int, int]
) -> Iterator[SheetCount]:
    """The sheets, with how many faults are theirs, and how many marks; numbers count from 1."""
    marks = Counter(marked.values())
    for number, plan in enumerate(sheets, 1):
        own = [it for it in found if it.sheet == number]
        lacking = sum(it.lacking for it in own)
        wrong = sum(it.wrong and not it.lacking for it in own)
        yield SheetCount(
            number, plan.title, lacking, wrong, len(own) - lacking - wrong, marks[number]
        )


def find_sheet(path: Path_, sheets: Sequence[SheetPlan]) -> int | None:
    """The sheet that a path is typed in: of several the one that says most of it."""
    fitting = [(_fit(path, plan), number) for number, plan in enumerate(sheets, 1)]
    best, number = max(fitting, key=lambda it: (it[0], -it[1]))
    return number if best else None


def _fit(path: Path_, plan: SheetPlan) -> int:
    kind = tree_paths.generalize(path)
    if plan.shape == sheet_map.FORM:
        fields = (it.path for it in plan.fields)
        beside = _fit_beside(path, plan) if path[0] in plan.beside else 0
        return max((_common(kind, it) for it in fields), default=0) or beside
    if plan.shape == sheet_map.BY_ADDRESS:
        return int(path[0] in plan.beside)
    own = tuple(plan.path)
    return len(own) if kind[: len(own)] == own or own[: len(kind)] == kind else 0


def _fit_beside(path: Path_, plan: SheetPlan) -> int:
    """What a base states for a figure stands beside that."""
    steps = tuple(step for key in path[1:] for step in addresses.parse(str(key)))
    return len(path) + 1 if any(it.path == steps for it in plan.fields) else 0


def _common(path: Path_, other: Path_) -> int:
    size = min(len(path), len(other))
    return size if path[:size] == other[:size] else 0
