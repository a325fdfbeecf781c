"""A paragraph gets another text: what stays keeps its runs, and with them its format."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.word import ooxml
from generator.word.ooxml import W
from generator.word.retexting import retext


def paragraph(*runs: str) -> Any:
    """A paragraph of runs, each in a format of its own."""
    made = ooxml.word("p", ooxml.word("pPr"))
    for number, text in enumerate(runs):
        node = ooxml.word("t")
        node.text = text
        made.append(ooxml.word("r", ooxml.word("rPr", ooxml.word("sz", val=str(number))), node))
    return made


def runs(element: Any) -> list[str]:
    return ["".join(run.itertext()) for run in element.iter(f"{W}r")]


def retexted(text: str, *before: str) -> list[str]:
    made = paragraph(*before)
    retext(made, text)
    return runs(made)


def test_only_the_run_with_the_figure_changes() -> None:
    assert ["收入", "11.00", "万元。"] == retexted("收入11.00万元。", "收入", "10.00", "万元。")


def test_a_number_cut_in_two_is_put_into_the_first_half() -> None:
    assert ["收入11.50", "万元。"] == retexted("收入11.50万元。", "收入10", ".00万元。")


def test_a_piece_over_three_runs_is_replaced_once() -> None:
    assert ["甲1,234.56", "", "乙"] == retexted("甲1,234.56乙", "甲12", "3.4", "5乙")


def test_what_is_added_stands_where_it_belongs() -> None:
    assert ["甲，乙，", "丙。"] == retexted("甲，乙，丙。", "甲，", "丙。")


def test_an_empty_paragraph_gets_a_run() -> None:
    made = ooxml.word("p")
    retext(made, "甲")
    assert ["甲"] == runs(made)


def test_a_text_can_be_emptied() -> None:
    assert ["", ""] == retexted("", "甲1", "2乙")


TEXT = st.text(st.sampled_from("甲乙12.，。 "), max_size=12)


@given(st.lists(TEXT, min_size=1, max_size=5), TEXT)
def test_any_text_can_be_put_into_any_runs(before: list[str], text: str) -> None:
    after = retexted(text, *before)
    assert (text, len(before)) == ("".join(after), len(after))
