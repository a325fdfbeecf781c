"""How alike two things are: how much of what they are made of they have in common."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from generator.compare import pieces
from generator.compare.pieces import Words
from generator.compare.thresholds import LONGEST

# Things, each numbered among its equals: bags of them are compared as sets, quickly.
Bag = frozenset[tuple[str, int]]


def bag(things: Iterable[str]) -> Bag:
    """A collection of things, to be held against others."""
    counted = Counter(things).items()
    return frozenset((thing, number) for thing, count in counted for number in range(count))


def share(one: Bag, other: Bag) -> int:
    """How much two collections have in common, in thousandths; two empty ones are the same."""
    total = len(one) + len(other)
    return 2000 * len(one & other) // total if total else 1000


# Every item is held against many others: what it is made of is counted once.
@lru_cache(maxsize=1 << 10)
def signs(text: str) -> Bag:
    """The pairs of neighbouring signs of a text; a single sign stands for itself.

    So does a text that is too long to be taken apart.
    """
    if len(text) > LONGEST:
        return bag([text])
    return bag(map("".join, pairwise(text)) if len(text) > 1 else text)


def count_alike(one: Sequence[str], other: Sequence[str]) -> int:
    """With how many of the same two begin: signs of texts, say."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


def liken(one: str, other: str) -> int:
    """How much two texts have in common, in thousandths, by pairs of neighbouring signs."""
    return share(signs(one), signs(other))


@lru_cache(maxsize=1 << 10)
def _bags(words: Words) -> tuple[Bag, Bag]:
    return bag(words), bag(pieces.skeleton(words))


def liken_words(one: Words, other: Words) -> int:
    """How much two texts have in common by their fingerprints, figures counting half."""
    return sum(share(*bags) for bags in zip(_bags(one), _bags(other), strict=True)) // 2
