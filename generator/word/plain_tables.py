"""Tables that hold nothing but text in rows and cells: read in one go.

Most tables are such, and a document has thousands of cells: looking in each for all that programs
can put there takes ten times as long. Rows written alike but for their texts are judged once.
A table with anything else in it, or whose letters a style may keep from readers, is none of these
and is left to `seen`.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import unescape
from typing import Any, NamedTuple

from generator.word import ooxml, places
from generator.word.cell_merges import CONTINUED, RESTART
from generator.word.ooxml import W
from generator.word.seen_text import ABOVE, SOFT, SeenCell, SeenText, clean

# What stands in such a table, and within what.
_WITHIN = {
    "tbl": ("tblPr", "tblGrid", "tr"),
    "tblGrid": ("gridCol",),
    "tr": ("trPr", "tc"),
    "trPr": ("tblHeader", "trHeight"),
    "tc": ("tcPr", "p"),
    "tcPr": ("tcW", "gridSpan", "vMerge"),
    "p": ("pPr", "r"),
    "pPr": ("pStyle",),
    "r": ("t", "br"),
}
# What tells nothing of texts, wherever it stands.
_IDLE = (
    *("cantSplit", "jc", "vAlign", "noWrap", "tcBorders", "tcMar", "keepNext", "keepLines"),
    *("pageBreakBefore", "widowControl", "bookmarkStart", "bookmarkEnd", "proofErr"),
    *("top", "left", "bottom", "right", "start", "end", "insideH", "insideV"),
    *("tblStyle", "tblW", "tblLayout", "tblBorders", "tblCellMar", "tblLook", "tblCaption"),
    *("tblDescription", "lastRenderedPageBreak"),
)
_HOLDERS = {W + name: W + holder for holder, names in _WITHIN.items() for name in names}
_KNOWN = dict.fromkeys((W + it for it in _IDLE), "") | _HOLDERS
_ROW, _CELL, _PARAGRAPH, _TEXT, _BREAK = (W + name for name in ("tr", "tc", "p", "t", "br"))
_STYLE, _SPAN, _MERGE, _HEAD = (W + name for name in ("pStyle", "gridSpan", "vMerge", "tblHeader"))
_HEIGHT, _WIDTH, _VALUE = f"{W}trHeight", f"{W}tcW", f"{W}val"
_LINE_END = "\n"  # a break: no text that is clean holds one
# A text as a row's element is written out; any other is a part of how that row is written.
_WRITTEN = re.compile('<w:t(?: xml:space="preserve")?>([^<]*)</w:t>')
_TELLING = {_STYLE, _SPAN, _MERGE, _HEAD, _HEIGHT, _WIDTH}


class PlainStyle(NamedTuple):
    """What a style makes of a paragraph: its automatic number; a line of the 目录."""

    automatic: str
    entry: bool


PlainRow = tuple[tuple[SeenCell, ...], bool]
StyleOf = Callable[[str], PlainStyle | None]


def read(table: Any, numbers: Mapping[Any, int], style_of: StyleOf) -> list[PlainRow] | None:
    """The cells of each row, and whether it is marked a head; None of a table that is not plain.

    `numbers` are those of paragraphs. `style_of` tells what a style makes of a paragraph, None
    where more than that is to be looked at.
    """
    try:
        return list(_settle(_gather(table), iter(ooxml.paragraphs(table)), numbers, style_of))
    except _CloserLookError:
        return None


class _CloserLookError(Exception):
    """Something in a table is to be looked at closer."""


class _WrittenPart:
    """How a paragraph, a cell or a row is written, but for its texts (None among the pieces)."""

    def __init__(self) -> None:
        self.style = self.merge = ""
        self.width, self.head = 1, False
        self.pieces: list[str | None] = []
        self.parts: list[_WrittenPart] = []


def _gather(table: Any) -> Iterator[tuple[_WrittenPart, Sequence[str]]]:
    """How each row is written, and its texts."""
    known: dict[tuple[str, ...], _WrittenPart] = {}
    for child in table:
        if child.tag != _ROW:
            _judge(child)
            continue
        pieces = _WRITTEN.split(ooxml.text_of(child))
        written, texts = tuple(pieces[::2]), pieces[1::2]
        if written not in known:
            known[written] = _judge(child, len(texts))
        yield known[written], texts


def _judge(element: Any, texts: int = 0) -> _WrittenPart:
    """How a row, or what stands before the rows, is written; it is read to hold so many texts."""
    row = _WrittenPart()
    for node in element.iter():
        holder = _KNOWN.get(node.tag)
        if holder is None or (holder and node.getparent().tag != holder):
            raise _CloserLookError
        texts -= _take(node, row)
    if texts:
        raise _CloserLookError
    return row


def _take(node: Any, row: _WrittenPart) -> int:
    """Take an element into the shape of its row; how many texts it is."""
    tag = node.tag
    if tag == _CELL:
        row.parts.append(_WrittenPart())
    elif tag == _PARAGRAPH:
        row.parts[-1].parts.append(_WrittenPart())
    elif tag == _BREAK:
        row.parts[-1].parts[-1].pieces.append(_LINE_END)
    elif tag == _TEXT and node.text:
        row.parts[-1].parts[-1].pieces.append(None)
        return 1
    elif tag in _TELLING and not _note(node, row):
        raise _CloserLookError
    return 0


def _note(node: Any, row: _WrittenPart) -> bool:
    """Note a property; whether that is all there is to it."""
    tag = node.tag
    if tag == _STYLE:
        row.parts[-1].parts[-1].style = node.get(_VALUE, "")
    elif tag == _MERGE:
        row.parts[-1].merge = node.get(_VALUE) or CONTINUED
    elif tag == _SPAN:
        row.parts[-1].width = max(ooxml.number(node, "val") or 1, 1)
    elif tag == _HEAD:
        row.head = ooxml.is_on(node)
    elif tag == _HEIGHT:
        return str(node.get(f"{W}hRule")) != "exact"
    return tag != _WIDTH or not places.is_narrow_width(node)


def _settle(
    rows: Iterator[tuple[_WrittenPart, Sequence[str]]],
    paragraphs: Iterator[Any],
    numbers: Mapping[Any, int],
    style_of: StyleOf,
) -> Iterator[PlainRow]:
    """The rows on the table's grid, cells that others cover from above known as such."""
    merged: set[int] = set()
    for row, written in rows:
        cells, held, column, texts = list[SeenCell](), set[int](), 0, iter(written)
        for cell in row.parts:
            if cell.merge and (cell.merge == RESTART or column in merged):
                held.add(column)
            covered = cell.merge == CONTINUED
            if covered and column not in merged:  # it goes on with nothing
                raise _CloserLookError
            shown = tuple(_read_texts(cell, texts, paragraphs, numbers, style_of))
            cells.append(
                SeenCell(column, (), cell.width, ABOVE)
                if covered
                else SeenCell(column, shown, cell.width)
            )
            column += cell.width
        merged = held
        yield tuple(cells), row.head


def _read_texts(
    cell: _WrittenPart,
    texts: Iterator[str],
    paragraphs: Iterator[Any],
    numbers: Mapping[Any, int],
    style_of: StyleOf,
) -> Iterator[SeenText]:
    """What a cell's paragraphs show, those next in order; empty ones show nothing."""
    for it, element in zip(cell.parts, paragraphs, strict=False):
        style = style_of(it.style)
        text = "".join([clean(unescape(next(texts))) if one is None else one for one in it.pieces])
        if style is None or SOFT in text:
            raise _CloserLookError
        if text.strip():
            number = numbers.get(element, 0)
            breaks = (at for at, sign in enumerate(text) if sign == _LINE_END)
            seams = tuple(breaks) if _LINE_END in text else ()
            yield SeenText(text, element, number, seams, (), style.automatic, style.entry)
