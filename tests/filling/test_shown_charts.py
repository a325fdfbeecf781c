"""The charts of a document as plain values: the same points, figures and words as are drawn."""

from pathlib import Path

from support.charts import FILING, write_chart_pack

from generator.charts.shown import ShownChart, ShownPoint
from generator.filling.shown_charts import list_shown
from generator.packs.chart_words import BARS, LINE, PIE
from generator.pipeline import Outcome


def shown(root: Path, filing: str = FILING) -> list[ShownChart]:
    outcome: Outcome = write_chart_pack(root).build(filing)
    return list(list_shown(outcome.pack, outcome.books))


def test_parts_of_a_whole_are_told_with_their_shares(tmp_path: Path) -> None:
    chart = shown(tmp_path)[0]
    assert ("2024年支出结构", PIE, ("万元",)) == (chart.title, chart.kind, chart.heads)
    points = (
        ShownPoint("基本支出", ("1723.78",), ("1723.78",), "65.81%"),
        ShownPoint("项目支出", ("895.37",), ("895.37",), "34.19%"),
    )
    assert points == chart.points
    assert "基本支出1723.78万元，占65.81%；" in chart.alt
    assert "65.81%" == chart.points[0].label


def test_several_series_are_told_under_their_names(tmp_path: Path) -> None:
    chart = shown(tmp_path)[1]
    assert ("2023年", "2024年") == chart.heads
    assert ("2600.00", "2619.15") == chart.points[0].values
    assert "2600.00" == chart.points[0].label


def test_what_there_is_nothing_of_has_no_digits(tmp_path: Path) -> None:
    chart = next(it for it in shown(tmp_path, FILING.partition("上年数")[0]) if it.kind == LINE)
    assert [("", "2619.15"), ("", "1723.78"), ("", "895.37")] == [it.values for it in chart.points]


def test_parts_of_which_one_is_negative_are_bars(tmp_path: Path) -> None:
    filing = FILING.replace("项目支出: 8370000", "项目支出: -8370000")
    assert BARS == shown(tmp_path, filing)[0].kind


def test_charts_of_nothing_are_left_out(tmp_path: Path) -> None:
    nothing = "支出:\n  - {科目: 2010601, 基本支出: 0}\n上年数" + FILING.partition("上年数")[2]
    assert ["支出变动情况", "支出走势"] == [it.title for it in shown(tmp_path, nothing)]


def test_a_filing_that_could_not_be_read_has_none() -> None:
    assert () == list_shown(None, None)
