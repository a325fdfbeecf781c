"""The units in which a text changes: whole figures, words, characters; and what changed."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum
from functools import lru_cache
from itertools import pairwise

# A figure with its sign, separators, decimals and percent sign is one unit: `-1,234.56`, `7.36%`.
FIGURE = re.compile(r"(?:(?<![\da-zA-Z)）])[-−－])?\d+(?:,\d{3})*(?:[.．]\d+)?[%％‰]?")
_UNIT = re.compile(FIGURE.pattern + r"|[A-Za-z]+|\s+|.", re.DOTALL)
_STOPS = frozenset("，。；：、（）“”《》,;:()")
# So few unchanged units between two changes read worse than one longer change.
_ISLAND = 2
# Beyond so many pairs of units, or of equal units, a stretch is replaced as a whole.
_MOST_COMPARED = 4_000_000
_MOST_EQUAL = 200_000


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
    for name, i, k, j, m in _merged(_opcodes(old, new), texts):
        if name == "equal":
            made.append((Step.STAYED, i, k, j, m))
            continue
        if k > i:
            made.append((Step.GONE, i, k, j, j))
        if m > j:
            made.append((Step.CAME, k, k, j, m))
    return made


_Opcode = tuple[str, int, int, int, int]


def _opcodes(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[_Opcode]:
    """The stretches between two rows; what is equal at both ends is found without comparing."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    k, m = len(old) - tail, len(new) - tail
    made: list[_Opcode] = [("equal", 0, head, 0, head)] if head else []
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


def _merged(codes: Sequence[_Opcode], texts: Sequence[str]) -> Iterator[_Opcode]:
    """The stretches, small unchanged islands taken into the changes on both sides of them."""
    held: _Opcode | None = None
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


def _drowned(around: Sequence[_Opcode], texts: Sequence[str]) -> bool:
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
