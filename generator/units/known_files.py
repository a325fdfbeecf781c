"""The files of a run, each looked at once: by its stamp if a record knows it, else by content."""

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from generator.frozen import Frozen, field
from generator.kept import stamps
from generator.kept.stamps import Stamped
from generator.units.manifest import Built

# A record is written again for the stamps alone if so large a part of the files had none.
WORTH_WRITING = 10


class KnownFiles(Frozen):
    """What stands at the paths of a record, and what a record says from now on of their stamps."""

    folder: str
    stamped: Mapping[str, Stamped] = field(default_factory=dict)
    # Stamps count for nothing: all is judged by content.
    strictly: bool = False
    _found: dict[str, str | None] = field(default_factory=dict)
    _fresh: dict[str, Stamped] = field(default_factory=dict)

    def fingerprint(self, way: str) -> str | None:
        """What stands at a path of the record."""
        if way not in self._found:
            before = None if self.strictly else self.stamped.get(way)
            holds = before is not None and stamps.take(self._path(way)) == before.stamp
            self._found[way] = before.fingerprint if before and holds else self._read(way)
        return self._found[way]

    @cached_property
    def _device(self) -> int | None:
        return stamps.find_telling_device(Path(self.folder))

    def _list_fresh(self) -> dict[str, Stamped]:
        """What was read, under stamps that tell every change."""
        return {way: it for way, it in self._fresh.items() if it.stamp.device == self._device}

    def are_worth_recording(self) -> bool:
        """Whether so many files had to be read that it pays to record their stamps."""
        least = len(self._found) / WORTH_WRITING
        return len(self._fresh) > least and len(self._list_fresh()) > least

    def restamp(self, entries: Mapping[str, Built], made: Iterable[str]) -> dict[str, Stamped]:
        """The stamps of a record's files, as far as they are known; of those made now, new ones."""
        for way in {way for name in made for way, _ in _list_files(name, entries[name])}:
            self._read(way)
        known = {**self.stamped, **self._list_fresh()}
        used = {it for name, entry in entries.items() for it in _list_files(name, entry)}
        return {way: it for way, it in known.items() if (way, it.fingerprint) in used}

    def _read(self, way: str) -> str | None:
        found, stamp = stamps.read(self._path(way))
        fresh = Stamped(found, stamp) if found is not None and stamp is not None else None
        if fresh is not None and fresh != self.stamped.get(way):
            self._fresh[way] = fresh
        return found

    def _path(self, way: str) -> str:
        return os.path.join(self.folder, way)


def _list_files(name: str, entry: Built) -> Iterator[tuple[str, str | None]]:
    """Every file that an entry speaks of, with its fingerprint."""
    yield name, entry.document
    yield from entry.drawn.items()
    yield from entry.exports.items()


def relative(path: str, folder: str, known: dict[str, str]) -> str:
    """A path as the record writes it; `known` remembers the folders that were asked before."""
    parent, name = os.path.split(path)
    if parent not in known:
        try:
            way = os.path.relpath(parent or ".", folder)
        except ValueError:  # another drive
            way = os.path.abspath(parent)
        known[parent] = way.replace(os.sep, "/") + "/"
    return known[parent] + name
