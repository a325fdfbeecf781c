"""A document's body as paragraphs and tables, for comparing: each text as words (`pieces`).

A document read from a file also has its texts and its XML elements; one that is only remembered
(`carried`) has the words alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar

from generator.compare import pieces
from generator.compare.pieces import Words
from generator.word import fields, ooxml
from generator.word.ooxml import W

_NOTES = ("commentReference", "footnoteReference", "endnoteReference")
_MORE = [f"{W}{name}" for name in ("drawing", "pict", "object", *_NOTES)]
Child = TypeVar("Child", "BodyBlock", "Row", "Cell")


@dataclass(frozen=True, eq=False, slots=True)
class Paragraph:
    """A paragraph; `number` counts those of its part from 1, 0 where it is only remembered."""

    words: Words
    text: str = ""
    element: Any = None
    number: int = 0
    children: ClassVar[tuple[()]] = ()

    @property
    def key(self) -> Any:
        """What is equal for paragraphs of the same text."""
        return self.words


@dataclass(frozen=True, eq=False, slots=True)
class _Holder(Generic[Child]):
    """What is made of others; its `key` is equal for those of the same texts."""

    children: tuple[Child, ...]
    element: Any = None
    key: Any = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", tuple(child.key for child in self.children))


class Cell(_Holder["BodyBlock"]):
    """A cell of a table."""


class Row(_Holder[Cell]):
    """A row of a table."""


class WordTable(_Holder[Row]):
    """A table."""


BodyBlock = Paragraph | WordTable
BodyNode = BodyBlock | Row | Cell
Nodes = Sequence[BodyNode]


def read(root: Any) -> tuple[BodyBlock, ...]:
    """The blocks of a document's body, or of a header or footer."""
    numbers = {paragraph: n for n, paragraph in enumerate(root.iter(f"{W}p"), start=1)}
    body = root.find(f"{W}body")
    return tuple(_blocks(root if body is None else body, numbers))


def _blocks(parent: Any, numbers: Mapping[Any, int]) -> Iterator[BodyBlock]:
    for child in ooxml.children(parent, "p", "tbl"):
        if child.tag == f"{W}p":
            text = "".join(node.text or "" for node in fields.text_nodes(child))
            yield Paragraph(pieces.words(text), text, child, numbers.get(child, 0))
        else:
            rows = (read_row(row, numbers) for row in ooxml.children(child, "tr"))
            yield WordTable(tuple(rows), child)


def read_row(row: Any, numbers: Mapping[Any, int] | None = None) -> Row:
    """A row of a table, whose paragraphs are numbered where it stands in a document."""
    cells = (Cell(tuple(_blocks(cell, numbers or {})), cell) for cell in ooxml.children(row, "tc"))
    return Row(tuple(cells), row)


def paragraphs(nodes: Nodes) -> Iterator[Paragraph]:
    """Every paragraph in document order, those in tables included."""
    for node in nodes:
        if isinstance(node, Paragraph):
            yield node
        else:
            yield from paragraphs(node.children)


def text(node: BodyNode) -> str:
    """The text of a node on one line."""
    return " ".join(p.text for p in paragraphs([node]) if p.text)


def holds_more(node: BodyNode) -> bool:
    """Whether something other than text stands there: a picture, a note, somebody's comment."""
    return any(True for _ in node.element.iter(*_MORE))
