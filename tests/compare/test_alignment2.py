"""Alignment: every item once, in order, paired by key, then by likeness."""

from hypothesis import given
from hypothesis import strategies as st

from generator.compare.alignment import Pair, Rest, align


def aligned(old: str, new: str, alike: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Two words letter by letter; `alike` are pairs of letters that are like each other."""
    pairs = align([(old, new)], Rest(lambda i, j: 500 if old[i] + new[j] in alike else 0))
    return [("" if i is None else old[i], "" if j is None else new[j]) for i, j in pairs]


def test_what_is_equal_is_paired() -> None:
    assert [("a", "a"), ("b", "b")] == aligned("ab", "ab")


def test_what_has_no_counterpart_stands_alone_the_old_before_the_new() -> None:
    assert [("a", "a"), ("b", ""), ("", "x"), ("c", "c")] == aligned("abc", "axc")


def test_what_is_alike_is_paired_between_what_is_equal() -> None:
    found = aligned("abyc", "axzc", alike=("bx", "yz"))
    assert [("a", "a"), ("b", "x"), ("y", "z"), ("c", "c")] == found


def test_of_two_ways_to_pair_the_one_with_more_pairs_is_taken() -> None:
    assert [("p", "q"), ("r", "s")] == aligned("pr", "qs", alike=("ps", "pq", "rs"))


def test_nothing_is_paired_across_a_pair() -> None:
    found = aligned("abc", "cab")
    assert [("", "c"), ("a", "a"), ("b", "b"), ("c", "")] == found


def test_a_repeated_heading_goes_with_the_item_that_it_stands_before() -> None:
    # h is a heading that stands before every table: the one before 2 goes with it.
    found = aligned("1h2h3", "1h3")
    assert [("1", "1"), ("h", ""), ("2", ""), ("h", "h"), ("3", "3")] == found


def test_a_looser_key_pairs_what_the_stricter_one_left() -> None:
    old, new = ["a1", "b1"], ["a2", "b1"]
    levels = [(old, new), ([key[0] for key in old], [key[0] for key in new])]
    assert [(0, 0), (1, 1)] == align(levels, Rest(lambda i, j: 0))


def test_an_item_without_a_key_is_equal_to_nothing() -> None:
    assert [(0, None), (None, 0)] == align([([None], [None])], Rest(lambda i, j: 0))


letters = st.lists(st.sampled_from("abcd"), max_size=12)


@given(letters, letters)
def test_every_item_stands_once_in_order(old: list[str], new: list[str]) -> None:
    pairs: list[Pair] = align([(old, new)], Rest(lambda i, j: 300 if i % 2 == j % 2 else 0))
    assert list(range(len(old))) == [i for i, _ in pairs if i is not None]
    assert list(range(len(new))) == [j for _, j in pairs if j is not None]


def test_a_long_list_that_is_all_new_is_not_compared_item_by_item() -> None:
    old, new = [f"o{n}" for n in range(900)], [f"n{n}" for n in range(900)]
    asked: list[int] = []

    def likeness(i: int, j: int) -> int:
        asked.append(i)
        return 0

    assert 1800 == len(align([(old, new)], Rest(likeness)))
    assert [] == asked
