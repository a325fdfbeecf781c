"""From where to where in a filing's text each key and each value stands, brackets and all.

A `Source` knows where things begin, for people; whoever edits the text has to know where they end.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.filing import yaml_events
from generator.filing.yaml_events import yaml
from generator.filing.yaml_tree import Path_

NOWHERE = -1


class Extent(NamedTuple):
    """A value: offsets into the text, from its first sign to behind its last one.

    `key` is where its key begins and ends (`NOWHERE` for an item of a list); `flow`: it is written
    in brackets; `within`: it stands in brackets; `column` (from 0) is where it begins in its line,
    of a list its first dash.
    """

    start: int
    end: int
    key: tuple[int, int]
    column: int
    flow: bool = False
    within: bool = False


class _OpenValue:
    """A container that is being read."""

    def __init__(self, event: yaml.CollectionStartEvent, path: Path_, key: tuple[int, int]) -> None:
        self.path, self.key, self.flow = path, key, bool(event.flow_style)
        self.is_list = isinstance(event, yaml.SequenceStartEvent)
        mark = event.start_mark
        assert mark is not None
        self.start, self.column, self.end = mark.index, mark.column, mark.index
        self.waits: tuple[str, tuple[int, int]] | None = None  # the key that waits for its value
        self.size = 0


def find(text: str) -> Mapping[Path_, Extent]:
    """The extent of every value of a text that reads without a fault."""
    return dict(_ExtentFinding(text).find())


class _ExtentFinding:
    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[_OpenValue] = []

    def find(self) -> Iterator[tuple[Path_, Extent]]:
        for event in yaml_events.parse(self.text):
            if isinstance(event, yaml.CollectionEndEvent):
                yield self._close(event)
            elif isinstance(event, yaml.ScalarEvent):
                yield from self._take(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self.open.append(_OpenValue(event, *self._next()))

    def _take(self, event: yaml.ScalarEvent) -> Iterator[tuple[Path_, Extent]]:
        start, end = event.start_mark, event.end_mark
        assert start is not None
        assert end is not None
        at = (start.index, self._end_of(event.style, start.index, end.index))
        owner = self.open[-1] if self.open else None
        if owner is not None and not owner.is_list and owner.waits is None:
            owner.waits = str(event.value).strip(), at
            return
        path, key = self._next()
        self._reach(at[1])
        within = owner is not None and any(it.flow for it in self.open)
        yield path, Extent(*at, key, start.column, within=within)

    def _end_of(self, style: str | None, start: int, end: int) -> int:
        """Blocks of text go on to the next thing; their blank lines are no part of them."""
        return start + len(self.text[start:end].rstrip()) if style in ("|", ">") else end

    def _next(self) -> tuple[Path_, tuple[int, int]]:
        """The path of the next value, and where its key stands."""
        if not self.open:
            return (), (NOWHERE, NOWHERE)
        owner = self.open[-1]
        if owner.is_list:
            owner.size += 1
            return (*owner.path, owner.size - 1), (NOWHERE, NOWHERE)
        name, key = owner.waits or ("", (NOWHERE, NOWHERE))
        owner.waits = None
        self._reach(key[1])
        return (*owner.path, name), key

    def _reach(self, end: int) -> None:
        if self.open:
            self.open[-1].end = max(self.open[-1].end, end)

    def _close(self, event: yaml.CollectionEndEvent) -> tuple[Path_, Extent]:
        done = self.open.pop()
        end = done.end
        if done.flow:
            assert event.end_mark is not None
            end = event.end_mark.index
        self._reach(end)
        within = any(it.flow for it in self.open)
        return done.path, Extent(done.start, end, done.key, done.column, done.flow, within)
