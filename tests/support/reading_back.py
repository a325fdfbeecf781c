"""Documents that were made here, read back by their forms: what was printed, and what is read."""

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

from generator import pipeline
from generator.addresses import Steps
from generator.filling.marks import Aspect
from generator.filling.prints import Printed
from generator.packs.pack import Pack
from generator.pipeline import Outcome
from generator.published import form_reader, judging, understanding, word_blocks
from generator.published.blocks import ReadBlock, ReadDocument, ReadParagraph, ReadTable
from generator.published.findings import Discrepancy
from generator.published.understanding import Understanding
from generator.vocabulary import RATE, RATIO
from generator.word import word_file
from generator.word.word_file import WordFile
from support.examples import ROOT

MAIN = "word/document.xml"
DEPARTMENT = ROOT / "tests" / "filings" / "department" / "357.yaml"
# An address with its text and the paragraph that it stands in.
Found = tuple[Steps, str, int]


@cache
def blocks_of(document: bytes) -> ReadDocument:
    """A made document as blocks."""
    opened = word_file.read(document, "公开.docx")
    assert isinstance(opened, WordFile)
    return word_blocks.read(opened)


def understand(document: ReadDocument, pack: Pack) -> Understanding:
    """What a document says by a pack's form, of the pack's own year."""
    reader = form_reader.reader_of(pack)
    assert reader is not None
    return understanding.understand(document, reader, int(pack.key[1]))


def understood(outcome: Outcome) -> Understanding:
    """What a made document says by its own form, read once."""
    return _understood(outcome.document, pack_of(outcome))


@cache
def _understood(document: bytes, pack: Pack) -> Understanding:
    return understand(blocks_of(document), pack)


def findings(document: ReadDocument, pack: Pack) -> tuple[Discrepancy, ...]:
    """What is wrong in a document by itself."""
    return judging.judge(understand(document, pack), pack).findings


def pack_of(outcome: Outcome) -> Pack:
    assert outcome.pack is not None, [(it.code, it.message) for it in outcome.faults]
    return outcome.pack


def printed(outcome: Outcome) -> Counter[Found]:
    """Every figure that the document prints with a text of its own, where it prints it."""
    pack = pack_of(outcome)
    return Counter(
        (it.mark.steps, _bare(it.text, pack), it.paragraph)
        for it in outcome.printed
        if it.part == MAIN and it.text and not it.mark.base and _is_figure(it)
    )


def read(said: Understanding) -> Counter[Found]:
    """Every figure that is read, where it is."""
    return Counter(
        (it.steps, it.number.text, getattr(it.place, "paragraph", 0))
        for it in said.readings.figures
        if it.number.text
    )


def printed_parts(outcome: Outcome) -> Counter[tuple[Steps, str, str]]:
    """What the phrases of a document print of movements: the address, the base, the number."""
    pack = pack_of(outcome)
    return Counter(
        (it.mark.steps, it.mark.base, _bare(it.text, pack))
        for it in outcome.printed
        if it.part == MAIN and it.mark.base and it.mark.aspect in _NUMBERS
    )


def read_parts(said: Understanding) -> Counter[tuple[Steps, str, str]]:
    """What is read of movements."""
    return Counter(
        (it.steps, it.phrase.base, number.text)
        for it in said.readings.changes
        for name, number in it.parts.items()
        if it.phrase.base or name not in (RATE, RATIO)
    )


_NUMBERS = (Aspect.VALUE, Aspect.DIFFERENCE, Aspect.RATE)


def _is_figure(it: Printed) -> bool:
    return it.mark.aspect in (Aspect.VALUE, Aspect.RATE)


def _bare(text: str, pack: Pack) -> str:
    """A number without what its style puts behind it."""
    for style in pack.wording.styles.values():
        if style.suffix:
            text = text.removesuffix(style.suffix)
    return text


@cache
def produced(path: Path) -> Outcome:
    """What becomes of a filing, made once."""
    return pipeline.produce(path)


# -- what others do to a document ----------------------------------------------------------------


def changed(document: ReadDocument, old: ReadBlock, *new: ReadBlock) -> ReadDocument:
    at = document.blocks.index(old)
    return replace(document, blocks=(*document.blocks[:at], *new, *document.blocks[at + 1 :]))


def paragraph(document: ReadDocument, begin: str) -> ReadParagraph:
    return next(it for it in document.paragraphs if it.text.startswith(begin) and not it.entry)


def table_with(document: ReadDocument, *texts: str) -> ReadTable:
    return next(it for it in document.tables if {*texts} <= {cell.text for cell in it.cells})
