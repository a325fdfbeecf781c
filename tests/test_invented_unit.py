"""Two invented units against text computed by hand: every kind of money, and no prior year.

No expected figure here comes from the engine: each was added, divided and rounded on paper from
the amounts in `filings/`, in whole 分.
"""

import re
from functools import cache
from pathlib import Path

import pytest
from support.examples import Edit
from support.ooxml import lint, paragraphs, tables

from generator import pipeline
from generator.pipeline import Outcome

GENERAL = "一般公共预算财政拨款支出决算表"
FUND = "政府性基金预算财政拨款收入支出决算表"
FILINGS = Path(__file__).parent / "filings"
INVENTED, NEW = FILINGS / "invented_unit.yaml", FILINGS / "new_unit.yaml"
# Terms of the form that stay as they are, whatever the unit calls itself.
FIXED_TERMS = re.compile(
    r"财政部门|主管部门|部门评价|部门整体(?:支出)?绩效自评|部门整体支出开展绩效自评|"
    r"部门\(单位\)名称|部门预算编码|年初部门预算安排"
)


@pytest.fixture(scope="module")
def unit() -> Outcome:
    return pipeline.produce(INVENTED)


@pytest.fixture(scope="module")
def new_unit() -> Outcome:
    return pipeline.produce(NEW)


@cache
def texts(document: bytes) -> list[str]:
    """The paragraphs of a document, read once."""
    return paragraphs(document)


def section(outcome: Outcome, number: str, end: str) -> list[str]:
    """The paragraphs of a section of 第三部分, between its heading and the next one's."""
    whole = texts(outcome.document)
    part = whole[whole.index("第三部分\n2024年度单位决算情况说明") :]
    starts = [n for n, text in enumerate(part) if text.startswith(f"{number}、")]
    ends = [n for n, text in enumerate(part) if text.startswith(f"{end}、")]
    return part[starts[0] + 1 : ends[0]]


def table(outcome: Outcome, title: str) -> list[list[str]]:
    """The body of the table that has this number, from its total row on."""
    rows = tables(outcome.document)[int(title)]
    shown = [[cell for cell in row if cell] for row in rows]
    totals = [n for n, row in enumerate(shown) if row[0] == "合计" and row[1:]]
    return shown[totals[0] :]


# -- a unit with every kind of money -----------------------------------------------------------


def test_the_invented_unit_is_only_told_of_new_accounts_and_a_budget_exceeded(
    unit: Outcome,
) -> None:
    expected = [
        ("L423", "科目 223 国有资本经营预算支出：科目表里的名称未经核对，照它印"),
        ("C323", f"上年数的{GENERAL}没有列 2070111，按 0 计"),
        ("C323", f"上年数的{FUND}没有列 2296010，按 0 计"),
        ("C315", "三公经费.公务接待费 4386.00元，大于全年预算数 4000.00元"),
    ]
    assert expected == [(fault.code, fault.message) for fault in unit.faults]
    assert not unit.failed


def test_the_document_is_named_after_the_unit(unit: Outcome) -> None:
    assert ("2024", "榕川市群众艺术馆2024年度单位决算") == (unit.folder, unit.name)


def test_the_document_passes_the_structural_lint(unit: Outcome) -> None:
    assert [] == lint(unit.document)


def test_table_08_rolls_up_the_government_funds(unit: Outcome) -> None:
    expected = [
        ["合计", "35.86", "294.00", "298.81", "3.60", "295.21", "31.05"],
        ["212", "城乡社区支出", "31.86", "236.00", "241.59", "0.00", "241.59", "26.27"],
        [
            "21208",
            "国有土地使用权出让收入安排的支出",
            *("31.86", "236.00", "241.59", "0.00", "241.59", "26.27"),
        ],
        ["2120803", "城市建设支出", "31.86", "236.00", "241.59", "0.00", "241.59", "26.27"],
        ["229", "其他支出", "4.00", "58.00", "57.22", "3.60", "53.62", "4.78"],
        ["22960", "彩票公益金安排的支出", "4.00", "58.00", "57.22", "3.60", "53.62", "4.78"],
        [
            "2296010",
            "用于文化事业的彩票公益金支出",
            *("4.00", "58.00", "57.22", "3.60", "53.62", "4.78"),
        ],
    ]
    assert expected == table(unit, "8")


def test_table_09_rolls_up_the_state_capital_budget(unit: Outcome) -> None:
    expected = [
        ["合计", "44.74", "1.25", "43.49"],
        ["223", "国有资本经营预算支出", "44.74", "1.25", "43.49"],
        ["22399", "其他国有资本经营预算支出", "44.74", "1.25", "43.49"],
        ["2239999", "其他国有资本经营预算支出", "44.74", "1.25", "43.49"],
    ]
    assert expected == table(unit, "9")


def test_section_three_tells_every_general_account(unit: Outcome) -> None:
    expected = [
        "2024年度一般公共预算拨款支出969.77万元，比上年决算数增加28.99万元，增长3.08%，"
        "具体情况如下（按项级科目分类统计）：",
        "（一）2070108-文化活动 0.00万元，较上年决算数减少28.65万元，下降100.00%。"
        "主要原因是文化活动经费并入群众文化。",
        "（二）2070109-群众文化 639.70万元，较上年决算数增加29.17万元，增长4.78%。"
        "主要原因是文化活动经费并入本科目。",
        "（三）2070111-文化创作与保护 39.86万元，"
        "较上年决算数增加39.86万元（上年决算数为0.00万元）。主要原因是新增闽剧抢救性记录项目。",
        "（四）2070199-其他文化和旅游支出 123.68万元，较上年决算数减少15.45万元，下降11.10%。"
        "主要原因是场馆维修项目完工。",
        "（五）2080505-机关事业单位基本养老保险缴费支出 61.25万元，"
        "较上年决算数增加1.44万元，增长2.40%。主要原因是缴费基数调整。",
        "（六）2080506-机关事业单位职业年金缴费支出 30.62万元，与上年决算数持平。",
        "（七）2101102-事业单位医疗 28.73万元，较上年决算数增加1.54万元，增长5.65%。"
        "主要原因是缴费基数调整。",
        "（八）2210201-住房公积金 45.94万元，较上年决算数增加1.08万元，增长2.40%。"
        "主要原因是缴存基数调整。",
        "注：以上金额单位转换时可能存在尾数误差。",
    ]
    assert expected == section(unit, "三", "四")


def test_section_four_tells_every_government_fund(unit: Outcome) -> None:
    expected = [
        "2024年度政府性基金支出298.81万元，比上年决算数减少27.60万元，下降8.45%，"
        "具体情况如下（按项级科目分类统计）：",
        "（一）2120803-城市建设支出 241.59万元，较上年决算数减少84.82万元，下降25.99%。"
        "主要原因是分馆建设接近完工。",
        "（二）2296010-用于文化事业的彩票公益金支出 57.22万元，"
        "较上年决算数增加57.22万元（上年决算数为0.00万元）。主要原因是新增公益文化进社区项目。",
    ]
    assert expected == section(unit, "四", "五")


def test_section_five_tells_the_state_capital_budget(unit: Outcome) -> None:
    expected = [
        "2024年度国有资本经营预算支出44.74万元，比上年决算数减少6.46万元，下降12.62%，"
        "具体情况如下（按项级科目分类统计）：",
        "（一）2239999-其他国有资本经营预算支出 44.74万元，"
        "较上年决算数减少6.46万元，下降12.62%。主要原因是剧场改造补助减少。",
    ]
    assert expected == section(unit, "五", "六")


def test_section_seven_tells_the_three_public_expenses(unit: Outcome) -> None:
    expected = [
        "2024年度一般公共预算拨款“三公”经费支出31.57万元，完成全年预算的98.66%；"
        "较上年增加25.89万元，增长455.93%。主要原因是新增出国交流演出和更新公务用车。"
        "具体情况如下：",
        "（一）因公出国（境）费支出8.64万元，完成全年预算的96.01%；"
        "较上年增加8.64万元（上年决算数为0.00万元）。"
        "全年安排本单位组织的出国团组1个，参加其他单位出国团组0个；"
        "全年因公出国（境）累计3人次。主要是组团赴友好城市交流演出。",
        "（二）公务用车购置及运行费支出22.49万元，完成全年预算的99.51%；"
        "较上年增加17.25万元，增长329.33%。其中：",
        "公务用车购置费支出17.89万元，完成全年预算的99.39%；"
        "较上年增加17.89万元（上年决算数为0.00万元）。"
        "2024年公务用车购置1辆，主要是更新一辆到期报废的公务用车。",
        "公务用车运行费支出4.60万元，完成全年预算的100%；较上年减少0.64万元，下降12.16%。"
        "主要是严控用车。截至2024年12月31日，本单位公务用车保有量为2辆。",
        "（三）公务接待费支出0.44万元，完成全年预算的109.65%；与上年决算持平。"
        "累计接待5批次、38人次。",
    ]
    assert expected == section(unit, "七", "八")


def test_revenue_and_expenditure_of_every_source_are_told(unit: Outcome) -> None:
    expected = [
        "（一）收入支出决算总体情况说明",
        "2024年度本单位收入总计1619.47万元，支出总计1619.47万元，"
        "与上年决算数相比，各增加32.15万元，增长2.03%。主要是事业收入增加。",
        "（二）收入决算情况说明",
        "2024年度收入1447.84万元，比上年决算数增加31.58万元，增长2.23%，具体情况如下：",
        "1. 一般公共预算财政拨款收入979.77万元。",
        "2. 政府性基金预算财政拨款收入294.00万元。",
        "3. 国有资本经营预算财政拨款收入45.00万元。",
        "4. 上级补助收入35.00万元。",
        "5. 事业收入81.26万元。",
        "6. 经营收入12.80万元。",
        "7. 附属单位上缴收入0.00万元。",
        "8. 其他收入0.00万元。",
        "注：以上金额单位转换时可能存在尾数误差。",
        "（三）支出决算情况说明",
        "2024年度支出1425.67万元，比上年决算数增加9.99万元，增长0.71%，具体情况如下：",
        "1. 基本支出705.20万元。其中，人员支出535.59万元，公用支出169.61万元。",
        "2. 项目支出710.13万元。",
        "3. 上缴上级支出0.00万元。",
        "4. 经营支出10.35万元。",
        "5. 对附属单位补助支出0.00万元。",
        "注：以上金额单位转换时可能存在尾数误差。",
    ]
    assert expected == section(unit, "一", "二")


def test_fiscal_totals_are_those_of_the_three_budgets(unit: Outcome) -> None:
    expected = [
        "2024年度财政拨款收入总计1363.88万元，支出总计1363.88万元，"
        "与上年决算数相比，各增加0.37万元，增长0.03%，主要是：人员经费拨款增加。"
    ]
    assert expected == section(unit, "二", "三")


def test_the_department_evaluation_is_counted(unit: Outcome) -> None:
    expected = [
        "根据预算绩效管理要求，本单位组织对2024年度1个项目实施单位自评。",
        "对1个项目实施部门评价，涉及财政拨款资金共计148.02万元，"
        "评价结果等次为“优”“良”“中”“差”的项目分别是0个、1个、0个、0个。",
        "按要求对2024年度部门整体支出开展绩效自评，涉及财政拨款资金共计1363.88万元。",
    ]
    assert expected == section(unit, "八", "九")


def test_a_projects_money_without_a_budget_has_the_rate_of_nothing(unit: Outcome) -> None:
    rows = tables(unit.document)[10][3:7]
    expected = [
        ["年度资金总额", "170.00", "160.00", "148.02", "10", "92.51", "9.25"],
        ["其中：当年财政拨款", "150.00", "160.00", "148.02", "—", "92.51", ""],
        ["其他资金", "20.00", "0.00", "0.00", "—", "0.00", ""],
        ["上年结转资金", "0.00", "0.00", "0.00", "—", "0.00", ""],
    ]
    assert expected == [[cell.strip() for cell in row[1:]] for row in rows]


def test_a_projects_score_is_the_sum_of_its_parts(unit: Outcome) -> None:
    assert ["总分", "97.65"] == [cell for cell in tables(unit.document)[10][-1] if cell]


@pytest.mark.parametrize(
    "note",
    ["没有使用政府性基金预算", "没有使用国有资本经营预算", "无部门评价项目", "无项目支出绩效自评"],
)
def test_no_note_says_there_is_none_of_what_there_is(note: str, unit: Outcome) -> None:
    assert [] == [text for text in texts(unit.document) if note in text]


@pytest.mark.parametrize("path", [INVENTED, NEW], ids=lambda path: str(path.stem))
def test_a_unit_never_calls_itself_a_department(path: Path) -> None:
    found = [FIXED_TERMS.sub("", text) for text in texts(pipeline.produce(path).document)]
    assert [] == [text for text in found if "部门" in text]


def test_a_department_calls_itself_one(edited: Edit) -> None:
    path = edited(("称谓: 单位}", "称谓: 部门}"), example=INVENTED)
    found = texts(pipeline.produce(path).document)
    assert [] == [text for text in found if "本单位" in text and "机关运行经费" not in text]
    assert "第三部分\n2024年度部门决算情况说明" in found


# -- a unit without a prior year ---------------------------------------------------------------


def test_the_new_unit_has_no_fault_and_a_sound_document(new_unit: Outcome) -> None:
    assert ((), []) == (new_unit.faults, lint(new_unit.document))


def test_the_new_unit_compares_with_nothing(new_unit: Outcome) -> None:
    words = ("与上年", "较上年", "比上年", "上年无此项", "增长", "下降", "持平")
    found = [
        text
        for number, end in ("一二", "二三", "三四", "四五", "五六")
        for text in section(new_unit, number, end)
    ]
    assert [] == [text for text in found if any(word in text for word in words)]


def test_the_new_units_sentences_are_whole(new_unit: Outcome) -> None:
    expected = [
        "2024年度本单位收入总计111.25万元，支出总计111.25万元，上年无可比数据。",
        "2024年度收入111.25万元，上年无可比数据，具体情况如下：",
        "2024年度支出108.97万元，上年无可比数据，具体情况如下：",
        "2024年度财政拨款收入总计111.25万元，支出总计111.25万元，上年无可比数据。",
        "2024年度一般公共预算拨款支出108.97万元，上年无可比数据，"
        "具体情况如下（按项级科目分类统计）：",
        "（一）2010350-事业运行 80.32万元，上年无可比数据。",
        "（二）2010399-其他政府办公厅（室）及相关机构事务支出 28.65万元，上年无可比数据。",
        "2024年度政府性基金支出0.00万元，上年无可比数据。",
        "本单位2024年度没有使用政府性基金预算拨款安排的支出。",
        "2024年度国有资本经营预算支出0.00万元，上年无可比数据。",
        "本单位2024年度没有使用国有资本经营预算财政拨款安排的支出。",
        "2024年度一般公共预算拨款“三公”经费支出0.21万元，完成全年预算的70.00%；"
        "上年无可比数据。具体情况如下：",
        "（三）公务接待费支出0.21万元，完成全年预算的70.00%；上年无可比数据。"
        "累计接待2批次、15人次。",
    ]
    assert expected == [text for text in texts(new_unit.document) if text in expected]


def test_the_new_units_empty_tables_stand_with_zeros_and_say_why(new_unit: Outcome) -> None:
    zeros = ["0.00"] * 6
    assert [["合计", *zeros], zeros] == table(new_unit, "8")
    assert [["合计", *zeros[:3]], zeros[:3]] == table(new_unit, "9")
    found = texts(new_unit.document)
    assert 1 == found.count("2. 本单位2024年度没有使用政府性基金预算拨款安排的收支。")
    assert 1 == found.count("2. 本单位2024年度没有使用国有资本经营预算财政拨款安排的支出。")


def test_a_unit_without_projects_says_so(new_unit: Outcome) -> None:
    found = texts(new_unit.document)
    assert 1 == found.count("注：该年度本单位无项目支出绩效自评。")
    assert "根据预算绩效管理要求，本单位组织对2024年度0个项目实施单位自评。" in found
