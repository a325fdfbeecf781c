"""Figures in charts are figures: traced to their lines, and named where a correction moves them."""

from pathlib import Path

from support.charts import CAPTIONED, FILING, write_chart_pack

from generator.corrections import revision, tracing


def test_a_share_in_a_chart_is_traced_to_what_makes_it(tmp_path: Path) -> None:
    dossier = write_chart_pack(tmp_path, *CAPTIONED).open(FILING)
    [found] = tracing.trace(dossier, "65.81%").traces
    assert ("支出占比.基本占比",) == found.addresses
    assert ["封面和目录 › 图“2024年支出结构”：基本支出"] == [it.spot.where for it in found.uses]


def test_a_figure_of_a_base_is_traced_to_its_bar(tmp_path: Path) -> None:
    dossier = write_chart_pack(tmp_path, *CAPTIONED).open(FILING)
    [found] = tracing.trace(dossier, "1700").traces
    assert "上年数" == found.base
    places = ["图“支出变动情况”：基本支出，2023年", "图“支出走势”：基本支出，上年"]
    assert places == [it.spot.where.rpartition(" › ")[2] for it in found.uses]


def test_a_correction_names_the_charts_that_it_changes_and_no_others(tmp_path: Path) -> None:
    small = write_chart_pack(tmp_path, *CAPTIONED)
    moved = FILING.replace(
        "{科目: 2010602, 项目支出: 500000}", "{科目: 2010602, 基本支出: 0, 项目支出: 600000}"
    )
    changed = revision.compare(small.open(FILING), small.open(moved, "更正.yaml"))
    rows = {it.spot.where.rpartition(" › ")[2] for it in changed.passages}
    assert "图“2024年支出结构”：项目支出" in rows
    assert "图“各类支出”：一般公共服务支出，项目支出" in rows
    assert not any("教育支出" in it and "各类支出”" in it for it in rows)


def test_a_correction_of_a_base_changes_the_charts_that_show_it(tmp_path: Path) -> None:
    small = write_chart_pack(tmp_path, *CAPTIONED)
    moved = FILING.replace("合计.基本: 17000000", "合计.基本: 16000000")
    moved = moved.replace("支出表.合计: 26000000", "支出表.合计: 25000000")
    changed = revision.compare(small.open(FILING), small.open(moved, "更正.yaml"))
    charts = {it.spot.where.partition("“")[2].partition("”")[0] for it in changed.passages}
    assert {"支出变动情况", "支出走势"} == charts
