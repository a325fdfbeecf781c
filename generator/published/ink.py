"""What is on a page as it is seen: signs and ruled lines with their positions, upright.

All lengths are whole hundredths of a point, from the upper left corner of the page: x to the right,
y downward. A page that is turned, or whose text is, is turned back first.
"""

from dataclasses import dataclass
from typing import NamedTuple

POINT = 100


class InkBox(NamedTuple):
    """A rectangle: left, top, right, bottom."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def width(self) -> int:
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        return self.y1 - self.y0

    def turn(self, height: int) -> "InkBox":
        """Where it lies when its page, of this height, is turned a quarter to the right."""
        return InkBox(height - self.y1, self.x0, height - self.y0, self.x1)


class Glyph(NamedTuple):
    """A sign: its box, as wide as it moves on and as high as its font; blanks are signs too."""

    text: str
    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def middle(self) -> int:
        """The height at which its line runs."""
        return (self.y0 + self.y1) // 2

    @property
    def size(self) -> int:
        """How high it is."""
        return self.y1 - self.y0


class Rule(NamedTuple):
    """A ruled line: `at` is its y where it runs across, its x where it runs down."""

    at: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PageInk:
    """One page, counted from 1.

    `turned` are signs that run in another direction than the page's text; `unmapped` counts signs
    whose font does not say what they mean (they stand as U+FFFD), `unseen` those that are there
    but not shown, `hidden` are those too pale or too small to be read; `pictured` is the part of
    the page under pictures, in per cent, `drawings` counts pictures and drawn shapes of any size,
    `notes` what was laid upon it. To be upright it was turned by so many `quarter`s to the right.
    """

    number: int
    width: int
    height: int
    glyphs: tuple[Glyph, ...] = ()
    across: tuple[Rule, ...] = ()
    down: tuple[Rule, ...] = ()
    turned: str = ""
    unmapped: int = 0
    unseen: int = 0
    pictured: int = 0
    quarter: int = 0
    hidden: str = ""
    drawings: int = 0
    notes: int = 0
