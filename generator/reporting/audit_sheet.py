"""What audits found, as a workbook for Excel: the documents, the findings, what was not read.

Each cell is written as what it is, never guessed by the library.
"""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from generator.audits.audit import Audit
from generator.audits.found import excerpt, spot
from generator.audits.publication import HeldAgainst
from generator.diagnostics import Severity
from generator.reporting import absent_units, audit_text

TITLE = "公开文档审核报告"
_Row = Sequence[str | int]
_HEADS: Sequence[tuple[str, Sequence[tuple[str, int]]]] = (
    (
        "文档",
        [("文档", 34), ("单位", 30), ("年度", 8), ("文种", 12), ("地区", 8), ("结论", 14),
         ("错误", 8), ("提示", 8), ("读出的数", 10), ("未读出", 8), ("看了什么、没有看什么", 60)],
    ),
    (
        "问题",
        [("文档", 34), ("问题", 20), ("程度", 8), ("把握", 8), ("说明", 60), ("位置", 40),
         ("文字", 40), ("有关的数", 60), ("依据", 40), ("代码", 8)],
    ),
    ("未读出", [("文档", 34), ("位置", 50), ("内容", 60)]),
)  # fmt: skip


def as_workbook(audits: Sequence[Audit], held: HeldAgainst | None = None) -> bytes:
    """The workbook of one document or of several, with what lists of units say of them."""
    made = io.BytesIO()
    book = open_book(made, TITLE)
    rows: tuple[list[_Row], ...] = (
        [_document(it) for it in audits],
        [row for it in audits for row in _findings(it)],
        [(it.file, spot(gap.place), gap.what) for it in audits for gap in it.unread],
    )
    for (name, heads), some in zip(_HEADS, rows, strict=True):
        write(book, name, heads, some)
    write_absent(book, held)
    book.close()
    return made.getvalue()


def write_absent(book: Any, held: HeldAgainst | None) -> None:
    """A sheet of the units of which there is no document, where there are any."""
    if rows := absent_units.list_rows(held):
        write(book, absent_units.ABSENT, absent_units.HEADS, rows)


def open_book(made: io.BytesIO, title: str) -> Any:
    """A workbook with a title, to be written into memory."""
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"title": title})
    return book


def write(book: Any, name: str, heads: Sequence[tuple[str, int]], rows: Sequence[_Row]) -> None:
    """A sheet of these columns, each with its width, and rows; the head stays where it is."""
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bg_color": "#F0F0EC", "border": 1, "text_wrap": True})
    text = book.add_format({"valign": "top", "text_wrap": True, "num_format": "@"})
    for at, (title, width) in enumerate(heads):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, title, head)
    for line, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(line, at, value)
            else:
                sheet.write_string(line, at, value, text)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(rows)), len(heads) - 1)


def _document(it: Audit) -> _Row:
    kind, _, region = it.key or ("", "", "")
    errors, hints = (it.count(weight) for weight in Severity)
    scope = audit_text.summary(it) if it.key is None else audit_text.scope(it)
    year = str(it.year or "")
    counts = (errors, hints, it.figures, len(it.unread))
    return (it.file, it.unit, year, kind, region, it.verdict, *counts, scope)


def _findings(it: Audit) -> list[_Row]:
    return [
        (
            it.file, one.what, one.severity.value, one.sure, one.message, spot(one.place),
            excerpt(one.place), "\n".join(f"{n} {text}（{spot(p)}）" for n, text, p in one.figures),
            one.why, one.code,
        )
        for one in audit_text.in_order(it)
    ]  # fmt: skip
