"""Bases that sentences tell or imply, against what the document prints of them."""

from support.examples import EXAMPLE, OTHER_REGION, TEXT_FIRST
from support.rewritten import rewritten, told

SHANGHAI = OTHER_REGION[0]


def test_a_base_in_a_sentence_is_that_of_its_table() -> None:
    said = "“支出年初预算为0.95万元”写成“支出年初预算为0.59万元”"
    assert [("A811", "三公经费预算.合计：文中是 0.59，表里是 0.95")] == told(SHANGHAI, said)


def test_a_base_that_a_completion_implies_is_that_of_its_table() -> None:
    said = next(it.text for it in rewritten(TEXT_FIRST).paragraphs if "完成预算82.10%" in it.text)
    found = told(TEXT_FIRST, f"“{said}”写成“{said.replace('完成预算82.10%', '完成预算61.10%')}”")
    assert "三公经费预算.公务接待费" in " ".join(message for _, message in found)


def test_a_completion_of_nought_in_whole_percent_leaves_a_base_that_adds_up() -> None:
    said = next(
        it.text
        for it in rewritten(EXAMPLE).paragraphs
        if "公务接待费支出0" in it.text and "完成全年预算的100%" in it.text
    )
    found = told(EXAMPLE, f"“{said}”写成“{said.replace('的100%', '的0%')}”")
    assert ["A817"] == [code for code, _ in found]
