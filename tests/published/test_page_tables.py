"""Ruled tables of a .pdf in every shape that programs draw, against what another reader finds."""

import io
import re
from collections.abc import Callable

import pdfplumber
import pytest
from support.pdfs import Page, make
from support.published import gaps_of, read_pdf, rows_of, tables_of, texts_of

from generator.published import rulings

ROWS = ("科目|金额", "工资|1,234.00", "津贴|56.78")


def plain() -> Page:
    return Page().table(60, 60, (100, 100), ROWS)


def test_a_ruled_table_is_a_grid_of_its_texts() -> None:
    assert [list(ROWS)] == tables_of(read_pdf(plain()))


def test_signs_are_ordered_by_place_not_as_they_were_written() -> None:
    page = plain()
    page.commands.reverse()
    backwards = Page()
    for n, sign in enumerate("1,234.00"):
        backwards.commands.insert(0, Page().text(164 + 5 * n, 94, sign).commands[0])
    backwards.table(60, 60, (100, 100), ("科目|金额", "工资|", "津贴|56.78"))
    assert [list(ROWS)] == tables_of(read_pdf(page)) == tables_of(read_pdf(backwards))


def test_cells_over_several_rows_and_columns() -> None:
    page = Page().frame(60, 60, 260, 140)
    page.line(160, 60, 160, 140).line(60, 120, 260, 120).line(160, 80, 260, 80)
    page.line(160, 100, 260, 100).line(210, 80, 210, 140)
    page.text(64, 94, "科目").text(164, 74, "支出").text(164, 94, "基本").text(214, 94, "项目")
    page.text(164, 114, "1").text(214, 114, "2").text(64, 134, "甲")
    page.text(164, 134, "1.00").text(214, 134, "2.00")
    expected = ["科目×3×1|支出×1×2", "基本|项目", "1|2", "甲|1.00|2.00"]
    assert [expected] == tables_of(read_pdf(page))


def test_several_tables_on_a_page_are_kept_apart() -> None:
    page = plain().table(60, 140, (60, 60, 80), ("a|b|c", "d|e|1.00"))
    assert [list(ROWS), ["a|b|c", "d|e|1.00"]] == tables_of(read_pdf(page))


def test_tables_side_by_side_are_kept_apart() -> None:
    page = plain().table(280, 60, (100, 100), ("收入|金额", "拨款|9.00"))
    assert [list(ROWS), ["收入|金额", "拨款|9.00"]] == tables_of(read_pdf(page))


def test_a_frame_around_a_page_is_no_table() -> None:
    assert [list(ROWS)] == tables_of(read_pdf(plain().frame(20, 20, 575, 820)))


def test_a_table_without_its_outer_sides() -> None:
    page = Page().line(160, 60, 160, 120).fill((60, 160), 60, ROWS)
    for y in (60, 80, 100, 120):
        page.line(60, y, 260, y)
    assert [list(ROWS)] == tables_of(read_pdf(page))


def test_double_and_dotted_lines_are_one_each() -> None:
    page = Page().fill((60, 160), 60, ROWS)
    for y in (60, 80, 100, 120):
        for x in range(60, 260, 4):
            page.line(x, y, x + 2, y)
    for x in (60, 160, 260):
        page.line(x, 60, x, 120).line(x + 1.5, 60, x + 1.5, 120)
    assert [list(ROWS)] == tables_of(read_pdf(page))


def test_cells_drawn_one_by_one() -> None:
    page = Page().fill((60, 160), 60, ROWS)
    for n in range(3):
        page.frame(60, 60 + 20 * n, 160, 80 + 20 * n).frame(160, 60 + 20 * n, 260, 80 + 20 * n)
    assert [list(ROWS)] == tables_of(read_pdf(page))


def test_an_underlined_word_does_not_divide_its_cell() -> None:
    assert [list(ROWS)] == tables_of(read_pdf(plain().line(64, 96, 84, 96)))


def test_a_landscape_page_and_one_that_is_turned() -> None:
    wide = Page(842, 595).table(60, 60, (400, 300), ROWS)
    turned = Page(turned=90)
    for n, row in enumerate(ROWS):
        for m, text in enumerate(row.split("|")):
            turned.text(60 + 20 * n + 14, 780 - 100 * m - 4, text, angle=90)
    for n in range(4):
        turned.line(60 + 20 * n, 780, 60 + 20 * n, 580)
    for m in range(3):
        turned.line(60, 780 - 100 * m, 120, 780 - 100 * m)
    assert [list(ROWS)] == tables_of(read_pdf(wide)) == tables_of(read_pdf(turned))


def test_a_text_that_found_no_room_goes_on_a_figure_below_another_does_not() -> None:
    page = Page().grid((60, 125, 225), (60, 100))
    page.text(64, 74, "一般公共服务").text(64, 90, "支出")
    page.text(129, 74, "12").text(129, 90, "13")
    assert [["一般公共服务支出|12\n13"]] == tables_of(read_pdf(page))


def test_a_number_that_is_broken_at_the_end_of_its_cell_is_one() -> None:
    page = Page().grid((60, 100, 200), (60, 100)).text(104, 74, "甲")
    assert [["1,234.56|甲"]] == tables_of(read_pdf(page.text(64, 74, "1,234.").text(64, 90, "56")))


def test_blanks_in_a_number_and_between_signs_are_kept_as_seen() -> None:
    page = Page().table(60, 60, (100, 100), ("合　　计|1 234.56", "工  资|-2.00"))
    assert [["合 计|1 234.56", "工 资|-2.00"]] == tables_of(read_pdf(page))


def test_signs_printed_twice_to_be_fat_are_one() -> None:
    page = plain().text(64.3, 74, "科目").text(164.3, 94, "1,234.00").text(164.3, 94.2, "1")
    assert [list(ROWS)] == tables_of(read_pdf(page))


def test_a_watermark_is_no_part_of_a_cell() -> None:
    page = plain().text(80, 130, "内部资料", size=40, angle=30)
    document = read_pdf(page)
    assert [list(ROWS)] == tables_of(document)
    assert ["公开.pdf 第1页：转了方向的字“内部资料”"] == gaps_of(document)


def test_a_number_that_a_line_cuts_stays_whole_and_is_told() -> None:
    page = Page().table(60, 60, (100, 100), ("甲|乙", "丙|")).text(145, 94, "123,456.78")
    document = read_pdf(page)
    assert [["甲|乙", "丙|123,456.78"]] == tables_of(document)
    assert ["公开.pdf 第1页 第1张表：表线压着数“123,456.78”"] == gaps_of(document)


def test_signs_without_meaning_in_a_cell_are_told_not_guessed() -> None:
    document = read_pdf(plain().table(60, 140, (100, 100), ("合计|", "甲|1")).unmapped(164, 154, 3))
    assert "合计|\ufffd\ufffd\ufffd" == rows_of(list(document.tables)[1])[0]
    assert ["公开.pdf 第1页：3 个字的字体没有说明是什么字"] == gaps_of(document)


@pytest.mark.parametrize("bound", ["MAX_MEETINGS", "MAX_UNITS"])
def test_more_lines_than_tables_have_are_told(bound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rulings, bound, 5)
    document = read_pdf(plain())
    assert ["公开.pdf 第1页：表线太多，没有照表线读"] == gaps_of(document)
    assert [list(ROWS)] == tables_of(document)  # by its columns


def test_places_name_the_page_the_table_and_the_row() -> None:
    document = read_pdf(Page().text(60, 60, "封面"), plain())
    (table,) = document.tables
    assert "公开.pdf 第2页 第1张表 第2行 工资" == str(table.rows[1][1].place)
    assert ((2,), 2) == (table.pages, table.rows[1][1].page)


SHAPES: dict[str, Callable[[], Page]] = {
    "plain": plain,
    "wide": lambda: Page(842, 595).table(40, 90, (150, 120, 120, 120, 120), _wide()),
    "two": lambda: plain().table(60, 200, (60, 60, 80), ("a|b|c", "d|2|1.00")),
    "beside": lambda: plain().table(280, 60, (100, 100), ("收入|金额", "拨款|9.00")),
    "framed": lambda: plain().frame(20, 20, 575, 820),
}


def _wide() -> tuple[str, ...]:
    return tuple(f"第{n}行|{n},123.45|-{n}.00|{n}|0.0{n}%" for n in range(1, 10))


@pytest.mark.parametrize("shape", SHAPES)
def test_another_reader_finds_the_same_figures(shape: str) -> None:
    page = SHAPES[shape]()
    ours = sorted(row for table in read_pdf(page).tables for row in rows_of(table))
    with pdfplumber.open(io.BytesIO(make(page))) as pdf:
        tables = pdf.pages[0].extract_tables()
    theirs = sorted("|".join(_squeeze(text) for text in row) for table in tables for row in table)
    assert theirs == ours or [row for row in theirs if "|" in row] == ours


def _squeeze(text: str | None) -> str:
    return re.sub(r"\s", "", text or "")


def test_what_lies_outside_of_a_stepped_table_is_no_cell() -> None:
    page = Page().frame(60, 60, 160, 80).frame(160, 60, 260, 80).frame(60, 80, 160, 100)
    page.text(64, 74, "甲").text(164, 74, "1").text(64, 94, "乙").text(200, 94, "旁注")
    document = read_pdf(page)
    assert ([["甲|1", "乙"]], ["旁注"]) == (tables_of(document), texts_of(document))


def test_a_typed_blank_counts_where_the_same_gap_does_not() -> None:
    page = Page().grid((60, 160, 260), (60, 80))
    blank, gap = "<6536> <0020> 300 <5165>", "<6536> -200 <5165>"  # both two points wide
    for x, signs in ((64, blank), (164, gap)):
        page.commands.append(f"BT /F1 10 Tf 1 0 0 1 {x} {842 - 74} Tm [{signs}] TJ ET")
    assert [["收 入|收入"]] == tables_of(read_pdf(page))
