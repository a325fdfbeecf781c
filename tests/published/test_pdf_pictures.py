"""Places cut out of the pages of a .pdf: found by what they say, or not shown at all."""

import zlib

import pytest
from support.pdfs import HEIGHT, WIDTH, Page, make

from generator.published import pdf_process
from generator.published.pdf_pictures import Picture, SoughtSpot


def show(page: Page, *spots: SoughtSpot) -> list[Picture | None]:
    return pdf_process.show(make(page), spots)


def dots(it: Picture) -> list[bytes]:
    """The rows of a picture."""
    packed = it.png[it.png.index(b"IDAT") + 4 : it.png.index(b"IEND") - 8]
    raw, wide = zlib.decompress(packed), it.width + 1
    return [raw[at + 1 : at + wide] for at in range(0, len(raw), wide)]


def is_marked(it: Picture) -> bool:
    """Whether there is ink inside of the mark, and none beside it in the same rows."""
    left, top, right, bottom = (
        side * size // 1000 for side, size in zip(it.mark, (it.width, it.height) * 2, strict=True)
    )
    rows = dots(it)[top : bottom + 1]
    inside = b"".join(row[left : right + 1] for row in rows)
    beside = b"".join(row[: max(left - 4, 0)] + row[right + 5 :] for row in rows)
    return min(inside) < 128 and min(beside, default=255) > 128


def text_page() -> Page:
    return Page().text(100, 300, "本年收入合计12.00万元。").text(100, 500, "另外一段文字。")


def test_a_place_is_cut_out_around_what_it_says() -> None:
    [it] = show(text_page(), SoughtSpot(1, "本年收入合计12.00万元。"))
    assert it is not None
    assert it.png.startswith(b"\x89PNG")
    assert it.height < it.width
    assert is_marked(it)


@pytest.mark.parametrize(("angle", "turned"), [(90, 90), (0, 90), (90, 0), (180, 180), (270, 0)])
def test_however_a_page_is_turned_it_is_shown_upright(angle: int, turned: int) -> None:
    page = Page(turned=turned).text(300, 400, "本年收入合计", angle=angle)
    [it] = show(page, SoughtSpot(1, "本年收入合计"))
    assert it is not None
    assert is_marked(it)
    left, top, right, bottom = it.mark
    assert (right - left) * it.width > (bottom - top) * it.height


def test_a_text_goes_on_over_lines_and_an_excerpt_may_begin_within_a_number() -> None:
    page = Page().text(90, 300, "支出合计56.78万元，比上年").text(90, 316, "增加（减少）1.00万元。")
    whole, cut = show(
        page,
        SoughtSpot(1, "支出合计56.78万元，比上年增加（减少）1.00万元。"),
        SoughtSpot(1, "….78万元，比上年增加（减少）…"),
    )
    assert whole is not None
    assert cut is not None
    assert whole.mark[3] - whole.mark[1] > 150


def test_in_a_row_its_label_tells_which_figure_is_meant() -> None:
    page = Page().table(90, 300, [90, 90, 90], ["甲|1.00|2.00", "乙|1.00|3.00", "丙|11.00|1.00"])
    first, twice, never = show(
        page, SoughtSpot(1, "1.00", "乙"), SoughtSpot(1, "1.00"), SoughtSpot(1, "4.00", "乙")
    )
    assert first is not None
    assert twice is None
    assert never is None


def test_what_is_no_pdf_or_no_page_of_it_has_no_picture() -> None:
    assert [None] == pdf_process.show(b"%PDF-1.7 nothing", [SoughtSpot(1, "甲")])
    assert [None] == show(text_page(), SoughtSpot(7, "另外一段文字。"))
    assert [] == show(text_page())


def test_a_huge_page_gives_no_huge_picture() -> None:
    page = Page(14400, 14400).text(7000, 7000, "本年收入合计12.00万元。")
    [it] = show(page, SoughtSpot(1, "本年收入合计12.00万元。"))
    assert it is not None
    assert it.width * it.height < 4 * WIDTH * HEIGHT
