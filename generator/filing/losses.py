"""What YAML reads otherwise than the officer means it, and nobody would see: lost or printed marks.

Nothing of it keeps a filing from being read, so it is told beside all the rest.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.diagnostics import Fault, Place, Severity


class TypedText(NamedTuple):
    """A value's own text in a file: its style (a quote, `|`, or none), and where it stands.

    Lines and columns count from 0; the end is behind its last character.
    """

    style: str
    start: tuple[int, int]
    end: tuple[int, int]


# What may stand before a list's item; nothing else is looked for at the head of a value.
BULLETS, DASHES = "•·●○◆◇■□▪‣∙・◦⁃➢➤▶►❖✓✔★☆◎", "－—–−"
MARKS = frozenset(f"-+*>{BULLETS}{DASHES}")
_COMMENT = re.compile(r"(?P<blank>[ \t]+)#(?P<said>.*)")
_WIDE = re.compile("[\u2014-\u2026\u3001-\u9fff\uff01-\uff60]")
_ONE_LINE = "一段写在一行里"
_INDENT = re.compile(" *")
_FIGURE = re.compile(r"[-+\d.,%]+")
# A mark for a list's item, with words behind it; a figure may begin with a minus.
_MARK = (
    rf"(?P<mark>-(?=[^\d\s.-]| +\S)|[+*>](?= +\S)|[{BULLETS}]|[{DASHES}](?=[^\d\s{DASHES}]))"
    r"[ \t]*(?=\S)"
)
_MARK_ALONE = rf"(?P<mark>-+(?!\s*$)|[+*>](?= +\S)|[{BULLETS}{DASHES}])"
_LONGEST = 20
# What stands behind a comma in an amount.
AMOUNT_END = re.compile(r"\d{3}(?:\.\d*)?(?: ?万?元)?")


def say_repeated(key: str) -> str:
    """What to do about a key that stands twice; two amounts with commas may have made it one."""
    if AMOUNT_END.fullmatch(key):
        return "像是金额里逗号后面的几位：花括号里的金额不写逗号"
    return "保留一处，删去另一处"


def find(typed: TypedText, lines: list[str], file: str) -> Iterator[Fault]:
    """The faults of one value: what a `#` cuts off, and marks that would be printed."""
    if typed.style in ("", "'", '"'):
        yield from _find_cut(typed, lines, file)
    marks = list(_find_marks(typed, lines, file)) if typed.style in ("", "|") else []
    yield from marks
    if not marks and typed.style != "|":
        yield from _find_folded(typed, lines, file)


def _find_folded(typed: TypedText, lines: list[str], file: str) -> Iterator[Fault]:
    """A text that goes on in the next line: beside a sign that needs no blank, one is printed."""
    for number in range(typed.start[0] + 1, min(typed.end[0] + 1, len(lines))):
        above, line = lines[number - 1].rstrip(), lines[number].lstrip()
        if _WIDE.fullmatch(above[-1:]) or _WIDE.fullmatch(line[:1]):
            place = Place(file, number + 1, len(lines[number]) - len(line) + 1)
            message = "这一行接在上一行后面，中间会印出一个空格"
            yield Fault("F111", message, place, Severity.WARNING, help=_ONE_LINE)
            return


def _find_cut(typed: TypedText, lines: list[str], file: str) -> Iterator[Fault]:
    """A comment behind words is one for sure only when it is set apart (two blanks, `# `)."""
    number, column = typed.end
    line = lines[number] if number < len(lines) else ""
    comment = _COMMENT.fullmatch(line, column)
    if comment is None or not comment["said"].strip():
        return
    start = typed.start[1] if typed.start[0] == number else 0
    if _FIGURE.fullmatch(line[start:column].strip()):
        return
    joined = not comment["said"][:1].isspace()
    set_apart = len(comment["blank"]) > 1 or "\t" in comment["blank"] or typed.style
    if set_apart and not joined:
        return
    at = comment.end("blank")
    said = comment["said"].rstrip()
    shown = said if len(said) <= _LONGEST else said[:_LONGEST] + "…"
    help_ = "要印的，整句用引号括起；是注释的，“#”前空两格、后空一格"
    place = Place(file, number + 1, at + 1, len(said) + 1)
    message = f"“#{shown}”当作注释，没有印"
    yield Fault("F110", message, place, Severity.WARNING, help=help_)


def _find_marks(typed: TypedText, lines: list[str], file: str) -> Iterator[Fault]:
    for number in range(typed.start[0], min(typed.end[0] + 1, len(lines))):
        yield from _find_mark(typed, number, lines[number], file)


def _find_mark(typed: TypedText, number: int, line: str, file: str) -> Iterator[Fault]:
    first = number == typed.start[0]
    begin = typed.start[1] if first else len(line) - len(line.lstrip(" "))
    at_head = _INDENT.fullmatch(line, 0, begin) is not None
    alone = at_head and (not first or not _FIGURE.fullmatch(line.strip()))
    pattern = re.compile(_MARK_ALONE if alone and typed.style == "" else _MARK)
    match = pattern.match(line, begin)
    if match is None or (first and typed.style == "|"):
        return
    place, mark = Place(file, number + 1, begin + 1, len(match["mark"])), match["mark"]
    help_ = f"清单里每条单独一行，以“- ”开头；“{mark}”确实要印的，整句用引号括起"
    if not first and typed.style == "":
        message = f"这一行会接在上一行后面，“{mark}”也会印出来"
        yield Fault("F111", message, place, help=help_)
    elif mark.startswith("-") and typed.style == "":
        help_ = "“-”后面空一格再写内容；“-”确实要印的，整句用引号括起"
        yield Fault("F111", "“-”后面没有空一格，会印出来", place, help=help_)
    else:
        yield Fault("F111", f"“{mark}”会印出来", place, Severity.WARNING, help=help_)
