"""A .pdf as blocks: headings, the 目录, tables among paragraphs, and what could not be read."""

import pytest
from support.pdfs import Page
from support.published import gaps_of, lines_of, read_pdf, texts_of

from generator.diagnostics import FormPlace
from generator.published.blocks import ReadTable
from generator.published.pdf_file import PdfError

SCAN = Page().picture(0, 0, 595, 842)


def test_paragraphs_and_tables_come_from_top_to_bottom() -> None:
    page = Page().centre(60, "收入表").table(60, 80, (100, 100), ("甲|1", "乙|2"))
    document = read_pdf(page.text(60, 140, "注：见附件。"))
    kinds = ["table" if isinstance(it, ReadTable) else it.text for it in document.blocks]
    assert ["收入表", "table", "注：见附件。"] == kinds
    assert ("公开.pdf", ".pdf", 1) == (document.file, document.kind, document.pages)


def test_headings_are_known_by_their_numbers_and_say_where_text_stands() -> None:
    texts = ["第一部分　概况", "一、职责", "（一）收入", "负责甲、乙。", "二、负责丙。"]
    document = read_pdf(*(lines_of([it]) for it in texts))
    assert [1, 2, 3, 0, 0] == [it.level for it in document.paragraphs]
    assert "公开.pdf 第4页 （一）收入" == str(document.blocks[3].place)


def test_lines_of_the_contents_are_entries() -> None:
    contents = lines_of(["目　录", "第一部分　概况", "一、职责", "第二部分　决算表"])
    document = read_pdf(contents, lines_of(["第一部分　概况", "一、职责", "正文。"]))
    assert [True] * 4 + [False] * 3 == [it.entry for it in document.paragraphs]
    assert [0, 0, 0, 0, 1, 2, 0] == [it.level for it in document.paragraphs]


def test_lines_that_lead_to_a_page_are_entries_each_of_its_own() -> None:
    page = Page().centre(60, "目录")
    for n in range(1, 4):
        page.text(60, 80 + 20 * n, f"{n}. 收入表{'.' * 80} {n}")
    document = read_pdf(page, lines_of(["1. 收入表", "正文。"]))
    assert [True] * 4 + [False] * 2 == [it.entry for it in document.paragraphs]


def test_lines_that_lead_to_where_a_page_is_to_stand_are_entries_too() -> None:
    page = Page().centre(60, "目录")
    for n in range(1, 4):
        page.text(60, 80 + 20 * n, f"{n}. 收入表{'.' * 80}")
    assert [True] * 4 == [it.entry for it in read_pdf(page).paragraphs]


def test_the_number_of_a_page_is_told_from_what_else_stands_at_its_edge() -> None:
    pages = [
        lines_of([f"第{n}页的正文。"]).centre(30, "公开").centre(812, f"— {n} —")
        for n in range(1, 5)
    ]
    beside = [it.place.where for it in read_pdf(*pages).beside if isinstance(it.place, FormPlace)]
    assert [4, 4] == [beside.count("页码"), beside.count("页边")]


def test_what_a_line_strikes_out_is_a_gap_and_what_it_runs_below_is_not() -> None:
    page = Page().text(100, 100, "支出12.00万元。").text(100, 130, "收入13.00万元。")
    struck = page.line(120, 97, 145, 97).line(120, 131.5, 145, 131.5)
    assert ["公开.pdf 第1页：划去的字“12.00”"] == gaps_of(read_pdf(struck))


def test_lines_of_a_table_strike_nothing_out() -> None:
    page = Page().table(60, 80, (100, 100), ("甲|1", "乙|2")).line(60, 94, 400, 94)
    assert not any("划去" in gap for gap in gaps_of(read_pdf(page)))


def test_small_pictures_and_drawings_are_told_once() -> None:
    drawn = Page().text(100, 100, "支出。")
    drawn.commands.append("100 500 m 120 540 150 540 170 500 c f")
    shown = Page().text(100, 100, "收入。").picture(100, 200, 130, 230)
    plain = Page().text(100, 100, "结余。").bar(100, 200, 160, 260).line(100, 300, 160, 340)
    [gap] = gaps_of(read_pdf(plain, drawn, shown))
    assert "公开.pdf 第2页：小的图片或图形，里面的内容没有读（2 页有）" == gap


def test_a_scanned_page_is_said_to_be_one() -> None:
    document = read_pdf(Page().text(60, 60, "封面"), SCAN)
    assert ["公开.pdf 第2页：扫描的一页，没有文字"] == gaps_of(document)


def test_what_was_recognised_on_a_scanned_page_does_not_count() -> None:
    page = Page().picture(0, 0, 595, 842).text(60, 60, "收入1,234.00万元", mode=3)
    document = read_pdf(Page().text(60, 60, "封面"), page)
    assert ["封面"] == texts_of(document)
    assert ["公开.pdf 第2页：扫描的一页，上面的字是识别出来的，不作数"] == gaps_of(document)


@pytest.mark.parametrize(("page", "why"), [(SCAN, "扫描的一页"), (Page(), "PDF 里没有文字")])
def test_a_document_without_any_text_is_none(page: Page, why: str) -> None:
    with pytest.raises(PdfError, match=why):
        read_pdf(page)


def test_a_picture_among_text_is_a_gap() -> None:
    document = read_pdf(Page().text(60, 60, "封面").picture(60, 300, 500, 500))
    assert ["公开.pdf 第1页：图片，里面的内容没有读"] == gaps_of(document)


def test_a_watermark_on_many_pages_stands_beside() -> None:
    made = [lines_of([f"第{n}句。"]).text(100, 500, "样稿", size=60, angle=45) for n in range(4)]
    document = read_pdf(*made)
    assert ([], ["样稿"]) == (gaps_of(document), [it.text for it in document.beside])
