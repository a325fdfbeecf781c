"""What a redline goes by, and what makes its marks."""

from dataclasses import dataclass
from typing import Any

from generator.redlines.pieces import Links
from generator.vocabulary import REVISER
from generator.word.ooxml import word


@dataclass
class Pen:
    """What makes the marks of tracked changes, each with a number of its own in its part."""

    first: int
    made: int = 0

    def mark(self, name: str, *children: Any) -> Any:
        """A mark around its children. It is undated: the same input gives the same bytes."""
        number = self.first + self.made
        self.made += 1
        return word(name, *children, id=str(number), author=REVISER)


@dataclass(frozen=True)
class Basis:
    """What the comparison of two parts goes by."""

    pen: Pen
    # Whether a change of formatting is a change: not so where another program saved the old file.
    formats: bool
    old_links: Links
    new_links: Links
