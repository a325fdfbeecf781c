"""The units of a list of which there is no document, and documents of none of them, in words."""

from collections.abc import Sequence
from itertools import groupby

from generator.audits.publication import AbsentUnit, HeldAgainst
from generator.reporting.console import MAX_NAMED, name_some

ABSENT, OUTSIDE = "未见公开文档", "名录外"
HEADS = (("单位", 34), ("代码", 12), ("上级", 30), ("没有的文档", 24), ("名录上的日期", 60))
_UNDATED = "名录没有它的批复日期"


def as_text(held: HeldAgainst) -> str:
    """Who is absent, by what is not there, the dates of those that have any; who is outside."""
    lines = [f"{'、'.join(held.lists)}：{held.units} 个单位"]
    for document, some in groupby(held.absent, lambda it: it.document):
        absent = list(some)
        what = f"{document}：" if document else ""
        lines.append(f"  {what}{ABSENT} {len(absent)}：{name_some([call(it) for it in absent])}")
        dated = [f"    {call(it)}：{it.said}" for it in absent if it.said]
        more = [f"    另有 {len(dated) - MAX_NAMED} 个，见总览的网页、Excel 表"]
        lines += dated[:MAX_NAMED] + (more if len(dated) > MAX_NAMED else [])
    if held.outside:
        lines.append(f"  {OUTSIDE} {len(held.outside)}：{name_some(held.outside)}")
    return "\n".join(lines)


def call(absent: AbsentUnit) -> str:
    """What a unit is called."""
    return absent.unit.name or absent.unit.code


def list_rows(held: HeldAgainst | None) -> Sequence[Sequence[str]]:
    """Who is absent, a row each, under `HEADS`."""
    return [
        (call(it), it.unit.code, it.unit.above, it.document, it.said or _UNDATED)
        for it in (held.absent if held else ())
    ]
