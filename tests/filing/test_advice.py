"""Advice is followed where a value stands: a workbook has no lines that may go."""

from generator.diagnostics import Place
from generator.filing import advice

LINE, CELL = Place("126.yaml", 3, 5), Place("填报.xlsx", 3, 5, sheet="支出")


def test_in_a_text_file_it_is_as_it_is() -> None:
    assert "填上金额，或者删去这一行" == advice.at(LINE, "填上金额，或者删去这一行")


def test_of_a_workbook_no_row_is_taken_out_for_one_cell() -> None:
    assert "填上金额，或者清除这一格" == advice.at(CELL, "填上金额，或者删去这一行")


def test_what_yaml_asks_for_is_said_in_words_of_a_workbook() -> None:
    said = [
        advice.at(CELL, it)
        for it in (
            *(advice.ONE_VALUE, advice.NO_ADDRESSES, advice.NO_ITEMS, advice.NO_FIELDS),
            *(advice.NO_PARAGRAPHS, advice.NO_NAME, advice.FILL_ITEMS, advice.FILL_FIELDS),
        )
    ]
    assert [] == [it for it in said if "冒号" in it or "缩进" in it or "“- ”" in it or ": " in it]
