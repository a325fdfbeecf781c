"""The 2025 example against the published budget: every cell, every sentence with a figure.

`published/budget_2025.yaml` holds what was published, as printed. What differs is listed here,
each with its reason: faults of the published document, and nothing else.
"""

import pytest
from support.examples import BUDGET
from support.facts import built_rows, built_sentences, corrected, expected_rows, published
from support.ooxml import lint, tables

from generator import pipeline
from generator.pipeline import Outcome

FACTS = published("budget_2025")
TABLES = list(FACTS["tables"])
NAME = "闽清县“智慧闽清”管理服务中心"

CELLS = {
    # One number of decimals throughout: table 九 prints the same amount as 0.80.
    ("预算08", "303"): {"2:0.8": "0.80"},
    # One name per account: brackets as the table of accounts has them.
    ("预算02", "20103"): {"1:政府办公厅(室)及相关机构事务": "政府办公厅（室）及相关机构事务"},
    ("预算03", "20103"): {"1:政府办公厅(室)及相关机构事务": "政府办公厅（室）及相关机构事务"},
    ("预算05", "20103"): {"1:政府办公厅(室)及相关机构事务": "政府办公厅（室）及相关机构事务"},
}
WORDS = {
    # One full name for the unit throughout.
    "2025年，智慧闽清收入预算": f"2025年，{NAME}收入预算",
    # 263.47 is the grand total; table 五 says 225.03, and all six 项 are to be listed.
    "2010350-事业运行263.47万元。主要用于干部职工工资福利支出、商品和服务支出。": (
        "2010350-事业运行225.03万元。主要用于干部职工工资福利支出、商品和服务支出。\n"
        "2080505-机关事业单位基本养老保险缴费支出14.08万元。主要用于在职人员基本养老保险的单位缴费。\n"
        "2080506-机关事业单位职业年金缴费支出7.04万元。主要用于在职人员职业年金的单位缴费。\n"
        "2101102-事业单位医疗4.91万元。主要用于在职人员基本医疗保险等社会保险的单位缴费。\n"
        "2210201-住房公积金10.56万元。主要用于在职人员住房公积金的单位缴存。\n"
        "2210202-提租补贴1.85万元。主要用于按规定发放的在职人员提租补贴。"
    ),
    # Two decimals throughout.
    "108.5万元": "108.50万元",
}


@pytest.fixture(scope="module")
def budget() -> Outcome:
    return pipeline.produce(BUDGET)


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_of_every_table_is_as_published(name: str, budget: Outcome) -> None:
    expected = expected_rows(FACTS["tables"][name], name, CELLS)
    # The first table of the document is the list of units in 第一部分.
    assert expected == built_rows(budget.document, 1 + TABLES.index(name), expected)


def test_there_is_no_table_besides_the_published_ones(budget: Outcome) -> None:
    assert 1 + len(TABLES) == len(tables(budget.document))


def test_every_sentence_with_a_figure_is_as_published_and_in_order(budget: Outcome) -> None:
    expected = corrected(FACTS["sentences"], WORDS)
    assert expected == built_sentences(budget.document, expected)


def test_every_correction_is_of_something_published() -> None:
    rows = {(name, row[0]) for name, rows in FACTS["tables"].items() for row in rows if row}
    assert set(CELLS) <= rows
    text = "".join(FACTS["sentences"])
    assert list(WORDS) == [wrong for wrong in WORDS if wrong in text]


def test_the_example_has_no_fault(budget: Outcome) -> None:
    assert () == budget.faults


def test_the_document_passes_the_structural_lint(budget: Outcome) -> None:
    assert [] == lint(budget.document)


def test_the_document_bears_the_units_name_and_year(budget: Outcome) -> None:
    assert ("2025", f"{NAME}2025年度部门预算") == (budget.folder, budget.name)
