"""Published documents audited: nothing in clean ones, each planted fault as what it is."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from support import fault_table, published_faults
from support.examples import EXAMPLE, FILINGS, OTHER_REGION
from support.fault_table import CLASSES
from support.office import to_pdf
from support.reading_back import DEPARTMENT, blocks_of, produced

from generator.audits import audit
from generator.audits.audit import CLEAR, UNSETTLED, WRONG
from generator.kept import library
from generator.published.blocks import Gap, ReadDocument
from generator.published.recognition import Recognized


@cache
def recognised(filing: Path) -> tuple[ReadDocument, Recognized]:
    document = blocks_of(produced(filing).document)
    return document, published_faults.read_as(document)


@pytest.mark.parametrize("filing", [*FILINGS, DEPARTMENT], ids=lambda it: it.stem)
def test_of_a_clean_document_nothing_is_told(filing: Path) -> None:
    made = audit.judge(*recognised(filing))
    assert (CLEAR, ()) == (made.verdict, made.findings)
    assert made.figures > 200
    assert made.checked > 300


@pytest.mark.office
@pytest.mark.parametrize("filing", [EXAMPLE, OTHER_REGION[0]], ids=lambda it: it.stem)
def test_nor_of_one_that_was_printed(filing: Path, tmp_path: Path) -> None:
    path = tmp_path / "公开.docx"
    path.write_bytes(produced(filing).document)
    made = audit.audit(to_pdf(path, tmp_path), library.current())
    assert (CLEAR, ()) == (made.verdict, made.findings)


@pytest.mark.parametrize("name", ["文中的数", "增减方向", "占位符", "标点没有配对"])
def test_a_planted_fault_is_told_as_what_it_is(name: str) -> None:
    document, found = recognised(OTHER_REGION[0])
    [(_, _, changed)] = fault_table.plant_all(document, [0], [name])
    made = audit.judge(changed, found)
    assert WRONG == made.verdict
    assert {it.code for it in made.findings} <= CLASSES[name].codes


def test_both_figures_and_both_places_are_told() -> None:
    document, found = recognised(EXAMPLE)
    changed = published_faults.rewrite(document, "“支出总计4052.48万元”写成“支出总计4025.48万元”")
    [it] = audit.judge(changed, found).findings
    assert ("A811", "文表不符") == (it.code, it.what)
    assert {"4025.48", "4052.48"} == {one.text for one in it.figures}
    assert len({one.place for one in it.figures}) >= 2


def test_of_a_document_that_was_hardly_read_it_is_not_said_that_nothing_is_wrong() -> None:
    document, found = recognised(EXAMPLE)
    place = next(document.paragraphs).place
    gaps = tuple(Gap("扫描的一页", place) for _ in range(200))
    made = audit.judge(replace(document, gaps=gaps), found)
    assert UNSETTLED == made.verdict


def test_what_cannot_be_read_or_recognised_is_unsettled(tmp_path: Path) -> None:
    path = tmp_path / "公开.docx"
    path.write_bytes(b"{\\rtf1 }")
    made = audit.audit(path, library.current())
    assert (UNSETTLED, ["R811"]) == (made.verdict, [it.code for it in made.refused])
