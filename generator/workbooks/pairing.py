"""Which item of a list became which: what stayed, moved, was changed, came or went."""

import json
from collections.abc import Iterator, Sequence

from generator.compare.opcodes import opcodes
from generator.filing.yaml_tree import Node

Pairs = list[int | None]


def pair(old: Sequence[Node], new: Sequence[Node]) -> Pairs:
    """For each new item the number of the old one that it was; None for one that came.

    What is equal is found first, wherever it stands; then what is called the same; then what
    stands behind the same item as one that is gone.
    """
    signs = ([_sign(it) for it in old], [_sign(it) for it in new])
    pairs: Pairs = [None] * len(new)
    for kind, i, k, j, _ in opcodes(*signs):
        if kind == "equal":
            pairs[j : j + k - i] = range(i, k)
    _join(pairs, *signs)
    _join(pairs, [call(it) for it in old], [call(it) for it in new])
    left = set(_list_left(pairs, len(old)))
    for at in range(len(new)):
        before = pairs[at - 1] if at else -1
        if pairs[at] is None and before is not None and before + 1 in left:
            pairs[at] = before + 1
            left.remove(before + 1)
    return pairs


def _join(pairs: Pairs, old: Sequence[str], new: Sequence[str]) -> None:
    """Pair the items that are left and are told apart by the same sign, in their order."""
    waiting: dict[str, list[int]] = {}
    for number in _list_left(pairs, len(old)):
        waiting.setdefault(old[number], []).append(number)
    for at, sign in enumerate(new):
        if pairs[at] is None and waiting.get(sign):
            pairs[at] = waiting[sign].pop(0)


def _list_left(pairs: Pairs, size: int) -> Iterator[int]:
    taken = set(pairs)
    return (number for number in range(size) if number not in taken)


def _sign(node: Node) -> str:
    return json.dumps(node, ensure_ascii=False, sort_keys=True)


def call(node: Node) -> str:
    """What an item is called: its first text; of an item without any, all of it."""
    if isinstance(node, dict):
        texts = [it for it in node.values() if isinstance(it, str)]
        return texts[0] if texts else ""
    return ""
