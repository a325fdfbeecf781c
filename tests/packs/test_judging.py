"""What is wrong with a pack is told in its own files, at the line where it was written."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
from support import pack_mutants
from support.pack_mutants import PackMutant
from support.packs import FIRST_PACKS, HOME, PACK_FILES, named, spoil

from generator.diagnostics import Fault, Severity
from generator.packs import account_codes, judging, soundness
from generator.packs.grammar import Flaw

LAW, FORM = "schemas/final-accounts/2024/national", "templates/final-accounts/2024/fujian"
INPUT, TABLES, CHECKS = f"{LAW}/input.yaml", f"{LAW}/tables.yaml", f"{LAW}/checks.yaml"
OWN = "schemas/final-accounts/2024/fujian"  # what Fujian says over the nation's law
OWN_INPUT, OWN_TABLES, OWN_CHECKS = (f"{OWN}/{it}.yaml" for it in ("input", "tables", "checks"))
PACK, PHRASES = f"{FORM}/pack.yaml", f"{FORM}/phrases.yaml"
FUNCTIONS, GLOSSARY = "schemas/classification/function.yaml", "templates/glossary.yaml"


def told(root: Path, *changes: tuple[str, str, str]) -> list[Fault]:
    """What is told of the pack in whose files texts were replaced."""
    return judging.check(spoil(root, *changes) / FORM)


def said(fault: Fault) -> tuple[str, str, str]:
    return (fault.code, fault.message, fault.help)


def line_of(file: str, text: str, root: Path) -> str:
    """The place that a text begins in, but for the column."""
    before = (root / file).read_text("utf-8").split(text)[0]
    return f"{file}:{before.count(chr(10)) + 1}"


def test_a_base_of_another_kind_is_held_against_the_pack_of_the_own_region(tmp_path: Path) -> None:
    root = spoil(tmp_path)
    budgets = root / "templates" / "budget"
    shutil.copytree(budgets / "2025" / "fujian", budgets / "2025" / "anhui")
    change = ("templates/budget/2025/anhui/pack.yaml", "地区: 福建", "地区: 安徽")
    (root / change[0]).write_text(
        (root / change[0]).read_text("utf-8").replace(*change[1:]), "utf-8"
    )
    _, besides = judging.judge(root / "templates/final-accounts/2025/fujian/pack.yaml", root)
    assert "templates/budget/2025/fujian/pack.yaml" in besides
    assert not [name for name in besides if "anhui" in name or "budget/2026" in name]


@pytest.mark.parametrize("path", PACK_FILES, ids=named)
def test_nothing_is_wrong_with_a_pack_of_ours(path: Path) -> None:
    assert [] == judging.check(path.parent)


@pytest.mark.parametrize(
    ("demand", "message", "help_"),
    [
        (
            "逐行对调, 表: 收入决算表, 与表: 收支决算表",
            "没有“收支决算表”这张分栏的表",
            "是否应为“收入决算表”？",
        ),
        ("清单列全, 节: 增减原因, 表: 收入决算表", "“增减原因”不是按科目写的清单", ""),
    ],
)
def test_what_rows_are_held_against_is_there(
    demand: str, message: str, help_: str, tmp_path: Path
) -> None:
    own = f"写明原因: {{种类: {demand}, 依据: 表样}}\n别的"
    [fault] = told(tmp_path, (CHECKS, "写明原因: {种类: 写明原因", f"{own}: {{种类: 写明原因"))
    assert message == fault.message
    assert help_ in fault.help


@pytest.mark.parametrize(
    ("slip", "message"),
    [("{种类：写明原因", "冒号用了全角的“：”"), ("{种类:写明原因", "冒号后面没有空一格")],
)
def test_a_slip_in_a_colon_between_braces_is_told_as_one(
    slip: str, message: str, tmp_path: Path
) -> None:
    faults = told(tmp_path, (CHECKS, "写明原因: {种类: 写明原因", f"写明原因: {slip}"))
    assert [("F107", message, "项目名和内容之间写半角冒号加一个空格")] == [*map(said, faults)]
    assert str(faults[0].place).startswith(f"{line_of(CHECKS, slip, tmp_path)}:")


# -- words -----------------------------------------------------------------------------------------

KIND = "写明原因: {种类: 写明原因, 依据"
WORDS = [
    pytest.param(
        CHECKS,
        KIND,
        "写明原因: {种类: 写明理由, 依据",
        "“种类”不能是“写明理由”",
        "是否应为“写明原因”？",
        id="a kind",
    ),
    pytest.param(
        CHECKS,
        KIND,
        "写明原因: {类别: 写明原因, 依据",
        "没有“类别”这个词",
        "是否应为“种类”？",
        id="a word",
    ),
    pytest.param(
        CHECKS,
        KIND,
        "写明原因: {kind: explained, 依据",
        "没有“kind”这个词",
        "可以写：种类、表、栏、合计栏、分栏、级次、左、右、定值、上限、对、逐条",
        id="English",
    ),
    pytest.param(
        OWN_CHECKS,
        "左: 执行率得分, 上限: 10",
        "左: 执行率得分, 上限: 10, 右: 执行率得分",
        "“右”和“上限”只能写一个",
        "删去一个",
        id="one too many",
    ),
    pytest.param(
        OWN_CHECKS,
        "左: 执行率得分, 上限: 10",
        "左: 执行率得分",
        "应写 右、上限 之一",
        "",
        id="none of two",
    ),
    pytest.param(
        OWN_CHECKS,
        "左: 执行率得分, 上限: 10",
        "左: 执行率得分, 上限: 十",
        "“上限”应是数字，不是“十”",
        "",
        id="no number",
    ),
    pytest.param(
        OWN_CHECKS,
        "不大于, 逐条: 项目支出绩效自评, 左: 执行率得分",
        "不大于, 汇总不查: 对, 左: 执行率得分",
        "“汇总不查”不能是“对”",
        "可以写：是、否",
        id="neither yes nor no",
    ),
    pytest.param(
        PACK,
        '小数: 2, 零: "0"}',
        '小数: 2, 零: "5"}',
        '“零”应是没有 1 到 9 的文字，没有的写 ""，不是“5”',
        "",
        id="a zero that reads as a figure",
    ),
    pytest.param(
        PACK,
        '无分母: "0.00"',
        "无此数: 12.00",
        '“无此数”应是没有 1 到 9 的文字，没有的写 ""，不是“12.00”',
        "",
        id="a figure where there is none",
    ),
    pytest.param(
        PACK,
        '后缀: "%"',
        '后缀: "0%"',
        '“后缀”应是没有数字的文字，没有的写 ""，不是“0%”',
        "",
        id="an ending that makes another figure",
    ),
    pytest.param(
        PACK, "去尾零: 是", "去尾零: yes", "“去尾零”不能是“yes”", "可以写：是、否", id="YAML's yes"
    ),
    pytest.param(
        INPUT,
        "其他收入: 金额",
        "其他收入: 圆",
        "“其他收入”不能是“圆”",
        "可以写：金额、个数、分数、文字、段落、年度、文件清单、名称表、导出文件",
        id="a kind of data",
    ),
    pytest.param(
        INPUT,
        "机关运行经费:\n  必填: 是\n  各项:",
        "机关运行经费:\n  必填: 是\n  各条:",
        "没有“各条”这个词",
        "是否应为“每条”？",
        id="a word of a field",
    ),
    pytest.param(
        TABLES,
        "  支出: {展开: 性质}",
        "  支出: {}",
        "“支出”没有内容",
        "写上内容，或者删去这一项",
        id="nothing",
    ),
    pytest.param(
        OWN_TABLES,
        "项目数: {条数: 项目支出绩效自评}",
        "项目数: {条数: 项目支出绩效自评, 取自: 支出}",
        "这里不写“取自”",
        "可以写：条数",
        id="a word of another rule",
    ),
    pytest.param(
        TABLES,
        "公用经费]}\n  基本支出构成",
        "公用经费, 公用经费]}\n  基本支出构成",
        "“公用经费”写了两次",
        "删去一处",
        id="added twice",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "message", "help_"), WORDS)
def test_a_word_that_is_none_is_told_at_its_line(
    file: str, old: str, new: str, message: str, help_: str, tmp_path: Path
) -> None:
    faults = told(tmp_path, (file, old, new))
    found = [fault for fault in faults if message in fault.message and fault.help == help_]
    assert ["P603"] == [fault.code for fault in found]
    assert {file} == {fault.place.file for fault in faults}


def test_no_means_no(tmp_path: Path) -> None:
    root = spoil(tmp_path, (PACK, "去尾零: 是", "去尾零: 否"))
    from generator.packs import reading

    assert reading.read(root / PACK, root).wording.styles["分值"].trim is False


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "line"),
    [
        pytest.param(TABLES, "  支出: {展开: 性质}", "  收入: {展开: 性质}", "F109", 4, id="twice"),
        pytest.param(
            TABLES,
            "条件: {资金: *fiscal}\n    行",
            "条件: {资金: *fiscl}\n    行",
            "F108",
            47,
            id="no such reference",
        ),
        pytest.param(
            TABLES, "  支出: {展开: 性质}", "  支出: {展开: !!str 性质}", "F108", 4, id="tag"
        ),
    ],
)
def test_a_slip_of_writing_is_told_at_its_line(
    file: str, old: str, new: str, code: str, line: int, tmp_path: Path
) -> None:
    faults = told(tmp_path, (file, old, new))
    assert [(code, file)] == [(fault.code, fault.place.file) for fault in faults]
    assert f"{file}:{line}" == str(faults[0].place).rpartition(":")[0]


# -- references ------------------------------------------------------------------------------------

SHARED = "国有资产:\n    数:\n      车辆合计:\n        加: ["
REFERENCES = [
    pytest.param(
        TABLES,
        "事业收入: {取自: 收入, 资金: 事业收入}",
        "事业收入: {取自: 收入, 资金: 事业收人}",
        "清单“收入”的“资金”没有“事业收人”",
        "是否应为“事业收入”？",
        id="a value",
    ),
    pytest.param(
        TABLES,
        "事业收入: {取自: 收入, 资金: 事业收入}",
        "事业收入: {取自: 收入, 资金x: 事业收入}",
        "清单“收入”没有“资金x”这一维",
        "是否应为“资金”？",
        id="a dimension",
    ),
    pytest.param(
        TABLES,
        "事业收入: {取自: 收入, 资金: 事业收入}",
        "事业收入: {取自: 收人, 资金: 事业收入}",
        "没有“收人”这张清单",
        "是否应为“收入”？",
        id="a list",
    ),
    pytest.param(
        TABLES,
        "本年收入合计: {取自: 收入}\n      使用",
        "本年收入合计: {加: [收入总计]}\n      使用",
        "“本年收入合计”绕一圈又由它自己得出",
        "改成由别的数得出",
        id="a circle",
    ),
    pytest.param(
        TABLES,
        "科目: &staff [301, 303]",
        "科目: &staff [301, 333]",
        "科目表里没有 333",
        "检查编码；新科目先写进科目表",
        id="a code",
    ),
    pytest.param(
        OWN_TABLES,
        "占比: [授予小微企业, 授予中小企业]",
        "占比: [授予小微企业, 部门评价.优]",
        "“部门评价.优”和前面的不是一种数，不能合在一起算",
        "",
        id="a count against money",
    ),
    pytest.param(
        TABLES,
        "主栏: 本年收入合计",
        "主栏: 本年收入会计",
        "没有“本年收入会计”这一栏",
        "是否应为“本年收入合计”？",
        id="the column that a row means",
    ),
    pytest.param(
        TABLES,
        "条件: {资金: 一般公共预算财政拨款}\n    行: 经济分类",
        "条件: {资金: 一般公共预算财政拨款}\n    行: 功能分类",
        "清单“基本支出经济分类”填的是经济分类科目，不是功能分类",
        "写 经济分类",
        id="the other accounts",
    ),
    pytest.param(
        TABLES,
        "相加: [结余,",
        "相加: [结馀,",
        "input.yaml 里没有“结馀”这样分项的一节",
        "是否应为“结余”？",
        id="a section to add up",
    ),
    pytest.param(
        OWN_TABLES,
        "事业单位经营收入: 经营收入",
        "事业单位经营收入: 经营收人",
        "清单“收入”的“资金”没有“经营收人”",
        "是否应为“经营收入”？",
        id="a value that is lent",
    ),
    pytest.param(
        OWN_TABLES,
        "事业单位经营收入: 经营收入",
        "事业单位经营收人: 经营收入",
        "那种文档里清单“收入”的“资金”没有“事业单位经营收人”",
        "是否应为“事业单位经营收入”？",
        id="a value of the other kind",
    ),
    pytest.param(
        OWN_CHECKS,
        "左: 政府采购.授予小微企业, 右: 政府采购.授予中小企业",
        "左: 政府采购.授予小徽企业, 右: 政府采购.授予中小企业",
        "“政府采购”里没有“授予小徽企业”",
        "是否应为“授予小微企业”？",
        id="a figure of a check",
    ),
    pytest.param(
        OWN_CHECKS,
        "左: 政府采购.授予小微企业, 右: 政府采购.授予中小企业",
        "左: 政府采购.授予小微企业, 右: 政府采购.授予小微企业",
        "左右是同一个数，这样总是成立",
        "",
        id="a check that always holds",
    ),
    pytest.param(
        OWN_CHECKS,
        "左: 三公经费.车辆保有量, 右: 国有资产.车辆合计",
        "左: 三公经费.车辆保有量, 右: 三公经费.合计",
        "“三公经费.合计”和前面的不是一种数，不能相比",
        "",
        id="cars against money",
    ),
    pytest.param(
        CHECKS,
        '限于: {不公开.一般公共预算财政拨款基本支出决算表: [""]}',
        "限于: {不公开.一般公共预算财政拨款基本支出决算表: [无]}",
        "“不公开.一般公共预算财政拨款基本支出决算表”不能限于“无”",
        '可以写：""（没有写）',
        id="never",
    ),
    pytest.param(
        CHECKS,
        "写了: 不公开.国有资产, 不印: [国有资产]",
        "写了: 不公开.国有资产, 不印: [国有资厂]",
        "没有“国有资厂”",
        "是否应为“国有资产”？",
        id="what is withheld",
    ),
    pytest.param(
        CHECKS,
        "属于: 政府性基金预算,",
        "属于: 政府性基金,",
        "没有“政府性基金”这本所属预算",
        "是否应为“政府性基金预算”？",
        id="a budget of accounts",
    ),
    pytest.param(
        CHECKS,
        "表: 按功能分类支出, 级次: 类",
        "表: 按功能分类支出, 级次: 目",
        "没有“目”这个级次",
        "可以写：类、款、项",
        id="a level",
    ),
    pytest.param(
        PACK,
        "名词解释:\n  - 财政拨款收入",
        "名词解释:\n  - 财政拨款收人",
        "glossary.yaml 里没有“财政拨款收人”",
        "是否应为“财政拨款收入”？",
        id="a term",
    ),
    pytest.param(
        PACK,
        "“三公”经费: 三公经费.合计",
        "“三公”经费: 三公经费.合记",
        "“三公经费”里没有“合记”",
        "是否应为“合计”？",
        id="a figure of the overview",
    ),
    pytest.param(
        PACK,
        "规则: [final-accounts/2024/national,",
        "规则: [final-account/2024/national,",
        "schemas 里没有“final-account/2024/national”这套规则",
        "是否应为“final-accounts/2024/national”？",
        id="the law",
    ),
    pytest.param(
        PACK,
        "  部门: {主体: 部门, 表头: 部门}",
        "  部们: {主体: 部门, 表头: 部门}",
        "“称谓”不会是“部们”",
        "可以写：部门、单位",
        id="a way to call oneself",
    ),
    pytest.param(
        INPUT,
        "科目: {科目表: 经济分类, 必填: 是}",
        "科目: {科目表: 经济分类表, 必填: 是}",
        "没有“经济分类表”这张科目表",
        "是否应为“经济分类”？",
        id="a table of accounts",
    ),
    pytest.param(
        INPUT,
        "核对数: {按地址",
        "核对術: {按地址",
        "没有哪里与“核对術”比较",
        "是否应为“核对数”？",
        id="a base for nothing",
    ),
    pytest.param(
        FUNCTIONS,
        '  "2010506": 统计管理',
        '  "201506": 统计管理',
        "“201506”不是 3、5、7 位的编码",
        "",
        id="a code's length",
    ),
    pytest.param(
        FUNCTIONS,
        '  "2010506": 统计管理',
        '  "2019806": 统计管理',
        "没有它的上级科目 20198",
        "补上上级科目",
        id="an owner",
    ),
    pytest.param(
        FUNCTIONS,
        '改列: "20140"}',
        '改列: "20149"}',
        "科目表里没有 20149",
        "检查编码",
        id="what an account goes on under",
    ),
    pytest.param(
        FUNCTIONS,
        '["2080451", "223",',
        '["2080459", "223",',
        "科目表里没有 2080459",
        "检查编码",
        id="an account of a budget",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "message", "help_"), REFERENCES)
def test_a_name_that_leads_nowhere_is_told_at_its_line(
    file: str, old: str, new: str, message: str, help_: str, tmp_path: Path
) -> None:
    faults = told(tmp_path, (file, old, new))
    [fault] = [fault for fault in faults if said(fault) == ("P604", message, help_)]
    assert file == fault.place.file


@pytest.mark.parametrize("name", [INPUT, TABLES, CHECKS])
@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_a_file_of_the_rules_that_is_no_file_is_told(
    name: str, make: Callable[[Path], None], tmp_path: Path
) -> None:
    file = spoil(tmp_path) / name
    file.unlink()
    make(file)
    [fault] = judging.check(tmp_path / FORM)
    assert ("F101", name) == (fault.code, fault.place.file)


def test_a_phrase_is_told_at_the_case_that_is_wrong(tmp_path: Path) -> None:
    change = (PHRASES, "占政府采购支出总额的{{ 比率 }}", "占政府采购支出总额的{{ 比例 }}")
    [fault] = told(tmp_path, change)
    expected = ("P602", "短语“占采购总额”的“有”：没有“比例”这个名称", "是否应为“比率”？")
    assert expected == said(fault)
    assert line_of(PHRASES, "{{ 比例 }}", tmp_path) == str(fault.place).rpartition(":")[0]


@pytest.mark.parametrize(
    "case", ["增加", "持平", "均为零", "上年为零", "上年为负", "本年为零", "无上年数"]
)
def test_a_phrase_words_every_case_of_its_family(case: str, tmp_path: Path) -> None:
    head, first, rest = (HOME / PHRASES).read_text("utf-8").partition("比上年决算数:\n")
    phrase, gap, others = rest.partition("\n\n")
    left = "\n".join(line for line in phrase.split("\n") if not line.startswith(f"  {case}:"))
    root = spoil(tmp_path)
    (root / PHRASES).write_text(head + first + left + gap + others, "utf-8")
    [fault] = judging.check(root / FORM)
    assert ("P602", f"“比上年决算数”缺少“{case}”") == said(fault)[:2]


def test_a_base_of_a_kind_that_nobody_has_is_only_remarked(tmp_path: Path) -> None:
    [fault] = told(tmp_path, (OWN_TABLES, "文种: 部门预算", "文种: 部门概算"))
    assert (Severity.WARNING, "没有“部门概算”的表样，这个基数从那里取什么核对不了") == (
        fault.severity,
        fault.message,
    )


def test_an_example_that_the_rules_cannot_read_is_told(tmp_path: Path) -> None:
    root = spoil(tmp_path, (OWN_INPUT, "    内设机构: {数据: 个数", "    内设处室: {数据: 个数"))
    (root / "inputs" / "2024").mkdir(parents=True)
    text = (HOME / "inputs" / "2024" / "126.yaml").read_bytes()
    (root / "inputs" / "2024" / "126.yaml").write_bytes(text)
    [fault] = judging.check(root / FORM)
    assert ("P604", f"{PACK}:9:5") == (fault.code, str(fault.place))
    assert fault.message.startswith("示例照这些规则读，有 ")


def test_what_a_filing_may_withhold_has_a_demand_that_says_what_is_not_printed(
    tmp_path: Path,
) -> None:
    change = (
        INPUT,
        "    国有资产: {数据: 文字, 说明: 国有资产",
        "    国有资源: {数据: 文字, 说明: 国有资产",
    )
    other = (CHECKS, "写了: 不公开.国有资产", "写了: 不公开.国有资源")
    folder = spoil(tmp_path, change, other) / "templates/final-accounts/2024/fujian"
    assert [] == judging.check(folder)
    spoil(tmp_path, change, (CHECKS, "写了: 不公开.国有资产", "写了: 不公开.政府采购"))
    [fault] = judging.check(folder)
    expected = "checks.yaml 没有说写明“不公开.国有资源”时不印什么"
    assert (expected, INPUT) == (fault.message, fault.place.file)


def test_two_packs_do_not_serve_the_same_filings(tmp_path: Path) -> None:
    root = spoil(tmp_path)
    twin = root / "templates" / "final-accounts" / "2024" / "twin"
    (root / FORM).rename(twin)
    spoil(root)
    [fault] = judging.check(twin)
    assert ("P604", f"{PACK} 也是“部门决算、2024、福建”的表样") == (fault.code, fault.message)


def test_references_that_would_fill_the_memory_are_refused(tmp_path: Path) -> None:
    bomb = "\n".join(f"甲{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30))
    [fault, *_] = told(
        tmp_path, (GLOSSARY, "\n财政拨款收入:", f"\n甲0: &a0 [子]\n{bomb}\n财政拨款收入:")
    )
    assert ("F108", "引用得太多") == (fault.code, fault.message)


def test_tables_that_packs_share_are_looked_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def look(raw: Mapping[str, Any]) -> Iterator[Flaw]:
        looked.append(raw["名称"])
        yield from ()

    monkeypatch.setattr(account_codes, "find_in_accounts", look)
    # A table that no other test has.
    root = spoil(tmp_path, (FUNCTIONS, "名称: 功能分类\n", "名称: 功能分类 # 一次\n"))
    for pack in sorted((root / "templates").glob("*/*/*/pack.yaml")):
        assert [] == judging.check(pack.parent)
    assert 1 == looked.count("功能分类")


# -- the verdict -----------------------------------------------------------------------------------


def test_a_sound_pack_is_judged_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, judged = spoil(tmp_path), list[Path]()

    def judge(path: Path, root: Path) -> tuple[list[Fault], list[str]]:
        judged.append(path)
        return [], []

    monkeypatch.setenv("GONGKAI_CACHE", str(tmp_path / "kept"))
    monkeypatch.setattr(judging, "judge", judge)
    for _ in range(2):
        soundness.find_faults.cache_clear()
        assert () == soundness.find_faults(root / PACK, root)
    assert [root / PACK] == judged
    file = root / CHECKS
    file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    soundness.find_faults.cache_clear()
    soundness.find_faults(root / PACK, root)
    assert [root / PACK] * 2 == judged


def test_a_verdict_stands_on_the_packs_that_bases_come_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = spoil(tmp_path)
    monkeypatch.setenv("GONGKAI_CACHE", str(tmp_path / "kept"))
    soundness.find_faults.cache_clear()
    assert () == soundness.find_faults(root / PACK, root)
    other = "schemas/budget/2025/national/input.yaml"
    text = (root / other).read_text("utf-8").replace("财政专户管理资金", "财政专户资金")
    (root / other).write_text(text, "utf-8")
    soundness.find_faults.cache_clear()
    [fault, *_] = soundness.find_faults(root / PACK, root)
    assert OWN_TABLES == fault.place.file


# -- every name and value once ---------------------------------------------------------------------

# What a pack says in its own words; whatever it says, nothing refers to it.
FREE = (
    "*依据",
    "*说明",
    "checks.yaml:*.增加",
    "checks.yaml:*.减少",
    "checks.yaml:*.两可",
    "checks.yaml:*.词",
    "checks.yaml:*.待填.*",
    "checks.yaml:*.提示语",
    "checks.yaml:*.未选定",
    "checks.yaml:*.重复.*",
    "checks.yaml:*.年份.*",
    "checks.yaml:*.自称.*",
    "checks.yaml:*.表样已印.*",
    "图.yaml:*.标题",
    "图.yaml:*.为零",
    "图.yaml:*.替代文字",
    "图.yaml:*.每项",
    "图.yaml:*.名称",
    "function.yaml:科目.*",
    "economic.yaml:科目.*",
    "government.yaml:科目.*",
    "*.yaml:未经核对.*",
    "glossary.yaml:*释义",
    "glossary.yaml:*名称",
    "phrases.yaml:*",
    "pack.yaml:地区",
    "pack.yaml:文件名",
    "pack.yaml:示例",
    "pack.yaml:称谓用语.*",
    "pack.yaml:不印.*",
    "pack.yaml:*.后缀",
    "pack.yaml:*.零",
    "pack.yaml:*.无分母",
    "input.yaml:*可选值",
    "*.yaml:名称",
    # What the sheets that others made, and their columns, are called.
    "取数.yaml:*.表号",
    "取数.yaml:*.标题",
    "取数.yaml:*.取栏",
    "取数.yaml:*.不取",
    # Columns of their own: the total beside those that a list is spread over.
    "tables.yaml:表.支出预算总表.主栏",
    "tables.yaml:表.支出决算表.主栏",
)


def is_missed(mutant: PackMutant, patch: pytest.MonkeyPatch) -> bool:
    """Whether a word or a reference was misspelt and nothing is told at its line."""
    free = not mutant.at_key and any(fnmatchcase(mutant.what, it) for it in FREE)
    declared = mutant.at_key and not mutant.is_word
    told = free or declared or pack_mutants.is_told(mutant, pack_mutants.judged(mutant, patch))
    return not told


@pytest.mark.parametrize("path", FIRST_PACKS, ids=named)
def test_of_many_misspelt_words_and_names_each_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = list(pack_mutants.mutants(path))[7::61]
    missed = [it.what for it in some if is_missed(it, monkeypatch)]
    assert [] == missed


@pytest.mark.slow
@pytest.mark.parametrize("path", FIRST_PACKS, ids=named)
def test_of_all_misspelt_words_and_names_each_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutants = pack_mutants.mutants(path)
    missed = [it.what for it in mutants if is_missed(it, monkeypatch)]
    assert [] == missed


def test_a_word_beside_the_name_that_it_belongs_under_is_told_once(tmp_path: Path) -> None:
    spoil(tmp_path)
    file = tmp_path / f"{OWN_INPUT}"
    text = file.read_text("utf-8") + "会议培训:\n  说明: 会议\n各项:\n    会议费: 金额\n"
    file.write_text(text, "utf-8")
    [fault] = judging.check(tmp_path / FORM)
    expected = (
        "P603",
        "“各项”没有往里缩，读不成“会议培训”的一项",
        "这一行和属于它的各行往里缩两格",
    )
    assert expected == said(fault)


def test_a_section_that_is_called_as_a_word_is_a_section(tmp_path: Path) -> None:
    spoil(tmp_path)
    file = tmp_path / f"{OWN_INPUT}"
    file.write_text(file.read_text("utf-8") + "备考: 文字\n说明: 段落\n", "utf-8")
    assert "P603" not in {fault.code for fault in judging.check(tmp_path / FORM)}


@pytest.mark.parametrize(
    ("kind", "help_"),
    [("等于", "是否应为其中一个：等于定值、相等、不大于"), ("不大", "是否应为“不大于”？")],
)
def test_several_words_may_be_meant(kind: str, help_: str, tmp_path: Path) -> None:
    [fault] = told(tmp_path, (CHECKS, KIND, KIND.replace("种类: 写明原因", f"种类: {kind}")))
    assert help_ == fault.help


def test_the_title_of_a_table_is_not_its_name(tmp_path: Path) -> None:
    [fault] = [
        it
        for it in told(tmp_path, (TABLES, "[收入决算表]", "[收入决算表表]"))
        if "收入决算表表" in it.message
    ]
    assert "没有“收入决算表表”这张表，也没有这一节" == fault.message
    assert "后面写 tables.yaml 里的表名，不是标题；是否应为“收入决算表”？" in fault.help


def test_a_part_of_a_record_is_told_without_a_number(tmp_path: Path) -> None:
    old = "      指标分值: {各条之和: 指标.分值}\n      总分: {各条之和: 指标.得分, 加: [资金得分]}"
    fault, *_ = told(tmp_path, (OWN_TABLES, old, old.replace("指标.分值", "指标.分植")))
    assert "指标”的每条里没有“分植”" in fault.message
    assert "[1]" not in fault.message


def test_the_unit_behind_an_amount_of_a_phrase_is_its_style_s(tmp_path: Path) -> None:
    spoil(tmp_path)
    file = tmp_path / PHRASES
    file.write_text(file.read_text("utf-8").replace("{{ 差额 }}万元", "{{ 差额 }}元", 1), "utf-8")
    [fault] = judging.check(tmp_path / FORM)
    expected = ("“差额”印的是万元，后面却是“元”", "改正单位，或者 pack.yaml 的“短语数式”")
    assert expected == (fault.message, fault.help)
