"""One unit through the house: a document, or what stands in its way; a draft in between."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from support.examples import BUDGET, EXAMPLE, ONLY_TOLD, Edit, codes
from support.ooxml import lint, paragraphs

from generator import pipeline
from generator.diagnostics import Place, Severity
from generator.filling import document
from generator.filling.document import Filled, Form
from generator.filling.prints import Prints
from generator.pipeline import Outcome

SPENT = "  - {科目: 2010350 事业运行, 资金: 一般公共预算财政拨款, 基本支出: 5086823.81}\n"
REASON = "    2010350: 人员支出增加\n"

BROKEN = [
    pytest.param(SPENT, SPENT.replace("508", "5O8"), "S203", id="a letter in an amount"),
    pytest.param("  接待批次: 1\n", "  接待批数: 1\n", "S201", id="an unknown key"),
    pytest.param("  接待批次: 1\n", "", "S202", id="a key left out"),
    pytest.param("  接待批次: 1\n", "  接待批次:\n", "S204", id="a key with nothing behind it"),
    pytest.param("  接待批次: 1\n", "  接待批次: 1\n  接待批次: 2\n", "F109", id="a key twice"),
    pytest.param("资金: 非财政拨款, 项目支出", "资金: 非财政, 项目支出", "S205", id="a fund"),
    pytest.param(REASON, "", "C306", id="a missing reason"),
    pytest.param("    2010350: 4916502.22\n", "    2010350:\n", "S204", id="a base left empty"),
    pytest.param("三公经费.合计: 22552.84\n", "三公经费.合计: 22552.85\n", "L406", id="a total"),
    pytest.param("30299 其他商品和服务支出", "39999 其他支出", "C305", id="a row not printed"),
    pytest.param("年度: 2024\n地区", "年度: 2023\n地区", "P601", id="no form for the year"),
]  # fmt: skip


# -- a document --------------------------------------------------------------------------------


def test_a_filing_without_fault_gives_its_document(example: Outcome) -> None:
    assert ([], False, True) == (codes(example), example.failed, example.document[:2] == b"PK")


def test_where_a_filing_says_what_is_made_out_only_where_something_is_told() -> None:
    """The places of a filing of a few hundred lines take as long as reading it."""
    clean, told = pipeline.produce(BUDGET), pipeline.produce(EXAMPLE)
    assert clean.source
    assert told.source
    made = [
        "_made" in vars(it) for of in (clean.source, told.source) for it in (of.keys, of.values)
    ]
    assert [False, False, False, True] == made


def test_a_document_is_named_after_its_unit_and_filed_under_its_year(edited: Edit) -> None:
    path = edited(
        ('代码: "126", 名称: 福州市“智慧福州”管理服务中心, 类型: 事业单位, 称谓: 部门',
         '代码: "357", 名称: 榕川市群众艺术馆, 类型: 事业单位, 称谓: 单位')
    )  # fmt: skip
    outcome = pipeline.produce(path)
    assert ("2024", "榕川市群众艺术馆2024年度单位决算") == (outcome.folder, outcome.name)


def test_a_correction_shows_wherever_the_figure_is_printed(edited: Edit) -> None:
    path = edited(
        (SPENT, SPENT.replace("5086823.81", "5186823.81")),
        ("30299 其他商品和服务支出, 一般公共预算财政拨款: 165791.04",
         "30299 其他商品和服务支出, 一般公共预算财政拨款: 265791.04"),
        ("科目: 2010350 事业运行, 一般公共预算财政拨款: 5086823.81",
         "科目: 2010350 事业运行, 一般公共预算财政拨款: 5186823.81"),
        _without_control_totals(),
    )  # fmt: skip
    outcome = pipeline.produce(path)
    assert [] == codes(outcome)
    address = "一般公共预算财政拨款支出决算表[2010350].小计"
    printed = [item.text for item in outcome.printed if item.mark.address == address]
    assert ["518.68", "518.68", "27.03", "5.50%", "人员支出增加"] == printed


def _without_control_totals() -> tuple[str, str]:
    text = EXAMPLE.read_text("utf-8")
    return text[text.index("\n核对数:\n") : text.index("# 十三、")], "\n"


def test_a_warning_does_not_stop_the_document(edited: Edit) -> None:
    outcome = pipeline.produce(edited((REASON, f"{REASON}    2010350.基本支出: 调资\n")))
    told = [(f.code, f.severity) for f in outcome.faults if f.code != ONLY_TOLD]
    assert [("C308", Severity.WARNING)] == told
    assert (False, True) == (outcome.failed, outcome.document != b"")


# -- no document -------------------------------------------------------------------------------


@pytest.mark.parametrize(("old", "new", "code"), BROKEN)
def test_a_fault_stops_the_document_and_has_its_place(
    old: str, new: str, code: str, edited: Edit
) -> None:
    path = edited((old, new))
    outcome = pipeline.produce(path)
    assert ({code}, True, b"", Prints()) == (
        set(codes(outcome)),
        outcome.failed,
        outcome.document,
        outcome.printed,
    )
    place = outcome.faults[0].place
    assert isinstance(place, Place)
    lines = path.read_text("utf-8").splitlines()
    assert str(path) == place.file
    assert 1 <= place.line <= len(lines)
    assert place.column <= len(lines[place.line - 1]) + 1


def test_a_wrong_amount_is_shown_where_it_is_typed(edited: Edit) -> None:
    path = edited((SPENT, SPENT.replace("5086823.81", "5O86823.81")))
    [fault] = [it for it in pipeline.produce(path).faults if it.code != ONLY_TOLD]
    assert isinstance(fault.place, Place)
    line = path.read_text("utf-8").splitlines()[fault.place.line - 1]
    start = fault.place.column - 1
    assert "5O86823.81" == line[start : start + fault.place.width]


def test_all_faults_of_a_stage_are_reported_at_once(edited: Edit) -> None:
    path = edited(
        (SPENT, SPENT.replace("5086823.81", "5O86823.81")),
        ("  接待批次: 1\n", "  接待批数: 1\n"),
        ("  购置车辆: 0\n", "  购置车辆: 半\n"),
    )
    assert ["S203", "S207", "S201"] == codes(pipeline.produce(path))


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    outcome = pipeline.produce(tmp_path / "没有.yaml")
    assert (["F101"], b"") == (codes(outcome), outcome.document)


def test_a_name_that_cannot_be_a_file_name_is_a_fault(edited: Edit) -> None:
    path = edited(('代码: "126", 名称: 福州市“智慧福州”管理服务中心', '代码: "126", 名称: 甲/乙'))
    outcome = pipeline.produce(path)
    assert (["W703"], b"") == (codes(outcome), outcome.document)


def test_an_unfit_name_is_told_where_it_is_typed(edited: Edit) -> None:
    outcome = pipeline.produce(
        edited(('代码: "126", 名称: 福州市“智慧福州”管理服务中心', '代码: "126", 名称: 甲/乙'))
    )
    (fault,) = (fault for fault in outcome.faults if fault.code == "W703")
    assert isinstance(fault.place, Place)
    assert outcome.source is not None
    line = outcome.source.text.split("\n")[fault.place.line - 1]
    assert "甲/乙" == line[fault.place.column - 1 :][: fault.place.width]


@pytest.mark.parametrize(
    ("expected", "old", "new"),
    [
        ([], "维修(护)费", "维修（护）费"),
        (["F112"], "机关事业单位基本养老保险", "机关事业单位基本养⽼保险"),
        (["S210"], "名称: 闽清县“智慧闽清”管理服务中心, 类型", "名称: 0, 类型"),
    ],
)
def test_a_name_differs_by_its_words_only(
    expected: list[str], old: str, new: str, tmp_path: Path
) -> None:
    text = BUDGET.read_text("utf-8")
    assert old in text
    (tmp_path / BUDGET.name).write_text(text.replace(old, new, 1), "utf-8")
    assert expected == codes(pipeline.produce(tmp_path / BUDGET.name))


# -- a draft -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("old", "new", "code"), [BROKEN[2], *BROKEN[7:10]])
def test_a_draft_goes_on_and_still_tells_the_fault(
    old: str, new: str, code: str, edited: Edit
) -> None:
    outcome = pipeline.produce(edited((old, new)), draft=True)
    assert (True, True) == (code in codes(outcome), outcome.document != b"")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        pytest.param(
            REASON,
            "",
            "（一）2010350-事业运行 508.68万元，较上年决算数增加17.03万元，增长3.46%。"
            "主要原因是【待填】。",
            id="a missing reason",
        ),
        pytest.param(
            "    2010350: 4916502.22\n",
            "    2010350:\n",
            "（一）2010350-事业运行 508.68万元，【待填】。主要原因是人员支出增加。",
            id="a missing base",
        ),
        pytest.param(
            "  接待批次: 1\n",
            "  接待批次:\n",
            "（三）公务接待费支出0.18万元，完成全年预算的100%；较上年增加0.09万元，增长100.00%。"
            "主要是公务接待人数增加。累计接待【待填】批次、9人次。",
            id="a missing count",
        ),
        pytest.param(
            SPENT,
            SPENT.replace("5086823.81", ""),
            "（一）2010350-事业运行 【待填】万元，【待填】。主要原因是人员支出增加。",
            id="a missing amount",
        ),
        pytest.param(
            "  主要任务: 聚焦数字中国领军城市建设，加快提升城市数字化治理和服务水平\n",
            "  主要任务:\n",
            "2024年，福州市“智慧福州”管理服务中心部门主要任务是：【待填】。"
            "围绕上述任务，重点完成了以下工作：",
            id="a missing text",
        ),
    ],
)
def test_a_draft_prints_what_is_missing_as_still_to_be_filled(
    old: str, new: str, sentence: str, edited: Edit
) -> None:
    outcome = pipeline.produce(edited((old, new)), draft=True)
    assert sentence in paragraphs(outcome.document)


def test_a_draft_carries_the_word_on_every_page_and_in_its_name(edited: Edit) -> None:
    outcome = pipeline.produce(edited((REASON, "")), draft=True)
    assert [] == lint(outcome.document)
    with zipfile.ZipFile(io.BytesIO(outcome.document)) as archive:
        header = archive.read("word/header1.xml").decode()
    assert ("福州市“智慧福州”管理服务中心2024年度部门决算（草稿）", True) == (
        outcome.name,
        "草稿" in header,
    )


def test_what_cannot_be_read_gives_no_draft_either(tmp_path: Path) -> None:
    path = tmp_path / "坏.yaml"
    path.write_text("文种: [", "utf-8")
    outcome = pipeline.produce(path, draft=True)
    assert (["F107"], b"") == (codes(outcome), outcome.document)


def test_a_filing_without_form_gives_no_draft_either(edited: Edit) -> None:
    outcome = pipeline.produce(edited(("年度: 2024\n地区", "年度: 2023\n地区")), draft=True)
    assert (["P601"], b"") == (codes(outcome), outcome.document)


def test_a_document_in_which_a_figure_does_not_stand_at_its_place_never_leaves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seal = document.seal

    def spoiled(form: Form, filled: Filled) -> bytes:
        parts = {name: xml.replace(b"4052.48", b"4052.84") for name, xml in filled.parts.items()}
        return seal(form, replace(filled, parts=parts))

    monkeypatch.setattr(document, "seal", spoiled)
    outcome = pipeline.produce(EXAMPLE)
    assert ({"D506"}, b"") == (set(codes(outcome)), outcome.document)
