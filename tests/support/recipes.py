"""Filings of invented units, each from a few lines: what it spends and on what, the rest is usual.

All names and amounts are invented. A recipe states its money once: what was received is what was
spent unless it says otherwise, and all basic spending is wages but for `running`.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from generator import pipeline
from generator.pipeline import Outcome

GENERAL, FUND, CAPITAL = (
    "一般公共预算财政拨款",
    "政府性基金预算财政拨款",
    "国有资本经营预算财政拨款",
)
OTHER = "非财政拨款"
GENERAL_GRANT = "一般公共预算拨款"  # as it is called in a budget
Money = dict[str, Any]
# An account: for each fund what was spent, as columns.
Spending = Mapping[str, Mapping[str, Money]]


def unit(name: str, code: str, kind: str, calls_itself: str = "单位") -> dict[str, str]:
    return {"代码": code, "名称": name, "类型": kind, "称谓": calls_itself}


def final_accounts(
    who: Mapping[str, str], spending: Spending, *, running: str = "0", **sections: Any
) -> dict[str, Any]:
    """A 部门决算 of 2024; a section that is given stands for the usual one."""
    name = who["名称"]
    usual: dict[str, Any] = {
        "文种": "部门决算",
        "年度": 2024,
        "地区": "福建",
        "金额单位": "元",
        "单位": who,
        "部门概况": {
            "主要职责": ["承担本行业的管理和服务工作。"],
            "内设机构": 2,
            "下属单位": 0,
            "决算单位": [{"名称": name, "性质": who["类型"], "在职人数": 8}],
            "主要任务": "完成年度工作任务",
            "工作总结": [{"标题": "完成年度任务", "内容": ["各项工作如期完成。"]}],
        },
        "收入": _received(spending),
        "支出": _spent(spending),
        "基本支出经济分类": _by_object(spending, running),
        "三公经费": _none(
            "组织出国团组 参加出国团组 出国人次 购置车辆 车辆保有量 接待批次 接待人次"
        ),
        "机关运行经费": {"支出": running, "说明": "厉行节约"},
        "政府采购": {},
        "国有资产": {
            **_none(
                "副部省级以上领导用车 主要领导干部用车 机要通信用车 应急保障用车 执法执勤用车 "
                "特种专业技术用车 离退休干部用车 其他用车 百万元以上设备"
            ),
            "其他用车说明": "没有其他用车",
        },
        "部门评价": _none("涉及资金 优 良 中 差"),
        "上年数": "无",
        "全年预算数": {
            "三公经费": _none("因公出国境费 公务用车购置费 公务用车运行维护费 公务接待费")
        },
    }
    return {**usual, **sections}


def budget(who: Mapping[str, str], spending: Spending, **sections: Any) -> dict[str, Any]:
    """A 部门预算 of 2025; a section that is given stands for the usual one."""
    by_nature = {
        it: _sum(of[GENERAL_GRANT].get(it, 0) for of in spending.values() if GENERAL_GRANT in of)
        for it in ("基本支出", "项目支出")
    }
    usual: dict[str, Any] = {
        "文种": "部门预算",
        "年度": 2025,
        "地区": "福建",
        "金额单位": "元",
        "单位": who,
        "部门概况": {
            "主要职责": ["承担本行业的管理和服务工作。"],
            "内设机构": 2,
            "下属单位": 0,
            "预算单位": [{"名称": who["名称"], "经费性质": "财政核拨", "在职人数": 8}],
            "主要任务": "完成年度工作任务",
            "重点工作": ["各项工作如期完成。"],
        },
        "收入": _received(spending),
        "支出": _spent(spending),
        "一般公共预算支出经济分类": [{"科目": "30101 基本工资", **by_nature}],
        "三公经费": {},
        "机关运行经费": {"支出": 0, "说明": "没有机关运行经费"},
        "政府采购": {},
        "国有资产": _none(
            "省部级领导干部用车 机要通信用车 应急保障用车 执法执勤用车 特种专业技术用车 其他用车 "
            "百万元以上设备 安排购置车辆 安排购置百万元以上设备"
        ),
        "上年数": "无",
    }
    return {**usual, **sections}


def project(name: str, amount: str) -> dict[str, Any]:
    """The 自评表 of a project."""
    return {
        "名称": name,
        "主管部门": "榕川市财政局",
        "实施单位": "榕川市财政局",
        "资金": {
            "当年财政拨款": {"年初预算数": amount, "全年预算数": amount, "全年执行数": amount}
        },
        "执行率得分": 10,
        "预期目标": [f"完成{name}。"],
        "实际完成情况": [f"{name}已完成。"],
        "指标": [
            {"一级": "产出指标", "二级": "数量指标", "三级": "完成数", "指标值": "≥1项"}
            | {"完成值": 1, "分值": 90, "得分": 90}
        ],
    }


def write(filing: Mapping[str, Any], path: Path) -> Path:
    """A filing in a file; every number is written as it was typed."""
    text = yaml.safe_dump(_typed(filing), allow_unicode=True, sort_keys=False, width=1000)
    path.write_text(text, "utf-8")
    return path


def produced(filing: Mapping[str, Any], folder: Path) -> Outcome:
    return pipeline.produce(write(filing, folder / "填报.yaml"))


def _typed(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {key: _typed(value) for key, value in node.items()}
    return [_typed(it) for it in node] if isinstance(node, list) else str(node)


def _received(spending: Spending) -> list[Money]:
    """As much as was spent, from the fund itself, else from services."""
    called = {OTHER: "事业收入"}
    return [
        {"科目": account, **{called.get(it, it): _sum(of[it].values()) for it in of}}
        for account, of in spending.items()
    ]


def _spent(spending: Spending) -> list[Money]:
    return [
        {"科目": account, "资金": fund, **columns}
        for account, of in spending.items()
        for fund, columns in of.items()
    ]


def _by_object(spending: Spending, running: str) -> list[Money]:
    """Basic spending by object: office costs of `running` from the general budget, else wages."""
    basic: dict[str, Decimal] = {}
    for of in spending.values():
        for fund, columns in of.items():
            basic[fund] = basic.get(fund, Decimal(0)) + Decimal(str(columns.get("基本支出", 0)))
    office = Decimal(running)
    rows = [{"科目": "30201 办公费", GENERAL: running}] if office else []
    wages = {it: str(amount - (office if it == GENERAL else 0)) for it, amount in basic.items()}
    return [{"科目": "30101 基本工资", **wages}, *rows]


def _sum(amounts: Iterable[Any]) -> str:
    return str(sum((Decimal(str(it)) for it in amounts), Decimal(0)))


def _none(names: str) -> dict[str, int]:
    """Nothing under any of the names."""
    return dict.fromkeys(names.split(), 0)
