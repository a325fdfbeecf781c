"""How a first form is laid out: read from the folders of a law, and judged where it is written."""

from pathlib import Path

import pytest
from support.packs import HOME, PACK_FILES, named, spoil

from generator.packs import judging, layout
from generator.packs.layout import LaidHead
from generator.packs.reading import find_files

FORM = "templates/final-accounts/2024/fujian"
LAYOUTS = [folder / "layout.yaml" for folder in find_files(HOME / FORM / "pack.yaml", HOME).laws]


def spoilt(root: Path, old: str, new: str) -> tuple[Path, str]:
    """A root in which a text of a layout is replaced, and which layout that is."""
    [file] = [path for path in LAYOUTS if old in path.read_text("utf-8")]
    name = file.relative_to(HOME).as_posix()
    return spoil(root, (name, old, new)), name


@pytest.mark.parametrize("path", PACK_FILES, ids=named)
def test_every_public_table_of_ours_is_laid_out(path: Path) -> None:
    from generator.packs.reading import read

    pack = read(path, HOME)
    laid = layout.read(pack.files)
    # The nation's layout may lay out what a region has under another title.
    assert {title for title, listed in pack.contents.items() if listed} <= set(laid.tables)
    assert set(laid.titles) <= set(pack.contents)


FAULTS = [
    pytest.param(
        "        级次: 类\n        编号: 是\n        末行:\n          本年支出合计: 收入支出",
        "        级次: 目\n        编号: 是\n        末行:\n          本年支出合计: 收入支出",
        ("没有“目”这个级次", "可以写：类、款、项"),
        id="a level",
    ),
    pytest.param(
        '科目: ["301", "303"]',
        '科目: ["301", "388"]',
        ("科目表里没有 388", "检查编码"),
        id="an account",
    ),
    pytest.param(
        "取自: 财政拨款按功能分类支出",
        "取自: 财政拨款按功能分类",
        ("没有“财政拨款按功能分类”", "是否应为“财政拨款按功能分类支出”？"),
        id="a table",
    ),
    pytest.param(
        "      合计: 三公经费.合计",
        "      合计: 三公经费.总计",
        ("“三公经费”里没有“总计”", "是否应为“合计”？"),
        id="the figure of a row",
    ),
    pytest.param(
        "      合计: 三公经费.合计",
        "      合计: 三公经费",
        ("“三公经费”不是一个数", ""),
        id="a row of no figure",
    ),
    pytest.param(
        "      上级补助收入: 上级补助收入\n",
        "      上级补助收入: 上级补助\n",
        ("没有“上级补助”这一栏", "是否应为“上级补助收入”？"),
        id="a column",
    ),
    pytest.param(
        '栏次: ["1", "2", "3"]',
        '栏次: ["1", "2"]',
        ("“栏次”有 2 个，栏有 5 个，其中数有 3 个", "每栏一个，或者只给数各写一个"),
        id="numbers of columns",
    ),
    pytest.param(
        "  机关运行经费:\n    级: 3",
        "  机关运行费用:\n    级: 3",
        ("公开内容里没有“机关运行费用”这个标题", "是否应为“机关运行经费”？"),
        id="a title",
    ),
    pytest.param(
        "国有资产占用使用情况: {级: 3, 下面: [{印: [国有资产]}]}",
        "国有资产占用使用情况: {级: 3, 下面: [{印: [国有资源]}]}",
        ("没有“国有资源”", "是否应为“国有资产”？"),
        id="an address",
    ),
    pytest.param(
        "附件:\n    级: 1",
        "附件:\n    级: 4",
        ("“级”不能是“4”", "可以写：1、2、3"),
        id="the level of a title",
    ),
    pytest.param(
        "        对: [全年预算数, 上年数]\n        原因: 是",
        "        对: [全年预算, 上年数]\n        原因: 是",
        ("没有“全年预算”这样的基数", "是否应为“全年预算数”？"),
        id="a base",
    ),
    pytest.param(
        "{逐科目: 国有资本经营预算财政拨款支出决算表,",
        "{逐科目: 国有资产,",
        ("“国有资产”不是按科目分行的表", "写 tables.yaml 里的一张表"),
        id="account by account",
    ),
    pytest.param(
        "    行:\n      合计: 三公经费.合计",
        "    行列:\n      合计: 三公经费.合计",
        ("没有“行列”这个词", "是否应为“行”？"),
        id="a word",
    ),
    pytest.param(
        "        级次: 款\n        分列: 2",
        "        级次: 款\n        分列: 0",
        ("“分列”至少是 1", "不分列的不写"),
        id="no group of columns",
    ),
    pytest.param(
        "    栏: {项目: 行名, 行次: 行次, 决算数: 数}\n    行:",
        "    栏: {项目: 行名, 行次: 行次, 决算数: 数}\n    末行:",
        ("这里要写“行”，或者写“级次”逐个科目列出", ""),
        id="no rows",
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), FAULTS)
def test_what_is_wrong_is_told_where_it_is_written(
    old: str, new: str, expected: tuple[str, str], tmp_path: Path
) -> None:
    root, file = spoilt(tmp_path, old, new)
    faults = judging.check(root / FORM)
    assert {file} == {fault.place.file for fault in faults}
    assert expected == (faults[0].message, faults[0].help)


def test_a_pack_with_a_wrong_layout_serves_filings_all_the_same(tmp_path: Path) -> None:
    from generator.packs import soundness

    root, _ = spoilt(tmp_path, "表号: 公开01表", "表名: 公开01表")
    assert () == soundness.find_faults(root / FORM / "pack.yaml", root)


def test_of_several_folders_the_later_replaces_titles_and_tables_of_the_earlier(
    tmp_path: Path,
) -> None:
    files = []
    for name, text in (
        ("国家", "数式: 万元\n表:\n  甲: {表号: 一, 栏: [子]}\n  乙: {表号: 二, 栏: [子]}\n"),
        ("省", "尾差: 有尾差。\n表:\n  乙: {表号: 三, 栏: [丑]}\n"),
        ("市", ""),
    ):
        (tmp_path / name).mkdir()
        if text:
            (tmp_path / name / "layout.yaml").write_text(text, "utf-8")
        files += [tmp_path / name / "input.yaml", tmp_path / name / "tables.yaml"]
    laid = layout.read(files)
    numbers = {name: table.number for name, table in laid.tables.items()}
    assert ({"甲": "一", "乙": "三"}, "万元", "有尾差。") == (numbers, laid.style, laid.remainder)


TABLE = "国有资本经营预算财政拨款支出决算表"
CHAIN = "2024/national, final-accounts/2024/fujian"


def with_district(root: Path, **texts: str) -> Path:
    """A root with a district's folder at the end of the law."""
    pack = f"{FORM}/pack.yaml"
    spoil(root, (pack, CHAIN, f"{CHAIN}, final-accounts/2024/fuzhou"))
    folder = root / "schemas" / "final-accounts" / "2024" / "fuzhou"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return root / FORM


def test_a_title_that_a_later_folder_drops_is_no_flaw_of_an_earlier_layout(tmp_path: Path) -> None:
    assert [] == judging.check(with_district(tmp_path, tables="公开内容: {附件: 无}\n"))


def test_a_folder_does_not_lay_out_the_title_that_it_drops(tmp_path: Path) -> None:
    tables, own = "公开内容: {附件: 无}\n", "标题: {附件: {级: 1}}\n"
    [fault] = judging.check(with_district(tmp_path, tables=tables, layout=own))
    assert "schemas/final-accounts/2024/fuzhou/layout.yaml:1:6" == str(fault.place)
    assert "公开内容里没有“附件”这个标题" == fault.message


def test_a_misspelt_title_of_an_earlier_layout_is_told_with_a_later_folder_too(
    tmp_path: Path,
) -> None:
    folder = with_district(tmp_path, tables="公开内容:\n  附件:\n", layout="数式: 万元\n")
    file = tmp_path / "schemas/final-accounts/2024/fujian/layout.yaml"
    file.write_text(file.read_text("utf-8").replace("  附件:\n", "  附录件:\n"), "utf-8")
    assert ["公开内容里没有“附录件”这个标题"] == [it.message for it in judging.check(folder)]


def test_what_a_later_layout_says_anew_is_judged_there_alone(tmp_path: Path) -> None:
    columns = "本年支出: {}, 基本: {性质: 基本支出}"
    taken = "取自: 支出, 条件: {资金: 国有资本经营预算财政拨款}"
    heads = "科目: {编码: 编码, 名称: 名称}, 支出: [本年支出, 基本]"
    folder = with_district(
        tmp_path,
        tables=f"表: {{{TABLE}: {{{taken}, 行: 功能分类, 栏: {{{columns}}}, 主栏: 本年支出}}}}\n",
        checks="国资表分栏: 无\n",
        layout=f"标题: {{国有资本经营预算财政拨款支出决算情况说明: {{级: 2}}}}\n"
        f"表: {{{TABLE}: {{栏: {{{heads}}}}}}}\n",
    )
    assert [] == judging.check(folder)


def test_headings_are_a_tree_or_a_list_of_columns() -> None:
    tree = layout.read_heads({"项目": {"编码": "编码"}, "本年": ["小计", "其中"]})
    assert tree == (
        LaidHead("项目", "", (LaidHead("编码", "编码"),)),
        LaidHead("本年", "", (LaidHead("小计", "小计"), LaidHead("其中", "其中"))),
    )
    assert ["编码", "小计", "其中"] == [leaf.holds for head in tree for leaf in head.leaves]
