"""What a form may name: rows, lists, records, texts and conditions, and nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest
from support.examples import EXAMPLE, ROOT, Edit
from support.packs import example_pack
from support.rendering import linked, rendered

from generator.books import bases
from generator.books.books import Books
from generator.filing import schema, source
from generator.filling.cells import FigureView, at_hand
from generator.filling.filling import run
from generator.filling.names import names
from generator.filling.program import FormError
from generator.filling.tables import TableView
from generator.packs.definitions import Selection, Table

Print = Callable[[str], str]


def opened(path: Path) -> Books:
    read, _ = source.load(path)
    assert read is not None
    filing, _ = schema.validate(read, example_pack().rules)
    return bases.open_books(filing, example_pack())[0]


def printer(books: Books) -> Print:
    return lambda form: rendered(form, example_pack().wording, books)


@pytest.fixture(scope="module")
def show() -> Print:
    return printer(opened(EXAMPLE))


def loop(view: str, body: str) -> str:
    return f"{{% for 行 in {view} %}}{body} {{% endfor %}}"


def when(condition: str) -> str:
    return f"{{% if {condition} %}}有{{% else %}}无{{% endif %}}"


# -- texts, figures, rows ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        pytest.param("{{ 年度 }}", "2024", id="a text"),
        pytest.param("{{ 上年度 }}", "2023", id="the year before"),
        pytest.param("{{ 单位.名称 }}", "福州市“智慧福州”管理服务中心", id="a text in a section"),
        pytest.param("{{ 部门概况.工作总结[1].标题 }}", "不断提升数字化政务服务水平", id="item"),
        pytest.param("{{ 支出决算表[2010399].项目支出 | 万元 }}", "962.91", id="a row by code"),
        pytest.param("{{ 支出决算表.合计.项目支出 | 万元 }}", "3279.44", id="the total row"),
        pytest.param(
            "{{ 支出决算表[205].项目支出 | 万元 }}", "0.00", id="an account without money"
        ),
        pytest.param("{{ 支出决算表[2010399].编码 }}", "2010399", id="a row's code"),
        pytest.param("{{ 支出决算表[205].名称 }}", "教育支出", id="a row's name"),
        pytest.param("{{ 支出决算表.合计.名称 }}", "合计", id="the total row's name"),
        pytest.param("{{ 三公经费.合计 | 万元 }}", "2.26", id="a figure"),
        pytest.param("{{ 项目支出绩效自评[3].总分 | 分值 }}", "86.88", id="a derived figure"),
    ],
)
def test_a_name_stands_for_its_text_or_figure(form: str, expected: str, show: Print) -> None:
    assert expected == show(form)


@pytest.mark.parametrize(
    ("employed", "satisfied", "funds", "grade"),
    [
        pytest.param("30", "10", "10", "优", id="100"),
        pytest.param("20", "10", "10", "优", id="90"),
        pytest.param("19.99", "10", "10", "良", id="89.99"),
        pytest.param("10", "10", "10", "良", id="80"),
        pytest.param("9.99", "10", "10", "中", id="79.99"),
        pytest.param("0", "10", "0", "中", id="60"),
        pytest.param("0", "9.99", "0", "差", id="59.99"),
        pytest.param("0", "0", "0", "差", id="50"),
    ],
)
def test_a_grade_is_the_first_whose_threshold_is_reached(
    employed: str, satisfied: str, funds: str, grade: str, edited: Edit
) -> None:
    path = edited(
        ("完成值: 268, 分值: 30, 得分: 30}", f"完成值: 268, 分值: 30, 得分: {employed}}}"),
        (
            "三级: 单位员工满意度, 指标值: ≥90%, 完成值: 100, 分值: 10, 得分: 10}",
            f"三级: 单位员工满意度, 指标值: ≥90%, 完成值: 100, 分值: 10, 得分: {satisfied}}}",
        ),
        ("  资金得分: 10\n", f"  资金得分: {funds}\n"),
    )
    shown = printer(opened(path))("{{ 部门整体支出绩效自评.等级 }}")
    assert grade == shown[0]


# -- the lists of a view -----------------------------------------------------------------------

TWO_HUNDRED_AND_ONE = "201 20103 2010350 2010399 "


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("全部", f"{TWO_HUNDRED_AND_ONE}206 20605 2060503 208 20805 2080505 2080506 "
                 "221 22102 2210201 2210202 2210203 "),
        ("类级", "201 206 208 221 "),
        ("款级", "20103 20605 20805 22102 "),
        ("项级", "2010350 2010399 2060503 2080505 2080506 2210201 2210202 2210203 "),
    ],
)  # fmt: skip
def test_a_view_lists_its_rows_with_money_sorted_by_code(
    rows: str, expected: str, show: Print
) -> None:
    assert expected == show(loop(f"支出决算表.{rows}", "{{ 行.编码 }}"))


def test_a_row_of_a_list_has_its_name_and_columns(show: Print) -> None:
    form = loop("收入决算表.类级", "{{ 行.编码 }}{{ 行.名称 }}{{ 行.财政拨款收入 | 万元 }}")
    expected = (
        "201一般公共服务支出1147.99 206科学技术支出2316.53 "
        "208社会保障和就业支出84.87 221住房保障支出109.05 "
    )
    assert expected == show(form)


def test_a_column_goes_before_what_a_row_is_called() -> None:
    columns = {"名称": Selection(None), "合计": Selection(None)}
    table = Table("功能分类", {}, columns, "合计", Selection(None))
    [row] = TableView(opened(EXAMPLE), ("表",), table).view_rows(["201"])
    assert ({}, ("表", "201")) == at_hand(row)
    assert isinstance(row["名称"], FigureView)


def test_an_account_of_last_year_only_is_listed_where_the_form_asks_for_it(edited: Edit) -> None:
    row = "    2010350: 4916502.22\n"
    show = printer(opened(edited((row, f"{row}    2010301: 8.00\n"))))
    view = "一般公共预算财政拨款支出决算表"
    expected = "2010301 2010350 2010399 2060503 2080505 2080506 2210201 2210202 2210203 "
    assert expected == show(loop(f"{view}.项级及上年", "{{ 行.编码 }}"))
    assert expected.removeprefix("2010301 ") == show(loop(f"{view}.项级", "{{ 行.编码 }}"))


def test_an_account_of_last_year_with_nothing_in_it_is_not_listed(edited: Edit) -> None:
    row = "    2010350: 4916502.22\n"
    show = printer(opened(edited((row, f"{row}    2010301: 0\n"))))
    form = loop("一般公共预算财政拨款支出决算表.项级及上年", "{{ 行.编码 }}")
    assert "2010301" not in show(form)


def test_a_view_without_money_lists_nothing(show: Print) -> None:
    assert "" == show(loop("政府性基金预算财政拨款收入支出决算表.全部", "{{ 行.编码 }}"))


# -- records -----------------------------------------------------------------------------------


def test_records_come_in_the_order_they_were_stated(show: Print) -> None:
    form = loop("部门概况.决算单位", "{{ loop.index | 中文数字 }}{{ 行.在职人数 | 整数 }}")
    assert "一29 二6 " == show(form)


def test_paragraphs_come_one_by_one(show: Print) -> None:
    assert 9 == show(loop("部门概况.主要职责", "{{ 行 }}")).count("。 ")


def test_a_run_of_equal_texts_begins_once(show: Print) -> None:
    form = loop(
        "项目支出绩效自评[3].指标",
        "{% if 行.一级首 %}{{ 行.一级 }}{% endif %}{% if 行.二级首 %}·{{ 行.二级 }}{% endif %}",
    )
    expected = (
        "产出指标·数量指标  ·质量指标 ·时效指标 成本指标·经济成本指标 "
        "效益指标·社会效益指标  满意度指标·服务对象满意度指标 "
    )
    assert expected == show(form)


def test_a_new_first_level_begins_a_second_level_of_the_same_name(edited: Edit) -> None:
    line = "      - {一级: 成本指标, 二级: 经济成本指标, 三级: 系统运维成本控制率"
    show = printer(opened(edited((line, line.replace("经济成本指标", "时效指标")))))
    form = loop("项目支出绩效自评[1].指标", "{% if 行.二级首 %}{{ 行.二级 }}{% endif %}")
    assert 2 == show(form).count("时效指标")


def test_the_only_record_of_a_list_begins_its_run() -> None:
    show = printer(opened(ROOT / "tests" / "filings" / "invented_unit.yaml"))
    form = loop("部门整体支出绩效自评.指标", "{% if 行.一级首 %}{{ 行.一级 }}{% endif %}")
    assert "产出指标 " == show(form)


# -- conditions --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("支出决算表.有数", "有"),
        ("政府性基金预算财政拨款收入支出决算表.有数", "无"),
        ("财政拨款收入支出决算总表.有数", "有"),
        ("三公经费.合计.有数", "有"),
        ("三公经费.因公出国境费.有数", "无"),
        ("not 部门评价.项目数.有数", "有"),
        ("项目支出绩效自评.有数", "有"),
        ("项目支出绩效自评[1].指标[1].偏差原因", "无"),
        ("项目支出绩效自评[2].指标[1].偏差原因", "有"),
    ],
)
def test_a_condition_asks_whether_there_is_money_or_a_text(
    condition: str, expected: str, show: Print
) -> None:
    assert expected == show(when(condition))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        pytest.param("政府采购.工程占比.有数", "无", id="a share of nothing"),
        pytest.param("政府采购.货物占比.有数", "有", id="a share of something"),
        pytest.param("项目支出绩效自评[1].资金.有数", "无", id="a table with a column of shares"),
    ],
)
def test_a_share_of_nothing_is_nothing(condition: str, expected: str, edited: Edit) -> None:
    money = "      当年财政拨款: {全年预算数: 426500.00, 全年执行数: 426500.00}\n"
    show = printer(opened(edited((money, "      当年财政拨款: {全年预算数: 0}\n"))))
    assert expected == show(when(condition))


@pytest.mark.parametrize(
    ("lists", "expected"), [("年初结转和结余", "有"), ("收入", "有"), ("支出", "有")]
)
def test_a_fund_has_money_when_any_of_its_columns_has(
    lists: str, expected: str, edited: Edit
) -> None:
    first = {
        "年初结转和结余": "  - {一般公共预算财政拨款: 354345.80, 非财政拨款: 3585976.95}\n",
        "收入": "  - {科目: 2010350 事业运行, 一般公共预算财政拨款: 5086823.81}\n",
        "支出": "  - {科目: 2010350 事业运行, 资金: 一般公共预算财政拨款, 基本支出: 5086823.81}\n",
    }[lists]
    more = "  - {科目: 2120803, 政府性基金预算财政拨款: 5}\n"
    spent = "  - {科目: 2120803, 资金: 政府性基金预算财政拨款, 项目支出: 5}\n"
    path = edited((first, first + (spent if lists == "支出" else more)))
    view = "政府性基金预算财政拨款收入支出决算表"
    assert expected == printer(opened(path))(when(f"{view}.有数"))


FUND = "政府性基金预算财政拨款收入支出决算表"
NOTHING_LAST_YEAR = f"  {FUND}: {{合计: 0}}\n"


@pytest.mark.parametrize(
    ("last_year", "expected"),
    [
        pytest.param(NOTHING_LAST_YEAR, "无", id="nothing then either"),
        pytest.param(f"  {FUND}:\n    2120803: 5.00\n", "有", id="money then"),
        pytest.param(f"  {FUND}: {{合计: 5.00}}\n", "有", id="only a total then"),
        pytest.param("", "无", id="nothing said of then"),
    ],
)
def test_a_condition_may_ask_for_money_of_this_year_or_the_last(
    last_year: str, expected: str, edited: Edit
) -> None:
    show = printer(opened(edited((NOTHING_LAST_YEAR, last_year))))
    assert ("无", expected) == (show(when(f"{FUND}.有数")), show(when(f"{FUND}.有数及上年")))


def test_money_of_this_year_is_enough_for_either(show: Print) -> None:
    assert "有" == show(when("支出决算表.有数及上年"))


def test_a_unit_without_a_prior_year_has_only_this_years_money() -> None:
    show = printer(opened(ROOT / "tests" / "filings" / "new_unit.yaml"))
    assert ("无", "有") == (show(when(f"{FUND}.有数及上年")), show(when("支出决算表.有数及上年")))


@pytest.mark.parametrize(
    "condition", ["三公经费.合计", "支出决算表", "支出决算表.合计", "三公经费", "项目支出绩效自评"]
)
def test_only_a_truth_value_is_a_condition(condition: str, show: Print) -> None:
    with pytest.raises(FormError) as caught:
        show(when(condition))
    assert ("D503", f"“{condition}”不能直接用作条件", "用 .有数") == (
        caught.value.code,
        caught.value.message,
        caught.value.help,
    )


# -- what a form cannot name -------------------------------------------------------------------


@pytest.mark.parametrize("view", ["三公经费", "支出决算表", "单位.名称", "年度"])
def test_only_a_list_is_gone_through(view: str, show: Print) -> None:
    with pytest.raises(FormError) as caught:
        show(loop(view, "甲"))
    expected = ("D504", "这里的名称不是清单，不能逐条循环")
    assert expected == (caught.value.code, caught.value.message)


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ("{{ 支出决算 }}", "没有“支出决算”这个名称"),
        ("{{ 单位.全称 }}", "“单位”里没有“全称”"),
        ("{{ 支出决算表.合计.项目 | 万元 }}", "“支出决算表”里没有“项目”这一栏"),
        ("{{ 支出决算表.总计.项目支出 | 万元 }}", "“支出决算表”里没有“总计”这一行"),
        ("{{ 支出决算表[209].项目支出 | 万元 }}", "科目表里没有 209"),
        ("{{ 支出决算表.目级 }}", "“支出决算表”里没有“目级”这一行"),
        (loop("部门概况.决算单位", "{{ 行.人数 }}"), "“部门概况.决算单位”的每条里没有“人数”"),
        (loop("部门概况.决算单位", "{% if 行.编制首 %}{% endif %}"), "没有“编制首”"),
    ],
)
def test_a_name_that_stands_for_nothing_is_answered(form: str, message: str, show: Print) -> None:
    with pytest.raises(FormError) as caught:
        show(form)
    assert ("D503", message) == (caught.value.code, caught.value.message)


def test_an_account_that_another_unit_named_stands_for_nothing(edited: Edit) -> None:
    form = "{{ 支出决算表[2090199].项目支出 | 万元 }}"
    program = linked(form, example_pack().wording)
    named = opened(edited(("地区: 福建\n", "地区: 福建\n科目名称: {2090199: 甲}\n")))
    assert "0.00" == run(program, names(named), named).xml.decode()
    other = opened(EXAMPLE)
    with pytest.raises(FormError) as caught:
        run(program, names(other), other)
    assert "科目表里没有 2090199" == caught.value.message


@pytest.mark.parametrize(
    "form",
    ["{{ 单位 }}", "{{ 支出决算表 }}", "{{ 支出决算表.合计 }}", "{{ 部门概况.决算单位 }}"],
)
def test_what_is_neither_text_nor_figure_cannot_be_printed(form: str, show: Print) -> None:
    with pytest.raises(FormError) as caught:
        show(form)
    assert "D504" == caught.value.code
