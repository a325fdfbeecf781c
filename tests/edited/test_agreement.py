"""A finished document held against its filing: what was changed by hand is named, nothing else."""

import io
import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.text.paragraph import Paragraph
from support import last_day
from support.examples import BUDGET, EXAMPLE, OF_EVERY_PACK, Edit

from generator import cli, pipeline
from generator.edited import agreement, publishing
from generator.edited.expected import FIGURES
from generator.edited.findings import Finding, State
from generator.pipeline import Outcome
from generator.reporting import documents

OVERALL = "第三部分 2024年度部门决算情况说明 › 一、收入支出决算总体情况说明"
Change = Callable[[Document], None]


@pytest.fixture(scope="module")
def filing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filing that is quickly built."""
    path = tmp_path_factory.mktemp("filing") / "126.yaml"
    path.write_text(last_day.original(), "utf-8")
    return path


@pytest.fixture(scope="module")
def built(filing: Path) -> Outcome:
    """What is built of it."""
    return pipeline.produce(filing)


@pytest.fixture
def found(built: Outcome, filing: Path, tmp_path: Path) -> Callable[[Change], list[Finding]]:
    """The findings in the filing's document after a change by hand."""

    def verify(change: Change) -> list[Finding]:
        document = docx.Document(io.BytesIO(built.document))
        change(document)
        path = tmp_path / "改过.docx"
        document.save(str(path))
        return list(agreement.verify(path, filing).findings)

    return verify


def sentence(document: Document, part: str) -> Paragraph:
    """The one paragraph outside tables that holds a text."""
    (paragraph,) = [p for p in document.paragraphs if part in p.text]
    return paragraph


def rewrite(part: str, old: str, new: str) -> Change:
    def change(document: Document) -> None:
        paragraph = sentence(document, part)
        assert old in paragraph.text
        paragraph.runs[0].text = paragraph.text.replace(old, new, 1)

    return change


def told(findings: list[Finding]) -> list[tuple[State, str, str]]:
    return [(finding.state, finding.printed, finding.expected) for finding in findings]


@pytest.mark.parametrize("one", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_an_untouched_document_is_true(one: Path, tmp_path: Path) -> None:
    path = tmp_path / "文档.docx"
    path.write_bytes(pipeline.produce(one).document)
    verified = agreement.verify(path, one)
    assert (True, ()) == (verified.true, verified.findings)
    assert verified.figures > 300


def test_a_retyped_figure_is_named_with_its_place_in_both(found: Any, filing: Path) -> None:
    (finding,) = found(rewrite("2024年度支出3982.04万元", "3982.04", "3928.04"))
    assert (State.DIFFERS, "3928.04", "3982.04") == told([finding])[0]
    assert f"{OVERALL} › （三）支出决算情况说明，第1段" == finding.where
    assert "3928.04" in finding.text
    lines = filing.read_text("utf-8").splitlines()
    stated = [re.findall(r"支出: ([\d.]+)", lines[place.line - 1]) for place in finding.lines]
    assert Decimal("3982.04") == round(sum(Decimal(n) for row in stated for n in row) / 10000, 2)


def test_a_retyped_cell_is_named_by_its_row(found: Any) -> None:
    findings = found(lambda document: _retype(document, "508.68", "508.86"))
    assert [(State.DIFFERS, "508.86", "508.68")] == told(findings)
    assert findings[0].where.endswith("收入决算表：2010350 事业运行，本年收入合计")


def _retype(document: Document, old: str, new: str) -> None:
    cells = [c for t in document.tables for r in t.rows for c in r.cells if c.text == old]
    cells[0].paragraphs[0].runs[0].text = new


def test_a_figure_within_a_longer_number_is_not_it(found: Any) -> None:
    findings = found(rewrite("2024年度支出3982.04万元", "3982.04", "13982.04"))
    assert [(State.DIFFERS, "13982.04", "3982.04")] == told(findings)


def test_a_figure_that_was_taken_out_is_missed(found: Any) -> None:
    findings = found(rewrite("1. 基本支出702.61万元", "基本支出702.61万元。其中，", ""))
    assert [(State.LOST, "", "702.61")] == told(findings)


def test_a_deleted_paragraph_is_missed_figure_by_figure(found: Any) -> None:
    def change(document: Document) -> None:
        element = sentence(document, "2. 项目支出3279.44万元")._p
        element.getparent().remove(element)

    assert [(State.LOST, "", "3279.44")] == told(found(change))


def test_a_number_that_nobody_printed_is_not_vouched_for(found: Any) -> None:
    findings = found(rewrite("2. 项目支出3279.44万元", "万元。", "万元，涉及77.5万元的设备。"))
    assert [(State.ADDED, "77.5", "")] == told(findings)


def test_figures_in_another_order_are_not_vouched_for(found: Any) -> None:
    old = "人员支出670.96万元，公用支出31.64万元。"
    new = "公用支出31.64万元，人员支出670.96万元。"
    assert found(rewrite("1. 基本支出702.61万元", old, new))


def test_one_of_two_equal_figures_retyped_is_named(found: Any) -> None:
    findings = found(rewrite("2024年度本部门收入总计", "支出总计4052.48", "支出总计4025.48"))
    assert [(State.DIFFERS, "4025.48", "4052.48")] == told(findings)


def test_words_and_formats_are_free(found: Any) -> None:
    def change(document: Document) -> None:
        rewrite("2024年度支出3982.04万元", "比上年决算数减少", "较上一年度决算数下降了")(document)
        sentence(document, "2. 项目支出").runs[0].font.bold = True
        document.paragraphs[60].insert_paragraph_before("以下是主要工作。")

    assert [] == found(change)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("支出3982.04万元", "支出3982.04亿元", ("3982.04亿元", "3982.04万元")),
        ("支出3982.04万元", "支出3982.04元", ("3982.04元", "3982.04万元")),
        ("决算数减少", "决算数增加了", ("增加", "减少")),
    ],
)
def test_another_unit_or_the_other_way_is_another_figure(
    old: str, new: str, expected: tuple[str, str], found: Any
) -> None:
    [finding] = found(rewrite("2024年度支出3982.04万元", old, new))
    starts = finding.printed[: len(expected[0])], finding.expected[: len(expected[1])]
    assert (State.DIFFERS, expected) == (finding.state, starts)


def test_whole_numbers_are_kept_across_runs(found: Any) -> None:
    def change(document: Document) -> None:
        paragraph = sentence(document, "2. 项目支出3279.44万元")
        whole = paragraph.text
        paragraph.runs[0].text = whole[:9]
        paragraph.add_run(whole[9:]).font.italic = True

    assert [] == found(change)


# Where figures of a table add up again, the second note under it goes, and so do the numbers.
NOTE_THAT_GOES = [("1", ""), ("2", "")]


@pytest.mark.parametrize("seed", range(2))
def test_a_correction_in_the_filing_shows_at_every_place(seed: int, tmp_path: Path) -> None:
    """What differs between two documents is what is told, and nothing else."""
    filing, path = tmp_path / "126.yaml", tmp_path / "公开.docx"
    filing.write_text(last_day.original(), "utf-8")
    before = pipeline.produce(filing)
    path.write_bytes(before.document)
    filing.write_text(last_day.move_a_project(filing.read_text("utf-8"), Random(seed)), "utf-8")
    now = pipeline.produce(filing)
    changed = [
        (was.text, item.text)
        for was, item in zip(before.printed, now.printed, strict=True)
        if was.text != item.text
    ]
    findings = agreement.verify(path, filing).findings
    told = [(finding.printed, finding.expected) for finding in findings]
    assert changed == [it for it in told if it not in NOTE_THAT_GOES]
    assert len(changed) > 10


@pytest.mark.parametrize("seed", range(5))
def test_any_one_figure_retyped_is_found(
    seed: int, built: Outcome, filing: Path, tmp_path: Path
) -> None:
    """A random printed figure is changed in the XML; exactly it is told of."""
    chance = Random(seed)
    document = docx.Document(io.BytesIO(built.document))
    figures = [f for f in built.printed if f.mark.aspect in FIGURES and f.text]
    figure = chance.choice(figures)
    texts = [node for node in document.element.iter() if node.tag.endswith("}p")]
    (node,) = [n for n in texts[figure.paragraph - 1].iter() if n.tag.endswith("}t")]
    end = figure.offset + len(figure.text)
    other = figure.text.replace(figure.text[0], "8" if figure.text[0] != "8" else "9", 1)
    node.text = node.text[: figure.offset] + other + node.text[end:]
    path = tmp_path / "改过.docx"
    document.save(str(path))
    (finding,) = agreement.verify(path, filing).findings
    assert (State.DIFFERS, other, figure.text) == told([finding])[0]
    assert figure.mark.address == finding.address


def test_a_filing_with_errors_is_not_held_against_anything(
    edited: Edit, built: Outcome, tmp_path: Path
) -> None:
    path = tmp_path / "公开.docx"
    path.write_bytes(built.document)
    verified = agreement.verify(path, edited(("服务: 30887496.30", "服务:")))
    assert verified.faults
    assert not verified.true


@pytest.mark.parametrize("published", [False, True])
def test_another_units_document_is_not_looked_at(published: bool, tmp_path: Path) -> None:
    path = tmp_path / "别的.docx"
    path.write_bytes(pipeline.produce(BUDGET).document)
    if published:
        path.write_bytes(publishing.publish(path, anyway=True).document)
    verified = agreement.verify(path, EXAMPLE)
    assert (["R813"], ()) == ([fault.code for fault in verified.faults], verified.findings)
    assert "2024年度部门决算" in verified.faults[0].message


def test_another_years_document_is_not_looked_at(tmp_path: Path) -> None:
    path, filing = tmp_path / "上年.docx", tmp_path / "126.yaml"
    filing.write_text(last_day.original(), "utf-8")
    document = docx.Document(io.BytesIO(pipeline.produce(filing).document))
    document.core_properties.title = document.core_properties.title.replace("2024", "2023")
    document.paragraphs[0].runs[0].text = "2023年度"
    document.save(str(path))
    path.write_bytes(publishing.publish(path, anyway=True).document)
    assert ["R813"] == [fault.code for fault in agreement.verify(path, filing).faults]


@pytest.mark.parametrize("signs", ["carried", "title", "cover"])
def test_one_sign_is_enough_to_know_a_document(
    signs: str, built: Outcome, filing: Path, tmp_path: Path
) -> None:
    """Of what it carries, its title and its cover, two are taken away."""
    path = tmp_path / "改过.docx"
    document = docx.Document(io.BytesIO(built.document))
    if signs != "title":
        document.core_properties.title = ""
    if signs != "cover":
        document.paragraphs[0].insert_paragraph_before("公开文本")
    document.save(str(path))
    if signs != "carried":
        path.write_bytes(publishing.publish(path, anyway=True).document)
    assert agreement.verify(path, filing).true


# -- the command ------------------------------------------------------------------------------


def test_the_command_tells_and_ends_with_one_of_three_codes(
    built: Outcome, filing: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "公开.docx"
    path.write_bytes(built.document)
    assert 0 == cli.main(["verify", str(path), str(filing)])
    assert "没有不一致" in capsys.readouterr().out
    document = docx.Document(str(path))
    _retype(document, "508.68", "508.86")
    document.save(str(path))
    assert 1 == cli.main(["verify", str(path), str(filing)])
    out = capsys.readouterr().out
    assert re.search(
        r"^不一致 .*事业运行，本年收入合计：印的是 508.86，应为 508.68$", out, re.MULTILINE
    )
    assert re.search(r"126\.yaml:\d+", out)


def test_json_gives_every_value(built: Outcome, filing: Path, tmp_path: Path) -> None:
    path = tmp_path / "公开.docx"
    document = docx.Document(io.BytesIO(built.document))
    _retype(document, "508.68", "508.86")
    document.save(str(path))
    content = json.loads(documents.verified_json(agreement.verify(path, filing)))
    assert ("不一致", []) == (content["结论"], content["问题"])
    (finding,) = content["发现"]
    assert ("不一致", "508.86", "508.68") == (finding["类别"], finding["印的"], finding["应为"])
    assert ["类别", "位置", "文字", "印的", "应为", "地址", "来源", "原因"] == list(finding)


def test_what_is_no_document_is_refused(tmp_path: Path) -> None:
    assert ["R811"] == [f.code for f in agreement.verify(tmp_path / "无.docx", EXAMPLE).faults]
