"""Cells as amounts: to the 分, no amount told from what cannot be read."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.properties import examples

from generator.spreadsheets import amounts, doubles
from generator.spreadsheets.cells import Holds, SheetCell


def text(typed: str) -> SheetCell:
    return SheetCell(Holds.TEXT, typed)


def number(digits: str) -> SheetCell:
    return SheetCell(Holds.NUMBER, digits)


@pytest.mark.parametrize(
    ("typed", "amount", "unit"),
    [
        ("1,234.00", "1234.00", ""),
        ("(1,234.00)", "-1234.00", ""),
        ("（1,234.00）", "-1234.00", ""),
        ("-1,234.00", "-1234.00", ""),
        ("−5", "-5.00", ""),
        ("－０．０１", "-0.01", ""),
        ("１２３４．５", "1234.50", ""),
        ("12.5万元", "125000.00", "万元"),
        ("12.5 万", "125000.00", "万元"),
        ("12.5元", "12.50", "元"),
        ("￥12.5", "12.50", ""),
        ("-0.00", "0.00", ""),
        ("(0.00)", "0.00", ""),
        (" 7\n", "7.00", ""),
    ],
)
def test_amounts_that_are_typed_as_text_are_read(typed: str, amount: str, unit: str) -> None:
    read = amounts.money_of(text(typed))
    assert (amount, unit, "") == (str(read.amount), read.unit, read.reason)


@pytest.mark.parametrize("typed", ["", " ", "　", "-", "－", "—", "——", "–", "…", "……", "/", "无"])
def test_a_mark_for_none_is_no_amount(typed: str) -> None:
    assert amounts.CellMoney() == amounts.money_of(text(typed))


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (text("见附件"), "“见附件”不是金额：不是数字"),
        (text("一"), "“一”不是金额：不是数字"),
        (text("12%"), "“12%”不是金额：不是数字"),
        (text("1,23.00"), "“1,23.00”不是金额：不是数字"),
        (text("(-5)"), "“(-5)”不是金额：不是数字"),
        (text("(5"), "“(5”不是金额：不是数字"),
        (text("1.2亿元"), "“1.2亿元”不是金额：不是数字"),
        (text("1.234"), "“1.234”不是金额：小数超过 2 位"),
        (text("长" * 30), f"“{'长' * 24}…”不是金额：不是数字"),
        (number("12345.678"), "12345.678 不是整分的金额"),
        (number("1000000000000000"), "1000000000000000 太大，不是金额"),
        (number("90071992547409.93"), "90071992547409.93 太大，表格里存不准到分"),
        (SheetCell(Holds.DATE, "2024-12-31"), "这一格是日期（2024-12-31），不是金额"),
        (SheetCell(Holds.TRUTH, "TRUE"), "这一格是真假值（TRUE），不是金额"),
        (SheetCell(Holds.ERROR, "#REF!"), "这一格是错误值 #REF!"),
        (
            SheetCell(Holds.UNCOMPUTED, "", True),
            "这一格的公式没有算出结果；在 Excel 或 WPS 里打开，保存一次",
        ),
    ],
)
def test_what_is_no_amount_says_why(cell: SheetCell, reason: str) -> None:
    assert amounts.CellMoney(reason=reason) == amounts.money_of(cell)


@pytest.mark.parametrize(
    ("digits", "amount"),
    [
        ("12345.679999999998", "12345.68"),
        ("0.30000000000000004", "0.30"),
        ("0.00000000000005684341886080802", "0.00"),
        ("189767551.46", "189767551.46"),
        ("-0.005000000000000001", None),
        ("9999999999999.99", "9999999999999.99"),
    ],
)
def test_what_a_double_makes_of_a_sum_is_read_to_the_fen(digits: str, amount: str | None) -> None:
    read = amounts.money_of(number(digits)).amount
    assert amount == (None if read is None else str(read))


def test_numbers_of_a_sheet_in_wan_yuan_are_read_in_yuan() -> None:
    cells = (
        number("12.5"),
        number("12.345678"),
        text("1,234.5"),
        text("12.5元"),
        number("0.0000001"),
    )
    read = [amounts.money_of(cell, in_wan=True).amount for cell in cells]
    assert ["125000.00", "123456.78", "12345000.00", "12.50", "None"] == [str(it) for it in read]


@given(st.lists(st.integers(-(10**10), 10**10), min_size=1, max_size=40))
@examples(300)
def test_sums_of_doubles_come_out_to_the_fen(fen: list[int]) -> None:
    digits = doubles.spell(sum(it / 100 for it in fen))
    assert digits is not None
    assert Decimal(sum(fen)) / 100 == amounts.money_of(number(digits)).amount
