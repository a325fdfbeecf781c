"""The heads and rows of tables that a form prints: whether they are there, and called so."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.audits.accounts import MISNAMED
from generator.audits.found import LIKELY, AuditFinding
from generator.audits.structure import title_of
from generator.compare import likeness
from generator.diagnostics import Severity
from generator.published import grids, pattern
from generator.published.blocks import ReadCell, ReadDocument, ReadPlace, ReadTable
from generator.published.form_reader import FormReader
from generator.published.pattern import FormRow
from generator.published.signs import normalize
from generator.published.tables import TableForm
from generator.published.understanding import Understanding

_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]+、|[(][一二三四五六七八九十]+[)]|\d{1,2}[.、])")
_ALIKE = 600  # in thousandths: what two labels have in common of which one is meant as the other
_MISSPELT = 1000
_TELLING = 2  # signs of a label
_MOST_MISSING = 3  # rows that a table lacks; one that lacks more is cut otherwise
_LEAST_HEADS = 4  # of a table that has one of them wrong
_WHY = "表的行照表样列，科目名称照当年的《政府收支分类科目》"


def find(document: ReadDocument, read: Understanding, reader: FormReader) -> Iterator[AuditFinding]:
    """Labels in other words than the form's, and rows that are not listed."""
    items = document.items
    for number, at in read.matched.items():
        table, made = items[number], reader.made[at]
        if isinstance(table, ReadTable) and isinstance(made, TableForm):
            yield from _judge_heads(table, made)
            yield from _judge(table, made, title_of(reader, at))


def _judge_heads(table: ReadTable, made: TableForm) -> Iterator[AuditFinding]:
    """The one head of a table that is another one than the form's, among all the others."""
    cells = [it for row in grids.list_heads(table, len(made.heads)) for it in row]
    last = max((it.row for it in cells), default=-1)
    above = (_plain(it.text) for row in table.rows[: last + 1] for it in row)
    due = _count_labels(made.heads)
    lacking = [*(due - Counter(above)).elements()]
    more = Counter(filter(_is_label, (_plain(it.text) for it in cells))) - due
    if len(lacking) == more.total() == 1 and due.total() >= _LEAST_HEADS:
        meant, [said] = lacking[0], more
        strange = [it for it in cells if _plain(it.text) == said]
        if meant not in said and said not in meant:
            places = _list_columns(made.heads, meant)
            cell = next((it for it in strange if it.column in places), strange[0])
            message = f"栏头“{cell.text.strip()}”，表样是“{meant}”"
            why = "表的栏照表样列，栏头错了，下面的数就成了别的数"
            yield AuditFinding(
                "A854", "标题与表样不符", message, cell.place, (), why,
                Severity.WARNING, LIKELY,
            )  # fmt: skip


def _list_columns(heads: Sequence[FormRow], label: str) -> set[int]:
    """The columns of the form at which a head begins."""
    cells = (cell for row in heads for cell in row.cells)
    return {it.first for it in cells if _plain(pattern.write(it.pieces)) == label}


def _judge(table: ReadTable, made: TableForm, title: str) -> Iterator[AuditFinding]:
    due = _count_due(made)
    heads = {id(cell) for row in grids.list_heads(table, len(made.heads)) for cell in row}
    cells = [(it, _plain(it.text)) for it in table.cells]
    there = Counter(text for it, text in cells if id(it) not in heads)
    anywhere = {text for _, text in cells}
    strange = [
        it for it, text in cells if id(it) not in heads and _is_label(text) and text not in due
    ]
    lacking = list[str]()
    for label, times in due.items():
        if there[label] >= times:
            continue
        meant = max(strange, key=lambda it: _liken(label, it), default=None)
        # Where it stands elsewhere in the table nothing less than a wrong sign tells.
        least = _MISSPELT if label in anywhere else _ALIKE
        if meant is not None and _liken(label, meant) >= least:
            strange.remove(meant)
            message = f"“{meant.text.strip()}”在表样里是“{label}”"
            yield _tell("A830", MISNAMED, message, meant.place)
        elif label not in anywhere:
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
    return _MISSPELT if near else likeness.liken(label, said)


def _count_due(made: TableForm) -> Counter[str]:
    """The labels that stand in the table of every document, but for its heads: how often."""
    rows = [it.node for it in made.states if not (it.optional or it.ways or it.cycles)]
    return _count_labels(rows[len(made.heads) :])


def _count_labels(rows: Sequence[FormRow]) -> Counter[str]:
    """The labels of some rows of the form that print nothing of the filing."""
    labels = [
        _plain(pattern.write(cell.pieces))
        for row in rows
        for cell in row.cells
        if not cell.above and not any(True for _ in pattern.list_holes(cell.pieces))
    ]
    return Counter(filter(_is_label, labels))


def _is_label(text: str) -> bool:
    return len(text) >= _TELLING and not grids.is_number(text)


def _plain(text: str) -> str:
    return _NUMBER.sub("", normalize(text)).replace("、", "")
