"""A row's owners: what the 类, the 款 and the 项 of its account are called and coded."""

from pathlib import Path

from support.small_packs import loop, write_pack

SPENT = """支出:
  - {科目: 2010601, 基本支出: 15118900}
  - {科目: 2050203, 项目支出: 100000}
"""
SENTENCE = (
    "{{ loop.index }}、{{ 行.类.名称 }}（类）{{ 行.款.名称 }}（款）{{ 行.名称 }}（项）。"
    "支出决算为{{ 行.合计 | 万元 }}万元。"
)


def test_a_sentence_names_the_owners_of_an_account(tmp_path: Path) -> None:
    form = "{%p for 行 in 支出表.项级 %}", SENTENCE, "{%p endfor %}"
    expected = [
        "1、一般公共服务支出（类）财政事务（款）行政运行（项）。支出决算为1511.89万元。",
        "2、教育支出（类）普通教育（款）初中教育（项）。支出决算为10.00万元。",
    ]
    small = write_pack(tmp_path, *form)
    assert ([], []) == (small.judge(), small.judge_form())
    assert expected == small.say(SPENT)


CELLS = ("{{ 行.类.本级编码 }}", "{{ 行.款.本级编码 }}", "{{ 行.项.本级编码 }}", "{{ 行.名称 }}")


def test_codes_stand_in_three_columns_and_what_a_row_does_not_have_stays_empty(
    tmp_path: Path,
) -> None:
    said = write_pack(tmp_path, loop("支出表.全部", *CELLS)).say(SPENT)[4:]
    rows = [said[at : at + 4] for at in range(0, len(said), 4)]
    expected = [
        ["201", "", "", "一般公共服务支出"],
        ["201", "06", "", "财政事务"],
        ["201", "06", "01", "行政运行"],
        ["205", "", "", "教育支出"],
        ["205", "02", "", "普通教育"],
        ["205", "02", "03", "初中教育"],
    ]
    assert expected == rows


def test_an_owner_has_a_code_and_figures_and_the_total_has_no_owner(tmp_path: Path) -> None:
    form = (
        "{{ 支出表[2010601].款.编码 }}",
        "{{ 支出表[2010601].类.基本 | 万元 }}",
        "{{ 支出表.合计.类.名称 }}合计",
    )
    spent = SPENT + "  - {科目: 2010602, 基本支出: 20000}\n"
    assert ["20106", "1513.89", "合计"] == write_pack(tmp_path, *form).say(spent)


def test_a_level_that_is_not_disclosed_is_no_level_of_a_row(tmp_path: Path) -> None:
    rules = "公开级次: {各项: {功能分类: {可选值: [类, 款, 项]}}}\n"
    form = (
        "{%p for 行 in 支出表.项级 %}",
        "{{ 行.款.名称 }}（款）{% if 行.项.名称 %}{{ 行.项.名称 }}（项）{% endif %}",
        "{%p endfor %}",
    )
    small = write_pack(tmp_path, *form, rules=rules)
    assert ["财政事务（款）", "普通教育（款）"] == small.say(SPENT + "公开级次: {功能分类: 款}\n")


def test_a_name_that_no_level_has_is_told_with_the_one_that_is_meant(tmp_path: Path) -> None:
    form = "{%p for 行 in 支出表.项级 %}", "{{ 行.类目.名称 }}", "{%p endfor %}"
    assert ["没有“行.类目”这个名称"] == write_pack(tmp_path, *form).judge_form()


def test_the_name_of_an_owner_is_proved_as_the_name_of_the_row_is(tmp_path: Path) -> None:
    small = write_pack(tmp_path, "{%p for 行 in 支出表.项级 %}", SENTENCE, "{%p endfor %}")
    assert [] == small.verify(SPENT)
    assert [] != small.verify(SPENT, ("教育支出（类）", "科学技术支出（类）"))
