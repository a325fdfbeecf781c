"""Which cell of an export goes where in a filing, and what another export would change."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.diagnostics import Place
from generator.filing.source import Source
from generator.filing.yaml_tree import Node, Path_
from generator.vocabulary import NAME

Cells = Sequence[tuple[Place, str]]  # with their signs


class DrawnCell(NamedTuple):
    """What a filing has from cells: its section, where in that, what it is, the cells in words."""

    section: str
    field: str
    value: str
    cells: str


class CellChange(NamedTuple):
    """The same place of a filing as two exports fill it; None where one of them does not."""

    section: str
    field: str
    old: DrawnCell | None
    new: DrawnCell | None


def list_cells(source: Source) -> Iterator[DrawnCell]:
    """Everything that a filing draws, in its order."""
    for path, cells in source.drawn.items():
        value = source.at(path)
        if not isinstance(value, dict | list):
            shown = " ".join(f"{sign}{_show(place)}".strip() for place, sign in cells)
            field = " › ".join(_name_steps(source, path))
            yield DrawnCell(str(path[0]), field, "" if value is None else str(value), shown)


def say_together(drawn: Iterable[Cells]) -> str:
    """The cells of several values in words, each file and sheet once."""
    sheets: dict[str, list[str]] = {}
    for place, _ in (cell for cells in drawn for cell in cells):
        sheet, _, spot = _show(place).rpartition("!")
        sheets.setdefault(sheet, []).append(spot)
    said = ((sheet, "、".join(dict.fromkeys(spots))) for sheet, spots in sheets.items())
    return " ".join(f"{sheet}!{spots}" for sheet, spots in said)


def compare(old: Source, new: Source) -> list[CellChange]:
    """Where two exports fill a filing otherwise; entries are the same by what names them."""
    before, after = _by_field(old), _by_field(new)
    return [
        CellChange(*key, before.get(key), after.get(key))
        for key in dict.fromkeys((*after, *before))
        if _value(before.get(key)) != _value(after.get(key))
    ]


def _by_field(source: Source) -> Mapping[tuple[str, str], DrawnCell]:
    return {(it.section, it.field): it for it in list_cells(source)}


def _value(cell: DrawnCell | None) -> str | None:
    return None if cell is None else cell.value


def _show(place: Place) -> str:
    return str(place._replace(file=os.path.basename(place.file)))


def _name_steps(source: Source, path: Path_) -> Iterator[str]:
    for at, step in enumerate(path[1:], 1):
        yield _name_entry(source, path[: at + 1]) if isinstance(step, int) else str(step)


def _name_entry(source: Source, path: Path_) -> str:
    """An entry by what it is called, else by all that it states and does not draw, else by its
    number.
    """
    entry: Node = source.at(path)
    if not isinstance(entry, dict):
        return f"第 {int(path[-1]) + 1} 项"
    if isinstance(entry.get(NAME), str):
        return str(entry[NAME])
    told = [str(it) for key, it in entry.items() if _tells(source, (*path, key), it)]
    return " ".join(told) or f"第 {int(path[-1]) + 1} 项"


def _tells(source: Source, path: Path_, value: Node) -> bool:
    return isinstance(value, str) and path not in source.drawn
