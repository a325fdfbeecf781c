"""Forms and finished documents, as readable text: whoever changes one sees here what changed."""

from pathlib import Path

import pytest
from conftest import ROOT
from support.listing import GOLDEN, filings, form_files, of_document

from generator import cli, exits


def test_every_document_has_its_golden_listing_and_every_listing_its_document() -> None:
    assert set(GOLDEN.glob("*.txt")) == {of_document(filing)[0] for filing in filings()}


@pytest.mark.parametrize("filing", filings(), ids=lambda path: path.stem)
def test_a_document_reads_as_it_was_reviewed(filing: Path) -> None:
    path, listed = of_document(filing)
    assert path.read_text("utf-8") == listed, "若改动是有意的，运行 make golden 并审阅差异"


@pytest.mark.parametrize("form", form_files(), ids=lambda path: "-".join(path.parts[-4:]))
def test_beside_each_form_stands_what_its_command_prints(
    form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reviewed = form.with_suffix(".txt").read_text(encoding="utf-8")
    assert exits.FINE == cli.main(["template", "show", str(form)])
    assert reviewed == capsys.readouterr().out, "若改动是有意的，运行 make golden 并审阅差异"


def test_no_listing_stands_beside_what_is_no_form() -> None:
    listed = {path.with_suffix(".docx") for path in (ROOT / "templates").rglob("*.txt")}
    assert set(form_files()) == listed
