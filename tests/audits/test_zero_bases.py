"""Percentages of nothing, by the sentence alone."""

import pytest

from generator.audits import zero_bases
from generator.diagnostics import FormPlace
from generator.published.blocks import ReadDocument, ReadParagraph

PLACE = FormPlace("公开.docx", "", 1, "")


def told(text: str) -> list[str]:
    document = ReadDocument("公开.docx", ".docx", (ReadParagraph(text, PLACE),))
    return [it.what for it in zero_bases.find(document)]


@pytest.mark.parametrize(
    "text",
    [
        "某项支出5.62万元，比上年决算数0.00万元增加5.62万元，增长100.00%。",
        "接待费支出决算为0.30万元，比上年增加0.30万元，增长100.00%。",
        "设备购置费3,000.00万元，较上年预算数增加3,000.00万元，上升100%。",
        "去年为0万元，本年支出12.40万元，同比增长100%。",
    ],
)
def test_a_rate_of_nothing_is_told(text: str) -> None:
    assert ["基数为零却有幅度"] == told(text)


@pytest.mark.parametrize(
    "text",
    [
        "支出5.62万元，比上年决算数10.00万元减少4.38万元，下降43.80%。",
        "支出5.62万元，比上年增加5.61万元，增长56100.00%。",
        "支出0.05万元，比上年增加0.05万元，增长900.00%。",  # 0.054 from 0.0054
        "支出5.62万元，比上年增加5.62万元，主要是新设立的项目。",
        "支出12.00万元，比上年增加3.00万元，增长33.33%。",
    ],
)
def test_a_rate_of_something_is_not(text: str) -> None:
    assert [] == told(text)


def test_a_completion_of_nothing_is_told() -> None:
    text = "某项支出年初预算为0.00万元，支出决算为5.62万元，完成年初预算的95.89%。"
    assert ["基数为零却有完成率"] == told(text)
