"""A filing rolled into the next year: its lines stay, its figures go, its prose is marked."""

from pathlib import Path

import pytest
from support.examples import BUDGET, EXAMPLE
from support.years import root

from generator import pipeline
from generator.corrections import rolling
from generator.corrections.rolling import MARK, Rolled, StartError
from generator.diagnostics import has_errors
from generator.filing import source
from generator.packs import finding
from generator.packs.pack import Pack

__all__ = ["root"]
LINK = "../2024/126.yaml"


@pytest.fixture
def pack(root: Path) -> Pack:
    """The pack of the year after the example's."""
    return finding.choose(root, "部门决算", "2025", "福建")


def rolled(text: str, pack: Pack) -> Rolled:
    read, faults = source.parse(text.encode(), "x.yaml")
    assert read is not None, faults
    return rolling.roll(read, pack, LINK)


@pytest.fixture
def example(pack: Pack) -> Rolled:
    return rolled(EXAMPLE.read_text("utf-8"), pack)


HEAD = "文种: 部门决算\n年度: 2024\n地区: 福建\n"


def test_every_line_stays_but_for_figures_marks_and_the_base(example: Rolled) -> None:
    old, new = EXAMPLE.read_text("utf-8").split("\n"), example.text.split("\n")
    section = slice(old.index("上年数:"), old.index("# 十一、“三公”经费全年预算数（调整后）") - 1)
    left = [*old[: section.start], f"上年文件: {LINK}", *old[section.stop :]]
    assert len(left) == len(new)
    for before, after in zip(left, new, strict=True):
        kept = after.replace(f"  {MARK}", "").rstrip()
        if before != kept:
            assert "2024" in before or kept.count(":") == before.count(":")
            assert len(kept) <= len(before)


def test_a_mark_that_nobody_took_away_last_year_is_not_set_twice(
    example: Rolled, pack: Pack
) -> None:
    again = rolled(example.text.replace("年度: 2025", "年度: 2024"), pack)
    assert example.text.count(MARK) == again.text.count(MARK) == again.review
    prose = "部门概况:\n  # 请核对\n  主要任务: 一句\n    接着一句"
    assert 1 == rolled(f"{HEAD}{prose}\n", pack).text.count(MARK)


def test_the_year_moves_on_also_in_comments(example: Rolled) -> None:
    lines = example.text.split("\n")
    assert "2025 年度部门决算填报文件" in lines[0]
    assert "# yaml-language-server: $schema=./部门决算2025福建.schema.json" == lines[1]
    assert "年度: 2025" == lines[3]


def test_a_schema_that_is_named_without_its_region_is_the_regions_too(pack: Pack) -> None:
    made = rolled(f"# $schema=./部门决算2024.schema.json\n{HEAD}", pack).text
    assert made.startswith("# $schema=./部门决算2025福建.schema.json\n")


def test_an_entry_keeps_its_coordinates_and_its_comment_and_loses_its_amount(
    example: Rolled,
) -> None:
    assert (
        "  - {科目: 2010399 其他政府办公厅（室）及相关机构事务支出, 资金: 非财政拨款, "
        "项目支出: }   # 用以前年度结转的非财政拨款\n"
    ) in example.text


def test_control_totals_and_budgets_are_emptied(example: Rolled) -> None:
    assert "  支出决算表.合计.项目支出: \n" in example.text
    assert "  三公经费: {因公出国境费: , 公务用车购置费: , " in example.text


def test_last_years_figures_come_from_last_years_file(example: Rolled) -> None:
    assert f"\n上年文件: {LINK}\n" in example.text
    assert "上年数:" not in example.text


def test_prose_is_marked_and_counted_and_names_are_not(example: Rolled) -> None:
    lines = example.text.split("\n")
    marked = [line for line in lines if line.endswith(MARK)]
    assert example.review == len(marked) == example.text.count(MARK)
    assert "    2010350: 人员支出增加  # 请核对" in marked
    assert "  主要职责:     # 每条一行，序号由系统加  # 请核对" in marked
    assert not [line for line in marked if line.startswith(("文种", "地区", "单位:", "  - {科目"))]


def test_what_is_empty_is_what_check_misses(example: Rolled, root: Path, tmp_path: Path) -> None:
    (tmp_path / "2024").mkdir(exist_ok=True)
    (tmp_path / "2025").mkdir()
    (tmp_path / "2024" / "126.yaml").write_bytes(EXAMPLE.read_bytes())
    path = tmp_path / "2025" / "126.yaml"
    path.write_text(example.text, "utf-8")
    faults = pipeline.produce(path, root).faults
    errors = [fault for fault in faults if has_errors([fault])]
    assert {"S204"} == {fault.code for fault in errors}
    assert example.empty == len(errors)
    draft = pipeline.produce(path, root, draft=True)
    assert draft.document


def test_the_budget_rolls_too(root: Path) -> None:
    found = finding.choose(root, "部门预算", "2026", "福建")
    made = rolled(BUDGET.read_text("utf-8"), found)
    assert "年度: 2026\n" in made.text
    assert made.empty > 50


# -- particular writings -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("三公经费: {公务接待费: '1,800.00'}", "三公经费: {公务接待费: }"),
        ("三公经费:\n  公务接待费: 1800.00 # 元", "三公经费:\n  公务接待费:  # 元"),
        ("三公经费:\n  公务接待费: # 待填", "三公经费:\n  公务接待费: # 待填"),
        ("核对数: {支出决算表.合计: 5}", "核对数: {支出决算表.合计: }"),
        ("上年数: 无", f"上年文件: {LINK}"),
        ("上年文件: ../2023/126.yaml", f"上年文件: {LINK}"),
        ("上年文件:", f"上年文件: {LINK}"),
        ("年初预算文件: ../2024/预算.yaml", "年初预算文件: "),
        ("机关运行经费: {支出: 0, 说明: 没有}", "机关运行经费: {支出: , 说明: 没有}  # 请核对"),
        (
            "部门概况:\n  主要任务: 一句\n    接着一句",
            "部门概况:\n  # 请核对\n  主要任务: 一句\n    接着一句",
        ),
        (
            "部门概况:\n  主要任务: >-\n    一句\n    接着",
            "部门概况:\n  # 请核对\n  主要任务: >-\n    一句\n    接着",
        ),
        (
            '机关运行经费: {说明: "一句\n  接着", 支出: 0}',
            '# 请核对\n机关运行经费: {说明: "一句\n  接着", 支出: }',
        ),
    ],
)
def test_what_may_be_written_in_several_ways_is_rolled(
    typed: str, expected: str, pack: Pack
) -> None:
    made = rolled(f"{HEAD}{typed}\n", pack).text
    assert f"{HEAD.replace('2024', '2025')}{expected}\n" == (
        made if "上年文件" in expected else made.replace(f"上年文件: {LINK}\n", "")
    )


@pytest.mark.parametrize("before", ["", "上年文件: ../2023/126.yaml\n", "上年文件:\n"])
def test_a_link_with_odd_characters_is_quoted(before: str, pack: Pack) -> None:
    read, _ = source.parse((HEAD + before).encode(), "x.yaml")
    assert read is not None
    made = rolling.roll(read, pack, "../2024/某'局 #1.yaml").text
    again, _ = source.parse(made.encode(), "x.yaml")
    assert again is not None
    assert "../2024/某'局 #1.yaml" == again.data["上年文件"]


def test_what_the_new_year_does_not_know_is_told(pack: Pack) -> None:
    made = rolled(f"{HEAD}旧项: 1\n三公经费: {{旧费: 1}}\n", pack)
    assert (
        "2025 年度没有“旧项”这一项，请删去或改名",
        "第 5 行：2025 年度没有“旧费”这一项",
    ) == made.remarks


@pytest.mark.parametrize(
    "text", ['{"文种": "部门决算", "年度": "2024"}\n', '"年度": "2\\\n  024"\n']
)
def test_what_cannot_be_rolled_line_by_line_is_refused(text: str, pack: Pack) -> None:
    with pytest.raises(StartError):
        rolled(text, pack)


# -- accounts ----------------------------------------------------------------------------------


def dated(root: Path, old: str, new: str) -> Pack:
    """The pack of 2025 with a line of the functional classification replaced."""
    path = root / "schemas" / "classification" / "function.yaml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    return finding.choose(root, "部门决算", "2025", "福建")


OLD = '  "2010350": 事业运行\n'
ENTRY = "  - {科目: 2010350 事业运行, 一般公共预算财政拨款: 1.00}"


def test_an_account_that_ended_is_pointed_out_at_its_line(root: Path) -> None:
    pack = dated(root, OLD, '  "2010350": [{名称: 事业运行, 止: 2024}]\n')
    made = rolled(f"{HEAD}收入:\n{ENTRY}\n", pack)
    told = "科目 2010350 从 2025 年度起停用"
    assert f"{ENTRY.replace('1.00', '')}  # {told}\n" in made.text
    assert (f"第 5 行：{told}",) == made.remarks


def test_an_account_that_was_renamed_is_pointed_out_with_its_new_name(root: Path) -> None:
    terms = "[{名称: 事业运行, 止: 2024}, {名称: 事业运转, 起: 2025}]"
    made = rolled(f"{HEAD}收入:\n{ENTRY}\n", dated(root, OLD, f'  "2010350": {terms}\n'))
    assert ("第 5 行：科目 2010350 从 2025 年度起改称“事业运转”",) == made.remarks


def test_the_heir_that_the_table_has_is_named(root: Path) -> None:
    pack = dated(root, OLD, '  "2010350": [{名称: 事业运行, 止: 2024, 改列: "2010399"}]\n')
    made = rolled(f"{HEAD}收入:\n{ENTRY}\n", pack)
    assert ("第 5 行：科目 2010350 从 2025 年度起停用，改列 2010399",) == made.remarks


def test_the_heir_of_an_account_that_ended_is_named(root: Path) -> None:
    tables = root / "schemas" / "final-accounts" / "2025" / "national" / "tables.yaml"
    text = tables.read_text("utf-8")
    old = "相差年数: -1, 科目沿革: {}"
    assert text.count(old) == 1
    tables.write_text(text.replace(old, '相差年数: -1, 科目沿革: {"2010350": "2010399"}'), "utf-8")
    pack = dated(root, OLD, '  "2010350": [{名称: 事业运行, 止: 2024}]\n')
    made = rolled(f"{HEAD}收入:\n{ENTRY}\n", pack)
    assert ("第 5 行：科目 2010350 从 2025 年度起停用，改列 2010399",) == made.remarks
