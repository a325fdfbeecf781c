"""In which of the parts that inspectors tick off something stands in a document.

Headings tell it, by the titles of the items; each block, and every place in it, has one part.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import NamedTuple

from generator.audits.found import AuditFinding
from generator.diagnostics import FormPlace
from generator.packs.inspection import InspectionItem
from generator.packs.inspection_words import CONTENTS, COVER, REST
from generator.published import pattern
from generator.published.blocks import (
    Gap,
    ReadBlock,
    ReadDocument,
    ReadParagraph,
    ReadPlace,
    ReadTable,
)
from generator.published.form_reader import FormReader
from generator.published.sentences import FormSentence
from generator.published.signs import normalize
from generator.published.understanding import Understanding

_DEEPEST = 99  # a title that has no level of its own ends with the next heading
_OF_CONTENTS = "A833"  # what the 目录 says otherwise, wherever that is seen
_LACKING = "A831"
_TABLE = re.compile(r"第\d+张表")


@dataclass
class FoundPart:
    """What stands in a document under an item."""

    pages: set[int] = field(default_factory=set)
    texts: int = 0
    tables: int = 0
    unknown: int = 0
    gaps: int = 0
    findings: list[int] = field(default_factory=list)


class Inspected(NamedTuple):
    """What is to be ticked off by: the document, read by a form, with what was found in it."""

    document: ReadDocument
    read: Understanding
    reader: FormReader
    gaps: Sequence[Gap]
    findings: Sequence[AuditFinding]
    named: bool  # whether its unit's name was read
    strange: bool  # whether it was read by another region's form


class Whereabouts:
    """Which item each block of a document, and every place in it, belongs to."""

    def __init__(self, of: Inspected, items: Sequence[InspectionItem]) -> None:
        self.of, self.items = of, items
        self.by_part = {it.part: it.name for it in items if it.part}
        self.rest = self.by_part.get(REST, "")
        numbers = count()
        self.states = [
            None if _is_entry(it) else of.read.matched.get(next(numbers))
            for it in of.document.blocks
        ]
        self.names = self._name_blocks()
        self.places: dict[object, str] = {}
        for name, block in zip(self.names, of.document.blocks, strict=True):
            for place in _list_places(block):
                self.places.setdefault(_key(place), name)

    def parts(self) -> Mapping[str, FoundPart]:
        """What stands under each item."""
        parts: dict[str, FoundPart] = defaultdict(FoundPart)
        blocks = self.of.document.blocks
        for name, block, at in zip(self.names, blocks, self.states, strict=True):
            part = parts[name]
            part.pages |= _list_pages(block)
            if isinstance(block, ReadTable):
                part.tables += at is not None
                part.unknown += at is None
            else:
                part.texts += 1
        for number, finding in enumerate(self.of.findings):
            for name in dict.fromkeys(self._find_all(finding)):
                parts[name].findings.append(number)
        for gap in self.of.gaps:
            for name in self._find_gap(gap):
                parts[name].gaps += 1
        return parts

    # -- blocks ----------------------------------------------------------------------------------

    def _name_blocks(self) -> list[str]:
        """The item that each block belongs to: the deepest heading above it that begins one."""
        names: list[str] = []
        open_: list[tuple[int, str]] = []
        cover = True
        for block, at in zip(self.of.document.blocks, self.states, strict=True):
            if _is_entry(block):
                names.append(self.by_part.get(CONTENTS, self.rest))
                cover = False
                continue
            level, begun = self._begin(block, at)
            cover = cover and not level
            if level and (begun or level < _DEEPEST):
                open_ = [it for it in open_ if it[0] < level]
                open_ += [(level, begun)] if begun else []
            named = open_[-1][1] if open_ else self.rest
            names.append(self.by_part.get(COVER, self.rest) if cover else named)
        return names

    def _begin(self, block: ReadBlock, at: int | None) -> tuple[int, str]:
        """The level of a heading, 0 for what is none, and the item that it begins if it does."""
        if isinstance(block, ReadTable):
            return 0, ""
        made = self.of.reader.made[at] if at is not None else None
        form = made.sentence if isinstance(made, FormSentence) else None
        level = (form.level if form else 0) or block.level
        caption = form is not None and form.caption
        texts = [block.text, pattern.write(form.pieces) if form else ""]
        begun = self._name(texts) if level or caption else ""
        return level or (_DEEPEST if begun else 0), begun

    def _name(self, texts: Sequence[str]) -> str:
        """The item whose title stands in a heading; of several, that of the longest title."""
        said = [normalize(it) for it in texts]
        fits = [
            (len(title), it.name)
            for it in self.items
            for title in it.titles
            if any(_fits(it, normalize(title), text) for text in said)
        ]
        return max(fits, key=lambda it: it[0])[1] if fits else ""

    # -- places ----------------------------------------------------------------------------------

    def _find_all(self, finding: AuditFinding) -> Iterator[str]:
        """The items that a finding belongs to: of tables that lack the same, each one's."""
        if finding.code == _OF_CONTENTS and CONTENTS in self.by_part:
            yield self.by_part[CONTENTS]
            return
        yield self._find(finding.place, finding.message)
        if finding.code == _LACKING:
            yield from (self._find(it.place) for it in finding.figures)

    def _find(self, place: ReadPlace, message: str = "") -> str:
        """The item that a place belongs to; of the whole document, that which is named."""
        if (known := self.places.get(_key(place))) is not None:
            return known
        named = self._name([message, place.where if isinstance(place, FormPlace) else ""])
        before, _ = self._around(place)
        return named or before or self.rest

    def _find_gap(self, gap: Gap) -> Iterable[str]:
        """The items that what was not read may belong to: a page that is lost, to both sides."""
        known = self.places.get(_key(gap.place))
        if known is not None:
            return (known,)
        return {it for it in self._around(gap.place) if it} or {self.rest}

    def _around(self, place: ReadPlace) -> tuple[str, str]:
        """The items that the page of a place stands between."""
        page = place.page if isinstance(place, FormPlace) else 0
        if not page:
            return "", ""
        before = [name for first, _, name in self._pages if first <= page]
        after = [name for _, last, name in self._pages if last >= page]
        return (before[-1] if before else ""), (after[0] if after else "")

    @cached_property
    def _pages(self) -> list[tuple[int, int, str]]:
        """The first and last page of each block whose pages are known, and its item."""
        blocks = zip(self.names, self.of.document.blocks, strict=True)
        return [(min(on), max(on), name) for name, it in blocks if (on := _list_pages(it))]


def _fits(item: InspectionItem, title: str, heading: str) -> bool:
    return heading.endswith(title) if item.whole else title in heading


def _is_entry(block: ReadBlock) -> bool:
    return isinstance(block, ReadParagraph) and block.entry


def _list_pages(block: ReadBlock) -> set[int]:
    pages = block.pages if isinstance(block, ReadTable) else (block.page,)
    return {it for it in pages if it}


def _list_places(block: ReadBlock) -> Iterator[ReadPlace]:
    yield block.place
    if isinstance(block, ReadTable):
        yield from (cell.place for cell in block.cells)


def _key(place: ReadPlace) -> object:
    """What a place has in common with its block: an excerpt may stand in it, and a row."""
    if not isinstance(place, FormPlace):
        return place.sheet, place.line
    if place.paragraph:
        return place.part, place.paragraph
    table = _TABLE.match(place.where)
    if not place.where and not place.page:
        return None
    return place.page, table.group() if table else place.where
