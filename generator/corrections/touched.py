"""Which other filings name a filing, and so change with it: next year's, a summary of many."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from generator.corrections.revision import Touched
from generator.filing import legible
from generator.filing import source as sources
from generator.filing.source import Source
from generator.filing.yaml_tree import Path_
from generator.units import intake

MAX_FILES, MAX_DEPTH = 2000, 4


def search(folder: Path, wanted: Collection[Path]) -> tuple[tuple[Touched, ...], bool]:
    """The filings under a folder that name any of some files; whether all could be searched."""
    targets = {path.resolve() for path in wanted}
    names = {os.fsencode(path.name) for path in targets}
    found: list[Touched] = []
    for number, path in enumerate(map(Path, intake.walk(str(folder), MAX_DEPTH))):
        if number >= MAX_FILES:
            return tuple(found), False
        if path.resolve() not in targets and _mentions(path, names):
            source, _ = sources.load(path)
            found += _find_naming(source, path, targets) if source else ()
    return tuple(found), True


def _mentions(path: Path, names: Collection[bytes]) -> bool:
    try:
        with path.open("rb") as stream:
            raw = stream.read(legible.MAX_BYTES)
    except OSError:
        return False
    return any(name in raw for name in names)


def _find_naming(source: Source, path: Path, targets: Collection[Path]) -> Iterator[Touched]:
    for at, name in list_named(source):
        if (path.parent / name).resolve() in targets:
            label = ".".join(str(step) for step in at if isinstance(step, str))
            yield Touched(str(path), source.place(at).line, label)


def list_named(source: Source) -> Iterator[tuple[Path_, str]]:
    """The names of filings that a filing itself holds, with their paths."""
    values = ((path, source.at(path)) for path in source.values)
    yield from (
        (p, text) for p, text in values if isinstance(text, str) and intake.is_named_so(text)
    )
