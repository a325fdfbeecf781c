"""Which paragraph, row and cell of one document is which of another's.

What is the same anchors the rest; between anchors the likeliest pairs are chosen, in order. Nothing
is ever paired across a pair.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

from generator.compare import pieces
from generator.compare.alignment import Match, Rest, matches
from generator.compare.likeness import Bag, bag, liken, liken_words, share
from generator.compare.thresholds import EDITED, EDITED_ROW
from generator.word.blocks import BodyNode, Cell, Nodes, Paragraph, Row, WordTable, paragraphs

Hints = Mapping[BodyNode, BodyNode]


@dataclass(frozen=True, slots=True)
class Matching:
    """The pairs of two documents, both ways."""

    right: dict[BodyNode, BodyNode] = field(default_factory=dict)
    left: dict[BodyNode, BodyNode] = field(default_factory=dict)


def match(left: Nodes, right: Nodes, hints: Hints | None = None) -> Matching:
    """The pairs of two documents; `hints` gives, for a node of the left whose text is not known,
    a node with a text much like it.
    """
    matcher = _Matcher(hints or {})
    matcher.match(left, right)
    return matcher.matching


class _Matcher:
    def __init__(self, hints: Hints) -> None:
        self.matching, self.hints = Matching(), hints
        self.bags: dict[BodyNode, Bag] = {}

    def match(self, left: Nodes, right: Nodes) -> None:
        """Pair everything in two bodies, tables, rows or cells, and what is in it."""
        for i, j in self._pair(left, right):
            one, other = left[i], right[j]
            self.matching.right[one], self.matching.left[other] = other, one
            self.match(one.children, other.children)

    def _pair(self, left: Nodes, right: Nodes) -> list[Match]:
        if left and isinstance(left[0], Cell) and len(left) == len(right):
            return [(i, i) for i in range(len(left))]
        if len(left) == len(right) == 1 and type(left[0]) is type(right[0]):
            return [(0, 0)]  # all that a cell holds
        least = EDITED_ROW if any(isinstance(node, Row) for node in left) else EDITED
        rest = Rest(self._liken, least, rewritten=_may_be_rewritten)
        return matches(left, right, (lambda node: node.key, _name_of), rest)

    def _liken(self, one: BodyNode, other: BodyNode) -> int:
        if type(one) is not type(other):
            return 0
        if isinstance(one, Paragraph) and isinstance(other, Paragraph):
            return self._liken_paragraphs(one, other)
        if isinstance(one, Row) and len(one.children) == len(other.children):
            return _liken_rows(one, other)
        likeness = share(self._bag(one), self._bag(other))
        return max(likeness, EDITED) if isinstance(one, Cell) else likeness

    def _bag(self, node: BodyNode) -> Bag:
        if node not in self.bags:
            self.bags[node] = bag(word for p in paragraphs([node]) for word in p.words)
        return self.bags[node]

    def _liken_paragraphs(self, one: Paragraph, other: Paragraph) -> int:
        if not one.words or not other.words:
            return 0
        hint = self.hints.get(one, one)
        text = hint.text if isinstance(hint, Paragraph) else ""
        return max(liken_words(one.words, other.words), liken(text, other.text))


def _name_of(node: BodyNode) -> Hashable | None:
    """What is the same for a paragraph or row of which only figures have changed."""
    if isinstance(node, Paragraph):
        return None if all(map(pieces.is_number, node.words)) else pieces.skeleton(node.words)
    if isinstance(node, Row):
        cells = enumerate(node.children)
        names = tuple(_names_row(index, cell) and cell.key for index, cell in cells)
        return names if any(names) else None
    return None


def _may_be_rewritten(one: BodyNode, other: BodyNode) -> bool:
    """Whether two things that alone stand between the same neighbours are one, rewritten."""
    if isinstance(one, Paragraph) and isinstance(other, Paragraph):
        return bool(one.words) and bool(other.words)
    return type(one) is type(other) and not isinstance(one, WordTable | Row)


def _liken_rows(one: Row, other: BodyNode) -> int:
    """How alike two rows are; what names a row weighs more than what it counts."""
    weights = [_weigh(index, cell) for index, cell in enumerate(one.children)]
    cells = zip(one.children, other.children, weights, strict=True)
    same = sum(weight for cell, against, weight in cells if cell.key == against.key)
    return 1000 * same // sum(weights) if weights else 1000


def _weigh(index: int, cell: Cell) -> int:
    if _names_row(index, cell):
        return 8
    return 2 if any(paragraph.words for paragraph in paragraphs([cell])) else 1


def _names_row(index: int, cell: Cell) -> bool:
    """Whether a cell says what its row is of: its first, and any that is not all figures."""
    words = [word for paragraph in paragraphs([cell]) for word in paragraph.words]
    return bool(words) and (index == 0 or not all(map(pieces.is_number, words)))
