"""Performance tables of invented units: what was judged, what is planned."""

from random import Random
from typing import Any

from benchmarks.invent.layout import yuan
from benchmarks.invent.names import PROJECTS

Table = dict[str, Any]
# 一级、二级、三级、指标值、分值 of a project's indicators; their scores add up to 90.
INDICATORS = (
    ("产出指标", "数量指标", "完成服务数量", "≥100件", 20),
    ("产出指标", "质量指标", "验收合格率", "≥95%", 20),
    ("产出指标", "时效指标", "按时完成率", "≥98%", 10),
    ("成本指标", "经济成本指标", "成本控制率", "≤100%", 10),
    ("效益指标", "社会效益指标", "受益人次", "≥2000人次", 20),
    ("满意度指标", "服务对象满意度指标", "服务对象满意度", "≥90%", 10),
)
WHOLE = (
    ("产出指标", "数量指标", "重点工作完成率", "≥95%", 50),
    ("效益指标", "社会效益指标", "公众知晓率", "≥80%", 30),
    ("满意度指标", "服务对象满意度指标", "服务对象满意度", "≥90%", 10),
)
PROJECT_SCORE = 10


def _indicator(entry: tuple[str, str, str, str, int], done: int) -> Table:
    first, second, third, wanted, score = entry
    return {
        "一级": first, "二级": second, "三级": third, "指标值": wanted,
        "完成值": done, "分值": score, "得分": score,
    }  # fmt: skip


def self_evaluations(rng: Random, unit: str) -> list[Table]:
    """None in most units, up to a dozen in some."""
    count = rng.choice((0, 0, 1, 2, 3, 5, 8, 12))
    return [_self_evaluation(rng, unit, name) for name in rng.sample(PROJECTS, count)]


def _self_evaluation(rng: Random, unit: str, name: str) -> Table:
    budget = rng.randint(5_000_000, 900_000_000)
    spent = budget * rng.randint(80, 100) // 100
    money = {"年初预算数": budget, "全年预算数": budget, "全年执行数": spent}
    return {
        "名称": name,
        "主管部门": unit,
        "实施单位": unit,
        "资金": {"当年财政拨款": {key: yuan(cents) for key, cents in money.items()}},
        "执行率得分": PROJECT_SCORE if spent == budget else PROJECT_SCORE - 1,
        "预期目标": [f"完成年度{name}安排的各项任务，保障工作正常开展。"],
        "实际完成情况": ["各项任务按计划完成，达到预期目标。"],
        "指标": [_indicator(entry, rng.randint(95, 120)) for entry in INDICATORS],
    }


def whole_unit(code: str, paid: int) -> Table:
    """The evaluation of the unit as a whole."""
    money = {"年初预算安排": paid - paid // 10, "年中调整": paid // 10, "年度拨付": paid}
    return {
        "专项名称": f"{code}单位整体",
        "资金": {"地方财政资金": {key: yuan(cents) for key, cents in money.items()}},
        "资金分值": 10,
        "资金得分": 10,
        "预期目标": ["完成年初确定的各项目标。"],
        "实际完成情况": ["年初确定的目标均已完成。"],
        "指标": [_indicator(entry, 98) for entry in WHOLE],
    }


def planned(rng: Random, projects: int) -> list[Table]:
    """Goals of some projects, which together never plan more than all projects may spend."""
    count = rng.choice((1, 1, 2, 3, 5))
    share = projects // (2 * count)
    return [_plan(name, share) for name in rng.sample(PROJECTS, count)]


def _plan(name: str, cents: int) -> Table:
    return {
        "名称": name,
        "立项依据": [f"{name}为保障职能履行所需。"],
        "可行性": ["所需经费已列入年度预算。"],
        "财政拨款": yuan(cents),
        "实施期目标": [f"完成年度{name}安排的各项任务。"],
        "指标": [
            {"一级": first, "二级": second, "三级": third, "目标值": wanted}
            for first, second, third, wanted, _ in INDICATORS
        ],
    }


def listed(rng: Random, unit: str, general: int, funds: int, capital: int) -> list[Table]:
    """The department's projects, which together are all that it spends on projects."""
    count = rng.randint(1, 4)
    parts = [general // count] * count
    parts[-1] += general - sum(parts)
    found = [_listed(unit, name, {"一般公共预算": part})
             for name, part in zip(rng.sample(PROJECTS, count), parts, strict=True)]  # fmt: skip
    for kind, cents in (("政府性基金预算", funds), ("国有资本经营预算", capital)):
        if cents:
            found.append(_listed(unit, f"{kind}安排的项目", {kind: cents}))
    return found


def _listed(unit: str, name: str, money: dict[str, int]) -> Table:
    return {
        "主管部门名称": unit,
        "项目名称": name,
        "立项依据": "本级财政年度预算安排",
        "执行年限": 1,
        "实施规划": f"年内用于{name}",
        "总体绩效目标": "按计划完成各项任务。",
        **{kind: yuan(cents) for kind, cents in money.items()},
        "资金分配办法": "项目法",
    }
