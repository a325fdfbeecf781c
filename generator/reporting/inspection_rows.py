"""What inspectors tick off, in words: of a document and of many; on a page, in a sheet, as text."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from generator.audits.audit import Audit
from generator.audits.found import AuditFinding, spot
from generator.audits.inspection import PROBLEM, UNJUDGED, InspectedItem
from generator.reporting import audit_text

TITLE = "公开情况检查表"
ELSEWHERE = "—"  # an item that only other documents have
HEADS = ("项目", "结果", "页", "情况")
_FEW = 2  # figures whose places are told; of a sum the one place tells where the others are


class InspectionRow(NamedTuple):
    """An item as it is shown: what was found in it, or what was looked at, or why it was not."""

    name: str
    verdict: str
    pages: str
    said: str
    findings: tuple[AuditFinding, ...]

    @property
    def is_wrong(self) -> bool:
        return self.verdict == PROBLEM


def list_rows(audit: Audit) -> list[InspectionRow]:
    """The items of a document, in the order of its region's list; none of one that is unknown."""
    return [_row(it, audit) for it in audit.items]


def _row(it: InspectedItem, audit: Audit) -> InspectionRow:
    found = tuple(audit.findings[number] for number in it.findings)
    told = "\n".join(map(say, found)) or it.why or f"看了 {it.looked}"
    return InspectionRow(it.name, it.verdict, say_pages(it.pages), told, found)


def say(it: AuditFinding) -> str:
    """A finding in a line: how it is called, what is wrong, where, what it is held against."""
    weight = "" if it.severity.name == "ERROR" else f"（{it.severity.value}）"
    places = dict.fromkeys((it.place, *(one.place for one in it.figures[:_FEW])))
    where = "；另见".join(map(spot, places if len(it.figures) <= _FEW else (it.place,)))
    return f"{it.what}{weight}：{it.message}（{where}）"


def say_pages(pages: Sequence[int]) -> str:
    """Pages as they are cited: those that follow each other as a stretch; nothing for none."""
    stretches = (
        [page for _, page in group]
        for _, group in groupby(enumerate(pages), lambda it: it[1] - it[0])
    )
    return "、".join(f"{it[0]}–{it[-1]}" if it[1:] else str(it[0]) for it in stretches)


def list_names(audits: Sequence[Audit]) -> list[str]:
    """The items of several documents, each once, in the order of the first that has it."""
    return list(dict.fromkeys(it.name for audit in audits for it in audit.items))


def list_cells(audit: Audit, names: Sequence[str]) -> list[InspectionRow]:
    """A document's rows under these names, of which its own list need not have all."""
    rows, why = {it.name: it for it in list_rows(audit)}, why_unjudged(audit)
    verdict = UNJUDGED if why else ELSEWHERE
    return [rows.get(it) or InspectionRow(it, verdict, "", why, ()) for it in names]


def group(audits: Sequence[Audit]) -> list[tuple[list[str], list[Audit]]]:
    """Documents of which the same is ticked off together, with its names; others come last."""
    groups: dict[tuple[str, ...], list[Audit]] = {}
    for audit in audits:
        groups.setdefault(tuple(it.name for it in audit.items), []).append(audit)
    return sorted(((list(names), of) for names, of in groups.items()), key=lambda it: not it[0])


def why_unjudged(audit: Audit) -> str:
    """Why nothing of a document was judged; nothing where it was."""
    return audit.why or next((fault.message for fault in audit.refused), "")


def as_text(audit: Audit) -> str:
    """The list of a document as text."""
    rows = list_rows(audit)
    return "\n".join([f"{audit.file}：{audit_text.describe(audit)}", *_lines(audit, rows)])


def _lines(audit: Audit, rows: Sequence[InspectionRow]) -> Iterator[str]:
    for it in rows:
        pages = f"（第 {it.pages} 页）" if it.pages else ""
        lines = it.said.split("\n")
        if it.is_wrong:
            yield f"{it.verdict}　{it.name}{pages}"
            yield from (f"    {line}" for line in lines)
        else:
            yield f"{it.verdict}　{it.name}{pages}：{lines[0]}"
    yield audit_text.scope(audit) if audit.key else f"{UNJUDGED}　全部：{why_unjudged(audit)}"
