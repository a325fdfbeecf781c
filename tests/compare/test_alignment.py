"""Two sequences and two texts: what belongs together, what differs, with whole figures."""

from hypothesis import given
from hypothesis import strategies as st

from generator.compare.alignment import align_items
from generator.compare.likeness import signs
from generator.compare.tokens import tokens
from generator.compare.words import Segment, Step, segments

SAME, GONE, COME = Step.STAYED, Step.GONE, Step.CAME

WORDS = st.text(st.sampled_from("增减加少0123456789.,%万元 年x"), max_size=20)


def aligned(old: list[str], new: list[str]) -> list[tuple[str | None, str | None]]:
    return align_items(old, new, lambda item: item, signs)


def test_what_is_alike_is_paired_and_the_rest_comes_or_goes() -> None:
    old = ["收入总计一千元", "支出总计两千元", "注：本表反映"]
    new = ["收入总计三千元", "另有说明", "支出总计两千元"]
    assert [
        ("收入总计一千元", "收入总计三千元"),
        (None, "另有说明"),
        ("支出总计两千元", "支出总计两千元"),
        ("注：本表反映", None),
    ] == aligned(old, new)


@given(st.lists(WORDS, max_size=8), st.lists(WORDS, max_size=8))
def test_every_item_stands_in_the_alignment_once_and_in_order(
    old: list[str], new: list[str]
) -> None:
    pairs = aligned(old, new)
    assert old == [left for left, _ in pairs if left is not None]
    assert new == [right for _, right in pairs if right is not None]


def test_more_than_can_be_compared_is_paired_in_order() -> None:
    old, new = [f"旧{n}" for n in range(200)], [f"新{n}" for n in range(201)]
    pairs = aligned(old, new)
    assert ("旧7", "新7") == pairs[7]
    assert (None, "新200") == pairs[-1]


def test_figures_are_whole() -> None:
    assert ["共", "1,234.56", "万", "元", "，", "降", "-9.90%"] == tokens(
        "共1,234.56万元，降-9.90%"
    )


def test_a_year_after_a_figure_is_no_negative_number() -> None:
    assert ["2024", "-", "2025"] == tokens("2024-2025")


def test_a_printed_figure_is_one_unit_whatever_it_is() -> None:
    assert ["计", "12,34", "元"] == tokens("计12,34元", [(1, 6)])
    assert ["计", "—", "元"] == tokens("计—元", [(1, 2), (1, 2), (5, 5)])


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
