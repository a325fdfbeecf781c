"""Ends of paragraphs, and what stands behind numbers."""

from pathlib import Path

import pytest
from support.examples import EXAMPLE, OTHER_REGION
from support.published_faults import replaced
from support.rewritten import rewritten, told, told_of

SHANGHAI, DEPARTMENT, _ = OTHER_REGION
_MISSING = {
    "本年支出比上年增长13.95。": "“增长13.95”后面缺百分号",
    "本年支出占全部支出的76.23，比例较高。": "“占全部支出的76.23”后面缺百分号",
    "本年支出共12.30万，已经核对。": "“12.30万”后面缺“元”",
    "本年支出比上年增加12.30，已经核对。": "“增加12.30”后面缺金额单位",
    "本年各项收支已经核对，与各表一致；": "这一段最后是“；”，应是“。”",
}


@pytest.mark.parametrize("filing", [EXAMPLE, SHANGHAI], ids=lambda it: it.stem)
def test_what_is_missing_is_told(filing: Path) -> None:
    found = told(filing, *_MISSING)
    assert [("A842", it) for it in _MISSING.values()] == [it for it in found if it[0] == "A842"]


def test_a_paragraph_that_just_ends_is_told() -> None:
    [(code, message)] = told(EXAMPLE, "本年各项收支已经核对，按程序办理资金拨付")
    assert ("A842", True) == (code, message.endswith("末尾没有标点，后面可能漏了字"))


def test_a_paragraph_that_announces_what_does_not_come_is_told() -> None:
    assert ["A829"] == [code for code, _ in told(EXAMPLE, "本年各项收支变动的具体情况：")]


def test_a_unit_of_money_that_the_form_leaves_out_is_not_missed() -> None:
    assert [] == told(DEPARTMENT)  # 项目总预算1720.00万


def test_a_note_that_ends_otherwise_than_the_form_prints_it_is_told() -> None:
    found = told(
        SHANGHAI, "“本表反映部门本年度各项支出情况。”写成“本表反映部门本年度各项支出情况；”"
    )
    assert [("A842", "这一段最后是“；”，应是“。”")] == found


def test_a_sentence_that_the_form_ends_with_a_stop_is_told() -> None:
    document = rewritten(DEPARTMENT)
    old = next(it for it in document.paragraphs if it.text.startswith("截至2024年8月31日"))
    ended = replaced(document, old, old._replace(text=f"{old.text[:-1]}；"))
    assert [("A842", "这一段最后是“；”，应是“。”")] == told_of(ended, DEPARTMENT)


@pytest.mark.parametrize(
    ("ends", "found"),
    [("；。。", 1), ("；；。", 0), ("；。", 0), ("。；。。", 1)],
)
def test_of_a_list_each_item_ends_as_the_most_do(ends: str, found: int) -> None:
    items = [f"{n}.做好第{'一二三四'[n - 1]}项工作，按期完成{end}" for n, end in enumerate(ends, 1)]
    codes = [code for code, _ in told(EXAMPLE, *items)]
    assert found == codes.count("A842")
