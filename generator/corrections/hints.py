"""The comments of an empty filing that stand for fields, once these are filled."""

from collections.abc import Mapping, Sequence
from typing import Any

from generator.corrections import blank
from generator.filing import source as sources
from generator.filing.source import Source
from generator.filing.yaml_tree import Path_


def drop_filled(text: str, before: str, rules: Mapping[str, Any]) -> str:
    """The text without the hints at fields that it has and the text before had not.

    A hint is exactly what an empty filing has in that place; a person's own comment stays.
    """
    old, _ = sources.parse(before.encode("utf-8", "replace"), "")
    new, _ = sources.parse(text.encode("utf-8", "replace"), "")
    if old is None or new is None:
        return text
    lines = text.split("\n")
    gone = {
        number
        for path in new.keys.keys() - old.keys.keys()
        if new.at(path) is not None
        for number in _find(lines, blank.list_hints(rules, path), _reach(new, path[:-1]))
    }
    if not gone:
        return text
    left = "\n".join(it for number, it in enumerate(lines) if number not in gone)
    read, _ = sources.parse(left.encode("utf-8", "replace"), "")
    return left if read is not None and read.data == new.data else text


def _reach(source: Source, owner: Path_) -> tuple[int, int]:
    """From which line to which an owner's fields stand, counted from 0; the last is not its own."""
    if not owner:
        return 0, source.text.count("\n") + 1
    begin = source.key_place(owner).line
    size = len(owner)
    others = (place.line for path, place in source.keys.items() if path[:size] != owner)
    items = (
        place.line
        for path, place in source.values.items()
        if path[:size] != owner and path and isinstance(path[-1], int)
    )
    after = (line - 1 for line in (*others, *items) if line > begin)
    return begin, min(after, default=source.text.count("\n") + 1)


def _find(lines: Sequence[str], hint: Sequence[str], reach: tuple[int, int]) -> range:
    """The lines of a hint, where all of it stands as it was written."""
    size = len(hint)
    for at in range(reach[0], reach[1] - size + 1) if hint else ():
        if [line.rstrip() for line in lines[at : at + size]] == list(hint):
            return range(at, at + size)
    return range(0)
