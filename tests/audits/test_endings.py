"""Ends of paragraphs, and what stands behind numbers."""

from pathlib import Path

import pytest
from support.examples import EXAMPLE, OTHER_REGION
from support.published_faults import replaced
from support.rewritten import rewritten, told, told_of

from generator.published.blocks import ReadParagraph

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


def test_a_stop_that_a_sentence_of_the_form_lacks_is_told() -> None:
    document = rewritten(EXAMPLE)
    old = next(it for it in document.paragraphs if "%。主要" in it.text and not it.entry)
    left_out = replaced(document, old, old._replace(text=old.text.replace("%。主要", "%主要", 1)))
    [(code, message)] = told_of(left_out, EXAMPLE)
    assert ("A842", True) == (code, message.endswith("%”后面缺“。”"))


def test_nobody_knows_whether_a_full_line_of_a_print_ended_with_a_stop() -> None:
    document = rewritten(EXAMPLE)
    said = "本年各项收支已经核对，按程序办理资金拨付"
    last = next(it for it in reversed(document.blocks) if isinstance(it, ReadParagraph))
    printed = last._replace(text=said, level=0, line_ends=(len(said),))
    assert [] == told_of(replaced(document, last, last, printed), EXAMPLE)


def test_a_list_of_one_item_ends_with_a_full_stop() -> None:
    document = rewritten(EXAMPLE)
    head = next(it for it in document.paragraphs if it.text.startswith("二、") and it.level == 2)
    item = head._replace(text="内设办公室、财务科两个机构；", level=0)
    after = item._replace(text="纳入决算编制范围的单位如下：")
    found = told_of(replaced(document, head, head, item, after), EXAMPLE)
    assert ("A842", "这一段最后是“；”，应是“。”") in found
    further = after._replace(text="2.纳入决算编制范围的单位如下：")
    found = told_of(replaced(document, head, head, item, further), EXAMPLE)
    assert ("A842", "这一段最后是“；”，应是“。”") not in found


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
