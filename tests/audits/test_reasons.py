"""Movements without the reason that a form gives."""

from pathlib import Path

import pytest
from support.examples import BUDGET, EXAMPLE, OTHER_REGION, TEXT_FIRST
from support.rewritten import told

SHANGHAI, _, UNIT = OTHER_REGION


@pytest.mark.parametrize(
    ("filing", "said"),
    [
        (EXAMPLE, "“主要原因是人员支出增加。”写成“”"),
        (SHANGHAI, "“增长1.40%。主要原因是”写成“增长1.40%。有关单位是”"),
        (BUDGET, "“，主要原因是”写成“，有关单位是”"),
        (UNIT, "“，主要原因是无公务用车车辆；”写成“；”"),
    ],
)
def test_a_movement_without_its_reason_is_told(filing: Path, said: str) -> None:
    assert "A850" in {code for code, _ in told(filing, said)}


def test_what_was_not_completed_has_its_reason_where_the_document_gives_such() -> None:
    reason = "决算数小于预算数的主要原因是器材按合同分期付款，余款结转下年。"
    assert [("A850", "没有写原因")] == told(TEXT_FIRST, f"“{reason}”写成“”")
