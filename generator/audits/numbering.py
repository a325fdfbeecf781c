"""The numbers that headings and items begin with, one after another; what stands there twice."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from generator.audits.found import CERTAIN, LIKELY, AuditFinding
from generator.diagnostics import Severity
from generator.published import sheet_blocks
from generator.published.blocks import ReadBlock, ReadCell, ReadDocument, ReadParagraph, ReadTable
from generator.published.signs import normalize

_DIGITS = "一二三四五六七八九十"
# How things are numbered, from the outermost (in normalized texts).
_SHAPES = tuple(
    re.compile(it)
    for it in (
        rf"第([{_DIGITS}]+)部分",
        rf"([{_DIGITS}]+)、",
        rf"[(]([{_DIGITS}]+)(?:[)]|(?=\d))",
        r"(?:备?注:)?(\d{1,2})[.、](?!\d)",
        r"[(](\d{1,2})(?:[)]|(?=[一-龥]))",
    )
)
_OF_NOTES = 3  # what is numbered so begins anew below each table
_LEAST = 12  # signs of a paragraph that does not stand twice by chance
_MONEY = re.compile(r"-?(?=[\d,.]*[1-9])\d[\d,]*+\.\d\d")


def find(document: ReadDocument, lacking: bool = False) -> Iterator[AuditFinding]:
    """Numbers that are left out or used twice; paragraphs and rows that stand twice.

    Where it is known that something is `lacking`, numbers tell nothing more.
    """
    if not lacking:
        yield from _ItemNumbers().judge(document.items)
    yield from _find_repeated(document.items)
    for table in document.tables:
        yield from _find_repeated_rows(table)


class _BegunList(NamedTuple):
    """A list in the reading: how it is numbered, what its last number may be, and whether it began
    with another than the first.
    """

    shape: int
    lasts: set[int]
    beheaded: bool = False


@dataclass
class _ItemNumbers:
    """The lists that are begun, each with its shape and its last number, inner ones last.

    A list may stand within another one of its own shape.
    """

    begun: list[_BegunList] = field(default_factory=list)

    def judge(self, items: Sequence[ReadBlock]) -> Iterator[AuditFinding]:
        before: ReadBlock | None = None
        for it in items:
            if isinstance(it, ReadTable):
                self.begun = [one for one in self.begun if one.shape < _OF_NOTES]
            else:
                yield from self._judge(it, before)
            before = it

    def _judge(self, it: ReadParagraph, before: ReadBlock | None) -> Iterator[AuditFinding]:
        shape, number = number_of(it.text)
        if not number:
            return
        own = next((n for n in range(len(self.begun) - 1, -1, -1) if self._follows(n, it)), None)
        if own is not None:
            lasts = self.begun[own].lasts
            self.begun[own:] = [_BegunList(shape, {number, *(n for n in lasts if n > number)})]
            return
        text = before.text if isinstance(before, ReadParagraph) else ""
        lasts = next((one.lasts for one in self.begun[::-1] if one.shape == shape), {0})
        last = min(lasts)
        again = number == last == 1 and number_of(text) == (shape, 1)
        late = number == 1 and any(one.beheaded for one in self.begun if one.shape == shape)
        wrong = last and (number > 1 or again or late)
        if wrong and normalize(it.text) != normalize(text):
            yield _tell_number(it, last, number)
        if number > 1:
            self.begun = [one for one in self.begun if one.shape < shape]
        # Where one number is wrong the next ones go on from it, or as if it were right.
        lasts = {number, last, last + 1} if wrong else {number}
        self.begun.append(_BegunList(shape, lasts, beheaded=number == 2 and not wrong))

    def _follows(self, at: int, it: ReadParagraph) -> bool:
        shape, number = number_of(it.text)
        return self.begun[at].shape == shape and number - 1 in self.begun[at].lasts


def number_of(text: str) -> tuple[int, int]:
    """How a paragraph is numbered, and the number; 0 for none."""
    plain = normalize(text)
    for shape, pattern in enumerate(_SHAPES):
        match = pattern.match(plain)
        if match:
            return shape, int(match[1]) if match[1].isascii() else _count(match[1])
    return len(_SHAPES), 0


def _count(digits: str) -> int:
    """A number up to ninety-nine in Chinese digits."""
    tens, ten, ones = digits.rpartition("十")
    value = _DIGITS.index(ones) + 1 if ones else 0
    return value + 10 * (_DIGITS.index(tens) + 1 if tens else 1) if ten else value


def _tell_number(it: ReadParagraph, last: int, number: int) -> AuditFinding:
    shown = it.text.strip().replace("\n", " ")
    said = f"又是第 {number}" if number == last else f"是第 {number}"
    message = f"“{shown[:24]}{'…' if len(shown) > len(shown[:24]) else ''}”{said}，前面是第 {last}"
    why = "标题、各项的序号一个接一个"
    return AuditFinding(
        "A853", "序号不连续", message, it.place, (), why, Severity.WARNING, LIKELY
    )  # fmt: skip


# -- what stands twice -------------------------------------------------------------------------


def _find_repeated(items: Sequence[ReadBlock]) -> Iterator[AuditFinding]:
    """Paragraphs, and headings of the same rank, that are the one before once more."""
    for one, other in pairwise(items):
        if not (isinstance(one, ReadParagraph) and isinstance(other, ReadParagraph)):
            continue
        if sheet_blocks.names_sheet(one):
            continue
        text = normalize(other.text)
        headed = other.level > 0 and one.level == other.level and number_of(other.text)[1]
        if text == normalize(one.text) and (len(text) >= _LEAST or headed):
            shown = other.text.strip()[:20]
            yield _tell_twice(f"“{shown}…”连着写了两遍", other)


def _find_repeated_rows(table: ReadTable) -> Iterator[AuditFinding]:
    """Rows with a name and money that are the one before once more."""
    for one, other in pairwise(table.rows):
        texts = [normalize(cell.text) for cell in other]
        named = next((it for it in texts if re.search("[一-龥]{2}", it)), "")
        same = texts == [normalize(cell.text) for cell in one]
        if named and same and any(map(_MONEY.fullmatch, texts)):
            yield _tell_twice(f"“{named}”这一行列了两次", other[0])


def _tell_twice(message: str, it: ReadParagraph | ReadCell) -> AuditFinding:
    why = "同样的内容只写一次"
    return AuditFinding(
        "A823", "字或标点重复", message, it.place, (), why, Severity.WARNING, CERTAIN
    )  # fmt: skip
