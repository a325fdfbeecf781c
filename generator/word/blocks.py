"""A document's body as paragraphs and tables, for comparing: each text as words (`pieces`).

A document read from a file also has its texts and its XML elements; one that is only remembered
(`carried`) has the words alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.compare import pieces
from generator.compare.pieces import Words
from generator.word import fields, ooxml
from generator.word.ooxml import W

_MORE = ("drawing", "pict", "object", "commentReference", "footnoteReference", "endnoteReference")


@dataclass(frozen=True, eq=False, slots=True)
class Paragraph:
    """A paragraph; `number` counts those of its part from 1, 0 where it is only remembered."""

    words: Words
    text: str = ""
    element: Any = None
    number: int = 0

    @property
    def key(self) -> Any:
        """What is equal for paragraphs of the same text."""
        return self.words


@dataclass(frozen=True, eq=False, slots=True)
class Cell:
    """A cell of a table."""

    children: "tuple[Block, ...]"
    element: Any = None

    @property
    def key(self) -> Any:
        """What is equal for cells of the same texts."""
        return tuple(block.key for block in self.children)


@dataclass(frozen=True, eq=False, slots=True)
class Row:
    """A row of a table."""

    children: tuple[Cell, ...]
    element: Any = None
    key: Any = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", tuple(cell.key for cell in self.children))


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """A table."""

    children: tuple[Row, ...]
    element: Any = None
    key: Any = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", tuple(row.key for row in self.children))


Block = Paragraph | Table
Node = Paragraph | Table | Row | Cell


def read(root: Any) -> tuple[Block, ...]:
    """The blocks of a document's body, or of a header or footer."""
    numbers = {paragraph: n for n, paragraph in enumerate(root.iter(f"{W}p"), start=1)}
    body = root.find(f"{W}body")
    return tuple(_blocks(root if body is None else body, numbers))


def _blocks(parent: Any, numbers: dict[Any, int]) -> Iterator[Block]:
    for child in ooxml.children(parent, "p", "tbl"):
        if child.tag == f"{W}p":
            text = "".join(node.text or "" for node in fields.text_nodes(child))
            yield Paragraph(pieces.words(text), text, child, numbers.get(child, 0))
        else:
            rows = (_row(row, numbers) for row in ooxml.children(child, "tr"))
            yield Table(tuple(rows), child)


def _row(row: Any, numbers: dict[Any, int]) -> Row:
    cells = (Cell(tuple(_blocks(cell, numbers)), cell) for cell in ooxml.children(row, "tc"))
    return Row(tuple(cells), row)


def read_row(element: Any) -> Row:
    """A row that stands alone."""
    return _row(element, {})


def paragraphs(nodes: Sequence[Node]) -> Iterator[Paragraph]:
    """Every paragraph in document order, those in tables included."""
    for node in nodes:
        if isinstance(node, Paragraph):
            yield node
        else:
            yield from paragraphs(node.children)


def children(node: Node) -> Sequence[Node]:
    """What a node is made of; a paragraph is the smallest."""
    return () if isinstance(node, Paragraph) else node.children


def text(node: Node) -> str:
    """The text of a node on one line."""
    return " ".join(p.text for p in paragraphs([node]) if p.text)


def holds_more(node: Node) -> bool:
    """Whether something other than text stands there: a picture, a note, somebody's comment."""
    found = node.element.iter(*(f"{W}{name}" for name in _MORE))
    return any(True for _ in found)
