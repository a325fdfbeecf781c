"""Units of money that are missing above a table, or wrong in a sentence."""

import re

from support.examples import BUDGET, EXAMPLE
from support.published_faults import replaced
from support.rewritten import rewritten, told, told_of


def test_a_table_without_its_unit_among_others_with_it_is_told() -> None:
    document = rewritten(BUDGET)
    lines = [it for it in document.paragraphs if it.text == "单位：万元"]
    bare = replaced(document, lines[1])
    assert ["“收入预算总表”没有写金额单位"] == [
        message for code, message in told_of(bare, BUDGET) if code == "A819"
    ]


def test_an_amount_that_the_tables_have_in_another_unit_is_told() -> None:
    [said] = [it.text for it in rewritten(EXAMPLE).paragraphs if "财政拨款收入总计" in it.text]
    amount = re.findall(r"\d[\d.]+(?=万元)", said)[0]
    for unit in ("元", "亿元"):
        change = f"“财政拨款收入总计{amount}万元”写成“财政拨款收入总计{amount}{unit}”"
        assert ("A819", f"“{amount}{unit}”：别处是 {amount}万元") in told(EXAMPLE, change)


def test_a_rate_in_thousandths_is_told() -> None:
    assert [("A819", "“增长3.46‰”：百分号写成了千分号")] == [
        it for it in told(EXAMPLE, "“增长3.46%”写成“增长3.46‰”") if it[0] == "A819"
    ]


def test_amounts_that_no_table_has_may_be_in_any_unit() -> None:
    said = "补助标准为每人每年1286元，全市完成投资3.25亿元。"
    assert [] == [it for it in told(EXAMPLE, said) if it[0] == "A819"]
