"""Which rows a page of the overview shows, and the addresses of the others."""

from typing import Any

import pytest

from generator.reporting.overview_rows import UnitRow
from generator.units.result import KeyFigure
from generator.workbench import choosing
from generator.workbench.choosing import Wish, read_wanted


def row(number: int, stage: str = "无错误", **other: Any) -> UnitRow:
    figures = (KeyFigure("支出", f"{number}.50"),)
    return UnitRow(f"第{number}中心", stage, str(number), file=f"{number}.yaml", figures=figures)


ROWS = [row(number, "有错误" if number % 10 == 0 else "无错误") for number in range(1, 251)]


def show(**wanted: Any) -> dict[str, Any]:
    return choosing.lay_out(ROWS, Wish(**wanted), lambda row: row.file, lambda row: "")


def codes(shown: dict[str, Any]) -> list[str]:
    return [row.code for row, *_ in shown["rows"]]


def test_a_hundred_are_shown_and_none_is_lost() -> None:
    pages = [show(page=number) for number in (1, 2, 3)]
    assert [100, 100, 50] == [len(it["rows"]) for it in pages]
    assert sorted(it.code for it in ROWS) == sorted(code for it in pages for code in codes(it))
    assert codes(pages[2]) == codes(show(page=99))  # there is no more: the last


def test_those_that_need_somebody_come_first() -> None:
    first = codes(show())
    assert {"10", "250"} <= set(first[:25])
    assert first[25:27] == ["1", "2"]


def test_words_stage_and_order_are_wanted_together() -> None:
    shown = show(words="第1 中心", stage="有错误", by="支出", down=True)
    assert ["190", "180", "170", "160", "150", "140", "130", "120", "110", "100", "10"] == codes(
        shown
    )
    assert (250, 111, 11) == (shown["whole"], shown["found"], shown["chosen"])
    assert [("有错误", 11), ("无错误", 100)] == shown["counts"]


def test_numbers_are_sorted_as_numbers_and_what_says_nothing_comes_last() -> None:
    rows = [row(2), row(10), UnitRow("未读", "有错误")]
    for down, expected in ((False, ["2", "10", ""]), (True, ["10", "2", ""])):
        shown = choosing.lay_out(
            rows, Wish(by="支出", down=down), lambda it: it.file, lambda it: ""
        )
        assert expected == codes(shown)


def test_units_are_sorted_by_their_sounds() -> None:
    rows = [UnitRow(name, "无错误") for name in ("张", "王", "安", "李")]
    shown = choosing.lay_out(rows, Wish(by="单位"), lambda it: it.file, lambda it: "")
    assert ["安", "李", "王", "张"] == [it.unit for it, *_ in shown["rows"]]


def test_a_head_leads_to_its_order_and_then_to_the_other_way_round() -> None:
    heads = {head.name: head for head in show(stage="有错误", page=2)["heads"]}
    assert ("", True) == (heads["支出"].sorted, "order=down" in heads["支出"].query)
    assert "stage=" in heads["支出"].query
    again = {head.name: head for head in show(by="支出", down=True)["heads"]}
    assert ("descending", True) == (again["支出"].sorted, "order=up" in again["支出"].query)


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "0"},
        {"page": "-1"},
        {"page": "²"},
        {"page": "x" * 9000},
        {"stage": "<script>"},
        {"order": "x"},
    ],
)
def test_an_address_that_makes_no_sense_asks_for_nothing(asked: dict[str, str]) -> None:
    assert Wish() == read_wanted(asked)


def test_what_is_wanted_comes_back_from_its_address() -> None:
    from urllib.parse import parse_qsl

    wanted = Wish("福州 <b>&", "有错误", "支出", True, 3)
    assert wanted == read_wanted(dict(parse_qsl(wanted.query()[1:])))
