"""What became of many filings, for other programs: one JSON object, the same values as on paper.

Keys have one spelling each and are always there; what does not apply is null or an empty list:

    版本    the version of this layout, a number; raised when a key changes its meaning
    结果    one object for each filing, in the order in which they were taken:
      文件 单位 结论 文档 错误数 提示数 问题
        单位   the unit's name, null when the filing cannot be read that far
        结论   已生成 (a document was written; a draft may still have errors), 无错误, 有错误,
               未变 (the document stands as it would be made; 提示数 is then from the record)
        文档   the path of the document, null when none was written
        问题   one object for each fault, errors first, each kind in the order of the stages:
          代码 程度 (错误 or 提示) 说明 文件
          行 列 宽 (in a filing: counted from 1, in characters)
          部件 段落 文字 (in a Word form, instead of 行 列 宽)
          注      texts: what the rule is based on, and remarks
          有关行  one object for each other line concerned: 文件 行 列 宽 说明
          建议    what to change, or null
    汇总    how many filings are in each state: 无错误 有提示 有错误 未变
"""

from collections.abc import Mapping, Sequence
from typing import Any

from generator.diagnostics import Fault, FormPlace, Place, Severity
from generator.reporting import json_text
from generator.units.result import FAULTY, SOUND, UNCHANGED, Result

VERSION = 1
WEIGHTS = {Severity.ERROR: "错误", Severity.WARNING: "提示"}
WRITTEN = "已生成"

_OPENING = f'{{\n  "版本": {VERSION},\n  "结果": ['


class ResultsJson:
    """The JSON object, piece by piece as the results come, so that none needs to be kept."""

    def __init__(self) -> None:
        self.started = False

    def next(self, result: Result) -> str:
        """What one more result adds to the text."""
        text = json_text.render(_result(result))
        opening, self.started = "," if self.started else _OPENING, True
        # Only at what JSON itself breaks: a text may hold other characters that end a line.
        return f"{opening}\n    " + text.replace("\n", "\n    ")

    def end(self, counts: Mapping[str, int]) -> str:
        """What ends the text; it is whole even when a run was stopped on the way."""
        closing = "\n  ]" if self.started else f"{_OPENING}]"
        totals = json_text.render(dict(counts), indent=None)
        return f'{closing},\n  "汇总": {totals}\n}}\n'


def list_faults(faults: Sequence[Fault]) -> list[dict[str, Any]]:
    """Each fault with all its values."""
    return [_fault(fault) for fault in faults]


def verdict(result: Result) -> str:
    """In one word, what became of a filing."""
    if result.unchanged and not result.failed:
        return UNCHANGED
    if result.written is not None:
        return WRITTEN
    return FAULTY if result.failed else SOUND


def weighing(result: Result, severity: Severity) -> list[Fault]:
    """The faults of one weight, in the order in which they were found."""
    return [fault for fault in result.faults if fault.severity is severity]


def _result(result: Result) -> dict[str, Any]:
    errors, warnings = (weighing(result, severity) for severity in WEIGHTS)
    return {
        "文件": result.file,
        "单位": result.unit or None,
        "结论": verdict(result),
        "文档": None if result.written is None else str(result.written),
        "错误数": len(errors),
        "提示数": result.warnings,
        "问题": list_faults((*errors, *warnings)),
    }


def _fault(fault: Fault) -> dict[str, Any]:
    return {
        "代码": fault.code,
        "程度": WEIGHTS[fault.severity],
        "说明": fault.message,
        **_place(fault.place),
        "注": list(fault.notes),
        "有关行": [{**_place(place), "说明": label or None} for place, label in fault.related],
        "建议": fault.help or None,
    }


def _place(place: Place | FormPlace) -> dict[str, Any]:
    if isinstance(place, FormPlace):
        where = {"部件": place.part, "段落": place.paragraph, "文字": place.text}
        return {"文件": place.file, **where, **({"页": place.page} if place.page else {})}
    cell = {"单元格": place.spot} if place.sheet else {}
    return {"文件": place.file, "行": place.line, "列": place.column, "宽": place.width, **cell}
