"""Rows of tables that a form prescribes, and accounts beside their codes."""

from pathlib import Path

import pytest
from support import published_faults
from support.examples import EXAMPLE, OTHER_REGION
from support.rewritten import rewritten, told_of

_NAME = "其他商品和服务支出"


@pytest.mark.parametrize("filing", [EXAMPLE, OTHER_REGION[0]], ids=lambda it: it.stem)
def test_rows_that_are_called_otherwise_or_not_there_are_told(filing: Path) -> None:
    document = rewritten(filing)
    for old, new in (
        (_NAME, "其他商品和服支出"),
        ("二、外交支出", "二、外文支出"),
        ("结余分配", ""),
    ):
        cells = (it for table in document.tables for it in table.cells)
        cell = next(it for it in cells if it.text.strip() == old)
        document = published_faults.with_cell(document, cell, new)
    messages = {it for _, it in told_of(document, filing)}
    assert any(it.startswith("30299 印作“其他商品和服支出”，") for it in messages)
    assert "“二、外文支出”在表样里是“外交支出”" in messages
    assert "“收入支出决算总表”没有列“结余分配”" in messages


def test_a_label_that_stands_twice_may_be_wrong_once() -> None:
    document = rewritten(EXAMPLE)
    name = "国有资本经营预算"
    table = next(it for it in document.tables if [c.text[-8:] for c in it.cells].count(name) > 1)
    cell = next(it for it in table.cells if it.text.endswith(name))
    wrong = published_faults.with_cell(document, cell, cell.text.replace("经营", "经"))
    shown = cell.text.strip().replace("经营", "经")
    assert ("A830", f"“{shown}”在表样里是“{name}”") in told_of(wrong, EXAMPLE)


@pytest.mark.parametrize(
    ("title", "head", "other"),
    [
        ("公务接待费", "公务用车运行维护费", "公务用车购置费"),
        ("公务接待费", "预算数", "决算数"),
        ("年初结转和结余", "年初结转和结余", "年末结转和结余"),
        ("年初结转和结余", "基本支出", "项目支出"),
    ],
)
def test_a_column_under_the_head_of_another_of_its_table_is_told(
    title: str, head: str, other: str
) -> None:
    """The table of which a title says only what it is about has its heads below that."""
    document = rewritten(OTHER_REGION[0])
    heads = ({cell.text: cell for row in it.rows[:4] for cell in row} for it in document.tables)
    cell = next(it for it in heads if {title, head} <= {*it})[head]
    found = told_of(published_faults.with_cell(document, cell, other), OTHER_REGION[0])
    assert [("A854", f"栏头“{other}”，表样是“{head}”")] == found


@pytest.mark.parametrize(
    ("filing", "head", "other"),
    [
        (EXAMPLE, "财政拨款收入", "财政专户收入"),
        (OTHER_REGION[0], "上级补助收入", "财政补助收入"),
    ],
)
def test_a_column_under_another_head_is_told(filing: Path, head: str, other: str) -> None:
    document = rewritten(filing)
    table = next(
        it for it in document.tables if head in {cell.text for row in it.rows[:3] for cell in row}
    )
    cell = next(it for it in table.cells if it.text == head)
    found = told_of(published_faults.with_cell(document, cell, other), filing)
    assert [("A854", f"栏头“{other}”，表样是“{head}”")] == found


def test_a_head_that_is_only_shorter_is_let_be() -> None:
    document = rewritten(EXAMPLE)
    cell = next(it for table in document.tables for it in table.cells if it.text == "财政拨款收入")
    assert [] == told_of(published_faults.with_cell(document, cell, "财政拨款"), EXAMPLE)
