"""What the paths and conditions of a form stand for among the names that it is filled with.

Each is made a small function of these names once, when the form's program is linked.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from generator.addresses import Steps
from generator.filling.program import And, Condition, Loop, Name, NamePath, Not
from generator.filling.records import RecordsView
from generator.packs.addressing import AddressError
from generator.packs.wording import PhraseError

Names = Mapping[str, Any]
LOOP = "loop"
_LISTS = (list, tuple, RecordsView)


def look_up(path: NamePath, names: Names) -> Any:
    """What a path of names stands for; an `AddressError` with the first that stands for nothing."""
    value: Any = names
    for step in path:
        name = step if isinstance(step, str) else str(look_up(step, names))
        try:
            value = value[name]
        except (KeyError, TypeError) as error:  # a text, a number or a list has no names
            near = (name, names if value is names else ())
            raise AddressError(f"没有“{name}”这个名称", near=near) from error
    return value


def rest_of(path: NamePath) -> Steps:
    """What follows the owner's address; a path in brackets is never a step of a known one."""
    return tuple(map(str, path[1:]))


def link_path(path: NamePath) -> Callable[[Names], Any]:
    """What `look_up` says of a path."""
    plain = [step for step in path if isinstance(step, str)]
    if len(plain) < len(path):
        return partial(look_up, path)

    first, *rest = plain
    if len(rest) == 1:  # as most paths have
        return _link_pair(path, first, rest[0])

    def find(names: Names) -> Any:
        try:
            value = names[first]
            for step in rest:
                value = value[step]
            return value
        except (KeyError, TypeError):
            return look_up(path, names)  # says which of the names it is

    return find


def _link_pair(path: NamePath, first: str, last: str) -> Callable[[Names], Any]:
    def find(names: Names) -> Any:
        try:
            return names[first][last]
        except (KeyError, TypeError):
            return look_up(path, names)

    return find


def link_condition(condition: Condition) -> Callable[[Names], Any]:
    """Something true when a condition holds."""
    if isinstance(condition, Name):
        return link_path(condition.path)
    if isinstance(condition, Not):
        holds = link_condition(condition.condition)
        return lambda names: not holds(names)
    first, second = link_condition(condition.first), link_condition(condition.second)
    if isinstance(condition, And):
        return lambda names: first(names) and second(names)
    return lambda names: first(names) or second(names)


def link_items(loop: Loop) -> Callable[[Names], list[Any]]:
    """The items that a loop goes through; a `PhraseError` where its path names no list."""
    find, variable = link_path(loop.path), loop.variable
    holds = None if loop.condition is None else link_condition(loop.condition)

    def items(names: Names) -> list[Any]:
        found = find(names)
        if not isinstance(found, _LISTS):
            raise PhraseError("这里的名称不是清单，不能逐条循环")
        if holds is None:
            return list(found)
        inner = dict(names)
        return [inner[variable] for inner[variable] in found if holds(inner)]

    return items


@lru_cache(maxsize=64)
def count_rounds(length: int) -> Sequence[Mapping[str, int | bool]]:
    """What `loop` answers to in each round of a loop."""
    return [
        {
            "index": index + 1,
            "index0": index,
            "revindex": length - index,
            "revindex0": length - index - 1,
            "length": length,
            "first": index == 0,
            "last": index == length - 1,
        }
        for index in range(length)
    ]
