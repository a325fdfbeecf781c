"""The ruled lines of a page of a .pdf, and how much of it is pictures, as PDFium gives them.

A line is a stroke, a side of a stroked rectangle, or a filled shape as thin as one. `raw` is
PDFium's interface; coordinates are the page's own, in points, y upward.
"""

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

DEEPEST = 12  # forms within forms
_THIN = 3  # points: a filled shape no wider than this is a line
# Of 255: what is no lighter shows white signs upon it; what covers so little is not there.
_LIGHT, _NO_COVER = 200, 10
_CORNERS = 2  # a line across a cell has no more, there and back
_STEEP = 1  # points by which a line may deviate and still run across or down

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
_PLAIN: Matrix = (1, 0, 0, 1, 0, 0)


class Stroke(NamedTuple):
    """A line from one corner to another; or the corners of a `picture`, of what is shaded, of what
    is `drawn`: round, or in other lines than across and down.
    """

    left: float
    bottom: float
    right: float
    top: float
    picture: bool = False
    shade: bool = False
    drawn: bool = False

    @property
    def is_line(self) -> bool:
        """Whether it is a line."""
        return not (self.picture or self.shade or self.drawn)


class StrokeReader:
    """Reads the objects of pages, `most` of each and no more."""

    def __init__(self, raw: Any, most: int) -> None:
        self.raw, self.most = raw, most
        self.left = most

    def read(self, page: Any) -> Iterator[Stroke]:
        """The lines and pictures of a page; after `most` objects it stops with `left` at 0."""
        self.left = self.most
        count, get = self.raw.FPDFPage_CountObjects, self.raw.FPDFPage_GetObject
        yield from self._objects(page, count, get, _PLAIN, 0)

    def _objects(
        self, holder: Any, count: Any, get: Any, outer: Matrix, depth: int
    ) -> Iterator[Stroke]:
        raw = self.raw
        for index in range(count(holder)):
            if self.left <= 0:
                return
            self.left -= 1
            it = get(holder, index)
            kind = raw.FPDFPageObj_GetType(it)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                yield from self._path(it, _times(self._matrix(it), outer))
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                yield self._picture(it, outer)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
                inner = _times(self._matrix(it), outer)
                count_in, get_in = raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject
                yield from self._objects(it, count_in, get_in, inner, depth + 1)

    def _matrix(self, it: Any) -> Matrix:
        found = self.raw.FS_MATRIX()
        if not self.raw.FPDFPageObj_GetMatrix(it, found):
            return _PLAIN
        return found.a, found.b, found.c, found.d, found.e, found.f

    def _picture(self, it: Any, outer: Matrix) -> Stroke:
        """A picture's corners: it fills the unit square of its matrix."""
        matrix = _times(self._matrix(it), outer)
        corners = [_at(matrix, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
        around = _around(corners)
        return around._replace(picture=True) if not _is_thin(around) else _centre_line(around)

    def _path(self, it: Any, matrix: Matrix) -> Iterator[Stroke]:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        self.raw.FPDFPath_GetDrawMode(it, fill, stroke)
        if not (fill.value or stroke.value):
            return
        shaded = bool(fill.value) and not is_pale(self.raw, it, _LIGHT)
        for points, straight in self._outlines(it, matrix):
            around = _around(points)
            if shaded and not _is_thin(around):
                yield around._replace(shade=True)
            if _is_thin(around):
                yield _centre_line(around)
                continue
            sides = list(map(_line, points, points[1:]))
            level = straight and all(map(_is_level, sides))
            if not level and len(sides) > _CORNERS:
                yield around._replace(drawn=True)
            if straight and stroke.value:
                yield from filter(_is_level, sides)

    def _outlines(self, it: Any, matrix: Matrix) -> Iterator[tuple[list[Point], bool]]:
        """The pieces of a path: their corners, and whether they are made of straight lines."""
        raw, points, straight = self.raw, list[Point](), True
        x, y = ctypes.c_float(), ctypes.c_float()
        for index in range(raw.FPDFPath_CountSegments(it)):
            if self.left <= 0:
                return
            self.left -= 1
            segment = raw.FPDFPath_GetPathSegment(it, index)
            kind = raw.FPDFPathSegment_GetType(segment)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                if len(points) > 1:
                    yield points, straight
                points, straight = [], True
            straight = straight and kind != raw.FPDF_SEGMENT_BEZIERTO
            points.append(_at(matrix, x.value, y.value))
            if raw.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if len(points) > 1:
            yield points, straight


def count_notes(raw: Any, page: Any, most: int) -> int:
    """How many notes, stamps, fields to fill in lie on a page: what they show is no text of it."""
    notes = 0
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), most)):
        it = raw.FPDFPage_GetAnnot(page, index)
        notes += raw.FPDFAnnot_GetSubtype(it) not in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP)
        raw.FPDFPage_CloseAnnot(it)
    return notes


def is_pale(raw: Any, it: Any, light: int) -> bool:
    """Whether what an object is filled with is so light (of 255), or lets everything through."""
    colour = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(it, *colour):
        return False
    *shades, cover = (part.value for part in colour)
    return min(shades) >= light or cover <= _NO_COVER


def _at(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does what the inner one does, and then the outer one."""
    if outer is _PLAIN:
        return inner
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    first = (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j)
    return (*first, e * g + f * i + k, e * h + f * j + m)


def _around(points: list[Point]) -> Stroke:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Stroke(min(xs), min(ys), max(xs), max(ys))


def _line(one: Point, other: Point) -> Stroke:
    return _around([one, other])


def _is_level(line: Stroke) -> bool:
    return min(line.right - line.left, line.top - line.bottom) <= _STEEP


def _is_thin(box: Stroke) -> bool:
    return min(box.right - box.left, box.top - box.bottom) <= _THIN


def _centre_line(box: Stroke) -> Stroke:
    """A thin shape as the line along it."""
    if box.right - box.left >= box.top - box.bottom:
        middle = (box.bottom + box.top) / 2
        return Stroke(box.left, middle, box.right, middle)
    middle = (box.left + box.right) / 2
    return Stroke(middle, box.bottom, middle, box.top)
