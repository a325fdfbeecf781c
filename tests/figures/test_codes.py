"""What is said of account codes: an error only where the table is sure, else a hint or nothing."""

from pathlib import Path

import pytest
from support.examples import Edit
from support.ooxml import tables

from generator import pipeline
from generator.books import bases
from generator.books.books import Books
from generator.diagnostics import Fault, FormPlace, Place, Severity
from generator.filing import schema, source
from generator.kept import library
from generator.packs import classification, finding

FIRST = "  - {科目: 2010350 事业运行, 资金: 一般公共预算财政拨款, 基本支出: 5086823.81}"
NAMES = "# 十、上年决算数"
LAST_YEAR = "    2010350: 4916502.22\n"
FUNCTION = "功能分类"


def opened(path: Path) -> tuple[Books, list[Fault]]:
    read, _ = source.load(path)
    assert read is not None
    pack, _ = finding.find(read, library.installed())
    assert pack is not None
    filing, _ = schema.validate(read, pack.rules)
    return bases.open_books(filing, pack)


def told(faults: list[Fault]) -> list[tuple[str, str, str]]:
    """What is told of accounts: code, weight, message."""
    return [
        (fault.code, fault.severity.value, fault.message)
        for fault in faults
        if fault.code in ("L402", "L403", "L405", "L422", "L423")
    ]


def spending(edited: Edit, typed: str, names: str = "") -> Path:
    """The example with one more entry under an account, and with names of accounts."""
    more = FIRST.replace("2010350 事业运行", typed).replace("5086823.81", "1.00")
    stated = f"科目名称: {names}\n" if names else ""
    return edited((FIRST, f"{FIRST}\n{more}"), (NAMES, f"{stated}{NAMES}"))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("2010306 政务公开审批", [], id="its name"),
        pytest.param("2012304 民族工作专项", [("L423", "20123 民族事务")], id="its name, not 款's"),
        pytest.param("2010306", [("L423", "2010306 政务公开审批")], id="alone"),
        pytest.param(
            "2010104",
            [("L423", "20101 人大事务、2010104 人大会议")],
            id="alone, with its 款",
        ),
    ],
)
def test_an_unchecked_name_that_is_printed_is_told(
    typed: str, expected: list[tuple[str, str]], edited: Edit
) -> None:
    said = [
        (code, "提示", f"科目 {names}：科目表里的名称未经核对，照它印") for code, names in expected
    ]
    assert said == told(opened(spending(edited, typed))[1])


def test_all_unchecked_names_are_one_hint_that_says_how_to_settle_them(edited: Edit) -> None:
    more = "\n".join(
        FIRST.replace("2010350 事业运行", code).replace("5086823.81", "1.00")
        for code in ("2010306", "2010104", "2010306")
    )
    path = edited((FIRST, f"{FIRST}\n{more}"))
    [fault] = [it for it in opened(path)[1] if it.code == "L423"]
    assert "科目 2010306 政务公开审批、20101 人大事务、2010104 人大会议：" in fault.message
    help_ = (
        "请照科目书核对；核对过的，在文件末尾加上这一节，就不再提示：\n"
        "科目名称:\n  2010306: 政务公开审批\n  20101: 人大事务\n  2010104: 人大会议"
    )
    assert help_ == fault.help
    assert ["2010104"] == [line_at(path, place) for place, _ in fault.related]
    text = path.read_text("utf-8").rstrip()
    path.write_text(f"{text}\n{help_.partition('：' + chr(10))[2]}\n", "utf-8")
    assert [] == told(opened(path)[1])


def line_at(path: Path, place: Place | FormPlace) -> str:
    """What stands at a place."""
    assert isinstance(place, Place)
    line = path.read_text("utf-8").split("\n")[place.line - 1]
    return line[place.column - 1 :][: place.width]


def test_another_name_than_an_unchecked_one_is_a_hint_and_is_printed(edited: Edit) -> None:
    books, faults = opened(spending(edited, "2010306 政务公开"))
    message = "科目 2010306 写作“政务公开”，科目表里写作“政务公开审批”，未经核对，按填报的印"
    assert [("L422", "提示", message)] == told(faults)
    assert "政务公开" == books.name_of(FUNCTION, "2010306")


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("2010306 政务公开", '{"2010306": 政务公开}'),
        ("2010306", '{"2010306": 政务公开}'),
        ("2010104", '{"20101": 人大事务, "2010104": 人大会议}'),
        ("2010388", '{"2010388": 数字治理}'),
        ("2080804", '{"20808": 抚恤, "2080804": 优抚事业单位支出}'),
    ],
)
def test_what_a_filing_has_stated_is_told_no_more(typed: str, names: str, edited: Edit) -> None:
    assert [] == told(opened(spending(edited, typed, names))[1])


def test_brackets_of_either_width_and_blanks_make_no_other_name(edited: Edit) -> None:
    names = '{"20103": "政府办公厅(室) 及相关机构事务", "21002": 公立医院}'
    books, faults = opened(spending(edited, "2100202 中医(民族)医院", names))
    assert [] == told(faults)
    printed = [books.name_of(FUNCTION, code) for code in ("20103", "2100202")]
    assert ["政府办公厅（室）及相关机构事务", "中医（民族）医院"] == printed


def test_a_stated_name_that_a_checked_account_does_not_bear_is_an_error(edited: Edit) -> None:
    path = spending(edited, "2010350 事业运行", '{"2010301": 行政事务}')
    message = "科目 2010301 写作“行政事务”，科目表是“行政运行”"
    [fault] = [it for it in opened(path)[1] if it.code == "L403"]
    assert (message, Severity.ERROR) == (fault.message, fault.severity)


def test_a_wrong_name_is_told_at_each_place_of_it(edited: Edit) -> None:
    wrong = FIRST.replace("事业运行", "事业运转").replace("5086823.81", "1.00")
    path = edited((FIRST, "\n".join((FIRST, wrong, FIRST, wrong))))
    lines = path.read_text("utf-8").split("\n")
    expected = [at for at, line in enumerate(lines, 1) if line == wrong]
    places = [it.place for it in opened(path)[1] if it.code == "L403"]
    assert expected == [it.line for it in places if isinstance(it, Place)]


def test_one_account_has_one_name_in_a_filing(edited: Edit) -> None:
    path = spending(edited, "2010306 政务公开", '{"2010306": 政务审批}')
    message = "科目 2010306 写作“政务公开”，别处写作“政务审批”"
    assert ("L403", "错误", message) in told(opened(path)[1])


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        pytest.param(
            "2080804 优抚事业单位支出",
            "L405",
            "科目表里没有 2080804（“优抚事业单位支出”2021 年度止，改列 2080807 光荣院），"
            "按填报的名称印",
            id="ended",
        ),
        pytest.param(
            "2080804",
            "L423",
            "科目 2080804 优抚事业单位支出（2021 年度止，改列 2080807 光荣院）："
            "科目表里的名称未经核对，照它印",
            id="ended, alone",
        ),
        pytest.param(
            "2140401",
            "L402",
            "科目表里没有 2140401（“对城市公交的补贴”2021 年度止）",
            id="ended, of a checked name",
        ),
        pytest.param(
            "2014101 行政运行",
            "L405",
            "科目表里没有 2014101（“行政运行”2025 年度起），按填报的名称印",
            id="not yet begun",
        ),
    ],
)
def test_an_account_out_of_its_years_is_told_with_what_follows_it(
    typed: str, code: str, said: str, edited: Edit
) -> None:
    owners = '{"20141": 数据事务, "20808": 抚恤, "214": 交通运输支出, "21404": 油价补贴}'
    path = spending(edited, typed, owners)
    assert [(code, said)] == [(it[0], it[2]) for it in told(opened(path)[1])]


def test_an_unknown_account_asks_for_its_own_name_alone(edited: Edit) -> None:
    [fault] = [it for it in opened(spending(edited, "2010388"))[1] if it.code == "L402"]
    help_ = "编码对的，在“科目名称”里写：2010388: 名称；不对的，改正编码"
    assert ("科目表里没有 2010388", help_) == (fault.message, fault.help)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param(
            "2010388",
            [("L402", "错误", "科目表里没有 2010388")],
            id="unknown",
        ),
        pytest.param(
            "2010306",
            [("L423", "提示", "科目 2010306 政务公开审批：科目表里的名称未经核对，照它印")],
            id="unchecked, alone",
        ),
        pytest.param("2010308 信访事务", [], id="last year's name"),
        pytest.param(
            "2010301 行政事务",
            [("L403", "错误", "科目 2010301 写作“行政事务”，科目表是“行政运行”")],
            id="another name",
        ),
        pytest.param(
            "2010306 政务公开",
            [
                (
                    "L422",
                    "提示",
                    "科目 2010306 写作“政务公开”，科目表里写作“政务公开审批”，未经核对，按填报的印",
                )
            ],
            id="another name than an unchecked one",
        ),
    ],
)
def test_a_row_of_last_year_is_judged_alike(
    row: str, expected: list[tuple[str, str, str]], edited: Edit
) -> None:
    path = edited((LAST_YEAR, f"{LAST_YEAR}    {row}: 1.00\n"))
    assert expected == told(opened(path)[1])


def test_no_unchecked_account_makes_an_error(edited: Edit) -> None:
    table = classification.load_all(library.installed() / "schemas/classification")[FUNCTION]
    codes = [
        code
        for code, (dated, *_) in table.terms.items()
        if len(code) == table.leaf_size and not dated.checked
    ][::25]
    more = (
        FIRST.replace("2010350 事业运行", f"{code} 某项支出").replace("5086823.81", "1.00")
        for code in codes
    )
    _, faults = opened(edited((FIRST, "\n".join((FIRST, *more)))))
    assert len(codes) > 50
    assert [] == [it for it in told(faults) if it[1] == Severity.ERROR.value]


def test_the_printed_name_is_the_filings_own(edited: Edit) -> None:
    path = spending(edited, "2010306 政务公开")
    rows = tables(pipeline.produce(path, draft=True).document)
    assert {"政务公开"} == {row[1] for table in rows for row in table if row[0] == "2010306"}
