"""Forms and finished documents, as readable text: whoever changes one sees here what changed."""

from pathlib import Path

import pytest
from conftest import ROOT
from support.listing import GOLDEN, documents, form_files

from generator import cli

DOCUMENTS = documents()


def test_every_document_has_its_golden_listing_and_every_listing_its_document() -> None:
    assert set(GOLDEN.glob("*.txt")) == set(DOCUMENTS)


@pytest.mark.parametrize("path", sorted(DOCUMENTS), ids=lambda path: path.stem)
def test_a_document_reads_as_it_was_reviewed(path: Path) -> None:
    expected = path.read_text(encoding="utf-8")
    assert expected == DOCUMENTS[path], "若改动是有意的，运行 make golden 并审阅差异"


@pytest.mark.parametrize("form", form_files(), ids=lambda path: "-".join(path.parts[-4:-1]))
def test_beside_each_form_stands_what_its_command_prints(
    form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reviewed = form.with_name("document.txt").read_text(encoding="utf-8")
    assert 0 == cli.main(["template", "show", str(form)])
    assert reviewed == capsys.readouterr().out, "若改动是有意的，运行 make golden 并审阅差异"


def test_no_listing_stands_beside_what_is_no_form() -> None:
    listed = {path.with_suffix(".docx") for path in (ROOT / "templates").rglob("document.txt")}
    assert set(form_files()) == listed
