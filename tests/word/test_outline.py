"""Where a paragraph stands, as a reader would look for it in Word."""

import pytest
from support.corrections import CORE, texts
from support.examples import EXAMPLE

from generator.corrections import dossier
from generator.corrections.dossier import Dossier
from generator.diagnostics import Fault, FormPlace, Place
from generator.word import archive, outline

BODY = "word/document.xml"


@pytest.fixture(scope="module")
def of() -> Dossier:
    found, _ = dossier.open_filing(EXAMPLE)
    assert found is not None
    return found


def places(of: Dossier, address: str) -> list[str]:
    """Where the figure at an address is printed."""
    return [
        of.spot_at[item.part, item.paragraph].where
        for item in of.outcome.printed
        if item.mark.address == address
    ]


PART_2, PART_3 = "第二部分 2024年度部门决算表", "第三部分 2024年度部门决算情况说明"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "支出决算表[2010399].项目支出",
            [
                f"{PART_2} › 三、支出决算表：2010399 其他政府办公厅（室）及相关机构事务支出，"
                "项目支出"
            ],
        ),
        (
            "三公经费.公务接待费",
            [
                f"{PART_2} › 七、一般公共预算财政拨款“三公”经费支出决算表：3. 公务接待费，决算数",
                *[f"{PART_3} › 七、一般公共预算拨款“三公”经费支出决算情况说明，第6段"] * 4,
            ],
        ),
        (
            "一般公共预算财政拨款基本支出决算表[30207].决算数",
            [f"{PART_2} › 六、一般公共预算财政拨款基本支出决算表：30207 邮电费，金额"],
        ),
        (
            "项目支出绩效自评[3].资金.年度资金总额.年初预算数",
            [
                "第五部分 附件 › 一、项目支出绩效自评表 › 绩效自评公开表（第3张）："
                "年度资金总额，年初预算数"
            ],
        ),
        ("部门概况.内设机构", ["第一部分 部门概况 › 二、部门决算单位基本情况，第1段"]),
    ],
)
def test_a_figure_is_found_by_headings_and_by_the_words_of_its_row_and_column(
    of: Dossier, address: str, expected: list[str]
) -> None:
    assert expected == places(of, address)


def test_every_paragraph_of_every_part_has_its_place(of: Dossier) -> None:
    found: dict[str, list[str]] = {}
    for spot in of.spots:
        found.setdefault(spot.part, []).append(spot.text)
    assert texts(of.outcome.document) == found


def test_what_stands_under_no_heading_says_so(of: Dossier) -> None:
    assert "封面和目录" in of.spots[0].where
    assert {"文档属性"} == {spot.where for spot in of.spots if spot.part == CORE}
    assert {"页眉", "页脚"} == {
        spot.where.split("，")[0]
        for spot in of.spots
        if "header" in spot.part or "foot" in spot.part
    }


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("≥2场", "年度指标值"),
        ("培训覆盖率", "三级指标"),
        ("福州市市民卡综合数据交换中心", "单位名称"),
        ("购房补贴", "科目名称"),
    ],
)
def test_words_have_the_head_of_their_column_and_not_the_words_of_the_row_above(
    of: Dossier, text: str, column: str
) -> None:
    found = {spot.cell.column for spot in of.spots if spot.cell and spot.text == text}
    assert {column} == found


def test_a_fault_says_where_it_stands_as_a_reader_would(of: Dossier) -> None:
    parts = archive.read(of.outcome.document)
    where = f"{PART_3} › 九、其他重要事项说明 › （二）政府采购情况，第1段"
    [spot] = [spot for spot in of.spots if spot.where == where]
    faults = [
        Fault("D504", "", FormPlace("成文.docx", BODY, spot.paragraph, "")),
        Fault("F101", "", Place("126.yaml", 1, 1)),
    ]
    expected = [f"成文.docx:{where}（全文第{spot.paragraph}段）", "126.yaml:1:1"]
    assert expected == [str(fault.place) for fault in outline.name_places(faults, parts)]


def test_a_fault_in_a_file_that_cannot_be_read_stays_as_it_is() -> None:
    fault = Fault("D504", "", FormPlace("成文.docx", BODY, 3, ""))
    assert [[fault]] * 2 == [
        outline.name_places([fault], parts) for parts in ({}, {BODY: b"<w:document"})
    ]
