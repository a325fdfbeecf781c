"""A document through the gate: what is told of a file is of the content that was taken."""

from pathlib import Path

import pytest
from support.examples import EXAMPLE

from generator.kept import fingerprints
from generator.outputs import folder, making
from generator.outputs.folder import Standing
from generator.outputs.making import How, PublishItem
from generator.pipeline import Outcome

HOW = How(("html", "pdf"))


def test_a_pdf_that_changes_meanwhile_is_taken_and_named_as_it_was_read(
    example: Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, pdf = tmp_path / "甲.docx", tmp_path / "甲.pdf"
    item = PublishItem(document, tmp_path / "公开" / "甲", EXAMPLE, pdf)
    document.write_bytes(example.document)
    pdf.write_bytes(b"1")
    look = folder.look

    def meddle(place: Path) -> Standing:
        pdf.write_bytes(b"%PDF-1.7 ...")
        return look(place)

    monkeypatch.setattr(folder, "look", meddle)
    made = making.make(item, HOW)
    assert fingerprints.of_bytes(b"1") == made.made_from["来源"]["PDF"]["SHA-256"]
    assert ["不是 PDF 文件"] == [it.message for it in made.faults if "PDF" in it.message]
