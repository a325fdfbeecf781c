"""Other filings as bases: last year's accounts for this year's, the budget for the accounts."""

from pathlib import Path

import pytest
from support.examples import EXAMPLE, codes
from support.years import next_year, root

from generator import pipeline
from generator.addresses import parse
from generator.books.bases import open_books
from generator.figures.book import Book
from generator.filing import source
from generator.filing.filing import Filing
from generator.filing.schema import validate
from generator.packs import finding
from generator.packs.pack import Pack

__all__ = ["root"]


def opened(path: Path, root: Path) -> tuple[Filing, Pack, dict[str, Book | None], list[str]]:
    read, _ = source.load(path)
    assert read is not None
    pack, _ = finding.find(read, root)
    assert pack is not None
    filing, _ = validate(read, pack.rules)
    books, faults = open_books(filing, pack)
    return filing, pack, dict(books.bases), [fault.code for fault in faults]


def value(book: Book | None, address: str) -> str:
    assert book is not None
    return f"{book.figure(book.canonical(parse(address))).value}"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("收入支出决算总表.收入总计", "40524757.14"),
        ("收入支出决算总表.年末结转和结余", "704314.81"),
        ("一般公共预算财政拨款支出决算表[2010350]", "5086823.81"),
        ("一般公共预算财政拨款支出决算表[201].项目支出", "6393104.41"),
        ("政府性基金预算财政拨款收入支出决算表.合计", "0"),
        ("三公经费.合计", "22552.84"),
    ],
)
def test_last_years_file_supplies_every_figure_of_last_year(
    root: Path, tmp_path: Path, address: str, expected: str
) -> None:
    path = next_year(tmp_path, "\n上年文件: 2024/126.yaml\n")
    _, _, bases, faults = opened(path, root)
    assert (expected, []) == (value(bases["上年数"], address), faults)


def test_next_years_document_compares_with_last_years_file(root: Path, tmp_path: Path) -> None:
    path = next_year(tmp_path, "\n上年文件: 2024/126.yaml\n")
    head, reasons = path.read_text("utf-8").split("核对数:")[0], "\n增减原因:\n"
    head = head.replace("5086823.81", "5186823.81").replace("1187515.32", "1287515.32")
    reasons += "  收入支出决算总表: {收入总计: 增加}\n"
    reasons += "  财政拨款收入支出决算总表: {收入总计: 增加}\n"
    reasons += "  一般公共预算财政拨款支出决算表: {2010350: 人员增加}\n上年文件: 2024/126.yaml\n"
    path.write_text(head + reasons, "utf-8")
    outcome = pipeline.produce(path, root)
    changes = {
        item.mark.address: item.text
        for item in outcome.printed
        if item.mark.aspect.value == "difference" and "[2010350]" in item.mark.address
    }
    assert {"一般公共预算财政拨款支出决算表[2010350].小计": "10.00"} == changes


def test_a_stated_figure_goes_before_the_file_and_the_difference_is_told(
    root: Path, tmp_path: Path
) -> None:
    extra = "\n上年文件: 2024/126.yaml\n上年数: {三公经费.公务接待费: 1900}\n"
    _, _, bases, faults = opened(next_year(tmp_path, extra), root)
    assert ("1900", ["L410"]) == (value(bases["上年数"], "三公经费.公务接待费"), faults)


def test_a_carry_over_unlike_last_years_is_told(root: Path, tmp_path: Path) -> None:
    path = next_year(tmp_path, "\n上年文件: 2024/126.yaml\n")
    assert "C311" in codes(pipeline.produce(path, root))


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        ("\n上年文件: 没有.yaml\n", "没有.yaml：找不到这个文件"),
        ("\n上年文件: 126.yaml\n", "126.yaml：写的是这份填报文件自己"),
    ],
)
def test_a_file_that_cannot_be_the_base_is_one_fault_at_its_key(
    root: Path, tmp_path: Path, extra: str, expected: str
) -> None:
    path = next_year(tmp_path, extra)
    read, _ = source.load(path)
    assert read is not None
    pack, _ = finding.find(read, root)
    assert pack is not None
    filing, _ = validate(read, pack.rules)
    _, faults = open_books(filing, pack)
    last = len(path.read_text("utf-8").splitlines())
    assert [(expected, last)] == [(f.message, getattr(f.place, "line", 0)) for f in faults]


def test_an_account_that_was_renamed_is_followed(root: Path, tmp_path: Path) -> None:
    tables = root / "schemas" / "final-accounts" / "2025" / "national" / "tables.yaml"
    text = tables.read_text("utf-8").replace("科目沿革: {}", '科目沿革: {"2210203": "2210202"}')
    tables.write_text(text, "utf-8")
    path = next_year(tmp_path, "\n上年文件: 2024/126.yaml\n")
    _, _, bases, _ = opened(path, root)
    expected = "571878.05"  # 94928.74 + 476949.31
    assert expected == value(bases["上年数"], "支出决算表[2210202]")


# -- the budget as 年初预算 ------------------------------------------------------------------------


def with_budget() -> str:
    """The example in the budget's year, with the budget as a base."""
    text = EXAMPLE.read_text("utf-8").replace("年度: 2024", "年度: 2025")
    return text + "\n年初预算文件: 预算.yaml\n"


def budget_of(unit: str) -> str:
    return f"""文种: 部门预算
年度: 2025
地区: 福建
金额单位: 万元
单位: {{名称: {unit}, 类型: 事业单位, 称谓: 部门}}
部门概况:
  主要职责: [职责]
  内设机构: 1
  下属单位: 0
  预算单位: [{{名称: 本级, 经费性质: 财政全额拨款, 在职人数: 1}}]
  主要任务: 任务
  重点工作: [工作]
收入:
  - {{科目: 2010350, 一般公共预算拨款: 500, 财政专户管理资金: 3, 事业收入: 4, 上年结转结余: 10}}
支出:
  - {{科目: 2010350, 资金: 一般公共预算拨款, 基本支出: 480, 项目支出: 20}}
  - {{科目: 2010350, 资金: 其他资金, 项目支出: 12, 事业单位经营支出: 5}}
一般公共预算支出经济分类:
  - {{科目: 30101, 基本支出: 480}}
  - {{科目: 30201, 项目支出: 20}}
三公经费: {{}}
机关运行经费: {{支出: 0, 说明: 没有}}
政府采购: {{}}
国有资产: {{省部级领导干部用车: 0, 机要通信用车: 0, 应急保障用车: 0, 执法执勤用车: 0,
  特种专业技术用车: 0, 其他用车: 0, 百万元以上设备: 0, 安排购置车辆: 0, 安排购置百万元以上设备: 0}}
绩效说明: 无
上年数: 无
"""


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("一般公共预算财政拨款支出决算表[2010350].基本支出", "4800000"),
        ("一般公共预算财政拨款支出决算表.合计", "5000000"),
        ("支出决算表[2010350].项目支出", "320000"),
        ("支出决算表[2010350].经营支出", "50000"),
        ("收入支出决算总表.事业收入", "70000"),
        ("收入支出决算总表.本年收入合计", "5070000"),
        ("支出决算表[2060503]", "0"),
    ],
)
def test_the_budget_is_matched_by_account_fund_and_nature(
    root: Path, tmp_path: Path, address: str, expected: str
) -> None:
    unit = "福州市“智慧福州”管理服务中心"
    (tmp_path / "预算.yaml").write_text(budget_of(unit), "utf-8")
    path = tmp_path / "126.yaml"
    path.write_text(with_budget(), "utf-8")
    _, _, bases, faults = opened(path, root)
    assert (expected, []) == (value(bases["年初预算数"], address), faults)


def test_what_a_budget_does_not_state_is_unknown_and_not_zero(root: Path, tmp_path: Path) -> None:
    unit = "福州市“智慧福州”管理服务中心"
    (tmp_path / "预算.yaml").write_text(budget_of(unit), "utf-8")
    path = tmp_path / "126.yaml"
    path.write_text(with_budget(), "utf-8")
    _, _, bases, _ = opened(path, root)
    assert "NaN" == value(bases["年初预算数"], "收入支出决算总表.年初结转和结余")


def test_another_units_budget_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "预算.yaml").write_text(budget_of("另一个单位"), "utf-8")
    path = tmp_path / "126.yaml"
    path.write_text(with_budget(), "utf-8")
    assert ["L411"] == opened(path, root)[3]


def test_a_document_says_which_files_it_draws_on(root: Path, tmp_path: Path) -> None:
    outcome = pipeline.produce(next_year(tmp_path, "\n上年文件: 2024/126.yaml\n"), root)
    accounts = [f"final-accounts/{year}" for year in ("2024", "2025")]
    laws = [f"schemas/{it}/{folder}" for it in accounts for folder in ("national", "fujian")]
    own = [f"templates/{it}/fujian" for it in accounts]
    shared = ["schemas/classification", "templates/glossary.yaml"]
    expected = {str(root / name) for name in (*laws, *own, *shared)}
    files = {
        tmp_path / "2024" / "126.yaml",
        tmp_path / "2024" / "_共用.yaml",
        tmp_path / "_共用.yaml",
    }
    assert {*expected, *map(str, files)} == set(outcome.drawn)
