"""The rows of tables that a form prints as they are: whether they are there, and called so."""

import re
from collections import Counter
from collections.abc import Iterator

from generator.audits.accounts import MISNAMED
from generator.audits.found import LIKELY, AuditFinding
from generator.audits.structure import title_of
from generator.compare import likeness
from generator.diagnostics import Severity
from generator.published import grids, pattern
from generator.published.blocks import ReadCell, ReadDocument, ReadPlace, ReadTable
from generator.published.form_reader import FormReader
from generator.published.signs import normalize
from generator.published.tables import TableForm
from generator.published.understanding import Understanding

_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]+、|[(][一二三四五六七八九十]+[)]|\d{1,2}[.、])")
_ALIKE = 600  # in thousandths: what two labels have in common of which one is meant as the other
_TELLING = 2  # signs of a label
_MOST_MISSING = 3  # rows that a table lacks; one that lacks more is cut otherwise
_WHY = "表的行照表样列，科目名称照当年的《政府收支分类科目》"


def find(document: ReadDocument, read: Understanding, reader: FormReader) -> Iterator[AuditFinding]:
    """Labels in other words than the form's, and rows that are not listed."""
    items = document.items
    for number, at in read.matched.items():
        table, made = items[number], reader.made[at]
        if isinstance(table, ReadTable) and isinstance(made, TableForm):
            yield from _judge(table, made, title_of(reader, at))


def _judge(table: ReadTable, made: TableForm, title: str) -> Iterator[AuditFinding]:
    due = _count_due(made)
    heads = {id(cell) for row in grids.list_heads(table, len(made.heads)) for cell in row}
    cells = [(it, _plain(it.text)) for it in table.cells]
    there = Counter(text for _, text in cells)
    strange = [
        it for it, text in cells if id(it) not in heads and _is_label(text) and text not in due
    ]
    lacking = list[str]()
    for label, times in due.items():
        if there[label] >= times:
            continue
        meant = max(strange, key=lambda it: _liken(label, it), default=None)
        if meant is not None and _liken(label, meant) >= _ALIKE:
            strange.remove(meant)
            message = f"“{meant.text.strip()}”在表样里是“{label}”"
            yield _tell("A830", MISNAMED, message, meant.place)
        elif not there[label]:
            lacking.append(label)
    if 0 < len(lacking) <= _MOST_MISSING:
        message = f"“{title}”没有列{'、'.join(f'“{it}”' for it in lacking)}"
        yield _tell("A845", "未单独列示", message, table.place)


def _tell(code: str, what: str, message: str, place: ReadPlace) -> AuditFinding:
    return AuditFinding(code, what, message, place, (), _WHY, Severity.WARNING, LIKELY)


def _liken(label: str, cell: ReadCell) -> int:
    """How much a cell has of a label, in thousandths; all, where a sign is wrong or missing."""
    said = _plain(cell.text)
    head = likeness.count_alike(label, said)
    tail = likeness.count_alike(label[head:][::-1], said[head:][::-1])
    near = head + tail >= max(len(label), len(said)) - 1 and head + tail > 1
    return 1000 if near else likeness.liken(label, said)


def _count_due(made: TableForm) -> Counter[str]:
    """The labels that stand in the table of every document, but for its heads: how often."""
    rows = [it.node for it in made.states if not (it.optional or it.ways or it.cycles)]
    labels = [
        _plain(pattern.write(cell.pieces))
        for row in rows[len(made.heads) :]
        for cell in row.cells
        if not cell.above and not any(True for _ in pattern.list_holes(cell.pieces))
    ]
    return Counter(filter(_is_label, labels))


def _is_label(text: str) -> bool:
    return len(text) >= _TELLING and not grids.is_number(text)


def _plain(text: str) -> str:
    return _NUMBER.sub("", normalize(text)).replace("、", "")
