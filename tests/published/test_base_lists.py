"""Bases of the items of a list against the base of the total."""

from pathlib import Path

import pytest
from support.examples import OTHER_REGION, ROOT
from support.rewritten import told

SHANGHAI = OTHER_REGION[0]
INVENTED = ROOT / "tests" / "filings" / "invented_unit.yaml"
BUDGETED, PRIOR = (
    "一般公共预算财政拨款支出决算表.合计.小计：各项的年初预算数加起来",
    "一般公共预算财政拨款支出决算表.合计.小计：各项的上年数加起来",
)


@pytest.mark.parametrize(
    ("filing", "said", "message"),
    [
        (SHANGHAI, "“年初预算为450.52万元”写成“年初预算为455.52万元”", f"{BUDGETED}多于合计"),
        (SHANGHAI, "“年初预算为1560.05万元”写成“年初预算为1550.05万元”", f"{BUDGETED}少于合计"),
        (
            INVENTED,
            "“较上年决算数减少28.65万元”写成“较上年决算数减少82.65万元”",
            f"{PRIOR}多于合计",
        ),
    ],
)
def test_items_that_are_not_the_total_are_told(filing: Path, said: str, message: str) -> None:
    [(code, found)] = told(filing, said)
    assert ("A817", message) == (code, found[: len(message)])


def test_where_one_of_the_sentences_is_lost_the_items_may_be_less() -> None:
    """A row that has nothing but a base stands in no table."""
    lost = "“年初预算为161.62万元，支出决算为160.75万元。”写成“共161.62万元左右，用了160.75万元。”"
    lower = "“年初预算为1560.05万元”写成“年初预算为1550.05万元”"
    assert "A817" not in {code for code, _ in told(SHANGHAI, lost, lower)}


def test_the_sentence_that_two_digits_make_right_is_shown_first() -> None:
    [(_, message)] = told(SHANGHAI, "“年初预算为1560.05万元”写成“年初预算为5160.05万元”")
    assert message.endswith("最像写错的是 一般公共预算财政拨款支出决算表[2010601].小计 的一句")
