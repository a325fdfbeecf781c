"""Laid sheets written as an .xlsx file: what is to be filled is white, the rest is grey and locked.

Cells say what they hold: codes and words are text whatever they begin with, amounts are numbers,
totals are the only formulas. The same sheets give the same bytes.
"""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from generator.diagnostics import Severity, spell_column
from generator.filing import marked, sheet_map
from generator.filing.sheet_map import WorkbookMap
from generator.spreadsheets.cells import Spot
from generator.workbooks import laid_drawn, limiting, looks, measures, sheet_names
from generator.workbooks.annotations import CellNote, ListedFault
from generator.workbooks.remarks import Remark
from generator.workbooks.sheets import FILL, HEAD_ROW, FilledCell, LaidSheet

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # the same input, the same bytes
_ALLOWED = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
}
_COMMENT = {"x_scale": 3, "y_scale": 2, "author": "gongkai", "font_size": 10}
_LISTS = "_科目"
_HEAD = HEAD_ROW - 1
_PAGE = 240  # characters that a page can show side by side


class Drawing:
    """A file as it is drawn, sheet by sheet."""

    def __init__(
        self, accounts: Mapping[str, Sequence[str]], notes: Mapping[tuple[str, Spot], CellNote]
    ) -> None:
        self.notes = notes
        self.stream = io.BytesIO()
        self.file = xlsxwriter.Workbook(self.stream, _OPTIONS)
        self.file.set_properties({"created": _CREATED})
        self.looks = {name: self.file.add_format(how) for name, how in looks.LOOKS.items()}
        self.names: set[str] = set()
        self.named: dict[str, str] = {}
        self.accounts, self.sources = accounts, dict[str, str]()

    def add_sheet(self, title: str) -> Any:
        """A new sheet that is called as its title is, as far as sheets can be."""
        name = sheet_names.choose(title, self.names)
        self.named[title] = name.replace("'", "''")
        return self.file.add_worksheet(name)

    def finish(self, book: WorkbookMap) -> bytes:
        """The file's bytes, with what it says of itself."""
        self._list_accounts()
        marker = self.file.add_worksheet(marked.MARKER_SHEET)
        marker.hide()
        for row, texts in enumerate(sheet_map.write(book)):
            for column, text in enumerate(texts):
                if text:
                    marker.write_string(row, column, text)
        self.file.close()
        return self.stream.getvalue()

    def _list_accounts(self) -> None:
        if not self.sources:
            return
        sheet = self.file.add_worksheet(_LISTS)
        sheet.hide()
        for column, name in enumerate(self.accounts):
            for row, text in enumerate(self.accounts[name]):
                sheet.write_string(row, column, text)

    def source_of(self, classification: str) -> str:
        """Where the accounts stand that may be chosen."""
        column = spell_column(list(self.accounts).index(classification) + 1)
        size = max(len(self.accounts[classification]), 1)
        self.sources[classification] = f"={_LISTS}!${column}$1:${column}${size}"
        return self.sources[classification]

    # -- one sheet -------------------------------------------------------------------------------

    def draw(self, laid: LaidSheet) -> None:
        """One sheet of the filing."""
        sheet = self.add_sheet(laid.map.title)
        self._draw_heads(sheet, laid)
        first = laid.first_row - 1
        rows = (*laid.rows, *([laid.blank] * laid.spare))
        for row, cells in enumerate(rows, first):
            for column, cell in enumerate(cells):
                self.draw_cell(sheet, row, column, cell)
                self._note(sheet, laid.map.title, (row, column), cell)
            height = measures.height(cells, laid.widths)
            if height > measures.LINE:
                sheet.set_row(row, height)
        self._draw_totals(sheet, laid, first + len(rows))
        for row, column in laid.needed:
            blank = {"type": "blanks", "format": self.looks["needed"]}
            sheet.conditional_format(first + row, column, first + row, column, blank)
        for top, bottom, column, cell in measures.list_runs(rows, first):
            self._limit(sheet, (top, column, bottom, column), cell)

    def _draw_heads(self, sheet: Any, laid: LaidSheet) -> None:
        sheet.write_string(0, 0, laid.map.title, self.looks["title"])
        sheet.set_row(0, 24)
        sheet.write_string(1, 0, laid.note, self.looks["note"])
        for column, (label, width) in enumerate(zip(laid.heads, laid.widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(_HEAD, column, label, self.looks["head"])
            self._note(sheet, laid.map.title, (_HEAD, column), FilledCell(label))
        sheet.set_row(_HEAD, measures.head_height(laid.heads, laid.widths))
        sheet.freeze_panes(laid.first_row - 1, laid.freeze)
        sheet.protect("", _ALLOWED)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(-(-sum(laid.widths) // _PAGE), 0)
        sheet.repeat_rows(_HEAD)
        sheet.repeat_columns(0, laid.freeze - 1)
        sheet.set_footer("&C第 &P 页，共 &N 页")

    def _note(self, sheet: Any, title: str, at: Spot, cell: FilledCell) -> None:
        """What is said of a cell: a comment, and its colour."""
        note = self.notes.get((title, (at[0] + 1, at[1] + 1)))
        if note is not None:
            wrong = note.severity is Severity.ERROR
            self.draw_cell(sheet, *at, cell, look="wrong" if wrong else "doubtful")
            sheet.write_comment(*at, note.text, _COMMENT)

    def draw_cell(
        self, sheet: Any, row: int, column: int, cell: FilledCell, look: str = ""
    ) -> None:
        """One cell: a number as a number, all else as text, nothing as a blank of its look."""
        how = self.looks[look or looks.choose(cell)]
        if cell.text is None:
            sheet.write_blank(row, column, None, how)
        elif cell.number:
            sheet.write_number(row, column, Decimal(cell.text), how)
        else:
            sheet.write_string(row, column, cell.text, how)

    def _draw_totals(self, sheet: Any, laid: LaidSheet, end: int) -> None:
        """The sums of amounts, in the row before the first: they are the only formulas."""
        if not laid.total:
            return
        row, width = laid.first_row - 2, len(laid.widths)
        for column in range(width):
            sheet.write_blank(row, column, None, self.looks["total"])
        sheet.write_string(row, 0, sheet_map.TOTAL, self.looks["total"])
        for column in laid.total:
            name = spell_column(column + 1)
            cells = (it[column] for it in laid.rows if it[column].number)
            result = sum((Decimal(it.text or "0") for it in cells), Decimal(0))
            formula = f"=SUM({name}{laid.first_row}:{name}{max(end, laid.first_row)})"
            sheet.write_formula(row, column, formula, self.looks["total"], result)

    def _limit(self, sheet: Any, area: tuple[int, int, int, int], cell: FilledCell) -> None:
        """What may be typed into some cells of one column, with a message for what may not."""
        classification = str(cell.rule.get("code", ""))
        source = self.source_of(classification) if classification in self.accounts else ""
        limits = limiting.limit(cell.rule, source)
        if limits:
            sheet.data_validation(*area, limits)

    # -- sheets that hold nothing of the tree --------------------------------------------------

    def draw_guide(self, title: str, lines: Sequence[str]) -> None:
        """The sheet that says how to fill the others."""
        sheet = self.add_sheet(title)
        sheet.set_column(0, 0, 110)
        for row, line in enumerate(lines):
            sheet.write_string(row, 0, line, self.looks["guide" if row else "title"])
        sheet.hide_gridlines(2)
        sheet.protect("", _ALLOWED)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        self.guide = (sheet, len(lines))

    def list_sheets(self, laid: Sequence[LaidSheet]) -> None:
        """Below the guide a way to every sheet, and whether it has to be filled."""
        sheet, end = self.guide
        for row, it in enumerate(laid, end + 1):
            said = "不用填" if laid_drawn.shows_drawn(it) else "必填" if it.due else "有才填"
            way, title = f"internal:'{self.named[it.map.title]}'!A1", it.map.title
            sheet.write_url(row, 0, way, self.looks["way"], f"→ {title}（{said}）")

    def draw_faults(self, faults: Sequence[ListedFault]) -> None:
        """The sheet that lists what was found."""
        rows = [(it.severity.value, it.code, it.place, it.message, it.help) for it in faults]
        widths = {"程度": 8, "代码": 8, "位置": 44, "说明": 70, "建议": 50}
        note = "红的是错误，黄的是提示；同样的话也写在各格的批注里。"
        self._list(sheet_map.RESULTS, note, widths, rows)

    def _list(
        self, title: str, note: str, widths: Mapping[str, int], rows: Sequence[tuple[str, ...]]
    ) -> None:
        """A sheet of texts under headings."""
        sheet = self.add_sheet(title)
        sheet.write_string(0, 0, title, self.looks["title"])
        sheet.write_string(1, 0, note, self.looks["note"])
        for column, (label, width) in enumerate(widths.items()):
            sheet.set_column(column, column, width)
            sheet.write_string(_HEAD, column, label, self.looks["head"])
        for row, texts in enumerate(rows, HEAD_ROW):
            cells = [FilledCell(text, FILL) for text in texts]
            for column, cell in enumerate(cells):
                self.draw_cell(sheet, row, column, cell)
            sheet.set_row(row, measures.height(cells, tuple(widths.values())))
        sheet.freeze_panes(HEAD_ROW, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def draw_remarks(self, remarks: Sequence[Remark]) -> None:
        """The sheet with the remarks of a file of text, each with where it stands there."""
        widths = {sheet_map.PATH: 50, sheet_map.WHERE: 12, sheet_map.REMARK: 90}
        note = "不印进文档；转成 YAML 时写回原处。"
        self._list(sheet_map.REMARKS, note, widths, [tuple(it) for it in remarks])
