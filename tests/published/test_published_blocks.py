"""What is read of a published document: plain values, and places as a reader would look them up."""

from generator.diagnostics import FormPlace
from generator.published.blocks import ReadCell, ReadDocument, ReadParagraph, ReadTable

HERE = FormPlace("去年公开.pdf", "", 0, "", "表三 第5行", 7)


def test_a_place_on_a_page_is_said_as_one_would_look_it_up() -> None:
    assert "去年公开.pdf 第7页 表三 第5行" == str(HERE)
    assert "去年公开.pdf 第7页" == str(HERE._replace(where=""))


def test_a_document_tells_its_paragraphs_from_its_tables() -> None:
    cell = ReadCell(0, 1, "收入", HERE, columns=2)
    table = ReadTable(((cell,),), 3, 1, HERE)
    paragraph = ReadParagraph("一、收入", HERE, level=2)
    document = ReadDocument("去年公开.pdf", ".pdf", (paragraph, table))
    assert ([paragraph], [table]) == (list(document.paragraphs), list(document.tables))
    assert ([cell], 3) == (list(table.cells), cell.end)


def test_a_text_that_is_too_long_is_cut_and_told() -> None:
    cell = ReadCell(0, 0, "1" * 9, HERE)
    paragraph = ReadParagraph("1" * 8, HERE)
    table = ReadTable(((cell,),), 1, 1, HERE)
    cut = ReadDocument("去年公开.docx", ".docx", (paragraph, table)).cut_to(5)
    assert ["1" * 5] == [it.text for it in cut.paragraphs]
    assert ["1" * 5] == [it.text for one in cut.tables for it in one.cells]
    assert ["太长，只看了开头"] * 2 == [it.what for it in cut.gaps]
    assert ReadDocument("甲", "", (paragraph,)).cut_to(8).blocks == (paragraph,)
