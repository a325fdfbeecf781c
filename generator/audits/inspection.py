"""A document's parts as inspectors tick them off: in order, has a problem, or was not judged.

What was found and what was not read belong to the part that they stand in. In order is only what
stands there and was looked at; of all else it is said that it was not judged, and why.
"""

from collections.abc import Sequence
from typing import NamedTuple

from generator.audits.whereabouts import FoundPart, Inspected, Whereabouts
from generator.packs.inspection import InspectionItem
from generator.packs.inspection_words import CONTENTS, COVER, REST, UNSEEN

IN_ORDER, PROBLEM, UNJUDGED = "符合", "问题", "未判断"
REST_NAME = "不在以上各项"
_LEAST_ENTRIES = 3  # of the 目录, its title with them: fewer are lines that were not told apart


class InspectedItem(NamedTuple):
    """An item with its verdict: `findings` by their numbers in the audit, why it was not judged.

    `pages` are those that it stands on, where they are known; `looked` is what was looked at.
    `approved` is the item's own: such a one is judged by a list of units, nothing else.
    """

    name: str
    verdict: str
    pages: tuple[int, ...] = ()
    findings: tuple[int, ...] = ()
    looked: str = ""
    why: str = ""
    approved: str = ""


def inspect(of: Inspected, items: Sequence[InspectionItem]) -> tuple[InspectedItem, ...]:
    """Each item of a list with its verdict; what is under none of them comes last."""
    where = Whereabouts(of, items)
    parts = where.parts()
    rest = next((it.name for it in items if it.part == REST), "")
    known = [_judge(it, parts.get(it.name, FoundPart()), of) for it in items]
    if not rest and (left := parts.get("")) is not None:
        known.append(_judge(InspectionItem(REST_NAME, (), REST), left, of))
    return tuple(known)


def _judge(item: InspectionItem, part: FoundPart, of: Inspected) -> InspectedItem:
    why = "" if part.findings else _why_unjudged(item, part, of)
    verdict = PROBLEM if part.findings else UNJUDGED if why else IN_ORDER
    counts = {"段文字": part.texts, "张表": part.tables}
    looked = "、".join(f"{count} {what}" for what, count in counts.items() if count)
    pages = tuple(sorted(part.pages))
    found = tuple(part.findings)
    return InspectedItem(item.name, verdict, pages, found, looked, why, item.approved)


def _why_unjudged(item: InspectionItem, part: FoundPart, of: Inspected) -> str:
    """Why an item in which nothing was found is not in order for all that."""
    if item.part == UNSEEN:
        return "看文档看不出来"
    if item.part == CONTENTS and of.strange:
        return "不是照它自己的表样读的，没有核对目录"
    if not (part.texts or part.tables):
        return "没有找到这一部分"
    if item.part == CONTENTS and part.texts < _LEAST_ENTRIES:
        return "没有分清目录的各行"
    if item.part == COVER and not of.named:
        return "没有读出单位名称"
    if item.whole and not part.tables:
        return "没有认出这张表"
    return f"{part.gaps} 处未读出" if part.gaps or part.unknown else ""
