"""What sentences say that cannot be: cut short, percentages of nothing; names beside codes."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator import vocabulary as term
from generator.addresses import is_code
from generator.audits.found import CERTAIN, AuditFinding
from generator.diagnostics import FormPlace, Severity
from generator.packs.addressing import AddressError, locate
from generator.packs.definitions import Table
from generator.packs.pack import Pack
from generator.published.blocks import ReadDocument, ReadParagraph
from generator.published.readings import ReadWords
from generator.published.signs import normalize
from generator.published.understanding import Understanding

# Of normalized texts: stops and brackets are ASCII but for the full stop and the comma.
_NOTHING = r"0(?:\.0+)?(?:万|亿)?元"
_RATE = r"(?:[1-9]\d*(?:\.\d+)?|0\.\d*[1-9]\d*)%"
# An end of a sentence where something must follow: what is a reason, a use, a list.
_LEADS = "原因(?=:)|原因是|原因为|原因系|主要用于|主要是|主要为|主要系"
_LISTS = "由于|用于|其中|包括|分别为|分别是"
_CUT = re.compile(
    rf"(?:{_LEADS}|{_LISTS}):?[。;]|(?:{_LEADS}):?，|(?:以及|、和|、及|并且|因为|为了)。"
)


class _SentenceFault(NamedTuple):
    code: str
    what: str
    message: str
    why: str
    pattern: re.Pattern[str]
    sure: str = CERTAIN


_SHAPES = (
    _SentenceFault(
        "A829", "句子没有写完", "“{shown}”后面没有内容", "写了引出原因、用途的词，后面要写明", _CUT
    ),
    _SentenceFault(
        "A816",
        "基数为零却有完成率",
        "“{shown}”：基数是 0，没有完成率",
        "基数为零时算不出完成率，可与调整后的数比，或只写金额",
        re.compile(
            rf"(\w{{2,8}}?)(?:数)?[为是]?{_NOTHING}[^。;()]{{0,60}}完成\1(?:数)?的(?:{_RATE})"
        ),
    ),
    _SentenceFault(
        "A816",
        "基数为零却有幅度",
        "“{shown}”：上年是 0，没有幅度",
        "上年为零时算不出百分比，只写增加的金额",
        re.compile(
            rf"(?:上年|去年|(?<!\d)20\d\d年)[^，。;()\d]{{0,12}}{_NOTHING}[^。;()]{{0,30}}"
            rf"(?:增长|上升|提高|增加)(?:了)?(?:{_RATE})"
        ),
    ),
)


def find(
    document: ReadDocument, read: Understanding, pack: Pack, year: int
) -> Iterator[AuditFinding]:
    """What is wrong sentence by sentence, in units of money, in the names beside codes."""
    for it in document.paragraphs:
        if not it.entry:
            yield from _find_in_text(it)
    for unit in read.other_units:
        why = "与别的表、文字里同一个数比较得出"
        yield AuditFinding("A819", "金额单位有误", unit.what, unit.place, (), why)
    seen = set[tuple[str, str]]()
    for words in read.readings.words:
        name = _normal(words.text)
        named = words.path[1:] == (term.NAME,) and is_code("".join(words.steps[-1:]))
        if named and (words.steps[-1], name) not in seen:
            seen.add((words.steps[-1], name))
            yield from _judge_name(words, name, pack, year)


def _find_in_text(it: ReadParagraph) -> Iterator[AuditFinding]:
    text = normalize(it.text)
    for shape in _SHAPES:
        for match in shape.pattern.finditer(text):
            shown = match.group()
            message = shape.message.format(shown=shown)
            yield AuditFinding(
                shape.code, shape.what, message, _at(it, shown), (), shape.why, sure=shape.sure
            )


def _at(it: ReadParagraph, shown: str) -> FormPlace:
    assert isinstance(it.place, FormPlace)
    return it.place._replace(text=shown)


def _judge_name(words: ReadWords, name: str, pack: Pack, year: int) -> Iterator[AuditFinding]:
    """Whether an account is called as it is in the year; only of names that are checked."""
    code = words.steps[-1]
    try:
        found, _ = locate(pack.definitions.root, words.steps[:-1])
    except AddressError:
        return
    kind = found.classification if isinstance(found, Table) else None
    if kind is None:
        return
    terms = pack.classifications[kind].terms.get(code, ())
    due = next((it for it in terms if it.first <= year <= it.last), None)
    old = next((it for it in terms if it.last < year and _normal(it.name) == name), None)
    if due is not None and due.checked and _normal(due.name) != name:
        said = f"，{old.last} 年度以前才这样叫" if old else ""
        message = f"{code} 印作“{words.text}”，{year} 年度的名称是“{due.name}”{said}"
    elif due is None and old is not None and old.checked:
        message = f"{code} {words.text}：{old.last} 年度以后停用"
    else:
        return
    why = "科目的编码和名称照当年的《政府收支分类科目》"
    yield AuditFinding("A830", "科目名称或编码有误", message, words.place, (), why, Severity.ERROR)


def _normal(name: str) -> str:
    return re.sub(r"[(（][类款项][)）]$", "", normalize(name)).replace("、", "").replace("与", "和")
