"""Charts in a redline: the new ones stand, and what they show otherwise is told."""

from pathlib import Path

from support.charts import CAPTIONED, FILING, build, find, write_chart_pack

from generator.redlines import redline
from generator.word import archive

SENTENCE = "本年支出{{ 支出表.合计.合计 | 万元 }}万元。"
CORRECTED = FILING.replace("项目支出: 83700}", "项目支出: 93700}")
NOTHING = "支出:\n  - {科目: 2010601, 基本支出: 0}\n上年数" + FILING.partition("上年数")[2]
TOLD = "；修订稿里是这一版的图，没有标出改动"


def test_a_chart_whose_figures_changed_is_listed_and_the_new_one_stands(tmp_path: Path) -> None:
    small = write_chart_pack(tmp_path, SENTENCE, "{{ 图.支出结构 }}")
    old, new = build(small), build(small, CORRECTED)
    parts = archive.read(old.document), archive.read(new.document)
    marked, faults = redline.redline(*parts, "旧.docx", formats=True)
    told = f"图“2024年支出结构”里的数或字变了（895.37→896.37）{TOLD}"
    assert [("X806", told)] == [(it.code, it.message) for it in faults]
    assert marked is not None
    assert [] == find(new, marked)
    assert b"<w:del " in archive.read(marked)["word/document.xml"]


def test_a_chart_that_only_one_version_has_is_listed(tmp_path: Path) -> None:
    small = write_chart_pack(tmp_path, *CAPTIONED[:2])
    one, other = (archive.read(build(small, it).document) for it in (FILING, NOTHING))
    _, gone = redline.redline(one, other, "旧.docx", formats=True)
    _, come = redline.redline(other, one, "旧.docx", formats=True)
    assert [f"上一版的图“2024年支出结构”，这一版没有{TOLD}"] == [it.message for it in gone]
    assert [f"上一版没有图“2024年支出结构”{TOLD}"] == [it.message for it in come]


def test_two_charts_in_one_drawing_go_together(tmp_path: Path) -> None:
    small = write_chart_pack(tmp_path, *CAPTIONED[:2])
    one, other = (archive.read(build(small, it).document) for it in (FILING, NOTHING))
    body = one["word/document.xml"]
    chart = body[body.index(b"<c:chart ") :]
    chart = chart[: chart.index(b"/>") + len(b"/>")]
    one["word/document.xml"] = body.replace(chart, chart * 2)
    _, gone = redline.redline(one, other, "旧.docx", formats=True)
    assert [f"上一版的图“2024年支出结构”，这一版没有{TOLD}"] == [it.message for it in gone]


def test_charts_that_are_the_same_are_not_mentioned(tmp_path: Path) -> None:
    small = write_chart_pack(tmp_path, *CAPTIONED)
    parts = archive.read(build(small).document)
    assert (None, []) == redline.redline(parts, parts, "旧.docx", formats=True)
