"""Which of two sequences' items belong together, and which words of two texts differ.

Whole figures are the unit of a difference: `1,234.56` becomes `1,243.56`, never `34` `43`.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TypeVar

from generator.compare.opcodes import opcodes

T = TypeVar("T")
Spans = Sequence[tuple[int, int]]

# What is less alike than this is not the same thing changed, but another thing.
ALIKE = 3
OUT_OF = 10
MAX_COMPARED = 20_000
# So few unchanged characters between two changes read worse than one longer change.
MAX_GAP = 1

SAME, GONE, COME = "同", "删", "增"
_TOKEN = re.compile(
    r"(?<![0-9])[-－]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?[%％]?|[A-Za-z]+|.", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, went or came."""

    kind: str
    text: str


# -- sequences ---------------------------------------------------------------------------------


def align(
    old: Sequence[T],
    new: Sequence[T],
    key: Callable[[T], Hashable],
    features: Callable[[T], Counter[str]],
) -> list[tuple[T | None, T | None]]:
    """The items of both sequences in order, paired: those of one key, then those most alike.

    How alike two items are is how many of their features they share.
    """
    left, right = [key(item) for item in old], [key(item) for item in new]
    pairs: list[tuple[T | None, T | None]] = []
    for name, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        before, after = old[i:j], new[k:m]
        alike = name == "equal"
        places = (
            zip(range(j - i), range(m - k), strict=True)
            if alike
            else _paired(before, after, features)
        )
        for one, other in places:
            pairs.append(
                (None if one is None else before[one], None if other is None else after[other])
            )
    return pairs


def _paired(
    old: Sequence[T], new: Sequence[T], features: Callable[[T], Counter[str]]
) -> Iterator[tuple[int | None, int | None]]:
    """Places of items, in pairs that are together as alike as can be; in a row where they are."""
    if len(old) * len(new) > MAX_COMPARED:
        yield from zip_longest(range(len(old)), range(len(new)))
        return
    left, right = [features(item) for item in old], [features(item) for item in new]
    best = _best(left, right)
    i = j = 0
    while i < len(old) or j < len(new):
        move = best[i][j][1]
        yield i if move != COME else None, j if move != GONE else None
        i, j = i + (move != COME), j + (move != GONE)


def _best(
    left: Sequence[Counter[str]], right: Sequence[Counter[str]]
) -> list[list[tuple[int, str]]]:
    """For every two rests of the sequences: how alike they can be made, and the first move."""
    table = [[(0, SAME)] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left), -1, -1):
        for j in range(len(right), -1, -1):
            table[i][j] = _move(table, left, right, i, j)
    return table


def _move(
    table: list[list[tuple[int, str]]],
    left: Sequence[Counter[str]],
    right: Sequence[Counter[str]],
    i: int,
    j: int,
) -> tuple[int, str]:
    choices = [(0, COME)] if i == len(left) and j == len(right) else []
    if i < len(left) and j < len(right):
        alike = _likeness(left[i], right[j])
        if alike:
            choices.append((alike + table[i + 1][j + 1][0], SAME))
    if i < len(left):
        choices.append((table[i + 1][j][0], GONE))
    if j < len(right):
        choices.append((table[i][j + 1][0], COME))
    return max(choices, key=lambda choice: choice[0])


def pairs_in(text: str) -> Counter[str]:
    """The pairs of neighbouring characters of a text; a single character stands for itself."""
    return Counter(text[at : at + 2] for at in range(max(len(text) - 1, 1)))


def _likeness(left: Counter[str], right: Counter[str]) -> int:
    """How alike two texts are, in thousandths; zero when they are too little so."""
    total = left.total() + right.total()
    common = 2000 * (left & right).total() // total
    return common if common * OUT_OF >= ALIKE * 1000 else 0


# -- words -------------------------------------------------------------------------------------


def tokens(text: str, figures: Spans = ()) -> list[str]:
    """A text in units of change: whole figures (those at the given spans first), words, signs."""
    made, end = list[str](), 0
    for start, stop in sorted(figures):
        if start < end or stop <= start:
            continue
        made += _TOKEN.findall(text[end:start])
        made.append(text[start:stop])
        end = stop
    return made + _TOKEN.findall(text[end:])


def pieces(old: Sequence[str], new: Sequence[str]) -> tuple[Piece, ...]:
    """What stayed, went and came between two texts in tokens."""
    found: list[tuple[str, str]] = []
    for name, i, j, k, m in opcodes(old, new):
        gone, come = "".join(old[i:j]), "".join(new[k:m])
        last = j == len(old) and m == len(new)
        if _open(found) and (name != "equal" or (len(gone) <= MAX_GAP and not last)):
            found[-1] = (found[-1][0] + gone, found[-1][1] + come)
        else:
            found.append((gone, come))
    return tuple(_as_pieces(found))


def _open(found: Sequence[tuple[str, str]]) -> bool:
    """Whether the last run is a change, which may go on over what little stayed after it."""
    return bool(found) and found[-1][0] != found[-1][1]


def _as_pieces(found: Iterable[tuple[str, str]]) -> Iterator[Piece]:
    for gone, come in found:
        if gone == come:
            yield Piece(SAME, gone)
            continue
        if gone:
            yield Piece(GONE, gone)
        if come:
            yield Piece(COME, come)
