"""What was printed is read back at its address: all of it, and nothing besides."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from support import reading_back, recipes
from support.examples import BUDGET, EXAMPLE, FILINGS
from support.reading_back import (
    DEPARTMENT,
    blocks_of,
    changed,
    pack_of,
    paragraph,
    produced,
    table_with,
    understand,
    understood,
)
from support.recipes import CAPITAL, FUND, GENERAL, final_accounts, unit

from generator.pipeline import Outcome
from generator.published.blocks import ReadDocument, ReadTable
from generator.published.understanding import Understanding

# A figure in words that a unit writes freely belongs to no address: it is told, and never guessed.
UNREAD = "正文里的一段没有对上："


def holds_whole(outcome: Outcome) -> None:
    said = understood(outcome)
    assert reading_back.printed(outcome) == reading_back.read(said)
    parts, told = reading_back.printed_parts(outcome), reading_back.read_parts(said)
    assert {} == parts - told
    # What a form writes out (“完成预算的0%”) is read as what it says, though nothing prints it.
    assert {"0"} >= {text for _, _, text in told - parts}
    typed = Path(outcome.file).read_text(encoding="utf-8")
    assert [] == [it for it in whats(said) if it.removeprefix(UNREAD) not in typed]
    assert () == said.reworded


@pytest.mark.parametrize("path", [*FILINGS, DEPARTMENT], ids=lambda it: it.stem)
def test_every_figure_of_a_document_is_read_at_its_address(path: Path) -> None:
    holds_whole(produced(path))


def test_so_is_every_figure_of_an_office_with_money_of_three_funds(tmp_path: Path) -> None:
    spending = {
        "2200101 行政运行": {GENERAL: {"基本支出": "1200000.00"}},
        "2120801": {FUND: {"项目支出": "3000000.50"}},
        "2239999": {CAPITAL: {"项目支出": "80000.00"}},
    }
    office = unit("榕川市自然资源局", "201", "行政单位")
    holds_whole(recipes.produced(final_accounts(office, spending, running="200000.00"), tmp_path))


def test_so_is_every_figure_of_an_office_with_many_accounts(tmp_path: Path) -> None:
    spending = {
        f"20106{number:02d}": {
            GENERAL: {"基本支出": f"{1_000_000 + number}.33", "项目支出": number}
        }
        for number in (1, 2, 4, 5, 6, 7, 8, 50, 99)
    }
    office = unit("榕川市财政局", "601", "行政单位", "部门")
    holds_whole(recipes.produced(final_accounts(office, spending), tmp_path))


# -- what others do to a document ----------------------------------------------------------------


def with_texts(table: ReadTable, change: dict[str, str]) -> ReadTable:
    rows = [
        tuple(it._replace(text=change.get(it.text, it.text)) for it in row) for row in table.rows
    ]
    return replace(table, rows=tuple(rows))


def widened(table: ReadTable, less: str = "") -> ReadTable:
    """A table whose names take two columns; the row of a code is without its last cell."""
    rows = []
    for row in table.rows:
        moved = [it if it.column < 4 else it._replace(column=it.column + 1) for it in row]
        wide = [it if it.column != 3 else it._replace(columns=2) for it in moved]
        rows.append(tuple(wide[:-1] if row[0].text == less else wide))
    return replace(table, rows=tuple(rows), width=table.width + 1)


@cache
def example() -> tuple[ReadDocument, Outcome]:
    outcome = produced(EXAMPLE)
    return blocks_of(outcome.document), outcome


def said_of(document: ReadDocument) -> Understanding:
    return understand(document, pack_of(example()[1]))


def whats(said: Understanding) -> list[str]:
    return [gap.what for gap in said.readings.gaps]


def test_a_sentence_in_other_words_still_tells_its_figures_and_is_kept_apart() -> None:
    document, outcome = example()
    old = paragraph(document, "2024年度收入")
    new = old._replace(text=old.text.replace("具体情况如下", "具体的情况分项列在下面"))
    said = said_of(changed(document, old, new))
    assert [new.text] == [it.paragraph.text for it in said.reworded]
    assert reading_back.printed(outcome) == reading_back.read(said)


def test_a_sentence_that_the_form_does_not_have_gives_no_figure_and_is_named() -> None:
    document, outcome = example()
    old = paragraph(document, "2024年度收入")
    new = old._replace(text="另有捐赠收入318.20万元，单独核算。")
    said = said_of(changed(document, old, old, new))
    assert ["正文里的一段没有对上：另有捐赠收入318.20万元，单独核算。"] == whats(said)
    assert reading_back.printed(outcome) == reading_back.read(said)


def test_prose_with_figures_is_no_reading_of_a_text_that_may_be_anything() -> None:
    document, outcome = example()
    old = paragraph(document, "（一）收入支出决算总体情况说明")
    prose = old._replace(text="全年拨付补助资金88.50万元。", level=0)
    said = said_of(changed(document, old, prose, old))
    assert ["正文里的一段没有对上：全年拨付补助资金88.50万元。"] == whats(said)
    assert reading_back.printed(outcome) == reading_back.read(said)


def test_rows_of_another_label_are_not_read() -> None:
    document, _ = example()
    table = table_with(document, "年初结转和结余", "总计", "结余分配")
    said = said_of(changed(document, table, with_texts(table, {"五、事业收入": "补充资料"})))
    steps = ("收入支出决算总表", "事业收入")
    assert [True] == [it.told for it in said.readings.figures if it.steps == steps]
    assert 1 == len([it for it in whats(said) if it.startswith("表里的")])


def test_rows_are_found_in_whatever_order_they_stand() -> None:
    document, outcome = example()
    table = table_with(document, "1. 因公出国（境）费", "3. 公务接待费")
    *head, one, two, three = table.rows
    said = said_of(changed(document, table, replace(table, rows=(*head, one, three, two))))
    assert set(reading_back.printed(outcome)) >= set(reading_back.read(said))


def test_a_column_that_is_split_is_read_by_the_heads_beside_it() -> None:
    document, outcome = example()
    table = table_with(document, "对附属单位补助支出", "上缴上级支出", "类")
    said = said_of(changed(document, table, widened(table)))
    assert reading_back.printed(outcome) == reading_back.read(said)


def test_a_row_with_a_number_too_few_is_refused_where_the_columns_are_not_the_forms() -> None:
    document, _ = example()
    table = table_with(document, "对附属单位补助支出", "上缴上级支出", "类")
    said = said_of(changed(document, table, widened(table, "20103")))
    read = [it for it in said.readings.figures if it.steps[:2] == ("支出决算表", "20103")]
    assert [] == read
    assert [True] == [it.startswith("表里的一行没有对上：20103") for it in whats(said)]


def test_a_table_that_could_be_several_is_not_guessed() -> None:
    outcome = produced(BUDGET)
    document = blocks_of(outcome.document)
    at = [n for n, it in enumerate(document.blocks) if isinstance(it, ReadTable)]
    bare = [it for n, it in enumerate(document.blocks) if n in at or n > at[-1]]
    said = understand(replace(document, blocks=tuple(bare)), pack_of(outcome))
    told = {it.steps[0] for it in said.readings.figures if not it.told}
    assert {"收入预算总表", "支出预算总表"} <= told
    assert not {"政府性基金预算拨款支出预算表", "国有资本经营预算拨款支出预算表"} & told
