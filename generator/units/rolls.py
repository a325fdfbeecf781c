"""Which list of units a filing is held against: the one that is named, else the nearest above."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Fault
from generator.filing.legible import fold
from generator.frozen import Frozen, field
from generator.units import intake
from generator.units.result import Result

if TYPE_CHECKING:
    from datetime import date

    from generator.filing.roster import ListedUnit
    from generator.units.rollcall import RollCall

FILES = ("单位名录.csv", "单位名录.xlsx")


class Rolls(Frozen):
    """The lists of a run, by the folder of the filings that each is for; often there is none."""

    calls: "Mapping[str, RollCall]" = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    # The texts that the faults stand in.
    texts: Mapping[str, str] = field(default_factory=dict)

    def take(self, result: Result) -> Result:
        """A filing with what its list says of it."""
        call = self.calls.get(os.path.dirname(result.file))
        return call.take(result) if call is not None else result

    def find(self, result: Result) -> "ListedUnit | None":
        """The unit of a list whose filing it is."""
        call = self.calls.get(os.path.dirname(result.file))
        return call.find(result) if call is not None else None

    def each(self) -> "list[RollCall]":
        """Every list once."""
        return list({call.roster.file: call for call in self.calls.values()}.values())

    def names(self) -> set[str]:
        """The codes and names of all units, folded."""
        units = (unit for call in self.each() for unit in call.roster.units)
        return {fold(text) for unit in units for text in (unit.code, unit.name) if text}


def open_rolls(
    names: Sequence[str], filings: Sequence[Path], named: str, today: "Callable[[], date]"
) -> Rolls:
    """The lists for the filings that some names mean; `named` is the one for all, if any.

    What day it is is asked only where there is a list.
    """
    folders = dict.fromkeys(os.path.dirname(filing) for filing in filings)
    tops = [os.path.abspath(path) for name in names for path in intake.expand(name)]
    files = {folder: named or _find_above(folder, tops) for folder in folders}
    if not any(files.values()):
        return Rolls()
    from generator.filing import roster  # most filings have no list beside them
    from generator.units.rollcall import RollCall

    read = {file: roster.load(Path(file)) for file in dict.fromkeys(files.values()) if file}
    calls = {file: RollCall(own, today()) for file, (own, _) in read.items() if own is not None}
    faults = tuple(fault for _, found in read.values() for fault in found)
    texts = {own.file: own.text for own, _ in read.values() if own is not None}
    return Rolls({at: calls[file] for at, file in files.items() if file in calls}, faults, texts)


def _find_above(folder: str, tops: Sequence[str]) -> str:
    """The list in a filing's folder or in one above it, as far up as the folder that was named."""
    here = os.path.abspath(folder)
    limits = [top for top in tops if here == top or here.startswith(os.path.join(top, ""))]
    limit, shown = min(limits, key=len, default=here), folder
    while True:
        for file in (os.path.join(shown, name) for name in FILES):
            if os.path.isfile(file):
                return file
        if here == limit:
            return ""
        here, shown = os.path.dirname(here), os.path.dirname(shown)
