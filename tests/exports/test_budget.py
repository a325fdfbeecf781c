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


def test_what_an_export_does_not_split_is_asked_for_once(tmp_path: Path) -> None:
    [filing] = [it for it in BUDGETS if "单位" in it.stem]
    budget(filing).write(tmp_path / "导出.xlsx")
    whole = drawing(filing, tmp_path / filing.name, "导出.xlsx", *DRAWN, "支出")
    [fault] = [it for it in pipeline.produce(whole).faults if it.code == "C301"]
    assert "导出的表里基本支出没有分成人员经费、公用经费，11 处要分" == fault.message
    assert "如 科目 2011301、资金 一般公共预算拨款，人员经费、公用经费相加 9389913" in fault.help
    assert ("F11", 10) == (str(fault.place).split("!")[-1], len(fault.related))


def test_what_a_filing_splits_is_held_against_the_whole(tmp_path: Path) -> None:
    [filing] = [it for it in BUDGETS if "单位" in it.stem]
    budget(filing).write(tmp_path / "导出.xlsx")
    split = drawing(filing, tmp_path / filing.name, "导出.xlsx", *DRAWN, "支出")
    general = "科目: 2011301, 资金: 一般公共预算拨款"
    own = f"支出:\n  - {{{general}, 人员经费: 9000000, 公用经费: 389913}}\n"
    split.write_text(split.read_text("utf-8") + own, "utf-8")
    told = [(it.code, it.message) for it in pipeline.produce(split).faults]
    assert [("C301", "导出的表里基本支出没有分成人员经费、公用经费，10 处要分")] == told
