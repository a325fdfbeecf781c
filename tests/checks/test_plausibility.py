"""What can hardly be is told, of the figures that the packs name; what can be is let pass."""

from pathlib import Path

import pytest
from support.examples import BUDGET, EXAMPLE, Edit
from support.exports import drawing

from generator import pipeline
from generator.diagnostics import Place, Severity

DEPARTMENT = Path(__file__).parents[1] / "filings" / "department"
PURCHASED, FLEET, VISITS = "  购置车辆: 0", "  车辆保有量: 2", "  接待批次: 1"
GUESTS, ABROAD = "  接待人次: 9", "  出国人次: 0"
REVIEWED = "部门评价: {涉及资金: 0, 优: 0, 良: 0, 中: 0, 差: 0}"
RECEIVED = "  收入支出决算总表.本年收入合计: 42956045.45\n"
CARRIED_IN = "  收入支出决算总表.收入总计: 48180351.82\n"
PROJECT = """      当年财政拨款: {全年预算数: 426500.00, 全年执行数: 426500.00}
    执行率得分: 10
"""
SUBORDINATES = "  下属单位: 1"
TWIN = "  - 名称: 数字城管坐席服务外包项目服务类采购项目服务费"
CARRIED = "非财政拨款: 3585976.95}\n\n"
PURPOSE = "    2210202: 按规定发放的在职人员提租补贴"
GRAND = "三公经费: {公务接待费: 90000000.00, 接待批次: 1, 接待人次: 9}\n"
GRAND_TOLD = ["C318", "C324", "C324", "C324", "C317", "C318"]
PROCURED = "  服务: 30887496.30"
UNIT = "\n金额单位: 元\n"
CODES = [f"C3{number}" for number in range(16, 25)]


def told(path: Path) -> list[tuple[str, int]]:
    """What is told of a filing's figures that can hardly be: the code and the line of each."""
    faults = [it for it in pipeline.produce(path).faults if it.code in CODES]
    assert {Severity.WARNING} >= {it.severity for it in faults}
    return [(it.code, it.place.line) for it in faults if isinstance(it.place, Place)]


def line_of(path: Path, text: str) -> int:
    return path.read_text("utf-8").split(text)[0].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(VISITS, "  接待批次: 0", ["C316", "C316"], id="a fee and guests, no visit"),
        pytest.param(GUESTS, "  接待人次: 0", ["C316", "C317"], id="a visit of nobody"),
        pytest.param(ABROAD, "  出国人次: 5", ["C316", "C316"], id="travellers without money"),
        pytest.param(PURCHASED, "  购置车辆: 1", ["C316"], id="a car for nothing"),
        pytest.param(FLEET, "  车辆保有量: 0", ["C316"], id="running costs of no car"),
        pytest.param(
            REVIEWED, REVIEWED.replace("优: 0", "优: 2"), ["C316"], id="projects, no money"
        ),
        pytest.param(
            REVIEWED, REVIEWED.replace("资金: 0", "资金: 5"), ["C316"], id="money, no project"
        ),
        pytest.param(VISITS, "  接待批次: 10", ["C317"], id="fewer guests than visits"),
        pytest.param(PURCHASED, "  购置车辆: 4", ["C316", "C317"], id="more bought than there are"),
        pytest.param(PROCURED, "  服务: 308874963000.00", ["C317"], id="more bought than spent"),
        pytest.param(
            CARRIED_IN,
            CARRIED_IN.replace("481", "4"),
            ["C317", "C317", "C317", "C318"],
            id="a part above the whole, last year",
        ),
        pytest.param(
            RECEIVED, RECEIVED.replace("42956045.45", "1.00"), ["C318"], id="far from last year"
        ),
        pytest.param(UNIT, "\n金额单位: 万元\n", ["C317", "C318"], id="元 for 万元"),
        pytest.param(
            PROJECT, PROJECT.replace("数: 426500", "数: -426500"), ["C319", "C319"], id="below zero"
        ),
        pytest.param(
            "公务接待费: 900.00}", "公务接待费: -900.00}", ["C319"], id="below zero last year"
        ),
        pytest.param(
            PROJECT,
            PROJECT.replace("执行数: 426500", "执行数: 26500"),
            ["C320"],
            id="full marks for little",
        ),
        pytest.param(
            PROJECT,
            PROJECT.replace("执行数: 426500", "执行数: 255900"),
            ["C320"],
            id="full marks for three fifths",
        ),
        pytest.param(
            PROJECT, PROJECT.replace("426500", "30426500"), ["C317"], id="projects above spending"
        ),
        pytest.param(
            CARRIED, CARRIED.replace("358", "-358"), ["C319", "C317"], id="carried over below zero"
        ),
        pytest.param(
            PROJECT, PROJECT.replace("得分: 10", "得分: 1"), ["C320"], id="few marks for all"
        ),
        pytest.param(
            PROJECT, PROJECT.replace("426500.00", "0"), ["C316", "C320"], id="no money, full marks"
        ),
        pytest.param(SUBORDINATES, "  下属单位: 3", ["C322"], id="another number of units"),
        pytest.param("    2080506: 175214.14\n", "", ["C323"], id="a row left out last year"),
        pytest.param(
            "    2080506: 175214.14\n", "    2080506: 0\n", [], id="a row stated as nothing"
        ),
    ],
)
def test_what_can_hardly_be_is_told(old: str, new: str, expected: list[str], edited: Edit) -> None:
    assert expected == [code for code, _ in told(edited((old, new)))]


def test_nothing_is_told_of_the_example(edited: Edit) -> None:
    assert [] == told(edited())


@pytest.mark.parametrize(("amount", "expected"), [("-5.00", [("C319", 3)]), ("5.00", [])])
def test_an_amount_below_zero_that_an_export_holds_is_told_at_its_cell(
    amount: str, expected: list[tuple[str, int]], tmp_path: Path
) -> None:
    rows = f"单位：元\n科目,资金,项目支出\n2010399,非财政拨款,{amount}\n"
    (tmp_path / "支出.csv").write_text(rows, "utf-8")
    found = told(drawing(EXAMPLE, tmp_path / "126.yaml", "支出.csv", "支出"))
    assert expected == [it for it in found if it[0] == "C319"]


def test_a_fault_stands_at_the_figure_that_is_something(edited: Edit) -> None:
    path = edited((PURCHASED, "  购置车辆: 1"))
    assert [("C316", line_of(path, "购置车辆: 1"))] == told(path)


def test_money_for_guests_in_another_unit_than_the_rest_is_told(edited: Edit) -> None:
    section = "三公经费:\n  公务用车运行维护费"
    path = edited((section, "三公经费:\n  金额单位: 万元\n  公务用车运行维护费"))
    assert {"C317", "C318"} <= {code for code, _ in told(path)}


def test_a_project_that_stands_there_twice_is_told_at_the_second(edited: Edit) -> None:
    first = "  - 名称: 市“智慧福州”管理服务中心日常工作经费"
    second = "  - 名称: 城市信息化专项资金（福州市网格化管理综合服务平台）"
    path = edited((second, first))
    [(code, line)] = told(path)
    assert ("C321", first.strip()) == (code, path.read_text("utf-8").split("\n")[line - 1].strip())


@pytest.mark.parametrize(
    ("words", "expected"),
    [("在职人员住房公积金的单位缴存", []), ("在职人员职业年金的单位缴费", ["C321"])],
    ids=["accounts of one kind", "accounts of two kinds"],
)
def test_the_same_use_of_unlike_accounts_is_told(
    words: str, expected: list[str], tmp_path: Path
) -> None:
    path, text = tmp_path / "预算.yaml", BUDGET.read_text("utf-8")
    assert 1 == text.count(PURPOSE)
    path.write_text(text.replace(PURPOSE, f"    2210202: {words}"), "utf-8")
    assert expected == [code for code, _ in told(path)]


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        pytest.param("结余: {结余分配: 500.00}\n", ["C324"], id="unlike its members"),
        pytest.param(GRAND, GRAND_TOLD, id="far above its members"),
        pytest.param("结余: {结余分配: 0}\n", [], id="as its members"),
    ],
)
def test_what_a_department_states_itself_is_its_members_sum(
    section: str, expected: list[str], tmp_path: Path
) -> None:
    for file in DEPARTMENT.iterdir():
        (tmp_path / file.name).write_text(file.read_text("utf-8"), "utf-8")
    path = tmp_path / "357.yaml"
    path.write_text(path.read_text("utf-8") + section, "utf-8")
    assert expected == [code for code, _ in told(path)]


def test_a_list_of_other_units_than_the_sum_is_told(tmp_path: Path) -> None:
    for file in DEPARTMENT.iterdir():
        (tmp_path / file.name).write_text(file.read_text("utf-8"), "utf-8")
    path = tmp_path / "357.yaml"
    more = "    - {名称: 榕川市群众艺术馆, 性质: 财政核拨事业单位, 在职人数: 9}\n  工作总结:"
    text = (
        path.read_text("utf-8").replace("  工作总结:", more).replace("下属单位: 1", "下属单位: 2")
    )
    path.write_text(text, "utf-8")
    assert ["C322"] == [code for code, _ in told(path)]


def test_a_draft_with_figures_still_to_be_stated_is_not_judged(edited: Edit) -> None:
    path = edited((VISITS, "  接待批次:"), (RECEIVED, "  收入支出决算总表.本年收入合计:\n"))
    outcome = pipeline.produce(path, draft=True)
    assert [] == [fault for fault in outcome.faults if fault.code in CODES]


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("人员支出比上年回落", ["C312"]),
        ("同比负增长", ["C312"]),
        ("经费缩水", ["C312"]),
        ("支出逐年递减", ["C312"]),
        ("人员支出没有减少", []),
        ("压减会议，人员增加", []),
    ],
)
def test_a_reason_that_speaks_of_the_other_direction_is_told(
    reason: str, expected: list[str], edited: Edit
) -> None:
    path = edited(("    2010350: 人员支出增加", f"    2010350: {reason}"))
    assert expected == [it.code for it in pipeline.produce(path).faults if it.code == "C312"]


# -- accounts of another budget --------------------------------------------------------------------

HOUSING = "  - {科目: 2210203 购房补贴, 资金: 一般公共预算财政拨款, 基本支出: 476949.31}"
GENERAL, FUND = "一般公共预算财政拨款支出决算表", "政府性基金预算财政拨款收入支出决算表"


def told_of_budgets(path: Path) -> list[str]:
    return [it.message for it in pipeline.produce(path).faults if it.code == "C342"]


def test_an_account_of_another_budget_is_told(edited: Edit) -> None:
    land = HOUSING.replace("2210203 购房补贴", "2120803 城市建设支出")
    assert [f"2120803 城市建设支出 是政府性基金预算的科目，列在“{GENERAL}”"] == told_of_budgets(
        edited((HOUSING, land))
    )


def test_a_fund_of_another_budget_is_told_at_its_line(edited: Edit) -> None:
    path = edited((HOUSING, HOUSING.replace("一般公共预算财政", "政府性基金预算财政")))
    assert [f"2210203 购房补贴 是一般公共预算的科目，列在“{FUND}”"] == told_of_budgets(path)
    [fault] = [it for it in pipeline.produce(path).faults if it.code == "C342"]
    assert isinstance(fault.place, Place)
    assert (Severity.WARNING, line_of(path, "2210203 购房补贴, 资金")) == (
        fault.severity,
        fault.place.line,
    )


@pytest.mark.parametrize(
    "code", ["2120899 其他国有土地使用权出让收入安排的支出", "2210299 其他住房支出"]
)
def test_of_which_budget_an_unchecked_account_is_nobody_is_told(code: str, edited: Edit) -> None:
    assert [] == told_of_budgets(edited((HOUSING, HOUSING.replace("2210203 购房补贴", code))))


SHANGHAI_UNIT = BUDGET.parent / "普陀区商务委员会-单位.yaml"
OTHER_SPENT = "资金: 非财政拨款, 项目支出: 3236007.94"


def test_costs_of_staff_stand_at_their_own_kind_in_both_tables(edited: Edit) -> None:
    old = "住房公积金, 资金: 一般公共预算拨款, 人员经费: 1361034.00"
    path = edited((old, old.replace("人员经费", "公用经费")), example=SHANGHAI_UNIT)
    assert ["C317"] == [code for code, _ in told(path)]


def test_spending_of_a_business_without_its_income_is_told(edited: Edit) -> None:
    new = OTHER_SPENT.replace("项目支出", "经营支出")
    assert ("C316", line_of(EXAMPLE, OTHER_SPENT)) in told(edited((OTHER_SPENT, new)))


def test_what_is_still_to_be_known_needs_nothing(edited: Edit) -> None:
    path = edited((OTHER_SPENT, OTHER_SPENT.replace("项目支出", "项目")))
    assert [] == [code for code, _ in told(path) if code == "C316"]
