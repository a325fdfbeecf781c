"""What slip of the pen keeps a text from being YAML: told where it was made, not where noticed."""

import re
from collections.abc import Callable

from generator.diagnostics import Fault, Place
from generator.filing import noticed
from generator.filing.noticed import COLON_HELP, COMMA_HELP, Slip, Spot, Stop

Lines = list[str]

# A key whose colon is none: full-width, or with nothing but text (or an odd blank) behind it.
_KEY = re.compile(
    r" *(?:- +)*[^\s:：\"'{}\[\],#|>%@`，。；-][^:：\"'{}\[\],#，。；]{0,29}"
    r"(?P<colon>：|:(?=[^ \t]))"
)
_BLANK_COLON = re.compile(r":(?=[ \t]|$)")
_COMMENT = re.compile(r"(?<=\S)[ \t]+#")
# Said of the first thing behind a text that should not have been one.
_BEHIND_A_TEXT = "mapping values are not allowed", "expected key", "expected '-' indicator"
_OPEN_QUOTE = re.compile(r"(?:^|[ {\[,])([\"'])(?:(?!\1).)*$")
_CLOSING = {"{": "}", "[": "]"}
QUOTE_IT = "内容里有“#”时，整句用引号括起"


def tell(stop: Stop, text: str, file: str) -> Fault:
    """The fault of what stopped a parser."""
    lines = text.rstrip("\n").split("\n")
    slip = next(filter(None, (rule(stop, lines) for rule in _RULES)), None) or noticed.say(stop)
    line = min(slip.at[0], len(lines) - 1)
    return Fault("F107", slip.message, Place(file, line + 1, slip.at[1] + 1), help=slip.help)


def find_bad_colon(key: str) -> tuple[int, str] | None:
    """Where in a key that has nothing behind it a colon was meant, and what is wrong with it."""
    match = _KEY.match(key)
    if match is None:
        return None
    return match.start("colon"), _name_colon(match["colon"], key[match.end() :])


def _name_colon(colon: str, behind: str) -> str:
    if colon == "：":
        return "冒号用了全角的“：”"
    return "冒号后面不是半角空格" if behind[:1].isspace() else "冒号后面没有空一格"


# -- the rules: each looks for one kind of slip, near where the parser stopped ------------------


def _find_tab(stop: Stop, lines: Lines) -> Slip | None:
    line, column = stop.at
    if "tab character" not in stop.problem and _char(lines, stop.at) != "\t":
        return None
    indent = re.match(r"[ \t]*", _line(lines, line))
    tab = indent.group().find("\t") if indent else -1
    return Slip((line, max(tab, 0) or column), "这里用了制表符（Tab）", "不要用制表符（Tab）缩进")


def _find_bad_start(stop: Stop, lines: Lines) -> Slip | None:
    folded = "block scalar" in stop.context and stop.began is not None
    if not folded and "cannot start any token" not in stop.problem:
        return None
    at = stop.began if folded and stop.began else stop.at
    value = _line(lines, at[0])[at[1] :]
    in_braces = re.search(r"[{\[]", _line(lines, at[0])[: at[1]])
    value = (re.split(r"[,}\]]", value)[0] if in_braces else _COMMENT.split(value)[0]).strip()
    quote = "'" if '"' in value else '"'
    help_ = f"内容以“{value[:1]}”开头时用引号括起：{quote}{value}{quote}"
    return Slip(at, "这里的字符不能开头", help_)


def _find_quote(stop: Stop, lines: Lines) -> Slip | None:
    """A quoted beginning with more text behind it, or a quote that another line closed."""
    quote = _char(lines, stop.last)
    before = _line(lines, stop.at[0])[: stop.at[1]].rstrip()
    if quote in ('"', "'") and before.endswith(quote) and stop.last < (stop.at[0], len(before) - 1):
        if stop.last[0] < stop.at[0]:
            return Slip(stop.last, "引号没有配对", "在这一行的内容后面补上另一半引号")
        help_ = "文字里的引号用中文引号“”；或者整句再用另一种半角引号括起"
        return Slip(stop.last, "半角引号后面还有文字", help_)
    first = stop.began[0] if stop.began and "flow" in stop.context else stop.at[0]
    for number in range(first, stop.at[0]):
        match = _OPEN_QUOTE.search(_line(lines, number))
        if match:
            at = (number, match.start(1))
            return Slip(at, "引号没有配对", "在这一行的内容后面补上另一半引号")
    return None


def _find_bracket(stop: Stop, lines: Lines) -> Slip | None:
    """A bracket that nothing closes, told where it was opened."""
    if stop.began is None or "while parsing a flow" not in stop.context:
        return None
    opening = _char(lines, stop.began)
    closing = _CLOSING.get(opening)
    if closing is None or not _is_open(stop, stop.began, lines):
        return _find_wide_comma(stop, lines)
    cut = _COMMENT.search(_line(lines, stop.began[0]), stop.began[1])
    if cut:
        at = (stop.began[0], cut.end() - 1)
        return Slip(at, f"“#”后面当作注释，“{opening}”没有写完", QUOTE_IT)
    message = f"括号没有配对：这里的“{opening}”后面缺少“{closing}”"
    return Slip(stop.began, message, f"在这一条的末尾补上“{closing}”")


def _is_open(stop: Stop, began: Spot, lines: Lines) -> bool:
    """Whether another bracket, the file's end or a line of an outer level came first."""
    if _char(lines, stop.at) in ("}", "]") or stop.at[0] >= len(lines):
        return True
    outer, behind = _indent(lines[began[0]]), lines[began[0] + 1 : stop.at[0] + 1]
    return any(line.strip() and _indent(line) <= outer for line in behind)


def _find_wide_comma(stop: Stop, lines: Lines) -> Slip | None:
    typed = _line(lines, stop.at[0])[: stop.at[1]]
    from_ = stop.last[1] if stop.last[0] == stop.at[0] else 0
    comma = max(typed.rfind(mark, from_) for mark in "，、；")
    if comma < 0:
        return None
    message = f"各项之间用了全角的“{typed[comma]}”"
    return Slip((stop.at[0], comma), message, COMMA_HELP)


def _find_wide_bracket(stop: Stop, lines: Lines) -> Slip | None:
    number = stop.began[0] if stop.began and "flow" in stop.context else stop.at[0]
    match = re.search("[｛｝［］]", _line(lines, number))
    if match is None or "scanning" in stop.context:
        return None
    help_ = "花括号、方括号用半角；文字里要用的，整句用引号括起"
    return Slip((number, match.start()), f"括号用了全角的“{match.group()}”", help_)


def _find_extra_bracket(stop: Stop, lines: Lines) -> Slip | None:
    if "flow" in stop.context or "did not find expected" not in stop.problem:
        return None
    found, before = _char(lines, stop.at), _line(lines, stop.at[0])[: stop.at[1]].rstrip()
    if found not in ("}", "]"):
        if before[-1:] not in ("}", "]"):
            return None
        help_ = "一条写完另起一行；文字以“[”“{”开头时整句用引号括起"
        return Slip(stop.at, f"“{before[-1]}”后面还有内容", help_)
    return Slip(stop.at, f"多了一个“{found}”", "删去它，或者在前面补上它的另一半")


def _find_dash(stop: Stop, lines: Lines) -> Slip | None:
    """A line of a list that does not begin like the others."""
    at = stop.began if "could not find expected ':'" in stop.problem else stop.at
    wanted = "could not find expected ':'", "did not find expected '-' indicator"
    if at is None or not any(words in stop.problem for words in wanted):
        return None
    line = _line(lines, at[0])
    indent = _indent(line)
    above = (it for it in reversed(lines[: at[0]]) if it.strip() and _indent(it) <= indent)
    neighbour = next(above, "")
    if at[1] != indent or _indent(neighbour) != indent or neighbour[indent : indent + 2] != "- ":
        return None
    if line[indent] == "-":
        return Slip((at[0], indent), "“-”后面没有空一格", "“-”后面空一格再写内容")
    return Slip((at[0], indent), "这一行开头缺少“- ”", "清单里每条以“- ”开头，左边对齐")


def _find_cut(stop: Stop, lines: Lines) -> Slip | None:
    """A text that a `#` cut short, so that its next line belongs to nothing."""
    line = (stop.began or stop.at)[0] if "simple key" in stop.context else stop.at[0]
    if not 0 < line < len(lines) or "flow" in stop.context or _BLANK_COLON.search(lines[line]):
        return None
    cut = _COMMENT.search(lines[line - 1])
    if cut is None or _indent(lines[line]) <= _indent(lines[line - 1]):
        return None
    return Slip((line - 1, cut.end() - 1), "“#”后面当作注释，这段文字到这里就断了", QUOTE_IT)


def _find_colon(stop: Stop, lines: Lines) -> Slip | None:
    """The line before, whose colon was none, so that this one seems to go on with it."""
    if "could not find expected ':'" in stop.problem and stop.began is not None:
        near = range(stop.began[0], stop.began[0] + 1)
    elif any(words in stop.problem for words in _BEHIND_A_TEXT):
        near = range(stop.last[0], stop.at[0])
    else:
        return None
    for number in near:
        match = _KEY.match(_line(lines, number))
        if match:
            message = _name_colon(match["colon"], lines[number][match.end() :])
            return Slip((number, match.start("colon")), message, COLON_HELP)
    return None


def _find_second_colon(stop: Stop, lines: Lines) -> Slip | None:
    if "mapping values are not allowed" not in stop.problem:
        return None
    before = _line(lines, stop.at[0])[: stop.at[1]]
    if _BLANK_COLON.search(before):
        help_ = "内容里的冒号用全角，或者整句用引号括起"
    elif stop.last[0] < stop.at[0] and _indent(before) > _indent(lines[stop.last[0]]):
        help_ = "这一行比上一行多缩进了；同一层的项目左边对齐"
    else:
        help_ = "检查上一行：项目名后面要有冒号，同一层的左边对齐"
    return Slip(stop.at, "这里不该有冒号", help_)


_RULES: tuple[Callable[[Stop, Lines], Slip | None], ...] = (
    _find_tab,
    _find_bad_start,
    _find_quote,
    _find_wide_bracket,
    _find_bracket,
    _find_extra_bracket,
    _find_dash,
    _find_cut,
    _find_colon,
    _find_second_colon,
)


def _line(lines: Lines, number: int) -> str:
    return lines[number] if number < len(lines) else ""


def _char(lines: Lines, spot: Spot) -> str:
    return _line(lines, spot[0])[spot[1] : spot[1] + 1]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
