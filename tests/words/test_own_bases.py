"""A base that the filing itself lists beside its entries, typed once, printed and compared."""

from pathlib import Path

import pytest
from support.small_packs import SmallPack, write_pack

from generator.corrections import revision, tracing
from generator.reporting import traces

RULES = """年初预算: {每条: {科目: {必填: 是, 科目表: 功能分类}, 基本支出: 金额, 项目支出: 金额}}
年初预算数: {按地址: 金额}
三公经费: {各项: {公务接待费: 金额, 出国费: 金额}}
三公经费预算: {各项: {公务接待费: 金额, 出国费: 金额}}
"""
TABLES = """  预决算对照:
    {行: 功能分类, 主栏: 决算数, 栏: {年初预算数: {取自: 年初预算}, 决算数: {取自: 支出}}}
  三公经费: {数: {合计: {加: [公务接待费, 出国费]}}}
  三公经费预算: {数: {合计: {加: [公务接待费, 出国费]}}}
基数:
  年初预算数: {清单: {支出: {取自: 年初预算}}, 节: {三公经费: 三公经费预算}}
"""
PHRASES = """
完成年初预算:
  {对: 年初预算数, 类: 完成, 均为零: 与年初预算持平, 等于: 完成年初预算的100%,
   低于: "完成年初预算的{{ 比率 }}", 高于: "完成年初预算的{{ 比率 }}", 预算为零: 年初未安排预算}
"""
FORM = (
    "{%p for 行 in 预决算对照.项级 %}",
    "{{ 行.名称 }}年初预算为{{ 行.年初预算数 | 万元 }}万元，支出决算为{{ 行.决算数 | 万元 }}万元，"
    "{{ 行.决算数 | 完成年初预算 }}。",
    "{%p endfor %}",
    "“三公”经费年初预算为{{ 三公经费预算.合计 | 万元 }}万元，"
    "支出决算为{{ 三公经费.合计 | 万元 }}万元，"
    "{{ 三公经费.合计 | 完成年初预算 }}。",
)
FILING = """支出:
  - {科目: 2010601, 基本支出: 15118900}
  - {科目: 2050203, 项目支出: 50000}
年初预算:
  - {科目: 2010601, 基本支出: 15600500}
  - {科目: 2010602, 项目支出: 100000}
三公经费: {公务接待费: 0, 出国费: 0}
三公经费预算: {公务接待费: 9500, 出国费: 0}
"""
UNPRINTED = ("支出表", "预决算对照.合计", "三公经费.公务接待费", "三公经费.出国费")
UNPRINTED_BUDGET = ("三公经费预算.公务接待费", "三公经费预算.出国费")


@pytest.fixture
def small(tmp_path: Path) -> SmallPack:
    unprinted = (*UNPRINTED, *UNPRINTED_BUDGET)
    return write_pack(
        tmp_path,
        *FORM,
        rules=RULES,
        lists="  年初预算: {展开: 性质}",
        tables=TABLES,
        phrases=PHRASES,
        unprinted=unprinted,
    )


def test_a_list_of_the_filing_is_printed_and_compared_with(small: SmallPack) -> None:
    assert ([], []) == (small.judge(), small.judge_form())
    expected = [
        "行政运行年初预算为1560.05万元，支出决算为1511.89万元，完成年初预算的96.91%。",
        "一般行政管理事务年初预算为10.00万元，支出决算为0.00万元，完成年初预算的0.00%。",
        "初中教育年初预算为0.00万元，支出决算为5.00万元，年初未安排预算。",
        "“三公”经费年初预算为0.95万元，支出决算为0.00万元，完成年初预算的0.00%。",
    ]
    assert expected == small.say(FILING)


def test_a_figure_stated_for_an_address_goes_first_and_the_difference_is_told(
    small: SmallPack,
) -> None:
    stated = "年初预算数: {三公经费.合计: 10000}\n"
    told = (
        "L410 三公经费.合计：这里写 10000.00元，“年初预算”、“三公经费预算” 是 9500.00元，"
        "按这里写的印"
    )
    assert [told] == small.tell(FILING + stated)


def test_a_list_of_which_nothing_is_filled_in_is_no_budget_of_zero(small: SmallPack) -> None:
    spent, _, rest = FILING.partition("年初预算:")
    without = spent + rest[rest.index("三公经费:") :]
    [fault] = small.build(without).faults
    assert ("C307", "缺“年初预算数”：表样要与它比较") == (fault.code, fault.message)
    assert "在“年初预算”、“三公经费预算”里填上金额" == fault.help
    assert ["C307"] == small.codes(
        FILING.replace("三公经费预算: {公务接待费: 9500, 出国费: 0}", "")
    )
    assert [] == small.codes(FILING.replace("公务接待费: 9500", "公务接待费: 0"))


def test_a_correction_of_the_budget_alone_is_told_where_it_is_printed(small: SmallPack) -> None:
    old, new = small.open(FILING), small.open(FILING.replace("15600500", "15118900"), "新.yaml")
    found = revision.compare(old, new)
    [change] = found.typed
    assert ("15600500", "15118900") == (change.old, change.new)
    assert () == found.drawn
    assert {("预决算对照[2010601].年初预算数",), ("预决算对照[2010601].决算数",)} == {
        moved.addresses for moved in found.moved
    }
    assert [("预决算对照[2010601].决算数", "低于", "等于")] == [
        (flip.address, flip.old, flip.new) for flip in found.flips
    ]


def test_a_comparison_leads_to_the_line_of_the_list(small: SmallPack) -> None:
    said = traces.text(tracing.trace(small.open(FILING), "96.91%"))
    assert "填报.yaml:9" in said
    assert "年初预算数：预决算对照[2010601].决算数" in said


WRONG = [
    pytest.param(
        "取自: 年初预算}}, 节",
        "取自: 年初预算数}}, 节",
        "P604 没有“年初预算数”这张清单",
        id="no list",
    ),
    pytest.param(
        "取自: 年初预算}}, 节",
        "取自: 支出}}, 节",
        "P604 “支出”就是它自己，和基数总是一样",
        id="the list itself",
    ),
    pytest.param(
        "节: {三公经费: 三公经费预算}",
        "节: {三公经费: 三公经费}",
        "P604 “三公经费”就是它自己，和基数总是一样",
        id="the section itself",
    ),
    pytest.param(
        "节: {三公经费: 三公经费预算}",
        "节: {三公经费: 年初}",
        "P604 input.yaml 里没有“年初”这样分项填数的一节",
        id="no section",
    ),
    pytest.param(
        "  年初预算数: {清单: {支出: {取自: 年初预算}}, 节: {三公经费: 三公经费预算}}",
        "  年初预算数: {文件: 预算文件, 文种: 部门决算, 相差年数: 0}",
        "P604 同一年度的同一种文档就是这份填报自己，不能又是它的基数",
        id="the filing as another file",
    ),
]


@pytest.mark.parametrize(("old", "new", "told"), WRONG)
def test_a_base_that_cannot_be_is_told_to_the_form_keeper(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    rules = RULES + "预算文件: 文字\n"
    assert 1 == TABLES.count(old)
    tables, lists = TABLES.replace(old, new), "  年初预算: {展开: 性质}"
    small = write_pack(tmp_path, *FORM, rules=rules, lists=lists, tables=tables, phrases=PHRASES)
    assert [told] == small.judge()


def test_a_list_that_tells_the_same_apart_calls_it_by_the_same_name(tmp_path: Path) -> None:
    laws = {"rules": RULES, "lists": "  年初预算: {展开: 性质误}", "tables": TABLES}
    small = write_pack(tmp_path, *FORM, phrases=PHRASES, **laws)
    assert ["P604 “支出”的这一维叫“性质”，不叫“性质误”"] == small.judge()


def test_what_the_list_does_not_tell_apart_is_unknown_and_not_zero(tmp_path: Path) -> None:
    rules = """年初预算: {每条: {科目: {必填: 是, 科目表: 功能分类}, 金额: 金额}}
年初预算数: {按地址: 金额}
"""
    tables = "基数:\n  年初预算数: {清单: {支出: {取自: 年初预算}}}\n"
    spent = "支出:\n  - {科目: 2010601, 基本支出: 100}\n年初预算:\n  - {科目: 2010601, 金额: 200}\n"
    said = []
    for column in ("合计", "基本"):
        form = f"{{{{ 支出表.合计.{column} | 完成年初预算 }}}}"
        laws = {"rules": rules, "lists": "  年初预算: {展开: 预算}", "tables": tables}
        small = write_pack(tmp_path / column, form, phrases=PHRASES, **laws)
        assert [] == small.judge()
        said += small.tell(spent) or small.say(spent)
    assert ["完成年初预算的50.00%", "C307 缺“年初预算数”：表样要与它比较"] == said
