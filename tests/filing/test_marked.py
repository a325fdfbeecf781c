"""Which files may be workbooks that are filings."""

from pathlib import Path

import pytest
from support import sheets

from generator.filing import marked


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("填报.xlsx", True),
        ("填报.XLSM", True),  # saved with macros allowed; what it holds is the same
        ("填报.et", True),
        ("填报.csv", False),
        ("填报.xlsx.bak", False),
    ],
)
def test_a_workbook_is_known_by_its_suffix(name: str, expected: bool) -> None:
    assert expected is marked.is_workbook(name)


def test_what_opens_with_a_password_only_is_no_filing_and_is_known_to_be_locked(
    tmp_path: Path,
) -> None:
    old, new, open_ = tmp_path / "旧.xls", tmp_path / "新.xlsx", tmp_path / "开.xls"
    old.write_bytes(sheets.locked_workbook())
    new.write_bytes(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"))
    sheets.written_old(open_)
    assert [True, True, False] == [marked.is_locked(it) for it in (old, new, open_)]
    assert [False] * 3 == [marked.is_marked(it) for it in (old, new, open_)]
