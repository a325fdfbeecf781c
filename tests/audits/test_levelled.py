"""Accounts that sentences name with their owners: each below its own, on its own level."""

from pathlib import Path

import pytest
from support.examples import EXAMPLE, SHANGHAI, TEXT_FIRST
from support.rewritten import told

_RETIRED = "“行政单位离退休（项）”前面的"


@pytest.mark.parametrize(
    ("old", "new", "due"),
    [
        (
            "社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休",
            "卫生健康支出（类）行政事业单位养老支出（款）行政单位离退休",
            f"{_RETIRED}“卫生健康支出（类）”应是“社会保障和就业支出（类）”",
        ),
        (
            "行政事业单位养老支出（款）行政单位离退休",
            "抚恤（款）行政单位离退休",
            f"{_RETIRED}“抚恤（款）”应是“行政事业单位养老支出（款）”",
        ),
        ("行政运行（项）", "行政运行（款）", "“行政运行（款）”应是“行政运行（项）”"),
        ("财政事务（款）行政", "财政事务（项）行政", "“财政事务（项）”应是“财政事务（款）”"),
        (
            "财政委托业务支出（项）",
            "财政委托业务收入（项）",
            "“财政委托业务收入（项）”应是“财政委托业务支出（项）”",
        ),
    ],
)
def test_an_account_that_is_named_as_none_is_told(old: str, new: str, due: str) -> None:
    assert ("A830", due) in told(SHANGHAI, f"“{old}”写成“{new}”")


def test_an_account_of_another_table_is_let_be() -> None:
    """What the tables do not have may be a region's own, or of another year."""
    more = "其中：教育支出（类）普通教育（款）民办教育（项）12.34万元。"
    codes = {code for code, _ in told(SHANGHAI, f"“支出总计持平。”写成“支出总计持平。{more}”")}
    assert "A830" not in codes


@pytest.mark.parametrize("filing", [EXAMPLE, SHANGHAI, TEXT_FIRST])
def test_of_a_document_as_it_should_be_nothing_is_told(filing: Path) -> None:
    assert [] == told(filing)
