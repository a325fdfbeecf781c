"""A Word document as blocks: what a reader sees of it, with spans, headings and places."""

import pytest
from support import wordml
from support.wordml import cell, par, row, run, table

from generator.published import word_blocks
from generator.published.blocks import ReadDocument, ReadTable
from generator.word import archive, word_file
from generator.word.word_file import WordFile

HEADING = '<w:outlineLvl w:val="0"/>'


def read(body: str) -> ReadDocument:
    opened = word_file.read(archive.pack(wordml.parts(body)), "a.docx")
    assert isinstance(opened, WordFile)
    return word_blocks.read(opened)


def only_table(body: str) -> ReadTable:
    (found,) = read(body).tables
    return found


def spans(read_table: ReadTable) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.rows, c.columns, c.text) for c in read_table.cells]


def test_paragraphs_and_tables_come_in_order_with_their_headings() -> None:
    body = par("收入表", look=HEADING) + par("单位：元") + table(row("甲", "1.00")) + par("注")
    document = read(body)
    assert ["收入表", "单位：元", "注"] == [it.text for it in document.paragraphs]
    assert [1, 0, 0] == [it.level for it in document.paragraphs]
    assert isinstance(document.blocks[2], ReadTable)
    place = document.blocks[1].place
    assert "a.docx:收入表，第1段（全文第2段）" == str(place)


def test_where_no_style_marks_headings_they_are_known_by_their_numbers() -> None:
    body = par("第一部分　概况") + par("一、职责") + par("一、负责甲。") + par("（一）收入")
    assert [1, 2, 0, 3] == [it.level for it in read(body).paragraphs]


def test_a_cell_tells_how_far_it_reaches() -> None:
    rows = (
        row(cell(par("项目"), span=2), cell(par("合计"), merge="restart")),
        row("编码", "名称", cell(par(""), merge="continue")),
        row("201", "公共服务", "1.00"),
    )
    assert [
        (0, 0, 1, 2, "项目"),
        (0, 2, 2, 1, "合计"),
        (1, 0, 1, 1, "编码"),
        (1, 1, 1, 1, "名称"),
        (2, 0, 1, 1, "201"),
        (2, 1, 1, 1, "公共服务"),
        (2, 2, 1, 1, "1.00"),
    ] == spans(only_table(table(*rows, columns=3)))


def test_a_cell_that_an_old_program_merged_across_takes_the_columns_of_both() -> None:
    first = '<w:tc><w:tcPr><w:hMerge w:val="restart"/></w:tcPr>' + par("项目") + "</w:tc>"
    other = '<w:tc><w:tcPr><w:hMerge w:val="continue"/></w:tcPr>' + par("") + "</w:tc>"
    found = only_table(table(row(first, other), row("甲", "1")))
    assert [(0, 0, 1, 2, "项目")] == spans(found)[:1]


def test_rows_marked_as_headers_are_counted() -> None:
    head = row("科目", "金额").replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>")
    assert [1, 0] == [it.heads for it in read(table(head, row("甲", "1")) + table(head)).tables]


def test_what_somebody_deleted_with_revisions_on_is_not_read() -> None:
    gone = "<w:del><w:r><w:delText>1</w:delText></w:r></w:del>"
    added = f"<w:ins>{run('3.00')}</w:ins>"
    found = only_table(table(row("甲", cell(par("", gone, added)))))
    assert ["甲", "3.00"] == [it.text for it in found.cells]


def test_paragraphs_of_a_cell_are_lines() -> None:
    assert "甲\n乙" == next(only_table(table(row(cell(par("甲"), par("乙")), "1"))).cells).text


@pytest.mark.parametrize("look", ["<w:strike/>", '<w:color w:val="FFFFFF"/>'])
def test_what_is_there_but_not_to_be_read_is_a_gap_at_its_place(look: str) -> None:
    document = read(par("甲支出", run("12.00", look), run("万元")))
    (gap,) = document.gaps
    assert "12.00" in gap.what
    assert "a.docx:封面和目录，第1段（全文第1段）" == str(gap.place)
