"""What became of many filings, for other programs: one JSON object, the same values as on paper.

Keys have one spelling each and are always there; what does not apply is null or an empty list:

    版本    the version of this layout, a number; raised when a key changes its meaning
    结果    one object for each filing, in the order in which they were taken:
      文件 单位 结论 文档 错误数 提示数 问题
        单位   the unit's name, null when the filing cannot be read that far
        结论   已生成 (a document was written; a draft may still have errors), 无错误, 有错误
        文档   the path of the document, null when none was written
        问题   one object for each fault, errors first, each kind in the order of the stages:
          代码 程度 (错误 or 提示) 说明 文件
          行 列 宽 (in a filing: counted from 1, in characters)
          部件 段落 文字 (in a Word form, instead of 行 列 宽)
          注      texts: what the rule is based on, and remarks
          有关行  one object for each other line concerned: 文件 行 列 宽 说明
          建议    what to change, or null
"""

import json
import re
from collections.abc import Sequence
from typing import Any

from generator.batch import Result
from generator.diagnostics import Fault, FormPlace, Place, Severity
from generator.vocabulary import UNIT, UNIT_NAME

VERSION = 1
WEIGHTS = {Severity.ERROR: "错误", Severity.WARNING: "提示"}
WRITTEN, SOUND, FAULTY = "已生成", "无错误", "有错误"

# Half of a character from an undecodable file name: JSON can carry it, UTF-8 cannot.
_LONE = re.compile("[\ud800-\udfff]")


def as_json(results: Sequence[Result]) -> str:
    """The results as one JSON object in UTF-8 text; the same results give the same text."""
    content = {"版本": VERSION, "结果": [_result(result) for result in results]}
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return _LONE.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"


def verdict(result: Result) -> str:
    """In one word, what became of a filing."""
    if result.written is not None:
        return WRITTEN
    return FAULTY if result.outcome.failed else SOUND


def unit_name(result: Result) -> str:
    """The unit that a filing names, as far as the filing could be read."""
    source = result.outcome.source
    section = source.data.get(UNIT) if source else None
    name = section.get(UNIT_NAME) if isinstance(section, dict) else None
    return name if isinstance(name, str) else ""


def weighing(result: Result, severity: Severity) -> list[Fault]:
    """The faults of one weight, in the order in which they were found."""
    return [fault for fault in result.outcome.faults if fault.severity is severity]


def _result(result: Result) -> dict[str, Any]:
    errors, warnings = (weighing(result, severity) for severity in WEIGHTS)
    return {
        "文件": result.outcome.file,
        "单位": unit_name(result) or None,
        "结论": verdict(result),
        "文档": None if result.written is None else str(result.written),
        "错误数": len(errors),
        "提示数": len(warnings),
        "问题": [_fault(fault) for fault in (*errors, *warnings)],
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
        return {"文件": place.file, **where}
    return {"文件": place.file, "行": place.line, "列": place.column, "宽": place.width}
