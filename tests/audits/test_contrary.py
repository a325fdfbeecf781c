"""Words that say the contrary of the figures beside them."""

import pytest
from support.examples import EXAMPLE
from support.rewritten import rewritten, told

_MOVED = "增加17.03万元，增长3.46%"
_OFFICE = "机关运行经费支出0.00万元"


@pytest.mark.parametrize(
    ("old", "new", "due"),
    [
        (
            _MOVED,
            "增加17.03万元，负增长3.46%",
            ("A815", "“增加17.03万元，负增长3.46%”自己就对不上"),
        ),
        (_MOVED, "未增加17.03万元，增长3.46%", ("A815", "“未增加17.03万元”自己就对不上")),
        (
            f"{_MOVED}。主要原因是人员支出增加",
            f"{_MOVED}。主要原因是人员支出减少",
            ("A815", "数是增加的，原因写的是“人员支出减少”"),
        ),
        (
            _OFFICE,
            "机关运行经费支出31.64万元",
            ("A816", "说没有机关运行经费，前面写的是 31.64万元"),
        ),
    ],
)
def test_what_contradicts_itself_is_told(old: str, new: str, due: tuple[str, str]) -> None:
    assert [due] == [it for it in told(EXAMPLE, f"“{old}”写成“{new}”") if it[0] == due[0]]


@pytest.mark.parametrize(
    "reason", ["人员支出增加，公用经费减少", "上年没有一次性支出", "人员支出没有减少"]
)
def test_a_reason_that_does_not_is_let_be(reason: str) -> None:
    old = "人员支出增加"
    assert any(f"{_MOVED}。主要原因是{old}" in it.text for it in rewritten(EXAMPLE).paragraphs)
    assert [] == told(EXAMPLE, f"“{_MOVED}。主要原因是{old}”写成“{_MOVED}。主要原因是{reason}”")


def test_that_there_was_none_the_year_before_contradicts_nothing() -> None:
    """The figure is another one than the document says elsewhere, if anything."""
    new = "机关运行经费支出31.64万元，主要原因是：上年没有机关运行经费"
    codes = {
        code
        for code, _ in told(
            EXAMPLE, f"“{_OFFICE}，主要原因是：本单位为事业单位没有机关运行经费”写成“{new}”"
        )
    }
    assert "A816" not in codes
