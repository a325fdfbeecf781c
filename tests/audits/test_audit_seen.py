"""Signs that no reader sees, pages on which nothing stands."""

import pytest
from support import published_faults
from support.pdfs import Page
from support.published import read_pdf

from generator.audits import seen


def pages(*texts: str) -> list[Page]:
    return [Page().text(80, 400, text) if text else Page() for text in texts]


def test_a_page_between_others_without_anything_is_told() -> None:
    document = read_pdf(*pages("甲", "", "乙"))
    assert [("A849", "第 2 页是空白页")] == [(it.code, it.message) for it in seen.find(document)]


def test_a_page_with_a_picture_is_not_empty() -> None:
    picture = Page().picture(80, 80, 500, 700)
    document = read_pdf(Page().text(80, 400, "甲"), picture, Page().text(80, 400, "乙"))
    assert [] == [it.message for it in seen.find(document)]


@pytest.mark.parametrize("sign", ["\ufffd", "\ue123", "□"])
def test_signs_that_are_not_shown_are_told(sign: str) -> None:
    document = read_pdf(Page().text(80, 400, "本年各项收支已经核对。"))
    changed = published_faults.rewrite(document, f"本年各项收支{sign}已经核对。")
    assert ["A848"] == [it.code for it in seen.find(changed)]


def test_a_box_before_a_choice_is_meant() -> None:
    document = read_pdf(Page().text(80, 400, "本年各项收支已经核对。"))
    assert [] == list(seen.find(published_faults.rewrite(document, "□ 是 □ 否")))
