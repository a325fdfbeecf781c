"""The tables of a finished document as an .xlsx file, one sheet each: as printed, and numbers.

A sheet holds what the document shows of its table and nothing else: the lines above it, its cells
with their merges, its notes. Texts are texts whatever they begin with; there is no formula. The
same document gives the same bytes.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import takewhile
from typing import Any

import xlsxwriter

from generator.outputs import column_widths
from generator.outputs.cell_values import CellNumber, CellValues
from generator.outputs.public_blocks import PublicDocument, PublicParagraph, ShownTable
from generator.published.blocks import Gap, ReadCell, ReadTable
from generator.word import archive
from generator.workbooks import measures, sheet_names
from generator.workbooks.sheets import FilledCell

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_CORE, _CLOSING = "docProps/core.xml", b"</cp:coreProperties>"
_LANGUAGE = b"<dc:language>zh-CN</dc:language>"
_SIGNS = ("=", "+", "-", "@")  # a text that begins so would be a formula once it is edited
_A4 = 9
_LONGEST = 32767  # signs that a cell holds, in units of UTF-16
_CUT = "……（一格放不下，其余见 Word 文档）"
_FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "text_wrap": True}


def draw(document: PublicDocument, author: str = "") -> bytes:
    """The workbook of a document's tables, in order; a document without any has one bare sheet.

    `author` is the unit whose document it is, as the file's properties say it.
    """
    return _PublicDrawing(document.title, author).draw(list(document.tables))


def list_cut(document: PublicDocument) -> list[Gap]:
    """The texts that no cell can hold whole: the workbook has how they begin, and says so."""
    texts = [it for table in document.tables for it in _list_texts(table)]
    return [
        Gap(f"一格有 {_length(it.text)} 字，只放得下前 {_LONGEST} 字", it.place)
        for it in texts
        if _length(it.text) > _LONGEST
    ]


def _list_texts(table: ShownTable) -> Iterator[PublicParagraph | ReadCell]:
    yield from list_above(table)
    yield from table.grid.cells
    yield from table.below


def _length(text: str) -> int:
    return len(text) + sum(sign > "\uffff" for sign in text)


def _cut(text: str) -> str:
    """As much of a text as a cell holds; one that is cut says so."""
    if _length(text) <= _LONGEST:
        return text
    left = _LONGEST - len(_CUT)
    return text.encode("utf-16-le")[: 2 * left].decode("utf-16-le", "ignore") + _CUT


class _PublicDrawing:
    """A file as it is drawn, table by table."""

    def __init__(self, title: str, author: str) -> None:
        self.stream = io.BytesIO()
        self.file = xlsxwriter.Workbook(self.stream, _OPTIONS)
        self.file.set_properties({"title": title, "author": author, "created": _CREATED})
        self.names: set[str] = set()
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def draw(self, tables: Sequence[ShownTable]) -> bytes:
        """The file's bytes."""
        for table in tables:
            sheet = self.file.add_worksheet(sheet_names.choose(table.caption, self.names))
            self._draw_table(sheet, table)
        if not tables:
            self.file.add_worksheet(sheet_names.choose("", self.names))
        self.file.close()
        parts = archive.read(self.stream.getvalue())
        parts[_CORE] = parts[_CORE].replace(_CLOSING, _LANGUAGE + _CLOSING)
        return archive.pack(parts)

    def _look(self, **how: Any) -> Any:
        """A format, made once."""
        key = tuple(sorted(how.items()))
        if key not in self.formats:
            self.formats[key] = self.file.add_format(_FONT | how)
        return self.formats[key]

    def _draw_table(self, sheet: Any, table: ShownTable) -> None:
        width = max(table.grid.width, 1)
        widths = column_widths.find(table)
        for column, size in enumerate(widths):
            sheet.set_column(column, column, size)
        above = list_above(table)
        for row, line in enumerate(above):
            self._draw_line(sheet, row, line, widths, bold=line.text == table.caption)
        self._draw_grid(sheet, table, len(above), widths)
        end = len(above) + len(table.grid.rows)
        for row, line in enumerate(table.below, end):
            self._draw_line(sheet, row, line, widths)
        _set_up(sheet, table, len(above), end + len(table.below), width)

    def _draw_line(
        self, sheet: Any, row: int, line: PublicParagraph, widths: Sequence[int], bold: bool = False
    ) -> None:
        """A line above or below a table; what a tab parts stands on both sides."""
        first, parted, rest = line.text.partition("\t")
        last = " ".join(rest.split("\t")).strip()
        width = len(widths)
        half = width // 2 if parted and width > 1 else width
        if half == width:
            first = f"{first} {last}".strip()
        look = {"bold": True, "font_size": 15} if bold else {}
        self._write(sheet, (row, 0, row, half - 1), first, self._side(first, line.align, **look))
        if half < width:
            self._write(sheet, (row, half, row, width - 1), last, self._side(last, "right"))
        lines = measures.height([FilledCell(first)], [sum(widths[:half])])
        sheet.set_row(row, lines + 8 if bold else lines)

    def _side(self, text: str, align: str, **how: Any) -> Any:
        return self._look(align=align, quote_prefix=text.startswith(_SIGNS), **how)

    # -- cells ---------------------------------------------------------------------------------

    def _draw_grid(self, sheet: Any, table: ShownTable, top: int, widths: Sequence[int]) -> None:
        values = CellValues(table)
        every = []
        for at, (row, sides) in enumerate(zip(table.grid.rows, table.aligns, strict=True)):
            for cell, side in zip(row, sides, strict=True):
                cell = cell._replace(rows=_count_free(table.grid, cell))
                self._draw_cell(sheet, top, cell, values.find(cell), side, at < table.heads)
                every.append(cell)
        for at, size in enumerate(_heighten(every, len(table.grid.rows), widths)):
            sheet.set_row(top + at, size)

    def _draw_cell(
        self, sheet: Any, top: int, cell: ReadCell, number: CellNumber | None, side: str, head: bool
    ) -> None:
        area = (top + cell.row, cell.column, top + cell.row + cell.rows - 1, cell.end - 1)
        how: dict[str, Any] = {"border": 1, "align": side}
        how |= {"bold": True, "bg_color": "#F2F2F2"} if head else {}
        if number is None:
            sign = cell.text.startswith(_SIGNS)
            how |= {"num_format": "@", "quote_prefix": True} if sign else {"num_format": "@"}
            self._write(sheet, area, cell.text, self._look(**how))
        else:
            how |= {"num_format": number.look, "align": "right" if side == "left" else side}
            self._write(sheet, area, number, self._look(**how))

    def _write(
        self, sheet: Any, area: tuple[int, int, int, int], value: str | CellNumber, look: Any
    ) -> None:
        """What stands in an area; an empty text leaves it blank, with its look."""
        row, column, bottom, right = area
        if (row, column) != (bottom, right):
            sheet.merge_range(*area, "", look)
        if isinstance(value, CellNumber):
            sheet.write_number(row, column, value.value, look)
        elif value:
            sheet.write_string(row, column, _cut(value), look)
        else:
            sheet.write_blank(row, column, None, look)


def list_above(table: ShownTable) -> list[PublicParagraph]:
    """The lines above a table with what it is called, which its own title says or comes first."""
    lines = [it for it in table.above if it.text.strip()]
    if any(it.text == table.caption for it in lines):
        return lines
    return [PublicParagraph(table.caption, table.grid.place, align="center"), *lines]


def _count_free(table: ReadTable, cell: ReadCell) -> int:
    """How many rows a cell takes before another begins within its columns, as Word allows."""
    below = table.rows[cell.row + 1 : cell.row + cell.rows]
    clear = takewhile(
        lambda row: not any(it.column < cell.end and cell.column < it.end for it in row), below
    )
    return 1 + sum(1 for _ in clear)


def _heighten(cells: Iterable[ReadCell], count: int, widths: Sequence[int]) -> list[int]:
    """How high rows are: as their cells need; one over several rows makes its last one higher."""
    heights = [measures.height([], [])] * count
    for cell in sorted(cells, key=lambda it: it.rows):
        needed = measures.height([FilledCell(cell.text)], [sum(widths[cell.column : cell.end])])
        rows = heights[cell.row : cell.row + cell.rows]
        heights[cell.row + cell.rows - 1] += max(needed - sum(rows), 0)
    return heights


def _set_up(sheet: Any, table: ShownTable, top: int, end: int, width: int) -> None:
    """How a sheet is printed: on pages as the table's, as wide as they are, with its heads."""
    if table.landscape:
        sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.print_area(0, 0, max(end - 1, 0), width - 1)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    if table.heads:
        sheet.repeat_rows(top, top + table.heads - 1)
        sheet.freeze_panes(top + table.heads, 0)
