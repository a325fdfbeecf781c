"""What was typed differently in two filings: every value with its line on both sides."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import NamedTuple

from generator.compare.alignment import Rest, align
from generator.compare.likeness import share, signs
from generator.compare.thresholds import CORRECTED
from generator.filing.source import Source
from generator.filing.yaml_tree import Node, Path_
from generator.vocabulary import CODE_DIMENSION

MAX_WORD, MAX_WORDS = 16, 3


class TypedChange(NamedTuple):
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
    return tuple(_compare(old, new, figures))


def _compare(old: Source, new: Source, figures: Collection[Path_] | None) -> Iterator[TypedChange]:
    for left, right in _pairs(old.data, new.data, (), ()):
        before, old_line, in_old = _read(old, left)
        after, new_line, in_new = _read(new, right)
        figure = figures is None or right in figures
        if (in_old or in_new) and _differ(before, after, figure):
            label = label_of(old, left or ()) if right is None else label_of(new, right)
            cell = _cell_of(old, left) if right is None else _cell_of(new, right)
            yield TypedChange(f"{label}{cell}", before, after, old_line, new_line)


def _read(source: Source, path: Path_ | None) -> tuple[str | None, int | None, bool]:
    """The text at a path, its line, and whether the filing itself states it; None for no path."""
    if path is None:
        return None, None, False
    value, place, drawn = source.at(path), source.place(path), path in source.drawn
    text = value if isinstance(value, str) else ""
    return text, None if drawn else place.line, drawn or place.file == source.file


def _cell_of(source: Source, path: Path_ | None) -> str:
    """The cell that a figure was drawn from, in brackets; nothing for what was typed."""
    return f"（{source.place(path)}）" if path in source.drawn and path else ""


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

PathPair = tuple[Path_ | None, Path_ | None]
Item = tuple[Path_, Node]


def _pairs(old: Node, new: Node, left: Path_ | None, right: Path_ | None) -> Iterator[PathPair]:
    """The paths of all values on either side, those of the same thing together."""
    if isinstance(old, dict) or isinstance(new, dict):
        yield from _by_key(old, new, left, right)
    elif isinstance(old, list) or isinstance(new, list):
        for one, other in _pair_items(_items(old, left), _items(new, right)):
            (path, item), (new_path, new_item) = one or (None, None), other or (None, None)
            yield from _pairs(item, new_item, path, new_path)
    elif old != new or old is None:
        yield left, right


def _by_key(old: Node, new: Node, left: Path_ | None, right: Path_ | None) -> Iterator[PathPair]:
    if not all(node is None or isinstance(node, dict) for node in (old, new)):
        yield from _pairs(old, None, left, None)
        yield from _pairs(None, new, None, right)
        return
    before, after = old or {}, new or {}
    for key in dict.fromkeys((*after, *before)):
        path = (*left, key) if left is not None and key in before else None
        new_path = (*right, key) if right is not None and key in after else None
        yield from _pairs(before.get(key), after.get(key), path, new_path)


def _pair_items(old: list[Item], new: list[Item]) -> Iterator[tuple[Item | None, Item | None]]:
    """Items that only one of each side is known by belong together wherever they stand."""
    left, right = _singles(old), _singles(new)
    shared = left.keys() & right.keys()
    yield from ((left[key], right[key]) for key in right if key in shared)
    yield from align(
        [item for item in old if _key(item) not in shared],
        [item for item in new if _key(item) not in shared],
        [_key],
        Rest(share, CORRECTED, lambda item: signs(str(item[1])), in_order=True),
    )


def _singles(items: list[Item]) -> dict[Hashable, Item]:
    """The items that are known by what no other of the list is known by."""
    counts = Counter(map(_key, items))
    return {_key(item): item for item in items if counts[_key(item)] == 1}


def _items(node: Node, path: Path_ | None) -> list[Item]:
    """A list's items with their paths; a single text stands for a list of one."""
    if path is None or node is None:
        return []
    if not isinstance(node, list):
        return [(path, node)]
    return [((*path, number), item) for number, item in enumerate(node)]


def _key(item: Item) -> Hashable:
    """What an item of a list is known by: its words, whatever its figures are."""
    _, node = item
    return tuple(_list_words(node)) if isinstance(node, dict) else str(node)


# -- names ---------------------------------------------------------------------------------------


def label_of(source: Source, path: Path_) -> str:
    """What a typed figure stands for: its section, the words beside it, its own name."""
    source, path = source.lead(path)
    label = ""
    for size, step in enumerate(path, start=1):
        if isinstance(step, int):
            node = source.at(path[:size])
            words = _list_words(node) if isinstance(node, dict) else ()
            label += f"[{'，'.join(map(_short, islice(words, MAX_WORDS))) or step + 1}]"
        else:
            label += f".{step}" if label else str(step)
    return label


def _list_words(item: Mapping[str, Node]) -> Iterator[str]:
    """The words that tell an item; an account's code is one, though it is all digits."""
    for name, value in item.items():
        if isinstance(value, str) and (name == CODE_DIMENSION or number(value) is None):
            yield value


def _short(word: str) -> str:
    return word if len(word) <= MAX_WORD else f"{word[:MAX_WORD]}…"
