"""Formats that know no charts have their texts as lines: these are no figures that were added."""

from pathlib import Path

from support import small_packs
from support.charts import FILING, build, write_chart_pack

from generator.edited import charts_as_words
from generator.edited.expected import expect
from generator.edited.findings import Finding, State


def added(text: str) -> Finding:
    return Finding(State.ADDED, "第1页", text, text)


def test_lines_of_charts_are_left_out_and_others_stay(tmp_path: Path) -> None:
    expected = expect(build(write_chart_pack(tmp_path)))
    charts = ["2600.00 2619.15", "0 500 1,000", "项目支出34.19%", "2023年 2024年"]
    others = ["2619.51", "支出2619.15万元", "占 43.19%"]
    found = charts_as_words.leave_out(map(added, (*charts, *others)), expected)
    assert others == [it.text for it in found]


def test_without_charts_every_line_stays(tmp_path: Path) -> None:
    small = small_packs.write_pack(tmp_path, "没有图")
    expected = expect(small.build(FILING.partition("上年数")[0]))
    assert ["2600"] == [it.text for it in charts_as_words.leave_out([added("2600")], expected)]
