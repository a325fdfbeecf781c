"""The marks at what was taken over from last year, to be looked at; gone once somebody has."""

from collections.abc import Collection, Iterator

from generator.corrections.rolling import MARK
from generator.filing.source import Source
from generator.filing.yaml_tree import Path_


def list_marked(source: Source) -> Iterator[tuple[int, Path_]]:
    """The lines with a mark, and what is to be looked at there: the outermost that begins in it.

    A mark on a line of its own is about what begins in the next.
    """
    starts: dict[int, Path_] = {}
    for path, place in (*source.keys.items(), *source.values.items()):
        if (
            path
            and place.file == source.file
            and len(path) < len(starts.get(place.line, (*path, 0)))
        ):
            starts[place.line] = path
    for number, line in enumerate(source.text.split("\n"), 1):
        if line.rstrip().endswith(MARK):
            begins = number + (line.strip() == MARK)
            if begins in starts:
                yield number, starts[begins]


def take_away(text: str, lines: Collection[int]) -> str:
    """The text without the marks of some lines; other remarks stay."""
    kept = []
    for number, line in enumerate(text.split("\n"), 1):
        if number in lines and line.rstrip().endswith(MARK):
            line = line.rstrip().removesuffix(MARK).rstrip()
            if not line:
                continue
        kept.append(line)
    return "\n".join(kept)
