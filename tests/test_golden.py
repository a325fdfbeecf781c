"""Forms and finished documents, as readable text: whoever changes one sees here what changed."""

from difflib import unified_diff
from pathlib import Path

import pytest
from support.examples import ROOT
from support.listing import GOLDEN, filings, form_files, of_document

from generator import cli, exits


def test_every_document_reads_as_it_was_reviewed() -> None:
    """One test for all of inputs/: a faulty filing there is red here, and nowhere else."""
    now = dict(map(of_document, filings()))
    reviewed = {path: path.read_text("utf-8") for path in GOLDEN.glob("*.txt")}
    assert set(reviewed) == set(now)
    changes = [
        line
        for path, listed in now.items()
        for line in unified_diff(reviewed[path].splitlines(), listed.splitlines(), path.name, n=0)
    ]
    assert [] == changes, "若改动是有意的，运行 make golden 并审阅差异"


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
