"""Names that a text lists: accounts against their rows, terms against their use."""

from support.examples import EXAMPLE, SHANGHAI
from support.rewritten import told


def test_an_account_that_is_listed_and_has_nothing_and_one_that_has_and_is_not_are_told() -> None:
    assert [
        ("A846", "列出的“个人农业生产补贴”在表里没有数"),
        ("A846", "“奖励金”在表里有数，没有列出"),
    ] == told(SHANGHAI, "“退休费、奖励金”写成“退休费、个人农业生产补贴”")


def test_a_term_that_is_explained_and_occurs_nowhere_is_told() -> None:
    messages = {it for code, it in told(EXAMPLE, "“机关运行经费：”写成“专项债务余额：”")}
    assert "“专项债务余额”只在名词解释里有，别处没有用到" in messages
    assert "没有解释“机关运行经费”，表样要解释" in messages


def test_so_it_is_where_the_form_writes_all_terms_out() -> None:
    messages = {it for _, it in told(SHANGHAI, "“九、经营支出：”写成“九、专项债务余额：”")}
    assert "“专项债务余额”只在名词解释里有，别处没有用到" in messages
