"""The 2024 example against the published document: every cell, every sentence with a figure.

`published/final_accounts_2024.yaml` holds what was published, as printed. What differs is listed
here, each with its reason: faults of the published document, and nothing else.
"""

import pytest
from support.examples import ROOT, WORKED
from support.facts import built_rows, built_sentences, corrected, expected_rows, published
from support.ooxml import lint, tables

from generator import pipeline
from generator.pipeline import Outcome

FACTS = published("final_accounts_2024")
TABLES = list(FACTS["tables"])

# (table, row label): {position:published → right} and why.
CELLS = {
    # The reported 结余率 is 22.73 % (1075.90 ÷ 4734.35); two zeros were padded to it.
    ("整体自评", "合计"): {"7:22.7300": "22.73"},
    ("整体自评", "③地方财政资金"): {"7:22.7300": "22.73"},
    # 小计 = 中央 + 省级 + 地方; zero was published beside 地方 1758.07.
    ("整体自评", "财政资金小计"): {
        "1:0.00": "1758.07",
        "2:0.00": "2976.28",
        "3:0.00": "4734.35",
        "4:0.00": "3658.45",
        "5:0.00": "77.27",
        "6:0.00": "1075.90",
        "7:0.00": "22.73",
    },
}
WORDS = {
    # Contracts of 1195.76 went to small firms, so their three shares cannot all be 0.00 %;
    # and there is no share of 工程 at all, because nothing was spent on 工程.
    "占货物支出金额的0.00%": "占货物支出金额的100.00%",
    "工程采购授予中小企业合同金额占工程支出金额的0.00%": "本年无工程采购支出",
    "占服务支出金额的0.00%": "占服务支出金额的38.53%",
}


@pytest.fixture(scope="module")
def worked() -> Outcome:
    """The filing of inputs/, built."""
    return pipeline.produce(WORKED)


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_of_every_table_is_as_published(name: str, worked: Outcome) -> None:
    expected = expected_rows(FACTS["tables"][name], name, CELLS)
    # The first table of the document is the list of units in 第一部分.
    assert expected == built_rows(worked.document, 1 + TABLES.index(name), expected)


def test_there_is_no_table_besides_the_published_ones(worked: Outcome) -> None:
    assert 1 + len(TABLES) == len(tables(worked.document))


def test_every_sentence_with_a_figure_is_as_published_and_in_order(worked: Outcome) -> None:
    expected = corrected(FACTS["sentences"], WORDS)
    assert expected == built_sentences(worked.document, expected)


def test_every_correction_is_of_something_published() -> None:
    rows = {(name, row[0]) for name, rows in FACTS["tables"].items() for row in rows if row}
    assert set(CELLS) <= rows
    text = "".join(FACTS["sentences"])
    assert list(WORDS) == [wrong for wrong in WORDS if wrong in text]


def test_the_example_has_no_fault_but_what_the_published_document_has_too(
    worked: Outcome,
) -> None:
    # 部门整体 3658.45 beside 3658.44, and 30108 56.49 beside 2080505 56.46: told, not refused.
    assert ["C313", "C313"] == [fault.code for fault in worked.faults]


def test_the_document_passes_the_structural_lint(worked: Outcome) -> None:
    assert [] == lint(worked.document)


def test_the_document_bears_the_units_name_and_year(worked: Outcome) -> None:
    expected = ("2024", "福州市“智慧福州”管理服务中心2024年度部门决算")
    assert expected == (worked.folder, worked.name)


def test_nothing_in_the_project_needs_what_lies_outside_it() -> None:
    outside = "../" + "shared"
    sources = [*ROOT.glob("generator/**/*.py"), *ROOT.glob("schemas/**/*.yaml")]
    assert [] == [path for path in sources if outside in path.read_text("utf-8")]
