"""The paragraphs and tables of the body, a header or a cell, as they stand in a redline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from generator.compare.alignment import Rest, align
from generator.compare.likeness import liken
from generator.compare.thresholds import REDLINED
from generator.compare.tokens import strip_figures
from generator.redlines import rows
from generator.redlines.basis import Basis
from generator.redlines.marks import Sides, Slot, settle
from generator.redlines.paragraph import redline_paragraph
from generator.redlines.pieces import UnmarkableError
from generator.redlines.seats import Seats
from generator.redlines.steps import is_grown
from generator.word import ooxml
from generator.word.ooxml import W

# What stands beside paragraphs and tables without being content: the new version's stays.
_PASSED_OVER = frozenset(
    ("tcPr", "sdtPr", "sdtEndPr", "customXmlPr", "proofErr", "permStart", "permEnd", "sectPr")
) | frozenset(f"{thing}{end}" for thing in ("bookmark", "commentRange") for end in ("Start", "End"))


@dataclass(frozen=True, eq=False)
class BodyBlock:
    """A paragraph or a table, and what it is compared by."""

    node: Any
    table: bool

    @cached_property
    def section(self) -> bool:
        """Whether it is a paragraph that ends a section."""
        return not self.table and self.node.find(f"{W}pPr/{W}sectPr") is not None

    @cached_property
    def bare(self) -> bool:
        """Whether it is nothing but the end of a section."""
        return self.section and self.node.find(f"{W}r") is None and not self.text

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
        return self.table, self.bare, columns


def weave(old: Any, new: Any, by: Basis) -> None:
    """Let what the new body, header or cell holds stand as the redline of both."""
    _check_others(old, new)
    seats, pairs = Seats(new), _pair(_blocks(old), _blocks(new), by)
    for slot in settle(pairs, lambda a, b: a.text == b.text, lambda pair: _is_grown(pair, by)):
        woven = _redline(slot, seats.last, by)
        if slot.content.new:
            seats.keep(slot.content.new.node, woven)
        else:
            seats.seat(woven)


def _blocks(parent: Any) -> list[BodyBlock]:
    """The paragraphs and tables of a body or cell, content controls looked through."""
    nodes = ((node, ooxml.local_name(node)) for node in ooxml.children(parent, "p", "tbl"))
    return [BodyBlock(node, name == "tbl") for node, name in nodes]


def _check_others(old: Any, new: Any) -> None:
    """What is neither paragraph nor table, a file put in, say, must be the same in both."""
    left, right = ({ooxml.serialize(n): n for n in _others(side)} for side in (old, new))
    for other in left.keys() ^ right.keys():
        node = left.get(other, right.get(other))
        raise UnmarkableError("有插入的文件之类标不出改动的内容", node)


def _others(parent: Any) -> Iterator[Any]:
    known = ("p", "tbl", *_PASSED_OVER)
    return (node for node in ooxml.children(parent) if ooxml.local_name(node) not in known)


def _is_grown(pair: Sides[BodyBlock], by: Basis) -> bool:
    return not _is_kept(pair) and is_grown(_nodes(pair), by)


def _is_kept(pair: Sides[BodyBlock]) -> bool:
    old, new = pair
    return old is not None and new is not None and old.serialized == new.serialized


def _redline(slot: Slot[BodyBlock], before: Any, by: Basis) -> Any:
    """What stands in a place of the redline, `before` (None: nothing) in the place before it."""
    old, new = slot.content
    if new and slot.mark == slot.content and _is_kept(slot.content):
        return new.node
    content = _nodes(slot.content)
    if not slot.content.table:
        return redline_paragraph(content, _nodes(slot.mark), by, before)
    if old and new:
        return rows.redline_table(*content, by, lambda a, b: weave(a, b, by))
    return rows.take_table_out(content.old, by) if old else rows.put_table_in(content.new, by)


def _nodes(sides: Sides[BodyBlock]) -> Sides[Any]:
    return Sides(*(block and block.node for block in sides))


# -- which block is which -------------------------------------------------------------------------


def _pair(old: Sequence[BodyBlock], new: Sequence[BodyBlock], by: Basis) -> list[Sides[BodyBlock]]:
    """The blocks side by side; the sections one by one, if there are as many."""
    left, right = _sections(old), _sections(new)
    if len(left) != len(right):
        left, right = [old], [new]
    pairs = [pair for one, other in zip(left, right, strict=True) for pair in _align(one, other)]
    return pairs if by.formats else [tied for pair in pairs for tied in _tie(pair)]


def _tie(pair: Sides[BodyBlock]) -> Iterator[Sides[BodyBlock]]:
    """A block, where what only ends a section is no change: programs end one in a paragraph of its
    own, or in the last that says something, as they like.
    """
    if pair.new is not None and pair.new.bare:
        yield Sides(pair.new, pair.new)
    elif pair.new is not None or pair.old is None or not pair.old.bare:
        yield pair


def _sections(blocks: Sequence[BodyBlock]) -> list[Sequence[BodyBlock]]:
    ends = [at for at, block in enumerate(blocks, start=1) if block.section]
    return [blocks[start:end] for start, end in pairwise((0, *ends, len(blocks)))]


def _align(old: Sequence[BodyBlock], new: Sequence[BodyBlock]) -> list[Sides[BodyBlock]]:
    # The paragraph that ends a section ends it in both versions, whatever it says.
    if old and new and old[-1].section and new[-1].section and old[-1].bare == new[-1].bare:
        return [*_align(old[:-1], new[:-1]), Sides(old[-1], new[-1])]
    keys = (
        lambda block: block.serialized,
        lambda block: (block.shape, block.text),
        lambda block: (block.shape, block.words),
    )
    return [Sides(*pair) for pair in align(old, new, keys, Rest(_likeness, REDLINED))]


def _likeness(old: BodyBlock, new: BodyBlock) -> int:
    return liken(old.words, new.words) if old.shape == new.shape else 0
