"""A document beside its form: what several kinds of findings ask of both."""

from collections.abc import Sequence
from typing import NamedTuple

from generator.audits import conditions
from generator.audits.conditions import Money
from generator.audits.found import LIKELY, AuditFinding
from generator.published.blocks import ReadBlock, ReadDocument, ReadPlace
from generator.published.form_reader import FormReader
from generator.published.sentences import FormSentence
from generator.published.understanding import Understanding

_MOST_SHOWN = 40  # signs of a sentence


class FormedDocument(NamedTuple):
    """A document's blocks, how they were read, by which form, and what it states."""

    items: Sequence[ReadBlock]
    read: Understanding
    reader: FormReader
    money: Money

    def is_title(self, at: int) -> bool:
        """Whether a thing of the form is a title."""
        made = self.reader.made[at]
        return isinstance(made, FormSentence) and made.is_title


def hold(document: ReadDocument, read: Understanding, reader: FormReader) -> FormedDocument:
    """A document beside the form that it was read by."""
    money = conditions.gather(read.readings.figures)
    return FormedDocument(document.items, read, reader, money)


def tell_missing(due: str, place: ReadPlace, why: str) -> AuditFinding:
    """That a paragraph of the form is not there; `place` is where it is missed."""
    shown = f"{due[:_MOST_SHOWN]}…" if len(due) > _MOST_SHOWN else due
    message = f"没有找到“{shown}”这一段"
    return AuditFinding("A831", "缺少内容", message, place, (), why, sure=LIKELY)
