"""A web page as blocks: headings, paragraphs and tables in order, as a reader sees them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.diagnostics import FormPlace
from generator.published import headings, html_tree
from generator.published.blocks import (
    Gap,
    ReadBlock,
    ReadCell,
    ReadDocument,
    ReadParagraph,
    ReadTable,
)
from generator.published.html_tables import HtmlTable

_SHOWN, _LABEL = 200, 20  # how much of a text, and of the first words of a row, a place shows
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "legend", "li", "main", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_NO_TEXT = frozenset(("head", "script", "style", "template", "noscript", "title", "datalist"))
_NUMBERS = "自动编号，编号没有看"
_PICTURE, _FIELD = "图片，里面的内容没有读", "可以填写的格，里面的内容没有读"
_OTHER = "嵌入的内容，没有读"
_UNREAD = {
    "img": _PICTURE, "svg": _PICTURE, "canvas": _PICTURE, "picture": _PICTURE,
    "math": "公式，没有读", "object": _OTHER, "embed": _OTHER, "iframe": _OTHER,
    "frame": _OTHER, "video": _OTHER, "audio": _OTHER, "applet": _OTHER,
    "input": _FIELD, "select": _FIELD, "textarea": _FIELD,
}  # fmt: skip
_ASIDE = {"header": "页眉", "footer": "页脚", "nav": "导航"}
_STRUCK = frozenset(("s", "strike", "del"))
_LINE = re.compile(r"line-through", re.I)
_PALE = re.compile(
    r"(?<![-\w])color\s*:\s*(?:#fff(?:fff)?\b|white\b|transparent\b|rgba?\(\s*255\s*,\s*255\s*,\s*255)",
    re.I,
)
_GROUND = re.compile(r"background(?:-color)?\s*:", re.I)
_PAGE_FIELD = "sdfield"  # what LibreOffice fills in: the number of a page
_BREAK = "\u2028"
_SPACES, _BREAKS = re.compile(r"[ \t\r\n\f]+"), re.compile(f" *{_BREAK}[ {_BREAK}]*")


def read(file: str, raw: bytes) -> ReadDocument:
    """The blocks of a web page; one that cannot be read is an `html_tree.HtmlError`."""
    root = html_tree.parse(raw)
    reader = _PageReader(file, html_tree.layouts(root))
    walker = html_tree.walk(root)
    for event, element in walker:
        if event == "end":
            reader.end(element)
        elif not reader.begin(element):
            walker.skip_subtree()
    reader.close()
    whole = FormPlace(file, "", 0, "")
    missed = (Gap(what, whole) for what in html_tree.missed(root))
    blocks = headings.name_levels(reader.blocks)
    return ReadDocument(file, ".html", blocks, (*missed, *reader.gaps), tuple(reader.beside))


@dataclass
class _PageReader:
    """Goes through the elements of a page as they begin and end."""

    file: str
    layouts: set[Any]
    blocks: list[ReadBlock] = field(default_factory=list)
    beside: list[ReadParagraph] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
    way: dict[int, str] = field(default_factory=dict)
    table: HtmlTable | None = None
    cell: Any = None
    number: int = 0
    # Elements that are open and say how what is in them stands: beside, linked, hard to see.
    asides: list[Any] = field(default_factory=list)
    links: list[Any] = field(default_factory=list)
    doubtful: list[tuple[Any, str]] = field(default_factory=list)
    ground: list[Any] = field(default_factory=list)

    def place(self, text: str, where: str = "") -> FormPlace:
        return FormPlace(self.file, "", self.number, text[:_SHOWN], where or self._way())

    def _way(self) -> str:
        return next(reversed(self.way.values()), "")

    # -- elements --------------------------------------------------------------------------------

    def begin(self, it: Any) -> bool:
        """An element begins; whether what is in it is read."""
        tag = it.tag
        if tag in _UNREAD:
            self.gaps.append(Gap(_UNREAD[tag], self.place("")))
        if tag in _NO_TEXT or tag in _UNREAD or _is_hidden(it) or tag == _PAGE_FIELD:
            return False
        if tag == "br":
            self._add(_BREAK)
        elif tag in _BLOCKS:
            self._break(it)
        if tag == "ol" and len(it):
            self.gaps.append(Gap(_NUMBERS, self.place("")))
        self._note(it)
        self._add(it.text)
        return True

    def _note(self, it: Any) -> None:
        """Remember what an element says of all that is in it."""
        style = it.get("style", "")
        if it.tag == "a" and it.get("href", "").startswith("#"):
            self.links.append(it)
        aside = it.tag in _ASIDE or (it.tag == "div" and it.get("title") in _ASIDE)
        if aside and not _lists_headings(it):
            self.asides.append(it)
        if _GROUND.search(style) or it.get("bgcolor"):
            self.ground.append(it)
        if it.tag in _STRUCK or _LINE.search(style):
            self.doubtful.append((it, "划去的字"))
        elif not self.ground and (_PALE.search(style) or _is_white(it.get("color", ""))):
            self.doubtful.append((it, "看不清的白字"))

    def end(self, it: Any) -> None:
        """An element ends; what follows it belongs to the one around it."""
        if it.tag in _BLOCKS:
            self._end_block(it)
        for held in (self.links, self.asides, self.ground):
            if held and held[-1] is it:
                held.pop()
        if self.doubtful and self.doubtful[-1][0] is it:
            self.doubtful.pop()
        self._add(it.tail)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        self.pieces.append(text)
        if self.links:
            self.linked.append(text)
        if self.doubtful and text.strip():
            shown = " ".join(text.split())
            self.gaps.append(Gap(f"{self.doubtful[-1][1]}“{shown[:_LABEL]}”", self.place(shown)))

    # -- blocks ----------------------------------------------------------------------------------

    def _break(self, it: Any) -> None:
        """A block begins: what was said before is one by itself."""
        tag = it.tag
        if tag == "table" and it not in self.layouts and self.table is None:
            self._flush()
            self.table = HtmlTable(it)
        elif self.table and tag == "tr":
            self.table.rows.append([])
            self.table.heads += it.getparent().tag == "thead"
        elif self.table and tag in ("td", "th") and self.table.rows:
            self._flush()
            self.cell = it
        elif self.cell is not None:
            self.pieces.append(_BREAK)
        else:
            self._flush()

    def _end_block(self, it: Any) -> None:
        if self.table and it is self.cell:
            self.table.add(it, self._take())
            self.cell = None
        elif self.cell is not None:
            self.pieces.append(_BREAK)
        else:
            self._flush(_HEADINGS.get(it.tag, 0), it.tag == "caption")
        if self.table and it is self.table.element:
            self._tabulate(self.table)
            self.table = None

    def close(self) -> None:
        """The page ends."""
        self._flush()

    def _take(self) -> str:
        text = _clean("".join(self.pieces))
        self.pieces, self.linked = [], []
        return text

    def _flush(self, level: int = 0, titled: bool = False) -> None:
        """What was said is a paragraph; not a table's title that says the heading above again."""
        linked = _clean("".join(self.linked))
        text = self._take()
        above = [*self.way.values()][-1:]
        if not text or (titled and above == [" ".join(text.split())]):
            return
        self.number += 1
        if self.asides:
            it = self.asides[-1]
            kind = _ASIDE.get(it.tag) or _ASIDE[it.get("title")]
            self.beside.append(ReadParagraph(text, self.place(text, kind)))
            return
        entry = linked == text or bool(headings.entry_of(text))
        level = 0 if entry else level
        if level:
            self.way = {n: title for n, title in self.way.items() if n < level}
            self.way[level] = " ".join(text.split())
        self.blocks.append(ReadParagraph(text, self.place(text), level, entry=entry))

    def _tabulate(self, table: HtmlTable) -> None:
        """What was read of a table is one."""
        number = sum(isinstance(it, ReadTable) for it in self.blocks) + 1
        title = f"第{number}张表"
        rows = tuple(tuple(self._cells(row, title)) for row in table.lay_out())
        width = max((cell.end for row in rows for cell in row), default=0)
        if width:
            heads = table.heads if table.heads < len(rows) else 0
            place = next(cell.place for row in rows for cell in row)
            self.blocks.append(ReadTable(rows, width, number, place, heads))

    def _cells(self, row: Sequence[ReadCell], title: str) -> Iterator[ReadCell]:
        label = next((cell.text[:_LABEL] for cell in row if cell.text), "")
        for cell in row:
            self.number += 1
            where = f"{title} 第{cell.row + 1}行 {''.join(label.split())}".rstrip()
            yield cell._replace(place=self.place(cell.text, where))


# -- texts -----------------------------------------------------------------------------------------


def _clean(text: str) -> str:
    return _BREAKS.sub("\n", _SPACES.sub(" ", text)).strip()


def _is_hidden(it: Any) -> bool:
    return it.get("hidden") is not None or bool(html_tree.HIDING.search(it.get("style", "")))


def _lists_headings(it: Any) -> bool:
    """Whether a navigation is the page's own 目录: all its links lead to places in it."""
    links = [link.get("href", "") for link in it.iter("a")] if it.tag == "nav" else []
    return len(links) > 1 and all(link.startswith("#") and link != "#" for link in links)


def _is_white(colour: str) -> bool:
    return colour.strip().casefold() in ("#ffffff", "#fff", "white")
