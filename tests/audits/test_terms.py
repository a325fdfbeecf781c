"""Terms that a text explains, against their use."""

from support.examples import EXAMPLE, SHANGHAI
from support.rewritten import told


def test_a_term_that_is_explained_and_occurs_nowhere_is_told() -> None:
    messages = {it for code, it in told(EXAMPLE, "“机关运行经费：”写成“专项债务余额：”")}
    assert "“专项债务余额”只在名词解释里有，别处没有用到" in messages
    assert "没有解释“机关运行经费”，表样要解释" in messages


def test_so_it_is_where_the_form_writes_all_terms_out() -> None:
    messages = {it for _, it in told(SHANGHAI, "“九、经营支出：”写成“九、专项债务余额：”")}
    assert "“专项债务余额”只在名词解释里有，别处没有用到" in messages


def test_a_sign_that_is_not_displayed_makes_no_other_term() -> None:
    codes = {code for code, _ in told(EXAMPLE, "“机关运行经费：”写成“机关运行经\ufffd：”")}
    assert {"A848"} == codes
