"""What became of many filings, for people: one page that a bureau can send, print and archive.

The page stands alone: its style is in it, nothing is fetched, nothing runs. Whatever comes from a
filing goes through `_text`; weights and verdicts are said in words, never by colour alone.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from generator.batch import Result
from generator.diagnostics import Fault, FormPlace, Place, Severity
from generator.pipeline import Outcome
from generator.report_json import FAULTY, WEIGHTS, unit_name, verdict, weighing

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

# Characters that no page may hold, and those that would turn or hide the text around them.
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_AMOUNT = re.compile(r"(-?[0-9]+\.[0-9]{2}元)")

STYLE = """
@page { size: A4; margin: 22mm 20mm; }
* { box-sizing: border-box; }
html { color-scheme: light; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 52rem; background: #ffffff;
  color: #1a1a1a; font: 1rem/1.75 "Songti SC", SimSun, "Noto Serif CJK SC", serif; }
h1, h2, h3, h4, th, .code, .label { font-family: "Heiti SC", SimHei, "Microsoft YaHei",
  "Noto Sans CJK SC", sans-serif; }
h1 { margin: 0; padding-bottom: .7rem; border-bottom: 3px double #1a1a1a; text-align: center;
  font-size: 1.6rem; font-weight: 600; letter-spacing: .08em; }
h2 { margin: 2.6rem 0 .2rem; padding-bottom: .3rem; border-bottom: 1px solid #1a1a1a;
  font-size: 1.2rem; }
h3 { margin: 1.5rem 0 .3rem; font-size: 1rem; }
h4 { margin: 0; font-size: 1rem; font-weight: 600; overflow-wrap: anywhere; }
h2, h3, h4 { break-after: avoid; }
p { margin: .3rem 0; overflow-wrap: anywhere; }
a { color: inherit; }
.total { margin: .9rem 0 1.2rem; text-align: center; }
table { width: 100%; border-collapse: collapse; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.summary { margin-bottom: .8rem; }
.summary th, .summary td { padding: .35rem .5rem; border: 1px solid #767676; text-align: left;
  font-weight: 400; vertical-align: top; overflow-wrap: anywhere; }
.summary thead th { background: #f0f0ec; font-weight: 600; text-align: center; }
.summary td.number { width: 4em; text-align: right; font-variant-numeric: tabular-nums; }
.summary td.verdict { width: 6em; text-align: center; white-space: nowrap; }
.faulty { color: #8f1414; font-weight: 600; }
.file { color: #4a4a4a; font-size: .9rem; }
.fault { margin: .7rem 0 1.1rem; padding: .1rem 0 .1rem .9rem; border-left: 4px solid #8f1414;
  break-inside: avoid; }
.fault.warning { border-left: 4px dashed #6b5200; }
.code { margin-right: .4em; color: #8f1414; white-space: nowrap; }
.warning .code { color: #6b5200; }
.amount { white-space: nowrap; font-weight: 600; font-variant-numeric: tabular-nums; }
.lines { margin: .4rem 0; background: #f7f7f4; border: 1px solid #d5d5cf; }
.lines th, .lines td { padding: .15rem .5rem; vertical-align: top; font-size: .875rem; }
.lines th { width: 1%; border-right: 1px solid #d5d5cf; color: #4a4a4a; font-weight: 400;
  text-align: right; white-space: nowrap; }
.lines code { font-family: Consolas, Menlo, "Noto Sans Mono CJK SC", SimSun, monospace;
  white-space: pre-wrap; overflow-wrap: anywhere; }
mark { padding: 0 1px; background: #ffe08a; color: inherit; border-bottom: 2px solid #8f1414; }
.remark { color: #4a4a4a; }
.label { margin-right: .3em; font-weight: 600; }
@media (max-width: 36rem) { body { padding: 1.25rem .8rem 3rem; } h1 { font-size: 1.3rem; }
  .summary th, .summary td { padding: .25rem; font-size: .875rem; }
  .fault { padding-left: .6rem; } }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } a { text-decoration: none; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""
HEAD = f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{TITLE}</title>
<style>{STYLE}</style>
</head>
<body>
"""


def as_html(results: Sequence[Result]) -> str:
    """The results as one page: a table of all filings, then each filing's faults."""
    numbered = list(enumerate(results, start=1))
    told = [(number, result) for number, result in numbered if result.outcome.faults]
    # Filings that must be corrected come before those that are only to be looked at.
    told.sort(key=lambda item: not item[1].outcome.failed)
    body = [*_summary(numbered), *(_filing(number, result) for number, result in told)]
    return HEAD + "\n".join(body) + "\n</body>\n</html>\n"


def _text(text: str) -> str:
    """A text as the page may hold it; every text from outside the engine goes through here."""
    return escape(_UNFIT.sub("\ufffd", text))


# -- all filings --------------------------------------------------------------------------------


def _summary(numbered: Sequence[tuple[int, Result]]) -> Iterator[str]:
    faulty = sum(result.outcome.failed for _, result in numbered)
    count = f"共 {len(numbered)} 个填报文件：{len(numbered) - faulty} 个无错误，{faulty} 个有错误"
    names = ("填报文件", "单位", "结论", *WEIGHTS.values())
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    rows = "".join(_row(number, result) for number, result in numbered)
    yield f'<h1>{TITLE}</h1>\n<p class="total">{count}</p>\n<table class="summary">'
    yield f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody></table>"
    if any(result.outcome.faults for _, result in numbered):
        yield f"<p>{HOW_TO}</p>"


def _row(number: int, result: Result) -> str:
    file, word = _text(result.outcome.file), verdict(result)
    if result.outcome.faults:
        file = f'<a href="#f{number}">{file}</a>'
    style = "verdict faulty" if word == FAULTY else "verdict"
    counts = "".join(f'<td class="number">{len(weighing(result, kind))}</td>' for kind in WEIGHTS)
    return (
        f'<tr><th scope="row">{file}</th><td>{_text(unit_name(result)) or UNREAD}</td>'
        f'<td class="{style}">{word}</td>{counts}</tr>\n'
    )


# -- one filing ---------------------------------------------------------------------------------


def _filing(number: int, result: Result) -> str:
    outcome = result.outcome
    unit = unit_name(result)
    lines = [f'<section id="f{number}">', f"<h2>{_text(unit or outcome.file)}</h2>"]
    if unit:
        lines.append(f'<p class="file">{_text(outcome.file)}</p>')
    if result.written is not None:
        lines.append(f'<p class="file">已生成：{_text(result.written.name)}</p>')
    for severity in WEIGHTS:
        faults = sorted(weighing(result, severity), key=_rank)
        for subject, group in groupby(faults, key=_subject):
            found = list(group)
            lines.append(f"<h3>{ADVICE[severity]}：{subject}（{len(found)} 处）</h3>")
            lines.extend(_fault(fault, outcome) for fault in found)
    return "\n".join([*lines, "</section>"])


def _rank(fault: Fault) -> int:
    return list(SUBJECTS).index(fault.code[0]) if fault.code[:1] in SUBJECTS else len(SUBJECTS)


def _subject(fault: Fault) -> str:
    return SUBJECTS.get(fault.code[:1], OTHERS)


def _fault(fault: Fault, outcome: Outcome) -> str:
    weight = WEIGHTS[fault.severity]
    pieces = _AMOUNT.split(fault.message)  # every second one is an amount
    message = "".join(
        f'<span class="amount">{_text(piece)}</span>' if index % 2 else _text(piece)
        for index, piece in enumerate(pieces)
    )
    style = "fault" if fault.severity is Severity.ERROR else "fault warning"
    lines = [
        f'<article class="{style}">',
        f'<h4><span class="code">{weight} {_text(fault.code)}</span>{message}</h4>',
        *_where(fault, outcome),
        *(f'<p class="remark">{_text(note)}</p>' for note in fault.notes),
    ]
    if fault.help:
        lines.append(f'<p><span class="label">建议</span>{_text(fault.help)}</p>')
    return "\n".join([*lines, "</article>"])


# -- where it stands ----------------------------------------------------------------------------


def _where(fault: Fault, outcome: Outcome) -> Iterator[str]:
    """The lines that a fault stands in and has to do with, as they were typed."""
    place, rows = fault.place, []
    if isinstance(place, FormPlace):
        yield f'<p class="file">{_text(str(place))}</p>'
        if place.text:
            rows.append(_row_of_text("原文", _text(place.text[:MAX_LINE]), ""))
    elif (place.line, place.column, place.width) != (1, 1, 1) or place.file != outcome.file:
        # The first character of a filing stands for the filing as a whole.
        rows.append(_typed(place, "", outcome))
    rows += [_typed(other, label, outcome) for other, label in sorted(fault.related)]
    if rows:
        yield f'<table class="lines"><tbody>{"".join(rows)}</tbody></table>'


def _typed(place: Place, label: str, outcome: Outcome) -> str:
    own = place.file == outcome.file
    source = outcome.source.holding(place) if outcome.source is not None else None
    lines = source.text.split("\n") if source is not None else []
    known = 0 < place.line <= len(lines) and lines[place.line - 1].strip()
    content = _marked(lines[place.line - 1], place) if known else f"第 {place.column} 个字符"
    file = "" if own else f"{_text(place.file)} "
    return _row_of_text(f"{file}第 {place.line} 行", content, label)


def _row_of_text(head: str, content: str, label: str) -> str:
    remark = f' <span class="remark">（{_text(label)}）</span>' if label else ""
    return f'<tr><th scope="row">{head}</th><td><code>{content}</code>{remark}</td></tr>\n'


def _marked(line: str, place: Place) -> str:
    """A line with its span marked; of a long line, the stretch around the span."""
    first = place.column - 1
    start = max(0, first - MAX_BEFORE) if len(line) > MAX_LINE else 0
    end = start + MAX_LINE
    before, marked = line[start:first], line[first : min(first + place.width, end)]
    after = line[first + len(marked) : end]
    left, right = "…" * (start > 0), "…" * (end < len(line))
    return f"{left}{_text(before)}<mark>{_text(marked) or '&nbsp;'}</mark>{_text(after)}{right}"
