"""What became of many filings, for people: one page that a bureau can send, print and archive.

Weights and verdicts are said in words, never by colour alone.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from generator.charts import pictures
from generator.diagnostics import Fault, FormPlace, Place, Severity
from generator.outputs import pages
from generator.reporting.console import lines_of
from generator.reporting.results_json import WEIGHTS, verdict, weighing
from generator.units.result import FAULTY, Result

MAX_LINE, MAX_BEFORE = 300, 120

# What a fault is about, by the letter of its code; what comes first may be why the rest is wrong.
SUBJECTS = {
    "F": "文件的书写",
    "P": "表样的选用",
    "S": "填报的内容",
    "L": "科目和合计",
    "C": "勾稽和完整",
    "D": "Word 表样",
    "W": "文档的生成",
}
OTHERS = "其他"
ADVICE = {Severity.ERROR: "应当改正", Severity.WARNING: "请予核实"}

_AMOUNT = re.compile(r"(-?[0-9]+\.[0-9]{2}元)")
Fields = dict[str, Any]


def as_html(results: Sequence[Result]) -> str:
    """The results as one page: a table of all filings, then each filing's faults."""
    filings = [_filing(number, result) for number, result in enumerate(results, start=1)]
    return pages.render("results.html", filings=filings, faulty=FAULTY)


def _filing(number: int, result: Result) -> Fields:
    said, errors = verdict(result), result.count(Severity.ERROR)
    subjects = list(list_subjects(result))
    told: Fields = {"verdict": said, "errors": errors, "subjects": subjects}
    told |= {"pictures": [(chart, pictures.write(chart)) for chart in result.charts]}
    return {"number": number, "of": result, **told, "has_more": bool(subjects or result.charts)}


def list_subjects(
    result: Result, show: Callable[[str], str] = str
) -> Iterator[tuple[str, str, list[Fields]]]:
    """The faults of one weight about one thing, errors first, with what to do about them; `show`
    says what another file than the filing is called.
    """
    for severity, advice in ADVICE.items():
        found: dict[str, list[Fields]] = {subject: [] for subject in (*SUBJECTS.values(), OTHERS)}
        for fault in weighing(result, severity):
            found[SUBJECTS.get(fault.code[:1], OTHERS)].append(_fault(fault, result, show))
        yield from ((advice, subject, faults) for subject, faults in found.items() if faults)


def _fault(fault: Fault, result: Result, show: Callable[[str], str]) -> Fields:
    message = _AMOUNT.split(fault.message)  # every second one is an amount
    form = fault.place if isinstance(fault.place, FormPlace) else ""
    lines = list(_lines(fault, result, show))
    weight = WEIGHTS[fault.severity]
    return {"of": fault, "weight": weight, "message": message, "form": form, "lines": lines}


# -- where it stands ----------------------------------------------------------------------------


class _Shown(NamedTuple):
    """A line with a span marked; without one, the line alone is `before`. What stands `far` is in
    another file, whose name may be long.
    """

    head: str
    before: str
    marked: str | None = None
    after: str = ""
    label: str = ""
    far: bool = False


def _lines(fault: Fault, result: Result, show: Callable[[str], str]) -> Iterator[_Shown]:
    """The lines that a fault stands in and has to do with, as they were typed."""
    place = fault.place
    if isinstance(place, FormPlace):
        if place.text:
            yield _Shown("原文", place.text[:MAX_LINE])
    elif (place.line, place.column, place.width) != (1, 1, 1) or place.file != result.file:
        # The first character of a filing stands for the filing as a whole.
        yield _typed(place, "", result, show)
    yield from (_typed(other, label, result, show) for other, label in sorted(fault.related))


def _typed(place: Place, label: str, result: Result, show: Callable[[str], str]) -> _Shown:
    far = place.file != result.file
    head = f"{show(place.file)} {place.spot}" if far else place.spot
    if place.sheet:
        return _Shown(head, "", label=label, far=far)
    lines = lines_of(result.texts.get(place.file, ""))
    if not (0 < place.line <= len(lines) and lines[place.line - 1].strip()):
        return _Shown(head, f"第 {place.column} 个字符", label=label, far=far)
    return _Shown(head, *_excerpt(lines[place.line - 1], place), label, far)


def _excerpt(line: str, place: Place) -> tuple[str, str, str]:
    """A line before, in and after its span; of a long line, the stretch around the span."""
    first = place.column - 1
    start = max(0, first - MAX_BEFORE) if len(line) > MAX_LINE else 0
    end = start + MAX_LINE
    before, marked = line[start:first], line[first : min(first + place.width, end)]
    after = line[first + len(marked) : end]
    return "…" * (start > 0) + before, marked, after + "…" * (end < len(line))
