"""The Word file of a first form: styles, sections, contents, and nothing formatted by hand."""

import io
from functools import cache

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from support.packs import example_pack

from generator.layouts import planning, word_form
from generator.layouts.pieces import (
    BODY,
    TAG,
    CellLook,
    Grid,
    LaidCell,
    LaidLine,
    LaidPage,
    LaidRow,
    Piece,
    TitleLine,
)
from generator.layouts.word_form import FormPlan
from generator.packs import layout

CELL = Grid((500, 500), (LaidRow((LaidCell("甲"), LaidCell("1.00", CellLook.FIGURE))),))


def written(*pieces: Piece) -> Document:
    return docx.Document(io.BytesIO(word_form.write(FormPlan(("年度", "名称"), (), pieces))))


@cache
def example() -> Document:
    pack = example_pack()
    plan = planning.plan(pack, layout.read(pack.files))
    return docx.Document(io.BytesIO(word_form.write(plan)))


def styled(document: Document) -> list[tuple[str, str]]:
    """The paragraphs of a document outside its tables, with their styles."""
    return [(it.style.name or "", it.text) for it in document.paragraphs if it.style]


def test_a_cover_the_contents_and_the_pieces_stand_in_the_styles_of_the_house() -> None:
    document = written(
        TitleLine(1, "第一部分", "概况"), TitleLine(2, "一、", "职责"), LaidLine("一段", BODY)
    )
    assert styled(document) == [
        ("封面年度", "年度"),
        ("封面标题", "名称"),
        ("TOC Heading", "目　录"),
        ("toc 1", "第一部分　概况\t"),
        ("toc 2", "一、职责\t"),
        ("分节", ""),
        ("Heading 1", "第一部分\n概况"),
        ("Heading 2", "一、职责"),
        ("公开正文", "一段"),
    ]


def test_a_title_that_begins_a_page_has_a_style_for_it_unless_a_section_does() -> None:
    fresh = TitleLine(2, "一、", "表", fresh=True)
    document = written(fresh, LaidPage(True), fresh)
    found = [style for style, text in styled(document) if text == "一、表"]
    assert ["标题二另起页", "Heading 2"] == found


def test_a_wide_page_is_a_section_of_its_own_whose_numbers_go_on() -> None:
    document = written(LaidLine("甲", BODY), LaidPage(True), CELL, LaidPage(False))
    turned = [it.orientation == WD_ORIENT.LANDSCAPE for it in document.sections]
    assert [False, False, True, False] == turned
    first, tall, wide, last = document.sections
    assert (wide.page_width, wide.page_height) == (tall.page_height, tall.page_width)
    assert (last.page_width, last.left_margin) == (tall.page_width, tall.left_margin)
    restarted = [it._sectPr.find(qn("w:pgNumType")) is not None for it in document.sections]
    assert [False, True, False, False] == restarted
    assert not first.header.is_linked_to_previous


def test_two_tables_have_a_paragraph_between_them_even_where_a_tag_stands() -> None:
    document = written(CELL, CELL, LaidLine("{%p endif %}", TAG), CELL)
    names = [it.tag.rpartition("}")[2] for it in document.element.body]
    assert ["tbl", "p", "tbl", "p", "p", "tbl", "sectPr"] == names[names.index("tbl") :]


def test_every_title_of_the_contents_leads_to_its_bookmark() -> None:
    body = example().element.body
    links = [it.get(qn("w:anchor")) for it in body.iter(qn("w:hyperlink"))]
    marks = [it.get(qn("w:name")) for it in body.iter(qn("w:bookmarkStart"))]
    assert len(links) > 20
    assert links == marks
    instructions = [it.text for it in body.iter(qn("w:instrText"))]
    assert ' TOC \\o "1-2" \\h \\z \\u ' == instructions[0]
    assert [f" PAGEREF {name} \\h " for name in marks] == instructions[1:]


def test_its_properties_name_the_unit_and_the_document() -> None:
    properties = example().core_properties
    assert properties.title == "{{ 单位.名称 }}{{ 年度 }}年度{{ 单位.称谓 }}决算"
    assert ("{{ 年度 }}年度部门决算公开", "{{ 单位.名称 }}") == (
        properties.subject,
        properties.author,
    )


def test_nothing_is_formatted_by_hand_and_a_field_is_never_torn() -> None:
    body = example().element.body
    assert [] == list(body.iter(qn("w:rPr")))
    # A style that keeps with the next makes of a paragraph the title of a table (`word.styles`).
    assert {"pStyle", "sectPr", "keepNext"} == {
        child.tag.rpartition("}")[2] for it in body.iter(qn("w:pPr")) for child in it
    }
    runs = [it.text or "" for it in body.iter(qn("w:t"))]
    assert [] == [text for text in runs if text.count("{") != text.count("}")]


def test_the_headings_of_public_tables_are_repeated_on_every_page() -> None:
    wide = [it for it in example().tables if len(it.columns) > 6]
    assert len(wide) >= 4
    first = [it._tbl.tr_lst[0] for it in wide]
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in first)
