"""What became of documents that were to be published, for people: a line of each, and the sum."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.outputs.rounds import PUBLISHED, REFUSED, UNCHANGED, PublishedItem
from generator.reporting import fonts_text

_STATES = (PUBLISHED, UNCHANGED, REFUSED)


def summary(done: PublishedItem) -> str:
    """What became of one document, in a line and those that its making told."""
    if done.state == REFUSED:
        return f"{REFUSED} {done.item.document}"
    if done.state == UNCHANGED:
        return f"{UNCHANGED} {done.item.folder}"
    gone = done.delivery.removed
    moved = f"；移去不再要的：{'、'.join(gone)}" if gone else ""
    told = done.made.told
    removed = f"（已去掉：{'、'.join(told['去掉'])}）" if told.get("去掉") else ""
    held = _tell_held(told.get("PDF 核对", {}))
    return f"{PUBLISHED} {done.item.folder}：{'、'.join(done.formats)}{removed}{held}{moved}"


def _tell_held(held: Mapping[str, Any]) -> str:
    """How much of a document was found as it is in the PDF that somebody exported."""
    if not held:
        return ""
    return f"；PDF 里核对上 {held['数']} 个数、{held['段和行']} 段和行"


def missing(done: Iterable[PublishedItem]) -> list[str]:
    """What was not made of any document, and why; each reason once."""
    reasons: dict[str, Any] = {}
    for it in done:
        reasons |= it.made.told.get("没有", {})
    return [f"没有 {word}：{why}" for word, why in reasons.items()]


def stand_ins(done: Iterable[PublishedItem]) -> str:
    """Which fonts were not at hand and what stood in for them, in one line; nothing for none."""
    found: dict[str, str] = {}
    for it in done:
        found |= it.made.told.get("排成", {}).get("代用", {})
    missing = fonts_text.name_stand_ins(found)
    return f"{missing}；分页可能与 Word 里的不同" if missing else ""


def lacks(done: Iterable[PublishedItem]) -> list[str]:
    """What the PDFs of documents lack, each with how many of them do."""
    counts = Counter(what for it in done for what in it.made.told.get("PDF 缺", ()))
    return [f"{number} 份 PDF 缺 {what}" for what, number in counts.items()]


def overview(done: Sequence[PublishedItem]) -> str:
    """How many documents are in each state."""
    states = Counter(it.state for it in done)
    said = "，".join(f"{states[state]} 份{state}" for state in _STATES if states[state])
    return f"共 {len(done)} 份文档：{said}"
