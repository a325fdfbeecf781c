"""Slips with the blanks before a line: told of the line that stands wrongly, not of those around.

Which line that is, its neighbours show: what comes below it, and how far the others begin.
"""

import re

from generator.filing import mends
from generator.filing.noticed import Lines, Miswriting, Stop, indent_of, line_at

# Said of the first key of a text, if all that stands before it is none.
NO_KEY_YET = "did not find expected <document start>"
_STOPS = (
    "mapping values are not allowed",
    "did not find expected key",
    "did not find expected '-' indicator",
    "block sequence entries are not allowed",
)
STEP = 2  # what stands beneath a key, or behind an item's `- `
_SAYS_NOTHING = re.compile(r"\s*(?:#|$)")
_COMMENT = re.compile(r"[ \t]+#.*$|[ \t]+$")
_LESS = "这一行比同一层的少缩进了"
_MORE = "这一行比同一层的多缩进了"
BETWEEN = "这一行与上面各行都没有对齐"
_ALIGN = "同一层的项目左边对齐"


def find(stop: Stop, lines: Lines) -> Miswriting | None:
    """A line that begins further to the left or right than what it belongs to."""
    at = stop.at[0]
    if NO_KEY_YET in stop.problem:
        return _find_first(at, lines)
    if not any(words in stop.problem for words in _STOPS):
        return None
    return _find_between(stop, at, lines) or _find_item(at, lines)


def _find_first(at: int, lines: Lines) -> Miswriting | None:
    """The first key of a text, before which there is a blank."""
    first = _near(lines, -1, 1)
    if first is None or not 0 < first + 1 <= at or not indent_of(lines[first]):
        return None
    old = indent_of(lines[first])
    return Miswriting((first, 0), _MORE, _ALIGN, mends.swap(first, 0, "", old))


def _find_between(stop: Stop, at: int, lines: Lines) -> Miswriting | None:
    """A line that begins neither where the section does nor where what the section holds does.

    One without content whose own content has stayed is a section; of others nobody can tell.
    """
    line, above, below = line_at(lines, at), _near(lines, at, -1), _near(lines, at, 1)
    if stop.began is None or above is None or _begins_item(line):
        return None
    old, own, step = indent_of(line), stop.began[1], indent_of(lines[above])
    if not own < old < step:
        return None
    if below is not None and indent_of(lines[below]) == step:  # the rest of the section, or its own
        own = own if _is_head(line) else step
        said = _MORE if own < old else _LESS
        return Miswriting((at, old), said, _ALIGN, mends.swap(at, 0, " " * own, old))
    return Miswriting((at, old), BETWEEN, _ALIGN)


def _find_item(at: int, lines: Lines) -> Miswriting | None:
    """An item that was moved to the left, so that the one behind it seems to go on with it."""
    number = _near(lines, at, -1)
    before = None if number is None else _near(lines, number, -1)
    if number is None or before is None:
        return None
    item, next_, above = lines[number], line_at(lines, at), lines[before]
    old, new = indent_of(item), indent_of(next_)
    if _is_field_of(lines[before], item, next_):
        return _say_less(number, old, old + STEP)
    if _begins_item(item) and not _begins_item(next_) and not _is_head(item):
        new -= STEP
    elif _is_head(item) or _begins_item(item) != _begins_item(next_):
        return None
    if old >= new:
        return None
    first = _is_head(above) and indent_of(above) < new
    astray = old != indent_of(above) + STEP
    if not (first and _are_others(at, old, lines, astray)) and indent_of(above) != new:
        return None
    return _say_less(number, old, new)


def _say_less(number: int, old: int, new: int) -> Miswriting:
    return Miswriting((number, old), _LESS, _ALIGN, mends.swap(number, 0, " " * new, old))


def _is_field_of(above: str, item: str, next_: str) -> bool:
    """Whether a line between a list's items is the field of one, which begins where they do."""
    old = indent_of(item)
    inside = indent_of(above) > old or (indent_of(above) == old and _begins_item(above))
    return _begins_item(next_) and not _begins_item(item) and indent_of(next_) == old and inside


def _are_others(at: int, old: int, lines: Lines, astray: bool) -> bool:
    """Whether the lines behind the second begin where it does, or, for want of any, are right."""
    below = _near(lines, at, 1)
    width = -1 if below is None else indent_of(lines[below])
    return width == indent_of(lines[at]) or (width < old and astray) or not old


def _near(lines: Lines, at: int, step: int) -> int | None:
    """The next line up or down that says something."""
    number = at + step
    while 0 <= number < len(lines):
        if not _SAYS_NOTHING.match(lines[number]):
            return number
        number += step
    return None


def _is_head(line: str) -> bool:
    return _COMMENT.sub("", line).endswith(":")


def _begins_item(line: str) -> bool:
    return line.lstrip().startswith("- ")
