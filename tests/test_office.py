"""Finished documents before independent readers: the SDK validator, LibreOffice and pandoc."""

import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.examples import FILINGS, OF_EVERY_PACK, WORKED, Edit
from support.office import pdf_pages, to_pdf, validate
from support.ooxml import paragraphs, tables
from support.packs import FIRST_PACKS

from generator import pipeline
from generator.outputs import contents_pages, pdf
from generator.outputs.pdf import PrintedPdf
from generator.pipeline import Outcome

pytestmark = pytest.mark.office

FORMS = [path.with_name("document.docx") for path in FIRST_PACKS]
BUILT = [WORKED, *FILINGS]
of_every_pack = pytest.mark.parametrize("filing", OF_EVERY_PACK, ids=lambda path: path.stem)


def saved(outcome: Outcome, folder: Path) -> Path:
    path = folder / "document.docx"
    path.write_bytes(outcome.document)
    return path


def unstopped(text: str) -> str:
    """A text without stops: one that hangs in the margin is lost on pdftotext."""
    return re.sub("[，。；]", "", text)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("form", FORMS, ids=lambda path: "-".join(path.parts[-4:-1]))
def test_a_form_itself_is_a_valid_word_document(form: Path) -> None:
    assert [] == validate(form)


@pytest.mark.parametrize("filing", BUILT, ids=lambda path: path.stem)
def test_a_document_is_valid(filing: Path, tmp_path: Path) -> None:
    assert [] == validate(saved(pipeline.produce(filing), tmp_path))


def test_a_draft_is_valid_and_every_page_says_it_is_one(edited: Edit, tmp_path: Path) -> None:
    outcome = pipeline.produce(edited(("  接待批次: 1\n", "  接待批次:\n")), draft=True)
    document = saved(outcome, tmp_path)
    assert [] == validate(document)
    # The word is drawn as a shape: LibreOffice exports curves, so it is counted in the headers.
    with zipfile.ZipFile(document) as archive:
        headers = [archive.read(n).decode() for n in archive.namelist() if "word/header" in n]
    assert [1] == [header.count('string="草稿"') for header in headers]


@of_every_pack
def test_libreoffice_shows_every_sentence_with_a_figure(filing: Path, tmp_path: Path) -> None:
    made = pipeline.produce(filing)
    pages = "".join(pdf_pages(to_pdf(saved(made, tmp_path), tmp_path)))
    shown = unstopped(re.sub(r"—\d+—", "", pages))
    body = [squeezed(p) for p in paragraphs(made.document) if "万元，" in p]
    assert [] == [text for text in body if unstopped(text) not in shown]


def pandoc_tables(document: Path) -> Iterator[list[str]]:
    """The text of every cell of every table, as pandoc reads them."""
    done = subprocess.run(
        ["pandoc", "-t", "json", str(document)], capture_output=True, text=True, check=True
    )
    for block in json.loads(done.stdout)["blocks"]:
        yield from _tables(block)


def _tables(block: Any) -> Iterator[list[str]]:
    if isinstance(block, dict) and block.get("t") == "Table":
        yield [squeezed(text) for text in _cells(block["c"])]
    elif isinstance(block, dict | list):
        for inner in block.values() if isinstance(block, dict) else block:
            yield from _tables(inner)


def _cells(node: Any) -> Iterator[str]:
    """Every cell's text: a cell is [attributes, alignment, row span, column span, blocks]."""
    if isinstance(node, list) and len(node) == 5 and str(node[1]).startswith("{'t': 'Align"):
        yield _words(node[4])
    elif isinstance(node, dict | list):
        for inner in node.values() if isinstance(node, dict) else node:
            yield from _cells(inner)


def _words(node: Any) -> str:
    if isinstance(node, dict):
        return node["c"] if node.get("t") == "Str" else _words(node.get("c", []))
    return "".join(_words(item) for item in node) if isinstance(node, list) else ""


@of_every_pack
def test_pandoc_reads_every_cell(filing: Path, tmp_path: Path) -> None:
    made = pipeline.produce(filing)
    expected = [
        [squeezed(cell) for row in table for cell in row if squeezed(cell)]
        for table in tables(made.document)
    ]
    read = [[cell for cell in table if cell] for table in pandoc_tables(saved(made, tmp_path))]
    assert expected == read


@of_every_pack
def test_paginate_fills_in_the_pages_that_the_pdf_shows(filing: Path, tmp_path: Path) -> None:
    made = pipeline.produce(filing)
    document = saved(made, tmp_path)
    done = contents_pages.paginate(document)
    lines = paragraphs(document.read_bytes())
    contents = [m for m in (re.fullmatch(r"(.+)\t(\d+)", line) for line in lines) if m]
    [printed] = pdf.print_all([(document.name, document.read_bytes())])
    assert isinstance(printed, PrintedPdf)
    (tmp_path / "印出.pdf").write_bytes(printed.pdf)
    pages = pdf_pages(tmp_path / "印出.pdf")
    shown = list(_pages_of([squeezed(entry[1]) for entry in contents], pages))
    assert done.entries == len(contents)
    assert [entry[2] for entry in contents] == shown
    assert [] == validate(document)


def _pages_of(titles: list[str], pages: list[str]) -> Iterator[str]:
    """The page number printed on the page of each title, looked for after the title before it."""
    at = next(n for n, page in enumerate(pages) if page.endswith("—1—"))
    for title in titles:
        at = next(n for n in range(at, len(pages)) if title in pages[n])
        yield re.findall(r"—(\d+)—$", pages[at])[0]


def test_paginating_twice_changes_nothing(example: Outcome, tmp_path: Path) -> None:
    document = saved(example, tmp_path)
    contents_pages.paginate(document)
    once = document.read_bytes()
    contents_pages.paginate(document)
    assert once == document.read_bytes()
