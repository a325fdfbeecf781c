"""Titles of another kind of document."""

from pathlib import Path

import pytest
from support.examples import EXAMPLE, PAIR, SHANGHAI
from support.rewritten import told


@pytest.mark.parametrize(
    ("filing", "old", "new", "said"),
    [
        (PAIR[1], "2025年区级单位预算", "2025年区级单位决算", "决算"),
        (PAIR[1], "五、单位预算表", "五、单位决算表", "决算"),
        (SHANGHAI, "2024年度部门决算", "2024年度部门预算", "预算"),
    ],
)
def test_a_title_of_another_kind_of_document_is_told(
    filing: Path, old: str, new: str, said: str
) -> None:
    messages = [message for code, message in told(filing, f"“{old}”写成“{new}”") if code == "A854"]
    assert [f"写的是“{said}”"] == [it.rpartition("，")[2] for it in messages]


@pytest.mark.parametrize("filing", [EXAMPLE, SHANGHAI, *PAIR])
def test_a_document_whose_titles_are_its_own_is_let_be(filing: Path) -> None:
    assert [] == told(filing)
