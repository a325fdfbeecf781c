"""The figures of public tables as rows of open data."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from support.examples import BUDGET, EXAMPLE, OF_EVERY_PACK, OTHER_REGION, Edit
from support.public_documents import public
from support.reading_back import produced

from benchmarks import fleet
from generator import pipeline
from generator.filling.marks import Aspect
from generator.money import half_up
from generator.outputs import data_extract, data_text
from generator.vocabulary import KIND_YUAN

Row = dict[str, str]


def rows_of(extracted: bytes) -> list[Row]:
    text = (data_text.head() + extracted).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def rows_from(filing: Path) -> list[Row]:
    return rows_of(data_extract.extract(produced(filing)))


@pytest.mark.parametrize("filing", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_every_figure_of_a_table_is_a_row(filing: Path) -> None:
    outcome, cells = produced(filing), dict[int, str]()
    for table in public(filing).tables:
        cells |= {getattr(it.place, "paragraph", 0): it.text for it in table.grid.cells if it.text}
    due = [
        (it.mark.address, it.text)
        for it in outcome.printed
        if it.paragraph in cells and it.part == "word/document.xml" and it.text
    ]
    assert {it.mark.aspect for it in outcome.printed if it.paragraph in cells} <= {Aspect.VALUE}
    assert [(it["地址"], it["印出的字"]) for it in rows_from(filing)] == due


@pytest.mark.parametrize("filing", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_amounts_are_exact_and_print_as_they_are_printed(filing: Path) -> None:
    books = produced(filing).books
    assert books is not None
    scales = {"万元": Decimal(10_000), "元": Decimal(1)}
    for it in rows_from(filing):
        if not it["金额（元）"]:
            assert it["其他数值"] or it["印出的字"] in ("0.00", "0")
            continue
        amount, printed = Decimal(it["金额（元）"]), it["印出的字"]
        places = len(printed.partition(".")[2])
        shown = half_up(amount / scales[it["计量单位"]], places)
        assert shown == Decimal(printed.replace(",", ""))


def test_an_amount_is_the_one_of_the_filing() -> None:
    books = produced(EXAMPLE).books
    assert books is not None
    for it in rows_from(EXAMPLE):
        if it["金额（元）"]:
            steps = tuple(step for step in it["地址"].replace("[", ".").replace("]", "").split("."))
            figure = books.now.figure(steps)
            assert (figure.kind, figure.value) == (KIND_YUAN, Decimal(it["金额（元）"]))


def test_a_row_says_what_it_is_in_the_words_of_the_document() -> None:
    found = {(it["表"], it["地址"]): it for it in rows_from(EXAMPLE)}
    row = found["支出决算表", "支出决算表[2010350].基本支出"]
    named_by = ("单位代码", "年度", "文种", "称谓", "地区", "行代码", "行名", "栏")
    assert [row[it] for it in named_by] == [
        "126", "2024", "部门决算", "部门", "福建", "2010350", "事业运行", "基本支出",
    ]  # fmt: skip
    assert [row[it] for it in ("印出的字", "计量单位", "金额来自")] == ["508.68", "万元", "填报"]
    named = found["收入支出决算总表", "按功能分类支出[208].决算数"]
    assert (named["行代码"], named["栏"]) == ("208", "支出/决算数")
    assert named["行名"].endswith("社会保障和就业支出")


def test_a_region_that_parts_its_codes_has_the_same_rows() -> None:
    rows = [it for path in OTHER_REGION for it in rows_from(path) if it["行代码"]]
    assert [it for it in rows if it["行名"].isdecimal() or not it["行名"]] == []
    budget = [it for it in rows_from(OTHER_REGION[1]) if it["计量单位"] == "元"]
    assert budget


def test_amounts_that_are_typed_in_wan_are_said_to_be(edited: Edit) -> None:
    assert {it["金额来自"] for it in rows_from(BUDGET)} >= {"填报（万元）"} or {
        it["金额来自"] for it in rows_from(BUDGET)
    } <= {"填报", "印出"}


WITHHELD = (
    "不公开:\n  项目绩效目标: 按照国家保密规定，项目支出绩效目标不予公开。\n"
    "  部门专项资金: 按照国家保密规定，部门专项资金管理清单目录不予公开。\n"
)


def test_what_is_withheld_gives_no_row(tmp_path: Path) -> None:
    filing = tmp_path / "a.yaml"
    filing.write_text(BUDGET.read_text("utf-8") + WITHHELD, "utf-8")
    outcome = pipeline.produce(filing)
    assert not outcome.failed, outcome.faults
    before = {it["地址"].partition("[")[0].partition(".")[0] for it in rows_from(BUDGET)}
    after = {
        it["地址"].partition("[")[0].partition(".")[0]
        for it in rows_of(data_extract.extract(outcome))
    }
    assert "项目绩效目标" in before - after
    assert not {"项目绩效目标", "部门专项资金", "部门专项资金合计"} & after


FORMULAS = {
    "=1+1": "'=1+1",
    "+A1": "'+A1",
    "-A1": "'-A1",
    "@SUM(A1)": "'@SUM(A1)",
    "＝1+1": "'＝1+1",
    "-1,234.50": "-1,234.50",
    "-12.3%": "-12.3%",
    "-1+1": "'-1+1",
    "'=1": "''=1",
    " =1": "' =1",
    "\t=1": "'\t=1",
    "甲=乙": "甲=乙",
    "12": "12",
    "": "",
}


def test_no_text_is_a_formula() -> None:
    assert {it: data_text.guard(it) for it in FORMULAS} == FORMULAS


def test_accounts_below_the_disclosed_level_give_no_row(edited: Edit) -> None:
    text = EXAMPLE.read_text("utf-8")
    typed = text[
        text.index("    2010350: 4916502.22") : text.index("  政府性基金预算财政拨款收入支出")
    ]
    reasons = text[text.index("    2010350: 人员支出") : text.index("  三公经费:\n    合计: 公务")]
    before = "    {20103: 24910642.61, 20605: 16480682.68, 20805: 529138.57, 22102: 1035581.52}\n"
    why = "    {20103: 项目减少, 20605: 项目增加, 20805: 基数调整, 22102: 人员变动}\n"
    section = ("金额单位: 元\n", "金额单位: 元\n公开级次: {功能分类: 款, 经济分类: 类}\n")
    outcome = pipeline.produce(edited(section, (typed, before), (reasons, why)))
    assert not outcome.failed, outcome.faults
    codes = {it["行代码"] for it in rows_of(data_extract.extract(outcome))}
    assert {len(it) for it in codes} == {0, 3, 5}
    assert {it for it in codes if it[:1] == "3" and len(it) > 3} == set()


def test_invented_units_of_two_regions_give_all_their_figures(tmp_path: Path) -> None:
    for invent in (fleet.unit, fleet.other_unit):
        for index in range(2):
            unit = invent(7, index)
            (tmp_path / unit.file).write_text(unit.text, "utf-8")
            outcome = pipeline.produce(tmp_path / unit.file)
            rows = rows_of(data_extract.extract(outcome))
            assert rows
            assert outcome.filing is not None
            assert {it["单位名称"] for it in rows} == {outcome.filing.unit_name}
            assert [it for it in rows if it["金额（元）"] and not it["计量单位"]] == []
