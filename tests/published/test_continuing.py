"""Tables that go on over the end of a page: joined, with what is repeated left out."""

from support.pdfs import Page
from support.published import read_pdf, rows_of, tables_of, texts_of

WIDTHS = (100, 60, 80)
HEAD = "科目|编码|金额"


def above(*rows: str, title: str = "支出决算表", y: float = 740) -> Page:
    """A page that ends with a table below its title."""
    page = Page().centre(y - 30, title).right(300, y - 10, "单位：万元")
    return page.table(60, y, WIDTHS, rows)


def test_a_table_goes_on_whose_head_is_not_repeated() -> None:
    document = read_pdf(above(HEAD, "甲|201|1.00"), Page().table(60, 60, WIDTHS, ("乙|202|2.00",)))
    (table,) = document.tables
    assert [HEAD, "甲|201|1.00", "乙|202|2.00"] == rows_of(table)
    assert ((1, 2), 0, 2) == (table.pages, table.heads, table.rows[2][0].row)
    assert "公开.pdf 第2页 第1张表 第3行 乙" == str(table.rows[2][0].place)


def test_a_head_that_is_repeated_is_left_out_and_marked() -> None:
    rest = Page().table(60, 60, WIDTHS, (HEAD, "乙|202|2.00"))
    (table,) = read_pdf(above(HEAD, "甲|201|1.00"), rest).tables
    assert ([HEAD, "甲|201|1.00", "乙|202|2.00"], 1) == (rows_of(table), table.heads)


def test_a_title_that_is_repeated_is_left_out_too() -> None:
    rest = above(HEAD, "乙|202|2.00", title="支出决算表（续）", y=100)
    document = read_pdf(above(HEAD, "甲|201|1.00"), rest)
    assert [[HEAD, "甲|201|1.00", "乙|202|2.00"]] == tables_of(document)
    assert ["支出决算表", "单位：万元"] == texts_of(document)


def test_a_table_with_a_title_of_its_own_is_another() -> None:
    other = above(HEAD, "乙|202|2.00", title="收入决算表", y=100)
    assert 2 == len(tables_of(read_pdf(above(HEAD, "甲|201|1.00"), other)))


def test_tables_of_the_same_title_with_other_heads_are_two() -> None:
    other = above("项目|编码|金额", "乙|202|2.00", y=100)
    assert 2 == len(tables_of(read_pdf(above(HEAD, "甲|201|1.00"), other)))


def test_a_table_of_other_columns_is_another() -> None:
    rest = Page().table(60, 60, (60, 60, 60), ("乙|202|2.00",))
    assert 2 == len(tables_of(read_pdf(above(HEAD, "甲|201|1.00"), rest)))


def test_text_between_two_tables_parts_them() -> None:
    rest = Page().text(60, 50, "注：本表无数据。").table(60, 60, WIDTHS, ("乙|202|2.00",))
    assert 2 == len(tables_of(read_pdf(above(HEAD, "甲|201|1.00"), rest)))


def test_a_table_that_skips_a_page_is_another() -> None:
    rest = Page().table(60, 60, WIDTHS, ("乙|202|2.00",))
    assert 2 == len(tables_of(read_pdf(above(HEAD, "甲|201|1.00"), Page(), rest)))


def test_the_next_page_may_stand_a_little_aside() -> None:
    rest = Page().table(75, 60, WIDTHS, ("乙|202|2.00",))
    assert 1 == len(tables_of(read_pdf(above(HEAD, "甲|201|1.00"), rest)))


def test_a_row_that_the_page_cuts_is_one() -> None:
    rest = Page().table(60, 60, WIDTHS, ("管理事务||", "乙|202|2.00"))
    document = read_pdf(above(HEAD, "其他一般公共服务行政|201|1.00"), rest)
    assert [[HEAD, "其他一般公共服务行政管理事务|201|1.00", "乙|202|2.00"]] == tables_of(document)


def test_a_row_with_a_name_of_its_own_is_not_joined_with_the_one_before() -> None:
    rest = Page().table(60, 60, WIDTHS, ("二、外交||", "乙|202|2.00"))
    document = read_pdf(above(HEAD, "一、一般公共服务支出|201|1.00"), rest)
    assert "二、外交||" in tables_of(document)[0]


def test_a_cell_that_reaches_over_the_end_takes_the_empty_one_there() -> None:
    page = Page().centre(700, "指标表")
    page.line(60, 740, 300, 740).line(160, 760, 300, 760).line(60, 780, 300, 780)
    for x in (60, 160, 220, 300):
        page.line(x, 740, x, 780)
    page.fill((60, 160, 220), 740, ("产出|甲|1", "|乙|2"))
    (table,) = read_pdf(page, Page().table(60, 60, WIDTHS, ("|丙|3",))).tables
    assert ["产出×3×1|甲|1", "乙|2", "丙|3"] == rows_of(table)


def test_the_same_form_filled_in_again_is_another_table() -> None:
    one = ("项目名称|甲|", "主管部门|某局|", "资金|1|2.00")
    other = ("项目名称|乙|", "主管部门|某局|", "资金|3|4.00")
    document = read_pdf(Page().table(60, 60, WIDTHS, one), Page().table(60, 60, WIDTHS, other))
    assert [list(one), list(other)] == tables_of(document)


def test_a_list_whose_rows_begin_alike_goes_on() -> None:
    one = (HEAD, "某局|201|1.00", "某局|202|2.00", "某局|203|3.00")
    rest = Page().table(60, 60, WIDTHS, (HEAD, "某局|204|4.00", "某局|205|5.00", "某局|206|6.00"))
    assert 7 == len(tables_of(read_pdf(Page().table(60, 60, WIDTHS, one), rest))[0])


def test_a_title_within_the_lines_begins_a_table() -> None:
    def titled(title: str, row: str) -> Page:
        return Page().frame(60, 40, 300, 60).text(150, 54, title).table(60, 60, WIDTHS, (HEAD, row))

    document = read_pdf(titled("收入表", "甲|1|1.00"), titled("支出表", "乙|2|2.00"))
    assert 2 == len(tables_of(document))
    again = read_pdf(titled("收入表", "甲|1|1.00"), titled("收入表", "乙|2|2.00"))
    assert 1 == len(tables_of(again))
