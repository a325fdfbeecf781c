"""What a first form's Word file is made of, as elements: paragraphs, fields, bookmarks, tables."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from generator.layouts.pieces import CellLook, Grid, LaidCell, LaidRow, Merge, Size

StyleIds = Mapping[str, str]  # a style's identifier by its name

_TABLE, _TIGHT = "公开表", "公开表紧凑"
_ROW_HEIGHT, _TIGHT_FROM = 300, 30
_LOOKS = {
    CellLook.HEAD: "表头{}",
    CellLook.TEXT: "表文{}",
    CellLook.FIGURE: "表数{}",
    CellLook.TAG: "填报标记",
}
_MIDDLE = {Size.PLAIN: "表文居中", Size.SMALL: "表文小居中", Size.DENSE: "表文小居中"}
_BOOKMARK = "_Toc{:09d}"


def paragraph(text: str, style: str) -> Any:
    """A paragraph of one run in a style, which is named by its identifier."""
    element = OxmlElement("w:p")
    element.style = style
    if text:
        element.append(run(text))
    return element


def keep_with_next(paragraph: Any) -> None:
    """Let a paragraph stand on the page of what comes after it."""
    paragraph.get_or_add_pPr().get_or_add_keepNext()


def run(text: str) -> Any:
    """A run of text, in which \\n begins a line and \\t is a tab."""
    element = OxmlElement("w:r")
    element.text = text
    return element


# -- fields and bookmarks ------------------------------------------------------------------------


def bookmark(paragraph: Any, number: int) -> None:
    """Put a bookmark around the first run of a paragraph."""
    first = paragraph.r_lst[0]
    begin, end = _with_number("w:bookmarkStart", number), _with_number("w:bookmarkEnd", number)
    begin.set(qn("w:name"), _BOOKMARK.format(number))
    first.addprevious(begin)
    first.addnext(end)


def _with_number(name: str, number: int) -> Any:
    element = OxmlElement(name)
    element.set(qn("w:id"), str(number))
    return element


def begin_field(instruction: str) -> Iterator[Any]:
    """The runs before the result of a field."""
    yield _mark_field("begin")
    code = OxmlElement("w:instrText")
    code.text = instruction
    code.set(qn("xml:space"), "preserve")
    yield _with("w:r", code)
    yield _mark_field("separate")


def end_field() -> Any:
    """The run after the result of a field."""
    return _mark_field("end")


def _mark_field(kind: str) -> Any:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return _with("w:r", mark)


def link(text: str, number: int) -> Any:
    """A line of the contents: its words, and a field with the page that a bookmark stands on.

    The page is empty; `gongkai paginate` writes the digits.
    """
    element = OxmlElement("w:hyperlink")
    element.set(qn("w:anchor"), _BOOKMARK.format(number))
    element.set(qn("w:history"), "1")
    page = begin_field(f" PAGEREF {_BOOKMARK.format(number)} \\h ")
    empty = _with("w:r", OxmlElement("w:t"))
    element.extend([run(text), run("\t"), *page, empty, end_field()])
    return element


def let_pages_go_on(section: Any) -> None:
    """Take out of a section's properties that its numbers of pages begin anew."""
    for restart in section.findall(qn("w:pgNumType")):
        section.remove(restart)


# -- tables --------------------------------------------------------------------------------------


def table(grid: Grid, styles: StyleIds, name: str) -> Any:
    """A table with a grid of fixed widths; one of many rows is set tight. Its name is for those
    who listen."""
    tight = grid.size is not Size.PLAIN or len(grid.rows) >= _TIGHT_FROM
    properties = _with(
        "w:tblPr",
        _valued("w:tblStyle", styles[_TIGHT if tight else _TABLE]),
        _sized("w:tblW", sum(grid.widths)),
        _valued("w:jc", "center"),
        _typed("w:tblLayout", "fixed"),
        _valued("w:tblCaption", name),
    )
    columns = _with("w:tblGrid", *map(_column, grid.widths))
    return _with("w:tbl", properties, columns, *(_row(row, grid, styles) for row in grid.rows))


def _row(row: LaidRow, grid: Grid, styles: StyleIds) -> Any:
    low = grid.size is Size.DENSE or any(cell.look is CellLook.TAG for cell in row.cells)
    height = [] if low else [_valued("w:trHeight", str(_ROW_HEIGHT))]
    heading = [OxmlElement("w:tblHeader")] if row.heading else []
    element = _with("w:tr", _with("w:trPr", OxmlElement("w:cantSplit"), *height, *heading))
    at = 0
    for cell in row.cells:
        width = sum(grid.widths[at : at + cell.across])
        element.append(_cell(cell, width, grid.size, styles))
        at += cell.across
    return element


def _cell(cell: LaidCell, width: int, size: Size, styles: StyleIds) -> Any:
    properties = _with("w:tcPr", _sized("w:tcW", width))
    if cell.across > 1:
        properties.append(_valued("w:gridSpan", str(cell.across)))
    if cell.down is not Merge.NONE:
        properties.append(_valued("w:vMerge", cell.down.value))
    properties.append(_valued("w:vAlign", "center"))
    lines: Iterable[tuple[str, CellLook]] = cell.inside or ((cell.text, cell.look),)
    written = (paragraph(text, styles[_style_of(look, size)]) for text, look in lines)
    return _with("w:tc", properties, *written)


def _style_of(look: CellLook, size: Size) -> str:
    return _MIDDLE[size] if look is CellLook.MIDDLE else _LOOKS[look].format(size.value)


def _with(name: str, *below: Any) -> Any:
    element = OxmlElement(name)
    element.extend(below)
    return element


def _valued(name: str, value: str) -> Any:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    return element


def _typed(name: str, kind: str) -> Any:
    element = OxmlElement(name)
    element.set(qn("w:type"), kind)
    return element


def _sized(name: str, width: int) -> Any:
    element = _typed(name, "dxa")
    element.set(qn("w:w"), str(width))
    return element


def _column(width: int) -> Any:
    element = OxmlElement("w:gridCol")
    element.set(qn("w:w"), str(width))
    return element
