"""What only the filled form shows, on a small invented pack and figures printed by hand."""

from typing import Any

import pytest

from generator.addresses import parse
from generator.books.books import Books
from generator.checks import checks, coverage
from generator.checks.case import Case, Check
from generator.diagnostics import Fault, Place
from generator.figures import ledger
from generator.figures.book import Book
from generator.filing import filing, schema, source
from generator.filling.marks import Aspect, Mark
from generator.filling.prints import Printed, Prints
from generator.packs.classification import Classification, Term
from generator.packs.defining import define

FIGURE = {"kind": "元"}
RULES: dict[str, Any] = {
    "年度": {"kind": "年度"},
    "支出": {
        "type": "list",
        "schema": {
            "type": "dict",
            "schema": {"科目": {"code": "功能分类"}, "基本": FIGURE, "项目": FIGURE},
        },
    },
    "收入": FIGURE,
    "结余": FIGURE,
    "上年数": {"addresses": "元"},
    "增减原因": {"addresses": "文"},
    "附言": {"addresses": "文"},
}
TABLES = {
    "lists": {"支出": {"spread": "性质"}},
    "tables": {
        "支出表": {"from": "支出", "rows": "功能分类", "columns": "性质", "total": "合计"},
    },
}
CLASSES = ("208", "221", "206", "212", "211", "224")
NAMES = {"201": "公共服务", "2010101": "运行", "2010102": "管理", "205": "教育", "2050101": "小学"}
NAMES |= {code: "其他" for owner in CLASSES for code in (owner, f"{owner}0101")}
STILL_TO_BE_STATED = "S204"  # an empty value, with which only a draft goes on
UNNAMED = "2010102"  # by the books, though the ledger knows it
ACCOUNTS = Classification(
    "功能分类", {"类": 3, "项": 7}, {code: (Term(name),) for code, name in NAMES.items()}
)
DEFINITIONS = define(RULES, TABLES, {"功能分类": ACCOUNTS.levels})


def case_of(text: str, *printed: Printed, before: str | None = None) -> Case:
    """The case of a filing of these lines (年度 is the first), of a base, of what was printed."""
    filing, book = _opened(text)
    bases = {} if before is None else {"上年数": _opened(before)[1]}
    notes: dict[str, Any] = {"增减原因": {}, "附言": {}}
    levels = {"功能分类": ACCOUNTS.levels}
    return Case(filing, Books(book, bases, notes, {}, levels, name_of), Prints.of(printed))


def name_of(table: str, code: str) -> str | None:
    """The names of all accounts of the only table but for one."""
    named = {("功能分类", code): name for code, name in NAMES.items() if code != UNNAMED}
    return named.get((table, code))


def _opened(text: str) -> tuple[filing.Filing, Book]:
    read, _ = source.parse(f"年度: 2024\n{text}".encode(), "填报.yaml")
    assert read is not None
    filing, faults = schema.validate(read, RULES)
    assert [] == [fault for fault in faults if fault.code != STILL_TO_BE_STATED]
    made, wrong = ledger.build(filing, DEFINITIONS, {"功能分类": ACCOUNTS})
    assert [] == wrong
    return filing, Book(DEFINITIONS.root, made)


def print_of(aspect: Aspect, address: str, text: str = "", base: str = "") -> Printed:
    return Printed(Mark(aspect, parse(address), base), text, "word/document.xml", 1, 0)


# Addresses as a form prints them in any order and more than once, and their labels in order.
SCATTERED = (
    "结余",
    "支出表[201].合计",
    "收入",
    "支出表.合计.基本",
    "支出表[205].项目",
    "支出表.合计.合计",
    "支出表[201].项目",
    "收入",
    "支出表[205].合计",
)
LABELS = (
    "支出表.合计",
    "支出表.合计.基本",
    "支出表[201]",
    "支出表[201].项目",
    "支出表[205]",
    "支出表[205].项目",
    "收入",
    "结余",
)


def values(*addresses: str) -> list[Printed]:
    return [print_of(Aspect.VALUE, address) for address in addresses]


def said(faults: Any) -> list[str]:
    """All that faults say: code, weight, line, message, suggestion and notes."""
    return [_said(fault) for fault in faults]


def _said(fault: Fault) -> str:
    assert isinstance(fault.place, Place)
    head = f"{fault.code} {fault.severity.value} {fault.place.line}:{fault.place.column}"
    return f"{head} {fault.message}（{fault.help}；{'、'.join(fault.notes)}）"


def demand(**parts: Any) -> Check:
    return {**parts, "依据": "规定"}


# -- covered -----------------------------------------------------------------------------------

BY_CLASS = demand(kind="covered", table="支出表", level="类")
BY_ITEM = demand(kind="covered", table="支出表", level="项")
SPENT = "支出:\n  - {科目: 2050101, 基本: 5}\n  - {科目: 2010101, 基本: 3, 项目: 4}\n"
ADVICE = "检查科目是否用对；确有此项支出时请联系表样管理人；依据：规定"


def test_rows_with_money_that_are_all_printed_are_no_fault() -> None:
    columns = ("合计", "基本", "项目")
    printed = values(*(f"支出表[{row}].{column}" for row in ("201", "205") for column in columns))
    assert [] == said(coverage.covered(BY_CLASS, case_of(SPENT, *printed)))


def test_every_row_with_money_that_is_not_printed_is_one_fault() -> None:
    expected = [
        f"C305 错误 4:23 201 公共服务 7.00元，表样没有印这一行（{ADVICE}）",
        f"C305 错误 3:23 205 教育 5.00元，表样没有印这一行（{ADVICE}）",
    ]
    assert expected == said(coverage.covered(BY_CLASS, case_of(SPENT)))


def test_rows_that_are_not_printed_are_told_in_the_order_of_the_accounts() -> None:
    text = "".join(f"  - {{科目: {code}0101, 基本: 5}}\n" for code in CLASSES)
    found = coverage.covered(BY_CLASS, case_of(f"支出:\n{text}"))
    assert sorted(CLASSES) == [fault.message[:3] for fault in found]


def test_a_row_of_which_one_column_is_not_printed_is_a_fault_with_that_figure() -> None:
    printed = values("支出表[201].合计", "支出表[201].基本", "支出表[205].合计", "支出表[205].基本")
    expected = [f"C305 错误 4:30 201 公共服务 4.00元，表样没有印这一行（{ADVICE}）"]
    assert expected == said(coverage.covered(BY_CLASS, case_of(SPENT, *printed)))


def test_a_movement_that_is_printed_does_not_print_its_figure() -> None:
    moved = print_of(Aspect.DIFFERENCE, "支出表[205].合计")
    printed = values("支出表[205].基本")
    assert 2 == len(said(coverage.covered(BY_CLASS, case_of(SPENT, moved, *printed))))


def test_the_level_says_which_rows_the_form_must_print() -> None:
    printed = values("支出表[2010101].合计", "支出表[2010101].基本", "支出表[2010101].项目")
    expected = [f"C305 错误 3:23 2050101 小学 5.00元，表样没有印这一行（{ADVICE}）"]
    assert expected == said(coverage.covered(BY_ITEM, case_of(SPENT, *printed)))


def test_a_row_that_nobody_named_is_told_by_its_code_alone() -> None:
    [told] = said(coverage.covered(BY_ITEM, case_of("支出:\n  - {科目: 2010102, 基本: 5}\n")))
    assert f"C305 错误 3:23 2010102 5.00元，表样没有印这一行（{ADVICE}）" == told


def test_a_row_whose_amounts_cancel_is_not_asked_for() -> None:
    text = "支出:\n  - {科目: 2010101, 基本: 5}\n  - {科目: 2010102, 基本: -5}\n"
    assert [] == said(coverage.covered(BY_CLASS, case_of(text)))


def test_a_row_still_to_be_stated_is_asked_for_elsewhere() -> None:
    case = case_of("支出:\n  - {科目: 2010101, 基本: }\n  - {科目: 2010102, 基本: 5}\n")
    assert [] == said(coverage.covered(BY_CLASS, case))


# -- explained ---------------------------------------------------------------------------------

EXPLAINED = demand(kind="explained")


def test_a_reason_that_the_form_misses_is_asked_for_once_where_reasons_are_written() -> None:
    asked = [print_of(Aspect.NO_REASON, address, base="上年数") for address in SCATTERED]
    asked += [print_of(Aspect.REASON, "支出表[201].基本", base="上年数")]
    expected = [
        (f"缺增减原因：{label}", f"在“增减原因”里写：{label}: 原因", "依据：规定")
        for label in LABELS
    ]
    case = case_of("收入: 5\n增减原因: {结余: 节约}\n", *asked)
    told = list(coverage.explained(EXPLAINED, case))
    assert expected == [(fault.message, fault.help, fault.notes[-1]) for fault in told]
    assert {True} == {fault.notes[0].startswith("本年 ") for fault in told}


# -- direction ---------------------------------------------------------------------------------

DIRECTED = demand(kind="direction", 增加=["增加", "增长"], 减少=["减少", "下降"])
REASONS = "增减原因:\n  结余: 收回结余\n  收入: {}\n"


def reasons(text: str, now: str, before: str | None) -> Case:
    """A filing whose income moved, with this reason in print after one of another figure."""
    printed = [
        print_of(Aspect.DIFFERENCE, "收入", text, "上年数"),
        print_of(Aspect.REASON, "结余", "收回结余", "上年数"),
        print_of(Aspect.REASON, "收入", text, "上年数"),
    ]
    base = None if before is None else f"收入: {before}\n"
    return case_of(f"收入: {now}\n{REASONS.format(text)}", *printed, before=base)


@pytest.mark.parametrize(
    ("now", "before", "moved", "text"),
    [
        ("7", "5", "增加", "补助减少"),
        ("5.01", "5", "增加", "下降"),
        ("5", "7", "减少", "补助增长"),
        ("5", "5.01", "减少", "增加"),
    ],
)
def test_a_reason_that_speaks_of_the_opposite_movement_is_told_at_its_line(
    now: str, before: str, moved: str, text: str
) -> None:
    expected = (
        f"C312 提示 5:7 收入 是{moved}，原因写的是“{text}”（原因与增减的方向一致；依据：规定）"
    )
    assert [expected] == said(coverage.direction(DIRECTED, reasons(text, now, before)))


@pytest.mark.parametrize(
    ("now", "before", "text"),
    [
        pytest.param("7", "5", "补助增加", id="the same direction"),
        pytest.param("5", "7", "补助下降", id="the same direction, less"),
        pytest.param("7", "5", "补助减少，拨款增加", id="both directions"),
        pytest.param("5", "7", "补助减少，拨款增加", id="both directions, less"),
        pytest.param("7", "5", "人员变动", id="no direction"),
        pytest.param("5", "5", "补助减少", id="no movement, less"),
        pytest.param("5", "5", "补助增加", id="no movement, more"),
        pytest.param("7", None, "补助减少", id="nothing to compare"),
    ],
)
def test_a_reason_that_fits_the_movement_is_not_told(
    now: str, before: str | None, text: str
) -> None:
    assert [] == said(coverage.direction(DIRECTED, reasons(text, now, before)))


def test_a_movement_from_an_unknown_base_has_no_direction() -> None:
    assert [] == said(coverage.direction(DIRECTED, reasons("补助减少", "7", "")))


def test_a_reason_of_a_row_is_told_by_the_address_as_one_would_write_it() -> None:
    text = f"{SPENT}增减原因:\n  支出表.201: 项目减少\n"
    printed = print_of(Aspect.REASON, "支出表[201].合计", "项目减少", "上年数")
    [told] = said(coverage.direction(DIRECTED, case_of(text, printed, before="收入: 5\n")))
    assert told.startswith("C312 提示 6:12 支出表[201] 是增加，原因写的是“项目减少”")


# -- gaps --------------------------------------------------------------------------------------


def test_every_gap_is_told_once_at_the_head_of_the_filing_in_the_order_of_addresses() -> None:
    gaps = (Aspect.NO_VALUE, Aspect.NO_BASE, Aspect.NO_REASON, Aspect.NO_NOTE)
    printed = [print_of(aspect, address) for aspect in gaps for address in SCATTERED]
    printed += [print_of(Aspect.VALUE, "支出表[201].基本")]
    expected = [
        f"C309 错误 1:1 待填：{address}（在填报文件里填上：{address}；）"
        for address in sorted(set(SCATTERED))
    ]
    assert expected == said(coverage.gaps(case_of("收入: 5\n", *printed)))


# -- bases -------------------------------------------------------------------------------------

LACKING = [print_of(Aspect.NO_BASE, address, base="上年数") for address in SCATTERED]


def test_a_base_that_is_not_there_at_all_is_asked_for_once_with_three_examples() -> None:
    printed = (*LACKING, print_of(Aspect.NO_VALUE, "结余", base="附言"))
    [fault] = coverage.missing_bases(case_of("收入: 5\n", *printed))
    assert ("C307", "缺“上年数”：表样要与它比较") == (fault.code, fault.message)
    examples = "如：支出表.合计、支出表.合计.基本、支出表[201]"
    assert (examples, "没有可比的，只写一行“上年数: 无”") == fault.notes
    first, head, *lines = fault.help.split("\n")
    assert ("在文件末尾加上这一节，填上金额：", "上年数:") == (first, head)
    assert [f"  {label}: 金额" for label in LABELS] == lines


def test_each_base_that_is_not_there_has_its_own_examples() -> None:
    other = [print_of(Aspect.NO_BASE, "收入", base=base) for base in ("预算", "丙", "丁", "甲")]
    found = coverage.missing_bases(case_of("收入: 5\n", *LACKING[:1], *other))
    told = [(fault.message, fault.notes[:1]) for fault in found]
    expected = [
        ("丁", "收入"),
        ("上年数", "结余"),
        ("丙", "收入"),
        ("甲", "收入"),
        ("预算", "收入"),
    ]
    assert [(f"缺“{base}”：表样要与它比较", (f"如：{label}",)) for base, label in expected] == told


def test_a_figure_that_a_stated_base_leaves_out_is_asked_for_where_the_base_is_written() -> None:
    expected = [(f"缺上年数：{label}", f"在“上年数”里写：{label}: 金额", True) for label in LABELS]
    case = case_of("收入: 5\n上年数: {支出表.合计: 4}\n", *LACKING)
    told = coverage.missing_bases(case)
    assert expected == [(it.message, it.help, it.notes[0].startswith("本年 ")) for it in told]


# -- words -------------------------------------------------------------------------------------


def test_a_note_that_the_form_misses_is_asked_for_once_where_notes_are_written() -> None:
    printed = [
        *(print_of(Aspect.NO_NOTE, address, base="附言") for address in SCATTERED),
        print_of(Aspect.NOTE, "支出表[201].基本", base="附言"),
    ]
    expected = [
        f"C310 错误 3:1 缺附言：{label}（在“附言”里写：{label}: 文字；）" for label in LABELS
    ]
    case = case_of("收入: 5\n附言: {结余: 无}\n", *printed)
    assert expected == said(coverage.missing_notes(case))


WORDS = "增减原因:\n  收入: 补助增加\n  支出表.201: 项目增加\n附言:\n  收入: 见说明\n"


def test_words_that_the_form_prints_are_not_idle() -> None:
    printed = [
        print_of(Aspect.REASON, "收入", base="上年数"),
        print_of(Aspect.REASON, "支出表[201].合计", base="上年数"),
        print_of(Aspect.NOTE, "收入", base="附言"),
    ]
    assert [] == said(coverage.idle_words(case_of(WORDS, *printed)))


def test_words_that_the_form_does_not_print_are_told_at_their_keys() -> None:
    printed = [print_of(Aspect.VALUE, "收入", base="附言"), *values("支出表[201].合计")]
    expected = [
        f"C308 提示 {place} “{section}”里的“{label}”没有用上：表样这里不印"
        "（删去，或检查写的是哪一项；）"
        for place, section, label in (
            ("3:3", "增减原因", "收入"),
            ("4:3", "增减原因", "支出表[201]"),
            ("6:3", "附言", "收入"),
        )
    ]
    assert expected == said(coverage.idle_words(case_of(WORDS, *printed)))


def test_a_printed_reason_does_not_make_a_note_of_the_same_figure_printed() -> None:
    printed = [
        print_of(Aspect.REASON, "收入", base="附言"),
        print_of(Aspect.NOTE, "支出表[201].合计", base="附言"),
    ]
    found = said(coverage.idle_words(case_of(WORDS, *printed)))
    assert ["C308 提示 4:3", "C308 提示 6:3"] == [told.split(" “")[0] for told in found]


def test_words_under_an_address_of_no_figure_are_told_where_they_are_read() -> None:
    text = "增减原因:\n  收人: 补助增加\n  结余: 节约\n"
    [told] = said(coverage.idle_words(case_of(text)))
    assert told.startswith("C308 提示 4:3 “增减原因”里的“结余”没有用上")


def test_a_unit_that_says_it_has_no_words_has_none_idle() -> None:
    assert [] == said(coverage.idle_words(case_of("增减原因: 无\n")))


# -- all together ------------------------------------------------------------------------------


def test_what_the_filled_form_shows_is_told_demand_by_demand_then_what_is_missing() -> None:
    printed = [
        print_of(Aspect.NO_REASON, "收入", base="上年数"),
        print_of(Aspect.NO_NOTE, "收入", base="附言"),
        *LACKING[:1],
    ]
    case = case_of(f"{SPENT}增减原因: {{支出表.201: 节约}}\n", *printed)
    before = demand(kind="equals", left="收入", value=9)
    found = checks.after_filling([EXPLAINED, before, BY_CLASS], case)
    codes = [fault.code for fault in found]
    assert ["C306", "C305", "C305", "C307", "C310", "C308"] == codes
