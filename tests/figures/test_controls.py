"""Control totals on a small invented pack: what agrees, what is a rounding difference, a fault."""

from decimal import Decimal
from typing import Any

import pytest

from generator.diagnostics import Fault, Place
from generator.figures import controls, ledger
from generator.figures.book import Book
from generator.figures.controls import MAX_LINES
from generator.filing import schema, source
from generator.filing.kinds import Amount, Stated
from generator.packs.classification import Classification, Term
from generator.packs.defining import define

FIGURE = {"kind": "元"}
ENTRY = {"科目": {"code": "功能分类"}, "基本": FIGURE, "项目": FIGURE}
RULES: dict[str, Any] = {
    "年度": {"kind": "年度"},
    "金额单位": {"allowed": ["元", "万元"]},
    "支出": {"type": "list", "schema": {"type": "dict", "schema": ENTRY}},
    "费用": {"type": "dict", "schema": {"接待": FIGURE, "用车": FIGURE}},
    "核对数": {"addresses": "元"},
}
VIEW = {"from": "支出", "rows": "功能分类", "columns": "性质", "total": "合计"}
TABLES = {
    "lists": {"支出": {"spread": "性质"}},
    "tables": {
        "支出表": VIEW,
        "支出总表": {"figures": {"支出合计": {"from": "支出"}}},
        "费用": {"figures": {"合计": {"plus": ["接待", "用车"]}}},
    },
}
CODES = tuple(f"20101{number:02}" for number in range(1, MAX_LINES + 2))
ACCOUNTS = Classification(
    "功能分类", {"类": 3, "项": 7}, {code: (Term("科目"),) for code in ("201", *CODES)}
)
DEFINITIONS = define(RULES, TABLES, {"功能分类": ACCOUNTS.levels})
SPENT = "支出:\n  - {科目: 2010101, 基本: 3}\n  - {科目: 2010102, 基本: 4}\n"


def applied(text: str, *exported: Stated) -> tuple[Book, list[Fault]]:
    """The book that a filing of these lines makes under its control totals, and the faults."""
    read, _ = source.parse(f"年度: 2024\n{text}".encode(), "填报.yaml")
    assert read is not None
    filing, faults = schema.validate(read, RULES)
    assert [] == faults
    made, wrong = ledger.build(filing, DEFINITIONS, {"功能分类": ACCOUNTS})
    assert [] == wrong
    return controls.apply(Book(DEFINITIONS.root, made), made, filing, exported)


def said(faults: list[Fault]) -> list[str]:
    """All that faults say: code, weight, lines, message and suggestion."""
    return [_said(fault) for fault in faults]


def _said(fault: Fault) -> str:
    assert isinstance(fault.place, Place)
    lines = [fault.place.line, *(place.line for place, _ in fault.related)]
    return f"{fault.code} {fault.severity.value} {lines} {fault.message}（{fault.help}）"


def total_of(book: Book, *steps: str) -> Decimal:
    return book.figure(book.canonical(steps)).value


# -- in 元 -------------------------------------------------------------------------------------


def test_a_total_that_agrees_says_nothing() -> None:
    assert [] == said(applied(f"{SPENT}核对数: {{支出表.合计: 7}}\n")[1])


@pytest.mark.parametrize("total", ["7.01", "6.99"])
def test_a_total_that_differs_is_a_fault_with_the_lines_that_add_up(total: str) -> None:
    expected = (
        f"L406 错误 [5, 3, 4] 支出表.合计：核对数 {total}元，填报数相加 7.00元，差 0.01元"
        "（核对这几行的金额和科目，或核对数）"
    )
    book, faults = applied(f"{SPENT}核对数: {{支出表.合计: {total}}}\n")
    assert ([expected], Decimal(7)) == (said(faults), total_of(book, "支出表", "合计"))


def test_a_figure_of_many_lines_shows_the_first_of_them() -> None:
    rows = "".join(f"  - {{科目: {code}, 基本: 1}}\n" for code in CODES)
    [fault] = applied(f"支出:\n{rows}核对数: {{支出表.合计: 1}}\n")[1]
    assert list(range(3, 3 + MAX_LINES)) == [place.line for place, _ in fault.related]


def test_two_unequal_totals_of_one_figure_in_yuan_are_each_held_to_it() -> None:
    text = f"{SPENT}核对数:\n  支出表.合计: 7\n  支出总表.支出合计: 8\n"
    [told] = said(applied(text)[1])
    assert told.startswith("L406 错误 [7, 3, 4] 支出总表.支出合计：核对数 8.00元")


def test_a_total_of_a_figure_still_to_be_stated_is_not_held_to_it() -> None:
    read, _ = source.parse("费用: {接待: }\n核对数: {费用.合计: 7}\n".encode(), "填报.yaml")
    assert read is not None
    filing, _ = schema.validate(read, RULES)
    made = ledger.Ledger(filing, {"支出": ()})
    assert [] == controls.apply(Book(DEFINITIONS.root, made), made, filing)[1]


def test_a_total_at_an_address_of_no_figure_is_a_fault_and_the_others_are_held() -> None:
    found = applied(f"{SPENT}核对数:\n  支出表.合讲: 7\n  支出表.合计: 8\n")[1]
    assert ["L408", "L406"] == [fault.code for fault in found]


# 107.00 元 beside 0.0057 万元: what is half of the last printed digit (50 元) away is a rounding.
@pytest.mark.parametrize(
    ("total", "count"), [("0.0057", 0), ("0.005699", 1), ("0.0157", 0), ("0.015701", 1)]
)
def test_a_total_in_ten_thousands_of_figures_in_yuan_may_be_off_by_half_a_printed_digit(
    total: str, count: int
) -> None:
    totals = f"核对数:\n  费用: {{金额单位: 万元, 合计: {total}}}\n"
    assert count == len(applied(f"费用: {{接待: 57, 用车: 50}}\n{totals}")[1])


# -- in 万元 -----------------------------------------------------------------------------------
# Two leaves: rounding may move their sum by 0.005·(2+1) = 0.015 万元.

IN_WAN = f"金额单位: 万元\n{SPENT}"


@pytest.mark.parametrize("total", ["7.015", "6.985"])
def test_a_total_within_the_rounding_of_its_leaves_becomes_the_figure_in_every_table(
    total: str,
) -> None:
    book, faults = applied(f"{IN_WAN}核对数: {{支出表.合计: {total}}}\n")
    yuan = Decimal(total) * 10000
    expected = (
        f"L407 提示 [6] 支出表.合计：核对数 {yuan:.2f}元，填报数相加 70000.00元，差 150.00元，"
        "属尾差，按核对数印（两边的数都没有填错的，不用改）"
    )
    assert [expected] == said(faults)
    assert {yuan} == {total_of(book, "支出表", "合计"), total_of(book, "支出总表", "支出合计")}


@pytest.mark.parametrize("total", ["7.0151", "6.9849"])
def test_a_total_beyond_the_rounding_of_its_leaves_is_a_fault_and_changes_nothing(
    total: str,
) -> None:
    book, faults = applied(f"{IN_WAN}核对数: {{支出表.合计: {total}}}\n")
    assert (["L406"], Decimal(70000)) == (
        [fault.code for fault in faults],
        total_of(book, "支出表", "合计"),
    )


def test_a_rounding_difference_of_one_figure_leaves_the_others_alone() -> None:
    book, _ = applied(f"{IN_WAN}核对数: {{支出表.合计: 7.01}}\n")
    assert Decimal(30000) == total_of(book, "支出表", "2010101")


def test_a_figure_that_is_made_of_others_stays_their_sum() -> None:
    book, [fault] = applied("金额单位: 万元\n费用: {接待: 3, 用车: 4}\n核对数: {费用.合计: 7.01}\n")
    assert fault.message.endswith("差 100.00元，属尾差，按各项相加印")
    assert Decimal(70000) == total_of(book, "费用", "合计")


def test_two_unequal_totals_of_the_same_entries_are_a_fault_and_the_first_one_stands() -> None:
    totals = "核对数:\n  支出表.合计: 7.01\n  支出总表.支出合计: 6.99\n"
    book, faults = applied(IN_WAN + totals)
    expected = (
        "L406 错误 [8] 支出总表.支出合计：与前面的核对数是同一个数，写得不一样"
        "（核对这两个核对数，改成一样的）",
    )
    assert expected == tuple(told for told in said(faults) if told.startswith("L406"))
    assert Decimal(70100) == total_of(book, "支出表", "合计")


def test_a_total_unlike_the_first_one_is_a_fault_even_where_it_agrees_with_the_entries() -> None:
    totals = "核对数:\n  支出表.合计: 7.01\n  支出总表.支出合计: 7\n"
    assert ["L407", "L406"] == [fault.code for fault in applied(IN_WAN + totals)[1]]


# -- from another file -------------------------------------------------------------------------


def exported(address: tuple[str, ...], total: str, line: int) -> Stated:
    return Stated(address, Amount(Decimal(total)), "", (), Place("导出.csv", line, 1))


def test_totals_of_the_filing_and_of_another_file_are_both_held_each_at_its_place() -> None:
    other = exported(("支出总表", "支出合计"), "9", 2)
    _, faults = applied(f"{SPENT}核对数: {{支出表.合计: 8}}\n", other)
    expected = [("L406", "填报.yaml", 5), ("L406", "导出.csv", 2)]
    assert expected == [(f.code, f.place.file, f.place.line) for f in faults]  # type: ignore[union-attr]


def test_an_address_of_no_figure_in_another_file_is_a_fault_at_its_place_there() -> None:
    _, [fault] = applied(SPENT, exported(("支出",), "9", 3))
    assert ("L408", Place("导出.csv", 3, 1)) == (fault.code, fault.place)
