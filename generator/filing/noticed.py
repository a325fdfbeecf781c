"""What a parser says when it cannot go on, in the officer's words, for want of anything better."""

from typing import NamedTuple

COLON_HELP, COMMA_HELP = "项目名和内容之间写半角冒号加一个空格", "各项之间写半角逗号加一个空格"

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


class Slip(NamedTuple):
    """What was typed wrongly, where, and what to type instead."""

    at: Spot
    message: str
    help: str


# What the parser says, in words for whom no rule knows better; whether it is told where it began.
_NOTICED = (
    ("could not find expected ':'", "这一行缺少冒号", COLON_HELP, True),
    ("unexpected end of stream", "引号或括号没有配对", "补上另一半引号或括号", True),
    ("did not find expected key", "缩进不齐，或引号、括号没有配对", "同一层的项目左边对齐", False),
    ("did not find expected '-' indicator", "缩进不齐", "同一张清单的“-”左边对齐", False),
    ("did not find expected ',' or", "花括号或方括号里缺逗号", COMMA_HELP, False),
    ("unknown escape character", "半角双引号里不能写“\\”", "改用半角单引号括起", False),
    ("block sequence entries are not allowed", "“- ”要另起一行", "每条单独一行，左边对齐", False),
)


def say(stop: Stop) -> Slip:
    """What the parser noticed, where it noticed it."""
    for words, message, help_, late in _NOTICED:
        if words in stop.problem or words in stop.context:
            return Slip((late and stop.began) or stop.at, message, help_)
    return Slip(stop.at, "这里不符合书写格式", "检查缩进、冒号、引号和括号")
