"""The 部门决算 of an invented department that is the sum of its units' filings (汇总)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.invent import projects
from benchmarks.invent.layout import yuan
from benchmarks.invent.money import Money

Section = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Member:
    """A unit of the department: its file, its name, its money."""

    file: str
    name: str
    money: Money


def filing(name: str, code: str, members: Sequence[Member]) -> Section:
    """What a department states itself; all else is added up from its units."""
    paid = sum(line.spent for member in members for line in member.money.fiscal)
    return {
        "文种": "部门决算",
        "年度": 2024,
        "地区": "福建",
        "金额单位": "元",
        "单位": {"代码": code, "名称": name, "类型": "行政单位", "称谓": "部门"},
        "汇总": [member.file for member in members],
        "部门概况": _profile(members),
        "机关运行经费": {"说明": "保障机关日常运转"},
        "国有资产": {"其他用车说明": "本部门无其他用车"},
        "部门评价": {"涉及资金": 0, "优": 0, "良": 0, "中": 0, "差": 0},
        "部门整体支出绩效自评": projects.whole_unit(code, paid),
        "上年数": "无",
        "全年预算数": {"三公经费": _budgeted([member.money for member in members])},
        "核对数": {"财政拨款收入支出决算总表.本年支出合计": yuan(paid)},
    }


def _profile(members: Sequence[Member]) -> Section:
    return {
        "主要职责": ["统筹本系统各单位的工作，完成上级交办的其他任务。"],
        "内设机构": 6,
        "下属单位": len(members),
        "决算单位": [
            {"名称": m.name, "性质": "财政全额拨款", "在职人数": m.money.staff} for m in members
        ],
        "主要任务": "统筹本系统公共服务，提升管理水平",
        "工作总结": [{"标题": "全面完成任务", "内容": ["各单位按计划完成年度任务。"]}],
    }


def _budgeted(moneys: Sequence[Money]) -> Section:
    return {
        "因公出国境费": 0,
        "公务用车购置费": 0,
        "公务用车运行维护费": yuan(sum(money.car for money in moneys)),
        "公务接待费": yuan(sum(money.reception for money in moneys)),
    }
