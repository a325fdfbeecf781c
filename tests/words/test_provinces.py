"""What other provinces print and Fujian does not, said in the packs' language alone."""

from pathlib import Path

import pytest
from support.forms import row
from support.small_packs import grid, loop, write_pack

# -- 陕西: 公开07 has 会议费 and 培训费 beside 三公, and how each moved ---------------------------

MEETINGS = """
三公经费:
  {各项: {因公出国境费: 金额, 公务接待费: 金额, 公务用车购置费: 金额, 公务用车运行维护费: 金额,
          会议费: 金额, 培训费: 金额}}
"""
MEETINGS_TABLES = """
  三公经费:
    数:
      公务用车费: {加: [公务用车购置费, 公务用车运行维护费]}
      三公合计: {加: [因公出国境费, 公务接待费, 公务用车费]}
      合计: {加: [三公合计, 会议费, 培训费]}
"""
MOVED = """
上年的数:
  {对: 上年数, 类: 变动, 增加: "{{ 基数 }}", 减少: "{{ 基数 }}", 持平: "{{ 基数 }}",
   均为零: "{{ 基数 }}", 上年为零: "{{ 基数 }}", 上年为负: "{{ 基数 }}", 本年为零: "{{ 基数 }}",
   本年为负: "{{ 基数 }}", 无上年数: —}
增减额:
  {对: 上年数, 类: 变动, 增加: "{{ 差额 }}", 减少: "-{{ 差额 }}", 持平: "0.00", 均为零: "0.00",
   上年为零: "{{ 差额 }}", 上年为负: "{{ 差额 }}", 本年为零: "-{{ 差额 }}", 本年为负: "-{{ 差额 }}",
   无上年数: —}
增减率:
  {对: 上年数, 类: 变动, 增加: "{{ 幅度 }}", 减少: "-{{ 幅度 }}", 持平: "0.00%", 均为零: —,
   上年为零: —, 上年为负: —, 本年为零: "-{{ 幅度 }}", 本年为负: —, 无上年数: —}
"""
ITEMS = ("合计", "三公合计", "公务接待费", "公务用车费", "会议费", "培训费")


def of_items(label: str, filter_: str) -> str:
    return row(label, *(f"{{{{ 三公经费.{item} | {filter_} }}}}" for item in ITEMS))


def test_meetings_and_training_stand_beside_the_three_with_how_each_moved(tmp_path: Path) -> None:
    rows = [of_items("上年数", "上年的数"), of_items("本年数", "万元")]
    rows += [of_items("增减额", "增减额"), of_items("增减率", "增减率")]
    small = write_pack(
        tmp_path,
        grid(row("项目", *ITEMS, heading=True), *rows),
        "会议费支出{{ 三公经费.会议费 | 万元 }}万元，{{ 三公经费.会议费 | 比上年 }}。",
        rules=MEETINGS,
        tables=MEETINGS_TABLES,
        phrases=MOVED,
        unprinted=("支出表", *(f"三公经费.{it}" for it in UNPRINTED)),
    )
    assert ([], []) == (small.judge(), small.judge_form())
    said = small.say(MEETINGS_FILING)
    cells = [said[at : at + 7] for at in range(7, 35, 7)]
    assert [
        ["上年数", "1.00", "0.20", "0.20", "0.00", "0.50", "0.30"],
        ["本年数", "0.85", "0.30", "0.10", "0.20", "0.55", "0.00"],
        ["增减额", "-0.15", "0.10", "-0.10", "0.20", "0.05", "-0.30"],
        ["增减率", "-15.00%", "50.00%", "-50.00%", "—", "10.00%", "-100.00%"],
    ] == cells
    assert "会议费支出0.55万元，比上年增加0.05万元，增长10.00%。" == said[-1]


UNPRINTED = ("因公出国境费", "公务用车购置费", "公务用车运行维护费")
MEETINGS_FILING = """三公经费:
  {因公出国境费: 0, 公务接待费: 1000, 公务用车购置费: 0, 公务用车运行维护费: 2000,
    会议费: 5500, 培训费: 0}
上年数:
  三公经费: {因公出国境费: 0, 公务接待费: 2000, 公务用车购置费: 0, 公务用车运行维护费: 0,
    会议费: 5000, 培训费: 3000}
"""

# -- 云南: 三公 in two 口径, all fiscal money and 一般公共预算 alone, typed once -------------------

TWO_WAYS = """
三公经费:
  各项:
    公务接待费: {各项: &funds {一般公共预算: 金额, 政府性基金预算: 金额}}
    公务用车费: {各项: *funds}
"""
TWO_WAYS_TABLES = """
  三公经费:
    行: {合计: {加: [公务接待费, 公务用车费]}}
    栏: {财政拨款: {加: [一般公共预算, 政府性基金预算]}}
"""
TWO_WAYS_FORM = (
    "财政拨款“三公”经费{{ 三公经费.合计.财政拨款 | 万元 }}万元，其中公务接待费"
    "{{ 三公经费.公务接待费.财政拨款 | 万元 }}万元。",
    "一般公共预算“三公”经费{{ 三公经费.合计.一般公共预算 | 万元 }}万元，其中公务接待费"
    "{{ 三公经费.公务接待费.一般公共预算 | 万元 }}万元，"
    "{{ 三公经费.合计.一般公共预算 | 比上年 }}。",
)


def test_one_thing_stands_in_two_ways_of_counting_and_is_typed_once(tmp_path: Path) -> None:
    funds = ("三公经费.合计.政府性基金预算", "三公经费.公务接待费.政府性基金预算")
    small = write_pack(
        tmp_path,
        *TWO_WAYS_FORM,
        rules=TWO_WAYS,
        tables=TWO_WAYS_TABLES,
        unprinted=("支出表", "三公经费.公务用车费", *funds),
    )
    assert ([], []) == (small.judge(), small.judge_form())
    filing = """三公经费:
  公务接待费: {一般公共预算: 1000, 政府性基金预算: 500}
  公务用车费: {一般公共预算: 2000, 政府性基金预算: 0}
上年数: {三公经费.合计.一般公共预算: 3000}
"""
    expected = [
        "财政拨款“三公”经费0.35万元，其中公务接待费0.15万元。",
        "一般公共预算“三公”经费0.30万元，其中公务接待费0.10万元，与上年持平。",
    ]
    assert expected == small.say(filing)


# -- 云南: project spending by economic 款, and columns each from a list of its own ---------------

PROJECTS = """
项目支出经济分类: {每条: {科目: {必填: 是, 科目表: 经济分类}, 金额: 金额}}
收入: {每条: {科目: {必填: 是, 科目表: 功能分类}, 本年收入: 金额}}
年初结转: {每条: {科目: {必填: 是, 科目表: 功能分类}, 结转: 金额}}
"""
PROJECTS_LISTS = """  项目支出经济分类: {展开: 资金}
  收入: {展开: 资金}
  年初结转: {展开: 资金}
"""
PROJECTS_TABLES = """
  项目支出决算表: {取自: 项目支出经济分类, 行: 经济分类, 栏: {决算数: {}}, 主栏: 决算数}
  收入支出决算表:
    行: 功能分类
    主栏: 本年支出
    栏:
      年初结转: {取自: 年初结转}
      本年收入: {取自: 收入}
      本年支出: {取自: 支出}
      项目支出: {取自: 支出, 性质: 项目支出}
      年末结转: {加: [年初结转, 本年收入], 减: [本年支出]}
"""
SAME = """- {种类: 相等, 左: 项目支出决算表.合计, 右: 支出表.合计.项目,
   依据: 按经济分类的项目支出是同一笔钱}
"""
PROJECTS_FILING = """支出:
  - {科目: 2010601, 基本支出: 1000000, 项目支出: 300000}
收入:
  - {科目: 2010601, 本年收入: 1400000}
年初结转:
  - {科目: 2050203, 结转: 20000}
项目支出经济分类:
  - {科目: 30201, 金额: 100000}
  - {科目: 30216, 金额: 200000}
"""
COLUMNS = ("年初结转", "本年收入", "本年支出", "项目支出", "年末结转")
PROJECTS_FORM = (
    loop(
        "项目支出决算表.款级",
        "{{ 行.类.本级编码 }}",
        "{{ 行.款.本级编码 }}",
        "{{ 行.名称 }}",
        "{{ 行.决算数 | 万元 }}",
    ),
    loop(
        "收入支出决算表.项级",
        "{{ 行.名称 }}",
        *(f"{{{{ 行.{column} | 万元 }}}}" for column in COLUMNS),
    ),
)


def test_projects_stand_by_their_economic_accounts_and_columns_come_from_three_lists(
    tmp_path: Path,
) -> None:
    small = write_pack(
        tmp_path,
        *PROJECTS_FORM,
        rules=PROJECTS,
        lists=PROJECTS_LISTS,
        tables=PROJECTS_TABLES,
        checks=SAME,
        unprinted=("支出表", "项目支出决算表.合计", "收入支出决算表.合计"),
    )
    assert ([], []) == (small.judge(), small.judge_form())
    said = small.say(PROJECTS_FILING)
    assert [["302", "01", "办公费", "10.00"], ["302", "16", "培训费", "20.00"]] == [
        said[4:8],
        said[8:12],
    ]
    assert [
        ["行政运行", "0.00", "140.00", "130.00", "30.00", "10.00"],
        ["初中教育", "2.00", "0.00", "0.00", "0.00", "2.00"],
    ] == [said[18:24], said[24:30]]
    assert ["C302"] == small.codes(PROJECTS_FILING.replace("200000}", "200001}"))


# -- lines of the cover that only some print -----------------------------------------------------

COVER = """监督索引号: {数据: 文字, 说明: 有的地方印在标题上面}
保密审查情况: {数据: 文字}
主要负责人审签情况: {数据: 文字}
"""
COVER_FORM = (
    "{%p if 监督索引号 %}",
    "监督索引号{{ 监督索引号 }}",
    "{%p endif %}",
    "{%p if 保密审查情况 %}",
    "保密审查情况：{{ 保密审查情况 }}　部门主要负责人审签情况：{{ 主要负责人审签情况 }}",
    "{%p endif %}",
)
REVIEWED = "保密审查情况：已审查　部门主要负责人审签情况：已审签"


@pytest.mark.parametrize(
    ("filing", "lines"),
    [
        ("", []),
        ('监督索引号: "53250000123"\n', ["监督索引号53250000123"]),
        ("保密审查情况: 已审查\n主要负责人审签情况: 已审签\n", [REVIEWED]),
    ],
)
def test_a_line_of_the_cover_is_there_only_where_it_is_filled_in(
    tmp_path: Path, filing: str, lines: list[str]
) -> None:
    small = write_pack(tmp_path, *COVER_FORM, rules=COVER)
    assert ([], []) == (small.judge(), small.judge_form())
    assert lines == small.say(filing)
