"""Charts in a document: native, with a workbook, the same bytes for the same figures."""

import io
import re
from pathlib import Path

import docx
import pytest
from support import office
from support.charts import FILING, MAIN, NAMES, build, chart_part, write_chart_pack
from support.ooxml import paragraphs

from generator import pipeline
from generator.word import archive, drawn_charts, ooxml
from generator.word.drawn_charts import CATEGORY, LABEL, SERIES, VALUE, DrawnChart


def drawn(document: bytes) -> list[DrawnChart]:
    parts = archive.read(document)
    return drawn_charts.read(parts, MAIN, ooxml.parse(parts[MAIN]))


def texts(chart: DrawnChart, role: str) -> list[str]:
    return [it.text for it in chart.texts if it.role == role]


def test_every_chart_that_a_form_places_is_drawn(tmp_path: Path) -> None:
    document = build(write_chart_pack(tmp_path)).document
    assert ["2024年支出结构", "支出变动情况", "各类支出", "各类支出结构", "支出走势"] == [
        it.title for it in drawn(document)
    ]
    kinds = ["pieChart", "barChart-col", "barChart-bar", "doughnutChart", "lineChart"]
    assert kinds == [it.kind for it in drawn(document)]


def test_a_chart_shows_figures_of_this_year_beside_those_of_a_base(tmp_path: Path) -> None:
    chart = drawn(build(write_chart_pack(tmp_path)).document)[1]
    assert ["2023年", "2024年"] == texts(chart, SERIES)
    figures = ["2600.00", "1700.00", "900.00", "2619.15", "1723.78", "895.37"]
    assert figures == texts(chart, VALUE)


def test_a_slice_says_its_share_as_the_filing_computes_it(tmp_path: Path) -> None:
    document = build(write_chart_pack(tmp_path)).document
    chart = drawn(document)[0]
    assert ["65.81%", "34.19%"] == texts(chart, LABEL)
    assert ["基本支出 65.81%", "项目支出 34.19%"] == texts(chart, CATEGORY)
    assert () == chart.automatic


def test_the_rows_of_a_table_are_drawn_under_their_names(tmp_path: Path) -> None:
    chart = drawn(build(write_chart_pack(tmp_path)).document)[2]
    assert ["一般公共服务支出", "教育支出"] == texts(chart, CATEGORY)[:2]
    assert ["1511.89", "211.89", "58.37", "837.00"] == texts(chart, VALUE)


def test_the_alternative_text_says_every_figure(tmp_path: Path) -> None:
    chart = drawn(build(write_chart_pack(tmp_path)).document)[0]
    said = "2024年支出结构：基本支出1723.78万元，占65.81%；项目支出895.37万元，占34.19%。"
    assert said == chart.alt


def test_nil_slices_are_left_out(tmp_path: Path) -> None:
    filing = "支出:\n  - {科目: 2010601, 基本支出: 15118900}\n上年数:\n  支出表.合计: 100\n"
    small = write_chart_pack(tmp_path, "{{ 图.支出结构 }}")
    chart = drawn(build(small, filing).document)[0]
    assert ["基本支出 100.00%"] == texts(chart, CATEGORY)


def test_a_chart_of_nothing_is_a_sentence_and_no_part(tmp_path: Path) -> None:
    small = write_chart_pack(tmp_path, "{{ 图.支出结构 }}", "{{ 图.支出变动 }}")
    filing = FILING.partition("上年数")[2]
    filing = f"支出:\n  - {{科目: 2010601, 基本支出: 0}}\n上年数{filing}"
    document = build(small, filing).document
    assert "本年没有支出。" in paragraphs(document)
    assert ["支出变动情况"] == [it.title for it in drawn(document)]
    assert chart_part(1) not in archive.read(document)


def test_parts_of_which_one_is_negative_are_drawn_as_bars(tmp_path: Path) -> None:
    filing = "支出:\n  - {科目: 2010601, 基本支出: 30000, 项目支出: -10000}\n"
    small = write_chart_pack(tmp_path, "{{ 图.支出结构 }}")
    [chart] = drawn(build(small, filing).document)
    assert ("barChart-bar", ["3.00", "-1.00"]) == (chart.kind, texts(chart, VALUE))


def read_axes(document: bytes, number: int) -> list[str]:
    """From where the axes of figures in a chart begin, as far as the chart says so."""
    xml = archive.read(document)[chart_part(number)].decode()
    return re.findall(r'<c:min val="([^"]*)"/>', xml)


def test_bars_begin_at_nothing_and_lines_where_their_figures_do(tmp_path: Path) -> None:
    document = build(write_chart_pack(tmp_path)).document
    assert [[], ["0"], ["0"], [], []] == [read_axes(document, n) for n in range(1, 6)]


def test_bars_of_which_one_is_negative_begin_below_nothing(tmp_path: Path) -> None:
    filing = FILING.replace("合计.项目: 9000000", "合计.项目: -9000000")
    document = build(write_chart_pack(tmp_path), filing).document
    assert "-900.00" in texts(drawn(document)[1], VALUE)
    assert [[], ["0"]] == [read_axes(document, n) for n in (2, 3)]


def test_the_axis_of_small_figures_has_decimals(tmp_path: Path) -> None:
    """Steps of a half would read 0, 1, 1, 2 otherwise."""
    xml = archive.read(build(write_chart_pack(tmp_path)).document)[chart_part(2)].decode()
    [axis] = re.findall(r'<c:valAx>.*?<c:numFmt formatCode="([^"]*)"', xml)
    assert "General" == axis


def test_the_same_figures_make_the_same_bytes(tmp_path: Path) -> None:
    small = write_chart_pack(tmp_path)
    assert build(small).document == build(small).document


def test_a_form_that_places_no_chart_has_none(tmp_path: Path) -> None:
    names = archive.read(build(write_chart_pack(tmp_path, "没有图")).document)
    assert [] == [name for name in names if "gongkai" in name]


def test_the_paragraph_of_a_chart_is_as_high_as_the_chart(tmp_path: Path) -> None:
    """One of an exact height would cut the chart off."""
    exact = '<w:pPr><w:spacing w:line="560" w:lineRule="exact"/></w:pPr>'
    small = write_chart_pack(
        tmp_path, f"<w:p>{exact}<w:r><w:t>{{{{ 图.支出结构 }}}}</w:t></w:r></w:p>"
    )
    xml = archive.read(build(small).document)[MAIN].decode()
    [held] = re.findall(r"<w:p>(?:(?!</w:p>).)*<w:drawing>", xml)
    assert 'w:lineRule="auto"' in held
    assert "exact" not in held


def test_what_is_missing_is_told_and_not_drawn_in_a_draft(tmp_path: Path) -> None:
    small = write_chart_pack(tmp_path, "{{ 图.支出结构 }}")
    filing = "支出:\n  - {科目: 2010601, 基本支出: 待填, 项目支出: 10000}\n"
    assert not small.build(filing).document
    draft = pipeline.produce(small.file(filing), small.root, draft=True)
    chart = drawn(draft.document)[0]
    assert ["1.00"] == texts(chart, VALUE)
    assert "【待填】" in texts(chart, CATEGORY)[0]


@pytest.mark.office
def test_charts_are_valid_for_the_sdk(tmp_path: Path) -> None:
    path = tmp_path / "图.docx"
    path.write_bytes(build(write_chart_pack(tmp_path / "表样")).document)
    assert [] == office.validate(path)


def test_python_docx_opens_a_document_with_charts(tmp_path: Path) -> None:
    document = build(write_chart_pack(tmp_path)).document
    assert len(NAMES) == len(docx.Document(io.BytesIO(document)).inline_shapes)
