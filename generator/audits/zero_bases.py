"""Percentages of nothing: a movement or a completion rate where what it is of is nought."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from generator.audits.found import AuditFinding, showing
from generator.published.blocks import ReadDocument, ReadParagraph
from generator.published.signs import normalize

# Of normalized texts: stops and brackets are ASCII but for the full stop and the comma.
_NOTHING = r"(?<![\d.,])0(?:\.0+)?(?:万|亿)?元"
_RATE = r"(?:[1-9]\d*(?:\.\d+)?|0\.\d*[1-9]\d*)%"
_BEFORE = r"(?:上年|去年|上一年|(?<!\d)20\d\d年)"
_ROSE = r"(?:增长|上升|提高|增加|增幅)(?:率)?(?:了|为)?"
_AMOUNT = r"\d[\d,]*(?:\.\d+)?"
_HALF = Decimal("0.005")  # what rounding hides of an amount with two decimals


class _NoBase(NamedTuple):
    what: str
    message: str
    why: str
    pattern: re.Pattern[str]


_NO_RATE = "上年为零时算不出百分比，只写增加的金额"
_SHAPES = (
    _NoBase(
        "基数为零却有完成率",
        "“{shown}”：基数是 0，没有完成率",
        "基数为零时算不出完成率，可与调整后的数比，或只写金额",
        re.compile(
            rf"(\w{{2,8}}?)(?:数)?[为是]?{_NOTHING}[^。;()]{{0,60}}完成\1(?:数)?的(?:{_RATE})"
        ),
    ),
    _NoBase(
        "基数为零却有幅度",
        "“{shown}”：上年是 0，没有幅度",
        _NO_RATE,
        re.compile(rf"{_BEFORE}[^，。;()\d]{{0,12}}{_NOTHING}[^。;()]{{0,30}}{_ROSE}(?:{_RATE})"),
    ),
)
# All of a figure is what it rose by: then it was nothing before.
_ALL_NEW = re.compile(
    rf"(?<![\d.,])({_AMOUNT})万元，(?:同)?[比较][^，。;()元]{{0,16}}?增加(?:了)?({_AMOUNT})万元，"
    rf"(?:同比|增幅|幅度)?{_ROSE}({_AMOUNT})%"
)


def find(document: ReadDocument) -> Iterator[AuditFinding]:
    """Percentages in sentences that by the sentence itself have no base."""
    for it in document.paragraphs:
        if not it.entry:
            yield from _find_in_text(it, normalize(it.text))


def _find_in_text(it: ReadParagraph, text: str) -> Iterator[AuditFinding]:
    for shape in _SHAPES:
        for match in shape.pattern.finditer(text):
            message = shape.message.format(shown=match.group())
            yield _tell(it, match.group(), shape.what, message, shape.why)
    for match in _ALL_NEW.finditer(text):
        if _has_no_base(*(Decimal(part.replace(",", "")) for part in match.groups())):
            message = f"“{match.group()}”：增加的就是全部，上年是 0，没有幅度"
            yield _tell(it, match.group(), "基数为零却有幅度", message, _NO_RATE)


def _has_no_base(figure: Decimal, rise: Decimal, rate: Decimal) -> bool:
    """Whether a figure rose by all of itself, and not from a base that rounding hides."""
    least = (rise - _HALF) / (2 * _HALF) * 100
    return figure == rise > 0 and rate < least


def _tell(it: ReadParagraph, shown: str, what: str, message: str, why: str) -> AuditFinding:
    return AuditFinding("A816", what, message, showing(it.place, shown), (), why)
