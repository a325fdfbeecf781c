"""Hints of an empty filing go once their fields are filled; what a person wrote stays."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from support.packs import HOME, PACK_FILES, named, pack_named

from generator.corrections import blank, hints
from generator.filing import source
from generator.filing.yaml_tree import Path_
from generator.packs import reading

RULES = pack_named("部门决算", "2024").rules
BEFORE = """政府采购:
  # 金额单位:   # 可以写：元、万元
  # 货物:
  # 工程: 去年有，今年没有
  服务: 1.00

# 上年数:   # 上年决算数；新成立的单位写 无
#   # 表名.行: 金额
"""


def drop(old: str, new: str) -> str:
    assert old in BEFORE
    return hints.drop_filled(BEFORE.replace(old, new, 1), BEFORE, RULES)


def test_a_hint_goes_with_its_field_filled() -> None:
    filled = "政府采购:\n  货物: 5.00\n"
    assert BEFORE.replace("政府采购:\n", filled).replace("  # 货物:\n", "") == drop(
        "政府采购:\n", filled
    )


def test_a_hint_of_several_lines_goes_as_a_whole() -> None:
    filled = "政府采购:\n"
    end = "\n上年数: 无\n"
    text = hints.drop_filled(BEFORE + end, BEFORE, RULES)
    assert BEFORE.partition("\n# 上年数")[0] + "\n" + end == text
    assert filled in text


def test_a_comment_of_a_person_stays() -> None:
    filled = "政府采购:\n  工程: 5.00\n"
    assert BEFORE.replace("政府采购:\n", filled) == drop("政府采购:\n", filled)


def test_what_was_filled_before_keeps_what_stands_beside() -> None:
    text = BEFORE.replace("政府采购:\n", "政府采购:\n  货物: 5.00\n")
    assert text == hints.drop_filled(text, text.replace("1.00", "2.00"), RULES)


def test_a_hint_of_another_owner_stays() -> None:
    text = "机关运行经费:\n  # 金额单位:   # 可以写：元、万元\n  支出: 1\n" + BEFORE
    filled = text.replace("  服务:", "  金额单位: 元\n  服务:")
    left = hints.drop_filled(filled, text, RULES)
    assert "机关运行经费:\n  # 金额单位:   # 可以写：元、万元\n" in left
    assert 1 == left.count("可以写")


def test_words_that_look_like_a_hint_stay_in_their_text() -> None:
    text = "机关运行经费:\n  支出: 1\n  说明: |\n    甲\n"
    filled = text.replace("    甲\n", "    # 金额单位:   # 可以写：元、万元\n") + "  金额单位: 元\n"
    assert filled == hints.drop_filled(filled, text, RULES)


@pytest.mark.parametrize("path", PACK_FILES, ids=named)
def test_hints_are_what_an_empty_filing_has(path: Path) -> None:
    pack = reading.read(path, HOME)
    lines = blank.write_filing(pack).split("\n")
    read, _ = source.parse("\n".join(lines).encode(), "")
    assert read is not None
    owners = {path[:-1] for path in read.keys if not isinstance(path[-1], int)}
    found = 0
    for owner in owners:
        for name in rules_of(pack.rules, owner):
            hint = blank.list_hints(pack.rules, (*owner, name))
            if hint and (*owner, name) not in read.keys:
                found += 1
                assert "\n".join(hint) in "\n".join(lines), hint
    assert found > 5


def rules_of(rules: Mapping[str, Any], owner: Path_) -> Mapping[str, Any]:
    for step in owner:
        if isinstance(step, str):
            rules = rules[step]["schema"]
            rules = rules if rules.get("type") != "dict" else rules["schema"]
    return rules
