"""Which paragraph, row and cell of one document is which of another's.

What is the same anchors the rest; between anchors the likeliest pairs are chosen, in order. Nothing
is ever paired across a pair.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, TypeVar

from generator.compare import pieces
from generator.word.blocks import Cell, Node, Paragraph, Row, Table, children, paragraphs

T = TypeVar("T")
Pairs = list[tuple[int, int]]

# Likeness is counted in thousandths; what is less alike than this is not the same.
LEAST = 250
LEAST_ROW = 400
_LARGEST_GAP = 60_000


@dataclass(frozen=True, slots=True)
class Matching:
    """The pairs of two documents, both ways."""

    right: dict[Node, Node] = field(default_factory=dict)
    left: dict[Node, Node] = field(default_factory=dict)


def match(
    left: Sequence[Node], right: Sequence[Node], hints: Mapping[Node, Node] | None = None
) -> Matching:
    """The pairs of two documents; `hints` gives, for a node of the left whose text is not known,
    a node with a text much like it.
    """
    found = Matching()
    _Matcher(found, hints or {}).match(left, right)
    return found


class _Matcher:
    def __init__(self, found: Matching, hints: Mapping[Node, Node]) -> None:
        self.found, self.hints = found, hints

    def match(self, left: Sequence[Node], right: Sequence[Node]) -> None:
        for i, j in self._pairs(left, right):
            self.found.right[left[i]] = right[j]
            self.found.left[right[j]] = left[i]
            self.match(children(left[i]), children(right[j]))

    def _pairs(self, left: Sequence[Node], right: Sequence[Node]) -> Pairs:
        if left and isinstance(left[0], Cell) and len(left) == len(right):
            return [(i, i) for i in range(len(left))]
        if len(left) == len(right) == 1 and type(left[0]) is type(right[0]):
            return [(0, 0)]  # all that a cell holds
        return align(left, right, lambda node: node.key, self._alike, _rewritten)

    def _alike(self, one: Node, other: Node) -> int:
        if isinstance(one, Paragraph) and isinstance(other, Paragraph):
            return self._alike_paragraphs(one, other)
        if isinstance(one, Row) and isinstance(other, Row):
            return _alike_rows(one, other)
        if isinstance(one, Table) and isinstance(other, Table):
            return _share(_counted(one), _counted(other))
        if isinstance(one, Cell) and isinstance(other, Cell):
            return max(_share(_counted(one), _counted(other)), LEAST)
        return 0

    def _alike_paragraphs(self, one: Paragraph, other: Paragraph) -> int:
        if not one.words or not other.words:
            return 0
        hint = self.hints.get(one, one)
        text = hint.text if isinstance(hint, Paragraph) else ""
        return max(alike_words(one.words, other.words), alike_texts(text, other.text))


def align(
    left: Sequence[T],
    right: Sequence[T],
    key: Callable[[T], Any],
    alike: Callable[[T, T], int],
    rewritten: Callable[[T, T], bool] = lambda one, other: True,
) -> Pairs:
    """Pairs of two sequences, in order: what has the same key, then what is alike.

    Two that alone stand between the same neighbours are one that was rewritten, if it may be.
    """
    numbers: dict[Any, int] = {}
    one = [numbers.setdefault(key(item), len(numbers)) for item in left]
    two = [numbers.setdefault(key(item), len(numbers)) for item in right]
    if one == two:
        return [(i, i) for i in range(len(one))]
    pairs: Pairs = []
    for tag, i, k, j, m in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += zip(range(i, k), range(j, m), strict=True)
        elif tag == "replace":
            pairs += (
                (i + a, j + b) for a, b in _likeliest(left[i:k], right[j:m], alike, rewritten)
            )
    return pairs


def _likeliest(
    left: Sequence[T],
    right: Sequence[T],
    alike: Callable[[T, T], int],
    rewritten: Callable[[T, T], bool],
) -> Pairs:
    """The pairs in order whose likeness adds up to most."""
    if len(left) == len(right) == 1 and rewritten(left[0], right[0]):
        return [(0, 0)]
    if len(left) * len(right) > _LARGEST_GAP:  # nothing in common: no time to be spent on it
        return []
    best = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    gain = [[_enough(a, alike(a, b)) for b in right] for a in left]
    for i in reversed(range(len(left))):
        for j in reversed(range(len(right))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + gain[i][j])
    return _path(best, gain)


def _path(best: list[list[int]], gain: list[list[int]]) -> Pairs:
    pairs, i, j = [], 0, 0
    while i < len(gain) and j < len(gain[0]):
        if gain[i][j] and best[i][j] == best[i + 1][j + 1] + gain[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _rewritten(one: Any, other: Any) -> bool:
    """Whether two things that alone stand between the same neighbours are one, rewritten."""
    if isinstance(one, Paragraph) and isinstance(other, Paragraph):
        return bool(one.words) and bool(other.words)
    return type(one) is type(other) and not isinstance(one, Table | Row)


def _enough(item: Any, likeness: int) -> int:
    return likeness if likeness >= (LEAST_ROW if isinstance(item, Row) else LEAST) else 0


def _counted(node: Node) -> Counter[str]:
    return Counter(word for paragraph in paragraphs([node]) for word in paragraph.words)


def _share(one: Counter[str], other: Counter[str]) -> int:
    """How much two collections have in common, in thousandths."""
    total = one.total() + other.total()
    return 2000 * (one & other).total() // total if total else 1000


def alike_words(one: Sequence[str], other: Sequence[str]) -> int:
    """How much two texts have in common by their fingerprints, figures counting half."""
    bare = _share(Counter(pieces.skeleton(one)), Counter(pieces.skeleton(other)))
    return (_share(Counter(one), Counter(other)) + bare) // 2


def alike_texts(one: str, other: str) -> int:
    """How much two texts have in common, by pairs of neighbouring characters."""
    return _share(_neighbours(one), _neighbours(other)) if one and other else 0


@lru_cache(maxsize=1 << 11)
def _neighbours(text: str) -> Counter[str]:
    """The pairs of neighbouring characters of a text, which is held against many others."""
    return Counter(map(str.__add__, text, text[1:]))


def _alike_rows(one: Row, other: Row) -> int:
    """How alike two rows are; what names a row weighs more than what it counts."""
    if len(one.children) != len(other.children):
        return _share(_counted(one), _counted(other))
    weights = [_weight(index, cell) for index, cell in enumerate(one.children)]
    cells = zip(one.children, other.children, weights, strict=True)
    same = sum(weight for cell, against, weight in cells if cell.key == against.key)
    return 1000 * same // sum(weights) if weights else 1000


def _weight(index: int, cell: Cell) -> int:
    line = [word for paragraph in paragraphs([cell]) for word in paragraph.words]
    if not line:
        return 1
    return 8 if index == 0 or not all(map(pieces.is_number, line)) else 2


def numbers(left: Sequence[str], right: Sequence[str]) -> dict[int, int]:
    """Which number of one text stands where a number of the other stands, by their words."""
    if left == right:
        return {i: i for i, word in enumerate(left) if pieces.is_number(word)}
    found: dict[int, int] = {}
    exact = SequenceMatcher(None, left, right, autojunk=False)
    for tag, i, k, j, m in exact.get_opcodes():
        if tag == "equal":
            found.update(zip(range(i, k), range(j, m), strict=True))
        elif tag == "replace":
            bare = SequenceMatcher(
                None, pieces.skeleton(left[i:k]), pieces.skeleton(right[j:m]), autojunk=False
            )
            for a, b, size in bare.get_matching_blocks():
                found.update((i + a + n, j + b + n) for n in range(size))
    return {i: j for i, j in found.items() if pieces.is_number(left[i])}
