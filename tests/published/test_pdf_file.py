"""A page of a .pdf as it is seen: signs and lines with their positions, upright, within bounds."""

import random
from contextlib import suppress

import pytest
from support.pdfs import Page, make, write

from generator.published import pdf_file
from generator.published.ink import PageInk, Rule
from generator.published.pdf_file import PdfError, PdfFile


def read(*pages: Page) -> PageInk:
    return PdfFile(make(*pages)).read(1)


def shown(page: PageInk) -> str:
    return "".join(it.text for it in page.glyphs)


def test_signs_have_their_places_from_the_upper_left_corner() -> None:
    page = read(Page().text(60, 100, "甲1"))
    assert (59500, 84200, "甲1") == (page.width, page.height, shown(page))
    assert [(6000, 7000), (7000, 7500)] == [(it.x0, it.x1) for it in page.glyphs]
    assert {9150} == {it.y0 for it in page.glyphs}


@pytest.mark.parametrize("angle", [90, 180, 270])
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_is_read_upright_however_it_is_turned(angle: int, turned: int) -> None:
    page = read(Page(turned=turned).text(300, 300, "甲乙", angle=angle).line(300, 400, 300, 500))
    one, other = page.glyphs
    assert ("甲乙", one.y0, one.x1) == (one.text + other.text, other.y0, other.x0)
    assert (angle == 180) is bool(page.down)


def test_an_empty_page_stands_as_its_file_says() -> None:
    page = read(Page(turned=90).line(100, 100, 200, 100))
    assert (84200, 59500, 1) == (page.width, page.height, len(page.down))


def test_strokes_thin_bars_and_the_sides_of_rectangles_are_lines() -> None:
    page = Page().line(60, 100, 160, 100).bar(60, 199.5, 160, 200.5).frame(60, 300, 160, 400)
    found = read(page.text(60, 60, "甲"))
    assert [Rule(10000, 6000, 16000), Rule(20000, 6000, 16000)] == list(found.across[:2])
    assert {30000, 40000} == {it.at for it in found.across[2:]}
    assert {6000, 16000} == {it.at for it in found.down}


def test_what_a_form_shows_stands_where_it_is_put() -> None:
    inner = Page().line(0, 100, 100, 100).text(10, 90, "甲")
    page = read(Page().form(60, 200, inner))
    assert (Rule(30000, 6000, 16000),) == page.across
    assert [("甲", 7000, 28150)] == [it[:3] for it in page.glyphs]


def test_a_shaded_cell_is_no_line() -> None:
    assert ((), ()) == (lambda it: (it.across, it.down))(read(Page().bar(60, 60, 160, 160)))


def test_what_is_cut_off_or_beyond_the_page_is_not_read() -> None:
    inner = Page().text(60, 100, "看得见").text(60, 300, "看不见")
    page = read(Page().cut(50, 50, 300, 200, inner).text(700, 100, "页外"))
    assert ("看得见", 5) == (shown(page), page.unseen)


def test_signs_whose_meaning_is_not_said_are_none() -> None:
    page = read(Page().text(60, 60, "收入").unmapped(100, 60, 4))
    assert ("收入\ufffd\ufffd\ufffd\ufffd", 4) == (shown(page), page.unmapped)


def test_radicals_and_compatible_forms_are_the_signs_that_they_look_like() -> None:
    assert "一页金" == shown(read(Page().text(60, 60, "⼀⻚金")))


def test_text_that_lies_across_is_kept_apart() -> None:
    page = read(Page().text(60, 60, "收入支出决算表").text(200, 500, "样稿", size=60, angle=45))
    assert ("收入支出决算表", "样稿") == (shown(page), page.turned)


def test_what_was_recognised_under_a_picture_is_not_seen() -> None:
    page = read(Page().picture(0, 0, 595, 842).text(60, 60, "识别的字", mode=3))
    assert ("", 4, 100) == (shown(page), page.unseen, page.pictured)


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7\n", b"%PDF-1.4" + b"0" * 2000])
def test_what_is_no_pdf_is_refused(raw: bytes) -> None:
    with pytest.raises(PdfError, match="不是完好的 PDF 文件"):
        PdfFile(raw)


def test_one_with_a_password_is_refused() -> None:
    encrypt = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
        f"/O <{'41' * 32}> /U <{'42' * 32}> >> /ID [<00> <00>]"
    )
    pages = "<< /Type /Pages /Kids [] /Count 0 >>"
    with pytest.raises(PdfError, match="设了打开密码"):
        PdfFile(write([pages, "<< /Type /Catalog /Pages 1 0 R >>"], encrypt))


def test_more_pages_than_a_document_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_file, "MAX_PAGES", 1)
    with pytest.raises(PdfError, match="PDF 超过 1 页"):
        PdfFile(make(Page(), Page()))


@pytest.mark.parametrize("bound", ["MAX_SIGNS", "MAX_OBJECTS"])
def test_more_on_a_page_than_there_can_be_is_refused(
    bound: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_file, bound, 3)
    with pytest.raises(PdfError, match="这一页的字或者线条太多"):
        read(Page().text(60, 60, "甲乙丙丁").line(0, 0, 9, 0).line(0, 5, 9, 5).line(0, 9, 9, 9))


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_file_is_read_as_far_as_it_goes_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    raw = bytearray(
        make(Page().table(60, 60, (50, 50), ("甲|1", "乙|2")), Page().text(60, 60, "x"))
    )
    for _ in range(chance.choice((1, 3, 20))):
        at = chance.randrange(len(raw))
        raw[at : at + chance.randrange(3)] = chance.choice((b"", b"<<", b"-1", b"1e39", b"\x00"))
    with suppress(PdfError):
        pdf_file.read(bytes(raw))
