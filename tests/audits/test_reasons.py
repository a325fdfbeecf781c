"""Movements without the reason that a form gives."""

from pathlib import Path

import pytest
from support.examples import BUDGET, EXAMPLE, OTHER_REGION
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
