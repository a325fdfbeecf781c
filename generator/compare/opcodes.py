"""The stretches in which one row of units became another: equal, replaced, gone or come.

As `difflib` finds them, within bounds: it takes minutes for two long texts that repeat themselves.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from generator.compare.thresholds import MOST_EQUAL_UNITS, MOST_UNITS

Opcode = tuple[str, int, int, int, int]


def opcodes(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Opcode]:
    """The stretches between two rows; what is equal at both ends is found without comparing.

    Beyond the bounds, rows of one length are compared place by place, others replaced as a whole.
    """
    head = count_common(old, new)
    tail = count_common(old[head:][::-1], new[head:][::-1])
    k, m = len(old) - tail, len(new) - tail
    inner = _compare(old[head:k], new[head:m])
    between = [(name, head + a, head + b, head + c, head + d) for name, a, b, c, d in inner]
    codes = [("equal", 0, head, 0, head), *between, ("equal", k, len(old), m, len(new))]
    return [code for code in codes if code[1] < code[2] or code[3] < code[4]]


def _compare(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterable[Opcode]:
    if not old or not new:  # as most are: there is nothing to be compared
        return [("delete" if old else "insert", 0, len(old), 0, len(new))]
    if not _are_too_many(old, new):
        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    if len(old) == len(new):
        return _compare_by_place(old, new)
    return [("replace", 0, len(old), 0, len(new))]


def _compare_by_place(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Opcode]:
    for equal, group in groupby(range(len(old)), lambda at: old[at] == new[at]):
        first, *more = group
        end = first + len(more) + 1
        yield "equal" if equal else "replace", first, end, first, end


def _are_too_many(old: Sequence[Hashable], new: Sequence[Hashable]) -> bool:
    left, right = Counter(old), Counter(new)
    equal = sum(count * right[unit] for unit, count in left.items())
    return len(old) * len(new) > MOST_UNITS or equal > MOST_EQUAL_UNITS


def count_common(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """How many units are equal from the beginning."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(old), len(new)))
