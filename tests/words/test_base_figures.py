"""The figure that is compared with, printed beside the comparison wherever it was stated."""

from pathlib import Path

import pytest
from support.small_packs import SmallPack, loop, write_pack

from generator.corrections import revision, tracing
from generator.reporting import revisions, traces

RULES = "年初预算数: {按地址: 金额}\n"
PHRASES = """
决算与年初预算:
  {对: 年初预算数, 类: 完成, 均为零: "年初预算为{{ 基数 }}万元，没有支出",
   等于: "年初预算为{{ 基数 }}万元，完成年初预算的100%",
   低于: "年初预算为{{ 基数 }}万元，完成年初预算的{{ 比率 }}",
   高于: "年初预算为{{ 基数 }}万元，完成年初预算的{{ 比率 }}", 预算为零: 年初未安排预算}
预算数:
  {对: 年初预算数, 类: 变动, 增加: "{{ 基数 }}", 减少: "{{ 基数 }}", 持平: "{{ 基数 }}",
   均为零: "{{ 基数 }}", 上年为零: "{{ 基数 }}", 上年为负: "{{ 基数 }}", 本年为零: "{{ 基数 }}",
   本年为负: "{{ 基数 }}", 无上年数: —}
"""
FORM = (
    loop("支出表.项级", "{{ 行.名称 }}", "{{ 行.合计 | 预算数 }}", "{{ 行.合计 | 万元 }}"),
    "支出{{ 支出表.合计.合计 | 决算与年初预算 }}。",
)
FILING = """支出:
  - {科目: 2010601, 基本支出: 15118900}
年初预算数:
  支出表[2010601]: 15600500
  支出表.合计: 15600500
"""


@pytest.fixture
def small(tmp_path: Path) -> SmallPack:
    return write_pack(tmp_path, *FORM, rules=RULES, phrases=PHRASES)


def test_what_is_compared_with_stands_in_tables_and_sentences(small: SmallPack) -> None:
    assert ([], []) == (small.judge(), small.judge_form())
    sentence = "支出年初预算为1560.05万元，完成年初预算的96.91%。"
    assert ["行政运行", "1560.05", "1511.89", sentence] == small.say(FILING)[3:]


def test_a_budget_that_is_not_stated_is_asked_for(small: SmallPack) -> None:
    short = FILING.replace("  支出表[2010601]: 15600500\n", "")
    assert ["C307 缺年初预算数：支出表[2010601]"] == small.tell(short)


def test_it_leads_to_the_line_of_the_budget_and_not_to_this_years(small: SmallPack) -> None:
    said = traces.text(tracing.trace(small.open(FILING), "1560.05"))
    assert "填报.yaml:8" in said
    assert "年初预算数：支出表[2010601].合计" in said
    assert "填报.yaml:6" not in said


def test_a_correction_of_the_budget_is_told_as_the_budgets(small: SmallPack) -> None:
    new = FILING.replace("15600500", "15700000")
    found = revision.compare(small.open(FILING), small.open(new, "新.yaml"))
    assert {("1560.05", "1570.00", "15600500.00元")} == {
        (item.old, item.new, item.old_exact) for item in found.moved if item.aspect.value == "value"
    }
    assert "（对年初预算数的数）" in revisions.text(found)


def test_another_figure_in_its_place_is_found(small: SmallPack) -> None:
    assert [] == small.verify(FILING)
    assert ["不一致"] == small.verify(FILING, ("年初预算为1560.05", "年初预算为1511.89"))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param(
            "无上年数: —",
            '无上年数: "{{ 基数 }}"',
            "短语“预算数”的“无上年数”：这里不写 {{ 基数 }}",
            id="nothing to compare",
        ),
        pytest.param(
            "预算为零: 年初未安排预算",
            '预算为零: "{{ 年初数 }}"',
            "短语“决算与年初预算”的“预算为零”：没有“年初数”这个名称",
            id="another name",
        ),
    ],
)
def test_where_there_is_no_such_figure_it_cannot_stand(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    small = write_pack(tmp_path, *FORM, rules=RULES, phrases=PHRASES.replace(old, new))
    assert [f"P602 {told}"] == small.judge()


ROWS = "{%p for 行 in 支出表.项级及年初预算数 %}"
EACH = "{{ 行.名称 }}{{ 行.合计 | 决算与年初预算 }}。"


def test_what_was_planned_and_not_spent_has_its_row_as_well(tmp_path: Path) -> None:
    small = write_pack(tmp_path, ROWS, EACH, "{%p endfor %}", rules=RULES, phrases=PHRASES)
    assert ([], []) == (small.judge(), small.judge_form())
    planned = FILING.replace("  支出表.合计: 15600500\n", "  支出表[2010602]: 100000\n")
    expected = [
        "行政运行年初预算为1560.05万元，完成年初预算的96.91%。",
        "一般行政管理事务年初预算为10.00万元，完成年初预算的0.00%。",
    ]
    assert expected == small.say(planned)


def test_a_base_that_there_is_none_of_is_no_name_of_rows(tmp_path: Path) -> None:
    rows = ROWS.replace("年初预算数", "年初预算")
    small = write_pack(tmp_path, rows, EACH, "{%p endfor %}", rules=RULES, phrases=PHRASES)
    assert ["没有“支出表.项级及年初预算”这个名称"] == small.judge_form()
