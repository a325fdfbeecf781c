"""What slip of the pen keeps a text from being YAML: told where it was made, not where noticed."""

import re
from collections.abc import Callable

from generator.diagnostics import Fault, Place
from generator.filing import brackets, dashes, indents, mends, noticed
from generator.filing.noticed import (
    COLON_HELP,
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

# A key whose colon is none: full-width, or with nothing but text (or an odd blank) behind it.
_KEY = re.compile(
    r" *(?:- +)*[^\s:：\"'{}\[\],#|>%@`，。；-][^:：\"'{}\[\],#，。；]{0,29}"
    r"(?P<colon>：|:(?=[^ \t]))"
)
_OPENS = re.compile(r"\s*[{\[]")
_BLANK_COLON = re.compile(r":(?=[ \t]|$)")
# What a line that holds nothing but an item ends in, where two lines have become one.
_BEGINS_ITEM, _FULL_COLON = re.compile(r":\s*(?:$|[\[{])"), "内容里的冒号用全角，或者整句用引号括起"
# Said of the first thing behind a text that should not have been one.
_BEHIND_A_TEXT = "mapping values are not allowed", "expected key", "expected '-' indicator"
_OPEN_QUOTE = re.compile(r"(?:^|[ {\[,])([\"'])(?:(?!\1).)*$")


def find(stop: Stop, text: str) -> Miswriting:
    """What stopped a parser."""
    lines = text.rstrip("\n").split("\n")
    slip = next(filter(None, (rule(stop, lines) for rule in _RULES)), None) or noticed.say(stop)
    line = min(slip.at[0], len(lines) - 1)
    slip = slip._replace(at=(line, slip.at[1]))
    return slip if slip.edits else slip._replace(edits=mends.guess(slip, lines), sure=False)


def find_no_key(lines: Lines) -> Miswriting:
    """Why a text that can be read holds no key: its first one's colon is none, or it has none."""
    number, line = next(((at, it) for at, it in enumerate(lines) if _says(it)), (0, ""))
    match = _KEY.match(line)
    if match is None:
        return Miswriting((0, 0), "文件里没有“项目: 内容”", noticed.BEGIN_ANEW)
    return bad_colon((number, match.start("colon")), line)


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def tell(slip: Miswriting, file: str) -> Fault:
    """The fault of a slip."""
    place = Place(file, slip.at[0] + 1, slip.at[1] + 1)
    return Fault("F107", slip.message, place, help=slip.help)


def find_bad_colon(key: str) -> int | None:
    """Where in a key that has nothing behind it a colon was meant."""
    match = _KEY.match(key)
    return match.start("colon") if match else None


def _name_colon(colon: str, behind: str) -> str:
    if colon == "：":
        return "冒号用了全角的“：”"
    return "冒号后面不是半角空格" if behind[:1].isspace() else "冒号后面没有空一格"


# -- the rules: each looks for one kind of slip, near where the parser stopped ------------------


def _find_tab(stop: Stop, lines: Lines) -> Miswriting | None:
    line, column = stop.at
    if "tab character" not in stop.problem and char_at(lines, stop.at) != "\t":
        return None
    indent = re.match(r"[ \t]*", line_at(lines, line))
    tab = indent.group().find("\t") if indent else -1
    at, edits = (line, max(tab, 0) or column), mends.indent(line, lines)
    return Miswriting(at, "这里用了制表符（Tab）", "不要用制表符（Tab）缩进", edits, False)


def _find_bad_start(stop: Stop, lines: Lines) -> Miswriting | None:
    folded = "block scalar" in stop.context and stop.began is not None
    if not folded and "cannot start any token" not in stop.problem:
        return None
    return bad_start(stop.began if folded and stop.began else stop.at, lines)


def bad_start(at: Spot, lines: Lines) -> Miswriting:
    """The slip of a value whose first character means something else to YAML."""
    flow = mends.in_flow(lines[at[0]], at[1])
    value = lines[at[0]][at[1] : mends.find_end(lines[at[0]], at[1], flow=flow)].strip()
    quote = "'" if '"' in value else '"'
    help_ = f"内容以“{value[:1]}”开头时用引号括起：{quote}{value}{quote}"
    return Miswriting(at, "这里的字符不能开头", help_, mends.quote(at, lines, flow=flow))


def as_text(at: Spot, lines: Lines) -> Miswriting:
    """How a value that means something to YAML is put right: it was meant as a text."""
    flow = mends.in_flow(lines[at[0]], at[1])
    return Miswriting(at, "", "", mends.quote(at, lines, flow=flow))


def _find_tight_colon(stop: Stop, lines: Lines) -> Miswriting | None:
    """A colon between braces with the next mark right behind it."""
    if "unexpected ':'" not in stop.problem or char_at(lines, stop.at) != ":":
        return None
    return bad_colon(stop.at, lines[stop.at[0]])


def _find_quote(stop: Stop, lines: Lines) -> Miswriting | None:
    """A quoted beginning with more text behind it, or a quote that another line closed."""
    quote = char_at(lines, stop.last)
    before = line_at(lines, stop.at[0])[: stop.at[1]].rstrip()
    if quote in ('"', "'") and before.endswith(quote) and stop.last < (stop.at[0], len(before) - 1):
        if stop.last[0] < stop.at[0]:
            return _half_quoted(stop.last, lines)
        help_ = "文字里的引号用中文引号“”；或者整句再用另一种半角引号括起"
        flow = mends.in_flow(lines[stop.last[0]], stop.last[1])
        edits = mends.quote(stop.last, lines, flow=flow)
        return Miswriting(stop.last, "半角引号后面还有文字", help_, edits)
    first = stop.began[0] if stop.began and "flow" in stop.context else stop.at[0]
    for number in range(first, stop.at[0]):
        match = _OPEN_QUOTE.search(line_at(lines, number))
        if match:
            return _half_quoted((number, match.start(1)), lines)
    return None


def _half_quoted(at: Spot, lines: Lines) -> Miswriting:
    flow = mends.in_flow(lines[at[0]], at[1])
    edits = mends.close(at, lines, lines[at[0]][at[1]], flow=flow)
    return Miswriting(at, "引号没有配对", "在这一行的内容后面补上另一半引号", edits)


def _find_cut(stop: Stop, lines: Lines) -> Miswriting | None:
    """A text that a `#` cut short, so that its next line belongs to nothing."""
    line = (stop.began or stop.at)[0] if "simple key" in stop.context else stop.at[0]
    if not 0 < line < len(lines) or "flow" in stop.context or _BLANK_COLON.search(lines[line]):
        return None
    cut = COMMENT.search(lines[line - 1])
    if cut is None or indent_of(lines[line]) <= indent_of(lines[line - 1]):
        return None
    at, edits = (line - 1, cut.end() - 1), mends.swap(line - 1, cut.end() - 1, "＃")
    return Miswriting(at, "“#”后面当作注释，这段文字到这里就断了", QUOTE_IT, edits)


def _find_colon_before_bracket(stop: Stop, lines: Lines) -> Miswriting | None:
    """A colon that is none before braces, so that the first one between them seems to be it."""
    line = line_at(lines, stop.at[0])
    match = _KEY.match(line)
    if match is None or not _OPENS.match(line, match.end("colon")):
        return None
    return bad_colon((stop.at[0], match.start("colon")), line)


def _find_colon(stop: Stop, lines: Lines) -> Miswriting | None:
    """The line before, whose colon was none, so that this one seems to go on with it."""
    if "could not find expected ':'" in stop.problem and stop.began is not None:
        near = range(stop.began[0], stop.began[0] + 1)
    elif any(words in stop.problem for words in _BEHIND_A_TEXT):
        near = range(stop.last[0], stop.at[0])
    elif indents.NO_KEY_YET in stop.problem:
        near = range(stop.at[0])
    else:
        return None
    for number in near:
        match = _KEY.match(line_at(lines, number))
        if match:
            return bad_colon((number, match.start("colon")), lines[number])
    return None


def bad_colon(at: Spot, line: str) -> Miswriting:
    """The slip of a colon that is full-width, or has no plain blank behind it."""
    behind = line[at[1] + 1 :]
    odd_blank = behind[:1].isspace() and behind[:1] not in " \t"
    edits = mends.swap(*at, ": ", 2 if odd_blank else 1)
    return Miswriting(at, _name_colon(line[at[1]], behind), COLON_HELP, edits)


def _find_second_colon(stop: Stop, lines: Lines) -> Miswriting | None:
    if "mapping values are not allowed" not in stop.problem:
        return None
    before = line_at(lines, stop.at[0])[: stop.at[1]]
    edits: tuple[noticed.Edit, ...] = ()
    if _BLANK_COLON.search(before) and _BEGINS_ITEM.match(line_at(lines, stop.at[0])[stop.at[1] :]):
        help_ = f"是不是漏了换行？漏了的，新的一项另起一行；不是的，{_FULL_COLON}"
    elif _BLANK_COLON.search(before):
        help_, edits = _FULL_COLON, mends.swap(*stop.at, "：")
    elif stop.last[0] < stop.at[0] and indent_of(before) > indent_of(lines[stop.last[0]]):
        help_ = "这一行比上一行多缩进了；同一层的项目左边对齐"
        edits = mends.indent(stop.at[0], lines)
    else:
        help_ = "检查上一行：项目名后面要有冒号，同一层的左边对齐"
    return Miswriting(stop.at, "这里不该有冒号", help_, edits, bool(edits) and edits[0].start > 0)


_RULES: tuple[Callable[[Stop, Lines], Miswriting | None], ...] = (
    _find_tab,
    dashes.find_mark,
    _find_bad_start,
    _find_tight_colon,
    _find_quote,
    brackets.find_wide_bracket,
    brackets.find_bracket,
    brackets.find_extra_bracket,
    dashes.find_dash,
    dashes.find_no_dash,
    _find_cut,
    _find_colon_before_bracket,
    _find_colon,
    indents.find,
    _find_second_colon,
)
