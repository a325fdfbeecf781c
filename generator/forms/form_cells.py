"""Cells of a form's tables that are empty where everything around them prints something."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.diagnostics import Fault, Severity
from generator.forms.form_text import CONTROL, FIELD, FormText
from generator.word import blocks, ooxml
from generator.word.blocks import Cell, Row, WordTable
from generator.word.cell_merges import CONTINUED, on_grid

# In a column of which at least so many rows print a figure, and no more than one of three does
# not, a row that has words and no figure has lost it.
_LEAST, _OF = 3, 2 / 3


def check(text: FormText, body: Sequence[blocks.BodyBlock]) -> Iterator[Fault]:
    """Every such cell of a part's tables, only told."""
    by_element = {it.element: it for it in text.paragraphs if not it.aside}
    for table in _list_tables(body):
        for cell in _find_empty(table):
            paragraph = next(blocks.paragraphs([cell]), None)
            if paragraph is not None:
                message = "这一格是空的，同一行、同一栏别的格子都印数或文字"
                help_ = "补上字段；本来就不印的，写“—”"
                fault = text.fault("D539", by_element[paragraph.element], message, help_)
                yield replace(fault, severity=Severity.WARNING)


def _list_tables(nodes: Sequence[blocks.BodyNode]) -> Iterator[WordTable]:
    for node in nodes:
        if isinstance(node, WordTable):
            yield node
        yield from _list_tables(node.children)


def _find_empty(table: WordTable) -> Iterator[Cell]:
    grids = [_read_row(row) for row in table.children if CONTROL not in blocks.text(row)]
    filled, worded = Counter[int](), Counter[int]()
    for row in grids:
        if any(text for text, _ in row.values()):
            filled.update(at for at, (text, _) in row.items() if FIELD in text)
            open_ = (at for at, (text, _) in row.items() if not text or FIELD in text)
            worded.update(at for at in open_ if _has_words_before(row, at))
    for row in grids:
        for at, (text, cell) in row.items():
            usual = filled[at] >= _LEAST and filled[at] >= _OF * worded[at]
            if (
                cell is not None
                and not text
                and ((usual and _has_words_before(row, at)) or _is_between(row, at))
            ):
                yield cell


_GridRow = dict[int, tuple[str, Cell | None]]


def _read_row(row: Row) -> _GridRow:
    """The text of each cell by its column; what a merge goes on into is no cell."""
    return {
        place.first: (
            "".join(ooxml.shown_text(p.element) for p in blocks.paragraphs([cell])).strip(),
            None if CONTINUED in (place.across, place.down) else cell,
        )
        for cell, place in zip(row.children, on_grid(row.element), strict=True)
    }


def _has_words_before(row: _GridRow, at: int) -> bool:
    """Whether the cell before says what the row is."""
    before = [text for place, (text, _) in row.items() if place < at][-1:]
    return any(text and FIELD not in text for text in before)


def _is_between(row: _GridRow, at: int) -> bool:
    """Whether the cells on both sides print something."""
    before = [text for place, (text, _) in row.items() if place < at][-1:]
    after = [text for place, (text, _) in row.items() if place > at][:1]
    return all(FIELD in text for text in (*before, *after)) and bool(before and after)
