"""Alignment: every item once, in order, paired by key, then by likeness."""

from hypothesis import given
from hypothesis import strategies as st

from generator.compare import alignment, pieces
from generator.compare.alignment import Key, Pairing, Rest, align, places
from generator.compare.likeness import share, signs
from generator.compare.thresholds import CORRECTED

WORDS = st.text(st.sampled_from("增减加少0123456789.,%万元 年x"), max_size=20)


def same(item: str) -> str:
    return item


def aligned(old: str, new: str, alike: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Two words letter by letter; `alike` are pairs of letters that are like each other."""
    pairs = places(old, new, [same], Rest(lambda a, b: 500 if a + b in alike else 0))
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
    keys: list[Key[str]] = [same, lambda item: item[0]]
    assert [(0, 0), (1, 1)] == places(old, new, keys, Rest(lambda a, b: 0))


def test_an_item_without_a_key_is_equal_to_nothing() -> None:
    assert [(0, None), (None, 0)] == places("a", "a", [lambda item: None], Rest(lambda a, b: 0))


letters = st.lists(st.sampled_from("abcd"), max_size=12)


@given(letters, letters)
def test_every_item_stands_once_in_order(old: list[str], new: list[str]) -> None:
    pairs: list[Pairing] = places(
        old, new, [same], Rest(lambda a, b: 300 if ord(a) % 2 == ord(b) % 2 else 0)
    )
    assert list(range(len(old))) == [i for i, _ in pairs if i is not None]
    assert list(range(len(new))) == [j for _, j in pairs if j is not None]


def test_a_long_list_that_is_all_new_is_not_compared_item_by_item() -> None:
    old, new = [f"o{n}" for n in range(900)], [f"n{n}" for n in range(900)]
    asked: list[str] = []

    def likeness(one: str, other: str) -> int:
        asked.append(one)
        return 0

    assert 1800 == len(places(old, new, [same], Rest(likeness)))
    assert [] == asked


def aligned_items(old: list[str], new: list[str]) -> list[tuple[str | None, str | None]]:
    return align(old, new, [lambda item: item], Rest(share, CORRECTED, signs, in_order=True))


def test_what_is_alike_is_paired_and_the_rest_comes_or_goes() -> None:
    old = ["收入总计一千元", "支出总计两千元", "注：本表反映"]
    new = ["收入总计三千元", "另有说明", "支出总计两千元"]
    assert [
        ("收入总计一千元", "收入总计三千元"),
        (None, "另有说明"),
        ("支出总计两千元", "支出总计两千元"),
        ("注：本表反映", None),
    ] == aligned_items(old, new)


@given(st.lists(WORDS, max_size=8), st.lists(WORDS, max_size=8))
def test_every_item_stands_in_the_alignment_once_and_in_order(
    old: list[str], new: list[str]
) -> None:
    pairs = aligned_items(old, new)
    assert old == [left for left, _ in pairs if left is not None]
    assert new == [right for _, right in pairs if right is not None]


def test_more_than_can_be_compared_is_paired_in_order() -> None:
    old, new = [f"旧{n}" for n in range(200)], [f"新{n}" for n in range(201)]
    pairs = aligned_items(old, new)
    assert ("旧7", "新7") == pairs[7]
    assert (None, "新200") == pairs[-1]


def test_where_too_much_is_to_be_compared_equal_keys_are_paired_still() -> None:
    """Neither key occurs once on a side, and a row of new items parts them."""
    old = ["x", *("甲", "乙") * 150, "y"]
    new = ["u", *("乙", "甲") * 150, "v", "w"]
    pairs = places(old, new, [same], Rest(lambda a, b: 0))
    assert 299 == sum(i is not None and j is not None for i, j in pairs)


def test_the_numbers_of_a_long_paragraph_that_repeats_itself_are_paired() -> None:
    old, new = (
        pieces.words("".join(f"支出{n % of}.00万元，" for n in range(800))) for of in (7, 5)
    )
    assert {at: at for at in range(1, 2400, 3)} == alignment.pair_numbers(old, new)
