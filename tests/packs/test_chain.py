"""A pack's law is a chain of folders: what is wrong with one is told in it, at its line."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support.packs import HOME, spoil

from generator.diagnostics import Fault, Severity
from generator.packs import judging, reading, soundness

YEAR, FORM = "schemas/final-accounts/2024", "templates/final-accounts/2024/fujian"
NATION, OWN, DISTRICT = (f"{YEAR}/{it}" for it in ("national", "fujian", "fuzhou"))
PACK = f"{FORM}/pack.yaml"
CHAIN = "规则: [final-accounts/2024/national, final-accounts/2024/fujian]"
LONGER = f"{CHAIN[:-1]}, final-accounts/2024/fuzhou]"


def told(root: Path, chain: str = CHAIN, **texts: str) -> list[Fault]:
    """What is told of the pack with another chain, or a district's files at the end of it."""
    spoil(root, (PACK, CHAIN, LONGER if texts else chain))
    for name, text in texts.items():
        write(root / DISTRICT / f"{name}.yaml", text)
    return judging.check(root / FORM)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def said(fault: Fault) -> tuple[str, str, str, str]:
    return fault.code, str(fault.place), fault.message, fault.help


# -- the folders -----------------------------------------------------------------------------------


def test_a_district_needs_only_what_it_says_itself(tmp_path: Path) -> None:
    assert [] == told(tmp_path, checks="# 没有勾稽\n车辆保有量: 无\n")
    pack = reading.read(tmp_path / PACK, tmp_path)
    assert [] == [it for it in pack.checks if it.get("left") == "三公经费.车辆保有量"]
    assert len(reading.read(HOME / PACK, HOME).checks) == len(pack.checks) + 1


@pytest.mark.parametrize(
    ("chain", "place", "message", "help_"),
    [
        (
            "规则: [final-accounts/2024/national, final-accounts/2024/fujain]",
            ":5:36",
            "schemas 里没有“final-accounts/2024/fujain”这套规则",
            "是否应为“final-accounts/2024/fujian”？",
        ),
        (
            "规则: final-accounts/2024",
            ":5:5",
            "schemas 里没有“final-accounts/2024”这套规则",
            "",
        ),
        (
            "规则: [final-accounts/2024/national, final-accounts/2024/other/../fujian]",
            ":5:36",
            "“final-accounts/2024/other/../fujian”不是 schemas 里的文件夹",
            "写 文种/年度/地区，中间用“/”，前后没有“/”",
        ),
        (
            "规则: [/final-accounts/2024/national, final-accounts/2024/fujian]",
            ":5:6",
            "“/final-accounts/2024/national”不是 schemas 里的文件夹",
            "写 文种/年度/地区，中间用“/”，前后没有“/”",
        ),
        (
            "规则: [final-accounts/2024/national, final-accounts/2024/link]",
            ":5:36",
            "“final-accounts/2024/link”就是前面的“final-accounts/2024/national”",
            "删去一处",
        ),
        (
            f"规则: [{'a' * 300}, final-accounts/2024/national]",
            ":5:6",
            f"schemas 里没有“{'a' * 300}”这套规则",
            "现有：",
        ),
    ],
    ids=["misspelt", "above", "a way up", "from the root", "a link", "long"],
)
def test_a_folder_that_is_not_one_is_told_where_the_pack_names_it(
    chain: str, place: str, message: str, help_: str, tmp_path: Path
) -> None:
    (tmp_path / YEAR).mkdir(parents=True)
    os.symlink("national", tmp_path / YEAR / "link")
    [fault] = told(tmp_path, chain)
    assert (fault,) == soundness.find_faults(tmp_path / PACK, tmp_path)
    assert ("P604", f"{PACK}{place}", message) == said(fault)[:3]
    assert fault.help.startswith(help_)


def test_a_folder_without_any_file_is_told_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / DISTRICT).mkdir(parents=True)
    [fault] = told(tmp_path, LONGER)
    message = f"{DISTRICT} 里还没有 input.yaml、tables.yaml、checks.yaml、取数.yaml"
    assert ("P604", f"{PACK}:5:64", message, "至少放一个，只写这里自己的") == said(fault)


def test_a_folder_stands_in_a_chain_once(tmp_path: Path) -> None:
    [fault] = told(tmp_path, f"{CHAIN[:-1]}, final-accounts/2024/national]")
    message = "“final-accounts/2024/national”写了两次"
    assert ("P603", f"{PACK}:5:64", message, "删去一处") == said(fault)


def test_no_year_takes_its_law_from_another(tmp_path: Path) -> None:
    spoil(tmp_path, (PACK, '年度: "2024"', '年度: "2025"'))
    faults = [it for it in judging.check(tmp_path / FORM) if "年度的规则" in it.message]
    assert [Severity.WARNING] * 2 == [it.severity for it in faults]
    message = "“final-accounts/2024/national”是 2024 年度的规则"
    help_ = "把上一年的整个复制一份，不引用别的年度"
    assert ("P604", f"{PACK}:5:6", message, help_) == said(faults[0])


def test_a_file_that_nobody_would_read_is_told(tmp_path: Path) -> None:
    [fault] = told(tmp_path, check="车辆保有量: 无\n", checks="车辆保有量: 无\n")
    message = "“check.yaml”不是规则的文件名，不会读"
    expected = ("P604", f"{DISTRICT}/check.yaml:1:1", message, "是否应为“checks.yaml”？")
    assert expected == said(fault)


@pytest.mark.parametrize("made", [os.mkdir, os.mkfifo, lambda at: os.symlink("nowhere", at)])
def test_what_is_called_as_a_file_of_the_law_and_is_none_is_told(
    made: Callable[[Path], None], tmp_path: Path
) -> None:
    (tmp_path / DISTRICT).mkdir(parents=True)
    made(tmp_path / DISTRICT / "checks.yaml")
    [fault] = told(tmp_path, input="上年数:\n")
    assert ("F101", f"{DISTRICT}/checks.yaml:1:1") == said(fault)[:2]


def test_what_no_folder_has_is_missed_in_the_first(tmp_path: Path) -> None:
    spoil(tmp_path)
    for folder in (NATION, OWN):
        (tmp_path / folder / "checks.yaml").unlink()
    [fault] = judging.check(tmp_path / FORM)
    assert f"{NATION}/checks.yaml" == getattr(fault.place, "file", "")


# -- what they say ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "place", "message", "help_"),
    [
        pytest.param(
            "input",
            "# 一\n部门评介: 无\n",
            "2:1",
            "前面的规则里没有“部门评介”，去不掉",
            "是否应为“部门评价”？",
            id="a section to drop",
        ),
        pytest.param(
            "checks",
            "车辆保有: 无\n",
            "1:1",
            "前面的规则里没有“车辆保有”，去不掉",
            "是否应为“车辆保有量”？",
            id="a check to drop",
        ),
        pytest.param(
            "tables",
            "公开内容:\n  附件表: 无\n",
            "2:3",
            "前面的规则里没有“附件表”，去不掉",
            "是否应为“附件”？",
            id="a title to drop",
        ),
        pytest.param(
            "input",
            "三公径费: {补充: 是, 各项: {批次: 个数}}\n",
            "1:1",
            "前面的规则里没有“三公径费”，没有什么可以补充",
            "是否应为“三公经费”？",
            id="a section to supplement",
        ),
        pytest.param(
            "tables",
            "表:\n  收入决算表: {补充: 是, 栏: {事业收人: 无}}\n",
            "2:22",
            "前面的规则里没有“事业收人”，去不掉",
            "是否应为“事业收入”？",
            id="a column to drop",
        ),
        pytest.param(
            "checks",
            "用词: {补充: 对, 成对: 否}\n",
            "1:10",
            "“补充”应是 是 或 否",
            "",
            id="neither yes nor no",
        ),
    ],
)
def test_what_is_not_there_before_is_told_where_it_is_said(
    name: str, text: str, place: str, message: str, help_: str, tmp_path: Path
) -> None:
    [fault] = told(tmp_path, **{name: text})
    assert ("P604", f"{DISTRICT}/{name}.yaml:{place}", message, help_) == said(fault)


def test_a_name_stands_once_in_a_folder(tmp_path: Path) -> None:
    [fault] = told(tmp_path, checks="车辆保有量: 无\n收支: {}\n车辆保有量: 无\n")
    assert ("F109", f"{DISTRICT}/checks.yaml:3:1") == said(fault)[:2]


@pytest.mark.parametrize(
    ("name", "text", "place", "message"),
    [
        ("input", "备注: 字\n", "1:5", "“备注”不能是“字”"),
        ("input", "部门评价: {补充: 是, 各向: {优: 个数}}\n", "1:15", "没有“各向”这个词"),
        (
            "tables",
            "表:\n  政府采购: {补充: 是, 数目: {甲: {加: [货物]}}}\n",
            "2:17",
            "没有“数目”这个词",
        ),
        (
            "checks",
            "车辆保有量: {种类: 一般等于, 左: 甲, 右: 乙, 依据: 丙}\n",
            "1:13",
            "“种类”不能是“一般等于”",
        ),
        ("checks", "用词: {补充: 是, 句未: [增减原因]}\n", "1:13", "没有“句未”这个词"),
    ],
)
def test_a_word_that_is_none_is_told_in_the_folder_that_says_it(
    name: str, text: str, place: str, message: str, tmp_path: Path
) -> None:
    [fault, *_] = told(tmp_path, **{name: text})
    assert ("P603", f"{DISTRICT}/{name}.yaml:{place}", message) == said(fault)[:3]


def test_a_name_that_reads_as_one_before_it_and_is_another_is_told(tmp_path: Path) -> None:
    check = "{种类: 不小于零, 左: 收入支出决算总表.年末结转和结余, 依据: 公开01}"
    [fault] = told(tmp_path, checks=f"年末结余不为负(其他单位): {check}\n")
    message = "“年末结余不为负(其他单位)”和“年末结余不为负（其他单位）”只差空格、括号或全角半角"
    expected = ("P603", f"{DISTRICT}/checks.yaml:1:1", message, "写成一样的，或者另起名称")
    assert expected == said(fault)


def test_what_a_later_folder_replaces_is_judged_all_the_same(tmp_path: Path) -> None:
    spoil(
        tmp_path,
        (f"{OWN}/checks.yaml", "车辆保有量: {种类: 一般相等", "车辆保有量: {种类: 一般等于"),
    )
    chain = (tmp_path / PACK).read_text("utf-8").replace(CHAIN, LONGER)
    write(tmp_path / PACK, chain)
    write(tmp_path / DISTRICT / "checks.yaml", "车辆保有量: 无\n")
    [fault] = judging.check(tmp_path / FORM)
    assert ("P603", "“种类”不能是“一般等于”") == (fault.code, fault.message)
    assert f"{OWN}/checks.yaml" == getattr(fault.place, "file", "")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "tables",
            "表: {政府采购: {补充: 是, 数: {甲: {加: [货勿]}}}}\n",
            "没有“货勿”",
        ),
        ("checks", "甲: {种类: 不小于零, 左: 政府采购.货勿, 依据: 乙}\n", "“政府采购”里没有“货勿”"),
        ("checks", "引数: {补充: 是, 各处: [增减原由]}\n", "input.yaml 里没有“增减原由”"),
    ],
)
def test_a_name_that_leads_nowhere_is_told_in_the_folder_that_says_it(
    name: str, text: str, message: str, tmp_path: Path
) -> None:
    [fault, *_] = told(tmp_path, **{name: text})
    assert ("P604", f"{DISTRICT}/{name}.yaml") == (fault.code, getattr(fault.place, "file", ""))
    assert fault.message.startswith(message)


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("checks", "左: 政府采购.总额", "左: 部门评价.涉及资金", "没有“部门评价”"),
        ("checks", "各处: [增减原因]", "各处: [增减原由]", "input.yaml 里没有“增减原由”"),
    ],
)
def test_a_folder_stands_on_itself_and_those_before_it(
    name: str, old: str, new: str, message: str, tmp_path: Path
) -> None:
    spoil(tmp_path, (f"{NATION}/{name}.yaml", old, new))
    [fault] = judging.check(tmp_path / FORM)
    assert ("P604", f"{NATION}/{name}.yaml") == (fault.code, getattr(fault.place, "file", ""))
    assert fault.message.startswith(message)


def test_what_a_later_folder_supplements_and_the_nation_misspells_is_told_there(
    tmp_path: Path,
) -> None:
    spoil(tmp_path, (f"{NATION}/tables.yaml", "\n汇总:\n", "\n汇种:\n"))
    [fault] = judging.check(tmp_path / FORM)
    assert ("P603", "没有“汇种”这个词") == (fault.code, fault.message)
    assert f"{NATION}/tables.yaml" == getattr(fault.place, "file", "")


def test_a_base_is_held_against_the_other_kind_of_the_same_region(tmp_path: Path) -> None:
    """Where there is one: other regions' budgets have names of their own."""
    root, budget = spoil(tmp_path), "templates/budget/2025"
    shutil.copytree(root / budget / "fujian", root / budget / "anhui")
    pack = (root / budget / "anhui" / "pack.yaml").read_text("utf-8")
    pack = pack.replace("地区: 福建", "地区: 安徽").replace("fujian]", "fujian, budget/2025/anhui]")
    write(root / budget / "anhui" / "pack.yaml", pack)
    own = "收入: {补充: 是, 每条: {捐赠收入: 金额}}\n"
    write(root / "schemas/budget/2025/anhui/input.yaml", own)
    assert [] == judging.check(root / budget / "anhui")
    assert [] == judging.check(root / FORM)
    text = (root / PACK).read_text("utf-8").replace("地区: 福建", "地区: 安徽")
    write(root / PACK, text)
    assert ["没有写“收入”的“资金”“捐赠收入”在这里叫什么"] == [
        it.message for it in judging.check(root / FORM)
    ]


def test_what_uses_a_dropped_name_says_who_dropped_it(tmp_path: Path) -> None:
    faults = told(tmp_path, input="政府采购: {补充: 是, 各项: {货物: 无}}\n")
    places = {str(fault.place).rpartition(":")[0].rpartition(":")[0] for fault in faults}
    assert {f"{NATION}/tables.yaml", f"{OWN}/tables.yaml", f"{OWN}/checks.yaml"} & places
    note = f"{DISTRICT}/input.yaml:1:20 去掉了“货物”"
    assert {(note,)} == {fault.notes for fault in faults}


# -- what is kept ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [f"{NATION}/checks.yaml", f"{OWN}/input.yaml"])
def test_a_change_in_any_folder_is_seen(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_CACHE", str(tmp_path / "kept"))
    root = spoil(tmp_path / "root")
    soundness.find_faults.cache_clear()
    assert () == soundness.find_faults(root / PACK, root)
    write(root / name, (root / name).read_text("utf-8") + "\n某项: 无\n")
    soundness.find_faults.cache_clear()
    assert [name] == [it.place.file for it in soundness.find_faults(root / PACK, root)]


def test_a_file_that_a_folder_gets_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_CACHE", str(tmp_path / "kept"))
    root = spoil(tmp_path / "root", (PACK, CHAIN, LONGER))
    write(root / DISTRICT / "checks.yaml", "车辆保有量: 无\n")
    soundness.find_faults.cache_clear()
    assert () == soundness.find_faults(root / PACK, root)
    write(root / DISTRICT / "input.yaml", "某项: 无\n")
    soundness.find_faults.cache_clear()
    assert [f"{DISTRICT}/input.yaml"] == [
        it.place.file for it in soundness.find_faults(root / PACK, root)
    ]


def test_every_folder_is_among_what_a_document_is_made_of(tmp_path: Path) -> None:
    root = spoil(tmp_path, (PACK, CHAIN, LONGER))
    write(root / DISTRICT / "checks.yaml", "车辆保有量: 无\n")
    pack = reading.read(root / PACK, root)
    assert {str(root / it) for it in (NATION, OWN, DISTRICT)} <= set(pack.made_of)
    assert root / DISTRICT / "input.yaml" in pack.files


# -- the order -------------------------------------------------------------------------------------


def test_a_folder_that_others_have_to_stand_before_is_told(tmp_path: Path) -> None:
    reversed_ = "规则: [final-accounts/2024/fujian, final-accounts/2024/national]"
    [fault] = [it for it in told(tmp_path, reversed_) if it.place.file == PACK]
    first, full = "final-accounts/2024/fujian", "final-accounts/2024/national"
    message = f"“{first}”不能写在最前面：清单、表的底子在“{full}”里"
    expected = ("P604", f"{PACK}:5:6", message, "“规则”先写全国的，后写各地的")
    assert expected == said(fault)


def test_a_name_that_only_a_later_folder_has_says_so(tmp_path: Path) -> None:
    spoil(
        tmp_path,
        (PACK, CHAIN, CHAIN.replace("national, ", "national, final-accounts/2024/fuzhou, ")),
    )
    write(tmp_path / DISTRICT / "tables.yaml", "汇总: {补充: 是, 接续: [项目支出绩效自评]}\n")
    [fault] = judging.check(tmp_path / FORM)
    assert "input.yaml 里没有“项目支出绩效自评”这样的清单" == fault.message
    [note] = fault.notes
    assert note.startswith(f"“项目支出绩效自评”到 {OWN}/input.yaml:")


def test_a_folder_that_is_still_to_be_made_is_told_as_one(tmp_path: Path) -> None:
    [fault] = told(tmp_path, LONGER)
    assert "schemas 里没有“final-accounts/2024/fuzhou”这套规则" == fault.message
    assert (
        "；新的一层，先建这个文件夹，放 input.yaml、tables.yaml、checks.yaml、取数.yaml 中"
        in fault.help
    )


def test_a_folder_with_a_layout_alone_is_part_of_the_law(tmp_path: Path) -> None:
    spoil(tmp_path, (PACK, CHAIN, LONGER))
    write(tmp_path / DISTRICT / "layout.yaml", "数式: 万元\n")
    assert [] == judging.check(tmp_path / FORM)
