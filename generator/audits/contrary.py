"""Words that say the contrary of the figures beside them: of directions, reasons, of nothing."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from generator.audits.found import LIKELY, AuditFinding
from generator.checks.case import Check
from generator.checks.coverage import list_ways
from generator.diagnostics import Severity
from generator.filling.program import NamePath
from generator.packs.pack import Pack
from generator.published.blocks import ReadDocument, ReadPlace
from generator.published.readings import Readings
from generator.published.signs import normalize
from generator.vocabulary import CHANGE, DOWN, REASONED, UP

_AMOUNT = r"(?!0(?:\.0+)?(?:[万亿]?元|%))\d[\d,.]*(?:[万亿]?元|%)"
# A movement that is denied and told; that is told both ways.
_DENIED = re.compile(rf"(?:未|没有)(?:增加|减少|增长|下降)了?{_AMOUNT}")
_BOTH_WAYS = re.compile(rf"增加了?{_AMOUNT}，负增长\d[\d.]*%|减少了?{_AMOUNT}，负下降\d[\d.]*%")
# So much of something, of which there is none.
_NONE = re.compile(
    rf"(?P<what>[一-龥]{{4,14}}?)(?:支出)?为?(?P<said>{_AMOUNT})"
    r"(?P<between>[^。]{0,60}?)(?:没有|无)(?P=what)(?:支出)?(?=[，。;]|$)"
)
_DIGIT = re.compile(r"\d")
_DIRECTION = "direction"
_OTHER_YEAR = re.compile("[上去往前]年|以前|年初|[0-9]年")


def find(document: ReadDocument, readings: Readings, pack: Pack) -> Iterator[AuditFinding]:
    """What contradicts itself within a paragraph."""
    for it in document.paragraphs:
        text = normalize(it.text) if not it.entry else ""
        if match := _DENIED.search(text) or _BOTH_WAYS.search(text):
            yield _tell("A815", "增减方向不符", f"“{match[0]}”自己就对不上", it.place)
        for match in _NONE.finditer(text) if "没有" in text or "无" in text else ():
            if not _OTHER_YEAR.search(match["between"]):
                message = f"说没有{match['what']}，前面写的是 {match['said']}"
                yield _tell("A816", "说法与数不符", message, it.place)
    yield from _find_reasons(readings, pack)


def find_turning(pack: Pack) -> Check | None:
    """The check that tells which words say up and which down."""
    return next((it for it in pack.checks if it["kind"] == _DIRECTION), None)


def _find_reasons(readings: Readings, pack: Pack) -> Iterator[AuditFinding]:
    """Reasons that speak only of the other direction than that in which the figure has moved.

    One with amounts may speak of these.
    """
    check, moved = find_turning(pack), _list_moved(readings)
    for it in readings.words if check else ():
        steps = (*it.steps, *map(str, it.path[1:])) if it.steps else it.path
        ways = moved.get((it.place, steps), set())
        plain = check and len(ways) == 1 and not _DIGIT.search(it.text)
        if check and plain and list_ways(it.text, check) == {UP, DOWN} - ways:
            message = f"数是{min(ways)}的，原因写的是“{it.text}”"
            yield _tell("A815", "增减方向不符", message, it.place, Severity.WARNING)


def _list_moved(readings: Readings) -> Mapping[tuple[ReadPlace, NamePath], set[str]]:
    """Of each figure that a paragraph tells of the directions that it says."""
    moved: dict[tuple[ReadPlace, NamePath], set[str]] = defaultdict(set)
    for it in readings.changes:
        if it.phrase.family in (CHANGE, REASONED):
            moved[it.place, it.steps] |= {UP if turn else DOWN for turn in it.turns}
    return moved


def _tell(
    code: str, what: str, message: str, place: ReadPlace, weight: Severity = Severity.ERROR
) -> AuditFinding:
    why = "说的与旁边的数一致"
    return AuditFinding(code, what, message, place, (), why, weight, LIKELY)
