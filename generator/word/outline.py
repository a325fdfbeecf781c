"""Where each paragraph of a finished document stands, as a reader would look for it in Word.

A paragraph has its headings and its number below them; one in a table has the table's title, the
words at the head of its row, and the words at the head of its column.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from generator.word import archive, ooxml
from generator.word.ooxml import DOCUMENT, W

STYLES, PROPERTIES = "word/styles.xml", "docProps/core.xml"
MAX_LABEL = 40
# Counts of rows and columns (栏次) stand beside the words and name nothing.
_BARE_NUMBER = re.compile(r"[0-9.,%]{1,20}")

Figures = Collection[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a table, all counted from 0; `title` and labels are words to look for."""

    table: int
    row: int
    cell: int
    title: str
    label: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """One paragraph of a document: its number as in `Printed`, its text, its surroundings.

    `ordinal` is its number among the paragraphs of text below its heading.
    """

    part: str
    paragraph: int
    text: str
    headings: tuple[str, ...] = ()
    ordinal: int = 0
    cell: Cell | None = None

    @property
    def where(self) -> str:
        """The way to the paragraph, without its own words."""
        way = [*(self.headings or (_name_of(self.part),))]
        if self.cell is None:
            return " › ".join(way) + (f"，第{self.ordinal}段" if self.ordinal else "")
        if self.cell.title and self.cell.title not in way[-1]:
            way.append(self.cell.title)
        labels = "，".join(filter(None, (self.cell.label, self.cell.column)))
        return " › ".join(way) + (f"：{labels}" if labels else "")


def _name_of(part: str) -> str:
    if part == PROPERTIES:
        return "文档属性"
    names = (("header", "页眉"), ("footer", "页脚"))
    return next((name for key, name in names if key in part), "封面和目录")


def read(docx: bytes, figures: Figures) -> tuple[Spot, ...]:
    """Every paragraph of a document, part by part; `figures` are those that hold figures."""
    parts = archive.read(docx)
    styles = _styles(parts.get(STYLES))
    names = sorted(
        (name for name in parts if re.fullmatch(r"word/(document|header|footer)\w*\.xml", name)),
        key=lambda name: (name != DOCUMENT, name),
    )
    spots = [spot for name in names for spot in _part(name, parts[name], styles, figures)]
    return (*spots, *_properties(parts.get(PROPERTIES)))


def _properties(xml: bytes | None) -> Iterator[Spot]:
    if xml is not None:
        for number, node in enumerate(ooxml.parse(xml), start=1):
            yield Spot(PROPERTIES, number, node.text or "")


# -- styles ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says of its paragraphs: their level in the outline, or a caption."""

    level: int | None = None
    caption: bool = False


def _styles(xml: bytes | None) -> Mapping[str, _Style]:
    if xml is None:
        return {}
    found = {str(node.get(f"{W}styleId")): node for node in ooxml.parse(xml).iter(f"{W}style")}
    return {name: _style(node, found) for name, node in found.items()}


def _style(node: Any, known: Mapping[str, Any]) -> _Style:
    """A style with what it inherits; a chain that bites its tail ends there."""
    level, caption, seen = None, False, set[int]()
    while node is not None and id(node) not in seen:
        seen.add(id(node))
        outline = node.find(f"{W}pPr/{W}outlineLvl")
        if level is None and outline is not None:
            level = int(outline.get(f"{W}val"))
        caption = caption or node.find(f"{W}pPr/{W}keepNext") is not None
        base = node.find(f"{W}basedOn")
        node = None if base is None else known.get(str(base.get(f"{W}val")))
    return _Style(level, caption)


# -- one part ----------------------------------------------------------------------------------


@dataclass
class _Reading:
    """Where a reading of a part has come to: the headings above, the captions since."""

    headings: dict[int, str] = field(default_factory=dict)
    ordinal: int = 0
    captions: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    table: int = -1

    def heading(self, level: int, text: str) -> None:
        self.headings = {k: v for k, v in self.headings.items() if k < level} | {level: text}
        self.ordinal, self.captions, self.titles = 0, [], []

    def enter(self, table: int) -> None:
        """A table begins: its title is its first caption, numbered where several are alike."""
        title = self.captions[0] if self.captions else ""
        self.table, self.captions = table, []
        self.titles.append(title)

    @property
    def title(self) -> str:
        """The title of the table that is being read."""
        title = self.titles[-1]
        alike = self.titles.count(title)
        return f"{title}（第{alike}张）" if alike > 1 and title else title


def _part(name: str, xml: bytes, styles: Mapping[str, _Style], figures: Figures) -> Iterator[Spot]:
    root = ooxml.parse(xml)
    cells = _cells(root, name, figures)
    reading = _Reading()
    for number, paragraph in enumerate(root.iter(f"{W}p"), start=1):
        text = ooxml.shown_text(paragraph)
        cell = cells.get(number)
        if cell is not None:
            if cell.table != reading.table:
                reading.enter(cell.table)
            cell = replace(cell, title=reading.title)
            yield Spot(name, number, text, tuple(reading.headings.values()), 0, cell)
        else:
            yield _in_text(name, number, paragraph, text, reading, styles)


def _in_text(
    name: str,
    number: int,
    paragraph: Any,
    text: str,
    reading: _Reading,
    styles: Mapping[str, _Style],
) -> Spot:
    mark = paragraph.find(f"{W}pPr/{W}pStyle")
    style = styles.get(str(mark.get(f"{W}val")), _Style()) if mark is not None else _Style()
    if style.level is not None and text.strip():
        reading.heading(style.level, _spaced(paragraph))
    elif style.caption and text.strip():
        reading.captions.append(text.strip())
    elif text.strip():
        reading.ordinal += 1
        reading.captions = []
        return Spot(name, number, text, tuple(reading.headings.values()), reading.ordinal)
    return Spot(name, number, text, tuple(reading.headings.values()))


def _spaced(paragraph: Any) -> str:
    """A heading's text on one line, its line breaks as blanks."""
    breaks = {f"{W}br": " ", f"{W}tab": " "}
    nodes = paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
    return " ".join("".join(breaks.get(node.tag, node.text or "") for node in nodes).split())


# -- tables ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Box:
    """A cell as it lies on its table's grid."""

    first: int
    end: int
    text: str
    figure: bool
    paragraphs: tuple[int, ...]

    @property
    def names(self) -> bool:
        """Whether the cell's words can name a row or a column."""
        return bool(self.text) and not self.figure and not _BARE_NUMBER.fullmatch(self.text)


def _cells(root: Any, part: str, figures: Figures) -> dict[int, Cell]:
    """For every paragraph in a table, by its number, where in the table it stands."""
    numbers = {paragraph: number for number, paragraph in enumerate(root.iter(f"{W}p"), start=1)}
    outer = [t for t in root.iter(f"{W}tbl") if next(t.iterancestors(f"{W}tbl"), None) is None]
    found: dict[int, Cell] = {}
    for index, table in enumerate(outer):
        rows = [_row(row, part, numbers, figures) for row in _own(table, table, "tr")]
        heads = _Heads()
        for at, row in enumerate(rows):
            for place, box in enumerate(row):
                cell = Cell(index, at, place, "", _label(row[:place]), heads.over(box))
                found.update(dict.fromkeys(box.paragraphs, cell))
            heads.pass_(row)
    return found


def _own(node: Any, table: Any, name: str) -> Iterator[Any]:
    """The rows or cells below a node that belong to the table itself, not to one within it."""
    return (n for n in node.iter(f"{W}{name}") if next(n.iterancestors(f"{W}tbl")) is table)


def _row(row: Any, part: str, numbers: Mapping[Any, int], figures: Figures) -> list[_Box]:
    boxes, first = [], 0
    for cell in _own(row, next(row.iterancestors(f"{W}tbl")), "tc"):
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        end = first + (1 if span is None else int(span.get(f"{W}val")))
        own = list(cell.iter(f"{W}p"))
        text = " ".join(" ".join(_spaced(p) for p in own).split())
        places = tuple(numbers[p] for p in own)
        boxes.append(_Box(first, end, text, any((part, n) in figures for n in places), places))
        first = end
    return boxes


def _label(before: Sequence[_Box]) -> str:
    """The words at the head of a row: those nearest before a cell, back to the last figure."""
    words: list[str] = []
    for box in reversed(before):
        if box.figure and any(not _BARE_NUMBER.fullmatch(word) for word in words):
            break
        if not box.figure and box.text:
            words.insert(0, box.text)
    while len(words) > 1 and _BARE_NUMBER.fullmatch(words[-1]):
        words.pop()
    return _short(" ".join(words))


@dataclass(frozen=True)
class _Heads:
    """The nearest words above each column of the grid, in rows of words and in any row.

    Words in a row with figures or numbers are what that row says, and head a column only where no
    row of words does.
    """

    of_words: dict[int, str] = field(default_factory=dict)
    of_any: dict[int, str] = field(default_factory=dict)

    def over(self, box: _Box) -> str:
        """The words at the head of a cell's column."""
        return _short(self.of_words.get(box.first) or self.of_any.get(box.first, ""))

    def pass_(self, row: Sequence[_Box]) -> None:
        """Go on below a row."""
        words = {at: box.text for box in row if box.names for at in range(box.first, box.end)}
        self.of_any.update(words)
        if not any(box.figure or _BARE_NUMBER.fullmatch(box.text) for box in row):
            self.of_words.update(words)


def _short(text: str) -> str:
    return text if len(text) <= MAX_LABEL else f"{text[:MAX_LABEL]}…"
