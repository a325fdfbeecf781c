"""One paragraph three ways: what was generated, what somebody made of it, what is due now."""

from collections import Counter

import pytest

from generator.compare import pieces
from generator.edited import sentences
from generator.edited.sentences import Merged
from generator.word.blocks import Paragraph

WAS = "收入10.00万元，比上年增加2.00万元，增长25.00%。主要是项目增加。"


def paragraph(text: str) -> Paragraph:
    return Paragraph(pieces.words(text), text)


def merge(was: str, stands: str, due: str) -> Merged:
    return sentences.merge(
        pieces.words(was), stands, due, sentences.find_moves([(paragraph(was), paragraph(due))])
    )


def test_figures_are_brought_up_to_date_in_a_rewritten_sentence() -> None:
    due = "收入11.00万元，比上年增加3.00万元，增长37.50%。主要是项目增加。"
    stands = "全年收入10.00万元，同比增加2.00万元（25.00%）。主要是项目增加。"
    was, now = (
        "全年收入10.00万元，同比增加2.00万元（25.00%）。",
        "全年收入11.00万元，同比增加3.00万元（37.50%）。",
    )
    text = f"{now}主要是项目增加。"
    assert Merged(text, touched=((was, now),)) == merge(WAS, stands, due)


def test_a_sentence_that_nobody_touched_follows_beside_one_that_stays() -> None:
    due = "收入7.00万元，比上年减少1.00万元，下降12.50%。主要是项目增加。"
    stands = WAS.replace("主要是项目增加", "主要是智慧城市项目增加")
    assert Merged(due.replace("项目增加", "智慧城市项目增加")) == merge(WAS, stands, due)


def test_only_the_hand_edit_stays_where_nothing_changed() -> None:
    stands = WAS.replace("比上年", "比去年")
    assert Merged(stands) == merge(WAS, stands, WAS)


def test_words_that_turn_are_not_put_into_a_sentence_that_says_them_otherwise() -> None:
    due = "收入7.00万元，比上年减少1.00万元，下降12.50%。主要是项目增加。"
    stands = WAS.replace("比上年增加", "同比增加")
    merged = merge(WAS, stands, due)
    assert stands == merged.text
    assert due.split("。")[0] in merged.remarks[0]


def test_a_sentence_of_which_every_changed_piece_stands_turns_as_a_whole() -> None:
    was, due = "甲增加2.00万元，乙。", "甲减少1.00万元，乙。"
    merged = merge(was, "甲增加2.00万元，改过的乙。", due)
    assert "甲减少1.00万元，改过的乙。" == merged.text
    assert "请看人工改的文字" in merged.remarks[0]


def test_an_ordinal_follows_without_a_word() -> None:
    was, now = "（八）甲1.00万元，改过。", "（九）甲1.00万元，改过。"
    merged = merge("（八）甲1.00万元，乙。", was, "（九）甲1.00万元，乙。")
    assert Merged(now, touched=((was, now),)) == merged


def test_a_figure_that_stands_twice_by_hand_is_left_with_a_remark() -> None:
    merged = merge("甲2.00万元，乙。", "甲2.00万元，丙2.00万元。", "甲3.00万元，乙。")
    assert "甲2.00万元，丙2.00万元。" == merged.text
    assert "3.00" in merged.remarks[0]


def test_two_figures_that_part_ways_are_left_with_a_remark() -> None:
    merged = merge("收2.00元，支2.00元。", "收2.00元，支出2.00元。", "收3.00元，支2.00元。")
    assert "收2.00元，支出2.00元。" == merged.text
    assert all(text in merged.remarks[0] for text in ("2.00", "3.00"))


def test_two_figures_that_go_together_follow_together() -> None:
    was, now = "收2.00元，支出2.00元。", "收3.00元，支出3.00元。"
    assert Merged(now, touched=((was, now),)) == merge(
        "收2.00元，支2.00元。", was, "收3.00元，支3.00元。"
    )


def test_a_retyped_figure_stays_and_is_remarked_on() -> None:
    merged = merge("甲2.00万元。", "甲2.50万元。", "甲3.00万元。")
    assert "甲2.50万元。" == merged.text
    assert all(text in merged.remarks[0] for text in ("2.50", "3.00"))


def test_a_figure_retyped_to_what_is_due_is_right() -> None:
    assert Merged("甲3.00万元。") == merge("甲2.00万元。", "甲3.00万元。", "甲3.00万元。")


def test_a_figure_within_a_longer_number_is_not_touched() -> None:
    merged = merge("甲2.00万元。", "甲12.00万元。", "甲3.00万元。")
    assert "甲12.00万元。" == merged.text
    assert merged.remarks


def test_a_sentence_no_longer_due_goes_or_stays_with_a_remark() -> None:
    assert "甲。" == merge("甲。乙。", "甲。乙。", "甲。").text
    merged = merge("甲。乙1。", "甲。乙1改。", "甲。")
    assert ("甲。乙1改。", True) == (merged.text, "请决定去留" in merged.remarks[0])


def test_a_new_sentence_comes_after_the_one_it_follows() -> None:
    assert Merged("甲改。丙。乙。") == merge("甲。乙。", "甲改。乙。", "甲。丙。乙。")


@pytest.mark.parametrize(
    ("was", "stands", "due"),
    [
        ("", "10.00", "12.00"),  # a cell that was blank
        ("甲1.00万元。", "甲共3", "甲1.00万元。2024年乙。"),
        ("甲。", "乙2.00，甲", "甲。丙3.00"),
    ],
)
def test_what_is_new_is_never_joined_to_half_a_sentence(was: str, stands: str, due: str) -> None:
    """Two numbers would become a third that nobody ever stated."""
    merged = merge(was, stands, due)
    assert stands == merged.text
    assert due[-5:] in "".join(merged.remarks)


def test_a_sentence_taken_out_by_hand_stays_out() -> None:
    assert Merged("甲。") == merge("甲。乙2.00。", "甲。", "甲。乙3.00。")


@pytest.mark.parametrize(
    ("text", "remarked"),
    [
        ("另有2.00万元", True),
        ("另有12.00万元", False),
        ("另有8万元", True),
        ("另有0.00万元", False),
        ("另有5.00万元", True),  # one place changed, another did not
    ],
)
def test_a_number_written_by_hand_is_held_against_what_changed(text: str, remarked: bool) -> None:
    def word(number: str) -> str:
        return pieces.words(number)[0]

    moves = {
        word("2.00"): Counter(["3.00"]),
        word("8"): Counter(["9"]),
        word("0.00"): Counter(["0.00", "1.00"]),
        word("5.00"): Counter(["5.00", "6.00"]),
    }
    assert remarked == bool(list(sentences.find_stale(text, moves)))


def test_a_long_paragraph_of_one_sentence_again_and_again_follows_around_what_was_added() -> None:
    """More sentences than are compared with each other; only their figures tell them apart."""
    was, due = ("".join(f"支出{n % of}.00万元。" for n in range(800)) for of in (7, 5))
    middle = was.index("。", len(was) // 2) + 1
    merged = merge(was, was[:middle] + "由人工加的一句。" + was[middle:], due)
    assert Merged(due[:middle] + "由人工加的一句。" + due[middle:]) == merged
