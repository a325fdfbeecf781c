"""Sentences that are cut short, or say a percentage of nothing."""

from pathlib import Path

import pytest
from support.examples import EXAMPLE, OTHER_REGION
from support.rewritten import told

_SAID = {
    "支出略有变化，主要原因是。": "A829",
    "支出略有变化，主要用于：；其他不变。": "A829",
    "支出略有变化，有办公费以及。": "A829",
    "某项年初预算为0.00万元，支出为5.62万元，完成年初预算的95.89%。": "A816",
    "某项5.62万元，比上年0.00万元增加5.62万元，增长100.00%。": "A816",
}


@pytest.mark.parametrize("filing", [EXAMPLE, OTHER_REGION[0]], ids=lambda it: it.stem)
def test_what_cannot_be_is_told(filing: Path) -> None:
    assert {*_SAID.values()} <= {code for code, _ in told(filing, *_SAID)}
    assert 3 == sum(code == "A829" for code, _ in told(filing, *_SAID))
