"""YAML as a person would write it: what is plain stays plain, and it says the same again."""

import pytest

from generator.exits import RefusedError
from generator.filing import source as sources
from generator.filing.yaml_tree import Node
from generator.workbooks import remarks, yaml_text
from generator.workbooks.remarks import AT_END, BEFORE, BEHIND, Remark

TREE: dict[str, Node] = {
    "文种": "部门决算",
    "单位": {"代码": "126", "名称": "甲“乙”中心"},
    "收入": [{"科目": "2010350 事业运行", "金额": "5.10"}, {"科目": "2010399", "金额": None}],
    "说明": ["第一段。", "第二段：有冒号。"],
    "三公经费": {},
}
TEXT = """\
文种: 部门决算

单位:
  代码: "126"
  名称: 甲“乙”中心

收入:
  - {科目: 2010350 事业运行, 金额: 5.10}
  - {科目: 2010399, 金额: }

说明:
  - 第一段。
  - 第二段：有冒号。

三公经费: {}
"""


def test_a_filing_is_laid_out_as_a_person_would_write_it() -> None:
    assert TEXT == yaml_text.write(TREE)


def test_remarks_stand_where_they_stood() -> None:
    noted = [
        Remark("单位", BEFORE, "一、单位"),
        Remark("单位 / 代码", BEHIND, "三位"),
        Remark("收入 / 第2条", BEFORE, "  没有的：0"),
        Remark("收入 / 第2条", BEHIND, "新"),
        Remark("", AT_END, "完"),
    ]
    text = yaml_text.write(TREE, noted)
    assert '\n# 一、单位\n单位:\n  代码: "126"   # 三位\n' in text
    assert "\n    # 没有的：0\n  - {科目: 2010399, 金额: }   # 新\n" in text
    assert text.endswith("三公经费: {}\n# 完\n")
    again, _ = sources.parse(text.encode(), "x.yaml")
    assert again is not None
    assert noted == remarks.find(again)


def test_a_remark_whose_place_is_gone_is_not_lost() -> None:
    text = yaml_text.write(TREE, [Remark("支出 / 第9条", BEHIND, "记得改")])
    assert text.endswith("# 记得改\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5086823.81", "5086823.81"),
        ("0210", '"0210"'),
        ("- 甲", '"- 甲"'),
        ("甲: 乙", '"甲: 乙"'),
        ("甲 # 乙", '"甲 # 乙"'),
        ("《规定》", "《规定》"),
        ("[甲]", '"[甲]"'),
        ("她说“好”。", "她说“好”。"),
        ("*", '"*"'),
        ('甲"乙', '"甲\\"乙"'),
    ],
)
def test_a_text_is_quoted_only_where_it_must_be(text: str, expected: str) -> None:
    assert expected == yaml_text.write_text(text)


def test_what_would_not_say_the_same_is_refused() -> None:
    with pytest.raises(RefusedError):
        yaml_text.write({"甲": "看不见\u200b的"})


def test_a_sign_within_a_text_begins_no_remark() -> None:
    text = '甲: "不是 # 备注"\n乙: |-\n  # 也不是\n  正文\n丙: 是   # 备注\n'
    source, _ = sources.parse(text.encode(), "x.yaml")
    assert source is not None
    assert [Remark("丙", BEHIND, "备注")] == remarks.find(source)
