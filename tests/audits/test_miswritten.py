"""Sentences of the form in which one word is another."""

from pathlib import Path

import pytest
from support.examples import BUDGET, EXAMPLE, SHANGHAI, TEXT_FIRST
from support.rewritten import told

# Each in a sentence with figures that tables say as well.
CHANGES = [
    (EXAMPLE, "2. 项目支出", "2. 基本支出", "基本支出", "项目支出"),
    (EXAMPLE, "。其中，人员支出", "。其中，公用支出", "公用支出", "人员支出"),
    (EXAMPLE, "比上年决算数减少", "比年初预算数减少", "比年初预算数", "比上年决算数"),
    (SHANGHAI, "支出总计持平", "支出总计增加", "增加", "持平"),
    (SHANGHAI, "；其他收入", "；其他支出", "其他支出", "其他收入"),
    (EXAMPLE, "比上年决算数减少", "比上年预算数减少", "比上年预算数", "比上年决算数"),
    (BUDGET, "相应安排支出预算", "相应安排支出决算", "相应安排支出决算", "相应安排支出预算"),
    (BUDGET, "政府采购货物预算", "政府采购工程预算", "政府采购工程预算", "政府采购货物预算"),
    (BUDGET, "（一）人员经费", "（一）公用经费", "公用经费", "人员经费"),
    (
        TEXT_FIRST,
        "2024年度本年收入合计",
        "2024年度上年收入合计",
        "年度上年收入合计",
        "年度本年收入合计",
    ),
    (SHANGHAI, "，支出决算为2940.05", "，支出预算为2940.05", "支出预算为", "支出决算为"),
]


@pytest.mark.parametrize(("filing", "old", "new", "said", "meant"), CHANGES)
def test_a_word_that_stands_for_another_is_told(
    filing: Path, old: str, new: str, said: str, meant: str
) -> None:
    due = ("A816", f"这里写的是“{said}”，照表样和别处的数应是“{meant}”")
    assert [due] == told(filing, f"“{old}”写成“{new}”")


@pytest.mark.parametrize(
    ("filing", "old", "new"),
    [
        (SHANGHAI, "与2023年度相比，收入支出总计", "与2023年度相较，收入支出总计"),
        (SHANGHAI, "一般公共预算财政拨款支出2940.05", "一般公共预算支出2940.05"),
        (SHANGHAI, "2024年度收入支出总计2995.39", "2024年度收入支出合计2995.39"),
        (EXAMPLE, "增加17.03万元，增长3.46%", "增长17.03万元，增加3.46%"),
        (EXAMPLE, "增加17.03万元，增长3.46%", "增加17.03万元，提高3.46%"),
    ],
)
def test_other_words_that_say_the_same_are_let_be(filing: Path, old: str, new: str) -> None:
    assert [] == told(filing, f"“{old}”写成“{new}”")


def test_a_unit_that_is_left_out_is_told() -> None:
    due = ("A842", "数后面没有写“万元”")
    assert [due] == told(EXAMPLE, "“508.68万元，较上年”写成“508.68，较上年”")


def test_a_figure_that_is_not_the_other_ones_either_is_told_as_unread_alone() -> None:
    """It may be of something that the form has no sentence for."""
    assert [] == told(EXAMPLE, "“2. 项目支出3279.44”写成“2. 基本建设支出12.34”")
