"""Lines of a .pdf as paragraphs: what goes on, and what ends one."""

import pytest
from support.pdfs import Page
from support.published import lines_of, read_pdf, texts_of

FULL = "一二三四五六七八九十" * 4 + "完"
INDENTED = FULL[:-2]
OTHERS = tuple(["　　" + INDENTED, FULL, FULL, "完。"] * 3)


def read(*texts: str) -> list[str]:
    """The paragraphs of lines that stand above others which show the margins."""
    found = texts_of(read_pdf(lines_of([*texts, *OTHERS])))
    assert 3 * [f"{INDENTED}{FULL}{FULL}完。"] == found[-3:]
    return found[:-3]


def test_full_lines_go_on_until_a_short_one() -> None:
    assert [f"{INDENTED}{FULL}余下。"] == read("　　" + INDENTED, FULL, "余下。")


def test_where_a_full_line_ends_is_kept() -> None:
    document = read_pdf(lines_of(["　　" + INDENTED, FULL[:-3], "余下。", *OTHERS]))
    first = next(document.paragraphs)
    assert (f"{INDENTED}{FULL[:-3]}余下。", (len(INDENTED),)) == (first.text, first.line_ends)


def test_a_short_line_ends_a_paragraph_and_an_indented_one_begins_one() -> None:
    assert ["短。", "又短。"] == read("　　短。", "　　又短。")
    assert [INDENTED, INDENTED] == read("　　" + INDENTED, "　　" + INDENTED)


def test_a_line_that_leaves_room_for_a_number_that_is_not_parted_goes_on() -> None:
    assert [f"{INDENTED[:-3]}1,234.56万元。"] == read("　　" + INDENTED[:-3], "1,234.56万元。")


def test_a_line_below_what_a_lead_leads_goes_on() -> None:
    note = "注：" + FULL[:-2]
    assert [f"{note}余下。"] == read(note, "　　余下。")


def test_a_sentence_that_is_cut_goes_on_whatever_room_is_left() -> None:
    assert [f"{INDENTED[:-9]}余下。"] == read("　　" + INDENTED[:-9], "余下。")


def test_a_numbered_item_begins_anew_after_a_full_line() -> None:
    first = "一、" + FULL[:-3] + "。"
    assert [first, "二、又一项。"] == read(first, "二、又一项。")


def test_a_number_at_the_end_of_a_line_is_not_parted_with_a_blank() -> None:
    assert [f"{INDENTED[:-6]}123,456万元。"] == read("　　" + INDENTED[:-6] + "123,", "456万元。")


def test_a_line_further_down_is_another_paragraph() -> None:
    page = lines_of(["　　" + INDENTED], first=40)
    page.commands += lines_of([FULL, *OTHERS], first=100).commands
    assert [INDENTED, FULL] == texts_of(read_pdf(page))[:2]


@pytest.mark.parametrize("second", ["服务中心", "中心"])
def test_a_title_that_found_no_room_is_one_paragraph(second: str) -> None:
    page = Page().centre(40, "某某市城市综合管理与公共数据资源", 26).centre(76, second, 26)
    page.commands += lines_of(OTHERS, first=200).commands
    assert f"某某市城市综合管理与公共数据资源{second}" == texts_of(read_pdf(page))[0]


def test_two_titles_below_each_other_are_two() -> None:
    page = Page().centre(40, "某某市财政局", 26).centre(76, "2024年度部门决算", 26)
    page.commands += lines_of(OTHERS, first=200).commands
    assert ["某某市财政局", "2024年度部门决算"] == texts_of(read_pdf(page))[:2]


def test_the_number_of_a_part_and_its_name_below_are_one_title() -> None:
    page = Page().centre(40, "第二部分", 20).centre(76, "部门决算表", 20)
    page.commands += lines_of(OTHERS, first=200).commands
    document = read_pdf(page)
    assert ("第二部分 部门决算表", 1) == next((it.text, it.level) for it in document.paragraphs)


def test_what_stands_at_the_right_is_of_its_own() -> None:
    page = Page().right(490, 40, "公开01表").right(490, 56, "单位：万元")
    page.commands += lines_of(OTHERS, first=200).commands
    assert ["公开01表", "单位：万元"] == texts_of(read_pdf(page))[:2]


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    one, other = lines_of([*OTHERS, "　　" + INDENTED]), lines_of([FULL, "完。", *OTHERS])
    assert f"{INDENTED}{FULL}完。" in texts_of(read_pdf(one, other))


def test_parts_of_a_line_that_stand_apart_have_a_tab_between() -> None:
    page = lines_of(OTHERS, first=200).text(80, 40, "编制部门：某局").right(490, 40, "单位：元")
    assert "编制部门：某局\t单位：元" == texts_of(read_pdf(page))[0]


def test_the_last_signs_of_a_title_that_is_set_a_little_aside_belong_to_it() -> None:
    page = (
        Page()
        .text(111, 40, "第三部分某某市财政局部门决算情况的各项说明", 18)
        .centre(62, "部分", 18)
    )
    page.commands += lines_of(OTHERS, first=200).commands
    assert "第三部分某某市财政局部门决算情况的各项说明部分" == texts_of(read_pdf(page))[0]


@pytest.mark.parametrize("dots", ["", "....", "........"])
def test_a_line_of_the_contents_begins_anew_however_few_dots_the_one_above_had(dots: str) -> None:
    long = "第二部分" + FULL[: -4 - len(dots) // 2] + dots
    entry = f"一、收入总表{'.' * 60}"
    assert [long, entry] == read(long, entry)
