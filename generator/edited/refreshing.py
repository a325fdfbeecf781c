"""Bring a document that somebody edited up to the corrected filing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator import pipeline
from generator.compare import pieces
from generator.diagnostics import Fault, Place
from generator.edited import agreement, grafting, merging
from generator.edited.merging import Fate, MergePlan, ReportLine
from generator.edited.recharting import Recharting
from generator.filing.source import Source
from generator.filling import charts
from generator.pipeline import Outcome
from generator.vocabulary import UNIT_CODE
from generator.word import (
    archive,
    carried,
    comments,
    encoding,
    macros,
    ooxml,
    outline,
    output,
    word_file,
)
from generator.word.blocks import BodyBlock
from generator.word.carried import CarriedError
from generator.word.word_file import WordFile

_HELP = "用 --base 指明当时的填报文件（.yaml）或没有改过的那份成文（.docx）"
_EDITED = f"{output.PRODUCER} refresh"


@dataclass(frozen=True)
class Refreshed:
    """A document brought up to date, with the report of what became of what; or the faults."""

    faults: tuple[Fault, ...] = ()
    source: Source | None = None
    document: bytes = b""
    entries: tuple[ReportLine, ...] = ()
    # The parts of the document as it was edited.
    edited: Mapping[str, bytes] = field(default_factory=dict, compare=False, repr=False)


def refresh(edited: Path, filing: Path, base: Path | None = None) -> Refreshed:
    """The edited document as the corrected filing would have it, the hand edits kept."""
    opened = word_file.load(edited)
    if isinstance(opened, Fault):
        return Refreshed((opened,))
    outcome = pipeline.produce(filing)
    if outcome.failed:
        return Refreshed(outcome.faults, outcome.source)
    new = word_file.read(outcome.document, outcome.name)
    if isinstance(new, Fault):
        return Refreshed((new,))
    before = _find_base(opened, outcome, base)
    if isinstance(before, Refreshed):
        return before
    plan, stood = merging.merge(before, opened, new), dict(opened.parts)
    if macros.take_out(opened.parts, opened.main):
        what = "去掉宏，存成普通的 Word 文档"
        plan.entries.append(ReportLine(Fate.UPDATED, outline.PROPERTIES, "宏", what))
    titles = charts.list_titles(outcome.pack, outcome.books)
    document = _carry_out(plan, opened, new, outcome.name, titles)
    return Refreshed((), None, document, tuple(plan.entries), stood)


def _find_base(
    edited: WordFile, outcome: Outcome, base: Path | None
) -> Sequence[BodyBlock] | Refreshed:
    """The blocks that the edited document was generated with."""
    if base is not None:
        return _read_base(edited, outcome, base)
    try:
        before, of = carried.read(edited.parts, edited.main)
    except CarriedError as error:
        return _refuse(str(error), edited.file, _HELP, "R812")
    if of != pieces.fingerprint(outcome.name):
        message = f"这份文档不是“{outcome.name}”：单位、年度或文种不同，或者是草稿"
        return _refuse(message, edited.file, f"换对应的文件；名称确实改了，{_HELP}")
    return before


def _refuse(message: str, file: str, help_: str, code: str = "R813") -> Refreshed:
    return Refreshed((Fault(code, message, Place(file, 1, 1), help=help_),))


def _read_base(edited: WordFile, outcome: Outcome, base: Path) -> Sequence[BodyBlock] | Refreshed:
    """The blocks of what the user says was generated then: a document, or a filing."""
    then = None if base.suffix.lower() == output.SUFFIX else pipeline.produce(base)
    if then is not None and then.failed:
        return Refreshed(then.faults, then.source)
    if then is not None and not _may_follow(then, outcome):
        message = f"--base 所指的“{then.name}”与“{outcome.name}”单位、年度或文种不同"
        return _refuse(message, str(base), "换对应的文件")
    stated = word_file.read(then.document, then.name) if then else word_file.load(base)
    if isinstance(stated, Fault):
        return Refreshed((stated,))
    if not agreement.is_same(edited, stated):
        message = "这份文档不是由 --base 所指的文件生成的：单位、年度或文种不同"
        return _refuse(message, edited.file, "换对应的文件")
    try:
        return carried.read(stated.parts, stated.main)[0]
    except CarriedError:
        return stated.blocks


def _may_follow(one: Outcome, other: Outcome) -> bool:
    """Whether two filings may be of one document: a unit's name is corrected, its code is not."""
    pairs = zip(_signs_of(one), _signs_of(other), strict=True)
    return all(a == b for a, b in pairs if a and b)


def _signs_of(outcome: Outcome) -> tuple[str, ...]:
    return tuple(str(item or "") for item in (outcome.unit.get(UNIT_CODE), *outcome.key))


def _carry_out(
    plan: MergePlan, edited: WordFile, new: WordFile, name: str, titles: Sequence[str]
) -> bytes:
    recharting = Recharting(edited, new, titles)
    recharting.apply(plan, grafting.apply(plan, edited, new))
    settled = [paragraph.element for paragraph in plan.settled]
    comments.take_out(edited.parts, edited.main, edited.root, settled)
    remarks = [(paragraph.element, text) for paragraph, text in plan.remarks]
    comments.add(edited.parts, edited.main, edited.root, remarks)
    carried.put(edited.parts, edited.main, encoding.encode(new.blocks), name)
    edited.parts[edited.main] = ooxml.bytes_of(edited.root)
    _sign(edited.parts)
    return archive.pack(edited.parts)


def _sign(parts: dict[str, bytes]) -> None:
    """Let `build` see that this document holds hand edits, whichever program saved it last."""
    properties = parts.get(output.PROPERTIES_PART, b"")
    mine, edited = (f"<Application>{who}<".encode() for who in (output.PRODUCER, _EDITED))
    if mine in properties:
        parts[output.PROPERTIES_PART] = properties.replace(mine, edited)
