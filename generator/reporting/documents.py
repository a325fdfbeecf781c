"""What was found in a finished document, for people and as JSON: one line for each place.

The keys of the JSON of `verify` are always there; what does not apply is null or an empty list:

    版本 文档 格式 填报文件 结论 (一致, 不一致, 未能核对 or 有错误) 数字个数
    发现   one object for each place: 类别 (不一致, 找不到, 多出, 未能核对) 位置 文字 印的 应为
           地址, 来源, the lines of the filing that make it (文件:行), and 原因, what is the matter
    看过   how many of what was looked at, by kind; 没看, of what was not
    改字   how many paragraphs have other words, with all figures as they should be
    问题   the faults that stopped it, as `report_json` gives them

Those of `refresh`:

    版本 文档 填报文件 写到 (the path of the new document, null when none was written) 问题
    记录   one object for each place: 类别 (更新, 保留, 待定) 位置 文字 说明
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.diagnostics import Place
from generator.edited.agreement import Verified
from generator.edited.findings import Finding, State
from generator.edited.merging import Fate
from generator.edited.refreshing import Refreshed
from generator.reporting import json_text, results_json
from generator.reporting.console import MAX_TOLD

VERSION = 1
MAX_LINES = 4
BLANK = "空白"
_UNITS = {"段": "正文 {count} 段", "表": "{count} 张表", "页": "{count} 页"}
# How a document of each format is looked at; what of it nobody can see there.
_AS_SEEN = {
    ".docx": "按接受全部修订后、打印出来的样子",
    ".pdf": "按印出来的样子；PDF 里没有修订、批注和隐藏的文字，印之前有没有不知道",
    ".html": "按网页显示的样子",
}
_AS_CELLS = "按显示的格和格里的数"


def verified_text(verified: Verified) -> str:
    """What a document was found to say, state by state, and a verdict."""
    told = [text for state in State for text in _findings(verified.findings, state)]
    return "\n".join([*_shorten(told), _verdict(verified)])


def _findings(findings: Sequence[Finding], state: State) -> Iterator[str]:
    for finding in findings:
        if finding.state is state:
            lines = [f"{state.value} {finding.where}：{_describe(finding)}"]
            if finding.text:
                lines.append(f"  文中：{finding.text}")
            if finding.lines:
                lines.append(f"  填报：{finding.address} ← {_lines(finding.lines)}")
            yield "\n".join(lines)


def _shorten(told: Sequence[str]) -> list[str]:
    """As many places as anybody reads, and how many more there are."""
    more = len(told) - MAX_TOLD
    rest = [f"另有 {more} 处没有列出（--format json 列出全部）"] if more > 0 else []
    return [*told[:MAX_TOLD], *rest]


def _describe(finding: Finding) -> str:
    expected = finding.expected.strip() or BLANK
    printed = finding.printed.strip() or BLANK
    if finding.state is State.DIFFERS:
        return f"印的是 {printed}，应为 {expected}"
    if finding.state is State.LOST:
        return f"没有 {expected}" + (f"（{finding.address}）" if finding.address else "")
    if finding.state is State.ADDED:
        return f"{printed} 不是系统印的" if finding.printed else "这一段不是系统印的"
    both = finding.printed and finding.expected
    what = f"“{printed}”，填报的是“{expected}”" if both else finding.printed or finding.expected
    return f"{finding.why}：{what}" if what else finding.why


def _lines(lines: Sequence[Place]) -> str:
    """Where a figure was stated: file and lines, the first few."""
    files: dict[str, list[str]] = {}
    for place in lines[:MAX_LINES]:
        files.setdefault(place.file, []).append(str(place.line))
    shown = "；".join(f"{file}:{'、'.join(numbers)}" for file, numbers in files.items())
    return shown + (f" 等 {len(lines)} 行" if len(lines) > MAX_LINES else "")


def _verdict(verified: Verified) -> str:
    counts = {state: verified.count(state) for state in State}
    said = "，".join(f"{state.value} {count} 处" for state, count in counts.items() if count)
    if verified.true:
        said = f"填报的 {verified.figures} 个数都在文中，没有不一致"
    return f"{verified.file}：{said}\n{_scope(verified)}"


def _scope(verified: Verified) -> str:
    """What was looked at, and what was not."""
    looked = _count(verified.looked)
    unread = _count(verified.unread)
    words = f"；另有 {verified.reworded} 段改了文字，数、单位、方向词都与填报一致"
    return (
        f"看了{looked}（{_AS_SEEN.get(verified.kind, _AS_CELLS)}）"
        + (words if verified.reworded else "")
        + (f"；没有看{unread}" if unread else "")
        + "；目录页码、页码、批注不看。"
    )


def _count(kinds: Mapping[str, int]) -> str:
    shown = (_UNITS.get(kind, "{kind} {count} 处") for kind in kinds)
    pairs = zip(shown, kinds.items(), strict=True)
    return "、".join(unit.format(kind=kind, count=count) for unit, (kind, count) in pairs if count)


def verified_json(verified: Verified) -> str:
    """What a document was found to say, for other programs."""
    wrong = verified.count(State.DIFFERS) or verified.count(State.LOST)
    unsettled = "不一致" if wrong else State.UNKNOWN.value
    verdict = "有错误" if verified.faults else "一致" if verified.true else unsettled
    content = {
        "版本": VERSION,
        "文档": verified.file,
        "格式": verified.kind,
        "填报文件": verified.filing,
        "结论": verdict,
        "数字个数": verified.figures,
        "发现": [_finding(finding) for finding in verified.findings],
        "看过": dict(verified.looked),
        "没看": dict(verified.unread),
        "改字": verified.reworded,
        "问题": results_json.list_faults(verified.faults),
    }
    return json_text.render(content)


def _finding(finding: Finding) -> dict[str, Any]:
    due = finding.state in (State.DIFFERS, State.LOST) or finding.expected
    return {
        "类别": finding.state.value,
        "位置": finding.where,
        "文字": finding.text,
        "印的": finding.printed or None,
        "应为": finding.expected if due else None,
        "地址": finding.address or None,
        "来源": [place.line_name for place in finding.lines],
        "原因": finding.why or None,
    }


def refreshed_text(refreshed: Refreshed) -> str:
    """What became of every place of a document: what is to be decided stands last."""
    told = [
        f"{fate.value} {entry.where}：{entry.what}\n  文中：{entry.text}"
        for fate in Fate
        for entry in refreshed.entries
        if entry.fate is fate
    ]
    return "\n".join([*_shorten(told), counts(refreshed)])


def counts(refreshed: Refreshed) -> str:
    """How many places were brought up to date, kept, and left to be decided."""
    fates = [entry.fate for entry in refreshed.entries]
    said = "，".join(f"{fate.value} {fates.count(fate)} 处" for fate in Fate)
    return said + ("（待定的已在文中加批注）" if Fate.PENDING in fates else "")


def refreshed_json(
    refreshed: Refreshed, document: str, filing: str, written: str | None, redline: str | None
) -> str:
    """What became of every place of a document, for other programs."""
    content = {
        "版本": VERSION,
        "文档": document,
        "填报文件": filing,
        "写到": written,
        "修订稿": redline,
        "记录": [
            {"类别": e.fate.value, "位置": e.where, "文字": e.text, "说明": e.what}
            for e in refreshed.entries
        ],
        "问题": results_json.list_faults(refreshed.faults),
    }
    return json_text.render(content)
