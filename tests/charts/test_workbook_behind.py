"""A document with charts may be published, as long as their workbooks tell no more than they do."""

from pathlib import Path

import pytest
from support.charts import FILING, build, change_workbook, write_chart_pack

from generator.edited import publishing
from generator.kept import library


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"", b"", False),
        (b"1723.78", b"1732.78", True),
        (b"</sheetData>", b'<row r="9"><c r="F9"><v>7</v></c></row></sheetData>', True),
    ],
)
def test_a_workbook_must_say_what_its_chart_shows_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: bytes, new: bytes, told: bool
) -> None:
    small, path = write_chart_pack(tmp_path), tmp_path / "公开.docx"
    document = build(small).document
    changed = change_workbook(document, 1, lambda it: it.replace(old, new, 1)) if old else document
    path.write_bytes(changed)
    monkeypatch.setattr(library, "current", lambda: small.root)
    faults = publishing.publish(path, small.file(FILING)).faults
    assert told == any("嵌入的文件" in it.message for it in faults)
    assert told == bool(faults)
