"""“—” where a row has no such figure, and 0.00 where somebody stated that it is nothing."""

from pathlib import Path

import pytest
from support.small_packs import SmallPack, loop, write_pack

from generator.corrections import revision

RULES = "项目: {每条: {名称: 文字, 年初预算: 金额, 决算: 金额}}\n"
STYLES = "  金额: {除以: 10000, 小数: 2, 无此数: —}\n"
FORM = (
    loop("支出表.项级", "{{ 行.名称 }}", "{{ 行.基本 | 金额 }}", "{{ 行.项目 | 金额 }}"),
    "{%p for 条 in 项目 %}",
    "{{ 条.名称 }}：{{ 条.年初预算 | 金额 }}，{{ 条.决算 | 金额 }}",
    "{%p endfor %}",
)
FILING = """支出:
  - {科目: 2010601, 基本支出: 15118900}
  - {科目: 2050203, 基本支出: 0, 项目支出: 50000}
项目:
  - {名称: 追加的项目, 决算: 100}
  - {名称: 没有实施的项目, 年初预算: 20000, 决算: 0}
"""


@pytest.fixture
def small(tmp_path: Path) -> SmallPack:
    return write_pack(tmp_path, *FORM, rules=RULES, styles=STYLES)


def test_what_nobody_stated_is_a_dash_and_what_is_nothing_a_zero(small: SmallPack) -> None:
    assert ([], []) == (small.judge(), small.judge_form())
    expected = ["行政运行", "1511.89", "—", "初中教育", "0.00", "5.00"]
    projects = ["追加的项目：—，0.01", "没有实施的项目：2.00，0.00"]
    assert [*expected, *projects] == small.say(FILING)[3:]


@pytest.mark.parametrize("typed", ["0.00", "5.00", ""])
def test_a_dash_is_a_print_and_nothing_may_stand_for_it(small: SmallPack, typed: str) -> None:
    assert [] == small.verify(FILING)
    assert [] != small.verify(FILING, ("追加的项目：—", f"追加的项目：{typed}"))
    assert [] != small.verify(FILING, ("没有实施的项目：2.00", "没有实施的项目：—"))


def test_a_figure_that_is_stated_at_last_is_told_as_a_change(small: SmallPack) -> None:
    new = FILING.replace("追加的项目, 决算", "追加的项目, 年初预算: 0, 决算")
    moved = revision.compare(small.open(FILING), small.open(new, "新.yaml")).moved
    assert [("—", "0.00", ("项目[1].年初预算",))] == [
        (item.old, item.new, item.addresses) for item in moved
    ]
