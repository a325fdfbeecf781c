"""印全 over the columns that a form prints row by row, and no others."""

from pathlib import Path

import pytest
from support.small_packs import SmallPack, write_pack

CHECK = "- {种类: 印全, 表: 支出表, 级次: 项, %s依据: 按项级科目逐项说明}\n"
FORM = (
    "{%p for 行 in 支出表.项级 %}",
    "{{ 行.名称 }}支出决算为{{ 行.合计 | 万元 }}万元。",
    "{%p endfor %}",
)
FIXED = ("行政运行{{ 支出表[2010601].合计 | 万元 }}万元，", "其他科目没有支出。")
FILING = "支出:\n  - {科目: 2010601, 基本支出: 100}\n  - {科目: 2050203, 项目支出: 50000}\n"


def pack(root: Path, columns: str, *form: str, unprinted: tuple[str, ...]) -> SmallPack:
    return write_pack(root, *form, checks=CHECK % columns, unprinted=unprinted)


def test_columns_that_stand_in_no_row_of_the_form_are_not_asked_for(tmp_path: Path) -> None:
    small = pack(tmp_path, "栏: [合计], ", *FORM, unprinted=("支出表",))
    assert ([], []) == (small.judge(), small.judge_form())
    expected = ["行政运行支出决算为0.01万元。", "初中教育支出决算为5.00万元。"]
    assert expected == small.say(FILING)


def test_all_columns_are_asked_for_where_none_is_chosen(tmp_path: Path) -> None:
    small = pack(tmp_path, "", *FORM, unprinted=("支出表",))
    assert ["C305", "C305"] == small.codes(FILING)


def test_a_row_that_the_form_leaves_out_of_a_chosen_column_is_told(tmp_path: Path) -> None:
    small = pack(tmp_path, "栏: 合计, ", *FIXED, unprinted=("支出表",))
    told = "C305 2050203 初中教育 50000.00元，表样没有印这一行"
    assert [told] == small.tell(FILING)


@pytest.mark.parametrize(("columns", "name"), [("栏: 决算, ", "决算"), ("栏: [合计, 总], ", "总")])
def test_a_column_that_is_not_there_is_told(tmp_path: Path, columns: str, name: str) -> None:
    small = pack(tmp_path, columns, *FORM, unprinted=("支出表",))
    assert [f"P604 这张表没有“{name}”这一栏"] == small.judge()
