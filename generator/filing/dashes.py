"""Slips of the pen with the `- ` before an item: forgotten, without its blank, another mark."""

import re

from generator.filing import losses, mends
from generator.filing.noticed import Lines, Miswriting, Spot, Stop, indent_of, line_at

# What stands where an item's `- ` should, before a key or a bracket.
_ODD_MARK = re.compile(
    rf" *(?P<mark>(?:-(?=[{{\[])|[{losses.BULLETS}]|[{losses.DASHES}](?=[^\d{losses.DASHES}]))"
    r"[ \t\u3000]*)(?=[{\[]|[^\s#'\"][^#'\"]*:(?:\s|$))"
)
_KEY = re.compile(r" *[^\s#:'\"{\[-][^#:'\"]*:(?:\s|$)")


def bad_dash(at: Spot) -> Miswriting:
    """The slip of a list's item whose `-` has no blank behind it."""
    edits = mends.swap(at[0], at[1] + 1, " ", 0)
    return Miswriting(at, "“-”后面没有空一格", "“-”后面空一格再写内容", edits)


def bad_mark(number: int, lines: Lines) -> Miswriting | None:
    """The slip of a line that begins with something like an item's `- `, if it does."""
    match = _ODD_MARK.match(line_at(lines, number))
    if match is None:
        return None
    at, mark = (number, match.start("mark")), match["mark"]
    if mark == "-":
        return bad_dash(at)
    message, help_ = f"清单的“- ”写成了“{mark.strip()}”", "每条以半角的“-”开头，空一格再写内容"
    return Miswriting(at, message, help_, mends.swap(*at, "- ", len(mark)))


def find_mark(stop: Stop, lines: Lines) -> Miswriting | None:
    """A line that begins with another mark: the one that was read last, or where it stopped."""
    return bad_mark(stop.last[0], lines) or bad_mark(stop.at[0], lines)


def find_dash(stop: Stop, lines: Lines) -> Miswriting | None:
    """A line of a list that does not begin like the others."""
    at = stop.began if "could not find expected ':'" in stop.problem else stop.at
    wanted = "could not find expected ':'", "did not find expected '-' indicator"
    if at is None or not any(words in stop.problem for words in wanted):
        return None
    line = line_at(lines, at[0])
    indent = indent_of(line)
    above = (it for it in reversed(lines[: at[0]]) if it.strip() and indent_of(it) <= indent)
    neighbour = next(above, "")
    if _KEY.match(line) and indent_of(line_at(lines, at[0] - 1)) > indent:
        return None  # a field of the item above, as those before it are
    if at[1] != indent or indent_of(neighbour) != indent or neighbour[indent : indent + 2] != "- ":
        return None
    if line[indent] == "-":
        return bad_dash((at[0], indent))
    return _no_dash(at)


def _no_dash(at: Spot) -> Miswriting:
    help_, edits = "清单里每条以“- ”开头，左边对齐", mends.swap(*at, "- ", 0)
    return Miswriting(at, "这一行开头缺少“- ”", help_, edits)


def find_no_dash(stop: Stop, lines: Lines) -> Miswriting | None:
    """Braces before a list's next item: the parser took them for all that the key has."""
    line, indent = line_at(lines, stop.at[0]), stop.at[1]
    if "expected key" not in stop.problem or line[indent:][:1] not in ("-", "{"):
        return None
    levels = (it for it in range(stop.at[0] - 1, -1, -1) if 0 <= indent_of(lines[it]) <= indent)
    above = next((it for it in levels if lines[it].strip()), 0)
    braces = indent_of(lines[above]) == indent and lines[above][indent:][:1] == "{"
    return _no_dash((above, indent)) if braces else None
