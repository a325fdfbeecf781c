"""Movements without the reason that a form gives."""

import re
from pathlib import Path

import pytest
from support.examples import BUDGET, EXAMPLE, OTHER_REGION, TEXT_FIRST
from support.published_faults import replaced
from support.rewritten import rewritten, told, told_of

SHANGHAI, DEPARTMENT, UNIT = OTHER_REGION


@pytest.mark.parametrize(
    ("filing", "said"),
    [
        (EXAMPLE, "“主要原因是人员支出增加。”写成“”"),
        (SHANGHAI, "“增长1.40%。主要原因是”写成“增长1.40%。有关单位是”"),
        (BUDGET, "“，主要原因是”写成“，有关单位是”"),
        (UNIT, "“，主要原因是无公务用车车辆；”写成“；”"),
    ],
)
def test_a_movement_without_its_reason_is_told(filing: Path, said: str) -> None:
    assert "A850" in {code for code, _ in told(filing, said)}


def test_what_was_not_completed_has_its_reason_where_the_document_gives_such() -> None:
    reason = "决算数小于预算数的主要原因是器材按合同分期付款，余款结转下年。"
    [(code, message)] = told(TEXT_FIRST, f"“{reason}”写成“”")
    assert ("A850", "有增减，没有写原因") == (code, message[-9:])


@pytest.mark.parametrize(
    ("filing", "said"),
    [
        (
            SHANGHAI,
            "“84.65万元。决算数小于预算数的主要原因：预算按充分保障预估，实际执行基本贴合预期。”写成“84.65万元。”",
        ),
        (
            UNIT,
            "“财政拨款支出增加的主要原因是：政策资金项目预算增加，根据实际工作安排编制预算。”写成“”",
        ),
    ],
)
def test_a_reason_of_which_nothing_is_said_is_told_once(filing: Path, said: str) -> None:
    assert [("A850", "没有写原因")] == [
        (code, message[-5:]) for code, message in told(filing, said)
    ]


def test_a_sentence_without_its_comparison_is_told() -> None:
    document = rewritten(DEPARTMENT)
    old = next(it for it in document.paragraphs if it.text.startswith("（三）公务接待费1.00万元"))
    alone = replaced(document, old, old._replace(text="（三）公务接待费1.00万元。"))
    assert [("A850", "没有写原因")] == told_of(alone, DEPARTMENT)


def test_where_few_of_what_has_not_moved_has_a_reason_none_is_due() -> None:
    document = rewritten(BUDGET)
    level = [it for it in document.paragraphs if it.text.endswith("与上年持平。")]
    assert 3 == len(level)
    given = level[0]._replace(text=level[0].text.replace("持平。", "持平，主要原因是压减支出。"))
    assert [] == told_of(replaced(document, level[0], given), BUDGET)


def test_nothing_that_stays_nothing_needs_no_reason_because_other_amounts_have_theirs() -> None:
    document = rewritten(BUDGET)
    nil, *others = (it for it in document.paragraphs if it.text.endswith("与上年持平。"))
    for other in others:
        text = "2025年预算安排1.20万元，与上年持平，主要原因是压减支出。"
        document = replaced(document, other, other._replace(text=text))
    assert "2025年预算安排0万元，与上年持平。" == nil.text
    assert [] == [it for it in told_of(document, BUDGET) if it[0] == "A850"]


def test_a_base_that_cannot_be_compared_needs_no_reason_though_a_mark_is_lost() -> None:
    document = rewritten(BUDGET)
    old = next(it for it in document.paragraphs if "收入预算为" in it.text)
    text = re.sub(r"(收入预算为[\d.]+万元)，.*?。", r"\1上年无可比数据。", old.text)
    text = text.replace("事业收入0万元", "事业收入12.00万元")
    found = told_of(replaced(document, old, old._replace(text=text)), BUDGET)
    assert "A850" not in {code for code, _ in found}
