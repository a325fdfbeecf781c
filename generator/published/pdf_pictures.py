"""Pictures of places in a .pdf: the page cut out around where something stands, in shades of grey.

A place is found by what it says, and of a row of a table by its label too; one that is not found,
or stands on its page more than once, has no picture: never that of another place.
"""

import re
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.published import lines
from generator.published.blocks import squeeze
from generator.published.ink import POINT, Glyph, InkBox, PageInk
from generator.published.lines import TextLine
from generator.published.pdf_file import PdfError, PdfFile

_DOTS = 108  # to an inch: small print stays legible on paper
_AROUND = 42 * POINT  # what is shown above and below
_WIDEST, _HIGHEST = 1200 * POINT, 300 * POINT
_MOST = 40  # signs by which a text is known that goes on over the end of its page
_FIGURE_SIGNS = frozenset("0123456789.,")
_APART = 22  # per cent of its height between two numbers
MAX_PICTURES = 60  # of a document
_CUT = re.compile(r"^…[\d.,]*|[\d.,]*…$")  # an excerpt may begin or end within a number
_GREYS = bytes(min(255, (it + 8) // 17 * 17) for it in range(256))  # sixteen will do


class SoughtSpot(NamedTuple):
    """What is looked for: on which page, what it says, the label of its row (or nothing)."""

    page: int
    text: str
    label: str = ""


class Picture(NamedTuple):
    """A .png, its width and height in dots, and where in it the place is (left, top, right, bottom
    in thousandths of them).
    """

    png: bytes
    width: int
    height: int
    mark: tuple[int, int, int, int]


def take(raw: bytes, spots: Sequence[SoughtSpot]) -> list[Picture | None]:
    """The picture of each spot, None for what is not found; a file that cannot be read has none."""
    by_page: dict[int, list[int]] = defaultdict(list)
    for number, it in enumerate(spots[:MAX_PICTURES]):
        by_page[it.page].append(number)
    taken: dict[int, Picture] = {}
    pdf = PdfFile(raw)
    try:
        for page, numbers in by_page.items():
            taken |= dict(_take_page(pdf, page, {n: spots[n] for n in numbers}))
    finally:
        pdf.close()
    return [taken.get(number) for number in range(len(spots))]


def _take_page(
    pdf: PdfFile, number: int, spots: Mapping[int, SoughtSpot]
) -> Iterator[tuple[int, Picture]]:
    if not 0 < number <= len(pdf):
        return
    try:
        page = pdf.read(number)
    except PdfError:
        return
    rows = lines.arrange(page.glyphs)
    for n, spot in spots.items():
        if (box := find(rows, spot)) is not None:
            yield n, _draw(pdf, page, box)


# -- where it is -------------------------------------------------------------------------------


def find(rows: Sequence[TextLine], spot: SoughtSpot) -> InkBox | None:
    """Where a spot is among the lines of its page; None where it is in none, or in several.

    A text may go on over lines; what a row of a table says more than once is the whole row.
    """
    text, label = _CUT.sub("", squeeze(spot.text)), squeeze(spot.label)
    if label:
        labelled = (line.glyphs for line in rows if label in _say(line.glyphs))
        found = [(it, boxes) for it in labelled if (boxes := list(_find_in(it, text)))]
        if len(found) != 1:
            return None
        [(glyphs, boxes)] = found
        return boxes[0] if len(boxes) == 1 else _around(glyphs)
    every = [it for line in rows for it in line.glyphs]
    tries = (list(_find_in(every, it)) for it in dict.fromkeys((text, text[:_MOST])))
    boxes = next(filter(None, tries), [])
    return boxes[0] if len(boxes) == 1 else None


def _find_in(glyphs: Sequence[Glyph], text: str) -> Iterator[InkBox]:
    """Where signs say a text; a number is no part of a longer one."""
    said = _say(glyphs)
    at = said.find(text) if text else -1
    while at >= 0:
        end = at + len(text)
        if not (_goes_on(glyphs, at) or _goes_on(glyphs, end)):
            yield _around(glyphs[at:end])
        at = said.find(text, at + 1)


def _say(glyphs: Sequence[Glyph]) -> str:
    return "".join(it.text for it in glyphs)


def _goes_on(glyphs: Sequence[Glyph], at: int) -> bool:
    """Whether a number goes on before a sign."""
    if not 0 < at < len(glyphs) or not {glyphs[at - 1].text, glyphs[at].text} <= _FIGURE_SIGNS:
        return False
    gap = glyphs[at].x0 - glyphs[at - 1].x1
    return gap * 100 < glyphs[at].size * _APART


def _around(glyphs: Sequence[Glyph]) -> InkBox:
    return InkBox(
        min(it.x0 for it in glyphs),
        min(it.y0 for it in glyphs),
        max(it.x1 for it in glyphs),
        max(it.y1 for it in glyphs),
    )


# -- the picture ---------------------------------------------------------------------------------


def _draw(pdf: PdfFile, page: PageInk, box: InkBox) -> Picture:
    cut = _cut(page, box)
    width, height, dots = pdf.draw(page, cut, _DOTS)
    mark = (
        (box.x0 - cut.x0) * 1000 // cut.width,
        (box.y0 - cut.y0) * 1000 // cut.height,
        (box.x1 - cut.x0) * 1000 // cut.width,
        (box.y1 - cut.y0) * 1000 // cut.height,
    )
    return Picture(_as_png(width, height, dots), width, height, mark)


def _cut(page: PageInk, box: InkBox) -> InkBox:
    """What is shown of a page around a place: all of its width that there is room for."""
    left = max(0, min(box.x0 - _WIDEST // 2, page.width - _WIDEST))
    top = max(0, box.y0 - _AROUND)
    right = min(page.width, left + _WIDEST)
    return InkBox(left, top, right, min(page.height, box.y1 + _AROUND, top + _HIGHEST))


def _as_png(width: int, height: int, dots: bytes) -> bytes:
    """Dots of a byte each, row by row, as a .png."""
    grey = dots.translate(_GREYS)
    rows = b"".join(b"\0" + grey[at : at + width] for at in range(0, width * height, width))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
