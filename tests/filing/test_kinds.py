"""Kinds of fields: each turns its text into a value, or says why not and what to type."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from generator import addresses
from generator.filing import kinds
from generator.filing.kinds import Amount, Code, KindError
from generator.vocabulary import KIND_COUNT, KIND_SCORE, KIND_TEXT, KIND_YEAR

PATH = ("采购", "货物")


# -- amounts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "text", "wan"),
    [
        ("1250.5", "1250.5", False),
        ("12345.67", "1.234567", True),
        ("0.01", "0.000001", True),
        ("3658.44", "3,658.44", False),
        ("-20000", "-2", True),
    ],
)
def test_an_amount_is_kept_in_yuan(expected: str, text: str, wan: bool) -> None:
    assert Amount(Decimal(expected), PATH, wan) == kinds.money(text, PATH, wan)


@pytest.mark.parametrize(
    ("message", "text", "wan"),
    [
        ("“5O8.68” 不是金额：不是数字", "5O8.68", False),
        ("“.nan” 不是金额：不是数字", ".nan", False),
        ("“.inf” 不是金额：不是数字", ".inf", True),
        ("“1.234” 不是金额：小数超过 2 位", "1.234", False),
        ("“1.2345678” 不是金额：小数超过 6 位", "1.2345678", True),
    ],
)
def test_what_is_no_amount_is_quoted_in_the_fault(message: str, text: str, wan: bool) -> None:
    with pytest.raises(KindError) as refused:
        kinds.money(text, PATH, wan)
    assert ("S203", message) == (refused.value.code, refused.value.message)


def test_the_fault_of_an_amount_says_what_to_type() -> None:
    with pytest.raises(KindError) as refused:
        kinds.money("１２３．４５", PATH, False)
    assert refused.value.help == "请用半角数字，写作 123.45"


def test_only_an_amount_that_nobody_stated_is_missing() -> None:
    assert kinds.NOT_STATED.missing
    assert not Amount(Decimal(0)).missing


# -- counts and scores --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "text", "kind"),
    [
        ("0", "0", KIND_COUNT),
        ("29", "29", KIND_COUNT),
        ("1234", "1,234", KIND_COUNT),
        ("9.38", "9.38", KIND_SCORE),
        ("100", "100", KIND_SCORE),
    ],
)
def test_a_count_and_a_score_are_numbers(expected: str, text: str, kind: str) -> None:
    assert Amount(Decimal(expected), PATH, wan=False) == kinds.number(text, kind, PATH)


@pytest.mark.parametrize(
    ("message", "text", "kind"),
    [
        ("“1.5” 不是个数：小数超过 0 位", "1.5", KIND_COUNT),
        ("“NO” 不是个数：不是数字", "NO", KIND_COUNT),
        ("“-1” 超出范围", "-1", KIND_COUNT),
        ("“9.385” 不是分数：小数超过 2 位", "9.385", KIND_SCORE),
        ("“100.01” 超出范围", "100.01", KIND_SCORE),
        ("“-0.01” 超出范围", "-0.01", KIND_SCORE),
    ],
)
def test_a_number_out_of_its_kind_is_refused(message: str, text: str, kind: str) -> None:
    with pytest.raises(KindError) as refused:
        kinds.number(text, kind, PATH)
    assert ("S207", message) == (refused.value.code, refused.value.message)


# -- codes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "name", "text"),
    [
        ("201", None, "201"),
        ("0210", None, "0210"),
        ("2010350", "事业运行", "2010350 事业运行"),
        ("2010350", "事业运行", "2010350　事业运行"),
        ("2010399", "其他 支出", "2010399  其他 支出"),
    ],
)
def test_a_code_may_carry_its_name(expected: str, name: str | None, text: str) -> None:
    assert Code(expected, name, PATH) == kinds.code(text, PATH)


@pytest.mark.parametrize(
    "text",
    ["20", "1234567890", "事业运行", "２０１", "20103a", "2010350事业运行", "2010350 \n", ""],
)
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(KindError) as refused:
        kinds.code(text, PATH)
    assert ("S208", f"“{text}” 不是科目") == (refused.value.code, refused.value.message)


# -- words --------------------------------------------------------------------------------------


def test_a_line_stays_as_it_is() -> None:
    assert kinds.line("R&D <一> {{ 二 }}", KIND_TEXT) == "R&D <一> {{ 二 }}"


@pytest.mark.parametrize("text", ["一\n二", "一\t二"])
def test_a_line_is_one_line(text: str) -> None:
    with pytest.raises(KindError, match="这里只能写一行文字") as refused:
        kinds.line(text, None)
    assert refused.value.code == "S210"


def test_a_line_may_have_the_largest_length() -> None:
    assert kinds.line("字" * kinds.MAX_TEXT, None) == "字" * kinds.MAX_TEXT


def test_a_longer_line_is_refused() -> None:
    with pytest.raises(KindError, match="文字超过 20000 字"):
        kinds.line("字" * (kinds.MAX_TEXT + 1), None)


def test_a_year_has_four_digits() -> None:
    assert kinds.line("2024", KIND_YEAR) == "2024"


@pytest.mark.parametrize("text", ["24", "1999", "２０２４", "2024年", "20240"])
def test_what_is_no_year_is_refused(text: str) -> None:
    with pytest.raises(KindError) as refused:
        kinds.line(text, KIND_YEAR)
    assert ("S211", f"“{text}” 不是年度") == (refused.value.code, refused.value.message)


@pytest.mark.parametrize(
    ("expected", "value"),
    [
        (("一", "二"), ["一", " 二 "]),
        (("第一段", "第二段"), "第一段\n\n第二段\n"),
        (("一",), "一"),
        (("一", "二"), ["一\n二"]),
    ],
)
def test_words_in_paragraphs_are_a_list_or_a_block(
    expected: tuple[str, ...], value: str | list[str | None]
) -> None:
    assert expected == kinds.paragraphs(value)


@pytest.mark.parametrize("value", ["", "\n", [], [None], ["一", None]])
def test_paragraphs_without_words_are_refused(value: str | list[str | None]) -> None:
    with pytest.raises(KindError, match="这里应是一段或几段文字") as refused:
        kinds.paragraphs(value)
    assert refused.value.code == "S210"


def test_a_paragraph_holds_no_tab() -> None:
    with pytest.raises(KindError, match="这里只能写一行文字"):
        kinds.paragraphs(["一", "二\t三"])


# -- addresses ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "支出决算表[2010350].项目支出",
        "支出决算表.2010350.项目支出",
        "支出决算表[2010350 事业运行].项目支出",
        "支出决算表.2010350 事业运行.项目支出",
    ],
)
def test_every_spelling_of_an_address_has_the_same_steps(text: str) -> None:
    assert addresses.parse(text) == ("支出决算表", "2010350", "项目支出")


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (("收入支出决算总表", "收入总计"), "收入支出决算总表.收入总计"),
        (("指标", "3", "得分"), "指标[3].得分"),
        (("2010350",), "2010350"),
        (("合计",), "合计"),
    ],
)
def test_an_address_is_split_into_its_steps(expected: tuple[str, ...], text: str) -> None:
    assert expected == addresses.parse(text)


@pytest.mark.parametrize(
    ("expected", "path"),
    [
        pytest.param("事业运行", ("上年数", "表", "2010350 事业运行"), id="in a key of its own"),
        pytest.param("事业运行", ("上年数", "表", "2010350 事业运行", "项目支出"), id="above it"),
        pytest.param(None, ("上年数", "表", "2010350"), id="no name"),
        pytest.param(None, ("上年数", "表", "2010399 其他支出"), id="another code's"),
        pytest.param(None, ("上年数", "表", "合计"), id="no code"),
        pytest.param(None, ("支出", 0, "科目"), id="an entry of a list"),
    ],
)
def test_the_name_beside_a_code_is_found_in_the_keys_above_an_amount(
    expected: str | None, path: tuple[str | int, ...]
) -> None:
    assert expected == kinds.name_beside("2010350", path)


@pytest.mark.parametrize(
    ("code", "help_", "read"),
    [
        ("S210", "删去引号，写作 361004", lambda: kinds.line("“361004”", None)),
        ("S210", "删去引号，写作 A-1", lambda: kinds.line("‘A-1’", None)),
        ("S208", "删去引号，写作 2010350", lambda: kinds.code("“2010350” 事业运行", ())),
        ("S203", "删去引号，写作 12.50", lambda: kinds.money("“12.50”", (), False)),
        ("S207", "删去引号，写作 4", lambda: kinds.number("‘4’", KIND_COUNT, ())),
        ("S210", "写全称", lambda: kinds.name("0")),
        ("S210", "写全称", lambda: kinds.name("——")),
        ("S210", "写全称，末尾不写标点", lambda: kinds.name("市民中心。")),
        ("S210", "写全称，末尾不写标点", lambda: kinds.name("市民中心，")),
        ("S210", "写全称，不用书名号", lambda: kinds.name("《市民中心》")),
    ],
)
def test_quotation_marks_around_a_number_and_what_is_no_name_are_refused(
    code: str, help_: str, read: Callable[[], object]
) -> None:
    with pytest.raises(KindError) as refused:
        read()
    assert (code, help_) == (refused.value.code, refused.value.help)


@pytest.mark.parametrize("text", ["“十四五”规划", "落实“361004”工程", "“三公”"])
def test_words_in_quotation_marks_stay_words(text: str) -> None:
    assert text == kinds.line(text, None)
