"""The 2024 example against the published document: every cell, every sentence with a figure.

`facts/final_accounts_2024.yaml` holds what was published, as printed. What differs is listed
here, each with its reason: faults of the published document, and nothing else.
"""

import re
from pathlib import Path

import pytest
import yaml
from conftest import ROOT
from ooxml import lint, paragraphs, tables

from generator.pipeline import Outcome

FACTS = yaml.safe_load(
    Path(__file__).with_name("facts").joinpath("final_accounts_2024.yaml").read_text("utf-8")
)
TABLES = list(FACTS["tables"])

# (table, row label, what was published, what is right) and why.
CORRECTED_ROWS = {
    # The reported 结余率 is 22.73 % (1075.90 ÷ 4734.35); two zeros were padded to it.
    ("整体自评", "合计"): {"22.7300": "22.73"},
    ("整体自评", "③地方财政资金"): {"22.7300": "22.73"},
}
CORRECTED_WHOLE_ROWS = {
    # 小计 = 中央 + 省级 + 地方; zero was published beside 地方 1758.07.
    ("整体自评", "财政资金小计"): [
        "财政资金小计", "1758.07", "2976.28", "4734.35", "3658.45", "77.27", "1075.90", "22.73",
    ],
}  # fmt: skip
CORRECTED_SENTENCES = {
    # Contracts of 1195.76 went to small firms, so their three shares cannot all be 0.00 %;
    # and there is no share of 工程 at all, because nothing was spent on 工程.
    "货物采购授予中小企业合同金额占货物支出金额的0.00%": (
        "货物采购授予中小企业合同金额占货物支出金额的100.00%"
    ),
    "工程采购授予中小企业合同金额占工程支出金额的0.00%": "本年无工程采购支出",
    "服务采购授予中小企业合同金额占服务支出金额的0.00%": (
        "服务采购授予中小企业合同金额占服务支出金额的38.53%"
    ),
}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def expected_rows(name: str) -> list[list[str]]:
    """The published rows without blank cells, corrected where the published one is wrong."""
    rows = [[cell for cell in row if cell] for row in FACTS["tables"][name]]
    return [_corrected(name, row) for row in rows]


def _corrected(name: str, row: list[str]) -> list[str]:
    key = (name, row[0] if row else "")
    changes = CORRECTED_ROWS.get(key, {})
    return CORRECTED_WHOLE_ROWS.get(key, [changes.get(cell, cell) for cell in row])


def actual_rows(document: bytes, name: str, expected: list[list[str]]) -> list[list[str]]:
    """The built rows without blank cells; prose that was written afresh reads “*”, as published."""
    table = tables(document)[1 + TABLES.index(name)]
    rows = [[squeezed(cell) for cell in row if squeezed(cell)] for row in table]
    return [
        [_prose(cell, row, n) for n, cell in enumerate(built)]
        for built, row in zip(rows, [*expected, *[[]] * len(rows)], strict=False)
    ]


def _prose(cell: str, expected: list[str], number: int) -> str:
    return "*" if number < len(expected) and expected[number] == "*" else cell


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_of_every_table_is_as_published(name: str, example: Outcome) -> None:
    expected = expected_rows(name)
    assert expected == actual_rows(example.document, name, expected)


def test_there_is_no_table_besides_the_published_ones(example: Outcome) -> None:
    assert 1 + len(TABLES) == len(tables(example.document))


def test_every_sentence_with_a_figure_is_as_published_and_in_order(example: Outcome) -> None:
    expected = []
    for sentence in FACTS["sentences"]:
        for published, right in CORRECTED_SENTENCES.items():
            sentence = sentence.replace(published, right)
        expected.append(sentence)
    built = [squeezed(text) for text in paragraphs(example.document)]
    assert expected == [text for text in built if text in set(expected)]


def test_every_correction_is_of_something_published() -> None:
    published = {
        (name, row[0]): row for name, rows in FACTS["tables"].items() for row in rows if row
    }
    assert {*CORRECTED_ROWS, *CORRECTED_WHOLE_ROWS} <= set(published)
    text = "".join(FACTS["sentences"])
    assert [old for old in CORRECTED_SENTENCES if old in text] == list(CORRECTED_SENTENCES)


def test_the_example_has_no_fault(example: Outcome) -> None:
    assert () == example.faults


def test_the_document_passes_the_structural_lint(example: Outcome) -> None:
    assert [] == lint(example.document)


def test_the_document_bears_the_units_name_and_year(example: Outcome) -> None:
    assert ("2024", "福州市“智慧福州”管理服务中心2024年度部门决算") == (
        example.folder,
        example.name,
    )


def test_nothing_in_the_project_needs_what_lies_outside_it() -> None:
    outside = "../" + "shared"
    sources = [*ROOT.glob("generator/**/*.py"), *ROOT.glob("schemas/**/*.yaml")]
    assert [] == [path for path in sources if outside in path.read_text("utf-8")]
