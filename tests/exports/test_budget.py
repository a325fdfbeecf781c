"""Budgets drawn from the sheets of Shanghai's system: the same document as typed."""

from pathlib import Path

import pytest
from support.budget_exports import budget
from support.examples import OTHER_REGION, codes
from support.exports import drawing

from generator import pipeline

BUDGETS = OTHER_REGION[1:]
DRAWN = ("收入", "一般公共预算基本支出经济分类", "三公经费", "机关运行经费")


@pytest.mark.parametrize("filing", BUDGETS, ids=lambda it: it.stem)
def test_the_document_is_that_of_the_typed_filing(tmp_path: Path, filing: Path) -> None:
    budget(filing).write(tmp_path / "导出.xlsx")
    sections = DRAWN if "单位" in filing.stem else (*DRAWN, "支出")
    made = pipeline.produce(drawing(filing, tmp_path / filing.name, "导出.xlsx", *sections))
    typed = pipeline.produce(filing)
    assert [] == [it for it in codes(made) if it[0] in "SL"], made.faults
    assert typed.document == made.document != b""
