"""The stretches in which one row of units became another: equal, replaced, gone or come.

As `difflib` finds them, within bounds: it takes minutes for two long texts that repeat themselves.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher

# Beyond so many pairs of units, or of equal units, a stretch is replaced as a whole.
_MOST_COMPARED = 4_000_000
_MOST_EQUAL = 200_000

Opcode = tuple[str, int, int, int, int]


def opcodes(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Opcode]:
    """The stretches between two rows; what is equal at both ends is found without comparing."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    k, m = len(old) - tail, len(new) - tail
    made: list[Opcode] = [("equal", 0, head, 0, head)] if head else []
    if _too_many(old[head:k], new[head:m]):
        made.append(("replace", head, k, head, m))
    elif k > head or m > head:
        matcher = SequenceMatcher(None, old[head:k], new[head:m], autojunk=False)
        for name, a, b, c, d in matcher.get_opcodes():
            made.append((name, head + a, head + b, head + c, head + d))
    if tail:
        made.append(("equal", k, len(old), m, len(new)))
    return made


def _too_many(old: Sequence[Hashable], new: Sequence[Hashable]) -> bool:
    if len(old) * len(new) > _MOST_COMPARED:
        return True
    left, right = Counter(old), Counter(new)
    return sum(count * right[unit] for unit, count in left.items()) > _MOST_EQUAL


def _common(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(old), len(new)))
