"""Which paragraphs of a document stand on landscape pages."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from generator.word import ooxml
from generator.word.ooxml import W


class PageSection(NamedTuple):
    """A stretch of a document: the number of its last paragraph, and how its pages lie."""

    last: int
    landscape: bool


def read(root: Any, numbers: Mapping[Any, int]) -> tuple[PageSection, ...]:
    """The sections of a document in order; `numbers` are those of its paragraphs."""
    found = []
    for properties in root.iter(f"{W}sectPr"):
        paragraph = next(properties.iterancestors(f"{W}p"), None)
        last = len(numbers) if paragraph is None else numbers.get(paragraph, 0)
        found.append(PageSection(last, _lies(properties.find(f"{W}pgSz"))))
    return tuple(sorted(found))


def is_landscape(sections: Sequence[PageSection], paragraph: int) -> bool:
    """Whether the page of a paragraph lies; one whose number is unknown (0) stands."""
    return bool(paragraph) and next(
        (it.landscape for it in sections if it.last >= paragraph), False
    )


def _lies(size: Any) -> bool:
    width, height = (ooxml.number(size, side) or 0 for side in ("w", "h"))
    return width > height
