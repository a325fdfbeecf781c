"""Documents in other formats held against their filing: the same lines, with their places."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from support.examples import OF_EVERY_PACK, ROOT
from support.other_formats import web_page, workbook
from support.reading_back import blocks_of

from generator import pipeline
from generator.diagnostics import FormPlace
from generator.edited import agreement, held
from generator.edited.agreement import Verified
from generator.edited.charted import UNSEEN
from generator.edited.expected import Expected, expect
from generator.edited.findings import State
from generator.published.blocks import Gap, ReadBlock, ReadDocument, ReadParagraph
from generator.published.running import PAGE_NUMBER
from generator.reporting import documents

SMALL = ROOT / "tests" / "filings" / "budget_new_unit.yaml"
Hold = Callable[[ReadDocument], Verified]
Verify = Callable[..., Verified]


@pytest.fixture(scope="module")
def expected() -> Expected:
    return expect(pipeline.produce(SMALL))


@pytest.fixture(scope="module")
def printed(expected: Expected) -> ReadDocument:
    """The document as it would be read from a .pdf, all on page 7."""
    document = blocks_of(expected.outcome.document)
    place = FormPlace("公开.pdf", "", 0, "", "第1张表", 7)
    blocks = [
        block._replace(place=place)
        if isinstance(block, ReadParagraph)
        else replace(
            block, rows=tuple(tuple(it._replace(place=place) for it in row) for row in block.rows)
        )
        for block in document.blocks
    ]
    return replace(document, file="公开.pdf", kind=".pdf", blocks=tuple(blocks), pages=9)


@pytest.fixture
def hold(expected: Expected) -> Hold:
    return lambda document: agreement.hold(held.of_blocks(document), expected)


@pytest.fixture
def verify_book(printed: ReadDocument, tmp_path: Path) -> Verify:
    """What is told of a workbook of the wanted tables, changed."""

    def verify(wanted: Callable[[int], bool], change: Callable[[str], str] = str) -> Verified:
        path = workbook(printed, tmp_path / "公开.xlsx", wanted, change)
        return agreement.verify(path, SMALL)

    return verify


def retyped(document: ReadDocument, old: str, new: str) -> ReadDocument:
    """The document after the first text that holds something was retyped."""
    blocks, left = list[ReadBlock](), True
    for block in document.blocks:
        if left and isinstance(block, ReadParagraph) and old in block.text:
            blocks.append(block._replace(text=block.text.replace(old, new, 1)))
            left = False
        else:
            blocks.append(block)
    assert not left
    return replace(document, blocks=tuple(blocks))


def lacking(document: ReadDocument, old: str, *, full: bool) -> ReadDocument:
    """The document as a print has it that lost the last sign of a text, the end of a `full` line
    or a place within one.
    """
    changed = retyped(document, old, old[:-1])
    blocks = [
        it._replace(line_ends=(it.text.index(old[:-1]) + len(old) - 1,))
        if full and isinstance(it, ReadParagraph) and old[:-1] in it.text
        else it
        for it in changed.blocks
    ]
    return replace(changed, blocks=tuple(blocks))


def told(verified: Verified) -> list[tuple[State, str, str]]:
    return [(it.state, it.printed, it.expected) for it in verified.findings]


# -- what was printed ------------------------------------------------------------------------------


def test_a_printed_document_that_says_the_same_is_true(hold: Hold, printed: ReadDocument) -> None:
    verified = hold(printed)
    assert (True, (), 9) == (verified.true, verified.findings, verified.looked["页"])


def test_a_printed_figure_that_differs_is_told_with_its_page(
    hold: Hold, printed: ReadDocument
) -> None:
    [finding] = hold(retyped(printed, "收入预算为64.93万元", "收入预算为64.39万元")).findings
    assert (State.DIFFERS, "64.39", "64.93") == (finding.state, finding.printed, finding.expected)
    assert finding.where.startswith("第7页 第三部分 2025年度单位预算情况说明 › 一、")


def test_a_stop_that_was_hung_into_the_margin_is_not_missed(
    hold: Hold, printed: ReadDocument
) -> None:
    verified = hold(lacking(printed, "64.93万元，", full=True))
    assert (True, 1) == (verified.true, verified.reworded)


def test_a_stop_within_a_line_is_missed(hold: Hold, printed: ReadDocument) -> None:
    assert [State.UNKNOWN] == [
        it.state for it in hold(lacking(printed, "64.93万元，", full=False)).findings
    ]


def test_a_stop_that_parts_two_numbers_is_missed(hold: Hold, printed: ReadDocument) -> None:
    assert not hold(retyped(printed, "万元，", "万元。5，")).true


def test_the_number_of_a_page_is_no_figure_but_a_foot_with_one_is(
    hold: Hold, printed: ReadDocument
) -> None:
    def beside(text: str, kind: str) -> ReadParagraph:
        return ReadParagraph(text, FormPlace("公开.pdf", "", 0, "", kind, 3))

    assert hold(replace(printed, beside=(beside("— 3 —", PAGE_NUMBER),))).true
    [finding] = hold(replace(printed, beside=(beside("实为999万元", "页边"),))).findings
    assert (State.ADDED, "第3页 页边") == (finding.state, finding.where)


def test_what_could_not_be_read_is_not_said_to_agree(hold: Hold, printed: ReadDocument) -> None:
    gap = Gap("看不见的字“64.93”，没有读", FormPlace("公开.pdf", "", 0, "", "", 3))
    verified = hold(replace(printed, gaps=(gap,)))
    [finding] = verified.findings
    assert (State.UNKNOWN, "第3页", gap.what) == (finding.state, finding.where, finding.why)
    assert {"看不见的字": 1} == dict(verified.unread)
    assert "没有不一致" not in documents.verified_text(verified)


def test_it_is_said_what_a_print_does_not_show(hold: Hold, printed: ReadDocument) -> None:
    last = documents.verified_text(hold(printed)).splitlines()[-1]
    assert "张表、9 页" in last
    assert "（按印出来的样子；PDF 里没有修订、批注和隐藏的文字" in last


def test_another_units_print_is_not_looked_at(printed: ReadDocument) -> None:
    other = expect(pipeline.produce(ROOT / "tests" / "filings" / "budget_invented.yaml"))
    [fault] = agreement.hold(held.of_blocks(printed), other).faults
    assert "R813" == fault.code


# -- web pages -------------------------------------------------------------------------------------


@pytest.mark.parametrize("filing", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_a_web_page_that_says_the_same_is_true(filing: Path, tmp_path: Path) -> None:
    path = tmp_path / "公开.html"
    path.write_text(web_page(blocks_of(pipeline.produce(filing).document)), "utf-8")
    assert {UNSEEN} >= {it.why for it in agreement.verify(path, filing).findings}


def test_a_figure_of_a_web_page_below_a_sites_own_lines_is_told(
    printed: ReadDocument, tmp_path: Path
) -> None:
    path = tmp_path / "公开.html"
    page = web_page(printed).replace("<body>", "<body>" + "<p>本站的一行</p>" * 30)
    assert "<td" in page
    changed = page.replace('">61.25</td>', '">61.52</td>', 1)
    path.write_text(changed, "gb18030")
    assert page != changed
    assert [(State.DIFFERS, "61.52", "61.25")] == told(agreement.verify(path, SMALL))


# -- spreadsheets ----------------------------------------------------------------------------------


def test_of_a_workbook_it_is_said_that_only_its_tables_were_looked_at(verify_book: Verify) -> None:
    verified = verify_book(lambda number: True)
    [finding] = verified.findings
    assert (State.UNKNOWN, "全文") == (finding.state, finding.where)
    assert finding.why.startswith("这个文件里没有的没有核对：正文 ")
    assert "、0 张表，共 " in finding.why
    assert "没有不一致" not in documents.verified_text(verified)


def test_tables_that_a_workbook_has_not_are_counted(
    verify_book: Verify, expected: Expected
) -> None:
    every, few = verify_book(lambda number: True), verify_book(lambda number: number in (3, 4))
    tables = len({line.line.table for line in expected.lines}) - 1
    [finding] = few.findings
    assert f"、{tables - 2} 张表，" in finding.why
    assert 0 < few.figures < every.figures < expected.figures


def test_numbers_in_cells_are_held_by_value(verify_book: Verify) -> None:
    def noisy(text: str) -> str:
        return "61.250000000000007" if text == "61.25" else text

    assert [State.UNKNOWN] == [it.state for it in verify_book(lambda number: True, noisy).findings]


def test_a_cell_that_differs_is_told_with_its_cell(verify_book: Verify) -> None:
    changes = iter(["61.52"])

    def retype(text: str) -> str:
        return next(changes, text) if text == "61.25" else text

    finding, _ = verify_book(lambda number: True, retype).findings
    assert (State.DIFFERS, "61.52", "61.25") == (finding.state, finding.printed, finding.expected)
    assert finding.where.startswith("表2!")
    assert "收支预算总表" in finding.where


def test_another_unit_of_money_is_told(verify_book: Verify) -> None:
    verified = verify_book(lambda number: number == 3, lambda text: text.replace("万元", "元"))
    assert State.UNKNOWN in {it.state for it in verified.findings}
    assert {State.DIFFERS, State.ADDED} & {it.state for it in verified.findings}


def test_a_workbook_of_something_else_is_refused(tmp_path: Path, printed: ReadDocument) -> None:
    path = workbook(printed, tmp_path / "别的.xlsx", lambda number: number == 3, lambda text: "甲")
    [fault] = agreement.verify(path, SMALL).faults
    assert ("R813", True) == (fault.code, "没有认出它的表" in fault.message)
