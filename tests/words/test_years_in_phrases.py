"""A phrase names the year that it is about, and the year before."""

from pathlib import Path

from support.small_packs import write_pack

COMPARED = """
与上年度相比:
  {对: 上年数, 类: 变动, 增加: "与{{ 上年度 }}年度相比，增加{{ 差额 }}万元，增长{{ 幅度 }}",
   减少: "与{{ 上年度 }}年度相比，减少{{ 差额 }}万元，下降{{ 幅度 }}",
   持平: "与{{ 上年度 }}年度持平", 均为零: "{{ 年度 }}年度和{{ 上年度 }}年度都没有支出",
   上年为零: "比{{ 上年度 }}年度{{ 增减 }}{{ 差额 }}万元", 上年为负: "{{ 增减 }}{{ 差额 }}万元",
   本年为零: "减少{{ 差额 }}万元", 本年为负: "{{ 增减 }}{{ 差额 }}万元", 无上年数: 没有可比的数}
"""
FORM = "支出{{ 支出表.合计.合计 | 万元 }}万元，{{ 支出表.合计.合计 | 与上年度相比 }}。"


def test_the_year_before_stands_in_a_comparison(tmp_path: Path) -> None:
    small = write_pack(tmp_path, FORM, phrases=COMPARED)
    assert ([], []) == (small.judge(), small.judge_form())
    spent = "支出:\n  - {科目: 2010601, 基本支出: 300}\n"
    assert ["支出0.03万元，与2023年度相比，增加0.02万元，增长200.00%。"] == small.say(
        spent + "上年数:\n  支出表.合计: 100\n"
    )
    assert ["支出0.00万元，2024年度和2023年度都没有支出。"] == small.say(
        "上年数:\n  支出表.合计: 0\n"
    )


def test_another_name_between_the_braces_is_told(tmp_path: Path) -> None:
    wrong = COMPARED.replace("与{{ 上年度 }}年度持平", "与{{ 去年 }}持平")
    told = "P602 短语“与上年度相比”的“持平”：没有“去年”这个名称"
    assert [told] == write_pack(tmp_path, FORM, phrases=wrong).judge()
