"""What was typed differently in two filings, whatever the order and the lines."""

import pytest

from generator.corrections import typed
from generator.corrections.typed import TypedChange
from generator.filing import source

OLD = """\
金额单位: 元
支出:
  - {科目: 2010350 事业运行, 资金: 财政拨款, 基本支出: 100.00}
  - {科目: 2010399 其他支出, 资金: 财政拨款, 项目支出: 200.00}
职责:
  - 甲
  - 乙
原因: {合计: 人员增加}
"""


def changes(old: str, new: str) -> list[TypedChange]:
    sides = [source.parse(text.encode(), "x.yaml")[0] for text in (old, new)]
    assert sides[0] is not None
    assert sides[1] is not None
    return list(typed.compare(sides[0], sides[1]))


def test_a_figure_is_told_with_both_lines_although_the_entries_changed_places() -> None:
    new = """\
金额单位: 元
支出:

  - {科目: 2010399 其他支出, 资金: 财政拨款, 项目支出: 201.00}
  - {科目: 2010350 事业运行, 资金: 财政拨款, 基本支出: 101.00}
职责: [甲, 乙]
原因: {合计: 人员增加}
"""
    assert [
        TypedChange("支出[2010399 其他支出，财政拨款].项目支出", "200.00", "201.00", 4, 4),
        TypedChange("支出[2010350 事业运行，财政拨款].基本支出", "100.00", "101.00", 3, 5),
    ] == changes(OLD, new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "基本支出: 100.00",
            "基本支出: 150.00",
            TypedChange("支出[2010350 事业运行，财政拨款].基本支出", "100.00", "150.00", 3, 3),
        ),
        (
            "基本支出: 100.00",
            "基本支出: ",
            TypedChange("支出[2010350 事业运行，财政拨款].基本支出", "100.00", "", 3, 3),
        ),
        (
            "原因: {合计: 人员增加}",
            "原因: {合计: 人员减少}",
            TypedChange("原因.合计", "人员增加", "人员减少", 8, 8),
        ),
        ("  - 乙\n", "", TypedChange("职责[2]", "乙", None, 7, None)),
        ("  - 乙\n", "  - 乙\n  - 丙\n", TypedChange("职责[3]", None, "丙", None, 8)),
        (
            "原因: {合计: 人员增加}",
            "",
            TypedChange("原因.合计", "人员增加", None, 8, None),
        ),
    ],
)
def test_one_change_is_one_difference(old: str, new: str, expected: TypedChange) -> None:
    assert OLD.count(old) == 1
    assert [expected] == changes(OLD, OLD.replace(old, new))


@pytest.mark.parametrize("same", ["100", "100.0"])
def test_the_same_number_written_otherwise_is_no_difference(same: str) -> None:
    assert [] == changes(OLD, OLD.replace("100.00", same))


def test_thousands_separators_are_no_difference() -> None:
    assert [] == changes("甲: 1234.50\n", "甲: '1,234.50'\n")


def test_an_entry_that_came_is_told_value_by_value() -> None:
    line = "  - {科目: 2060503 科技, 资金: 财政拨款, 项目支出: 9.00}\n"
    new = OLD.replace("职责:\n", f"{line}职责:\n")
    assert [("2060503 科技", 5), ("财政拨款", 5), ("9.00", 5)] == [
        (c.new, c.new_line) for c in changes(OLD, new) if c.old is None
    ]


def test_a_section_that_became_a_list_is_told_on_both_sides() -> None:
    found = changes("甲: {一: 1}\n", "甲:\n  - 1\n  - 2\n")
    assert [("1", None), (None, "1"), (None, "2")] == [(c.old, c.new) for c in found]


def test_entries_with_nothing_but_a_code_are_told_apart_by_it() -> None:
    old = """\
支出:
  - {科目: 2010350, 资金: 财政拨款, 基本支出: 100.00}
  - {科目: 2010399, 资金: 财政拨款, 基本支出: 200.00}
"""
    new = """\
支出:
  - {科目: 2010399, 资金: 财政拨款, 基本支出: 201.00}
  - {科目: 2010350, 资金: 财政拨款, 基本支出: 100.00}
"""
    change = TypedChange("支出[2010399，财政拨款].基本支出", "200.00", "201.00", 3, 2)
    assert [change] == changes(old, new)
