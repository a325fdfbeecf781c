"""The rows of a list of units as they were typed, each cell with its place."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from generator.diagnostics import Fault, Place
from generator.filing import legible, plain_yaml
from generator.kept import library
from generator.spreadsheets.cells import Holds, SheetCell, Worksheet
from generator.spreadsheets.plain_text import find_delimiter

CODE, NAME, TYPE, ABOVE = "代码", "名称", "类型", "上级"
APPROVED, PUBLISHED, CONTACT, REGION = "批复日期", "公开日期", "联系人", "地区"
MAX_TITLES = 10  # so many lines there may be before the head
NEEDED = (CODE, NAME, TYPE, ABOVE)
COLUMNS = (*NEEDED, APPROVED, PUBLISHED, CONTACT, REGION)

_AS_CSV = "用 Excel 打开，另存为“CSV UTF-8（逗号分隔）”"


class RosterCell(NamedTuple):
    """What one cell says, without the blanks around it, and where it stands."""

    text: str
    place: Place


# Where a line begins, and its cells.
Line = tuple[Place, list[RosterCell]]


class RosterRow(NamedTuple):
    """One line of a list: its cells by the names of their columns, and how many lie beyond."""

    place: Place
    cells: Mapping[str, RosterCell]
    beyond: int = 0

    @property
    def is_filled(self) -> bool:
        """Whether anything is typed in any of its columns."""
        return any(cell.text for cell in self.cells.values())

    def text(self, column: str) -> str:
        """What stands in a column; nothing where the list has no such column or cell."""
        return self.cells[column].text if column in self.cells else ""

    def at(self, column: str) -> Place:
        """Where a column's cell stands; the line where there is none."""
        return self.cells[column].place if column in self.cells else self.place


class RosterTable(NamedTuple):
    """A list as it was typed: its text, and its rows below the head, the empty ones included."""

    text: str
    rows: tuple[RosterRow, ...]

    def list_filled(self) -> list[RosterRow]:
        """The rows in which anything is typed."""
        return [row for row in self.rows if row.is_filled]


def read(path: Path) -> tuple[RosterTable | None, list[Fault]]:
    """The rows of a file (.csv, .xlsx, .xls, .et); None where it is no such table."""
    file = str(path)
    raw = legible.load(path, file)
    if isinstance(raw, Fault):
        return None, [raw]
    if raw.startswith(legible.OF_PROGRAMS):
        return _read_sheet(path)
    text, faults = legible.decode_table(raw, file)
    if faults:
        return None, faults
    try:
        lines = list(_split(text, file))
    except csv.Error:
        message = "有一格的引号没有配对，读不成表"
        return None, [_unfit(message, Place(file, 1, 1), _AS_CSV)]
    return _as_table(text, lines, Place(file, 1, 1))


def _read_sheet(path: Path) -> tuple[RosterTable | None, list[Fault]]:
    """The rows of the first sheet that shows anything."""
    from generator.spreadsheets import reading  # few keep the list so

    book, faults = reading.read(path)
    if book is None:
        return None, faults
    sheet = next((it for it in book.sheets if it.cells and not it.hidden), Worksheet(str(path), ""))
    wrong = [_say_uncertain(cell, sheet.place(spot)) for spot, cell in sheet.cells.items()]
    faults += filter(None, wrong)
    lines = [_line(sheet, row) for row in sorted({row for row, _ in sheet.cells})]
    table, found = _as_table("", lines, lines[0][0] if lines else Place(str(path), 1, 1))
    return table, [*faults, *found]


def _line(sheet: Worksheet, row: int) -> Line:
    width = max(column for at, column in sheet.cells if at == row)
    nothing = SheetCell(Holds.TEXT, "")
    spots = [(row, column) for column in range(1, width + 1)]
    cells = [RosterCell(sheet.cells.get(it, nothing).text.strip(), sheet.place(it)) for it in spots]
    return sheet.place((row, 1)), cells


def _say_uncertain(cell: SheetCell, place: Place) -> Fault | None:
    if cell.holds not in (Holds.ERROR, Holds.UNCOMPUTED):
        return None
    return _unfit(f"这一格是{cell.holds.value} {cell.text}".rstrip(), place, "改成写定的文字")


def _as_table(
    text: str, lines: Sequence[Line], start: Place
) -> tuple[RosterTable | None, list[Fault]]:
    """The rows below the head: above it there may be titles."""
    heads = [name_columns([cell.text for cell in cells]) for _, cells in lines[:MAX_TITLES]]
    known = [sum(name in head for name in NEEDED) for head in heads]
    at = known.index(max(known)) if any(known) else 0
    place, first = lines[at] if lines else (start, [])
    faults = _judge_head(heads[at] if heads else [], first, place if any(known) else start)
    if faults:
        return None, faults
    return RosterTable(text, tuple(_row(heads[at], *line) for line in lines[at + 1 :])), []


def name_columns(typed: Sequence[str]) -> list[str]:
    """The names of columns as the list has them, whatever they are called elsewhere."""
    names = [legible.fold(text) for text in typed]
    return [name if own in names else own for name in names for own in [_own_name(name)]]


def _own_name(name: str) -> str:
    return next((own for own, others in _other_names().items() if name in others), name)


@cache
def _other_names() -> Mapping[str, Sequence[str]]:
    """What the columns are called in other lists."""
    path = library.installed() / library.FOLDERS[0] / "roster.yaml"
    tree = plain_yaml.read(path.read_text("utf-8"), str(path))
    return {own: tuple(map(str, names or ())) for own, names in tree.root.items()}


def _unfit(message: str, place: Place, help_: str) -> Fault:
    return Fault("W711", message, place, help=help_)


def _split(text: str, file: str) -> Iterator[Line]:
    """Where every line begins, and its cells; where nothing at all is typed there are none."""
    lines = text.split("\n")
    rows = csv.reader(io.StringIO(text), delimiter=find_delimiter(text), strict=True)
    began = 1
    for row in rows:
        start = Place(file, began, 1)
        yield start, list(_place(row, lines[began - 1], start))
        began = rows.line_num + 1


def _place(row: list[str], line: str, start: Place) -> Iterator[RosterCell]:
    behind = 0
    for typed in row:
        text = typed.strip()
        found = line.find(text, behind) if text else -1
        column, width = (found + 1, len(text)) if found >= 0 else (behind + 1, 1)
        behind = column - 1 + width if found >= 0 else behind
        yield RosterCell(text, start._replace(column=column, width=width))


def _judge_head(names: list[str], head: list[RosterCell], start: Place) -> list[Fault]:
    """Why a line does not head such a list."""
    shown = "第一行" if start.line == 1 else f"第 {start.line} 行"
    missing = [name for name in NEEDED if name not in names]
    if missing:
        message = f"单位名录的{shown}缺少{'、'.join(f'“{name}”' for name in missing)}"
        wanted = "、".join(NEEDED)
        help_ = f"{shown}写各栏的名称：{wanted}；可另有{'、'.join(COLUMNS[len(NEEDED) :])}"
        return [_unfit(message, start, help_)]
    for number, name in enumerate(names):
        if name in COLUMNS and name in names[:number]:
            message = f"{shown}有两栏“{name}”，不知道取哪一栏"
            return [_unfit(message, head[number].place, "留下一栏，其余的改名或删去")]
    return []


def _row(head: list[str], place: Place, cells: list[RosterCell]) -> RosterRow:
    beyond = sum(bool(cell.text) for cell in cells[len(head) :])
    known = zip(head, cells, strict=False)
    return RosterRow(place, {name: cell for name, cell in known if name in COLUMNS}, beyond)
