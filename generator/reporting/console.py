"""Say what happened in the officer's language: faults with their lines, documents by name."""

import errno
import io
import os
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, TextIO

from generator.diagnostics import Fault, Place, Severity
from generator.exits import UnwritableError
from generator.units.result import Result
from generator.vocabulary import REVIEW

if TYPE_CHECKING:
    from generator.forms.fields import FormField
    from generator.units.verifying import Proof

MAX_SHOWN = 110
# Of so many faults each is told; nobody reads on, and one mistake in every row gives thousands.
MAX_TOLD = 500
MAX_VALUE = 40
MAX_NAMED = 10

# The texts of files, by name, for showing the lines that faults stand in.
Texts = Mapping[str, str]
NO_TEXTS: Texts = MappingProxyType({})


def display_width(text: str) -> int:
    """How many columns a text takes on a terminal: wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def name_some(names: Sequence[str]) -> str:
    """The first few of many names."""
    return "、".join(names[:MAX_NAMED]) + ("等" if len(names) > MAX_NAMED else "")


def say(text: str, *, utf8: bool = False, end: str = "\n") -> None:
    """Print a result; what other programs read is UTF-8 on every system."""
    if utf8 and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        _print(text, end, sys.stdout)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise UnwritableError("磁盘空间不足" if full else "输出的地方写不进去") from error


def complain(text: str, *, end: str = "\n") -> None:
    """Print what went wrong, or how far the work is."""
    _print(text, end, sys.stderr)


def _print(text: str, end: str, stream: TextIO) -> None:
    try:
        print(text, end=end, file=stream, flush=True)
    except BrokenPipeError:  # whoever read it has seen enough: the rest of the work goes on unseen
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def tell(result: Result, counter: str = "") -> None:
    """Print what became of one filing: its faults, then its document or why there is none."""
    if result.faults:
        complain(faults_text(result.faults, result.texts))
    say(f"{counter}{verdict(result)}")


def tell_verified(compared: "Iterable[Proof]", total: int) -> bool:
    """Print each document that is not what its filing gives, and the counts; whether all are."""
    states: Counter[str] = Counter()
    proven = True
    for item in compared:
        states[item.state] += 1
        proven = proven and item.proven
        if item.result is not None and item.result.failed:
            complain(faults_text(item.result.faults, item.result.texts))
        if not item.proven:
            filing = item.result.file if item.result else ""
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
    seconds = f"（{result.seconds:.2f} 秒）"
    if result.unchanged:
        remarks = f"（{result.warnings} 个提示）" if result.warnings else ""
        return f"未变 {result.written}{remarks}"
    errors = result.count(Severity.ERROR)
    left = f"{_left(result)}{seconds}"
    if result.written is not None:
        still = f"，还有 {errors} 个错误待改" if errors else ""
        return f"已生成 {result.written}{still}{left}"
    if errors:
        ending = "，没有生成文档" if result.wanted else ""
        return f"{result.file}：{errors} 个错误{ending}{left}"
    return f"{result.file}：检查通过{result.besides}{left}"


def _left(result: Result) -> str:
    """How much of a filing is still to be filled, and how much to be reviewed."""
    counts = {"待填": result.unfilled, REVIEW: result.marked}
    return "".join(f"，{words} {count} 处" for words, count in counts.items() if count)


def faults_text(faults: Sequence[Fault], texts: Texts = NO_TEXTS) -> str:
    """The faults, errors first, in the order in which they were found; how many are left out."""
    ordered = sorted(faults, key=lambda fault: fault.severity is not Severity.ERROR)
    told = [fault_text(fault, texts) for fault in ordered[:MAX_TOLD]]
    rest = Counter(fault.severity.value for fault in ordered[MAX_TOLD:])
    if rest:
        said = "、".join(f"{count} 个{weight}" for weight, count in rest.items())
        told.append(f"另有 {rest.total()} 处没有列出（{said}）；改好上面的再查\n")
    return "\n".join(told)


@lru_cache(maxsize=8)
def lines_of(text: str) -> list[str]:
    """The lines of a text, which is asked for once for every fault that stands in it."""
    return text.split("\n")


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
    cells = [place for place, _ in fault.related if place.sheet]
    for place in (place for place, _ in fault.related if not place.sheet):
        lines.setdefault(place.file, set()).add(place.line)
    named = (it.spot if it.file == fault.place.file else it.line_name for it in cells)
    return "；".join(
        (*(["、".join(dict.fromkeys(named))] if cells else []), *_name_lines(fault, lines))
    )


def _name_lines(fault: Fault, lines: Mapping[str, set[int]]) -> Iterator[str]:
    return (
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
    lines = lines_of(text)
    if not 0 < place.line <= len(lines) or not lines[place.line - 1].strip():
        return
    line = lines[place.line - 1]
    first = place.column - 1
    before = line[max(0, first - MAX_SHOWN) : first]
    marked = line[first : first + min(place.width, MAX_SHOWN)]
    while display_width(before) + display_width(marked) > MAX_SHOWN and before:
        before = before[1:]
    start = first - len(before)
    shown = _fitting(line[start : start + MAX_SHOWN])
    marked = _fitting(before + marked)[len(before) :]
    yield f"{margin} |"
    yield f"{place.line} | {shown}"
    carets = "^" * max(display_width(marked), 1)
    yield f"{margin} | {''.join(map(_blank, before))}{carets}"


def _blank(char: str) -> str:
    """As much room as a character takes.

    How wide a console shows “”, ≥ and their like depends on it and on its font; a middle dot is
    one of them, and takes as much wherever they do.
    """
    if unicodedata.east_asian_width(char) == "A":
        return "·"
    return " " * display_width(char)
