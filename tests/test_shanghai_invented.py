"""Units of 上海 as the published ones are not: what the official forms ask of them, line by line.

The filings are invented; `published/` has nothing of what is said here.
"""

from pathlib import Path
from typing import Any

import pytest
from support import amendments
from support.examples import ROOT
from support.facts import squeezed
from support.ooxml import paragraphs
from support.recipes import write

from generator import pipeline
from generator.pipeline import Outcome

FILINGS = ROOT / "tests" / "filings"
ACCOUNTS, BUDGET = FILINGS / "accounts_other_region.yaml", FILINGS / "budget_other_region.yaml"
NAME, GENERAL, FUND = "上海市浦江区文化馆", "一般公共预算财政拨款", "政府性基金预算财政拨款"


def said(outcome: Outcome) -> list[str]:
    assert outcome.document, [fault.message for fault in outcome.faults]
    return [squeezed(text) for text in paragraphs(outcome.document)]


@pytest.fixture(scope="module")
def accounts() -> list[str]:
    return said(pipeline.produce(ACCOUNTS))


@pytest.fixture(scope="module")
def budget() -> list[str]:
    return said(pipeline.produce(BUDGET))


def produced(folder: Path, **sections: Any) -> Outcome:
    """The accounts with other sections; None leaves one out."""
    data = amendments.load(ACCOUNTS) | sections
    kept = {name: section for name, section in data.items() if section is not None}
    return pipeline.produce(write(kept, folder / "填报.yaml"))


SENTENCES = [
    "本年收入合计465.5万元，其中：财政拨款收入392万元，占84.21%；事业收入50万元，占10.74%；"
    "经营收入20万元，占4.30%；其他收入3.5万元，占0.75%。",
    "本年支出合计449.5万元，其中：基本支出262万元，占58.29%；项目支出172.5万元，占38.38%；"
    "经营支出15万元，占3.34%。",
    "1、因公出国（境）费支出4.50万元。全年安排因公出国（境）团组1个、累计2人次。"
    "开支内容包括：国际旅费、住宿费。",
    "公务用车购置支出为18.00万元。主要用于更新流动演出车，购置公务用车1辆。",
    "公务用车运行维护支出3.20万元。主要用于燃料费、维修费、保险费。2024年，"
    f"{NAME}所属各预算单位开支财政拨款的公务用车保有量为2辆。",
    "国内公务接待支出0.80万元（含外宾接待支出0.20万元）。主要用于兄弟省市文化馆来访，"
    "公务接待6批次、40人次，其中：接待外宾1批次、3人次。",
    "政府性基金预算财政拨款收入80.00万元，支出78.00万元，支出具体情况如下：",
    "国有资本经营预算财政拨款收入12.00万元，支出11.50万元，支出具体情况如下：",
    f"{NAME}2024年度无机关运行经费支出。",
    "二、事业收入：指事业单位开展专业业务活动及其辅助活动取得的收入。主要是：培训费收入等。",
    "三、经营收入：指事业单位在专业业务活动及其辅助活动之外开展非独立核算经营活动取得的收入。"
    "主要是：场地经营收入等。",
]
BUDGET_SENTENCES = [
    f"2025年，{NAME}收入预算452.00万元，其中：财政拨款收入392.00万元，"
    "比2024年预算执行数减少108.00万元；事业收入50.00万元；事业单位经营收入10.00万元；"
    "其他收入0万元。",
    "（二）公务用车购置及运行费21.20万元，比2024年预算增加17.20万元，主要原因是更新车辆。"
    "其中：公务用车购置费18.00万元，比2024年预算增加18.00万元，主要原因是更新车辆；"
    "公务用车运行费3.20万元，比2024年预算减少0.80万元，主要原因是厉行节约。",
    "2025年度，本单位编报绩效目标的项目共0个，涉及项目预算资金0万元。",
]


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda text: text[:12])
def test_the_accounts_say_it_as_the_official_form_does(sentence: str, accounts: list[str]) -> None:
    assert sentence in accounts


@pytest.mark.parametrize("sentence", BUDGET_SENTENCES, ids=lambda text: text[:12])
def test_the_budget_says_it_as_the_published_ones_do(sentence: str, budget: list[str]) -> None:
    assert sentence in budget


def test_tables_with_figures_have_no_note_that_there_are_none(
    accounts: list[str], budget: list[str]
) -> None:
    assert [] == [it for it in (*accounts, *budget) if "无数据" in it or "空表" in it]


def test_a_unit_without_general_money_has_no_list_of_what_it_was_for(tmp_path: Path) -> None:
    other = [{"科目": "2070109", "事业收入": 300}]
    spent = [{"科目": "2070109", "资金": "非财政拨款", "基本支出": 300}]
    none = dict.fromkeys(("因公出国境费", "公务用车购置费", "公务用车运行维护费", "公务接待费"), 0)
    facts = dict.fromkeys(amendments.load(ACCOUNTS)["三公经费情况"], 0)
    made = produced(
        tmp_path,
        收入=other,
        支出=spent,
        基本支出经济分类=[{"科目": "30101", "非财政拨款": 300}],
        年初结转和结余=None,
        年初预算=[{"科目": "2070109", GENERAL: 0}],
        三公经费=none,
        三公经费预算=none,
        三公经费情况=facts,
        主要用途=None,
        上年数="无",
        增减原因=None,
        预算差异原因=None,
    )
    texts = said(made)
    start = texts.index("（三）一般公共预算财政拨款支出决算具体情况")
    assert f"{NAME}2024年度无一般公共预算财政拨款支出。" == texts[start + 1]
    assert "六、一般公共预算财政拨款基本支出决算情况说明" == texts[start + 2]


def test_a_fund_that_only_came_and_stayed_is_said_account_by_account(tmp_path: Path) -> None:
    data = amendments.load(ACCOUNTS)
    spent = [it for it in data["支出"] if it["资金"] != FUND]
    made = produced(tmp_path, 支出=spent)
    [line] = [it for it in said(made) if it.startswith("1、其他支出（类）")]
    assert "年初预算为80.00万元，支出决算为0.00万元。决算数小于预算数的主要原因" in line


@pytest.mark.parametrize("name", ["因公出国境费", "公务用车运行维护费", "公务接待费"])
def test_money_that_was_spent_says_what_for(name: str, tmp_path: Path) -> None:
    uses = amendments.load(ACCOUNTS)["主要用途"]
    del uses["三公经费"][name]
    [fault] = produced(tmp_path, 主要用途=uses).faults
    assert ("C310", f"缺主要用途：三公经费.{name}") == (fault.code, fault.message)


def test_a_fund_s_account_in_the_table_of_the_state_s_capital_is_told(tmp_path: Path) -> None:
    capital, data = "国有资本经营预算财政拨款", amendments.load(ACCOUNTS)
    for name in ("收入", "支出", "年初预算", "年初结转和结余"):
        for entry in data[name]:
            if capital in entry.values() or capital in entry:
                entry["科目"] = "2296002 用于社会福利的彩票公益金支出"
    uses, reasons = data["主要用途"], data["预算差异原因"]
    table = "国有资本经营预算财政拨款收入支出决算表"
    for section in (uses, reasons):
        section[table] = {"2296002": next(iter(section[table].values()))}
    told = [fault.code for fault in produced(tmp_path, **data).faults]
    assert ["C342"] == told
