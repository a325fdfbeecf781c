"""Numbers that are written as no number is: a blank, a letter, a full stop or two points within."""

import re
from collections.abc import Iterator

from generator.audits.found import CERTAIN, AuditFinding, showing
from generator.diagnostics import Severity
from generator.published.blocks import ReadDocument, ReadPlace

# All signs that may be meant as a number's, with a digit among them; nothing of it is given back.
_NUMERAL = r"(?=[OoIl,，.．。]*+\d)[\dOoIl,，.．。]++"
_UNIT = "(?=[百千万亿]*元|[%％‰])"
# In sentences only what stands before a unit is a number, in cells only what fills the cell.
_IN_TEXT = re.compile(rf"(?<![\w.,，．。]){_NUMERAL}{_UNIT}|(?<=[一-龥]){_NUMERAL}{_UNIT}")
_IN_CELL = re.compile(rf"-?{_NUMERAL}")
_SPLIT = re.compile(rf"(?<=[一-龥])\d[\d,]{{0,9}} +[\d,]*\d\.\d+{_UNIT}")
_SPLIT_CELL = re.compile(
    r"-?\d{1,3} *(?: \d[\d,]*\.\d\d| ?,\d{3}(?:,\d{3})*\.\d\d)|\d[\d,]* ?\. ?\d\d"
)
_WIDE = re.compile(rf"-?[０-９][０-９，,．.]*+(?P<unit>{_UNIT})?")
_RIGHT = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_CODED = re.compile(r"\d{7}")
_LETTERS = re.compile("[OoIl]")
_MOST_WIDE = 4  # where a document has more it writes them so
_WHY = "数照表里的写法：半角数字，小数点一个，千分位每三位一个"


def find(document: ReadDocument) -> Iterator[AuditFinding]:
    """What is meant as a number, and cannot be read as one or may be read as another."""
    said = list(_list_said(document))
    for text, place, cell in said:
        for shown, what in _list_wrong(text, cell, document.kind):
            yield _tell(shown, what, place)
    wide = [
        (it[0], place)
        for text, place, _ in said
        for it in _WIDE.finditer(text)
        if it["unit"] is not None or it[0] == text
    ]
    if len(wide) <= _MOST_WIDE:
        yield from (_tell(shown, "数字是全角的", place) for shown, place in wide)


def _list_said(document: ReadDocument) -> Iterator[tuple[str, ReadPlace, bool]]:
    for it in document.paragraphs:
        if not it.entry:
            yield it.text, it.place, False
    for table in document.tables:
        yield from ((cell.text.strip(), cell.place, True) for cell in table.cells)


def _list_wrong(text: str, cell: bool, kind: str) -> Iterator[tuple[str, str]]:
    """Of a text each number that is wrong, and what is wrong with it.

    In a .pdf blanks may be where its signs stand a little apart.
    """
    if cell:
        whole = _IN_CELL.fullmatch(text)
        parted = _SPLIT_CELL.fullmatch(text)
        found = [whole[0]] if whole and _looks_like_money(whole[0]) else []
        split = [parted[0]] if parted and " " in parted[0] else []
    else:
        found = [it[0] for it in _IN_TEXT.finditer(text)]
        # A name that ends with digits is told by the code before it.
        named = (text[: it.start()].rpartition("，")[2] for it in _SPLIT.finditer(text))
        coded = [_CODED.search(it) is not None for it in named]
        split = [it[0] for it, by in zip(_SPLIT.finditer(text), coded, strict=True) if not by]
    for it in found:
        what = _judge(it)
        if what:
            yield it, what
    if kind != ".pdf":
        yield from ((it, "数字中间有空格") for it in split)


def _looks_like_money(text: str) -> bool:
    """Whether a cell is meant as an amount: two decimals, or letters among digits and points."""
    return bool(re.search(r"[.．。,，][\dOol]{2}$", text)) and not re.fullmatch(
        r"\d{4}[.。．]\d{1,2}[.。．]\d{1,2}", text
    )


def _judge(text: str) -> str:
    """What is wrong with a number; nothing, where all is right or is only full-width."""
    number = text.translate({0xFF10 + n: str(n) for n in range(10)} | {0xFF0C: ",", 0xFF0E: "."})
    number = number.lstrip(",")
    if _RIGHT.fullmatch(number) or not re.search(r"\d", number):
        return ""
    if _LETTERS.search(number):
        return "数字里有字母" if re.search(r"\d[OoIl.,]|[OoIl][.,]?\d", number) else ""
    if "。" in number:
        return "小数点写成了句号" if re.search(r"\d。\d", number) else ""
    if number.count(".") > 1:
        return "有两个小数点"
    return "千分位不对" if re.search(r"\d,\d", number) else ""


def _tell(shown: str, what: str, place: ReadPlace) -> AuditFinding:
    message = f"“{shown}”：{what}"
    at = showing(place, shown)
    return AuditFinding("A852", "数字写法有误", message, at, (), _WHY, Severity.WARNING, CERTAIN)
