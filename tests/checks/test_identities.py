"""Each kind of identity by itself, on a small invented pack: what it lets pass and what it says."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from generator.books.books import Books
from generator.checks import checks, identities
from generator.checks.case import Case, Check
from generator.diagnostics import Fault, Place
from generator.figures import ledger
from generator.figures.book import Book
from generator.filing import filing, schema, source
from generator.packs.classification import Classification, Term
from generator.packs.defining import define

FIGURE = {"kind": "元"}
SCORE = {"kind": "分"}


def list_of(**fields: Any) -> dict[str, Any]:
    return {"type": "list", "schema": {"type": "dict", "schema": fields}}


RULES: dict[str, Any] = {
    "年度": {"kind": "年度"},
    "金额单位": {"allowed": ["元", "万元"]},
    "单位": {"type": "dict", "schema": {"类型": {"kind": "文"}, "名称": {"kind": "文"}}},
    "支出": list_of(科目={"code": "功能分类"}, 基本=FIGURE, 项目=FIGURE, 其他=FIGURE),
    "收入": FIGURE,
    "限额": FIGURE,
    "结余": FIGURE,
    "人数": {"kind": "数"},
    "自评": list_of(得分=SCORE, 分值=SCORE, 指标=list_of(得分=SCORE, 分值=SCORE)),
    "费用": {"type": "dict", "schema": {"接待": FIGURE, "用车": FIGURE}},
}
TABLES = {
    "lists": {"支出": {"spread": "性质"}},
    "tables": {
        "支出表": {
            "from": "支出",
            "rows": "功能分类",
            "columns": {
                "合计": {},
                "基本支出": {"性质": "基本"},
                "项目支出": {"性质": "项目"},
            },
            "total": "合计",
        },
        "费用": {"figures": {"合计": {"plus": ["接待", "用车"]}}},
    },
}
STILL_TO_BE_STATED = "S204"  # an empty value, with which only a draft goes on
CODES = tuple(f"201010{number}" for number in range(1, 8))
ACCOUNTS = Classification(
    "功能分类",
    {"类": 3, "项": 7},
    {code: (Term("科目"),) for code in ("201", *CODES)},
)
DEFINITIONS = define(RULES, TABLES, {"功能分类": ACCOUNTS.levels})


def case_of(text: str, base: str = "") -> Case:
    """The case of a filing of these lines (年度 is the first), and of a base of others, if any."""
    filing, book = _opened(text)
    before = {"上年数": _opened(base)[1] if base else None}
    texts: dict[str, Any] = {}
    return Case(filing, Books(book, before, {}, texts, {}, lambda _table, _code: None))


def _opened(text: str) -> tuple[filing.Filing, Book]:
    read, _ = source.parse(f"年度: 2024\n{text}".encode(), "填报.yaml")
    assert read is not None
    filing, faults = schema.validate(read, RULES)
    assert [] == [fault for fault in faults if fault.code != STILL_TO_BE_STATED]
    made, wrong = ledger.build(filing, DEFINITIONS, {"功能分类": ACCOUNTS})
    assert [] == wrong
    return filing, Book(DEFINITIONS.root, made)


def said(faults: Iterator[Fault] | list[Fault]) -> list[str]:
    """All that faults say: code, weight, lines, message, suggestion and the rule they break."""
    return [
        f"{fault.code} {fault.severity.value} {_lines(fault)} {fault.message}"
        f"（{fault.help}；{'、'.join(fault.notes)}）"
        for fault in faults
    ]


def _lines(fault: Fault) -> list[int]:
    """The lines that a fault shows, its own first."""
    assert isinstance(fault.place, Place)
    return list(dict.fromkeys((fault.place.line, *(place.line for place, _ in fault.related))))


def demand(**parts: Any) -> Check:
    return {**parts, "依据": "规定"}


# -- total -------------------------------------------------------------------------------------

ADDS_UP = demand(table="支出表", sum="合计", of=["基本支出", "项目支出"])
FIRST = "支出:\n  - {科目: 2010101, 基本: 3, 项目: 4}\n"


def test_a_row_that_adds_up_is_no_fault() -> None:
    assert [] == said(identities.total(ADDS_UP, case_of(FIRST)))


def test_every_row_that_does_not_add_up_is_a_fault() -> None:
    text = (
        "支出:\n"
        "  - {科目: 2010102, 基本: 5, 其他: 0.01}\n"
        "  - {科目: 2010101, 基本: 3, 项目: 4, 其他: 2}\n"
    )
    expected = [
        "C301 错误 [4] 支出表[2010101].合计 9.00元，基本支出＋项目支出 7.00元"
        "（检查这一科目下各条金额填在哪一项；依据：规定）",
        "C301 错误 [3] 支出表[2010102].合计 5.01元，基本支出＋项目支出 5.00元"
        "（检查这一科目下各条金额填在哪一项；依据：规定）",
    ]
    assert expected == said(identities.total(ADDS_UP, case_of(text)))


def test_rows_that_do_not_add_up_are_told_in_the_order_of_the_accounts() -> None:
    text = "".join(f"  - {{科目: {code}, 其他: 5}}\n" for code in reversed(CODES))
    found = identities.total(ADDS_UP, case_of(f"支出:\n{text}"))
    assert [f"支出表[{code}]" for code in CODES] == [fault.message[:12] for fault in found]


def test_a_row_that_does_not_add_up_is_shown_at_the_first_line_of_its_total() -> None:
    text = "支出:\n  - {科目: 2010101, 其他: 2}\n  - {科目: 2010101, 基本: 3}\n"
    [told] = said(identities.total(ADDS_UP, case_of(text)))
    assert told.startswith("C301 错误 [3, 4] 支出表[2010101].合计 5.00元")


def test_a_row_with_a_figure_still_to_be_stated_is_not_judged() -> None:
    case = case_of("支出:\n  - {科目: 2010101, 基本: 3, 其他: 2, 项目: }\n")
    assert [] == said(identities.total(ADDS_UP, case))


# The whole has three leaves, its parts two: rounding may move them by 0.005·(5+1) 万元.
@pytest.mark.parametrize(("other", "count"), [("0.03", 0), ("0.0301", 1)])
def test_a_row_in_ten_thousands_may_be_off_by_what_rounding_moves(other: str, count: int) -> None:
    text = f"金额单位: 万元\n支出:\n  - {{科目: 2010101, 基本: 3, 项目: 4, 其他: {other}}}\n"
    assert count == len(said(identities.total(ADDS_UP, case_of(text))))


# -- same and usually --------------------------------------------------------------------------

SAME = demand(left="收入", right=["限额", "结余"])


def test_a_quantity_that_is_the_sum_of_others_is_no_fault() -> None:
    case = case_of("收入: 12\n限额: 7\n结余: 5\n")
    assert ([], []) == (said(identities.same(SAME, case)), said(identities.usually(SAME, case)))


@pytest.mark.parametrize("income", ["12.01", "11.99"])
def test_two_addresses_of_one_quantity_that_differ_are_a_fault_with_both_sides(income: str) -> None:
    case = case_of(f"收入: {income}\n限额: 7\n结余: 5\n")
    expected = (
        f"C302 错误 [2, 3, 4] 收入 {income}元，限额＋结余 12.00元，差 0.01元"
        "（核对两处的明细；依据：规定）"
    )
    assert [expected] == said(identities.same(SAME, case))


def test_the_side_that_fewer_lines_make_is_shown_first() -> None:
    case = case_of("费用:\n  接待: 3\n  用车: 4\n收入: 8\n结余: 0\n")
    [told] = said(identities.same(demand(left="费用.合计", right="收入"), case))
    assert told.startswith("C302 错误 [5, 3, 4] 费用.合计 7.00元，收入 8.00元，差 1.00元")


def test_of_sides_that_as_many_lines_make_the_first_line_is_shown_first() -> None:
    case = case_of("收入: 8\n结余: 7\n")
    [told] = said(identities.same(demand(left="结余", right="收入"), case))
    assert told.startswith("C302 错误 [2, 3] 结余 7.00元，收入 8.00元")


def test_what_is_only_usually_the_same_is_only_told() -> None:
    expected = (
        "C313 提示 [2, 3, 4] 收入 9.00元，限额＋结余 12.00元，差 3.00元"
        "（确有不同的，不用改；依据：规定）"
    )
    case = case_of("收入: 9\n限额: 7\n结余: 5\n")
    assert [expected] == said(identities.usually(SAME, case))


def test_a_difference_of_counts_is_no_amount() -> None:
    case = case_of("人数: 12\n自评:\n  - {得分: 5}\n")
    [told] = said(identities.same(demand(left="人数", right="自评.1.得分"), case))
    assert "人数 12，自评[1].得分 5，差 7" in told


# One leaf on each of the three places: rounding may move them by 0.005·(3+1) 万元.
@pytest.mark.parametrize(("income", "count"), [("12.02", 0), ("12.0201", 1), ("11.9799", 1)])
def test_two_sums_in_ten_thousands_may_be_off_by_what_rounding_moves(
    income: str, count: int
) -> None:
    case = case_of(f"金额单位: 万元\n收入: {income}\n限额: 7\n结余: 5\n")
    assert count == len(said(identities.same(SAME, case)))


# -- within ------------------------------------------------------------------------------------

BOUNDED = demand(left=["收入", "结余"], right="限额")
NOT_BELOW_ZERO = demand(left=["结余", "收入"])


@pytest.mark.parametrize("limit", ["12", "13"])
def test_a_quantity_may_reach_its_bound(limit: str) -> None:
    case = case_of(f"收入: 7\n结余: 5\n限额: {limit}\n")
    assert [] == said(identities.within(BOUNDED, case))


def test_a_quantity_above_its_bound_is_a_fault_with_both_figures() -> None:
    expected = (
        "C303 错误 [2, 3, 4] 收入＋结余 12.00元，大于 限额 11.99元（核对两处的数；依据：规定）"
    )
    case = case_of("收入: 7\n结余: 5\n限额: 11.99\n")
    assert [expected] == said(identities.within(BOUNDED, case))


@pytest.mark.parametrize("rest", ["0", "-7", "3"])
def test_a_quantity_alone_may_be_zero_and_more(rest: str) -> None:
    case = case_of(f"收入: 7\n结余: {rest}\n")
    assert [] == said(identities.not_negative(NOT_BELOW_ZERO, case))


def test_a_quantity_alone_that_is_below_zero_is_a_fault() -> None:
    expected = "C303 错误 [3, 2] 结余＋收入 -0.01元，小于零（核对两处的数；依据：规定）"
    case = case_of("收入: 7\n结余: -7.01\n")
    assert [expected] == said(identities.not_negative(NOT_BELOW_ZERO, case))


def test_a_quantity_alone_that_nobody_stated_yet_is_not_judged() -> None:
    assert [] == said(identities.not_negative(demand(left="收入"), case_of("收入:\n")))


@pytest.mark.parametrize(("score", "count"), [("9.5", 0), ("9.51", 1)])
def test_a_quantity_may_reach_a_limit_that_the_check_states(score: str, count: int) -> None:
    case = case_of(f"自评:\n  - {{得分: {score}}}\n")
    check = demand(left="自评.1.得分", limit=9.5)
    assert count == len(said(identities.within(check, case)))


def test_a_quantity_above_a_stated_limit_is_a_fault_that_names_the_limit() -> None:
    case = case_of("自评:\n  - {得分: 11}\n")
    expected = "C303 错误 [3] 自评[1].得分 11，大于 10（核对两处的数；依据：规定）"
    assert [expected] == said(identities.within(demand(left="自评.1.得分", limit=10), case))


@pytest.mark.parametrize(("income", "count"), [("7.02", 0), ("7.0201", 1)])
def test_a_bound_in_ten_thousands_may_be_exceeded_by_what_rounding_moves(
    income: str, count: int
) -> None:
    case = case_of(f"金额单位: 万元\n收入: {income}\n结余: 5\n限额: 12\n")
    assert count == len(said(identities.within(BOUNDED, case)))


def test_a_bound_that_nobody_stated_yet_is_not_judged() -> None:
    case = case_of("费用:\n  用车: 1\n收入:\n")
    assert [] == said(identities.within(demand(left="费用.用车", right="收入"), case))


# -- rollup ------------------------------------------------------------------------------------

ROLLED = demand(table="支出表", columns="合计")


def test_a_total_of_money_under_accounts_is_no_fault() -> None:
    text = f"{FIRST}  - {{科目: 2010102, 其他: 5}}\n"
    assert [] == said(identities.rollup(ROLLED, case_of(text)))


@pytest.mark.parametrize(("amount", "total"), [("5", "12"), ("-5", "2")])
def test_money_under_no_account_is_a_fault_at_all_that_makes_the_total(
    amount: str, total: str
) -> None:
    expected = (
        f"C304 错误 [3, 4] 支出表.合计.合计 {total}.00元，各科目相加 7.00元"
        "（给没有科目的金额写上科目；依据：规定）"
    )
    text = f"{FIRST}  - {{项目: {amount}}}\n"
    assert [expected] == said(identities.rollup(ROLLED, case_of(text)))


# Two leaves of the total and one of the rows: rounding may move them by 0.005·(3+1) 万元.
@pytest.mark.parametrize(("amount", "count"), [("0.02", 0), ("0.0201", 1)])
def test_a_total_in_ten_thousands_may_be_off_its_rows_by_what_rounding_moves(
    amount: str, count: int
) -> None:
    text = f"金额单位: 万元\n支出:\n  - {{科目: 2010101, 基本: 3}}\n  - {{项目: {amount}}}\n"
    assert count == len(said(identities.rollup(ROLLED, case_of(text))))


# -- equals ------------------------------------------------------------------------------------


def test_a_sum_that_has_its_fixed_value_is_no_fault() -> None:
    check = demand(left=["收入", "结余"], value=9.5)
    assert [] == said(identities.equals(check, case_of("收入: 5.5\n结余: 4\n")))


@pytest.mark.parametrize(("income", "total"), [("5.51", "9.51"), ("5.49", "9.49")])
def test_a_sum_beside_its_fixed_value_is_a_fault_that_says_what_it_should_be(
    income: str, total: str
) -> None:
    check = demand(left=["收入", "结余"], value=9.5)
    expected = f"C314 错误 [2, 3] 收入＋结余 {total}元，应是 9.50元（核对各项的数；依据：规定）"
    assert [expected] == said(identities.equals(check, case_of(f"收入: {income}\n结余: 4\n")))


def test_a_fixed_value_leaves_no_room_for_rounding() -> None:
    check = demand(left="收入", value=0)
    case = case_of("金额单位: 万元\n收入: 0.000001\n")
    assert 1 == len(said(identities.equals(check, case)))


# -- carried -----------------------------------------------------------------------------------

CARRIED = demand(base="上年数", left="收入", right="结余")


def test_what_opens_as_the_base_closed_is_no_fault() -> None:
    assert [] == said(identities.carried(CARRIED, case_of("收入: 5\n", "结余: 5\n收入: 9\n")))


@pytest.mark.parametrize("closed", ["5.01", "4.99"])
def test_what_opens_unlike_the_base_closed_is_only_told(closed: str) -> None:
    expected = (
        f"C311 提示 [2] 收入 5.00元，上年数的结余 {closed}元"
        "（有调整的请在文中说明；没有的请核对；依据：规定）"
    )
    case = case_of("收入: 5\n", f"结余: {closed}\n")
    assert [expected] == said(identities.carried(CARRIED, case))


def test_without_a_base_nothing_is_carried() -> None:
    assert [] == said(identities.carried(CARRIED, case_of("收入: 5\n")))


@pytest.mark.parametrize(("closed", "count"), [("5.015", 0), ("5.0151", 1)])
def test_a_balance_in_ten_thousands_may_be_off_by_what_rounding_moves(
    closed: str, count: int
) -> None:
    case = case_of("金额单位: 万元\n收入: 5\n", f"金额单位: 万元\n结余: {closed}\n")
    assert count == len(said(identities.carried(CARRIED, case)))


# -- budgeted ----------------------------------------------------------------------------------

BUDGETED = demand(base="上年数", left="费用.合计")
SPENT = "费用:\n  接待: 3\n  用车: 4\n"


@pytest.mark.parametrize("allowed", ["3", "3.01"])
def test_spending_may_reach_what_the_base_allows(allowed: str) -> None:
    case = case_of(SPENT, f"费用:\n  接待: {allowed}\n  用车: 4\n")
    assert [] == said(identities.budgeted(BUDGETED, case))


def test_spending_above_what_the_base_allows_is_only_told() -> None:
    expected = "C315 提示 [3, 4] 费用.合计 7.00元，大于上年数 6.99元（核对两个数；依据：规定）"
    case = case_of(SPENT, "费用:\n  接待: 3\n  用车: 3.99\n")
    assert [expected] == said(identities.budgeted(BUDGETED, case))


def test_without_a_base_nothing_is_budgeted() -> None:
    assert [] == said(identities.budgeted(BUDGETED, case_of(SPENT)))


def test_a_budget_of_something_unstated_is_not_judged() -> None:
    case = case_of(SPENT, "费用:\n  接待:\n  用车: 1\n")
    assert [] == said(identities.budgeted(BUDGETED, case))


@pytest.mark.parametrize(("allowed", "count"), [("2.975", 0), ("2.9749", 1)])
def test_a_budget_in_ten_thousands_may_be_exceeded_by_what_rounding_moves(
    allowed: str, count: int
) -> None:
    case = case_of(
        f"金额单位: 万元\n{SPENT}", f"金额单位: 万元\n费用:\n  接待: {allowed}\n  用车: 4\n"
    )
    assert count == len(said(identities.budgeted(BUDGETED, case)))


# -- when a demand is made ---------------------------------------------------------------------


REVIEWS = "自评:\n  - {得分: 11, 指标: [{得分: 1, 分值: 2}]}\n  - {得分: 9}\n  - {得分: 12}\n"


@pytest.mark.parametrize(
    ("when", "count"),
    [
        ({}, 1),
        ({"when": {"单位.类型": ["行政单位", "事业单位"]}}, 1),
        ({"when": {"单位.类型": ["行政单位"]}}, 0),
        ({"stated": "单位.类型"}, 1),
        ({"stated": "单位.名称"}, 0),
        ({"when": {"单位.类型": ["事业单位"], "年度": ["2023"]}}, 0),
    ],
)
def test_a_demand_is_made_only_of_the_units_that_it_names(
    when: Mapping[str, Any], count: int
) -> None:
    case = case_of("单位:\n  类型: 事业单位\n收入: 5\n")
    check = demand(kind="equals", left="收入", value=0, **when)
    assert count == len(checks.before_filling([check], case))


def test_a_demand_is_made_of_each_record_and_names_it() -> None:
    check = demand(kind="within", each="自评", left="得分", limit=10)
    found = said(checks.before_filling([check], case_of(REVIEWS)))
    assert ["C303 错误 [3] 自评[1].得分 11，", "C303 错误 [5] 自评[3].得分 12，"] == [
        told.split("大于")[0] for told in found
    ]


def test_a_demand_on_the_filled_form_is_not_made_of_the_figures_alone() -> None:
    check = demand(kind="covered", table="支出表", level="类")
    assert [] == checks.before_filling([check], case_of(FIRST))
