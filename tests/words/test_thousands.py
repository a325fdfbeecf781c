"""Figures with their thousands apart, in tables in 元 and in sentences in 万元."""

from pathlib import Path

import pytest
from support.small_packs import SmallPack, loop, write_pack

from generator.corrections import revision, tracing

# The small pack's own styles, those of amounts and percentages with separators.
PACK_STYLES = """  元: {小数: 2, 千分位: 是, 零: ""}
  万: {除以: 10000, 小数: 2, 千分位: 是}
  倍率: {除以: "0.01", 小数: 2, 后缀: "%", 千分位: 是}
短语数式: {差额: 万, 幅度: 倍率, 比率: 倍率}
"""
FORM = (
    loop("支出表.项级", "{{ 行.名称 }}", "{{ 行.基本 | 元 }}", "{{ 行.项目 | 元 }}"),
    "支出预算{{ 支出表.合计.合计 | 万 }}万元，{{ 支出表.合计.合计 | 比上年 }}。",
)
FILING = """支出:
  - {科目: 2010601, 基本支出: "371,514,655.00"}
上年数: {支出表.合计: 12593290}
"""


@pytest.fixture
def small(tmp_path: Path) -> SmallPack:
    return write_pack(tmp_path, *FORM, styles=PACK_STYLES)


def test_thousands_stand_apart_in_tables_and_sentences(small: SmallPack) -> None:
    assert ([], []) == (small.judge(), small.judge_form())
    sentence = "支出预算37,151.47万元，比上年增加35,892.14万元，增长2,850.10%。"
    assert ["行政运行", "371,514,655.00", "", sentence] == small.say(FILING)[3:]


@pytest.mark.parametrize("asked", ["37,151.47", "37151.47", "35,892.14", "2850.10%"])
def test_a_number_is_found_in_either_notation(small: SmallPack, asked: str) -> None:
    assert "" == tracing.trace(small.open(FILING), asked).missing


def test_a_figure_is_the_same_without_its_separators_and_another_with_another_digit(
    small: SmallPack,
) -> None:
    assert [] == small.verify(FILING)
    assert [] == small.verify(FILING, ("37,151.47", "37151.47"))
    assert ["不一致"] == small.verify(FILING, ("37,151.47", "37,152.47"))


def test_a_rate_past_a_hundred_and_a_thousand_is_still_a_rate(small: SmallPack) -> None:
    old, new = small.open(FILING), small.open(FILING.replace("12593290", "365000000"), "新.yaml")
    assert [("不到100%", "达到或超过100%")] == [
        (flip.new, flip.old) for flip in revision.compare(old, new).flips
    ]
