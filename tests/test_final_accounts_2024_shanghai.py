"""The second region's accounts against a published document: every cell, every sentence.

`published/final_accounts_2024_shanghai.yaml` holds what was published, as printed. What differs is
listed here, each with its reason: faults of the published document, or its own wording where the
official form has another; and nothing else.
"""

import re

import pytest
from support.examples import SHANGHAI
from support.facts import published, squeezed
from support.ooxml import lint, paragraphs
from support.public_tables import read

from generator import pipeline
from generator.pipeline import Outcome

FACTS = published("final_accounts_2024_shanghai")
Row = list[str]

# 208 is published as 326.72 in three tables and the text; in these two tables one 分 was taken from
# it so that the rows add up to the total.
FORCED = {"收入支出决算总表": ("326.71", 1), "财政拨款收入支出决算总表": ("326.71", 2)}

# The published sentence: what is right, and why it is not the published one.
SENTENCES = {
    # 本年收入 2940.05 and 年初结转 21.63 stand in the table above; 0.3 is no total of anything.
    "上海市普陀区财政局2024年度财政拨款收入支出总计0.3万元": (
        "上海市普陀区财政局2024年度财政拨款收入支出总计2961.68万元"
    ),
    # 2106.66 ÷ 2940.05 = 71.65 %; the four published shares add up to 100.07 %.
    "一般公共预算财政拨款支出2940.05万元，主要用于以下方面："
    "一般公共服务支出（类）2106.66万元，占71.73%": (
        "一般公共预算财政拨款支出2940.05万元，主要用于以下方面："
        "一般公共服务支出（类）2106.66万元，占71.65%"
    ),
    # 30310 is nil in the table above, 30309 奖励金 has 0.31.
    "其中：人员经费2152.26万元，主要包括：基本工资、津贴补贴、机关事业单位基本养老保险缴费、"
    "职业年金缴费、职工基本医疗保险缴费、其他社会保障缴费、住房公积金、其他工资福利支出、退休费、"
    "个人农业生产补贴": (
        "其中：人员经费2152.26万元，主要包括：基本工资、津贴补贴、机关事业单位基本养老保险缴费、"
        "职业年金缴费、职工基本医疗保险缴费、其他社会保障缴费、住房公积金、其他工资福利支出、退休费、"
        "奖励金"
    ),
    # The official form has 全过程绩效管理实施情况：.
    "实行全过程绩效管理实施情况跟踪：编报绩效目标的2024年度项目4个，涉及预算金额598.42万元": (
        "全过程绩效管理实施情况：编报绩效目标的2024年度项目4个，涉及预算金额598.42万元"
    ),
}


@pytest.fixture(scope="module")
def made() -> Outcome:
    """The filing of inputs/, built."""
    return pipeline.produce(SHANGHAI)


def list_rows(document: bytes, title: str) -> list[Row]:
    return [[squeezed(cell.text) for cell in row] for row in read(document)[title]]


def in_two_blocks(rows: list[Row]) -> list[Row]:
    """The accounts that stand beside each other in two blocks, one after the other."""
    full = [row for row in rows if len(row) == 8]
    blocks = [row[:4] for row in full] + [row[4:] for row in full]
    [total] = [row for row in rows if row[0] == "人员经费合计"]
    return [*(row for row in blocks if any(row)), total[:2], total[2:]]


def corrected(rows: list[Row], title: str) -> list[Row]:
    wrong, _ = FORCED.get(title, ("", 0))
    return [["326.72" if cell == wrong and wrong else cell for cell in row] for row in rows]


@pytest.mark.parametrize("title", FACTS["tables"])
def test_every_cell_of_every_table_is_as_published(title: str, made: Outcome) -> None:
    rows = list_rows(made.document, title)
    if any(row[0] == "人员经费合计" for row in rows):
        # 30306 救济费 is in the official form, not in the published table; it is nil.
        rows = [row for row in in_two_blocks(rows) if row[:2] != ["303", "06"]]
    expected = corrected(FACTS["tables"][title], title)
    assert expected == [row for row in rows if row in expected]


def test_of_the_published_figures_only_those_against_the_other_tables_differ() -> None:
    rows = [row for rows in FACTS["tables"].values() for row in rows]
    figures = [cell for row in rows for cell in row if re.fullmatch(r"[\d,]+\.\d\d", cell)]
    assert sum(count for _, count in FORCED.values()) == figures.count("326.71") == 3
    assert 195 == len(figures)


def test_every_published_table_is_there_in_its_order(made: Outcome) -> None:
    titles = [title for title in read(made.document) if title in FACTS["tables"]]
    assert list(FACTS["tables"]) == titles


def sentences_of(document: bytes) -> list[str]:
    texts = [squeezed(text) for text in paragraphs(document)]
    return [said for text in texts for said in re.split("[。；]", text) if said]


def test_every_sentence_with_a_figure_is_as_published_and_in_order(made: Outcome) -> None:
    expected = [SENTENCES.get(said, said) for said in FACTS["sentences"]]
    built = sentences_of(made.document)
    assert expected == [said for said in built if said in set(expected)]


def test_every_item_is_named_by_its_three_levels_in_order(made: Outcome) -> None:
    built = sentences_of(made.document)
    assert FACTS["items"] == [said for said in built if said in set(FACTS["items"])]


def test_every_correction_is_of_something_published() -> None:
    assert set(SENTENCES) <= set(FACTS["sentences"])


def test_the_example_has_no_fault(made: Outcome) -> None:
    assert [] == [fault.code for fault in made.faults]


def test_the_document_passes_the_structural_lint(made: Outcome) -> None:
    assert [] == lint(made.document)
