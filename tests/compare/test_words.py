"""What changed between two texts: whole figures, and changes that read naturally."""

import time

from hypothesis import given
from hypothesis import strategies as st

from generator.compare.tokens import tokens
from generator.compare.words import Segment, Status, compare, segments

SAME, GONE, COME = Status.STAYED, Status.GONE, Status.CAME


WORDS = st.text(st.sampled_from("增减加少0123456789.,%万元 年x"), max_size=20)


def shown(old: str, new: str) -> str:
    """A change in one line: [-gone-] and {+come+}."""
    left, right = tokens(old), tokens(new)
    made = ""
    for step, i, k, j, m in compare(left, right, left):
        text = "".join(right[j:m] if step is Status.CAME else left[i:k])
        made += {Status.STAYED: text, Status.GONE: f"[-{text}-]", Status.CAME: f"{{+{text}+}}"}[
            step
        ]
    return made


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
    steps = list(compare(left, right, left))
    assert old == "".join(
        "".join(left[i:k]) for step, i, k, _, _ in steps if step is not Status.CAME
    )
    assert new == "".join("".join(right[j:m]) for s, _, _, j, m in steps if s is not Status.GONE)
    stayed = [bounds for step, *bounds in steps if step is Status.STAYED]
    assert [left[i:k] for i, k, _, _ in stayed] == [right[j:m] for _, _, j, m in stayed]


def test_long_texts_that_have_nothing_in_common_are_quickly_compared() -> None:
    old, new = [f"a{n}" for n in range(3000)], [f"b{n}" for n in range(3000)]
    assert [(Status.GONE, 0, 3000, 0, 0), (Status.CAME, 3000, 3000, 0, 3000)] == list(
        compare(old, new, old)
    )


def test_long_texts_that_repeat_themselves_are_quickly_compared() -> None:
    old, new = list("甲乙" * 900), list("丙" + "乙甲丁" * 600)
    started = time.process_time()
    steps = list(compare(old, new, old))
    assert [Status.GONE, Status.CAME] == [step for step, *_ in steps]
    assert time.process_time() - started < 1


def test_a_changed_figure_is_changed_as_a_whole() -> None:
    assert (
        Segment(SAME, "共"),
        Segment(GONE, "1,234.56"),
        Segment(COME, "1,243.56"),
        Segment(SAME, "万元"),
    ) == segments(tokens("共1,234.56万元"), tokens("共1,243.56万元"))


def test_changes_with_next_to_nothing_between_them_are_one() -> None:
    assert (Segment(GONE, "增加5"), Segment(COME, "减少6")) == segments(
        tokens("增加5"), tokens("减少6")
    )
    assert (
        Segment(GONE, "甲的乙"),
        Segment(COME, "丙的丁"),
        Segment(SAME, "。"),
    ) == segments(tokens("甲的乙。"), tokens("丙的丁。"))


@given(WORDS, WORDS)
def test_each_side_of_a_difference_is_its_text(old: str, new: str) -> None:
    found = segments(tokens(old), tokens(new))
    assert old == "".join(part.text for part in found if part.step is not COME)
    assert new == "".join(part.text for part in found if part.step is not GONE)
