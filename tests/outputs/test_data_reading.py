"""Open data of a finished document: as it is read, and exact where its filing is given."""

from collections import Counter
from copy import deepcopy
from pathlib import Path

import frictionless
import pytest
from support.examples import BUDGET, EXAMPLE, OF_EVERY_PACK, Edit
from support.public_documents import edited_by_hand, open_word, public
from support.reading_back import produced
from support.wordml import par, parts, row, table
from test_data import WITHHELD, rows_from

from generator import pipeline
from generator.kept import library
from generator.outputs import data_reading, document, published_data
from generator.outputs.data import PRINTED, STATED
from generator.outputs.data_reading import DocumentData
from generator.word import archive
from generator.word.ooxml import W


def read(filing: Path, *, given: bool) -> DocumentData:
    outcome = produced(filing)
    opened = open_word(outcome.document)
    behind = outcome if given else None
    return data_reading.read(opened, public(filing), library.current(), behind)


@pytest.mark.parametrize("filing", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_a_document_with_its_filing_gives_what_the_filing_gives(filing: Path) -> None:
    due = [tuple(it.values()) for it in rows_from(filing)]
    found = read(filing, given=True)
    assert Counter(map(tuple, found.rows)) - Counter(due) == Counter()
    assert 100 * len(found.rows) >= 99 * len(due)


@pytest.mark.parametrize("filing", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_a_document_alone_gives_amounts_as_printed(filing: Path) -> None:
    with_filing, alone = read(filing, given=True), read(filing, given=False)
    assert {it.source for it in alone.rows} == {PRINTED}
    assert [it.printed for it in alone.rows] == [it.printed for it in with_filing.rows]
    assert [it.measure for it in alone.rows] == [it.measure for it in with_filing.rows]
    assert {it.code for it in alone.rows} == {""}
    assert {it.unit for it in alone.rows} == {it.unit for it in with_filing.rows}
    assert {it.own_word for it in alone.rows} == {it.own_word for it in with_filing.rows}


def test_a_document_that_says_another_amount_is_not_given_the_filings() -> None:
    outcome = produced(EXAMPLE)
    edited = document.read(open_word(outcome.document))
    assert "508.68" in {cell.text for it in edited.tables for cell in it.grid.cells}
    raw = outcome.document
    opened = open_word(raw)
    for node in opened.root.iter():
        if node.text == "508.68":
            node.text = "518.68"
    shown = document.read(opened)
    rows = data_reading.read(opened, shown, library.current(), outcome).rows
    told = [it for it in rows if it.printed == "518.68"]
    assert {(it.amount, it.source) for it in told} == {("5186800", PRINTED)}
    assert STATED in {it.source for it in rows}


@pytest.mark.parametrize("filing", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_nothing_of_an_examples_tables_is_left_unread(filing: Path) -> None:
    assert read(filing, given=True).gaps == ()


def test_a_documents_data_are_a_valid_package(tmp_path: Path) -> None:
    opened, shown = open_word(produced(BUDGET).document), public(BUDGET)
    for proved in (True, False):
        files, gaps = published_data.write(opened, shown, produced(BUDGET), proved=proved)
        for name, content in files.items():
            (tmp_path / Path(name).name).write_bytes(content)
        report = frictionless.validate(str(tmp_path / "datapackage.json"))
        assert gaps == []
        assert report.valid, report.flatten(["type", "note"])[:5]


def test_a_document_of_an_unknown_form_says_so() -> None:
    opened = open_word(archive.pack(parts(par("一封信"), table(row("甲", "1.00")))))
    found = data_reading.read(opened, document.read(opened), library.current())
    assert (found.rows, found.pack) == ((), None)
    assert found.why.startswith("认不出这是哪种文档")


def test_a_row_that_somebody_added_is_told() -> None:
    opened = open_word(produced(BUDGET).document)
    rows = [it for it in opened.root.iter(f"{W}tr") if "148.80" in "".join(it.itertext())]
    rows = rows or [it for it in opened.root.iter(f"{W}tr") if "." in "".join(it.itertext())]
    added = deepcopy(rows[-1])
    for number, node in enumerate(added.iter(f"{W}t")):
        node.text = "外星支出" if not number else "77.77"
    rows[-1].addnext(added)
    found = data_reading.read(opened, document.read(opened), library.current())
    assert [it for it in found.rows if it.printed == "77.77"] == []
    assert [it for it in found.gaps if "77.77" in it.what]


@pytest.mark.parametrize("seed", range(3))
def test_an_edited_document_gives_its_rows(seed: int) -> None:
    outcome = produced(EXAMPLE)
    opened = open_word(edited_by_hand(EXAMPLE, seed))
    found = data_reading.read(opened, document.read(opened), library.current(), outcome)
    assert 10 * len(found.rows) > 9 * len(rows_from(EXAMPLE))


def test_what_is_withheld_gives_no_row_though_the_document_shows_it(tmp_path: Path) -> None:
    filing = tmp_path / "a.yaml"
    filing.write_text(BUDGET.read_text("utf-8") + WITHHELD, "utf-8")
    outcome = pipeline.produce(filing)
    opened = open_word(produced(BUDGET).document)  # as it was before anything was withheld
    found = data_reading.read(opened, document.read(opened), library.current(), outcome)
    assert [it.address for it in found.rows if it.address.startswith("项目绩效目标")] == []
    kept_back = [it for it in found.gaps if it.what.startswith("填报写明不公开的一个数")]
    assert kept_back
    assert [
        it for it in kept_back if any(map(str.isdecimal, it.what + getattr(it.place, "text", "")))
    ] == []


def test_accounts_below_the_disclosed_level_give_no_row(edited: Edit) -> None:
    path = edited(("金额单位: 元\n", "金额单位: 元\n公开级次: {功能分类: 款}\n"))
    opened = open_word(produced(EXAMPLE).document)  # which shows them all
    outcome = pipeline.produce(path)
    found = data_reading.read(opened, document.read(opened), library.current(), outcome)
    codes = {it.row_code for it in found.rows if it.address.startswith("支出决算表")}
    assert {len(it) for it in codes} == {0, 3, 5}
    assert [it for it in found.gaps if "不公开" in it.what]
    assert [it for it in found.gaps if "508.68" in str(it)] == []
