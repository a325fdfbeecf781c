"""Signs as lines of text, ordered by where they stand, never by how they were written."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import attrgetter, itemgetter

from generator.published.ink import Glyph

# How much of a sign's height lines may differ in and be one.
_LEVEL_PERCENT = 45
# Gaps, in parts of the height of a sign: what separates letters, what Chinese signs, and columns.
# Programs set digits off from Chinese signs by a quarter; with a blank typed less will do.
_LETTERS, _SIGNS, _TYPED, _COLUMNS = 22, 45, 10, 200
# Two of the same sign, one upon the other, are one printed fat.
_UPON = 60
TAB = "\t"


@dataclass(frozen=True)
class TextLine:
    """A line: its signs from left to right, blanks left out but for where (`typed`) they were."""

    glyphs: tuple[Glyph, ...]
    typed: frozenset[int] = frozenset()

    @property
    def x0(self) -> int:
        return self.glyphs[0].x0

    @property
    def x1(self) -> int:
        return max(it.x1 for it in self.glyphs[-2:])

    @property
    def y0(self) -> int:
        return min(it.y0 for it in self.glyphs)

    @property
    def y1(self) -> int:
        return max(it.y1 for it in self.glyphs)

    @cached_property
    def size(self) -> int:
        """The height of most of its signs."""
        return sorted(it.size for it in self.glyphs)[len(self.glyphs) // 2]

    @cached_property
    def text(self) -> str:
        """What it says; where columns are apart, a tab."""
        return "".join(self._pieces())

    @cached_property
    def segments(self) -> list["TextLine"]:
        """The parts of it that stand as far apart as columns do."""
        starts = [at for at in range(1, len(self.glyphs)) if self._gap(at) >= _COLUMNS]
        edges = [0, *starts, len(self.glyphs)]
        return [
            TextLine(self.glyphs[one:other], frozenset(n - one for n in self.typed))
            for one, other in pairwise(edges)
        ]

    def _gap(self, at: int) -> int:
        """The gap before a sign, in per cent of its height."""
        one, other = self.glyphs[at - 1], self.glyphs[at]
        return (other.x0 - one.x1) * 100 // max(other.size, one.size, 1)

    def _pieces(self) -> Iterator[str]:
        for at, it in enumerate(self.glyphs):
            if at:
                yield self._blank(at)
            yield it.text

    def _blank(self, at: int) -> str:
        gap = self._gap(at)
        if gap >= _COLUMNS:
            return TAB
        plain = self.glyphs[at - 1].text.isascii() and self.glyphs[at].text.isascii()
        least = _TYPED if at in self.typed else _LETTERS if plain else _SIGNS
        return " " if gap >= least else ""


def arrange(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """Signs as lines, from top to bottom."""
    rows: list[list[Glyph]] = []
    middle = size = 0
    ordered = sorted((((it.y0 + it.y1) // 2, it) for it in glyphs), key=itemgetter(0))
    for at, it in ordered:
        if not rows or (at - middle) * 100 > max(it.y1 - it.y0, size) * _LEVEL_PERCENT:
            rows.append([])
            middle, size = at, it.y1 - it.y0
        rows[-1].append(it)
    return [line for row in rows if (line := _line(row)) is not None]


def _line(row: Sequence[Glyph]) -> TextLine | None:
    kept: list[Glyph] = []
    typed: set[int] = set()
    for it in sorted(row, key=attrgetter("x0")):
        if it.text.isspace():
            typed.add(len(kept))
        elif not (kept and _is_again(kept[-1], it)):
            kept.append(it)
    return TextLine(tuple(kept), frozenset(typed)) if kept else None


def _is_again(one: Glyph, other: Glyph) -> bool:
    """Whether a sign is printed upon the same one."""
    shared = min(one.x1, other.x1) - other.x0
    return one.text == other.text and shared * 100 > (other.x1 - other.x0) * _UPON
