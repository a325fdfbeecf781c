"""A document that somebody edited, held against what would be printed now: line by line."""

import copy
import io
from collections.abc import Callable, Iterator
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from support.examples import BUDGET

from generator import pipeline
from generator.edited import agreement
from generator.edited.agreement import Verified
from generator.edited.expected import Expected, expect
from generator.edited.findings import State
from generator.edited.held import of_word
from generator.word import word_file
from generator.word.word_file import WordFile

DIFFERS, LOST, ADDED, UNKNOWN = State
INCOME = "二、收入预算总表"


@pytest.fixture(scope="module")
def expected() -> Expected:
    return expect(pipeline.produce(BUDGET))


@pytest.fixture
def document(expected: Expected) -> Document:
    return docx.Document(io.BytesIO(expected.outcome.document))


@pytest.fixture
def hold(expected: Expected, document: Document) -> Callable[[], Verified]:
    """What the document says, as it now is."""

    def hold() -> Verified:
        saved = io.BytesIO()
        document.save(saved)
        opened = word_file.read(saved.getvalue(), "改过.docx")
        assert isinstance(opened, WordFile)
        return agreement.hold(of_word(opened), expected)

    return hold


def states(verified: Verified) -> list[State]:
    return [finding.state for finding in verified.findings]


def paragraph(document: Document, part: str) -> Any:
    """The first paragraph of the body with a text."""
    return next(p for p in document.paragraphs if part in p.text)


def rows(document: Document, part: str) -> Iterator[Any]:
    """The rows of tables that hold a text."""
    for table in document.tables:
        yield from (row for row in table.rows if any(part in cell.text for cell in row.cells))


def retype(cell: Any, text: str) -> None:
    cell.paragraphs[0].runs[0].text = text


def written(text: str) -> Any:
    return parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>{text}</w:t></w:r></w:p>")


def test_an_untouched_document_is_proved(hold: Any) -> None:
    verified = hold()
    assert (True, (), 0) == (verified.true, verified.findings, verified.reworded)


# -- what says the same elsewhere, or cut otherwise --------------------------------------------


def test_a_moved_paragraph_is_found_where_it_is(document: Document, hold: Any) -> None:
    moved = paragraph(document, "政府采购预算总额")._p
    moved.getparent().append(moved)
    moved.getparent()[-2].addprevious(moved)
    assert () == hold().findings


@pytest.mark.parametrize("number", range(1, 11))
def test_a_table_under_the_titles_of_another_is_told(
    document: Document, hold: Any, number: int
) -> None:
    tables = [it._tbl for it in document.tables]
    tables[number - 1].addnext(tables[number])
    verified = hold()
    assert {UNKNOWN} == {*states(verified)}
    assert {"字没有变，位置变了"} == {it.why for it in verified.findings}
    assert len(verified.findings) <= 3  # the table by its first row, its titles


def test_a_table_that_was_moved_with_its_titles_is_the_same(document: Document, hold: Any) -> None:
    heading = [it for it in document.paragraphs if it.text == INCOME][-1]._p
    block = [heading]
    while block[-1] is not document.tables[2]._tbl:
        block.append(block[-1].getnext())
    target = [it for it in document.paragraphs if it.text == "一、收支预算总表"][-1]._p
    for it in block:
        target.addprevious(it)
    assert () == hold().findings


def test_a_paragraph_in_three_is_one(document: Document, hold: Any) -> None:
    whole = paragraph(document, "政府采购预算总额")
    one, two, three = whole.text.partition("，")
    whole.runs[0].text = one
    for run in whole.runs[1:]:
        run.text = ""
    whole._p.addnext(written(three))
    whole._p.addnext(written(two))
    assert () == hold().findings


def test_two_paragraphs_in_one_are_two(document: Document, hold: Any) -> None:
    first = paragraph(document, "收入预算为")
    for run in list(Paragraph(first._p.getnext(), first._parent).runs):
        first._p.append(run._r)
    first._p.getparent().remove(first._p.getnext())
    assert () == hold().findings


def test_a_split_paragraph_with_a_false_figure_tells_only_that(
    document: Document, hold: Any
) -> None:
    whole = paragraph(document, "政府采购预算总额")
    one, _, rest = whole.text.partition("其中")
    whole.runs[0].text = one
    whole._p.addnext(written(f"其中{rest}".replace("2.65", "6.25")))
    assert [(DIFFERS, "6.25", "2.65")] == [
        (finding.state, finding.printed, finding.expected) for finding in hold().findings
    ]


def test_a_table_cut_in_two_is_one(document: Document, hold: Any) -> None:
    (row, *_) = rows(document, "2101102")
    table = row._tr.getparent()
    second = copy.deepcopy(table)
    at = table.index(row._tr)
    heads = [n for n, node in enumerate(table) if node.tag == qn("w:tr")][:2]
    for node in list(table)[at:]:
        table.remove(node)
    for node in [n for k, n in enumerate(list(second)) if n.tag == qn("w:tr") and k < at][2:]:
        second.remove(node)
    table.addnext(second)
    table.addnext(written("单位：万元"))
    assert heads
    assert () == hold().findings


# -- what says something else -----------------------------------------------------------------


def test_two_rows_exchanged_are_told(document: Document, hold: Any) -> None:
    (row, *_) = rows(document, "2101102")
    row._tr.addnext(row._tr.getnext())
    other = row._tr.getprevious()
    other.addprevious(row._tr)
    assert {UNKNOWN} == set(states(hold()))


def test_two_row_labels_exchanged_are_told(document: Document, hold: Any) -> None:
    (one, *_), (other, *_) = rows(document, "2080505"), rows(document, "2101102")
    first, second = one.cells[1].text, other.cells[1].text
    retype(one.cells[1], second)
    retype(other.cells[1], first)
    assert [UNKNOWN] * 2 == states(hold())


def test_the_unit_above_a_table_is_part_of_its_figures(document: Document, hold: Any) -> None:
    line = paragraph(document, "单位：万元")
    for run in line.runs:
        run.text = run.text.replace("万元", "元")
    (finding,) = hold().findings
    assert (DIFFERS, "单位：元", "单位：万元") == (
        finding.state,
        finding.printed,
        finding.expected,
    )


def test_a_row_that_is_gone_is_told_by_its_own_name(document: Document, hold: Any) -> None:
    (row, *_) = [row for row in rows(document, "2101102")]
    row._tr.getparent().remove(row._tr)
    verified = hold()
    assert {LOST} == set(states(verified))
    assert f"{INCOME}：2101102 事业单位医疗，总计" in verified.findings[0].where
    assert verified.findings[0].lines


def test_a_sentence_without_a_number_is_missed_too(document: Document, hold: Any) -> None:
    gone = paragraph(document, "没有使用")._p
    gone.getparent().remove(gone)
    assert [LOST] == states(hold())


@pytest.mark.parametrize(
    "text",
    [
        "更正：支出为999.99万元。",
        "支出九百万元。",
        "以上各数单位为元",
        "比上年回落",
        "应为廿万",
        "应为三百二十一点五",
        "应为㈠百",
        "以上数字作废",
        "以上均为负数",
    ],
)
def test_what_was_added_and_tells_a_figure_is_told(
    text: str, document: Document, hold: Any
) -> None:
    paragraph(document, "政府采购预算总额")._p.addnext(written(text))
    (finding,) = hold().findings
    assert (ADDED, False) == (finding.state, hold().true)
    assert text in finding.text


def test_a_page_number_in_a_sentence_is_told(document: Document, hold: Any) -> None:
    run = paragraph(document, "政府采购预算总额").runs[0]._r
    before, _, after = run.text.partition("、")
    run.text = before
    run.addnext(parse_xml(f"<w:r {nsdecls('w')}><w:t>、{after}</w:t></w:r>"))
    page = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>9</w:t></w:r></w:fldSimple>'
    run.addnext(parse_xml(page))
    assert [UNKNOWN] == states(hold())


def test_a_numeral_above_the_unit_is_told(document: Document, hold: Any) -> None:
    run = paragraph(document, "政府采购预算总额").runs[0]._r
    ruby = "<w:ruby><w:rubyPr/><w:rt><w:r><w:t>{}</w:t></w:r></w:rt><w:rubyBase/></w:ruby>"
    run.append(parse_xml(ruby.format("千").replace("<w:ruby>", f"<w:ruby {nsdecls('w')}>")))
    assert [ADDED] == states(hold())


def test_what_was_added_and_tells_none_is_counted(document: Document, hold: Any) -> None:
    paragraph(document, "政府采购预算总额")._p.addnext(written("以下另作说明。"))
    verified = hold()
    assert (True, 1) == (verified.true, verified.reworded)


def test_a_figure_in_a_header_a_note_or_a_box_is_told(document: Document, hold: Any) -> None:
    document.sections[0].header.paragraphs[0].text = "支出999.99万元"
    box = f"<w:txbxContent>{'<w:p><w:r><w:t>88.88</w:t></w:r></w:p>'}</w:txbxContent>"
    pict = parse_xml(f"<w:r {nsdecls('w')}><w:pict>{box}</w:pict></w:r>")
    paragraph(document, "政府采购预算总额")._p.append(pict)
    verified = hold()
    assert [ADDED] * 2 == states(verified)
    assert ["文本框", "页眉"] == [finding.where.split("，")[-1] for finding in verified.findings]
    assert (1, 1) == (verified.looked["页眉"], verified.looked["文本框"])


def test_what_cannot_be_read_is_told_with_its_place(document: Document, hold: Any) -> None:
    paragraph(document, "政府采购预算总额")._p.addnext(
        parse_xml(f"<w:altChunk {nsdecls('w', 'r')} r:id='rId99'/>")
    )
    verified = hold()
    (finding,) = verified.findings
    assert (UNKNOWN, 1) == (finding.state, verified.unread["插入的文件"])
    assert "政府采购情况" in finding.where


def test_struck_text_does_not_count(document: Document, hold: Any) -> None:
    for run in paragraph(document, "政府采购预算总额").runs:
        run.font.strike = True
    assert [UNKNOWN] == states(hold())


def test_a_page_number_typed_into_the_contents_is_none_of_the_figures(
    document: Document, hold: Any
) -> None:
    entry = paragraph(document, "收支预算总表")
    entry._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:tab/><w:t>12</w:t></w:r>"))
    assert () == hold().findings


def test_a_figure_side_by_side_with_others_is_told_by_its_own_label(
    document: Document, hold: Any
) -> None:
    (row, *_) = rows(document, "2080505")
    assert row
    number = next(cell for cell in row.cells if "." in cell.text)
    retype(number, "")
    findings = hold().findings
    assert [LOST] == [finding.state for finding in findings]
    assert "2080505" in findings[0].where
