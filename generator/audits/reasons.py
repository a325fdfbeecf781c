"""Movements that a form prints with their reason, and a document without one."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.audits.found import LIKELY, AuditFinding
from generator.published import pattern
from generator.published.blocks import ReadDocument, ReadParagraph
from generator.published.expressions import REASON
from generator.published.form_reader import FormReader
from generator.published.sentences import FormSentence
from generator.published.signs import normalize
from generator.published.understanding import Understanding
from generator.vocabulary import CHANGE

# Of normalized texts: a movement that is not nil, one that is, what gives a reason.
_NIL = r"(?!0(?:\.0+)?[万亿]?元)"
_MOVED = re.compile(rf"(?:增加|减少)了?{_NIL}\d[\d,.]*[万亿]?元|大于|小于|高于|低于")
# A movement of which the parts follow, which give the reasons.
_IN_PARTS = re.compile(rf"(?:增加|减少)了?{_NIL}\d[\d,.]*[万亿]?元(?:，[^，。;]*%)?，其中:")
_LEVEL = re.compile("持平|一致|相同")
# Of nothing that was nothing before too: whether it has a reason is another custom.
_NIL_LEVEL = re.compile(
    r"(?<![\d.,])0(?:\.0+)?[万亿]?元，[^，。;\d]*(?:\d{4}年[^，。;\d]*)?(?:持平|一致|相同)"
)
_GIVEN = re.compile("原因|由于|因为|主要是|主要系|主要为|是因")
_LEVEL_GIVEN = re.compile("持平，(?:主要)?原因")
_NIL_GIVEN = re.compile(f"{_NIL_LEVEL.pattern}，(?:主要)?原因")
_NO_BASE = "无可比"
_AMOUNT = re.compile(rf"(?<![\d.,]){_NIL}\d[\d,.]*[万亿]?元")
_COMPLETED = re.compile(r"完成[^，。;%\d]{0,16}(?!100(?:\.0+)?%)\d+(?:\.\d+)?%")
_SHORT_GIVEN = re.compile("[大小]于[^，。]{1,8}的(?:主要)?原因")
_COMPARED = re.compile("[比较与同增减升降]|无可比")
_REASON = "原因"


def find(document: ReadDocument, read: Understanding, reader: FormReader) -> Iterator[AuditFinding]:
    """Paragraphs that tell more movements than reasons, as far as the form gives one for each.

    Of what has not moved the form gives a reason if the document does so mostly, and of what was
    not completed if it does so anywhere.
    """
    items = document.items
    texts = {n: normalize(it.text) for n, it in enumerate(items) if isinstance(it, ReadParagraph)}
    customs = _learn(texts.values())
    short = any(map(_SHORT_GIVEN.search, texts.values()))
    for number, at in read.matched.items():
        item, made = items[number], reader.made[at]
        if not isinstance(item, ReadParagraph) or not isinstance(made, FormSentence):
            continue
        text = texts[number]
        given = len(_GIVEN.findall(text))
        moved = _count_moved(made, text, customs)
        if not moved and short and _COMPLETED.search(text) and not _LEVEL.search(text):
            moved = 1
        due = min(_count_due(made), moved)
        if given < due:
            message = f"应写 {due} 处原因，只写了 {given} 处" if given else "没有写原因"
            why = "表样在这里写明原因"
            yield AuditFinding("A850", "没有写原因", message, item.place, (), why, sure=LIKELY)


class _Customs(NamedTuple):
    """Of which level movements a document gives the reasons."""

    level: bool
    nil: bool


def _learn(texts: Iterable[str]) -> _Customs:
    """What a document does mostly."""
    kept = list(texts)
    level = _is_usual(_LEVEL_GIVEN, [_NIL_LEVEL.sub("", it) for it in kept], _LEVEL)
    return _Customs(level, _is_usual(_NIL_GIVEN, kept, _NIL_LEVEL))


def _is_usual(given: re.Pattern[str], texts: Iterable[str], told: re.Pattern[str]) -> bool:
    """Whether a document gives reasons for half of what it tells at least."""
    counts = [(len(given.findall(text)), len(told.findall(text))) for text in texts]
    return 2 * sum(it for it, _ in counts) >= sum(it for _, it in counts) > 0


def _count_due(made: FormSentence) -> int:
    """How many reasons a sentence of the form may have."""
    due = sum(it.kind == REASON for it in made.expression.marks)
    return due or int(_REASON in pattern.write(made.sentence.pieces))


def _count_moved(made: FormSentence, text: str, customs: _Customs) -> int:
    """How many movements a text tells; one where it leaves out what the form says of them."""
    even = len(_LEVEL.findall(text))
    nil = len(_NIL_LEVEL.findall(text))
    due = (even - nil) * customs.level + nil * customs.nil
    moved = len(_MOVED.findall(text)) + due - len(_IN_PARTS.findall(text))
    if moved or even or _NO_BASE in text or made.expression.read(text) is not None:
        return moved
    amounts = set(_AMOUNT.findall(text))
    silent = bool(amounts) and _compares(made) and not _COMPARED.search(text)
    return int(silent or len(amounts) > 1 or _REASON in pattern.write(made.sentence.pieces))


def _compares(made: FormSentence) -> bool:
    """Whether a sentence of the form tells how something has moved."""
    phrases = (it.phrase for it in made.expression.marks if it.phrase)
    return any(it.family == CHANGE for it in phrases)
