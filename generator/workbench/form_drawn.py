"""What others supply of a filing, beside what is typed in it: values, and the cells they are from.

Amounts of exports are in 元 whatever the filing is in; they are shown in the unit of their field.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from generator.filing.yaml_tree import Node, Path_
from generator.vocabulary import WAN_YUAN
from generator.workbench import form_values
from generator.workbooks import drawn_cells, tree_paths
from generator.workbooks.drawn_cells import Cells


class DrawnRow(NamedTuple):
    """A row of a list that an export gives whole: its values in the order of the fields."""

    texts: tuple[str, ...]
    origin: str


class Given:
    """A filing's tree with what others supply, and what of that is drawn from which cells."""

    def __init__(self, whole: Mapping[str, Node], drawn: Mapping[Path_, Cells]) -> None:
        self.whole, self.drawn = whole, drawn
        self._below: dict[Path_, list[Cells]] = {}
        for path, cells in drawn.items():
            for size in range(1, len(path) + 1):
                self._below.setdefault(path[:size], []).append(cells)

    def find(self, path: Path_, unit: str) -> str:
        """A value as it would be typed in its field."""
        text = form_values.show(tree_paths.find(self.whole, path))
        if unit == WAN_YUAN and text and path in self.drawn:
            with suppress(InvalidOperation):  # a cell may hold what is no amount; it is told
                return f"{Decimal(text) / 10000:f}"
        return text

    def say_origin(self, path: Path_) -> str:
        """The cells that a value, or all of a row, is drawn from; nothing where it is not."""
        return drawn_cells.say_together(self._below.get(path, ()))

    def count(self, path: Path_) -> int:
        """How many items a list has, with those that are drawn."""
        items = tree_paths.find(self.whole, path)
        return len(items) if isinstance(items, list) else 0

    def list_drawn(self, owner: Path_, typed: int) -> Iterator[Path_]:
        """The rows of a list that stand behind those that are typed, and are drawn."""
        rows = ((*owner, number) for number in range(typed, self.count(owner)))
        return (row for row in rows if row in self._below)
