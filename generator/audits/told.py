"""What sentences say that cannot be: cut short, in another unit of money."""

import re
from collections.abc import Iterator

from generator.audits.found import AuditFinding, showing
from generator.published.blocks import ReadDocument, ReadParagraph
from generator.published.signs import normalize
from generator.published.understanding import Understanding

# Of normalized texts: stops and brackets are ASCII but for the full stop and the comma.
# An end of a sentence where something must follow: what is a reason, a use, a list.
_LEADS = "原因(?=:)|原因是|原因为|原因系|主要用于|主要是|主要为|主要系"
_LISTS = "由于|用于|其中|包括|分别为|分别是"
_CUT = re.compile(
    rf"(?:{_LEADS}|{_LISTS}):?[。;]|(?:{_LEADS}):?，|(?:以及|、和|、及|并且|因为|为了)。"
)


_WHY = "写了引出原因、用途的词，后面要写明"


def find(document: ReadDocument, read: Understanding) -> Iterator[AuditFinding]:
    """What is wrong sentence by sentence, and in units of money."""
    for it in document.paragraphs:
        if not it.entry:
            yield from _find_in_text(it)
    for unit in read.other_units:
        why = "与别的表、文字里同一个数比较得出"
        yield AuditFinding("A819", "金额单位有误", unit.what, unit.place, (), why)


def _find_in_text(it: ReadParagraph) -> Iterator[AuditFinding]:
    for match in _CUT.finditer(normalize(it.text)):
        shown = match.group()
        place, message = showing(it.place, shown), f"“{shown}”后面没有内容"
        yield AuditFinding("A829", "句子没有写完", message, place, (), _WHY)
