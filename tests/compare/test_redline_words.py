"""The units of change: whole figures, words, signs; and changes that read naturally."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compare.likeness import alike
from generator.compare.tokens import tokens, without_figures
from generator.compare.words import Step, compare


def shown(old: str, new: str) -> str:
    """A change in one line: [-gone-] and {+come+}."""
    left, right = tokens(old), tokens(new)
    made = ""
    for step, i, k, j, m in compare(left, right, left):
        text = "".join(right[j:m] if step is Step.CAME else left[i:k])
        made += {Step.STAYED: text, Step.GONE: f"[-{text}-]", Step.CAME: f"{{+{text}+}}"}[step]
    return made


@pytest.mark.parametrize(
    "figure", ["34", "1,234.56", "-5.00", "7.36%", "7.36％", "－0.10", "1234567.89", "２０24"]
)
def test_a_figure_is_one_unit_with_its_sign_separators_and_percent_sign(figure: str) -> None:
    assert ["约", figure, "元"] == tokens(f"约{figure}元")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2010350-事业", ["2010350", "-", "事", "业"]),
        ("2.有关", ["2", ".", "有", "关"]),
        ("2023-2024", ["2023", "-", "2024"]),
        ("e福州APP", ["e", "福", "州", "APP"]),
        ("3，400", ["3", "，", "400"]),
    ],
)
def test_what_only_stands_beside_a_figure_is_not_part_of_it(text: str, expected: list[str]) -> None:
    assert expected == tokens(text)


def test_a_whole_figure_changes_not_some_of_its_digits() -> None:
    assert "支出[-1,234.56-]{+1,243.56+}万元" == shown("支出1,234.56万元", "支出1,243.56万元")


def test_a_trend_that_flips_leaves_its_unit_outside() -> None:
    old, new = "比上年减少765.56万元，下降15.89%。", "比上年增加18.06万元，增长7.36%。"
    expected = "比上年[-减少765.56-]{+增加18.06+}万元，[-下降15.89%-]{+增长7.36%+}。"
    assert expected == shown(old, new)


def test_a_single_character_that_happens_to_stay_is_taken_into_the_change() -> None:
    assert "因[-人员支出增加-]{+项目支出减少+}。" == shown("因人员支出增加。", "因项目支出减少。")
    assert "[-会议培训费-]{+差旅培养资+}" == shown("会议培训费", "差旅培养资")


def test_a_stop_between_two_changes_stays() -> None:
    assert "[-甲-]{+乙+}，[-丙-]{+丁+}" == shown("甲，丙", "乙，丁")


def test_what_is_added_at_an_end_is_only_added() -> None:
    assert "甲乙{+丙+}" == shown("甲乙", "甲乙丙")
    assert "[-甲-]乙丙" == shown("甲乙丙", "乙丙")


@given(st.text("甲乙12.,%万，", max_size=20), st.text("甲乙12.,%万，", max_size=20))
def test_a_comparison_gives_back_both_texts(old: str, new: str) -> None:
    left, right = tokens(old), tokens(new)
    steps = compare(left, right, left)
    assert old == "".join("".join(left[i:k]) for step, i, k, _, _ in steps if step is not Step.CAME)
    assert new == "".join("".join(right[j:m]) for s, _, _, j, m in steps if s is not Step.GONE)
    stayed = [bounds for step, *bounds in steps if step is Step.STAYED]
    assert [left[i:k] for i, k, _, _ in stayed] == [right[j:m] for _, _, j, m in stayed]


def test_long_texts_that_have_nothing_in_common_are_quickly_compared() -> None:
    old, new = [f"a{n}" for n in range(3000)], [f"b{n}" for n in range(3000)]
    assert [(Step.GONE, 0, 3000, 0, 0), (Step.CAME, 3000, 3000, 0, 3000)] == compare(old, new, old)


def test_long_texts_that_repeat_themselves_are_quickly_compared() -> None:
    old, new = list("甲乙" * 900), list("丙" + "乙甲丁" * 600)
    started = time.process_time()
    steps = compare(old, new, old)
    assert [Step.GONE, Step.CAME] == [step for step, *_ in steps]
    assert time.process_time() - started < 1


def test_a_long_text_is_quickly_held_against_many() -> None:
    texts = [
        f"{n}" + "".join(chr(0x4E00 + (n + at * at) % 997) for at in range(500)) for n in range(150)
    ]
    started = time.process_time()
    assert 150 == sum(alike(old, new) == 1000 for old in texts for new in texts)
    assert time.process_time() - started < 3


def test_texts_are_the_more_alike_the_more_pairs_of_signs_they_share() -> None:
    assert (1000, 0) == (alike("事业运行", "事业运行"), alike("事业运行", "购房补贴"))
    assert 0 < alike("住房公积金", "住房补贴") < alike("住房公积金", "住房公积金基数")
    assert 800 == alike("甲乙甲乙", "甲乙甲")
    assert (1000, 0, 1000) == (alike("", ""), alike("甲", "乙"), alike("甲", "甲"))


def test_a_text_without_its_figures_is_its_words() -> None:
    assert "支出万元，增长" == without_figures("支出1,234.56万元，增长7.36%")
