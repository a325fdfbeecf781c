"""Our documents with something changed in them, and what an audit tells of that."""

from functools import cache, reduce
from pathlib import Path

from generator.audits import audit
from generator.published.blocks import ReadDocument
from generator.published.recognition import Recognized
from support import published_faults
from support.reading_back import blocks_of, produced


@cache
def _read(filing: Path) -> tuple[ReadDocument, Recognized]:
    document = blocks_of(produced(filing).document)
    return document, published_faults.read_as(document)


def rewritten(filing: Path, *changes: str) -> ReadDocument:
    """The document of a filing with changes, as `published_faults.rewrite` says them."""
    document, _ = _read(filing)
    return reduce(published_faults.rewrite, changes, document)


def told(filing: Path, *changes: str) -> list[tuple[str, str]]:
    """What is told of a changed document: codes and messages."""
    return told_of(rewritten(filing, *changes), filing)


def told_of(document: ReadDocument, filing: Path) -> list[tuple[str, str]]:
    """What is told of a document that was made of a filing."""
    _, found = _read(filing)
    return [(it.code, it.message) for it in audit.judge(document, found).findings]
