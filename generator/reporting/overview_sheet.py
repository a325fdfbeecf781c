"""总览 as a workbook for Excel: texts are texts whatever they look like, numbers are numbers.

Each cell is written as what it is (`write_string`, `write_number`), never guessed by the library.
"""

import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import xlsxwriter

from generator.filing.roster_table import PUBLISHED
from generator.reporting.overview_rows import (
    FILE,
    KIND,
    STAGE,
    UNIT,
    WORDS,
    OverviewCell,
    OverviewColumn,
    UnitRow,
    list_columns,
    sum_up,
    way_to,
)
from generator.units import stages

TITLE = "公开文档总览"
MOVED = "增减"
_WIDTHS = {UNIT: 26, WORDS: 36, FILE: 22, STAGE: 8, KIND: 14, PUBLISHED: 19}
_WIDTH, _COUNT_WIDTH, _MOVED_WIDTH, _MAX_LINK = 12, 7, 9, 2000
# So many characters lie side by side on A4 across where they have three quarters of their size.
_ON_A_PAGE, _MARGIN = 184, Decimal("0.4")  # at this size; the margin in inches
_HEAD_HEIGHT = 32  # two lines
Sheet = Any


def as_workbook(rows: Sequence[UnitRow], folder: Path, now: datetime) -> bytes:
    """The workbook as it lies in a folder, from where its links lead to documents and pages."""
    ordered = sorted(rows, key=lambda row: row.rank)
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"title": TITLE, "created": now})
    _Units(book, ordered, folder).write()
    _write_counts(book, ordered, now)
    book.close()
    return made.getvalue()


class _Units:
    """The sheet of all units: one line each, with a filter and a head that stays."""

    def __init__(self, book: Any, rows: Sequence[UnitRow], folder: Path) -> None:
        self.rows, self.folder = rows, folder
        self.sheet: Sheet = book.add_worksheet("总览")
        add = book.add_format
        self.head = add(
            {"bold": True, "bg_color": "#F0F0EC", "border": 1, "text_wrap": True, "valign": "top"}
        )
        self.text = add({"valign": "top", "text_wrap": True, "num_format": "@"})
        self.link = add({"valign": "top", "text_wrap": True, "underline": 1, "num_format": "@"})
        self.count = add({"valign": "top", "num_format": "0"})
        self.amount = add({"valign": "top", "num_format": "#,##0.00"})
        self.outlying = add({"valign": "top", "num_format": "#,##0.00", "bg_color": "#FFE08A"})
        self.rate = add({"valign": "top", "num_format": "+0.00%;-0.00%", "align": "right"})

    def write(self) -> None:
        at = width = 0
        for column in list_columns(self.rows):
            at, wide = self._write_column(column, at)
            width += wide
        self.sheet.set_row(0, _HEAD_HEIGHT)
        self.sheet.freeze_panes(1, 1)
        self.sheet.autofilter(0, 0, max(1, len(self.rows)), at - 1)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.set_margins(_MARGIN, _MARGIN, _MARGIN, 2 * _MARGIN)
        self.sheet.fit_to_pages(-(-width // _ON_A_PAGE), 0)
        self.sheet.repeat_rows(0)
        self.sheet.repeat_columns(0)
        self.sheet.set_footer("&C第 &P 页，共 &N 页")

    def _write_column(self, column: OverviewColumn, at: int) -> tuple[int, int]:
        """Write a column, and beside it the movements of its figures; where the next begins, and
        how wide they are.
        """
        cells = [column.tell(row) for row in self.rows]
        moved = any(cell.aside for cell in cells)
        heads = [column.head, f"{column.head}{MOVED}"] if moved else [column.head]
        for offset, head in enumerate(heads):
            self.sheet.write_string(0, at + offset, head, self.head)
        usual = _COUNT_WIDTH if column.added else _WIDTH
        widths = [_WIDTHS.get(column.head, usual), *([_MOVED_WIDTH] if moved else [])]
        for offset, width in enumerate(widths):
            self.sheet.set_column(at + offset, at + offset, width)
        for line, (row, cell) in enumerate(zip(self.rows, cells, strict=True), start=1):
            self._write_cell(line, at, column, row, cell)
            if cell.aside:
                self._write_movement(line, at + 1, cell.aside)
        return at + len(heads), sum(widths)

    def _write_cell(
        self, line: int, at: int, column: OverviewColumn, row: UnitRow, cell: OverviewCell
    ) -> None:
        way = self._way(column, row)
        if cell.number:
            plain = self.count if column.added else self.amount
            form = self.outlying if cell.outlying else plain
            self.sheet.write_number(line, at, Decimal(cell.number), form)
        elif way:
            self.sheet.write_url(line, at, f"external:{way}", self.link, cell.text)
        elif cell.text:
            self.sheet.write_string(line, at, cell.text, self.text)

    def _way(self, column: OverviewColumn, row: UnitRow) -> str:
        path = {UNIT: row.document, WORDS: row.page}.get(column.head)
        way = unquote(way_to(path, self.folder))
        # Excel itself leaves Chinese as it is.
        escaped = "".join(quote(char, safe="/.") if char.isascii() else char for char in way)
        return escaped if len(escaped) <= _MAX_LINK else ""

    def _write_movement(self, line: int, at: int, text: str) -> None:
        try:
            rate = Decimal(text.removesuffix("%")) / 100 if text.endswith("%") else None
        except InvalidOperation:
            rate = None
        if rate is None:
            self.sheet.write_string(line, at, text, self.text)
        else:
            self.sheet.write_number(line, at, rate, self.rate)


def _write_counts(book: Any, rows: Sequence[UnitRow], now: datetime) -> None:
    """A second sheet: when it was made, and how many units are in each state."""
    sheet = book.add_worksheet("合计")
    sheet.set_column(0, 0, 16)
    counts = [(stage, sum(row.stage == stage for row in rows)) for stage in stages.STAGES]
    added = [(c.head, sum_up(c, rows)) for c in list_columns(rows) if c.added]
    sheet.write_string(0, 0, "时间")
    sheet.write_string(0, 1, f"{now:%Y-%m-%d %H:%M}")
    for line, (head, number) in enumerate([("单位", len(rows)), *counts, *added], start=1):
        sheet.write_string(line, 0, head)
        sheet.write_number(line, 1, number)
