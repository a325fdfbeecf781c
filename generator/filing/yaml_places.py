"""Where the keys and values of a tree stand, made out only when somebody asks.

A filing has two thousand places; of one with which nothing is wrong hardly any is looked at.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from generator.diagnostics import Place
from generator.filing.yaml_tree import Path_

KEY, VALUE, OPENED = range(3)
# A key, or the number of an item; line, column, width; whether it is the key itself that stands
# there, or its value, or a mapping or list in which all that comes after stands.
Spot = tuple[str | int, int, int, int, int]
_new = tuple.__new__  # of thousands of places, the checks cost most


class SpottedPlaces(Mapping[Path_, Place]):
    """The places of the keys or of the values of a file, by their paths.

    Its spots stand in order, with None where the innermost mapping or list ends.
    """

    def __init__(
        self, file: str, spots: Sequence[Spot | None], of_keys: bool, first: Place | None = None
    ) -> None:
        self._file, self._spots, self._of_keys, self._first = file, spots, of_keys, first

    @cached_property
    def _made(self) -> dict[Path_, Place]:
        made: dict[Path_, Place] = {} if self._first is None else {(): self._first}
        file, of_keys, outer = self._file, self._of_keys, list[Path_]()
        path: Path_ = ()
        for spot in self._spots:
            if spot is None:
                path = outer.pop()
                continue
            step, line, column, width, kind = spot
            if (kind == KEY) is of_keys:
                made[(*path, step)] = _new(Place, (file, line, column, width, "", False))
            if kind == OPENED:
                outer.append(path)
                path = (*path, step)
        return made

    def __getitem__(self, path: Path_) -> Place:
        return self._made[path]

    def __contains__(self, path: object) -> bool:
        return path in self._made

    def __iter__(self) -> Iterator[Path_]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)
