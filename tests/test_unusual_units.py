"""Units that the usual filing does not fit: what may not be published, what they do not have."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.examples import BUDGET, EXAMPLE, OTHER_REGION, ROOT, Edit, codes
from support.packs import spoil

from generator import pipeline
from generator.diagnostics import Fault, Severity
from generator.pipeline import Outcome
from generator.word import archive, ooxml

ACCOUNTS_OF_ANOTHER, DEPARTMENT_OF_ANOTHER, _ = OTHER_REGION
FILINGS = ROOT / "tests" / "filings"
REASON = "《中华人民共和国保守国家秘密法》"
UNIT = "类型: 事业单位, 称谓: 部门}"


def lines(outcome: Outcome) -> list[str]:
    assert outcome.document, [fault.message for fault in outcome.faults]
    return ooxml.paragraph_texts(ooxml.parse(archive.read(outcome.document)["word/document.xml"]))


def stating(
    edited: Edit, section: str, *changes: tuple[str, str], example: Path = EXAMPLE
) -> Outcome:
    """What becomes of an example with one more section."""
    more = ("\n单位: {", f"\n{section}\n单位: {{")
    return pipeline.produce(edited(more, *changes, example=example))


@pytest.mark.parametrize(
    ("example", "section", "figure", "sentence"),
    [
        (EXAMPLE, "一般公共预算财政拨款基本支出决算表", "人员经费", "基本支出明细按规定不公开"),
        (EXAMPLE, "政府采购", "政府采购支出总额", "政府采购情况按规定不公开"),
        (EXAMPLE, "国有资产", "共有车辆", "国有资产占用使用情况按规定不公开"),
        (EXAMPLE, "项目支出绩效自评", "绩效自评公开表", "项目支出绩效自评按规定不公开"),
        (BUDGET, "一般公共预算基本支出经济分类情况表", "人员经费", "基本支出明细按规定不公开"),
        (BUDGET, "政府采购", "政府采购预算总额", "政府采购情况按规定不公开"),
        (BUDGET, "国有资产", "共有车辆", "国有资产占用使用情况按规定不公开"),
        (BUDGET, "部门专项资金", "立项依据：", "按规定不公开"),
        (BUDGET, "项目绩效目标", "项目绩效目标表", "项目支出绩效目标按规定不公开"),
        (
            ACCOUNTS_OF_ANOTHER,
            "一般公共预算财政拨款基本支出决算表",
            "主要包括：",
            "基本支出明细按规定不公开",
        ),
        (ACCOUNTS_OF_ANOTHER, "政府采购", "货物采购金额", "政府采购支出情况按规定不公开"),
        (ACCOUNTS_OF_ANOTHER, "国有资产", "共有车辆", "国有资产占有使用情况按规定不公开"),
        (DEPARTMENT_OF_ANOTHER, "政府采购", "政府采购货物预算", "政府采购预算按规定不公开"),
        (DEPARTMENT_OF_ANOTHER, "国有资产", "安排购置车辆", "国有资产占有使用情况按规定不公开"),
        (DEPARTMENT_OF_ANOTHER, "项目经费", "年度项目总预算", "项目经费情况按规定不公开"),
    ],
)
def test_what_may_not_be_published_is_said_with_its_reason_and_not_printed(
    edited: Edit, example: Path, section: str, figure: str, sentence: str
) -> None:
    said = f"不公开: {{{section}: {REASON}}}"
    printed = lines(stating(edited, said, example=example))
    assert [True] == list({REASON in line for line in printed if sentence in line})
    assert [] == [line for line in printed if figure in line and line.endswith("。")]


@pytest.mark.parametrize("draft", [False, True])
def test_what_a_form_cannot_withhold_is_not_printed_at_all(
    edited: Edit, tmp_path: Path, draft: bool
) -> None:
    root = spoil(tmp_path)
    form = root / "templates" / "budget" / "2025" / "fujian" / "document.docx"
    parts = archive.read(form.read_bytes())
    asks, asks_not = "if 不公开.政府采购 %}".encode(), "if 公开级次.功能分类 %}".encode()
    assert asks in parts["word/document.xml"]
    parts["word/document.xml"] = parts["word/document.xml"].replace(asks, asks_not)
    form.write_bytes(archive.pack(parts))
    more = ("\n单位: {", f"\n不公开: {{政府采购: {REASON}}}\n单位: {{")
    refused = pipeline.produce(edited(more, example=BUDGET), root, draft=draft)
    told = [it for it in refused.faults if it.severity is Severity.ERROR]
    expected = (
        "表样不支持“不公开.政府采购”：还印着 政府采购.总额、政府采购.货物、政府采购.工程 等 4 处"
    )
    assert ([expected], b"") == ([it.message for it in told], refused.document)
    assert ["请告知表样管理人，改好以前不要公开"] == [it.help for it in told]
    assert pipeline.produce(edited(example=BUDGET), root, draft=draft).document


def rows(printed: list[str], length: int) -> set[str]:
    return {line for line in printed if line.isdigit() and len(line) == length}


def test_accounts_print_down_to_the_level_that_may_be_published(edited: Edit) -> None:
    usual = lines(pipeline.produce(EXAMPLE))
    text = EXAMPLE.read_text("utf-8")
    typed = text[
        text.index("    2010350: 4916502.22") : text.index("  政府性基金预算财政拨款收入支出")
    ]
    reasons = text[text.index("    2010350: 人员支出") : text.index("  三公经费:\n    合计: 公务")]
    before = "    {20103: 24910642.61, 20605: 16480682.68, 20805: 529138.57, 22102: 1035581.52}\n"
    why = "    {20103: 项目减少, 20605: 项目增加, 20805: 基数调整, 22102: 人员变动}\n"
    section = "公开级次: {功能分类: 款, 经济分类: 类}"
    printed = lines(stating(edited, section, (typed, before), (reasons, why)))
    assert (True, set()) == (bool(rows(usual, 7)), rows(printed, 7))
    assert {"20103", "20605", "20805", "22102"} == rows(printed, 5)
    assert [] == [line for line in printed if "2010350" in line or "基本工资" == line]
    counted = {line[-12:] for line in printed if "级科目分类统计" in line}
    assert {"（按款级科目分类统计）："} == counted
    assert "20103-政府办公厅（室）及相关机构事务" in "".join(printed)


def test_entries_may_be_stated_on_the_lowest_level_that_is_published(edited: Edit) -> None:
    section = "公开级次: {经济分类: 类}"
    changes = (("{科目: 30211 差旅费,", "{科目: 399 其他支出,"),)
    assert "L404" not in codes(stating(edited, section, *changes))
    assert "L404" in codes(pipeline.produce(edited(*changes)))


def without_overall(text: str) -> tuple[str, str]:
    start, end = text.index("\n部门整体支出绩效自评:\n"), text.index("\n# 十、上年决算数")
    return text[start:end], "\n"


def test_a_unit_need_not_assess_itself_as_a_whole(edited: Edit) -> None:
    outcome = pipeline.produce(edited(without_overall(EXAMPLE.read_text("utf-8"))))
    printed = lines(outcome)
    note = "注：该年度本部门不涉及部门整体支出绩效自评。"
    assert ([note, note], []) == (
        [line for line in printed if "不涉及" in line],
        [line for line in printed if "部门整体绩效自评表" in line or "【" in line],
    )


def weigh(faults: tuple[Fault, ...], code: str) -> Iterator[Severity]:
    return (fault.severity for fault in faults if fault.code == code and "年末" in fault.message)


@pytest.mark.parametrize(
    ("kind", "severity"),
    [("事业单位", Severity.WARNING), ("企业", Severity.WARNING), ("行政单位", Severity.ERROR)],
)
def test_a_loss_is_only_told_where_there_can_be_one(
    edited: Edit, kind: str, severity: Severity
) -> None:
    loss = "资金: 非财政拨款, 经营支出: 9000000, 项目支出: 3236007.94}"
    text = EXAMPLE.read_text("utf-8")
    totals = text[text.index("\n核对数:") : text.index("\n# 十三、增减原因")]
    spent = ("资金: 非财政拨款, 项目支出: 3236007.94}", loss)
    path = edited(spent, (UNIT, UNIT.replace("事业单位", kind)), (totals, "\n"))
    assert {severity} == set(weigh(pipeline.produce(path).faults, "C303"))


@pytest.mark.parametrize("kind", ["群团组织", "社会团体", "企业"])
def test_other_kinds_of_units_can_be_stated(edited: Edit, kind: str) -> None:
    assert [] == codes(pipeline.produce(edited((UNIT, UNIT.replace("事业单位", kind)))))


def test_a_department_that_files_as_one_may_run_on_less_than_its_public_expenses(
    edited: Edit,
) -> None:
    office = (UNIT, UNIT.replace("事业单位", "行政单位"))
    other = "    - {名称: 福州市市民卡综合数据交换中心, 性质: 财政全额拨款事业单位, 在职人数: 6}\n"
    assert "C302" not in codes(pipeline.produce(edited(office)))
    assert "C302" in codes(pipeline.produce(edited(office, (other, ""))))


def test_a_unit_that_was_abolished_has_nothing_left(edited: Edit) -> None:
    text = (FILINGS / "new_unit.yaml").read_text("utf-8")
    gone = re.sub(r"(?m)^(收入|支出|基本支出经济分类):\n(?: +- .*\n)+", r"\1: []\n", text)
    gone = gone.replace("公务接待费: 2100.00", "公务接待费: 0")
    outcome = pipeline.produce(edited((text, gone), example=FILINGS / "new_unit.yaml"))
    assert ([], True) == (
        [it.code for it in outcome.faults if it.severity is Severity.ERROR],
        bool(outcome.document),
    )


PROCURED = """  货物: 57628.50
  服务: 30887496.30
  货物授予中小企业: 57628.50
  服务授予中小企业: 11899968.30
  授予小微企业: 57628.50
"""


@pytest.mark.parametrize(
    ("amounts", "absent"),
    [
        ("  货物: 1.00\n", "本年无政府采购支出 本年无货物采购支出"),
        ("  服务: 1.00\n  服务授予中小企业: 1.00\n", "本年未授予中小企业合同 本年无服务采购支出"),
    ],
)
def test_what_rounds_to_nothing_is_still_something(amounts: str, absent: str, edited: Edit) -> None:
    text = "".join(lines(pipeline.produce(edited((PROCURED, amounts)))))
    assert "政府采购支出总额0.00万元，其中：" in text
    assert [] == [words for words in absent.split() if words in text]
