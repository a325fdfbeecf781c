"""YAML as a tree of texts with places: nothing guessed, nothing repeated, nothing hidden.

Every scalar stays the text that was typed (`0210`, `12:30`, `no`); an empty value is `None`.
`plain_yaml` reads what is written plainly, and `event_tree` all else.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Fault, Place

if TYPE_CHECKING:  # what is miswritten is told by modules of its own, which few filings need
    from generator.filing.noticed import Miswriting

Path_ = tuple[str | int, ...]
Node = Any  # str | None | list[Node] | dict[str, Node]: what Cerberus works on

MAX_DEPTH = 24
MAX_DOUBTS = 1000


class Tree:
    """A tree with the places of its keys and values, and its faults."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node = None
        self.keys: Mapping[Path_, Place] = {}
        self.values: Mapping[Path_, Place] = {}
        self.faults: list[Fault] = []
        self.doubts: list[Fault] = []  # told, too, of a tree that is whole
        self.slips: list[Miswriting] = []  # what the faults are of, where it could be told
        self.repeated: set[Path_] = set()
        self.stopped = False
