"""A made document in other formats: a web page, a workbook with a sheet for each of its tables."""

import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import xlsxwriter

from generator.published.blocks import ReadCell, ReadDocument, ReadParagraph, ReadTable

# What a person types as a number, and not as a code.
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,2}(?:,?\d{3})*)(?:\.\d+)?")
_CODE = re.compile(r"\d{3,}")
Change = Callable[[str], str]


def web_page(document: ReadDocument) -> str:
    """The document as a page: headings, paragraphs, tables with spans."""
    body = "\n".join(map(_block, document.blocks))
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n{body}\n</body></html>'
    )


def _block(block: ReadParagraph | ReadTable) -> str:
    if isinstance(block, ReadTable):
        rows = ("".join(map(_cell, row)) for row in block.rows)
        return "<table>" + "".join(f"<tr>{row}</tr>\n" for row in rows) + "</table>"
    text = escape(block.text)
    if block.entry:
        return f'<p><a href="#x">{text}</a></p>'
    return f"<h{block.level}>{text}</h{block.level}>" if block.level else f"<p>{text}</p>"


def _cell(cell: ReadCell) -> str:
    text = escape(cell.text).replace("\n", "<br>")
    return f'<td rowspan="{cell.rows}" colspan="{cell.columns}">{text}</td>'


def workbook(
    document: ReadDocument, path: Path, wanted: Callable[[int], bool], change: Change = str
) -> Path:
    """The wanted tables (from 1) as sheets, each below its title and unit; numbers are numbers."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        for table, above in _tables(document):
            if wanted(table.number):
                _write(book.add_worksheet(f"表{table.number}"), above, table, change)
    return path


def _tables(document: ReadDocument) -> Iterator[tuple[ReadTable, list[str]]]:
    above: list[str] = []
    for block in document.blocks:
        if isinstance(block, ReadTable):
            yield block, above[-2:]
            above = []
        else:
            above.append(block.text)


def _write(sheet: Any, above: list[str], table: ReadTable, change: Change) -> None:
    for row, text in enumerate(above):
        sheet.write_string(row, 0, change(text))
    for cell in table.cells:
        row, column = cell.row + len(above), cell.column
        value = _value(change(cell.text))
        if cell.rows * cell.columns > 1:
            last = (row + cell.rows - 1, column + cell.columns - 1)
            sheet.merge_range(row, column, *last, value)
        elif value != "":
            sheet.write(row, column, value)


def _value(text: str) -> float | str:
    plain = _NUMBER.fullmatch(text) and not _CODE.fullmatch(text)
    return float(text.replace(",", "")) if plain else text
