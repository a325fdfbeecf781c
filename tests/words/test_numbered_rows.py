"""One row of a list by its number, for what stands beside rows that are written out."""

from pathlib import Path

from support.small_packs import write_pack

SPENT = """支出:
  - {科目: 2010601, 基本支出: 15118900}
  - {科目: 2050203, 项目支出: 100000}
"""


def numbered(number: int) -> str:
    """The row of a number, if there is one, as it may stand in a cell beside another."""
    row = f"支出表.类级第{number}行"
    words = f"{number}、{{{{ {row}.名称 }}}}{{{{ {row}.合计 | 万元 }}}}"
    return f"另有{{% if {row}.有数 %}}{words}{{% endif %}}"


def test_a_row_of_a_list_is_named_by_its_number(tmp_path: Path) -> None:
    small = write_pack(tmp_path, *map(numbered, (1, 2, 3)))
    assert ([], []) == (small.judge(), small.judge_form())
    expected = ["另有1、一般公共服务支出1511.89", "另有2、教育支出10.00", "另有"]
    assert expected == small.say(SPENT)


def test_a_row_that_there_is_not_is_called_nothing(tmp_path: Path) -> None:
    form = "编码“{{ 支出表.类级第9行.编码 }}”，名称“{{ 支出表.类级第9行.名称 }}”"
    assert ["编码“”，名称“”"] == write_pack(tmp_path, form).say(SPENT)


def test_the_list_may_ask_for_the_rows_of_a_base_besides(tmp_path: Path) -> None:
    small = write_pack(tmp_path, "{{ 支出表.项级及上年第2行.名称 }}")
    before = "上年数:\n  支出表: {2010602: 100}\n"
    assert ["一般行政管理事务"] == small.say(SPENT + before)


def test_a_row_may_be_asked_whether_it_has_money(tmp_path: Path) -> None:
    form = (
        "甲{% if 支出表[2010601].有数 %}有{% endif %}",
        "乙{% if 支出表[201].有数 %}有{% endif %}",
    )
    spent = "支出:\n  - {科目: 2050203, 项目支出: 100000}\n"
    assert ["甲", "乙"] == write_pack(tmp_path, *form).say(spent)
    assert ["甲有", "乙有"] == write_pack(tmp_path / "甲", *form).say(SPENT)


def test_a_number_that_is_none_is_told(tmp_path: Path) -> None:
    forms = [f"{{{{ 支出表.{name}.名称 }}}}" for name in ("类级第行", "类级第0行", "门级第1行")]
    told = [write_pack(tmp_path / str(n), it).judge_form() for n, it in enumerate(forms)]
    assert [1, 1, 1] == [len(it) for it in told]


def test_a_figure_of_a_numbered_row_is_traced_and_proved(tmp_path: Path) -> None:
    small = write_pack(tmp_path, *map(numbered, (1, 2, 3)))
    assert [] == small.verify(SPENT)
    assert [] != small.verify(SPENT, ("1511.89", "1511.98"))
