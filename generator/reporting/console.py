"""Say what happened in the officer's language: faults with their lines, documents by name."""

import errno
import io
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.diagnostics import Fault, Place, Severity
from generator.exits import UnwritableError
from generator.reporting import results_json
from generator.units import summary
from generator.units.done import Done, Result
from generator.units.summary import Tally
from generator.vocabulary import REVIEW

if TYPE_CHECKING:
    from generator.forms.fields import FormField
    from generator.units.verifying import Verified

MAX_SHOWN = 110
# What a filing leaves empty: where it is typed, or where the form prints it.
UNFILLED = ("S204", "C309")
MAX_VALUE = 40
# Of so many filings each has its line; of more, only those that are to be seen to.
FEW = 50

# The texts of files, by name, for showing the lines that faults stand in.
Texts = Mapping[str, str]
NO_TEXTS: Texts = MappingProxyType({})


def display_width(text: str) -> int:
    """How many columns a text takes on a terminal: wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def say(text: str, *, utf8: bool = False, end: str = "\n") -> None:
    """Print a result; what other programs read is UTF-8 on every system."""
    if utf8 and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        print(text, end=end, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise UnwritableError("磁盘空间不足" if full else "输出的地方写不进去") from error


def complain(text: str) -> None:
    """Print what went wrong."""
    print(text, file=sys.stderr, flush=True)


def follow(results: Iterable[Result], tally: Tally, form: str) -> Generator[Result, None, None]:
    """Tell the results as they come, in words or in a form for programs; the page comes last.

    Each is handed on without its document, so that nobody keeps many of them.
    """
    many, clock, bar = tally.total > FEW, time.monotonic(), _Bar(tally)
    pieces = results_json.Pieces() if form == "json" else None
    try:
        for result in results:
            tally.add(result)
            bar.clear()
            _tell_one(result, tally, pieces, in_words=form == "text", many=many)
            bar.show(int(time.monotonic() - clock))
            if result.outcome.document:
                result = replace(result, outcome=replace(result.outcome, document=b""))
            yield result
    finally:
        bar.clear()
        if pieces is not None:
            say(pieces.end(tally.counts()), utf8=True, end="")
    if form == "text" and tally.total > 1:
        say(summary.table(tally))


def _tell_one(
    result: Result,
    tally: Tally,
    pieces: "results_json.Pieces | None",
    *,
    in_words: bool,
    many: bool,
) -> None:
    counter = f"[{tally.seen}/{tally.total}] " if tally.total > 1 else ""
    if pieces is not None:
        say(pieces.next(result), utf8=True, end="")
    if many:
        if result.outcome.failed:
            complain(f"{counter}{verdict(result)}\n{_first_error(result)}")
    elif in_words:
        tell(result, counter)
    else:
        complain(f"{counter}{verdict(result)}")


def _first_error(result: Result) -> str:
    """Of a unit among very many, one error; `check` tells all of them."""
    errors = [fault for fault in result.outcome.faults if fault.severity is Severity.ERROR]
    rest = f"（另有 {len(errors) - 1} 个）" if len(errors) > 1 else ""
    return f"    {errors[0].place}: {errors[0].code} {errors[0].message}{rest}"


class _Bar:
    """A line on the terminal that is written over and over; nothing where there is none."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.wanted = tally.total > 1 and sys.stderr.isatty()
        self.shown = 0

    def show(self, seconds: int) -> None:
        if self.wanted and self.tally.seen < self.tally.total:
            line = summary.bar(self.tally, seconds)
            self.shown = display_width(line)
            print(f"\r{line}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self.shown:
            print(f"\r{' ' * self.shown}\r", end="", file=sys.stderr, flush=True)
            self.shown = 0


def tell(result: Result, counter: str = "") -> None:
    """Print what became of one filing: its faults, then its document or why there is none."""
    outcome = result.outcome
    if outcome.faults:
        complain(faults_text(outcome.faults, outcome.texts))
    say(f"{counter}{verdict(result)}")


def tell_verified(compared: "Iterable[Verified]", total: int) -> bool:
    """Print each document that is not what its filing gives, and the counts; whether all are."""
    states: Counter[str] = Counter()
    proven = True
    for item in compared:
        states[item.state] += 1
        proven = proven and item.proven
        if item.outcome is not None and item.outcome.failed:
            complain(faults_text(item.outcome.faults, item.outcome.texts))
        if not item.proven:
            filing = item.outcome.file if item.outcome else ""
            remark = f"（{filing}）" if filing and item.document else ""
            say(f"{item.state}：{item.document or filing}{remark}")
    said = "，".join(f"{count} 个{state}" for state, count in states.items())
    say(f"共 {total} 个填报文件：{said}")
    return proven


def tell_fields(fields: "Sequence[FormField]") -> None:
    """Print the names that a form may use, one a line, in columns."""
    width = max((display_width(field.address) for field in fields), default=0)
    for field in fields:
        pad = " " * (width - display_width(field.address))
        kind = field.kind + " " * (4 - display_width(field.kind))
        value = field.value if len(field.value) <= MAX_VALUE else f"{field.value[:MAX_VALUE]}…"
        say(f"{field.address}{pad}  {kind}  {field.meaning}  {value}".rstrip())


def verdict(result: Result) -> str:
    """What became of one filing, in a line."""
    outcome, seconds = result.outcome, f"（{result.seconds:.2f} 秒）"
    if result.unchanged:
        remarks = f"（{result.warnings} 个提示）" if result.warnings else ""
        return f"未变 {result.written}{remarks}"
    errors = sum(fault.severity is Severity.ERROR for fault in outcome.faults)
    left = f"{_left(outcome)}{seconds}"
    if result.written is not None:
        still = f"，还有 {errors} 个错误待改" if errors else ""
        return f"已生成 {result.written}{still}{left}"
    if errors:
        ending = "，没有生成文档" if result.wanted else ""
        return f"{outcome.file}：{errors} 个错误{ending}{left}"
    return f"{outcome.file}：检查通过{outcome.besides}{left}"


def _left(outcome: Done) -> str:
    """How much of a filing is still to be filled, and how much to be reviewed."""
    empty = sum(fault.code in UNFILLED for fault in outcome.faults)
    told = ((empty, "待填"), (outcome.marked, REVIEW))
    return "".join(f"，{words} {count} 处" for count, words in told if count)


def faults_text(faults: Sequence[Fault], texts: Texts = NO_TEXTS) -> str:
    """All faults, errors first, in the order in which they were found."""
    ordered = sorted(faults, key=lambda fault: fault.severity is not Severity.ERROR)
    return "\n".join(fault_text(fault, texts) for fault in ordered)


def fault_text(fault: Fault, texts: Texts = NO_TEXTS) -> str:
    """One fault: its place, code and message, the line it stands in, notes and suggestion."""
    return "\n".join(_lines(fault, texts)) + "\n"


def _lines(fault: Fault, texts: Texts) -> Iterator[str]:
    yield f"{fault.place}: {fault.severity.value} {fault.code} {fault.message}"
    margin = ""
    if isinstance(fault.place, Place):
        margin = " " * len(str(fault.place.line))
        if fault.place.file in texts:
            yield from _excerpt(fault.place, texts[fault.place.file], margin)
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


def _excerpt(place: Place, text: str, margin: str) -> Iterator[str]:
    lines = text.split("\n")
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
