"""A 图.yaml that refers to what is not there, or asks for what a chart cannot show, is told."""

from pathlib import Path

import pytest
from support.charts import CHARTS, write_chart_pack

PIE = "支出表.合计.基本, 占比"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("类型: 饼", "类型: 圆", "“类型”不能是“圆”"),
        ("数式: 万元", "数式: 千元", "没有“千元”这种数式"),
        (PIE, "支出表.合计.基夲, 占比", "没有“基夲”"),
        ("占比: 支出占比.基本占比", "占比: 支出表.合计", "“支出表.合计”不是占比"),
        ("数: 支出表.合计.基本", "数: 支出占比.基本占比", "“支出占比.基本占比”是比率"),
        (", 占比: 支出占比.基本占比}", "}", "有的项写了占比，有的没有"),
        ("数式: 万元", "数式: 占比", "“支出表.合计.基本”用“占比”印不对"),
        ("各行: 支出表.类级", "各行: 支出表.目级", "“支出表”没有“目级”"),
        ("各行: 支出表.类级", "各行: 支出占比.类级", "不是一张表的各行"),
        ("{栏: 基本}", "{栏: 基夲}", "这张表没有“基夲”这一栏"),
        ("基数: 上年数,", "基数: 前年数,", "没有“前年数”这样的基数"),
        ("标题: 各类支出\n", "标题: 支出走势\n", "两幅图的标题一样"),
        ("{{ 年度 }}年支出结构", "{{ 月份 }}支出结构", "这里不写 {{ 月份 }}"),
        ("{{ 标题 }}：{{ 各项 }}。", "{{ 标题 }}。", "应写一次 {{ 各项 }}"),
        ("，占{{ 占比 }}", "", "应写一次 {{ 占比 }}"),
        ('本年{{ 本年 }}万元"', '万元"', "应写一次 {{ 本年 }}"),
        ("类型: 柱", "类型: 饼", "“饼”只画一个系列"),
        ("支出结构:\n", "支出-结构:\n", "“支出-结构”不能写在表样里"),
        ("  为零: 本年没有支出。\n", "", "“支出结构”缺少“为零”"),
    ],
)
def test_what_is_wrong_with_a_chart_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in CHARTS
    told = write_chart_pack(tmp_path, charts=CHARTS.replace(old, new, 1)).judge()
    assert any(said in it for it in told), told


def test_charts_that_are_right_are_told_nothing(tmp_path: Path) -> None:
    small = write_chart_pack(tmp_path)
    assert ([], []) == (small.judge(), small.judge_form())
