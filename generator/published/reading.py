"""A published document read, whatever its format: which it is says the content, not the name."""

import re
from pathlib import Path

from generator.diagnostics import Fault, Place
from generator.kept import reading
from generator.published import (
    html_blocks,
    html_tree,
    pdf_blocks,
    pdf_process,
    sheet_blocks,
    word_blocks,
)
from generator.published.blocks import ReadDocument
from generator.published.pdf_file import PDF_MARK, PdfError
from generator.spreadsheets import compound
from generator.spreadsheets import reading as sheet_reading
from generator.word import archive, word_file
from generator.word.archive import ArchiveError
from generator.word.opc import TYPES_PART
from generator.word.word_file import WordFile

# How far into a file its mark may stand: programs write a line or two before it.
_HEAD = 1024
# The main part of a workbook: a Word file may hold whole workbooks, behind its charts.
_WORKBOOK = re.compile(
    rb"(?:spreadsheetml\.(?:sheet|template)|ms-excel\.\w+\.macroEnabled)\.main\+xml"
)
_TYPES = (TYPES_PART, "mimetype")
# How the part of an .xls is called that holds its sheets.
_BOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))


def read(path: Path, shown: str | None = None) -> tuple[ReadDocument | None, list[Fault]]:
    """What a file holds, called `shown` in every place; None with the faults that stopped it."""
    opened, faults = open_file(path, shown)
    return (word_blocks.read(opened) if isinstance(opened, WordFile) else opened), faults


def open_file(
    path: Path, shown: str | None = None
) -> tuple[WordFile | ReadDocument | None, list[Fault]]:
    """The same, but a Word file as it is opened: it can tell more than its blocks do."""
    file = shown or str(path)
    try:
        raw = reading.read(path, archive.MAX_TOTAL)
    except OSError as error:
        return None, [refuse(file, f"文档读不出来：{reading.reason(error)}")]
    if not raw:
        return None, [refuse(file, "文件是空的")]
    if PDF_MARK in raw[:_HEAD]:
        return _read_pdf(file, raw)
    if kind := _kind_of_sheets(raw):
        return _read_sheets(path, file, kind)
    if html_tree.is_html(raw[:_HEAD]):
        return _read_html(file, raw)
    opened = word_file.read(raw, file)
    return (None, [opened]) if isinstance(opened, Fault) else (opened, [])


def _kind_of_sheets(raw: bytes) -> str:
    """What kind of spreadsheet a file is; nothing where it is none."""
    if raw.startswith(compound.MARK):
        return ".xls" if any(name in raw for name in _BOOKS) else ""
    try:
        types = archive.read(raw, _TYPES)
    except ArchiveError:
        return ""
    if _WORKBOOK.search(types.get(TYPES_PART, b"")):
        return ".xlsx"
    return ".ods" if b"spreadsheet" in types.get("mimetype", b"") else ""


def _read_sheets(path: Path, file: str, kind: str) -> tuple[ReadDocument | None, list[Fault]]:
    book, faults = sheet_reading.read(path, file)
    return (None if book is None else sheet_blocks.read(book, kind)), faults


def _read_pdf(file: str, raw: bytes) -> tuple[ReadDocument | None, list[Fault]]:
    try:
        return pdf_blocks.read(file, pdf_process.read(raw)), []
    except PdfError as error:
        return None, [
            refuse(file, str(error), "请用排版软件重新另存或导出的 PDF，或者用 Word 文档")
        ]


def _read_html(file: str, raw: bytes) -> tuple[ReadDocument | None, list[Fault]]:
    try:
        return html_blocks.read(file, raw), []
    except html_tree.HtmlError as error:
        return None, [refuse(file, str(error), "请在浏览器里打开，另存为 PDF 或 Word 文档再试")]


def refuse(file: str, message: str, help_: str = "") -> Fault:
    """The fault that a file is no document that can be read."""
    return Fault("R811", message, Place(file, 1, 1), help=help_)
