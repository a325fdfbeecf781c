"""Whether a finished document still says what the filing says: figure by figure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from generator import pipeline
from generator.addressing import AddressError
from generator.diagnostics import Fault, Place
from generator.edited import carried, matching, pieces, word_file
from generator.edited.blocks import Paragraph, paragraphs
from generator.edited.carried import CarriedError
from generator.edited.pieces import Piece
from generator.edited.word_file import WordFile
from generator.kinds import steps as parse_steps
from generator.marks import Aspect
from generator.ooxml import XmlError
from generator.pipeline import Outcome
from generator.prints import Printed
from generator.source import Source
from generator.vocabulary import FALLING, MONEY_UNITS, RISING

CHANGES = (Aspect.DIFFERENCE, Aspect.RATE)
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
        return not self.faults and all(found.state not in wrong for found in self.findings)


def verify(document: Path, filing: Path) -> Verified:
    """Hold a document against what its filing would print now."""
    blank = Verified(str(document), str(filing))
    opened = word_file.load(document)
    if isinstance(opened, Fault):
        return Verified(blank.file, blank.filing, faults=(opened,))
    outcome = pipeline.produce(filing)
    fresh = word_file.opened(outcome.document, outcome.name) if not outcome.failed else None
    if fresh is None or isinstance(fresh, Fault):
        return Verified(blank.file, blank.filing, faults=outcome.faults, source=outcome.source)
    if not same(opened, fresh):
        return Verified(blank.file, blank.filing, faults=(_another(opened, outcome),))
    case = _Case(opened, fresh, outcome)
    findings = tuple(case.findings())
    return Verified(blank.file, blank.filing, len(case.figures), findings)


def same(one: WordFile, other: WordFile) -> bool:
    """Whether two documents are of the same unit, kind and year.

    One sign is enough: people write on a cover, clear the properties, publish without what is
    carried.
    """
    signs = zip(_signs(one), _signs(other), strict=True)
    return any(sign and sign == against for sign, against in signs)


def _signs(document: WordFile) -> tuple[str, str, str]:
    """What a document says that it is: in what it carries, in its properties, on its cover."""
    try:
        _, of = carried.read(document.parts, document.main)
    except CarriedError:
        of = ""
    try:
        title = word_file.title(document.parts)
    except XmlError:
        title = ""
    return of, title, word_file.cover(document.root)


def _another(document: WordFile, outcome: Outcome) -> Fault:
    message = f"这份文档不是“{outcome.name}”：单位、年度或文种不同"
    help_ = "换对应的文件；名称确实改了，先用 refresh 更新文档"
    return Fault("R813", message, Place(document.file, 1, 1), help=help_)


class _Case:
    def __init__(self, old: WordFile, new: WordFile, outcome: Outcome) -> None:
        self.old, self.new, self.outcome = old, new, outcome
        self.figures = [item for item in outcome.printed if _is_figure(item, new.main)]
        self.known = {item.text for item in self.figures if "." in item.text}
        self.pairs = matching.match(old.blocks, new.blocks)

    def findings(self) -> Iterator[Finding]:
        """Every finding: figures in the order of the filing's document, then other numbers."""
        by_paragraph: dict[int, list[Printed]] = {}
        for item in self.figures:
            by_paragraph.setdefault(item.paragraph, []).append(item)
        settled: dict[Paragraph, set[int]] = {}
        for paragraph in paragraphs(self.new.blocks):
            figures = by_paragraph.get(paragraph.number, [])
            old = self.pairs.left.get(paragraph)
            if old is None or not isinstance(old, Paragraph):
                yield from self._lost(paragraph, figures)
            elif old.words != paragraph.words:
                comparison = _Comparison(paragraph, old, figures)
                settled[old] = comparison.settled
                yield from (self._finding(old, found) for found in comparison.differences())
        yield from self._unknown(settled)

    def _lost(self, paragraph: Paragraph, figures: Iterable[Printed]) -> Iterator[Finding]:
        where = self.new.places[paragraph]
        for item in figures:
            if any(piece.number for piece in pieces.cut(item.text)):
                address, lines = item.mark.address, self._lines(item)
                yield Finding(State.LOST, where, "", "", item.text, address, lines)

    def _finding(self, old: Paragraph, found: "_Difference") -> Finding:
        state = State.LOST if found.index is None else State.DIFFERS
        text = word_file.excerpt(old.text, _start(old, found.index or 0))
        address, lines, where = found.item.mark.address, self._lines(found.item), self.old.places
        return Finding(state, where[old], text, found.printed, found.expected, address, lines)

    def _unknown(self, settled: Mapping[Paragraph, set[int]]) -> Iterator[Finding]:
        """Numbers in what is not as it was printed that no figure answers for."""
        for paragraph in paragraphs(self.old.blocks):
            known = settled.get(paragraph)
            if known is None and paragraph in self.pairs.right:
                continue
            for index, piece in enumerate(pieces.cut(paragraph.text)):
                if piece.number and index not in (known or ()) and piece.text not in self.known:
                    text = word_file.excerpt(paragraph.text, _start(paragraph, index))
                    yield Finding(State.UNKNOWN, self.old.places[paragraph], text, piece.text)

    def _lines(self, item: Printed) -> tuple[Place, ...]:
        source, books = self.outcome.source, self.outcome.books
        if source is None or books is None:
            return ()
        try:
            figure = books.now.figure(books.now.canonical(parse_steps(item.mark.address)))
        except AddressError:
            return ()
        return tuple(sorted({source.place(path) for path in figure.paths}))


def _is_figure(item: Printed, main: str) -> bool:
    return item.part == main and item.mark.aspect in FIGURES


@dataclass(frozen=True, slots=True)
class _Difference:
    """A figure that does not stand in a paragraph as it should; with no index, not at all."""

    item: Printed
    index: int | None
    printed: str
    expected: str


class _Comparison:
    """One paragraph as the filing prints it against the same paragraph as it stands."""

    def __init__(self, new: Paragraph, old: Paragraph, figures: Sequence[Printed]) -> None:
        self.old, self.figures = old, figures
        self.news, self.olds = pieces.cut(new.text), pieces.cut(old.text)
        self.pairs = matching.numbers(new.words, old.words)
        self.settled = {j for i, j in self.pairs.items() if self.news[i].word == self.olds[j].word}

    def differences(self) -> Iterator[_Difference]:
        """Each figure that does not stand here, with what stands in its place if anything does."""
        for item in self.figures:
            indices = _within(self.news, item)
            if not indices and not item.text.strip():
                yield from self._not_blank(item)
            for index in indices:
                yield from self._difference(item, index)

    def _difference(self, item: Printed, index: int) -> Iterator[_Difference]:
        word, paired = self.news[index].word, self.pairs.get(index)
        if paired is not None and self.olds[paired].word == word:
            yield from self._around(item, index, paired)
            return
        moved = self._elsewhere(word)
        if moved is not None:
            self.settled.add(moved)
            yield from self._around(item, index, moved)
        elif paired is None or paired in self.settled:
            yield _Difference(item, None, "", item.text)
        else:
            self.settled.add(paired)
            yield _Difference(item, paired, self.olds[paired].text, item.text)

    def _around(self, item: Printed, new: int, old: int) -> Iterator[_Difference]:
        """The same number with another unit behind it, or a movement the other way before it."""
        due, found = _unit(self.news, new), _unit(self.olds, old)
        if due and found and due != found:
            yield _Difference(item, old, self.olds[old].text + found, item.text + due)
        ways = (_way(self.news, new), _way(self.olds, old))
        if item.mark.aspect in CHANGES and None not in ways and ways[0] != ways[1]:
            due, found = (words[0] for words in ways if words)
            yield _Difference(item, old, found + self.olds[old].text, due + item.text)

    def _elsewhere(self, word: str) -> int | None:
        free = (n for n, piece in enumerate(self.olds) if n not in self.settled)
        return next((n for n in free if self.olds[n].word == word), None)

    def _not_blank(self, item: Printed) -> Iterator[_Difference]:
        """A figure that prints as nothing, where a number stands alone."""
        found = next((n for n, piece in enumerate(self.olds) if piece.number), None)
        if len(self.news) == 0 and found is not None:
            self.settled.update(range(len(self.olds)))
            yield _Difference(item, found, self.olds[found].text, item.text)


def _unit(line: Sequence[Piece], index: int) -> str:
    """The unit of money right behind a number, or nothing."""
    after = line[index + 1].text if index + 1 < len(line) else ""
    return next((unit for unit in MONEY_UNITS if after.startswith(unit)), "")


def _way(line: Sequence[Piece], index: int) -> tuple[str, ...] | None:
    """The words for the way that a movement right before a number goes, or nothing."""
    before = pieces.text_of(line[:index]).rstrip("了约 ")
    return next((words for words in (RISING, FALLING) if before.endswith(words)), None)


def _start(paragraph: Paragraph, index: int) -> int:
    """Where a piece begins in its paragraph's text."""
    return len(pieces.text_of(pieces.cut(paragraph.text)[:index]))


def _within(line: Sequence[Piece], item: Printed) -> list[int]:
    """The numbers of a paragraph that a figure's text holds."""
    found, start = [], 0
    for index, piece in enumerate(line):
        inside = item.offset <= start < item.offset + len(item.text)
        if piece.number and inside:
            found.append(index)
        start += len(piece.text)
    return found
