"""Our own documents printed and converted by other programs: each still says what its filing says,
and one false figure is told wherever it was printed.
"""

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from support.examples import BUDGET, FILINGS, OF_EVERY_PACK
from support.office import TIMEOUT_SECONDS, calc_as, to_pdf

from generator import pipeline
from generator.edited import agreement
from generator.edited.charted import UNSEEN
from generator.edited.findings import State

Convert = Callable[[Path, Path], Path]


def _to_html(document: Path, folder: Path) -> Path:
    return calc_as(document, "html", "HTML (StarWriter)", folder)


def _by_pandoc(document: Path, folder: Path) -> Path:
    target = folder / "pandoc.html"
    command = ["pandoc", "-s", "-f", "docx", "-t", "html", "-o", str(target), str(document)]
    subprocess.run(command, check=True, timeout=TIMEOUT_SECONDS)
    return target


CONVERSIONS: dict[str, Convert] = {"pdf": to_pdf, "html": _to_html, "pandoc": _by_pandoc}


def written(raw: bytes, folder: Path) -> Path:
    path = folder / "文档.docx"
    path.write_bytes(raw)
    return path


def told(document: Path, filing: Path) -> list[str]:
    """What is told of a document, but for its charts: they are pictures there."""
    findings = agreement.verify(document, filing).findings
    return [it.why or it.printed for it in findings if it.why != UNSEEN and "图" not in it.why]


@pytest.mark.office
@pytest.mark.parametrize("filing", FILINGS, ids=lambda path: path.stem)
def test_a_printed_document_agrees_with_its_filing(filing: Path, tmp_path: Path) -> None:
    document = written(pipeline.produce(filing).document, tmp_path)
    assert [] == told(to_pdf(document, tmp_path), filing)


@pytest.mark.office
@pytest.mark.parametrize("program", ["html", "pandoc"])
@pytest.mark.parametrize("filing", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_a_web_page_made_of_a_document_agrees_with_its_filing(
    filing: Path, program: str, tmp_path: Path
) -> None:
    document = written(pipeline.produce(filing).document, tmp_path)
    assert [] == told(CONVERSIONS[program](document, tmp_path), filing)


@pytest.mark.office
@pytest.mark.parametrize("program", CONVERSIONS)
def test_a_false_cell_is_told_with_the_table_that_it_stands_in(
    program: str, tmp_path: Path
) -> None:
    opened = docx.Document(io.BytesIO(pipeline.produce(BUDGET).document))
    cells = (c for t in opened.tables for r in t.rows for c in r.cells)
    [cell, *_] = [c for c in cells if "." in c.text and c.text.replace(".", "").isdigit()]
    right, wrong = cell.text, f"{cell.text[:-1]}{(int(cell.text[-1]) + 1) % 10}"
    cell.paragraphs[0].runs[0].text = wrong
    changed = io.BytesIO()
    opened.save(changed)
    document = written(changed.getvalue(), tmp_path)
    [finding] = agreement.verify(CONVERSIONS[program](document, tmp_path), BUDGET).findings
    assert (State.DIFFERS, wrong, right) == (finding.state, finding.printed, finding.expected)
    assert "收支预算总表：" in finding.where
