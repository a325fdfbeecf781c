"""What a document holds beside what its form holds: in order, round by round."""

from generator.filling.program import Name
from generator.published import aligning
from generator.published.aligning import FormState
from generator.published.pattern import Each, Either, Nodes

TITLE, END = "题", "尾"


def each(*body: object, variable: str = "行") -> Each:
    return Each(variable, ("表", "全部"), None, body, ())


def align(nodes: Nodes, items: str) -> list[object]:
    states = aligning.flatten(nodes)
    found = aligning.align(states, items, lambda at, it: _cost(states, at, it), lambda _: 500)
    return [None if at is None else at for at in found]


def _cost(states: list[FormState], at: int, item: str) -> int | None:
    return 0 if states[at].node in (item, "*") else None


def rounds(nodes: Nodes, items: str) -> list[list[int]]:
    states = aligning.flatten(nodes)
    found = aligning.align(states, items, lambda at, it: _cost(states, at, it), lambda _: 500)
    counted = aligning.count_rounds(states, found)
    return [list(it.values()) for it in counted]


def test_what_stands_once_is_found_in_order_and_what_is_none_of_it_is_dropped() -> None:
    assert [0, None, 1] == align((TITLE, END), "题他尾")
    assert [None, 0] == align((TITLE,), "他题")


def test_what_repeats_is_found_as_often_as_it_stands_there() -> None:
    nodes = (TITLE, each("甲", "乙"), END)
    assert [0, 1, 2, 1, 2, 3] == align(nodes, "题甲乙甲乙尾")
    assert [[], [1], [1], [2], [2], []] == rounds(nodes, "题甲乙甲乙尾")


def test_a_round_that_lacks_something_is_a_round_all_the_same() -> None:
    assert [[1], [1], [2], [3], [3]] == rounds((each("甲", "乙"),), "甲乙甲甲乙")


def test_lists_in_a_list_begin_anew_in_each_round() -> None:
    nodes = (each("甲", each("乙", variable="内")),)
    assert [[1], [1, 1], [1, 2], [2], [2, 1]] == rounds(nodes, "甲乙乙甲乙")


def test_the_other_way_of_a_choice_is_the_next_round() -> None:
    nodes = (each(Either(Name(("首",)), ("甲",), ("乙",))),)
    assert [[1], [2], [3], [4]] == rounds(nodes, "甲乙乙甲")


def test_nothing_goes_back_that_does_not_repeat() -> None:
    assert [None, 1] == align((TITLE, END), "尾尾") or [1, None] == align((TITLE, END), "尾尾")
