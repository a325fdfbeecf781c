"""The filings of an invented unit of 上海, of both kinds: what its finance officer would file."""

from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import Any

from benchmarks.invent import names
from benchmarks.invent.accounts import economic, group_names
from benchmarks.invent.final_accounts import CARS
from benchmarks.invent.layout import yuan
from benchmarks.invent.money import CAR, RUNNING, Line, Money, last_year, why

FISCAL = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
PLANNED = ("一般公共预算拨款", "政府性基金预算拨款", "国有资本经营预算拨款")
OWN, OWN_PLANNED, EARNED = "非财政拨款", "其他资金", "事业收入"
GENERAL_TABLE = "一般公共预算财政拨款支出决算表"
TABLES = (GENERAL_TABLE, *(f"{it}收入支出决算表" for it in FISCAL[1:]))
PURCHASES = ("货物", "工程", "服务")

Section = dict[str, Any]


def final_accounts(rng: Random, kind: str, name: str, code: str, money: Money) -> Section:
    """A 部门决算 of 2024 in the order in which its sections stand."""
    cars = rng.randint(1, 6) if CAR in money.economic else 0
    times = rng.randint(1, 40)
    office = 0 if kind == "事业单位" else money.running_costs()
    now = _compared(money, office)
    before = {key: last_year(rng, cents) if cents else 0 for key, cents in now.items()}
    planned = {line: last_year(rng, line.spent) for line in money.fiscal}
    bought = {key: yuan(rng.randint(1_000_000, 90_000_000)) for key in PURCHASES[::2]}
    return {
        **_head("部门决算", 2024),
        "单位": {"代码": code, "名称": f"上海市{name}", "类型": kind, "称谓": "单位"},
        "部门概况": _profile(rng, name, "主要职能"),
        "收入": list(_revenue(money, FISCAL, "revenue")),
        "支出": list(_spending(money, (*FISCAL, OWN))),
        "基本支出经济分类": list(_economic(money)),
        "年初结转和结余": list(_opening(money)),
        "年初预算": list(_planned(money, planned)),
        "三公经费": _three(money, "公务用车运行维护费"),
        "三公经费预算": _three(money, "公务用车运行维护费"),
        "三公经费情况": {
            "国内公务接待支出": yuan(money.reception),
            **dict.fromkeys(
                (
                    "外宾接待支出",
                    "出国团组",
                    "出国人次",
                    "购置车辆",
                    "外宾接待批次",
                    "外宾接待人次",
                ),
                0,
            ),
            "车辆保有量": cars,
            "接待批次": times,
            "接待人次": times * rng.randint(3, 11),
        },
        "机关运行经费": {"支出": yuan(office)},
        "政府采购": bought,
        "国有资产": {
            **dict.fromkeys(CARS, 0),
            "应急保障用车": cars,
            "百万元以上设备": rng.randint(0, 5),
        },
        "绩效管理": _managed(rng),
        "主要用途": _uses(money),
        "上年数": _stated(before),
        "增减原因": _reasons(now, before),
        "预算差异原因": _budget_reasons(money, planned),
        **({"收入内容": {EARNED: "培训费收入"}} if money.own else {}),
        "科目名称": group_names(money.accounts),
    }


def budget(rng: Random, kind: str, name: str, code: str, money: Money) -> Section:
    """A 部门预算 of 2025 in the order in which its sections stand."""
    fiscal = sum(line.spent for line in money.fiscal)
    by_fund = dict(zip(PLANNED, (money.general, money.funds, money.capital), strict=True))
    now = {
        "财政拨款收支预算总表.支出合计": fiscal,
        f"{PLANNED[0]}支出预算表.合计": sum(line.spent for line in money.general),
        "三公经费.公务接待费": money.reception,
        "三公经费.公务用车运行费": money.car,
    }
    before = {key: last_year(rng, cents) if cents else 0 for key, cents in now.items()}
    none = dict.fromkeys(("三公经费.因公出国境费", "三公经费.公务用车购置费"), 0)
    sums = {f"{it}支出预算表.合计": sum(x.spent for x in by_fund[it]) for it in PLANNED[1:]}
    done = {"财政拨款收支预算总表.收入合计": last_year(rng, fiscal)}
    done |= {key: last_year(rng, cents) if cents else 0 for key, cents in sums.items()}
    moved = _reasons({"财政拨款收支预算总表.支出合计": fiscal}, before)
    differs = done["财政拨款收支预算总表.收入合计"]
    codes = {line.account.code: line.account.name for line in money.fiscal}
    return {
        **_head("部门预算", 2025),
        "单位": {"名称": f"上海市{name}", "行政区": "上海市浦江区", "类型": kind, "称谓": "单位"},
        "部门概况": {"概述": [f"上海市{name}是{kind}。"], **_profile(rng, name, "主要职能")},
        "收入": list(_revenue(money, PLANNED, "spent")),
        "支出": list(_budgeted(money)),
        "一般公共预算基本支出经济分类": [
            {"科目": economic(it), _nature(it): yuan(cents)} for it, cents in money.economic.items()
        ],
        "三公经费": _three(money, "公务用车运行费"),
        "机关运行经费": {"支出": yuan(0 if kind == "事业单位" else money.running_costs())},
        "政府采购": {"货物": yuan(rng.randint(1_000_000, 90_000_000))},
        "绩效目标": {"项目数": 0, "项目资金": 0},
        "国有资产": {
            "截至日期": "8月31日",
            **dict.fromkeys(("部级领导干部用车", *CARS[1:]), 0),
            "其他用车": rng.randint(0, 5),
            "百万元以上设备": rng.randint(0, 3),
        },
        "安排购置": {"其他用车": rng.randint(0, 2)},
        "上年数": _stated({**before, **none}),
        "上年执行数": _stated(done),
        "增减原因": {
            **moved,
            "三公经费": _three_reasons(
                {
                    "公务用车购置及运行费": (money.car, before["三公经费.公务用车运行费"]),
                    "公务用车运行费": (money.car, before["三公经费.公务用车运行费"]),
                    "公务接待费": (money.reception, before["三公经费.公务接待费"]),
                }
            ),
        },
        "执行数差异原因": (
            {"财政拨款收支预算总表.收入合计": why(fiscal, differs)} if fiscal != differs else {}
        ),
        "主要用途": {
            "财政拨款支出主要内容": {code: f"{called}方面的支出" for code, called in codes.items()}
        },
        "科目名称": group_names(money.accounts),
    }


def _head(kind: str, year: int) -> Section:
    return {"文种": kind, "年度": year, "地区": "上海", "金额单位": "元"}


def _profile(rng: Random, name: str, duties: str) -> Section:
    offices = f"上海市{name}设2个内设机构，包括：办公室、业务部。"
    return {duties: names.duties(rng), "机构设置": [offices]}


def _funded(money: Money) -> tuple[tuple[Line, ...], ...]:
    return (money.general, money.funds, money.capital)


def _revenue(money: Money, funds: Sequence[str], part: str) -> Iterator[Section]:
    rows: dict[str, Section] = {}
    for fund, lines in zip((*funds, EARNED), (*_funded(money), money.own), strict=True):
        for line in lines:
            row = rows.setdefault(line.account.code, {"科目": line.account.label})
            row[fund] = yuan(getattr(line, part))
    return (rows[code] for code in sorted(rows))


def _spending(money: Money, funds: Sequence[str]) -> Iterator[Section]:
    for fund, lines in zip(funds, (*_funded(money), money.own), strict=True):
        for line in lines:
            parts = {"基本支出": line.basic, "项目支出": line.project}
            stated = {nature: yuan(cents) for nature, cents in parts.items() if cents}
            yield {"科目": line.account.label, "资金": fund, **stated}


def _nature(code: str) -> str:
    return "公用经费" if code.startswith(RUNNING) else "人员经费"


def _budgeted(money: Money) -> Iterator[Section]:
    """Basic spending divided as the accounts of the economy divide it, the main account last."""
    running = money.running_costs()
    for fund, lines in zip((*PLANNED, OWN_PLANNED), (*_funded(money), money.own), strict=True):
        for line in lines:
            used = min(running, line.basic) if fund == PLANNED[0] else 0
            running -= used
            parts = {
                "人员经费": line.basic - used,
                "公用经费": used,
                "项目支出": line.project,
            }
            stated = {nature: yuan(cents) for nature, cents in parts.items() if cents}
            yield {"科目": line.account.label, "资金": fund, **stated}


def _economic(money: Money) -> Iterator[Section]:
    own = sum(line.basic for line in money.own)
    for code, cents in money.economic.items():
        extra = {OWN: yuan(own)} if own and code == "30226" else {}
        yield {"科目": economic(code), FISCAL[0]: yuan(cents), **extra}


def _opening(money: Money) -> Iterator[Section]:
    for fund, lines in ((FISCAL[0], money.general), (OWN, money.own)):
        if any(line.opening for line in lines):
            yield {fund: yuan(sum(line.opening for line in lines))}
    for line in money.funds:
        if line.opening:
            yield {"科目": line.account.code, FISCAL[1]: yuan(line.opening)}


def _planned(money: Money, planned: dict[Line, int]) -> Iterator[Section]:
    for fund, lines in zip(FISCAL, _funded(money), strict=True):
        for line in lines:
            yield {"科目": line.account.label, fund: yuan(planned[line])}


def _three(money: Money, running: str) -> Section:
    return {
        "因公出国境费": 0,
        "公务用车购置费": 0,
        running: yuan(money.car),
        "公务接待费": yuan(money.reception),
    }


def _managed(rng: Random) -> Section:
    count, cents = rng.randint(1, 9), rng.randint(1_000_000, 900_000_000)
    counted = {f"{it}{what}": value for it in ("目标", "跟踪", "自评")
               for what, value in (("项目", count), ("金额", yuan(cents)))}  # fmt: skip
    rest = ("良", "合格", "不合格", "发现问题", "完成整改", "正在整改")
    return {
        "制度": "预算绩效管理办法",
        "工作机制": "事前有评估、事中有监控、事后有评价",
        **counted,
        "平均得分": f"{rng.randint(9000, 9999) / 100:.2f}",
        "优": count,
        **dict.fromkeys(rest, 0),
    }


def _compared(money: Money, office: int) -> dict[str, int]:
    revenue, opening = (
        [sum(getattr(line, part) for line in lines) for lines in (money.lines, money.fiscal)]
        for part in ("revenue", "opening")
    )
    return {
        "收入支出决算总表.收入总计": revenue[0] + opening[0],
        "财政拨款收入支出决算总表.收入总计": revenue[1] + opening[1],
        f"{GENERAL_TABLE}.合计": sum(line.spent for line in money.general),
        "三公经费.因公出国境费": 0,
        "三公经费.公务用车购置费": 0,
        "三公经费.公务用车运行维护费": money.car,
        "三公经费.公务接待费": money.reception,
        "机关运行经费.支出": office,
    }


def _stated(before: dict[str, int]) -> Section:
    return {key: yuan(cents) for key, cents in before.items()}


def _reasons(now: dict[str, int], before: dict[str, int]) -> Section:
    said = (
        (key.replace("公务用车运行维护费", "公务用车购置及运行维护费"), cents, before[key])
        for key, cents in now.items()
    )
    return {key: why(cents, was) for key, cents, was in said if cents != was}


def _three_reasons(pairs: dict[str, tuple[int, int]]) -> Section:
    return {key: why(now, was) for key, (now, was) in pairs.items() if now != was}


def _uses(money: Money) -> Section:
    uses: Section = {
        "三公经费": {
            "公务接待费": "同行来访",
            **({"公务用车运行维护费": "燃料费、维修费"} if money.car else {}),
        }
    }
    for table, lines in zip(TABLES, _funded(money), strict=True):
        if lines:
            uses[table] = {it.account.code: f"{it.account.name}方面的支出" for it in lines}
    return uses


def _budget_reasons(money: Money, planned: dict[Line, int]) -> Section:
    spent, due = (sum(it.spent for it in money.general), sum(planned[it] for it in money.general))
    found: Section = {f"{GENERAL_TABLE}.合计": why(spent, due)} if spent != due else {}
    for table, lines in zip(TABLES, _funded(money), strict=True):
        moved = _moved(lines, planned)
        if moved:
            found |= {f"{table}[{code}]": reason for code, reason in moved.items()}
    return found


def _moved(lines: Iterable[Line], planned: dict[Line, int]) -> Section:
    return {it.account.code: why(it.spent, planned[it]) for it in lines if it.spent != planned[it]}
