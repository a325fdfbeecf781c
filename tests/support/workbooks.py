"""Filings as workbooks: laid out, changed as officers change them, read back."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import xlsxwriter

from generator.diagnostics import Fault
from generator.filing import source as sources
from generator.filing import workbook
from generator.filing.workbook import SheetTree
from generator.filing.yaml_tree import Node
from generator.spreadsheets.cells import Holds, NumberLook, SheetCell, Spot, Spreadsheet, Worksheet
from generator.workbooks import converting, sheets
from support.packs import pack_of

__all__ = ["pack_of"]

BOOK = "填报.xlsx"
_HOLDS = {
    "数": Holds.NUMBER,
    "日期": Holds.DATE,
    "真假": Holds.TRUTH,
    "错误值": Holds.ERROR,
    "公式": Holds.UNCOMPUTED,
}


def tree_of(path: Path) -> dict[str, Node]:
    """The tree of a filing in YAML, as it was typed."""
    read, faults = sources.load(path)
    assert read is not None, faults
    return read.data


def lay(path: Path, **how: Any) -> Spreadsheet:
    """The spreadsheet that a filing on disk would be as a workbook."""
    laid = converting.lay(pack_of(path), tree_of(path), **how)
    return sheets.as_spreadsheet(laid.sheets, laid.book, BOOK)


@cache
def lay_once(path: Path) -> Spreadsheet:
    """The same, for those who only change copies of it."""
    return lay(path)


def change(book: Spreadsheet, *lines: str) -> Spreadsheet:
    """A copy with other cells: `支出!D5：内容`, `支出!D5：〔数〕12.5`, `支出!D5：` for none.

    `删表：支出`, `加表：草稿`, `抄表：支出` are about whole sheets.
    """
    for line in lines:
        where, _, said = line.partition("：")
        book = _change_sheet(book, where, said) if where in _SHEETS else _put(book, where, said)
    return book


def _put(book: Spreadsheet, where: str, said: str) -> Spreadsheet:
    name, at = where.split("!")
    said = said if not (crossed := said.startswith("〔划去〕")) else said.removeprefix("〔划去〕")
    match = re.fullmatch(r"([A-Z])(\d+)", at)
    assert match is not None, where
    spot = (int(match[2]), ord(match[1]) - ord("A") + 1)
    kind = re.fullmatch(r"〔(\w+?)(，有结果)?(?:，格式(.+?))?〕(.*)", said)
    cell = SheetCell(Holds.TEXT, said)
    if kind is not None:
        look = NumberLook(kind[3] or "")
        cell = SheetCell(_HOLDS[kind[1]], kind[4], kind[2] is not None, look)
    made = with_cells(book, name, {spot: cell if said else None})
    return strike(made, name, spot) if crossed else made


def strike(book: Spreadsheet, name: str, spot: Spot) -> Spreadsheet:
    """A copy in which a cell is struck through."""
    struck = {spot: "划去的字"}
    renewed = (replace(it, struck=struck) if it.name == name else it for it in book.sheets)
    return replace(book, sheets=tuple(renewed))


def with_cells(book: Spreadsheet, name: str, cells: Mapping[Spot, SheetCell | None]) -> Spreadsheet:
    """A copy in which some cells of a sheet hold something else, or nothing."""
    assert name in [it.name for it in book.sheets]

    def renew(sheet: Worksheet) -> Worksheet:
        merged = {**sheet.cells, **cells}
        return replace(sheet, cells={at: it for at, it in merged.items() if it is not None})

    return replace(book, sheets=tuple(renew(it) if it.name == name else it for it in book.sheets))


_SHEETS = ("删表", "加表", "抄表")


def _change_sheet(book: Spreadsheet, how: str, name: str) -> Spreadsheet:
    if how == "删表":
        return replace(book, sheets=tuple(it for it in book.sheets if it.name != name))
    if how == "抄表":
        [own] = [it for it in book.sheets if it.name == name]
        return replace(book, sheets=(*book.sheets, replace(own, name=f"{name} (2)")))
    new = Worksheet(BOOK, name, {(1, 1): SheetCell(Holds.TEXT, "草稿")})
    return replace(book, sheets=(*book.sheets, new))


def save(book: Spreadsheet, path: Path) -> Path:
    """A spreadsheet on disk: its texts and numbers, formulas with their results."""
    with xlsxwriter.Workbook(path) as out:
        error = out.add_format()
        for sheet in book.sheets:
            made = out.add_worksheet(sheet.name)
            for (row, column), cell in sheet.cells.items():
                at = (row - 1, column - 1)
                if cell.holds is Holds.NUMBER:
                    made.write_number(*at, float(cell.text))
                elif cell.holds is Holds.ERROR:
                    made.write_formula(*at, "=1/0", error, cell.text)
                else:
                    made.write_string(*at, cell.text)
            for area in sheet.merged:
                cell_ = sheet.cells.get(area[:2])
                text = cell_.text if cell_ else ""
                made.merge_range(area[0] - 1, area[1] - 1, area[2] - 1, area[3] - 1, text)
    return path


def read(book: Spreadsheet) -> tuple[SheetTree | None, list[Fault]]:
    """What a spreadsheet holds, or the faults; what is only told is among these, too."""
    tree, faults = workbook.read(book)
    return tree, [*faults, *(tree.doubts if tree else ())]


def move_rows(sheet: Worksheet, moved: Mapping[int, int]) -> Worksheet:
    """A sheet with rows at other places; a row that is not named stays."""
    return replace(
        sheet, cells={(moved.get(row, row), col): it for (row, col), it in sheet.cells.items()}
    )


def exchange(book: Spreadsheet, sheet: Worksheet) -> Spreadsheet:
    """A copy with a sheet in the place of the one that has its name."""
    return replace(book, sheets=tuple(sheet if it.name == sheet.name else it for it in book.sheets))


def sheet_of(book: Spreadsheet, name: str) -> Worksheet:
    """The sheet with a name."""
    [found] = [it for it in book.sheets if it.name == name]
    return found
