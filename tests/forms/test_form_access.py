"""What a listener and a page need of a form is told where it is lacking."""

from pathlib import Path

import pytest
from support.forms import BODY, STYLES, body, linted, p, part, r, row, said, table

from generator.diagnostics import FormPlace, Severity

CORE = "docProps/core.xml"
KEPT = "<w:pPr><w:keepNext/></w:pPr>"
LISTED = table(row("名称", heading=True), row("甲"))
PICTURE = '<w:r><w:drawing><wp:docPr xmlns:wp="urn:wp" id="1" descr="{}"/></w:drawing></w:r>'
LATIN = '<w:r><w:rPr><w:lang w:val="{}" w:eastAsia="{}"/></w:rPr><w:t>12</w:t></w:r>'


def codes(folder: Path, *blocks: str) -> list[tuple[str, int]]:
    """The code and the paragraph of each fault of a form with these blocks."""
    return [(code, number) for code, number, _, _ in said(linted(folder, {BODY: body(*blocks)}))]


def titled(level: int, text: str = "标题") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Heading{level}"/></w:pPr>{r(text)}</w:p>'


# -- language, title, headings -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        pytest.param('w:lang w:val="zh-CN"', 'w:lang w:val="en-US"', "", id="digits by default"),
        pytest.param('w:eastAsia="zh-CN"', 'w:eastAsia="ja-JP"', "", id="Han by default"),
        pytest.param(' w:val="zh-CN" w:eastAsia="zh-CN"', "", "", id="not stated"),
        pytest.param(
            '<w:name w:val="表数"/>',
            '<w:name w:val="表数"/><w:rPr><w:lang w:val="en-US"/></w:rPr>',
            "表数",
            id="in a style",
        ),
    ],
)
def test_a_language_that_is_not_chinese_is_told_where_it_is_set(
    tmp_path: Path, old: str, new: str, name: str
) -> None:
    styles = part(STYLES)
    assert old in styles
    faults = linted(tmp_path, {STYLES: styles.replace(old, new, 1)})
    expected = [("D545", Severity.WARNING, FormPlace("表样.docx", STYLES, 0, name))]
    assert expected == [(it.code, it.severity, it.place) for it in faults]


@pytest.mark.parametrize(("latin", "han"), [("en-US", "zh-CN"), ("zh-CN", "ja-JP")])
def test_texts_in_another_language_are_counted_at_the_first(
    tmp_path: Path, latin: str, han: str
) -> None:
    foreign = p(LATIN.format(latin, han))
    [fault] = linted(tmp_path, {BODY: body(p("甲"), foreign, foreign)})
    assert ("D545", "有 2 段文字的语言不是中文") == (fault.code, fault.message)
    assert [2] == [number for _, number, _, _ in said([fault])]


def test_texts_in_chinese_are_as_they_should_be(tmp_path: Path) -> None:
    assert [] == codes(tmp_path, p(LATIN.format("zh-CN", "zh-CN")))


@pytest.mark.parametrize("title", ["", " "])
def test_a_form_without_a_title_is_told(tmp_path: Path, title: str) -> None:
    core = part(CORE)
    own = core[core.index("<dc:title>") : core.index("</dc:title>")]
    [fault] = linted(tmp_path, {CORE: core.replace(own, f"<dc:title>{title}")})
    assert ("D546", Severity.WARNING) == (fault.code, fault.severity)


def test_headings_that_leave_out_a_level_are_told_at_the_one_that_does(tmp_path: Path) -> None:
    blocks = [titled(1), titled(2), titled(1), titled(3), titled(2)]
    assert [("D547", 4)] == codes(tmp_path, *blocks)


def test_a_first_heading_is_of_the_first_level(tmp_path: Path) -> None:
    assert [("D547", 1)] == codes(tmp_path, titled(2))


def test_headings_may_go_up_by_any_number_of_levels(tmp_path: Path) -> None:
    assert [] == codes(tmp_path, titled(1), titled(2), titled(3), titled(1), titled(2))


def test_an_empty_paragraph_in_the_style_of_a_heading_is_none(tmp_path: Path) -> None:
    assert [] == codes(tmp_path, titled(1), titled(3, ""), titled(2))


# -- tables and pictures -----------------------------------------------------------------------


def test_a_table_without_a_heading_is_told_even_if_it_does_not_grow(tmp_path: Path) -> None:
    assert [("D532", 1)] == codes(tmp_path, table(row("名称"), row("甲")))


def test_a_card_whose_first_row_is_filled_needs_a_heading_too(tmp_path: Path) -> None:
    card = table(row("{{ 单位.名称 }}"), row("{%tr for 段 in 部门概况.主要职责 %}"), row("甲"))
    ended = card.replace("</w:tbl>", row("{%tr endfor %}") + "</w:tbl>")
    assert [("D532", 1)] == codes(tmp_path, ended)


def test_a_frame_of_one_row_is_no_table(tmp_path: Path) -> None:
    assert [] == codes(tmp_path, "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>")


def test_rows_that_may_break_are_counted_at_the_first(tmp_path: Path) -> None:
    torn = row("甲").replace("<w:cantSplit/>", "")
    faults = linted(tmp_path, {BODY: body(table(row("名称", heading=True), torn, torn))})
    assert [("D548", "表格有 2 行会断在两页上")] == [(it.code, it.message) for it in faults]


def test_a_row_of_paragraphs_in_any_number_may_break(tmp_path: Path) -> None:
    loop = [p("{%p for 段 in 部门概况.主要职责 %}"), p("{{ 段 }}"), p("{%p endfor %}")]
    prose = f"<w:tr><w:tc>{''.join(loop)}</w:tc></w:tr>"
    assert [] == codes(tmp_path, table(row("名称", heading=True), prose))


def test_a_table_without_a_name_is_told(tmp_path: Path) -> None:
    bare = LISTED.replace('<w:tblPr><w:tblCaption w:val="表"/></w:tblPr>', "")
    assert [("D549", 1)] == codes(tmp_path, bare)


@pytest.mark.parametrize(
    "between", [[], [p("{%p if 年度 %}")]], ids=["right above", "with a tag between"]
)
def test_what_leads_to_a_table_is_to_stand_on_its_page(tmp_path: Path, between: list[str]) -> None:
    after = [p("{%p endif %}")] * len(between)
    assert [("D548", 1)] == codes(tmp_path, p("见下表："), *between, LISTED, *after)


@pytest.mark.parametrize(
    "above",
    [
        pytest.param(f"<w:p>{KEPT}{r('见下表：')}</w:p>", id="kept by hand"),
        pytest.param(
            f'<w:p><w:pPr><w:pStyle w:val="TableTitle"/></w:pPr>{r("表")}</w:p>', id="by its style"
        ),
        pytest.param("<w:p/>", id="empty"),
        pytest.param(LISTED, id="another table"),
    ],
)
def test_what_is_kept_with_its_table_or_leads_to_none_is_not_told(
    tmp_path: Path, above: str
) -> None:
    assert [] == codes(tmp_path, above, LISTED)


def test_a_picture_without_words_is_told(tmp_path: Path) -> None:
    assert [("D549", 2)] == codes(tmp_path, p("甲"), p(PICTURE.format("")))
    assert [] == codes(tmp_path, p(PICTURE.format("一朵花")))
