"""A .pdf opened, within bounds, page by page: what is on each, upright (`ink`).

PDFium does the reading, the same as in Chrome. It runs no scripts here and follows no links. What
it does inside of one page cannot be stopped from here: see `pdf_process`.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from generator.exits import RefusedError
from generator.published import pdf_hidden, pdf_signs
from generator.published.ink import POINT, Glyph, InkBox, PageInk, Rule
from generator.published.pdf_signs import UNMAPPED, GlyphReader, Sign
from generator.published.pdf_strokes import Stroke, StrokeReader, count_notes

# Published documents have a few dozen pages, those with every project's table a few hundred.
MAX_PAGES = 1000
MAX_TOTAL = 2_000_000  # signs of a document: a thousand pages full of print
MAX_ENTRIES, DEEPEST = 10_000, 20  # of the bookmarks
MAX_SIGNS = 30_000  # on one page: a table of the smallest print has 6,000
MAX_OBJECTS = 200_000  # on one page: lines drawn as dots are the most that was seen, 20,000
_LIMIT = 1_000_000 * POINT  # further out nothing is
_ABOVE = 85  # per cent of a sign's height that are above its line
_INCH = 72  # points
PDF_MARK = b"%PDF-"
LOCKED, DAMAGED = "设了打开密码", "不是完好的 PDF 文件"


class PdfError(ValueError):
    """Why a .pdf, or a page of it, cannot be read, in the words to show."""


class OutlineEntry(NamedTuple):
    """An entry of the bookmarks: its level from 1, its title, its page from 1 (0: none)."""

    level: int
    title: str
    page: int


class PdfInk(NamedTuple):
    """All pages in order, of one that cannot be read why; and the bookmarks."""

    pages: tuple[PageInk | str, ...]
    outline: tuple[OutlineEntry, ...] = ()


def read(raw: bytes) -> PdfInk:
    """What is on the pages of a .pdf; one that cannot be read at all is a `PdfError`."""
    pdf = PdfFile(raw)
    try:
        pages: list[PageInk | str] = []
        signs = 0
        for number in range(1, len(pdf) + 1):
            try:
                page = pdf.read(number)
            except PdfError as error:
                pages.append(str(error))
                continue
            pages.append(page)
            signs += len(page.glyphs)
            if signs > MAX_TOTAL:
                raise PdfError("PDF 里的字太多")
        return PdfInk(tuple(pages), tuple(islice(pdf.outline(), MAX_ENTRIES)))
    finally:
        pdf.close()


class PdfFile:
    """An open .pdf."""

    def __init__(self, raw: bytes) -> None:
        library = load()
        self._raw, self._error = library.raw, library.PdfiumError
        try:
            self._document = library.PdfDocument(raw)
        except self._error as error:
            locked = getattr(error, "err_code", None) == self._raw.FPDF_ERR_PASSWORD
            raise PdfError(LOCKED if locked else DAMAGED) from error
        if len(self._document) > MAX_PAGES:
            raise PdfError(f"PDF 超过 {MAX_PAGES} 页")

    def __len__(self) -> int:
        return len(self._document)

    def close(self) -> None:
        """Give back what the library holds."""
        self._document.close()

    def outline(self) -> Iterator[OutlineEntry]:
        """The bookmarks, as far as the document has any."""
        for entry in self._document.get_toc(max_depth=DEEPEST):
            target = entry.get_dest()
            page = target.get_index() if target else None
            yield OutlineEntry(entry.level + 1, entry.get_title(), 0 if page is None else page + 1)

    def read(self, number: int) -> PageInk:
        """What is on a page, counted from 1; a page that cannot be read is a `PdfError`."""
        try:
            page = self._document[number - 1]
            text = page.get_textpage()
        except self._error as error:
            raise PdfError("这一页读不出来") from error
        try:
            reader = GlyphReader(self._raw, page.raw, text.raw, MAX_OBJECTS)
            signs = list(reader.read(MAX_SIGNS))
            strokes = StrokeReader(self._raw, MAX_OBJECTS)
            drawn = list(strokes.read(page.raw))
            if len(signs) >= MAX_SIGNS or strokes.left <= 0:
                raise PdfError("这一页的字或者线条太多")
            quarter = pdf_signs.main_quarter(signs) if signs else page.get_rotation() // 90
            ink = _Turning(page.get_bbox(), quarter).page(number, signs, drawn)
            return replace(ink, notes=count_notes(self._raw, page.raw, MAX_OBJECTS))
        finally:
            text.close()
            page.close()

    def draw(self, page: PageInk, cut: InkBox, dots: int) -> tuple[int, int, bytes]:
        """What is inside of a rectangle of a page, so many dots to an inch: how wide it is, how
        high, and its dots, a byte of grey each.
        """
        it = self._document[page.number - 1]
        sides = (cut.x0, page.height - cut.y1, page.width - cut.x1, cut.y0)
        turned = (page.quarter * 90 - it.get_rotation()) % 360
        crop = tuple(side / POINT for side in sides)
        drawn = it.render(scale=dots / _INCH, rotation=turned, crop=crop, grayscale=True)
        rows = memoryview(drawn.buffer).cast("B")
        starts = range(0, drawn.stride * drawn.height, drawn.stride)
        grey = b"".join(bytes(rows[at : at + drawn.width]) for at in starts)
        return drawn.width, drawn.height, grey


@cache
def load() -> Any:
    """The library; what it has to tell programmers is not shown."""
    try:
        import pypdfium2
    except ImportError as error:
        message = "读 PDF 缺少 pypdfium2：请运行 pip install gongkai[audit]"
        raise RefusedError(message) from error
    logging.getLogger("pypdfium2").addHandler(logging.NullHandler())
    return pypdfium2


class _Turning:
    """Takes a page's own coordinates to those of `PageInk`."""

    def __init__(self, box: Sequence[float], quarter: int) -> None:
        left, bottom, right, top = map(_cents, box)
        self.left, self.top, self.quarter = left, top, quarter
        self.sides = (right - left, top - bottom)

    def page(self, number: int, signs: list[Sign], drawn: list[Stroke]) -> PageInk:
        """A page of these signs and lines."""
        width, height = self.sides if self.quarter % 2 == 0 else self.sides[::-1]
        paper = InkBox(0, 0, width, height)
        placed = [(sign, self.stand(sign)) for sign in signs]
        there = [(sign, box) for sign, box in placed if _holds(paper, box)]
        said = [(sign, box) for sign, box in placed if sign.text.strip()]
        lines = [(it, self.box(it)) for it in drawn]
        behind = [box for it, box in lines if not it.is_line]
        seen, hidden = pdf_hidden.part([it for it in there if it[0].seen], behind)
        upright = [(sign, box) for sign, box in seen if sign.quarter == self.quarter]
        return PageInk(
            number,
            width,
            height,
            tuple(Glyph(sign.text, *box) for sign, box in upright),
            tuple(_across(box) for it, box in lines if it.is_line and _is_across(box)),
            tuple(_down(box) for it, box in lines if it.is_line and not _is_across(box)),
            "".join(sign.text for sign, _ in seen if sign.quarter != self.quarter),
            sum(sign.text == UNMAPPED for sign, _ in seen),
            len(said) - sum(sign.seen for sign, box in said if _holds(paper, box)),
            _share(paper, [box for it, box in lines if it.picture]),
            self.quarter,
            "".join(sign.text for sign, _ in hidden),
            sum((it.picture or it.drawn) and _holds(paper, box) for it, box in lines),
        )

    def stand(self, sign: Sign) -> InkBox:
        """Where a sign stands on its line: fonts do not agree on how high one reaches."""
        box, at = self.box(sign), (sign.x, sign.y, sign.x, sign.y)
        line = self.turn(at).y0 if self.quarter else self.top - _cents(sign.y)
        size = _cents(sign.size)
        return InkBox(
            box.x0, line - size * _ABOVE // 100, box.x1, line + size * (100 - _ABOVE) // 100
        )

    def box(self, it: Sign | Stroke) -> InkBox:
        """The box of what has one, upright."""
        return self.turn((it.left, it.bottom, it.right, it.top))

    def turn(self, corners: Sequence[float]) -> InkBox:
        """What lies between a left lower and a right upper corner, upright."""
        x0, y1, x1, y0 = map(_cents, corners)
        box = InkBox(x0 - self.left, self.top - y0, x1 - self.left, self.top - y1)
        width, height = self.sides
        for _ in range(self.quarter):
            box, width, height = box.turn(height), height, width
        return box


def _cents(points: float) -> int:
    """A length in hundredths of a point; what is beyond every page, or no number, is far away."""
    cents = points * POINT
    return round(cents) if -_LIMIT < cents < _LIMIT else _LIMIT


def _holds(paper: InkBox, box: InkBox) -> bool:
    """Whether what is in a box is on the paper: its middle is."""
    x, y = box.x0 + box.x1, box.y0 + box.y1
    return 0 <= x <= 2 * paper.x1 and 0 <= y <= 2 * paper.y1


def _is_across(box: InkBox) -> bool:
    return box.width >= box.height


def _across(box: InkBox) -> Rule:
    return Rule((box.y0 + box.y1) // 2, box.x0, box.x1)


def _down(box: InkBox) -> Rule:
    return Rule((box.x0 + box.x1) // 2, box.y0, box.y1)


def _share(paper: InkBox, pictures: Sequence[InkBox]) -> int:
    """The part of the paper under pictures, in per cent; where they overlap it may be more."""
    area = 0
    for it in pictures:
        width = min(it.x1, paper.x1) - max(it.x0, 0)
        height = min(it.y1, paper.y1) - max(it.y0, 0)
        area += max(width, 0) * max(height, 0)
    return area * 100 // max(paper.x1 * paper.y1, 1)
