"""Where each paragraph of a document stands, as a reader would look for it in Word.

A paragraph has its headings and its number below them; one in a table has the table's title, the
words at the head of its row, and the words at the head of its column.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.diagnostics import Fault, FormPlace, Place
from generator.word import blocks, ooxml, opc, styles, table_labels
from generator.word.blocks import BodyBlock, Paragraph, WordTable
from generator.word.ooxml import W, XmlError
from generator.word.styles import Roles
from generator.word.table_labels import IsFigure, TablePlace

FRONT, PROPERTIES, HEADER, FOOTER = "封面和目录", "文档属性", "页眉", "页脚"
NOTE, END_NOTE = "脚注", "尾注"
_APART = {
    opc.HEADER: HEADER,
    opc.FOOTER: FOOTER,
    f"{opc.OFFICE}/footnotes": "脚注",
    f"{opc.OFFICE}/endnotes": "尾注",
}

Figures = Collection[tuple[str, int]]


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
    cell: TablePlace | None = None

    @property
    def where(self) -> str:
        """The way to the paragraph, without its own words."""
        way = [*(self.headings or (FRONT,))]
        if self.cell is None:
            return " › ".join(way) + (f"，第{self.ordinal}段" if self.ordinal else "")
        if self.cell.title and self.cell.title not in way[-1]:
            way.append(self.cell.title)
        labels = filter(None, (self.cell.label or self.cell.name, self.cell.column))
        return f"{' › '.join(way)}：{'，'.join(labels)}"


def read_parts(parts: Mapping[str, bytes], figures: Figures) -> tuple[Spot, ...]:
    """Every paragraph of a document, part by part; `figures` are those that hold figures."""
    main, core = opc.main_part(parts), opc.find_target(parts, "", opc.CORE)
    roles = styles.roles(styles.read(parts, main))
    apart = {part: word for kind, word in _APART.items() for part in opc.targets(parts, main, kind)}
    spots = _read_part(parts[main], _Reading(roles, main), figures)
    for part, word in sorted(item for item in apart.items() if item[0] in parts):
        spots += _read_part(parts[part], _Reading(roles, part, {-1: word}), figures)
    properties = ooxml.parse(parts[core]) if core else ()
    for number, node in enumerate(properties, start=1):
        spots.append(Spot(core, number, node.text or "", (PROPERTIES,)))
    return tuple(spots)


def name_places(
    faults: Iterable[Fault], parts: Mapping[str, bytes], figures: str = "{{"
) -> list[Fault]:
    """The same faults of a Word file of these parts, their places in a reader's words.

    What holds `figures` is a figure; a file that cannot be read leaves them as they are.
    """
    told = list(faults)
    wanted = [f.place for f in told if isinstance(f.place, FormPlace) and f.place.paragraph]
    if not wanted:
        return told
    try:
        holding = {
            (part, number)
            for part in {place.part for place in wanted}
            for number, text in enumerate(ooxml.paragraph_texts(ooxml.parse(parts[part])), start=1)
            if figures in text
        }
        ways = {(it.part, it.paragraph): it.where for it in read_parts(parts, holding)}
    except (XmlError, KeyError):
        return told
    return [replace(fault, place=_named(fault.place, ways)) for fault in told]


def _named(place: Place | FormPlace, ways: Mapping[tuple[str, int], str]) -> Place | FormPlace:
    if isinstance(place, Place):
        return place
    return place._replace(where=ways.get((place.part, place.paragraph), ""))


def _read_part(xml: bytes, reading: "_Reading", figures: Figures) -> list[Spot]:
    root, part = ooxml.parse(xml), reading.part
    reading.is_figure = lambda paragraph: (part, paragraph.number) in figures
    last = Spot(part, 0, "", tuple(reading.headings.values()))
    standing = {paragraph.element: spot for paragraph, spot in reading.spots(blocks.read(root))}
    spots: list[Spot] = []
    for number, element in enumerate(root.iter(f"{W}p"), start=1):
        found = standing.get(element)
        if found is None:  # one in a text box stands where its box hangs
            found = replace(last, paragraph=number, text=ooxml.shown_text(element))
        last = found
        spots.append(last)
    return spots


# -- the body ----------------------------------------------------------------------------------


def places(body: Sequence[BodyBlock], roles: Roles) -> Mapping[Paragraph, Spot]:
    """Where each paragraph of a document's body stands."""
    return dict(_Reading(roles).spots(body))


@dataclass
class _Reading:
    """Where a reading of a part has come to: the headings above by level, the captions since."""

    roles: Roles
    part: str = ""
    headings: dict[int, str] = field(default_factory=dict)
    is_figure: IsFigure = table_labels.is_amount
    ordinal: int = 0
    captions: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    tables: int = 0

    def spots(self, body: Sequence[BodyBlock]) -> Iterator[tuple[Paragraph, Spot]]:
        """Each paragraph in order, with where it stands."""
        for block in body:
            if isinstance(block, WordTable):
                yield from self._table(block)
            else:
                text = ooxml.shown_text(block.element)
                yield block, self._spot(block, text, self._pass(block, text.strip()))

    def _spot(
        self, paragraph: Paragraph, text: str, ordinal: int = 0, cell: TablePlace | None = None
    ) -> Spot:
        headings = tuple(self.headings.values())
        return Spot(self.part, paragraph.number, text, headings, ordinal, cell)

    def _pass(self, paragraph: Paragraph, text: str) -> int:
        """Go on below a paragraph; its number, if it is one of text."""
        role = styles.role_of(paragraph.element, self.roles)
        if text and role.level is not None:
            self._pass_heading(role.level, ooxml.spaced_text(paragraph.element))
        elif text and role.caption:
            self.captions.append(text)
        elif text:
            self.ordinal += 1
            self.captions = []
            return self.ordinal
        return 0

    def _pass_heading(self, level: int, text: str) -> None:
        self.headings = {k: v for k, v in self.headings.items() if k < level} | {level: text}
        self.ordinal, self.captions, self.titles = 0, [], []

    def _table(self, table: WordTable) -> Iterator[tuple[Paragraph, Spot]]:
        cells = table_labels.places(table, self.tables, self._pass_title(), self.is_figure)
        for cell, place in cells:
            for paragraph in blocks.paragraphs([cell]):
                text = ooxml.shown_text(paragraph.element)
                yield paragraph, self._spot(paragraph, text, 0, place)
        self.tables += 1

    def _pass_title(self) -> str:
        """A table's title is its first caption, numbered where several are alike."""
        title = next(iter(self.captions), "")
        self.captions = []
        self.titles.append(title)
        alike = self.titles.count(title)
        return f"{title}（第{alike}张）" if alike > 1 and title else title
