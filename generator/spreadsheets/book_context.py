"""What the cells of a workbook refer to, whichever kind of file it is."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from generator.spreadsheets import dates
from generator.spreadsheets.cells import AS_IT_COMES, Holds, NumberLook, SheetCell

UNCOMPUTED = SheetCell(Holds.UNCOMPUTED, "", True)


class BookContext(NamedTuple):
    """The texts that cells share, which styles show dates (`dates.find_kinds`), the epoch, how
    each style shows a number.
    """

    texts: list[str]
    date_styles: list[str]
    from_1904: bool
    to_compute: bool = False  # the program that wrote it left its formulas to be computed
    looks: Sequence[NumberLook] = ()
    # Which styles strike a cell through, and which shared texts are struck or raised in part.
    struck_styles: Collection[int] = ()
    struck_texts: Mapping[int, str] = MappingProxyType({})

    def show_number(self, digits: str, style: int, computed: bool = False) -> SheetCell:
        """A number as its style means it: itself, or a date."""
        look = self.looks[style] if 0 <= style < len(self.looks) else AS_IT_COMES
        kind = self.date_styles[style] if 0 <= style < len(self.date_styles) else ""
        if computed and self.to_compute and digits == "0":
            return UNCOMPUTED
        moment = dates.spell(digits, kind, self.from_1904) if kind else None
        if moment is None:
            return SheetCell(Holds.NUMBER, digits, computed, look)
        return SheetCell(Holds.DATE, moment, computed, look)
