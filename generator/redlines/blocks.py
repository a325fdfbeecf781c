"""The paragraphs and tables of the body, a header or a cell, as they stand in a redline."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from generator.compare.alignment import Rest, align
from generator.compare.likeness import liken
from generator.compare.thresholds import REDLINED
from generator.compare.tokens import strip_figures
from generator.compare.words import Status
from generator.redlines import rows
from generator.redlines.basis import Basis
from generator.redlines.marks import Sides, Slot, settle
from generator.redlines.paragraph import redline_paragraph
from generator.redlines.pieces import UnmarkableError
from generator.word import ooxml
from generator.word.ooxml import W

_MARKERS = frozenset(("bookmarkStart", "bookmarkEnd"))
_PASSED_OVER = frozenset(
    ("tcPr", "sdtPr", "sdtEndPr", "customXmlPr", "proofErr", "permStart", "permEnd")
) | frozenset(("commentRangeStart", "commentRangeEnd", "sectPr"))


@dataclass(frozen=True, eq=False)
class BodyBlock:
    """A paragraph or a table, what it is compared by, and the markers that stand before it."""

    node: Any
    table: bool
    markers: tuple[Any, ...] = ()

    @cached_property
    def section(self) -> bool:
        """Whether it is a paragraph that ends a section."""
        return not self.table and self.node.find(f"{W}pPr/{W}sectPr") is not None

    @cached_property
    def serialized(self) -> bytes:
        """All of the block."""
        return ooxml.serialize(self.node)

    @cached_property
    def text(self) -> str:
        """What the block says, paragraph by paragraph."""
        return "\n".join(map(ooxml.shown_text, self.node.iter(f"{W}p")))

    @cached_property
    def words(self) -> str:
        """What the block says without figures."""
        return strip_figures(self.text)

    @property
    def shape(self) -> tuple[object, ...]:
        """What two blocks must have in common to be one: their kind, a table's columns."""
        columns = len(self.node.findall(f"{W}tblGrid/{W}gridCol")) if self.table else 0
        return self.table, self.section, columns


def weave(old: Any, new: Any, by: Basis) -> list[Any]:
    """What two bodies, headers or cells hold, as it stands in the redline."""
    (left, _), (right, last) = _blocks(old), _blocks(new)
    woven: list[Any] = []
    for slot in settle(_pair(left, right), lambda a, b: a.text == b.text):
        woven += slot.content.new.markers if slot.content.new else ()
        woven.append(_redline(slot, by))
    return [*woven, *last]


def _blocks(parent: Any) -> tuple[list[BodyBlock], list[Any]]:
    """The paragraphs and tables of a body or cell, content controls looked through; the markers
    after the last one.
    """
    blocks: list[BodyBlock] = []
    markers: list[Any] = []
    for child in ooxml.children(parent):
        name = ooxml.local_name(child)
        if name in _MARKERS:
            markers.append(child)
        elif name in ("p", "tbl"):
            blocks.append(BodyBlock(child, name == "tbl", tuple(markers)))
            markers = []
        elif name not in _PASSED_OVER:
            raise UnmarkableError("有插入的文件之类标不出改动的内容", child)
    return blocks, markers


def _redline(slot: Slot[BodyBlock], by: Basis) -> Any:
    old, new = slot.content.old, slot.content.new
    if old and new and slot.mark == slot.content and old.serialized == new.serialized:
        return new.node
    content = _nodes(slot.content)
    if not slot.content.table:
        return redline_paragraph(content, _nodes(slot.mark), by)
    if old and new:
        return rows.redline_table(*content, by, lambda a, b: weave(a, b, by))
    return rows.mark_table(*((content.old, Status.GONE) if old else (content.new, Status.CAME)), by)


def _nodes(sides: Sides[BodyBlock]) -> Sides[Any]:
    return Sides(*(block and block.node for block in sides))


# -- which block is which -------------------------------------------------------------------------


def _pair(old: Sequence[BodyBlock], new: Sequence[BodyBlock]) -> list[Sides[BodyBlock]]:
    """The blocks side by side; the sections one by one, if there are as many."""
    left, right = _sections(old), _sections(new)
    if len(left) != len(right):
        left, right = [old], [new]
    return [sides for one, other in zip(left, right, strict=True) for sides in _align(one, other)]


def _sections(blocks: Sequence[BodyBlock]) -> list[Sequence[BodyBlock]]:
    ends = [at for at, block in enumerate(blocks, start=1) if block.section]
    return [blocks[start:end] for start, end in pairwise((0, *ends, len(blocks)))]


def _align(old: Sequence[BodyBlock], new: Sequence[BodyBlock]) -> list[Sides[BodyBlock]]:
    # The paragraph that ends a section ends it in both versions, whatever it says.
    if old and new and old[-1].section and new[-1].section:
        return [*_align(old[:-1], new[:-1]), Sides(old[-1], new[-1])]
    keys = (
        lambda block: block.serialized,
        lambda block: (block.shape, block.text),
        lambda block: (block.shape, block.words),
    )
    return [Sides(*pair) for pair in align(old, new, keys, Rest(_likeness, REDLINED))]


def _likeness(old: BodyBlock, new: BodyBlock) -> int:
    return liken(old.words, new.words) if old.shape == new.shape else 0
