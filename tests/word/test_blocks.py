"""A document's body as paragraphs and tables, and which texts are a paragraph's own."""

from typing import Any

from generator.word import blocks, ooxml
from generator.word.blocks import Paragraph, WordTable


def body(xml: str) -> Any:
    space = f'xmlns:w="{ooxml.W[1:-1]}"'
    return ooxml.parse(f"<w:document {space}><w:body>{xml}</w:body></w:document>".encode())


def p(content: str) -> str:
    return f"<w:p>{content}</w:p>"


def r(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def texts(xml: str) -> list[str]:
    return [paragraph.text for paragraph in blocks.paragraphs(blocks.read(body(xml)))]


def test_texts_of_several_runs_are_one() -> None:
    assert ["甲1.00", ""] == texts(p(r("甲1") + r(".00")) + p(""))


def test_what_was_inserted_counts_and_what_was_deleted_or_moved_away_does_not() -> None:
    gone = "<w:del><w:r><w:delText>去</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{r('移')}</w:moveFrom>"
    assert ["甲乙"] == texts(p(r("甲") + f"<w:ins>{r('乙')}</w:ins>" + gone + moved))


def field(instruction: str) -> str:
    """A field that shows 12."""
    begin, middle, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return begin + code + middle + r("12") + end


def test_a_page_number_is_no_text_of_its_paragraph() -> None:
    assert ["标题后"] == texts(p(r("标题") + field("PAGEREF _Toc1") + r("后")))
    assert ["标题12后"] == texts(p(r("标题") + field('HYPERLINK "x/page"') + r("后")))


def test_a_text_box_is_not_part_of_the_paragraph_it_hangs_on() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p(r('框'))}</w:txbxContent></w:pict></w:r>"
    assert ["甲"] == texts(p(r("甲") + box))


def test_content_controls_are_looked_through() -> None:
    inner = f"<w:sdt><w:sdtContent>{p(r('甲'))}</w:sdtContent></w:sdt>"
    row = f"<w:tr><w:tc>{inner}</w:tc></w:tr>"
    table = f"<w:tbl><w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt></w:tbl>"
    found = blocks.read(body(inner + table))
    assert [Paragraph, WordTable] == [type(block) for block in found]
    assert ["甲", "甲"] == [paragraph.text for paragraph in blocks.paragraphs(found)]


def test_paragraphs_are_counted_as_in_the_whole_part() -> None:
    table = f"<w:tbl><w:tr><w:tc>{p('')}{p(r('乙'))}</w:tc></w:tr></w:tbl>"
    found = blocks.read(body(p("") + table + p(r("丙"))))
    assert [1, 2, 3, 4] == [paragraph.number for paragraph in blocks.paragraphs(found)]
