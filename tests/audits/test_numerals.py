"""Numbers that cannot be read as one, in sentences and in cells."""

import pytest
from support.examples import EXAMPLE, OTHER_REGION
from support.published_faults import with_cell
from support.rewritten import rewritten, told, told_of

from generator.compare.thresholds import LONGEST

_SENTENCES = {
    "维修费支出263。47万元，已经核对。": "“263。47”：小数点写成了句号",
    "维修费支出263..47万元，已经核对。": "“263..47”：有两个小数点",
    "维修费支出26,3.47万元，已经核对。": "“26,3.47”：千分位不对",
    "维修费支出26O.47万元，已经核对。": "“26O.47”：数字里有字母",
    "维修费支出26 3.47万元，已经核对。": "“26 3.47”：数字中间有空格",
    "维修费支出２６３．４７万元，已经核对。": "“２６３．４７”：数字是全角的",
}
_CELLS = {
    "0,80": "千分位不对",
    "21..12": "有两个小数点",
    "132.5O": "数字里有字母",
    "14,71.59": "千分位不对",
    "2336。91": "小数点写成了句号",
    "26 3.47": "数字中间有空格",
    "７.０４": "数字是全角的",
    "３,８０８,０８５.００": "数字是全角的",
}
_RIGHT = ("2025.1.1", "201 12", "1,720.00", "-3.50", "10", "—", "2024-2025", "12.5%")


@pytest.mark.parametrize("said", _SENTENCES)
def test_a_number_in_a_sentence_that_is_none_is_told(said: str) -> None:
    assert ("A852", _SENTENCES[said]) in told(EXAMPLE, said)


@pytest.mark.parametrize("text", _CELLS)
def test_a_cell_that_is_meant_as_an_amount_is_told(text: str) -> None:
    assert ("A852", f"“{text}”：{_CELLS[text]}") in _told_of_cell(text)


@pytest.mark.parametrize("text", _RIGHT)
def test_a_cell_that_is_another_thing_is_not(text: str) -> None:
    assert "A852" not in {code for code, _ in _told_of_cell(text)}


def test_a_name_that_ends_with_digits_is_no_part_of_the_amount() -> None:
    said = "（一）2010250-事业运行 57 263.47万元，与上年持平。"
    assert "A852" not in {code for code, _ in told(EXAMPLE, said)}


def _told_of_cell(text: str) -> list[tuple[str, str]]:
    filing = OTHER_REGION[0]
    document = rewritten(filing)
    cells = (cell for table in document.tables for cell in table.cells)
    cell = next(it for it in cells if it.text.endswith(".00") and len(it.text) > 4)
    return told_of(with_cell(document, cell, text), filing)


@pytest.mark.parametrize("many", ["1", "1,", "2024", "1１", "。", "\t"])
def test_a_text_of_nothing_but_digits_is_no_number_and_takes_no_time(many: str) -> None:
    """It stands between sentences, and in a cell; each of its signs begins no search anew."""
    text = f"{many * (LONGEST // len(many))}件"
    assert "A852" not in {code for code, _ in (*told(EXAMPLE, text), *_told_of_cell(text))}
