"""Which files may be workbooks that are filings."""

import pytest

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
