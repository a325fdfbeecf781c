"""What only follows from a fault that is told is not told: nobody corrects what is right."""

import re
from pathlib import Path

import pytest
from support.examples import ROOT, Edit
from support.years import next_year

from generator import pipeline
from generator.diagnostics import Place

FILINGS = ROOT / "tests" / "filings"
OWN_BUDGET = FILINGS / "accounts_other_region.yaml"  # its budget stands in lists of its own
BUDGET = "年初预算:\n- 科目: 2070109 群众文化\n  一般公共预算财政拨款: "
CARS = "  公务用车购置费: '18'\n  公务用车运行维护费: "

REASONS = "\n增减原因:\n  收入支出决算总表.收入总计: 项目增加\n"


def told(path: Path) -> list[tuple[str, str]]:
    """What is wrong, but for what is told of the example as it is."""
    return [(it.code, it.message) for it in pipeline.produce(path).faults if it.code != "C313"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("科目: ２０１０３５０ 事业运行", ("S208", "“２０１０３５０ 事业运行” 不是科目")),
        ("科目: 201035X 事业运行", ("S208", "“201035X 事业运行” 不是科目")),
        ("科目: 5086823.81", ("S208", "“5086823.81” 不是科目")),
        ("科目: ", ("S204", "“科目”待填")),
        ("", ("S202", "缺少“科目”")),
    ],
)
@pytest.mark.parametrize(
    "entry",
    [
        "  - {科目: 2010350 事业运行, 一般公共预算财政拨款: 5086823.81}",
        "  - {科目: 2010350 事业运行, 资金: 一般公共预算财政拨款, 基本支出: 5086823.81}",
    ],
)
def test_of_an_account_that_nobody_knows_nothing_is_to_be_filled_in(
    edited: Edit, entry: str, typed: str, expected: tuple[str, str]
) -> None:
    spoilt = entry.replace("科目: 2010350 事业运行", typed).replace("{, ", "{")
    assert [expected] == told(edited((entry, spoilt)))


@pytest.mark.parametrize("example", sorted(FILINGS.glob("*.yaml")), ids=lambda path: path.stem)
def test_of_any_account_in_any_list(example: Path, tmp_path: Path) -> None:
    text = example.read_text("utf-8")
    (tmp_path / "原样.yaml").write_text(text, "utf-8")
    known = set(told(tmp_path / "原样.yaml"))
    lists = re.split(r"(?m)^(?=[^\s-])", text)
    firsts = [re.search(r"科目: (\d{5,7})", it) for it in lists]
    for section, first in zip(lists, firsts, strict=True):
        if first is None:
            continue
        spoilt = section[: first.start(1)] + "2O10350" + section[first.end(1) :]
        path = tmp_path / "改过.yaml"
        path.write_text(text.replace(section, spoilt), "utf-8")
        assert {"S208"} == {code for code, words in told(path) if (code, words) not in known}


@pytest.mark.parametrize(
    ("right", "spoilt", "expected"),
    [
        (f"{BUDGET}'305'", f"{BUDGET}三百", ("S203", "“三百” 不是金额：不是数字")),
        (f"{BUDGET}'305'", BUDGET, ("S204", "“一般公共预算财政拨款”待填")),
        (BUDGET, BUDGET.replace("2070109", "207010X"), ("S208", "“207010X 群众文化” 不是科目")),
        (f"{CARS}'4'", f"{CARS}四", ("S203", "“四” 不是金额：不是数字")),
        (f"{CARS}'4'", CARS, ("S204", "“公务用车运行维护费”待填")),
    ],
)
def test_a_slip_in_a_budget_makes_no_budget_that_is_lacking_and_no_reason_idle(
    edited: Edit, right: str, spoilt: str, expected: tuple[str, str]
) -> None:
    assert [expected] == told(edited((right, spoilt), example=OWN_BUDGET))


def test_a_reason_waits_for_the_base_that_is_told_to_be_lacking(edited: Edit) -> None:
    path = edited(("  一般公共预算财政拨款支出决算表.合计: '300'\n", ""), example=OWN_BUDGET)
    assert [("C307", "缺上年数：一般公共预算财政拨款支出决算表.合计")] == told(path)


def test_a_purpose_waits_for_the_amount_that_it_is_of(edited: Edit) -> None:
    amount = "  公务接待费: '0.8'\n三公经费预算"
    path = edited((amount, amount.replace("'0.8'", "八百")), example=OWN_BUDGET)
    assert [("S203", "“八百” 不是金额：不是数字")] == told(path)


CARRIED = "{年初预算安排: 17580700.00, 年中调整: 29762800.00, 年度拨付: 36584500.00}"


@pytest.mark.parametrize(
    ("right", "spoilt", "expected"),
    [
        ("\n  公务用车运行维护费: 20752.84", "\n  某某某: 20752.84", "没有“某某某”这一项"),
        (f"地方财政资金: {CARRIED}", "地方财政资金: 没有", "“地方财政资金”下面应写各项内容"),
    ],
)
def test_what_may_have_been_written_is_not_taken_for_nothing(
    edited: Edit, right: str, spoilt: str, expected: str
) -> None:
    assert [expected] == [words for _, words in told(edited((right, spoilt)))]


NAME = "名称: 福州市“智慧福州”管理服务中心, 类型"
DINNERS = "公务接待费: 1800.00\n  组织"
WAITING = ("L411", "C307", "C308", "C309")
WRONG_FILE = "检查文件名和所在的文件夹；没有这个文件的，删去这一行，把数逐项写上"


@pytest.mark.parametrize(
    ("change", "expected", "help_"),
    [
        (("年度: 2024", "年度: 2025"), "应是 2024 年度的部门决算", WRONG_FILE),
        ((NAME, "名称: 另一个单位, 类型"), "是另一个单位的：另一个单位", WRONG_FILE),
        ((DINNERS, DINNERS.replace("1800.00", "一千")), "“一千” 不是金额：不是数字", "先改正"),
        (("文种: 部门决算\n", ""), "缺少“文种”", WRONG_FILE),
    ],
)
def test_the_reason_why_a_filing_lends_nothing_is_its_error_and_nothing_is_asked_for_besides(
    tmp_path: Path, change: tuple[str, str], expected: str, help_: str
) -> None:
    path = next_year(tmp_path, f"{REASONS}上年文件: 2024/126.yaml\n")
    last = tmp_path / "2024" / "126.yaml"
    text = last.read_text("utf-8")
    assert 1 == text.count(change[0])
    # A name that nobody has checked is only told, and stands before the error.
    text = text.replace(*change).replace("2060503 科技条件专项", "2060503 科技专项条件")
    last.write_text(text, "utf-8")
    [fault] = [it for it in pipeline.produce(path).faults if it.code in WAITING]
    assert ("L411", f"2024/126.yaml：{expected}") == (fault.code, fault.message)
    assert help_ == fault.help[: len(help_)]


@pytest.mark.parametrize(
    ("right", "typed", "line", "message"),
    [
        ("\n政府采购:\n", "\n 政府采购:\n", 109, "这一行比同一层的多缩进了"),
        ("\n  货物: 57628.50\n", "\n货物: 57628.50\n", 110, "这一行比同一层的少缩进了"),
        ("\n  接待人次: 9\n", "\n接待人次: 9\n", 103, "没有“接待人次”这一项"),
        ("\n文种: ", "\n 文种: ", 3, "这一行比同一层的多缩进了"),
        ("\n部门评价: {", "\n 部门评价: {", 126, "这一行与上面各行都没有对齐"),
    ],
)
def test_a_line_that_is_moved_is_told_and_nothing_besides(
    edited: Edit, right: str, typed: str, line: int, message: str
) -> None:
    [fault] = [it for it in pipeline.produce(edited((right, typed))).faults if it.code != "C313"]
    assert isinstance(fault.place, Place)
    assert (line, message) == (fault.place.line, fault.message)
