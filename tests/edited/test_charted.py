"""Charts of a document held against those of its filing: what shows another figure is found."""

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from support import office
from support.charts import (
    FILING,
    MAIN,
    build,
    change,
    change_workbook,
    chart_part,
    find,
    write_chart_pack,
)
from support.reading_back import blocks_of

from generator.edited import agreement
from generator.edited.charted import ALT, AUTOMATIC, BEHIND, FORMAT, GONE, MOVED, UNSEEN
from generator.edited.expected import expect
from generator.edited.findings import State
from generator.edited.held import of_blocks
from generator.kept import library

PIE, PLACE = "图“2024年支出结构”", "2024年支出结构"
Changes = Sequence[tuple[str, str]]


def found(root: Path, part: str, *texts: tuple[str, str]) -> list[tuple[str, str, str, str, str]]:
    outcome = build(write_chart_pack(root))
    return find(outcome, change(outcome.document, part, *texts))


def test_a_document_as_it_was_made_agrees(tmp_path: Path) -> None:
    outcome = build(write_chart_pack(tmp_path))
    assert [] == find(outcome, outcome.document)


def test_a_figure_of_a_chart_that_was_changed_is_found(tmp_path: Path) -> None:
    first, *others = found(tmp_path, chart_part(1), ("<c:v>1723.78<", "<c:v>1732.78<"))
    assert ("不一致", f"{PIE}：基本支出", "1732.78", "1723.78", "") == first
    assert [("未能核对", PIE, "", "", BEHIND)] == others


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("<a:t>65.81%<", "<a:t>56.81%<", f"{PIE}：基本支出，标签"),
        ("<a:t>65.81%<", "<a:t><", f"{PIE}：基本支出，标签"),
        ("<c:v>项目支出 34.19%<", "<c:v>项目支出 43.19%<", f"{PIE}：项目"),
        ("<a:t>2024年", "<a:t>2023年", "图“2023年支出结构”：标题"),
    ],
)
def test_words_of_a_chart_that_were_changed_are_found(
    tmp_path: Path, old: str, new: str, place: str
) -> None:
    assert place in [where for _, where, *_ in found(tmp_path, chart_part(1), (old, new))]


def test_what_is_no_number_in_a_chart_is_found(tmp_path: Path) -> None:
    first, *_ = found(tmp_path, chart_part(1), ("<c:v>1723.78<", "<c:v>sNaN<"))
    assert ("不一致", f"{PIE}：基本支出", "sNaN", "1723.78", "") == first


def test_a_label_that_names_no_point_is_read_as_that_of_the_first(tmp_path: Path) -> None:
    outcome = build(write_chart_pack(tmp_path))
    label = '<c:dLbl><c:idx val="0"/>'
    changed = change(outcome.document, chart_part(1), (label, "<c:dLbl>"))
    assert [] == find(outcome, changed)


def test_points_in_another_order_are_found(tmp_path: Path) -> None:
    texts = [("<c:v>支出合计<", "<c:v>甲<"), ("<c:v>基本支出<", "<c:v>支出合计<")]
    texts += [("<c:v>甲<", "<c:v>基本支出<")]
    states = [state for state, *_ in found(tmp_path, chart_part(2), *texts)]
    assert ["不一致", "不一致"] == states[:2]


def test_a_chart_that_was_removed_is_found(tmp_path: Path) -> None:
    outcome = build(write_chart_pack(tmp_path))
    document = docx.Document(io.BytesIO(outcome.document))
    drawing = document.inline_shapes[1]._inline.getparent()
    drawing.getparent().remove(drawing)
    saved = io.BytesIO()
    document.save(saved)
    assert [("找不到", "封面和目录", "", "图“支出变动情况”", GONE)] == [
        it for it in find(outcome, saved.getvalue()) if it[4] == GONE
    ]


def test_charts_that_changed_places_are_found(tmp_path: Path) -> None:
    links = [("rIdChart1", "rIdX"), ("rIdChart2", "rIdChart1"), ("rIdX", "rIdChart2")]
    assert MOVED in [why for *_, why in found(tmp_path, MAIN, *links)]


def test_a_workbook_that_says_something_else_is_found(tmp_path: Path) -> None:
    outcome = build(write_chart_pack(tmp_path))
    changed = change_workbook(outcome.document, 1, lambda it: it.replace(b"1723.78", b"1732.78"))
    assert [("未能核对", PIE, "", "", BEHIND)] == find(outcome, changed)


@pytest.mark.parametrize(
    ("number", "old", "new", "why"),
    [
        (1, '<c:showPercent val="0"', '<c:showPercent val="1"', AUTOMATIC),
        (2, 'numFmt formatCode="0.00"', 'numFmt formatCode="0"', FORMAT),
    ],
)
def test_what_programs_would_show_otherwise_is_told(
    tmp_path: Path, number: int, old: str, new: str, why: str
) -> None:
    assert [why] == [it for *_, it in found(tmp_path, chart_part(number), (old, new))]


def test_an_alternative_text_that_says_other_figures_is_found(tmp_path: Path) -> None:
    assert [ALT] == [it for *_, it in found(tmp_path, MAIN, ("占65.81%", "占65.18%"))]


def test_a_missing_alternative_text_says_nothing_wrong(tmp_path: Path) -> None:
    said = "2024年支出结构：基本支出1723.78万元，占65.81%；项目支出895.37万元，占34.19%。"
    assert [] == found(tmp_path, MAIN, (f' descr="{said}"', ""))


def test_figures_agree_however_they_are_written(tmp_path: Path) -> None:
    assert [] == found(tmp_path, chart_part(2), ("<c:v>2600.00<", "<c:v>2600<"))


def test_python_docx_leaves_charts_as_they_are(tmp_path: Path) -> None:
    outcome, saved = build(write_chart_pack(tmp_path)), io.BytesIO()
    docx.Document(io.BytesIO(outcome.document)).save(saved)
    assert [] == find(outcome, saved.getvalue())


@pytest.mark.office
def test_charts_that_libreoffice_saved_agree(tmp_path: Path) -> None:
    outcome = build(write_chart_pack(tmp_path / "表样"))
    [saved] = office.settled([(outcome.document, office.SAVE)], tmp_path)
    assert [] == find(outcome, saved)


def test_in_other_formats_the_charts_are_said_to_be_unseen(tmp_path: Path) -> None:
    outcome = build(write_chart_pack(tmp_path))
    printed = replace(blocks_of(outcome.document), kind=".pdf", gaps=())
    verified = agreement.hold(of_blocks(printed), expect(outcome))
    assert 5 == verified.unread["图表"] == verified.count(State.UNKNOWN)
    assert [UNSEEN] * 5 == [it.why for it in verified.findings]
    assert verified.findings[0].where.endswith(PIE)


def test_a_file_with_workbooks_behind_its_charts_is_a_word_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small, path = write_chart_pack(tmp_path), tmp_path / "图.docx"
    path.write_bytes(build(small).document)
    monkeypatch.setattr(library, "current", lambda: small.root)
    found = agreement.verify(path, small.file(FILING))
    assert ((), (), True) == (found.faults, found.findings, found.true)
