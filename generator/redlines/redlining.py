"""A filing's document together with its redline against a previous version of it.

The previous version is a filing, or the document that was published. Both documents are written, or
(where the previous version cannot be compared with) neither.
"""

import time
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from generator import pipeline
from generator.diagnostics import Fault, FormPlace, Place, Severity, has_errors
from generator.edited import hand_edits
from generator.edited.refreshing import Refreshed
from generator.filling.prints import Prints
from generator.kept import reading
from generator.pipeline import Outcome
from generator.redlines import redline
from generator.redlines.basis import Parts
from generator.units import batch, intake, work
from generator.units.batch import Job
from generator.units.result import Result
from generator.vocabulary import REDLINE, UNIT_CODE, UNIT_NAME
from generator.word import archive, ooxml, opc, output, word_file
from generator.word.archive import ArchiveError
from generator.word.ooxml import XmlError
from generator.word.word_file import WordFile

# How many hand edits are shown of those that a redline strikes out.
_SHOWN = 5


class Redlined(NamedTuple):
    """A filing done, and where its redline was written; nowhere if nothing that differs is marked.

    `told` is whether something differs that could not be marked.
    """

    result: Result
    redline: Path | None
    differs: bool
    told: bool = False


class _Previous(NamedTuple):
    """A version that was published: its parts, and whether its formatting is still our own."""

    file: str
    parts: Parts
    formats: bool
    remarks: tuple[Fault, ...] = ()


def build(path: Path, old: Path, job: Job, folder: Path) -> Redlined:
    """Write a filing's document and, beside it, its redline against the previous version."""
    started = time.perf_counter()
    totals = work.read_totals(job.options(document=True))
    outcome = pipeline.produce(path, draft=job.draft, exported=totals)
    revised, faults = None, _find_overwriting(old, outcome, folder)
    if outcome.document and not faults:
        revised, faults = redline_against(outcome, old)
    result = work.as_result(replace(outcome, faults=(*outcome.faults, *faults)))
    marked = None
    if outcome.document and not has_errors(faults):
        result = batch.deliver(result, folder, {}, job.overwrite)
    if result.written is not None and revised is not None:
        redlined = batch.deliver(work.as_result(revised), folder, {}, job.overwrite)
        result, marked = result.with_faults(*redlined.faults), redlined.written
    result = replace(result, wanted=True, seconds=time.perf_counter() - started)
    told = any(fault.code == redline.UNMARKED for fault in faults)
    return Redlined(result, marked, revised is not None, told)


def _find_overwriting(old: Path, outcome: Outcome, folder: Path) -> list[Fault]:
    """The fault of a previous version that stands where the document is to be written."""
    target = folder / outcome.folder / (outcome.name + output.SUFFIX)
    if not (outcome.document and reading.are_same(old, target)):
        return []
    message = f"上一版会被新的文档覆盖：{old}"
    help_ = "把上一版复制到别的文件夹，或者改个名称，再写它的新名称"
    return [Fault("X805", message, _place(old), help=help_)]


def redline_against(outcome: Outcome, old: Path) -> tuple[Outcome | None, list[Fault]]:
    """The redline of a document as an outcome of its own; none where nothing is marked."""
    read = _read_filing if intake.can_be_filing(old.name) else _read_document
    previous, faults = read(old, outcome)
    if previous is None:
        return None, faults
    new = archive.read(outcome.document)
    document, faults = redline.redline(previous.parts, new, previous.file, formats=previous.formats)
    if document is None:
        return None, faults
    name = output.remark_name(outcome.name, REDLINE)
    revised = replace(outcome, name=name, document=document, faults=(), printed=Prints())
    return revised, [*faults, *previous.remarks]


def redline_refreshed(done: Refreshed, file: str) -> tuple[bytes | None, list[Fault]]:
    """The redline of a document brought up to date against what it was; none where nothing is
    marked. `file` is what faults call what it was.
    """
    return redline.redline(done.edited, archive.read(done.document), file, formats=True)


_FIRST_MEND = "先改正下面列出的错误"

# -- a filing --------------------------------------------------------------------------------------


def _read_filing(old: Path, outcome: Outcome) -> tuple[_Previous | None, list[Fault]]:
    """What a filing prints, as far as it prints: it may be corrected because it had errors."""
    before = pipeline.produce(old, draft=True, on_disk=False)
    if not before.document:
        message = f"上一版生成不出文档：{old}"
        fault = Fault("X804", message, before.place, help=_FIRST_MEND)
        return None, [fault, *before.faults]
    coded = all(filing.unit.get(UNIT_CODE) for filing in (before, outcome))
    one, other = (_name_filing(filing, coded) for filing in (before, outcome))
    if one != other:
        return None, [_refuse_unlike("、".join(one), "、".join(other), before.place)]
    return _Previous(before.file, archive.read(before.document), True), []


def _name_filing(outcome: Outcome, coded: bool) -> tuple[str, ...]:
    """What a filing is about; its unit by code where both versions have one, as names change."""
    kind, year, region = outcome.key
    name = outcome.unit.get(UNIT_CODE if coded else UNIT_NAME)
    return tuple(map(str, (name, year, kind, region)))


def _refuse_unlike(one: str, other: str, place: Place | FormPlace) -> Fault:
    message = f"上一版是“{one}”，这一版是“{other}”，不能相比"
    return Fault("X802", message, place, help="改成同一单位、同一文种、同一年度的上一版")


# -- a document ------------------------------------------------------------------------------------


def _read_document(old: Path, outcome: Outcome) -> tuple[_Previous | None, list[Fault]]:
    try:
        parts = opc.load(old)
        edited = word_file.open_parts(str(old), parts)
        one, other = _names(parts, archive.read(outcome.document))
    except (OSError, ArchiveError, XmlError, KeyError) as error:
        help_ = "上一版写填报文件（.yaml）或生成的文档（.docx）"
        return None, [Fault("X801", _why_unreadable(error), _place(old), help=help_)]
    if one != other:
        return None, [_refuse_unlike(one, other, _place(old))]
    remarks = _remark_hand_edits(old, edited, outcome)
    return _Previous(str(old), parts, output.is_own(parts), remarks), []


def _remark_hand_edits(old: Path, edited: WordFile, outcome: Outcome) -> tuple[Fault, ...]:
    """That the redline strikes out what people wrote in the previous version."""
    new = word_file.read(outcome.document, outcome.name)
    assert isinstance(new, WordFile)
    found = hand_edits.find(edited, new)
    if found == []:
        return ()
    help_ = f"要保留人工改动：gongkai refresh {old} {outcome.file} -o 新.docx --修订稿 修订.docx"
    if found is None:
        message = "上一版不带底稿，分不清哪些文字是人工改的；新的文档里没有的，一律标为删去"
        help_ += " --base 当时的填报文件"
        return (Fault("X807", message, _place(old), Severity.WARNING, help=help_),)
    message = f"上一版有 {len(found)} 处人工改动，新的文档里没有，修订稿把它们标为去掉"
    notes = [entry.where for entry in found[:_SHOWN]]
    notes += [f"另有 {len(found) - _SHOWN} 处"] if len(found) > _SHOWN else []
    return (Fault("X807", message, _place(old), Severity.WARNING, tuple(notes), help=help_),)


def _why_unreadable(error: Exception) -> str:
    if isinstance(error, ArchiveError):
        return str(error)
    if isinstance(error, OSError):
        return reading.reason(error)
    return "不是完好的 Word 文件（.docx）"


def _place(old: Path) -> FormPlace:
    return FormPlace(str(old), "", 0, "")


def _names(old: Parts, new: Parts) -> tuple[str, ...]:
    """What two documents are about: their titles, or what their covers say if one has no title."""
    titles = word_file.title(old), word_file.title(new)
    if all(titles):
        return titles
    return tuple(word_file.cover(ooxml.parse(parts[opc.main_part(parts)])) for parts in (old, new))
