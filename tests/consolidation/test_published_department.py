"""A department of two units against figures added by hand: the head office and the library.

The head office (357001) receives 1,200,000.00 from the budget and 80,000.00 elsewhere, and gives
the library 60,000.00 of the latter; the library (357002) receives 800,000.50, 60,000.00 (from the
head office) and 5,000.00. No expected figure comes from the engine.
"""

import pytest
from support.department import DEPARTMENT, HEAD, LIBRARY, SHARED, WHOLE
from support.ooxml import lint, paragraphs, tables

from generator import pipeline
from generator.pipeline import Outcome


@pytest.fixture(scope="module")
def department() -> Outcome:
    return pipeline.produce(DEPARTMENT / WHOLE)


def rows(outcome: Outcome, number: int) -> list[list[str]]:
    """A table's rows without blank cells."""
    return [[cell for cell in row if cell] for row in tables(outcome.document)[number]]


def row(outcome: Outcome, number: int, first: str) -> list[str]:
    return next(cells for cells in rows(outcome, number) if first in cells)


def test_the_department_has_no_fault_and_a_sound_document(department: Outcome) -> None:
    assert ((), []) == (department.faults, lint(department.document))
    assert "榕川市文化和旅游局2024年度部门决算" == department.name


@pytest.mark.parametrize("name", [HEAD, LIBRARY])
def test_each_unit_has_a_document_of_its_own(name: str) -> None:
    outcome = pipeline.produce(DEPARTMENT / name)
    assert ((), True) == (outcome.faults, bool(outcome.document))


def test_every_file_that_the_document_draws_on_is_known(department: Outcome) -> None:
    assert department.source is not None
    expected = [str(DEPARTMENT / name) for name in (WHOLE, SHARED, HEAD, LIBRARY)]
    assert expected == list(department.source.files)


def test_income_and_expenditure_are_the_units_without_what_one_gives_the_other(
    department: Outcome,
) -> None:
    # 1,310,000.00 + 868,000.50 - 60,000.00 = 2,118,000.50
    expected = [
        ["四、上级补助收入", "0.00", "四、公共安全支出", "0.00"],
        ["八、其他收入", "8.50", "八、社会保障和就业支出", "0.00"],
        ["本年收入合计", "208.50", "本年支出合计", "202.00"],
        ["年初结转和结余", "3.30", "年末结转和结余", "9.80"],
        ["总计", "211.80", "总计", "211.80"],
    ]
    assert expected == [row(department, 1, cells[0]) for cells in expected]


def test_expenditure_by_account_is_that_of_both_units(department: Outcome) -> None:
    expected = [
        ["类", "款", "项", "合计", "202.00", "165.00", "37.00", "0.00", "0.00", "0.00"],
        ["207", "文化旅游体育与传媒支出", "202.00", "165.00", "37.00", "0.00", "0.00", "0.00"],
        ["20701", "文化和旅游", "202.00", "165.00", "37.00", "0.00", "0.00", "0.00"],
        ["2070101", "行政运行", "115.00", "115.00", "0.00", "0.00", "0.00", "0.00"],
        ["2070104", "图书馆", "85.00", "50.00", "35.00", "0.00", "0.00", "0.00"],
        ["2070199", "其他文化和旅游支出", "2.00", "0.00", "2.00", "0.00", "0.00", "0.00"],
    ]
    assert expected == rows(department, 3)[2:]


def test_the_budgets_money_is_whole(department: Outcome) -> None:
    # 1,150,000.00 + 790,000.25 of 1,200,000.00 + 800,000.50 + 31,000.00 carried over
    total = ["总计", "203.10", "总计", "203.10", "203.10", "0.00", "0.00"]
    assert total == row(department, 4, "总计")
    assert ["合计", "194.00", "165.00", "29.00"] == row(department, 5, "合计")
    assert ["人员经费合计", "130.00", "公用经费合计", "35.00"] == rows(department, 6)[-1]


def test_the_same_account_of_two_units_is_one_row(department: Outcome) -> None:
    assert ["30101", "基本工资", "130.00"] == row(department, 6, "30101")[:3]  # 90 + 40.000025


def test_projects_stand_in_the_order_of_the_units(department: Outcome) -> None:
    assert ["文化活动经费", "购书经费"] == [rows(department, n)[0][1] for n in (10, 11)]


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年度本部门收入总计211.80万元，支出总计211.80万元，与上年决算数相比，"
        "各增加11.80万元，增长5.90%。主要是人员经费增加。",
        "（二）2070104-图书馆 79.00万元，较上年决算数增加3.00万元，增长3.95%。"
        "主要原因是购书经费增加。",
        "（三）公务接待费支出0.30万元，完成全年预算的75.00%；与上年决算持平。"
        "累计接待2批次、10人次。",
        "2024年度机关运行经费支出25.00万元，主要原因是：办公费节约。",
        "公务用车运行费支出2.80万元，完成全年预算的93.34%；与上年决算持平。"
        "截至2024年12月31日，本部门公务用车保有量为2辆。",
        "本部门2024年度政府采购支出总额3.50万元，其中：政府采购货物支出3.50万元、"
        "政府采购工程支出0.00万元、政府采购服务支出0.00万元。授予中小企业合同金额3.00万元，"
        "占政府采购支出总额的85.71%，其中：授予小微企业合同金额0.50万元，"
        "占授予中小企业合同金额的16.67%；货物采购授予中小企业合同金额占货物支出金额的85.71%，"
        "本年无工程采购支出，本年无服务采购支出。",
        "2024年，聚焦“建设文化强市，办好公共文化服务”",
    ],
)
def test_sentences_say_the_sums(sentence: str, department: Outcome) -> None:
    found = paragraphs(department.document)
    words = "建设文化强市，办好公共文化服务"
    assert sentence in found or (words in sentence and any(words in text for text in found))
