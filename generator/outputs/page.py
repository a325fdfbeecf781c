"""A finished document as one accessible web page: for portals, and wherever one looks at it.

Nothing runs in it and nothing is fetched. Its text is the document's, in its order; the 目录
becomes the page's own, made of the headings. What a page says and the document does not (the name
of a table without a title, say) bears the class `unseen`, or stands in links and summaries.
"""

import base64
from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from generator.charts import pictures
from generator.diagnostics import FormPlace
from generator.outputs import covers, pages, table_view
from generator.outputs.public_blocks import (
    PublicBlock,
    PublicBox,
    PublicChart,
    PublicDocument,
    PublicParagraph,
    PublicPicture,
    ShownTable,
)
from generator.outputs.table_view import CellView, PageTable
from generator.outputs.text_markup import TextMarkup, Weave, begin
from generator.published.blocks import number_of, squeeze

_LEAST_DEPTH = 2  # how many levels the page's own 目录 lists where the document has none
_TOP, _LOWEST = 2, 6  # the levels of HTML that are left below the title
_KINDS = {
    PublicParagraph: "paragraph",
    PublicBox: "box",
    PublicPicture: "picture",
}


class BlockView(NamedTuple):
    """A block as the template takes it; `level` is that of a heading in HTML."""

    kind: str
    it: PublicBlock
    level: int = 0
    anchor: str = ""
    drawn: str = ""  # a chart's picture, a picture's data
    number: int = 0  # a chart's, from 1
    table: PageTable | None = None


class NavItem(NamedTuple):
    """A heading in the page's own 目录, and those below it."""

    text: str
    anchor: str
    below: "list[NavItem]"


def render(document: PublicDocument) -> str:
    """The page of a document; what of it no page can show is among its `gaps`."""
    return pages.render("document.html", title=document.title, **lay_out(document))


def lay_out(document: PublicDocument, weave: Weave | None = None) -> dict[str, object]:
    """What `document_parts.html` takes; without a `weave` every text stands as it is."""
    blocks = tuple(_view_blocks(document))
    linked = _NoteLinks(document, blocks)
    markup = TextMarkup(linked.at, weave)
    return {
        "document": document,
        "blocks": blocks,
        "nav": _nest(blocks, _depth(document)),
        "linked": linked,
        "split": _split,
        "words": markup.words,
        "refer": markup.refer,
        "row": markup.row,
        "pictured": any(it.kind == "picture" for it in blocks),
    }


def _view_blocks(document: PublicDocument) -> Iterator[BlockView]:
    """The blocks; no level of headings is left out on the way down."""
    names, above = table_view.name_tables([*document.tables]), list[int]()
    sections, charts = count(1), count(1)
    for block in document.blocks:
        if isinstance(block, ShownTable):
            shown = table_view.view(block, names[block.grid.number])
            yield BlockView("table", block, anchor=f"t{block.grid.number}", table=shown)
        elif isinstance(block, PublicParagraph) and block.level:
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            level = min(_TOP - 1 + len(above), _LOWEST)
            yield BlockView("heading", block, level, f"s{next(sections)}")
        elif isinstance(block, PublicChart):
            yield BlockView("chart", block, drawn=_draw(block), number=next(charts))
        else:
            yield BlockView(_KINDS[type(block)], block, drawn=_draw(block))


def _draw(block: PublicBlock) -> str:
    """What is drawn of a chart or a picture; nothing of anything else."""
    if isinstance(block, PublicChart):
        return pictures.write(block.shown) if block.shown.kind else ""
    if isinstance(block, PublicPicture):
        return base64.b64encode(block.data).decode("ascii")
    return ""


def _split(text: str) -> list[list[tuple[int, str]]]:
    """The lines of a text, each as the pieces between its tabs, with where they begin in it."""
    return [
        [(at + n, it) for n, it in begin(line.split("\t")) if it]
        for at, line in begin(text.split("\n"))
    ]


# -- the 目录 ------------------------------------------------------------------------------------


def _depth(document: PublicDocument) -> int:
    """Down to which of its levels the headings are listed: as in the document's own 目录; where it
    has none, the two that stand highest.
    """
    listed = {covers.name_entry(it) for it in document.contents}
    levels = [
        it.level for it in document.headings if listed & {squeeze(it.text), squeeze(it.shown)}
    ]
    highest = sorted({it.level for it in document.headings})[:_LEAST_DEPTH]
    return max(levels or highest, default=0)


def _headings(blocks: Sequence[BlockView]) -> Iterator[BlockView]:
    return (it for it in blocks if it.kind == "heading")


def _text(block: BlockView) -> str:
    """The text of a heading, on one line."""
    return " ".join(block.it.shown.split()) if isinstance(block.it, PublicParagraph) else ""


def _nest(blocks: Sequence[BlockView], depth: int) -> list[NavItem]:
    """The headings, each in the nearest above it of a higher level."""
    top = list[NavItem]()
    way = [(0, top)]
    for it in _headings(blocks):
        if isinstance(it.it, PublicParagraph) and it.it.level <= depth:
            item = NavItem(_text(it), it.anchor, [])
            while way[-1][0] >= it.level:
                way.pop()
            way[-1][1].append(item)
            way.append((it.level, item.below))
    return top


# -- notes ---------------------------------------------------------------------------------------


class _NoteLinks:
    """Which notes a paragraph or a cell refers to."""

    def __init__(self, document: PublicDocument, blocks: Sequence[BlockView]) -> None:
        self.by_anchor: dict[int, list[int]] = {}
        places = {number for it in blocks for number in _numbers(it)}
        places |= {number_of(it.place) for it in document.cover}
        for note in document.notes:
            if note.anchor in places:
                self.by_anchor.setdefault(note.anchor, []).append(note.number)
        self.numbers = {number for some in self.by_anchor.values() for number in some}

    def at(self, it: PublicParagraph | CellView) -> list[int]:
        """The numbers of the notes that a paragraph or a cell refers to."""
        number = number_of(it.place) if self.by_anchor else 0
        return self.by_anchor.get(number, []) if number else []


def _numbers(block: BlockView) -> Iterator[int]:
    """The numbers of the paragraphs in a block that a note can hang at."""
    it = block.it
    places = [*(cell.place for cell in it.grid.cells)] if isinstance(it, ShownTable) else []
    lines = (*it.above, *it.below) if isinstance(it, ShownTable) else ()
    lines = it.paragraphs if isinstance(it, PublicBox) else lines
    lines = (it,) if isinstance(it, PublicParagraph) else lines
    for place in (*places, *(line.place for line in lines)):
        if isinstance(place, FormPlace):
            yield place.paragraph
