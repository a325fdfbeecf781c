"""One document audited: read, recognised, understood, judged; what was looked at and what not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.audits import (
    astray,
    class_names,
    contents,
    contrary,
    endings,
    figures,
    inspection,
    labels,
    leftovers,
    levelled,
    listed,
    miswritten,
    money_units,
    named,
    notes,
    numbering,
    numerals,
    order,
    other_kind,
    reasons,
    seen,
    structure,
    terms,
    told,
    words,
    zero_bases,
)
from generator.audits.accounts import Accounts
from generator.audits.found import AuditFinding, drop_twice, showing
from generator.audits.inspection import InspectedItem
from generator.audits.whereabouts import Inspected
from generator.checks.prose import Speaker
from generator.compare.thresholds import LONGEST
from generator.diagnostics import Fault, Severity
from generator.packs import inspection as inspection_list
from generator.packs.pack import Key
from generator.published import judging, reading, recognition, several, understanding
from generator.published.blocks import Gap, ReadDocument, ReadPlace
from generator.published.pdf_pictures import Picture
from generator.published.recognition import Recognized
from generator.published.understanding import Understanding

WRONG, CLEAR, UNSETTLED = "有问题", "没有查出问题", "未能判断"
# A document of which less was read, in thousandths of the numbers and tables that it has, is not
# said to be free of faults.
_LEAST_READ = 900
_CUT, _LACKING, _UNREASONED = "A829", "A831", "A850"


@dataclass(frozen=True)
class Audit:
    """What is known of one document; `refused` says why it could not be read at all.

    `figures` are the numbers that were read and `sentences` the paragraphs that told some;
    `tables` are those that were recognised, of `all_tables`. Of the identities of the form so many
    were `checked`, and so many could not be. `items` is what inspectors tick off; `pictures` are of
    places that findings name, where they were wanted. `partly`: other documents follow in the file.
    `strange`: it was read by another region's form.
    """

    file: str
    kind: str = ""
    key: Key | None = None
    year: int = 0
    unit: str = ""
    calls: str = ""
    note: str = ""
    pages: int = 0
    figures: int = 0
    sentences: int = 0
    tables: int = 0
    all_tables: int = 0
    checked: int = 0
    unchecked: int = 0
    missing: int = 0
    unread: tuple[Gap, ...] = ()
    findings: tuple[AuditFinding, ...] = ()
    refused: tuple[Fault, ...] = ()
    why: str = ""
    items: tuple[InspectedItem, ...] = ()
    pictures: Mapping[ReadPlace, Picture] = field(default_factory=dict)
    partly: bool = False
    strange: bool = False

    @property
    def read_enough(self) -> bool:
        """Whether so much was read that it means something if nothing is found."""
        whole = self.figures + len(self.unread)
        tables = self.tables + self.missing
        return (
            self.figures > 0
            and not (self.partly or self.strange)
            and 1000 * self.figures >= _LEAST_READ * whole
            and 1000 * self.tables >= _LEAST_READ * tables
        )

    @property
    def verdict(self) -> str:
        """What is to be said of the document in one word."""
        unfound = CLEAR if self.read_enough else UNSETTLED
        return WRONG if self.findings else unfound

    def count(self, severity: Severity) -> int:
        """How many findings weigh so much."""
        return sum(it.severity is severity for it in self.findings)


def audit(path: Path, root: Path, region: str | None = None) -> Audit:
    """What is wrong in a document; the packs lie under `root`, `region` None is any."""
    document, faults = reading.read(path)
    if document is None:
        return Audit(str(path), refused=tuple(faults))
    document = document.cut_to(LONGEST)
    found, why = recognition.recognize(document, root, region)
    if found is None:
        return Audit(str(path), document.kind, pages=document.pages, unread=document.gaps, why=why)
    return judge(document, found, leftovers.find(path) if document.kind == ".docx" else ())


def judge(document: ReadDocument, found: Recognized, left: Iterable[AuditFinding] = ()) -> Audit:
    """What is wrong in a document that has been recognised, with what is `left` of its making."""
    whole, first = document, several.keep_first(document, found.reader)
    moved = () if found.note else tuple(order.find(first.items, found.reader))
    document = order.mend(first, found.reader) if moved else first
    coded = Accounts(document, found.pack, found.year)
    read, misnamed = _understand(coded, found)
    # By another region's form anything may stand where the unit's name does.
    name, calls = ("", "") if found.strange else recognition.name_unit(read.readings)
    judgement = judging.judge(read, found.pack)
    held = 0 if found.strange else judgement.checked
    speaker = Speaker(found.year, name, calls)
    # Another region's tables may have the same heads over other figures.
    told_apart = () if found.strange else figures.tell(judgement.findings, read.readings.figures)
    findings = [
        *_find_in_words(coded, found, read, speaker, (*told_apart, *coded.find(), *misnamed)),
        *(*moved, *left),
    ]
    gaps = (*document.gaps, *read.readings.gaps)
    findings += miswritten.find(document, read, found, findings, understand)
    inspected = Inspected(document, read, found.reader, gaps, findings, bool(name), found.strange)
    return Audit(
        document.file,
        document.kind,
        found.pack.key,
        found.year,
        named.as_written(name, document),
        calls,
        found.note,
        document.pages,
        len(read.readings.figures),
        len({it.place for it in read.readings.figures if it.told}),
        len(structure.list_tables(document, read, found.reader)),
        sum(1 for _ in document.tables),
        held,
        judgement.unchecked + judgement.checked - held,
        len(structure.list_missing_tables(read, found.reader)),
        gaps,
        tuple(findings),
        items=inspection.inspect(inspected, inspection_list.read(found.pack)),
        partly=first is not whole,
        strange=found.strange,
    )


def understand(document: ReadDocument, found: Recognized) -> Understanding:
    """What a document says, as it is read to be judged."""
    return _understand(Accounts(document, found.pack, found.year), found)[0]


def _understand(
    coded: Accounts, found: Recognized
) -> tuple[Understanding, tuple[AuditFinding, ...]]:
    """What a document says once its accounts are put right, and classes under other names."""
    mended, misnamed = class_names.mend(coded.mend(), found.pack, found.year)
    return understanding.understand(mended, found.reader, found.year), tuple(misnamed)


def _find_in_words(
    coded: Accounts,
    found: Recognized,
    read: Understanding,
    speaker: Speaker,
    known: Iterable[AuditFinding],
) -> Iterator[AuditFinding]:
    """What is `known` already, and what else is wrong."""
    document = coded.document
    first = [
        *known,
        *words.find(document, read, found.reader, speaker),
        *told.find(document, read),
        *zero_bases.find(document),
        *contrary.find(document, read.readings, found.pack),
    ]
    # Of a reason that is cut off it is not told besides that there is none.
    cut = {place for code, place in map(_mark, first) if code == _CUT}
    first = [it for it in first if it.code != _UNREASONED or _mark(it)[1] not in cut]
    yield from (first := [*drop_twice(first)])
    told_there = {_mark(it) for it in first}  # the same fault, found by another way
    again = [*named.find(() if found.strange else read.readings.words, found.pack, speaker)]
    if not (found.note or document.only_tables):
        again += labels.find(document, read, found.reader)
    again += levelled.find(coded)
    again += _find_in_structure(document, found, read)
    # What is announced and does not come is told where the form has it.
    told_there |= {(_CUT, place) for code, place in map(_mark, again) if code == _LACKING}
    yield from (it for it in again if _mark(it) not in told_there)


def _find_in_structure(
    document: ReadDocument, found: Recognized, read: Understanding
) -> Iterator[AuditFinding]:
    yield from endings.find(document, read, found.reader, formed=not found.note)
    yield from seen.find(document)
    yield from numerals.find(document)
    if not found.strange:
        yield from listed.find(document, read, found.reader, found.year)
        yield from terms.find(document, read, found.reader)
        yield from money_units.find(document, read, found.reader)
        yield from contents.find(document, contents.list_levels(read, found.reader))
    yield from (formed := [] if found.note else [*_find_by_form(document, found, read)])
    # What is missing is missed by the numbers before and after it, too.
    lacking = any(it.code == _LACKING for it in formed)
    yield from numbering.find(document, lacking)


def _find_by_form(
    document: ReadDocument, found: Recognized, read: Understanding
) -> Iterator[AuditFinding]:
    """What is not as the form of its year has it."""
    yield from structure.find(document, read, found.reader)
    if document.only_tables:
        return
    noted = [*notes.find(document, read, found.reader)]
    yield from noted
    yield from other_kind.find(document, read, found.reader)
    beside = astray.find(document, read, found.reader)
    yield from (it for it in beside if _mark(it) not in map(_mark, noted))
    yield from reasons.find(document, read, found.reader)


def _mark(it: AuditFinding) -> tuple[str, ReadPlace]:
    """A finding's code and where it is, whatever is shown of that."""
    return it.code, showing(it.place, "")
