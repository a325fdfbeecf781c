"""A first form as a Word file: its pieces written into a blank form, in the styles that it has."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from generator.kept import library
from generator.layouts.pieces import (
    COVER,
    COVER_YEAR,
    Grid,
    LaidCell,
    LaidRow,
    Line,
    Look,
    Merge,
    Page,
    Piece,
    Size,
    TitleLine,
)
from generator.word import archive

_TITLE, _FRESH_TITLE = "heading {}", "标题二另起页"
_CONTENTS, _ENTRY = "TOC Heading", "toc {}"
_CONTENTS_WORDS, _CONTENTS_FIELD = "目　录", ' TOC \\o "1-2" \\h \\z \\u '
_SECTION_END, _TABLE, _TIGHT = "分节", "公开表", "公开表紧凑"
_BOOKMARK = "_Toc{:09d}"
_ROW_HEIGHT, _TIGHT_FROM = 300, 30
_LOOKS = {
    Look.HEAD: "表头{}",
    Look.TEXT: "表文{}",
    Look.FIGURE: "表数{}",
    Look.TAG: "填报标记",
}
_MIDDLE = {Size.PLAIN: "表文居中", Size.SMALL: "表文小居中", Size.DENSE: "表文小居中"}


class Plan(NamedTuple):
    """All of a first form: the lines of its cover, its properties, its pieces in order."""

    cover: Sequence[str]
    properties: Sequence[tuple[str, str]]
    pieces: Sequence[Piece]


def write(plan: Plan) -> bytes:
    """The Word file of a plan. Same plan, same bytes."""
    writer = _Writer(docx.Document(str(_blank())))
    writer.begin(plan)
    for piece in plan.pieces:
        writer.put(piece)
    for name, text in plan.properties:
        setattr(writer.document.core_properties, name, text)
    stream = io.BytesIO()
    writer.document.save(stream)
    return archive.pack(archive.read(stream.getvalue()))


def _blank() -> Path:
    return library.installed() / "templates" / "blank" / "空白表样.docx"


class _Writer:
    """Puts pieces behind one another into a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._styles = {style.name: style.style_id for style in document.styles}
        self._bookmarks = 0
        self._turned = False

    def begin(self, plan: Plan) -> None:
        """The cover and the contents, before the end of the first section."""
        end = self.document.element.body[0]
        for at, line in enumerate(plan.cover):
            end.addprevious(self._paragraph(line, COVER if at else COVER_YEAR))
        titles = [it for it in plan.pieces if isinstance(it, TitleLine) and it.number]
        entries = [it for it in titles if it.level <= 2]
        end.addprevious(self._paragraph(_CONTENTS_WORDS, _CONTENTS))
        for number, title in enumerate(entries, start=1):
            end.addprevious(self._entry(number, title, len(entries)))

    def put(self, piece: Piece) -> None:
        """A piece behind all others."""
        last = self.document.element.body[-1]
        if isinstance(piece, Page):
            self._turn(piece.wide)
        elif isinstance(piece, Grid):
            last.addprevious(self._table(piece))
        elif isinstance(piece, TitleLine):
            last.addprevious(self._title(piece))
        else:
            last.addprevious(self._paragraph(piece.text, piece.style))
        self._turned = isinstance(piece, Page)

    # -- paragraphs ------------------------------------------------------------------------------

    def _paragraph(self, text: str, style: str) -> Any:
        paragraph = OxmlElement("w:p")
        paragraph.style = self._styles[style]
        if text:
            paragraph.add_r().text = text
        return paragraph

    def _title(self, title: TitleLine) -> Any:
        fresh = title.fresh and not self._turned
        style = _FRESH_TITLE if fresh else _TITLE.format(title.level)
        paragraph = self._paragraph("", self._named(style))
        run = paragraph.add_r()
        run.text = f"{title.number}{title.separator}{title.text}"
        if title.number and title.level <= 2:
            self._bookmarks += 1
            run.addprevious(_mark("w:bookmarkStart", self._bookmarks, named=True))
            run.addnext(_mark("w:bookmarkEnd", self._bookmarks))
        return paragraph

    def _named(self, style: str) -> str:
        """A style's name as the library has it: its headings begin with a capital."""
        return style if style in self._styles else style.capitalize()

    def _entry(self, number: int, title: TitleLine, count: int) -> Any:
        paragraph = self._paragraph("", _ENTRY.format(title.level))
        if number == 1:
            for run in (_mark_field("begin"), _instruction(_CONTENTS_FIELD), _mark_field("separate")):
                paragraph.append(run)
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _BOOKMARK.format(number))
        link.set(qn("w:history"), "1")
        gap = "　" if title.level == 1 else ""
        for run in (_run(f"{title.number}{gap}{title.text}"), _run("\t"), *_page_of(number)):
            link.append(run)
        paragraph.append(link)
        if number == count:
            paragraph.append(_mark_field("end"))
        return paragraph

    # -- sections --------------------------------------------------------------------------------

    def _turn(self, wide: bool) -> None:
        """A new section whose pages lie on their side, or stand; numbers of pages go on."""
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        ending = self.document.element.body[-2]
        ending.style = self._styles[_SECTION_END]
        for restart in section._sectPr.findall(qn("w:pgNumType")):
            section._sectPr.remove(restart)
        if (section.orientation == WD_ORIENT.LANDSCAPE) == wide:
            return
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = section.page_height, section.page_width
        top, right = section.top_margin, section.right_margin
        bottom, left = section.bottom_margin, section.left_margin
        section.top_margin, section.right_margin = left, top
        section.bottom_margin, section.left_margin = right, bottom

    # -- tables ----------------------------------------------------------------------------------

    def _table(self, grid: Grid) -> Any:
        table = OxmlElement("w:tbl")
        tight = grid.size is not Size.PLAIN or len(grid.rows) >= _TIGHT_FROM
        properties = _with(
            "w:tblPr",
            _valued("w:tblStyle", self._styles[_TIGHT if tight else _TABLE]),
            _sized("w:tblW", sum(grid.widths)),
            _valued("w:jc", "center"),
            _typed("w:tblLayout", "fixed"),
        )
        table.append(properties)
        table.append(_with("w:tblGrid", *(_wide("w:gridCol", it) for it in grid.widths)))
        for row in grid.rows:
            table.append(self._row(row, grid))
        return table

    def _row(self, row: LaidRow, grid: Grid) -> Any:
        height = [] if grid.size is Size.DENSE else [_valued("w:trHeight", str(_ROW_HEIGHT))]
        if any(cell.look is Look.TAG for cell in row.cells):
            height = []
        heading = [OxmlElement("w:tblHeader")] if row.heading else []
        element = _with("w:tr", _with("w:trPr", OxmlElement("w:cantSplit"), *height, *heading))
        at = 0
        for cell in row.cells:
            element.append(self._cell(cell, sum(grid.widths[at : at + cell.across]), grid.size))
            at += cell.across
        return element

    def _cell(self, cell: LaidCell, width: int, size: Size) -> Any:
        properties = _with("w:tcPr", _sized("w:tcW", width))
        if cell.across > 1:
            properties.append(_valued("w:gridSpan", str(cell.across)))
        if cell.down is not Merge.NONE:
            properties.append(_valued("w:vMerge", cell.down.value))
        properties.append(_valued("w:vAlign", "center"))
        lines = cell.inside or ((cell.text, cell.look),)
        written = (self._paragraph(text, _style_of(look, size)) for text, look in lines)
        return _with("w:tc", properties, *written)


def _style_of(look: Look, size: Size) -> str:
    return _MIDDLE[size] if look is Look.MIDDLE else _LOOKS[look].format(size.value)


# -- elements ------------------------------------------------------------------------------------


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


def _wide(name: str, width: int) -> Any:
    element = OxmlElement(name)
    element.set(qn("w:w"), str(width))
    return element


def _run(text: str) -> Any:
    run = OxmlElement("w:r")
    run.text = text
    return run


def _mark(name: str, number: int, named: bool = False) -> Any:
    element = OxmlElement(name)
    element.set(qn("w:id"), str(number))
    if named:
        element.set(qn("w:name"), _BOOKMARK.format(number))
    return element


def _mark_field(kind: str) -> Any:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return _with("w:r", mark)


def _instruction(text: str) -> Any:
    code = OxmlElement("w:instrText")
    code.text = text
    code.set(qn("xml:space"), "preserve")
    return _with("w:r", code)


def _page_of(number: int) -> Iterator[Any]:
    """A field with the page that a bookmark stands on; `gongkai paginate` writes the digits."""
    yield _mark_field("begin")
    yield _instruction(f" PAGEREF {_BOOKMARK.format(number)} \\h ")
    yield _mark_field("separate")
    yield _with("w:r", OxmlElement("w:t"))
    yield _mark_field("end")
