"""From figures to words: number styles, every case of every phrase, when a reason is due."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
import yaml
from support.examples import ROOT
from support.packs import example_pack
from support.rendering import rendered

from generator.addresses import Steps
from generator.books.books import Books
from generator.figures.book import Book
from generator.figures.ledger import Ledger
from generator.filing.filing import Filing
from generator.filing.kinds import NOT_STATED, Amount
from generator.filing.source import Source
from generator.filling.numbers import chinese_ordinal
from generator.filling.program import FormError
from generator.packs.definitions import Record, Share, Typed
from generator.packs.wording import PhraseError

PHRASES = ROOT / "templates" / "final-accounts" / "2024" / "fujian" / "phrases.yaml"
PRIOR, BUDGET, REASONS = "上年数", "全年预算数", "增减原因"


FIELDS = Record(
    {
        "甲": Typed("元"),
        "乙": Typed("元"),
        "个数": Typed("数"),
        "得分": Typed("分"),
        "占比": Share("甲", "乙"),
    }
)


def amount(text: str) -> Amount:
    return NOT_STATED if text == "待填" else Amount(Decimal(text))


def book(**figures: str) -> Book:
    """A book of these figures; those not given are zero."""
    data = {name: amount(figures.get(name, "0")) for name in ("甲", "乙", "个数", "得分")}
    return Book(FIELDS, Ledger(Filing(Source("填报.yaml", ""), data), {}))


def opened(
    now: Book, before: Book | None = None, reason: str = "", section: str = REASONS
) -> Books:
    """The figures of now and of one base (for every comparison), and what is said of 甲."""
    bases = {PRIOR: before, BUDGET: before}
    notes: dict[str, dict[Steps, str]] = {REASONS: {}, "注": {}}
    notes[section] = {("甲",): reason} if reason else {}
    return Books(now, bases, notes, {"年度": "2024"}, {}, lambda _classification, _code: None)


def printed(form: str, books: Books) -> str:
    return rendered(form, example_pack().wording, books)


def refused(form: str, books: Books) -> tuple[str, str]:
    with pytest.raises(FormError) as caught:
        printed(form, books)
    return caught.value.code, caught.value.message


# -- number styles -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "figures", "expected"),
    [
        ("{{ 甲 | 万元 }}", {"甲": "36584434.39"}, "3658.44"),
        ("{{ 甲 | 万元 }}", {"甲": "0"}, "0.00"),
        ("{{ 甲 | 万元 }}", {"甲": "1250"}, "0.13"),
        ("{{ 甲 | 万元 }}", {"甲": "-1250"}, "-0.13"),
        ("{{ 甲 | 万元 }}", {"甲": "-49.99"}, "0.00"),
        ("{{ 甲 | 万元整零 }}", {"甲": "0"}, "0"),
        ("{{ 甲 | 万元整零 }}", {"甲": "49.99"}, "0"),
        ("{{ 甲 | 万元整零 }}", {"甲": "50"}, "0.01"),
        ("{{ 个数 | 整数 }}", {"个数": "1914483"}, "1914483"),
        ("{{ 得分 | 分值 }}", {"得分": "100"}, "100"),
        ("{{ 得分 | 分值 }}", {"得分": "7.50"}, "7.5"),
        ("{{ 得分 | 分值 }}", {"得分": "9.38"}, "9.38"),
        ("{{ 得分 | 分值 }}", {"得分": "0"}, "0"),
        ("{{ 占比 | 百分数 }}", {"甲": "1728957.60", "乙": "8024360"}, "21.55"),
        ("{{ 占比 | 百分数 }}", {"甲": "5", "乙": "5"}, "100.00"),
        ("{{ 占比 | 百分数 }}", {"甲": "0", "乙": "0"}, "0.00"),
        ("{{ 占比 | 百分比 }}", {"甲": "1", "乙": "3"}, "33.33%"),
    ],
)
def test_a_number_prints_in_its_style(form: str, figures: dict[str, str], expected: str) -> None:
    assert expected == printed(form, opened(book(**figures)))


def test_a_share_of_nothing_prints_only_in_a_style_that_has_a_text_for_it() -> None:
    fault = refused("{{ 占比 | 百分比 }}", opened(book()))
    assert ("D504", "“占比”分母为零，“百分比”不能印") == fault


@pytest.mark.parametrize("style", ["万元", "万元整零", "整数", "分值", "百分数"])
def test_a_missing_number_prints_as_still_to_be_filled(style: str) -> None:
    assert "【待填】" == printed(f"{{{{ 甲 | {style} }}}}", opened(book(甲="待填")))


@pytest.mark.parametrize("style", ["万元", "比上年决算数", '原因("主要是")'])
def test_a_filter_takes_nothing_but_a_figure(style: str) -> None:
    assert "D504" == refused(f'{{{{ "甲" | {style} }}}}', opened(book()))[0]


@pytest.mark.parametrize("form", ["{{ 甲 }}", "{{ 占比 }}", "{{ 个数 }}"])
def test_a_figure_without_a_filter_is_refused(form: str) -> None:
    fault = refused(form, opened(book()))
    assert ("D504", "数要经过数式或短语才能印出，如 {{ 数 | 万元 }}") == fault


@pytest.mark.parametrize("name", ["round", "default", "e", "safe", "format", "length"])
def test_no_filter_of_the_template_language_itself_exists(name: str) -> None:
    expected = ("D502", f"没有“{name}”这种数式或短语")
    assert expected == refused(f"{{{{ 甲 | {name} }}}}", opened(book()))


# -- ordinals ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (19, "十九"),
        (20, "二十"),
        (21, "二十一"),
        (90, "九十"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (112, "一百一十二"),
        (120, "一百二十"),
        (999, "九百九十九"),
    ],
)
def test_ordinals_are_chinese(number: int, expected: str) -> None:
    assert expected == chinese_ordinal(number)


def test_no_two_ordinals_are_alike() -> None:
    assert 999 == len({chinese_ordinal(number) for number in range(1, 1000)})


@pytest.mark.parametrize("number", [0, -1, 1000, "1", Decimal(1)])
def test_what_is_no_ordinal_is_refused(number: object) -> None:
    with pytest.raises(PhraseError):
        chinese_ordinal(number)


# -- phrases: every case of every one ----------------------------------------------------------

CHANGE_CASES = {
    "增加": ("120000", "100000"),
    "减少": ("80000", "100000"),
    "持平": ("100020", "100000"),
    "均为零": ("0", "0"),
    "上年为零": ("20000", "0"),
    "上年为负": ("20000", "-10000"),
    "本年为零": ("0", "20000"),
    "本年为负": ("-10000", "20000"),
}
CHANGES = {
    "比上年决算数": {
        "增加": "比上年决算数增加2.00万元，增长20.00%",
        "减少": "比上年决算数减少2.00万元，下降20.00%",
        "持平": "与上年决算数持平",
        "均为零": "比上年决算数增加0.00万元，与上年决算数持平",
        "上年为零": "比上年决算数增加2.00万元（上年决算数为0.00万元）",
        "上年为负": "比上年决算数增加3.00万元",
        "本年为零": "比上年决算数减少2.00万元，下降100.00%",
        "本年为负": "比上年决算数减少3.00万元",
        "无上年数": "上年无可比数据",
    },
    "与上年决算数相比": {
        "增加": "与上年决算数相比，各增加2.00万元，增长20.00%",
        "减少": "与上年决算数相比，各减少2.00万元，下降20.00%",
        "持平": "与上年决算数持平",
        "均为零": "与上年决算数持平",
        "上年为零": "与上年决算数相比，各增加2.00万元（上年决算数为0.00万元）",
        "上年为负": "与上年决算数相比，各增加3.00万元",
        "本年为零": "与上年决算数相比，各减少2.00万元，下降100.00%",
        "本年为负": "与上年决算数相比，各减少3.00万元",
        "无上年数": "上年无可比数据",
    },
    "较上年决算数": {
        "增加": "较上年决算数增加2.00万元，增长20.00%",
        "减少": "较上年决算数减少2.00万元，下降20.00%",
        "持平": "与上年决算数持平",
        "均为零": "与上年决算数持平",
        "上年为零": "较上年决算数增加2.00万元（上年决算数为0.00万元）",
        "上年为负": "较上年决算数增加3.00万元",
        "本年为零": "较上年决算数减少2.00万元，下降100.00%",
        "本年为负": "较上年决算数减少3.00万元",
        "无上年数": "上年无可比数据",
    },
    "较上年": {
        "增加": "较上年增加2.00万元，增长20.00%",
        "减少": "较上年减少2.00万元，下降20.00%",
        "持平": "与上年决算持平",
        "均为零": "较上年增加0.00万元，与上年决算持平",
        "上年为零": "较上年增加2.00万元（上年决算数为0.00万元）",
        "上年为负": "较上年增加3.00万元",
        "本年为零": "较上年减少2.00万元，下降100.00%",
        "本年为负": "较上年减少3.00万元",
        "无上年数": "上年无可比数据",
    },
}
COMPLETION_CASES = {
    "均为零": ("0", "0"),
    "等于": ("100020", "100000"),
    "低于": ("80000", "100000"),
    "高于": ("120000", "100000"),
    "预算为零": ("80000", "0"),
}
COMPLETIONS = {
    "完成全年预算": {
        "均为零": "与全年预算持平",
        "等于": "完成全年预算的100%",
        "低于": "完成全年预算的80.00%",
        "高于": "完成全年预算的120.00%",
        "预算为零": "全年未安排预算",
    }
}
PROPORTION_CASES = {"有": ("30000", "90000"), "分母为零": ("0", "0")}
PROPORTIONS = {
    "占采购总额": {"有": "占政府采购支出总额的33.33%", "分母为零": "本年无政府采购支出"},
    "占中小企业": {
        "有": "占授予中小企业合同金额的33.33%",
        "分母为零": "本年未授予中小企业合同",
    },
    "货物占比": {
        "有": "货物采购授予中小企业合同金额占货物支出金额的33.33%",
        "分母为零": "本年无货物采购支出",
    },
    "工程占比": {
        "有": "工程采购授予中小企业合同金额占工程支出金额的33.33%",
        "分母为零": "本年无工程采购支出",
    },
    "服务占比": {
        "有": "服务采购授予中小企业合同金额占服务支出金额的33.33%",
        "分母为零": "本年无服务采购支出",
    },
}


def _cases(worded: Mapping[str, Mapping[str, str]]) -> list[Any]:
    return [
        pytest.param(phrase, case, text, id=f"{phrase}-{case}")
        for phrase, cases in worded.items()
        for case, text in cases.items()
    ]


@pytest.mark.parametrize(("phrase", "case", "expected"), _cases(CHANGES))
def test_every_case_of_a_change_is_worded(phrase: str, case: str, expected: str) -> None:
    now, before = CHANGE_CASES.get(case, ("20000", "none"))
    base = None if before == "none" else book(甲=before)
    assert expected == printed(f"{{{{ 甲 | {phrase} }}}}", opened(book(甲=now), base))


@pytest.mark.parametrize(("phrase", "case", "expected"), _cases(COMPLETIONS))
def test_every_case_of_a_completion_is_worded(phrase: str, case: str, expected: str) -> None:
    now, budget = COMPLETION_CASES[case]
    books = opened(book(甲=now), book(甲=budget))
    assert expected == printed(f"{{{{ 甲 | {phrase} }}}}", books)


@pytest.mark.parametrize(("phrase", "case", "expected"), _cases(PROPORTIONS))
def test_every_case_of_a_proportion_is_worded(phrase: str, case: str, expected: str) -> None:
    part, whole = PROPORTION_CASES[case]
    assert expected == printed(f"{{{{ 占比 | {phrase} }}}}", opened(book(甲=part, 乙=whole)))


def test_the_cases_above_are_all_there_are() -> None:
    raw = yaml.safe_load(PHRASES.read_text("utf-8"))
    expected = {
        name: {case for case in entry if case not in ("对", "类")} for name, entry in raw.items()
    }
    assert expected == {
        name: set(cases) for name, cases in (CHANGES | COMPLETIONS | PROPORTIONS).items()
    }


def test_less_than_nothing_last_year_is_a_decrease() -> None:
    books = opened(book(甲="-20000"), book(甲="0"))
    expected = "比上年决算数减少2.00万元（上年决算数为0.00万元）"
    assert expected == printed("{{ 甲 | 比上年决算数 }}", books)


@pytest.mark.parametrize("phrase", [*CHANGES, *COMPLETIONS])
def test_a_phrase_without_its_base_is_still_to_be_filled(phrase: str) -> None:
    books = opened(book(甲="5"), book(甲="待填"))
    assert "【待填】" == printed(f"{{{{ 甲 | {phrase} }}}}", books)


def test_a_completion_needs_a_budget_even_in_the_first_year() -> None:
    assert "【待填】" == printed("{{ 甲 | 完成全年预算 }}", opened(book(甲="5"), None))


@pytest.mark.parametrize("phrase", ["比上年决算数", "完成全年预算"])
def test_a_phrase_without_its_own_figure_is_still_to_be_filled(phrase: str) -> None:
    books = opened(book(甲="待填"), book(甲="5"))
    assert "【待填】" == printed(f"{{{{ 甲 | {phrase} }}}}", books)


def test_only_money_is_compared() -> None:
    fault = refused("{{ 个数 | 较上年 }}", opened(book(), book()))
    assert ("D504", "“个数”不是金额，不能比较") == fault


def test_only_a_share_has_a_proportion() -> None:
    fault = refused("{{ 甲 | 占采购总额 }}", opened(book(), book()))
    assert ("D504", "“占采购总额”前面应是一个占比") == fault


# -- reasons -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "reason", "expected"),
    [
        ('{{ 甲 | 原因("主要是") }}', "人员增加", "主要是人员增加。"),
        ('{{ 甲 | 原因("主要是") }}', "人员增加。", "主要是人员增加。"),
        ('{{ 甲 | 原因("主要是") }}', "人员增加；", "主要是人员增加。"),
        ('{{ 甲 | 原因("主要是") }}', "一、人员增加；二、调资，", "主要是一、人员增加；二、调资。"),
        ('{{ 甲 | 原因("，主要是：", "") }}', "人员增加。", "，主要是：人员增加"),
        ('{{ 甲 | 原因("主要是") }}', "R&D<项目>", "主要是R&amp;D&lt;项目&gt;。"),
    ],
)
def test_a_reason_prints_with_its_connective_and_one_full_stop(
    form: str, reason: str, expected: str
) -> None:
    books = opened(book(甲="120000"), book(甲="100000"), reason)
    assert expected == printed(form, books)


@pytest.mark.parametrize("case", ["增加", "减少", "上年为零", "上年为负", "本年为零", "本年为负"])
def test_a_reason_is_due_when_the_figure_moved(case: str) -> None:
    now, before = CHANGE_CASES[case]
    books = opened(book(甲=now), book(甲=before))
    assert "主要是【待填】。" == printed('{{ 甲 | 原因("主要是") }}', books)


@pytest.mark.parametrize("case", ["持平", "均为零"])
def test_no_reason_is_due_when_it_did_not(case: str) -> None:
    now, before = CHANGE_CASES[case]
    books = opened(book(甲=now), book(甲=before))
    assert "" == printed('{{ 甲 | 原因("主要是") }}', books)


def test_no_reason_is_due_when_there_is_nothing_to_compare() -> None:
    assert "" == printed('{{ 甲 | 原因("主要是") }}', opened(book(甲="5"), None))


def test_no_reason_is_asked_while_the_base_is_still_to_be_filled() -> None:
    books = opened(book(甲="5"), book(甲="待填"))
    assert "" == printed('{{ 甲 | 原因("主要是") }}', books)


@pytest.mark.parametrize("case", ["持平", "均为零"])
def test_a_reason_that_is_given_prints_even_when_none_is_due(case: str) -> None:
    now, before = CHANGE_CASES[case]
    books = opened(book(甲=now), book(甲=before), "没有此项支出")
    assert "主要是没有此项支出。" == printed('{{ 甲 | 原因("主要是") }}', books)


# -- notes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "note", "expected"),
    [
        ('{{ 甲 | 附言("注") }}', "用于展览", "用于展览。"),
        ('{{ 甲 | 附言("注", "，", "") }}', "用于展览。", "，用于展览"),
        ('{{ 甲 | 附言("注", "主要用于") }}', "", "主要用于【待填】。"),
    ],
)
def test_a_note_prints_whatever_its_section_says_of_the_figure(
    form: str, note: str, expected: str
) -> None:
    assert expected == printed(form, opened(book(), None, note, "注"))


def test_a_note_from_a_section_that_is_not_there_is_answered() -> None:
    fault = refused('{{ 甲 | 附言("原因") }}', opened(book()))
    assert ("D503", "填报文件没有“原因”一节") == fault
