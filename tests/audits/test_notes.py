"""Notes of tables and sentences that say there is nothing, against what there is."""

from dataclasses import replace
from pathlib import Path

import pytest
from support import published_faults
from support.examples import EXAMPLE, OTHER_REGION, ROOT
from support.rewritten import rewritten, told, told_of

SHANGHAI, _, UNIT = OTHER_REGION
HALL = ROOT / "tests" / "filings" / "accounts_other_region.yaml"
NIL = [
    (EXAMPLE, "没有使用国有资本经营预算财政拨款安排的支出"),
    (SHANGHAI, "本年度没有政府性基金预算财政拨款收入和支出，故本表无数据"),
    (UNIT, "无政府性基金预算财政拨款安排的预算，故本表为空表"),
]


@pytest.mark.parametrize(("filing", "note"), NIL)
def test_an_empty_table_without_its_note_is_told(filing: Path, note: str) -> None:
    codes = {code for code, _ in told(filing, f"“{note}”写成“各项已经核对”")}
    assert "A843" in codes


@pytest.mark.parametrize(("filing", "note"), NIL)
def test_a_note_that_there_is_nothing_beside_a_figure_is_told(filing: Path, note: str) -> None:
    document = rewritten(filing)
    at = next(n for n, it in enumerate(document.blocks) if note in getattr(it, "text", ""))
    table = next(it for it in reversed(document.blocks[:at]) if not hasattr(it, "text"))
    cell = [it for it in table.rows[-1] if it.column > 1][-1]
    changed = published_faults.with_cell(document, cell, "12.34")
    assert "A843" in {code for code, _ in told_of(changed, filing)}


@pytest.mark.parametrize("filing", [EXAMPLE, SHANGHAI], ids=lambda it: it.stem)
def test_a_note_of_the_form_that_is_not_there_is_told(filing: Path) -> None:
    note = "本表反映部门本年度各项支出情况"
    document = rewritten(filing)
    blocks = tuple(it for it in document.blocks if note not in getattr(it, "text", ""))
    assert len(blocks) == len(document.blocks) - 1
    found = told_of(replace(document, blocks=blocks), filing)
    assert [("A831", "“支出决算表”下面没有表样的注")] == found


def test_so_is_one_that_the_form_words_in_two_ways() -> None:
    """With remainders its note has a second line."""
    note = "本表反映单位本年度一般公共预算财政拨款基本支出明细情况。"
    document = rewritten(HALL)
    blocks = tuple(it for it in document.blocks if note not in getattr(it, "text", ""))
    assert len(blocks) == len(document.blocks) - 1
    [(code, message)] = told_of(replace(document, blocks=blocks), HALL)
    assert ("A831", True) == (code, message.endswith("下面没有表样的注"))
