"""A PDF that somebody exported from a document: whether it says word for word the same, and which
pages its headings came to stand on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from generator.audits import contents
from generator.audits.found import spot
from generator.diagnostics import Fault, Place, Severity, has_errors
from generator.edited import agreement
from generator.edited.agreement import SettledLines, Verified
from generator.edited.expected import expect_copy
from generator.edited.findings import Finding, State
from generator.edited.held import of_blocks
from generator.edited.publishing import ANYWAY, REFUSED, WAIVABLE
from generator.exits import RefusedError
from generator.kept import reading
from generator.outputs import made_pdf, pdf_baggage
from generator.outputs.pdf_baggage import UncleanError
from generator.published import pdf_blocks, pdf_process
from generator.published.blocks import ReadDocument, ReadTable
from generator.published.ink import PageInk
from generator.published.pdf_file import PDF_MARK, PdfError, PdfInk
from generator.published.reading import refuse
from generator.word import archive, ooxml, pagination, word_file
from generator.word.pagination import LaidOut, PaginationError
from generator.word.word_file import WordFile

_WRONG = (State.DIFFERS, State.LOST)
_MOST_TOLD = 10
_HEAD = 1024
_SEEN = f"看过，不用处理的，加 {ANYWAY}"
_EXPORT = "在 WPS 或 Word 里打开要公开的这份文档，更新目录，再导出一次"


class HeldPdf(NamedTuple):
    """How much of a document was found as it is in a PDF: its numbers, its texts and rows.

    `pages` of the PDF have text of it; `open_` is how many texts and rows of the document were not
    found word for word.
    """

    pages: int
    numbers: int
    texts: int
    open_: int = 0


NOTHING = HeldPdf(0, 0, 0)


@dataclass(frozen=True)
class OfficersPdf:
    """A PDF that was looked at: why it may not be used, else its bytes and what was held.

    `document` is the document with the pages in its 目录 on which its headings stand in the PDF;
    `lacks` is what the PDF lacks for those who cannot see it, and for being kept; `removed` what
    was taken out of it that no page shows.
    """

    faults: tuple[Fault, ...]
    content: bytes = b""
    document: bytes = b""
    held: HeldPdf = NOTHING
    lacks: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def check(path: Path, opened: WordFile, name: str, *, anyway: bool) -> OfficersPdf:
    """Hold a PDF against the document that it was exported from; `anyway` waves through what may
    be waved: what could not be read, other words without a figure, a 目录 that is out of date.

    What no page shows is taken out first, so that what is held is what leaves.
    """
    file = str(path)
    try:
        raw = reading.read(path, archive.MAX_TOTAL)
        if PDF_MARK not in raw[:_HEAD]:
            return OfficersPdf((refuse(file, "不是 PDF 文件", _EXPORT),))
        titles = (word_file.title(opened.parts) or name, name)
        clean = pdf_baggage.take_out(raw, word_file.cover(opened.root), titles)
        ink = pdf_process.read(clean.raw)
        read = pdf_blocks.read(file, ink)
    except OSError as error:
        return OfficersPdf((refuse(file, f"PDF 读不出来：{reading.reason(error)}"),))
    except UncleanError as error:
        return OfficersPdf((Fault(REFUSED, f"PDF {error}", Place(file, 1, 1), help=_EXPORT),))
    except PdfError as error:
        return OfficersPdf((refuse(file, str(error), _EXPORT),))
    hidden = tuple(_judge_hidden(ink, clean.layers, Place(file, 1, 1), _waive(anyway)))
    if has_errors(hidden):
        return OfficersPdf(hidden)
    looked = judge(clean.raw, read, opened, name, anyway=anyway)
    return replace(looked, faults=(*hidden, *looked.faults), removed=clean.removed)


def judge(
    raw: bytes, read: ReadDocument, opened: WordFile, name: str, *, anyway: bool
) -> OfficersPdf:
    """The same for a PDF that was read."""
    expected, place = expect_copy(opened, name), Place(read.file, 1, 1)
    verified = agreement.hold(of_blocks(read), expected)
    if verified.faults:
        return OfficersPdf(verified.faults)
    waived = _waive(anyway)
    document, unpaged = _take_pages(opened, read)
    faults = [*_judge(verified, place, waived), *_judge_contents(read, unpaged, place, waived)]
    faults += _judge_settled(verified.settled, place, waived)
    if has_errors(faults):
        return OfficersPdf(tuple(faults))
    numbers, texts = verified.settled
    due = sum(bool(line.text) for line in expected.lines)
    held = HeldPdf(len(set(_list_pages(read))), numbers, texts, due - texts)
    return OfficersPdf(tuple(faults), raw, document, held, name_lacks(raw))


def _waive(anyway: bool) -> Severity:
    return Severity.WARNING if anyway else Severity.ERROR


def _list_pages(read: ReadDocument) -> Iterator[int]:
    """The pages on which something was read."""
    for it in read.blocks:
        yield from it.pages if isinstance(it, ReadTable) else (it.page,)


def name_lacks(raw: bytes) -> tuple[str, ...]:
    """What a PDF lacks, in words, each with the standard that asks for it."""
    try:
        return tuple(f"{it.standard}：{it.what}" for it in made_pdf.find_lacks(raw))
    except RefusedError as error:  # what looks for them is not installed
        return (f"没有看：{error}",)


def _judge_hidden(ink: PdfInk, layers: int, place: Place, waived: Severity) -> Iterator[Fault]:
    """What is in a PDF and not shown: its layers, signs that are cut off or drawn in no colour."""
    pages = [it for it in ink.pages if isinstance(it, PageInk)]
    unseen = sum(it.unseen for it in pages)
    if layers:
        message = f"PDF 里还有 {layers} 处隐藏的图层"
        yield Fault(WAIVABLE, message, place, waived, help=f"{_EXPORT}，不要图层；{_SEEN}")
    if unseen:
        first = next(it.number for it in pages if it.unseen)
        message, where = f"PDF 里还有 {unseen} 个隐藏的字", (f"第一处：第{first}页",)
        yield Fault(WAIVABLE, message, place, waived, where, help=f"{_EXPORT}；{_SEEN}")


def _judge_settled(held: SettledLines, place: Place, waived: Severity) -> Iterator[Fault]:
    """That nothing was held must not look like all being well."""
    if not held.lines:
        yield Fault(REFUSED, "PDF 里没有一段、一行与文档核对上", place, help=_EXPORT)
    elif not held.numbers:
        yield Fault(WAIVABLE, "PDF 里没有一个数可与文档核对", place, waived, help=_SEEN)


# -- what it says ----------------------------------------------------------------------------------


def _judge(verified: Verified, place: Place, waived: Severity) -> Iterator[Fault]:
    for state in State:
        found = [it for it in verified.findings if it.state is state]
        if not found:
            continue
        message = f"PDF 与文档核对：{state.value} {len(found)} 处"
        notes = (*map(_describe, found[:_MOST_TOLD]), *_count_rest(len(found)))
        if state in _WRONG:
            yield Fault(REFUSED, message, place, notes=notes, help=_EXPORT)
        else:
            help_ = f"{_EXPORT}；逐处看过，不是错的，加 {ANYWAY}"
            yield Fault(WAIVABLE, message, place, waived, notes, help=help_)


def _count_rest(found: int) -> Iterator[str]:
    if found > _MOST_TOLD:
        yield f"另有 {found - _MOST_TOLD} 处没有列出"


def _describe(it: Finding) -> str:
    sides = (("PDF 里是", it.printed), ("文档里是", it.expected))
    said = "，".join(f"{side}“{text}”" for side, text in sides if text.strip())
    return f"{it.where}：{'，'.join(filter(None, (it.why, said or it.text)))}"


# -- its 目录 --------------------------------------------------------------------------------------


def _take_pages(opened: WordFile, read: ReadDocument) -> tuple[bytes, str]:
    """The document with its pages as the PDF has them; else as it was, and why."""
    entries = list(pagination.list_entries(opened.root))
    titles = [(it.text, it.page) for it in read.paragraphs if not it.entry]
    try:
        laid = LaidOut(titles, read.numbers)
        numbers = pagination.number(laid, opened.root, [target for target, _ in entries])
    except PaginationError as error:
        return archive.pack(opened.parts), str(error)
    for target, field in entries:
        field.show(numbers[target])
    return archive.pack({**opened.parts, opened.main: ooxml.bytes_of(opened.root)}), ""


def _judge_contents(
    read: ReadDocument, unpaged: str, place: Place, waived: Severity
) -> Iterator[Fault]:
    """What is wrong with the pages that the PDF's own 目录 shows."""
    help_ = f"{_EXPORT}；就用这份的，加 {ANYWAY}"
    if unpaged:
        message = f"文档的目录没有填页码：{unpaged}"
        yield Fault(WAIVABLE, message, place, waived, help=help_)
    found = [it for it in contents.find(read, {}) if it.what == contents.STALE]
    if found:
        notes = tuple(f"{spot(it.place)}：{it.message}" for it in found[:_MOST_TOLD])
        message = f"PDF 的目录里有 {len(found)} 处页码与实际不符"
        yield Fault(WAIVABLE, message, place, waived, notes, help=help_)
    entries = [it for it in read.paragraphs if it.entry]
    bare = sum(not re.search(r"\d[\s—-]*$", it.text) for it in entries)
    if entries and bare == len(entries):
        yield Fault(WAIVABLE, "PDF 的目录没有页码", place, waived, help=help_)
