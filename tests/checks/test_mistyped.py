"""A digit too many or too few is told, and a year that was copied; what may well be is let pass."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from support.examples import BUDGET, EXAMPLE, ROOT, Edit

from generator import pipeline

HOUSING = "2210201 住房公积金, 一般公共预算财政拨款: "
SICHUAN = ROOT / "inputs" / "2024" / "青溪县文化广播电视和旅游局.yaml"
SHANGHAI = ROOT / "inputs" / "2024" / "普陀财政局.yaml"
PRIOR_OFFICE = "    2010350: "
THREE_PLAN = "全年预算数:\n  三公经费: {因公出国境费: 0, 公务用车购置费: 0, 公务用车运行维护费: "


def told(path: Path, code: str = "C318") -> list[str]:
    return [it.message for it in pipeline.produce(path).faults if it.code == code]


def scaled(amount: str, times: str) -> str:
    return f"{Decimal(amount) * Decimal(times):.2f}"


@pytest.mark.parametrize("times", ["10", "0.1", "1000"])
@pytest.mark.parametrize(
    ("example", "before", "amount", "what"),
    [
        pytest.param(EXAMPLE, HOUSING, "518630.04", "[2210201]", id="income beside spending"),
        pytest.param(EXAMPLE, PRIOR_OFFICE, "4916502.22", "[2010350]", id="a row of last year"),
        pytest.param(EXAMPLE, THREE_PLAN, "20752.84", "公务用车运行维护费", id="a plan"),
        pytest.param(
            SICHUAN, "群众文化, 一般公共预算财政拨款: ", "1250000", "[2070109]", id="a year's plan"
        ),
        pytest.param(
            SHANGHAI, "  机关运行经费.支出: ", "182.10", "机关运行经费", id="running costs"
        ),
    ],
)
def test_a_digit_too_many_or_too_few_is_told(
    tmp_path: Path, example: Path, before: str, amount: str, what: str, times: str
) -> None:
    head, found, rest = example.read_text("utf-8").rpartition(before + amount)
    assert found
    path = tmp_path / example.name
    path.write_text(head + before + scaled(amount, times) + rest, "utf-8")
    assert [] != [it for it in told(path) if what in it]


@pytest.mark.parametrize("times", ["1", "2.5", "5", "30"])
def test_what_may_well_be_is_not_told(edited: Edit, times: str) -> None:
    new = f"{PRIOR_OFFICE}{scaled('4916502.22', times)}"
    assert [] == told(edited((f"{PRIOR_OFFICE}4916502.22", new)))


def test_all_of_last_year_equal_to_this_year_is_told(tmp_path: Path) -> None:
    text = EXAMPLE.read_text("utf-8")
    head, _, rest = text.partition("\n上年数:\n")
    last = head + "\n" + rest.partition("\n\n")[2]
    (tmp_path / "去年.yaml").write_text(text, "utf-8")
    now = last.replace("年度: 2024", "年度: 2025\n上年文件: 去年.yaml")
    (tmp_path / "今年.yaml").write_text(now, "utf-8")
    [message] = told(tmp_path / "今年.yaml")
    assert message.startswith("本年的数和上年数一分不差：收入支出决算总表.收入总计、")
    one = now.replace("基本支出: 564591.12", "基本支出: 564591.13")
    (tmp_path / "今年.yaml").write_text(one, "utf-8")
    assert [] == told(tmp_path / "今年.yaml")


def test_a_budget_of_one_amount_may_be_last_years(tmp_path: Path) -> None:
    text = BUDGET.read_text("utf-8").replace("2454076.00", "2634692.00")
    (tmp_path / "x.yaml").write_text(text, "utf-8")
    assert [] == told(tmp_path / "x.yaml")


RENT, HOUSE = "2210202 提租补贴, 一般公共预算财政拨款: ", "2210203 购房补贴, 一般公共预算财政拨款: "
PENSION, ANNUITY = "140790.00", "70400.00"


def test_two_incomes_that_stand_at_each_other_s_account_are_told(edited: Edit) -> None:
    path = edited(
        (f"{RENT}94928.74", f"{RENT}476949.31"), (f"{HOUSE}476949.31", f"{HOUSE}94928.74")
    )
    [_, message, _] = told(path, "C313")
    assert message.endswith("，与一般公共预算财政拨款支出决算表的正好对调")
    assert "[2210202]" in message
    assert "[2210203]" in message


def test_an_income_that_only_differs_from_its_spending_is_not_told(edited: Edit) -> None:
    assert 2 == len(told(edited((f"{RENT}94928.74", f"{RENT}96928.74")), "C313"))


def test_accounts_of_a_budget_have_what_they_spend(tmp_path: Path) -> None:
    head, income, rest = BUDGET.read_text("utf-8").partition("收入:\n")
    other = {PENSION: ANNUITY, ANNUITY: PENSION}
    spent, _, last = rest.partition("支出:\n")
    swapped = re.sub("|".join(map(re.escape, other)), lambda it: other[it[0]], spent)
    (tmp_path / "x.yaml").write_text(f"{head}{income}{swapped}支出:\n{last}", "utf-8")
    [message] = told(tmp_path / "x.yaml", "C313")
    assert message.startswith(
        "收入预算总表[2080505] 70400.00元，支出预算总表[2080505] 140790.00元；"
    )


def test_what_is_still_to_be_filled_is_compared_with_nothing(edited: Edit) -> None:
    path = edited((f"{RENT}94928.74", f"{RENT}"), (PRIOR_OFFICE + "4916502.22", PRIOR_OFFICE))
    outcome = pipeline.produce(path, draft=True)
    assert {"S204", "C313"} == {it.code for it in outcome.faults if it.code != "L406"}


@pytest.mark.parametrize(
    ("example", "line", "message"),
    [
        (
            SICHUAN,
            "  - {科目: 2070109 群众文化, 一般公共预算财政拨款: 1250000}\n",
            "全年预算没有列 2070109，按 0 计",
        ),
        (
            SHANGHAI,
            "  - {科目: 2010607 信息化建设, 一般公共预算财政拨款: 135.90}\n",
            "年初预算没有列 2010607，按 0 计",
        ),
    ],
)
def test_an_account_that_a_plan_leaves_out_is_told(
    edited: Edit, example: Path, line: str, message: str
) -> None:
    assert [message] == told(edited((line, ""), example=example), "C323")
    nothing = line.rsplit(" ", 1)[0] + " 0}\n"
    assert [] == told(edited((line, nothing), example=example), "C323")
