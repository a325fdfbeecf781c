"""Our own documents as LibreOffice prints them: the .pdf says what the .docx says."""

import re
from pathlib import Path

import pdfplumber
import pytest
from support.examples import FILINGS, TEXT_FIRST
from support.office import to_pdf

from generator import pipeline
from generator.published import reading
from generator.published.blocks import ReadDocument, ReadTable

# LibreOffice hangs a comma at the end of a line into the margin, and does not always print it.
_HUNG = re.compile(r"[\s，。、；]")
_FIGURE = re.compile(r"-?[\d,]*\d\.\d+%?")


def say(document: ReadDocument) -> list[str]:
    """What a document says, block by block and row by row, without blanks and the 目录."""
    said: list[str] = []
    for block in document.blocks:
        if isinstance(block, ReadTable):
            rows = ("|".join(cell.text for cell in row if cell.text) for row in block.rows)
            said += filter(None, rows)
        elif not block.entry:
            said.append(block.text)
    return [_HUNG.sub("", it) for it in said]


def read(path: Path) -> ReadDocument:
    document, faults = reading.read(path)
    assert (True, []) == (document is not None, faults)
    assert document is not None
    return document


@pytest.mark.office
# What a chart says is text on a printed page; in Word it is part of a drawing.
@pytest.mark.parametrize(
    "filing", [it for it in FILINGS if it != TEXT_FIRST], ids=lambda path: path.stem
)
def test_a_printed_document_says_what_the_word_document_says(filing: Path, tmp_path: Path) -> None:
    outcome = pipeline.produce(filing)
    assert outcome.document
    path = tmp_path / "文档.docx"
    path.write_bytes(outcome.document)
    word, printed = read(path), read(to_pdf(path, tmp_path))
    assert say(word) == say(printed)
    assert len(list(word.tables)) == len(list(printed.tables))
    assert () == printed.gaps


@pytest.mark.office
def test_another_reader_finds_the_same_figures_in_the_same_rows(tmp_path: Path) -> None:
    outcome = pipeline.produce(FILINGS[0])
    assert outcome.document
    path = tmp_path / "文档.docx"
    path.write_bytes(outcome.document)
    pdf = to_pdf(path, tmp_path)
    ours = [[c.text for c in row if c.text] for t in read(pdf).tables for row in t.rows]
    with pdfplumber.open(pdf) as opened:
        tables = [table for page in opened.pages for table in page.extract_tables()]
    theirs = [[text for text in row if text] for table in tables for row in table]
    assert _rows(ours) == _rows(theirs)


def _rows(rows: list[list[str]]) -> list[list[str]]:
    """The rows that have figures, without blanks."""
    plain = ([re.sub(r"\s", "", text) for text in row] for row in rows)
    return sorted(row for row in plain if any(map(_FIGURE.fullmatch, row)))
