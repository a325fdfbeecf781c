"""Slips of the pen with brackets, and between them: not closed, full-width, one too many."""

import re

from generator.filing import mends
from generator.filing.noticed import (
    COMMA_HELP,
    COMMENT,
    QUOTE_IT,
    Lines,
    Miswriting,
    Spot,
    Stop,
    char_at,
    indent_of,
    line_at,
)

_CLOSING = {"{": "}", "[": "]"}
_NARROW = dict(zip("｛｝［］", "{}[]", strict=True))


def find_bracket(stop: Stop, lines: Lines) -> Miswriting | None:
    """A bracket that nothing closes, told where it was opened."""
    if stop.began is None or "while parsing a flow" not in stop.context:
        return None
    opening = char_at(lines, stop.began)
    closing = _CLOSING.get(opening)
    if closing is None or not _is_open(stop, stop.began, lines):
        return _find_wide_comma(stop, lines)
    cut = COMMENT.search(line_at(lines, stop.began[0]), stop.began[1])
    if cut:
        at = (stop.began[0], cut.end() - 1)
        edits = mends.swap(at[0], at[1], "＃")
        return Miswriting(at, f"“#”后面当作注释，“{opening}”没有写完", QUOTE_IT, edits)
    message = f"括号没有配对：这里的“{opening}”后面缺少“{closing}”"
    edits = mends.close(stop.began, lines, closing)
    return Miswriting(stop.began, message, f"在这一条的末尾补上“{closing}”", edits)


def _is_open(stop: Stop, began: Spot, lines: Lines) -> bool:
    """Whether another bracket, the file's end or a line of an outer level came first."""
    if char_at(lines, stop.at) in ("}", "]") or stop.at[0] >= len(lines):
        return True
    outer, behind = indent_of(lines[began[0]]), lines[began[0] + 1 : stop.at[0] + 1]
    return any(line.strip() and indent_of(line) <= outer for line in behind)


def _find_wide_comma(stop: Stop, lines: Lines) -> Miswriting | None:
    typed = line_at(lines, stop.at[0])[: stop.at[1]]
    from_ = stop.last[1] if stop.last[0] == stop.at[0] else 0
    comma = max(typed.rfind(mark, from_) for mark in "，、；")
    if comma < 0:
        return None
    message = f"各项之间用了全角的“{typed[comma]}”"
    return Miswriting((stop.at[0], comma), message, COMMA_HELP, mends.swap(stop.at[0], comma, ", "))


def find_wide_bracket(stop: Stop, lines: Lines) -> Miswriting | None:
    number = stop.began[0] if stop.began and "flow" in stop.context else stop.at[0]
    match = re.search("[｛｝［］]", line_at(lines, number))
    if match is None or "scanning" in stop.context:
        return None
    help_ = "花括号、方括号用半角；文字里要用的，整句用引号括起"
    marks = re.finditer("[｛｝［］]", lines[number])
    edits = tuple(e for m in marks for e in mends.swap(number, m.start(), _NARROW[m.group()]))
    return Miswriting((number, match.start()), f"括号用了全角的“{match.group()}”", help_, edits)


def find_extra_bracket(stop: Stop, lines: Lines) -> Miswriting | None:
    if "flow" in stop.context or "did not find expected" not in stop.problem:
        return None
    found, before = char_at(lines, stop.at), line_at(lines, stop.at[0])[: stop.at[1]].rstrip()
    if found not in ("}", "]"):
        if before[-1:] not in ("}", "]"):
            return None
        help_ = "一条写完另起一行；文字以“[”“{”开头时整句用引号括起"
        edits = mends.cut_behind(stop.at, lines)
        return Miswriting(stop.at, f"“{before[-1]}”后面还有内容", help_, edits)
    help_ = "删去它，或者在前面补上它的另一半"
    return Miswriting(stop.at, f"多了一个“{found}”", help_, mends.swap(*stop.at, ""))
