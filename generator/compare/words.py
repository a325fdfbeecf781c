"""The units in which a text changes: whole figures, words, characters; and what changed."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from generator.compare.opcodes import Opcode, opcodes

# A figure with its sign, separators, decimals and percent sign is one unit: `-1,234.56`, `7.36%`.
FIGURE = re.compile(r"(?:(?<![\da-zA-Z)）])[-−－])?\d+(?:,\d{3})*(?:[.．]\d+)?[%％‰]?")
_UNIT = re.compile(FIGURE.pattern + r"|[A-Za-z]+|\s+|.", re.DOTALL)
_STOPS = frozenset("，。；：、（）“”《》,;:()")
# So few unchanged units between two changes read worse than one longer change.
_ISLAND = 2


class Step(Enum):
    """What became of a unit: it stayed, it is gone, it has come."""

    STAYED = "留"
    GONE = "删"
    CAME = "增"


# A stretch of one side or (what stayed) of both: the step, and the bounds on each side.
Stretch = tuple[Step, int, int, int, int]


def units(text: str) -> list[str]:
    """A text in its units of change."""
    return _UNIT.findall(text)


def without_figures(text: str) -> str:
    """A text's words."""
    return FIGURE.sub("", text)


def alike(old: str, new: str) -> int:
    """How much two texts have in common, in thousandths, by their pairs of neighbouring signs."""
    left, right = _pairs(old), _pairs(new)
    total = len(left) + len(right)
    return 2000 * len(left & right) // total if total else 1000 * (old == new)


# Every item is held against many others: its pairs are counted once.
@lru_cache(maxsize=1024)
def _pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring signs, each with how often it has occurred by then."""
    seen = Counter[str]()
    made = set()
    for one, other in pairwise(text):
        seen[one + other] += 1
        made.add(f"{one}{other}{seen[one + other]}")
    return frozenset(made)


def compare(
    old: Sequence[Hashable], new: Sequence[Hashable], texts: Sequence[str]
) -> list[Stretch]:
    """What stayed, went and came between two rows of units; `texts` are the old side's."""
    made: list[Stretch] = []
    for name, i, k, j, m in _merged(opcodes(old, new), texts):
        if name == "equal":
            made.append((Step.STAYED, i, k, j, m))
            continue
        if k > i:
            made.append((Step.GONE, i, k, j, j))
        if m > j:
            made.append((Step.CAME, k, k, j, m))
    return made


def _merged(codes: Sequence[Opcode], texts: Sequence[str]) -> Iterator[Opcode]:
    """The stretches, small unchanged islands taken into the changes on both sides of them."""
    held: Opcode | None = None
    for at, code in enumerate(codes):
        between = 0 < at < len(codes) - 1
        if code[0] == "equal" and not (between and _drowned(codes[at - 1 : at + 2], texts)):
            if held:
                yield held
            held = None
            yield code
        else:
            held = ("replace", held[1], code[2], held[3], code[4]) if held else code
    if held:
        yield held


def _drowned(around: Sequence[Opcode], texts: Sequence[str]) -> bool:
    """Whether an island is so small, and the changes about it so large, that it is better lost."""
    before, island, after = around
    own = texts[island[1] : island[2]]
    if len(own) > _ISLAND or any(text in _STOPS or not _is_word(text) for text in own):
        return False
    return all(
        max(k - i, m - j) >= len(own) and k > i and m > j for _, i, k, j, m in (before, after)
    )


def _is_word(text: str) -> bool:
    return text.isalpha()
