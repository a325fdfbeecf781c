"""Whether a finished document still says what the filing says: figure by figure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from generator import pipeline
from generator.compare import pieces
from generator.compare.thresholds import LONGEST
from generator.diagnostics import Fault, Place
from generator.edited import comparing, matching
from generator.edited.comparing import Difference, ParagraphComparison
from generator.filing.source import Source
from generator.filling.marks import CHANGES, Aspect
from generator.filling.prints import Printed
from generator.pipeline import Outcome
from generator.word import carried, word_file
from generator.word.blocks import Paragraph, paragraphs
from generator.word.carried import CarriedError
from generator.word.ooxml import XmlError
from generator.word.word_file import WordFile

FIGURES = (Aspect.VALUE, *CHANGES)


class State(Enum):
    """What is the matter with a number."""

    DIFFERS = "不一致"
    LOST = "找不到"
    UNKNOWN = "未能核对"


@dataclass(frozen=True, slots=True)
class Finding:
    """One number: its place, what is printed, what should be, and the filing's lines for it."""

    state: State
    where: str
    text: str
    printed: str
    expected: str = ""
    address: str = ""
    lines: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Verified:
    """What a document was found to say; with faults it could not be looked at."""

    file: str
    filing: str
    figures: int = 0
    findings: tuple[Finding, ...] = ()
    faults: tuple[Fault, ...] = ()
    source: Source | None = None

    @property
    def true(self) -> bool:
        """Whether every figure that the filing prints stands in the document."""
        wrong = (State.DIFFERS, State.LOST)
        return not self.faults and all(finding.state not in wrong for finding in self.findings)


def verify(document: Path, filing: Path) -> Verified:
    """Hold a document against what its filing would print now."""
    blank = Verified(str(document), str(filing))
    opened = word_file.load(document)
    if isinstance(opened, Fault):
        return Verified(blank.file, blank.filing, faults=(opened,))
    outcome = pipeline.produce(filing)
    fresh = word_file.read(outcome.document, outcome.name) if not outcome.failed else None
    if fresh is None or isinstance(fresh, Fault):
        return Verified(blank.file, blank.filing, faults=outcome.faults, source=outcome.source)
    if not is_same(opened, fresh):
        return Verified(blank.file, blank.filing, faults=(_refuse(opened, outcome),))
    case = _Agreement(opened, fresh, outcome)
    findings = tuple(case.findings())
    return Verified(blank.file, blank.filing, len(case.figures), findings)


def is_same(one: WordFile, other: WordFile) -> bool:
    """Whether two documents are of the same unit, kind and year.

    One sign is enough: people write on a cover, clear the properties, publish without what is
    carried.
    """
    signs = zip(_signs_of(one), _signs_of(other), strict=True)
    return any(sign and sign == against for sign, against in signs)


def _signs_of(document: WordFile) -> tuple[str, str, str]:
    """What a document says that it is: in what it carries, in its properties, on its cover."""
    of = title = ""
    with suppress(CarriedError):
        _, of = carried.read(document.parts, document.main)
    with suppress(XmlError):
        title = word_file.title(document.parts)
    return of, title, word_file.cover(document.root)


def _refuse(document: WordFile, outcome: Outcome) -> Fault:
    message = f"这份文档不是“{outcome.name}”：单位、年度或文种不同"
    help_ = "换对应的文件；名称确实改了，先用 refresh 更新文档"
    return Fault("R813", message, Place(document.file, 1, 1), help=help_)


class _Agreement:
    def __init__(self, old: WordFile, new: WordFile, outcome: Outcome) -> None:
        self.old, self.new, self.outcome = old, new, outcome
        printed = [item for item in outcome.printed if item.part == new.main]
        self.figures = [item for item in printed if item.mark.aspect in FIGURES]
        self.printed = {item.text for item in self.figures if "." in item.text}
        self.pairs = matching.match(old.blocks, new.blocks)
        self.ways = comparing.find_ways(outcome.pack.checks if outcome.pack else ())

    def findings(self) -> Iterator[Finding]:
        """Every finding: figures in the order of the filing's document, then other numbers."""
        by_paragraph: defaultdict[int, list[Printed]] = defaultdict(list)
        for item in self.figures:
            by_paragraph[item.paragraph].append(item)
        settled: dict[Paragraph, set[int]] = {}
        for paragraph in paragraphs(self.new.blocks):
            figures = by_paragraph[paragraph.number]
            old = self.pairs.left.get(paragraph)
            if not isinstance(old, Paragraph):
                yield from self._report_lost(paragraph, figures)
            elif old.words != paragraph.words:
                comparison = ParagraphComparison(paragraph, old, figures, self.ways)
                settled[old] = comparison.settled
                yield from (self._report(old, each) for each in comparison.differences())
        yield from self._report_unknown(settled)

    def _report_lost(self, paragraph: Paragraph, figures: Iterable[Printed]) -> Iterator[Finding]:
        where = self.new.places[paragraph].where
        for item in figures:
            if any(piece.number for piece in pieces.cut(item.text)):
                address, lines = item.mark.address, self._lines(item)
                yield Finding(State.LOST, where, "", "", item.text, address, lines)

    def _report(self, old: Paragraph, difference: Difference) -> Finding:
        item, index, printed, expected = difference
        state = State.LOST if index is None else State.DIFFERS
        text = word_file.excerpt(old.text, _start_of(old, index or 0))
        where, lines = self.old.places[old].where, self._lines(item)
        return Finding(state, where, text, printed, expected, item.mark.address, lines)

    def _report_unknown(self, settled: Mapping[Paragraph, set[int]]) -> Iterator[Finding]:
        """Numbers in what is not as it was printed that no figure answers for."""
        for paragraph in paragraphs(self.old.blocks):
            answered = settled.get(paragraph, set[int]())
            if paragraph not in settled and paragraph in self.pairs.right:
                continue
            if len(paragraph.text) > LONGEST:
                text, where = word_file.excerpt(paragraph.text), self.old.places[paragraph].where
                yield Finding(State.UNKNOWN, where, text, f"长 {len(paragraph.text)} 字的一段")
            for index, piece in enumerate(pieces.cut(paragraph.text)):
                if piece.number and index not in answered and piece.text not in self.printed:
                    text = word_file.excerpt(paragraph.text, _start_of(paragraph, index))
                    where = self.old.places[paragraph].where
                    yield Finding(State.UNKNOWN, where, text, piece.text)

    def _lines(self, item: Printed) -> tuple[Place, ...]:
        source, books = self.outcome.source, self.outcome.books
        if source is None or books is None:
            return ()
        return tuple(sorted({source.place(p) for p in books.now.figure(item.mark.steps).paths}))


def _start_of(paragraph: Paragraph, index: int) -> int:
    """Where a piece begins in its paragraph's text."""
    return len(pieces.text_of(pieces.cut(paragraph.text)[:index]))
