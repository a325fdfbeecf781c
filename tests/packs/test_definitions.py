"""What a pack's two files define together: the tree of fields, and the rule behind each figure."""

from decimal import Decimal
from typing import Any

import pytest

from generator.packs.defining import define
from generator.packs.definitions import (
    Band,
    Count,
    Definitions,
    EntryList,
    Record,
    Records,
    Selection,
    Share,
    Sum,
    Table,
    Text,
    Typed,
    narrow,
)

SCHEMA: dict[str, Any] = {
    "名称": {"kind": "文"},
    "职责": {"kind": "段"},
    "人数": {"kind": "数"},
    "说明数": {"addresses": "元"},
    "自定名称": {"names": True},
    "支出": {
        "type": "list",
        "schema": {
            "type": "dict",
            "schema": {
                "科目": {"code": "功能分类"},
                "资金": {"allowed": ["财政", "其他"]},
                "基本": {"kind": "元"},
                "项目": {"kind": "元"},
            },
        },
    },
    "费用": {"type": "dict", "schema": {"甲": {"kind": "元"}, "乙": {"kind": "元"}}},
    "自评": {
        "type": "list",
        "schema": {
            "type": "dict",
            "schema": {
                "资金": {
                    "type": "dict",
                    "schema": {
                        "本级": {
                            "type": "dict",
                            "schema": {"预算": {"kind": "元"}, "执行": {"kind": "元"}},
                        },
                        "上级": {
                            "type": "dict",
                            "schema": {"预算": {"kind": "元"}, "执行": {"kind": "元"}},
                        },
                    },
                },
                "指标": {
                    "type": "list",
                    "schema": {"type": "dict", "schema": {"得分": {"kind": "分"}}},
                },
            },
        },
    },
}
TABLES: dict[str, Any] = {
    "lists": {"支出": {"spread": "性质"}},
    "tables": {
        "支出表": {"from": "支出", "rows": "功能分类", "columns": "性质", "total": "小计"},
        "财政表": {
            "where": {"资金": "财政"},
            "rows": {"支出数": {"from": "支出"}, "两倍": {"plus": ["支出数", "支出数"]}},
            "columns": {"合计": {}, "教育": {"科目": ["205", "206"]}},
            "total": "合计",
        },
        "总表": {"figures": {"支出合计": {"from": "支出"}, "个数": {"count": "自评"}}},
        "费用": {
            "figures": {
                "合计": {"plus": ["甲", "乙"]},
                "占比": {"share": ["甲", "合计"]},
                "等级": {"band": "甲", "grades": {"优": 90, "良": 80}},
            }
        },
        "自评": {
            "tables": {
                "资金": {
                    "rows": {"总额": {"plus": ["本级", "上级"]}},
                    "columns": {"执行率": {"share": ["执行", "预算"]}},
                }
            },
            "figures": {"总分": {"sum": "指标.得分", "minus": ["人数"]}},
        },
    },
}
LEVELS = {"功能分类": {"类": 3, "款": 5, "项": 7}}


@pytest.fixture(scope="module")
def made() -> Definitions:
    return define(SCHEMA, TABLES, LEVELS)


def test_a_list_of_entries_has_a_code_keys_and_the_amounts_it_is_spread_over(
    made: Definitions,
) -> None:
    expected = EntryList("支出", "功能分类", ("资金",), "性质", ("基本", "项目"))
    assert {"支出": expected} == made.lists


def test_lists_of_entries_and_stated_addresses_are_no_fields(made: Definitions) -> None:
    expected = {"名称", "职责", "人数", "费用", "自评", "支出表", "财政表", "总表"}
    assert expected == set(made.root.fields)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("名称", Text()), ("职责", Text(paragraphs=True)), ("人数", Typed("数"))],
)
def test_a_typed_field_has_its_kind(name: str, expected: object, made: Definitions) -> None:
    assert expected == made.root.fields[name]


def test_a_view_over_a_classification_has_a_total_row_and_one_column_per_amount(
    made: Definitions,
) -> None:
    expected = Table(
        "功能分类",
        {"合计": Selection(None)},
        {
            "小计": Selection(None),
            "基本": Selection(None, {"性质": ("基本",)}),
            "项目": Selection(None, {"性质": ("项目",)}),
        },
        "小计",
        Selection("支出"),
        sizes=(3, 5, 7),
    )
    assert expected == made.root.fields["支出表"]


def test_a_table_of_named_rows_has_a_rule_for_each_row_and_column(made: Definitions) -> None:
    expected = Table(
        None,
        {"支出数": Selection("支出"), "两倍": Sum(("支出数", "支出数"))},
        {"合计": Selection(None), "教育": Selection(None, {"科目": ("205", "206")})},
        "合计",
        Selection(None, {"资金": ("财政",)}),
    )
    assert expected == made.root.fields["财政表"]


def test_figures_without_columns_are_a_record(made: Definitions) -> None:
    expected = Record({"支出合计": Selection("支出"), "个数": Count("自评")})
    assert expected == made.root.fields["总表"]


def test_derived_figures_stand_beside_the_typed_ones_of_their_section(made: Definitions) -> None:
    expected = Record(
        {
            "甲": Typed("元"),
            "乙": Typed("元"),
            "合计": Sum(("甲", "乙")),
            "占比": Share("甲", "合计"),
            "等级": Band("甲", (("优", Decimal(90)), ("良", Decimal(80)))),
        }
    )
    assert expected == made.root.fields["费用"]


def test_a_record_of_a_list_has_its_table_with_typed_and_derived_rows_and_columns(
    made: Definitions,
) -> None:
    records = made.root.fields["自评"]
    assert isinstance(records, Records)
    expected = Record(
        {
            "资金": Table(
                None,
                {"本级": Typed("元"), "上级": Typed("元"), "总额": Sum(("本级", "上级"))},
                {"预算": Typed("元"), "执行": Typed("元"), "执行率": Share("执行", "预算")},
                "预算",
                Selection(None),
            ),
            "指标": Records(Record({"得分": Typed("分")})),
            "总分": Sum((), ("人数",), "指标.得分"),
        }
    )
    assert expected == records.item


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        pytest.param(
            Selection("支出", {"资金": ("甲", "乙")}),
            Selection(None, {"资金": ("乙", "丙")}),
            Selection("支出", {"资金": ("乙",)}),
            id="one dimension twice: what both allow",
        ),
        pytest.param(
            Selection("支出", {"资金": ("甲",)}),
            Selection(None, {"性质": ("基本",)}),
            Selection("支出", {"资金": ("甲",), "性质": ("基本",)}),
            id="two dimensions: both",
        ),
        pytest.param(
            Selection("支出", {"资金": ("甲",)}),
            Selection("收入"),
            Selection("收入", {"资金": ("甲",)}),
            id="the inner one names the list",
        ),
        pytest.param(
            Selection("支出", {"资金": ("甲",)}),
            Selection(None, {"资金": ("乙",)}),
            Selection("支出", {"资金": ()}),
            id="nothing in common: no entry at all",
        ),
    ],
)
def test_narrowing_keeps_what_meets_both_conditions(
    outer: Selection, inner: Selection, expected: Selection
) -> None:
    assert expected == narrow(outer, inner)


def test_a_field_goes_before_the_question_whether_a_run_begins() -> None:
    record = Record({"级": Text(), "级首": Text()})
    assert ["级首首"] == list(record.runs)
