"""Corrections of the 2024 example as an officer makes them on the last day, drawn at random.

Each leaves a filing without errors; the control totals, which would have to be copied anew from
the accounting system, are left out.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from random import Random

from support.examples import EXAMPLE

Correction = Callable[[str, Random], str]

PROJECTS = ("2060503", "2010399")
BASIC = ("2010350", "30101")


def original() -> str:
    """The example without its control totals."""
    return re.sub(r"核对数:\n(?:  .*\n)+", "", EXAMPLE.read_text("utf-8"))


def corrected(chance: Random) -> str:
    """The example after one to three corrections."""
    text = original()
    for correction in chance.sample(CORRECTIONS, chance.randint(1, 3)):
        changed = correction(text, chance)
        assert changed != text, correction.__name__
        text = changed
    return text


def moved(text: str, pattern: str, step: Decimal, count: int) -> str:
    """The amounts after a pattern, each moved by a step; there are so many of them."""
    moved_, found = re.subn(
        rf"(?m)({pattern})(\d+\.\d\d)", lambda m: f"{m[1]}{Decimal(m[2]) + step}", text
    )
    assert found == count, (pattern, found)
    return moved_


def _step(chance: Random) -> Decimal:
    return Decimal(chance.randint(1, 900_000)) / 100 * chance.choice((1, -1)) + 10


def move_a_project(text: str, chance: Random) -> str:
    code = chance.choice(PROJECTS)
    step = _step(chance) * chance.choice((1, 100))
    return moved(text, rf"科目: {code} [^\n]*?一般公共预算财政拨款(?:, 项目支出)?: ", step, 2)


def move_a_basic(text: str, chance: Random) -> str:
    step = _step(chance)
    text = moved(text, r"科目: 2010350 [^\n]*?拨款(?:, 基本支出)?: ", step, 2)
    return moved(text, r"科目: 30101 [^\n]*?拨款: ", step, 1)


def move_last_year(text: str, chance: Random) -> str:
    step = Decimal(chance.choice((9_000_000, -9_000_000, 12_345)))
    text = moved(text, "^  收入支出决算总表.收入总计: ", step, 1)
    return moved(text, "^    2060503: ", step, 1)


def move_what_came_over(text: str, chance: Random) -> str:
    return moved(text, r"非财政拨款: (?=3585976)", _step(chance), 1)


def move_a_purchase(text: str, chance: Random) -> str:
    return moved(text, "^  服务: ", abs(_step(chance)) * 10, 1)


def count_otherwise(text: str, chance: Random) -> str:
    return text.replace("内设机构: 9", f"内设机构: {chance.randint(10, 19)}")


def lose_a_row(text: str, chance: Random) -> str:
    """A 项 that turns out to be another's money: its row goes."""
    text = re.sub(r"  - \{科目: 2210202 [^\n]*\n", "", text)
    text = moved(text, r"科目: 2210203 [^\n]*?拨款(?:, 基本支出)?: ", Decimal("94928.74"), 2)
    return re.sub(r"    2210202: .*\n", "", text)


def add_a_row(text: str, chance: Random) -> str:
    """A 项 that was forgotten."""
    income = "  - {科目: 2010302, 一般公共预算财政拨款: 12000.00}\n"
    spent = "  - {科目: 2010302, 资金: 一般公共预算财政拨款, 项目支出: 12000.00}\n"
    text = text.replace("收入:\n  - ", f"收入:\n{income}  - ", 1)
    text = text.replace("\n支出:\n", f"\n支出:\n{spent}", 1)
    return text.replace(
        "    2010350: 人员支出增加\n", "    2010302: 新增项目\n    2010350: 人员支出增加\n"
    )


def word_a_reason(text: str, chance: Random) -> str:
    return text.replace("2060503: 项目支出增加", "2060503: 智慧城市项目支出进度加快")


def word_a_duty(text: str, chance: Random) -> str:
    return text.replace("形成对策建议，服务市级决策。", "提出对策建议，供市级决策参考。")


def add_a_duty(text: str, chance: Random) -> str:
    line = "    - 完成市委、市政府交办的其他工作。\n"
    return text.replace(line, f"    - 负责数据安全的日常监测{chance.randint(1, 9)}项。\n{line}")


def drop_a_duty(text: str, chance: Random) -> str:
    return re.sub("    - 管好智慧城市综合管理服务总平台.*\n", "", text)


def drop_a_review(text: str, chance: Random) -> str:
    """A whole 自评表 less."""
    parts = re.split(r"(?m)^(?=  - 名称: )", text)
    chosen = next(n for n, part in enumerate(parts) if "多数数字证书互认" in part[:60])
    return "".join(parts[:chosen] + parts[chosen + 1 :])


def add_a_review(text: str, chance: Random) -> str:
    """A whole 自评表 more, like one that is there."""
    parts = re.split(r"(?m)^(?=  - 名称: )", text)
    chosen = next(n for n, part in enumerate(parts) if "网格化管理综合服务" in part[:60])
    twin = re.sub("名称: .*", "名称: 城市运行监测中心建设经费", parts[chosen], count=1)
    return "".join([*parts[:chosen], twin, *parts[chosen:]])


def add_an_indicator(text: str, chance: Random) -> str:
    """A row more in a vertical merge."""
    line = re.findall(r"      - \{一级: .*三级: 五城区每年有效案件数.*\n", text)[0]
    half = line.replace("分值: 30, 得分: 30", "分值: 15, 得分: 15")
    return text.replace(line, half + half.replace("五城区", "全市"), 1)


def drop_an_indicator(text: str, chance: Random) -> str:
    """The row in which a vertical merge begins."""
    begins = re.findall(r"      - \{一级: 产出指标, .*建设子平台数量, 指标值: ≥1个.*\n", text)[0]
    follows = re.findall(r"      - \{一级: 产出指标, .*, 分值: 20, 得分: 20, .*\n", text)[0]
    heavier = follows.replace("分值: 20, 得分: 20", "分值: 30, 得分: 30")
    return text.replace(begins, "", 1).replace(follows, heavier, 1)


CORRECTIONS: list[Correction] = [
    move_a_project,
    move_a_basic,
    move_last_year,
    move_what_came_over,
    move_a_purchase,
    count_otherwise,
    lose_a_row,
    add_a_row,
    word_a_reason,
    word_a_duty,
    add_a_duty,
    drop_a_duty,
    drop_a_review,
    add_a_review,
    add_an_indicator,
    drop_an_indicator,
]
