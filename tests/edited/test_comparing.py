"""One text against what it should be: each false sign is named, other words are not."""

import pytest

from generator.edited.comparing import Comparison
from generator.edited.findings import State
from generator.edited.signs import SignReader
from generator.word.seen_text import SeenText

MORE = {"增加": ("增长", "上升"), "减少": ("下降", "压减")}
READER = SignReader(MORE)
DIFFERS, LOST, ADDED, UNKNOWN = State


def compare(due: str, stands: str, *, title: bool = False) -> Comparison:
    one, other = (READER.cut(SeenText(text, None, 1)) for text in (due, stands))
    return Comparison(one, other, title, {"基本支出", "项目支出"})


def told(due: str, stands: str, *, title: bool = False) -> list[tuple[State, str, str]]:
    found = compare(due, stands, title=title).differences()
    return [(each.state, each.printed, each.expected) for each in found]


@pytest.mark.parametrize("sign", "-−－‑–負负"[:5] + "负")
def test_a_minus_in_any_form_is_another_number(sign: str) -> None:
    assert [(DIFFERS, f"{sign}111.15", "111.15")] == told(
        "总额111.15万元。", f"总额{sign}111.15万元。"
    )


def test_accounting_brackets_are_not_passed_over() -> None:
    assert told("111.15", "(111.15)")
    assert told("总额111.15万元", "总额（111.15）万元")


def test_one_number_in_another_width_is_the_same() -> None:
    assert [] == told("支出1234.56万元，增长7.36%。", "支出１，２３４．５６万元，增长７．３６％。")
    assert [] == told("支出1234.56万元。", "支出1,234.56万元。")
    assert [] == told("比上年-5.00万元。", "比上年−5.00万元。")


def test_decimals_count() -> None:
    assert [(DIFFERS, "0.0", "0.00")] == told("支出0.00万元", "支出0.0万元")


def test_two_figures_exchanged_are_two_differences() -> None:
    due = "其中：货物2.65万元、工程0万元、服务108.50万元。"
    stands = "其中：货物108.50万元、工程0万元、服务2.65万元。"
    assert [(DIFFERS, "108.50", "2.65"), (DIFFERS, "2.65", "108.50")] == told(due, stands)


@pytest.mark.parametrize(
    "other", ["263.47元", "263.47千元", "263.47百万元", "263.47万美元", "263.47", "263.47亿元"]
)
def test_another_unit_or_none_is_another_figure(other: str) -> None:
    assert [(DIFFERS, other, "263.47万元")] == told(
        "支出263.47万元，比上年", f"支出{other}，比上年"
    )


@pytest.mark.parametrize(("other", "due"), [("29个", "29人"), ("29人次", "29人"), ("29", "29人")])
def test_counts_have_units_too(other: str, due: str) -> None:
    assert DIFFERS in [state for state, _, _ in told(f"共有{due}。", f"共有{other}。")]


@pytest.mark.parametrize("other", ["十263.47", "263.47E2", "263.47亿"])
def test_what_is_glued_to_a_number_is_part_of_it(other: str) -> None:
    ((state, printed, _), *_) = told("支出263.47万元。", f"支出{other}万元。")
    assert (DIFFERS, other) == (state, printed[: len(other)])


@pytest.mark.parametrize(
    ("due", "stands"),
    [
        ("增长7.36%", "负增长7.36%"),
        ("增长7.36%", "回落7.36%"),
        ("比上年增加18.06万元", "比上年未增加18.06万元"),
        ("比上年增加18.06万元", "比上年没有增加18.06万元"),
        ("比上年增加18.06万元", "比上年少18.06万元"),
        ("比上年增加18.06万元", "比上年18.06万元"),
        ("年度指标值≥3个", "年度指标值≤3个"),
        ("大于上年数", "小于上年数"),
        ("与上年持平", "比上年增加"),
    ],
)
def test_a_movement_the_other_way_is_told(due: str, stands: str) -> None:
    assert [DIFFERS] == [state for state, _, _ in told(due, stands)]


def test_words_for_one_movement_are_the_same() -> None:
    comparison = compare("比上年增加18.06万元，增长7.36%。", "较上年度增长了18.06万元，上升7.36%。")
    assert [] == list(comparison.differences())
    assert comparison.reworded


def test_a_negation_that_is_gone_is_told() -> None:
    assert [UNKNOWN] == [
        state for state, _, _ in told("没有使用这项资金安排的收支。", "使用这项资金安排的收支。")
    ]


def test_numbers_in_words_are_told() -> None:
    assert [UNKNOWN] == [state for state, _, _ in told("建成三个平台。", "建成五个平台。")]


def test_the_words_beside_a_figure_are_not_free() -> None:
    assert [(UNKNOWN, "人员支出5.00", "公用支出5.00")] == [
        (state, printed[-8:], expected[-8:])
        for state, printed, expected in told("公用支出5.00万元", "人员支出5.00万元")
    ]
    assert told("支出近5.00万元。", "支出超5.00万元。")


def test_two_labels_exchanged_in_words_are_told() -> None:
    due, stands = "先说甲乙，再说丙丁，合并计算。", "先说丙丁，再说甲乙，合并计算。"
    assert [UNKNOWN] * 2 == [state for state, _, _ in told(due, stands)]


def test_words_that_say_nothing_of_a_figure_are_free() -> None:
    comparison = compare(
        "按专家意见完善平台，更新模型。其中：支出5.00万元。",
        "听取专家建议完善平台，改进模型。其中：支出5.00万元。",
    )
    assert [] == list(comparison.differences())
    assert comparison.reworded


@pytest.mark.parametrize(
    ("due", "stands"),
    [
        ("支出5.00万元。按规定使用。", "支出5.00万元。按规定使用（以上为暂列数）。"),
        ("支出5.00万元。", "支出5.00万元。以上如有出入，以决算为准。"),
        ("支出5.00万元。", "以下数字有误：支出5.00万元。"),
        ("按规定使用。", "按规定使用，原数作废。"),
    ],
)
def test_words_that_take_a_figure_back_are_told_within_a_paragraph_too(
    due: str, stands: str
) -> None:
    assert ADDED in [state for state, _, _ in told(due, stands)]
    assert [] == told(stands, stands)


def test_a_title_stands_word_for_word() -> None:
    assert [UNKNOWN] == [state for state, _, _ in told("收入决算表", "支出决算表", title=True)][:1]


def test_a_number_that_was_put_in_or_taken_out_is_told() -> None:
    assert [(ADDED, "9", "")] == told("总额111.15万元", "总额9\n111.15万元")
    assert (LOST, "", "7.36%") in told("增加5.00万元，增长7.36%。", "增加5.00万元。")
    assert (ADDED, "7.36%", "") in told("增加5.00万元。", "增加5.00万元，增长7.36%。")


def test_a_number_cut_in_two_is_not_it() -> None:
    assert (DIFFERS, "11", "111.15") in told("总额111.15万元", "总额11\n1.15万元")
