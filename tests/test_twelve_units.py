"""Twelve invented units of different kinds, each built whole and held to sums made by hand."""

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from support import recipes
from support.ooxml import paragraphs, tables
from support.recipes import CAPITAL, FUND, GENERAL, GENERAL_GRANT, OTHER, final_accounts, unit

from generator import pipeline
from generator.pipeline import Outcome

SECRETS = "《中华人民共和国保守国家秘密法》"
NO_TRAVEL = dict.fromkeys(("因公出国境费", "公务用车购置费", "公务用车运行维护费", "公务接待费"), 0)


@cache
def texts(document: bytes) -> list[str]:
    return paragraphs(document)


def sentence(outcome: Outcome, *begins: str) -> list[str]:
    """The paragraphs that begin with any of the words."""
    assert not outcome.failed, [(fault.code, fault.message) for fault in outcome.faults]
    return [text for text in texts(outcome.document) if text.startswith(begins)]


def names(outcome: Outcome) -> dict[str, set[str]]:
    """What the tables call each account."""
    found: dict[str, set[str]] = {}
    for row in (row for table in tables(outcome.document) for row in table):
        for code, name in pairwise(row):
            if code.isdecimal() and len(code) in (3, 5, 7):
                found.setdefault(code, set()).add(name)
    return found


def told(outcome: Outcome) -> set[str]:
    return {fault.code for fault in outcome.faults}


def test_an_office_with_money_of_three_funds(tmp_path: Path) -> None:
    spending = {
        "2200101 行政运行": {GENERAL: {"基本支出": "1200000.00"}},
        "2120801": {FUND: {"项目支出": "3000000.50"}},
        "2239999": {CAPITAL: {"项目支出": "80000.00"}},
    }
    office = unit("榕川市自然资源局", "201", "行政单位")
    outcome = recipes.produced(final_accounts(office, spending, running="200000.00"), tmp_path)
    assert [
        "2024年度本单位收入总计428.00万元，支出总计428.00万元，上年无可比数据。",
        "2024年度政府性基金支出300.00万元，上年无可比数据，具体情况如下（按项级科目分类统计）：",
        "2024年度国有资本经营预算支出8.00万元，上年无可比数据，具体情况如下（按项级科目分类统计）：",
        "2024年度机关运行经费支出20.00万元，主要原因是：厉行节约。",
    ] == sentence(outcome, "2024年度本单位", "2024年度政府性", "2024年度国有", "2024年度机关运行")
    printed = names(outcome)
    assert ({"征地和拆迁补偿支出"}, {"国有土地使用权出让收入安排的支出"}) == (
        printed["2120801"],
        printed["21208"],
    )


def test_a_school_with_money_that_a_special_account_keeps(tmp_path: Path) -> None:
    spending = {
        "2050204 高中教育": {
            GENERAL_GRANT: {"基本支出": "9000000.00", "项目支出": "500000.00"},
            "其他资金": {"项目支出": "1200000.00"},
        }
    }
    school = recipes.budget(
        unit("榕川市第一中学", "501", "事业单位"),
        spending,
        收入=[
            {
                "科目": "2050204",
                GENERAL_GRANT: "9500000.00",
                "财政专户管理资金": "1200000.00",
            }
        ],
        主要用途={"一般公共预算拨款支出预算表[2050204]": "教职工工资和教学设备购置"},
    )
    outcome = recipes.produced(school, tmp_path)
    [revenue] = sentence(outcome, "按照综合预算的原则")
    assert "2025年，榕川市第一中学收入预算为1070.00万元，上年无可比数据。" in revenue
    assert "财政专户管理资金收入120.00万元" in revenue
    assert {"高中教育"} == names(outcome)["2050204"]


def test_a_hospital_with_a_loss(tmp_path: Path) -> None:
    spending = {
        "2100202 中医（民族）医院": {
            GENERAL: {"基本支出": "8000000.00"},
            OTHER: {"基本支出": "12000000.00", "经营支出": "150000.00"},
        }
    }
    received = {"科目": "2100202", GENERAL: "8000000.00", "事业收入": "12000000.00"}
    hospital = final_accounts(
        unit("榕川市中医院", "103", "事业单位"),
        spending,
        收入=[{**received, "经营收入": "100000.00"}],
        科目名称={"21002": "公立医院"},
    )
    outcome = recipes.produced(hospital, tmp_path)
    assert ["6. 经营收入10.00万元。", "4. 经营支出15.00万元。"] == sentence(
        outcome, "6. 经营收入", "4. 经营支出"
    )
    assert "-5.00" in {cell for table in tables(outcome.document) for row in table for cell in row}
    assert "L423" not in told(outcome)
    assert ({"公立医院"}, {"中医（民族）医院"}) == (
        names(outcome)["21002"],
        names(outcome)["2100202"],
    )


@pytest.mark.parametrize(
    ("who", "spending", "running", "accounts", "total"),
    [
        pytest.param(
            unit("中共榕川市委办公室", "202", "行政单位", "部门"),
            {
                "2013101": {GENERAL: {"基本支出": "900000.00"}},
                "2013105": {GENERAL: {"项目支出": "100000.00"}},
            },
            "150000.00",
            {
                "20131": "党委办公厅（室）及相关机构事务",
                "2013101": "行政运行",
                "2013105": "专项业务",
            },
            "2024年度支出100.00万元，上年无可比数据，具体情况如下：",
            id="an organ of the party",
        ),
        pytest.param(
            unit("榕川市总工会", "402", "群团组织"),
            {
                "2012901": {GENERAL: {"基本支出": "600000.00"}},
                "2012906": {GENERAL: {"项目支出": "50000.00"}},
            },
            "90000.00",
            {"20129": "群众团体事务", "2012901": "行政运行", "2012906": "工会事务"},
            "2024年度支出65.00万元，上年无可比数据，具体情况如下：",
            id="a trade union",
        ),
        pytest.param(
            unit("榕川市疾病预防控制中心", "301", "事业单位"),
            {
                "2100401": {
                    GENERAL: {"基本支出": "5000000.00", "项目支出": "1200000.55"},
                    OTHER: {"项目支出": "300000.00"},
                },
                "2100408": {GENERAL: {"项目支出": "450000.00"}},
            },
            "0",
            {
                "210": "卫生健康支出",
                "21004": "公共卫生",
                "2100401": "疾病预防控制机构",
                "2100408": "基本公共卫生服务",
            },
            "2024年度支出695.00万元，上年无可比数据，具体情况如下：",
            id="a centre for disease control",
        ),
    ],
)
def test_a_unit_types_codes_alone_and_prints_their_names(
    who: dict[str, str],
    spending: dict[str, Any],
    running: str,
    accounts: dict[str, str],
    total: str,
    tmp_path: Path,
) -> None:
    outcome = recipes.produced(final_accounts(who, spending, running=running), tmp_path)
    assert [total] == sentence(outcome, "2024年度支出")
    assert told(outcome) <= {"L423"}
    printed = names(outcome)
    assert {code: {name} for code, name in accounts.items()} == {
        code: printed[code] for code in accounts
    }


PLAIN = {"2010350": {GENERAL: {"基本支出": "812500.00"}}}


def test_a_unit_without_official_travel_cars_and_receptions(tmp_path: Path) -> None:
    quiet = final_accounts(unit("榕川市档案馆", "602", "事业单位"), PLAIN)
    outcome = recipes.produced(quiet, tmp_path)
    assert [
        "2024年度一般公共预算拨款“三公”经费支出0.00万元，与全年预算持平；上年无可比数据。"
        "具体情况如下："
    ] == sentence(outcome, "2024年度一般公共预算拨款“三公”")
    assert set() == told(outcome)


def test_a_unit_that_was_founded_this_year_has_nothing_to_compare(tmp_path: Path) -> None:
    founded = final_accounts(unit("榕川市数据中心", "603", "事业单位"), PLAIN)
    outcome = recipes.produced(founded, tmp_path)
    assert ["2024年度收入81.25万元，上年无可比数据，具体情况如下："] == sentence(
        outcome, "2024年度收入"
    )
    assert [] == [text for text in texts(outcome.document) if "增长" in text or "下降" in text]


def test_a_unit_that_was_abolished_prints_that_all_has_gone(tmp_path: Path) -> None:
    last, gone = "500000.00", "单位撤销"
    general = "一般公共预算财政拨款支出决算表"
    before = {
        "收入支出决算总表": dict.fromkeys(("收入总计", "本年收入合计", "本年支出合计"), last),
        "财政拨款收入支出决算总表.收入总计": last,
        general: {"2010350": last},
        "政府性基金预算财政拨款收入支出决算表": {"合计": 0},
        "国有资本经营预算财政拨款支出决算表": {"合计": 0},
        "三公经费": NO_TRAVEL,
    }
    reasons = {
        "收入支出决算总表.收入总计": gone,
        "财政拨款收入支出决算总表.收入总计": gone,
        general: {"2010350": gone},
    }
    who = unit("榕川市物资管理站", "701", "事业单位")
    abolished = final_accounts(who, {}, 基本支出经济分类=[], 上年数=before, 增减原因=reasons)
    outcome = recipes.produced(abolished, tmp_path)
    assert [
        "2024年度收入0.00万元，比上年决算数减少50.00万元，下降100.00%，具体情况如下：",
        "（一）2010350-事业运行 0.00万元，较上年决算数减少50.00万元，下降100.00%。"
        "主要原因是单位撤销。",
    ] == sentence(outcome, "2024年度收入", "（一）2010350")
    assert set() == told(outcome)


def test_an_office_with_sixty_projects_prints_a_form_for_each(tmp_path: Path) -> None:
    spending = {
        "2010601": {GENERAL: {"基本支出": "800000.00"}},
        "2010607": {GENERAL: {"项目支出": "60000.00"}},
    }
    forms = [recipes.project(f"第{number}项业务", "1000.00") for number in range(1, 61)]
    office = unit("榕川市财政局", "901", "行政单位")
    filing = final_accounts(office, spending, running="100000.00", 项目支出绩效自评=forms)
    outcome = recipes.produced(filing, tmp_path)
    assert ["2. 项目支出6.00万元。"] == sentence(outcome, "2. 项目支出")
    titled = [
        row
        for table in tables(outcome.document)
        for row in table
        if any(cell.startswith("第") and cell.endswith("项业务") for cell in row)
    ]
    assert 60 == len(titled)
    assert set() == told(outcome)


def test_a_unit_with_one_yuan_never_says_that_there_is_nothing(tmp_path: Path) -> None:
    one = {"2010350": {GENERAL: {"基本支出": "1.00"}}}
    who = unit("榕川市小微服务中心", "601", "事业单位")
    outcome = recipes.produced(final_accounts(who, one, 政府采购={"货物": "1.00"}), tmp_path)
    assert [
        "2024年度支出0.00万元，上年无可比数据，具体情况如下：",
        "（一）2010350-事业运行 0.00万元，上年无可比数据。",
    ] == sentence(outcome, "2024年度支出", "（一）2010350")
    assert [] == [text for text in texts(outcome.document) if "无政府采购支出" in text]


def test_a_unit_with_secrets_prints_as_far_as_it_may(tmp_path: Path) -> None:
    secret = final_accounts(
        unit("榕川市专门事务中心", "801", "行政单位"),
        {"20136": {GENERAL: {"基本支出": "700000.00"}}},
        running="100000.00",
        公开级次={"功能分类": "款"},
        不公开={"一般公共预算财政拨款基本支出决算表": SECRETS},
    )
    outcome = recipes.produced(secret, tmp_path)
    assert ["（一）20136-其他共产党事务支出 70.00万元，上年无可比数据。"] == sentence(
        outcome, "（一）20136"
    )
    assert [] != [text for text in texts(outcome.document) if SECRETS in text]
    assert [] == [code for code in names(outcome) if len(code) == 7 or code == "30101"]


def test_a_department_of_twenty_five_units_is_their_sum(tmp_path: Path) -> None:
    parts = [unit(f"榕川市第{n}小学", str(400000 + n), "事业单位") for n in range(1, 26)]
    for n, who in enumerate(parts, 1):
        spending = {"2050202": {GENERAL: {"基本支出": f"{n}0000.00"}}}
        recipes.write(final_accounts(who, spending), tmp_path / f"{who['代码']}.yaml")
    whole = final_accounts(unit("榕川市教育局", "400", "行政单位", "部门"), {})
    for section in ("收入", "支出", "基本支出经济分类", "三公经费", "政府采购"):
        del whole[section]
    whole["汇总"] = [f"{who['代码']}.yaml" for who in parts]
    whole["机关运行经费"] = {"说明": "没有机关运行经费"}
    whole["国有资产"] = {"其他用车说明": "没有其他用车"}
    whole["部门概况"] |= {
        "下属单位": 25,
        "决算单位": [
            {"名称": who["名称"], "性质": "财政核拨事业单位", "在职人数": 8} for who in parts
        ],
    }
    outcome = pipeline.produce(recipes.write(whole, tmp_path / "400.yaml"))
    assert [
        "2024年度本部门收入总计325.00万元，支出总计325.00万元，上年无可比数据。",
        "（一）2050202-小学教育 325.00万元，上年无可比数据。",
    ] == sentence(outcome, "2024年度本部门收入总计", "（一）2050202")
    assert {25} == {
        sum("小学" in "".join(row) for row in table)
        for table in tables(outcome.document)
        if "榕川市第1小学" in "".join("".join(row) for row in table)
    }
