"""The 部门预算 of an invented unit: what its finance officer would file, and nothing derived."""

from collections.abc import Iterable
from random import Random
from typing import Any

from benchmarks.invent import names, projects
from benchmarks.invent.accounts import economic, group_names
from benchmarks.invent.layout import yuan
from benchmarks.invent.money import PROJECT_COSTS, Line, Money, last_year, split, why

GENERAL = "一般公共预算拨款"
FUNDS = "政府性基金预算拨款"
CAPITAL = "国有资本经营预算拨款"
OWN = "其他资金"
EARNED = "事业收入"
TOTALS = "收支预算总表"
THREE = ("因公出国境费", "公务接待费", "公务用车购置费", "公务用车运行费")
CARS = (
    "省部级领导干部用车", "机要通信用车", "应急保障用车", "执法执勤用车", "特种专业技术用车",
    "其他用车",
)  # fmt: skip

Section = dict[str, Any]


def filing(rng: Random, kind: str, name: str, code: str, money: Money) -> Section:
    """The sections of a filing in the order in which they stand."""
    founded = rng.random() < 0.05
    now = _compared(money)
    before = {key: last_year(rng, cents) if cents else 0 for key, cents in now.items()}
    # Both sides of a budget are one sum, last year as this year.
    before[f"{TOTALS}.支出合计"] = before[f"{TOTALS}.收入合计"]
    return {
        "文种": "部门预算",
        "年度": 2025,
        "地区": "福建",
        "金额单位": "元",
        "单位": {"代码": code, "名称": name, "类型": kind, "称谓": rng.choice(("部门", "单位"))},
        "部门概况": _profile(rng, name, money.staff),
        "收入": list(_revenue(money)),
        "支出": list(_spending(money)),
        "一般公共预算支出经济分类": list(_economic(rng, money)),
        "三公经费": {"公务接待费": yuan(money.reception), "公务用车运行费": yuan(money.car)},
        **_other_matters(rng, kind, money),
        **_projects(rng, name, money),
        "科目名称": group_names(money.accounts),
        "上年数": "无" if founded else _stated(before),
        "核对数": _controls(money),
        **({} if founded else {"增减原因": _reasons(now, before)}),
        "主要用途": dict(_uses(money)),
    }


def _profile(rng: Random, name: str, staff: int) -> Section:
    return {
        "主要职责": names.duties(rng),
        "内设机构": rng.randint(2, 12),
        "下属单位": 0,
        "预算单位": [{"名称": name, "经费性质": "财政全额拨款", "在职人数": staff}],
        "主要任务": "围绕年度中心工作，提升公共服务质量和管理水平",
        "重点工作": [f"{title}。{words}" for title, words in names.works(rng)],
    }


def _funded(money: Money) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    return ((GENERAL, money.general), (FUNDS, money.funds), (CAPITAL, money.capital))


def _revenue(money: Money) -> Iterable[Section]:
    """What a unit spends it must receive: a budget balances account by account here."""
    rows: dict[str, Section] = {}
    for source, lines in (*_funded(money), (EARNED, money.own)):
        for line in lines:
            row = rows.setdefault(line.account.code, {"科目": line.account.label})
            row[source] = yuan(line.spent)
    return (rows[code] for code in sorted(rows))


def _spending(money: Money) -> Iterable[Section]:
    for fund, lines in (*_funded(money), (OWN, money.own)):
        for line in lines:
            parts = {"基本支出": line.basic, "项目支出": line.project}
            stated = {nature: yuan(cents) for nature, cents in parts.items() if cents}
            yield {"科目": line.account.label, "资金": fund, **stated}


def _economic(rng: Random, money: Money) -> Iterable[Section]:
    spent = split(rng, sum(line.project for line in money.general), PROJECT_COSTS)
    for code in sorted({*money.economic, *spent}):
        parts = {"基本支出": money.economic.get(code, 0), "项目支出": spent.get(code, 0)}
        yield {
            "科目": economic(code),
            **{nature: yuan(cents) for nature, cents in parts.items() if cents},
        }


def _other_matters(rng: Random, kind: str, money: Money) -> Section:
    institution = kind == "事业单位"
    why_office = "本单位为事业单位，没有机关运行经费" if institution else "保障机关日常运转"
    return {
        "机关运行经费": {
            "支出": yuan(0 if institution else money.running_costs()),
            "说明": why_office,
        },
        "政府采购": {
            "货物": yuan(rng.randint(1_000_000, 90_000_000)),
            "服务": yuan(rng.randint(1_000_000, 90_000_000)),
        },
        "国有资产": {
            **dict.fromkeys(CARS, 0),
            "应急保障用车": rng.randint(0, 5),
            "百万元以上设备": rng.randint(0, 5),
            "安排购置车辆": 0,
            "安排购置百万元以上设备": 0,
        },
    }


def _projects(rng: Random, name: str, money: Money) -> Section:
    general, funds, capital = (sum(x.project for x in lines) for _, lines in _funded(money))
    return {
        "部门专项资金": projects.listed(rng, name, general, funds, capital),
        "项目绩效目标": projects.planned(rng, general),
        "绩效说明": ["各项目均按季监控绩效目标。"],
    }


# -- comparisons -------------------------------------------------------------------------------


def _compared(money: Money) -> dict[str, int]:
    """What the form compares."""
    spent = sum(line.spent for line in money.lines)
    tables = {f"{fund}支出预算表.合计": sum(x.spent for x in ls) for fund, ls in _funded(money)}
    return {
        f"{TOTALS}.收入合计": spent,
        f"{TOTALS}.支出合计": spent,
        **tables,
        **dict.fromkeys((f"三公经费.{name}" for name in THREE), 0),
        "三公经费.公务接待费": money.reception,
        "三公经费.公务用车运行费": money.car,
    }


def _stated(before: dict[str, int]) -> Section:
    return {key: yuan(cents) for key, cents in before.items()}


def _reasons(now: dict[str, int], before: dict[str, int]) -> Section:
    """A reason wherever a figure moved that the form speaks of."""
    found = {}
    for key, cents in now.items():
        # The form speaks of buying and running cars in one.
        said = key.replace("公务用车运行费", "公务用车购置及运行费")
        if cents != before[key]:
            found[said] = why(cents, before[key])
    return found


def _controls(money: Money) -> Section:
    lines = money.lines
    return {
        f"{TOTALS}.收入合计": yuan(sum(line.spent for line in lines)),
        "支出预算总表.合计.基本支出": yuan(sum(line.basic for line in lines)),
        "支出预算总表.合计.项目支出": yuan(sum(line.project for line in lines)),
        f"{GENERAL}支出预算表.合计": yuan(sum(line.spent for line in money.general)),
        "一般公共预算基本支出构成.公用经费": yuan(money.running_costs()),
        "三公经费.合计": yuan(money.car + money.reception),
    }


def _uses(money: Money) -> Iterable[tuple[str, Section]]:
    for fund, lines in _funded(money):
        if lines:
            uses = {x.account.code: f"{x.account.name}方面的支出" for x in lines}
            yield f"{fund}支出预算表", uses
