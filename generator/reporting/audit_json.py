"""What audits found, for other programs: one JSON object, its keys always there.

版本 文档（one object for each document, in order）:
  文件 格式 结论 (有问题, 没有查出问题, 未能判断) 文种 年度 地区 单位 称谓 说明
  读出   数 段 表 页: how much was read; 核对 未核对 缺表: how many relations, missing tables
  未读出 位置 内容 of each thing that could not be read
  发现   代码 问题 程度 (错误 or 提示) 把握 说明 位置 文字 依据, and 数: 名称 印的 位置 of each
  清单   项目 结果 (符合, 问题, 未判断) 页 (numbers) 发现 (numbers, from 1) 看了 原因 of each item
  没有看 what no audit looks at
  原因   why nothing could be judged, or null
名录   what lists of units say, or null: 文件 单位 (how many), 未见: 单位 代码 文种 年度 批复日期
  公开日期 of each of which there is no document; 名录外: the files of none of the units
"""

from collections.abc import Sequence
from typing import Any

from generator.audits.audit import Audit
from generator.audits.found import AuditFinding, excerpt, spot
from generator.audits.inspection import InspectedItem
from generator.audits.publication import HeldAgainst
from generator.reporting import audit_text, json_text

VERSION = 1


def as_json(audits: Sequence[Audit], held: HeldAgainst | None = None) -> str:
    """All documents as one text, with what lists of units say of them."""
    documents = [_document(it) for it in audits]
    told = None if held is None else _held(held)
    return json_text.render({"版本": VERSION, "文档": documents, "名录": told})


def _held(held: HeldAgainst) -> dict[str, Any]:
    absent = [
        {
            "单位": it.unit.name,
            "代码": it.unit.code or None,
            "文种": it.kind or None,
            "年度": it.year or None,
            "批复日期": it.unit.approved and str(it.unit.approved),
            "公开日期": it.unit.published and str(it.unit.published),
        }
        for it in held.absent
    ]
    return {
        "文件": list(held.lists),
        "单位": held.units,
        "未见": absent,
        "名录外": list(held.outside),
    }


def _document(it: Audit) -> dict[str, Any]:
    kind, _, region = it.key or (None, None, None)
    ordered = audit_text.in_order(it)
    return {
        "文件": it.file,
        "格式": it.kind or None,
        "结论": it.verdict,
        "文种": kind,
        "年度": it.year or None,
        "地区": region,
        "单位": it.unit or None,
        "称谓": it.calls or None,
        "说明": it.note or None,
        "读出": {"数": it.figures, "段": it.sentences, "表": it.tables, "页": it.pages or None},
        "核对": it.checked,
        "未核对": it.unchecked,
        "缺表": it.missing,
        "未读出": [{"位置": spot(gap.place), "内容": gap.what} for gap in it.unread],
        "发现": [_finding(one) for one in ordered],
        "清单": [_item(one, ordered, it) for one in it.items],
        "没有看": audit_text.say_unseen([it]),
        "原因": it.why or next((fault.message for fault in it.refused), None),
    }


def _item(it: InspectedItem, ordered: Sequence[AuditFinding], audit: Audit) -> dict[str, Any]:
    return {
        "项目": it.name,
        "结果": it.verdict,
        "页": list(it.pages),
        "发现": sorted(ordered.index(audit.findings[number]) + 1 for number in it.findings),
        "看了": it.looked or None,
        "原因": it.why or None,
    }


def _finding(it: AuditFinding) -> dict[str, Any]:
    return {
        "代码": it.code,
        "问题": it.what,
        "程度": it.severity.value,
        "把握": it.sure,
        "说明": it.message,
        "位置": spot(it.place),
        "文字": excerpt(it.place) or None,
        "依据": it.why or None,
        "数": [{"名称": n, "印的": text, "位置": spot(place)} for n, text, place in it.figures],
    }
