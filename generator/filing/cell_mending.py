"""A workbook that cannot be read for some of its cells, read without them: only to find what else
is wrong with it. Nothing is printed from such a copy.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.diagnostics import Fault, Place
from generator.filing import source as sources
from generator.filing import workbook
from generator.filing.growing import Growing
from generator.filing.sheet_map import SheetMap
from generator.filing.source import Source
from generator.filing.workbook import GrownTree
from generator.spreadsheets import reading

# A cell whose place in the filing is known; of the others nobody knows what they state.
_AT_ITS_PLACE = ("F135", "F136", "F137")
_NO_SHEET, _NO_HEADS = "F132", "F133"


class MendedCells(NamedTuple):
    """What a workbook states besides what is wrong (None: nothing of it can be read), the faults,
    the sections that were left out, and the places where something may seem to be missing.
    """

    source: Source | None
    faults: list[Fault]
    left_out: frozenset[str] = frozenset()
    open: frozenset[Place] = frozenset()


def load(path: Path) -> MendedCells:
    """A workbook without the cells, rows and sheets that are wrong."""
    book, faults = reading.read(path)
    found = workbook.grow(book) if book is not None else None
    if book is None or found is None:
        return MendedCells(None, faults)
    tree = found.tree
    lost = {name for sheet in _find_lost(found) for name in _sections_of(sheet)}
    tree.root = {name: node for name, node in tree.root.items() if name not in lost}
    source = sources.from_cells(book.file, workbook.finish(book, found), faults)
    return MendedCells(source, tree.faults, frozenset(lost), frozenset(_find_open(tree)))


def _find_lost(found: GrownTree) -> Iterator[SheetMap]:
    """The sheets of which it is not known what their cells state."""
    gone = [it for it in found.tree.faults if it.code in (_NO_SHEET, _NO_HEADS)]
    headless = {it.place.sheet for it in gone if isinstance(it.place, Place)}
    for sheet in found.tree.told.sheets:
        there = found.sheets.get(sheet.title)
        if there is None or there.name in headless:
            yield sheet


def _sections_of(sheet: SheetMap) -> Iterator[str]:
    paths = (sheet.path, *(it.path for it in sheet.columns), *(it.path for it in sheet.rows))
    return (str(path[0]) for path in paths if path)


def _find_open(tree: Growing) -> Iterator[Place]:
    """Where cells are wrong, and where a row of which nobody knows what it is may belong."""
    cells = [(it.code, it.place) for it in tree.faults if isinstance(it.place, Place)]
    strange = {place.sheet for code, place in cells if code not in _AT_ITS_PLACE}
    yield from (place for _, place in cells)
    for path, place in tree.keys.items():
        if place.sheet in strange and path not in tree.values:
            yield place
