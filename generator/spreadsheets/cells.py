"""A spreadsheet as plain values: what each cell holds, and where it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from itertools import product
from typing import NamedTuple

from generator.diagnostics import Place

Spot = tuple[int, int]  # row, column; both count from 1


class Holds(Enum):
    """What a cell holds. An empty cell is not among a sheet's cells."""

    TEXT = "文字"
    NUMBER = "数"
    DATE = "日期"
    TRUTH = "真假"
    ERROR = "错误值"
    UNCOMPUTED = "没有结果的公式"


class NumberLook(NamedTuple):
    """How a cell shows its number: the code of its format (nothing: as it comes), or, where the
    file says it itself (.ods), the `text` that is seen.
    """

    code: str = ""
    text: str = ""


AS_IT_COMES = NumberLook()


class SheetCell(NamedTuple):
    """What one cell holds.

    `text` is what was typed; of a number the shortest digits that mean the same double, without an
    exponent; of a date `2024-12-31`; of an error its name (`#REF!`); of a formula without a result
    nothing. `computed`: it is the stored result of a formula.
    """

    holds: Holds
    text: str
    computed: bool = False
    look: NumberLook = AS_IT_COMES  # of a number or a date


class Area(NamedTuple):
    """A rectangle of cells, its edges included; rows and columns count from 1."""

    top: int
    left: int
    bottom: int
    right: int

    def spots(self) -> Iterator[Spot]:
        """Its cells, row by row."""
        return product(range(self.top, self.bottom + 1), range(self.left, self.right + 1))


@dataclass(frozen=True, slots=True)
class Worksheet:
    """One sheet: its cells, which of them are merged, what of it is hidden.

    A table of Word may be one: which of its row's cells each is, is `counted`; what stands above it
    has rows before the first. Of a text the `lengths` of lines that end in empty cells are known.
    """

    file: str
    name: str  # empty for a file without sheets (.csv)
    cells: Mapping[Spot, SheetCell] = field(default_factory=dict)
    merged: tuple[Area, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    counted: Mapping[Spot, int] = field(default_factory=dict)
    lengths: Mapping[int, int] = field(default_factory=dict)
    # Cells that hold struck text, or raised or lowered figures (.xlsx): each with what it is.
    struck: Mapping[Spot, str] = field(default_factory=dict)

    def place(self, spot: Spot) -> Place:
        """Where a cell stands; of a file without sheets its line."""
        if self.counted:
            row = max(spot[0], 1)
            return Place(self.file, row, self.counted.get(spot, 1), sheet=self.name, counted=True)
        return Place(self.file, *spot, sheet=self.name)


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """A file's sheets in their order."""

    file: str
    sheets: tuple[Worksheet, ...] = ()
