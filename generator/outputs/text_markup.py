"""The texts and the rows of a page as HTML: a table has thousands of cells, too many for macros.

Every text and every value of an attribute is escaped here, whatever it is; a template prints what
comes back as it is.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from generator.outputs import pages
from generator.outputs.pages import Markup, escape
from generator.outputs.public_blocks import PublicParagraph
from generator.outputs.table_view import CellView
from generator.published.blocks import ReadPlace


class WovenPart(NamedTuple):
    """A piece of a text as a page of the workbench shows it: a figure leads some `way` and can be
    found under its `anchor`; `state` is the HTML element of what came or went (ins, del), which can
    be found under its `mark`.
    """

    text: str
    way: str = ""
    anchor: str = ""
    state: str = ""
    mark: str = ""


# A text without any of these is its own escaped form: most have none, and there are thousands.
_SPECIAL = re.compile("[&<>'\"]")
# What is shown of a piece of the text at a place that begins so many characters into it.
Weave = Callable[[ReadPlace | None, int, str], Iterable[WovenPart]]
# The numbers of the notes that a paragraph or a cell refers to.
FindNotes = Callable[[PublicParagraph | CellView], Sequence[int]]


class TextMarkup(NamedTuple):
    """Writes texts; without a `weave` every text stands as it is."""

    notes: FindNotes
    weave: Weave | None = None

    def words(self, it: PublicParagraph | CellView, at: int, text: str) -> Markup:
        """A piece of a paragraph or cell that begins so many characters into it."""
        return pages.trust(self._words(it, at, text))

    def refer(self, it: PublicParagraph | CellView) -> Markup:
        """The numbers of the notes that a paragraph or cell refers to, each leading there."""
        return pages.trust(self._refer(it))

    def row(self, cells: Sequence[CellView], table: str) -> Markup:
        """A row of a table, which is known by its anchor."""
        return pages.trust(f"<tr>{''.join([self._cell(it, table) for it in cells])}</tr>")

    def _words(self, it: PublicParagraph | CellView, at: int, text: str) -> str:
        if self.weave is None:
            return _escape(text)
        return "".join(map(_write_part, self.weave(it.place, at, text)))

    def _refer(self, it: PublicParagraph | CellView) -> str:
        return "".join(map(_write_reference, self.notes(it)))

    def _cell(self, cell: CellView, table: str) -> str:
        text = "<br>".join([self._words(cell, at, it) for at, it in begin(cell.lines)])
        return f"<{cell.tag}{_describe(cell, table)}>{text}{self._refer(cell)}</{cell.tag}>"


def begin(pieces: Sequence[str]) -> Sequence[tuple[int, str]]:
    """Pieces that one character parts, each with where it begins in the whole."""
    if len(pieces) == 1:
        return [(0, pieces[0])]
    ends = accumulate((len(it) + 1 for it in pieces), initial=0)
    return list(zip(ends, pieces, strict=False))


def _describe(cell: CellView, table: str) -> str:
    """The attributes of a cell; those that say nothing are left out."""
    attributes = _write_attribute("id", f"{table}-{cell.key}") if cell.key else ""
    attributes += _write_attribute("scope", cell.scope)
    if cell.headers:
        attributes += _write_attribute("headers", f"{table}-" + f" {table}-".join(cell.headers))
    if cell.columns > 1:
        attributes += _write_attribute("colspan", str(cell.columns))
    if cell.rows > 1:
        attributes += _write_attribute("rowspan", str(cell.rows))
    return attributes + _write_attribute("class", cell.look)


def _write_attribute(name: str, value: str) -> str:
    return f' {name}="{_escape(value)}"' if value else ""


def _escape(text: str) -> str:
    return str(escape(text)) if _SPECIAL.search(text) else text


def _write_part(part: WovenPart) -> str:
    text = _escape(part.text)
    if part.state:
        text = f"<{part.state}{_write_attribute('id', part.mark)}>{text}</{part.state}>"
    if part.way:
        way = _write_attribute("id", part.anchor) + _write_attribute("href", part.way)
        text = f'<a class="figure"{way}>{text}</a>'
    return text


def _write_reference(number: int) -> str:
    way = f'id="r{number}" href="#n{number}" aria-label="注{number}"'
    return f'<sup class="ref"><a {way}>{number}</a></sup>'
