"""Page numbers, and heads and feet that are repeated, are no text of a document."""

import pytest
from support.pdfs import Page
from support.published import lines_of, read_pdf, texts_of


def pages(foot: str, head: str = "") -> list[Page]:
    made = []
    for n in range(1, 5):
        page = lines_of([f"第{n}页的正文一句。"], first=200).centre(800, foot.format(n))
        made.append(page.centre(40, head) if head else page)
    return made


@pytest.mark.parametrize("foot", ["{}", "— {} —", "- {} -", "第{}页", "第 {} 页 共 4 页", "{} / 4"])
def test_page_numbers_are_kept_apart(foot: str) -> None:
    document = read_pdf(*pages(foot))
    assert {1: "1", 2: "2", 3: "3", 4: "4"} == document.numbers
    assert [f"第{n}页的正文一句。" for n in range(1, 5)] == texts_of(document)


def test_a_head_on_every_page_is_kept_apart() -> None:
    document = read_pdf(*pages("{}", "某某市财政局2024年度部门决算"))
    assert [f"第{n}页的正文一句。" for n in range(1, 5)] == texts_of(document)
    assert 4 == [it.text for it in document.beside].count("某某市财政局2024年度部门决算")


def test_a_number_that_fits_no_other_page_is_text() -> None:
    page = lines_of(["正文。"], first=200).centre(800, "2024")
    assert "2024" in texts_of(read_pdf(page, Page().text(60, 60, "正文")))


def test_what_only_two_pages_share_is_text() -> None:
    two = [lines_of(["单位：万元", f"第{n}句。"], first=40) for n in (1, 2)]
    assert 2 == texts_of(read_pdf(*two)).count("单位：万元")
