"""What a parser says when it cannot go on, in the officer's words, for want of anything better."""

import re
from typing import NamedTuple

COLON_HELP, COMMA_HELP = "项目名和内容之间写半角冒号加一个空格", "各项之间写半角逗号加一个空格"

QUOTE_IT = "内容里有“#”时，整句用引号括起"
# What makes a comment of the rest of a line.
COMMENT = re.compile(r"(?<=\S)[ \t]+#")

Lines = list[str]
Spot = tuple[int, int]  # line and column, both from 0


class Stop(NamedTuple):
    """Where a parser could not go on: its words, where, and the last thing that it had read.

    `began` is where that began which it was reading; None where it does not say.
    """

    problem: str
    context: str
    at: Spot
    began: Spot | None
    last: Spot


class Edit(NamedTuple):
    """Text that takes the place of what stands in a line from one column to another, from 0."""

    line: int
    start: int
    end: int
    text: str


class Miswriting(NamedTuple):
    """What was typed wrongly, where, what to type instead, and the edits that make it so.

    Without edits, what was meant cannot be told; unless they are sure, they are but likely.
    """

    at: Spot
    message: str
    help: str
    edits: tuple[Edit, ...] = ()
    sure: bool = True


LESS_DEEP = "检查缩进和括号：填报文件没有这么多层"
LOOK_AGAIN = "检查缩进、冒号、引号和括号"
BEGIN_ANEW = "检查是不是填报文件；新的填报文件用 gongkai new 建"
NO_COLON, UNEVEN, NO_NEW_LINE = "这一行缺少冒号", "缩进不齐", "“- ”要另起一行"

# What the parser says, in words for whom no rule knows better; whether it is told where it began.
_NOTICED = (
    ("could not find expected ':'", NO_COLON, COLON_HELP, True),
    ("unexpected end of stream", "引号或括号没有配对", "补上另一半引号或括号", True),
    ("did not find expected key", f"{UNEVEN}，或引号、括号没有配对", "同一层的项目左边对齐", False),
    ("did not find expected '-' indicator", UNEVEN, "同一张清单的“-”左边对齐", False),
    ("did not find expected ',' or", "花括号或方括号里缺逗号", COMMA_HELP, False),
    ("unknown escape character", "半角双引号里不能写“\\”", "改用半角单引号括起", False),
    ("block sequence entries are not allowed", NO_NEW_LINE, "每条单独一行，左边对齐", False),
)


def say(stop: Stop) -> Miswriting:
    """What the parser noticed, where it noticed it."""
    for words, message, help_, late in _NOTICED:
        if words in stop.problem or words in stop.context:
            return Miswriting((late and stop.began) or stop.at, message, help_)
    return Miswriting(stop.at, "这里不符合书写格式", LOOK_AGAIN)


def line_at(lines: Lines, number: int) -> str:
    """A line by its number from 0; nothing behind the last."""
    return lines[number] if number < len(lines) else ""


def char_at(lines: Lines, spot: Spot) -> str:
    """The character at a spot; nothing behind a line's end."""
    return line_at(lines, spot[0])[spot[1] : spot[1] + 1]


def indent_of(line: str) -> int:
    """How many blanks a line begins with."""
    return len(line) - len(line.lstrip(" "))
