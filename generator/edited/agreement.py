"""Whether a finished document still says what its filing says: every sign of it that tells a
figure, a unit or a direction is accounted for, or listed.
"""

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice, permutations
from pathlib import Path
from typing import NamedTuple

from generator import pipeline
from generator.diagnostics import Fault, Place
from generator.edited import beside, charted, proving
from generator.edited.expected import Expected, expect
from generator.edited.findings import Finding, State
from generator.edited.held import HeldFile, kind_of, of_blocks, of_word
from generator.edited.signs import NUMBER
from generator.filing.source import Source
from generator.pipeline import Outcome
from generator.published import reading
from generator.word import carried, drawings, ooxml, word_file
from generator.word.carried import CarriedError
from generator.word.ooxml import XmlError
from generator.word.seen import Seen
from generator.word.word_file import WordFile

# A document that was made elsewhere may say on so many first lines what it is.
_COVER_LINES = 8
_NO_TABLE = "没有认出它的表"
# Above it on a web page there is what all pages of a site have.
_WEB_LINES = 200


class SettledLines(NamedTuple):
    """How many lines that are due stand as they should, and the numbers in them."""

    numbers: int = 0
    lines: int = 0


NONE_SETTLED = SettledLines()


@dataclass(frozen=True)
class Verified:
    """What a document was found to say; with faults it could not be looked at.

    `kind` is the document's format by its content, as in `ReadDocument`. `looked` counts what was
    looked at, `unread` what was not, by kind; `reworded` counts the paragraphs whose words differ
    while all that they tell of figures agrees; `settled` is counted of a copy (`expect_copy`).
    """

    file: str
    filing: str
    figures: int = 0
    findings: tuple[Finding, ...] = ()
    faults: tuple[Fault, ...] = ()
    source: Source | None = None
    looked: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    reworded: int = 0
    kind: str = ".docx"
    settled: SettledLines = NONE_SETTLED

    @property
    def true(self) -> bool:
        """Whether the document is proved to say what the filing says."""
        return not self.faults and not self.findings

    def count(self, state: State) -> int:
        """How many findings are of a state."""
        return sum(finding.state is state for finding in self.findings)


def verify(document: Path, filing: Path) -> Verified:
    """Hold a document against what its filing would print now."""
    opened, faults = reading.open_file(document)
    if opened is None:
        return Verified(str(document), str(filing), faults=tuple(faults))
    if isinstance(opened, WordFile):
        return verify_opened(opened, pipeline.produce(filing))
    return _verify(of_blocks(opened), pipeline.produce(filing))


def verify_opened(opened: WordFile, outcome: Outcome, shown: Seen | None = None) -> Verified:
    """The same for a document and a filing that are at hand already: what is proved is they.

    `shown` is what is seen of the document, where that was read already.
    """
    return _verify(of_word(opened, shown), outcome)


def _verify(held: HeldFile, outcome: Outcome) -> Verified:
    if outcome.failed:
        return Verified(held.file, outcome.file, faults=outcome.faults, source=outcome.source)
    return hold(held, expect(outcome, held))


def hold(held: HeldFile, expected: Expected) -> Verified:
    """Hold a document against what is expected of it; many may be held against one."""
    filing = expected.outcome.file
    if not _is_of(held, expected):
        return Verified(held.file, filing, faults=(_refuse(held.file, expected.outcome),))
    proof = proving.DocumentProof(held, expected)
    if proof.tables == frozenset():
        return Verified(
            held.file, filing, faults=(_refuse(held.file, expected.outcome, _NO_TABLE),)
        )
    drawn = charted.hold(held.opened, expected)
    findings = [*proof.findings(), *drawn.findings, *beside.findings(held, expected)]
    unread = Counter(map(kind_of, held.seen.unread))
    unread[drawings.CHART] += drawn.unread
    return Verified(
        held.file,
        filing,
        proof.figures,
        tuple(findings),
        looked=held.seen.looked,
        unread=+unread,
        reworded=proof.reworded,
        kind=held.kind,
        settled=_count_settled(proof) if expected.literal else NONE_SETTLED,
    )


def _count_settled(proof: proving.DocumentProof) -> SettledLines:
    """How much stands as it should; of the 目录 only its titles are held, not its pages."""
    said = [line for line in proof.due if line.text and line not in proof.open]
    signs = (sign for line in said if not line.is_entry for sign in line.signs)
    return SettledLines(sum(sign.kind == NUMBER for sign in signs), len(said))


# -- which document it is ------------------------------------------------------------------------


def _is_of(held: HeldFile, expected: Expected) -> bool:
    """Whether a document is the one that is expected."""
    if held.only_tables:
        return True  # it has no cover; whether it has the document's tables is seen there
    if held.opened:
        return is_same(held.opened, expected.fresh)
    texts = (text.text for line in held.seen.lines for text in line.texts)
    return _says_same(_first_of(texts, _WEB_LINES), _first_lines(expected.fresh))


def is_same(one: WordFile, other: WordFile) -> bool:
    """Whether two documents are of the same unit, kind and year.

    One sign is enough: people write on a cover, clear the properties, publish without what is
    carried, or make the document elsewhere.
    """
    if _says_same(_first_lines(one), _first_lines(other)):
        return True
    signs = ((read(one), read(other)) for read in (_title_of, _carried_by))
    return any(sign and sign == against for sign, against in signs)


def _title_of(document: WordFile) -> str:
    """What a document's properties say that it is."""
    with suppress(XmlError):
        return word_file.title(document.parts)
    return ""


def _carried_by(document: WordFile) -> str:
    """What a document carries says that it is."""
    with suppress(CarriedError):
        return carried.read(document.parts, document.main)[1]
    return ""


def _first_lines(document: WordFile) -> list[str]:
    return _first_of(ooxml.paragraph_texts(document.root))


def _first_of(texts: Iterable[str], most: int = _COVER_LINES) -> list[str]:
    """The first lines that say something, without blanks."""
    lines = ("".join(text.split()) for text in texts)
    return list(islice(filter(None, lines), most))


def _says_same(lines: list[str], cover: list[str]) -> bool:
    """Whether some lines one after the other say what a cover's three say, in whatever order."""
    wanted = {"".join(order) for order in permutations(cover[: word_file.COVER_LINES])}
    ends = (range(a + 1, min(a + _COVER_LINES, len(lines)) + 1) for a in range(len(lines)))
    spans = ((a, b) for a, after in enumerate(ends) for b in after)
    return bool(cover) and any("".join(lines[a:b]) in wanted for a, b in spans)


def _refuse(file: str, outcome: Outcome, why: str = "单位、年度或文种不同") -> Fault:
    message = f"这份文档不是“{outcome.name}”：{why}"
    help_ = "换对应的文件；名称确实改了，先用 refresh 更新文档"
    return Fault("R813", message, Place(file, 1, 1), help=help_)
