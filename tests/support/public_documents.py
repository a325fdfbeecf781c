"""Finished documents as a portal shows them: those of the examples, edited ones, small ones."""

from functools import cache
from pathlib import Path
from random import Random

from generator.diagnostics import Fault
from generator.outputs import document
from generator.outputs.public_blocks import (
    PublicBox,
    PublicDocument,
    PublicParagraph,
    ShownTable,
)
from generator.published.blocks import ReadDocument, ReadTable
from generator.word import archive, word_file
from generator.word.word_file import WordFile
from support.hand_edits import Editor
from support.reading_back import produced


def open_word(raw: bytes) -> WordFile:
    """A document that is there."""
    opened = word_file.read(raw, "a.docx")
    assert not isinstance(opened, Fault), opened
    return opened


@cache
def public(filing: Path) -> PublicDocument:
    """The document of an example."""
    return document.read(open_word(produced(filing).document))


def edited_by_hand(filing: Path, seed: int, count: int = 10) -> bytes:
    """The document of an example that somebody has edited in Word."""
    return Editor(produced(filing).document, Random(seed)).work(count)


def public_of(parts: dict[str, bytes]) -> PublicDocument:
    """The document that parts are."""
    return document.read(open_word(archive.pack(parts)))


def texts_of(read: ReadDocument) -> list[str]:
    """Every text of a document that is read, in order: paragraphs, cells, without the 目录."""
    texts = list[str]()
    for block in read.items:
        if isinstance(block, ReadTable):
            texts += [cell.text for cell in block.cells]
        else:
            texts.append(block.text)
    return texts


def texts_shown(public: PublicDocument) -> list[str]:
    """Every text of a document as a portal shows it, in its order: the cover, paragraphs, cells."""
    texts = [it.text for it in public.cover]
    for block in public.blocks:
        if isinstance(block, PublicParagraph):
            texts.append(block.text)
        elif isinstance(block, ShownTable):
            texts += [it.text for it in block.above]
            texts += [cell.text for cell in block.grid.cells]
            texts += [it.text for it in block.below]
    return texts


def texts_on_page(public: PublicDocument) -> list[str]:
    """The same as a page has them: the lines of the cover in one heading."""
    texts, cover = texts_shown(public), len(public.cover)
    return ["\n".join(texts[:cover]), *texts[cover:]]


def boxes_of(public: PublicDocument) -> list[str]:
    """What stands in text boxes."""
    boxes = (it for it in public.blocks if isinstance(it, PublicBox))
    return [text.text for box in boxes for text in box.paragraphs]
