"""Sentences that are cut short, or say a percentage of nothing."""

from pathlib import Path

import pytest
from support.examples import BUDGET, EXAMPLE, OTHER_REGION
from support.published_faults import replaced
from support.rewritten import rewritten, told, told_of

from generator.published.blocks import ReadBlock, ReadParagraph

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


def test_another_unit_of_money_above_an_empty_table_is_told() -> None:
    document = rewritten(BUDGET)
    blocks = document.blocks
    title = next(
        n for n, it in enumerate(blocks) if _is_titled(it, "七、国有资本经营预算拨款支出预算表")
    )
    at = next(n for n in range(title, len(blocks)) if _is_line(blocks[n]))
    line = blocks[at]
    assert isinstance(line, ReadParagraph)
    other = replaced(document, line, line._replace(text="单位：元"))
    assert [("A819", "单位写的是元，这张表的单位是万元")] == told_of(other, BUDGET)


def _is_titled(it: ReadBlock, title: str) -> bool:
    return isinstance(it, ReadParagraph) and not it.entry and it.text == title


def _is_line(it: ReadBlock) -> bool:
    return isinstance(it, ReadParagraph) and it.text == "单位：万元"
