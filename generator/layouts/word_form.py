"""A first form as a Word file: its pieces written into a blank form, in the styles that it has."""

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Twips

from generator.kept import library
from generator.layouts import elements
from generator.layouts.pieces import (
    CAPTION,
    COVER,
    COVER_YEAR,
    REMARK,
    TAG,
    Grid,
    LaidLine,
    LaidPage,
    Piece,
    TitleLine,
)
from generator.word import archive

BLANK = "blank"  # the folder under templates/ that new forms and their notices are made from
_TITLE, _FRESH_TITLE = "heading {}", "标题二另起页"
_CONTENTS, _ENTRY = "TOC Heading", "toc {}"
_CONTENTS_WORDS, _CONTENTS_FIELD = "目　录", ' TOC \\o "1-2" \\h \\z \\u '
_IN_CONTENTS = 2  # the lowest level of titles that stands there
_SECTION_END = "分节"
_LOW = Twips(794)  # of a page on its side, where a page number as high as else touches the table
_FIELD = re.compile(r"\{\{.*?\}\}")  # which no name of a table has: it is the same in each document


class FormPlan(NamedTuple):
    """All of a first form: the lines of its cover, its properties, its pieces in order."""

    cover: Sequence[str]
    properties: Sequence[tuple[str, str]]
    pieces: Sequence[Piece]


def write(plan: FormPlan) -> bytes:
    """The Word file of a plan. Same plan, same bytes."""
    writer = _Writer(docx.Document(str(blank("空白表样.docx"))))
    writer.begin(plan)
    for piece in plan.pieces:
        writer.put(piece)
    for name, text in plan.properties:
        setattr(writer.document.core_properties, name, text)
    stream = io.BytesIO()
    writer.document.save(stream)
    return archive.pack(archive.read(stream.getvalue()))


def blank(name: str) -> Path:
    """A file that new forms are made from; it came with the program."""
    return library.installed() / library.FOLDERS[0] / BLANK / name


class _Writer:
    """Puts pieces behind one another into a document.

    The blank one has two sections, of which the first ends in a paragraph of its own.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        body = document.element.body
        styles = ((str(style.name), str(style.style_id)) for style in document.styles)
        # The library gives Word's own styles names with capitals, which the file has not.
        self._styles = {name.casefold(): identifier for name, identifier in styles}
        self._end_of_cover, self._last = body[0], body[-1]
        self._footer = document.sections[-1].footer_distance
        self._titles = self._level = 0
        self._turned = self._after_table = False
        self._name, self._lead = "", None  # of the next table; the paragraph right above

    def begin(self, plan: FormPlan) -> None:
        """The cover and the contents, before the end of the first section."""
        titles = [it for it in plan.pieces if isinstance(it, TitleLine) and _is_listed(it)]
        written = [
            self._paragraph(it, COVER if n else COVER_YEAR) for n, it in enumerate(plan.cover)
        ]
        written.append(self._paragraph(_CONTENTS_WORDS, _CONTENTS))
        written += [self._entry(n, it, len(titles)) for n, it in enumerate(titles, start=1)]
        for paragraph in written:
            self._end_of_cover.addprevious(paragraph)

    def put(self, piece: Piece) -> None:
        """A piece behind all others."""
        if isinstance(piece, LaidPage):
            self._turn(piece.wide)
        elif isinstance(piece, Grid):
            if self._after_table:  # two tables without a paragraph between them are one in Word
                self._add(self._paragraph("", REMARK))
            if self._lead is not None:
                elements.keep_with_next(self._lead)
            self._add(elements.table(piece, self._styles, self._name))
        elif isinstance(piece, TitleLine):
            self._add(self._title(piece))
        else:
            self._add(self._paragraph(piece.text, piece.style))
        self._pass(piece)
        self._turned = isinstance(piece, LaidPage)
        if not (isinstance(piece, LaidLine) and piece.style == TAG):  # of a tag nothing is left
            self._after_table = isinstance(piece, Grid)

    def _pass(self, piece: Piece) -> None:
        """Note what a table that comes next is called, and what leads to it."""
        if isinstance(piece, TitleLine) or (isinstance(piece, LaidLine) and piece.style == CAPTION):
            self._name = _FIELD.sub("", piece.text).strip() or self._name
        if not (isinstance(piece, LaidLine) and piece.style == TAG):
            leads = isinstance(piece, LaidLine) and piece.text
            self._lead = self._last.getprevious() if leads else None

    def _add(self, element: Any) -> None:
        self._last.addprevious(element)

    def _paragraph(self, text: str, style: str) -> Any:
        return elements.paragraph(text, self._styles[style.casefold()])

    def _title(self, title: TitleLine) -> Any:
        fresh = title.fresh and not self._turned
        self._level = min(title.level, self._level + 1)  # no level is left out
        style = _FRESH_TITLE if fresh else _TITLE.format(self._level)
        paragraph = self._paragraph(f"{title.number}{title.separator}{title.text}", style)
        if _is_listed(title):
            self._titles += 1
            elements.bookmark(paragraph, self._titles)
        return paragraph

    def _entry(self, number: int, title: TitleLine, count: int) -> Any:
        """A line of the contents; one field reaches over all of them."""
        paragraph = self._paragraph("", _ENTRY.format(title.level))
        if number == 1:
            paragraph.extend(elements.begin_field(_CONTENTS_FIELD))
        gap = "　" if title.separator else ""
        paragraph.append(elements.link(f"{title.number}{gap}{title.text}", number))
        if number == count:
            paragraph.append(elements.end_field())
        return paragraph

    def _turn(self, wide: bool) -> None:
        """A new section whose pages lie on their side, or stand; numbers of pages go on."""
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        self._last = self.document.element.body[-1]
        self._last.getprevious().style = self._styles[_SECTION_END]
        elements.let_pages_go_on(self._last)
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = section.page_height, section.page_width
        section.footer_distance = _LOW if wide else self._footer
        names = ("top_margin", "right_margin", "bottom_margin", "left_margin")
        margins = [getattr(section, name) for name in names]
        turned = [margins[-1], *margins[:-1]] if wide else [*margins[1:], margins[0]]
        for name, margin in zip(names, turned, strict=True):
            setattr(section, name, margin)


def _is_listed(title: TitleLine) -> bool:
    """Whether a title stands in the contents: the others are in loops, or too low."""
    return bool(title.number) and title.level <= _IN_CONTENTS
