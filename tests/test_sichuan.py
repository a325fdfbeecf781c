"""四川's 部门决算: text first, tables last, and seven charts of the figures in the sentences."""

import io
import re
from pathlib import Path
from typing import Any

import docx
import pytest
from support import office
from support.charts import MAIN, change, change_workbook, chart_part, find
from support.corrections import pair
from support.examples import ROOT, TEXT_FIRST, Edit
from support.ooxml import lint, paragraphs

from generator import pipeline
from generator.corrections import revision
from generator.edited.charted import BEHIND, GONE, MOVED
from generator.pipeline import Outcome
from generator.word import archive, drawn_charts, ooxml

HOSPITAL = ROOT / "inputs" / "2024" / "青溪县中医医院.yaml"
TITLES = [
    "收、支决算总计变动情况图",
    "收入决算结构图",
    "支出决算结构图",
    "财政拨款收、支决算总计变动情况",
    "一般公共预算财政拨款支出决算变动情况",
    "一般公共预算财政拨款支出决算结构",
    "“三公”经费财政拨款支出结构",
]
BARS = ["本年收入合计", "本年支出合计"]
CAPTION = re.compile(r"（图(\d)：(.*)）")


@pytest.fixture(scope="module")
def unit() -> Outcome:
    return pipeline.produce(TEXT_FIRST)


@pytest.fixture(scope="module")
def texts(unit: Outcome) -> list[str]:
    return paragraphs(unit.document)


def list_charts(document: bytes) -> list[str]:
    """The titles of a document's charts, in order."""
    parts = archive.read(document)
    return [it.title for it in drawn_charts.read(parts, MAIN, ooxml.parse(parts[MAIN]))]


def find_sentence(texts: list[str], start: str) -> str:
    """The one paragraph that begins so."""
    [found] = [it for it in texts if it.startswith(start)]
    return found


# -- the document ----------------------------------------------------------------------------------


def test_text_comes_first_and_tables_last(unit: Outcome) -> None:
    body = list(docx.Document(io.BytesIO(unit.document)).element.body)
    titles = {n: paragraph_text(it) for n, it in enumerate(body) if is_title(it)}
    names = ["部门概况", "2024年度部门决算情况说明", "名词解释", "附表"]
    parts = [f"第{n}部分{name}" for n, name in zip("一二三四", names, strict=True)]
    assert parts == list(titles.values())
    last = max(titles)
    tables = [n for n, it in enumerate(body) if it.tag.endswith("}tbl")]
    # Before the last part there is only the list of units.
    assert [1, 10] == [sum(n < last for n in tables), sum(n > last for n in tables)]


def is_title(block: Any) -> bool:
    """Whether a block is the title of a part."""
    return any(it.get(f"{ooxml.W}val") == "Heading1" for it in block.iter(f"{ooxml.W}pStyle"))


def paragraph_text(block: Any) -> str:
    return "".join(it.text or "" for it in block.iter(f"{ooxml.W}t"))


def test_both_totals_stand_in_one_sentence(texts: list[str]) -> None:
    sentence = find_sentence(texts, "2024年度收入总计").partition("。其中")[0]
    assert "2024年度收入总计732.93万元、支出总计732.93万元" == sentence


@pytest.mark.parametrize(
    ("start", "count"),
    [
        ("2024年度本年收入合计", 8),
        ("2024年度本年支出合计", 5),
        ("2024年度一般公共预算财政拨款支出691.25万元，主要", 4),
        ("2024年度“三公”经费财政拨款支出决算中", 3),
    ],
)
def test_every_component_has_its_share(texts: list[str], start: str, count: int) -> None:
    sentence = find_sentence(texts, start)
    of_components = re.split("主要用于以下方面：|其中：|决算中，", sentence, maxsplit=1)[1]
    said = of_components.rstrip("。").split("；")
    assert count == len(said)
    assert [] == [it for it in said if not re.search(r"万元，占[\d.]+%$", it)]


def test_seven_charts_stand_in_order_under_their_captions(unit: Outcome, texts: list[str]) -> None:
    captions = [found.groups() for it in texts if (found := CAPTION.fullmatch(it))]
    assert [(str(n), title) for n, title in enumerate(TITLES, start=1)] == captions
    assert TITLES == list_charts(unit.document)


def test_a_unit_without_such_money_has_no_chart_of_it() -> None:
    document = pipeline.produce(HOSPITAL).document
    assert TITLES[:6] == list_charts(document)
    assert "青溪县中医医院2024年度没有“三公”经费财政拨款支出。" in paragraphs(document)


def test_the_same_filing_makes_the_same_sound_file(unit: Outcome) -> None:
    assert unit.document == pipeline.produce(TEXT_FIRST).document
    assert [] == lint(unit.document)


@pytest.mark.office
def test_the_documents_are_valid_for_the_sdk(unit: Outcome, tmp_path: Path) -> None:
    path = tmp_path / "四川.docx"
    path.write_bytes(unit.document)
    assert [] == office.validate(path)


# -- corrections -----------------------------------------------------------------------------------

CORRECTIONS = {
    "公务接待费": (
        [("公务接待费: 16420}\n三公经费预算", "公务接待费: 15420}\n三公经费预算")],
        {TITLES[6]},
    ),
    "其他收入": ([("其他收入: 56800", "其他收入: 66800")], {TITLES[0], TITLES[1]}),
    "上年的收入": (
        [("总表.本年收入合计: 6854210.35", "总表.本年收入合计: 6854310.35")],
        {TITLES[0]},
    ),
}


@pytest.mark.parametrize("corrected", CORRECTIONS)
def test_a_corrected_figure_changes_the_charts_that_it_belongs_to(
    corrected: str, edited: Edit
) -> None:
    changes, titles = CORRECTIONS[corrected]
    path = edited(*changes, example=TEXT_FIRST)
    made = revision.compare(*pair(TEXT_FIRST, path))
    wheres = [it.spot.where for it in made.passages]
    assert titles == {it for it in TITLES if any(f"图“{it}”" in where for where in wheres)}


# -- what was changed by hand ----------------------------------------------------------------------

MUTANTS = {
    "数": (2, [("<c:v>684.25<", "<c:v>648.25<")]),
    "标签": (3, [("<a:t>59.83%<", "<a:t>58.93%<")]),
    "图例": (2, [("<c:v>其他收入 0.79%<", "<c:v>其他收入 0.97%<")]),
    "标题": (6, [("<a:t>一般公共预算财政拨款支出决算结构<", "<a:t>支出决算结构<")]),
    "上年": (1, [("<c:v>685.42<", "<c:v>658.42<")]),
    "年度": (4, [("<c:v>2023年度<", "<c:v>2022年度<")]),
    "次序": (
        1,
        [(BARS[0], "甲"), (BARS[1], BARS[0]), ("甲", BARS[1])],
    ),
    "软件算的占比": (7, [('<c:showPercent val="0"', '<c:showPercent val="1"')]),
}


@pytest.mark.parametrize("slip", MUTANTS)
def test_a_chart_that_was_changed_by_hand_is_listed(slip: str, unit: Outcome) -> None:
    number, changes = MUTANTS[slip]
    assert [] != find(unit, change(unit.document, chart_part(number), *changes))


@pytest.mark.parametrize("number", range(1, 8))
def test_a_chart_that_was_removed_is_listed(number: int, unit: Outcome) -> None:
    document, saved = docx.Document(io.BytesIO(unit.document)), io.BytesIO()
    drawing = document.inline_shapes[number - 1]._inline.getparent()
    drawing.getparent().remove(drawing)
    document.save(saved)
    found = [(it[3], it[4]) for it in find(unit, saved.getvalue())]
    assert [(f"图“{TITLES[number - 1]}”", GONE)] == found


def test_two_charts_that_changed_places_are_listed(unit: Outcome) -> None:
    links = [("rIdChart2", "rIdX"), ("rIdChart3", "rIdChart2"), ("rIdX", "rIdChart3")]
    assert MOVED in [it[4] for it in find(unit, change(unit.document, MAIN, *links))]


def test_a_workbook_that_disagrees_with_its_chart_is_listed(unit: Outcome) -> None:
    changed = change_workbook(unit.document, 7, lambda it: it.replace(b"1.64", b"1.46"))
    assert [BEHIND] == [it[4] for it in find(unit, changed)]


def test_a_document_that_nobody_changed_agrees(unit: Outcome) -> None:
    saved = io.BytesIO()
    docx.Document(io.BytesIO(unit.document)).save(saved)
    assert [[], []] == [find(unit, it) for it in (unit.document, saved.getvalue())]


@pytest.mark.office
def test_a_document_that_libreoffice_saved_agrees(unit: Outcome, tmp_path: Path) -> None:
    [saved] = office.settled([(unit.document, office.SAVE)], tmp_path)
    assert [] == find(unit, saved)
