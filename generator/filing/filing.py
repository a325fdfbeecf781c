"""A filing: what one unit states, with every amount's place."""

from collections.abc import Mapping
from typing import Any

from generator.diagnostics import Place
from generator.filing.kinds import Stated
from generator.filing.source import Source
from generator.frozen import Frozen, field
from generator.vocabulary import (
    DISCLOSED_LEVELS,
    FISCAL_YEAR,
    UNIT,
    UNIT_CODE,
    UNIT_NAME,
    UNIT_WORD,
)


class Filing(Frozen):
    """What one unit states, every field present; amounts are 元 and know their places."""

    source: Source
    data: Mapping[str, Any] = field(default_factory=dict)
    # Of a department that is the sum of other filings: these, what it holds itself besides, and
    # the transfers between them that are in neither side of the sum (by list, like the data).
    members: tuple["Filing", ...] = ()
    own_entries: bool = False
    eliminated: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)

    @property
    def year(self) -> int:
        """The fiscal year that the document reports."""
        return int(self.data[FISCAL_YEAR])

    @property
    def unit_name(self) -> str:
        """The full name of the unit."""
        return str(self.data[UNIT][UNIT_NAME])

    @property
    def unit_code(self) -> str:
        """The code of the unit, or nothing where it states none."""
        return str(self.data[UNIT].get(UNIT_CODE) or "")

    @property
    def own_word(self) -> str:
        """What the unit calls itself: whether the filing is a department's or a unit's."""
        return str(self.data[UNIT].get(UNIT_WORD) or "")

    @property
    def disclosed(self) -> Mapping[str, str]:
        """For each table of accounts the lowest level that may be published; nothing: every."""
        levels: Mapping[str, str] = self.data.get(DISCLOSED_LEVELS) or {}
        return {table: level for table, level in levels.items() if level}

    def place_of(self, item: Stated) -> Place:
        """Where a stated address's value stands, in the filing or in the file it came with."""
        return item.place or self.source.place(item.path)

    def key_place_of(self, item: Stated) -> Place:
        """Where a stated address itself stands."""
        return item.place or self.source.key_place(item.path)
