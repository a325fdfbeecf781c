"""How much two texts have in common."""

import time

from generator.compare import pieces
from generator.compare.likeness import liken, liken_words


def test_a_long_text_is_quickly_held_against_many() -> None:
    texts = [
        f"{n}" + "".join(chr(0x4E00 + (n + at * at) % 997) for at in range(500)) for n in range(150)
    ]
    started = time.process_time()
    assert 150 == sum(liken(old, new) == 1000 for old in texts for new in texts)
    assert time.process_time() - started < 3


def test_texts_are_the_more_alike_the_more_pairs_of_signs_they_share() -> None:
    assert (1000, 0) == (liken("事业运行", "事业运行"), liken("事业运行", "购房补贴"))
    assert 0 < liken("住房公积金", "住房补贴") < liken("住房公积金", "住房公积金基数")
    assert 800 == liken("甲乙甲乙", "甲乙甲")
    assert (1000, 0, 1000) == (liken("", ""), liken("甲", "乙"), liken("甲", "甲"))


def test_two_different_single_signs_have_nothing_in_common() -> None:
    assert (0, 1000, 0) == (liken("甲", "乙"), liken("甲", "甲"), liken("", "甲"))


def test_texts_of_the_same_words_are_alike_whatever_their_figures() -> None:
    one, other = pieces.words("收入1.00万元，增长。"), pieces.words("收入2.00万元，增长。")
    assert (1000, 875) == (liken_words(one, one), liken_words(one, other))
