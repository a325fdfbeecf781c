"""What changed between two rows of units (`tokens`): what stayed, what is gone, what has come."""

from collections.abc import Hashable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from generator.compare.opcodes import Opcode, opcodes
from generator.compare.thresholds import ISLAND

_STOPS = frozenset("，。；：、（）“”《》,;:()")


class Status(Enum):
    """What became of a unit: it stayed, it is gone, it has come."""

    STAYED = "同"
    GONE = "删"
    CAME = "增"


# A stretch of one side or (what stayed) of both: the step, and the bounds on each side.
Stretch = tuple[Status, int, int, int, int]


class Segment(NamedTuple):
    """A run of text that stayed, went or came."""

    step: Status
    text: str


def segments(old: Sequence[str], new: Sequence[str]) -> tuple[Segment, ...]:
    """What stayed, went and came between two texts in units."""
    return tuple(
        Segment(step, "".join(new[j:m] if step is Status.CAME else old[i:k]))
        for step, i, k, j, m in compare(old, new, old)
    )


def compare(
    old: Sequence[Hashable], new: Sequence[Hashable], texts: Sequence[str]
) -> Iterator[Stretch]:
    """What stayed, went and came between two rows of units; `texts` are the old side's."""
    for name, i, k, j, m in _absorb_islands(opcodes(old, new), texts):
        if name == "equal":
            yield Status.STAYED, i, k, j, m
            continue
        if k > i:
            yield Status.GONE, i, k, j, j
        if m > j:
            yield Status.CAME, k, k, j, m


def _absorb_islands(codes: Sequence[Opcode], texts: Sequence[str]) -> Iterator[Opcode]:
    """The stretches, small unchanged islands taken into the changes on both sides of them."""
    held: Opcode | None = None
    for at, code in enumerate(codes):
        between = 0 < at < len(codes) - 1
        if code[0] == "equal" and not (between and _is_island(codes[at - 1 : at + 2], texts)):
            if held:
                yield held
            held = None
            yield code
        else:
            held = ("replace", held[1], code[2], held[3], code[4]) if held else code
    if held:
        yield held


def _is_island(around: Sequence[Opcode], texts: Sequence[str]) -> bool:
    """Whether an island is so small, and the changes about it so large, that it is better lost."""
    before, island, after = around
    units = texts[island[1] : island[2]]
    if len(units) > ISLAND or any(text in _STOPS or not text.isalpha() for text in units):
        return False
    return all(
        max(k - i, m - j) >= len(units) and k > i and m > j for _, i, k, j, m in (before, after)
    )
