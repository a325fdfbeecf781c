"""What an audit found, in words: the document, each finding, and what was and was not looked at."""

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.audits.audit import CLEAR, UNSETTLED, Audit
from generator.audits.found import AuditFinding, excerpt, spot
from generator.diagnostics import Severity
from generator.reporting import console

_MOST_UNREAD = 20
_UNDATED = "公开是否及时"
_NOT_LOOKED_AT = "上年的数与上年公布的是否一致、所写的事由和绩效是否属实、版式和图片"


def as_text(audit: Audit) -> str:
    """All that is to be said of a document."""
    if audit.refused:
        return console.faults_text(audit.refused) + f"\n{summary(audit)}"
    parts = [f"{audit.file}：{describe(audit)}", *map(finding_text, in_order(audit))]
    parts += _list_unread(audit)
    return "\n".join([*parts, scope(audit)])


def in_order(audit: Audit) -> list[AuditFinding]:
    """The findings, the heavier first."""
    return sorted(audit.findings, key=lambda it: it.severity is not Severity.ERROR)


def describe(audit: Audit) -> str:
    """As what a document was recognised, and what was read of it."""
    if audit.key is None:
        return audit.why or "没有读"
    kind, _, region = audit.key
    note = f"（{audit.note}）" if audit.note else ""
    read = f"读出 {audit.figures} 个数、{audit.sentences} 段有数的文字、{audit.tables} 张表"
    return f"{audit.unit or '（没有认出单位）'} {audit.year} 年度{kind}，{region}表样{note}；{read}"


def finding_text(it: AuditFinding) -> str:
    """A finding with its figures, places and grounds."""
    lines = [f"{it.severity.value} {it.code} {it.what}（{it.sure}） {spot(it.place)}"]
    lines.append(f"  {it.message}")
    if excerpt(it.place):
        lines.append(f"  文中：{excerpt(it.place)[: console.MAX_SHOWN]}")
    lines += [f"  数：{one.what} {one.text}（{spot(one.place)}）" for one in it.figures]
    if it.why:
        lines.append(f"  依据：{it.why}")
    return "\n".join(lines)


def _list_unread(audit: Audit) -> Iterator[str]:
    for gap in audit.unread[:_MOST_UNREAD]:
        yield f"未读出 {spot(gap.place)}：{gap.what}"
    if len(audit.unread) > _MOST_UNREAD:
        yield f"未读出的另有 {len(audit.unread) - _MOST_UNREAD} 处（--format json 列出全部）"


def scope(audit: Audit) -> str:
    """The last sentence: the verdict, what was looked at, and what was not."""
    looked = f"核对了 {audit.checked} 项关系，{audit.unchecked} 项因缺数没有核对"
    unread = f"，{len(audit.unread)} 处未读出" if audit.unread else ""
    missing = f"，表样的 {audit.missing} 张表没有认出" if audit.missing else ""
    return f"{verdict_text(audit)}。{looked}{unread}{missing}；没有看：{say_unseen([audit])}。"


def say_unseen(audits: Sequence[Audit]) -> str:
    """What was looked at in none of some documents; when they were published, where a list says."""
    dated = all(any(it.approved and not it.why for it in audit.items) for audit in audits)
    return _NOT_LOOKED_AT if dated else f"{_UNDATED}、{_NOT_LOOKED_AT}"


def verdict_text(audit: Audit) -> str:
    """What is to be said of a document, with how many findings."""
    if audit.findings:
        errors, hints = (audit.count(it) for it in Severity)
        return f"{audit.verdict}：{errors} 个错误、{hints} 个提示"
    if audit.verdict == UNSETTLED and audit.partly:
        return f"{UNSETTLED}：文件里另有别的文档没有读，不能说没有问题"
    if audit.verdict == UNSETTLED:
        return f"{UNSETTLED}：读出的不够多，不能说没有问题"
    return f"在读出的范围内{CLEAR}"


def summary(audit: Audit) -> str:
    """A document in a line."""
    if audit.refused:
        return f"{audit.file}：{UNSETTLED}（{audit.refused[0].message}）"
    if audit.key is None:
        return f"{audit.file}：{UNSETTLED}（{audit.why}）"
    return f"{audit.file}：{verdict_text(audit)}"


def overview(audits: Sequence[Audit]) -> str:
    """How many documents there are of each verdict, and of which faults there are most."""
    verdicts = Counter(it.verdict for it in audits)
    faults = Counter(one.what for it in audits for one in it.findings)
    said = "，".join(f"{count} 份{verdict}" for verdict, count in verdicts.items())
    told = "、".join(f"{what} {count} 处" for what, count in faults.most_common())
    return f"共 {len(audits)} 份文档：{said}" + (f"；{told}" if told else "")
