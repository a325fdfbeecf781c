"""How a slip of the pen is put right in a copy of the text, only to find what else is wrong in it.

Nothing is ever printed from such a copy. An edit stays within one line, so that every line keeps
its number; `shift_back` finds the column that was typed for one of the copy.
"""

import re
from collections.abc import Sequence

from generator.filing.noticed import NO_COLON, NO_NEW_LINE, UNEVEN, Edit, Miswriting, Spot

_COMMENT = re.compile(r"[ \t]+#.*$|[ \t]+$")
_IN_FLOW_ENDS = re.compile(r"[,}\]]")


def apply(line: str, edits: Sequence[Edit]) -> str:
    """A line with its edits made, which do not overlap."""
    for edit in sorted(edits, reverse=True):
        line = line[: edit.start] + edit.text + line[edit.end :]
    return line


def shift_back(typed: str, mended: str, column: int) -> int:
    """The column (from 0) of a typed line that one of its mended copy stands for."""
    if typed == mended:
        return column
    same = next((i for i, (a, b) in enumerate(zip(typed, mended, strict=False)) if a != b), -1)
    if 0 <= column <= same:
        return column
    return max(min(column - len(mended) + len(typed), len(typed)), max(same, 0))


def swap(line: int, at: int, text: str, length: int = 1) -> tuple[Edit, ...]:
    """Other text in the place of some characters; with a length of 0 it is put in before them."""
    return (Edit(line, at, at + length, text),)


def indent(line: int, lines: Sequence[str]) -> tuple[Edit, ...]:
    """A line moved to where the one above it begins, or one step on below a key without content."""
    typed = lines[line]
    old = len(typed) - len(typed.lstrip(" \t"))
    above = next((it for it in reversed(lines[:line]) if _says_something(it)), "")
    width = len(above) - len(above.lstrip(" "))
    if _COMMENT.sub("", above).endswith(":"):
        width += 2
    return swap(line, 0, " " * width, old)


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def quote(at: Spot, lines: Sequence[str], *, flow: bool) -> tuple[Edit, ...]:
    """A value put into quotes as a whole, whatever stands in it."""
    value = lines[at[0]][at[1] : find_end(lines[at[0]], at[1], flow=flow)]
    inner = value.replace("'", "''")
    return swap(at[0], at[1], f"'{inner}'", len(value))


def close(at: Spot, lines: Sequence[str], mark: str, *, flow: bool = False) -> tuple[Edit, ...]:
    """A mark put behind what begins at a spot, at the end of its line or of its part of it."""
    return swap(at[0], find_end(lines[at[0]], at[1], flow=flow), mark, 0)


def find_end(line: str, start: int, *, flow: bool) -> int:
    """Where a value ends that begins in a line: before a comment, or a mark between braces."""
    mark = _IN_FLOW_ENDS.search(line, start + 1) if flow else None
    comment = _COMMENT.search(line, start)
    ends = [found.start() for found in (mark, comment) if found]
    return min(ends, default=len(line))


def in_flow(line: str, column: int) -> bool:
    """Whether a column stands between braces or brackets that open before it in its line."""
    before = line[:column]
    opened = sum(before.count(mark) for mark in "{[")
    return opened > sum(before.count(mark) for mark in "}]")


def cut_behind(at: Spot, lines: Sequence[str]) -> tuple[Edit, ...]:
    """Marks behind a bracket go; a text that begins with one is meant as a text."""
    line = lines[at[0]]
    if not line[at[1] :].strip(" ,;，；。、"):
        return swap(at[0], at[1], "", len(line) - at[1])
    value = re.match(r" *(?:- +)*(?:[^:\[{]+: +)?", line)
    return quote((at[0], value.end() if value else 0), lines, flow=False)


def guess(slip: Miswriting, lines: Sequence[str]) -> tuple[Edit, ...]:
    """What was most likely meant, where no rule knows it."""
    line = lines[slip.at[0]]
    if slip.message == NO_COLON:
        name = re.match(r" *(?:- +)*[^\s:：]+", line)
        return swap(slip.at[0], name.end(), ":", 0) if name else ()
    if slip.message.startswith(UNEVEN):
        return indent(slip.at[0], lines)
    if slip.message == NO_NEW_LINE:
        return swap(*slip.at, "", 2)
    return ()
