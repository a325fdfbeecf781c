"""What those who sign a document would send back is seen on its pages, and nothing else."""

import pytest
from support import pdfs
from support.pdfs import Page

from generator.outputs import page_look
from generator.published import pdf_blocks, pdf_file

WIDTHS = (80, 160, 80)
HEAD = "编码|名称|金额"
BODY = "本年各项收支都已经核对，与各表一致，没有别的要说的，下面接着写。"


def seen(*pages: Page) -> list[tuple[str, int]]:
    """What is seen on pages: what it is, and on which page."""
    ink = pdf_file.read(pdfs.make(*pages))
    found = page_look.find("文档.docx", pdf_blocks.read("文档.docx", ink), ink.pages)
    return [(it.message, getattr(it.place, "page", 0)) for it in found]


def full(*last: str, rows: int = 22) -> Page:
    """A page of paragraphs of two lines down to its foot, where some more of one line stand."""
    page = Page()
    texts = [(114, BODY), (90, "接着写完。")] * (rows // 2 - len(last)) + [(114, it) for it in last]
    for number, (x, text) in enumerate(texts):
        page.text(x, 80 + 30 * number, text, 12)
    return page


def tabled(*rows: str, y: int = 80) -> Page:
    return Page().table(90, y, WIDTHS, rows)


COVER = full()
TABLE = [HEAD, *[f"20101{n:02}|事项{n}|{n}.00" for n in range(10, 16)]]


def test_pages_that_are_as_they_should_be_are_not_told() -> None:
    assert [] == seen(COVER, full("一、收支情况", BODY), tabled(*TABLE), full())


def test_a_heading_at_the_foot_of_a_page_is_told() -> None:
    assert [("标题落在页末，内容在下一页：一、收支情况", 1)] == seen(full("一、收支情况"), full())


def test_a_title_that_has_its_page_to_itself_is_not() -> None:
    assert [] == seen(COVER, Page().text(200, 300, "第一部分 概况", 22), full())


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ("各项目的情况见下表：", True),
        ("表一 各项目的情况", True),
        ("金额单位：万元", True),
        (BODY, False),
    ],
)
def test_what_leads_in_to_a_table_on_the_next_page_is_told(last: str, told: bool) -> None:
    expected = [(f"引出表的文字和表不在一页：{last}", 1)] if told else []
    assert expected == seen(full(last), tabled(*TABLE))


@pytest.mark.parametrize(("rows", "told"), [(1, True), (3, True), (4, False)])
def test_the_last_few_rows_of_a_table_on_a_page_of_their_own_are_told(
    rows: int, told: bool
) -> None:
    begins = tabled(HEAD, *[f"20101{n:02}|事项{n}|{n}.00" for n in range(10, 44)])
    ends = tabled(HEAD, *[f"20102{n:02}|别的{n}|{n}.00" for n in range(10, 10 + rows)])
    for number in range(6):  # so that the page is not nearly empty besides
        ends.text(90, 400 + 30 * number, BODY, 12)
    expected = [(f"表的最后 {rows} 行单独在一页：2010210", 2)] if told else []
    assert expected == seen(begins, ends)


@pytest.mark.parametrize(("lines", "told"), [(1, True), (3, True), (4, False)])
def test_a_page_with_next_to_nothing_is_told(lines: int, told: bool) -> None:
    page = Page()
    for number in range(lines):
        page.text(90, 80 + 30 * number, "注：本表各数可能有尾差。", 12)
    assert ([("几乎是空的一页", 2)] if told else []) == seen(COVER, page, full())


SHORT = ("一是核对收支。", "二是编制报表。", "三是写好说明。", "四是报送审核。")


def brief(*texts: str) -> Page:
    """A page on which only so much stands."""
    page = Page()
    for number, text in enumerate(texts):
        page.text(90, 80 + 30 * number, text, 12)
    return page


@pytest.mark.parametrize(
    ("before", "texts", "told"),
    [
        (brief(*SHORT), ("二、机构设置", "共设两个科室。"), False),
        (full(), ("二、机构设置", "共设两个科室。"), True),
        (brief(*SHORT), ("接着写完。", "二、机构设置", "共设两个科室。"), True),
        (brief(*SHORT), ("共设两个科室。",), True),
    ],
    ids=["begun by the form", "no room before", "a rest before the heading", "no heading"],
)
def test_a_page_that_the_form_begins_with_a_heading_is_not_told(
    before: Page, texts: tuple[str, ...], told: bool
) -> None:
    assert ([("几乎是空的一页", 3)] if told else []) == seen(COVER, before, brief(*texts), full())


def test_a_picture_fills_a_page() -> None:
    assert [] == seen(COVER, Page().text(90, 80, "图一", 12).picture(90, 100, 500, 500), full())


def test_a_blank_page_is_told() -> None:
    assert [("空白页", 2)] == seen(COVER, Page(), full())


@pytest.mark.parametrize(
    ("upper", "lower", "told"),
    [("20101", "99", True), ("1,234.5", "0", True), ("1.0", "", False), ("事项", "二", False)],
    ids=["a code", "a figure", "whole", "a name"],
)
def test_a_number_that_is_broken_over_two_lines_is_told(upper: str, lower: str, told: bool) -> None:
    page = Page().grid((90, 128, 250, 330), (80, 110, 140)).fill((90, 128, 250), 80, [HEAD])
    page.text(92, 122, upper).text(92, 134, lower).text(140, 128, "名称一").text(260, 128, "3.00")
    for number in range(6):
        page.text(90, 300 + 30 * number, BODY, 12)
    found = [it for it in seen(COVER, page) if "折成" in it[0]]
    assert ([(f"编码或数折成了两行：{upper}{lower}", 2)] if told else []) == found


def test_numbers_in_cells_one_below_the_other_are_not_broken() -> None:
    rows = [HEAD, *[f"{n}|{n}|{n}" for n in range(20101, 20131)]]
    assert [] == [it for it in seen(tabled(*rows)) if "折成" in it[0]]


def test_of_many_the_rest_are_counted() -> None:
    pages = [Page().text(90, 80, f"第{n}件", 12) for n in range(14)]
    found = [message for message, _ in seen(COVER, *pages)]
    assert [*["几乎是空的一页"] * 10, "几乎是空的一页：共 14 处"] == found
