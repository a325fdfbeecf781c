"""Rows of a ruled table that have no line between them: divided where all stands in line."""

from support.pdfs import Page
from support.published import gaps_of, read_pdf, tables_of

HEAD, ROWS = "科目|编码|金额", ("工资|30101|1,234.00", "津贴|30102|56.78", "合计||1,290.78")


def half_ruled() -> Page:
    """A table with a line below its head and none between its rows."""
    page = Page().grid((60, 160, 220, 300), (60, 80))
    page.frame(60, 80, 300, 140).line(160, 80, 160, 140).line(220, 80, 220, 140)
    return page.fill((60, 160, 220), 60, (HEAD,))


def test_rows_in_line_with_their_figures_are_divided() -> None:
    page = half_ruled().fill((60, 160, 220), 80, ROWS)
    assert [[HEAD, *ROWS]] == tables_of(read_pdf(page))


def test_a_text_in_line_with_no_figure_leaves_the_row_whole_and_is_told() -> None:
    page = half_ruled().text(64, 114, "工资").text(224, 104, "1.00").text(224, 124, "2.00")
    document = read_pdf(page)
    assert [[HEAD, "工资||1.00\n2.00"]] == tables_of(document)
    assert ["公开.pdf 第1页 第1张表：第2行有几行数，没有横线，分不开"] == gaps_of(document)
