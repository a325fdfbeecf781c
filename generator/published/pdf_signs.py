"""The signs of a page of a .pdf, each with its box, as PDFium gives them.

`raw` is PDFium's interface; a page's own coordinates are given back in points, y upward.
"""

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from generator.published.pdf_strokes import is_pale

UNMAPPED = "\ufffd"
_QUARTER = 90
_NEAR = 1  # point
_MOST_PATHS = 50  # that cut one text, and points of each
_FILLED = (0, 4)  # the modes in which signs are filled only
_WHITE = 0xE0  # of 255 in each colour: what is as pale as that does not stand out from the paper
_SKEW = 10  # degrees by which a sign may stand askew and still be of a line
_NOTHING = frozenset((0, 10, 13, 0xFFFE, 0xFFFF))
# Radicals that fonts give in the place of the signs that look the same (Unicode's own table of
# equivalents; those of the block 2F00 follow from NFKC).
_RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰",
    "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙",
)
# Blocks whose signs are compatible forms of others.
_COMPATIBLE = ((0x2F00, 0x2FD5), (0xF900, 0xFAFF), (0xFB00, 0xFB06))
_PRIVATE = (0xE000, 0xF8FF)


class Sign(NamedTuple):
    """A sign: its text, the box that it takes up, the point where it stands on its line, its size.

    `quarter` is by how many quarters it is turned to the left; None stands askew. `seen` is whether
    it is shown, `white` whether it is so as white paper is.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float
    size: float
    quarter: int | None
    seen: bool
    white: bool = False


Corners = tuple[float, float, float, float]


class _FoundSign(NamedTuple):
    """How a text is drawn: whether at all, how high its signs are, what of it is cut off, and
    whether it is `white`.

    Of what is drawn only that inside of `within` (left, bottom, right, top) is shown.
    """

    seen: bool
    size: float
    within: Corners | None
    white: bool = False

    def shows(self, box: Any) -> bool:
        """Whether a sign that takes up a box is shown: its middle is."""
        if not self.seen or self.within is None:
            return self.seen
        left, bottom, right, top = self.within
        x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        across, down = left - _NEAR <= x <= right + _NEAR, bottom - _NEAR <= y <= top + _NEAR
        return bool(across and down)


class GlyphReader:
    """Reads the signs of one page.

    Texts that the page itself holds may be cut off, as in a cell of a sheet that is too small; in
    forms, whose measure is their own, that is not looked at.
    """

    def __init__(self, raw: Any, page: Any, text_page: Any, most: int) -> None:
        self.raw, self.text_page = raw, text_page
        objects = (raw.FPDFPage_GetObject(page, n) for n in range(self._count(page, most)))
        self.own = frozenset(ctypes.addressof(it.contents) for it in objects if it)
        self.box, self.matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.clip_x, self.clip_y = ctypes.c_float(), ctypes.c_float()
        self.drawings: dict[int, _FoundSign] = {}

    def _count(self, page: Any, most: int) -> int:
        return min(int(self.raw.FPDFPage_CountObjects(page)), most)

    def read(self, most: int) -> Iterator[Sign]:
        """The signs of the page, `most` at the most, in the order in which they were written."""
        raw, page = self.raw, self.text_page
        for index in range(min(raw.FPDFText_CountChars(page), most)):
            if raw.FPDFText_IsGenerated(page, index) == 1:  # a blank that PDFium thinks of
                continue
            unmapped = raw.FPDFText_HasUnicodeMapError(page, index) == 1
            code = raw.FPDFText_GetUnicode(page, index)
            if (unmapped or code not in _NOTHING) and self._place(index):
                yield self._sign(index, UNMAPPED if unmapped else _text_of(code))

    def _place(self, index: int) -> bool:
        raw, page = self.raw, self.text_page
        boxed = raw.FPDFText_GetLooseCharBox(page, index, self.box)
        return bool(boxed and raw.FPDFText_GetCharOrigin(page, index, self.x, self.y))

    def _sign(self, index: int, text: str) -> Sign:
        box, drawing = self.box, self._drawing(index)
        quarter = _quarter(self.raw.FPDFText_GetCharAngle(self.text_page, index))
        place = (box.left, box.bottom, box.right, box.top, self.x.value, self.y.value)
        return Sign(text, *place, drawing.size, quarter, drawing.shows(box), drawing.white)

    def _drawing(self, index: int) -> _FoundSign:
        """How the text of a sign is drawn; what was recognised below a scanned page is not."""
        raw, page = self.raw, self.text_page
        holder = raw.FPDFText_GetTextObject(page, index)
        key = ctypes.addressof(holder.contents) if holder else 0
        if key not in self.drawings:
            mode = raw.FPDFTextObj_GetTextRenderMode(holder) if holder else 0
            known = raw.FPDFText_GetMatrix(page, index, self.matrix)
            scale = math.hypot(self.matrix.c, self.matrix.d) if known else 1
            size = raw.FPDFText_GetFontSize(page, index) * scale
            within = self._find_clip(holder) if key in self.own else None
            seen = mode != raw.FPDF_TEXTRENDERMODE_INVISIBLE
            filled = holder and mode in _FILLED
            white = bool(filled) and is_pale(raw, holder, _WHITE)
            self.drawings[key] = _FoundSign(seen, size, within, white)
        return self.drawings[key]

    def _find_clip(self, holder: Any) -> Corners | None:
        """What a text is cut to: the corners around each path that cuts it, all together."""
        raw, within = self.raw, None
        clip = raw.FPDFPageObj_GetClipPath(holder)
        for path in range(min(raw.FPDFClipPath_CountPaths(clip), _MOST_PATHS) if clip else 0):
            xs, ys = [], []
            for number in range(min(raw.FPDFClipPath_CountPathSegments(clip, path), _MOST_PATHS)):
                segment = raw.FPDFClipPath_GetPathSegment(clip, path, number)
                raw.FPDFPathSegment_GetPoint(segment, self.clip_x, self.clip_y)
                xs.append(self.clip_x.value)
                ys.append(self.clip_y.value)
            if xs:
                around = (min(xs), min(ys), max(xs), max(ys))
                within = around if within is None else _overlap(within, around)
        return within


def _overlap(one: Corners, other: Corners) -> Corners:
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def main_quarter(signs: list[Sign]) -> int:
    """The direction that most of the signs run in."""
    counted = Counter(sign.quarter for sign in signs if sign.quarter is not None)
    return max(counted, key=lambda quarter: (counted[quarter], -quarter), default=0)


@lru_cache(maxsize=1 << 16)
def _text_of(code: int) -> str:
    if _PRIVATE[0] <= code <= _PRIVATE[1] or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return UNMAPPED
    sign = chr(code)
    if any(first <= code <= last for first, last in _COMPATIBLE):
        return unicodedata.normalize("NFKC", sign)
    return sign.translate(_RADICALS)


@lru_cache(maxsize=1 << 10)
def _quarter(angle: float) -> int | None:
    """How many quarters a sign is turned to the left, from its angle to the right in radians."""
    degrees = -round(math.degrees(angle)) % 360
    quarters, rest = divmod(degrees + _QUARTER // 2, _QUARTER)
    return quarters % 4 if abs(rest - _QUARTER // 2) <= _SKEW else None
