"""Who and when: the unit's name, its sort and the years wherever the form prints them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from generator import vocabulary as term
from generator.audits.found import CERTAIN, LIKELY, AuditFinding
from generator.checks.prose import Speaker
from generator.compare import likeness
from generator.diagnostics import FormPlace, Severity
from generator.packs.pack import Pack
from generator.published.blocks import ReadDocument
from generator.published.readings import ReadWords
from generator.published.signs import alike, normalize

_NAME, _SORT = (term.UNIT, term.UNIT_NAME), (term.UNIT, term.UNIT_WORD)
_ALIKE = 500  # in thousandths: what two names have in common of which one is meant as the other
_SHORT = 60  # signs of a paragraph that says little more than a name
# What is called as a body is, though it be another one; with what the form may print behind it.
_BODY = re.compile(
    "^(?![本我该全各])[一-龥]{4,}(?:[局厅委会院馆所站队校学园部府处办]|中心)(?:部门|单位)?$"
)
_STOP = re.compile(r"[，。；:、()\d]")


def find(words: Sequence[ReadWords], pack: Pack, speaker: Speaker) -> Iterator[AuditFinding]:
    """What is said otherwise in one place than everywhere else."""
    for it in words:
        if it.path == _NAME:
            yield from _judge_name(it, speaker)
        elif it.path == _SORT and it.text != speaker.word and speaker.word:
            yield _tell(it, "A827", "部门、单位混用", f"这里称“{it.text}”，别处称“{speaker.word}”")
        elif it.path[:1] == (term.WORDING,) and len(it.path) > 1:
            yield from _judge_wording(it, pack, speaker.word)
    yield from _judge_years(words, speaker)


def as_written(name: str, document: ReadDocument) -> str:
    """A unit's name with its marks as the document writes them."""
    for it in document.paragraphs:
        at = alike(it.text).find(name) if name else -1
        if at >= 0:
            return it.text[at : at + len(name)]
    return name


def _tell(it: ReadWords, code: str, what: str, message: str, sure: str = LIKELY) -> AuditFinding:
    why = "文档各处的单位名称、称谓、年度应当一致"
    return AuditFinding(code, what, message, it.place, (), why, Severity.WARNING, sure)


def _judge_name(it: ReadWords, speaker: Speaker) -> Iterator[AuditFinding]:
    """A name that is not the unit's where the form prints that; nothing of what is no name."""
    said, due = plain(it.text), plain(speaker.name)
    if not due or said == due or not said or _STOP.search(said):
        return
    whole = isinstance(it.place, FormPlace) and len(it.place.text) <= _SHORT
    if whole or _BODY.match(said) or likeness.liken(said, due) >= _ALIKE:
        message = f"这里是“{it.text}”，别处是“{speaker.name}”"
        yield _tell(it, "A828", "单位名称不一致", message)


def plain(name: str) -> str:
    """A name as it is compared: without quotes and brackets, written one way or another."""
    return re.sub("[\"'()]", "", normalize(name))


def _judge_wording(it: ReadWords, pack: Pack, own: str) -> Iterator[AuditFinding]:
    """What only the other sort of unit is called in this place."""
    due = normalize(pack.wordings.get(own, {}).get(str(it.path[1]), it.text))
    others = (normalize(one.get(str(it.path[1]), "")) for one in pack.wordings.values())
    if it.text and it.text != due and it.text in others:
        yield _tell(it, "A827", "部门、单位混用", f"这里是“{it.text}”，应是“{due}”")


def _judge_years(words: Sequence[ReadWords], speaker: Speaker) -> Iterator[AuditFinding]:
    """Years that differ from the document's own, or from the one before."""
    own = [it for it in words if it.path == (term.FISCAL_YEAR,)]
    if Counter(it.text for it in own)[str(speaker.year)] * 2 <= len(own):
        return  # it is not certain which year it is
    for it in words:
        if it.path in ((term.FISCAL_YEAR,), (term.YEAR_BEFORE,)):
            due = str(speaker.year - (it.path == (term.YEAR_BEFORE,)))
            if it.text != due:
                message = f"这里是 {it.text} 年，应是 {due} 年"
                yield _tell(it, "A825", "年份有误", message, CERTAIN)
