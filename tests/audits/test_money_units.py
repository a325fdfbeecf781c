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


def test_so_are_several_and_one_whose_line_is_left_with_nothing_on_it() -> None:
    document = rewritten(BUDGET)
    lines = [it for it in document.paragraphs if it.text == "单位：万元"]
    bare = replaced(replaced(document, lines[1]), lines[2])
    for it in lines[5:7]:
        bare = replaced(bare, it, it._replace(text="　"))
    named = ("收入预算总表", "支出预算总表")
    emptied = ("政府性基金预算拨款支出预算表", "国有资本经营预算拨款支出预算表")
    assert [("A819", f"“{it}”没有写金额单位") for it in (*named, *emptied)] == told_of(bare, BUDGET)


def test_a_document_that_says_its_unit_above_hardly_any_table_says_it_elsewhere() -> None:
    document = rewritten(BUDGET)
    for it in [it for it in document.paragraphs if it.text == "单位：万元"][1:]:
        document = replaced(document, it)
    assert [] == told_of(document, BUDGET)


def test_an_amount_that_the_tables_have_in_another_unit_is_told() -> None:
    [said] = [it.text for it in rewritten(EXAMPLE).paragraphs if "财政拨款收入总计" in it.text]
    amount = re.findall(r"\d[\d.]+(?=万元)", said)[0]
    for unit in ("元", "亿元"):
        change = f"“财政拨款收入总计{amount}万元”写成“财政拨款收入总计{amount}{unit}”"
        assert ("A819", f"“{amount}{unit}”：别处是 {amount}万元") in told(EXAMPLE, change)


def test_so_is_one_in_a_sentence_of_which_the_form_has_another_unit() -> None:
    change = "“较上年决算数增加17.03万元”写成“较上年决算数增加17.03元”"
    assert ("A819", "“17.03元”：表样的这一句是万元") in told(EXAMPLE, change)


def test_a_rate_in_thousandths_is_told() -> None:
    assert [("A819", "“增长3.46‰”：百分号写成了千分号")] == [
        it for it in told(EXAMPLE, "“增长3.46%”写成“增长3.46‰”") if it[0] == "A819"
    ]


def test_amounts_that_no_table_has_may_be_in_any_unit() -> None:
    said = "补助标准为每人每年1286元，全市完成投资3.25亿元。"
    assert [] == [it for it in told(EXAMPLE, said) if it[0] == "A819"]
