"""A document that is held against its filing, whatever its format: lines, what stands beside them,
and where each stands.

Of a Word file this is what `word/seen` sees; the blocks of any other format become the same lines.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from generator.audits import found
from generator.diagnostics import FormPlace
from generator.published import sheet_blocks
from generator.published.blocks import (
    SHEETS,
    ReadBlock,
    ReadCell,
    ReadDocument,
    ReadParagraph,
    ReadPlace,
    ReadTable,
)
from generator.published.running import PAGE_NUMBER
from generator.word import seen
from generator.word.ooxml import W
from generator.word.seen import Line, Seen
from generator.word.seen_text import ABOVE, Aside, SeenCell, SeenText, Unread
from generator.word.word_file import WordFile

# What leads over to a page's number in a line of the 目录 is no text.
_LEADERS = re.compile("[.．…·‥]{4,}")
# Where the words for what could not be read go on to what was found there.
_FOUND = re.compile(r"[“，（]|\s\d")
_UNREAD = "这里有{}，里面没有看"


@dataclass(frozen=True)
class HeldFile:
    """What stands in a document; `where(element, due)` is the way to what a text stands in.

    `due` is the way that it would have in the document as it would be printed, where that is known.
    `unread` words what could not be read; `opened` is the Word file, if it is one.
    """

    file: str
    kind: str
    seen: Seen
    where: Callable[[Any, str], str]
    unread: str = "{}"
    opened: WordFile | None = None

    @property
    def only_tables(self) -> bool:
        """Whether there can be nothing but tables in it."""
        return self.kind in SHEETS


# -- Word ----------------------------------------------------------------------------------------


def of_word(opened: WordFile, shown: Seen | None = None) -> HeldFile:
    """What stands in a Word file; `shown` is what is seen of it, where that was read already."""

    def where(element: Any, due: str) -> str:
        return opened.wheres.get(element) or due or _find_near(opened, element)

    shown = seen.read(opened) if shown is None else shown
    return HeldFile(opened.file, ".docx", shown, where, _UNREAD, opened)


def _find_near(opened: WordFile, element: Any) -> str:
    """Where an element stands, by the paragraph of the body that holds it or comes next."""
    if element is None:
        return ""
    holders = chain((element,), element.iterancestors(f"{W}p"))
    around = chain(holders, element.itersiblings(f"{W}p", preceding=True))
    return next((opened.wheres[one] for one in around if one in opened.wheres), "")


# -- other formats -------------------------------------------------------------------------------


def of_blocks(document: ReadDocument) -> HeldFile:
    """What stands in a document of another format."""
    blocks = [it for it in document.blocks if not sheet_blocks.names_sheet(it)]
    lines = tuple(chain.from_iterable(map(_lines, blocks)))
    asides = tuple(it for it in map(_aside, document.beside) if it.kind != PAGE_NUMBER)
    unread = tuple(Unread(gap.what, gap.place) for gap in document.gaps)
    looked = Counter(段=sum(1 for _ in document.paragraphs), 表=sum(1 for _ in document.tables))
    looked.update({"页": document.pages} if document.pages else {})
    looked.update(aside.kind for aside in asides)
    return HeldFile(document.file, document.kind, Seen(lines, asides, unread, looked), _where)


def _where(place: ReadPlace, due: str) -> str:
    """The page or the cell, with the way that is due there; else the place's own words."""
    if not isinstance(place, FormPlace):
        return f"{found.spot(place)} {due}".rstrip()
    if place.page and due:
        return f"第{place.page}页 {due}"
    return due or found.spot(place)


def _lines(block: ReadBlock) -> Iterator[Line]:
    if isinstance(block, ReadParagraph):
        text = _LEADERS.sub("…", block.text) if block.entry else block.text
        ends = () if block.entry else block.line_ends
        seen_text = SeenText(text, block.place, 0, entry=block.entry, line_ends=ends)
        yield Line((SeenCell(0, (seen_text,)),))
    else:
        yield from _rows(block)


def _rows(table: ReadTable) -> Iterator[Line]:
    """The rows of a table, with the cells that are covered from above, as Word has them."""
    reaching: dict[int, ReadCell] = {}
    for number, row in enumerate(table.rows):
        reaching = {at: it for at, it in reaching.items() if it.row + it.rows > number}
        cells = [SeenCell(it.column, (), it.columns, ABOVE) for it in reaching.values()]
        cells += [SeenCell(it.column, _texts(it), it.columns) for it in row]
        taken = {at for it in cells for at in range(it.column, it.column + it.width)}
        cells += [SeenCell(at, ()) for at in range(table.width) if at not in taken]
        reaching |= {it.column: it for it in row if it.rows > 1}
        yield Line(tuple(sorted(cells)), table.number - 1, number < table.heads)


def _texts(cell: ReadCell) -> tuple[SeenText, ...]:
    return (SeenText(cell.text, cell.place, 0),) if cell.text else ()


def _aside(paragraph: ReadParagraph) -> Aside:
    kind = paragraph.place.where if isinstance(paragraph.place, FormPlace) else ""
    return Aside(kind, SeenText(paragraph.text, paragraph.place, 0), paragraph.place)


def kind_of(unread: Unread) -> str:
    """What kind of thing was not read, to be counted."""
    return _FOUND.split(unread.kind, maxsplit=1)[0]
