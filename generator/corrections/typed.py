"""What was typed differently in two filings: every value with its line on both sides."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from generator.compare.alignment import Rest, align
from generator.compare.likeness import share, signs
from generator.compare.thresholds import CORRECTED
from generator.filing.source import Source
from generator.filing.yaml_tree import Node, Path_

MAX_WORD, MAX_WORDS = 16, 3


@dataclass(frozen=True, slots=True)
class TypedChange:
    """One value that was typed differently; a side is None where nothing was written."""

    label: str
    old: str | None
    new: str | None
    old_line: int | None
    new_line: int | None


def compare(
    old: Source, new: Source, figures: Collection[Path_] | None = None
) -> tuple[TypedChange, ...]:
    """The values that differ, in the order of the new filing; not those of files they draw on.

    At the paths of figures the same number written otherwise is no difference; at others, where a
    text is printed as it was typed, it is one. Where nobody knows the figures, any number is one.
    """
    return tuple(
        _change(old, new, left, right)
        for left, right in _pairs(old.data, new.data, (), ())
        if _differ(_at(old, left), _at(new, right), figures is None or right in figures)
        and (_own(old, left) or _own(new, right))
    )


def _own(source: Source, path: Path_ | None) -> bool:
    return path is not None and source.place(path).file == source.file


def _change(old: Source, new: Source, left: Path_ | None, right: Path_ | None) -> TypedChange:
    source, path = (new, right) if right is not None else (old, left)
    assert path is not None
    return TypedChange(
        label_of(source, path), _at(old, left), _at(new, right), _line(old, left),
        _line(new, right),
    )  # fmt: skip


def _at(source: Source, path: Path_ | None) -> str | None:
    if path is None:
        return None
    value = source.at(path)
    return value if isinstance(value, str) else ""


def _line(source: Source, path: Path_ | None) -> int | None:
    return None if path is None else source.place(path).line


def _differ(old: str | None, new: str | None, figure: bool) -> bool:
    """Whether two values differ; the same number of a figure written otherwise does not."""
    if old is None or new is None:
        return bool(old or new)
    left, right = (number(old), number(new)) if figure else (None, None)
    return old != new if left is None or right is None else left != right


def number(text: str) -> Decimal | None:
    """The number that a typed text is, if it is one."""
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


# -- which values belong together ----------------------------------------------------------------

Pair = tuple[Path_ | None, Path_ | None]


def _pairs(old: Node, new: Node, left: Path_ | None, right: Path_ | None) -> Iterator[Pair]:
    """The paths of all values on either side, those of the same thing together."""
    if isinstance(old, dict) or isinstance(new, dict):
        yield from _by_key(old, new, left, right)
    elif isinstance(old, list) or isinstance(new, list):
        yield from _by_item(old, new, left, right)
    elif old != new or old is None:
        yield left, right


def _by_key(old: Node, new: Node, left: Path_ | None, right: Path_ | None) -> Iterator[Pair]:
    if (old is not None and not isinstance(old, dict)) or (
        new is not None and not isinstance(new, dict)
    ):
        yield from _alone(old, left, gone=True)
        yield from _alone(new, right, gone=False)
        return
    before, after = old or {}, new or {}
    for key in (*after, *(key for key in before if key not in after)):
        yield from _pairs(
            before.get(key),
            after.get(key),
            (*left, key) if left is not None and key in before else None,
            (*right, key) if right is not None and key in after else None,
        )


def _by_item(old: Node, new: Node, left: Path_ | None, right: Path_ | None) -> Iterator[Pair]:
    before, after = _items(old, left), _items(new, right)
    for one, other in _matched(before, after):
        (path, item), (new_path, new_item) = one or (None, None), other or (None, None)
        yield from _pairs(item, new_item, path, new_path)


Item = tuple[Path_, Node]


def _matched(old: list[Item], new: list[Item]) -> Iterator[tuple[Item | None, Item | None]]:
    """Items that only one of each side is known by belong together wherever they stand."""
    left, right = (_singles(items) for items in (old, new))
    shared = left.keys() & right.keys()
    yield from ((left[key], right[key]) for key in right if key in shared)
    yield from align(
        [item for item in old if _key(item[1]) not in shared],
        [item for item in new if _key(item[1]) not in shared],
        [lambda item: _key(item[1])],
        Rest(share, CORRECTED, lambda item: signs(str(item[1])), in_order=True),
    )


def _singles(items: list[Item]) -> dict[Hashable, Item]:
    """The items that are known by what no other of the list is known by."""
    counts = Counter(_key(item[1]) for item in items)
    return {_key(item[1]): item for item in items if counts[_key(item[1])] == 1}


def _items(node: Node, path: Path_ | None) -> list[Item]:
    """A list's items with their paths; a single text stands for a list of one."""
    if path is None or node is None:
        return []
    if not isinstance(node, list):
        return [(path, node)]
    return [((*path, number), item) for number, item in enumerate(node)]


def _alone(node: Node, path: Path_ | None, *, gone: bool) -> Iterator[Pair]:
    """All values of one side only."""
    return _pairs(node, None, path, None) if gone else _pairs(None, node, None, path)


def _key(item: Any) -> Hashable:
    """What an item of a list is known by: its words, whatever its figures are."""
    if not isinstance(item, dict):
        return str(item)
    return tuple(v for v in item.values() if isinstance(v, str) and number(v) is None)


# -- names ---------------------------------------------------------------------------------------


def label_of(source: Source, path: Path_) -> str:
    """What a typed figure stands for: its section, the words beside it, its own name."""
    source, path = source.lead(path)
    label = ""
    for size, step in enumerate(path, start=1):
        if isinstance(step, int):
            node = source.at(path[:size])
            words = (
                [_short(v) for v in node.values() if _wordy(v)] if isinstance(node, dict) else []
            )
            label += f"[{'，'.join(words[:MAX_WORDS]) or step + 1}]"
        else:
            label += f".{step}" if label else str(step)
    return label


def _wordy(value: Node) -> bool:
    return isinstance(value, str) and number(value) is None


def _short(word: str) -> str:
    return word if len(word) <= MAX_WORD else f"{word[:MAX_WORD]}…"
