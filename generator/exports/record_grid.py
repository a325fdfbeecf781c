"""A table of one record as boxes: what is written where, and which of it has been accounted for."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from generator.exports import labels
from generator.spreadsheets.cells import Area, Holds, SheetCell, Spot, Worksheet

# How a column follows from others: ③=①+②
_FORMULA = re.compile("[①-⑳][①-⑳=＝+＋*×/÷%％－-]*")
_BEHIND = re.compile(r"\([^()]*\)$")


@lru_cache(maxsize=8192)  # the same labels come in every table, and are asked for again and again
def label(text: str) -> str:
    """A label as it is compared: without its number, the formula and the brackets behind it."""
    bare = labels.plain(_FORMULA.sub("", text)).rstrip(":")
    return _BEHIND.sub("", bare) or bare


class GridBox(NamedTuple):
    """A cell with something in it, and the area that it takes."""

    area: Area
    cell: SheetCell

    @property
    def spot(self) -> Spot:
        """Its first cell."""
        return self.area.top, self.area.left

    @property
    def label(self) -> str:
        """What it says, as a label."""
        return label(self.cell.text) if self.cell.holds is Holds.TEXT else ""

    def is_in(self, row: int) -> bool:
        """Whether it reaches into a row."""
        return self.area.top <= row <= self.area.bottom


class GridSpan(NamedTuple):
    """Columns of a table under one head, and where that stands."""

    left: int
    right: int
    head: GridBox

    def holds(self, box: GridBox) -> bool:
        """Whether a box begins in these columns."""
        return self.left <= box.area.left <= self.right


class RecordGrid:
    """The boxes of a sheet's rows from `first` to `last`, in order."""

    def __init__(self, sheet: Worksheet, first: int, last: int) -> None:
        self.sheet = sheet
        areas = {area[:2]: area for area in sheet.merged}
        covered = {spot for area in sheet.merged if area.top >= first for spot in _covered(area)}
        self.boxes = [
            GridBox(areas.get(spot) or Area(*spot, *spot), cell)
            for spot, cell in sorted(sheet.cells.items())
            if first <= spot[0] <= last and spot not in covered and _is_filled(cell)
        ]
        self.last = max((it.area.bottom for it in self.boxes), default=0)
        self.width = max((it.area.right for it in self.boxes), default=0)
        self.taken: set[Spot] = set()
        self._rows: dict[int, list[GridBox]] = {}
        for box in self.boxes:
            self._rows.setdefault(box.area.top, []).append(box)

    def take(self, *boxes: GridBox) -> None:
        """Account for boxes."""
        self.taken.update(box.spot for box in boxes)

    def own(self, row: int) -> list[GridBox]:
        """The boxes that begin in a row."""
        return self._rows.get(row, [])

    def labelled(self, wanted: Collection[str], rows: Iterable[int]) -> Iterator[GridBox]:
        """The boxes that begin in some rows and say one of some labels."""
        inside = set(rows)
        return (it for it in self.boxes if it.area.top in inside and it.label in wanted)

    def find_head(self, wanted: Collection[str], rows: Iterable[int], least: int) -> int:
        """The row that has most of some labels, at least so many; 0 where none has."""
        counts = {
            row: len({it.label for it in self.boxes if it.is_in(row)} & set(wanted)) for row in rows
        }
        best = max(counts, key=lambda row: counts[row], default=0)
        return best if counts.get(best, 0) >= least else 0

    def spans(self, heads: Iterable[GridBox], wanted: Collection[str]) -> list[GridSpan]:
        """The columns under each head, up to the next; of heads over each other the wanted one."""
        first: dict[int, GridBox] = {}
        for box in heads:
            before = first.setdefault(box.area.left, box)
            if box.label in wanted and before.label not in wanted:
                first[box.area.left] = box
        lefts = sorted(first)
        ends = [*(left - 1 for left in lefts[1:]), self.width]
        return [GridSpan(left, end, first[left]) for left, end in zip(lefts, ends, strict=True)]


def _covered(area: Area) -> Iterator[Spot]:
    return (spot for spot in area.spots() if spot != area[:2])


def _is_filled(cell: SheetCell) -> bool:
    return bool(cell.text.strip()) or cell.holds in (Holds.ERROR, Holds.UNCOMPUTED)


def keyed(said: Mapping[str, object]) -> dict[str, str]:
    """A form's labels as they are compared, with how the form writes them."""
    return {label(it): it for it in said}
