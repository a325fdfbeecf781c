"""Tables without ruled lines: columns are where texts stand below each other, or it is said."""

from support.pdfs import Page
from support.published import gaps_of, read_pdf, tables_of, texts_of

HEAD, ROWS = "科目|预算数|决算数", ("工资|10.00|1,234.00", "津贴|20.00|56.78")


def lay(page: Page, *rows: str, y: float = 100) -> Page:
    """Rows without lines: words from the left, figures from the right."""
    for n, row in enumerate(rows):
        first, *others = row.split("|")
        page.text(60, y + 20 * n, first)
        for m, text in enumerate(others):
            page.right(220 + 100 * m, y + 20 * n, text)
    return page


def test_columns_are_where_the_heads_stand() -> None:
    page = lay(Page().centre(60, "支出表"), HEAD, *ROWS)
    document = read_pdf(page)
    assert [[HEAD, *ROWS]] == tables_of(document)
    assert ["支出表"] == texts_of(document)


def test_lines_across_alone_change_nothing() -> None:
    page = lay(Page(), HEAD, *ROWS)
    for y in (88, 108, 150):
        page.line(60, y, 330, y)
    assert [[HEAD, *ROWS]] == tables_of(read_pdf(page))


def test_an_empty_cell_shifts_nothing() -> None:
    document = read_pdf(lay(Page(), HEAD, "工资||1,234.00", *ROWS))
    (table,) = document.tables
    assert [(0, "工资"), (2, "1,234.00")] == [(it.column, it.text) for it in table.rows[1]]


def test_figures_below_no_head_are_not_guessed() -> None:
    page = lay(Page(), "科目|预算数", *ROWS)
    document = read_pdf(page)
    assert [] == tables_of(document)
    assert ["公开.pdf 第1页：看上去是表，没有表线，栏对不上"] == gaps_of(document)
    assert "工资\t10.00\t1,234.00" in texts_of(document)


def test_a_head_that_spans_two_columns_is_not_guessed() -> None:
    page = Page().text(60, 80, "科目").text(190, 80, "预算数与决算数共两栏金额")
    document = read_pdf(lay(page, *ROWS))
    assert ([], 1) == (tables_of(document), len(gaps_of(document)))


def test_lines_of_text_and_of_the_contents_are_no_table() -> None:
    page = Page().text(60, 60, "编制单位：某局").text(400, 60, "单位：万元")
    for n in range(4):
        page.text(60, 100 + 20 * n, f"{n}、收入表").text(200, 100 + 20 * n, "." * 40 + f" {n}")
    document = read_pdf(page)
    assert ([], []) == (tables_of(document), gaps_of(document))
