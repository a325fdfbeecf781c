"""A filing's bases, control totals and reasons: what they state, and when they contradict."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from support.examples import EXAMPLE, ONLY_TOLD, Edit, codes
from support.ooxml import paragraphs

from generator import pipeline
from generator.addresses import parse
from generator.books import bases
from generator.books.books import Books
from generator.diagnostics import Fault, Severity
from generator.figures.book import Book
from generator.filing import schema, source
from generator.kept import library
from generator.packs import finding

PRIOR, BUDGET = "上年数", "全年预算数"
GENERAL = "一般公共预算财政拨款支出决算表"
PENSION_ROW = "    2080506: 175214.14\n"
GENERAL_ROWS = """  一般公共预算财政拨款支出决算表:       # 项级科目逐个填
    2010350: 4916502.22
"""
UNIT = ("\n金额单位: 元\n", "\n金额单位: 万元\n")
LAST_CONTROL_TOTAL = "  三公经费.合计: 22552.84\n"
SPENT = "  - {科目: 2010350 事业运行, 资金: 一般公共预算财政拨款, 基本支出: 5086823.81}"
EXPENDITURE_TOTAL = "\n  支出决算表.合计: 39820442.33\n"
SAME_TOTAL = "  收入支出决算总表.本年支出合计: 39820442.33\n  收入支出决算总表.年初结转"
WITHOUT_SAME_TOTAL = (SAME_TOTAL, "  收入支出决算总表.年初结转")


def opened(path: Path) -> tuple[Books, list[Fault]]:
    read, _ = source.load(path)
    assert read is not None
    pack, _ = finding.find(read, library.installed())
    assert pack is not None
    filing, faults = schema.validate(read, pack.rules)
    assert [] == faults
    return bases.open_books(filing, pack)


@pytest.fixture(scope="module")
def example_books() -> Books:
    books, faults = opened(EXAMPLE)
    assert [] == faults
    return books


def base(books: Books, name: str = PRIOR) -> Book:
    book = books.bases[name]
    assert book is not None
    return book


def value(book: Book, address: str) -> Decimal:
    return book.figure(book.canonical(parse(address))).value


def told(faults: list[Fault]) -> list[tuple[str, Severity]]:
    return [(fault.code, fault.severity) for fault in faults]


def _all_general_rows() -> str:
    """The whole table of last year's general expenditure, as the example states it."""
    text = EXAMPLE.read_text("utf-8")
    start = text.index(f"  {GENERAL}:       # 项级科目逐个填\n")
    return text[start : text.index("  政府性基金预算财政拨款收入支出决算表: {合计: 0}")]


ALL_GENERAL_ROWS = _all_general_rows()


# -- bases -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param("收入支出决算总表.收入总计", "48180351.82", id="a stated total stands"),
        pytest.param(f"{GENERAL}.2010350", "4916502.22", id="a stated row"),
        pytest.param(f"{GENERAL}.合计", "42956045.45", id="a total of the rows"),
        pytest.param(f"{GENERAL}.221", "1035581.52", id="a roll-up of the rows"),
        pytest.param("三公经费.合计", "27740.47", id="a sum of stated fields"),
        pytest.param("政府性基金预算财政拨款收入支出决算表.2120803", "0", id="listed as nothing"),
    ],
)
def test_the_figures_of_the_prior_year_are_what_is_stated_and_what_follows(
    address: str, expected: str, example_books: Books
) -> None:
    assert Decimal(expected) == value(base(example_books), address)


@pytest.mark.parametrize(
    "address", ["收入决算表.合计", "政府采购.总额", f"{GENERAL}.合计.基本支出"]
)
def test_what_the_prior_year_does_not_state_is_unknown(address: str, example_books: Books) -> None:
    assert value(base(example_books), address).is_nan()


def test_the_budget_is_a_base_of_its_own(example_books: Books) -> None:
    assert Decimal("22552.84") == value(base(example_books, BUDGET), "三公经费.合计")


def test_a_field_absent_from_a_listed_section_is_zero(edited: Edit) -> None:
    books, _ = opened(
        edited(("公务用车运行维护费: 26840.47, 公务接待费: 900.00}", "公务接待费: 1}"))
    )
    assert Decimal(1) == value(base(books), "三公经费.合计")


def test_a_row_absent_from_a_listed_table_is_zero(edited: Edit) -> None:
    outcome = pipeline.produce(edited((PENSION_ROW, "")))
    assert ["C323"] == codes(outcome)  # it is told
    [printed] = [text for text in paragraphs(outcome.document) if "2080506-" in text]
    assert "28.41万元，较上年决算数增加28.41万元（上年" in printed


def test_a_table_listed_with_its_total_alone_says_nothing_of_its_rows(edited: Edit) -> None:
    total = f"  {GENERAL}:\n    合计: 42956045.45\n"
    outcome = pipeline.produce(edited((ALL_GENERAL_ROWS, total)))
    expected = f"缺上年数：{GENERAL}[2010350]"
    assert ({"C307"}, True, b"") == (
        set(codes(outcome)),
        expected in [fault.message for fault in outcome.faults],
        outcome.document,
    )


def test_a_row_under_a_dotted_key_is_not_the_total(edited: Edit) -> None:
    outcome = pipeline.produce(edited((ALL_GENERAL_ROWS, f"  {GENERAL}.2010350: 4916502.22\n")))
    assert f"缺上年数：{GENERAL}.合计" in [fault.message for fault in outcome.faults]


def test_a_table_absent_from_the_prior_year_is_a_fault_where_the_form_compares(
    edited: Edit,
) -> None:
    outcome = pipeline.produce(edited(("  国有资本经营预算财政拨款支出决算表: {合计: 0}\n", "")))
    [fault] = [fault for fault in outcome.faults if fault.code != ONLY_TOLD]
    assert ("C307", "缺上年数：国有资本经营预算财政拨款支出决算表.合计", b"") == (
        fault.code,
        fault.message,
        outcome.document,
    )


def test_a_unit_without_a_prior_year_has_nothing_to_compare(edited: Edit) -> None:
    text = EXAMPLE.read_text("utf-8")
    section = text[text.index("\n上年数:\n") : text.index("# 十一、")]
    books, faults = opened(edited((section, "\n上年数: 无\n")))
    assert ([], None) == (faults, books.bases[PRIOR])


def test_a_stated_total_that_is_the_sum_of_its_rows_is_no_fault(edited: Edit) -> None:
    _, faults = opened(edited((GENERAL_ROWS, f"{GENERAL_ROWS}    合计: 42956045.45\n")))
    assert [] == faults


def test_a_stated_total_unlike_its_rows_is_a_fault_with_both_numbers(edited: Edit) -> None:
    path = edited((GENERAL_ROWS, f"{GENERAL_ROWS}    合计: 42956045.46\n"))
    _, [fault] = opened(path)
    line = path.read_text("utf-8").split("    合计: 42956045.46")[0].count("\n") + 1
    assert ("L409", line) == (fault.code, fault.place.line)  # type: ignore[union-attr]
    words = ("42956045.46元", "42956045.45元", "差 0.01元")
    assert [] == [word for word in words if word not in fault.message]


def test_the_stated_total_stands_even_where_its_rows_differ(edited: Edit) -> None:
    books, _ = opened(edited((GENERAL_ROWS, f"{GENERAL_ROWS}    合计: 1.00\n")))
    assert Decimal("1.00") == value(base(books), f"{GENERAL}.合计")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param(
            "  三公经费: {因公出国境费: 0, 公务用车购置费: 0, 公务用车运行维护费: 26840.47",
            "  三公经费: {合计: 99999.00, 因公出国境费: 0, 公务用车购置费: 0, "
            "公务用车运行维护费: 26840.47",
            "三公经费.合计 99999.00元，各项相加 27740.47元，差 72258.53元",
            id="a sum of fields",
        ),
        pytest.param(
            PENSION_ROW,
            f"{PENSION_ROW}    208: 529138.56\n",
            f"{GENERAL}[208] 529138.56元，各项相加 529138.57元，差 0.01元",
            id="a 类 row",
        ),
    ],
)
def test_any_stated_total_must_be_the_sum_of_what_stands_beside_it(
    old: str, new: str, message: str, edited: Edit
) -> None:
    _, faults = opened(edited((old, new)))
    assert [("L409", message)] == [(fault.code, fault.message) for fault in faults]


TOGETHER = f"  {GENERAL}:\n    2010350: 3.00\n    2010399: 4.00\n"
ONE_BY_ONE = f"  {GENERAL}[2010350]: 3.00\n  {GENERAL}.2010399.小计: 4.00\n"


@pytest.mark.parametrize("rows", [TOGETHER, ONE_BY_ONE], ids=["together", "one by one"])
@pytest.mark.parametrize(
    "total",
    [
        pytest.param("  {}.合计: {}\n", id="dotted"),
        pytest.param("  {}[合计].小计: {}\n", id="in brackets, with its column"),
        pytest.param("  {}.合计: {{小计: {}}}\n", id="with its column below"),
    ],
)
@pytest.mark.parametrize(("amount", "expected"), [("7.00", []), ("99999.00", ["L409"])])
def test_rows_are_held_against_their_total_however_they_are_written(
    rows: str, total: str, amount: str, expected: list[str], edited: Edit
) -> None:
    path = edited((ALL_GENERAL_ROWS, rows + total.format(GENERAL, amount)))
    _, faults = opened(path)
    assert expected == [fault.code for fault in faults]


def test_a_stated_roll_up_that_is_the_sum_of_its_rows_is_no_fault(edited: Edit) -> None:
    assert [] == opened(edited((PENSION_ROW, f"{PENSION_ROW}    208: 529138.57\n")))[1]


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        pytest.param("2.77", [], id="off by 0.004"),
        pytest.param("2.799", [], id="off by the bound of four fields"),
        pytest.param("2.7991", ["L409"], id="off by more"),
    ],
)
def test_a_stated_total_in_ten_thousands_may_be_rounded(
    total: str, expected: list[str], edited: Edit
) -> None:
    fields = "公务用车运行维护费: 26840.47, 公务接待费: 900.00}"
    rounded = f"公务用车运行维护费: 2.684, 公务接待费: 0.09, 合计: {total}, 金额单位: 万元}}"
    _, faults = opened(edited((fields, rounded)))
    assert expected == [fault.code for fault in faults]


def test_a_prior_year_account_that_nobody_names_is_a_fault(edited: Edit) -> None:
    _, faults = opened(edited((GENERAL_ROWS, f"{GENERAL_ROWS}    2019988: 5.00\n")))
    assert [("L402", "科目表里没有 2019988")] == [(f.code, f.message) for f in faults]


def test_a_prior_year_account_may_be_named_by_the_filing(edited: Edit) -> None:
    path = edited(
        (GENERAL_ROWS, f"{GENERAL_ROWS}    2019988: 5.00\n"),
        ("# 十、上年决算数", '科目名称: {"2019988": 停用科目}\n# 十、上年决算数'),
    )
    assert [] == opened(path)[1]


def test_a_prior_year_account_beside_a_wrong_name_is_a_fault_at_its_key(edited: Edit) -> None:
    path = edited((GENERAL_ROWS, GENERAL_ROWS.replace("2010350", "2010350 行政运行")))
    [fault] = opened(path)[1]
    line = path.read_text("utf-8").split("    2010350 行政运行")[0].count("\n") + 1
    expected = ("L403", "科目 2010350 写作“行政运行”，科目表是“事业运行”", line)
    assert expected == (fault.code, fault.message, fault.place.line)  # type: ignore[union-attr]


def test_a_prior_year_account_beside_its_own_name_is_no_fault(edited: Edit) -> None:
    path = edited((GENERAL_ROWS, GENERAL_ROWS.replace("2010350", "2010350 事业运行")))
    assert [] == opened(path)[1]


@pytest.mark.parametrize(
    ("address", "message", "help_"),
    [
        pytest.param(
            "支出决算表", "“支出决算表”是一张表，要写到它的行", "如：表名.合计", id="a table"
        ),
        pytest.param(
            "项目支出绩效自评.99.总分", "“项目支出绩效自评”只有 4 条", "", id="beyond the last"
        ),
        pytest.param(
            "项目支出绩效自评.0.总分", "“项目支出绩效自评”只有 4 条", "", id="before the first"
        ),
        pytest.param(
            "项目支出绩效自评.甲.总分",
            "“项目支出绩效自评”要写明第几条，如 项目支出绩效自评[1]",
            "",
            id="no number",
        ),
        pytest.param("支出决算表.2", "“支出决算表”里没有“2”这一行", "", id="one digit"),
        pytest.param("支出决算表.2010", "“支出决算表”里没有“2010”这一行", "", id="four digits"),
        pytest.param(
            "支出决算表.２０１", "“支出决算表”里没有“２０１”这一行", "", id="full-width digits"
        ),
    ],
)
def test_an_address_of_no_figure_is_refused(
    address: str, message: str, help_: str, edited: Edit
) -> None:
    _, faults = opened(edited((LAST_CONTROL_TOTAL, f"  {address}: 5\n")))
    assert [("L408", message, help_)] == [(f.code, f.message, f.help) for f in faults]


@pytest.mark.parametrize(
    ("section", "line", "message", "help_"),
    [
        (
            PRIOR,
            "  三公经费: {因公出国境费: 0, 公务用车购置费: 0, 公务用车运行维护费: 26840.47",
            "“三公经费”里没有“公务用车运行费”",
            "是否应为“公务用车运行维护费”？",
        ),
        (
            "核对数",
            "  三公经费.合计: 22552.84",
            "没有“三公费用”",
            "是否应为“三公经费”？",
        ),
        ("增减原因", "    合计: 公务用车支出节约", "“三公经费”里没有“总计”", "是否应为“合计”？"),
    ],
)
def test_an_unknown_address_is_answered_wherever_it_is_stated(
    section: str, line: str, message: str, help_: str, edited: Edit
) -> None:
    wrong = line.replace("公务用车运行维护费", "公务用车运行费").replace("三公经费.", "三公费用.")
    _, faults = opened(edited((line, wrong.replace("    合计:", "    总计:"))))
    assert [("L408", message, help_)] == [(f.code, f.message, f.help) for f in faults]


def test_one_address_in_two_spellings_is_stated_twice(edited: Edit) -> None:
    total = "  三公经费.合计: 22552.84\n"
    _, faults = opened(edited((total, f"{total}  三公经费: {{合计: 22552.84}}\n")))
    assert [("L401", "“三公经费.合计”写了两次")] == [(f.code, f.message) for f in faults]


# -- figures stated beside another filing ------------------------------------------------------


def beside_a_file(edited: Edit, stated: str) -> tuple[Books, list[Fault]]:
    """The books of the example with a copy as last year's file and these figures stated too."""
    text = EXAMPLE.read_text("utf-8")
    section = text[text.index("\n上年数:\n") : text.index("\n全年预算数:\n")]
    path = edited((section, f"\n上年文件: 上年.yaml\n上年数:\n{stated}"))
    path.with_name("上年.yaml").write_text(path.read_text("utf-8"), "utf-8")
    read, _ = source.load(path)
    assert read is not None
    pack, _ = finding.find(read, library.installed())
    assert pack is not None
    filing, faults = schema.validate(read, pack.rules)
    assert [] == faults
    itself = {PRIOR: pack.base_files[PRIOR]._replace(years=0)}
    return bases.open_books(filing, replace(pack, base_files=itself))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param("三公经费.公务接待费", "900.00", id="a stated figure"),
        pytest.param("三公经费.合计", "21652.84", id="a sum with a stated figure"),
        pytest.param(f"{GENERAL}.2010350", "5086823.81", id="a figure of the file"),
        pytest.param(f"{GENERAL}.2010399", "5.00", id="a stated row"),
        pytest.param(f"{GENERAL}.合计", "30191334.98", id="a total with a stated row"),
    ],
)
def test_a_stated_figure_goes_before_the_files_in_every_sum(
    address: str, expected: str, edited: Edit
) -> None:
    stated = f"  三公经费.公务接待费: 900.00\n  {GENERAL}.2010399: 5.00\n"
    books, _ = beside_a_file(edited, stated)
    assert Decimal(expected) == value(base(books), address)


def test_a_stated_figure_unlike_the_files_is_told_with_both_numbers(edited: Edit) -> None:
    _, [fault] = beside_a_file(edited, "  三公经费.公务接待费: 900.00\n")
    expected = (
        "L410",
        Severity.WARNING,
        "三公经费.公务接待费：这里写 900.00元，上年.yaml 是 1800.00元，按这里写的印",
        "数没有调整过的，删去这一行",
    )
    assert expected == (fault.code, fault.severity, fault.message, fault.help)


def test_a_stated_figure_that_the_file_says_too_is_not_told(edited: Edit) -> None:
    assert [] == beside_a_file(edited, "  三公经费.公务接待费: 1800.00\n")[1]


# -- control totals in 元 ----------------------------------------------------------------------


def test_a_control_total_in_yuan_must_be_equal_to_the_cent(edited: Edit) -> None:
    path = edited((EXPENDITURE_TOTAL, EXPENDITURE_TOTAL.replace("42.33", "42.34")))
    books, [fault] = opened(path)
    assert ("L406", Severity.ERROR) == (fault.code, fault.severity)
    words = ("支出决算表.合计", "核对数 39820442.34元", "填报数相加 39820442.33元", "差 0.01元")
    assert [] == [word for word in words if word not in fault.message]
    assert Decimal("39820442.33") == value(books.now, "支出决算表.合计")


def test_a_broken_control_total_names_the_lines_that_add_up_to_it(edited: Edit) -> None:
    path = edited(("  三公经费.合计: 22552.84", "  三公经费.合计: 22552.83"))
    lines = path.read_text("utf-8").splitlines()
    places = [lines.index(f"  {text}") + 1 for text in ("公务用车运行维护费: 20752.84",
                                                        "公务接待费: 1800.00")]  # fmt: skip
    _, [fault] = opened(path)
    assert places == [place.line for place, _ in fault.related]


def test_without_control_totals_nothing_is_controlled(edited: Edit) -> None:
    text = EXAMPLE.read_text("utf-8")
    section = text[text.index("\n核对数:\n") : text.index("# 十三、")]
    assert [] == opened(edited((section, "\n")))[1]


def test_a_control_total_in_ten_thousands_may_be_rounded(edited: Edit) -> None:
    total = "  三公经费.合计: 22552.84\n"
    rounded = "  三公经费: {金额单位: 万元, 合计: 2.26}\n"
    books, faults = opened(edited((total, rounded)))
    assert ([], Decimal("22552.84")) == (faults, value(books.now, "三公经费.合计"))


def test_a_rounded_control_total_is_off_by_half_a_digit_at_most(edited: Edit) -> None:
    total = "  三公经费.合计: 22552.84\n"
    _, faults = opened(edited((total, "  三公经费: {金额单位: 万元, 合计: 2.25}\n")))
    assert [("L406", Severity.ERROR)] == told(faults)


# -- control totals of a filing in 万元 --------------------------------------------------------
# The expenditure total has k = 9 leaves, so rounding may move it by 0.005·(9+1) = 0.05 万元.


@pytest.mark.parametrize("total", ["39820442.38", "39820442.34", "39820442.28"])
def test_within_the_rounding_of_its_leaves_a_control_total_becomes_the_figure(
    total: str, edited: Edit
) -> None:
    path = edited(UNIT, WITHOUT_SAME_TOTAL, (EXPENDITURE_TOTAL, f"\n  支出决算表.合计: {total}\n"))
    books, faults = opened(path)
    assert [("L407", Severity.WARNING)] == told(faults)
    assert Decimal(total) * 10000 == value(books.now, "支出决算表.合计")


@pytest.mark.parametrize("total", ["39820442.39", "39820442.27"])
def test_beyond_the_rounding_of_its_leaves_a_control_total_is_a_fault(
    total: str, edited: Edit
) -> None:
    path = edited(UNIT, WITHOUT_SAME_TOTAL, (EXPENDITURE_TOTAL, f"\n  支出决算表.合计: {total}\n"))
    books, faults = opened(path)
    assert [("L406", Severity.ERROR)] == told(faults)
    assert Decimal("398204423300") == value(books.now, "支出决算表.合计")


@pytest.mark.parametrize(
    "address",
    ["收入支出决算总表.本年支出合计", "支出决算表.合计.本年支出合计", "按功能分类支出.合计.决算数"],
)
def test_a_rounding_difference_reaches_every_table_that_prints_the_figure(
    address: str, edited: Edit
) -> None:
    path = edited(
        UNIT, WITHOUT_SAME_TOTAL, (EXPENDITURE_TOTAL, "\n  支出决算表.合计: 39820442.36\n")
    )
    books, _ = opened(path)
    assert Decimal("398204423600") == value(books.now, address)


def test_a_rounding_difference_leaves_the_rows_as_they_were_typed(edited: Edit) -> None:
    path = edited(
        UNIT, WITHOUT_SAME_TOTAL, (EXPENDITURE_TOTAL, "\n  支出决算表.合计: 39820442.36\n")
    )
    books, _ = opened(path)
    assert Decimal("50868238100") == value(books.now, "支出决算表.2010350")


def test_a_derived_figure_stays_the_sum_of_its_parts(edited: Edit) -> None:
    path = edited(UNIT, (LAST_CONTROL_TOTAL, "  三公经费.合计: 22552.85\n"))
    books, [fault] = opened(path)
    assert ("L407", Severity.WARNING, True) == (
        fault.code,
        fault.severity,
        fault.message.endswith("属尾差，按各项相加印"),
    )
    assert Decimal("225528400") == value(books.now, "三公经费.合计")


def test_a_control_total_of_a_derived_figure_changes_no_table_of_the_same_entries(
    edited: Edit,
) -> None:
    made_of, table = "一般公共预算基本支出构成.合计", "一般公共预算财政拨款基本支出决算表.合计"
    path = edited(
        UNIT,
        (LAST_CONTROL_TOTAL, f"  {made_of}: 7026054.30\n"),
        (f"  {table}: 7026054.28\n", ""),
    )
    books, faults = opened(path)
    assert [("L407", Severity.WARNING)] == told(faults)
    expected = Decimal("70260542800")
    assert (expected, expected) == (value(books.now, made_of), value(books.now, table))


def test_a_figure_of_entries_is_printed_as_the_control_total_says(edited: Edit) -> None:
    path = edited(
        UNIT, WITHOUT_SAME_TOTAL, (EXPENDITURE_TOTAL, "\n  支出决算表.合计: 39820442.36\n")
    )
    [fault] = opened(path)[1]
    assert fault.message.endswith("属尾差，按核对数印")


def test_two_unequal_control_totals_of_the_same_entries_are_a_fault(edited: Edit) -> None:
    path = edited(
        UNIT,
        (EXPENDITURE_TOTAL, "\n  支出决算表.合计: 39820442.34\n"),
        (SAME_TOTAL, SAME_TOTAL.replace("42.33", "42.35")),
    )
    _, faults = opened(path)
    message = "支出决算表.合计：与前面的核对数是同一个数，写得不一样"
    assert [("L406", message)] == [(f.code, f.message) for f in faults if f.code != "L407"]


def test_two_equal_control_totals_of_the_same_entries_are_no_fault(edited: Edit) -> None:
    path = edited(
        UNIT,
        (EXPENDITURE_TOTAL, "\n  支出决算表.合计: 39820442.34\n"),
        (SAME_TOTAL, SAME_TOTAL.replace("42.33", "42.34")),
    )
    assert ["L407", "L407"] == [fault.code for fault in opened(path)[1]]


def test_a_rounding_difference_does_not_break_the_total_of_its_row(edited: Edit) -> None:
    path = edited(
        UNIT,
        (SPENT, SPENT.replace("基本支出: 5086823.81", "基本支出: 5086823.80, 项目支出: 0.01")),
        (f"  {GENERAL}.合计: 36584434.39\n", f"  {GENERAL}.2010350: 5086823.82\n"),
        ("  支出决算表.合计.基本支出: 7026054.28\n", ""),
        ("  支出决算表.合计.项目支出: 32794388.05\n", ""),
        (f"  {GENERAL}.合计.项目支出: 29558380.11\n", ""),
        ("  一般公共预算财政拨款基本支出决算表.合计: 7026054.28\n", ""),
    )
    # That so many 元 are no 万元 is told, too.
    assert ["L407", "C317", "C318"] == codes(pipeline.produce(path))


def test_a_document_in_ten_thousands_prints_the_control_total(edited: Edit) -> None:
    path = edited(
        UNIT, WITHOUT_SAME_TOTAL, (EXPENDITURE_TOTAL, "\n  支出决算表.合计: 39820442.36\n")
    )
    outcome = pipeline.produce(path)
    printed = [item.text for item in outcome.printed
               if item.mark.address == "支出决算表.合计.本年支出合计"]  # fmt: skip
    assert (["L407", "C317", "C318"], {"39820442.36"}) == (codes(outcome), set(printed))


# -- reasons -----------------------------------------------------------------------------------


def test_a_reason_stands_at_the_full_address_of_its_figure(example_books: Books) -> None:
    assert "人员支出增加" == example_books.notes["增减原因"][(GENERAL, "2010350", "小计")]
