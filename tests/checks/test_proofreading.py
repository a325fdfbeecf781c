"""Typed words are read: what is told of them, where in the text, and what is not told."""

from pathlib import Path

import pytest
from support.examples import BUDGET, FILINGS, ROOT, Edit

from generator import pipeline
from generator.diagnostics import Fault, Place

TASK = "  主要任务: 聚焦数字中国领军城市建设，加快提升城市数字化治理和服务水平"
REASON = "    2010399: 项目支出减少"
EXPLAINED = "  说明: 本单位为事业单位没有机关运行经费"
OTHER_CARS = "  其他用车说明: 本部门无其他用车"
UNIT = '单位: {代码: "126", 名称: 福州市“智慧福州”管理服务中心, 类型: 事业单位, 称谓: 部门}'
OWN_NAME = "福州市“智慧福州”管理服务中心"


def read(path: Path) -> list[tuple[str, str]]:
    """What is told of the words of a filing: each code, with what stands at its place."""
    lines = path.read_text("utf-8").split("\n")
    faults = pipeline.produce(path).faults
    return [(it.code, _at(it, lines)) for it in faults if "C331" <= it.code <= "C340"]


def _at(fault: Fault, lines: list[str]) -> str:
    assert isinstance(fault.place, Place)
    column = fault.place.column - 1
    return lines[fault.place.line - 1][column : column + fault.place.width]


def told(edited: Edit, words: str, field: str = TASK) -> list[tuple[str, str]]:
    """What is told when a field says some words."""
    return read(edited((field, f"{field.partition(': ')[0]}: {words}")))


# -- what is not told ----------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*FILINGS, ROOT / "inputs" / "2024" / "126.yaml"], ids=str)
def test_nothing_is_told_of_the_words_of_the_examples(path: Path) -> None:
    assert [] == read(path)


@pytest.mark.parametrize(
    "words",
    [
        "的的确确做好工作，不了了之的事项清零",
        "在公务接待定点饭店接待，期待定期交流",
        "设备尺寸180×2个、型号GB×5",
        "2019年成立，落实2021—2025年规划，2020年以来持续推进",
        "较2023年增加，预计2025年完工",
        "近20年来、20年前",
        "1）采购；（2）建设；a）运维",
        "“一带一路”（含‘数字福州’）建设，见《办法》〔2019〕3号",
        "财政拨款收入36938780.19元，收入总计4052.48万元",
        OWN_NAME + "与福州市第一中学",
        "全市各部门（单位）",
        "1号 2号",
        "较10年前增加，近22年末",
        "公用经费与专用经费、数据和模型",
        'it’s、18" 屏',
    ],
)
def test_words_that_only_look_like_slips_are_let_pass(words: str, edited: Edit) -> None:
    assert [] == told(edited, words)


# -- what is told --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("完成××建设", [("C331", "××")]),
        ("完成XX项目", [("C331", "XX")]),
        ("共20XX年", [("C331", "XX")]),
        ("完成____项", [("C331", "____")]),
        ("于×月完成", [("C331", "×")]),
        ("资金待定", [("C331", "待定")]),
        ("完成【单位名称】建设", [("C331", "【单位名称】")]),
        ("完成【……】建设", [("C331", "【……】")]),
        ("落实《》要求（）", [("C331", "《》"), ("C331", "（）")]),
        ("支出增加（减少）", [("C332", "增加（减少）")]),
        ("支出下降/增长", [("C332", "下降/增长")]),
        ("支出增加（ 减少 ）", [("C332", "增加（ 减少 ）")]),
        ("支出增加 / 下降", [("C332", "增加 / 下降")]),
        ("支出增加（或减少）", [("C332", "增加（或减少）")]),
        ("支出增（减）", [("C332", "增（减）")]),
        ("支出□增加 □减少", [("C332", "□增加 □减少")]),
        ("支出增加、减少（请选择）", [("C331", "请选择")]),
        ("完成△△建设", [("C331", "△△")]),
        ("完成某某建设", [("C331", "某某")]),
        ("完成建设（略）", [("C331", "（略）")]),
        ("有/无变化", [("C332", "有/无")]),
        ("经费经费不足", [("C333", "经费经费")]),
        ("经费 经费不足", [("C333", "经费 经费")]),
        ("建设的的项目", [("C333", "的的")]),
        ("完成。。继续", [("C333", "。。")]),
        ("完成，，继续", [("C333", "，，")]),
        ("推进“智慧城市建设", [("C334", "“")]),
        ("推进“智慧城市“建设", [("C334", "“"), ("C334", "“")]),
        ("推进（一期建设", [("C334", "（")]),
        ("推进《办法落实》》", [("C334", "》")]),
        ("推进‘智慧城市建设", [("C334", "‘")]),
        ("推进'智慧城市\"建设", [("C334", '"')]),
        ("较2022年增加", [("C335", "2022年")]),
        ("比2024年增加", [("C335", "2024年")]),
        ("截至2022年12月31日", [("C335", "2022年12月31日")]),
        ("截至2023年底", [("C335", "2023年底")]),
        ("较２０２２年增加", [("C335", "２０２２年")]),
        ("较二〇二二年增加", [("C335", "二〇二二年")]),
        ("截至二○二二年底", [("C335", "二○二二年底")]),
        ("截至2022-12-31", [("C335", "2022-12-31")]),
        ("截至2022.12.31", [("C335", "2022.12.31")]),
        ("截至22年底", [("C335", "22年底")]),
        ("比22年增加", [("C335", "22年")]),
        ("2021年全市机构改革", [("C335", "2021年")]),
        ("用于医疗卫生与计划生育支出", [("C336", "医疗卫生与计划生育支出")]),
        ("用于医疗卫生和计划生育支出", [("C336", "医疗卫生和计划生育支出")]),
        ("福州市“智慧福州”服务管理中心", [("C338", "福州市“智慧福州”服务管理中心")]),
        ("福州智慧福州管理服务中心", [("C338", "福州智慧福州管理服务中心")]),
        ("福州市智慧福州管理服务中心", [("C338", "福州市智慧福州管理服务中心")]),
        ("福州市“智慧福州”管理服中心", [("C338", "福州市“智慧福州”管理服中心")]),
        ("福州市“智惠福州”管理服务中心", [("C338", "福州市“智惠福州”管理服务中心")]),
        ("福州市“智慧福州”理管服务中心", [("C338", "福州市“智慧福州”理管服务中心")]),
        ("收入总计5000万元", [("C339", "5000万元")]),
        ("收入总计五千万元", [("C339", "五千万元")]),
        ("收入总计5000.00百万元", [("C339", "5000.00百万元")]),
        ("2024年主要任务是提升", [("C340", "主要任务")]),
        ("主要任务是提升", [("C340", "主要任务")]),
        ("提升水平。", [("C340", "。")]),
    ],
)
def test_a_slip_is_told_where_it_stands(
    words: str, expected: list[tuple[str, str]], edited: Edit
) -> None:
    assert expected == told(edited, words)


def test_blanks_and_open_choices_stop_the_document_and_nothing_else_does(edited: Edit) -> None:
    assert pipeline.produce(edited((TASK, "  主要任务: 待定"))).failed
    assert pipeline.produce(edited((TASK, "  主要任务: 增加（减少）"))).failed
    assert not pipeline.produce(edited((TASK, "  主要任务: 经费经费。。“较2021年"))).failed


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("主要原因是项目减少", [("C340", "主要原因")]),
        ("主要系项目减少", [("C340", "主要系")]),
        ("由于项目减少", [("C340", "由于")]),
        ("原因在于项目减少", [("C340", "原因在于")]),
        ("支出减少的主要原因是项目减少", [("C340", "主要原因")]),
        ("是项目减少", [("C340", "是")]),
        ("无", [("C340", "无")]),
        ("/", [("C340", "/")]),
        ("1", [("C340", "1")]),
        ("同上", [("C340", "同上")]),
        ("同上。", [("C340", "同上。")]),
        ("同上年持平", []),
        ("A/B", [("C340", "A/B")]),
        ("'#REF!'", [("C331", "#REF!"), ("C340", "#REF!")]),
        ("undefined", [("C331", "undefined"), ("C340", "undefined")]),
        ("=SUM(A1)", [("C331", "=SUM("), ("C340", "=SUM(A1)")]),
        ("减少九千九百九十九点九九万元", [("C339", "九千九百九十九点九九万元")]),
        ("减少９９９９．９９万元", [("C339", "９９９９．９９万元")]),
        ("下降百分之八十", [("C339", "百分之八十")]),
        ("减少1.5亿", [("C339", "1.5亿")]),
        ("减少三十九万元，服务20万人", [("C339", "三十九万元")]),
        ("其主要原因为项目减少", [("C340", "其主要原因")]),
        ("少花500万元", [("C339", "500万元")]),
        ("约1360万元的项目完成，比上年减少1360.10万元，下降68.03%", []),
        ("同比下降80%", [("C339", "80%")]),
    ],
)
def test_a_reason_is_read_with_its_figures(
    words: str, expected: list[tuple[str, str]], edited: Edit
) -> None:
    assert expected == told(edited, words, REASON)


@pytest.mark.parametrize("ordinal", ["（一）", "1.", "1、", "一、", "①"])
def test_an_ordinal_that_the_form_prints_too_is_told(ordinal: str, edited: Edit) -> None:
    duty = "    - 落实上级关于智慧城市的法规政策"
    assert [("C340", ordinal)] == read(edited((duty, duty.replace("落实", f"{ordinal}落实"))))


def test_amounts_beside_a_printed_nil_are_told_with_the_nearest_figure(edited: Edit) -> None:
    path = edited((EXPLAINED, "  说明: 本年支出5000.00万元，比上年增加300%"))
    found = [fault for fault in pipeline.produce(path).faults if fault.code == "C339"]
    expected = (
        "“5000.00万元”与本单位的数都不同，最接近的是 上年数收入支出决算总表.收入总计 48180351.82元"
    )
    assert expected == found[0].message
    assert "“300%”" in found[1].message


def test_a_number_of_things_is_held_against_its_own_section(edited: Edit) -> None:
    assert [("C339", "300辆")] == told(edited, "其他用车300辆", OTHER_CARS)
    assert [("C339", "三百辆")] == told(edited, "其他用车三百辆", OTHER_CARS)
    assert [] == told(edited, "机要通信用车1辆", OTHER_CARS)


def test_a_number_of_things_in_a_reason_is_held_against_the_section_of_its_figure(
    edited: Edit,
) -> None:
    received = "    公务接待费: 公务接待人数增加"
    assert [] == told(edited, "接待1批次9人次，人数增加", received)
    assert [("C339", "90人次")] == told(edited, "接待1批次90人次，人数增加", received)
    assert [] == told(edited, "减少3批次", REASON)


def test_a_year_within_the_units_name_is_told(edited: Edit) -> None:
    name = UNIT.replace("福州市“", "福州市2023年“")
    assert ("C335", "2023年") in read(edited((UNIT, name)))


def test_a_unit_that_is_no_department_does_not_call_itself_one(edited: Edit) -> None:
    path = edited((UNIT, UNIT.replace("称谓: 部门", "称谓: 单位")))
    assert [("C337", "本部门")] == read(path)


def test_a_budget_speaks_of_the_end_of_the_year_before(tmp_path: Path) -> None:
    path = tmp_path / "预算.yaml"
    field = "    - 完成县委、县政府交办的其他工作。"
    text = BUDGET.read_text("utf-8")
    assert 1 == text.count(field)
    path.write_text(text.replace(field, f"{field}截至2024年底、截至2023年底。"), "utf-8")
    assert [("C335", "2023年底")] == read(path)


def test_no_more_is_told_of_a_kind_than_can_be_read(edited: Edit) -> None:
    assert 20 == len(told(edited, "；".join(["第×个"] * 100)))


DUTY = "    - 完成市委、市政府交办的其他工作。\n"
SCORED = (
    "      - {一级: 产出指标, 二级: 数量指标, 三级: 建设子平台数量, 指标值: ≥3个, "
    "完成值: 5, 分值: 15, 得分: 15}\n"
)


@pytest.mark.parametrize("line", [DUTY, SCORED])
def test_what_stands_twice_in_a_row_is_told_at_the_second(edited: Edit, line: str) -> None:
    [(code, at)] = read(edited((line, line * 2)))
    assert "C333" == code
    assert line.strip("- \n").startswith(at[:6])


def test_short_items_may_be_alike(edited: Edit) -> None:
    assert [] == read(edited((DUTY, DUTY + "    - 其他。\n    - 其他。\n")))


SAID = "聚焦数字中国领军城市建设。"


@pytest.mark.parametrize("words", [SAID * 2, f"做好工作。{SAID}{SAID}统筹推进"])
def test_a_sentence_that_stands_twice_in_a_row_is_told(edited: Edit, words: str) -> None:
    duty = "    - 完成市委、市政府交办的其他工作。"
    assert [("C333", SAID * 2)] == read(edited((duty, f"    - {words}")))


def test_sentences_that_only_begin_alike_are_not_told(edited: Edit) -> None:
    duty = "    - 完成市委、市政府交办的其他工作。"
    assert [] == read(edited((duty, f"    - {SAID}聚焦数字中国领军城市发展。")))
