"""A document leaves the house: what must not leave stops it, what need not goes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import pipeline
from generator.charts import workbook_behind
from generator.diagnostics import Fault, Place, Severity, has_errors
from generator.edited import agreement
from generator.edited.agreement import Verified
from generator.edited.findings import Finding, State
from generator.filing.source import Source
from generator.pipeline import Outcome
from generator.word import (
    archive,
    authors,
    baggage,
    carried,
    macros,
    outside,
    seen,
    unfinished,
    word_file,
)
from generator.word.ooxml import XmlError
from generator.word.seen import Seen
from generator.word.unfinished import Leftover, Unready
from generator.word.word_file import WordFile

REFUSED, WAIVABLE = "R814", "R815"
_MOST_SHOWN, _SEE_ALL = 3, "gongkai verify 列出全部"
ANYWAY = "--仍要公开"

_STOPPING = (
    Unready.MISSING,
    Unready.DRAFTED,
    Unready.REVISED,
    Unready.RUNS,
    Unready.ENDLESS,
)
_WRONG = (State.DIFFERS, State.LOST)
_HELPS = {
    Unready.MISSING: "补上以后重新生成",
    Unready.DRAFTED: "用填完的填报文件生成正式的文档",
    Unready.REVISED: "在 Word 或 WPS 里逐处接受或拒绝修订，再公开",
    Unready.RUNS: "在 Word 里另存为“Word 文档（.docx）”，再公开",
    Unready.ENDLESS: "在 Word 里按 Alt+F9，删去这个域",
    Unready.COMMENTED: "处理完批注并删去",
    Unready.HIDDEN: "删去，或取消“隐藏”",
    Unready.EMBEDDED: "改成图片或文字：读的人打得开整个文件，里面的都看得到",
    Unready.UNPAGED: "在 Word 里右击目录选“更新域”，或装了 LibreOffice 用 gongkai paginate 填上",
}


@dataclass(frozen=True)
class Published:
    """A clean copy, what was taken out, what was waved through; or the faults that stop it.

    `verified` is what it was found to say where a filing was given; `shown` what is seen of the
    copy, where that is what was seen of the document: nothing that is seen was taken out.
    """

    faults: tuple[Fault, ...]
    document: bytes = b""
    removed: tuple[str, ...] = ()
    verified: Verified | None = None
    shown: Seen | None = None

    @property
    def source(self) -> Source | None:
        """The filing in which the faults stand, if they stand in one."""
        return self.verified.source if self.verified else None


def publish(document: Path, filing: Path | None = None, *, anyway: bool = False) -> Published:
    """A copy of a finished document that may leave; `anyway` waves through what may be waved.

    Nothing is written of a document that holds what must not leave (R814), or (unless waved
    through) what somebody should look at first (R815).
    """
    opened = word_file.load(document)
    if isinstance(opened, Fault):
        return Published((opened,))
    return judge(opened, pipeline.produce(filing) if filing else None, anyway=anyway)


def judge(
    opened: WordFile, outcome: Outcome | None, *, anyway: bool, paged: bool = False
) -> Published:
    """The same for what is at hand; where it is to be `paged`, its 目录 gets its numbers later."""
    shown = seen.read(opened)
    verified = agreement.verify_opened(opened, outcome, shown) if outcome else None
    place = Place(opened.file, 1, 1)
    waived = Severity.WARNING if anyway else Severity.ERROR
    passed = (Unready.UNPAGED,) if paged else ()
    left = unfinished.find(opened, workbook_behind.list_open(opened), shown, passed)
    faults = [_judge_sign(it, place, waived) for it in left]
    if verified is None:
        help_ = f"在文档后面写上填报文件；没有填报文件的，加 {ANYWAY}"
        faults.append(Fault(WAIVABLE, "没有给填报文件，数没有核对", place, waived, help=help_))
    else:
        faults += [*verified.faults, *_judge_states(verified, place, waived)]
    if has_errors(faults):
        return Published(tuple(faults), verified=verified)
    try:
        document, removed, same = _clean(opened)
        kept = shown if same else None
        return Published(tuple(faults), document, removed, verified, kept)
    except XmlError:  # in a part that nothing else reads
        return Published((word_file.refuse_damaged(opened.file),), verified=verified)


def _judge_sign(left: Leftover, place: Place, waived: Severity) -> Fault:
    message = f"文中还有 {left.number} 处{left.sign.value}"
    notes: tuple[str, ...] = (f"第一处：{left.where}",) if left.where else ()
    if left.sign in _STOPPING:
        whose = f"（{left.who}）" if left.who else ""
        return Fault(REFUSED, f"{message}{whose}", place, notes=notes, help=_HELPS[left.sign])
    # What was waved on is said in the list that is published, and there nobody's name belongs.
    notes = (*notes, f"作者：{left.who}") if left.who else notes
    help_ = f"{_HELPS[left.sign]}；不处理也可以的，加 {ANYWAY}"
    return Fault(WAIVABLE, message, place, waived, notes, help=help_)


def _judge_states(verified: Verified, place: Place, waived: Severity) -> Iterator[Fault]:
    for state in State:
        if count := verified.count(state):
            message = f"与填报文件核对：{state.value} {count} 处"
            notes = tuple(_show(it) for it in verified.findings if it.state is state)[:_MOST_SHOWN]
            if state in _WRONG:
                help_ = f"照填报文件改文档，或改填报文件后用 gongkai refresh 更新；{_SEE_ALL}"
                yield Fault(REFUSED, message, place, notes=notes, help=help_)
            else:
                help_ = f"逐处看过（{_SEE_ALL}）；不是错的，加 {ANYWAY}"
                yield Fault(WAIVABLE, message, place, waived, notes, help=help_)


def _show(it: Finding) -> str:
    """A finding in a few words: where it is, what is printed there, what should be."""
    due = f"，应为 {it.expected}" if it.expected else ""
    return f"{it.where}：{it.printed or it.why or it.text}{due}"


def _clean(opened: WordFile) -> tuple[bytes, tuple[str, ...], bool]:
    """The bytes of the copy, what was taken out of it, and whether all that is seen stayed.

    What was opened has the copy's parts then.
    """
    parts, main = opened.parts, opened.main
    before = word_file.list_shown(parts, main)
    removed = ["底稿"] if carried.take_out(parts, main) else []
    removed += authors.take_out(parts, main, opened.root)
    macros.take_out(parts, main)
    taken = {**outside.take_out(parts), **baggage.take_out(parts)}
    removed += [f"{kind} {count} 处" for kind, count in taken.items()]
    same = word_file.list_shown(parts, main) == before
    return archive.pack(parts), tuple(removed), same
