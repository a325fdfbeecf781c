"""Say what happened in the officer's language: faults with their lines, documents by name."""

import io
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from generator import report_html, report_json, shared
from generator.batch import Job, Result
from generator.diagnostics import Fault, Place, Severity
from generator.fields import FormField
from generator.source import Source
from generator.vocabulary import SHARED_FILE

MAX_SHOWN = 110
MAX_VALUE = 40


def display_width(text: str) -> int:
    """How many columns a text takes on a terminal: wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def say(text: str, *, utf8: bool = False) -> None:
    """Print a result; what other programs read is UTF-8 on every system."""
    if utf8 and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    print(text, flush=True)


def complain(text: str) -> None:
    """Print what went wrong."""
    print(text, file=sys.stderr, flush=True)


def follow(results: Iterable[Result], total: int, form: str) -> list[Result]:
    """Tell the results as they come, or all at the end in a form for programs and pages."""
    made = []
    for number, result in enumerate(results, start=1):
        counter = f"[{number}/{total}] " if total > 1 else ""
        if form == "text":
            tell(result, counter)
        else:
            complain(f"{counter}{verdict(result)}")
        made.append(result)
    if form == "json":
        say(report_json.as_json(made), utf8=True)
    elif form == "html":
        say(report_html.as_html(made), utf8=True)
    elif total > 1:
        faulty = sum(result.outcome.failed for result in made)
        say(f"共 {total} 个填报文件：{total - faulty} 个无错误，{faulty} 个有错误")
    return made


def tell(result: Result, counter: str = "") -> None:
    """Print what became of one filing: its faults, then its document or why there is none."""
    outcome = result.outcome
    if outcome.faults:
        complain(faults_text(outcome.faults, outcome.source))
    say(f"{counter}{verdict(result)}")


def tell_fields(fields: Sequence[FormField]) -> None:
    """Print the names that a form may use, one a line, in columns."""
    width = max((display_width(field.address) for field in fields), default=0)
    for field in fields:
        pad = " " * (width - display_width(field.address))
        kind = field.kind + " " * (4 - display_width(field.kind))
        value = field.value if len(field.value) <= MAX_VALUE else f"{field.value[:MAX_VALUE]}…"
        print(f"{field.address}{pad}  {kind}  {field.meaning}  {value}".rstrip())


def verdict(result: Result) -> str:
    """What became of one filing, in a line."""
    outcome, seconds = result.outcome, f"（{result.seconds:.2f} 秒）"
    errors = sum(fault.severity is Severity.ERROR for fault in outcome.faults)
    if result.written is not None:
        still = f"，还有 {errors} 个错误待改" if errors else ""
        return f"已生成 {result.written}{still}{seconds}"
    if errors:
        ending = "，没有生成文档" if result.wanted else ""
        return f"{outcome.file}：{errors} 个错误{ending}{seconds}"
    return f"{outcome.file}：检查通过{_besides(outcome.source)}{seconds}"


def _besides(source: Source | None) -> str:
    """What a filing was read together with: what its folder shares, the units that it sums up."""
    if source is None or not source.others:
        return ""
    common = shared.used(source)
    members = len(source.others) - (common is not None)
    parts = [SHARED_FILE] if common is not None else []
    return f"，连同 {'、'.join([*parts, *([f'{members} 个单位'] if members else [])])}"


def faults_text(faults: Sequence[Fault], source: Source | None) -> str:
    """All faults, errors first, in the order in which they were found."""
    ordered = sorted(faults, key=lambda fault: fault.severity is not Severity.ERROR)
    return "\n".join(fault_text(fault, source) for fault in ordered)


def fault_text(fault: Fault, source: Source | None) -> str:
    """One fault: its place, code and message, the line it stands in, notes and suggestion."""
    return "\n".join(_lines(fault, source)) + "\n"


def _lines(fault: Fault, source: Source | None) -> Iterator[str]:
    yield f"{fault.place}: {fault.severity.value} {fault.code} {fault.message}"
    margin = ""
    if isinstance(fault.place, Place):
        margin = " " * len(str(fault.place.line))
        shown = source.holding(fault.place) if source is not None else None
        if shown is not None:
            yield from _excerpt(fault.place, shown, margin)
    elif fault.place.text:
        yield f"{margin} | {fault.place.text[:MAX_SHOWN]}"
    for note in fault.notes:
        yield f"{margin} = {note}"
    if fault.related:
        yield f"{margin} = 有关的行：{_related(fault)}"
    if fault.help:
        yield f"{margin} = 建议：{fault.help}"


def _related(fault: Fault) -> str:
    """The other lines concerned; those of another file than the fault's under its name."""
    lines: dict[str, set[int]] = {fault.place.file: set()}
    for place, _ in fault.related:
        lines.setdefault(place.file, set()).add(place.line)
    return "；".join(
        ("" if file == fault.place.file else f"{file} ")
        + f"第 {'、'.join(str(number) for number in sorted(numbers))} 行"
        for file, numbers in lines.items()
        if numbers
    )


def _fitting(text: str) -> str:
    """As much of a text as the excerpt has room for."""
    width = 0
    for index, char in enumerate(text):
        width += display_width(char)
        if width > MAX_SHOWN:
            return text[:index]
    return text


def _excerpt(place: Place, source: Source, margin: str) -> Iterator[str]:
    lines = source.text.split("\n")
    if not 0 < place.line <= len(lines) or not lines[place.line - 1].strip():
        return
    line = lines[place.line - 1]
    before, marked = line[: place.column - 1], line[place.column - 1 :][: place.width]
    while display_width(before) + display_width(marked) > MAX_SHOWN and before:
        before = before[1:]
    start = place.column - 1 - len(before)
    shown = _fitting(line[start:])
    marked = _fitting(before + marked)[len(before) :]
    yield f"{margin} |"
    yield f"{place.line} | {shown}"
    carets = "^" * max(display_width(marked), 1)
    yield f"{margin} | {' ' * display_width(before)}{carets}"


__all__ = [
    "Job",
    "complain",
    "display_width",
    "fault_text",
    "faults_text",
    "follow",
    "say",
    "tell",
    "tell_fields",
    "verdict",
]
