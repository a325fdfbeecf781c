"""The identities: each kind holds in the example, and each is broken by one edit of it."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from support.examples import EXAMPLE, ONLY_TOLD, Edit, codes
from support.packs import HOME, PACK_FILES, example_pack

from generator import pipeline
from generator.addresses import parse
from generator.books import bases
from generator.checks import checks, coverage
from generator.checks.case import Case
from generator.diagnostics import Fault, Severity
from generator.filing import schema, source
from generator.filling.marks import Aspect, Mark
from generator.filling.prints import Printed, Prints
from generator.kept import library
from generator.packs import finding, reading
from generator.pipeline import Outcome

Change = tuple[str, str]

SPENT = "  - {科目: 2010350 事业运行, 资金: 一般公共预算财政拨款, 基本支出: 5086823.81}\n"
RECEIVED = "  - {科目: 2010350 事业运行, 一般公共预算财政拨款: 5086823.81}\n"
CARRIED = "  - {一般公共预算财政拨款: 354345.80, 非财政拨款: 3585976.95}\n"
LAST_ACCOUNT = "  - {科目: 30299 其他商品和服务支出, 一般公共预算财政拨款: 165791.04}\n"
HOSPITALITY = "  - {科目: 30217 公务接待费, 一般公共预算财政拨款: 1800.00}"
UNIT = ("\n金额单位: 元\n", "\n金额单位: 万元\n")
OFFICE = "  - {科目: 30201 办公费, 一般公共预算财政拨款: 12519.13}\n"


def _without_control_totals() -> Change:
    text = EXAMPLE.read_text("utf-8")
    return text[text.index("\n核对数:\n") : text.index("# 十三、")], "\n"


FREE = _without_control_totals()


def case_of(path: Path) -> Case:
    read, _ = source.load(path)
    assert read is not None
    pack, _ = finding.find(read, library.installed())
    assert pack is not None
    filing, faults = schema.validate(read, pack.rules)
    assert [] == faults
    return Case(filing, bases.open_books(filing, pack)[0])


def before(path: Path) -> list[Fault]:
    """What is wrong with a filing's figures before any form is filled."""
    return wrong(checks.before_filling(example_pack().checks, case_of(path)))


def after(path: Path) -> list[Fault]:
    """What is wrong with the outcome of a whole build."""
    return wrong(pipeline.produce(path).faults)


def wrong(faults: Iterable[Fault]) -> list[Fault]:
    """The faults but for what is only usually the same, which the example has too."""
    return [fault for fault in faults if fault.code != ONLY_TOLD]


def line_of(path: Path, text: str) -> int:
    return path.read_text("utf-8").split(text)[0].count("\n") + 1


# -- green -------------------------------------------------------------------------------------


def test_every_identity_holds_in_the_example(example: Outcome) -> None:
    assert ([], []) == (before(EXAMPLE), codes(example))


def test_every_demand_has_a_kind_that_is_known_and_a_basis() -> None:
    packs = [reading.read(path, HOME) for path in PACK_FILES]
    demands = [demand for pack in packs for demand in pack.checks]
    kinds = {*checks.BEFORE, *checks.AFTER}
    assert kinds == {demand["kind"] for demand in demands}
    assert [] == [demand for demand in demands if not demand["依据"]]


# -- total -------------------------------------------------------------------------------------

FUND_SPENT = "  - {科目: 2120803, 资金: 政府性基金预算财政拨款, 项目支出: 5}\n"
STATE_SPENT = "  - {科目: 2129999, 资金: 国有资本经营预算财政拨款, 项目支出: 5}\n"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param(
            (SPENT, SPENT.replace("基本支出:", "上缴上级支出: 0.01, 基本支出:")),
            (
                "一般公共预算财政拨款支出决算表[2010350].小计 5086823.82元",
                "基本支出＋项目支出 5086823.81元",
                "公开05",
            ),
            id="公开05",
        ),
        pytest.param(
            (SPENT, SPENT + FUND_SPENT.replace("项目支出: 5", "项目支出: 5, 经营支出: 2")),
            ("政府性基金预算财政拨款收入支出决算表[2120803].小计 7.00元", "5.00元", "政府性基金表"),
            id="政府性基金表",
        ),
        pytest.param(
            (SPENT, SPENT + STATE_SPENT.replace("项目支出: 5", "对附属单位补助支出: 5")),
            ("国有资本经营预算财政拨款支出决算表[2129999].合计 5.00元", "0.00元", "公开09"),
            id="公开09",
        ),
    ],
)
def test_a_row_whose_columns_do_not_add_up_is_found(
    change: Change, words: tuple[str, ...], edited: Edit
) -> None:
    faults = [fault for fault in before(edited(FREE, change)) if fault.code == "C301"]
    [fault] = faults
    text = fault.message + "".join(fault.notes)
    assert [] == [word for word in words if word not in text]


def test_a_broken_total_stands_at_the_line_that_makes_it(edited: Edit) -> None:
    new = SPENT.replace("基本支出:", "上缴上级支出: 0.01, 基本支出:")
    path = edited(FREE, (SPENT, new))
    [fault] = [fault for fault in before(path) if fault.code == "C301"]
    assert line_of(path, new) == fault.place.line  # type: ignore[union-attr]


# Two leaves of the whole and one of its parts: rounding may move the row by 0.005·(3+1) 万元.
@pytest.mark.parametrize(("amount", "expected"), [("0.02", []), ("0.0201", ["C301"])])
def test_a_row_in_ten_thousands_may_be_off_by_rounding(
    amount: str, expected: list[str], edited: Edit
) -> None:
    more = SPENT.replace("基本支出:", f"上缴上级支出: {amount}, 基本支出:")
    found = before(edited(FREE, UNIT, (SPENT, more)))
    assert expected == [fault.code for fault in found if fault.severity is Severity.ERROR]


# -- same --------------------------------------------------------------------------------------


def test_basic_expenditure_is_the_same_by_account_and_by_economic_kind(edited: Edit) -> None:
    faults = before(edited(FREE, (OFFICE, OFFICE.replace("12519.13", "12519.14"))))
    expected = [
        "一般公共预算基本支出构成.合计 7026054.29元，"
        "一般公共预算财政拨款支出决算表.合计.基本支出 7026054.28元，差 0.01元",
        "基本支出构成.合计 7026054.29元，支出决算表.合计.基本支出 7026054.28元，差 0.01元",
    ]
    assert expected == [fault.message for fault in faults if fault.code == "C302"]
    assert len(expected) == len(faults)


def test_basic_expenditure_of_every_fund_is_staff_and_running(edited: Edit) -> None:
    more = LAST_ACCOUNT.replace("}", ", 非财政拨款: 88.00}")
    [fault] = before(edited(FREE, (LAST_ACCOUNT, more)))
    expected = "基本支出构成.合计 7026142.28元，支出决算表.合计.基本支出 7026054.28元，差 88.00元"
    assert ("C302", expected) == (fault.code, fault.message)


def test_an_economic_account_that_is_neither_staff_nor_running_is_found(edited: Edit) -> None:
    construction = OFFICE.replace("30201 办公费", "30902 办公设备购置")
    faults = before(edited(FREE, (OFFICE, construction)))
    assert ["C302", "C302", "C302"] == [fault.code for fault in faults]


# -- within ------------------------------------------------------------------------------------

ABROAD = "  - {科目: 30212 因公出国（境）费用, 一般公共预算财政拨款: 12519.13}\n"
CAR = "  - {科目: 31013 公务用车购置, 一般公共预算财政拨款: 12519.13}\n"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param(
            [
                (HOSPITALITY, HOSPITALITY.replace("1800.00", "1800.01")),
                (OFFICE, OFFICE.replace("12519.13", "12519.12")),
            ],
            "一般公共预算财政拨款基本支出决算表[30217].决算数 1800.01元，"
            "大于 三公经费.公务接待费 1800.00元",
            id="30217",
        ),
        pytest.param(
            [("  公务用车运行维护费: 20752.84\n", "  公务用车运行维护费: 20752.83\n")],
            "一般公共预算财政拨款基本支出决算表[30231].决算数 20752.84元，"
            "大于 三公经费.公务用车运行维护费 20752.83元",
            id="30231",
        ),
        pytest.param(
            [(OFFICE, ABROAD)],
            "一般公共预算财政拨款基本支出决算表[30212].决算数 12519.13元，"
            "大于 三公经费.因公出国境费 0.00元",
            id="30212",
        ),
        pytest.param(
            [(OFFICE, CAR)],
            "一般公共预算财政拨款基本支出决算表[31013].决算数 12519.13元，"
            "大于 三公经费.公务用车购置费 0.00元",
            id="31013",
        ),
        pytest.param(
            [
                (CARRIED, "  - {一般公共预算财政拨款: 354345.80, 非财政拨款: -0.01}\n"),
                (RECEIVED, RECEIVED.replace("}", ", 事业收入: 4000000}")),
            ],
            "财政拨款收入支出决算总表.年初结转和结余.合计 354345.80元，"
            "大于 收入支出决算总表.年初结转和结余 354345.79元",
            id="公开04 opening balance above 公开01",
        ),
        pytest.param(
            [("  授予小微企业: 57628.50\n", "  授予小微企业: 11957596.81\n")],
            "政府采购.授予小微企业 11957596.81元，大于 政府采购.授予中小企业 11957596.80元",
            id="micro above small and medium",
        ),
        pytest.param(
            [("  货物: 57628.50\n", "  货物: 57628.49\n")],
            "政府采购.货物授予中小企业 57628.50元，大于 政府采购.货物 57628.49元",
            id="goods",
        ),
        pytest.param(
            [("  货物: 57628.50\n", "  货物: 57628.50\n  工程授予中小企业: 5\n")],
            "政府采购.工程授予中小企业 5.00元，大于 政府采购.工程 0.00元",
            id="works",
        ),
        pytest.param(
            [("  服务: 30887496.30\n", "  服务: 11899968.29\n")],
            "政府采购.服务授予中小企业 11899968.30元，大于 政府采购.服务 11899968.29元",
            id="services",
        ),
        pytest.param(
            [(SPENT, SPENT + FUND_SPENT)],
            "财政拨款收入支出决算总表.年末结转和结余.政府性基金预算财政拨款 -5.00元，小于零",
            id="a fund overdrawn",
        ),
        pytest.param(
            [(SPENT, SPENT + STATE_SPENT)],
            "财政拨款收入支出决算总表.年末结转和结余.国有资本经营预算财政拨款 -5.00元，小于零",
            id="state capital overdrawn",
        ),
    ],
)
def test_what_exceeds_its_bound_is_found(changes: list[Change], message: str, edited: Edit) -> None:
    found = before(edited(FREE, *changes))
    assert [message] == [fault.message for fault in found if fault.code == "C303"]


def test_what_reaches_its_bound_is_no_fault(edited: Edit) -> None:
    path = edited(FREE, ("  授予小微企业: 57628.50\n", "  授予小微企业: 11957596.80\n"))
    assert [] == before(path)


def test_spending_more_general_money_than_there_was_is_found(edited: Edit) -> None:
    path = edited(FREE, (CARRIED, "  - {一般公共预算财政拨款: -0.01, 非财政拨款: 3585976.95}\n"))
    found = {fault.message for fault in before(path) if fault.code == "C303"}
    expected = "财政拨款收入支出决算总表.年末结转和结余.一般公共预算财政拨款 -0.01元，小于零"
    assert expected in found


def test_spending_more_than_there_was_is_found(edited: Edit) -> None:
    path = edited(
        FREE, (CARRIED, "  - {一般公共预算财政拨款: 354345.80, 非财政拨款: 3236007.93}\n")
    )
    found = {fault.message for fault in before(path) if fault.code == "C303"}
    expected = (
        "财政拨款收入支出决算总表.年末结转和结余.合计 354345.80元，"
        "大于 收入支出决算总表.年末结转和结余 354345.79元"
    )
    assert {expected} == found


# -- rollup ------------------------------------------------------------------------------------


def test_fund_money_carried_over_without_an_account_is_found(edited: Edit) -> None:
    path = edited(FREE, (CARRIED, f"{CARRIED}  - {{政府性基金预算财政拨款: 5.00}}\n"))
    [fault] = before(path)
    expected = "政府性基金预算财政拨款收入支出决算表.合计.年初结转和结余 5.00元，各科目相加 0.00元"
    assert ("C304", expected, "给没有科目的金额写上科目") == (fault.code, fault.message, fault.help)


def test_fund_money_carried_over_under_its_account_is_no_fault(edited: Edit) -> None:
    path = edited(FREE, (CARRIED, f"{CARRIED}  - {{科目: 2120803, 政府性基金预算财政拨款: 5}}\n"))
    assert [] == before(path)


# One leaf of the total and none of the rows: rounding may move it by 0.005·(1+1) 万元.
@pytest.mark.parametrize(("amount", "expected"), [("0.01", []), ("0.0101", ["C304"])])
def test_a_total_in_ten_thousands_may_be_off_its_rows_by_rounding(
    amount: str, expected: list[str], edited: Edit
) -> None:
    carried = f"{CARRIED}  - {{政府性基金预算财政拨款: {amount}}}\n"
    found = before(edited(FREE, UNIT, (CARRIED, carried)))
    assert expected == [fault.code for fault in found if fault.severity is Severity.ERROR]


# -- covered -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param(
            [(LAST_ACCOUNT, LAST_ACCOUNT.replace("30299 其他商品和服务支出", "39999 其他支出"))],
            "39999 其他支出 165791.04元，表样没有印这一行",
            id="公开06",
        ),
        pytest.param(
            [
                ("科目: 2010350 事业运行, 一般", "科目: 2330101 内债, 一般"),
                ("科目: 2010350 事业运行, 资金", "科目: 2330101 内债, 资金"),
                ("# 十、上年决算数", '科目名称: {"23301": 债务发行费用支出}\n# 十、上年决算数'),
                ("    2010350: 人员支出增加", "    2330101: 甲\n    2010350: 乙"),
                ("    2010350: 4916502.22\n", "    2330101: 0\n    2010350: 4916502.22\n"),
            ],
            "233 债务发行费用支出 5086823.81元，表样没有印这一行",
            id="公开01 and 公开04",
        ),
    ],
)
def test_money_on_a_row_that_the_form_does_not_print_is_found(
    changes: list[Change], message: str, edited: Edit
) -> None:
    faults = [fault for fault in after(edited(FREE, *changes)) if fault.code == "C305"]
    assert {message} == {fault.message for fault in faults}


# -- explained ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "label"),
    [
        pytest.param(
            ("  收入支出决算总表: {收入总计: 项目经费预算减少}\n", ""),
            "收入支出决算总表.收入总计",
            id="a figure",
        ),
        pytest.param(
            ("    2010350: 人员支出增加\n", ""),
            "一般公共预算财政拨款支出决算表[2010350]",
            id="a row",
        ),
        pytest.param(
            ("    合计: 公务用车支出节约\n", ""), "三公经费.合计", id="a sum of several fields"
        ),
    ],
)
def test_a_missing_reason_is_asked_for_by_its_address(
    change: Change, label: str, edited: Edit
) -> None:
    [fault] = after(edited(change))
    assert ("C306", f"缺增减原因：{label}", f"在“增减原因”里写：{label}: 原因") == (
        fault.code,
        fault.message,
        fault.help,
    )


@pytest.mark.parametrize(
    "line",
    [
        "    因公出国境费: 本年无因公出国（境）费用支出\n",
        "    公务用车购置费: 本年无公务用车购置费用支出\n",
    ],
)
def test_no_reason_is_asked_for_what_did_not_move(line: str, edited: Edit) -> None:
    assert [] == after(edited((line, "")))


def test_every_missing_reason_is_asked_for_once(edited: Edit) -> None:
    text = EXAMPLE.read_text("utf-8")
    path = edited((text[text.index("\n增减原因:\n") :], "\n"))
    found = after(path)
    assert {"C306"} == {fault.code for fault in found}
    assert 13 == len(found) == len({fault.message for fault in found})


def test_a_unit_may_say_that_it_has_no_reasons(edited: Edit) -> None:
    text = EXAMPLE.read_text("utf-8")
    outcome = pipeline.produce(edited((text[text.index("\n增减原因:\n") :], "\n增减原因: 无\n")))
    assert ({"C306"}, b"") == (set(codes(outcome)), outcome.document)


# -- bases, idle reasons, gaps -----------------------------------------------------------------


def test_a_missing_budget_is_asked_for_by_its_address(edited: Edit) -> None:
    fields = "因公出国境费: 0, 公务用车购置费: 0, 公务用车运行维护费: 20752.84, 公务接待费: 1800.00"
    found = after(edited((f"  三公经费: {{{fields}}}\n", "  三公经费.公务接待费: 1800.00\n")))
    assert {"C307"} == {fault.code for fault in found}
    expected = {
        f"缺全年预算数：三公经费.{name}"
        for name in (
            "合计",
            "因公出国境费",
            "公务用车购置及运行维护费",
            "公务用车购置费",
            "公务用车运行维护费",
        )
    }
    assert expected == {fault.message for fault in found}


def test_a_reason_that_the_form_does_not_print_is_a_warning_at_its_line(edited: Edit) -> None:
    reasons = "    2010350: 人员支出增加\n"
    path = edited((reasons, f"{reasons}    2010350.基本支出: 调资\n"))
    outcome = pipeline.produce(path)
    [fault] = wrong(outcome.faults)
    assert ("C308", Severity.WARNING, line_of(path, "    2010350.基本支出")) == (
        fault.code,
        fault.severity,
        fault.place.line,  # type: ignore[union-attr]
    )
    assert b"" != outcome.document


@pytest.mark.parametrize("aspect", [aspect for aspect in Aspect if aspect.gap])
def test_no_gap_leaves_unseen(aspect: Aspect) -> None:
    gap = Printed(Mark(aspect, parse("三公经费.合计")), "【待填】", "word/document.xml", 1, 0)
    case = case_of(EXAMPLE)
    [fault] = coverage.gaps(Case(case.filing, case.books, Prints.of([gap, gap])))
    assert ("C309", "待填：三公经费.合计") == (fault.code, fault.message)


def test_what_was_printed_is_no_gap(example: Outcome) -> None:
    case = case_of(EXAMPLE)
    assert [] == list(coverage.gaps(Case(case.filing, case.books, example.printed)))


def test_a_missing_note_is_asked_for_by_its_address() -> None:
    gap = Printed(Mark(Aspect.NO_NOTE, parse("三公经费.合计"), "增减原因"), "【待填】", "x", 1, 0)
    case = case_of(EXAMPLE)
    found = checks.after_filling((), Case(case.filing, case.books, Prints.of([gap])))
    [fault] = [fault for fault in found if fault.code == "C310"]
    assert ("缺增减原因：三公经费.合计", "在“增减原因”里写：三公经费.合计: 文字") == (
        fault.message,
        fault.help,
    )


# -- all together ------------------------------------------------------------------------------


def test_every_fault_of_an_identity_cites_its_basis(edited: Edit) -> None:
    path = edited(
        FREE,
        (OFFICE, OFFICE.replace("12519.13", "12519.14")),
        ("  授予小微企业: 57628.50\n", "  授予小微企业: 11957596.81\n"),
    )
    found = before(path)
    assert ["C302", "C302", "C303"] == [fault.code for fault in found]
    assert [] == [fault for fault in found if not fault.notes[0].startswith("依据：")]


def test_revenue_without_expenditure_breaks_no_identity(edited: Edit) -> None:
    assert [] == before(edited(FREE, (RECEIVED, RECEIVED.replace("5086823.81", "5086823.82"))))


def test_a_wrong_address_beside_a_contradicting_reason_is_told_with_it(edited: Edit) -> None:
    path = edited(
        ("\n增减原因:\n", "\n增减原因:\n  三公费用.合计: 甲\n"),
        ("2010350: 人员支出增加", "2010350: 人员支出减少"),
    )
    assert {"L408", "C312"} == set(codes(pipeline.produce(path)))


def test_a_code_of_an_odd_length_is_told_and_breaks_nothing_else(edited: Edit) -> None:
    entry = "  - {科目: 2060503 科技条件专项, 资金: 一般公共预算财政拨款"
    path = edited((entry, entry.replace("2060503 科技条件专项", "20605031")))
    assert "L404" in codes(pipeline.produce(path))


def test_a_project_never_spends_more_than_its_budget_of_the_whole_year(edited: Edit) -> None:
    within = "全年预算数: 1240000.00, 全年执行数: 1240000.00}"
    [fault] = before(edited((within, within.replace("执行数: 1240000.00", "执行数: 1240000.01"))))
    expected = (
        "C303",
        "项目支出绩效自评[3].资金.年度资金总额.全年执行数 1240000.01元，大于 "
        "项目支出绩效自评[3].资金.年度资金总额.全年预算数 1240000.00元",
    )
    assert expected == (fault.code, fault.message)


def test_cars_kept_are_as_a_rule_the_cars_that_the_unit_owns(edited: Edit) -> None:
    path = edited(("  车辆保有量: 2\n", "  车辆保有量: 3\n"))
    [fault] = [fault for fault in pipeline.produce(path).faults if "保有量" in fault.message]
    expected = ("C313", "三公经费.车辆保有量 3，国有资产.车辆合计 2，差 1", Severity.WARNING)
    assert expected == (fault.code, fault.message, fault.severity)
