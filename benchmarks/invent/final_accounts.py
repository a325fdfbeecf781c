"""The 部门决算 of an invented unit: what its finance officer would file, and nothing derived."""

from collections.abc import Iterable, Mapping
from random import Random
from typing import Any

from benchmarks.invent import names, projects
from benchmarks.invent.accounts import economic, group_names
from benchmarks.invent.layout import yuan
from benchmarks.invent.money import CAR, Line, Money, last_year, why

GENERAL = "一般公共预算财政拨款"
FUNDS = "政府性基金预算财政拨款"
CAPITAL = "国有资本经营预算财政拨款"
OWN = "非财政拨款"
EARNED = "事业收入"
GENERAL_TABLE = "一般公共预算财政拨款支出决算表"
FUNDS_TABLE = "政府性基金预算财政拨款收入支出决算表"
CAPITAL_TABLE = "国有资本经营预算财政拨款支出决算表"
NONE_BEFORE = "无"
CARS = (
    "副部省级以上领导用车", "主要领导干部用车", "机要通信用车", "应急保障用车", "执法执勤用车",
    "特种专业技术用车", "离退休干部用车", "其他用车",
)  # fmt: skip

Section = dict[str, Any]


def filing(rng: Random, kind: str, name: str, code: str, money: Money) -> Section:
    """The sections of a filing in the order in which they stand."""
    evaluated = projects.self_evaluations(rng, name)
    founded = rng.random() < 0.05
    before = {} if founded else _before(rng, money)
    cars = rng.randint(1, 6) if CAR in money.economic else 0
    return {
        "文种": "部门决算",
        "年度": 2024,
        "地区": "福建",
        "金额单位": "元",
        "单位": {"代码": code, "名称": name, "类型": kind, "称谓": rng.choice(("部门", "单位"))},
        "部门概况": _profile(rng, name, money.staff),
        "收入": list(_revenue(money)),
        "支出": list(_spending(money)),
        "基本支出经济分类": list(_economic(money)),
        "年初结转和结余": list(_opening(money)),
        "三公经费": _three(rng, money, cars),
        **_other_matters(rng, kind, money, cars),
        "项目支出绩效自评": evaluated,
        "部门整体支出绩效自评": projects.whole_unit(code, sum(x.spent for x in money.fiscal)),
        "科目名称": group_names(money.accounts),
        "上年数": NONE_BEFORE if founded else _stated(before),
        "全年预算数": {"三公经费": _three_amounts(money)},
        "核对数": _controls(money),
        **({} if founded else {"增减原因": _reasons(money, before)}),
    }


def _profile(rng: Random, name: str, staff: int) -> Section:
    return {
        "主要职责": names.duties(rng),
        "内设机构": rng.randint(2, 12),
        "下属单位": 0,
        "决算单位": [{"名称": name, "性质": "财政全额拨款", "在职人数": staff}],
        "主要任务": "围绕年度中心工作，提升公共服务质量和管理水平",
        "工作总结": [{"标题": title, "内容": [words]} for title, words in names.works(rng)],
    }


def _funded(money: Money) -> Iterable[tuple[str, tuple[Line, ...]]]:
    return ((GENERAL, money.general), (FUNDS, money.funds), (CAPITAL, money.capital))


def _revenue(money: Money) -> Iterable[Section]:
    rows: dict[str, Section] = {}
    for source, lines in (*_funded(money), (EARNED, money.own)):
        for line in lines:
            row = rows.setdefault(line.account.code, {"科目": line.account.label})
            row[source] = yuan(line.revenue)
    return (rows[code] for code in sorted(rows))


def _spending(money: Money) -> Iterable[Section]:
    for fund, lines in (*_funded(money), (OWN, money.own)):
        for line in lines:
            parts = {"基本支出": line.basic, "项目支出": line.project}
            stated = {nature: yuan(cents) for nature, cents in parts.items() if cents}
            yield {"科目": line.account.label, "资金": fund, **stated}


def _economic(money: Money) -> Iterable[Section]:
    own = sum(line.basic for line in money.own)
    for code, cents in money.economic.items():
        extra = {OWN: yuan(own)} if own and code == "30226" else {}
        yield {"科目": economic(code), GENERAL: yuan(cents), **extra}


def _opening(money: Money) -> Iterable[Section]:
    for fund, lines in ((GENERAL, money.general), (OWN, money.own)):
        if any(line.opening for line in lines):
            yield {fund: yuan(sum(line.opening for line in lines))}
    for line in money.funds:
        if line.opening:
            yield {"科目": line.account.code, FUNDS: yuan(line.opening)}


def _three_amounts(money: Money) -> Section:
    return {
        "因公出国境费": 0,
        "公务用车购置费": 0,
        "公务用车运行维护费": yuan(money.car),
        "公务接待费": yuan(money.reception),
    }


def _three(rng: Random, money: Money, cars: int) -> Section:
    times = rng.randint(1, 40)
    counts = {"组织出国团组": 0, "参加出国团组": 0, "出国人次": 0, "购置车辆": 0}
    met = {"车辆保有量": cars, "接待批次": times, "接待人次": times * rng.randint(3, 11)}
    return {**_three_amounts(money), **counts, **met}


def _other_matters(rng: Random, kind: str, money: Money, cars: int) -> Mapping[str, Section]:
    institution = kind == "事业单位"
    office = 0 if institution else money.running_costs()
    why_office = "本单位为事业单位，没有机关运行经费" if institution else "保障机关日常运转"
    goods, services = (rng.randint(1_000_000, 90_000_000) for _ in range(2))
    return {
        "机关运行经费": {"支出": yuan(office), "说明": why_office},
        "政府采购": {
            "货物": yuan(goods),
            "服务": yuan(services),
            "货物授予中小企业": yuan(goods),
            "服务授予中小企业": yuan(services // 2),
            "授予小微企业": yuan(goods // 2),
        },
        "国有资产": {
            **dict.fromkeys(CARS, 0),
            "应急保障用车": cars,
            "其他用车说明": "本单位无其他用车",
            "百万元以上设备": rng.randint(0, 5),
        },
        "部门评价": {"涉及资金": 0, "优": 0, "良": 0, "中": 0, "差": 0},
    }


# -- comparisons -------------------------------------------------------------------------------

Before = dict[str, dict[str, int]]


def _totals(money: Money) -> dict[str, int]:
    revenue, opening = (sum(getattr(line, part) for line in money.lines)
                        for part in ("revenue", "opening"))  # fmt: skip
    return {
        "收入支出决算总表.收入总计": revenue + opening,
        "收入支出决算总表.本年收入合计": revenue,
        "收入支出决算总表.本年支出合计": sum(line.spent for line in money.lines),
        "财政拨款收入支出决算总表.收入总计": sum(x.revenue + x.opening for x in money.fiscal),
    }


def _tables(money: Money) -> Before:
    """What the form compares account by account."""
    lines = {GENERAL_TABLE: money.general, FUNDS_TABLE: money.funds, CAPITAL_TABLE: money.capital}
    tables = {name: {x.account.code: x.spent for x in rows} for name, rows in lines.items()}
    return {**tables, "三公经费": {"公务用车运行维护费": money.car, "公务接待费": money.reception}}


def _before(rng: Random, money: Money) -> Before:
    now = {"": _totals(money), **_tables(money)}
    return {
        name: {key: last_year(rng, cents) if cents else 0 for key, cents in table.items()}
        for name, table in now.items()
    }


def _stated(before: Before) -> Section:
    tables: Section = {key: yuan(cents) for key, cents in before[""].items()}
    for name in (GENERAL_TABLE, FUNDS_TABLE, CAPITAL_TABLE):
        rows = before[name]
        tables[name] = {key: yuan(cents) for key, cents in rows.items()} if rows else {"合计": 0}
    three = {key: yuan(cents) for key, cents in before["三公经费"].items()}
    return {**tables, "三公经费": {"因公出国境费": 0, "公务用车购置费": 0, **three}}


def _reasons(money: Money, before: Before) -> Section:
    """A reason wherever a figure moved (one that is not due prints none the worse)."""
    totals, tables = _totals(money), _tables(money)
    explained = ("收入支出决算总表.收入总计", "财政拨款收入支出决算总表.收入总计")
    found: Section = {key: why(totals[key], before[""][key]) for key in explained
                      if totals[key] != before[""][key]}  # fmt: skip
    for name, rows in tables.items():
        was = before[name]
        moved = {key: why(now, was[key]) for key, now in rows.items() if now != was[key]}
        if name == "三公经费":
            now, then = sum(rows.values()), sum(was.values())
            moved |= {"合计": why(now, then)} if now != then else {}
        if moved:
            found[name] = moved
    return found


def _controls(money: Money) -> Section:
    lines = money.lines
    totals = {key: yuan(cents) for key, cents in _totals(money).items()}
    return {
        **totals,
        "支出决算表.合计.基本支出": yuan(sum(line.basic for line in lines)),
        "支出决算表.合计.项目支出": yuan(sum(line.project for line in lines)),
        f"{GENERAL_TABLE}.合计": yuan(sum(line.spent for line in money.general)),
        "一般公共预算基本支出构成.公用经费": yuan(money.running_costs()),
        "三公经费.合计": yuan(money.car + money.reception),
    }
