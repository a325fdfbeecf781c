"""What inspectors tick off, as a workbook: a line for each document, then a sheet for each.

Each cell is written as text, never guessed by the library.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.audits.audit import Audit
from generator.audits.inspection import UNJUDGED
from generator.audits.publication import HeldAgainst
from generator.kept import reading
from generator.reporting import absent_units, audit_sheet, audit_text, inspection_rows
from generator.reporting.inspection_rows import HEADS, TITLE

_ALL = "检查情况"
_UNFIT = re.compile(r"[\[\]:*?/\\']")  # what no sheet may be called
_LONGEST = 31
_MOST_SHEETS = 400  # of a workbook: more open slowly, and the one sheet has them all
_OWN: Sequence[tuple[str, int]] = tuple(zip(HEADS, (30, 10, 14, 90), strict=True))


def as_workbook(audits: Sequence[Audit], held: HeldAgainst | None = None) -> bytes:
    """The workbook of one document or of several, with what lists of units say of them."""
    made = io.BytesIO()
    book = audit_sheet.open_book(made, TITLE)
    sheets = {_ALL: _all(audits)} if len(audits) > 1 else {}
    for heads, rows, name in (*((*of, name) for name, of in sheets.items()), *_each(audits)):
        audit_sheet.write(book, name, heads, rows)
        if name == _ALL:
            audit_sheet.write_absent(book, held)
    book.close()
    return made.getvalue()


def _all(audits: Sequence[Audit]) -> tuple[list[tuple[str, int]], list[list[str]]]:
    """One row for each document, a column for each item."""
    names = inspection_rows.list_names(audits)
    heads = [("单位", 30), ("文档", 30), ("结论", 12), *((name, 18) for name in names)]
    return heads, [
        [
            it.unit,
            it.file,
            audit_text.verdict_text(it),
            *(f"{row.verdict}\n{row.said}" if row.is_wrong else row.verdict for row in cells),
        ]
        for it in audits
        for cells in [inspection_rows.list_cells(it, names)]
    ]


def _each(audits: Sequence[Audit]) -> Iterator[tuple[Any, list[list[str]], str]]:
    names = _name_sheets(audits)
    for number, it in enumerate(audits[:_MOST_SHEETS]):
        rows = [list(row[:4]) for row in inspection_rows.list_rows(it)]
        why = inspection_rows.why_unjudged(it)
        left = [["全部", UNJUDGED, "", why]] if not rows else []
        scope = [["看了什么、没有看什么", "", "", audit_text.scope(it)]] if rows else []
        yield _OWN, [*rows, *left, *scope], names[number]


def _name_sheets(audits: Sequence[Audit]) -> Mapping[int, str]:
    """A name for the sheet of each document, after its unit, else its file."""
    names: dict[int, str] = {}
    taken = {reading.as_one_name(name) for name in (_ALL, absent_units.ABSENT)}
    for number, it in enumerate(audits):
        stem = _UNFIT.sub("", it.unit or re.split(r"[/\\]", it.file)[-1]) or "文档"
        marks = ("" if n == 1 else f"（{n}）" for n in range(1, len(audits) + 2))
        tries = (f"{stem[: _LONGEST - len(mark)]}{mark}" for mark in marks)
        name = next(it for it in tries if reading.as_one_name(it) not in taken)
        taken.add(reading.as_one_name(name))
        names[number] = name
    return names
