"""Shapes that tables have in real .pdf files: the right figures in the right cells, or said.

Every shape holds the same table; what a reader cannot know is told as not read, never guessed.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest
from support.examples import EXAMPLE
from support.pdfs import Page
from support.published import gaps_of, read_pdf, tables_of, texts_of
from support.reading_back import blocks_of, pack_of, produced, understand

from generator.published.blocks import ReadTable
from generator.published.grids import Beside

HEAD = "科目|基本支出|项目支出"
ROWS = ("2010301|1,234.56|20.00", "2010302|7.00|80.00", "合计|1,241.56|100.00")
WIDTHS = (80, 90, 90)
EDGES = (60, 140, 230, 320)
WHOLE = [HEAD, *ROWS]

Shape = Callable[[], list[Page]]


def plain(x: float = 60, y: float = 100, rows: tuple[str, ...] = (HEAD, *ROWS)) -> Page:
    return Page().table(x, y, WIDTHS, rows)


def on_its_side(turned: int) -> list[Page]:
    """The table drawn a quarter to the left, on a page that is shown turned."""
    page = Page(turned=turned)
    for n in range(len(WHOLE) + 1):
        page.line(100 + 20 * n, 320, 100 + 20 * n, 60)
    for x in EDGES:
        page.line(100, 380 - x, 180, 380 - x)
    for n, row in enumerate(WHOLE):
        for x, text in zip(EDGES, row.split("|"), strict=False):
            page.text(114 + 20 * n, 376 - x, text, angle=90)
    return [page]


def split_row() -> list[Page]:
    first = Page().table(60, 760, WIDTHS, (HEAD, ROWS[0]))
    return [first, Page().table(60, 60, WIDTHS, ROWS[1:])]


def repeated_head() -> list[Page]:
    above, more = Page().centre(700, "支出表"), Page().centre(40, "支出表（续）")
    return [
        above.table(60, 740, WIDTHS, (HEAD, *ROWS[:2])),
        more.table(60, 60, WIDTHS, (HEAD, ROWS[2])),
    ]


def over_three_pages() -> list[Page]:
    parts = ((HEAD, ROWS[0]), (HEAD, ROWS[1]), (HEAD, ROWS[2]))
    return [Page().table(60, y, WIDTHS, it) for y, it in zip((760, 60, 60), parts, strict=True)]


def blanks_within() -> list[Page]:
    rows = ("2010301|1, 234. 56|20 .00", "2010302|7.0 0|8 0.00", "合 计|1,2 41.56|1 00.00")
    return [plain(rows=(HEAD, *rows))]


def full_width_thousands() -> list[Page]:
    return [plain(rows=(HEAD, ROWS[0].replace(",", "，"), ROWS[1], ROWS[2].replace(",", "，")))]


def landscape() -> list[Page]:
    return [Page(842, 595).table(60, 100, WIDTHS, WHOLE)]


def without_lines() -> list[Page]:
    page = Page()
    for n, row in enumerate(WHOLE):
        for end, text in zip(EDGES[1:], row.split("|"), strict=True):
            page.right(end - 4, 100 + 20 * n, text)
    return [page]


def in_a_page_frame() -> list[Page]:
    return [plain().frame(30, 30, 565, 812)]


def struck_twice() -> list[Page]:
    page = plain()
    for n, row in enumerate(WHOLE):
        for x, text in zip(EDGES, row.split("|"), strict=False):
            page.text(x + 4.3, 114 + 20 * n, text)
    return [page]


def white_text_over_it() -> list[Page]:
    page = plain()
    page.commands.append("1 g")
    page.text(144, 134, "99,999.99").text(144, 200, "88.00")
    page.commands.append("0 g")
    return [page]


def dust_upon_it() -> list[Page]:
    return [plain().text(150, 134, "7.77", size=0.5).text(236, 154, "6", size=1)]


def white_on_a_dark_head() -> list[Page]:
    page = Page()
    page.bar(60, 100, 320, 120)
    page.commands.insert(0, "0.1 0.2 0.5 rg")
    page.commands.append("1 g")
    for x, text in zip(EDGES, HEAD.split("|"), strict=False):
        page.text(x + 4, 114, text)
    page.commands.append("0 g")
    return [page.grid(EDGES, range(100, 181, 20)).fill(EDGES, 120, ROWS)]


def head_and_foot_close() -> list[Page]:
    pages = [plain(y=80), *(Page().text(80, 120, f"第{n}段说明。") for n in "一二三")]
    for n, page in enumerate(pages, start=1):
        page.centre(70, "某中心2024年度决算", size=7).centre(835, f"- {n} -", size=7)
    return pages


def touching_figures() -> list[Page]:
    page = Page().grid((60, 100, 150, 200), range(100, 181, 20)).fill((60, 100, 150), 100, WHOLE)
    emptied = [it for it in page.commands if "<" not in it]
    page.commands = emptied
    for n, row in enumerate(WHOLE):
        code, basic, project = row.split("|")
        page.text(62, 114 + 20 * n, code).right(149.8, 114 + 20 * n, basic)
        page.text(150, 114 + 20 * n, project)
    return [page]


SHAPES: dict[str, Shape] = {
    "转了方向的页": lambda: on_its_side(90),
    "字转了方向的页": lambda: on_its_side(0),
    "横页": landscape,
    "断开的表": split_row,
    "重复的表头": repeated_head,
    "接连几页": over_three_pages,
    "没有表线": without_lines,
    "页边框": in_a_page_frame,
    "重印加粗": struck_twice,
    "白字": white_text_over_it,
    "微尘大的字": dust_upon_it,
    "深底白字的表头": white_on_a_dark_head,
    "页眉页脚挨着": head_and_foot_close,
    "数挨着下一栏": touching_figures,
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_figure_is_in_its_cell(name: str) -> None:
    assert WHOLE == tables_of(read_pdf(*SHAPES[name]()))[0]


@pytest.mark.parametrize("make", [blanks_within, full_width_thousands])
def test_a_number_in_a_cell_is_one_however_it_is_set_apart(make: Shape) -> None:
    [table] = read_pdf(*make()).tables
    said = [[Beside((), (cell,)).text for cell in row] for row in table.rows]
    assert [row.split("|") for row in WHOLE] == said


@pytest.mark.parametrize("sign", ["－", "−", "–", "-"])
def test_a_minus_is_one_however_it_is_written(sign: str) -> None:
    [table] = read_pdf(plain(rows=(HEAD, f"2010301|{sign}12.00|20.00"))).tables
    assert "-12.00" == Beside((), (table.rows[1][1],)).text


@pytest.mark.parametrize("text", ["(12.00)", "（12.00）", "△12.00", "12.00`", "12.00."])
def test_a_figure_with_signs_beside_is_told_and_not_guessed(text: str) -> None:
    document = blocks_of(produced(EXAMPLE).document)
    pack = pack_of(produced(EXAMPLE))
    number, row, cell = next(
        (number, row, cell)
        for number, block in enumerate(document.blocks)
        if isinstance(block, ReadTable)
        for row in range(len(block.rows))
        for cell in range(len(block.rows[row]))
        if block.rows[row][cell].text == "4052.48"
    )
    table = document.blocks[number]
    assert isinstance(table, ReadTable)
    cells = list(table.rows[row])
    cells[cell] = cells[cell]._replace(text=text)
    rows = [*table.rows[:row], tuple(cells), *table.rows[row + 1 :]]
    blocks = list(document.blocks)
    blocks[number] = replace(table, rows=tuple(rows))
    read = understand(replace(document, blocks=tuple(blocks)), pack).readings
    assert [f"表里的一格没有对上：{text}"] == [it.what for it in read.gaps]
    assert all(it.place != cells[cell].place for it in read.figures)


def test_two_tables_beside_and_one_below_are_three() -> None:
    page = Page().table(40, 100, WIDTHS, WHOLE).table(320, 100, WIDTHS, WHOLE)
    found = tables_of(read_pdf(page.table(40, 300, (80, 80), ("项目|金额", "甲|3.00"))))
    assert [WHOLE, WHOLE, ["项目|金额", "甲|3.00"]] == found


def test_what_nobody_sees_is_told_and_is_in_no_cell() -> None:
    expected = "公开.pdf 第1页：看不见的字“99,999.9988.00”，没有读"
    assert [expected] == gaps_of(read_pdf(*white_text_over_it()))
    assert ["公开.pdf 第1页：看不见的字“7.776”，没有读"] == gaps_of(read_pdf(*dust_upon_it()))
    assert [] == gaps_of(read_pdf(*white_on_a_dark_head()))


def test_a_page_of_small_print_alone_is_read() -> None:
    page = Page().text(60, 60, "注：金额单位为万元。", size=2)
    assert ["注：金额单位为万元。"] == texts_of(read_pdf(page))


def test_amounts_that_touch_across_a_line_are_two() -> None:
    page = Page().table(90, 100, (60, 50, 50), (HEAD, "2010301||", "2010302|5.00|6.00"))
    page.text(158, 134, "123456.78").text(203.2, 134, "99.00")
    read = read_pdf(page)
    assert ["2010301|123456.78|99.00"] == tables_of(read)[0][1:2]
    assert ["公开.pdf 第1页 第1张表：表线压着数“123456.78”"] == gaps_of(read)


@pytest.mark.parametrize("text", ["1234.5678", "12.34.56", "1.2.3"])
def test_other_numbers_are_never_parted(text: str) -> None:
    page = Page().table(90, 100, WIDTHS, (HEAD, f"2010301|{text}|2.00"))
    assert f"2010301|{text}|2.00" == tables_of(read_pdf(page))[0][1]


def test_a_cell_whose_signs_stand_below_each_other_is_one() -> None:
    page = Page().frame(60, 100, 320, 180).line(90, 100, 90, 180).line(230, 100, 230, 180)
    for n, (name, amount) in enumerate(
        [("工资", "1.00"), ("津贴", "2.00"), ("奖金", "3.00"), ("社保", "4.00")]
    ):
        page.text(94, 114 + 20 * n, name).text(234, 114 + 20 * n, amount)
        page.line(90, 120 + 20 * n, 320, 120 + 20 * n)
        page.text(70, 114 + 18 * n, "基本支出"[n])
    expected = ["基本支出×4×1|工资|1.00", "津贴|2.00", "奖金|3.00", "社保|4.00"]
    assert [expected] == tables_of(read_pdf(page))


def test_a_cell_whose_signs_lie_on_their_side_is_told() -> None:
    page = plain().text(334, 170, "项目支出", angle=90)
    read = read_pdf(page)
    assert [WHOLE] == tables_of(read)
    assert ["公开.pdf 第1页：转了方向的字“项目支出”"] == gaps_of(read)


def test_signs_without_meaning_are_told_and_no_figure() -> None:
    read = read_pdf(plain(rows=(HEAD, "2010301||20.00")).unmapped(144, 134, 5))
    assert "�" in tables_of(read)[0][1]
    assert ["公开.pdf 第1页：5 个字的字体没有说明是什么字"] == gaps_of(read)


def test_a_scanned_page_among_pages_of_text_is_told() -> None:
    scanned = Page().picture(0, 0, 595, 842)
    read = read_pdf(plain(), scanned, plain())
    assert [WHOLE, WHOLE] == tables_of(read)
    assert ["公开.pdf 第2页：扫描的一页，没有文字"] == gaps_of(read)
