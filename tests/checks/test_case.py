"""What a check looks at: names in a record or from the top, records in order, faults with lines."""

from typing import Any

import pytest

from generator.books.books import Books
from generator.checks.case import MAX_LINES, Case, basis
from generator.diagnostics import Place, Severity
from generator.figures.book import Book, Figure
from generator.figures.ledger import Ledger
from generator.filing import filing, schema, source
from generator.packs.addressing import AddressError
from generator.packs.defining import define

FIGURE = {"kind": "元"}


def list_of(**fields: Any) -> dict[str, Any]:
    return {"type": "list", "schema": {"type": "dict", "schema": fields}}


RULES: dict[str, Any] = {
    "单位": {"type": "dict", "schema": {"类型": {"kind": "文"}}},
    "支出": list_of(科目={"code": "功能分类"}, 基本=FIGURE),
    "收入": FIGURE,
    "得分": FIGURE,
    "自评": list_of(得分=FIGURE, 指标=list_of(得分=FIGURE, 分值=FIGURE)),
}
TABLES = {
    "lists": {"支出": {"spread": "性质"}},
    "tables": {"支出表": {"from": "支出", "rows": "功能分类", "columns": "性质", "total": "合计"}},
}
DEFINITIONS = define(RULES, TABLES, {"功能分类": {"类": 3, "项": 7}})
TEXT = (
    "单位:\n  类型: 事业单位\n收入: 5\n得分: 6\n自评:\n"
    "  - 得分: 7\n    指标:\n      - {得分: 1, 分值: 2}\n      - {得分: 3}\n"
    "  - 得分: 8\n"
    "  - 得分: 9\n    指标:\n      - {得分: 4}\n"
)
CHECK = {"依据": "规定"}


def case_of(text: str, home: tuple[str, ...] = ()) -> Case:
    book, filing = book_of(text)
    books = Books(book, {}, {}, {}, {}, lambda _table, _code: None)
    return Case(filing, books, home=home)


def book_of(text: str) -> tuple[Book, filing.Filing]:
    read, _ = source.parse(text.encode(), "填报.yaml")
    assert read is not None
    filing, faults = schema.validate(read, RULES)
    assert [] == faults
    return Book(DEFINITIONS.root, Ledger(filing, {"支出": ()})), filing


# -- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "name", "home"),
    [
        pytest.param(("得分",), "得分", (), id="at the top"),
        pytest.param(("自评", "1", "得分"), "得分", ("自评", "1"), id="in the record first"),
        pytest.param(("收入",), "收入", ("自评", "1"), id="else from the top"),
        pytest.param(("自评", "3", "得分"), "自评.3.得分", ("自评", "1"), id="in another record"),
        pytest.param(("支出表", "201", "合计"), "支出表.201", ("自评", "1"), id="a row's total"),
    ],
)
def test_a_name_is_looked_up_in_its_record_then_from_the_top(
    expected: tuple[str, ...], name: str, home: tuple[str, ...]
) -> None:
    assert expected == case_of(TEXT, home).figure(name).steps


def test_a_name_that_is_nowhere_is_an_error() -> None:
    with pytest.raises(AddressError, match=r"^没有“支入”$"):
        case_of(TEXT, ("自评", "1")).figure("支入")


def test_a_figure_of_a_base_is_looked_up_in_its_book() -> None:
    base, _ = book_of("收入: 99\n")
    assert 99 == case_of(TEXT).figure("收入", base).value


def test_one_name_is_one_figure_and_several_are_several() -> None:
    case = case_of(TEXT)
    assert [("收入",)] == [figure.steps for figure in case.figures("收入")]
    assert [("得分",), ("收入",)] == [figure.steps for figure in case.figures(["得分", "收入"])]


def test_a_label_leaves_out_the_total_column() -> None:
    assert "支出表[201]" == case_of(TEXT).label(("支出表", "201", "合计"))


@pytest.mark.parametrize(
    ("expected", "name"), [("事业单位", "单位.类型"), ("5", "收入"), ("3", "自评"), ("0", "支出")]
)
def test_what_stands_at_an_address_is_as_it_was_typed_and_of_a_list_how_many(
    expected: str, name: str
) -> None:
    assert expected == case_of(TEXT).text(name)


def test_a_table_is_found_by_its_name() -> None:
    assert "合计" == case_of(TEXT).table("支出表").total


# -- records -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "path"),
    [
        ([("自评", "1"), ("自评", "2"), ("自评", "3")], "自评"),
        ([("自评", "1", "指标", "1"), ("自评", "1", "指标", "2"), ("自评", "3", "指标", "1")],
         "自评.指标"),
        ([("单位",)], "单位"),
    ],
)  # fmt: skip
def test_the_records_of_a_list_come_in_order(expected: list[tuple[str, ...]], path: str) -> None:
    assert expected == list(case_of(TEXT).homes(path))


def test_a_list_without_records_has_none() -> None:
    assert [] == list(case_of("收入: 5\n").homes("自评.指标"))


# -- lines and faults --------------------------------------------------------------------------


def made_at(*lines: int) -> Figure:
    """A figure that the reviews' scores on these lines make."""
    numbers = {6: 0, 10: 1, 11: 2}
    paths = tuple(("自评", numbers[line], "得分") for line in lines)
    return Figure(("收入",), "元", case_of(TEXT).figure("收入").value, paths)


@pytest.mark.parametrize(("expected", "lines"), [(6, (10, 6, 11)), (11, (11,)), (0, ())])
def test_the_line_of_a_figure_is_the_first_that_makes_it(
    expected: int, lines: tuple[int, ...]
) -> None:
    assert expected == case_of(TEXT).line(made_at(*lines))


def test_a_fault_stands_at_the_first_figures_line_and_shows_the_others_in_order() -> None:
    fault = case_of(TEXT).fault(
        "C302", CHECK, "差 1 元", made_at(10), made_at(11, 6, 10), help_="核对"
    )
    assert isinstance(fault.place, Place)
    assert [10, 6, 11] == [fault.place.line, *(place.line for place, _ in fault.related)]
    expected = ("C302", "差 1 元", Severity.ERROR, ("依据：规定",), "核对")
    assert expected == (fault.code, fault.message, fault.severity, fault.notes, fault.help)


def test_a_fault_that_is_only_told_is_a_warning() -> None:
    fault = case_of(TEXT).fault("C313", CHECK, "", help_="", severity=Severity.WARNING)
    assert Severity.WARNING is fault.severity
    fault = case_of(TEXT).fault("C303", CHECK | {"told": True}, "", help_="")
    assert Severity.WARNING is fault.severity


def test_a_fault_of_figures_that_nobody_typed_stands_at_the_head_of_the_filing() -> None:
    fault = case_of(TEXT).fault("C302", CHECK, "差 1 元", made_at(), help_="核对")
    assert (Place("填报.yaml", 1, 1), ()) == (fault.place, fault.related)


def test_of_a_figure_of_many_lines_a_few_are_shown() -> None:
    text = "自评:\n" + "  - 得分: 1\n" * (MAX_LINES + 2)
    paths = tuple(("自评", number, "得分") for number in range(MAX_LINES + 2))
    case = case_of(text)
    many = Figure(("收入",), "元", case.figure("收入").value, paths)
    fault = case.fault("C302", CHECK, "差 1 元", many, help_="核对")
    assert MAX_LINES - 1 == len(fault.related)


def test_a_check_names_the_rule_behind_it() -> None:
    assert "依据：规定" == basis(CHECK)
