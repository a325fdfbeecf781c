"""A filing as it was typed: its text, its data, and where each key and value stands."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from generator.addresses import show
from generator.diagnostics import Fault, Place
from generator.filing import legible, marked, plain_yaml
from generator.filing.yaml_tree import Node, Path_
from generator.frozen import Frozen, field, replace
from generator.vocabulary import EXPORTS

if TYPE_CHECKING:
    from generator.filing.kinds import Stated
    from generator.filing.workbook import SheetTree


class Source(Frozen):
    """A filing as it was typed: its data, and where each key and value stands.

    A path that begins with a number goes on in that one of the `others` (a filing's own top level
    is a mapping, so none of its own paths does).
    """

    file: str
    text: str
    data: dict[str, Node] = field(default_factory=dict)
    keys: Mapping[Path_, Place] = field(default_factory=dict)
    values: Mapping[Path_, Place] = field(default_factory=dict)
    others: tuple["Source", ...] = ()  # further files that supply some of it
    sought: tuple[str, ...] = ()  # files that would supply some of it if they were there
    doubts: tuple[Fault, ...] = ()  # what may be read otherwise than it is meant
    # What was drawn from exports: the amounts (元 in any filing) with the cells that make each and
    # their signs, control totals, and the files and folders that were looked at.
    drawn: Mapping[Path_, tuple[tuple[Place, str], ...]] = field(default_factory=dict)
    # The amounts among them that exports give whole, with the values that a filing splits each in.
    unsplit: Mapping[Path_, tuple[str, ...]] = field(default_factory=dict)
    totals: tuple["Stated", ...] = ()
    exports: tuple[str, ...] = ()
    undrawn: bool = False  # whether something of it is wrong, so that what lacks only follows

    @property
    def in_cells(self) -> bool:
        """Whether it was typed into a workbook."""
        own = (place for place in self.values.values() if place.file == self.file)
        return bool(next(own, Place(self.file, 1, 1)).sheet)

    @property
    def files(self) -> tuple[str, ...]:
        """Every file whose content or absence this source depends on, its own first."""
        below = (name for other in self.others for name in other.files)
        return tuple(dict.fromkeys((self.file, *below, *self.sought)))

    @property
    def all_exports(self) -> tuple[str, ...]:
        """Every export and folder of exports that was looked at, for this source and others."""
        below = (name for other in self.others for name in other.all_exports)
        return tuple(dict.fromkeys((*self.exports, *below)))

    def drawing_from(self, *exports: str) -> "Source":
        """The same filing with other exports, or folders of exports, to draw on."""
        names: list[Node] = [os.path.basename(it) for it in exports]
        data = {**self.data, EXPORTS: names[0] if len(names) == 1 else names}
        places: dict[Path_, Place] = {(EXPORTS,): Place(exports[0], 1, 1)}
        keys = {**self.keys, **places}
        for index, it in enumerate(exports):
            places[EXPORTS, index] = Place(it, 1, 1)
        values = {**self.values, **places}
        return replace(self, data=data, keys=keys, values=values)

    def list_drawn(self) -> Iterator[tuple[str, str]]:
        """Every figure that was drawn, and every total: where it goes, and how much it is."""
        for path in self.drawn:
            yield ".".join(map(str, path)), str(self.at(path))
        for total in self.totals:
            yield show(total.steps), str(total.amount.value)
        for other in self.others:
            yield from other.list_drawn()

    def find_holding(self, place: Place) -> "Source | None":
        """The source, this one or one of the others, in whose text a place stands."""
        if place.file == self.file:
            return self
        found = (other.find_holding(place) for other in self.others)
        return next((source for source in found if source is not None), None)

    def lead(self, path: Path_) -> "tuple[Source, Path_]":
        """The source that a path leads into, this one or one of the others, and the path in it."""
        if path and isinstance(path[0], int):
            return self.others[path[0]].lead(path[1:])
        return self, path

    def at(self, path: Path_) -> Node:
        """What was typed at a path; None where nothing was typed, or nothing can stand."""
        source, inner = self.lead(path)
        node: Node = source.data
        for step in inner:
            if isinstance(node, dict):
                node = node.get(step)
            elif isinstance(node, list) and isinstance(step, int):
                node = node[step] if step < len(node) else None
            else:
                return None
        return node

    def place(self, path: Path_) -> Place:
        """Where the value at a path stands; for a path not written, where its nearest owner is."""
        source, inner = self.lead(path)
        return source._find_nearest(inner, source.values)

    def key_place(self, path: Path_) -> Place:
        """Where the key at a path stands (for a list's item, the item), or its nearest owner's."""
        source, inner = self.lead(path)
        places = source.values if inner and isinstance(inner[-1], int) else source.keys
        return source._find_nearest(inner, places)

    def _find_nearest(self, path: Path_, places: Mapping[Path_, Place]) -> Place:
        while path:
            if path in places:
                return places[path]
            path = path[:-1]
        return Place(self.file, 1, 1)


def load(path: Path, shown: str | None = None) -> tuple[Source | None, list[Fault]]:
    """Read a filing from disk (None: the faults keep it from being read).

    `shown` is the name that faults give it.
    """
    file = shown or str(path)
    if marked.is_workbook(path):
        return _load_workbook(path, file)
    raw = legible.load(path, file)
    return (None, [raw]) if isinstance(raw, Fault) else parse(raw, file)


def _load_workbook(path: Path, file: str) -> tuple[Source | None, list[Fault]]:
    from generator.filing import workbook  # most filings are none
    from generator.spreadsheets import reading

    book, faults = reading.read(path, file)
    if book is None:
        return None, faults
    read, found = workbook.read(book)
    if read is None:
        return None, [*faults, *found]
    return from_cells(file, read, faults), []


def from_cells(file: str, read: "SheetTree", told: Iterable[Fault] = ()) -> Source:
    """The source that a workbook's tree is; `told` is what else may be meant otherwise."""
    return Source(file, *read[:-1], doubts=(*told, *read.doubts))


def read_unparsed(path: Path) -> Source | None:
    """The bare text of a filing that could not be parsed, for showing its lines.

    A workbook has none.
    """
    if marked.is_workbook(path):
        return None
    raw = legible.load(path, str(path))
    if isinstance(raw, Fault):
        return None
    text, faults = legible.decode(raw, str(path))
    return None if faults else Source(str(path), text)


def parse(raw: bytes, file: str) -> tuple[Source | None, list[Fault]]:
    """The source that a file's bytes hold, or the faults that keep it from being read."""
    text, faults = legible.decode(raw, file)
    if not faults:
        faults = list(legible.find_unseen(text, file))
    if faults:
        return None, faults
    read = plain_yaml.read(text, file)
    if read.faults:
        return None, read.faults
    doubts = (*read.doubts, *legible.find_lookalikes(text, file))
    return Source(file, text, read.root, read.keys, read.values, doubts=doubts), []
