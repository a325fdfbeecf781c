"""Which other filings name a filing, and so change with it: next year's, a summary of many."""

import os
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path

from generator.corrections.revision import Touched
from generator.filing import legible, marked
from generator.filing import source as sources
from generator.filing.source import Source
from generator.filing.yaml_tree import Path_
from generator.kept import reading
from generator.units import intake
from generator.vocabulary import PUBLISHED_SUFFIXES

MAX_FILES, MAX_DEPTH = 2000, 4


def search(folder: Path, wanted: Collection[Path]) -> tuple[tuple[Touched, ...], bool]:
    """The filings under a folder that name any of some files; whether all could be searched."""
    targets = {Path(os.path.realpath(path)) for path in wanted}
    paths = list(islice(map(Path, intake.walk(str(folder), MAX_DEPTH)), MAX_FILES + 1))
    naming = tuple(other for path in paths[:MAX_FILES] for other in _find_naming(path, targets))
    return naming, len(paths) <= MAX_FILES


def _mentions(path: Path, targets: Collection[Path]) -> bool:
    if marked.is_workbook(path):  # packed, so that only reading it tells
        return True
    try:
        raw = reading.read(path, legible.MAX_BYTES)
    except OSError:
        return False
    return any(os.fsencode(target.name) in raw for target in targets)


def _find_naming(path: Path, targets: Collection[Path]) -> Iterator[Touched]:
    is_other = Path(os.path.realpath(path)) not in targets
    source = sources.load(path)[0] if is_other and _mentions(path, targets) else None
    if source is None:
        return
    for at, name in list_named(source):
        if Path(os.path.realpath(path.parent / name)) in targets:
            label = ".".join(str(step) for step in at if isinstance(step, str))
            yield Touched(str(path), source.place(at).line, label)


def list_named(source: Source) -> Iterator[tuple[Path_, str]]:
    """The names of filings and published documents that a filing holds, with their paths."""
    values = ((path, source.at(path)) for path in source.values)
    yield from ((p, text) for p, text in values if isinstance(text, str) and _is_file(text))


def _is_file(text: str) -> bool:
    return intake.can_be_filing(text) or text.lower().endswith(PUBLISHED_SUFFIXES)
