"""A workbook that is a filing: read into the same tree of texts that YAML gives.

The workbook says itself what stands where; nobody need know its pack. What officers do to sheets
is allowed for: rows put in, taken out and sorted, columns moved, sheets renamed. What can no longer
be told is a fault at its cell, never a guess.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.diagnostics import Fault, Place, Severity
from generator.filing import advice, sheet_grid, sheet_map, sheet_rows
from generator.filing.growing import Growing
from generator.filing.sheet_grid import fold
from generator.filing.sheet_map import WorkbookMap
from generator.filing.yaml_tree import Node, Path_
from generator.spreadsheets.cells import Holds, Spreadsheet, Worksheet

MAX_TITLE_ROW = 20


class SheetTree(NamedTuple):
    """The tree that a workbook holds: what its cells say, line by line, keys and values by path,
    and what may be read otherwise than it is meant.
    """

    text: str
    data: dict[str, Node]
    keys: Mapping[Path_, Place]
    values: Mapping[Path_, Place]
    doubts: tuple[Fault, ...]


_DAMAGED = "从备份或原来的填报簿再填；这张隐藏的表不能改"


def is_marked(book: Spreadsheet) -> bool:
    """Whether a spreadsheet says that it is a filing."""
    return _find_marker(book) is not None


def _find_marker(book: Spreadsheet) -> Worksheet | None:
    return next((it for it in book.sheets if sheet_map.is_marked(_list_texts(it, 1))), None)


def _list_texts(sheet: Worksheet, last: int | None = None) -> list[list[str]]:
    """A sheet's rows as texts, up to the last row with anything."""
    size = max((row for row, _ in sheet.cells), default=0)
    rows = [["" for _ in range(sheet_map.WIDTH)] for _ in range(min(size, last or size))]
    for (row, column), cell in sheet.cells.items():
        if row <= len(rows) and column <= sheet_map.WIDTH:
            rows[row - 1][column - 1] = cell.text
    return rows


class GrownTree(NamedTuple):
    """What the sheets of a workbook hold, with their faults, and the sheets that were read."""

    tree: Growing
    sheets: Mapping[str, Worksheet]
    marker: Worksheet


def read(book: Spreadsheet) -> tuple[SheetTree | None, list[Fault]]:
    """The filing that a marked spreadsheet holds, or the faults that keep it from being read."""
    found = grow(book)
    if found is None:
        return None, [_tell_unmarked(book)]
    if found.tree.faults:
        return None, found.tree.faults
    return finish(book, found), []


def _tell_unmarked(book: Spreadsheet) -> Fault:
    marker = _find_marker(book)
    if marker is None:
        message = "这是表格文件，不是填报簿（没有填报簿的标记）"
        help_ = "用 gongkai new … -o 填报.xlsx 做出的填报簿来填；导出的表写在填报簿的“取数文件”一项"
        return Fault("F131", message, Place(book.file, 1, 1), help=help_)
    message = f"填报簿的标记“{marker.name}”已经损坏，或是别的版本做的"
    return Fault("F131", message, marker.place((1, 1)), help=_DAMAGED)


def grow(book: Spreadsheet) -> GrownTree | None:
    """What can be read of a spreadsheet, with what is wrong in it; None where it is no filing."""
    marker = _find_marker(book)
    told = sheet_map.read(_list_texts(marker)) if marker is not None else None
    if marker is None or told is None:
        return None
    tree = Growing(told)
    found = _assign(book, marker, told, tree)
    for sheet in told.sheets:
        if sheet.title in found:
            sheet_rows.read(found[sheet.title], sheet, tree)
    tree.finish()
    return GrownTree(tree, found, marker)


def finish(book: Spreadsheet, found: GrownTree) -> SheetTree:
    """The tree that was read, with what it is shown by and what may be read otherwise."""
    tree, sheets = found.tree, found.sheets
    used = {it.name for it in sheets.values()} | {found.marker.name}
    told = dict.fromkeys(tree.doubts)
    seen = (*_find_computed(sheets), *_find_struck(sheets))
    doubts = (*told, *_find_unread(book, used), *seen)
    # A fault at the file as a whole stands at its first line, where there is nothing to show.
    text = "\n".join(("", *_show_cells(sheets.values())))
    return SheetTree(text, tree.root, tree.keys, tree.values, doubts)


def _assign(
    book: Spreadsheet, marker: Worksheet, told: WorkbookMap, tree: Growing
) -> dict[str, Worksheet]:
    """The sheet with each title; one that is gone or there twice is a fault."""
    titles = {fold(it): it for it in (*(sheet.title for sheet in told.sheets), sheet_map.REMARKS)}
    found: dict[str, Worksheet] = {}
    for sheet in book.sheets:
        title = titles.get(_title_of(sheet)) if sheet.name != marker.name else None
        if title is None:
            continue
        if title in found:
            message = f"“{title}”有两张：{found[title].name}、{sheet.name}"
            tree.faults.append(
                Fault("F132", message, sheet.place((1, 1)), help="留一张，删去另一张")
            )
        found.setdefault(title, sheet)
    for lost in (it for it in told.sheets if it.title not in found and it.shape in _NEEDED):
        message = f"没有“{lost.title}”这张表（第一格写着“{lost.title}”的）"
        help_ = "第一格改过的，改回来；删去了的，从原来的填报簿再填"
        tree.faults.append(Fault("F132", message, Place(book.file, 1, 1), help=help_))
    return found


_NEEDED = {
    *(sheet_map.FORM, sheet_map.TABLE, sheet_map.BY_ADDRESS),
    *(sheet_map.NAMED, sheet_map.LOOSE),
}


def _title_of(sheet: Worksheet) -> str:
    """The text of a sheet's first cell; rows may have been put in before it."""
    cells = (sheet.cells.get((row, 1)) for row in range(1, MAX_TITLE_ROW))
    return next((fold(cell.text) for cell in cells if cell is not None), "")


def _find_unread(book: Spreadsheet, used: set[str]) -> Iterator[Fault]:
    """Told of further sheets with something in them."""
    for sheet in book.sheets:
        guide = _title_of(sheet).endswith((sheet_map.GUIDE_ENDS, sheet_map.RESULTS))
        if sheet.cells and sheet.name not in used and not sheet.hidden and not guide:
            message = f"工作表“{sheet.name}”不是填报簿里的，没有读"
            place, help_ = sheet.place(min(sheet.cells)), "要填的内容写到填报簿原有的表里"
            yield Fault("F138", message, place, Severity.WARNING, help=help_)


def _find_computed(found: Mapping[str, Worksheet]) -> Iterator[Fault]:
    """Told once a sheet of formulas that somebody typed: their results may be of another day."""
    for sheet in found.values():
        spots = sorted(spot for spot, cell in sheet.cells.items() if _was_typed(sheet, spot))
        if spots:
            more = f"等 {len(spots)} 格" if len(spots) > 1 else ""
            place = sheet.place(spots[0])
            message = f"{place.spot}{more}是公式，取的是上次保存时算出的结果"
            help_ = "核对这个数；改过别处的，先用 Excel 或 WPS 打开算一遍、保存"
            yield Fault("F139", message, place, Severity.WARNING, help=help_)


def _find_struck(found: Mapping[str, Worksheet]) -> Iterator[Fault]:
    """Told of cells that are not read as they look."""
    for sheet in (it for it in found.values() if _title_of(it) != fold(sheet_map.REMARKS)):
        for spot, what in sorted(sheet.struck.items()):
            message = f"{sheet.place(spot).spot}里有{what}，当作普通的字读了"
            yield Fault(
                "F140", message, sheet.place(spot), Severity.WARNING, help=advice.PLAIN_SIGNS
            )


def _was_typed(sheet: Worksheet, spot: tuple[int, int]) -> bool:
    cell = sheet.cells[spot]
    has_result = cell.holds not in (Holds.ERROR, Holds.UNCOMPUTED)
    return cell.computed and has_result and not sheet_grid.is_total(sheet, spot[0])


def _show_cells(sheets: Iterable[Worksheet]) -> Iterator[str]:
    """What cells hold, line by line; remarks as a file of text has them."""
    for sheet in sheets:
        mark = "# " if _title_of(sheet) == sheet_map.REMARKS else ""
        for spot in sorted(sheet.cells):
            cell = sheet.cells[spot]
            if cell.holds in (Holds.TEXT, Holds.NUMBER):
                yield f"{mark}{cell.text}" if mark else f"{sheet.place(spot).spot}: {cell.text}"


def find_titled(book: Spreadsheet, title: str) -> Worksheet | None:
    """The sheet that has a title; None where there is none."""
    return next((it for it in book.sheets if _title_of(it) == fold(title)), None)
