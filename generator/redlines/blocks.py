"""The paragraphs and tables of the body, a header or a cell, as they stand in a redline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.compare.alignment import Rest, align
from generator.compare.likeness import liken
from generator.compare.thresholds import REDLINED
from generator.compare.tokens import strip_figures
from generator.compare.words import Status
from generator.redlines import rows
from generator.redlines.marks import Pair, Slot, settle
from generator.redlines.paragraph import redlined
from generator.redlines.pen import Comparison, Sides
from generator.redlines.pieces import UnmarkableError
from generator.word import ooxml
from generator.word.ooxml import W

_MARKERS = frozenset(("bookmarkStart", "bookmarkEnd"))
_PASSED_OVER = frozenset(
    ("tcPr", "sdtPr", "sdtEndPr", "customXmlPr", "proofErr", "permStart", "permEnd")
) | frozenset(("commentRangeStart", "commentRangeEnd", "sectPr"))


@dataclass(frozen=True, eq=False)
class Block:
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
    def columns(self) -> int:
        """How many columns it has, if it is a table."""
        return rows.columns(self.node) if self.table else 0


def woven(old: Any, new: Any, by: Comparison) -> list[Any]:
    """What two bodies, headers or cells hold, as it stands in the redline."""
    (left, _), (right, last) = _blocks(old), _blocks(new)
    pairs = [Pair(a, b) for a, b in _paired(left, right)]
    made: list[Any] = []
    for slot in settle(pairs, lambda a, b: a.text == b.text):
        made += slot.content.new.markers if slot.content.new else ()
        made.append(_written(slot, by))
    return [*made, *last]


def _blocks(parent: Any) -> tuple[list[Block], list[Any]]:
    """The paragraphs and tables of a body or cell, content controls looked through; the markers
    after the last one.
    """
    made: list[Block] = []
    markers: list[Any] = []
    for child in ooxml.children(parent):
        name = ooxml.local_name(child)
        if name in _MARKERS:
            markers.append(child)
        elif name in ("p", "tbl"):
            made.append(Block(child, name == "tbl", tuple(markers)))
            markers = []
        elif name not in _PASSED_OVER:
            raise UnmarkableError("有插入的文件之类标不出改动的内容", child)
    return made, markers


def _written(slot: Slot[Block], by: Comparison) -> Any:
    old, new = slot.content.old, slot.content.new
    if not slot.content.table:
        mark = slot.mark
        if old and new and slot.mark == slot.content and old.serialized == new.serialized:
            return new.node
        return redlined(Sides(_node(old), _node(new)), Sides(_node(mark.old), _node(mark.new)), by)
    if old and new:
        if old.serialized == new.serialized:
            return new.node
        return rows.redlined(old.node, new.node, by, lambda a, b: woven(a, b, by))
    step = Status.GONE if old else Status.CAME
    return rows.whole_table(_node(old or new), step, by)


def _node(block: Block | None) -> Any:
    return block.node if block else None


# -- which block is which -------------------------------------------------------------------------


def _paired(
    old: Sequence[Block], new: Sequence[Block]
) -> Iterator[tuple[Block | None, Block | None]]:
    """The blocks side by side; the sections one by one, if there are as many."""
    left, right = _sections(old), _sections(new)
    if len(left) != len(right):
        left, right = [list(old)], [list(new)]
    for one, other in zip(left, right, strict=True):
        yield from _aligned(one, other)


def _sections(blocks: Sequence[Block]) -> list[list[Block]]:
    made: list[list[Block]] = [[]]
    for block in blocks:
        made[-1].append(block)
        if block.section:
            made.append([])
    return made


def _aligned(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[Block | None, Block | None]]:
    # The paragraph that ends a section ends it in both versions, whatever it says.
    if old and new and old[-1].section and new[-1].section:
        return [*_aligned(old[:-1], new[:-1]), (old[-1], new[-1])]
    keys = (
        lambda block: block.serialized,
        lambda block: (block.table, block.section, block.columns, block.text),
        lambda block: (block.table, block.section, block.columns, block.words),
    )
    return align(old, new, keys, Rest(_likeness, REDLINED))


def _likeness(old: Block, new: Block) -> int:
    if (old.table, old.section, old.columns) != (new.table, new.section, new.columns):
        return 0
    return liken(old.words, new.words)
