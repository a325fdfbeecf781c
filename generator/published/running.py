"""What stands on pages beside their text: page numbers, and heads and feet that are repeated."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.published.ink import POINT
from generator.published.lines import TextLine
from generator.published.page_tables import InkTable

PAGE_NUMBER = "页码"
# How much of a page, in per cent, its edges are: no text of a page begins or ends further out.
_EDGE = 13
# A head or foot is on at least so many pages, and one in so many.
_TIMES, _ONE_IN = 3, 3
_LEVEL = 3 * POINT
_NUMBER = re.compile(
    r"[-—–―‐·.\s]*(?:第\s*)?(\d{1,4})(?:\s*页)?(?:\s*[,，/／共]\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–―‐·.\s]*"
)


@dataclass(frozen=True, slots=True)
class PageText:
    """A page: its size, its tables, and its other lines from top to bottom."""

    number: int
    width: int
    height: int
    tables: tuple[InkTable, ...]
    lines: tuple[TextLine, ...]


Beside = dict[tuple[int, int], TextLine]


@dataclass(frozen=True, slots=True)
class Running:
    """Page numbers as printed, by page; and the lines that are no text, by page and index."""

    numbers: dict[int, str]
    lines: dict[tuple[int, int], TextLine]


def find(pages: Sequence[PageText]) -> Running:
    """What runs along the pages of a document."""
    beside: Beside = {}
    numbers: dict[int, str] = {}
    for _ in range(2):  # two lines at the most
        edges = [edge for page in pages for edge in _edges(page, beside)]
        numbers |= _read_numbers(edges, beside, numbers)
        _find_repeated(edges, beside, len(pages))
    return Running(numbers, beside)


@dataclass(frozen=True, slots=True)
class _Edge:
    """The first or the last line of a page."""

    page: int
    index: int
    line: TextLine
    top: bool

    @property
    def key(self) -> tuple[int, int]:
        return self.page, self.index


def _edges(page: PageText, beside: Beside) -> Iterator[_Edge]:
    left = [n for n in range(len(page.lines)) if (page.number, n) not in beside]
    deep = page.height * _EDGE // 100
    for index in left[:1]:
        if page.lines[index].y0 < deep and not _has_table(page, 0, page.lines[index].y0):
            yield _Edge(page.number, index, page.lines[index], top=True)
    for index in left[-1:]:
        line = page.lines[index]
        if line.y1 > page.height - deep and not _has_table(page, line.y1, page.height):
            yield _Edge(page.number, index, line, top=False)


def _has_table(page: PageText, top: int, bottom: int) -> bool:
    return any(it.box.y0 >= top and it.box.y1 <= bottom for it in page.tables)


def number_of(text: str) -> str:
    """The page's number that a line is; nothing where it says more."""
    found = _NUMBER.fullmatch(text)
    return found[1] if found else ""


def _read_numbers(edges: list[_Edge], beside: Beside, known: dict[int, str]) -> dict[int, str]:
    """The page numbers among lines; a bare number is one only where another page goes on."""
    found = {edge: number for edge in edges if (number := number_of(edge.line.text))}
    steps = Counter(int(number) - edge.page for edge, number in found.items())
    steps.update(int(number) - page for page, number in known.items())
    numbers: dict[int, str] = {}
    for edge, number in found.items():
        marked = edge.line.text != number
        if edge.page not in known and (marked or steps[int(number) - edge.page] > 1):
            numbers[edge.page] = number
            beside[edge.key] = edge.line
    return numbers


def _find_repeated(edges: list[_Edge], beside: Beside, pages: int) -> None:
    places: dict[tuple[str, bool], list[_Edge]] = {}
    for edge in edges:
        if edge.key not in beside:
            places.setdefault((edge.line.text, edge.top), []).append(edge)
    for alike in places.values():
        middle = sorted(edge.line.y0 for edge in alike)[len(alike) // 2]
        level = [edge for edge in alike if abs(edge.line.y0 - middle) <= _LEVEL]
        if len(level) >= max(_TIMES, pages // _ONE_IN):
            beside |= {edge.key: edge.line for edge in level}
