"""Figures and words stated under addresses: each under its full address, once, or a fault."""

from generator.diagnostics import Fault, Place
from generator.figures import statements
from generator.figures.book import Book
from generator.figures.ledger import Ledger
from generator.filing import schema, source
from generator.filing.filing import Filing
from generator.filing.kinds import Amount, Stated
from generator.filing.source import Source
from generator.money import ZERO
from generator.packs.definitions import Record, Selection, Table, Typed

VIEW = Table(
    "功能分类",
    {"合计": Selection(None)},
    {"小计": Selection(None), "基本": Selection(None, {"性质": ("基本",)})},
    "小计",
    Selection("支出"),
    (3, 7),
)
ROOT = Record({"支出表": VIEW, "费用": Record({"接待": Typed("元")})})
RULES = {"核对数": {"addresses": "元"}}


def resolved(text: str) -> tuple[list[tuple[str, ...]], list[Fault]]:
    """The addresses of the control totals in a filing of these lines, and what is wrong."""
    read, _ = source.parse(f"核对数:\n{text}".encode(), "填报.yaml")
    assert read is not None
    filing, faults = schema.validate(read, RULES)
    assert [] == faults
    stated, faults = statements.resolve(filing.data["核对数"], filing, book_of(filing))
    return [steps for steps, _ in stated], faults


def book_of(filing: Filing) -> Book:
    typed = Filing(filing.source, {"费用": {"接待": Amount(ZERO)}})
    return Book(ROOT, Ledger(typed, {"支出": ()}))


def test_every_statement_stands_under_its_full_address_in_the_order_it_was_written() -> None:
    text = "  费用.接待: 5\n  支出表:\n    201: 7\n    合计.基本: 8\n"
    expected = [("费用", "接待"), ("支出表", "201", "小计"), ("支出表", "合计", "基本")]
    assert (expected, []) == resolved(text)


def test_a_section_that_says_none_states_nothing() -> None:
    read = Source("填报.yaml", "")
    filing = Filing(read, {})
    assert ([], []) == statements.resolve("无", filing, book_of(filing))


def test_an_address_of_no_figure_is_a_fault_at_its_key_and_the_others_stand() -> None:
    stated, [fault] = resolved("  费用.接特: 5\n  支出表.201: 7\n")
    expected = ("L408", "“费用”里没有“接特”", "是否应为“接待”？", Place("填报.yaml", 2, 3, 5))
    assert expected == (fault.code, fault.message, fault.help, fault.place)
    assert [("支出表", "201", "小计")] == stated


def test_a_table_is_no_figure() -> None:
    stated, [fault] = resolved("  支出表: 5\n")
    assert ([], "L408") == (stated, fault.code)
    assert "“支出表”是一张表，要写到它的行" == fault.message


def test_one_figure_in_two_spellings_stands_once_and_the_second_names_the_first_line() -> None:
    stated, [fault] = resolved("  费用.接待: 5\n  支出表.201: 7\n  支出表[201].小计: 7\n")
    assert [("费用", "接待"), ("支出表", "201", "小计")] == stated
    expected = ("L401", "“支出表[201].小计”写了两次", ("第 3 行已经写过",))
    assert expected == (fault.code, fault.message, fault.notes)
    assert isinstance(fault.place, Place)
    assert 4 == fault.place.line


def test_a_third_spelling_names_the_first_line_too() -> None:
    _, faults = resolved("  支出表.201: 7\n  支出表[201]: 7\n  支出表.201.小计: 7\n")
    assert [("第 2 行已经写过",)] * 2 == [fault.notes for fault in faults]


def test_a_statement_of_another_file_is_answered_at_its_place_there() -> None:
    filing = Filing(Source("填报.yaml", ""), {})
    place = Place("导出.csv", 7, 1)
    item = Stated(("支出",), Amount(ZERO), "", ("支出",), place)
    _, [fault] = statements.resolve([item], filing, book_of(filing))
    assert ("L408", place) == (fault.code, fault.place)
