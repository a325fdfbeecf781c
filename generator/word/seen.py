"""What a reader sees in a document: as if every revision were accepted, without what is hidden.

The body is a row of *lines*: a paragraph of text, or a row of a table with its cells. Text boxes,
notes, headers and footers stand aside; what cannot be read as text is named. Page numbers that
programs fill in are no text: `PAGE` stands for one.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple
from weakref import proxy

from generator.word import drawings, looks, numbering, ooxml, opc, plain_tables, styles
from generator.word.cell_merges import CONTINUED, RESTART, GridCell, on_grid
from generator.word.looks import PLAIN, Look
from generator.word.ooxml import W, XmlError
from generator.word.outline import END_NOTE, FOOTER, HEADER, NOTE
from generator.word.plain_tables import PlainStyle
from generator.word.rows_shown import is_dim_cell, is_dim_row, is_gone, is_gone_row, states
from generator.word.run_text import DIM, TextReader, is_bound, is_just_read
from generator.word.seen_text import ABOVE, BEFORE, GONE, Aside, SeenCell, SeenText, Unread
from generator.word.word_file import WordFile

_FOOTNOTES, _ENDNOTES = (f"{opc.OFFICE}/{kind}" for kind in ("footnotes", "endnotes"))
_NOTES = ((NOTE, _FOOTNOTES, "footnote"), (END_NOTE, _ENDNOTES, "endnote"))
_EDGES = ((HEADER, opc.HEADER), (FOOTER, opc.FOOTER))
_GONE = {f"{W}{name}" for name in ("del", "moveFrom", "sectPr", "tblPr", "tblGrid", "sdtPr")}
_UNMARKING = ("del", "moveFrom", "vanish")


class Line(NamedTuple):
    """A paragraph (`table` is None), or a row of the `table`-th table from 0, a marked `head`."""

    cells: tuple[SeenCell, ...]
    table: int | None = None
    head: bool = False

    @property
    def texts(self) -> Iterator[SeenText]:
        """Every text of the line."""
        return (text for cell in self.cells for text in cell.texts)


@dataclass(frozen=True)
class Seen:
    """What is seen of a document; `looked` counts what was looked at, by kind."""

    lines: tuple[Line, ...]
    asides: tuple[Aside, ...]
    unread: tuple[Unread, ...]
    looked: Counter[str] = field(default_factory=Counter)


def read(document: WordFile) -> Seen:
    """What is seen of a document that was opened."""
    parts, main = document.parts, document.main
    sheet = styles.read(parts, main)
    reader = _SeenReader(looks.by_style(sheet), numbering.read(parts, main, sheet))
    reader.entries = {
        identifier for identifier, (_, name) in styles.names(sheet).items() if name[:4] == "toc "
    }
    reader.count(document.root)
    body = document.root.find(f"{W}body")
    lines = tuple(reader.lines(body))
    _read_beside(reader, document)
    tables = len({line.table for line in lines} - {None})
    looked = Counter(段=sum(line.table is None for line in lines), 表=tables)
    looked.update(aside.kind for aside in reader.text.asides)
    return Seen(lines, tuple(reader.text.asides), tuple(reader.text.unread), looked)


def _read_beside(reader: "_SeenReader", document: WordFile) -> None:
    """Notes that are referred to, headers and footers; a part that is no XML is unread."""
    parts, main = document.parts, document.main
    for kind, relation in _EDGES:
        for name in opc.targets(parts, main, relation):
            root = _parse(reader, parts, name, kind)
            reader.aside(kind, root, None)
    for kind, relation, note in _NOTES:
        marks = {m.get(f"{W}id"): m for m in document.root.iter(f"{W}{note}Reference")}
        root = _parse(reader, parts, opc.find_target(parts, main, relation), kind) if marks else ()
        for one in () if root is None else root:
            if one.get(f"{W}id") in marks:
                reader.aside(kind, one, marks[one.get(f"{W}id")])


def _parse(reader: "_SeenReader", parts: Mapping[str, bytes], name: str, kind: str) -> Any:
    try:
        return ooxml.parse(parts[name]) if name in parts else None
    except XmlError:
        reader.text.unread.append(Unread(kind, None))
        return None


class _SeenReader:
    """Goes through the blocks of a document; `TextReader` reads each paragraph."""

    def __init__(self, by_style: Mapping[str, Look], numbers: numbering.Numbering) -> None:
        # It must not hold what holds it: the tree of a document, whose weight the collector does
        # not know, would stay for many documents to come.
        own = proxy(self)
        self.text = TextReader(by_style, lambda *box: own.aside(*box))
        self.numbers = numbers
        self.by_style = by_style
        self.entries: set[str] = set()
        self.tables = 0
        # What stands aside is read within: a box in a header.
        self.way: tuple[str, ...] = ()
        self.order: dict[Any, int] = {}

    def count(self, root: Any) -> None:
        """Number the paragraphs of a part from 1, as `Printed` does."""
        self.order = {paragraph: n for n, paragraph in enumerate(root.iter(f"{W}p"), start=1)}

    def aside(self, kind: str, root: Any, anchor: Any) -> None:
        """Read what stands beside the body, hung up at an element of it (None: nowhere)."""
        outer, self.way = self.way, (*self.way, kind)
        for text in self._texts(root, PLAIN) if root is not None else ():
            self.text.asides.append(Aside(" › ".join(self.way), text, anchor))
        self.way = outer

    def lines(self, body: Any) -> Iterator[Line]:
        """The lines of a body, in order."""
        for node, base in self._blocks(body, PLAIN):
            if isinstance(node, SeenText):
                if node.text:
                    yield Line((SeenCell(0, (node,)),))
            else:
                number, self.tables = self.tables, self.tables + 1
                for row in self._rows(node, base):
                    yield row._replace(table=number)

    def _blocks(self, parent: Any, base: Look) -> Iterator[tuple[Any, Look]]:
        """The texts of the paragraphs in order, and the elements of tables."""
        for child, look in self._walk(parent, base):
            if child.tag == f"{W}tbl":
                yield from ((text, look) for text in self.text.close())
                yield child, look
            else:
                yield from ((text, look) for text in self._paragraph(child, look))
        yield from ((text, base) for text in self.text.close())

    def _walk(self, parent: Any, base: Look) -> Iterator[tuple[Any, Look]]:
        for child in parent.iterchildren("*"):
            if child.tag in (f"{W}p", f"{W}tbl"):
                yield child, base
            elif child.tag == drawings.ALTERNATIVE:
                yield from self._walk(drawings.choose(child), base)
            elif child.tag in (f"{W}altChunk", f"{W}subDoc"):
                self.text.unread.append(Unread(drawings.FILE, child))
            elif child.tag not in _GONE and child.tag.startswith(W):
                yield from self._walk(child, DIM if is_bound(child) else base)

    def _paragraph(self, element: Any, base: Look) -> Iterator[SeenText]:
        properties = element.find(f"{W}pPr")
        name = "" if properties is None else styles.value_of(properties, "pStyle")
        look = looks.read_paragraph(properties).over(base)
        look = look.over(self.by_style.get(name, PLAIN)).over(self.by_style.get("", PLAIN))
        look = DIM if base is DIM else look
        self.text.open(element, self.order.get(element, 0), look, name in self.entries)
        if not _joins(properties):
            yield from self.text.close(self.numbers.of(element))

    def _texts(self, parent: Any, base: Look) -> Iterator[SeenText]:
        """Every text in a cell, a note, a text box, those of tables in it too."""
        for node, look in list(self._blocks(parent, base)):
            if isinstance(node, SeenText):
                if node.text:
                    yield node
            else:
                for row in self._rows(node, look):
                    yield from row.texts

    def _rows(self, table: Any, base: Look) -> Iterator[Line]:
        name = styles.value_of(table, f"tblPr/{W}tblStyle")
        base = base.over(self.by_style.get(name, PLAIN)) if name else base
        base = looks.read_paragraph(table.find(f"{W}tblPr")).over(base)
        plain = self._read_plain(table, base)
        if plain is not None:
            yield from (Line(cells, head=head) for cells, head in plain)
            return
        merged: set[int] = set()
        for row in ooxml.children(table, "tr"):
            if is_gone_row(row):
                continue
            look = DIM if is_dim_row(row) else base
            cells, held = [], set[int]()
            for cell in on_grid(row):
                if cell.down and (cell.down == RESTART or cell.first in merged):
                    held.add(cell.first)
                if covered := _covering(cell, merged):
                    cells.append(SeenCell(cell.first, (), cell.width, covered))
                    continue
                # A cell that goes on with nothing: programs do not agree on what they show.
                own = looks.read_paragraph(cell.element.find(f"{W}tcPr")).over(look)
                own = DIM if cell.down == CONTINUED or is_dim_cell(cell.element) else own
                cells.append(SeenCell(cell.first, (*self._texts(cell.element, own),), cell.width))
            merged = held
            yield Line(tuple(cells), head=states(row, f"{W}trPr/{W}tblHeader"))

    def _read_plain(self, table: Any, base: Look) -> list[plain_tables.PlainRow] | None:
        """The rows of a table that holds nothing but text; None of any other."""

        @cache
        def style_of(name: str) -> PlainStyle | None:
            look = base.over(self.by_style.get(name, PLAIN)).over(self.by_style.get("", PLAIN))
            entry = name in self.entries
            return PlainStyle(self.numbers.of_style(name), entry) if is_just_read(look) else None

        if self.text.draft is not None or not self.text.fields.none:
            return None
        return plain_tables.read(table, self.order, style_of)


def _covering(cell: GridCell, merged: Collection[int]) -> str:
    """What covers a cell, below merged cells that begin in these columns; nothing where none."""
    if cell.across == CONTINUED:
        return BEFORE
    if cell.down == CONTINUED and cell.first in merged:
        return ABOVE
    return GONE if is_gone(cell) else ""


def _joins(properties: Any) -> bool:
    """Whether a paragraph's mark is not there, so that the next goes on where it ends."""
    mark = None if properties is None else properties.find(f"{W}rPr")
    return mark is not None and any(states(mark, f"{W}{name}") for name in _UNMARKING)
