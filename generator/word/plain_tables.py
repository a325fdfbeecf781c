"""Tables that hold nothing but text in rows and cells: read in one go.

Most tables are such, and a document has thousands of cells: looking in each for all that programs
can put there takes ten times as long. A table with anything else in it, or whose letters a style
may keep from readers, is none of these and is left to `seen`.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from generator.word import ooxml, places
from generator.word.cell_merges import CONTINUED, RESTART
from generator.word.ooxml import W
from generator.word.seen_text import SOFT, SeenText, clean

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
_TELLING = {_STYLE, _SPAN, _MERGE, _HEAD, _HEIGHT, _WIDTH}


class PlainCell(NamedTuple):
    """A cell: its first column, its texts, how many columns it takes; `covered` by one above."""

    column: int
    texts: tuple[SeenText, ...]
    width: int
    covered: bool


class PlainStyle(NamedTuple):
    """What a style makes of a paragraph: its automatic number; a line of the 目录."""

    automatic: str
    entry: bool


PlainRow = tuple[list[PlainCell], bool]
StyleOf = Callable[[str], PlainStyle | None]


def read(table: Any, numbers: Mapping[Any, int], style_of: StyleOf) -> list[PlainRow] | None:
    """The cells of each row, and whether it is marked a head; None of a table that is not plain.

    `numbers` are those of paragraphs. `style_of` tells what a style makes of a paragraph, None
    where more than that is to be looked at.
    """
    rows = _gather(table)
    try:
        return None if rows is None else list(_settle(rows, numbers, style_of))
    except _CloserLookError:
        return None


class _CloserLookError(Exception):
    """Something in a table is to be looked at closer."""


class _ReadingPart:
    """A paragraph, a cell or a row that is being read."""

    def __init__(self, element: Any) -> None:
        self.element = element
        self.style = self.merge = ""
        self.width, self.head = 1, False
        self.pieces: list[str] = []
        self.parts: list[_ReadingPart] = []


def _gather(table: Any) -> list[_ReadingPart] | None:
    """The rows, from one walk through all of it."""
    rows: list[_ReadingPart] = []
    for node in table.iterdescendants():
        tag = node.tag
        holder = _KNOWN.get(tag)
        if holder is None or (holder and node.getparent().tag != holder):
            return None
        if tag == _TEXT:
            rows[-1].parts[-1].parts[-1].pieces.append(clean(node.text or ""))
        elif tag == _BREAK:
            rows[-1].parts[-1].parts[-1].pieces.append(_LINE_END)
        elif tag == _PARAGRAPH:
            rows[-1].parts[-1].parts.append(_ReadingPart(node))
        elif tag == _CELL:
            rows[-1].parts.append(_ReadingPart(node))
        elif tag == _ROW:
            rows.append(_ReadingPart(node))
        elif tag in _TELLING and not _note(node, rows[-1]):
            return None
    return rows


def _note(node: Any, row: _ReadingPart) -> bool:
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
    rows: list[_ReadingPart], numbers: Mapping[Any, int], style_of: StyleOf
) -> Iterator[PlainRow]:
    """The rows on the table's grid, cells that others cover from above known as such."""
    merged: set[int] = set()
    for row in rows:
        cells, held, column = list[PlainCell](), set[int](), 0
        for cell in row.parts:
            if cell.merge and (cell.merge == RESTART or column in merged):
                held.add(column)
            covered = cell.merge == CONTINUED
            if covered and column not in merged:  # it goes on with nothing
                raise _CloserLookError
            texts = () if covered else tuple(_read_texts(cell, numbers, style_of))
            cells.append(PlainCell(column, texts, cell.width, covered))
            column += cell.width
        merged = held
        yield cells, row.head


def _read_texts(
    cell: _ReadingPart, numbers: Mapping[Any, int], style_of: StyleOf
) -> Iterator[SeenText]:
    for it in cell.parts:
        style, text = style_of(it.style), "".join(it.pieces)
        if style is None or SOFT in text:
            raise _CloserLookError
        if text.strip():
            number = numbers.get(it.element, 0)
            breaks = (at for at, sign in enumerate(text) if sign == _LINE_END)
            seams = tuple(breaks) if _LINE_END in text else ()
            yield SeenText(text, it.element, number, seams, (), style.automatic, style.entry)
