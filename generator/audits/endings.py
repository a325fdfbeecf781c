"""How paragraphs end, and what stands behind their numbers: stops, units, signs of per cent."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from typing import NamedTuple, TypeGuard

from generator.audits.found import CERTAIN, LIKELY, AuditFinding, showing
from generator.diagnostics import Severity
from generator.published import pattern
from generator.published.blocks import ReadBlock, ReadDocument, ReadParagraph, ReadTable
from generator.published.form_reader import FormReader
from generator.published.pattern import PatternText
from generator.published.sentences import FormSentence
from generator.published.signs import normalize
from generator.published.understanding import Understanding, Unstopped

# Of normalized texts: stops and brackets are ASCII but for the full stop and the comma.
_LONG, _SHOWN = 15, 20
_TELLING = 7  # signs of an end that the form's own is known by
_CLOSED = ("。", "!", "?", '"', "'", ")", "》", "】", "…")
_HANGING, _OPEN = ("，", ",", "、"), (":",)
_WIDE = str.maketrans(";:!", "；：！")
_NOTE = re.compile(r"^(?:备?注|说明|附.?|来源|单位)\d*[:.、]?")
# A heading that begins a list, which a paragraph above may announce.
_FIRST = re.compile(r"^(?:一、|[(]一[)]|1[.、])")
_ITEMS = (
    re.compile(r"[一二三四五六七八九十]+、"),
    re.compile(r"[(].{1,3}[)]"),
    re.compile(r"\d+[.、]"),
)
_BEHIND = r"(?=[，。;、)]|$)"
_AMOUNT = r"(?<![\d.])\d[\d,]{0,30}\.\d+"


class _Missing(NamedTuple):
    """What may be missing behind a number: how it is told, and where that is."""

    what: str
    pattern: re.Pattern[str]


_SHAPES = (
    _Missing(
        "百分号",
        re.compile(
            rf"(?:增长|下降|上升|降低|提高|占|占[^，。;、()]{{2,16}}?的|完成\w{{2,16}}?的)(?:了)?{_AMOUNT}{_BEHIND}"
        ),
    ),
    _Missing("“元”", re.compile(rf"{_AMOUNT}[万亿]{_BEHIND}")),
    _Missing("金额单位", re.compile(rf"(?:增加|减少)(?:了)?{_AMOUNT}{_BEHIND}")),
)


def find(
    document: ReadDocument, read: Understanding, reader: FormReader, *, formed: bool
) -> Iterator[AuditFinding]:
    """What is missing at the end of paragraphs and behind numbers; nothing that the form omits.

    Of a document that is `formed` as its own form has it, the stops in sentences as well.
    """
    items = document.items
    lacking = {it.paragraph for it in read.unstopped} if formed else set[ReadParagraph]()
    yield from (_tell_lost(it) for it in read.unstopped if it.paragraph in lacking)
    odd = {*_list_odd_ends(items)}
    for number, (item, after) in enumerate(zip_longest(items, items[1:])):
        if isinstance(item, ReadParagraph):
            at = read.matched.get(number)
            printed = "" if at is None else normalize(pattern.spell(reader.states[at].node))
            yield from _find_behind_numbers(item, printed)
            told = item.level or item in lacking or _is_titled(reader, at)
            if number and not told:
                titled = _is_titled(reader, read.matched.get(number + 1))
                due = at is not None and _is_due(reader, at, normalize(item.text))
                closed = titled or due or number in odd
                yield from _judge_end(item, after, items[number - 1], printed, closed)


def _is_titled(reader: FormReader, at: int | None) -> bool:
    node = None if at is None else reader.states[at].node
    return isinstance(node, PatternText) and bool(node.level or node.caption)


def _list_odd_ends(items: Sequence[ReadBlock]) -> Iterator[int]:
    """Items of numbered lists that end with a semicolon, where as many of the others do not."""
    texts = [normalize(it.text) if _is_text(it) else "" for it in items]
    for _, run in groupby(range(len(texts)), lambda it: _kind_of(texts[it])):
        *listed, _last = run  # the last one ends otherwise in any case
        stops = [it for it in listed if texts[it].endswith("。")]
        halves = [it for it in listed if texts[it].endswith(";")]
        if _kind_of(texts[_last]) and stops and len(stops) >= len(halves):
            yield from halves


def _is_text(it: ReadBlock) -> TypeGuard[ReadParagraph]:
    return isinstance(it, ReadParagraph) and not (it.level or it.entry)


def _kind_of(text: str) -> int:
    """How an item of a list is numbered; 0 where it is none."""
    return next((n for n, shape in enumerate(_ITEMS, start=1) if shape.match(text)), 0)


def _is_due(reader: FormReader, at: int, text: str) -> bool:
    """Whether a text that stands once in the form is the form's own but for its last stop."""
    made = reader.made[at]
    if reader.states[at].cycles or not isinstance(made, FormSentence) or not text.endswith(";"):
        return False
    return made.expression.read(f"{text[:-1]}。") is not None


def _find_behind_numbers(it: ReadParagraph, printed: str) -> Iterator[AuditFinding]:
    text = normalize(it.text)
    for shape in _SHAPES:
        for match in shape.pattern.finditer(text):
            unit = re.sub(r".*[\d.]", "", match.group())
            if unit and unit + text[match.end() : match.end() + 1] in printed:
                continue  # the form leaves it out as well
            shown = match.group()
            message = f"“{shown}”后面缺{shape.what}"
            yield _tell(it, message, shown, CERTAIN)


def _judge_end(
    it: ReadParagraph, after: ReadBlock | None, before: ReadBlock, printed: str, closed: bool
) -> Iterator[AuditFinding]:
    """A paragraph behind which another thing begins, and that does not end as one does.

    `closed`: it must end with a full stop, whatever stands next.
    """
    text = normalize(it.text)
    shown = text[-_SHOWN:]
    table = isinstance(after, ReadTable)
    last = after is None or (isinstance(after, ReadParagraph) and after.level > 0)
    if text.endswith(_HANGING) and len(text) >= _LONG:
        yield _cut(it, f"这一段停在“{text[-1]}”上", shown)
    elif text.endswith(_OPEN) and last and not _begins_list(after):
        yield _cut(it, f"“{shown}”后面没有内容", shown)
    elif text.endswith(";") and (
        last
        or table
        or closed
        or _is_closed(text, printed)
        or (_is_whole(before) and _is_whole(after))
        or (_leads(before) and _announces(after))
    ):
        yield _tell(it, "这一段最后是“；”，应是“。”", shown, CERTAIN)
    elif last and it.line_ends[-1:] != (len(it.text),) and _lacks_stop(text, printed):
        yield _tell(it, f"“…{shown}”末尾没有标点，后面可能漏了字", shown, LIKELY)


def _is_whole(it: ReadBlock | None) -> bool:
    return isinstance(it, ReadParagraph) and len(it.text) >= _LONG and it.text.endswith("。")


def _leads(it: ReadBlock) -> bool:
    return isinstance(it, ReadParagraph) and it.level > 0


def _announces(it: ReadBlock | None) -> bool:
    """Whether something else begins, which is no further item of a list."""
    text = normalize(it.text) if isinstance(it, ReadParagraph) else ""
    return text.endswith(_OPEN) and not _kind_of(text)


def _is_closed(text: str, printed: str) -> bool:
    """Whether the form prints these last words with a full stop, and nowhere with a semicolon."""
    words = text[-_TELLING:-1]
    return f"{words}。" in printed and f"{words};" not in printed


def _begins_list(after: ReadBlock | None) -> bool:
    return isinstance(after, ReadParagraph) and bool(_FIRST.match(normalize(after.text)))


def _lacks_stop(text: str, printed: str) -> bool:
    if len(text) < _LONG or _NOTE.match(text) or text.endswith((*_CLOSED, ";", ":", "%")):
        return False
    said = "，" in text or "。" in text
    return said and not printed.endswith(text[-2:])


def _cut(it: ReadParagraph, message: str, shown: str) -> AuditFinding:
    why = "段末应当是句号，后面可能漏了字"
    return AuditFinding(
        "A829", "句子没有写完", message, showing(it.place, shown), (), why, sure=LIKELY
    )


def _tell_lost(it: Unstopped) -> AuditFinding:
    shown = it.lost.before
    message = f"“{shown}”后面缺“{it.lost.sign.translate(_WIDE)}”"
    return _tell(it.paragraph, message, shown, LIKELY)


def _tell(it: ReadParagraph, message: str, shown: str, sure: str) -> AuditFinding:
    why, weight = "句末有句号，百分数有百分号，金额有单位", Severity.WARNING
    return AuditFinding(
        "A842", "标点或单位缺漏", message, showing(it.place, shown), (), why, weight, sure
    )
