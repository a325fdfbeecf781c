"""Names of classes of accounts that tables write without a code."""

from support.examples import BUDGET, OTHER_REGION
from support.rewritten import told


def test_a_name_with_a_sign_missing_is_told_and_its_row_read_as_the_one_that_is_meant() -> None:
    *_, unit = OTHER_REGION
    assert [("A830", "“三、社会保障和就支出”应是“社会保障和就业支出”")] == told(
        unit, "“三、社会保障和就业支出”写成“三、社会保障和就支出”"
    )


def test_the_name_of_an_account_of_another_level_is_no_misspelt_one() -> None:
    assert [] == told(BUDGET)  # 对社会保险基金补助 (款) beside 对社会保障基金补助 (类)
