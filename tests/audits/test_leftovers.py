"""What a published Word document still carries of its making."""

from pathlib import Path

from support.examples import EXAMPLE
from support.reading_back import produced

from generator.audits import leftovers


def test_of_a_clean_document_nothing_is_told(tmp_path: Path) -> None:
    path = tmp_path / "公开.docx"
    path.write_bytes(produced(EXAMPLE).document)
    assert [] == list(leftovers.find(path))


def test_what_is_no_word_file_is_no_matter_of_this(tmp_path: Path) -> None:
    path = tmp_path / "公开.docx"
    path.write_bytes(b"{}")
    assert [] == list(leftovers.find(path))
