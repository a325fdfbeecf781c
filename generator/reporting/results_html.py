"""What became of many filings, for people: one page that a bureau can send, print and archive.

The page stands alone: its style is in it, nothing is fetched, nothing runs. Whatever comes from a
filing goes through `page.text`; weights and verdicts are said in words, never by colour alone.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.diagnostics import Fault, FormPlace, Place, Severity
from generator.reporting import page
from generator.reporting.results_json import WEIGHTS, verdict, weighing
from generator.units.result import FAULTY, Result

TITLE = "填报文件检查报告"
UNREAD = "（未读出）"
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
HOW_TO = (
    "错误应当改正，改正前不生成正式文档；提示不影响生成，请予核实。"
    "请按行号在填报文件里改正后重新检查；同一处改正后，其他几条可能随之消失。"
)

_AMOUNT = re.compile(r"(-?[0-9]+\.[0-9]{2}元)")


def as_html(results: Sequence[Result]) -> str:
    """The results as one page: a table of all filings, then each filing's faults."""
    numbered = list(enumerate(results, start=1))
    told = [(number, result) for number, result in numbered if result.faults]
    # Filings that must be corrected come before those that are only to be looked at.
    told.sort(key=lambda item: not item[1].failed)
    body = [*_summary(numbered), *(_filing(number, result) for number, result in told)]
    return page.whole(TITLE, "", body)


# -- all filings --------------------------------------------------------------------------------


def _summary(numbered: Sequence[tuple[int, Result]]) -> Iterator[str]:
    faulty = sum(result.failed for _, result in numbered)
    count = f"共 {len(numbered)} 个填报文件：{len(numbered) - faulty} 个无错误，{faulty} 个有错误"
    names = ("填报文件", "单位", "结论", *WEIGHTS.values())
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    rows = "".join(_row(number, result) for number, result in numbered)
    yield f'<h1>{TITLE}</h1>\n<p class="total">{count}</p>\n<table class="summary">'
    yield f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody></table>"
    if any(result.faults for _, result in numbered):
        yield f"<p>{HOW_TO}</p>"


def _row(number: int, result: Result) -> str:
    file, word = page.text(result.file), verdict(result)
    if result.faults:
        file = f'<a href="#f{number}">{file}</a>'
    style = "verdict faulty" if word == FAULTY else "verdict"
    numbers = (result.count(Severity.ERROR), result.warnings)
    counts = "".join(f'<td class="number">{number}</td>' for number in numbers)
    return (
        f'<tr><th scope="row">{file}</th><td>{page.text(result.unit) or UNREAD}</td>'
        f'<td class="{style}">{word}</td>{counts}</tr>\n'
    )


# -- one filing ---------------------------------------------------------------------------------


def _filing(number: int, result: Result) -> str:
    unit = result.unit
    lines = [f'<section id="f{number}">', f"<h2>{page.text(unit or result.file)}</h2>"]
    if unit:
        lines.append(f'<p class="file">{page.text(result.file)}</p>')
    if result.written is not None:
        lines.append(f'<p class="file">已生成：{page.text(result.written.name)}</p>')
    for severity in WEIGHTS:
        faults = sorted(weighing(result, severity), key=_rank)
        for subject, group in groupby(faults, key=_subject):
            found = list(group)
            lines.append(f"<h3>{ADVICE[severity]}：{subject}（{len(found)} 处）</h3>")
            lines.extend(_fault(fault, result) for fault in found)
    return "\n".join([*lines, "</section>"])


def _rank(fault: Fault) -> int:
    return list(SUBJECTS).index(fault.code[0]) if fault.code[:1] in SUBJECTS else len(SUBJECTS)


def _subject(fault: Fault) -> str:
    return SUBJECTS.get(fault.code[:1], OTHERS)


def _fault(fault: Fault, result: Result) -> str:
    weight = WEIGHTS[fault.severity]
    pieces = _AMOUNT.split(fault.message)  # every second one is an amount
    message = "".join(
        f'<span class="amount">{page.text(piece)}</span>' if index % 2 else page.text(piece)
        for index, piece in enumerate(pieces)
    )
    style = "fault" if fault.severity is Severity.ERROR else "fault warning"
    lines = [
        f'<article class="{style}">',
        f'<h4><span class="code">{weight} {page.text(fault.code)}</span>{message}</h4>',
        *_where(fault, result),
        *(f'<p class="remark">{page.text(note)}</p>' for note in fault.notes),
    ]
    if fault.help:
        lines.append(f'<p><span class="label">建议</span>{page.text(fault.help)}</p>')
    return "\n".join([*lines, "</article>"])


# -- where it stands ----------------------------------------------------------------------------


def _where(fault: Fault, result: Result) -> Iterator[str]:
    """The lines that a fault stands in and has to do with, as they were typed."""
    place, rows = fault.place, []
    if isinstance(place, FormPlace):
        yield f'<p class="file">{page.text(str(place))}</p>'
        if place.text:
            rows.append(_row_of_text("原文", page.text(place.text[:MAX_LINE]), ""))
    elif (place.line, place.column, place.width) != (1, 1, 1) or place.file != result.file:
        # The first character of a filing stands for the filing as a whole.
        rows.append(_typed(place, "", result))
    rows += [_typed(other, label, result) for other, label in sorted(fault.related)]
    if rows:
        yield f'<table class="lines"><tbody>{"".join(rows)}</tbody></table>'


def _typed(place: Place, label: str, result: Result) -> str:
    own = place.file == result.file
    lines = result.texts.get(place.file, "").split("\n")
    known = 0 < place.line <= len(lines) and lines[place.line - 1].strip()
    content = _marked(lines[place.line - 1], place) if known else f"第 {place.column} 个字符"
    file = "" if own else f"{page.text(place.file)} "
    return _row_of_text(f"{file}第 {place.line} 行", content, label)


def _row_of_text(head: str, content: str, label: str) -> str:
    remark = f' <span class="remark">（{page.text(label)}）</span>' if label else ""
    return f'<tr><th scope="row">{head}</th><td><code>{content}</code>{remark}</td></tr>\n'


def _marked(line: str, place: Place) -> str:
    """A line with its span marked; of a long line, the stretch around the span."""
    first = place.column - 1
    start = max(0, first - MAX_BEFORE) if len(line) > MAX_LINE else 0
    end = start + MAX_LINE
    before, marked = line[start:first], line[first : min(first + place.width, end)]
    after = line[first + len(marked) : end]
    left, right = "…" * (start > 0), "…" * (end < len(line))
    shown = f"<mark>{page.text(marked) or '&nbsp;'}</mark>"
    return f"{left}{page.text(before)}{shown}{page.text(after)}{right}"
