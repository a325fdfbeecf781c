"""Accounts that a text lists by their names, against their rows."""

from support.examples import SHANGHAI, TEXT_FIRST
from support.rewritten import told


def test_an_account_that_is_listed_and_has_nothing_and_one_that_has_and_is_not_are_told() -> None:
    assert [
        ("A846", "列出的“个人农业生产补贴”在表里没有数"),
        ("A846", "“奖励金”在表里有数，没有列出"),
    ] == told(SHANGHAI, "“退休费、奖励金”写成“退休费、个人农业生产补贴”")


def test_a_list_is_not_held_against_another_table_with_the_same_accounts_of_more_money() -> None:
    assert [("A846", "“生活补助”在表里有数，没有列出")] == told(
        TEXT_FIRST, "“、生活补助；公用经费”写成“；公用经费”"
    )


def test_a_name_with_a_word_that_stands_between_names_is_one_name() -> None:
    assert [
        ("A846", "列出的“其他对个人和家庭的补助”在表里没有数"),
        ("A846", "“奖励金”在表里有数，没有列出"),
    ] == told(SHANGHAI, "“退休费、奖励金”写成“退休费、其他对个人和家庭的补助”")
