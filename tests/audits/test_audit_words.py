"""What documents say in words, held to the lists of their packs; in both regions."""

from pathlib import Path

import pytest
from support.examples import EXAMPLE, OTHER_REGION, ROOT, TEXT_FIRST
from support.rewritten import told

SHANGHAI, _, UNIT = OTHER_REGION
FUJIAN_UNIT = ROOT / "tests" / "filings" / "invented_unit.yaml"
_SAID = {
    "各项收支与上年持平（如持平作持平表述）。": "A841",
    "各项收支如下：支出合计（不涉及的不列）。": "A841",
    "支出合计XX万元，已经核对。": "A821",
    "支出合计____万元，已经核对。": "A821",
    "支出合计较上年增加（减少）较多。": "A822",
    "各项收支已经核对，，与各表一致。": "A823",
    "各项收支（含往来已经核对。": "A824",
}


@pytest.mark.parametrize("filing", [EXAMPLE, SHANGHAI], ids=lambda it: it.stem)
def test_what_a_template_leaves_and_what_is_doubled_is_told(filing: Path) -> None:
    assert sorted(_SAID.values()) == sorted(code for code, _ in told(filing, *_SAID))


@pytest.mark.parametrize("filing", [UNIT, FUJIAN_UNIT], ids=lambda it: it.stem)
def test_a_unit_that_calls_itself_a_department_is_told_though_the_form_says_so_elsewhere(
    filing: Path,
) -> None:
    assert [("A827", "“本部门”：称谓是“单位”")] == told(filing, "本部门各项收支已经核对。")


def test_a_word_that_the_name_of_an_account_begins_with_may_stand_before_it() -> None:
    old = "主要用于接待上级检查指导和兄弟县交流"
    doubled = [("A823", "“用于用于”重复")]
    for new, due in (("用于体育事业的彩票公益金支出", []), ("用于器材", doubled)):
        assert due == told(TEXT_FIRST, f"“{old}”写成“主要用于{new}”")
